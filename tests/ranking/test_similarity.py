"""Similarity of rankings: published figures, ties, batches, refusals."""

import itertools
import math
import warnings

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from decision_analysis import ranking
from decision_analysis.errors import DegenerateDataWarning, InvalidInputError

FUNCTIONS = [ranking.kendall_tau, ranking.spearman, ranking.weighted_spearman, ranking.ws]
R, Q = [1, 2, 3, 4, 5], [1, 3, 2, 4, 5]


def test_published():
    """Salabun and Urbaniak (2020), https://doi.org/10.1007/978-3-030-50417-5_47."""
    assert ranking.spearman(R, Q) == pytest.approx(0.9, abs=5e-5)
    assert ranking.weighted_spearman(R, Q) == pytest.approx(0.8833, abs=5e-5)
    assert ranking.ws(R, Q) == pytest.approx(0.8542, abs=5e-5)


@pytest.mark.parametrize("function", FUNCTIONS)
def test_same_ranking_is_one(function):
    assert function(R, R) == 1
    assert isinstance(function(R, Q), float)


def test_reversed_ranking():
    assert ranking.kendall_tau(R, R[::-1]) == -1
    assert ranking.spearman(R, R[::-1]) == -1
    assert ranking.weighted_spearman(R, R[::-1]) == pytest.approx(-1)


def test_lowest_ws_has_every_place_as_far_off_as_can_be():
    assert ranking.ws([1, 2, 3, 4], [4, 4, 1, 1]) == pytest.approx(
        1 - (0.5 + 0.25 + 0.125 + 0.0625)
    )


def test_ws_is_not_symmetric():
    assert ranking.ws([1, 2, 3], [2, 3, 1]) == pytest.approx(1 - (0.25 + 0.25 + 0.125))
    assert ranking.ws([2, 3, 1], [1, 2, 3]) == pytest.approx(1 - (0.25 + 0.0625 + 0.5))


@given(st.lists(st.tuples(st.integers(1, 6), st.integers(1, 6)), min_size=6, max_size=6))
def test_ties_against_plain_definitions(pairs):
    x, y = (np.array(side, dtype=float) for side in zip(*pairs, strict=True))
    if np.ptp(x) == 0 or np.ptp(y) == 0:
        return
    concordant = sum(
        np.sign(x[i] - x[j]) * np.sign(y[i] - y[j]) for i, j in itertools.combinations(range(6), 2)
    )
    untied = [sum(z[i] != z[j] for i, j in itertools.combinations(range(6), 2)) for z in (x, y)]
    assert ranking.kendall_tau(x, y) == pytest.approx(concordant / math.sqrt(untied[0] * untied[1]))
    mid = [
        np.array([np.mean(np.flatnonzero(np.sort(z) == value) + 1) for value in z]) for z in (x, y)
    ]
    assert ranking.spearman(x, y) == pytest.approx(np.corrcoef(mid[0], mid[1])[0, 1])


def test_conventions_of_ties_agree():
    dense, competition, middle = [1, 1, 2, 3, 3], [1, 1, 3, 4, 4], [1.5, 1.5, 3, 4.5, 4.5]
    for function in (ranking.kendall_tau, ranking.spearman):
        results = {float(function(ties, Q)) for ties in (dense, competition, middle)}
        assert len(results) == 1
        assert results.pop() < 1
        assert function(dense, competition) == pytest.approx(1)


@pytest.mark.parametrize("function", FUNCTIONS)
def test_batches_equal_a_loop(function):
    rng = np.random.default_rng(1)
    first = rng.permuted(np.tile(np.arange(1, 8), (3, 5, 1)), axis=-1)
    second = rng.permuted(np.tile([1, 2, 2, 4, 5, 6, 6], (5, 1)), axis=-1)
    batch = function(first, second)
    assert batch.shape == (3, 5)
    for i, j in np.ndindex(3, 5):
        assert batch[i, j] == pytest.approx(function(first[i, j], second[j]), abs=1e-14)


def test_kendall_in_blocks(monkeypatch):
    rng = np.random.default_rng(2)
    first, second = (rng.permuted(np.tile(np.arange(1, 13), (4, 1)), axis=-1) for _ in range(2))
    whole = ranking.kendall_tau(first, second)
    monkeypatch.setattr("decision_analysis.ranking._kendall_tau.BLOCK", 28)
    np.testing.assert_array_equal(ranking.kendall_tau(first, second), whole)


@pytest.mark.parametrize("function", [ranking.kendall_tau, ranking.spearman])
def test_all_tied_has_a_documented_limit(function):
    with pytest.warns(
        DegenerateDataWarning, match="2 of 3 pairs hold a ranking whose alternatives all tie"
    ):
        result = function([[1, 1, 1], [1, 1, 1], [1, 2, 3]], [[1, 1, 1], [1, 2, 3], [3, 2, 1]])
    np.testing.assert_array_equal(result, [1, 0, -1])


@pytest.mark.parametrize("function", FUNCTIONS)
@pytest.mark.parametrize(
    ("first", "second", "message"),
    [
        ([1], [1], "must rank at least 2 alternatives"),
        (1, 1, r"must rank at least 2 alternatives; got shape \(\)"),
        ([1, 2, 3], [1, 2], "must rank the same alternatives; got 3 and 2"),
        ([0, 1, 2], [1, 2, 3], r"must be between 1 and 3; got 0 at \(0,\)"),
        ([1, 2, 3], [1, 2, 4], r"must be between 1 and 3; got 4 at \(2,\)"),
        ([1, math.nan], [1, 2], "must be finite"),
        (["a", "b"], [1, 2], "must be numbers; got strings"),
        (np.ones((2, 3)), np.ones((4, 3)), r"must broadcast; got \(2, 3\) and \(4, 3\)"),
    ],
)
def test_refusals(function, first, second, message):
    with pytest.raises(InvalidInputError, match=message):
        function(first, second)


def test_inputs_are_untouched():
    first, second = np.array([1.0, 1, 3]), np.array([2.0, 2, 1])
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for function in FUNCTIONS:
            function(first, second)
    np.testing.assert_array_equal(first, [1, 1, 3])
    np.testing.assert_array_equal(second, [2, 2, 1])


def test_many_alternatives_are_counted_by_sorting_to_the_same_whole_numbers(monkeypatch):
    ranks = np.random.default_rng(0).integers(1, 30, size=(2, 3, 60))
    ranks[0, 0] = 1
    with pytest.warns(DegenerateDataWarning):
        by_pairs = ranking.kendall_tau(*ranks)
    monkeypatch.setattr("decision_analysis.ranking._kendall_tau.MOST_PAIRED", 10)
    with pytest.warns(DegenerateDataWarning):
        assert (ranking.kendall_tau(*ranks) == by_pairs).all()
