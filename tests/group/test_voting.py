"""Voting rules on ballots and on ranks: published elections, ties, sample axes, bad input."""

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from decision_analysis import group
from decision_analysis.errors import InvalidInputError

BORDA = ([tuple(b) for b in ("ABC", "ACB", "BCA", "CBA")], [1, 7, 7, 6])
CONDORCET = ([tuple(b) for b in ("ABC", "ACB", "BAC", "BCA", "CAB", "CBA")], [30, 1, 29, 10, 10, 1])
TENNESSEE = ([tuple(b) for b in ("MNCK", "NCKM", "CKNM", "KCNM")], [42, 26, 15, 17])
CYCLE = [tuple(b) for b in ("ABC", "BCA", "CAB")]
RULES = [group.borda, group.plurality, group.copeland, group.condorcet_winner, group.kemeny]


@st.composite
def ranks(draw, ties=True):
    people, size = draw(st.integers(1, 5)), draw(st.integers(1, 5))
    if ties:
        rows = draw(
            st.lists(
                st.lists(st.integers(1, size), min_size=size, max_size=size),
                min_size=1,
                max_size=people,
            )
        )
    else:
        rows = [draw(st.permutations(range(1, size + 1))) for _ in range(people)]
    return np.array(rows)


def test_borda_1781():
    """1 to 3 points in the original: 37, 42, 47; here one less for each of the 21 electors."""
    assert dict(zip("ABC", group.borda(*BORDA).scores + 21, strict=True)) == {
        "A": 37,
        "B": 42,
        "C": 47,
    }
    np.testing.assert_array_equal(group.plurality(*BORDA).scores, [8, 7, 6])
    assert group.condorcet_winner(*BORDA) == "C"


def test_condorcet_1785():
    np.testing.assert_array_equal(group.borda(*CONDORCET).scores, [101, 109, 33])
    assert group.condorcet_winner(*CONDORCET) == "A"


def test_tennessee():
    np.testing.assert_array_equal(group.borda(*TENNESSEE).scores, [126, 194, 173, 107])
    np.testing.assert_array_equal(group.copeland(*TENNESSEE).wins, [0, 3, 2, 1])
    np.testing.assert_array_equal(group.copeland(*TENNESSEE).scores, [0, 3, 2, 1])
    kemeny = group.kemeny(*TENNESSEE)
    assert kemeny.order == ("N", "C", "K", "M")
    assert kemeny.score == 393
    assert kemeny.unique
    pairwise = [[0, 42, 42, 42], [58, 0, 68, 68], [58, 32, 0, 83], [58, 32, 17, 0]]
    np.testing.assert_array_equal(kemeny.pairwise, pairwise)
    assert group.plurality(*TENNESSEE).best == "M"


def test_a_cycle_has_no_winner_and_three_kemeny_orders():
    assert group.condorcet_winner(CYCLE) is None
    np.testing.assert_array_equal(group.copeland(CYCLE).ranks, 1)
    kemeny = group.kemeny(CYCLE)
    assert kemeny.score == 5
    assert not kemeny.unique
    assert kemeny.tied_best == ("A", "B", "C")
    assert kemeny.best == kemeny.order[0] == "A"


def test_kemeny_breaks_a_cycle_at_its_weakest_majority():
    """A over B by 6 to 3, B over C by 7 to 2, C over A by 5 to 4; wins alone would leave the three
    tied."""
    kemeny = group.kemeny(CYCLE, counts=[4, 3, 2], alternatives=["C", "B", "A"])
    assert kemeny.order == ("A", "B", "C")
    assert kemeny.score == 6 + 7 + 4
    assert kemeny.unique


def test_ties_share_points_and_votes():
    tied = [[1, 1, 3], [2.5, 2.5, 1]]
    np.testing.assert_array_equal(group.borda(tied).scores, [1.5 + 0.5, 1.5 + 0.5, 2])
    np.testing.assert_array_equal(group.plurality(tied).scores, [0.5, 0.5, 1])
    np.testing.assert_array_equal(group.copeland(tied).scores, [1, 1, 1])
    assert group.borda(tied).alternatives == ("0", "1", "2")


