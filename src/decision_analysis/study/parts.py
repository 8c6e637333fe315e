"""The second door of `study`: what other rooms of the library use; not for users."""

from decision_analysis.study._folder import checked_folder
from decision_analysis.study._write import NAMES, drawing

__all__ = [
    "NAMES",
    "checked_folder",
    "drawing",
]
