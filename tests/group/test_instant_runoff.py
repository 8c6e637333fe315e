"""Instant runoff: rounds of a published election, ties in elimination, a recount in fractions."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from decision_analysis import group
from decision_analysis.errors import InvalidInputError
from oracles.voting import runoff

TENNESSEE = ([tuple(b) for b in ("MNCK", "NCKM", "CKNM", "KCNM")], [42, 26, 15, 17])


@st.composite
def profiles(draw):
    people, size = draw(st.integers(1, 6)), draw(st.integers(1, 5))
    rows = [[draw(st.integers(1, size)) for _ in range(size)] for _ in range(people)]
    return np.array(rows), draw(st.lists(st.integers(1, 4), min_size=people, max_size=people))


def test_tennessee_elects_knoxville():
    result = group.instant_runoff(*TENNESSEE)
    assert result.best == "K"
    assert result.order == ("K", "M", "N", "C")
    assert result.eliminated == (("C",), ("N",), ("M",))
    np.testing.assert_array_equal(result.votes, [[42, 26, 15, 17], [42, 26, 0, 32], [42, 0, 0, 58]])
    np.testing.assert_array_equal(result.scores, [2, 1, 0, 3])
    assert result.unique
    assert [line.split() for line in repr(result).splitlines()[2:4]] == [
        ["K", "1", "3", "17", "32", "58"],
        ["M", "2", "2", "42", "42", "42"],
    ]


@given(profiles())
@settings(max_examples=60)
def test_a_recount_in_fractions(profile):
    ranks, counts = profile
    result = group.instant_runoff(ranks, counts)
    np.testing.assert_array_equal(result.scores, runoff(ranks.tolist(), counts))


@given(profiles())
@settings(max_examples=30)
def test_without_ties_no_tie_break_has_a_say(profile):
    ranks, counts = profile
    usual = group.instant_runoff(ranks, counts)
    labels = list(usual.alternatives)
    if usual.unique:
        for tie_break in ("backward", "forward", labels, labels[::-1]):
            other = group.instant_runoff(ranks, counts, tie_break=tie_break)
            np.testing.assert_array_equal(other.scores, usual.scores)
            assert other.unique


@given(profiles())
@settings(max_examples=20)
def test_a_majority_of_first_places_wins(profile):
    ranks, counts = profile
    first = group.plurality(ranks, counts)
    if first.scores.max() > sum(counts) / 2:
        assert group.instant_runoff(ranks, counts).tied_best == (first.best,)


# four tie for the last place, so that each rule has its say: A 4, B 3, C 2, D 2
TIED = [
    ("A", "B", "C", "D"),
    ("B", "A", "C", "D"),
    ("C", "B", "A", "D"),
    ("D", "A", "B", "C"),
]


def test_ties_in_elimination_by_each_rule():
    counts = [4, 3, 2, 2]
    together = group.instant_runoff(TIED, counts)
    # C and D leave at once: A 6, B 5
    assert together.eliminated == (("C", "D"), ("B",))
    assert not together.unique
    kept = group.instant_runoff(TIED, counts, tie_break=list("ABCD"))
    # D leaves for A: A 6, B 3, C 2; then C for B: A 6, B 5
    assert kept.eliminated == (("D",), ("C",), ("B",))
    assert not kept.unique
    other = group.instant_runoff(TIED, counts, tie_break=list("ABDC"))
    # C leaves for B: A 4, B 5, D 2; then D for A
    assert other.eliminated == (("C",), ("D",), ("B",))


def test_earlier_rounds_break_ties():
    """Rounds A 6, B 5, C 4, D 1, then 6, 5, 5, then B and C tie: backward and forward see C behind.
    With E before, who had fewer at first has more later, so that the two part."""
    ballots = [tuple("ABCD"), tuple("BACD"), tuple("CABD"), tuple("DCAB")]
    counts = [6, 5, 4, 1]
    for rule in ("backward", "forward"):
        result = group.instant_runoff(ballots, counts, tie_break=rule)
        assert result.eliminated[:2] == (("D",), ("C",))
    # round 1: A 9, B 5, C 4, D 3, E 2;  E to C: B 5, C 6, D 3;  D to B 1, to A 2: ... B 6, C 6
    ballots = ["ABCDE", "BACDE", "CABDE", "DBACE", "DABCE", "ECABD"]
    counts = [9, 5, 4, 1, 2, 2]
    found = {
        rule: group.instant_runoff([tuple(b) for b in ballots], counts, tie_break=rule)
        for rule in ("backward", "forward", "together")
    }
    np.testing.assert_array_equal(found["backward"].votes[2], [11, 6, 6, 0, 0])
    np.testing.assert_array_equal(found["backward"].votes[:2, 1:3], [[5, 4], [5, 6]])
    assert found["backward"].eliminated[2] == ("B",)
    assert found["forward"].eliminated[2] == ("C",)
    assert found["together"].eliminated[2] == ("B", "C")
    assert found["together"].best == "A"


def test_all_that_are_left_tie():
    result = group.instant_runoff([("A", "B"), ("B", "A")])
    assert result.tied_best == ("A", "B")
    assert not result.unique
    assert result.eliminated == ()
    # no round follows
    three = group.instant_runoff([tuple("ABC"), tuple("BCA"), tuple("CAB")])
    np.testing.assert_array_equal(three.votes, [[1, 1, 1]])
    np.testing.assert_array_equal(three.scores, 0)
    # earlier rounds do not tell either
    assert group.instant_runoff([("A", "B"), ("B", "A")], tie_break="backward").tied_best == (
        "A",
        "B",
    )
    assert group.instant_runoff([("A", "B"), ("B", "A")], tie_break=["B", "A"]).best == "B"
    assert group.instant_runoff([("A",)]).best == "A"


def test_a_spent_ballot_has_no_say():
    """Two who name C alone: once C has left, A and B stand 3 to 2 as without them."""
    ballots = [("A", "B", "C"), ("B", "A", "C"), ("C",)]
    result = group.instant_runoff(ballots, [3, 2, 1])
    assert result.best == "A"
    np.testing.assert_array_equal(result.votes, [[3, 2, 1], [3.5, 2.5, 0]])


def test_a_batch_equals_a_loop():
    ranks = np.random.default_rng(2).integers(1, 6, (7, 4, 5))
    for tie_break in ("together", "backward", "forward", list("21034")):
        batch = group.instant_runoff(ranks, [3, 2, 2, 1], tie_break=tie_break)
        for i, one in enumerate(ranks):
            alone = group.instant_runoff(one, [3, 2, 2, 1], tie_break=tie_break)
            np.testing.assert_array_equal(batch.scores[i], alone.scores)
            assert batch.unique[i] == alone.unique
            rounds = len(alone.votes)
            np.testing.assert_array_equal(batch.votes[i][:rounds], alone.votes)
            assert not batch.votes[i][rounds:].any()


def test_one_vote_of_many_decides():
    counts = [10**14, 10**14 + 1, 10**14 + 2]
    result = group.instant_runoff([tuple("ABC"), tuple("BAC"), tuple("CBA")], counts)
    assert result.eliminated[0] == ("A",)
    assert result.unique


@pytest.mark.parametrize(
    ("tie_break", "message"),
    [
        ("first", "tie_break must be one of 'together', 'backward', 'forward'; got 'first'"),
        (["M", "N"], "tie_break must name each alternative once; missing"),
        (None, "tie_break must be a sequence of names"),
        (["M", "N", "C", "C"], "tie_break must not repeat"),
    ],
)
def test_bad_tie_breaks_are_refused(tie_break, message):
    with pytest.raises(InvalidInputError, match=rf"instant_runoff\(\): {message}"):
        group.instant_runoff(*TENNESSEE, tie_break=tie_break)
