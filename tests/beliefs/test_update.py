"""Bayes' rule: published cases, samples, impossible signals, refusals."""

import math
import pickle
from collections.abc import Mapping

import numpy as np
import pytest

from decision_analysis import beliefs
from decision_analysis.errors import InvalidInputError

PRIOR = {"dry": 0.5, "wet": 0.3, "soaking": 0.2}
LIKELIHOOD = {
    "dry": {"diffuse": 0.6, "open": 0.3, "closed": 0.1},
    "wet": {"diffuse": 0.3, "open": 0.4, "closed": 0.3},
    "soaking": {"diffuse": 0.1, "open": 0.4, "closed": 0.5},
}
WITNESS_AB = {"a": {"x": 1, "y": 0}, "b": {"x": 0.5, "y": 0.5}}
EVEN = {"a": 0.5, "b": 0.5}
WITNESS = {"blue": {"blue": 0.8, "green": 0.2}, "green": {"blue": 0.2, "green": 0.8}}


def test_oil_wildcatter():
    """Raiffa (1968): probabilities of the seismic results and of oil given each (Shenoy 1992)."""
    result = beliefs.update(PRIOR, LIKELIHOOD)
    assert result.signals == pytest.approx(
        {"diffuse": 0.41, "open": 0.35, "closed": 0.24}, abs=1e-12
    )
    published = {
        "closed": {"dry": 0.2083333333, "wet": 0.375, "soaking": 0.4166666667},
        "open": {"dry": 0.4285714286, "wet": 0.3428571429, "soaking": 0.2285714286},
        "diffuse": {"dry": 0.7317073171, "wet": 0.2195121951, "soaking": 0.0487804878},
    }
    for signal, posterior in published.items():
        assert result.posterior[signal] == pytest.approx(posterior, abs=5e-11)


def test_cab_problem():
    """Tversky and Kahneman (1982); a second independent witness raises the probability to .7385."""
    first = beliefs.update({"blue": 0.15, "green": 0.85}, WITNESS).posterior["blue"]
    assert first["blue"] == pytest.approx(0.41379310344827586, abs=1e-12)
    second = beliefs.update(first, WITNESS).posterior["blue"]
    assert second["blue"] == pytest.approx(0.7384615384615385, abs=1e-12)


def test_order_of_signals_is_that_of_the_first_state():
    shuffled = LIKELIHOOD | {"wet": {"closed": 0.3, "diffuse": 0.3, "open": 0.4}}
    result = beliefs.update(PRIOR, shuffled)
    assert list(result.signals) == ["diffuse", "open", "closed"]
    assert result.signals == beliefs.update(PRIOR, LIKELIHOOD).signals


def test_samples_equal_a_loop():
    rng = np.random.default_rng(4)
    p = rng.dirichlet(np.ones(3), (2, 5))
    accuracy = rng.uniform(0.5, 1, 5)
    prior = {state: p[..., i] for i, state in enumerate(PRIOR)}
    likelihood = {
        state: {
            "hit": accuracy if state == "dry" else 0.3,
            "miss": 1 - accuracy if state == "dry" else 0.7,
        }
        for state in PRIOR
    }
    batch = beliefs.update(prior, likelihood)
    assert batch.sample_shape == (2, 5)
    assert batch.signals["hit"].shape == (2, 5)
    for i, j in np.ndindex(2, 5):
        one = beliefs.update(
            {state: values[i, j] for state, values in prior.items()},
            {
                s: {k: v if isinstance(v, float) else v[j] for k, v in row.items()}
                for s, row in likelihood.items()
            },
        )
        assert batch.at((i, j)).signals == pytest.approx(one.signals)
        for signal in ("hit", "miss"):
            assert batch.at((i, j)).posterior[signal] == pytest.approx(one.posterior[signal])
            assert batch.posterior[signal]["wet"][i, j] == pytest.approx(
                one.posterior[signal]["wet"]
            )


def test_posteriors_average_to_the_prior():
    result = beliefs.update(PRIOR, LIKELIHOOD)
    for state, p in PRIOR.items():
        assert sum(
            q * result.posterior[signal][state] for signal, q in result.signals.items()
        ) == pytest.approx(p)


