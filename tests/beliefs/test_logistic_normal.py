"""Logistic-normal shares: closed forms for two, simulation for more, and correlated parameters."""

import numpy as np
import pandas as pd
import pytest
from scipy import integrate, special, stats

import decision_analysis as da
from decision_analysis import beliefs
from decision_analysis.errors import InvalidInputError

MIX = beliefs.logistic_normal(
    {"wind": 3, "sun": 2, "gas": 5},
    sd={"gas": 0.1, "wind": 0.3, "sun": 0.4},
    correlation={("wind", "sun"): 0.8},
)


def test_two_shares_have_normal_log_odds():
    belief = beliefs.logistic_normal({"a": 1, "b": 3}, sd=0.5, correlation={("a", "b"): 0.4})
    rho = 2 * np.sin(np.pi / 6 * 0.4)
    log_odds = stats.norm(np.log(1 / 3), np.sqrt(0.5 - 0.5 * rho))
    one = belief.marginal("a")
    p = np.array([0.01, 0.3, 0.5, 0.9])
    x = special.expit(log_odds.ppf(p))
    np.testing.assert_allclose(one.ppf(p), x)
    np.testing.assert_allclose(one.cdf(x), p)
    np.testing.assert_allclose(one.sf(x), 1 - p)
    np.testing.assert_allclose(one.isf(1 - p), x)
    np.testing.assert_allclose(one.pdf(x), log_odds.pdf(special.logit(x)) / (x * (1 - x)))
    mean = integrate.quad(lambda t: special.expit(t) * log_odds.pdf(t), -20, 20)[0]
    assert one.mean() == pytest.approx(mean)
    square = integrate.quad(lambda t: (special.expit(t) - mean) ** 2 * log_odds.pdf(t), -20, 20)[0]
    assert one.var() == pytest.approx(square)
    np.testing.assert_array_equal(one.ppf([0, 1]), [0, 1])
    np.testing.assert_array_equal(one.cdf([-1, 0, 1, 2]), [0, 0, 1, 1])
    assert belief.marginal("b").median() == pytest.approx(1 - one.median())


@pytest.mark.parametrize("sd", [0.2, 2, 7, 20])
def test_moments_of_a_share_that_may_be_almost_anything(sd):
    # the log-odds are normal; expit has a step that a wide normal distribution sees as sharp
    one = beliefs.logistic_normal({"a": 3, "b": 1}, sd=sd).marginal("a")
    location, scale = np.log(3), np.sqrt(2) * sd

    def moment(order):
        def density(z):
            return special.expit(location + scale * z) ** order * stats.norm.pdf(z)

        step = [-location / scale]
        return integrate.quad(density, -10, 10, points=step, limit=500, epsabs=1e-13)[0]

    assert one.mean() == pytest.approx(moment(1), abs=1e-10)
    assert one.var() == pytest.approx(moment(2) - moment(1) ** 2, rel=1e-8)


def test_samples_sum_to_1_and_have_the_logarithms_said():
    """Of 10^5 draws; correlations and standard deviations of log-ratios within 5 standard errors:
    false alarms less than once in 10^5 runs."""
    drawn = MIX.sample(100_000, rng=0)
    assert list(drawn) == ["wind", "sun", "gas"]
    np.testing.assert_allclose(sum(drawn.values()), 1)
    ratio = np.log(drawn["wind"] / drawn["sun"])
    rho = 2 * np.sin(np.pi / 6 * 0.8)
    variance = 0.3**2 + 0.4**2 - 2 * rho * 0.3 * 0.4
    assert ratio.mean() == pytest.approx(np.log(1.5), abs=5 * np.sqrt(variance / 1e5))
    assert ratio.var() == pytest.approx(variance, rel=5 * np.sqrt(2 / 1e5))
    against = np.log(drawn["wind"] / drawn["gas"])
    assert against.var() == pytest.approx(0.09 + 0.01, rel=5 * np.sqrt(2 / 1e5))


