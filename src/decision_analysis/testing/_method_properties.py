"""The properties of every method: each a function that raises AssertionError where it fails."""

from __future__ import annotations

import copy
import dataclasses
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

from decision_analysis._arrays import FloatArray
from decision_analysis._equal import equal
from decision_analysis.core import DecisionTable, Result, Scores
from decision_analysis.testing._method import Method
from decision_analysis.testing._method_refusals import refuses_bad_input

_RELATIVE, _ABSOLUTE = 1e-9, 1e-12
Property = Callable[[Method, DecisionTable, FloatArray], None]


def _seeded(table: DecisionTable) -> np.random.Generator:
    # from the table, so that an example of hypothesis gives the same again
    return np.random.default_rng(int(table.values.sum() * 2))


def _arrays(result: Any) -> dict[str, Any]:
    """Return what is compared: the main array, and any ranks; alternatives on the last axes."""
    if isinstance(result, np.ndarray):
        return {"array": result}
    found = {result.main: getattr(result, result.main)}
    if hasattr(result, "ranks"):
        found["ranks"] = np.asarray(result.ranks)
    return found


def _close(actual: Any, expected: Any, what: str) -> None:
    np.testing.assert_allclose(actual, expected, rtol=_RELATIVE, atol=_ABSOLUTE, err_msg=what)


def _equal(one: Any, other: Any, what: str) -> None:
    left, right = _arrays(one), _arrays(other)
    for name in left:
        _close(left[name], right[name], f"{what}: {name}")


def _alternatives_order(method: Method, table: DecisionTable, weights: FloatArray) -> None:
    order = _seeded(table).permutation(len(table.alternatives))
    options = method.options(table)
    straight = method(table, weights, options)
    shuffled = method(
        table.select(alternatives=[table.alternatives[i] for i in order]), weights, options
    )
    # a relation moves on both axes, what has one entry for each alternative on its last
    for name, array in _arrays(straight).items():
        moved = array[..., order]
        if array.ndim > 1 and name not in ("ranks", "scores", "assignment"):
            moved = moved[..., order, :]
        _close(_arrays(shuffled)[name], moved, name)


def _criteria_order(method: Method, table: DecisionTable, weights: FloatArray) -> None:
    order = _seeded(table).permutation(len(weights))
    options = method.options(table)
    moved = table.select(criteria=[table.criterion_names[j] for j in order])
    _equal(
        method(moved, weights[order], options),
        method(table, weights, options),
        "criteria in another order",
    )


def _weight_ratios(method: Method, table: DecisionTable, weights: FloatArray) -> None:
    # 8 is a power of two: shares of these weights are the same to the last bit
    _equal(method(table, weights * 8), method(table, weights), "weights times 8")


def _weights_matter(method: Method, table: DecisionTable, weights: FloatArray) -> None:
    # a0 and a1 are opposites, with one that both dominate and one that dominates both
    opposed = DecisionTable(
        [[5.0, 3.0], [3.0, 5.0], [1.0, 1.0], [7.0, 7.0]], ["c0", "c1"], ["a0", "a1", "a2", "a3"]
    )
    one, other = (_arrays(method(opposed, np.array(w))) for w in ([0.95, 0.05], [0.05, 0.95]))
    assert any(not np.allclose(one[name], other[name]) for name in one), (
        "opposite weights give the same result"
    )


def _weights_by_name(method: Method, table: DecisionTable, weights: FloatArray) -> None:
    # in reverse, so that names read by position would show
    named = dict(reversed(list(zip(table.criterion_names, weights.tolist(), strict=True))))
    _equal(method(table, named), method(table, weights), "weights by name")


def _dominance(method: Method, table: DecisionTable, weights: FloatArray) -> None:
    table = _with_a_better_copy(table)
    oriented = np.where(table.maximize, table.values, -table.values)
    result = method(table, weights)
    for a in range(len(oriented)):
        for b in range(len(oriented)):
            if (oriented[a] >= oriented[b]).all() and (oriented[a] > oriented[b]).any():
                assert _not_worse(result, a, b), (
                    f"{table.alternatives[b]!r} is placed above {table.alternatives[a]!r}, which"
                    " dominates it"
                )


def _with_a_better_copy(table: DecisionTable) -> DecisionTable:
    """Return the table with a copy of one alternative that is twice as good by one criterion.

    Twice a gain, or half a cost, is better where performances are positive, as random ones are.
    """
    rng = _seeded(table)
    row, column = (int(rng.integers(size)) for size in table.values.shape)
    better = table.values[row].copy()
    better[column] *= 2.0 if table.maximize[column] else 0.5
    values = np.vstack([table.values, better])
    return DecisionTable(values, table.criteria, [*table.alternatives, "better copy"])


