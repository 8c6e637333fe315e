"""Efficient vectors: against a comparison of all pairs, with ties, for any number of columns."""

import numpy as np
import pytest

from decision_analysis.core._pareto import DOMINATED, stand_ins


def slow(vectors):
    at_least = (vectors[:, None] >= vectors).all(axis=2)
    dominated = (at_least & ~at_least.T).any(axis=0)
    return np.where(dominated, DOMINATED, (at_least & at_least.T).argmax(axis=0))


@pytest.mark.parametrize("columns", [1, 2, 3, 4, 5])
def test_it_agrees_with_all_pairs(columns):
    rng = np.random.default_rng(columns)
    for _ in range(60):
        n = int(rng.integers(1, 200))
        vectors = rng.integers(0, int(rng.integers(2, 40)), size=(n, columns)).astype(float)
        if rng.random() < 0.5 and columns > 1:
            vectors[:, -1] = rng.integers(0, 3, size=n) - vectors[:, :-1].sum(axis=1)
        np.testing.assert_array_equal(stand_ins(vectors, np.zeros(columns)), slow(vectors))


@pytest.mark.parametrize("columns", [3, 4])
def test_many_efficient_vectors_are_all_kept(columns):
    vectors = np.abs(np.random.default_rng(1).normal(size=(3000, columns)))
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    np.testing.assert_array_equal(stand_ins(vectors, np.zeros(columns)), np.arange(3000))
    inside = np.concatenate([vectors, vectors * 0.999])
    np.testing.assert_array_equal(
        stand_ins(inside, np.zeros(columns)), [*range(3000), *[DOMINATED] * 3000]
    )


def test_entries_within_the_tolerance_tie_in_a_chain():
    vectors = np.array([[1.0, 5.0], [1.0 + 0.9e-3, 4.0], [1.0 + 1.8e-3, 5.0 - 1e-4], [0.5, 6.0]])
    assert stand_ins(vectors, np.full(2, 1e-3)).tolist() == [0, DOMINATED, 0, 3]
    assert stand_ins(vectors, np.zeros(2)).tolist() == [0, DOMINATED, 2, 3]


def test_numbers_near_the_ends_of_floats_do_not_warn():
    huge = np.array([[1e308, -1e308], [-1e308, 1e308], [-1e308, -1e308]] * 20)
    found = stand_ins(huge, np.full(2, 1e296))
    assert found[:3].tolist() == [0, 1, DOMINATED]
