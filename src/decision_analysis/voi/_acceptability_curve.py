"""`acceptability_curve`: how probably each alternative is best, and which is so on average."""

from __future__ import annotations

import dataclasses
from typing import Any, ClassVar

import numpy as np

from decision_analysis import _render
from decision_analysis._arrays import FloatArray, competition_ranks
from decision_analysis._cited import cited, cites
from decision_analysis._named import named
from decision_analysis.core import DecisionTable, Result
from decision_analysis.voi._net_benefits import net_benefits


@dataclasses.dataclass(frozen=True, eq=False, repr=False, kw_only=True)
class AcceptabilityCurveResult(Result):
    """Probability of being best, and the best on average, by what is paid for a unit of effect.

    Parameters
    ----------
    method, parameters, references, alternatives
        As in `Result`.
    willingness_to_pay : ndarray of float, shape (K,)
        The prices.
    probabilities : ndarray of float, shape (K, A)
        How probably each alternative has the largest net benefit; those that tie share.
    probabilities_standard_error : ndarray of float, shape (K, A)
        Of `probabilities`, for independent samples.
    expected : ndarray of float, shape (K, A)
        Expected net benefits, in the unit of cost.
    best : tuple of str
        At each price the alternative with the largest expected net benefit: what to choose.
    favorite : tuple of str
        At each price the alternative that is most probably best, which need not be the one to
        choose.
    frontier : ndarray of float, shape (K,)
        How probably the one to choose is best.
    """

    willingness_to_pay: FloatArray
    probabilities: FloatArray
    probabilities_standard_error: FloatArray
    expected: FloatArray
    best: tuple[str, ...]
    favorite: tuple[str, ...]
    frontier: FloatArray

    main: ClassVar[str] = ""

    def _headline(self) -> str:
        apart = sum(one != other for one, other in zip(self.best, self.favorite, strict=True))
        count = len(self.best)
        words = (
            "the best on average is the most probable everywhere"
            if not apart
            else f"at {apart} of {count} prices the most probable is not the best on average"
        )
        return f"acceptability_curve: {words}"

    def _rows(self) -> tuple[list[str], list[list[_render.Cell]]]:
        rows: list[list[_render.Cell]] = []
        for k, price in enumerate(self.willingness_to_pay):
            shares = map(float, self.probabilities[k])
            ends = self.best[k], float(self.frontier[k])
            rows.append([float(price), *shares, *ends])
        shares_of = [f"P({name})" for name in self.alternatives]
        return ["willingness to pay", *shares_of, "best on average", "its probability"], rows


@cites("fenwick_claxton_sculpher_2001")
@named
def acceptability_curve(
    table: DecisionTable, willingness_to_pay: Any, *, cost: str, effect: str
) -> AcceptabilityCurveResult:
    """Compute the cost-effectiveness acceptability curve and its frontier.

    Parameters
    ----------
    table : DecisionTable
        Sampled performances (S, A, C) with a criterion for costs and one for effects.
    willingness_to_pay : array_like of float, shape (K,)
        What a unit of effect is worth, ascending, at least 0.
    cost : str
        The criterion in money, mostly to be small.
    effect : str
        The criterion that is bought, such as quality-adjusted life years; where its goal is 'min',
        as for years lost to disability, less of it is.

    Returns
    -------
    AcceptabilityCurveResult
        With `.probabilities` (K, A), `.expected` (K, A), `.best`, `.favorite` and `.frontier` (K,).

    Raises
    ------
    InvalidInputError
        If the table has no sample axis or several, cost or effect is no criterion, or prices are
        negative or do not ascend.

    Notes
    -----
    The curve is P(price * effect_a - cost_a is largest). It shows how uncertain a choice is, not
    which one to make: that is the alternative with the largest expected net benefit, and where net
    benefits are skewed another one can be best more often. The frontier is the probability of the
    one to choose (Fenwick, Claxton and Sculpher 2001). What a wrong choice costs is told by
    `evpi_curve`. The cost grows in proportion to K S A.

    Examples
    --------
    A treatment that helps one in four very much: it is best on average, and seldom best.

    >>> import numpy as np
    >>> from decision_analysis import Criterion, DecisionTable
    >>> from decision_analysis.voi import acceptability_curve
    >>> helped = np.arange(1000) % 4 == 0
    >>> usual, treated = np.zeros((1000, 2)), np.stack([np.full(1000, 1000), 4.0 * helped], axis=1)
    >>> criteria = [Criterion("cost", "min", unit="EUR"), Criterion("years")]
    >>> table = DecisionTable(np.stack([usual, treated], axis=1), criteria, ["usual", "treated"])
    >>> curve = acceptability_curve(table, [500, 2000], cost="cost", effect="years")
    >>> curve.best, curve.favorite, curve.frontier.tolist()
    (('usual', 'treated'), ('usual', 'usual'), [0.75, 0.25])
    """
    benefits = net_benefits(table, cost, effect, willingness_to_pay)
    count = len(benefits.savings)
    shares, errors, expected = [], [], []
    for values in benefits.each():
        best = competition_ranks(values) == 1
        # those that tie share
        parts = best / best.sum(axis=1, keepdims=True)
        shares.append(parts.mean(axis=0))
        errors.append(parts.std(axis=0, ddof=1) / np.sqrt(count))
        expected.append(values.mean(axis=0))
    probabilities, means = np.stack(shares), np.stack(expected)
    chosen, probable = means.argmax(axis=1), probabilities.argmax(axis=1)
    return AcceptabilityCurveResult(
        method="acceptability_curve",
        parameters={"cost": cost, "effect": effect},
        references=cited("fenwick_claxton_sculpher_2001"),
        alternatives=table.alternatives,
        willingness_to_pay=benefits.prices,
        probabilities=probabilities,
        probabilities_standard_error=np.stack(errors),
        expected=means,
        best=tuple(table.alternatives[a] for a in chosen),
        favorite=tuple(table.alternatives[a] for a in probable),
        frontier=probabilities[np.arange(len(chosen)), chosen],
    )
