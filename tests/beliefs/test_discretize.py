"""Few-point discretizations."""

import math

import numpy as np
import pytest
from scipy import stats

from decision_analysis import beliefs
from decision_analysis.errors import InvalidInputError


class OnlyQuantiles:
    """A distribution that can only give quantiles."""

    def ppf(self, q):
        return stats.norm.ppf(q)


def test_three_point_rules():
    """Keefer and Bodily (1983): .05, .5, .95 with .185, .63, .185; .1, .5, .9 with .3, .4, .3."""
    tukey = beliefs.discretize(stats.norm(100, 10))
    np.testing.assert_allclose(tukey.values, [100 - 16.4485, 100, 100 + 16.4485], atol=5e-4)
    np.testing.assert_array_equal(tukey.probabilities, [0.185, 0.63, 0.185])
    swanson = beliefs.discretize(stats.uniform(0, 1), "extended_swanson")
    np.testing.assert_allclose(swanson.values, [0.1, 0.5, 0.9])
    np.testing.assert_array_equal(swanson.probabilities, [0.3, 0.4, 0.3])
    assert swanson.mean == pytest.approx(0.5)
    assert swanson.variance == pytest.approx(0.6 * 0.16)


def test_extended_pearson_tukey_keeps_the_moments_of_beta_distributions():
    """Keefer and Bodily (1983) found it the most accurate of the simple rules: means well within
    one percent."""
    for a, b in [(2, 2), (2, 6), (5, 3), (1.5, 4)]:
        truth = stats.beta(a, b)
        rule = beliefs.discretize(truth)
        assert rule.mean == pytest.approx(truth.mean(), rel=0.005)
        assert rule.variance == pytest.approx(truth.var(), rel=0.05)


@pytest.mark.parametrize(
    ("distribution", "mean", "variance"),
    [
        (stats.norm(), [0, 0, 0], [0.001, -0.015, -0.233]),
        (stats.uniform(), [0, 0, 0], [-0.101, 0.152, -0.040]),
        (stats.expon(), [0.0004, -0.0004, -0.068], [-0.037, -0.213, -0.395]),
    ],
)
def test_errors_that_the_docstring_states(distribution, mean, variance):
    for i, method in enumerate(["extended_pearson_tukey", "extended_swanson", "bracket_median"]):
        rule = beliefs.discretize(distribution, method)
        assert rule.mean - distribution.mean() == pytest.approx(
            mean[i] * (distribution.mean() or 1), abs=5e-4
        )
        assert rule.variance / distribution.var() - 1 == pytest.approx(variance[i], abs=5e-4)


@pytest.mark.parametrize("method", ["extended_pearson_tukey", "extended_swanson", "bracket_median"])
@pytest.mark.parametrize("mean", [np.array([1.0, 2.0, 5.0]), np.array([[1.0], [4.0]])])
def test_samples_of_parameters_equal_a_loop(method, mean):
    """Three samples are not paired with the three points."""
    sd = np.array([0.5, 1.0, 2.0])
    batch = beliefs.discretize(stats.norm(mean, sd), method)
    means, sds = np.broadcast_arrays(mean, sd)
    assert batch.sample_shape == batch.mean.shape == batch.variance.shape == means.shape
    assert repr(batch) == f"discretize: samples {means.shape}"
    for index in np.ndindex(*means.shape):
        one = beliefs.discretize(stats.norm(means[index], sds[index]), method)
        np.testing.assert_allclose(batch.values[index], one.values, rtol=1e-12, atol=1e-12)
        assert batch.at(index).mean == batch.mean[index] == pytest.approx(one.mean)
        assert batch.variance[index] == pytest.approx(one.variance)
        assert type(one.mean) is type(one.variance) is float


def test_bracket_medians():
    rule = beliefs.discretize(stats.uniform(0, 10), "bracket_median")
    np.testing.assert_allclose(rule.values, [1, 3, 5, 7, 9])
    np.testing.assert_allclose(rule.probabilities, 0.2)
    assert beliefs.discretize(stats.expon(), "bracket_median", n_points=1).values == pytest.approx(
        [math.log(2)]
    )


