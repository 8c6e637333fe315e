"""`consensus`: how far people's rankings or scores lie apart, and who stands farthest from all."""

from __future__ import annotations

import dataclasses
from typing import Any, ClassVar, Literal

import numpy as np

from decision_analysis import _checks, _render
from decision_analysis._arrays import FloatArray, mid_ranks
from decision_analysis._cited import cited, cites
from decision_analysis._limits import BALLOT_BLOCK, TIE_TOLERANCE
from decision_analysis._named import named
from decision_analysis.core import Result, axes
from decision_analysis.core.parts import blas_limit, within_memory
from decision_analysis.errors import InvalidInputError
from decision_analysis.group._ballots import Counts, Rankings, ballots, refuse_many
from decision_analysis.group._judgements import rows_of_people
from decision_analysis.group._people import counts_of, labels_of, rows_by_person

DISTANCES = ("kemeny", "manhattan")


@dataclasses.dataclass(frozen=True, eq=False, repr=False, kw_only=True)
class ConsensusResult(Result):
    """How far a group agrees, and how far each of its members stands from the others.

    Parameters
    ----------
    method, parameters, references, alternatives, criteria
        As in `Result`.
    people : tuple of str
        Whose rankings or scores they are.
    index : float or ndarray, shape (...)
        1 less the mean distance of two people, 1 where all say the same.
    distances : ndarray of float, shape (..., K, K)
        How far two people lie apart, from 0 to 1.
    mean_distance : ndarray of float, shape (..., K)
        The mean distance of a person from all others.
    clusters : tuple of tuple of str, or None
        People who stand near one another; None where not asked for.
    """

    people: tuple[str, ...]
    index: float | FloatArray = axes("")
    distances: FloatArray = axes("MM")
    mean_distance: FloatArray = axes("M")
    clusters: tuple[tuple[str, ...], ...] | None = None

    main: ClassVar[str] = "mean_distance"

    @property
    def most_distant(self) -> tuple[str, ...]:
        """Who is farthest from the others: one person, or all who tie."""
        self._single("most_distant")
        return self._at(self.mean_distance.max())

    @property
    def most_central(self) -> tuple[str, ...]:
        """Who is nearest to the others: one person, or all who tie."""
        self._single("most_central")
        return self._at(self.mean_distance.min())

    def _at(self, distance: float) -> tuple[str, ...]:
        near = np.abs(self.mean_distance - distance) <= TIE_TOLERANCE
        return tuple(self.people[k] for k in np.flatnonzero(near))

    def _headline(self) -> str:
        if self.sample_shape:
            return super()._headline()
        return f"{self.method}: {self.index:.4g}" + _render.options(self.parameters)

    def _rows(self) -> tuple[list[str], list[list[_render.Cell]]]:
        if self.sample_shape:
            return [], []
        order = np.argsort(-self.mean_distance, kind="stable")
        rows: list[list[_render.Cell]] = [
            [self.people[k], float(self.mean_distance[k])] for k in order
        ]
        if self.clusters is None:
            return ["person", "mean distance"], rows
        cluster = {who: c for c, members in enumerate(self.clusters, 1) for who in members}
        return ["person", "mean distance", "cluster"], [
            [who, far, cluster[str(who)]] for who, far in rows
        ]