def test_fractional_counts_tie_in_spite_of_rounding():
    ballots = [("A", "B"), ("A", "B"), ("B", "A")]
    result = group.copeland(ballots, counts=[0.1, 0.2, 0.3])
    np.testing.assert_array_equal(result.scores, [0.5, 0.5])
    assert group.condorcet_winner(ballots, counts=[0.1, 0.2, 0.3]) is None
    assert not group.kemeny(ballots, counts=[0.1, 0.2, 0.3]).unique


def test_ballots_and_ranks_say_the_same():
    matrix = [[1, 2, 3, 4], [4, 1, 2, 3], [4, 3, 1, 2], [4, 3, 2, 1]]
    for rule in RULES:
        by_rank = rule(matrix, counts=TENNESSEE[1], alternatives=list("MNCK"))
        by_ballot = rule(*TENNESSEE)
        if rule is group.condorcet_winner:
            assert by_rank == by_ballot == "N"
        else:
            np.testing.assert_array_equal(by_rank.scores, by_ballot.scores)
            assert by_rank.alternatives == by_ballot.alternatives


@pytest.mark.parametrize("rule", RULES)
@pytest.mark.parametrize(
    ("ballots", "ranks"),
    [
        ([(("B", "C"), "A")], [[3, 1, 1]]),
        ([("A", ["B", "C"]), ("C", "A", "B")], [[1, 2, 2], [2, 3, 1]]),
        ([("B",), ("A", "C", "B")], [[2.5, 1, 2.5], [1, 3, 2]]),
        ([(("A", "C"),), ("B", "A", "C")], [[1, 3, 1], [2, 1, 3]]),
        ([("C", {"A"}), (frozenset("AB"), "C")], [[2, 3, 1], [1, 1, 3]]),
    ],
)
def test_ballots_with_ties_and_without_some_say_the_same_as_ranks(rule, ballots, ranks):
    by_ballot = rule(ballots, counts=range(2, 2 + len(ballots)), alternatives=list("ABC"))
    by_rank = rule(ranks, counts=range(2, 2 + len(ranks)), alternatives=list("ABC"))
    if rule is group.condorcet_winner:
        assert by_ballot == by_rank
    else:
        np.testing.assert_array_equal(by_ballot.scores, by_rank.scores)


def test_points_and_votes_of_ties_and_of_those_left_out():
    np.testing.assert_array_equal(group.borda([(("b", "c"), "a")]).scores, [1.5, 1.5, 0])
    np.testing.assert_array_equal(
        group.borda([("a",), ("b", "a", "c")]).scores, [2 + 1, 0.5 + 2, 0.5]
    )
    np.testing.assert_array_equal(
        group.plurality([(("b", "c"), "a"), ("a",)]).scores, [0.5, 0.5, 1]
    )
    assert group.condorcet_winner([("a",), ("a",), ("b", "c", "a")]) == "a"
    assert group.kemeny([("a",), ("b", "c", "a"), ("a",)]).score == 4 + 1


def test_labels_come_in_order_of_appearance_where_one_ballot_ranks_all():
    assert group.borda([("c",), ("b", "a", "c")]).alternatives == ("c", "b", "a")
    assert group.borda([("c",), ("b",)], alternatives=["a", "b", "c"]).alternatives == (
        "a",
        "b",
        "c",
    )
    with pytest.raises(
        InvalidInputError,
        match=r"unknown \['b'\]: where no ballot ranks all, alternatives= must name",
    ):
        group.borda([("c",), ("b",)])
    with pytest.raises(
        InvalidInputError, match=r"ballot 1 must rank labels of \['a', 'c'\]; unknown \['b'\]"
    ):
        group.borda([("c",), ("b",)], alternatives=["a", "c"])


