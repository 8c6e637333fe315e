"""`evsi`: closed forms, discrete studies, both methods, its bounds, bad input."""

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from decision_analysis.errors import InvalidInputError
from decision_analysis.voi import evppi, evsi
from decision_analysis.voi._choice import uninformed
from decision_analysis.voi._moments import _explained

N = 4000


def unit_normal_loss(z):
    """Return E max(Z - z, 0) of a standard normal Z (Raiffa and Schlaifer 1961)."""
    return stats.norm.pdf(z) - z * stats.norm.sf(z)


def study(seed, mean, size, count=N):
    """Return values, the benefit, and the mean of a study of so many subjects with sd 3."""
    rng = np.random.default_rng(seed)
    benefit = rng.normal(mean, 1, count)
    values = np.stack([np.zeros(count), benefit + rng.normal(0, 1, count)], axis=1)
    return values, {"benefit": benefit}, {"mean": rng.normal(benefit, 3 / np.sqrt(size))}


def expected(mean, size):
    spread = np.sqrt(1 - 1 / (1 + size / 9))
    return spread * unit_normal_loss(abs(mean) / spread)


@pytest.mark.parametrize("method", ["regression", "moment_matching"])
@pytest.mark.parametrize(("mean", "size"), [(0.5, 9), (-0.5, 100), (0.0, 9)])
def test_normal_prior_and_normal_study(method, mean, size):
    """Within 4.5 standard errors for each of two seeds; false alarm below 1e-4 for all."""
    for seed in range(2):
        result = evsi(*with_of(*study(seed, mean, size)), method=method)
        assert abs(result.value - expected(mean, size)) < 4.5 * result.standard_error
        assert result.standard_error < 0.03


def with_of(values, samples, data):
    return values, samples, next(iter(samples)), data


def test_errors_cover_the_truth():
    """18 of 24 within 1.96 standard errors: false alarm 2e-4 at 95% coverage."""
    covered = 0
    for seed in range(12):
        for method in ("regression", "moment_matching"):
            result = evsi(*with_of(*study(seed, 0.3, 9, 1000)), method=method)
            covered += abs(result.value - expected(0.3, 9)) < 1.96 * result.standard_error
    assert covered >= 18


def test_the_variance_that_studies_explain_spreads_as_its_error_says():
    """Of 100 seeds, its spread at most 1.25 times its error: false alarm 4e-4."""
    found = []
    for seed in range(100):
        rng = np.random.default_rng(seed)
        benefit = rng.normal(0.7, 1, 500)
        values, samples = np.stack([np.zeros(500), benefit], axis=1), {"benefit": benefit}
        choice = uninformed(values, samples, None, None)
        gains = choice.gains[:, [1 - choice.best]]
        explained = _explained(choice, {"mean": rng.normal(benefit, 1)}, gains)
        found.append(np.ldexp(np.concatenate(explained), 2 * choice.power))
    variance, error = np.array(found).T
    assert abs(variance.mean() - 0.5) < 4 * error.mean() / 10
    assert 0.75 < variance.std() / error.mean() < 1.25


def test_posterior_samples_will_do():
    """The posterior of 40 studies, each of 400 values; within 4.5 standard errors."""
    mean, size = 0.5, 9
    values, samples, _ = study(3, mean, size)
    rng = np.random.default_rng(4)
    benefit = stats.norm(mean, 1).ppf((np.arange(40) + 0.5) / 40)
    reported = rng.normal(benefit, 3 / np.sqrt(size))
    precision = 1 + size / 9
    center = (mean + reported * size / 9) / precision
    after = center[:, None] + rng.normal(0, precision**-0.5, (40, 400)) + rng.normal(size=(40, 400))
    posterior = np.stack([np.zeros_like(after), after], axis=2)
    result = evsi(values, samples, "benefit", method="moment_matching", posterior=posterior)
    assert abs(result.value - expected(mean, size)) < 4.5 * result.standard_error
    assert result.standard_error < 0.05
    assert result.data == ()


def repeated(shares, count):
    """Return the indices of cells, each as often as its share of `count` rows."""
    times = np.rint(np.ravel(shares) * count).astype(int)
    assert times.sum() == count
    cells = np.indices(np.shape(shares)).reshape(np.ndim(shares), -1)
    return np.repeat(cells, times, axis=1)


SEISMIC = np.array([[0.6, 0.3, 0.1], [0.3, 0.4, 0.3], [0.1, 0.4, 0.5]])
"""Of dry, wet and soaking: no structure, open, closed."""


def test_raiffas_oil_wildcatter():
    """Raiffa (1968): the seismic sounding is worth 12.5, knowing the oil 35."""
    oil, signal = repeated(np.array([0.5, 0.3, 0.2])[:, None] * SEISMIC, 100)
    values = np.stack([np.array([-70.0, 50, 200])[oil], np.zeros(100)], axis=1)
    result = evsi(values, {"oil": oil}, "oil", data={"signal": signal})
    assert (result.value, result.evppi) == pytest.approx((12.5, 35))
    assert result.smoother == "means at 3 distinct values"
    assert (result.with_information, result.without) == pytest.approx((32.5, 20))


