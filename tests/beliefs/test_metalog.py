"""Metalog distributions: closed forms of the source, other distributions as limits, refusals."""

import numpy as np
import pytest
from scipy import integrate, stats

from decision_analysis import beliefs
from decision_analysis.beliefs._metalog import Metalog, infeasible
from decision_analysis.errors import InvalidInputError


@pytest.mark.parametrize(("low", "high"), [(None, None), (0, None), (None, 60), (0, 60)])
@pytest.mark.parametrize("levels", [(10, 20, 35), (12, 20, 28)])
def test_three_symmetric_quantiles_have_the_closed_form(levels, low, high):
    """Keelin (2016), the symmetric-percentile triplet: coefficients of three terms."""
    p = 0.1
    fitted = beliefs.from_quantiles(
        dict(zip([p, 0.5, 1 - p], levels, strict=True)), "metalog", low, high
    )
    x = np.array(levels, dtype=float)
    z = {
        (True, True): lambda: x,
        (False, True): lambda: np.log(x - low),
        (True, False): lambda: -np.log(high - x),
        (False, False): lambda: np.log((x - low) / (high - x)),
    }[low is None, high is None]()
    odds = np.log((1 - p) / p)
    r = (z[1] - z[0]) / (z[2] - z[0])
    wanted = [z[1], (z[2] - z[0]) / (2 * odds), (1 - 2 * r) * (z[2] - z[0]) / ((1 - 2 * p) * odds)]
    np.testing.assert_allclose(fitted.distribution.coefficients, wanted, rtol=1e-9, atol=1e-9)
    np.testing.assert_allclose(fitted.ppf([p, 0.5, 1 - p]), levels)
    assert np.abs(fitted.misfit).max() < 1e-12


def test_the_published_limits_of_three_terms():
    """|a3| / a2 < 1.66711, and k < r < 1 - k with k = (1 - 1.66711 (1/2 - p)) / 2."""
    for sign in (-1, 1):
        assert infeasible((0.0, 1.0, sign * 1.66710)) is None
        assert infeasible((0.0, 1.0, sign * 1.66713)) is not None
    for p in (0.05, 0.1, 0.25):
        k = (1 - 1.66711 * (0.5 - p)) / 2
        for r, allowed in [(k + 1e-4, True), (k - 1e-4, False), (1 - k - 1e-4, True)]:
            given = {p: 0.0, 0.5: r, 1 - p: 1.0}
            if allowed:
                assert beliefs.from_quantiles(given, "metalog").family == "metalog"
            else:
                with pytest.raises(InvalidInputError, match="no feasible member of 3 terms"):
                    beliefs.from_quantiles(given, "metalog")


def test_limits_that_other_families_have():
    p = np.array([0.1, 0.5, 0.9])
    logistic = beliefs.from_quantiles(
        dict(zip(p, stats.logistic(3, 2).ppf(p), strict=True)), "metalog"
    )
    at = np.linspace(-10, 20, 7)
    np.testing.assert_allclose(logistic.cdf(at), stats.logistic(3, 2).cdf(at), atol=1e-12)
    np.testing.assert_allclose(logistic.pdf(at), stats.logistic(3, 2).pdf(at), rtol=1e-9)
    assert logistic.mean() == pytest.approx(3)
    assert logistic.std() == pytest.approx(2 * np.pi / np.sqrt(3))
    log = beliefs.from_quantiles(
        dict(zip(p, stats.fisk(4, scale=2).ppf(p), strict=True)), "metalog", low=0
    )
    assert log.mean() == pytest.approx(stats.fisk(4, scale=2).mean(), rel=1e-8)
    assert log.var() == pytest.approx(stats.fisk(4, scale=2).var(), rel=1e-6)
    # a tail so heavy that there is no variance, and no mean
    heavy = beliefs.from_quantiles(
        dict(zip(p, stats.fisk(1.5).ppf(p), strict=True)), "metalog", low=0
    )
    assert np.isfinite(heavy.mean())
    assert heavy.var() == np.inf
    none = beliefs.from_quantiles(
        dict(zip(p, stats.fisk(0.9).ppf(p), strict=True)), "metalog", low=0
    )
    assert none.mean() == np.inf
    mirrored = beliefs.from_quantiles(
        dict(zip(p, -stats.fisk(0.9).ppf(1 - p), strict=True)), "metalog", high=0
    )
    assert mirrored.mean() == -np.inf
    flat = Metalog((3.0, 0.0, 0.0, 2.0))
    assert infeasible(flat.coefficients) is None
    np.testing.assert_allclose(flat.ppf([0, 0.25, 1]), [2, 2.5, 4])
    assert flat.var() == pytest.approx(1 / 3)


