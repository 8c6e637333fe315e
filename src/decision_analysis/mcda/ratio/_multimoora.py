"""MULTIMOORA: ratio system, reference point and full multiplicative form, ranked by dominance."""

from __future__ import annotations

import dataclasses
import math
import sys

import numpy as np

from decision_analysis._arrays import BoolArray, FloatArray, IntArray, competition_ranks
from decision_analysis._cited import cited, cites
from decision_analysis._limits import MOST_JOINED
from decision_analysis._named import named
from decision_analysis.core import DecisionTable, Scores, Weights, axes, step
from decision_analysis.core.parts import refuse_cells, remembered
from decision_analysis.errors import InvalidInputError
from decision_analysis.mcda._door import Asked, door, door_without_weights
from decision_analysis.mcda._scaling import by_length, largest, total
from decision_analysis.mcda.ratio._dominance_ranks import dominance_ranks
from decision_analysis.mcda.ratio._parts import balance_of, by_goal, logarithms, vanishes

_LARGEST_LOGARITHM = math.log(sys.float_info.max)


@dataclasses.dataclass(frozen=True, eq=False, repr=False, kw_only=True)
class MultimooraResult(Scores):
    """Final ranks in `scores` (1 is the best), and the three assessments that they join.

    Parameters
    ----------
    method, parameters, references, alternatives, criteria, scores, higher_is_better : as in Scores
        Inherited; lower scores are better.
    normalized : ndarray of float, shape (..., A, C)
        Performances divided by the Euclidean length of their column.
    reference_point : ndarray of float, shape (..., C)
        The best ratio on each criterion.
    ratio : ndarray of float, shape (..., A)
        Assessments of the ratio system, higher is better; kept for batches too.
    reference : ndarray of float, shape (..., A)
        Largest distances from the reference point, lower is better; kept for batches too.
    multiplicative : ndarray of float, shape (..., A)
        Utilities of the full multiplicative form, higher is better; kept for batches too.
    """

    normalized: FloatArray | None = step("Ratios", "x_{ij}^*", "AC")
    reference_point: FloatArray | None = step("Reference point", "r_j", "C")
    ratio: FloatArray = axes("A", "Ratio system", "y_i")
    reference: FloatArray = axes(
        "A", "Distance from the reference point", r"\max_j |r_j - x_{ij}^*|"
    )
    multiplicative: FloatArray = axes("A", "Full multiplicative form", "U_i")

    @property
    def ratio_ranks(self) -> IntArray:
        """Competition ranks (..., A) by the ratio system."""
        return competition_ranks(self.ratio)

    @property
    def reference_ranks(self) -> IntArray:
        """Competition ranks (..., A) by the distance from the reference point."""
        return competition_ranks(self.reference, higher_is_better=False)

    @property
    def multiplicative_ranks(self) -> IntArray:
        """Competition ranks (..., A) by the full multiplicative form."""
        logs, zero = logarithms(self.multiplicative)
        return _ranks_of_products(logs, zero > 0)


