"""`evppi` against functions whose value of information is known: near it, with an error bar that
covers it."""

import numpy as np
import pytest
from scipy import special, stats

from decision_analysis.voi import evppi

QUANTILES = (np.arange(2 * 10**5) + 0.5) / (2 * 10**5)
NORMAL = stats.norm.ppf


def steep(u, at, width):
    return special.expit((NORMAL(u) - at) / width)


# What the second alternative gains over the first where the parameter is at its quantile u
BENEFITS = {
    "line": lambda u: NORMAL(u) - 0.3,
    "parabola": lambda u: NORMAL(u) ** 2 - 1.1,
    "sine": lambda u: np.sin(6 * np.pi * u) - 0.1,
    "jump at 1%, mostly for it": lambda u: np.where(u > 0.99, 50, -0.1),
    "rare catastrophe, safe act best": lambda u: np.where(u > 0.99, -50, 0.1),
    "rare catastrophe, risky act best": lambda u: np.where(u > 0.99, -50, 1.0),
    "jump at 5%": lambda u: np.where(u > 0.95, 5, -0.5),
    "jump at half": lambda u: np.where(u > 0.5, 1, -1.2),
    "rare window": lambda u: np.where((u > 0.6) & (u < 0.61), 30, -0.2),
    "steep slope in the tail": lambda u: 8 * steep(u, 2.2, 0.05) - 0.3,
    "steep catastrophe in the tail": lambda u: 0.1 - 30 * steep(u, 2.2, 0.05),
}


def sampled(benefit, seed, count, noise=1.0):
    generator = np.random.default_rng(seed)
    u = generator.random(count)
    return np.stack([np.zeros(count), benefit(u) + noise * generator.normal(size=count)], axis=1), {
        "x": NORMAL(u)
    }


def truth(benefit):
    gain = benefit(QUANTILES)
    return np.maximum(gain, 0).mean() - max(gain.mean(), 0)


@pytest.mark.parametrize("shape", BENEFITS)
def test_the_error_bar_covers_the_truth(shape):
    """8 of 10 seeds within 1.96 standard errors: false alarm .012 for any ten seeds at 95%
    coverage."""
    benefit = BENEFITS[shape]
    found = [evppi(*sampled(benefit, seed, 2000), "x") for seed in range(10)]
    values, errors = (
        np.array([getattr(r, name) for r in found]) for name in ("value", "standard_error")
    )
    assert np.mean(np.abs(values - truth(benefit)) < 1.96 * errors) >= 0.8
    assert np.abs(values - truth(benefit)).max() < 4.5 * errors.max()
    assert errors.mean() < 2.5 * values.std() + 0.01


def test_a_rare_threshold_is_not_overshot():
    """A spline's maximum says .21 for .099 here, however many samples there are."""
    result = evppi(*sampled(BENEFITS["jump at 1%, mostly for it"], 1, 100_000), "x")
    assert abs(result.value - 0.099) < 3 * result.standard_error
    assert result.standard_error < 0.006


@pytest.mark.parametrize("alternatives", [2, 10, 50])
@pytest.mark.parametrize("levels", [0, 8])
def test_nothing_is_worth_nothing(alternatives, levels):
    """Noise alone, in alternatives equally good: within 2.5 standard errors of 0 for each of three
    seeds."""
    for seed in range(3):
        generator = np.random.default_rng(seed)
        values = generator.normal(size=(400, alternatives))
        x = generator.integers(0, levels, 400) if levels else generator.normal(size=400)
        result = evppi(values, {"x": x}, "x")
        assert result.value < 2.5 * result.standard_error


@pytest.mark.parametrize("alternatives", [10, 50])
def test_many_alternatives(alternatives):
    slopes = np.random.default_rng(99).normal(size=(alternatives, 2)) * [0.3, 1]
    lines = slopes[:, 0] + NORMAL(QUANTILES[::20])[:, None] * slopes[:, 1]
    expected = lines.max(axis=1).mean() - lines.mean(axis=0).max()
    x = np.random.default_rng(0).normal(size=2000)
    values = slopes[:, 0] + x[:, None] * slopes[:, 1]
    values += np.random.default_rng(1).normal(size=values.shape)
    result = evppi(values, {"x": x}, "x")
    assert abs(result.value - expected) < 2.5 * result.standard_error
    assert result.standard_error < 0.06


def test_heavy_tails_of_noise():
    """Student's t with 2 degrees of freedom has no variance; 8 of 10 seeds are covered."""
    expected = stats.norm.pdf(0.3) - 0.3 * stats.norm.cdf(-0.3)
    covered = 0
    for seed in range(10):
        generator = np.random.default_rng(seed)
        x = generator.normal(size=1000)
        values = np.stack([0 * x, x - 0.3 + generator.standard_t(2, 1000)], axis=1)
        result = evppi(values, {"x": x}, "x")
        covered += abs(result.value - expected) < 1.96 * result.standard_error
    assert covered >= 8


@pytest.mark.parametrize("power", [-1000, -600, 342, 490])
def test_any_unit_will_do(power):
    """A power of two rounds nothing: 2^342 is 10^103, where squares of squares overflow."""
    values, samples = sampled(BENEFITS["line"], 3, 500)
    plain, scaled = evppi(values, samples, "x"), evppi(np.ldexp(values, power), samples, "x")
    assert scaled.value == np.ldexp(plain.value, power) > 0
    assert scaled.standard_error == np.ldexp(plain.standard_error, power) > 0
    assert scaled.evpi == np.ldexp(plain.evpi, power)


def test_what_all_have_in_common_does_not_count():
    values, samples = sampled(BENEFITS["line"], 3, 500)
    plain, shifted = evppi(values, samples, "x"), evppi(values + 1e12, samples, "x")
    assert shifted.value == pytest.approx(plain.value, rel=1e-3)
    assert shifted.evpi == pytest.approx(plain.evpi, rel=1e-3)


@pytest.mark.parametrize(
    "scale", [1e-310, 1e300, lambda x: np.where(x > 2.5, 1e308, np.where(x < -2.5, -1e308, x))]
)
def test_any_unit_of_the_parameter_will_do(scale):
    values, samples = sampled(BENEFITS["line"], 3, 500)
    x = scale(samples["x"]) if callable(scale) else scale * samples["x"]
    plain, scaled = evppi(values, samples, "x"), evppi(values, {"x": x}, "x")
    assert abs(scaled.value - plain.value) < plain.standard_error / 2


def test_few_distinct_values_have_exact_means():
    generator = np.random.default_rng(12)
    x = generator.integers(0, 6, 300)
    values = generator.normal(size=(300, 4)) + np.outer(x == 3, [0, 1, 0, 2])
    means = np.stack([values[x == level].mean(axis=0) for level in range(6)])
    expected = means.max(axis=1) @ np.bincount(x) / 300 - values.mean(axis=0).max()
    assert evppi(values, {"x": x}, "x").value == pytest.approx(expected, rel=1e-12)


def test_levels_of_another_parameter_do_not_fall_together_with_folds():
    """A full factorial of five levels each, in order: y matters, x does not."""
    x, y = np.repeat(np.arange(5.0), 200), np.tile(np.arange(5.0), 200)
    values = np.stack([np.zeros(1000), y - 1.9], axis=1)
    result = evppi(values, {"x": x, "y": y}, "x")
    assert result.value == 0
    assert result.standard_error < 0.03
    assert evppi(values, {"x": x, "y": y}, "y").value == pytest.approx((1.9 + 0.9) / 5)
