"""CILOS weights: how much of a criterion is lost where others are at their best."""

from __future__ import annotations

import dataclasses

import numpy as np

from decision_analysis import _checks
from decision_analysis._arrays import BoolArray, FloatArray
from decision_analysis._cited import cited, cites
from decision_analysis._limits import TIE_TOLERANCE
from decision_analysis._named import named, warn
from decision_analysis.core import DecisionTable, WeightsResult, step
from decision_analysis.core.parts import refuse_cells
from decision_analysis.errors import DegenerateDataWarning, InvalidInputError
from decision_analysis.weights.objective._shares import constant_columns


@dataclasses.dataclass(frozen=True, eq=False, repr=False, kw_only=True)
class CilosResult(WeightsResult):
    """CILOS weights and the losses behind them.

    Parameters
    ----------
    method, parameters, references, alternatives, criteria, weights : as in WeightsResult
        Inherited.
    losses : ndarray of float, shape (..., C, C)
        Relative loss on each criterion (column) where another (row) is at its best.
    """

    losses: FloatArray = step("Relative losses", "p_{ij}", "CC")


@cites("zavadskas_podvezko_2016")
@named
def cilos(table: DecisionTable) -> CilosResult:
    """Return the weights of criterion impact loss (CILOS).

    Parameters
    ----------
    table : DecisionTable
        Performances (..., A, C), costs positive, none negative; goals count.

    Returns
    -------
    CilosResult
        Weights (..., C) by criterion, with the losses.

    Raises
    ------
    InvalidInputError
        If a performance is negative, a cost is 0, a criterion is constant, or losses do not
        determine the weights: two criteria, or groups of them, whose best alternatives lose nothing
        on the other criteria of the group.

    Warns
    -----
    DegenerateDataWarning
        If several alternatives share the best of a criterion: its losses are their mean.

    Notes
    -----
    Zavadskas and Podvezko (2016): costs become r_ij = min_i x_ij / x_ij; a_ij is the performance on
    criterion j of the alternative that is best on i; p_ij = (a_jj - a_ij) / a_jj; F is P with minus
    its column sums on the diagonal, and F q = 0 with sum q = 1 gives the weights. The less a
    criterion loses where the others are best, the more it weighs. The system is that of the
    stationary distribution of a Markov chain, so that weights are never negative, and unique where
    some criterion is reached from every other along positive losses. O(S (A C^2 + C^3)).


    Examples
    --------
    The example of Zavadskas and Podvezko (2016):

    >>> from decision_analysis import Criterion, DecisionTable, weights
    >>> table = DecisionTable(
    ...     [[3, 100, 10, 7], [2.5, 80, 8, 5], [1.8, 50, 20, 11], [2.2, 70, 12, 9]],
    ...     [Criterion("C1", "min"), "C2", Criterion("C3", "min"), "C4"],
    ...     ["A1", "A2", "A3", "A4"],
    ... )
    >>> weights.cilos(table).weights.round(4)
    array([0.3343, 0.2199, 0.1957, 0.2501])
    """
    table = _checks.instance("table", table, DecisionTable)
    losses = relative_losses(table)
    return CilosResult(
        method="CILOS",
        references=cited("zavadskas_podvezko_2016"),
        weights=balanced(losses, table),
        criteria=table.criterion_names,
        losses=losses,
    )


def relative_losses(table: DecisionTable) -> FloatArray:
    """Return p_ij (..., C, C): what is lost on j where i is at its best, as a share of the best."""
    refuse_cells(table, table.values < 0, "at least 0")
    refuse_cells(table, ~table.maximize & (table.values == 0), "positive, as a cost")
    _refuse_constant(table, constant_columns(table))
    values = table.values
    # r_ij = min x / x of costs; benefits by their largest, to which p_ij is blind
    low, high = values.min(axis=-2, keepdims=True), values.max(axis=-2, keepdims=True)
    ratios = np.where(table.maximize, values / high, low / np.where(table.maximize, 1.0, values))
    best = ratios >= 1 - TIE_TOLERANCE
    if (best.sum(axis=-2) > 1).any():
        _warn_shared(table, best)
    # a_ij: of the alternative that is best on i, or the mean of those that share it
    at_best = best / best.sum(axis=-2, keepdims=True)
    losses = 1 - np.swapaxes(at_best, -1, -2) @ ratios
    return np.where(losses <= TIE_TOLERANCE, 0.0, losses)


def balanced(losses: FloatArray, table: DecisionTable) -> FloatArray:
    """Return q (..., C) with F q = 0 and sum 1, where F is P less its column sums (step 5)."""
    count = losses.shape[-1]
    _refuse_undetermined(losses, table)
    system = losses - np.eye(count) * losses.sum(axis=-2)[..., None, :]
    # the rows of F add up to 0, so that one may give way to the sum of q
    system[..., -1, :] = 1.0
    right = np.zeros((*losses.shape[:-1], 1))
    right[..., -1, 0] = 1.0
    solution = np.maximum(np.linalg.solve(system, right)[..., 0], 0.0)
    return np.asarray(solution / solution.sum(axis=-1, keepdims=True))


def _refuse_undetermined(losses: FloatArray, table: DecisionTable) -> None:
    """Refuse losses (..., C, C) along which no criterion is reached from every other."""
    count = losses.shape[-1]
    reached = (np.swapaxes(losses, -1, -2) > 0) | np.eye(count, dtype=bool)
    # paths of twice the length each time
    for _ in range(max(count - 1, 1).bit_length()):
        reached = (reached.astype(np.float64) @ reached.astype(np.float64)) > 0
    alone = ~reached.all(axis=-2).any(axis=-1)
    if alone.any():
        sample = tuple(int(i) for i in np.argwhere(alone)[0])
        names = [
            name
            for name, lost in zip(
                table.criterion_names, losses[sample].sum(axis=-2) > 0, strict=True
            )
            if not lost
        ]
        nothing = f"; nothing is lost on {', '.join(map(repr, names))}" if names else ""
        raise InvalidInputError(f"losses do not determine the weights{_checks.at(sample)}{nothing}")


def _refuse_constant(table: DecisionTable, constant: BoolArray) -> None:
    if constant.any():
        *sample, column = (int(i) for i in np.argwhere(constant)[0])
        raise InvalidInputError(
            f"criterion {table.criterion_names[column]!r} is constant{_checks.at(sample)}: nothing"
            " is ever lost on it, and it would have the whole weight"
        )


def _warn_shared(table: DecisionTable, best: BoolArray) -> None:
    """Warn of the criteria whose best is shared (..., A, C)."""
    shared = (best.sum(axis=-2) > 1).reshape(-1, len(table.criteria)).any(axis=0)
    names = ", ".join(repr(table.criterion_names[column]) for column in np.flatnonzero(shared))
    warn(f"several alternatives are best on {names}: losses are their mean", DegenerateDataWarning)
