"""`step`: how a result declares an intermediate of its method."""

from __future__ import annotations

import dataclasses
from typing import Any


@dataclasses.dataclass(frozen=True)
class Step:
    """One declared intermediate of a method: its caption, the source's symbol and its axes.

    Parameters
    ----------
    caption : str
        What the array holds, in words.
    symbol : str
        The source's symbol, in LaTeX.
    axes : str
        A letter for each trailing axis: A alternatives, C criteria; leading sample axes come
        before.
    """

    caption: str
    symbol: str
    axes: str


def step(caption: str, symbol: str, axes: str) -> Any:
    """Declare a dataclass field that holds an intermediate of the method; None if not computed.

    Parameters
    ----------
    caption : str
        What the array holds, in words.
    symbol : str
        The source's symbol, in LaTeX.
    axes : str
        A letter for each trailing axis: A alternatives, C criteria.

    Returns
    -------
    dataclasses.Field
        The declaration; completion, `repr`, tables, LaTeX and reports read it.

    Examples
    --------
    >>> from decision_analysis.core import step
    >>> step("Positive ideal solution", "v_j^+", "C").metadata["step"].symbol
    'v_j^+'
    """
    return dataclasses.field(default=None, metadata={"step": Step(caption, symbol, axes)})
