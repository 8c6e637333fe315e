"""The lexicographic rule: order, ties, tolerance with its circles, survivors, refusals."""

import numpy as np
import pytest

from decision_analysis import Criterion, DecisionTable, mcda
from decision_analysis.errors import InvalidInputError

FLATS = DecisionTable(
    [[700, 3, 5], [700, 4, 1], [650, 1, 1], [650, 1, 1]],
    [Criterion("rent", "min"), "rooms", "light"],
    list("abcd"),
)


def test_without_tolerance_it_sorts_like_tuples():
    found = mcda.lexicographic(FLATS, order=["rent", "rooms", "light"])
    assert found.ranks.tolist() == [4, 3, 1, 1]
    assert found.survivors == found.tied_best == ("c", "d")
    assert found.stages.tolist() == [0, 0, 3, 3]
    assert not found.matrix[2, 3]
    # criteria that are not named do not count
    assert mcda.lexicographic(FLATS, order=["light"]).ranks.tolist() == [1, 2, 2, 2]


def test_tolerance_lets_the_next_criterion_decide():
    found = mcda.lexicographic(FLATS, order=["rent", "rooms"], tolerance={"rent": 50})
    assert found.survivors == ("b",)
    assert found.matrix[1].tolist() == [True, False, True, True]
    # the threshold itself ties, also where it is computed
    tenths = DecisionTable([[0.3, 1], [0.1 + 0.1, 2]], list("xy"), list("ab"))
    assert mcda.lexicographic(tenths, order=["x", "y"], tolerance=0.1).survivors == ("b",)


def test_who_was_parted_stays_so_whatever_comes_after():
    # a is ahead on x, level on y and behind on z
    table = DecisionTable([[2, 1, 0], [1, 1, 9]], list("xyz"), list("ab"))
    found = mcda.lexicographic(table, order=["x", "y", "z"])
    assert found.matrix.tolist() == [[False, True], [False, False]]


def test_a_circle_has_ranks_and_survivors():
    # Tversky's semiorder: neighbors by y, the two ends by x
    table = DecisionTable([[0, 3], [1, 2], [2, 1]], list("xy"), list("abc"))
    found = mcda.lexicographic(table, order=["x", "y"], tolerance={"x": 1})
    assert found.matrix[0, 1]
    assert found.matrix[1, 2]
    assert found.matrix[2, 0]
    assert found.ranks.tolist() == [1, 1, 1]
    assert found.survivors == ("b",)


def test_rounding():
    near = DecisionTable([[0.3, 1], [0.1 + 0.2, 2]], list("xy"), list("ab"))
    assert mcda.lexicographic(near, order=["x", "y"]).survivors == ("b",)


def test_tversky_is_cited_where_a_criterion_has_a_tolerance():
    for tolerance, sources in [(0, 1), ({"rent": 50}, 2), (50, 2)]:
        found = mcda.lexicographic(FLATS, order=["rent", "light"], tolerance=tolerance)
        assert len(found.references) == sources


def test_a_batch_is_a_loop():
    values = FLATS.values * np.random.default_rng(0).integers(1, 4, (5, 4, 1))
    whole = mcda.lexicographic(FLATS.with_values(values), order=["rent", "light"], tolerance=100)
    for i in range(5):
        one = mcda.lexicographic(
            FLATS.with_values(values[i]), order=["rent", "light"], tolerance=100
        )
        np.testing.assert_array_equal(whole.at(i).matrix, one.matrix)
        np.testing.assert_array_equal(whole.at(i).stages, one.stages)
    with pytest.raises(InvalidInputError, match=r"pick one with result.at"):
        _ = whole.survivors


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"order": []}, r"lexicographic\(\): order must name at least one criterion"),
        ({"order": ["rent", "rent"]}, "rent"),
        ({"order": ["rnt"]}, r"unknown criterion 'rnt' \(did you mean 'rent'\?\)"),
        ({"order": ["rent"], "tolerance": -1}, "tolerance of 'rent' must be at least 0; got -1"),
        ({"order": ["rent"], "tolerance": {"x": 1}}, "unknown criterion in tolerance 'x'"),
    ],
)
def test_bad_options_are_refused(options, message):
    with pytest.raises(InvalidInputError, match=message):
        mcda.lexicographic(FLATS, **options)


def test_pairs_are_the_same_some_rows_at_a_time(monkeypatch):
    rng = np.random.default_rng(0)
    many = DecisionTable(rng.integers(0, 4, (5, 20, 3)), list("abc"), [f"x{i}" for i in range(20)])
    ask = {"order": list("abc"), "tolerance": {"a": 1}}
    whole = mcda.lexicographic(many, **ask)
    monkeypatch.setattr("decision_analysis.mcda._blocks.CACHE_BLOCK", 300)
    cut = mcda.lexicographic(many, **ask)
    assert np.array_equal(cut.matrix, whole.matrix)
    assert np.array_equal(cut.stages, whole.stages)
