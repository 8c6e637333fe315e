"""Rankings as users give them, ranks or ballots of labels, read into one array of ranks with counts."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import ArrayLike

from decision_analysis import _checks
from decision_analysis._arrays import TIE_TOLERANCE, FloatArray, IntArray
from decision_analysis.errors import InvalidInputError

Rankings: TypeAlias = ArrayLike | Sequence[Sequence[str]]

_CELLS = 4_000_000
_MOST = 1e15


@dataclasses.dataclass(frozen=True)
class Ballots:
    """Ranks (..., K, A), 1 the best, with the number of people behind each and the labels."""

    ranks: FloatArray
    counts: FloatArray
    alternatives: tuple[str, ...]

    def pairwise(self, ties: float) -> FloatArray:
        """Return (..., A, A): how many people put the row above the column; `ties` is what a tie gives to both."""
        size = self.ranks.shape[-1]
        total = np.zeros((*self.ranks.shape[:-2], size, size))
        block = max(1, _CELLS // max(1, total.size))
        for start in range(0, len(self.counts), block):
            ranks, counts = self.ranks[..., start : start + block, :], self.counts[start : start + block]
            row, column = ranks[..., :, None], ranks[..., None, :]
            total += np.einsum("k,...kij->...ij", counts, (row < column) + ties * (row == column))
        total[..., np.arange(size), np.arange(size)] = 0
        return total

    def majorities(self) -> tuple[FloatArray, IntArray]:
        """Return `pairwise` without ties, and 1, 0 or -1 (..., A, A) where the row wins, ties or loses."""
        pairwise = self.pairwise(ties=0)
        margin = pairwise - np.swapaxes(pairwise, -1, -2)
        return pairwise, np.where(np.abs(margin) <= TIE_TOLERANCE * self.counts.sum(), 0, np.sign(margin)).astype(
            np.intp
        )


def ballots(where: str, rankings: Rankings, counts: ArrayLike | None, alternatives: Sequence[str] | None) -> Ballots:
    """Return ranks, counts and labels of `rankings`, either (..., K, A) ranks or a list of ballots of labels."""
    labels = None if alternatives is None else _checks.names(where, "alternatives", alternatives)
    if _holds_labels(rankings):
        ranks, labels = _ranks_of_ballots(where, rankings, labels)
    else:
        ranks = _checks.numeric_array(where, "rankings", rankings)
        if ranks.ndim < 2 or 0 in ranks.shape:
            raise InvalidInputError(f"{where}: rankings must have shape (..., people, alternatives); got {ranks.shape}")
        size = ranks.shape[-1]
        if labels is not None and len(labels) != size:
            raise InvalidInputError(f"{where}: need {size} alternatives, one for each rank; got {list(labels)}")
        labels = labels or tuple(str(i) for i in range(size))
        if (bad := np.argwhere((ranks < 1) | (ranks > size))).size:
            index = tuple(bad[0])
            raise InvalidInputError(
                f"{where}: ranks must lie in 1 (best) to {size}; got {ranks[index]:g} for {labels[index[-1]]!r}"
                f"{_checks.at(index[:-1])}"
            )
    return Ballots(ranks, _counts(where, counts, ranks.shape[-2]), labels)


def _holds_labels(rankings: Any) -> bool:
    if isinstance(rankings, np.ndarray):
        return rankings.dtype.kind in "US"
    if isinstance(rankings, str | Mapping) or not isinstance(rankings, Sequence) or not rankings:
        return False
    return any(isinstance(b, str) or (isinstance(b, Sequence) and any(isinstance(a, str) for a in b)) for b in rankings)


def _ranks_of_ballots(where: str, given: Any, labels: tuple[str, ...] | None) -> tuple[FloatArray, tuple[str, ...]]:
    orders = []
    for k, ballot in enumerate(given):
        if isinstance(ballot, str):
            raise InvalidInputError(
                f"{where}: each ballot must be a tuple of labels, best first; got the one string {ballot!r} at {k}"
            )
        orders.append(_checks.names(where, f"labels of ballot {k}", ballot))
    labels = labels or orders[0]
    for k, order in enumerate(orders):
        _checks.same_names(where, f"ballot {k} must rank each of {list(labels)}", order, labels)
    position = {label: i for i, label in enumerate(labels)}
    ranks = np.empty((len(orders), len(labels)))
    for row, order in zip(ranks, orders, strict=True):
        row[[position[label] for label in order]] = np.arange(1, len(order) + 1)
    return ranks, labels


def _counts(where: str, counts: ArrayLike | None, people: int) -> FloatArray:
    if counts is None:
        return np.ones(people)
    array = _checks.numeric_array(where, "counts", counts)
    if array.shape != (people,):
        raise InvalidInputError(f"{where}: need {people} counts, one for each ranking; got shape {array.shape}")
    if (bad := np.flatnonzero(array < 0)).size:
        raise InvalidInputError(f"{where}: counts must not be negative; got {array[bad[0]]:g} for ranking {bad[0]}")
    if not array.any():
        raise InvalidInputError(f"{where}: counts must not all be zero")
    if (bad := np.flatnonzero(array > _MOST)).size:
        raise InvalidInputError(f"{where}: counts must be at most {_MOST:g}; got {array[bad[0]]:g} for {bad[0]}")
    return array
