"""Multiplicative utility: single-attribute utilities that may reinforce or replace each other."""

from __future__ import annotations

import dataclasses

import numpy as np

from decision_analysis import _checks
from decision_analysis._arrays import FloatArray
from decision_analysis._cited import cited, cites
from decision_analysis._limits import (
    LARGEST_PERFORMANCE,
    MASTER_HALVINGS,
    PROBABILITY_TOLERANCE,
    TIE_TOLERANCE,
)
from decision_analysis._named import named
from decision_analysis.core import DecisionTable, Scores, Weights, axes, step, weights_array
from decision_analysis.core.parts import refuse_cells, remembered
from decision_analysis.errors import InvalidInputError
from decision_analysis.mcda._door import door_without_weights, sample_shape
from decision_analysis.mcda._valued import Values, recorded_values, valued

_WAY_OUT = "; map performances to utilities with values="


@dataclasses.dataclass(frozen=True, eq=False, repr=False, kw_only=True)
class MultiplicativeUtilityResult(Scores):
    """Overall utilities in `scores`, and the constant that says how attributes interact.

    Parameters
    ----------
    method, parameters, references, alternatives, criteria, scores, higher_is_better : as in Scores
        Inherited.
    master_constant : float or ndarray, shape (...)
        K. Attributes complement each other where it is positive, stand in for each other where it
        is negative, and add up where it is 0.
    utilities : ndarray of float, shape (..., A, C)
        Utility of each performance on its own criterion.
    """

    master_constant: float | FloatArray = axes("")
    utilities: FloatArray | None = step("Single-attribute utilities", "u_j(x_{ij})", "AC")


@cites("keeney_raiffa_1976, sections 6.3 and 6.6")
@named
@remembered
def multiplicative_utility(
    table: DecisionTable,
    weights: Weights,
    *,
    values: Values | None = None,
    steps: bool | None = None,
) -> MultiplicativeUtilityResult:
    """Score alternatives by the multiplicative utility function; weights as given.

    Parameters
    ----------
    table : DecisionTable
        Single-attribute utilities (..., A, C) in [0, 1], or performances with `values`.
    weights : mapping, WeightsResult or array_like, shape (..., C)
        Scaling constants k_j in [0, 1], as given and not rescaled: k_j is the utility of the best
        level on criterion j with the worst on all others.
    values : mapping of str to callable, optional
        For every criterion its utility function with values in [0, 1], vectorized. Where None the
        performances are the utilities, and every goal is 'max'.
    steps : bool, optional
        Whether to keep the intermediates; None keeps them for a single table, not for a batch.

    Returns
    -------
    MultiplicativeUtilityResult
        Utilities (..., A) in [0, 1], higher is better, and `.master_constant`.

    Raises
    ------
    InvalidInputError
        If weights or functions do not name each criterion, a constant is above 1, a single constant
        is positive and not 1 or two are so small that K overflows, a utility is outside [0, 1], or
        a criterion to be minimized has no function.

    Warns
    -----
    DegenerateDataWarning
        If a scale is so wide that performances which differ count as equal on it.

    Notes
    -----
    1 + K U(a) = prod_j (1 + K k_j u_j(a)), where K > -1 is the root other than 0 of 1 + K = prod_j
    (1 + K k_j) (Keeney and Raiffa 1976, equations 6.12 and 6.13, appendix 6B). Where the constants
    sum to 1 within 1e-12, K = 0 and U is their weighted sum; above 1, -1 <= K < 0; below, K > 0. It
    follows from mutual utility independence. K is found by halving an interval of ln(1 + K), in
    which it is the only root, so that constants near 1 and near 0 do no harm. O(S A C) time for S
    samples.

    Examples
    --------
    The constants that Keeney and Raiffa report for the airport of Mexico City:

    >>> from decision_analysis import DecisionTable, mcda
    >>> names = ["cost", "capacity", "access time", "safety", "displacement", "noise"]
    >>> table = DecisionTable([[0.5] * 6, [1.0] * 6], names, ["halfway", "best"])
    >>> result = mcda.multiplicative_utility(table, [0.48, 0.6, 0.1, 0.35, 0.18, 0.18])
    >>> round(result.master_constant, 3)
    -0.877
    >>> result
    multiplicative utility
       alternative  rank   score
       best            1  1.0000
       halfway         2  0.6847
    """
    asked = door_without_weights(table, steps=steps)
    constants = weights_array(table.criterion_names, weights, rescale=False)
    _check_constants(table, constants)
    shape = sample_shape(table=table.sample_shape, weights=constants.shape[:-1])
    keep = _checks.steps_kept(steps, single=not shape)
    # u_j(x_aj)
    utilities = _utilities(table, values)
    # K of 1 + K = prod (1 + K k_j)
    master = _master_constant(table, constants)
    # U of 1 + K U = prod (1 + K k_j u_j)
    scores = np.broadcast_to(
        _overall(utilities, constants, master), (*shape, len(table.alternatives))
    ).copy()
    return MultiplicativeUtilityResult(
        method="multiplicative utility",
        parameters=recorded_values(table, values),
        references=cited("keeney_raiffa_1976"),
        alternatives=asked.table.alternatives,
        criteria=table.criterion_names,
        scores=scores,
        master_constant=master,
        utilities=utilities if keep else None,
    )