@pytest.mark.parametrize("state", ["wind", "sun", "gas"])
def test_marginals_of_several_shares(state):
    """Quantiles against 10^6 draws: 5 standard errors, and 3e-4 for the averaging of the others."""
    one, drawn = MIX.marginal(state), np.sort(MIX.sample(1_000_000, rng=1)[state])
    for p in (0.05, 0.5, 0.95):
        slack = 5 * np.sqrt(p * (1 - p) / 1e6) + 3e-4
        below = np.searchsorted(drawn, one.ppf(p)) / drawn.size
        assert below == pytest.approx(p, abs=slack)
    assert one.mean() == pytest.approx(drawn.mean(), abs=3e-4)
    assert one.std() == pytest.approx(drawn.std(), rel=5e-3)
    x = one.ppf([0.1, 0.5, 0.9])
    slope = (one.cdf(x + 1e-6) - one.cdf(x - 1e-6)) / 2e-6
    np.testing.assert_allclose(one.pdf(x), slope, rtol=1e-5)


def test_parameters_are_drawn_together():
    parameters = da.Parameters(
        [*MIX.to_parameters(prefix="share of "), da.Parameter("price", 1, low=0, high=3)]
    )
    names = ("share of wind", "share of sun", "share of gas")
    assert parameters.together == (names,)
    assert [parameters.base()[name] for name in names] == pytest.approx([0.3, 0.2, 0.5])
    for design in ("sobol", "lhs", "random"):
        drawn = parameters.sample(4096, rng=0, design=design)
        np.testing.assert_allclose(sum(drawn[name] for name in names), 1)
        rise = stats.spearmanr(drawn[names[0]], drawn[names[1]])[0]
        assert rise > 0.3  # together, though they sum to 1 with the third
        assert abs(stats.spearmanr(drawn[names[0]], drawn["price"])[0]) < 0.1
    assert parameters["share of sun"].quantile(0.9) == pytest.approx(MIX.marginal("sun").ppf(0.9))


def test_labels_and_numbers_alike():
    shares, sd = {"a": 0.2, "b": 0.3, "c": 0.5}, {"a": 0.1, "b": 0.2, "c": 0.3}
    plain = beliefs.logistic_normal(shares, sd)
    assert plain.equals(beliefs.logistic_normal(pd.Series(shares), pd.Series(sd)[["c", "a", "b"]]))
    half = beliefs.logistic_normal({"a": 2, "b": 3, "c": 5}, 0.2)
    np.testing.assert_allclose(half.center, plain.center)
    np.testing.assert_array_equal(half.sd, [0.2] * 3)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (({"a": 0, "b": 1}, 0.1), "share of 'a' must be greater than 0; got 0"),
        (({"a": 1, "b": 1}, 0), r"sd of 'a' must be in \(0, 20\]; got 0"),
        (({"a": 1, "b": 1}, 21), r"sd of 'a' must be in \(0, 20\]; got 21"),
        (({"a": 1, "b": 1}, {"a": 1}), "sd must name each state once; missing"),
        (({"a": 1e-300, "b": 1e300}, 0.1), "shares must not be that far apart"),
        (({}, 0.1), "shares must not be empty"),
    ],
)
def test_refusals(arguments, message):
    with pytest.raises(InvalidInputError, match=message):
        beliefs.logistic_normal(*arguments)


def test_correlations_that_contradict_one_another():
    said = {("a", "b"): 0.9, ("b", "c"): 0.9, ("a", "c"): -0.9}
    with pytest.raises(InvalidInputError, match="correlation must be positive definite"):
        beliefs.logistic_normal({"a": 1, "b": 1, "c": 1}, 0.1, correlation=said)
    with pytest.raises(InvalidInputError, match="marginal needs at least two states"):
        beliefs.logistic_normal({"a": 1}, 0.1).marginal("a")
