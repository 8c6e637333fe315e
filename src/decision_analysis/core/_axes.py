"""`axes`: how a result declares an array that is always there, with sample axes perhaps."""

from __future__ import annotations

import dataclasses
from typing import Any

from decision_analysis.core._step import Step


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