def _check_constants(table: DecisionTable, constants: FloatArray) -> None:
    above = np.argwhere(constants > 1)
    if len(above):
        index = tuple(above[0])
        raise InvalidInputError(
            f"weight of {table.criterion_names[index[-1]]!r} must be a scaling constant in [0, 1];"
            f" got {constants[index]:g}{_checks.at(index[:-1])}"
        )


def _utilities(table: DecisionTable, values: Values | None) -> FloatArray:
    """Return utilities (..., A, C) in [0, 1]; what misses an end by rounding is at the end."""
    if values is None:
        if not table.maximize.all():
            name = table.criterion_names[int(np.argmin(table.maximize))]
            raise InvalidInputError(
                f"criterion {name!r} must have goal 'max', as its performances are utilities"
                f"{_WAY_OUT}"
            )
        found = table.values
        bad = (found < -TIE_TOLERANCE) | (found > 1 + TIE_TOLERANCE)
        refuse_cells(table, bad, "a utility in [0, 1]", _WAY_OUT)
    else:
        found = valued(table, values)
        # of functions a little more: they may interpolate
        bad = (found < -PROBABILITY_TOLERANCE) | (found > 1 + PROBABILITY_TOLERANCE)
        if bad.any():
            *sample, row, column = (int(i) for i in np.argwhere(bad)[0])
            raise InvalidInputError(
                f"{table.alternatives[row]!r} on {table.criterion_names[column]!r}"
                f"{_checks.at(sample)} must have a utility in [0, 1]; its function gives"
                f" {found[(*sample, row, column)]:g}"
            )
    return np.clip(found, 0.0, 1.0)


def _master_constant(table: DecisionTable, constants: FloatArray) -> FloatArray:
    """Return K (...): the root of sum_j ln(1 + K k_j) = ln(1 + K) other than 0."""
    total = constants.sum(axis=-1)
    additive = np.abs(total - 1) <= TIE_TOLERANCE
    ordered = np.sort(constants, axis=-1)
    largest = ordered[..., -1]
    second = ordered[..., -2] if constants.shape[-1] > 1 else np.zeros_like(largest)
    alone = ~additive & (second == 0)
    if alone.any():
        index = tuple(np.argwhere(alone)[0])
        name = table.criterion_names[int(np.argmax(constants[index]))]
        raise InvalidInputError(
            f"weight of {name!r} must be 1, as no other is positive{_checks.at(index)}; got"
            f" {largest[index]:g}"
        )
    # ln(1 + K) has an end beyond the root on either side: prod (1 - k_j) for substitutes, and for
    # complements the K of the two largest constants alone, (1 - k_1 - k_2) / (k_1 k_2)
    negative = total > 1
    with np.errstate(divide="ignore", over="ignore", invalid="ignore"):
        least = np.log1p(-constants).sum(axis=-1)
        most = np.log1p((1 - largest - second) / (largest * second))
    end = np.where(additive, 0.0, np.where(negative, least, most))
    too_small = ~negative & ~additive & ~(end < np.log(LARGEST_PERFORMANCE))
    if too_small.any():
        index = tuple(np.argwhere(too_small)[0])
        raise InvalidInputError(
            f"weights must be large enough for K to be a number{_checks.at(index)}; the two largest"
            f" are {largest[index]:g} and {second[index]:g}"
        )
    # a constant of 1 beside others: 1 + K = 0 solves the equation, and its logarithm has no end
    sure = negative & (largest == 1)
    end = np.where(sure, 0.0, end)
    inner, outer = np.zeros_like(end), np.ones_like(end)
    for _ in range(MASTER_HALVINGS):
        middle = (inner + outer) / 2
        k = np.expm1(middle * end)
        # below the root, seen from 0, the logarithm of the product is the smaller
        before = np.log1p(k[..., None] * constants).sum(axis=-1) < middle * end
        inner, outer = np.where(before, middle, inner), np.where(before, outer, middle)
    return np.where(sure, -1.0, np.expm1((inner + outer) / 2 * end))


def _overall(utilities: FloatArray, constants: FloatArray, master: FloatArray) -> FloatArray:
    """Return U (..., A), in logarithms, which lose nothing where K is near 0."""
    weighted = utilities * constants[..., None, :]
    k = master[..., None]
    plain = k == 0
    with np.errstate(divide="ignore"):
        # at K = -1 a constant of 1 met in full makes the product 0
        log = np.log1p(k[..., None] * weighted).sum(axis=-1)
    found = np.expm1(log) / np.where(plain, 1.0, k)
    # adding 0.0 turns -0.0 into 0.0
    return np.asarray(np.where(plain, weighted.sum(axis=-1), found) + 0.0)
