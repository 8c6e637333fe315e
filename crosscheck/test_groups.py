"""Voting rules against pref_voting on random elections, PrefLib's files against its own tools."""

from types import SimpleNamespace

import numpy as np
import pytest
from scipy import stats

from crosscheck import peers
from crosscheck.problems import COUNT
from decision_analysis import group, io


def elections(seed, count=COUNT, *, ties=True):
    """Yield ranks (K, A), half of them with ties where these may be, and whole counts."""
    rng = np.random.default_rng(seed)
    for number in range(count):
        people, size = int(rng.integers(1, 7)), int(rng.integers(2, 6))
        if ties and number % 2:
            ranks = rng.integers(1, size + 1, (people, size))
        else:
            ranks = rng.permuted(np.tile(np.arange(1, size + 1), (people, 1)), axis=1)
        yield ranks, rng.integers(1, 6, people).tolist()


def winners(result):
    return {int(label) for label in result.tied_best}


@pytest.mark.parametrize("strength", ["margins", "winning votes"])
@peers.needs("pref_voting", ours="schulze")
def test_schulze(strength):
    for ranks, counts in elections(81):
        ours = group.schulze(ranks, counts, strength=strength)
        assert winners(ours) == peers.prefvoting_schulze(ranks, counts, strength)


@peers.needs("pref_voting", ours="ranked_pairs")
def test_ranked_pairs_where_ties_have_no_say():
    compared = 0
    for ranks, counts in elections(82):
        ours = group.ranked_pairs(ranks, counts)
        if ours.unique:
            assert winners(ours) == peers.prefvoting_ranked_pairs(ranks, counts)
            compared += 1
    assert compared > 100


@peers.needs("pref_voting", ours="instant_runoff")
def test_instant_runoff():
    rng = np.random.default_rng(83)
    for ranks, counts in elections(83, ties=False):
        ours = group.instant_runoff(ranks, counts)
        assert winners(ours) == peers.prefvoting_instant_runoff(ranks, counts)
        order = rng.permutation(ranks.shape[1]).tolist()
        decided = group.instant_runoff(ranks, counts, tie_break=list(map(str, order)))
        assert winners(decided) == peers.prefvoting_instant_runoff(ranks, counts, order)


@peers.against(peers.pydecision, ours="borda")
def test_borda_without_ties(peer):
    for ranks, _ in elections(85, ties=False):
        ours = group.borda(ranks)
        people, size = ranks.shape
        votes = SimpleNamespace(values=-ranks.T.astype(float), goals=["max"] * people, weights=None)
        np.testing.assert_allclose(people * size - peer("borda", votes), ours.scores)


@peers.against(peers.pysensmcda_borda, ours="borda")
def test_ranks_by_borda(peer):
    for ranks, _ in elections(86):
        shared = stats.rankdata(ranks, axis=1)
        best = stats.rankdata(-np.asarray(group.borda(ranks).scores).round(9))
        np.testing.assert_allclose(peer(shared), best)


@pytest.mark.parametrize("ending", ["soc", "soi", "toc", "toi"])
@peers.needs("preflibtools")
def test_files_of_preflib(ending, tmp_path):
    rng = np.random.default_rng(84)
    for number in range(25):
        size = int(rng.integers(2, 6))
        orders = []
        # the first names all, and ties some where others may: the tools name the file's kind so
        for people in range(8):
            named = size
            if ending in ("soi", "toi") and people:
                named = int(rng.integers(1, size)) if people > 1 else size - 1
            order = (rng.permutation(size)[:named] + 1).tolist()
            places = []
            while order:
                tied = int(rng.integers(1, 3)) if people or places else 2
                shared = tied if ending in ("toc", "toi") else 1
                places.append(tuple(order[:shared]))
                order = order[shared:]
            orders.append(tuple(places))
        path = tmp_path / f"election{number}.{ending}"
        theirs = peers.preflibtools_file(orders, path)
        ours = io.load(path)
        read = [
            (count, tuple((p,) if isinstance(p, str) else p for p in ballot))
            for count, ballot in zip(ours["counts"], ours["rankings"], strict=True)
        ]
        assert sorted(read) == sorted(theirs)
