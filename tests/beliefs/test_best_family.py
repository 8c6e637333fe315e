"""The best family of all that the bounds allow, truncated families, and what the result tells."""

import pickle

import numpy as np
import pandas as pd
import pytest
from scipy import optimize, stats

import decision_analysis as da
from decision_analysis import beliefs
from decision_analysis.errors import InvalidInputError

P5 = np.array([0.05, 0.25, 0.5, 0.75, 0.95])


def said(truth, levels):
    return dict(zip(truth.cdf(levels).tolist(), levels, strict=True))


@pytest.mark.parametrize(
    ("truth", "levels", "bounds", "family"),
    [
        # the levels and true distributions of the tests of the R package SHELF, test-fitting.R
        (stats.norm(10, 20), [-10, 10, 50], {}, "normal"),
        (stats.t(4, 10, 20), [-10, 10, 50], {"degrees_of_freedom": 4}, "student_t"),
        (stats.beta(5, 20, 10, 50), [18, 20, 24], {"low": 10, "high": 60}, "beta"),
        (stats.lognorm(0.5, scale=30), [22, 30, 42], {"low": 0}, "lognormal"),
        (
            stats.lognorm(0.5, loc=-10, scale=np.exp(2)),
            [-6, -2, 2, 6],
            {"low": -10},
            "lognormal",
        ),
        (stats.gamma(50, loc=10, scale=1 / 2), [32, 35, 37], {"low": 10}, "gamma"),
        # and others, also without saying that the quantity is positive
        (stats.lognorm(0.5, scale=30), [22, 30, 42], {}, "lognormal"),
        (stats.weibull_min(1.7, scale=3), [1, 2, 3, 5], {"low": 0}, "weibull"),
        (stats.uniform(3, 4), [4, 5, 6.5], {}, "uniform"),
        (stats.triang(0.3, 0, 10), [2, 4, 6, 8], {"low": 0, "high": 10}, "triangular"),
        (stats.triang(0.3, 0, 10), [2, 4, 6, 8], {}, "triangular"),
        (
            stats.truncnorm(-1.5, np.inf, loc=3, scale=2),
            [0.5, 2, 4, 6],
            {"low": 0},
            "normal",
        ),
    ],
)
def test_the_best_family_is_the_true_one(truth, levels, bounds, family):
    fitted = beliefs.from_quantiles(said(truth, levels), **bounds)
    assert fitted.family == family == next(iter(fitted.candidates))
    assert family in fitted.tied_best
    np.testing.assert_allclose(fitted.ppf([0.05, 0.95]), truth.ppf([0.05, 0.95]), rtol=1e-4)
    assert np.abs(fitted.misfit).max() < 1e-6


def test_the_best_has_the_least_sum_of_squares_and_says_what_it_misses():
    quantiles = {0.05: 12.0, 0.25: 20.0, 0.5: 26.0, 0.75: 35.0, 0.95: 60.0}
    fitted = beliefs.from_quantiles(quantiles, low=0)
    single = {
        name: beliefs.from_quantiles(quantiles, name, low=0)
        for name in ("lognormal", "gamma", "weibull", "normal", "student_t")
    }
    costs = {name: float((one.misfit**2).sum()) for name, one in single.items()}
    assert dict(fitted.candidates) == pytest.approx(costs)
    assert list(fitted.candidates) == sorted(costs, key=costs.get)
    assert fitted.family == min(costs, key=costs.get) == "lognormal"
    np.testing.assert_allclose(fitted.misfit, fitted.cdf(list(quantiles.values())) - P5)
    frame = fitted.to_frame()
    assert list(frame.index) == list(quantiles)
    np.testing.assert_allclose(frame["fitted level"], fitted.ppf(P5))
    assert "lognormal, the best of 5 families; largest misfit" in repr(fitted)


def test_two_quantiles_cannot_tell_families_apart():
    fitted = beliefs.from_quantiles({0.1: 10, 0.9: 20})
    assert fitted.family == "normal"
    assert fitted.tied_best == ("normal", "student_t", "uniform", "lognormal", "gamma", "weibull")
    assert "as good as student_t" in repr(fitted)
    # a family that the bounds are made for comes before truncated ones
    assert beliefs.from_quantiles({0.1: 10, 0.9: 20}, low=0).family == "lognormal"
    assert beliefs.from_quantiles({0.1: 10, 0.9: 20}, low=0, high=50).family == "beta"


def test_an_unbounded_quantity_may_be_negative():
    fitted = beliefs.from_quantiles({0.1: -1, 0.5: 1, 0.9: 2})
    assert not {"lognormal", "gamma", "weibull"} & set(fitted.candidates)
    assert list(beliefs.from_quantiles({0.1: -1, 0.9: 2}, high=4).candidates) == [
        "mirror_lognormal",
        "mirror_gamma",
        "normal",
        "student_t",
    ]


