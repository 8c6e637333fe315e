"""`elementwise`: functions of single numbers that return a Series or a frame where given one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from decision_analysis import _checks
from decision_analysis._arrays import FloatArray
from decision_analysis._labelled import is_frame, is_series


def elementwise(what: str, given: Any, function: Callable[[FloatArray], Any]) -> Any:
    """Return what a function makes of numbers (...), with the labels that they have."""
    return like(given, function(_checks.numeric_array(what, bare(given))))


def bare(given: Any) -> Any:
    """Return the entries of a Series or a data frame without labels; else what is given."""
    return given.to_numpy() if is_series(given) or is_frame(given) else given


def like(given: Any, found: Any) -> Any:
    """Return entries with the labels of the Series or the data frame that they were made of."""
    if not (is_series(given) or is_frame(given)):
        return found
    import pandas as pd

    if is_series(given):
        return pd.Series(found, index=given.index, name=given.name)
    return pd.DataFrame(found, index=given.index, columns=given.columns)
