"""Ranks with ties, read-only views, optional imports."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays

from decision_analysis._arrays import competition_ranks, optional_import, read_only
from decision_analysis.errors import MissingDependencyError


def test_ties_share_the_best_rank_and_the_next_is_skipped():
    assert competition_ranks(np.array([3.0, 1.0, 3.0, 2.0])).tolist() == [1, 4, 1, 3]
    assert competition_ranks(np.array([3.0, 1.0, 3.0, 2.0]), higher_is_better=False).tolist() == [3, 1, 3, 2]


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
        MissingDependencyError, match=r"plot\(\) needs no_such_package; .*decision-analysis-lib\[plot\]"
    ):
        optional_import("no_such_package.part", extra="plot", where="plot()")
