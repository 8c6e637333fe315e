"""`step` and `axes`: how a result declares its intermediates and arrays with sample axes."""

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


def axes(letters: str, caption: str = "", symbol: str = "") -> Any:
    """Declare a required array field that may carry leading sample axes.

    Parameters
    ----------
    letters : str
        A letter for each trailing axis: A alternatives, C criteria.
    caption, symbol : str
        As of a `step`, where the field is an intermediate of the method that is always there.

    Returns
    -------
    dataclasses.Field
        The declaration.

    Examples
    --------
    >>> from decision_analysis.core import axes
    >>> axes("AC").metadata["axes"]
    'AC'
    """
    step_too = {"step": Step(caption, symbol, letters)} if caption else {}
    return dataclasses.field(metadata={"axes": letters, **step_too})
