"""Errors of `evpi` and `evppi` from independent scramblings of Sobol' points."""

import dataclasses

import numpy as np
import pytest
from scipy import stats

from decision_analysis import DecisionTable, Parameter, Parameters
from decision_analysis.errors import InvalidInputError
from decision_analysis.uncertainty import choice_probabilities, simulate
from decision_analysis.voi import evpi, evppi

UNKNOWN = Parameters([Parameter("p1", 0, stats.norm(0, 1)), Parameter("p2", 0, stats.norm(0, 2))])
TRUTH = {"evpi": np.sqrt(5) * stats.norm.pdf(0), "p1": stats.norm.pdf(0), "p2": 2 * stats.norm.pdf(0)}


def net_benefit(samples):
    """Tabulate nothing and p1 + p2 (Jackson et al., R package voi)."""
    benefit = samples["p1"] + samples["p2"]
    return DecisionTable(np.stack([0 * benefit, benefit], axis=-1)[..., None], ["gain"], ["none", "some"])


def blocks(count, rows):
    """Return samples of `count` scramblings, one after the other, and the values."""
    parts = [UNKNOWN.sample(rows, rng=seed) for seed in range(count)]
    samples = {name: np.concatenate([part[name] for part in parts]) for name in UNKNOWN}
    return samples, net_benefit(samples).values[..., 0]


def test_errors_are_far_smaller_and_still_cover():
    """Student's t with 15 degrees of freedom: beyond 4.5 with probability below 5e-4."""
    samples, values = blocks(16, 2**10)
    plain, known = evpi(values), evpi(values, scramblings=16)
    assert known.value == plain.value
    assert known.standard_error < plain.standard_error / 5
    assert abs(known.value - TRUTH["evpi"]) < 4.5 * known.standard_error
    for name in UNKNOWN:
        plain, known = evppi(values, samples, name), evppi(values, samples, name, scramblings=16)
        assert known.value == pytest.approx(plain.value, abs=plain.standard_error)
        assert known.standard_error < plain.standard_error / 3
        assert abs(known.value - TRUTH[name]) < 4.5 * known.standard_error


def test_sobol_points_keep_their_accuracy():
    """Equally good alternatives, of which folds of samples mistake now one, now the other for the best."""
    for seed in range(3):
        samples = UNKNOWN.sample(2**12, rng=seed)
        result = evppi(net_benefit(samples), samples, "p1")
        assert abs(result.value - TRUTH["p1"]) < 0.005
        assert result.standard_error > 0.01


def test_a_simulation_goes_in_as_it_is():
    run = simulate(net_benefit, UNKNOWN, n_samples=512, rng=1)
    assert evpi(run).value == evpi(run.table).value == evpi(run.table.values[..., 0]).value
    assert evpi(run).alternatives == ("none", "some")
    assert evppi(run, run, "p1").value == evppi(run.table, run.samples, "p1").value
    assert choice_probabilities(run).tolist() == choice_probabilities(run.table).tolist()


def test_a_simulation_knows_its_scramblings():
    run = simulate(net_benefit, UNKNOWN, n_samples=512, rng=1)
    run = dataclasses.replace(run, parameters={**run.parameters, "scramblings": 8})
    values = run.table.values[..., 0]
    assert evpi(run).standard_error == evpi(values, scramblings=8).standard_error
    for given, samples in ((run, run), (values, run), (run, run.samples)):
        result = evppi(given, samples, "p1")
        assert result.standard_error == evppi(values, run.samples, "p1", scramblings=8).standard_error
    assert dict(result.parameters) == {"scramblings": 8}
    with pytest.raises(InvalidInputError, match="scramblings must be those of the simulation, 8; got 4"):
        evpi(run, scramblings=4)


def test_blocks_must_be_equal():
    samples, values = blocks(2, 32)
    with pytest.raises(InvalidInputError, match=r"evppi\(\): scramblings must part the 64 samples into .*; got 3"):
        evppi(values, samples, "p1", scramblings=3)
