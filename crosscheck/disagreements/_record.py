"""What a row of the table holds, and small helpers to write one."""

from __future__ import annotations

import dataclasses
import warnings
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import numpy as np

from decision_analysis import Criterion, DecisionTable
from decision_analysis.errors import DegenerateDataWarning, InconsistentJudgementsWarning


@dataclasses.dataclass(frozen=True)
class Disagreement:
    """One row of the table. `ours()` must give `right` and `theirs()` must give `wrong`.

    Numbers may be `off` by so much; a general optimizer ends elsewhere on another machine.
    """

    method: str
    package: str
    given: str
    ours: Callable[[], Any]
    right: Any
    theirs: Callable[[], Any]
    wrong: Any
    verdict: str
    why: str
    off: float = 1e-4


def problem(values: Any, shares: Any, goals: str = "", **thresholds: Any) -> Any:
    """Return a problem as `peers` takes it; goals are a string such as '++-'."""
    values = np.array(values, dtype=float)
    signs = np.array([-1 if sign == "-" else 1 for sign in goals or "+" * values.shape[1]])
    criteria = [
        Criterion(f"c{i + 1}", "max" if sign > 0 else "min") for i, sign in enumerate(signs)
    ]
    table = DecisionTable(values, criteria, [f"a{i + 1}" for i in range(len(values))])
    return SimpleNamespace(
        table=table,
        values=values,
        oriented=values * signs,
        weights=np.array(shares, dtype=float),
        signs=signs,
        goals=[criterion.goal for criterion in criteria],
        named=lambda numbers: dict(
            zip(table.criterion_names, np.asarray(numbers).tolist(), strict=True)
        ),
        **{kind: np.array(numbers, dtype=float) for kind, numbers in thresholds.items()},
    )


def refusal(call: Callable[[], Any]) -> str:
    """Return the name of the error that a call ends with."""
    try:
        return f"answers {call()}"
    except Exception as error:
        return type(error).__name__


def calmly(call: Callable[[], Any]) -> Any:
    """Return what a call of ours gives, without its warnings of degenerate or inconsistent data."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DegenerateDataWarning)
        warnings.simplefilter("ignore", InconsistentJudgementsWarning)
        return call()
