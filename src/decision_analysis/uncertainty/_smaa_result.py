"""`SmaaResult`: acceptability of ranks, and what follows from it."""

from __future__ import annotations

import dataclasses

import numpy as np

from decision_analysis import _render
from decision_analysis._arrays import FloatArray
from decision_analysis.core import Result

_SHOWN_RANKS = 8


@dataclasses.dataclass(frozen=True, eq=False, repr=False, kw_only=True)
class SmaaResult(Result):
    """Rank acceptability, central weights, confidence factors and pairwise winning indices.

    Parameters
    ----------
    method, parameters, references, alternatives
        As in `Result`.
    criteria : tuple of str
        Names of the criteria, the columns of `central_weights`.
    rank_acceptability : ndarray of float, shape (A, A)
        Share of the samples in which alternative a (row) has rank r + 1 (column); rows and columns
        sum to 1.
    standard_error : ndarray of float, shape (A, A)
        Of the rank acceptabilities.
    central_weights : ndarray of float, shape (A, C)
        Mean of the weights with which an alternative is first; NaN where it never is.
    central_weights_standard_error : ndarray of float, shape (A, C)
        Of the central weights; NaN where an alternative is first in fewer than two samples.
    confidence : ndarray of float, shape (A,)
        Share of the performance samples in which an alternative is first, alone or tied, when the
        weights are its central weights; 0 where it is never first.
    confidence_standard_error : ndarray of float, shape (A,)
        Of the confidence factors, the central weights taken as they are; 0 where performances are
        certain.
    pairwise_winning : ndarray of float, shape (A, A)
        Share of the samples in which the alternative of the row ranks before that of the column,
        ties counting half; 0 on the diagonal.
    pairwise_winning_standard_error : ndarray of float, shape (A, A)
        Of the pairwise winning indices; 0 on the diagonal.
    holistic_acceptability : ndarray of float, shape (A,)
        Rank acceptabilities summed with the meta-weights, in [0, 1]: 1 where an alternative is
        always first.
    holistic_acceptability_standard_error : ndarray of float, shape (A,)
        Of the holistic acceptability indices.
    expected_rank : ndarray of float, shape (A,)
        Mean rank, from 1 to A; those that tie have the mean of the ranks that they share.
    expected_rank_standard_error : ndarray of float, shape (A,)
        Of the expected ranks.
    rank_entropy : ndarray of float, shape (A,)
        Entropy, in bits, of the rank of each alternative: 0 where it always has the same rank,
        log2 A where all ranks are equally likely.
    rank_entropy_standard_error : ndarray of float, shape (A,), or None
        Of the rank entropies; None where several samples share rows of a stored table.
    choice_entropy : float
        Entropy, in bits, of which alternative is first.
    choice_entropy_standard_error : float or None
        Of the choice entropy, at most where alternatives tie for the first rank; None as above.
    ranking_entropy : float or None
        Entropy, in bits, of the complete ranking; None where more than 131,072 rankings were met.
    ranking_entropy_standard_error : float or None
        Of the ranking entropy; None as it is, or where several samples share stored rows.
    distinct_rankings : int or None
        How many complete rankings were met; None where more than 131,072.
    """

    criteria: tuple[str, ...] = dataclasses.field()  # no default, unlike the base
    rank_acceptability: FloatArray
    standard_error: FloatArray
    central_weights: FloatArray
    central_weights_standard_error: FloatArray
    confidence: FloatArray
    confidence_standard_error: FloatArray
    pairwise_winning: FloatArray
    pairwise_winning_standard_error: FloatArray
    holistic_acceptability: FloatArray
    holistic_acceptability_standard_error: FloatArray
    expected_rank: FloatArray
    expected_rank_standard_error: FloatArray
    rank_entropy: FloatArray
    rank_entropy_standard_error: FloatArray | None
    choice_entropy: float
    choice_entropy_standard_error: float | None
    ranking_entropy: float | None
    ranking_entropy_standard_error: float | None
    distinct_rankings: int | None

    def _headline(self) -> str:
        return (
            f"SMAA: {len(self.alternatives)} alternatives, {self.parameters['n_samples']:,} samples"
        )

    def _rows(self) -> tuple[list[str], list[list[_render.Cell]]]:
        shown = min(len(self.alternatives), _SHOWN_RANKS)
        # by the acceptability of rank 1, of equal ones by that of rank 2, and so on
        order = np.lexsort(-self.rank_acceptability.T[::-1])
        headers = ["alternative", *(f"rank {r + 1}" for r in range(shown)), "holistic"]
        headers += ["confidence", *(f"weight {name}" for name in self.criteria)]
        rows: list[list[_render.Cell]] = []
        for a in order:
            numbers = [
                *self.rank_acceptability[a, :shown],
                self.holistic_acceptability[a],
                self.confidence[a],
                *self.central_weights[a],
            ]
            rows.append([self.alternatives[a], *map(float, numbers)])
        return headers, rows
