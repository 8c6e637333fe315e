"""The second door of `utility`: what other rooms of the library use; not for users."""

from decision_analysis.utility._base import applied, through_utilities

__all__ = [
    "applied",
    "through_utilities",
]
