"""What an analysis must refuse, and how: by name, before anything is changed."""

from __future__ import annotations

import copy
from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np

from decision_analysis.core import DecisionTable, Scores
from decision_analysis.errors import InvalidInputError
from decision_analysis.testing._analysis import Analysis
from decision_analysis.testing._analysis_inputs import LinearModel

_BAD: dict[str, tuple[Any, ...]] = {
    "n_samples": (0, -1, 1.5, True, "many", None),
    "batch": (0, -1, 1.5, True),
    "workers": (-1, 0, 1.5, True),
    "rng": (-1, 1.5, True, "dice"),
    "name": ("nobody",),
    "names": (("nobody", "nowhere"),),
    "of": ("nobody",),
    "goal": ("up",),
    "design": ("nobody",),
    "score": ("nobody",),
    "method": ("nobody", None),
    "model": ("nobody", None),
    "parameters": (["nobody"],),
    "weights": ({"nobody": 1.0}, "nobody"),
    "probabilities": ({"nobody": 1.0}, "nobody"),
}
"""For parameters of the library's names what none of them may be."""
_FED = (
    *("table", "values", "scores", "samples", "rankings", "judgements", "comparisons"),
    *("approvals", "utilities"),
)
_NUMBERS = (*_FED, "disagreement", "weights", "probabilities")


def refusals(analysis: Analysis) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield what is wrong and arguments in which it is, all others being right."""
    arguments = analysis.problem(0)
    for name in analysis.takes(*_BAD):
        for wrong in _BAD[name]:
            yield f"{name}={wrong!r}", {**arguments, name: wrong}
    for name in analysis.takes(*_FED):
        if name in arguments:
            yield f"{name}=None", {**arguments, name: None}
            yield f"{name}='nobody'", {**arguments, name: "nobody"}
    for name in analysis.takes(*_NUMBERS):
        for missing in (np.nan, np.inf) if name in arguments else ():
            spoiled = _spoiled(arguments[name], missing)
            if spoiled is not None:
                yield f"{missing} in {name}", {**arguments, name: spoiled}
    if isinstance(arguments.get("model"), LinearModel):
        yield "a model that returns no table", {**arguments, "model": _no_table}
        if analysis.takes("score"):
            yield "a score that is NaN", {**arguments, "score": _no_score}


def _spoiled(value: Any, missing: float) -> Any:
    """Return numbers with one that is missing; None where they cannot be so."""
    if isinstance(value, Scores):
        value = value.scores
    if isinstance(value, DecisionTable):  # which refuses it itself
        return None
    if isinstance(value, np.ndarray):
        spoiled = value.copy()
        spoiled.flat[0] = missing
        return spoiled
    if isinstance(value, Mapping) and value:
        first = next(iter(value))
        instead = _spoiled(value[first], missing)
        return {**value, first: missing if instead is None else instead}
    if isinstance(value, list) and value and isinstance(value[0], Mapping):
        return [_spoiled(value[0], missing), *copy.deepcopy(value[1:])]
    return None


def _no_table(samples: Mapping[str, Any]) -> Any:
    return dict(samples)


def _no_score(table: DecisionTable) -> Any:
    return np.full(table.values.shape[:-1], np.nan)


def understood(analysis: Analysis, what: str, error: Exception) -> None:
    """Hold an error to what users can act on: of the library's kind, naming the function first."""
    if not isinstance(error, InvalidInputError):
        raise AssertionError(f"{what} gave {type(error).__name__}: {error}") from error
    if not str(error).startswith(analysis.title):
        raise AssertionError(
            f"{what} is refused by a message that does not start with {analysis.title}(): {error}"
        ) from error
