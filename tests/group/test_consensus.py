"""Consensus: distances against rank correlations and by hand, who is far, clusters, bad input."""

import itertools

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from decision_analysis import group, ranking
from decision_analysis.errors import InvalidInputError

# Siegel (1956): three executives on six applicants
SIEGEL = np.array([[1, 6, 3, 2, 5, 4], [1, 5, 6, 4, 2, 3], [6, 3, 2, 5, 4, 1]])


@st.composite
def profiles(draw):
    people, size = draw(st.integers(2, 5)), draw(st.integers(2, 5))
    rows = [[draw(st.integers(1, size)) for _ in range(size)] for _ in range(people)]
    return np.array(rows), draw(st.lists(st.integers(1, 4), min_size=people, max_size=people))


def test_siegel_by_rank_correlation():
    result = group.consensus(SIEGEL)
    for k, j in itertools.permutations(range(3), 2):
        tau = ranking.kendall_tau(SIEGEL[k], SIEGEL[j])
        assert result.distances[k, j] == pytest.approx((1 - tau) / 2)
    # pairs that two of them order differently: 6, 11 and 11 of 15
    np.testing.assert_allclose(result.distances[np.triu_indices(3, 1)] * 15, [6, 11, 11])
    assert result.index == pytest.approx(1 - 28 / 45)
    assert result.most_distant == ("2",)
    assert result.most_central == ("0", "1")


@pytest.mark.parametrize("distance", ["kemeny", "manhattan"])
@given(profiles())
@settings(max_examples=30)
def test_distances_pair_by_pair(distance, profile):
    ranks, counts = profile
    size = ranks.shape[1]
    result = group.consensus(ranks, counts, distance=distance)
    middle = [
        [sum(r < x for r in row) + (sum(r == x for r in row) + 1) / 2 for x in row] for row in ranks
    ]
    for k, j in itertools.product(range(len(counts)), repeat=2):
        if distance == "kemeny":
            pairs = list(itertools.combinations(range(size), 2))
            sign = [
                [(row[a] > row[b]) - int(row[a] < row[b]) for a, b in pairs]
                for row in (ranks[k].tolist(), ranks[j].tolist())
            ]
            expected = sum(abs(x - y) for x, y in zip(*sign, strict=True)) / (2 * len(pairs))
        else:
            largest = sum(abs(size - 1 - 2 * i) for i in range(size))
            expected = sum(abs(x - y) for x, y in zip(middle[k], middle[j], strict=True)) / largest
        assert result.distances[k, j] == pytest.approx(expected)
    # everybody by himself, as often as he is counted
    people = np.repeat(np.arange(len(counts)), counts)
    if len(people) > 1:
        far = [result.distances[a, b] for a, b in itertools.combinations(people, 2)]
        assert result.index == pytest.approx(1 - np.mean(far))
        each = group.consensus(ranks[people], distance=distance)
        assert each.index == pytest.approx(result.index)
        np.testing.assert_allclose(each.mean_distance, result.mean_distance[people])
    assert 0 <= result.index <= 1 + 1e-12


def test_the_ends_of_the_index():
    same = [("a", "b", "c")] * 3
    assert group.consensus(same).index == 1
    for distance in ("kemeny", "manhattan"):
        apart = group.consensus([("a", "b", "c"), ("c", "b", "a")], distance=distance)
        assert apart.index == pytest.approx(0)
        assert apart.distances[0, 1] == 1
    # a pair tied by one counts half
    assert group.consensus([("a", "b"), (("a", "b"),)]).distances[0, 1] == 0.5


def test_scores_on_a_scale():
    scores = {"Ann": {"x": 0, "y": 10}, "Bea": {"y": 8, "x": 4}, "Cy": {"x": 10, "y": 0}}
    result = group.consensus(scores, ranges=(0, 10))
    assert result.people == ("Ann", "Bea", "Cy")
    np.testing.assert_allclose(result.distances, [[0, 0.3, 1], [0.3, 0, 0.7], [1, 0.7, 0]])
    assert result.index == pytest.approx(1 - 2 / 3)
    assert result.most_distant == ("Cy",)
    assert result.most_central == ("Bea",)
    weighed = group.consensus(scores, {"Cy": 1, "Ann": 8, "Bea": 1}, ranges=(0, 10))
    assert weighed.most_central == ("Ann",)


