"""Distributions from quantiles, from three numbers, and from moments."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import optimize, special, stats

from decision_analysis import beliefs
from decision_analysis.errors import ConvergenceError, InvalidInputError

TRUTHS = [
    pytest.param("normal", {}, stats.norm(10, 20), id="normal"),
    pytest.param("student_t", {}, stats.t(3, loc=-2, scale=4), id="t"),
    pytest.param("student_t", {"degrees_of_freedom": 8}, stats.t(8, loc=100, scale=0.1), id="t8"),
    pytest.param("lognormal", {}, stats.lognorm(0.8, scale=50), id="lognormal"),
    pytest.param(
        "lognormal", {"low": -5}, stats.lognorm(2, loc=-5, scale=1), id="shifted lognormal"
    ),
    pytest.param("gamma", {}, stats.gamma(0.3, scale=1e4), id="skewed gamma"),
    pytest.param("gamma", {"low": 1}, stats.gamma(40, loc=1, scale=0.01), id="gamma"),
    pytest.param("weibull", {}, stats.weibull_min(1.7, scale=3), id="weibull"),
    pytest.param("beta", {"low": 0, "high": 1}, stats.beta(0.4, 0.7), id="U-shaped beta"),
    pytest.param("beta", {"low": -10, "high": 30}, stats.beta(8, 2, loc=-10, scale=40), id="beta"),
    pytest.param("beta", {"low": 0, "high": 1}, stats.beta(300, 900), id="narrow beta"),
    pytest.param("uniform", {}, stats.uniform(3, 4), id="uniform"),
    pytest.param(
        "triangular", {"low": 0, "high": 10}, stats.triang(0.3, scale=10), id="triangular"
    ),
]


@pytest.mark.parametrize(("family", "options", "truth"), TRUTHS)
@pytest.mark.parametrize("p", [(0.1, 0.9), (0.05, 0.5, 0.95), (0.01, 0.2, 0.5, 0.6, 0.97)])
def test_quantiles_of_a_member_give_it_back(family, options, truth, p):
    fitted = beliefs.from_quantiles(dict(zip(p, truth.ppf(p), strict=True)), family, **options)
    inner = [0.02, 0.3, 0.5, 0.8, 0.98]
    np.testing.assert_allclose(fitted.cdf(truth.ppf(inner)), inner, atol=2e-7)


def test_triangular_with_free_ends():
    truth = stats.triang(0.7, loc=2, scale=5)
    p = [0.1, 0.3, 0.6, 0.9]
    fitted = beliefs.from_quantiles(dict(zip(p, truth.ppf(p), strict=True)), "triangular")
    np.testing.assert_allclose(fitted.ppf([0, 0.5, 1]), truth.ppf([0, 0.5, 1]), atol=1e-5)


def test_order_and_defaults():
    """Two quantiles at 10 and 90 percent: the mean lies halfway, and 1.2816 standard deviations
    from each."""
    fitted = beliefs.from_quantiles({0.9: 20, 0.1: 10})
    assert fitted.mean() == pytest.approx(15)
    assert fitted.std() == pytest.approx(5 / 1.2815515655446004)


def test_least_squares_on_the_distribution_function():
    """No change of the parameters does better than the fit where the quantiles are of no member."""
    p, x = np.array([0.1, 0.5, 0.9]), np.array([1.0, 2.0, 9.0])
    fitted = beliefs.from_quantiles(dict(zip(p, x, strict=True)), "normal")

    def loss(mean, sd):
        return ((stats.norm(mean, sd).cdf(x) - p) ** 2).sum()

    best = loss(fitted.mean(), fitted.std())
    assert best > 1e-4
    for shift, factor in [(0.01, 1), (-0.01, 1), (0, 1.01), (0, 0.99), (0.01, 1.01), (-0.01, 0.99)]:
        assert loss(fitted.mean() + shift, fitted.std() * factor) > best


def test_the_fit_is_the_best_of_several_minima():
    """A normal near the two lower points does better than the local minimum between the upper
    two."""
    p, x = np.array([0.1, 0.5, 0.9]), np.array([1.0, 2.0, 14.0])
    fitted = beliefs.from_quantiles(dict(zip(p, x, strict=True)), "normal")
    assert ((fitted.cdf(x) - p) ** 2).sum() <= 0.0101
    assert fitted.mean() == pytest.approx(2, abs=1e-3)
    assert fitted.std() == pytest.approx(0.7803, abs=1e-3)


def _cdf(family, q, x):
    """Distribution functions (N, n) for rows of parameters, written down anew."""
    q = np.atleast_2d(q)
    if family == "gamma":
        return special.gammainc(np.exp(q[:, :1]), x * np.exp(-q[:, 1:]))
    if family == "beta":
        return special.betainc(np.exp(q[:, :1]), np.exp(q[:, 1:]), x)
    if family == "triangular":
        return np.array(
            [stats.triang.cdf(x, np.sin(m) ** 2, loc=a, scale=np.exp(s)) for m, a, s in q]
        )
    y = np.log(x) if family in ("lognormal", "weibull") else x
    z = (y - q[:, :1]) * np.exp(-q[:, 1:])
    if family == "weibull":
        return -np.expm1(-np.exp(np.minimum(z, 700)))
    return {"student_t": lambda t: special.stdtr(3, t), "uniform": lambda u: np.clip(u, 0, 1)}.get(
        family, special.ndtr
    )(z)


def _best_of_many(family, p, x, rng, n):
    """Return the least sum of squares of a wide random search, polished from its best and from some
    others."""
    y = np.log(x) if family in ("lognormal", "weibull") else x
    scales = rng.uniform(np.log(np.diff(y).min()) - 4, np.log(np.ptp(y)) + 4, n)
    anchors = rng.choice(y, n)
    if family == "gamma":
        shapes = rng.uniform(-5, 12, n)
        levels = special.gammaincinv(np.exp(shapes), rng.uniform(0.02, 0.98, n))
        q = np.stack([shapes, np.log(anchors) - np.log(levels + 1e-300)], axis=1)
    elif family == "beta":
        q = rng.uniform(-4, 8, (n, 2))
    elif family == "triangular":
        lows = anchors - np.exp(scales) * rng.random(n)
        q = np.stack([rng.uniform(0, np.pi / 2, n), lows, scales], axis=1)
    else:
        q = np.stack([anchors + np.exp(scales) * rng.normal(size=n) * 1.5, scales], axis=1)
    with np.errstate(all="ignore"):
        costs = np.nan_to_num(((_cdf(family, q, x) - p) ** 2).sum(axis=1), nan=np.inf)
        order = np.argsort(costs)
        best = costs[order[0]]
        for k in [*order[:6], *rng.choice(order[: n // 10], 6)]:
            found = optimize.least_squares(
                lambda v: np.nan_to_num(_cdf(family, v, x)[0] - p, nan=1.0), q[k]
            )
            best = min(best, 2 * found.cost)
    return best


@pytest.mark.slow
@pytest.mark.parametrize(
    "family",
    ["normal", "student_t", "lognormal", "gamma", "weibull", "beta", "uniform", "triangular"],
)
def test_no_search_finds_a_better_fit(family):
    rng = np.random.default_rng(5)
    for kind in range(6):
        n = int(rng.integers(3, 6))
        p = np.sort(
            rng.choice(
                [0.01, 0.05, 0.1, 0.25, 0.3, 0.5, 0.6, 0.75, 0.9, 0.95, 0.99], n, replace=False
            )
        )
        gaps = [
            rng.random(n - 1) + 0.05,
            10 ** rng.uniform(-2, 2, n - 1),
            1 + 1e-3 * rng.random(n - 1),
        ][kind % 3]
        x = np.cumsum([1.0, *gaps])
        x /= 1.2 * x[-1]
        bounds = {"low": 0, "high": 1} if family == "beta" else {}
        fitted = beliefs.from_quantiles(dict(zip(p, x, strict=True)), family, **bounds)
        best = _best_of_many(family, p, x, rng, 500 if family == "triangular" else 2000)
        assert ((fitted.cdf(x) - p) ** 2).sum() <= best * (1 + 1e-9) + 1e-9


@pytest.mark.parametrize(
    "family", ["normal", "student_t", "lognormal", "gamma", "weibull", "uniform", "triangular"]
)
@pytest.mark.parametrize(
    "x",
    [
        [1e-300, 1e-299, 1.0],
        [1.0, 1e150, 1e300],
        [1e300, 2e300, 5e300],
        [1e-300, 2e-300, 5e-300],
        [1.0, 1.0 + 1e-15, 2.0],
        [1.0, 1.0 + 2.3e-16, 1.0 + 5e-16],
        [5e-324, 1e-323, 1.0],
    ],
)
def test_extreme_quantiles_are_fitted_or_refused(family, x):
    """Without a warning of numpy, which would be an error here."""
    p = np.array([0.2, 0.5, 0.7])
    try:
        fitted = beliefs.from_quantiles(dict(zip(p, x, strict=True)), family)
    except ConvergenceError:
        return
    with np.errstate(all="ignore"):
        assert np.isfinite(fitted.cdf(x)).all()
    assert fitted.kwds["scale"] > 0


def test_quantiles_that_only_rounding_parts_are_refused():
    with pytest.raises(ConvergenceError, match="family 'lognormal' did not converge"):
        beliefs.from_quantiles({0.2: 1e308, 0.8: 1e308 * (1 + 3e-16)}, "lognormal")


@given(st.floats(-1e6, 1e6), st.floats(1, 1e6), st.floats(0.02, 0.45), st.floats(0.55, 0.98))
def test_two_quantiles_are_met_exactly(first, gap, p, q):
    for family in ("normal", "student_t", "uniform"):
        fitted = beliefs.from_quantiles({p: first, q: first + gap}, family)
        np.testing.assert_allclose(fitted.cdf([first, first + gap]), [p, q], atol=1e-8)


@pytest.mark.slow
@settings(max_examples=30, deadline=None)
@given(st.floats(0.01, 100), st.floats(1.05, 50), st.floats(0.02, 0.45), st.floats(0.55, 0.98))
def test_two_positive_quantiles_are_met_exactly(first, ratio, p, q):
    for family in ("lognormal", "gamma", "weibull"):
        fitted = beliefs.from_quantiles({p: first, q: first * ratio}, family)
        np.testing.assert_allclose(fitted.cdf([first, first * ratio]), [p, q], atol=1e-8)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (({},), "quantiles must not be empty"),
        (([1, 2],), "quantiles must be a mapping; got list"),
        (({0.5: 1},), "needs at least 2 quantiles; got 1"),
        (({0.5: 1}, "normal"), "family 'normal' needs at least 2 quantiles; got 1"),
        (({0.1: 1, 0.9: 2}, "triangular"), "family 'triangular' needs at least 3 quantiles; got 2"),
        (({0.0: 1, 0.9: 2},), r"probability must be in \(0, 1\); got 0"),
        (({10: 1, 90: 2},), r"probability must be in \(0, 1\); got 10"),
        (
            ({0.1: 2, 0.9: 1},),
            "must strictly ascend with their probabilities; got 2 at 0.1 and 1 at 0.9",
        ),
        (({0.1: 2, 0.9: 2},), "must strictly ascend"),
        (({0.1: math.nan, 0.9: 2},), "quantile at 0.1 must be finite"),
        (({0.1: "1", 0.9: 2},), "quantile at 0.1 must be a number; got '1'"),
        (({"0.1": 1, 0.9: 2},), "probability must be a number; got '0.1'"),
        (
            ({0.1: 1, 0.9: 2}, "lognorml"),
            r"unknown family 'lognorml' \(did you mean 'lognormal'\?\)",
        ),
        (({0.1: 1, 0.9: 2}, "uniform", 0), "family 'uniform' takes no bounds; got low=0"),
        (({0.1: 1, 0.9: 2}, "gamma", 0, 2), "quantiles must be below high=2; got 2"),
        (({0.1: 1, 0.9: 2}, "gamma", 1), "quantiles must be above low=1; got 1"),
        (({0.1: -1, 0.9: 2}, "lognormal"), "quantiles must be above low=0; got -1"),
        (({0.1: 1, 0.9: 2}, "beta"), "family 'beta' needs low and high"),
        (({0.1: 1, 0.9: 2}, "beta", 0), "family 'beta' needs low and high; got low=0, high=None"),
        (({0.1: 1, 0.9: 2}, "beta", 0, 2), "quantiles must be below high=2; got 2"),
        (({0.1: 1, 0.9: 2}, "beta", 3, 2), "low must be less than high; got 3 and 2"),
        (({0.1: 1, 0.9: 2}, "triangular", 0), "needs both low and high or none"),
    ],
)
def test_refusals(arguments, message):
    with pytest.raises(InvalidInputError, match=message):
        beliefs.from_quantiles(*arguments)


def test_degrees_of_freedom_are_for_student_t():
    with pytest.raises(
        InvalidInputError, match="degrees_of_freedom is for family 'student_t' only"
    ):
        beliefs.from_quantiles({0.1: 1, 0.9: 2}, "normal", degrees_of_freedom=5)
    with pytest.raises(InvalidInputError, match="degrees_of_freedom must be greater than 0"):
        beliefs.from_quantiles({0.1: 1, 0.9: 2}, "student_t", degrees_of_freedom=0)


def test_a_hopeless_fit_says_so():
    with pytest.raises(ConvergenceError, match="fit of family 'gamma' did not converge") as caught:
        beliefs.from_quantiles({0.25: 1e-300, 0.26: 1}, "gamma")
    assert np.shape(caught.value.partial) == (2,)


@given(st.floats(-1e6, 1e6), st.floats(0, 1), st.floats(1e-2, 1e6))
def test_pert_and_triangular(low, share, width):
    high = low + width
    mode = min(max(low + share * width, low), high)
    for made, mean in (
        (beliefs.pert(low, mode, high), (low + 4 * mode + high) / 6),
        (beliefs.triangular(low, mode, high), (low + mode + high) / 3),
    ):
        assert made.mean() == pytest.approx(mean, rel=1e-9, abs=1e-9 * (abs(low) + width))
        np.testing.assert_allclose(made.ppf([0, 1]), [low, high], rtol=1e-12)


def test_pert_concentration_and_extreme_modes():
    assert beliefs.pert(0, 0.9, 1, concentration=0).var() == pytest.approx(1 / 12)
    assert beliefs.pert(0, 0, 6).mean() == pytest.approx(1)
    assert beliefs.pert(0, 3, 6).cdf(3) == pytest.approx(0.5)


@pytest.mark.parametrize("function", [beliefs.pert, beliefs.triangular])
@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((1, 0, 2), "low <= mode <= high must hold; got 1, 0, 2"),
        ((0, 3, 2), "low <= mode <= high must hold"),
        (
            (1, 1, 1),
            "low must be less than high; both are 1, a certain quantity: use the number itself",
        ),
        ((0, math.nan, 1), "mode must be finite"),
        ((0, 1, math.inf), "high must be finite"),
        ((0, "1", 2), "mode must be a number; got '1'"),
    ],
)
def test_three_numbers_refused(function, arguments, message):
    with pytest.raises(InvalidInputError, match=message):
        function(*arguments)


def test_pert_refuses_a_negative_concentration():
    with pytest.raises(InvalidInputError, match="concentration must be at least 0; got -1"):
        beliefs.pert(0, 1, 2, concentration=-1)


@pytest.mark.parametrize(
    "family", ["normal", "student_t", "lognormal", "gamma", "weibull", "beta", "uniform"]
)
@pytest.mark.parametrize(("mean", "sd"), [(10, 2), (10, 9), (0.5, 0.01), (1000, 0.5)])
def test_moments_are_met(family, mean, sd):
    bounds = {"low": 0, "high": 2 * mean} if family == "beta" else {}
    made = beliefs.from_mean_sd(family, mean, sd, **bounds)
    assert made.mean() == pytest.approx(mean, rel=1e-10)
    assert made.std() == pytest.approx(sd, rel=1e-7)


def test_moments_above_a_lower_bound():
    for family in ("lognormal", "gamma", "weibull"):
        made = beliefs.from_mean_sd(family, -3, 2, low=-5)
        assert made.mean() == pytest.approx(-3)
        assert made.std() == pytest.approx(2)
        assert made.ppf(0) == -5


def test_weibull_of_equal_mean_and_sd_is_exponential():
    np.testing.assert_allclose(
        beliefs.from_mean_sd("weibull", 3, 3).ppf([0.1, 0.9]),
        stats.expon(scale=3).ppf([0.1, 0.9]),
        rtol=1e-10,
    )


@pytest.mark.parametrize(
    ("arguments", "options", "message"),
    [
        (("normal", 1, 0), {}, "sd must be greater than 0; got 0"),
        (("normal", math.nan, 1), {}, "mean must be finite"),
        (("normal", 1, "1"), {}, "sd must be a number; got '1'"),
        (("triangular", 1, 1), {}, "unknown family 'triangular'"),
        (("gamma", -1, 1), {}, "the mean of family 'gamma' must be above 0; got -1"),
        (("beta", 0.5, 0.1), {}, "family 'beta' needs low and high"),
        (
            ("beta", 0.5, 0.5),
            {"low": 0, "high": 1},
            "sd must be less than 0.5 for a mean of 0.5 between 0 and 1",
        ),
        (("beta", 2, 0.5), {"low": 0, "high": 1}, "must be above 0 and below 1; got 2"),
        (("uniform", 2, 0.5), {"low": 0}, "family 'uniform' takes no bounds"),
        (
            ("student_t", 2, 1),
            {"degrees_of_freedom": 2},
            "degrees_of_freedom must be greater than 2",
        ),
        (("weibull", 1, 1e-10), {}, "family 'weibull' has no member with sd/mean"),
    ],
)
def test_moments_refused(arguments, options, message):
    with pytest.raises(InvalidInputError, match=message):
        beliefs.from_mean_sd(*arguments, **options)
