"""Probabilities learned from counts."""

import math
import pickle

import numpy as np
import pytest

from decision_analysis import beliefs
from decision_analysis.errors import InvalidInputError

COUNTS = {"failed": 2, "weak": 3, "worked": 15}


def test_relative_frequencies_without_prior():
    assert dict(beliefs.from_counts(COUNTS)) == {"failed": 0.1, "weak": 0.15, "worked": 0.75}


def test_rule_of_succession():
    """Laplace: after n successes in n trials the next succeeds with probability (n + 1)/(n + 2)."""
    assert beliefs.from_counts({"rise": 8, "not": 0}, prior=1)["rise"] == pytest.approx(9 / 10)
    belief = beliefs.from_counts({"rise": 8, "not": 0}, prior={"not": 3, "rise": 1})
    assert belief["not"] == pytest.approx(0.25)
    assert belief.concentrations == {"rise": 9, "not": 3}


def test_samples_and_marginals_agree_with_the_mean():
    belief = beliefs.from_counts(COUNTS, prior=0.5)
    samples = belief.sample(4000, rng=0)
    np.testing.assert_allclose(sum(samples.values()), 1, atol=1e-12)
    for state, p in belief.items():
        marginal = belief.marginal(state)
        assert marginal.mean() == pytest.approx(p)
        # six standard errors: a false alarm once in 5e8
        assert abs(samples[state].mean() - p) < 6 * marginal.std() / math.sqrt(4000)
    np.testing.assert_array_equal(
        belief.sample(5, rng=0)["weak"], belief.sample(5, rng=np.random.default_rng(0))["weak"]
    )


def test_is_a_frozen_mapping():
    belief = beliefs.from_counts(COUNTS)
    assert list(belief) == list(COUNTS)
    assert len(belief) == 3
    assert "weak" in belief
    with pytest.raises(KeyError):
        belief["strong"]
    with pytest.raises(AttributeError, match="DirichletBelief is frozen"):
        belief.extra = 1
    assert dict(pickle.loads(pickle.dumps(belief))) == dict(belief)
    assert "worked" in repr(belief)


def test_a_belief_is_a_prior():
    likelihood = {
        state: {"ok": p, "not": 1 - p}
        for state, p in (("failed", 0.1), ("weak", 0.5), ("worked", 0.9))
    }
    result = beliefs.update(beliefs.from_counts(COUNTS), likelihood)
    assert result.signals["ok"] == pytest.approx(0.01 + 0.075 + 0.675)


@pytest.mark.parametrize(
    ("counts", "options", "message"),
    [
        ({}, {}, "counts must not be empty"),
        ([3, 4], {}, "counts must be a mapping"),
        ({"a": -1, "b": 2}, {}, "count of 'a' must be at least 0; got -1"),
        ({"a": math.nan, "b": 2}, {}, "count of 'a' must be finite"),
        ({"a": "1", "b": 2}, {}, "count of 'a' must be a number"),
        ({"a": 0, "b": 0}, {}, "counts and prior must not all be zero"),
        ({"a": 1, "b": 2}, {"prior": -1}, "prior must be at least 0; got -1"),
        (
            {"a": 1, "b": 2},
            {"prior": {"a": 1}},
            r"prior must name each state once; missing \['b'\]",
        ),
        ({1: 1, "b": 2}, {}, "labels of counts must be non-empty strings; got 1"),
    ],
)
def test_refusals(counts, options, message):
    with pytest.raises(InvalidInputError, match=message):
        beliefs.from_counts(counts, **options)


def test_zero_concentrations_have_no_distribution():
    belief = beliefs.from_counts({"a": 3, "b": 0})
    assert belief["b"] == 0
    with pytest.raises(
        InvalidInputError, match=r"concentrations must be positive; got 0 for \['b'\]; give a prior"
    ):
        belief.sample(3, rng=0)
    with pytest.raises(
        InvalidInputError, match=r"of 'b' and of the others must be positive; got 0 and 3"
    ):
        belief.marginal("b")
    with pytest.raises(InvalidInputError, match="unknown state 'c'"):
        belief.marginal("c")
    with pytest.raises(InvalidInputError, match="n must be at least 1"):
        beliefs.from_counts({"a": 3, "b": 1}).sample(0)
    with pytest.raises(InvalidInputError, match="concentrations must not all be zero"):
        beliefs.DirichletBelief({"a": 0})