@cites("garcia_lapresta_perez_roman_2011")
@named
@within_memory
def consensus(
    rankings: Rankings,
    counts: Counts = None,
    *,
    distance: Literal["kemeny", "manhattan"] = "kemeny",
    ranges: tuple[float, float] | None = None,
    n_clusters: int | None = None,
) -> ConsensusResult:
    """Measure how far a group agrees, and who in it stands farthest from the others.

    Parameters
    ----------
    rankings : array_like (..., K, A), DataFrame, result, mapping, or list of rankings or ballots
        As in `borda`; with `ranges` scores, a row for each person, in any form that `mean` takes.
    counts : array_like of float, shape (K,), mapping or pandas.Series, optional
        How many people stand behind each row, as in `borda`; 1 each where None.
    distance : {'kemeny', 'manhattan'}
        How far two rankings lie apart: the share of pairs of alternatives on which they differ,
        where one that is tied in one of them counts half; or the sum of the differences of ranks,
        mid-ranks where tied, as a share of its largest possible value.
    ranges : tuple of (float, float), optional
        The ends of a scale on which everybody scored the alternatives. The distance is then the
        mean absolute difference of two people's scores, as a share of the scale's length.
    n_clusters : int, optional
        Into how many groups of people near one another to part them; None for no groups.

    Returns
    -------
    ConsensusResult
        `.index`, `.distances` (K, K), `.mean_distance` (K,), `.most_distant`, `.most_central` and
        `.clusters`.

    Raises
    ------
    InvalidInputError
        As in `borda`, if there are fewer than two people or two alternatives, scores lie outside
        their ranges, a distance is asked for beside these, clusters of a batch or more than there
        are rows, or the Kemeny distance of more than 5,000 alternatives.

    Notes
    -----
    The index is 1 - sum d(k, l) / (m (m - 1) / 2) over all pairs of m people, distances divided by
    the largest possible one (García-Lapresta and Pérez-Román 2011); those behind one row are at
    distance 0. Without ties the Kemeny distance is (1 - tau) / 2 of Kendall's tau. Clusters are
    those of average linkage, which joins step by step the two groups whose members are on average
    the nearest, rows of one count each; the order of people decides between equal distances.
    O(K^2 A^2) for each sample, O(K^2 A) for scores and ranks.

    Examples
    --------
    Three executives on six applicants (Siegel 1956), who hardly agree:

    >>> from decision_analysis import group
    >>> executives = {
    ...     "X": dict(zip("abcdef", [1, 6, 3, 2, 5, 4])),
    ...     "Y": dict(zip("abcdef", [1, 5, 6, 4, 2, 3])),
    ...     "Z": dict(zip("abcdef", [6, 3, 2, 5, 4, 1])),
    ... }
    >>> group.consensus(executives)
    consensus: 0.3778  (distance='kemeny')
       person  mean distance
       Z              0.7333
       X              0.5667
       Y              0.5667
    """
    chosen = _checks.one_of("distance", distance, DISTANCES)
    options: dict[str, Any] = {}
    if ranges is None:
        votes = ballots(rankings, counts, None)
        rows, each, alternatives = votes.ranks, votes.counts, votes.alternatives
        names = labels_of(votes.people, "rankings")
        options["distance"] = chosen
    else:
        if chosen != "kemeny":
            raise InvalidInputError(f"distance must be left out beside ranges; got {chosen!r}")
        given, names = rows_by_person("rankings", rankings)
        low, high = _ends(ranges)
        rows, found = rows_of_people("rankings", given)
        if rows.ndim < 2 or 0 in rows.shape:
            raise InvalidInputError(
                f"rankings must have shape (..., people, alternatives); got {rows.shape}"
            )
        alternatives = found or tuple(str(i) for i in range(rows.shape[-1]))
        each = counts_of(counts, names, rows.shape[-2], alternatives, rankings)
        if (rows < low).any() or (rows > high).any():
            worst = rows[(rows < low) | (rows > high)][0]
            raise InvalidInputError(
                f"scores must lie in their ranges, {low:g} to {high:g}; got {worst:g}"
            )
        options["ranges"] = (low, high)
        rows = (rows - low) / (high - low)
    people = each.sum()
    if people < 2 or (ranges is None and len(alternatives) < 2):
        raise InvalidInputError(
            f"need at least two people and two alternatives; got {people:g} and {len(alternatives)}"
        )
    far = _distances(rows, "scores" if ranges is not None else chosen)
    # a person's mean distance from the m - 1 others, those behind his own row being at 0
    mean = np.einsum("...kl,l->...k", far, each) / (people - 1)
    who = names or tuple(str(k) for k in range(len(each)))
    return ConsensusResult(
        method="consensus",
        parameters=options,
        references=cited("garcia_lapresta_perez_roman_2011"),
        alternatives=alternatives,
        people=who,
        index=1 - np.einsum("...k,k->...", mean, each) / people,
        distances=far,
        mean_distance=mean,
        clusters=None if n_clusters is None else _clusters(far, n_clusters, who),
    )


