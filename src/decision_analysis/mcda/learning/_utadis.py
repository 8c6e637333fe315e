"""UTADIS: additive value functions that give an assignment to classes with the smallest error."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from decision_analysis import _checks
from decision_analysis._arrays import FloatArray
from decision_analysis._cited import cited, cites
from decision_analysis._limits import LEVEL_TOLERANCE, SOLVER_TOLERANCE
from decision_analysis._named import named
from decision_analysis.core import DecisionTable, Sorting, axes
from decision_analysis.errors import InvalidInputError
from decision_analysis.mcda._door import door_without_weights
from decision_analysis.mcda._ranges import Ranges, recorded_ranges
from decision_analysis.mcda.learning._learned_model import LearnedModel, model_fields
from decision_analysis.mcda.learning._pieces import (
    Breakpoints,
    Pieces,
    breakpoints_of,
    samples_of,
)
from decision_analysis.mcda.learning._program import (
    Program,
    extremes,
    shares,
    smallest_error,
    warn_of_errors,
)
from decision_analysis.mcda.learning._reference_classes import classes_of


@dataclasses.dataclass(frozen=True, eq=False, repr=False, kw_only=True)
class UtadisResult(LearnedModel, Sorting):
    """Assignments by an additive value model and thresholds that were learned from examples.

    Parameters
    ----------
    method, parameters, references, alternatives, criteria, categories, assignment
        As in `Sorting`.
    error : float or ndarray, shape (...)
        The least sum of errors; 0 where the examples can be had exactly.
    errors : ndarray of float, shape (..., A)
        The errors of the alternatives in a solution that has this sum; 0 for what is no example.
    weights : ndarray of float, shape (..., C)
        The values of the best levels; they sum to 1.
    lowest_weights, highest_weights : ndarray of float, shape (..., C)
        Between what each weight lies in all models with this error.
    breakpoints : mapping of str to tuple of float
        By criterion the levels between which values are linear, worst first.
    marginal_values : ndarray of float, shape (..., P)
        The values at all breakpoints, one criterion after the other, each from 0 to its weight.
    scores : ndarray of float, shape (..., A)
        Values of the alternatives, higher is better.
    thresholds : ndarray of float, shape (..., T)
        The least values of all categories but the worst, worst first.
    """

    scores: FloatArray = axes("A")
    thresholds: FloatArray = axes("N")


@cites("devaud_groussaud_jacquet_lagreze_1980", "doumpos_zopounidis_2002, chapter 4")
@named
def utadis(
    table: DecisionTable,
    *,
    classes: Mapping[str, Any] | Sequence[str] | Sequence[float] | Sorting,
    breakpoints: Breakpoints,
    categories: Sequence[str] | None = None,
    margin: float = 0.01,
    ranges: Ranges | None = None,
    tolerance: float = 0.0,
) -> UtadisResult:
    """Learn an additive value function and thresholds from alternatives in classes (UTADIS).

    Parameters
    ----------
    table : DecisionTable
        Performances (..., A, C) of the alternatives that are examples, and of any others, which are
        assigned.
    classes : mapping of str to str, float or sequence of str, sequence of these, or Sorting
        The category of each example by its label, or of all alternatives in the order of the table,
        as a word or as a number, of which the least is the worst; or the alternatives of each
        category, worst category first.
    breakpoints : int, mapping of str to int or sequence of float, or sequence of these
        For every criterion how many equally spaced levels, ends included, its value function is
        linear between, or these levels themselves, in either direction; one number for all. A
        sequence has one entry for each criterion in the order of the table.
    categories : sequence of str, optional
        The categories, worst first; needed where the classes do not tell their order.
    margin : float
        By how much an alternative must stay below a threshold that it does not reach, and
        thresholds must differ (delta), in (0, 1].
    ranges : mapping of str to (float, float), optional
        Where breakpoints are numbers, the low and high end of every criterion's scale; the least
        and the greatest performance in the table where None.
    tolerance : float
        By how much the error of the extreme solutions may exceed the least one.

    Returns
    -------
    UtadisResult
        The assignment of all alternatives, with `.value_functions`, `.thresholds`, `.error` and
        ranges of the weights.

    Raises
    ------
    InvalidInputError
        If classes name no alternative or more than 5,000, strangers or one of them twice, their
        order is not known, there are fewer than two categories, or breakpoints or ranges do not fit
        or do not hold all performances.

    Warns
    -----
    InconsistentJudgementsWarning
        If no such model gives the classes: the least error, and whose it is.
    DegenerateDataWarning
        If a scale is so wide that performances which differ count as equal on it.

    Notes
    -----
    Minimize the sum of sigma+(a) + sigma-(a) subject to u(a) + sigma+(a) >= t_c for an example of
    category c above the worst, u(a) - sigma-(a) <= t_(c+1) - delta for one below the best, and
    t_(c+1) - t_c >= delta, with t at most 1, in increments w_jl >= 0 that sum to 1 (Devaud,
    Groussaud and Jacquet-Lagrèze 1980). Many models usually have the least error: of these the ones
    that maximize each weight and each threshold are found, and the answer is their mean (Doumpos
    and Zopounidis 2002). Each maximum is sure, but may be reached by several solutions, of which
    the solver takes one, so that the mean is one of many models that do equally well. A value
    reaches a threshold that it misses by at most 1e-9. 2 C + T + 1 linear programs for each sample
    and T thresholds.

    Examples
    --------
    Means of transport, as in the example of the R package MCDA:

    >>> from decision_analysis import DecisionTable, mcda
    >>> table = DecisionTable.from_rows(
    ...     {
    ...         "RER": [3, 10, 1],
    ...         "METRO1": [4, 20, 2],
    ...         "METRO2": [2, 20, 0],
    ...         "BUS": [6, 40, 0],
    ...         "TAXI": [30, 30, 3],
    ...     },
    ...     {"price": "min", "time": "min", "comfort": "max"},
    ... )
    >>> result = mcda.utadis(
    ...     table,
    ...     classes={"bad": ["BUS", "TAXI"], "medium": ["METRO1", "METRO2"], "good": ["RER"]},
    ...     breakpoints={
    ...         "price": [30, 16, 2],
    ...         "time": [40, 30, 20, 10],
    ...         "comfort": [0, 1, 2, 3],
    ...     },
    ... )
    >>> result.error, result.as_dict()["METRO2"]
    (0.0, 'medium')
    """
    table = door_without_weights(table).table
    margin = _checks.number("margin", margin, low=0, high=1, open_low=True)
    tolerance = _checks.number("tolerance", tolerance, low=0)
    examples, labels = classes_of(table.alternatives, classes, categories)
    if margin * (len(labels) - 2) > 1:
        raise InvalidInputError(
            f"margin must be at most {1 / (len(labels) - 2):.4g} for the thresholds of"
            f" {len(labels)} categories; got {margin:g}"
        )
    pieces = breakpoints_of(table, breakpoints, ranges)
    shape, size = table.sample_shape, len(table.criteria)
    samples = samples_of(table)
    answers = [_one(values, pieces, examples, len(labels), margin, tolerance) for values in samples]
    error = np.array([least for least, _, _, _ in answers])
    wrong = np.array([errors for _, errors, _, _ in answers])
    # extreme solutions: greatest weights, greatest thresholds, then least weights
    ends = shares(np.array([found for _, _, found, _ in answers]))
    increments = shares(ends[:, :-size].mean(axis=1))
    limits = np.array([found for _, _, _, found in answers])[:, :-size].mean(axis=1)
    scores = np.array(
        [pieces.rows(values) @ own for values, own in zip(samples, increments, strict=True)]
    )
    # a value belongs to the best category whose threshold it reaches
    reached = scores[:, :, None] >= limits[:, None, :] - LEVEL_TOLERANCE
    warn_of_errors("classes", table.alternatives, error, wrong)

    def shaped(array: Any) -> Any:
        return array.reshape(shape + array.shape[1:])

    return UtadisResult(
        method="UTADIS",
        parameters={
            "margin": margin,
            **({"tolerance": tolerance} if tolerance else {}),
            "classes": {table.alternatives[a]: labels[c] for a, c in examples.items()},
            **recorded_ranges(table, ranges),
        },
        references=cited("devaud_groussaud_jacquet_lagreze_1980", "doumpos_zopounidis_2002"),
        alternatives=table.alternatives,
        criteria=table.criterion_names,
        categories=labels,
        assignment=shaped(reached.sum(axis=-1)),
        scores=shaped(scores),
        thresholds=shaped(limits),
        # greatest weights come first, least ones last
        **model_fields(
            shape, pieces, increments, (ends[:, -size:], ends[:, :size]), (error, wrong)
        ),
    )


def _one(
    values: FloatArray,
    pieces: Pieces,
    examples: Mapping[int, int],
    count: int,
    margin: float,
    tolerance: float,
) -> tuple[float, FloatArray, FloatArray, FloatArray]:
    """Return the least error, errors (A,), and increments and thresholds of extreme solutions."""
    program, own, limits = _program_of(values, pieces, examples, count, margin)
    least, found = smallest_error(program)
    parts = found[program.errors].reshape(2, -1).sum(axis=0)
    wrong = np.zeros(len(values))
    wrong[list(examples)] = np.where(parts <= SOLVER_TOLERANCE, 0.0, parts) if least else 0.0
    directions = np.zeros((len(pieces.names), len(own)))
    directions[:, own] = pieces.totals()
    highest = np.zeros((count - 1, len(own)))
    highest[:, limits] = np.eye(count - 1)
    ends = extremes(program, least, tolerance, np.concatenate([directions, highest, -directions]))
    return least, wrong, ends[:, own], ends[:, limits]


def _program_of(
    values: FloatArray, pieces: Pieces, examples: Mapping[int, int], count: int, margin: float
) -> tuple[Program, Any, Any]:
    """Return the program, and which of its variables are increments and which thresholds."""
    from scipy.sparse import csr_array, diags_array, eye_array, hstack, vstack

    rows = csr_array(pieces.rows(values[list(examples)]))
    category = np.array(list(examples.values()))
    one = eye_array(len(category), format="csr")
    # column k - 1 is t_k, the least value of category k
    above, below = category > 0, category < count - 1
    limit = eye_array(count - 1, format="csr")
    reached, missed = limit[category[above] - 1], limit[category[below]]
    nothing = csr_array((len(category), len(category)))
    # -u(a) + t_c - sigma+(a) <= 0, and u(a) - t_(c+1) - sigma-(a) <= -delta
    lower = hstack([-rows[above], reached, -one[above], nothing[above]])
    upper = hstack([rows[below], -missed, nothing[below], -one[below]])
    # t_k - t_(k+1) <= -delta
    chain = diags_array([1.0, -1.0], offsets=[0, 1], shape=(max(count - 2, 0), count - 1))
    rest = csr_array((count - 2, rows.shape[1])), csr_array((count - 2, 2 * len(category)))
    parts = [rows.shape[1], count - 1, 2 * len(category)]
    unit = np.repeat([1.0, 0.0, 0.0], parts)
    ordered = [hstack([rest[0], chain, rest[1]])] if count > 2 else []
    return (
        Program(
            rows=vstack([lower, upper, *ordered], format="csr"),
            limits=-margin
            * np.repeat([0.0, 1.0, 1.0], [above.sum(), below.sum(), count - 2 if ordered else 0]),
            equal_rows=csr_array(unit[None, :]),
            equal_limits=np.array([1.0]),
            errors=np.repeat([False, False, True], parts),
            # the best level of all criteria reaches every category
            upper=np.repeat([1.0, 1.0, np.inf], parts),
        ),
        np.repeat([True, False, False], parts),
        np.repeat([False, True, False], parts),
    )
