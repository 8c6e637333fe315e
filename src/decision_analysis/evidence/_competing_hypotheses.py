"""`competing_hypotheses`: which hypothesis the evidence contradicts least, and on what it hangs."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from decision_analysis import _checks
from decision_analysis._arrays import FloatArray, competition_ranks
from decision_analysis._cited import cited, cites
from decision_analysis._frozen import ReadOnly
from decision_analysis._labelled import by_name, has_labels, is_frame
from decision_analysis._limits import TIE_TOLERANCE
from decision_analysis._named import named
from decision_analysis._read_rows import row
from decision_analysis.beliefs.parts import state_probabilities
from decision_analysis.core import Scores, axes, step
from decision_analysis.core.parts import Columns, Headers, Rows
from decision_analysis.errors import InvalidInputError
from decision_analysis.evidence._marks import read_marks


@dataclasses.dataclass(frozen=True, eq=False, repr=False, kw_only=True)
class CompetingHypothesesResult(Scores):
    """How much evidence is inconsistent with each hypothesis, and what each item tells.

    The hypotheses are the alternatives.

    Parameters
    ----------
    method, parameters, references, alternatives, criteria
        As in `Scores`.
    scores : ndarray of float, shape (..., H)
        Inconsistency of each hypothesis: the weighted count of the marks against it.
    higher_is_better : bool
        False: the hypothesis with the least against it is the best.
    consistency : ndarray of float, shape (..., H)
        The weighted count of the marks for it, which does not rank.
    items : tuple of str
        The E items of evidence.
    marks : ndarray of float, shape (E, H)
        The marks as numbers, negative where inconsistent; NaN where one does not apply.
    diagnosticity : ndarray of float, shape (..., E)
        How far the marks of each item lie apart, times its weight; 0 of an item that fits all
        hypotheses alike and tells nothing between them.
    leave_one_out : ndarray of float, shape (..., E, H)
        Inconsistency of each hypothesis without each item.
    posterior : ndarray of float, shape (..., H), or None
        Probabilities of the hypotheses by Bayes' rule, where likelihoods were given.
    """

    consistency: FloatArray = axes("A")
    items: tuple[str, ...]
    marks: FloatArray
    diagnosticity: FloatArray = axes("E")
    leave_one_out: FloatArray = axes("EA")
    posterior: FloatArray | None = step("Posterior", "P(H | E)", "A")

    def _columns(self) -> Columns:
        columns = {"rank": self.ranks, "score": self.scores, "consistency": self.consistency}
        return "hypothesis", self.alternatives, columns

    def _ranked(self, most: int | None) -> tuple[Headers, Rows]:
        if self.sample_shape:
            return [], []
        ranks, order = self.ranks, self._shown_order()[:most]
        rows: Rows = [
            [
                self.alternatives[i],
                int(ranks[i]),
                float(self.scores[i]),
                float(self.consistency[i]),
            ]
            for i in order
        ]
        return ["hypothesis", "rank", "score", "consistency"], rows

    @property
    def non_diagnostic(self) -> tuple[str, ...]:
        """Items that fit all hypotheses alike."""
        self._single("non_diagnostic")
        return tuple(
            item for item, far in zip(self.items, self.diagnosticity, strict=True) if far == 0
        )

    @property
    def best_without(self) -> Mapping[str, tuple[str, ...]]:
        """The best hypotheses without each item, all that tie: {item: hypotheses}, read-only."""
        self._single("best_without")
        best = competition_ranks(self.leave_one_out, higher_is_better=False) == 1
        return ReadOnly(
            {
                item: tuple(self.alternatives[i] for i in np.flatnonzero(line))
                for item, line in zip(self.items, best, strict=True)
            }
        )

    @property
    def decisive(self) -> tuple[str, ...]:
        """Items without any one of which other hypotheses would be best, or tie for it."""
        usual = self.tied_best
        return tuple(item for item, best in self.best_without.items() if best != usual)


@cites("heuer_1999, chapter 8")
@named
def competing_hypotheses(
    marks: Any,
    hypotheses: Sequence[str] | None = None,
    items: Sequence[str] | None = None,
    *,
    weights: Mapping[str, float] | Sequence[float] | FloatArray | None = None,
    likelihoods: Any = None,
    prior: Mapping[str, float] | None = None,
) -> CompetingHypothesesResult:
    """Rank hypotheses by how little evidence is inconsistent with them.

    Parameters
    ----------
    marks : pandas.DataFrame, mapping of str to mapping, or sequence of sequences
        A row for each item of evidence, a column for each hypothesis: '++', '+', '0', '-', '--' or
        'CC', 'C', 'N', 'I', 'II' from very consistent to very inconsistent, 'n/a' or 'NA' where the
        item says nothing of the hypothesis; or numbers, negative where inconsistent. A mapping
        {item: {hypothesis: mark}} and a frame are read by their labels.
    hypotheses, items : sequence of str, optional
        Their labels, or the order in which labelled marks are taken; H1, H2, ... and E1, E2, ... of
        rows without labels where None.
    weights : mapping of str to float, Series, or array_like of shape (..., E), optional
        How much each item counts, such as its credibility times its relevance; all 1 where None.
        Leading axes are samples.
    likelihoods : pandas.DataFrame, or mapping of str to mapping, optional
        The probability of each item under each hypothesis, given all items before it:
        {item: {hypothesis: p}}. With it the posterior is computed too; weights do not enter it.
    prior : mapping of str to float or Series, optional
        Beside likelihoods: the probability of each hypothesis before, equal where None.

    Returns
    -------
    CompetingHypothesesResult
        Inconsistencies as `.scores`, lower is better; `.diagnosticity`, `.non_diagnostic`,
        `.best_without`, `.decisive` and `.posterior`.

    Raises
    ------
    InvalidInputError
        If a mark is none of these, rows differ in length or in their labels, weights are negative
        or name other items, or likelihoods are no probabilities or rule out all hypotheses.

    See Also
    --------
    update_log : Beliefs after each of several dated items.

    Notes
    -----
    Heuer's analysis of competing hypotheses (1999, chapter 8): hypotheses are refuted, not
    confirmed, so that only the marks against them rank. The inconsistency of hypothesis j is sum_i
    w_i max(-m_ij, 0), a count of '-' where marks are plus and minus and weights are 1. It is no
    probability, and two items of one source count twice. O(E^2 H) for each sample, most of it for
    leaving out each item.

    Examples
    --------
    Will Iraq retaliate? The evidence of Heuer's example is hypothetical:

    >>> from decision_analysis import evidence
    >>> marks = ["+++", "++-", "++-", "-++", "-++", "-++"]
    >>> result = evidence.competing_hypotheses([list(row) for row in marks])
    >>> result
    competing hypotheses
       hypothesis  rank  score  consistency
       H2             1      0            6
       H3             2      2            4
       H1             3      3            3
    >>> result.non_diagnostic, result.decisive
    (('E1',), ())
    """
    rows, columns, table = read_marks(marks, hypotheses, items)
    counts = np.ones(len(rows)) if weights is None else _weights(rows, weights)
    told = np.nan_to_num(table)
    # an item that applies to no hypothesis tells nothing
    applies = ~np.isnan(table)
    high = np.where(applies, table, -np.inf).max(axis=1)
    low = np.where(applies, table, np.inf).min(axis=1)
    with np.errstate(over="ignore", invalid="ignore"):
        apart = np.where(applies.any(axis=1), high - low, 0.0)
    _checks.all_finite("differences of marks", apart)
    # marks that differ by their rounding are alike
    apart[apart <= TIE_TOLERANCE * np.abs(told).max(axis=1)] = 0.0
    with np.errstate(over="ignore"):
        against, favor = (counts[..., None] * np.maximum(m, 0.0) for m in (-told, told))
        scores, consistency = against.sum(axis=-2), favor.sum(axis=-2)
        diagnosticity = counts * apart
    for found in (scores, consistency, diagnosticity):
        _checks.all_finite("sums of weights times marks", found)
    # summed anew without each item, as differences of sums would leave noise where 0 is due
    others = ~np.eye(len(rows), dtype=bool)
    without = np.stack([against[..., keep, :].sum(axis=-2) for keep in others], axis=-2)
    return CompetingHypothesesResult(
        method="competing hypotheses",
        references=cited("heuer_1999"),
        alternatives=columns,
        scores=scores,
        higher_is_better=False,
        consistency=consistency,
        items=rows,
        marks=table,
        diagnosticity=diagnosticity,
        leave_one_out=without,
        posterior=_posterior(rows, columns, likelihoods, prior),
    )


def _weights(rows: tuple[str, ...], given: Any) -> FloatArray:
    array, _ = row("weights", given, rows, each="item", one="weight")
    if array.ndim == 0 or array.shape[-1] != len(rows):
        raise InvalidInputError(
            f"weights must be one for each item, {len(rows)}; got shape {array.shape}"
        )
    if not array.size:
        raise InvalidInputError(f"weights must hold at least one sample; got shape {array.shape}")
    if (array < 0).any():
        place = tuple(int(i) for i in np.argwhere(array < 0)[0])
        raise InvalidInputError(
            f"weight of {rows[place[-1]]!r} must not be negative; got {array[place]:g}"
        )
    if not (array > 0).any(axis=-1).all():
        raise InvalidInputError("weights must not all be 0")
    return array


def _posterior(
    rows: tuple[str, ...], columns: tuple[str, ...], given: Any, prior: Any
) -> FloatArray | None:
    """Return probabilities (..., H) of the hypotheses after all items; None without likelihoods."""
    if given is None:
        if prior is not None:
            raise InvalidInputError("prior belongs to likelihoods; got it without them")
        return None
    if is_frame(given):
        given = {label: given.iloc[i] for i, label in enumerate(given.index)}
    found = by_name("likelihoods", given, rows, each="item")
    total = np.log(np.full(len(columns), 1 / len(columns)))
    with np.errstate(divide="ignore"):
        if prior is not None:
            total = np.log(state_probabilities("prior", prior, columns, each="hypothesis")[1])
        for item, line in found.items():
            total = _plus(total, np.log(_row(item, columns, line)))
    if np.isneginf(total).all(axis=-1).any():
        raise InvalidInputError("likelihoods must leave a hypothesis possible; each is ruled out")
    shares = np.exp(total - total.max(axis=-1, keepdims=True))
    return np.asarray(shares / shares.sum(axis=-1, keepdims=True))


def _row(item: str, columns: tuple[str, ...], given: Any) -> FloatArray:
    """Return the likelihoods (..., H) of an item."""
    what = f"likelihoods of {item!r}"
    if not has_labels(given) or isinstance(given, list | tuple):
        _checks.mapping(what, given)
    array, _ = row(what, given, columns, each="hypothesis", one=f"likelihood of {item!r} under")
    outside = np.argwhere((array < 0) | (array > 1))
    if outside.size:
        place = tuple(int(i) for i in outside[0])
        raise InvalidInputError(
            f"likelihood of {item!r} under {columns[place[-1]]!r} must be in [0, 1]; got"
            f" {array[place]:g}"
        )
    return array


def _plus(total: FloatArray, more: FloatArray) -> FloatArray:
    try:
        return np.asarray(total + more)
    except ValueError:
        raise InvalidInputError(
            "samples of prior and likelihoods must broadcast; got"
            f" {total.shape[:-1]} and {more.shape[:-1]}"
        ) from None
