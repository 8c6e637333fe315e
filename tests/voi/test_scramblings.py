"""Errors of `evpi` and `evppi` from independent scramblings of Sobol' points."""

import numpy as np
import pytest
from scipy import stats

from decision_analysis import DecisionTable, Parameter, Parameters
from decision_analysis.errors import InvalidInputError
from decision_analysis.uncertainty import choice_probabilities, simulate
from decision_analysis.voi import evpi, evppi

UNKNOWN = Parameters([Parameter("p1", 0, stats.norm(0, 1)), Parameter("p2", 0, stats.norm(0, 2))])
TRUTH = {
    "evpi": np.sqrt(5) * stats.norm.pdf(0),
    "p1": stats.norm.pdf(0),
    "p2": 2 * stats.norm.pdf(0),
}


def net_benefit(samples):
    """Tabulate nothing and p1 + p2 (Jackson et al., R package voi)."""
    benefit = samples["p1"] + samples["p2"]
    return DecisionTable(
        np.stack([0 * benefit, benefit], axis=-1)[..., None], ["gain"], ["none", "some"]
    )


def blocks(count, rows):
    """Return samples of `count` scramblings, one after the other, and the values."""
    samples = UNKNOWN.sample(count * rows, rng=0, scramblings=count)
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
    """Equally good alternatives, of which folds of samples mistake now one, now the other for the
    best."""
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
    """Student's t with 15 degrees of freedom: beyond 4.5 with probability below 5e-4."""
    run = simulate(net_benefit, UNKNOWN, n_samples=2**13, rng=1, scramblings=16)
    values = run.table.values[..., 0]
    assert evpi(run).standard_error == evpi(values, scramblings=16).standard_error
    assert abs(evpi(run).value - TRUTH["evpi"]) < 4.5 * evpi(run).standard_error
    assert evpi(run).standard_error < evpi(run.table).standard_error / 5
    expected = evppi(values, run.samples, "p1", scramblings=16)
    for given, samples in ((run, run), (values, run), (run, run.samples)):
        result = evppi(given, samples, "p1")
        assert (result.value, result.standard_error) == (expected.value, expected.standard_error)
    assert abs(expected.value - TRUTH["p1"]) < 4.5 * expected.standard_error
    assert dict(result.parameters) == {"scramblings": 16}
    with pytest.raises(
        InvalidInputError, match="scramblings must be those of the simulation, 16; got 4"
    ):
        evpi(run, scramblings=4)


def test_blocks_must_be_equal():
    samples, values = blocks(2, 32)
    with pytest.raises(
        InvalidInputError, match=r"evppi\(\): scramblings must part the 64 samples into .*; got 3"
    ):
        evppi(values, samples, "p1", scramblings=3)
