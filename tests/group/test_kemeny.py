"""Kemeny's rule is exact: against all orders, for large counts, nearly equal weights, ties and
large components."""

import itertools
from fractions import Fraction

import numpy as np
import pytest

from decision_analysis import group
from decision_analysis.errors import ConvergenceError, InvalidInputError
from decision_analysis.group import _kemeny
from decision_analysis.group._branching import _Search

CYCLE = [("A", "B", "C", "Z"), ("B", "C", "A", "Z"), ("C", "A", "B", "Z")]


def all_orders(ranks, counts):
    """Return the greatest agreement, in fractions, and all orders that have it."""
    size = ranks.shape[1]
    above = [
        [sum(c for c, r in zip(counts, ranks, strict=True) if r[i] < r[j]) for j in range(size)]
        for i in range(size)
    ]
    scores = {
        o: sum(above[a][b] for a, b in itertools.combinations(o, 2))
        for o in itertools.permutations(range(size))
    }
    best = max(scores.values())
    return best, [order for order, score in scores.items() if score == best]


def profiles(seed, n):
    """Yield (ranks, counts as given, counts as fractions) of elections with few and with billions
    of voters."""
    rng = np.random.default_rng(seed)
    for _ in range(n):
        size, people = int(rng.integers(1, 7)), int(rng.integers(1, 6))
        if rng.random() < 0.5:
            ranks = rng.integers(1, size + 1, (people, size))
        else:
            ranks = rng.permuted(np.tile(np.arange(1, size + 1), (people, 1)), axis=1)
        few = rng.integers(0, 3, people)
        whole = [few + (np.arange(people) == 0), 10 ** int(rng.integers(6, 10)) + few, 10**15 - few]
        shares = np.round(1 / people, 6) + (few - 1) * 1e-6
        for counts in whole:
            yield ranks, counts, [int(c) for c in counts]
        yield ranks, shares, [Fraction(round(float(s) * 10**6), 10**6) for s in shares]


@pytest.mark.parametrize("most", [18, 0], ids=["by subsets", "by branching"])
@pytest.mark.parametrize("seed", range(4))
def test_order_score_uniqueness_and_heads_equal_enumeration(most, seed, monkeypatch):
    monkeypatch.setattr(_kemeny, "MOST_BY_SUBSETS", most)
    for ranks, counts, exact in profiles(seed, 12):
        best, orders = all_orders(ranks, exact)
        heads = sorted({order[0] for order in orders})
        result = group.kemeny(ranks, counts)
        order = tuple(int(label) for label in result.order)
        assert order in orders
        assert result.score == pytest.approx(float(best), rel=1e-15)
        assert result.unique == (len(orders) == 1)
        assert [int(label) for label in result.tied_best] == heads
        assert int(result.best) == order[0] == heads[0]


def test_three_million_ballots():
    result = group.kemeny(CYCLE, [1_000_001, 1_000_000, 1_000_002])
    assert result.order == ("C", "A", "B", "Z")
    assert result.score == 14000016
    assert result.unique


def test_six_digit_weights():
    result = group.kemeny(CYCLE, [0.333333, 0.333334, 0.333333])
    assert result.order == ("B", "C", "A", "Z")
    assert result.unique
    equal = group.kemeny(CYCLE, [1 / 3, 1 / 3, 1 / 3])
    assert not equal.unique
    assert equal.tied_best == ("A", "B", "C")


def test_ties_by_the_rule_of_the_library():
    result = group.kemeny([("A", "B"), ("B", "A")])
    assert (result.best, result.tied_best, result.order) == ("A", ("A", "B"), ("A", "B"))
    result = group.kemeny([("A", "B"), ("B", "A")], alternatives=["B", "A"])
    assert (result.best, result.tied_best) == ("B", ("B", "A"))
    everybody = group.kemeny([(("A", "B", "C"),)])
    assert everybody.tied_best == ("A", "B", "C")
    assert not everybody.unique


@pytest.mark.parametrize(("size", "seed"), [(7, 0), (10, 1), (12, 2)])
def test_both_ways_agree(size, seed, monkeypatch):
    rng = np.random.default_rng(seed)
    ranks = rng.permuted(np.tile(np.arange(1, size + 1), (5, 1)), axis=1)
    counts = 10**9 + rng.integers(0, 5, 5)
    one = group.kemeny(ranks, counts)
    monkeypatch.setattr(_kemeny, "MOST_BY_SUBSETS", 0)
    other = group.kemeny(ranks, counts)
    assert (one.score, one.unique, one.tied_best) == (other.score, other.unique, other.tied_best)