def test_clusters_of_people_near_one_another():
    rows = {"Ann": "abcd", "Bea": "abdc", "Cy": "dcba", "Di": "dcab", "Ed": "bacd"}
    ballots = {who: tuple(order) for who, order in rows.items()}
    assert group.consensus(ballots, n_clusters=2).clusters == (("Ann", "Bea", "Ed"), ("Cy", "Di"))
    assert group.consensus(ballots, n_clusters=1).clusters == (tuple(rows),)
    assert group.consensus(ballots, n_clusters=5).clusters == tuple((who,) for who in rows)
    assert group.consensus(ballots).clusters is None
    assert "cluster" in repr(group.consensus(ballots, n_clusters=2))


def test_clusters_are_those_of_average_linkage():
    from scipy.cluster.hierarchy import fcluster, linkage
    from scipy.spatial.distance import squareform

    rng = np.random.default_rng(3)
    for _ in range(10):
        scores = rng.random((7, 3))
        result = group.consensus(scores, ranges=(0, 1), n_clusters=3)
        joined = linkage(squareform(result.distances, checks=False), "average")
        expected = fcluster(joined, 3, "maxclust")
        found = {frozenset(map(int, members)) for members in result.clusters}
        assert found == {frozenset(np.flatnonzero(expected == c).tolist()) for c in set(expected)}


def test_labels_and_batches():
    frame = pd.DataFrame(SIEGEL, columns=list("abcdef"), index=["X", "Y", "Z"])
    result = group.consensus(frame)
    assert result.people == ("X", "Y", "Z")
    assert result.most_distant == ("Z",)
    batch = group.consensus(np.stack([SIEGEL, SIEGEL[::-1]]))
    np.testing.assert_allclose(batch.index, [result.index] * 2)
    np.testing.assert_allclose(batch.at(1).distances, result.distances[::-1, ::-1])
    assert "samples (2,)" in repr(batch)


def test_people_in_blocks(monkeypatch):
    rows = np.random.default_rng(0).permuted(np.tile(np.arange(1, 6), (20, 1)), axis=1)
    whole = group.consensus(rows).distances
    monkeypatch.setattr("decision_analysis.group._consensus.BALLOT_BLOCK", 300)
    np.testing.assert_array_equal(group.consensus(rows).distances, whole)


@pytest.mark.parametrize(
    ("arguments", "options", "message"),
    [
        ((SIEGEL[:1],), {}, "need at least two people and two alternatives; got 1 and 6"),
        (([[1], [1]],), {}, "need at least two people and two alternatives; got 2 and 1"),
        ((SIEGEL,), {"distance": "far"}, "distance must be one of 'kemeny', 'manhattan'"),
        ((SIEGEL,), {"ranges": (1, 5)}, "scores must lie in their ranges, 1 to 5; got 6"),
        ((SIEGEL,), {"ranges": (5, 1)}, "ranges must ascend"),
        ((SIEGEL,), {"ranges": (1, 2, 3)}, r"ranges must be \(low, high\); got \(1, 2, 3\)"),
        ((SIEGEL,), {"ranges": 6}, r"ranges must be \(low, high\); got 6"),
        ((SIEGEL,), {"ranges": (1, 6), "distance": "manhattan"}, "distance must be left out"),
        ((SIEGEL,), {"n_clusters": 4}, "n_clusters must be at most 3"),
        ((SIEGEL,), {"n_clusters": 0}, "n_clusters must be"),
        ((SIEGEL[None],), {"n_clusters": 2}, "n_clusters needs one sample"),
        (([1, 2],), {"ranges": (0, 5)}, "rankings must have shape"),
        ((SIEGEL, [1, 2]), {}, "need 3 counts"),
    ],
)
def test_bad_input_is_refused(arguments, options, message):
    with pytest.raises(InvalidInputError, match=rf"consensus\(\): .*{message}"):
        group.consensus(*arguments, **options)
