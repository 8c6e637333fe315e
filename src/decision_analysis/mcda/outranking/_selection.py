"""Selections under linear constraints: the constraints, read, and the best selection, by HiGHS."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np
from numpy.typing import ArrayLike

from decision_analysis import _checks, _labelled
from decision_analysis._arrays import BoolArray, FloatArray
from decision_analysis._limits import (
    LEVEL_TOLERANCE,
    MOST_SELECTED_FROM,
    POLICY_ATTEMPTS,
    SOLVER_TOLERANCE,
)
from decision_analysis._shown import shown
from decision_analysis.core import DecisionTable
from decision_analysis.core.parts import INFEASIBLE, answered
from decision_analysis.errors import ConvergenceError, InvalidInputError

if TYPE_CHECKING:
    from scipy.optimize import LinearConstraint

Bound: TypeAlias = float | None
Constraint: TypeAlias = (
    tuple[str | Mapping[str, float] | ArrayLike, Bound, Bound] | Mapping[str, Any]
)
Constraints: TypeAlias = "Mapping[str, Constraint] | LinearConstraint"
_PARTS = ("coefficients", "low", "high")
Count: TypeAlias = int | tuple[int | None, int | None]


@dataclasses.dataclass(frozen=True, eq=False)
class Limits:
    """Rows low <= coefficients (R, A) times the selection <= high."""

    names: tuple[str, ...]
    coefficients: FloatArray
    low: FloatArray
    high: FloatArray

    def recorded(self, labels: Sequence[str]) -> dict[str, Any]:
        """Return the rows by name: coefficients that are not 0 by alternative, and bounds."""
        found: dict[str, Any] = {}
        for name, row, low, high in zip(
            self.names, self.coefficients.tolist(), self.low, self.high, strict=True
        ):
            named = {label: c for label, c in zip(labels, row, strict=True) if c != 0}
            ends = {"low": float(low), "high": float(high)}
            bounds = {word: end for word, end in ends.items() if np.isfinite(end)}
            found[name] = {"coefficients": named, **bounds}
        return found

    def broken(self, chosen: BoolArray) -> bool:
        """Say whether a selection is beyond a bound by more than rounding."""
        sums = self.coefficients @ chosen
        slack = LEVEL_TOLERANCE * np.maximum(np.abs(self.coefficients) @ chosen, np.abs(sums))
        return bool(((sums < self.low - slack) | (sums > self.high + slack)).any())

    def without(self, chosen: BoolArray) -> Limits:
        """Return the limits with one more, that excludes a selection."""
        # members that are left out, and others that are taken, make at least 1
        row = np.where(chosen, -1.0, 1.0)
        return Limits(
            (*self.names, "another selection"),
            np.vstack([self.coefficients, row]),
            np.append(self.low, 1.0 - chosen.sum()),
            np.append(self.high, np.inf),
        )


def read_limits(
    table: DecisionTable, constraints: Constraints | None, count: Count | None
) -> Limits:
    """Return the constraints by name, and the number of alternatives, as rows."""
    if (size := len(table.alternatives)) > MOST_SELECTED_FROM:
        raise InvalidInputError(
            f"a selection is made from at most {MOST_SELECTED_FROM:,} alternatives; got {size:,}"
        )
    given = _named(constraints)
    names = tuple(given)
    rows = [_row(table, name, given[name]) for name in names]
    if count is not None:
        names += ("count",)
        rows.append((np.ones(size), *_counted(count, size)))
    coefficients = np.array([row for row, _, _ in rows]).reshape(-1, size)
    low, high = (np.array([row[side] for row in rows]) for side in (1, 2))
    return Limits(names, coefficients, low, high)


def _named(constraints: Any) -> Mapping[str, Any]:
    """Return constraints by name; rows of scipy's `LinearConstraint` have numbers for names."""
    if constraints is None:
        return {}
    if all(hasattr(constraints, part) for part in ("A", "lb", "ub")):
        rows = np.atleast_2d(np.asarray(getattr(constraints.A, "toarray", lambda: constraints.A)()))
        low, high = (np.broadcast_to(end, len(rows)) for end in (constraints.lb, constraints.ub))
        ends = ([None if np.isinf(x) else float(x) for x in end] for end in (low, high))
        found = zip(rows, *ends, strict=True)
        return {str(number): row for number, row in enumerate(found, start=1)}
    given: Mapping[str, Any] = _checks.mapping("constraints", constraints)
    return {name: given[name] for name in _checks.keys("constraints", given)}