def test_components_are_solved_one_by_one(monkeypatch):
    """300 alternatives in cycles of three: no part has more than three."""
    sizes, by_subsets = [], _kemeny.by_subsets
    monkeypatch.setattr(
        _kemeny, "by_subsets", lambda m, tie: sizes.append(len(m)) or by_subsets(m, tie)
    )
    base = np.arange(300).reshape(100, 3)
    ballots = [np.roll(base, -k, axis=1).ravel() for k in range(3)]
    ranks = np.argsort(ballots, axis=1) + 1
    result = group.kemeny(ranks)
    assert sizes == [3] * 100
    assert not result.unique
    assert result.tied_best == ("0", "1", "2")
    # each cycle keeps 2 + 2 + 1 of its 9 preferences, and across cycles all agree
    assert result.score == 100 * 5 + 3 * 9 * (100 * 99 // 2)


def test_many_alternatives_in_one_component(monkeypatch):
    rng = np.random.default_rng(3)
    ranks = (
        np.argsort(np.argsort(np.arange(60) + 40 * rng.normal(size=(5, 60)), axis=1), axis=1) + 1
    )
    result = group.kemeny(ranks)
    order = [int(label) for label in result.order]
    above = (ranks[:, :, None] < ranks[:, None, :]).sum(axis=0)[np.ix_(order, order)]
    assert result.score == np.triu(above, 1).sum()
    # no neighbours and no single move can do better
    assert (np.diagonal(above, 1) >= np.diagonal(above, -1)).all()


def test_the_time_limit_gives_the_best_order_found():
    rng = np.random.default_rng(0)
    ranks = rng.permuted(np.tile(np.arange(1, 61), (5, 1)), axis=1)
    with pytest.raises(
        ConvergenceError, match=r"kemeny\(\): the best order of \d+ .* within time_limit=1e-09"
    ) as caught:
        group.kemeny(ranks, time_limit=1e-9)
    assert sorted(caught.value.partial, key=int) == [str(i) for i in range(60)]


@pytest.mark.parametrize("limit", [0, -1, float("nan"), "1"])
def test_the_time_limit_is_a_positive_number(limit):
    with pytest.raises(InvalidInputError, match=r"kemeny\(\): time_limit must be"):
        group.kemeny(CYCLE, time_limit=limit)


@pytest.mark.parametrize("times", [1, 2**40, 2**62])
def test_near_orders_keep_what_is_fixed(times: int) -> None:
    r = np.random.default_rng(0)
    places = np.argsort(r.random((5, 20)), axis=1)
    margins = np.sign(places[:, None, :] - places[:, :, None]).sum(axis=0)
    search = _Search(margins.astype(object) * times, np.inf)
    chain = r.permutation(20)[:6]
    above = np.zeros((20, 20), dtype=bool)
    above[np.ix_(chain, chain)] = np.triu(np.ones((6, 6), dtype=bool), 1)
    for _ in range(20):
        order = search._near(r.random(len(search.gains)), above)
        assert sorted(order) == list(range(20))
        assert [a for a in order if a in chain] == chain.tolist()


@pytest.mark.slow
def test_eighty_at_random_are_proved_within_few_programs(monkeypatch: pytest.MonkeyPatch) -> None:
    # rounded relaxations alone dive for minutes; the optimum is HiGHS's of the integer program with
    # the same cuts
    programs = []
    relaxed = _Search._relaxed
    monkeypatch.setattr(_Search, "_relaxed", lambda *args: programs.append(0) or relaxed(*args))
    r = np.random.default_rng(0)
    ballots = [tuple(map(str, r.permutation(80))) for _ in range(5)]
    found = group.kemeny(ballots, time_limit=60)
    places = np.array([[b.index(str(a)) for a in range(80)] for b in ballots])
    margins = np.sign(places[:, None, :] - places[:, :, None]).sum(axis=0)
    first, second = np.triu_indices(80, 1)
    order = np.array([int(a) for a in found.order])
    assert np.triu(margins[np.ix_(order, order)]).sum() == 2 * 3052 - margins[first, second].sum()
    assert len(programs) < 200