def test_the_wildcatter_of_sas():
    """SAS/OR, PROC DTREE: a sounding at 60 is not worth it; knowing the oil is worth 155."""
    joint = np.array([0.2, 0.6, 0.2])[:, None, None] * (
        np.array([0.5, 0.3, 0.2])[:, None] * SEISMIC
    )
    cost, oil, signal = repeated(joint, 500)
    gain = np.array([0.0, 700, 1200])[oil] - np.array([150.0, 300, 500])[cost]
    values = np.stack([gain, np.zeros(500)], axis=1)
    result = evsi(values, {"oil": oil, "cost": cost}, "oil", data={"signal": signal})
    assert (result.value, result.evppi) == pytest.approx((40.1, 155))


def test_no_study_tells_more_than_its_parameters():
    values, samples, _ = study(5, 0.2, 1)
    known = evppi(values, samples, "benefit")
    exact = evsi(values, samples, "benefit", data={"itself": samples["benefit"]})
    assert exact.value == pytest.approx(known.value)
    for method in ("regression", "moment_matching"):
        nothing = evsi(*with_of(values, samples, study(6, 0.2, 1)[2]), method=method)
        assert nothing.value < 2.5 * nothing.standard_error + 1e-12
        assert exact.value <= nothing.evppi <= nothing.evpi


def test_three_alternatives_by_both_methods():
    """x - .5 and -x - .5 against 0, x told with noise: within 4.5 standard errors of the truth."""
    rng = np.random.default_rng(7)
    x = rng.normal(size=N)
    values = np.stack([0 * x, x - 0.5, -x - 0.5], axis=1) + rng.normal(0, 0.5, (N, 3))
    spread = np.sqrt(0.5)
    truth = 2 * spread * unit_normal_loss(0.5 / spread)
    data = {"told": x + rng.normal(size=N)}
    for method in ("regression", "moment_matching"):
        result = evsi(values, {"x": x}, "x", data, method=method)
        assert abs(result.value - truth) < 4.5 * result.standard_error


def test_two_summaries_tell_together():
    """Of a product of signs neither mean tells anything alone."""
    rng = np.random.default_rng(8)
    a, b = rng.normal(size=(2, N))
    values = np.stack([0 * a, a * b], axis=1)
    data = pd.DataFrame({"mean a": a + rng.normal(0, 0.2, N), "mean b": b})
    both = evsi(values, {"a": a, "b": b}, ["a", "b"], data)
    alone = evsi(values, {"a": a, "b": b}, ["a", "b"], data[["mean a"]])
    assert both.value > 0.25
    assert alone.value < 0.05
    assert both.data == ("mean a", "mean b")
    assert repr(both).startswith("EVSI of a study of 'a' and 'b': ")


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"data": None}, "data must be given"),
        ({"data": {"m": np.ones(50)}}, r"data of 'm' must have shape \(60,\); got \(50,\)"),
        ({"data": {}}, "data must not be empty"),
        ({"data": {c: np.arange(60.0) for c in map(str, range(31))}}, "at most 30 summaries"),
        ({"posterior": np.ones((3, 3, 2))}, "posterior samples are for method='moment_matching'"),
        ({"method": "guess"}, "method must be one of"),
        (
            {"method": "moment_matching", "data": None, "posterior": np.ones((3, 2))},
            r"posterior must have shape \(Q, N, A\)",
        ),
        (
            {"method": "moment_matching", "posterior": np.ones((3, 3, 2))},
            "one of data and posterior must be given, not both",
        ),
    ],
)
def test_bad_input_is_refused(options, message):
    values = np.stack([np.zeros(60), np.arange(60.0) - 30], axis=1)
    given = {"data": {"m": np.arange(60.0)}} | options
    with pytest.raises(InvalidInputError, match=rf"evsi\(\).*{message}"):
        evsi(values, {"x": np.arange(60.0)}, "x", **given)


def test_units_of_values_change_nothing():
    values, samples, data = study(6, 0.2, 4, 400)
    posterior = np.random.default_rng(7).normal(size=(20, 30, 1)) * [0.0, 0.5]
    for options in (
        {"data": data},
        {"data": data, "method": "moment_matching"},
        {"posterior": posterior, "method": "moment_matching"},
    ):
        plain = evsi(values, samples, "benefit", **options)
        assert plain.value > 0
        for unit in (1e-300, 1e300):
            given = dict(options)
            if "posterior" in given:
                given["posterior"] = posterior * unit
            scaled = evsi(values * unit, samples, "benefit", **given)
            for field in ("value", "standard_error", "evppi", "evpi"):
                expected = pytest.approx(getattr(plain, field), rel=1e-12)
                assert getattr(scaled, field) / unit == expected
