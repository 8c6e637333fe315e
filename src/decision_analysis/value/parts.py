"""The second door of `value`: what other rooms of the library use; not for users."""

from decision_analysis.value._valued import valued

__all__ = ["valued"]