@cites(
    "brauers_zavadskas_2010",
    "brauers_zavadskas_2011, theory of dominance",
    "figures: kracka_brauers_zavadskas_2010",
)
@named
@remembered
def multimoora(
    table: DecisionTable, weights: Weights | None = None, *, steps: bool | None = None
) -> MultimooraResult:
    """Rank alternatives by three assessments on ratios, joined by dominance (MULTIMOORA).

    Parameters
    ----------
    table : DecisionTable
        Performances (..., A, C): benefits at least 0, costs positive.
    weights : mapping, WeightsResult or array_like, shape (..., C), optional
        Weights of the criteria, the coefficients of significance; rescaled to sum to 1. None is the
        published form without any: each coefficient is 1.
    steps : bool, optional
        Whether to keep the intermediates; None keeps them for a single table, not for a batch. The
        three assessments are always kept.

    Returns
    -------
    MultimooraResult
        Final ranks (..., A), lower is better, with the three assessments.

    Raises
    ------
    InvalidInputError
        If the weights do not fit, a benefit is negative, a cost is not positive, a product without
        weights is beyond the largest float, or there are more than 5,000 alternatives.

    Warns
    -----
    DegenerateDataWarning
        If a criterion is zero for all: it then makes no difference.

    Notes
    -----
    Brauers and Zavadskas (2010), with x*_ij = x_ij / sqrt(sum_i x_ij^2) and coefficients s_j:

    1. Ratio system: y_i = sum_benefits s_j x*_ij - sum_costs s_j x*_ij.
    2. Reference point r_j, the best x*_ij: the least max_j s_j abs(r_j - x*_ij) is best.
    3. Full multiplicative form: U_i = prod_benefits (x*_ij)^s_j / prod_costs (x*_ij)^s_j. On
       performances as they are, U differs by a factor common to all.

    One alternative dominates another that it beats in at least two of the three, ties in some
    leaving fewer, and in what follows by transitivity; those that dominate each other in a circle
    have one rank (Brauers and Zavadskas 2011). The rank is 1 plus how many dominate it and are not
    dominated by it. O(S A^2 (C + A log A)) time for S samples.

    Examples
    --------
    Heat losses of buildings of Kracka et al. (2010):

    >>> from decision_analysis import Criterion, DecisionTable, mcda
    >>> goals = ["min", "min", "min", "min", "max", "min", "max"]
    >>> table = DecisionTable(
    ...     [
    ...         [33.95, 23.78, 11.45, 39.97, 29.44, 167.1, 3.852],
    ...         [38.9, 4.17, 6.32, 0.01, 4.29, 132.52, 25.184],
    ...         [37.59, 9.36, 8.23, 4.35, 10.22, 136.71, 10.845],
    ...         [30.44, 37.59, 13.91, 74.08, 45.1, 198.34, 2.186],
    ...         [36.21, 14.79, 9.17, 17.77, 17.06, 148.3, 6.61],
    ...         [37.8, 8.55, 7.97, 2.35, 9.25, 134.83, 11.935],
    ...     ],
    ...     [Criterion(f"c{j}", goal) for j, goal in enumerate(goals)],
    ...     [f"A{i}" for i in range(1, 7)],
    ... )
    >>> result = mcda.multimoora(table)
    >>> result.order
    ('A2', 'A6', 'A3', 'A5', 'A1', 'A4')
    >>> result.reference.round(4)
    array([0.6893, 0.6999, 0.5982, 0.8596, 0.6002, 0.6148])
    """
    asked, coefficients = _asked(table, weights, steps)
    values, maximize = table.values, table.maximize
    refuse_cells(table, maximize & (values < 0), "at least 0, as a benefit to be multiplied")
    refuse_cells(table, ~maximize & (values <= 0), "positive, as a cost that divides")
    count = len(table.alternatives)
    if count > MOST_JOINED:
        raise InvalidInputError(
            f"the theory of dominance must not join ranks of more than {MOST_JOINED:,}"
            f" alternatives; {count:,} would need {count**2 * 24 / 2**30:,.1f} GB"
        )
    # the ratios x*_ij
    normalized = by_length(table)
    # ratio system: y_i
    ratio = balance_of(*by_goal(table, normalized, coefficients))
    # reference point: the largest distance of a criterion
    best = np.where(maximize, normalized.max(axis=-2), normalized.min(axis=-2))
    reference = largest(np.abs(best[..., None, :] - normalized), coefficients)
    # full multiplicative form: costs divide
    logs, zero = logarithms(normalized)
    logs = total(logs, np.where(maximize, coefficients, -coefficients))
    nothing = vanishes(zero, np.where(maximize, coefficients, 0.0))
    # the theory of dominance joins the three rankings
    final = dominance_ranks(
        [
            competition_ranks(ratio),
            competition_ranks(reference, higher_is_better=False),
            _ranks_of_products(logs, nothing),
        ]
    )
    return MultimooraResult(
        method="MULTIMOORA",
        parameters={} if weights is not None else {"weights": None},
        references=cited("brauers_zavadskas_2010", "brauers_zavadskas_2011"),
        alternatives=table.alternatives,
        criteria=table.criterion_names,
        scores=final,
        higher_is_better=False,
        normalized=normalized if asked.keep else None,
        reference_point=best if asked.keep else None,
        ratio=ratio,
        reference=reference,
        multiplicative=_products(table.alternatives, logs, nothing),
    )


def _asked(
    table: DecisionTable, weights: Weights | None, steps: object
) -> tuple[Asked, FloatArray]:
    """Return what is asked, and the coefficients of significance (..., C)."""
    if weights is None:
        return door_without_weights(table, steps=steps), np.ones(len(table.criteria))
    asked = door(table, weights, steps=steps)
    return asked, asked.weights


def _products(alternatives: tuple[str, ...], logs: FloatArray, nothing: BoolArray) -> FloatArray:
    """Return products from their logarithms (..., A), 0 where a factor is."""
    beyond = np.argwhere(~nothing & (logs > _LARGEST_LOGARITHM))
    if len(beyond):
        raise InvalidInputError(
            f"the product of {alternatives[int(beyond[0][-1])]!r} is beyond the largest number;"
            " weights, which sum to 1, keep products small"
        )
    return np.where(nothing, 0.0, np.exp(np.where(nothing, 0.0, logs)))


def _ranks_of_products(logs: FloatArray, nothing: BoolArray) -> IntArray:
    """Rank products (..., A), those of 0 last; they tie where they differ by 1e-12 of themselves.

    By their logarithms, as products of many factors lie orders of magnitude apart.
    """
    least = np.where(nothing, np.inf, logs).min(axis=-1, keepdims=True)
    above = np.where(nothing, 0.0, 1.0 + logs - np.where(np.isfinite(least), least, 0.0))
    return competition_ranks(above)