@pytest.mark.parametrize(
    ("family", "truth", "low"),
    [
        ("mirror_lognormal", stats.lognorm(0.5, scale=30), None),
        ("mirror_gamma", stats.gamma(3, scale=10), None),
        ("mirror_gamma", stats.gamma(3, scale=10), 30),
    ],
)
def test_what_falls_short_of_a_greatest_level(family, truth, low):
    """100 less a positive quantity, which may be truncated."""
    whole = 1.0 if low is None else truth.cdf(100 - low)
    x = 100 - truth.ppf((1 - P5) * whole)
    fitted = beliefs.from_quantiles(dict(zip(P5, x, strict=True)), low=low, high=100)
    assert fitted.family == family
    np.testing.assert_allclose(fitted.cdf(x), P5, atol=1e-9)
    np.testing.assert_allclose(fitted.ppf(P5), x)
    np.testing.assert_allclose(fitted.isf(P5), fitted.ppf(1 - P5))
    np.testing.assert_allclose(fitted.sf(x), 1 - P5, atol=1e-9)
    np.testing.assert_allclose(fitted.pdf(x), truth.pdf(100 - x) / whole)
    assert fitted.ppf(1) == 100
    if low is None:
        assert (fitted.mean(), fitted.var()) == pytest.approx((100 - truth.mean(), truth.var()))


@pytest.mark.parametrize(
    ("family", "parent", "low", "high"),
    [
        ("normal", stats.norm(3, 2), 0, None),
        ("normal", stats.norm(-5, 3), 0, None),
        ("normal", stats.norm(9, 4), None, 10),
        ("normal", stats.norm(50, 40), 0, 100),
        ("student_t", stats.t(3, 3, 2), 0, 10),
        ("lognormal", stats.lognorm(0.8, scale=50), 0, 100),
        ("lognormal", stats.lognorm(0.8, loc=-20, scale=50), -20, 100),
        ("gamma", stats.gamma(3, scale=10), 0, 40),
        ("weibull", stats.weibull_min(2, scale=10), 0, 9),
    ],
)
@pytest.mark.parametrize("p", [(0.1, 0.9), tuple(P5)])
def test_quantiles_of_a_truncated_member_give_it_back(family, parent, low, high, p):
    ends = (-np.inf if low is None else low, np.inf if high is None else high)
    below, above = parent.cdf(ends[0]), parent.cdf(ends[1])
    # F(x) = (F0(x) - F0(low)) / (F0(high) - F0(low))
    x = parent.ppf(below + np.array(p) * (above - below))
    fitted = beliefs.from_quantiles(dict(zip(p, x, strict=True)), family, low, high)
    inner = np.array([0.02, 0.3, 0.6, 0.98])
    levels = parent.ppf(below + inner * (above - below))
    np.testing.assert_allclose(fitted.cdf(levels), inner, atol=1e-9)
    np.testing.assert_allclose(fitted.ppf(inner), levels, rtol=1e-7, atol=1e-7)
    np.testing.assert_allclose(fitted.isf(inner), fitted.ppf(1 - inner), rtol=1e-7)
    np.testing.assert_allclose(fitted.sf(levels), 1 - inner, atol=1e-9)
    np.testing.assert_allclose(fitted.pdf(levels), parent.pdf(levels) / (above - below), rtol=1e-6)
    assert (fitted.ppf(0), fitted.ppf(1)) == pytest.approx(ends)
    scale = parent.std() if np.isfinite(parent.std()) else 1
    lb, ub = (None if np.isinf(end) else end for end in ends)
    mean = parent.expect(lambda t: t, lb=lb, ub=ub, conditional=True)
    assert fitted.mean() == pytest.approx(mean, abs=1e-6 * scale)
    square = parent.expect(lambda t: (t - mean) ** 2, lb=lb, ub=ub, conditional=True)
    assert fitted.var() == pytest.approx(square, rel=1e-6)


@pytest.mark.parametrize("family", ["normal", "gamma"])
def test_no_search_finds_a_better_truncated_fit(family):
    """Quantiles of no member: a random search, polished, does no better. Seeded."""
    rng = np.random.default_rng(3)
    for _ in range(2):
        p = np.array([0.1, 0.3, 0.5, 0.9])
        x = np.sort(rng.uniform(1, 99, 4))
        fitted = beliefs.from_quantiles(dict(zip(p, x, strict=True)), family, 0, 100)

        def cost(v, x=x, p=p):
            parent = {
                "normal": lambda: stats.norm(100 * v[0], np.exp(v[1])),
                "gamma": lambda: stats.gamma(np.exp(v[0]), scale=np.exp(v[1])),
            }[family]()
            a, b = parent.cdf([0, 100])
            return (parent.cdf(x) - a) / (b - a) - p

        best = np.inf
        with np.errstate(all="ignore"):
            for start in rng.normal(0.5, 2, (5, 2)) * [1, 1.5]:
                found = optimize.least_squares(
                    lambda v: np.nan_to_num(cost(v), nan=1.0), start, max_nfev=30
                )
                best = min(best, 2 * found.cost)
        # some best fits are limits, which the fit comes near
        assert (fitted.misfit**2).sum() <= best + 1e-6