@pytest.mark.parametrize(("low", "high"), [(None, None), (-30, None), (None, 90), (-30, 90)])
@pytest.mark.parametrize("n_terms", [2, 4, 7, 10])
def test_it_is_a_distribution(n_terms, low, high):
    """Density, distribution function and quantiles belong together, with any number of terms."""
    p = np.linspace(0.02, 0.98, 25)
    x = stats.gumbel_r(10, 4).ppf(p)
    fitted = beliefs.from_quantiles(
        dict(zip(p, x, strict=True)), "metalog", low, high, n_terms=n_terms
    )
    assert len(fitted.distribution.coefficients) == n_terms
    q = np.array([1e-6, 0.01, 0.3, 0.5, 0.8, 0.999])
    levels = fitted.ppf(q)
    np.testing.assert_allclose(fitted.cdf(levels), q, rtol=1e-9)
    np.testing.assert_allclose(fitted.sf(fitted.isf(q)), q, rtol=1e-9)
    step = 1e-4
    slope = (fitted.cdf(levels[1:5] + step) - fitted.cdf(levels[1:5] - step)) / (2 * step)
    np.testing.assert_allclose(fitted.pdf(levels[1:5]), slope, rtol=1e-5)
    mean = integrate.quad(lambda u: float(fitted.ppf(u)), 0, 1, limit=300)[0]
    assert fitted.mean() == pytest.approx(mean, rel=1e-5)
    ends = (-np.inf if low is None else low, np.inf if high is None else high)
    assert (fitted.ppf(0), fitted.ppf(1)) == ends
    np.testing.assert_array_equal(fitted.cdf([-np.inf, np.inf]), [0, 1])
    beyond = np.array([end for end in ends if np.isfinite(end)])
    np.testing.assert_array_equal(fitted.pdf(beyond + np.sign(beyond)), 0)


def test_more_terms_than_quantiles_and_others():
    given = {0.1: 10, 0.5: 20, 0.9: 40}
    for n_terms, message in [
        (4, "family 'metalog' of 4 terms needs at least 4 quantiles; got 3"),
        (1, "n_terms must be at least 2; got 1"),
        (11, "n_terms must be at most 10; got 11"),
        (2.5, "n_terms must be an integer; got 2.5"),
    ]:
        with pytest.raises(InvalidInputError, match=message):
            beliefs.from_quantiles(given, "metalog", n_terms=n_terms)


@pytest.mark.parametrize(
    ("given", "where"),
    [
        ({0.1: 12, 0.5: 13, 0.9: 50}, "below the probability 0.27"),
        ({0.1: 12, 0.5: 49, 0.9: 50}, "from 0.72.* up"),
        ({0.1: 0, 0.45: 9, 0.5: 9.01, 0.55: 9.02, 0.9: 20}, "between 0.4[0-9]* and 0.5[0-9]*"),
    ],
)
def test_where_an_infeasible_one_falls(given, where):
    with pytest.raises(InvalidInputError, match=f"its quantile function would fall {where}"):
        beliefs.from_quantiles(given, "metalog")