def _ends(ranges: object) -> tuple[float, float]:
    low, high = _checks.pair("ranges", ranges)
    if low >= high:
        raise InvalidInputError(f"ranges must ascend; got {low:g} and {high:g}")
    return low, high


def _distances(rows: FloatArray, what: str) -> FloatArray:
    """Return distances from 0 to 1 between the rows (..., K, A) of all pairs of people."""
    size, people = rows.shape[-1], rows.shape[-2]
    if what == "kemeny":
        return _kemeny_distances(rows)
    if what == "manhattan":
        # the sum is largest for an order and its reverse
        entries, largest = mid_ranks(rows), float(size**2 // 2)
    else:
        entries, largest = rows, float(size)
    found = np.zeros((*rows.shape[:-2], people, people))
    # a block of people at a time, so that no array of all pairs times all entries is held
    block = max(1, BALLOT_BLOCK // max(1, entries.size))
    for start in range(0, people, block):
        some = entries[..., start : start + block, None, :]
        apart = np.abs(some - entries[..., None, :, :]).sum(axis=-1)
        found[..., start : start + block, :] = apart / largest
    return found


def _kemeny_distances(rows: FloatArray) -> FloatArray:
    """Return shares of pairs of alternatives on which rankings (..., K, A) differ, ties half."""
    size, people = rows.shape[-1], rows.shape[-2]
    refuse_many(size)
    one, other = np.triu_indices(size, 1)
    # with signs s and t of a pair, |s - t| = s^2 + t^2 - s t - s^2 t^2: sums of products, whole
    # numbers that floats hold
    apart = np.zeros((*rows.shape[:-2], people, people))
    block = max(1, BALLOT_BLOCK // (rows.size // size))
    with blas_limit():
        for start in range(0, len(one), block):
            pairs = slice(start, start + block)
            signs = np.sign(rows[..., one[pairs]] - rows[..., other[pairs]])
            apart -= signs @ np.swapaxes(signs, -1, -2)
            ranked = signs * signs
            count = ranked.sum(axis=-1)
            apart += count[..., :, None] + count[..., None, :]
            apart -= ranked @ np.swapaxes(ranked, -1, -2)
    return apart / (2.0 * len(one))


def _clusters(
    far: FloatArray, count: object, people: tuple[str, ...]
) -> tuple[tuple[str, ...], ...]:
    """Return groups of people by average linkage, in the order of their first members."""
    wanted = _checks.integer("n_clusters", count, low=1)
    if far.ndim > 2:
        raise InvalidInputError(f"n_clusters needs one sample; got a batch {far.shape[:-2]}")
    if wanted > len(people):
        raise InvalidInputError(f"n_clusters must be at most {len(people)}, the rows; got {wanted}")
    groups = {k: [k] for k in range(len(people))}
    # mean distances between groups; infinite for a group and itself, and for what has been joined
    upper = ~np.tri(len(people), dtype=bool)
    whole = np.where(np.eye(len(people), dtype=bool), np.inf, far)
    while len(groups) > wanted:
        # rounded, so that equal means that are summed in another order are equal
        nearest = np.where(upper, np.round(whole, 12), np.inf).argmin()
        first, second = divmod(int(nearest), len(people))
        sizes = len(groups[first]), len(groups[second])
        joined = (sizes[0] * whole[first] + sizes[1] * whole[second]) / sum(sizes)
        whole[first], whole[:, first] = joined, joined
        whole[second], whole[:, second], whole[first, first] = np.inf, np.inf, np.inf
        groups[first] += groups.pop(second)
    found = sorted(map(sorted, groups.values()))
    return tuple(tuple(people[k] for k in group) for group in found)
