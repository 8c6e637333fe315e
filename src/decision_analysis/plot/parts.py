"""The second door of `plot`: what other rooms of the library use; not for users."""

from decision_analysis.plot._sheet import sheet

__all__ = [
    "sheet",
]
