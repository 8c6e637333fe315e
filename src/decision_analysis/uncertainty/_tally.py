"""Counting ranks: whole numbers from each chunk, which add up exactly, and SMAA indices."""

from __future__ import annotations

import dataclasses
import itertools

import numpy as np

from decision_analysis._arrays import BoolArray, FloatArray, IntArray
from decision_analysis._limits import CACHE_BLOCK, CLUSTER_BLOCK, LONG_RUN
from decision_analysis.uncertainty._places import Places, Small
from decision_analysis.uncertainty._rankings import Rankings, rankings
from decision_analysis.uncertainty._spread import Spread, spread

MANY_PAIRS = 2**14  # compared in a millisecond, more than the overhead of numpy for a cluster
_SUMMED = 64  # truth values that are added up as bytes, which hold up to 255
_WORDS = 128  # words of eight such bytes that are added up


@dataclasses.dataclass(eq=False)
class Tally:
    """What is known of some samples: counts of ranks, pairwise wins and sums of weights.

    `ranks[k][a, r]` counts the samples in which a has rank r + 1 and is one of k alternatives that
    tie there; `wins[a, b]` those in which a is before b; `first_weights[a]` sums the weights where
    a is first, shared by ties, and `first_squares` (2, A, C) sums these and the squared weights by
    squared shares. `rankings` counts whole rankings. `scales` (K, A) are numbers that ranks count
    for, whose means are asked for. `spread` has the sums over clusters of rank shares, pairwise
    shares, scales, first weights, and these with the share of the first rank added to each,
    (A, 2A + K + 2C), where samples come in any.
    """

    samples: int
    ranks: dict[int, IntArray]
    wins: IntArray
    first_weights: FloatArray
    first_squares: FloatArray
    rankings: Rankings
    scales: FloatArray
    spread: Spread | None = None
    _moments: dict[int, FloatArray] = dataclasses.field(default_factory=dict)

    def add(self, other: Tally) -> None:
        """Add the counts of the next chunk."""
        self._moments.clear()
        self.samples += other.samples
        for size, counts in other.ranks.items():
            self.ranks[size] = self.ranks[size] + counts if size in self.ranks else counts
        self.wins = self.wins + other.wins
        self.first_weights = self.first_weights + other.first_weights
        self.first_squares = self.first_squares + other.first_squares
        self.rankings.add(other.rankings)
        if self.spread is not None and other.spread is not None:
            self.spread.add(other.spread)

    def acceptability(self) -> FloatArray:
        """Return rank acceptabilities (A, A): k tied alternatives each have 1/k of k ranks."""
        return self._moment(1)

    def pairwise(self) -> FloatArray:
        """Return how often a is before b (A, A), ties counting half; 0 on the diagonal."""
        shares = (self.wins + self._ties() / 2) / self.samples
        np.fill_diagonal(shares, 0.0)
        return np.asarray(shares)

    def scaled(self) -> FloatArray:
        """Return the mean of each scale (K, A), ties counting the mean over their ranks."""
        return np.asarray(self.scales @ self.acceptability().T)

    def errors(self) -> tuple[FloatArray, FloatArray, FloatArray]:
        """Return standard errors of rank acceptabilities, pairwise shares and means of scales."""
        shares, pairs, means = self.acceptability(), self.pairwise(), self.scaled()
        if self.spread is not None:
            no_more = np.zeros((len(shares), 2 * self.first_weights.shape[1]))
            joint = np.concatenate([shares, pairs, means.T, no_more], axis=1)
            variances = self.spread.variance(joint, self.samples)
            of_ranks, of_pairs, of_scales, *_ = self._parts(variances)
            of_scales = of_scales.T
        else:
            # mean squares of the shares: (1/k)^2 of k tied ranks, 1/4 of a tied pair
            of_ranks = self._variance(self._moment(2), shares)
            of_pairs = self._variance((self.wins + self._ties() / 4) / self.samples, pairs)
            of_scales = np.array(list(map(self.variance, self.scales, means)))
        np.fill_diagonal(of_pairs, 0.0)
        return np.sqrt(of_ranks), np.sqrt(of_pairs), np.sqrt(of_scales)

    def variance(self, scale: FloatArray, mean: FloatArray) -> FloatArray:
        """Return the variance of the mean (A,) of what ranks count for, (A,) or (A, A).

        Samples are taken as independent.
        """
        squares = np.zeros(len(self.wins))
        for size, counts in sorted(self.ranks.items()):
            # k tied ones count the mean over their k ranks
            if size == 1:
                squares += np.asarray((counts * np.square(scale)).sum(axis=1))
                continue
            sums = np.cumsum(np.broadcast_to(scale, counts.shape), axis=-1)
            sums[:, size:] = sums[:, size:] - sums[:, :-size]
            means = np.zeros(counts.shape)
            means[:, : counts.shape[1] - size + 1] = sums[:, size - 1 :] / size
            squares += (counts * means**2).sum(axis=1)
        return self._variance(squares / self.samples, mean)

    def central_weights(self) -> FloatArray:
        """Return the mean weights (A, C) with which each alternative is first; NaN if never."""
        first = self.acceptability()[:, :1] * self.samples
        with np.errstate(invalid="ignore"):
            return np.asarray(np.where(first > 0, self.first_weights / first, np.nan))

    def central_errors(self) -> FloatArray:
        """Return standard errors (A, C) of central weights; NaN below two samples of first rank.

        A central weight is a ratio of sums, sum f w / sum f with shares f of the first rank. To
        first order its variance is that of sum f (w - center), over the square of sum f.
        """
        center, first = self.central_weights(), self.acceptability()[:, :1] * self.samples
        if self.spread is not None:
            shares, _, _, sums, with_share = self._parts(self.spread.second_moments())
            # (s + f)^2 = s^2 + 2 s f + f^2 of each cluster
            products = (with_share - sums - shares[:, :1]) / 2
            squares = sums - 2 * center * products + center**2 * shares[:, :1]
            correction: FloatArray | float = self.spread.correction()
        else:
            of_shares = sum(counts[:, :1] / size**2 for size, counts in sorted(self.ranks.items()))
            sums, of_squares = self.first_squares
            squares = of_squares - 2 * center * sums + center**2 * of_shares
            # of m samples of equal shares m / (m - 1)
            with np.errstate(invalid="ignore", divide="ignore"):
                least = first**2 / of_shares
                correction = np.where(least >= 1.5, least / (least - 1), np.nan)
        with np.errstate(invalid="ignore", divide="ignore"):
            return np.asarray(np.sqrt(np.maximum(squares, 0.0) * correction) / first)

    def _parts(self, joint: FloatArray) -> list[FloatArray]:
        """Split what the spread holds by kind, along its last axis."""
        count, weights = self.first_weights.shape
        ends = np.cumsum([count, count, len(self.scales), weights])
        return np.split(joint, ends, axis=1)

    def _variance(self, squares: FloatArray, means: FloatArray) -> FloatArray:
        return np.asarray(np.maximum(squares - means**2, 0.0) / self.samples)

    def _moment(self, power: int) -> FloatArray:
        """Return the mean of a power of the shares of alternatives and ranks in each sample."""
        if power not in self._moments:
            found = np.zeros(self.wins.shape)
            for size, counts in sorted(self.ranks.items()):
                found += _covered(counts, size) / (size**power * self.samples)
            self._moments[power] = found
        return self._moments[power]

    def _ties(self) -> IntArray:
        return np.asarray(self.samples - self.wins - self.wins.T)


