"""Ranks with ties, read-only views, optional imports."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays

from decision_analysis._arrays import (
    competition_ranks,
    optional_import,
    read_only,
    settled,
    snapped,
)
from decision_analysis.errors import MissingDependencyError


def test_ties_share_the_best_rank_and_the_next_is_skipped():
    assert competition_ranks(np.array([3.0, 1.0, 3.0, 2.0])).tolist() == [1, 4, 1, 3]
    assert competition_ranks(np.array([3.0, 1.0, 3.0, 2.0]), higher_is_better=False).tolist() == [
        3,
        1,
        3,
        2,
    ]


def test_scores_tie_within_the_relative_tolerance_only():
    assert competition_ranks(np.array([1e6, 1e6 + 5e-7, 0.0])).tolist() == [1, 1, 3]
    assert competition_ranks(np.array([1e6, 1e6 + 5e-6, 0.0])).tolist() == [2, 1, 3]


def test_all_zero_scores_tie():
    assert competition_ranks(np.zeros((2, 3))).tolist() == [[1, 1, 1], [1, 1, 1]]


@given(
    arrays(
        np.float64,
        array_shapes(min_dims=1, max_dims=3, max_side=5),
        elements=st.integers(-4, 4).map(float),
    )
)
def test_rank_is_one_plus_how_many_are_better(scores):
    better = scores[..., None, :] > scores[..., :, None]
    np.testing.assert_array_equal(competition_ranks(scores), 1 + better.sum(axis=-1))


def test_read_only_view_shares_memory_and_refuses_writing():
    array = np.arange(3.0)
    view = read_only(array)
    assert np.shares_memory(array, view)
    with pytest.raises(ValueError, match="read-only"):
        view[0] = 1


def test_missing_package_names_the_extra():
    with pytest.raises(
        MissingDependencyError,
        match=r"plot\(\) needs no_such_package; .*decision-analysis-lib\[plot\]",
    ):
        optional_import("no_such_package.part", extra="plot", what="plot()")


def test_a_package_that_does_not_load_says_why(tmp_path, monkeypatch):
    (tmp_path / "set_wrong.py").write_text("raise ValueError('backend: nonsense')")
    monkeypatch.syspath_prepend(tmp_path)
    with pytest.raises(
        MissingDependencyError, match=r"^plot\(\) needs set_wrong, which does not load: backend: no"
    ):
        optional_import("set_wrong", extra="plot", what="plot()")


def test_what_ties_is_settled_on_the_least_of_it_line_by_line():
    values = np.array([[0.1 + 0.2, -1e9], [0.3, -1e9 - 5e-4], [0.2, 3.0], [0.3, 3.0]])
    assert settled(values, 0).tolist() == [
        [0.3, -1e9 - 5e-4],
        [0.3, -1e9 - 5e-4],
        [0.2, 3.0],
        [0.3, 3.0],
    ]
    assert settled(values[:, 0], -1).tolist() == [0.3, 0.3, 0.2, 0.3]
    batch = np.stack([values, values[::-1] * 1e-8])
    np.testing.assert_array_equal(settled(batch, -2)[1], settled(values[::-1] * 1e-8, 0))
    assert settled(batch[:0], 1).shape == (0, 4, 2)


def test_nothing_is_settled_where_nothing_ties():
    values = np.array([[1.0], [1.0], [1 + 2e-12]])
    assert settled(values, 0) is values


@given(st.lists(st.integers(-8, 8), min_size=1, max_size=8), st.integers(0, 2**32 - 1))
def test_settled_values_are_compared_exactly_as_ranks_compare(whole, seed):
    exact = np.array(whole, dtype=float)
    noisy = exact + 1e-13 * np.abs(exact).max() * np.random.default_rng(seed).uniform(
        -1, 1, exact.shape
    )
    equal = settled(noisy, -1)
    np.testing.assert_array_equal(
        competition_ranks(noisy), 1 + (equal[:, None] < equal).sum(axis=1)
    )
    np.testing.assert_array_equal(competition_ranks(noisy), competition_ranks(exact))


def test_snapped_onto_the_nearest_point_within_the_noise():
    points = np.array([0.3, 0.4])
    assert snapped(np.array([[0.1 + 0.2, 0.35], [0.4 - 1e-13, 9.0]]), points, 1e-12).tolist() == [
        [0.3, 0.35],
        [0.4, 9],
    ]
    assert snapped(np.array(0.1 + 0.2), points, 1e-12) == 0.3
    assert snapped(np.array([0.1 + 0.2]), points, 0.0) == 0.1 + 0.2
    close = np.array([0.3, 0.1 + 0.2])
    assert snapped(close, close, 1e-12).tolist() == close.tolist()
