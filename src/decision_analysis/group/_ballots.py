"""Rankings as users give them, ranks or ballots of labels with ties, read into one array of ranks with counts."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import ArrayLike, NDArray

from decision_analysis import _checks
from decision_analysis._arrays import TIE_TOLERANCE, FloatArray, IntArray
from decision_analysis._checks import listed
from decision_analysis._shown import shown
from decision_analysis.errors import InvalidInputError

Rankings: TypeAlias = ArrayLike | Sequence[Sequence[str | Sequence[str]]]

_CELLS = 4_000_000
_MOST = 1e15
_TIES = (tuple, list, set, frozenset)
_EXACT = 2**53
_LIMB = 2.0**25


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

    def margins(self) -> tuple[FloatArray, NDArray[Any], float]:
        """Return `pairwise` without ties, how many more prefer the row (..., A, A), and up to where that is a tie.

        Margins of whole counts are exact whatever their size, as integers where floats would round, and only 0 is a
        tie; those of other weights are sums of rounded numbers and tie within 1e-12 of the total weight.
        """
        pairwise = self.pairwise(ties=0)
        if (self.counts != np.floor(self.counts)).any():
            return pairwise, _against(pairwise), TIE_TOLERANCE * float(self.counts.sum())
        if sum(map(int, self.counts)) < _EXACT:
            return pairwise, _against(pairwise), 0.0
        upper = np.floor(self.counts / _LIMB)
        parts = [
            dataclasses.replace(self, counts=part).pairwise(ties=0).astype(np.int64).astype(object)
            for part in (upper, self.counts - upper * _LIMB)
        ]
        return pairwise, _against(parts[0] * int(_LIMB) + parts[1]), 0.0

    def majorities(self) -> tuple[FloatArray, IntArray]:
        """Return `pairwise` without ties, and 1, 0 or -1 (..., A, A) where the row wins, ties or loses."""
        pairwise, margin, tie = self.margins()
        return pairwise, (margin > tie).astype(np.intp) - (margin < -tie).astype(np.intp)


def _against(pairwise: NDArray[Any]) -> NDArray[Any]:
    margins: NDArray[Any] = pairwise - np.swapaxes(pairwise, -1, -2)
    return margins


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
            raise InvalidInputError(f"{where}: need {size} alternatives, one for each rank; got {listed(labels)}")
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
    return any(isinstance(b, str) or (isinstance(b, Sequence) and any(map(_labelled, b))) for b in rankings)


def _labelled(place: Any) -> bool:
    return isinstance(place, str) or (isinstance(place, _TIES) and any(isinstance(label, str) for label in place))


def _ranks_of_ballots(where: str, given: Any, labels: tuple[str, ...] | None) -> tuple[FloatArray, tuple[str, ...]]:
    """Return ranks: those who share a place tie, and whom a ballot leaves out stand tied behind all that it names."""
    orders = []
    for k, ballot in enumerate(given):
        if isinstance(ballot, str):
            raise InvalidInputError(
                f"{where}: each ballot must be a tuple of labels, best first; got the one string {shown(ballot)} at {k}"
            )
        places = [
            _tied(place) if isinstance(place, _TIES) else [place]
            for place in _checks.entries(where, f"ballot {k}", ballot, kind="a sequence of labels")
        ]
        if not all(places):
            raise InvalidInputError(f"{where}: places of ballot {k} must hold a label each; got an empty one")
        _checks.names(where, f"labels of ballot {k}", [label for place in places for label in place])
        orders.append(places)
    known = labels or _labels_of(where, orders)
    position = {label: i for i, label in enumerate(known)}
    ranks = np.empty((len(orders), len(known)))
    for k, (row, places) in enumerate(zip(ranks, orders, strict=True)):
        if unknown := [label for place in places for label in place if label not in position]:
            raise InvalidInputError(
                f"{where}: ballot {k} must rank labels of {shown(list(known))}; unknown {shown(unknown)}"
            )
        row[:] = 1 + sum(map(len, places))
        above = 0
        for place in places:
            row[[position[label] for label in place]] = 1 + above
            above += len(place)
    return ranks, known


def _tied(place: Any) -> list[Any]:
    """Return those who share a place; a set has no order of its own, so that theirs is that of the alphabet."""
    return sorted(place, key=str) if isinstance(place, set | frozenset) else list(place)


def _labels_of(where: str, orders: list[list[list[str]]]) -> tuple[str, ...]:
    """Return the labels in order of appearance, if one ballot ranks them all: else one may be a slip of the pen."""
    named = [[label for place in places for label in place] for places in orders]
    known = dict.fromkeys(label for ballot in named for label in ballot)
    longest = max(named, key=len)
    if len(longest) == len(known):
        return tuple(known)
    k, unknown = next((k, u) for k, ballot in enumerate(named) if (u := [a for a in ballot if a not in longest]))
    raise InvalidInputError(
        f"{where}: ballot {k} must rank labels of {shown(longest)}; unknown {shown(unknown)}: "
        f"where no ballot ranks all, alternatives= must name them"
    )


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