def tally(
    found: Places,
    weights: FloatArray,
    scales: FloatArray,
    clusters: IntArray | None,
    *,
    whole: bool = True,
) -> Tally:
    """Count the places in a chunk with weights (rows, C) and ascending cluster labels.

    Complete rankings are counted where they are wanted as a `whole`.
    """
    before, tied = found.before, found.tied
    count, rows = before.shape
    alone = np.stack([np.bincount(places, minlength=count) for places in before])
    counted = {1: alone}
    if len(tied):
        ranks, one = before[:, tied].T.astype(np.intp) + 1, np.zeros(len(tied), dtype=np.intp)
        for size in np.unique(found.sizes[found.sizes > 1]):
            counted[int(size)] = _counts(ranks, found.sizes == size, one, 1)[0]
            alone -= counted[int(size)]
    # shares of the first rank, 1/k for k that tie there, of the alternatives that ever have it
    leaders = np.flatnonzero(sum(counts[:, 0] for counts in counted.values()))
    first = (before[leaders] == 0).astype(np.float64)
    if len(tied):
        first[:, tied] /= first[:, tied].sum(axis=0)
    first_weights = np.zeros((count, weights.shape[1]))
    first_weights[leaders] = first @ weights
    first_squares = np.stack([first_weights, first_weights])
    if len(tied):
        first = np.square(first)
        first_squares[0, leaders] = first @ weights
    first_squares[1, leaders] = first @ np.square(weights)
    spreads, wins = None, None
    if clusters is not None and _long(count, clusters):
        spreads, wins = _long_clustered(found, weights, scales, clusters)
    elif clusters is not None:
        spreads = _clustered(found, weights, scales, clusters)
    if wins is None:
        wins = _wins(found)
    complete = rankings(before) if whole else Rankings(None, [])
    return Tally(rows, counted, wins, first_weights, first_squares, complete, scales, spreads)