def _row(table: DecisionTable, name: str, given: Any) -> tuple[FloatArray, float, float]:
    what = f"constraint {name!r}"
    if isinstance(given, Mapping) and "coefficients" in given and given.keys() <= {*_PARTS}:
        given = tuple(given.get(part) for part in _PARTS)
    if not isinstance(given, list | tuple) or len(given) != 3:
        raise InvalidInputError(
            f"{what} must be (coefficients by alternative, low, high); got {shown(given)}"
        )
    coefficients, *ends = given
    low, high = (
        side if end is None else _checks.number(f"{word} of {what}", end)
        for word, end, side in zip(("low", "high"), ends, (-np.inf, np.inf), strict=True)
    )
    if low == -np.inf and high == np.inf:
        raise InvalidInputError(f"{what} must have a low or a high bound; both are None")
    if low > high:
        raise InvalidInputError(f"low of {what} must not exceed high; got {low:g} and {high:g}")
    return _coefficients(table, what, coefficients), low, high


def _coefficients(table: DecisionTable, what: str, given: Any) -> FloatArray:
    """Return a coefficient (A,) for each alternative, in order; a text names a criterion."""
    if isinstance(given, str):
        _checks.known(f"criterion of {what}", given, table.criterion_names)
        if table.sample_shape:
            raise InvalidInputError(
                f"{what} needs one number for each alternative; {given!r} has samples"
                f" {table.sample_shape}"
            )
        return table.values[:, table.criterion_names.index(given)]
    labels = table.alternatives
    if _labelled.has_labels(given):
        named = _labelled.by_name(what, given, labels, each="alternative", partial=True)
        # those that are not named do not count
        return np.array(
            [_checks.number(f"{what}: {a!r}", named[a]) if a in named else 0.0 for a in labels]
        )
    array = _checks.numeric_array(what, given)
    if array.shape != (len(labels),):
        raise InvalidInputError(
            f"{what} must have a coefficient for each of {len(labels)} alternatives; got shape"
            f" {array.shape}"
        )
    return array


def _counted(given: Any, size: int) -> tuple[float, float]:
    """Return the least and the greatest number of alternatives."""
    ends = given if isinstance(given, list | tuple) else (given, given)
    if len(ends) != 2 or all(end is None for end in ends):
        raise InvalidInputError(f"count must be a number or (least, greatest); got {shown(given)}")
    low, high = (
        side if end is None else _checks.integer("count", end, low=0)
        for end, side in zip(ends, (0, size), strict=True)
    )
    if low > high:
        raise InvalidInputError(f"count must not fall from least to greatest; got {shown(given)}")
    return float(low), float(high)


def best_selection(values: FloatArray, limits: Limits) -> tuple[BoolArray, bool]:
    """Return the selection (A,) of the greatest sum of values, and whether there is no other."""
    chosen = _best(values, limits)
    if chosen is None:
        raise InvalidInputError(
            f"no selection meets all of the constraints {_checks.listed(limits.names)}"
        )
    other = _best(values, limits.without(chosen))
    if other is None:
        return chosen, True
    behind = values @ chosen.astype(np.float64) - values @ other.astype(np.float64)
    return chosen, bool(behind > SOLVER_TOLERANCE * np.abs(values).sum())


def _best(values: FloatArray, limits: Limits) -> BoolArray | None:
    """Return the best selection that meets the limits to rounding; None if none does."""
    # HiGHS meets limits only about: what it returns beyond one is excluded
    for _ in range(POLICY_ATTEMPTS):
        chosen = _solved(values, limits)
        if chosen is None or not limits.broken(chosen):
            return chosen
        limits = limits.without(chosen)
    raise ConvergenceError(
        f"no selection met the constraints exactly in {POLICY_ATTEMPTS} attempts"
    )


def _solved(values: FloatArray, limits: Limits) -> BoolArray | None:
    from scipy.optimize import Bounds, LinearConstraint, milp

    # rows and objective of size 1, as the solver's tolerances are absolute
    size = np.abs(limits.coefficients).max(axis=1, initial=0.0, keepdims=True)
    size = np.where(size > 0, size, 1.0)
    largest = np.abs(values).max() or 1.0
    with np.errstate(over="ignore"):
        # a bound that is infinite beside its coefficients is none
        low, high = limits.low / size[:, 0], limits.high / size[:, 0]
    rows = LinearConstraint(limits.coefficients / size, low, high)
    answer = answered(
        "the program of the selection",
        lambda options: milp(
            -values / largest,
            integrality=np.ones(len(values), dtype=np.int64),
            bounds=Bounds(0, 1),
            constraints=rows if len(limits.names) else None,
            options=options,
        ),
        [{"mip_rel_gap": 0.0}],
    )
    return None if answer.status == INFEASIBLE else np.asarray(answer.x > 0.5)