def test_majorities_of_whole_counts_are_exact():
    """One vote of 2 10^15 decides; floats of this size have no odd numbers from 2^53 on."""
    half = [("A", "B"), ("B", "A")]
    assert group.condorcet_winner(half, counts=[10**13, 10**13 + 1]) == "B"
    many = half * 5
    assert group.condorcet_winner(many, counts=[10**15] * 9 + [10**15 - 1]) == "A"
    assert group.condorcet_winner(many, counts=[10**15] * 10) is None
    np.testing.assert_array_equal(
        group.copeland(many, counts=[10**15] * 9 + [10**15 - 1]).scores, [1, 0]
    )
    assert group.kemeny(many, counts=[10**15] * 9 + [10**15 - 1]).unique


def test_alternatives_order_the_result_of_ballots():
    result = group.borda(*TENNESSEE, alternatives=list("CKMN"))
    assert result.alternatives == ("C", "K", "M", "N")
    np.testing.assert_array_equal(result.scores, [173, 107, 126, 194])


@given(ranks(), st.sampled_from([group.borda, group.plurality, group.copeland]))
def test_a_batch_equals_a_loop(matrix, rule):
    batch = np.stack([matrix, matrix[:, ::-1]])
    np.testing.assert_allclose(
        rule(batch).scores, [rule(matrix).scores, rule(matrix[:, ::-1]).scores]
    )


def test_many_people_are_counted_in_blocks(monkeypatch):
    rng = np.random.default_rng(1)
    matrix = rng.permuted(np.tile(np.arange(1, 5), (50, 1)), axis=1)
    whole = group.copeland(matrix).pairwise
    monkeypatch.setattr("decision_analysis.group._ballots.BALLOT_BLOCK", 100)
    np.testing.assert_array_equal(group.copeland(matrix).pairwise, whole)


@settings(max_examples=40)
@given(ranks())
def test_kemeny_equals_enumeration(matrix):
    pairwise = (matrix[:, :, None] < matrix[:, None, :]).sum(axis=0)
    size = matrix.shape[1]
    scores = [
        sum(pairwise[a, b] for a, b in itertools.combinations(order, 2))
        for order in itertools.permutations(range(size))
    ]
    result = group.kemeny(matrix)
    assert result.score == max(scores)
    assert result.unique == (scores.count(max(scores)) == 1)
    order = [int(label) for label in result.order]
    assert sum(pairwise[a, b] for a, b in itertools.combinations(order, 2)) == max(scores)


@settings(max_examples=30)
@given(ranks(ties=False))
def test_a_condorcet_winner_wins_by_copeland_and_kemeny(matrix):
    if (winner := group.condorcet_winner(matrix)) is not None:
        assert group.copeland(matrix).tied_best == (winner,)
        assert group.kemeny(matrix).best == winner
    assert (
        group.borda(matrix).scores.sum()
        == len(matrix) * matrix.shape[1] * (matrix.shape[1] - 1) / 2
    )


def test_kemeny_prints_score_and_uniqueness():
    assert repr(group.kemeny(*TENNESSEE)).splitlines()[0] == "Kemeny  (score=393.0, unique=True)"


