"""`Margin`: by how much one alternative stands before another, whatever is changed."""

from __future__ import annotations

import dataclasses
import functools
import warnings
from collections.abc import Callable
from typing import Any

import numpy as np

from decision_analysis import _checks
from decision_analysis._arrays import FloatArray, IntArray
from decision_analysis._limits import BLOCK, TIE_TOLERANCE
from decision_analysis._shown import shown
from decision_analysis.core import DecisionTable, Result, Scores, Weights, weights_array
from decision_analysis.core.parts import Call, call, call_of
from decision_analysis.errors import DegenerateDataWarning, InvalidInputError


@dataclasses.dataclass(frozen=True, eq=False)
class Margin:
    """How far the `first` alternative stands before the `second`, by a method."""

    method: Callable[..., Any]
    table: DecisionTable
    weights: FloatArray | None
    """Weights (C,) as given; None for a method that has none."""
    first: int
    second: int
    one_by_one: bool = False
    """Whether the method takes one table at a time, so that few are asked."""

    def of_weights(self, weights: FloatArray) -> FloatArray:
        """Return the margin (n,) for weights (n, C)."""
        block = max(1, BLOCK // self.table.values.size)
        return np.concatenate(
            [
                self._lead(None, weights[start : start + block])
                for start in range(0, len(weights), block)
            ]
        )

    def of_moved(self, row: int, columns: IntArray, to: FloatArray) -> FloatArray:
        """Return the margin (n,) where one performance of an alternative is another one."""
        values = self.table.values
        block = max(1, BLOCK // values.size)
        found = []
        for start in range(0, len(to), block):
            some = slice(start, start + block)
            moved = np.repeat(values[None], len(to[some]), axis=0)
            moved[np.arange(len(moved)), row, columns[some]] = to[some]
            found.append(self._lead(moved, None))
        return np.concatenate(found)

    def _lead(self, values: FloatArray | None, weights: FloatArray | None) -> FloatArray:
        scores = self.scores(values, weights)
        lead = scores[:, self.first] - scores[:, self.second]
        noise = TIE_TOLERANCE * np.abs(scores).max(axis=-1)
        return np.where(np.abs(lead) <= noise, 0.0, lead)

    def scores(self, values: FloatArray | None, weights: FloatArray | None) -> FloatArray:
        """Return numbers (n, A) of which more is better, for n performances, weights, or both."""
        if self.one_by_one:
            return self._one_by_one(values, weights)
        n = len(weights if values is None else values)  # type: ignore[arg-type]
        shape = self.table.values.shape
        table = self.table._with(
            np.broadcast_to(self.table.values if values is None else values, (n, *shape))
        )
        if self.weights is None:
            result = asked(self.method, table)
        else:
            shares = self.weights if weights is None else weights
            result = asked(self.method, table, np.broadcast_to(shares, (n, shape[1])))
        found = np.asarray(oriented(result))
        if found.shape != (n, shape[0]):
            raise InvalidInputError(
                f"method must return scores or ranks of shape ({n}, {shape[0]}) for so many"
                f" tables and weights; got {found.shape}"
            )
        return found

    def _one_by_one(self, values: FloatArray | None, weights: FloatArray | None) -> FloatArray:
        found = []
        for row in range(len(weights if values is None else values)):  # type: ignore[arg-type]
            table = self.table if values is None else self.table._with(values[row])
            shares = self.weights if weights is None else weights[row]
            found.append(
                oriented(asked(self.method, table, *(() if shares is None else (shares,))))
            )
        return np.stack(found)

    @property
    def now(self) -> float:
        """The margin as things are."""
        return float(self._lead(self.table.values[None], None)[0])


def asked(method: Callable[..., Any], *arguments: Any) -> Any:
    """Call a method for what is only imagined: what it warns of is of no interest."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DegenerateDataWarning)
        return call("method", "a function of a table and weights", method, *arguments)


def oriented(result: Any) -> FloatArray:
    """Return the scores of a result, or else its ranks, turned so that more is better."""
    if isinstance(result, Scores):
        return result.scores if result.higher_is_better else -result.scores
    ranks = getattr(result, "ranks", None)
    if ranks is None:
        raise InvalidInputError(f"result must have .scores or .ranks; got {shown(result)}")
    return -np.asarray(ranks, dtype=np.float64)


def margin_of(
    result: Result, pair: tuple[int, int], table: object, weights: Weights | None, method: object
) -> Margin | None:
    """Return the margin of two alternatives, by the call that the result answers and as told.

    None where neither says what the result is of.
    """
    function, one, shares = (
        (None, None, None) if (known := call_of(result)) is None else (_asked_by(known))
    )
    if method is not None:
        if not callable(method):
            raise InvalidInputError(
                f"method must be a function of a table and weights; got {shown(method)}"
            )
        function = method
    if table is not None:
        one = _checks.instance("table", table, DecisionTable)
        if one.sample_shape:
            raise InvalidInputError(f"table must have no sample axes; got {one.sample_shape}")
    if function is None or one is None:
        return None
    if weights is not None:
        shares = _as_given(one, weights)
        if shares.ndim > 1:
            raise InvalidInputError(f"weights must have no sample axes; got {shares.shape[:-1]}")
    _checks.same_names(
        "table must have the alternatives of the result", one.alternatives, result.alternatives
    )
    margin = Margin(function, one, shares, *pair)
    # the answer to the call is the result, unless what was given has been changed since
    told = np.asarray(oriented(result))
    try:
        again = margin.scores(one.values[None], None)[0]
    except InvalidInputError:
        margin = dataclasses.replace(margin, one_by_one=True)
        again = margin.scores(one.values[None], None)[0]
    if np.abs(again - told).max() > 1e3 * TIE_TOLERANCE * max(1.0, float(np.abs(told).max())):
        raise InvalidInputError(
            "result must be what the method returns for its table and weights; they give other"
            " numbers"
        )
    return margin


def _asked_by(
    known: Call,
) -> tuple[Callable[..., Any], DecisionTable, FloatArray | None]:
    """Return the method, the table of one sample and the weights of it."""
    given = known.given()
    table, weights = given.pop("table"), given.pop("weights", None)
    given.pop("steps", None)
    shape = table.sample_shape
    shares = None if weights is None else _as_given(table, weights)
    if shares is not None:
        shape = np.broadcast_shapes(shape, shares.shape[:-1])
        shares = np.broadcast_to(shares, (*shape, shares.shape[-1]))[known.place].copy()
    values = np.broadcast_to(table.values, (*shape, *table.values.shape[-2:]))[known.place]
    return functools.partial(known.method, **given), table._with(values), shares


def _as_given(table: DecisionTable, weights: Weights) -> FloatArray:
    # not rescaled: some methods take weights as they are, and the others do it themselves
    return weights_array(table.criterion_names, weights, rescale=False)
