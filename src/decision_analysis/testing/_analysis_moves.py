"""The same problem told otherwise: in another order, with goals turned, or without its labels."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import numpy as np

from decision_analysis._arrays import IntArray
from decision_analysis.core import Criterion, DecisionTable, Parameters, Scores
from decision_analysis.testing._analysis_inputs import LinearModel

Arguments = Mapping[str, Any]
_PEOPLE = ("rankings", "judgements", "approvals", "comparisons")
_SAMPLED = ("values", "scores")
_COLUMNS = ("samples", "data")
"""What is given for each sample, by name: of parameters, and of studies about them."""


def labels_of(arguments: Arguments) -> tuple[str, ...]:
    """Return the alternatives of what an analysis is fed, in order; none where it has none."""
    for name, value in arguments.items():
        if isinstance(value, DecisionTable | Scores | LinearModel):
            return value.alternatives
        if name == "utilities":
            return tuple(value)
        if name in _PEOPLE:
            keys = [key if isinstance(key, tuple) else (key,) for key in value[0]]
            return tuple(dict.fromkeys(label for key in keys for label in key))
    return ()


def parameters_of(arguments: Arguments) -> tuple[str, ...]:
    """Return the names of the parameters or of their samples, in order."""
    for name in ("parameters", "samples"):
        if name in arguments:
            return tuple(arguments[name])
    return ()


def rows_of(arguments: Arguments) -> int:
    """Return of how many samples the values or the table are; 0 where they are of none."""
    for value in arguments.values():
        if isinstance(value, DecisionTable | Scores) and value.sample_shape:
            return value.sample_shape[0]
    return 0


def _each(arguments: Arguments, change: Callable[[str, Any], Any]) -> dict[str, Any]:
    return {name: change(name, value) for name, value in arguments.items()}


def with_alternatives(arguments: Arguments, labels: Sequence[str]) -> dict[str, Any]:
    """Return the same problem with its alternatives in the order of `labels`."""
    before = labels_of(arguments)
    order = [before.index(label) for label in labels]

    def change(name: str, value: Any) -> Any:
        if isinstance(value, DecisionTable):
            return value.select(alternatives=labels)
        if isinstance(value, Scores):
            moved = value.scores[..., order]
            return dataclasses.replace(value, scores=moved, alternatives=tuple(labels))
        if isinstance(value, LinearModel):
            return dataclasses.replace(
                value,
                alternatives=tuple(labels),
                constants=value.constants[order],
                slopes=value.slopes[order],
            )
        if name == "comparisons":
            return [_pairs(person, labels) for person in value]
        if name in _PEOPLE:
            return [{label: person[label] for label in labels} for person in value]
        return {label: value[label] for label in labels} if name == "utilities" else value

    return _each(arguments, change)


def _pairs(
    person: Mapping[tuple[str, str], float], labels: Sequence[str]
) -> dict[tuple[str, str], float]:
    pairs = [(a, b) for i, a in enumerate(labels) for b in labels[i + 1 :]]
    # a comparison the other way round is the reciprocal
    return {(a, b): person[a, b] if (a, b) in person else 1 / person[b, a] for a, b in pairs}


def with_parameters(arguments: Arguments, names: Sequence[str]) -> dict[str, Any]:
    """Return the same problem with its parameters, or their samples, in the order of `names`."""

    def change(name: str, value: Any) -> Any:
        if name == "parameters":
            return Parameters([value[each] for each in names])
        return {each: value[each] for each in names} if name == "samples" else value

    return _each(arguments, change)


def with_samples(arguments: Arguments, order: IntArray) -> dict[str, Any]:
    """Return the same problem with the samples of values, table and parameters in another order."""

    def change(name: str, value: Any) -> Any:
        if isinstance(value, DecisionTable) and value.sample_shape:
            return value.with_values(value.values[order])
        if isinstance(value, Scores) and value.sample_shape:
            return dataclasses.replace(value, scores=value.scores[order])
        return {k: drawn[order] for k, drawn in value.items()} if name in _COLUMNS else value

    return _each(arguments, change)


def with_goals_turned(arguments: Arguments) -> dict[str, Any]:
    """Return the same problem with the negative of what counts, and its goals turned."""

    def change(name: str, value: Any) -> Any:
        if isinstance(value, DecisionTable):
            criteria = [Criterion(c.name, _other(c.goal), c.unit) for c in value.criteria]
            return DecisionTable(-value.values, criteria, value.alternatives)
        if isinstance(value, Scores):
            turned = not value.higher_is_better
            return dataclasses.replace(value, scores=-value.scores, higher_is_better=turned)
        if isinstance(value, LinearModel):
            return dataclasses.replace(value, sign=-value.sign, goal=_other(value.goal))
        return value

    return _each(arguments, change)


def _other(goal: str) -> Any:
    return "min" if goal == "max" else "max"


def forms(arguments: Arguments, names: Sequence[str]) -> Iterator[tuple[str, bool, dict[str, Any]]]:
    """Yield what each other form is called, whether it has labels, and the arguments in it."""
    pd = _pandas()
    for name in _SAMPLED:
        value = arguments.get(name)
        if not isinstance(value, Scores):
            continue
        told = {"goal": "max" if value.higher_is_better else "min"} if "goal" in names else {}
        # plain numbers do not say that less is better, and nobody could
        if not told and not value.higher_is_better:
            continue
        columns = {label: value.scores[:, a].copy() for a, label in enumerate(value.alternatives)}
        yield "an array", False, {**arguments, name: value.scores.copy(), **told}
        yield "a mapping by label", True, {**arguments, name: columns, **told}
        if pd is not None:
            framed = {**arguments, name: pd.DataFrame(columns), **told}
            for drawn in _COLUMNS:
                if drawn in arguments:
                    framed[drawn] = pd.DataFrame(arguments[drawn])
            yield "a DataFrame", True, framed
    for name in ("rankings", "judgements", "approvals"):
        if name in arguments:
            array = np.array([list(person.values()) for person in arguments[name]])
            yield "an array", False, {**arguments, name: array}
            if pd is not None:
                yield "a DataFrame", True, {**arguments, name: pd.DataFrame(arguments[name])}
    if "utilities" in arguments and "disagreement" in arguments:
        by_name, without = arguments["utilities"], arguments["disagreement"]
        array = np.array([[row[who] for who in without] for row in by_name.values()])
        bare = np.array(list(without.values()))
        yield "an array", False, {**arguments, "utilities": array, "disagreement": bare}
        if pd is not None:
            frame = pd.DataFrame(by_name).T
            yield "a DataFrame", True, {**arguments, "utilities": frame}
    if "comparisons" in arguments:
        labels = labels_of(arguments)
        array = np.array([_matrix(person, labels) for person in arguments["comparisons"]])
        yield "an array", False, {**arguments, "comparisons": array}
        if pd is not None:
            frames = [pd.DataFrame(each, index=labels, columns=labels) for each in array]
            yield "DataFrames", True, {**arguments, "comparisons": frames}


def _matrix(person: Mapping[tuple[str, str], float], labels: Sequence[str]) -> list[list[float]]:
    # 1 on the diagonal, and a pair and its reciprocal on either side of it
    return [
        [1.0 if a == b else person[a, b] if (a, b) in person else 1 / person[b, a] for b in labels]
        for a in labels
    ]


def _pandas() -> Any:
    try:
        import pandas
    except ImportError:
        return None
    return pandas