def test_impossible_signal():
    result = beliefs.update({"a": 1, "b": 0}, {"a": {"x": 1, "y": 0}, "b": {"x": 0.5, "y": 0.5}})
    assert result.signals == {"x": 1, "y": 0}
    assert list(result.posterior) == ["x"]
    assert len(result.posterior) == 1
    assert "y" not in result.posterior
    with pytest.raises(InvalidInputError, match=r"'y' has probability 0$"):
        result.posterior["y"]
    with pytest.raises(KeyError):
        result.posterior["z"]
    assert "nan" not in repr(result)
    batch = beliefs.update(
        {"a": [1, 0.5], "b": [0, 0.5]}, {"a": {"x": 1, "y": 0}, "b": {"x": 0.5, "y": 0.5}}
    )
    with pytest.raises(InvalidInputError, match="'y' has probability 0 in 1 of 2 samples"):
        batch.posterior["y"]


def test_result_is_read_only_and_can_show_itself():
    result = beliefs.update(PRIOR, LIKELIHOOD)
    assert isinstance(result.posterior, Mapping)
    with pytest.raises(TypeError):
        result.signals["open"] = 0
    with pytest.raises(TypeError):
        result.posterior["open"]["dry"] = 0
    with pytest.raises(ValueError, match="read-only"):
        result.joint[0] = 0
    with pytest.raises(ValueError, match="read-only"):
        beliefs.update({"a": [0.5], "b": [0.5]}, WITNESS_AB).signals["x"][0] = 1
    assert result.to_dict()["posterior"]["open"]["dry"] == pytest.approx(0.4286, abs=5e-5)
    assert "0.4286" in repr(result)
    assert pickle.loads(pickle.dumps(result)).signals == result.signals
    assert "samples (1,)" in repr(beliefs.update({"a": [0.5], "b": [0.5]}, WITNESS_AB))


@pytest.mark.parametrize(
    ("prior", "likelihood", "message"),
    [
        (
            {"a": 0.5, "b": 0.4},
            WITNESS_AB,
            r"prior: probabilities must sum to 1; got 0.9 \('a' 0.5, 'b' 0.4\)",
        ),
        ({"a": 0.7, "b": 0.5}, WITNESS_AB, "prior: probabilities must sum to 1; got 1.2"),
        ({"a": 1.5, "b": -0.5}, WITNESS_AB, "prior: probability of 'b' must not be negative"),
        ({"a": math.nan, "b": 0.5}, WITNESS_AB, "probability of 'a' must be finite"),
        ({"a": "x", "b": 0.5}, WITNESS_AB, "probability of 'a' must be a number; got 'x'"),
        ({}, WITNESS_AB, "prior must not be empty"),
        ([0.5, 0.5], WITNESS_AB, "prior must be a mapping"),
        (EVEN, {"a": {"x": 1}}, r"likelihood must name each state once; missing \['b'\]"),
        ({"a": 0.5, "c": 0.5}, WITNESS_AB, r"missing \['c'\], unknown \['b'\]"),
        (
            EVEN,
            WITNESS_AB | {"b": {"x": 0.5, "z": 0.5}},
            (
                r"likelihood of 'b' must name each signal of 'a' once; missing \['y'\], unknown"
                r" \['z'\]"
            ),
        ),
        (
            EVEN,
            WITNESS_AB | {"b": {"x": 0.5, "y": 0.4}},
            "likelihood of 'b': probabilities must sum to 1; got 0.9",
        ),
        (EVEN, WITNESS_AB | {"b": 0.5}, "likelihood of 'b' must be a mapping"),
        (
            {"a": [0.5, 0.4], "b": [0.5, 0.6, 1]},
            WITNESS_AB,
            r"samples of prior must broadcast; got shapes \[\(2,\), \(3,\)\]",
        ),
        (
            {"a": [0.5, 0.4], "b": [0.5, 0.6]},
            {state: {"x": [1, 1, 1], "y": [0, 0, 0]} for state in "ab"},
            "samples of prior and likelihood must have shapes that broadcast",
        ),
    ],
)
def test_refusals(prior, likelihood, message):
    with pytest.raises(InvalidInputError, match=message):
        beliefs.update(prior, likelihood)