def test_moments_of_narrow_and_of_infinite_densities():
    narrow = beliefs.from_quantiles({0.1: 4.9, 0.9: 5.1}, "student_t", low=0, high=1e6)
    assert narrow.mean() == pytest.approx(5, abs=1e-3)
    steep = beliefs.from_quantiles({0.2: 1e-3, 0.5: 1, 0.9: 50}, "gamma", low=0, high=60)
    whole = steep.distribution.parent
    assert np.isinf(steep.pdf(0))
    mass = whole.cdf(60)
    mean = whole.expect(lambda x: x, lb=1e-12, ub=60) / mass
    assert steep.mean() == pytest.approx(mean, rel=1e-6)


def test_a_level_stretch_is_the_limit_of_truncated_normals():
    """Of quantiles of the uniform and of the exponential distribution only limits of truncated
    normals have those; the fit comes as near as floats let it."""
    flat = beliefs.from_quantiles(dict(zip(P5, P5, strict=True)), "normal", low=0, high=1)
    np.testing.assert_allclose(flat.ppf([0.1, 0.9]), [0.1, 0.9], atol=1e-6)
    x = stats.truncexpon(3).ppf(P5)
    falling = beliefs.from_quantiles(dict(zip(P5, x, strict=True)), "normal", low=0, high=3)
    assert np.abs(falling.misfit).max() < 2e-5


def test_it_goes_where_distributions_go():
    """Parameters, pools, discretizations, files and copies take a fit like a distribution."""
    fitted = beliefs.from_quantiles({0.1: 10, 0.5: 20, 0.9: 40}, "lognormal")
    frozen = fitted.distribution
    parameter = da.Parameter("x", 20, fitted)
    assert parameter.quantile(0.9) == frozen.ppf(0.9)
    pooled = beliefs.pool([fitted, stats.norm(20, 5)], [1, 1], rule="logarithmic")
    assert pooled.mean() == pytest.approx(
        beliefs.pool([frozen, stats.norm(20, 5)], [1, 1], rule="logarithmic").mean()
    )
    assert beliefs.discretize(fitted).equals(beliefs.discretize(frozen))
    assert fitted.rvs(3, random_state=1).tolist() == frozen.rvs(3, random_state=1).tolist()
    assert pickle.loads(pickle.dumps(fitted)).equals(fitted)
    again = beliefs.from_quantiles({0.1: 10, 0.5: 20, 0.9: 40}, "lognormal")
    assert fitted.equals(again)
    assert not fitted.equals(beliefs.from_quantiles({0.1: 10, 0.5: 20, 0.9: 41}, "lognormal"))
    # saved as what scipy has
    assert (fitted.dist.name, tuple(fitted.args)) == ("lognorm", tuple(frozen.args))
    levels = pd.Series([10.0, 20.0], index=["a", "b"])
    assert fitted.cdf(levels).index.tolist() == ["a", "b"]
    with pytest.raises(AttributeError):
        fitted.no_such_thing  # noqa: B018
    with pytest.raises(InvalidInputError, match=r"fitted distribution: q must be in \[0, 1\]"):
        fitted.ppf(2)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"n_terms": 3}, "n_terms is for family 'metalog'.*without family"),
        ({"low": 10}, "quantiles must be above low=10; got 10 at 0.1"),
        ({"family": "mirror_gamma"}, "family 'mirror_gamma' needs high; got high=None"),
        ({"family": "mirror_gamma", "high": 40}, "quantiles must be below high=40; got 40 at 0.9"),
        ({"low": 50, "high": 40}, "low must be less than high; got 50 and 40"),
        ({"family": "normal", "high": 30}, "quantiles must be below high=30; got 40 at 0.9"),
        ({"family": "gamma", "high": -3}, "low must be less than high; got 0 and -3"),
        ({"family": "beta", "n_terms": 3}, "n_terms is for family 'metalog' only; got it for"),
    ],
)
def test_refusals(options, message):
    with pytest.raises(InvalidInputError, match=message):
        beliefs.from_quantiles({0.1: 10, 0.5: 20, 0.9: 40}, **options)
