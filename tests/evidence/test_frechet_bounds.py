"""Bounds of conjunctions and disjunctions: the source's numbers, sharpness, samples."""

import numpy as np
import pandas as pd
import pytest
import scipy.optimize
from hypothesis import given, settings
from hypothesis import strategies as st

from decision_analysis import evidence
from decision_analysis.errors import InvalidInputError


def test_two_events():
    result = evidence.frechet_bounds({"A": 0.7, "B": 0.6})
    np.testing.assert_allclose(result.conjunction, [0.3, 0.6], atol=1e-12)
    np.testing.assert_allclose(result.disjunction, [0.7, 1.0], atol=1e-12)
    np.testing.assert_allclose(result.independent, [0.42, 0.88], atol=1e-12)


def test_rare_and_certain_events_keep_their_digits():
    rare = evidence.frechet_bounds([1e-20, 2e-20])
    np.testing.assert_allclose(rare.independent[1], 3e-20)
    np.testing.assert_allclose(rare.disjunction, [2e-20, 3e-20])
    assert evidence.frechet_bounds([1.0, 0.5]).independent.tolist() == [0.5, 1.0]


@settings(max_examples=25)
@given(st.lists(st.floats(0, 1), min_size=1, max_size=4))
def test_no_joint_distribution_goes_beyond_and_some_reach_them(chances):
    """Linear programs over all joint distributions of up to four events."""
    count = len(chances)
    worlds = (np.arange(2**count)[:, None] >> np.arange(count)) & 1
    equal = np.vstack([worlds.T, np.ones(2**count)])
    bounds = evidence.frechet_bounds(chances)
    for counts, found in (
        (worlds.all(axis=1), bounds.conjunction),
        (worlds.any(axis=1), bounds.disjunction),
    ):
        ends = [
            sign * scipy.optimize.linprog(sign * counts, A_eq=equal, b_eq=[*chances, 1.0]).fun
            for sign in (1, -1)
        ]
        np.testing.assert_allclose(found, ends, atol=1e-7)
    assert bounds.conjunction[0] - 1e-12 <= bounds.independent[0] <= bounds.conjunction[1] + 1e-12
    assert bounds.disjunction[0] - 1e-12 <= bounds.independent[1] <= bounds.disjunction[1] + 1e-12


def test_samples_and_labels():
    rng = np.random.default_rng(2).uniform(size=(4, 3))
    batch = evidence.frechet_bounds(rng)
    assert batch.sample_shape == (4,)
    frame = evidence.frechet_bounds(pd.DataFrame(rng, columns=list("xyz")))
    np.testing.assert_array_equal(batch.conjunction, frame.conjunction)
    for i in range(4):
        one = evidence.frechet_bounds(dict(zip("xyz", rng[i].tolist(), strict=True)))
        np.testing.assert_allclose(batch.conjunction[i], one.conjunction)
        np.testing.assert_allclose(batch.disjunction[i], one.disjunction)


@pytest.mark.parametrize(
    ("given_probabilities", "message"),
    [
        ({"A": 1.2}, r"probability of 'A' must be in \[0, 1\]; got 1.2"),
        ([0.5, -0.1], r"probability of '1' must be in \[0, 1\]; got -0.1"),
        ({"A": np.nan}, "probability of 'A' must be finite"),
        ([], r"must have shape \(..., E\) of at least one event; got \(0,\)"),
        (0.5, r"must have shape \(..., E\)"),
        ("ab", "probability must be numbers"),
    ],
)
def test_refusals(given_probabilities, message):
    with pytest.raises(InvalidInputError, match=rf"^frechet_bounds\(\).*{message}"):
        evidence.frechet_bounds(given_probabilities)