@pytest.mark.parametrize("rule", RULES)
@pytest.mark.parametrize(
    ("rankings", "message"),
    [
        (
            ["ABC", "BCA"],
            "each ballot must be a tuple of labels, best first; got the one string 'ABC'",
        ),
        (
            [("A", "B"), ("A", "C")],
            r"ballot 1 must rank labels of \['A', 'B'\]; unknown \['C'\]: where no ballot .*",
        ),
        (
            [("A", "B"), (("C", "A"),)],
            r"ballot 1 must rank labels of \['A', 'B'\]; unknown \['C'\]",
        ),
        ([("A", "A")], "labels of ballot 0 must not repeat"),
        ([(("A", "B"), "A")], r"labels of ballot 0 must not repeat; got \['A'\]"),
        ([("A", ()), ("A", "B")], "places of ballot 0 must hold a label each; got an empty one"),
        ([("A", "B"), ()], "labels of ballot 1 must not be empty"),
        ([("A", ("B", 1))], "labels of ballot 0 must be non-empty strings; got 1"),
        (
            [("A", ("B", ("C", "D")))],
            "labels of ballot 0 must be non-empty strings; got \\('C', 'D'\\)",
        ),
        ([("A", "B"), 3], "ballot 1 must be a sequence of labels; got int"),
        ([("A", 1)], "labels of ballot 0 must be non-empty strings; got 1"),
        ([[0, 1, 2]], r"ranks must lie in 1 \(best\) to 3; got 0 for '0' at \(0,\)"),
        ([[1, 2, 4]], r"ranks must lie in 1 \(best\) to 3; got 4 for '2'"),
        ([[1, 2, float("nan")]], "rankings must be finite"),
        ([1, 2, 3], r"rankings must have shape \(..., people, alternatives\); got \(3,\)"),
        ([], r"rankings must have shape"),
        ("ABC", "rankings must be numbers; got strings"),
        (
            {"A": 1},
            (
                r"rankings must hold one for each person; got one alone, \{'A': ...\}: put it into"
                r" a list"
            ),
        ),
    ],
)
def test_bad_rankings_are_refused(rule, rankings, message):
    with pytest.raises(InvalidInputError, match=rf"{rule.__name__}\(\): {message}"):
        rule(rankings)


@pytest.mark.parametrize("rule", RULES)
@pytest.mark.parametrize(
    ("counts", "message"),
    [
        ([1, 2], "need 4 counts, one for each ranking"),
        ([1, 2, 3, -1], "counts must not be negative; got -1 for ranking 3"),
        ([0, 0, 0, 0], "counts must not all be zero"),
        ([1, 2, 3, float("inf")], "counts must be finite"),
        (["a", "b", "c", "d"], "counts must be numbers"),
    ],
)
def test_bad_counts_are_refused(rule, counts, message):
    with pytest.raises(InvalidInputError, match=message):
        rule(TENNESSEE[0], counts)


@pytest.mark.parametrize("rule", RULES)
def test_bad_labels_are_refused(rule):
    with pytest.raises(InvalidInputError, match="need 2 alternatives, one for each rank"):
        rule([[1, 2]], alternatives=["a", "b", "c"])
    with pytest.raises(InvalidInputError, match="alternatives must not repeat"):
        rule([[1, 2]], alternatives=["a", "a"])


@pytest.mark.parametrize("rule", [group.kemeny, group.condorcet_winner])
def test_rules_with_labels_take_no_sample_axes(rule):
    with pytest.raises(
        InvalidInputError, match=r"rankings must have shape \(K, A\); got \(2, 1, 2\)"
    ):
        rule([[[1, 2]], [[2, 1]]])


def test_labels_of_a_set_come_in_alphabetical_order():
    assert group.borda([({"f", "b", "d", "a", "e", "c"}, "z")]).alternatives == (*"abcdef", "z")


BY_PAIRS = [group.condorcet_winner, group.copeland, group.kemeny, group.ranked_pairs, group.schulze]


@pytest.mark.parametrize("rule", [*BY_PAIRS, group.consensus])
def test_more_alternatives_than_have_their_pairs_counted_are_refused(rule, monkeypatch):
    monkeypatch.setattr("decision_analysis.group._ballots.MOST_VOTED_ON", 3)
    rule([[1, 2, 3], [2, 1, 3]])
    with pytest.raises(
        InvalidInputError, match=rf"^{rule.__name__}\(\): pairs of at most 3 .*; got 4$"
    ):
        rule([[1, 2, 3, 4], [2, 1, 3, 4]])


def test_places_of_many_alternatives_need_no_pairs():
    size = 100_000
    rows = np.array([np.arange(1, size + 1), np.arange(size, 0, -1)])
    assert (group.borda(rows).scores == size - 1).all()
    assert group.kendall_w(rows) == 0
    assert group.consensus(rows, distance="manhattan").index == 0