def _not_worse(result: Any, a: int, b: int) -> bool:
    if hasattr(result, "ranks"):
        return bool(result.ranks[a] <= result.ranks[b])
    array = result if isinstance(result, np.ndarray) else getattr(result, result.main)
    # of a relation, a stands to b at least as b stands to a
    return bool(array[a] >= array[b] if array.ndim == 1 else array[a, b] >= array[b, a] - _ABSOLUTE)


def _duplicates(method: Method, table: DecisionTable, weights: FloatArray) -> None:
    values = np.vstack([table.values, table.values[:1]])
    twice = DecisionTable(values, table.criteria, [*table.alternatives, "copy"])
    # the two stand alike to all others, not to each other: a relation may say either of them
    for name, array in _arrays(method(twice, weights)).items():
        what = f"{name} of an alternative and its copy"
        if array.ndim == 1:
            _close(array[0], array[-1], what)
        else:
            _close(array[0, 1:-1], array[-1, 1:-1], what)
            _close(array[1:-1, 0], array[1:-1, -1], what)


def _batch(method: Method, table: DecisionTable, weights: FloatArray) -> None:
    rng = _seeded(table)
    # 1, 1.25 or 1.5 times each performance: positive, and exact in binary
    shifts = 1 + rng.integers(0, 3, (2, 3, *table.values.shape)) / 4
    tables = table.with_values(table.values * shifts)
    many = rng.integers(1, 9, (2, 3, len(weights))).astype(float)
    # samples of tables, of weights and of both, on two axes
    for stacked, w in ((tables, weights), (tables, many), (table, many)):
        options = method.options(stacked)
        whole = method(stacked, w, options)
        for index in np.ndindex(2, 3) if stacked is tables or method.weighted else ():
            one = stacked.at(index) if stacked.sample_shape else stacked
            alone = method(one, w[index] if w.ndim > 1 else w, options)
            for name, array in _arrays(whole).items():
                _close(array[index], _arrays(alone)[name], f"{name} of sample {index} of a batch")


def _inputs(method: Method, table: DecisionTable, weights: FloatArray) -> None:
    options = dict(method.options(table))
    kept, kept_weights, kept_options = table.values.copy(), weights.copy(), copy.deepcopy(options)
    method(table, weights, options)
    assert np.array_equal(table.values, kept), "the table was changed"
    assert np.array_equal(weights, kept_weights), "the weights were changed"
    # not by their texts: the order of a set may be another one in its copy
    assert equal(options, kept_options), "the options were changed"


def _frozen(method: Method, table: DecisionTable, weights: FloatArray) -> None:
    result = method(table, weights)
    if isinstance(result, np.ndarray):
        assert not np.shares_memory(result, table.values)
        return
    assert isinstance(result, Result), f"must return a Result; got {type(result).__name__}"
    for name, array in _array_fields(result):
        assert not array.flags.writeable, f"{name} is writeable"
        assert not np.shares_memory(array, table.values), f"{name} shares memory with the table"
        assert not np.shares_memory(array, weights), f"{name} shares memory with the weights"
    try:
        result.method = "x"  # type: ignore[misc]
    except dataclasses.FrozenInstanceError:
        return
    raise AssertionError("fields can be assigned")


def _array_fields(result: Any) -> Iterator[tuple[str, Any]]:
    for field in dataclasses.fields(result):
        value = getattr(result, field.name)
        if isinstance(value, np.ndarray):
            yield field.name, value


def _labels(method: Method, table: DecisionTable, weights: FloatArray) -> None:
    result = method(table, weights)
    if isinstance(result, np.ndarray):
        return
    assert result.alternatives == table.alternatives, "alternatives are not the table's"
    # a method may leave criteria out only where no array of its result has an axis of them
    has_columns = any(
        "C" in letters and getattr(result, name) is not None
        for name, letters in result._axes().items()
    )
    allowed = {table.criterion_names} if has_columns else {table.criterion_names, None}
    assert result.criteria in allowed, "criteria are not the table's"
    assert isinstance(result.method, str), "method is not named"
    assert result.method, "method is not named"
    assert result.references, "no reference is given"
    assert isinstance(result.to_dict(), dict), "to_dict() fails"
    if isinstance(result, Scores):
        assert result.best in repr(result), "repr does not show the best alternative"
        best = (
            result.scores
            == (result.scores.max() if result.higher_is_better else result.scores.min())
        ).argmax()
        assert result.ranks[best] == 1, "the best score has not rank 1"


PROPERTIES: dict[str, Property] = {
    "order of alternatives": _alternatives_order,
    "order of criteria": _criteria_order,
    "ratios of weights": _weight_ratios,
    "weights matter": _weights_matter,
    "weights by name": _weights_by_name,
    "dominance": _dominance,
    "duplicates": _duplicates,
    "batch": _batch,
    "inputs": _inputs,
    "frozen": _frozen,
    "labels": _labels,
    "bad input": refuses_bad_input,
}