def _long(count: int, clusters: IntArray) -> bool:
    """Say whether clusters are better counted one by one: many draws, or pairs, in each."""
    draws = len(clusters) / (np.count_nonzero(np.diff(clusters)) + 1)
    return bool(draws >= LONG_RUN or draws * count**2 >= MANY_PAIRS)


def _wins(found: Places) -> IntArray:
    """Count the samples in which the alternative of the row is before that of the column."""
    wins = _pairs(np.less, found.before)
    others = found.before.shape[1] - wins
    if len(found.tied):
        others -= _pairs(np.equal, found.before[:, found.tied])
    return np.asarray(wins + np.tril(others.T, -1))


def _pairs(compare: np.ufunc, places: Small) -> IntArray:
    """Count the samples in which a pair of alternatives compares so (A, A), above the diagonal."""
    count, rows = places.shape
    # eight truth values are added at once, as the bytes of a word, none of which overflows
    size = max(1, min(_WORDS, -(-rows // 8)))
    groups = -(-rows // (8 * size))
    holds = np.zeros((count, groups * size * 8), dtype=bool)
    words = holds.view(np.uint64).reshape(count, groups, size)
    found, index = np.zeros((count, count), dtype=np.intp), np.arange(count)
    for apart in range(1, count):
        # all pairs so many places apart at once
        rest = count - apart
        compare(places[:rest], places[apart:], out=holds[:rest, :rows])
        sums = np.add.reduce(words[:rest], axis=2).view(np.uint8)
        found[index[:rest], index[apart:]] = np.add.reduce(sums, axis=1, dtype=np.intp)
    return found


def _clustered(
    found: Places, weights: FloatArray, scales: FloatArray, clusters: IntArray
) -> Spread:
    """Return sums over clusters of all that a `Tally` has the spread of."""
    ranks, sizes = found.before.T.astype(np.intp) + 1, found.all_sizes()
    rows, count = ranks.shape
    spreads: Spread | None = None
    block = max(1, CLUSTER_BLOCK // (count * max(count, weights.shape[1])))
    for start in range(0, rows, block):
        part = slice(start, start + block)
        next_one = _spread_of(ranks[part], sizes[part], weights[part], scales, clusters[part])
        if spreads is None:
            spreads = next_one
        else:
            spreads.add(next_one)
    assert spreads is not None
    return spreads


def _spread_of(
    ranks: IntArray,
    sizes: IntArray,
    weights: FloatArray,
    scales: FloatArray,
    clusters: IntArray,
) -> Spread:
    starts = np.flatnonzero(np.r_[True, np.diff(clusters) > 0])
    draws = np.diff(np.r_[starts, len(clusters)])
    number = np.repeat(np.arange(len(starts)), draws)
    count = ranks.shape[1]
    shares = np.zeros((len(starts), count, count))
    for size in np.unique(sizes):
        counts = _counts(ranks, sizes == size, number, len(starts))
        shares += _covered(counts, int(size)) / size
    # pairwise shares of each cluster: those ahead, and a half of those tied
    ahead = np.add.reduceat(ranks[:, :, None] < ranks[:, None, :], starts, axis=0, dtype=np.intp)
    pairs = (draws[:, None, None] + ahead - ahead.transpose(0, 2, 1)) / 2
    diagonal = np.arange(count)
    pairs[:, diagonal, diagonal] = 0.0
    first = np.where(ranks == 1, 1 / sizes, 0.0)
    sums = np.add.reduceat(first[:, :, None] * weights[:, None, :], starts, axis=0)
    with_share = sums + shares[:, :, :1]
    totals = np.concatenate([shares, pairs, shares @ scales.T, sums, with_share], axis=2)
    return spread(clusters[starts], totals, draws)


def _long_clustered(
    found: Places, weights: FloatArray, scales: FloatArray, clusters: IntArray
) -> tuple[Spread, IntArray]:
    """Return the same of clusters of many draws each, one by one, and all pairwise wins."""
    count, rows = found.before.shape
    ends = np.r_[0, np.flatnonzero(np.diff(clusters)) + 1, rows]
    width = 2 * count + len(scales) + 2 * weights.shape[1]
    at_once = max(1, CLUSTER_BLOCK // (count * width))
    wins = np.zeros((count, count), dtype=np.intp)
    spreads: Spread | None = None
    for start in range(0, len(ends) - 1, at_once):
        bounds = ends[start : start + at_once + 1]
        draws, part = np.diff(bounds), slice(bounds[0], bounds[-1])
        number = np.repeat(np.arange(len(draws)), draws)
        shares, first = _shares(found, part, number, len(draws))
        pairs, sums = np.empty_like(shares), np.empty((len(draws), count, weights.shape[1]))
        for k, (low, high) in enumerate(itertools.pairwise(bounds.tolist())):
            low_tied, high_tied = np.searchsorted(found.tied, [low, high])
            ahead = _ahead(found.before[:, low:high], found.tied[low_tied:high_tied] - low)
            wins += ahead
            pairs[k] = (high - low + ahead - ahead.T) / 2
            sums[k] = first[:, low - bounds[0] : high - bounds[0]] @ weights[low:high]
        diagonal = np.arange(count)
        pairs[:, diagonal, diagonal] = 0.0
        with_share = sums + shares[:, :, :1]
        totals = np.concatenate([shares, pairs, shares @ scales.T, sums, with_share], axis=2)
        next_one = spread(clusters[bounds[:-1]], totals, draws)
        if spreads is None:
            spreads = next_one
        else:
            spreads.add(next_one)
    assert spreads is not None
    return spreads, wins


def _shares(
    found: Places, part: slice, number: IntArray, groups: int
) -> tuple[FloatArray, FloatArray]:
    """Return sums by group of shares of ranks (groups, A, A), and of the first one (A, rows)."""
    before = found.before[:, part]
    count = len(before)
    first = (before == 0).astype(np.float64)
    # without ties each has one rank
    cells = (number * count + np.arange(count)[:, None]) * count + before
    shares = np.bincount(cells.ravel(), minlength=groups * count**2).astype(np.float64)
    shares = shares.reshape(groups, count, count)
    inside = (found.tied >= part.start) & (found.tied < part.stop)
    if inside.any():
        rows, sizes = found.tied[inside] - part.start, found.sizes[inside]
        first[:, rows] /= sizes.T
        ranks = before[:, rows].T.astype(np.intp) + 1
        for size in np.unique(sizes[sizes > 1]):
            held = _counts(ranks, sizes == size, number[rows], groups)
            shares += _covered(held, int(size)) / size - held
    return shares, first


def _ahead(before: Small, tied: IntArray) -> IntArray:
    """Count the few samples in which the alternative of the row is before that of the column.

    Those with ties are listed.
    """
    places = np.ascontiguousarray(before.T)
    rows, count = places.shape
    found = np.zeros((count, count), dtype=np.intp)
    # comparisons of a strip of the upper triangle, which stay in the cache and add up as bytes
    height = max(1, CACHE_BLOCK // (_SUMMED * count))
    for start in range(0, rows, _SUMMED):
        part = places[start : start + _SUMMED]
        for top in range(0, count, height):
            held = part[:, top : top + height, None] < part[:, None, top:]
            sums = np.add.reduce(held.view(np.uint8), axis=0, dtype=np.uint8)
            found[top : top + height, top:] += sums
    others = rows - found
    if len(tied):
        others -= _pairs(np.equal, before[:, tied])
    return np.asarray(np.triu(found, 1) + np.tril(others.T, -1))


def _counts(ranks: IntArray, chosen: BoolArray, groups: IntArray, count: int) -> IntArray:
    """Count the chosen ranks (rows, A) by group, alternative and rank (count, A, A)."""
    size = ranks.shape[1]
    cells = (groups[:, None] * size + np.arange(size)) * size + ranks - 1
    found = np.bincount(cells[chosen], minlength=count * size * size)
    return found.reshape(count, size, size).astype(np.intp)


def _covered(counts: IntArray, size: int) -> IntArray:
    """Return counts of all the ranks that `size` tied ones share, from those of their best."""
    if size == 1:
        return counts
    covered = np.cumsum(counts, axis=-1)
    covered[..., size:] -= covered[..., :-size].copy()
    return covered
