"""Schulze's rule: the source's examples, all paths by enumeration, and the properties proved."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from decision_analysis import group
from decision_analysis.errors import InvalidInputError
from oracles.voting import links, strict_with_a_clone, strongest_path

# 45 voters, Wikipedia; the strengths of the strongest paths in its table
FORTY_FIVE = (
    ["ACBED", "ADECB", "BEDAC", "CABED", "CAEBD", "CBADE", "DCEBA", "EBADC"],
    [5, 5, 8, 3, 7, 2, 7, 8],
    "ABCDE",
    [
        [0, 28, 28, 30, 24],
        [25, 0, 28, 33, 24],
        [25, 29, 0, 29, 24],
        [25, 28, 28, 0, 24],
        [25, 28, 28, 31, 0],
    ],
    "EACBD",
)
# 30 voters, the third example of the method's page in Electowiki
THIRTY = (
    ["ABDEC", "ADEBC", "ADECB", "BADEC", "BDECA", "CABDE", "CBADE", "DBECA", "DECAB"],
    [3, 5, 1, 2, 2, 4, 6, 2, 5],
    "ABCDE",
    [
        [0, 18, 20, 21, 21],
        [19, 0, 19, 19, 19],
        [19, 18, 0, 19, 19],
        [19, 18, 20, 0, 30],
        [19, 18, 20, 19, 0],
    ],
    "BADEC",
)
# 21 voters, Schulze (2011), 3.1
TWENTY_ONE = (
    ["acdb", "badc", "cdba", "dbac", "dcba"],
    [8, 2, 4, 4, 3],
    "abcd",
    [[0, 14, 14, 12], [13, 0, 13, 12], [13, 15, 0, 12], [13, 19, 13, 0]],
    "dacb",
)


@st.composite
def profiles(draw):
    """Draw ranks with ties (K, A) and whole counts."""
    people, size = draw(st.integers(1, 5)), draw(st.integers(1, 5))
    rows = [[draw(st.integers(1, size)) for _ in range(size)] for _ in range(people)]
    return np.array(rows), draw(st.lists(st.integers(1, 4), min_size=people, max_size=people))


@pytest.mark.parametrize(
    ("ballots", "counts", "labels", "strengths", "order"), [FORTY_FIVE, THIRTY, TWENTY_ONE]
)
@pytest.mark.parametrize("strength", ["winning votes", "margins"])
def test_published_elections(ballots, counts, labels, strengths, order, strength):
    voters = [tuple(ballot) for ballot in ballots]
    result = group.schulze(voters, counts, alternatives=list(labels), strength=strength)
    assert result.order == tuple(order)
    assert result.tied_best == (order[0],)
    np.testing.assert_array_equal(np.sort(result.scores), np.arange(len(labels)))
    if strength == "margins":
        # everybody ranks all, so that n - (voters - n) stands for n
        strengths = np.where(np.eye(len(labels)), 0, 2 * np.array(strengths) - sum(counts))
    np.testing.assert_array_equal(result.strengths, strengths)


def test_the_measures_differ_where_some_take_no_side():
    """A over B by 4 to 2, B over C by 5 to 4, C over A by 6 to 3: the weakest is the first by
    winning votes, and the second by margins."""
    ranks, counts = [[2, 3, 1], [1, 1, 3], [3, 1, 2]], [4, 3, 2]
    winning = group.schulze(ranks, counts, alternatives=list("ABC"))
    np.testing.assert_array_equal(winning.pairwise, [[0, 4, 3], [2, 0, 5], [6, 4, 0]])
    assert winning.order == ("B", "C", "A")
    assert winning.parameters["strength"] == "winning votes"
    margins = group.schulze(ranks, counts, alternatives=list("ABC"), strength="margins")
    assert margins.order == ("C", "A", "B")
    np.testing.assert_array_equal(margins.strengths, [[0, 2, 1], [1, 0, 1], [3, 2, 0]])
    # ranked pairs measure by margins, and agree
    assert group.ranked_pairs(ranks, counts, alternatives=list("ABC")).order == ("C", "A", "B")


@pytest.mark.parametrize("strength", ["winning votes", "margins"])
@given(profiles())
@settings(max_examples=30)
def test_strengths_are_those_of_the_best_of_all_paths(strength, profile):
    ranks, counts = profile
    result = group.schulze(ranks, counts, strength=strength)
    link = links(ranks.tolist(), counts, strength)
    size = range(len(link))
    expected = [[0 if a == b else strongest_path(link, a, b) for b in size] for a in size]
    np.testing.assert_array_equal(result.strengths, expected)
    beaten = [sum(expected[b][a] > expected[a][b] for b in size) for a in size]
    np.testing.assert_array_equal(result.scores, len(link) - 1 - np.array(beaten))
    # the potential winners, whom nobody beats, are those of rank 1
    assert {int(a) for a in result.tied_best} == {a for a in size if beaten[a] == 0}


@given(profiles(), st.randoms(use_true_random=False))
@settings(max_examples=25)
def test_names_and_the_order_of_people_do_not_matter(profile, random):
    ranks, counts = profile
    straight = group.schulze(ranks, counts)
    people = list(range(len(counts)))
    columns = list(range(ranks.shape[1]))
    random.shuffle(people)
    random.shuffle(columns)
    moved = group.schulze(ranks[people][:, columns], [counts[k] for k in people])
    np.testing.assert_array_equal(moved.scores, straight.scores[columns])


@given(profiles())
@settings(max_examples=25)
def test_a_condorcet_winner_wins_alone(profile):
    ranks, counts = profile
    winner = group.condorcet_winner(ranks, counts)
    if winner is not None:
        assert group.schulze(ranks, counts).tied_best == (winner,)


@given(strict_with_a_clone())
@settings(max_examples=50)
def test_a_clone_takes_no_victory_from_others(election):
    """Independence of clones (Schulze 2011, 4.6)."""
    ballots, cloned, counts, size = election
    labels = list(map(str, range(size)))
    before = set(group.schulze(ballots, counts, alternatives=labels).tied_best)
    after = set(group.schulze(cloned, counts, alternatives=[*labels, "clone"]).tied_best)
    assert before - {"0"} == after - {"0", "clone"}
    assert ("0" in before) == bool(after & {"0", "clone"})


@given(profiles())
@settings(max_examples=15)
def test_a_batch_equals_a_loop(profile):
    ranks, counts = profile
    batch = group.schulze(np.stack([ranks, ranks[:, ::-1]]), counts)
    for i, one in enumerate([ranks, ranks[:, ::-1]]):
        alone = group.schulze(one, counts)
        np.testing.assert_array_equal(batch.scores[i], alone.scores)
        np.testing.assert_array_equal(batch.at(i).strengths, alone.strengths)


def test_one_vote_of_many_decides():
    cycle = [("A", "B", "C"), ("B", "C", "A"), ("C", "A", "B")]
    for strength in ("winning votes", "margins"):
        result = group.schulze(cycle, [10**15] * 3, strength=strength)
        assert result.tied_best == ("A", "B", "C")
        many = [ballot for ballot in cycle for _ in range(4)]
        counts = [10**15] * 11 + [10**15 - 1]
        assert group.schulze(many, counts, strength=strength).best == "A"


def test_nearly_equal_weights_tie():
    cycle = [("A", "B", "C"), ("B", "C", "A"), ("C", "A", "B")]
    result = group.schulze(cycle * 2, [0.1, 0.2, 0.3, 0.2, 0.1, 3 * 0.1 - 0.3])
    assert result.tied_best == ("A", "B", "C")


def test_other_words_are_refused():
    with pytest.raises(InvalidInputError, match=r"schulze\(\): strength must be one of 'margins'"):
        group.schulze([[1, 2]], strength="votes")
