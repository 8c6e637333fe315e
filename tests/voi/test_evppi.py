"""`evppi`: analytic values, discrete parameters, awkward shapes, its bounds, bad input."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from decision_analysis import Parameter, Parameters, Scores
from decision_analysis.errors import InvalidInputError
from decision_analysis.voi import evpi, evppi

N = 2**14
QUANTILES = (np.arange(10**5) + 0.5) / 10**5


def against_nothing(benefit):
    return np.stack([np.zeros(len(benefit)), benefit], axis=1)


# Jackson C. et al., R package voi, tests/testthat/test_evppi_mc.R: INB = p1 + p2, p1 ~ N(0, 1), p2
# ~ N(0, 2); analytic: sd times phi(0)
@pytest.mark.parametrize(
    ("name", "expected"), [("p1", 0.3989422804014327), ("p2", 0.7978845608028654)]
)
@pytest.mark.parametrize("design", ["sobol", "random"])
def test_linear_normal_benefit(name, expected, design):
    """Within 4.5 standard errors; false alarm below 1e-5 for a seed."""
    parameters = Parameters(
        [Parameter("p1", 0, stats.norm(0, 1)), Parameter("p2", 0, stats.norm(0, 2))]
    )
    samples = parameters.sample(N, rng=11, design=design)
    result = evppi(against_nothing(samples["p1"] + samples["p2"]), samples, name)
    assert abs(result.value - expected) < 4.5 * result.standard_error
    assert result.standard_error < 0.02
    assert result.evpi == pytest.approx(evpi(against_nothing(samples["p1"] + samples["p2"])).value)
    assert result.with_information - result.without == pytest.approx(result.value)


def test_discrete_parameter_has_exact_means():
    """Groups of equal size with means 1, -2, 1, -1 against 0: (1 + 0 + 1 + 0)/4 - 0, the noise sums
    to 0 in each."""
    x = np.repeat([3.0, 7.0, -1.0, 0.0], 50)
    noise = np.tile(np.r_[np.ones(25), -np.ones(25)] * 5, 4)
    benefit = np.repeat([1.0, -2.0, 1.0, -1.0], 50) + noise
    result = evppi(against_nothing(benefit), {"x": x}, "x")
    assert result.value == pytest.approx(0.5, abs=1e-12)
    assert result.smoother == "means at 4 distinct values"
    assert evppi(against_nothing(benefit), {"x": np.ones(200)}, "x").value == 0


SHAPES = {
    "jump": (lambda u: np.where(u < 0.3, 2.0, -1.0), lambda u: u),
    "parabola": (lambda u: stats.norm.ppf(u) ** 2 - 1.1, stats.norm.ppf),
    "three waves": (lambda u: np.sin(6 * np.pi * u) - 0.1, lambda u: u),
    "heavy tail": (lambda u: np.exp(stats.norm.ppf(u)) - 1.2, lambda u: np.exp(stats.norm.ppf(u))),
    "logarithm of a heavy tail": (
        lambda u: stats.norm.ppf(u) - 0.2,
        lambda u: np.exp(2 * stats.norm.ppf(u)),
    ),
    "reversed": (lambda u: 0.5 - u, lambda u: -u),
}


@pytest.mark.parametrize("shape", SHAPES)
def test_shapes(shape):
    """Within 4.5 standard errors and 1% of EVPI (a jump is smoothed a little); false alarm below
    1e-5 for a seed."""
    mean, of = SHAPES[shape]
    generator = np.random.default_rng(5)
    u = generator.random(N)
    result = evppi(against_nothing(mean(u) + generator.normal(0, 1, N)), {"x": of(u)}, "x")
    expected = np.maximum(mean(QUANTILES), 0).mean() - max(mean(QUANTILES).mean(), 0)
    assert abs(result.value - expected) < 4.5 * result.standard_error + 0.01 * result.evpi


def test_noise_is_not_fitted():
    """The mean positive part of what a line fits to noise of sd 2 is below .03; that of 64 bins is
    .05."""
    for seed in range(3):
        generator = np.random.default_rng(seed)
        result = evppi(
            against_nothing(generator.normal(0, 2, N)), {"x": generator.normal(size=N)}, "x"
        )
        assert result.value < 0.03


def test_overshoot_is_bounded_by_evpi():
    x = np.linspace(0, 1, 1000)
    result = evppi(against_nothing(np.where(x < 0.3, 0.0, -1.0)), {"x": x}, "x")
    assert (result.value, result.evpi) == (0.0, 0.0)


def test_a_sharp_jump_takes_bins():
    x = np.random.default_rng(8).random(2**12)
    benefit = np.where(x < 0.25, 3.0, -1.0) + np.random.default_rng(9).normal(0, 0.1, 2**12)
    result = evppi(against_nothing(benefit), {"x": x}, "x")
    assert result.smoother.endswith("bins")
    assert result.value == pytest.approx(benefit[x < 0.25].sum() / 2**12, rel=0.02)


def test_an_irrelevant_parameter_is_worth_nothing():
    """Within 4.5 standard errors of the difference of the alternatives; false alarm below 1e-5."""
    generator = np.random.default_rng(2)
    values = against_nothing(generator.normal(-0.3, 2, N))
    result = evppi(values, {"x": generator.normal(size=N)}, "x")
    assert 0 <= result.value < 4.5 * 2 / np.sqrt(N)


def test_three_alternatives():
    """x - .5 against 0 and -x - .5: 2 E(x - .5)+ = 2 (phi(.5) - .5 Phi(-.5)). False alarm below
    1e-5."""
    generator = np.random.default_rng(3)
    x = generator.normal(size=N)
    values = np.stack([0 * x, x - 0.5, -x - 0.5], axis=1) + generator.normal(size=(N, 3))
    expected = 2 * (stats.norm.pdf(0.5) - 0.5 * stats.norm.cdf(-0.5))
    result = evppi(values, {"x": x}, "x")
    assert abs(result.value - expected) < 4.5 * result.standard_error
    assert result.best == "0"


def test_knowing_all_there_is_to_know_is_evpi():
    x = np.random.default_rng(4).normal(size=N)
    result = evppi(against_nothing(x - 0.1), {"x": x}, "x")
    assert result.value == pytest.approx(result.evpi, rel=1e-9)


@settings(max_examples=40)
@given(
    st.integers(0, 10**6),
    st.integers(40, 400),
    st.integers(1, 5),
    st.sampled_from([1, 2, 3, 12, 10**6]),
)
def test_never_below_zero_or_above_evpi(seed, count, alternatives, distinct):
    generator = np.random.default_rng(seed)
    values = generator.standard_t(2, size=(count, alternatives))
    x = generator.integers(0, distinct, count) / 7
    result = evppi(values, {"x": x}, "x")
    assert 0 <= result.value <= result.evpi
    assert np.isfinite(result.standard_error)
    mirrored = evppi(-values, {"x": x}, "x", goal="min")
    assert (mirrored.value, mirrored.evpi) == (result.value, result.evpi)


def test_long_samples_are_chosen_on_a_part(monkeypatch):
    generator = np.random.default_rng(6)
    x = generator.normal(size=N)
    values = against_nothing(np.sin(2 * x) + generator.normal(size=N))
    whole = evppi(values, {"x": x}, "x")
    monkeypatch.setattr("decision_analysis.voi._smooth._CHOOSING_ROWS", 2**11)
    part = evppi(values, {"x": x}, "x")
    assert abs(part.value - whole.value) < whole.standard_error


def test_scores_and_labels():
    generator = np.random.default_rng(7)
    x = generator.normal(size=100)
    scores = Scores(
        method="m", alternatives=("a", "b"), scores=against_nothing(x + 1), higher_is_better=False
    )
    result = evppi(scores, {"x": x}, "x")
    assert result.best == "a"
    assert result.parameters == {}
    assert repr(result).startswith("EVPPI of 'x': ")
    assert "without, a is best" in repr(result)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"of": "q"}, r"unknown parameter 'q'; known are \['x'\]"),
        ({"of": ["q"]}, r"unknown parameter 'q'"),
        ({"samples": {"x": np.ones(50)}}, r"samples of 'x' must have shape \(60,\); got \(50,\)"),
        ({"samples": {"x": np.full(60, np.nan)}}, "samples of 'x' must be finite"),
        ({"samples": {}}, "samples must not be empty"),
        ({"samples": [1, 2]}, "samples must be a mapping; got list"),
        ({"values": np.ones((60, 2, 2))}, r"values must have shape \(S, A\)"),
        ({"values": np.ones((39, 2))}, "at least 40 samples; got 39"),
        ({"goal": "high"}, "goal must be one of"),
    ],
)
def test_bad_input_is_refused(options, message):
    given = {"values": np.ones((60, 2)), "samples": {"x": np.arange(60.0)}, "of": "x"} | options
    with pytest.raises(InvalidInputError, match=rf"evppi\(\).*{message}"):
        evppi(given.pop("values"), given.pop("samples"), given.pop("of"), **given)


def test_alternatives_that_are_never_better_cost_nothing():
    rng = np.random.default_rng(5)
    x = rng.normal(size=2000)
    values = np.stack([x + rng.normal(size=2000), np.zeros(2000)], axis=1)
    worse = values.min(axis=1, keepdims=True) - np.abs(rng.normal(size=(2000, 3)))
    few, many = (evppi(each, {"x": x}, "x") for each in (values, np.hstack([worse, values])))
    assert (many.value, many.standard_error) == (few.value, few.standard_error)
    assert many.smoother == few.smoother
    far = np.hstack([worse - 20, values + np.array([10, -10])])
    alone = evppi(far, {"x": x}, "x")
    assert (alone.value, alone.standard_error, alone.smoother) == (0, 0, "none")


def test_units_and_the_order_of_alternatives_change_nothing():
    rng = np.random.default_rng(5)
    x, noise = rng.normal(size=(2, 200))
    values = np.stack([2 * x + 0.1 * noise, x**2 - 0.5, np.full(200, 0.3)], axis=1)
    plain = evppi(values, {"x": x}, "x")
    assert plain.value > 0.1
    everything = evpi(values)
    for unit in (1e-300, 1e-160, 1e160, 1e300, 1e304):
        of_values, of_all = evppi(values * unit, {"x": x}, "x"), evpi(values * unit)
        for field in ("value", "standard_error", "without", "with_information"):
            for scaled, one in ((of_values, plain), (of_all, everything)):
                assert getattr(scaled, field) / unit == pytest.approx(
                    getattr(one, field), rel=1e-12
                )
        assert evppi(values, {"x": x * unit}, "x").value == pytest.approx(plain.value, rel=1e-9)
    for order in ([2, 1, 0], [1, 2, 0]):
        assert evppi(values[:, order], {"x": x}, "x").value == pytest.approx(plain.value, rel=1e-12)
    with pytest.raises(InvalidInputError, match=r"values must be within 1e\+305 of 0; got"):
        evppi(values * 1e305, {"x": x}, "x")


def test_values_whose_sum_is_beyond_the_floats_have_a_mean():
    x = np.random.default_rng(5).normal(size=20_000)
    values = np.stack([np.full(20_000, 9e304), 9e304 + 1e303 * x], axis=1)
    for found, less in (
        (evpi(values), evpi(values / 2.0**1000)),
        (evppi(values, {"x": x}, "x"), evppi(values / 2.0**1000, {"x": x}, "x")),
    ):
        assert found.value == less.value * 2.0**1000
        assert found.without == pytest.approx(less.without * 2.0**1000, rel=1e-15)
