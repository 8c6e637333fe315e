"""Ranked pairs: against every order of ties, published elections, and tie-breaking rankings."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from decision_analysis import group
from decision_analysis.errors import InvalidInputError
from oracles.voting import links, ranked_pairs_orders, strict_with_a_clone

TENNESSEE = ([tuple(b) for b in ("MNCK", "NCKM", "CKNM", "KCNM")], [42, 26, 15, 17])
CYCLE = [("A", "B", "C"), ("B", "C", "A"), ("C", "A", "B")]


@st.composite
def profiles(draw):
    """Draw ranks of up to three with ties, or of four without, and whole counts."""
    people, size = draw(st.integers(1, 4)), draw(st.integers(1, 4))
    if size < 4:
        rows = [[draw(st.integers(1, size)) for _ in range(size)] for _ in range(people)]
    else:
        rows = [draw(st.permutations(range(1, size + 1))) for _ in range(people)]
    # powers of 2 and an odd one: few margins tie, none is 0 where there are four
    counts = draw(st.lists(st.sampled_from([1, 3, 8, 20]), min_size=people, max_size=people))
    return np.array(rows), counts


def test_tennessee():
    result = group.ranked_pairs(*TENNESSEE)
    assert result.order == ("N", "C", "K", "M")
    assert result.unique
    np.testing.assert_array_equal(result.scores, [0, 3, 2, 1])
    # nothing contradicts: all six majorities are kept
    assert result.locked.sum() == 6


def test_the_weakest_majority_of_a_cycle_is_left_out():
    """A over B by 6 to 3, B over C by 7 to 2, C over A by 5 to 4."""
    result = group.ranked_pairs(CYCLE, [4, 3, 2])
    assert result.order == ("A", "B", "C")
    assert result.unique
    np.testing.assert_array_equal(result.locked, [[0, 1, 0], [0, 0, 1], [0, 0, 0]])


def elected(wanted, labels):
    """Return ballots and counts whose only margins are the even ones wanted (McGarvey 1953)."""
    ballots, counts = [], []
    for (a, b), margin in wanted.items():
        rest = [x for x in labels if x not in (a, b)]
        # two ballots that cancel but for a over b
        ballots += [(a, b, *rest), (*rest[::-1], a, b)]
        counts += [margin // 2, margin // 2]
    return {"rankings": ballots, "counts": counts, "alternatives": list(labels)}


def test_it_may_break_a_tie_of_schulze():
    """The defeats of Schulze's letter of 28 November 2011 to the list on election methods: D over B
    5, C over B 4, A over C 3, B over A 2, C over D 2, D over A 1."""
    wanted = {"DB": 10, "CB": 8, "AC": 6, "BA": 4, "CD": 4, "DA": 2}
    election = elected(wanted, "ABCD")
    schulze = group.schulze(**election, strength="margins")
    pairs = group.ranked_pairs(**election)
    for (a, b), margin in wanted.items():
        i, j = "ABCD".index(a), "ABCD".index(b)
        assert pairs.pairwise[i, j] - pairs.pairwise[j, i] == margin
    # D over B, C over B, A over C stay; of the equal ones B over A contradicts them, C over D not
    assert pairs.order == ("A", "C", "D", "B")
    assert pairs.unique
    # A's strongest path to D, by C, is as strong as D's to A, by B
    assert schulze.tied_best == ("A", "D")


def test_what_stronger_majorities_imply_is_kept_in_any_case():
    """X over A and A over Y put X above Y; of the equal X over Y, Y over Z and Z over X the first
    agrees with that, and the others contradict each other."""
    election = elected({"XA": 8, "AY": 8, "XY": 4, "YZ": 4, "ZX": 4}, "XAYZ")
    result = group.ranked_pairs(**election)
    assert not result.unique
    kept = {"XAYZ"[i] + "XAYZ"[j] for i, j in zip(*np.nonzero(result.locked), strict=True)}
    assert kept == {"XA", "AY", "XY"}
    assert result.tied_best == ("X", "Z")
    decided = group.ranked_pairs(**election, tie_break=list("ZXAY"))
    assert decided.order == ("Z", "X", "A", "Y")


@pytest.mark.parametrize("strength", ["margins", "winning votes"])
@given(profiles())
@settings(max_examples=40, deadline=None)
def test_every_order_of_ties(strength, profile):
    ranks, counts = profile
    link = links(ranks.tolist(), counts, strength)
    size = len(link)
    # all orders of at most six pairs; four alternatives have only six majorities, if none ties
    if size == 4 and any(link[a][b] == link[b][a] for a in range(4) for b in range(a)):
        return
    orders = ranked_pairs_orders(link)
    result = group.ranked_pairs(ranks, counts, strength=strength)
    assert result.unique == (len(orders) == 1)
    above = {
        (a, b) for a in range(size) for b in range(size) if all((a, b) in each for each in orders)
    }
    if result.unique:
        tops = [sum((b, a) in above for b in range(size)) for a in range(size)]
        np.testing.assert_array_equal(result.scores, size - 1 - np.array(tops))
    for favored in ([*range(size)], [*range(size)][::-1]):
        chosen = group.ranked_pairs(
            ranks, counts, strength=strength, tie_break=list(map(str, favored))
        )
        order = [int(label) for label in chosen.order]
        found = frozenset((order[i], order[j]) for j in range(size) for i in range(j))
        # a ranking without ties, which some order of the tied pairs gives
        assert found in orders
        assert sorted(chosen.scores) == list(range(size))


@given(profiles(), st.randoms(use_true_random=False))
@settings(max_examples=25)
def test_names_and_the_order_of_people_do_not_matter(profile, random):
    ranks, counts = profile
    straight = group.ranked_pairs(ranks, counts)
    people, columns = list(range(len(counts))), list(range(ranks.shape[1]))
    random.shuffle(people)
    random.shuffle(columns)
    moved = group.ranked_pairs(ranks[people][:, columns], [counts[k] for k in people])
    np.testing.assert_array_equal(moved.scores, straight.scores[columns])
    assert moved.unique == straight.unique


@given(profiles())
@settings(max_examples=25)
def test_a_condorcet_winner_wins_alone(profile):
    ranks, counts = profile
    winner = group.condorcet_winner(ranks, counts)
    if winner is not None:
        assert group.ranked_pairs(ranks, counts).tied_best == (winner,)


@given(strict_with_a_clone())
@settings(max_examples=50)
def test_a_clone_takes_no_victory_from_others_where_nothing_ties(election):
    ballots, cloned, counts, size = election
    labels = list(map(str, range(size)))
    before = group.ranked_pairs(ballots, counts, alternatives=labels)
    after = group.ranked_pairs(cloned, counts, alternatives=[*labels, "clone"])
    if before.unique and after.unique:
        assert before.best == ("0" if after.best == "clone" else after.best)


def test_a_tie_break_decides_and_is_said():
    result = group.ranked_pairs(CYCLE, tie_break=["B", "C", "A"])
    assert result.order == ("B", "C", "A")
    assert not result.unique
    assert result.parameters["tie_break"] == ("B", "C", "A")
    np.testing.assert_array_equal(group.ranked_pairs(CYCLE).scores, 2)
    tied = group.ranked_pairs([("A", "B"), ("B", "A")])
    assert tied.tied_best == ("A", "B")
    assert not tied.unique
    assert group.ranked_pairs([("A", "B"), ("B", "A")], tie_break=["B", "A"]).order == ("B", "A")
    # where nothing ties, it says nothing
    assert group.ranked_pairs(*TENNESSEE, tie_break=list("MKCN")).order == ("N", "C", "K", "M")


def test_a_batch_equals_a_loop():
    ranks = np.random.default_rng(5).integers(1, 5, (6, 3, 4))
    batch = group.ranked_pairs(ranks, [3, 2, 2])
    for i, one in enumerate(ranks):
        alone = group.ranked_pairs(one, [3, 2, 2])
        np.testing.assert_array_equal(batch.scores[i], alone.scores)
        np.testing.assert_array_equal(batch.locked[i], alone.locked)
        assert batch.unique[i] == alone.unique
        assert batch.at(i).unique is alone.unique
    assert "samples (6,)" in repr(batch)


@pytest.mark.parametrize(
    ("tie_break", "message"),
    [
        (["A", "B"], r"tie_break must name each alternative once; missing \['C'\]"),
        (["A", "B", "D"], r"once; missing \['C'\], unknown \['D'\]"),
        (["A", "B", "B"], "tie_break must not repeat"),
        ("ABC", "tie_break must be a sequence of names; got the one string"),
        ([1, 2, 3], "tie_break must be non-empty strings"),
    ],
)
def test_bad_tie_breaks_are_refused(tie_break, message):
    with pytest.raises(InvalidInputError, match=rf"ranked_pairs\(\): {message}|{message}"):
        group.ranked_pairs(CYCLE, tie_break=tie_break)