def moment_of_t10(k):
    return 0 if k % 2 else math.prod(10 * (2 * i - 1) / (10 - 2 * i) for i in range(1, k // 2 + 1))


@pytest.mark.parametrize("n", [1, 2, 3, 8, 20])
def test_gauss_rules_of_classical_polynomials(n):
    """Golub and Welsch (1969): normal is Gauss-Hermite, uniform Gauss-Legendre, exponential
    Gauss-Laguerre."""
    cases = [
        (stats.norm(), np.polynomial.hermite_e.hermegauss(n)),
        (stats.uniform(-1, 2), np.polynomial.legendre.leggauss(n)),
        (stats.expon(), np.polynomial.laguerre.laggauss(n)),
    ]
    for distribution, (nodes, weights) in cases:
        rule = beliefs.discretize(distribution, "gauss", n)
        np.testing.assert_allclose(rule.values, nodes, rtol=1e-10, atol=1e-12)
        np.testing.assert_allclose(
            rule.probabilities, weights / weights.sum(), rtol=1e-8, atol=1e-14
        )


@pytest.mark.parametrize(
    ("distribution", "moment", "n"),
    [
        (stats.lognorm(1), lambda k: math.exp(k * k / 2), 5),
        (stats.gamma(0.1), lambda k: math.gamma(0.1 + k) / math.gamma(0.1), 5),
        (stats.beta(0.5, 3), lambda k: math.prod((0.5 + r) / (3.5 + r) for r in range(k)), 4),
        (stats.triang(0.3), lambda k: 2 * (1 - 0.3 ** (k + 1)) / ((k + 1) * (k + 2) * 0.7), 6),
        (stats.weibull_min(0.5), lambda k: math.gamma(1 + 2 * k), 4),
        (stats.t(10), moment_of_t10, 5),
        (stats.binom(4, 0.5), lambda k: sum(math.comb(4, i) / 16 * i**k for i in range(5)), 3),
    ],
)
def test_gauss_matches_moments(distribution, moment, n):
    rule = beliefs.discretize(distribution, "gauss", n)
    for k in range(2 * n):
        size = rule.probabilities @ np.abs(rule.values) ** k
        assert rule.probabilities @ rule.values**k == pytest.approx(
            moment(k), rel=1e-9, abs=1e-9 * size
        )


def test_gauss_far_from_zero_and_without_more_than_quantiles():
    rule = beliefs.discretize(stats.norm(1e6, 1e-3), "gauss")
    np.testing.assert_allclose(
        (rule.values - 1e6) / 1e-3, [-math.sqrt(3), 0, math.sqrt(3)], atol=1e-6
    )
    rule = beliefs.discretize(OnlyQuantiles(), "gauss")
    np.testing.assert_allclose(rule.values, [-math.sqrt(3), 0, math.sqrt(3)], atol=1e-9)


def test_gauss_of_a_pool():
    experts = [stats.norm(0, 1), stats.norm(4, 2)]
    for rule, mean in (("linear", 2), ("logarithmic", 0.8)):
        pooled = beliefs.pool(experts, [1, 1], rule)
        points = beliefs.discretize(pooled, "gauss", n_points=4)
        assert points.mean == pytest.approx(mean)
        assert points.variance == pytest.approx(pooled.var())


def test_result():
    rule = beliefs.discretize(stats.norm(), "gauss")
    assert rule.parameters == {"method": "gauss", "n_points": 3}
    assert "10.1287/mnsc.29.3.352" in rule.references[0]
    assert repr(rule).startswith("discretize  (method='gauss', n_points=3)\n")
    assert rule.to_dict()["probabilities"] == pytest.approx([1 / 6, 2 / 3, 1 / 6])
    with pytest.raises(ValueError, match="read-only"):
        rule.values[0] = 1
    with pytest.raises(AttributeError):
        rule.values = 1


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((3,), "distribution must be a frozen distribution with .ppf; got 3 without .ppf"),
        (
            (stats.norm(), "simpson"),
            "method must be one of 'extended_pearson_tukey'.*got 'simpson'",
        ),
        (
            (stats.norm(), "extended_swanson", 3),
            "has three points and takes no n_points; got n_points=3",
        ),
        ((stats.norm(), "gauss", 0), "n_points must be at least 1; got 0"),
        ((stats.norm(), "gauss", 2.5), "n_points must be an integer; got 2.5"),
        ((stats.norm(math.nan, 1),), r"must have finite quantiles; got \[nan, nan, nan\]"),
        (
            (stats.norm([1, math.nan], 1),),
            r"must have finite quantiles; got nan among samples \(2,\)",
        ),
        (
            (stats.norm([1, 2], 1), "gauss"),
            r"'gauss' takes one distribution at a time; got .* samples \(2,\)",
        ),
        (
            (stats.t(3), "gauss", 2),
            "with n_points=2 needs moments to order 3; the distribution's tails are too heavy",
        ),
        (
            (stats.cauchy(), "gauss", 1),
            "needs moments to order 1; the distribution's tails are too heavy",
        ),
        ((stats.lognorm(5), "gauss", 9), "tails are too heavy"),
        (
            (stats.bernoulli(0.5), "gauss", 3),
            "the distribution has only 2 possible values; got n_points=3",
        ),
        ((stats.bernoulli(0.9), "gauss", 2), "needs a distribution whose quartiles differ"),
    ],
)
def test_refusals(arguments, message):
    with pytest.raises(InvalidInputError, match=message):
        beliefs.discretize(*arguments)


def test_a_class_is_no_distribution():
    with pytest.raises(InvalidInputError, match="must be a frozen distribution"):
        beliefs.discretize(OnlyQuantiles)
