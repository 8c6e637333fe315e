"""The second door of `export`: what other rooms of the library use; not for users."""

from decision_analysis.export._unconverted import keys_in_docstring

__all__ = [
    "keys_in_docstring",
]
