"""`rank_correlation`: scipy's numbers, ties, simulations, partial correlations, and coverage."""

import tracemalloc

import numpy as np
import pytest
from scipy import stats

from decision_analysis import DecisionTable, Parameter, Parameters
from decision_analysis.errors import DegenerateDataWarning, InvalidInputError
from decision_analysis.sensitivity import rank_correlation
from decision_analysis.sensitivity._weighted_ranks import columns
from decision_analysis.uncertainty import simulate

NORMALS = Parameters([Parameter(name, 0, stats.norm()) for name in "abc"])


def table(y):
    return DecisionTable(np.asarray(y)[:, None, None], ["y"], ["f"])


def model(x):
    return table(x["a"] + 0.5 * x["b"] ** 3)


def residual(y, others):
    design = np.column_stack([np.ones(len(y)), *others])
    return y - design @ np.linalg.lstsq(design, y, rcond=None)[0]


@pytest.mark.parametrize("n_samples", [50, 9000])
@pytest.mark.parametrize("tied", [False, True])
def test_numbers_of_scipy(n_samples, tied):
    def function(x):
        y = x["a"] + 0.5 * x["b"] ** 3
        return table(np.round(y) if tied else y)

    result = rank_correlation(function, NORMALS, n_samples=n_samples, rng=2, n_bootstrap=2)
    samples = NORMALS.sample(n_samples, rng=2)
    y = function(samples).values[:, 0, 0]
    ranked = {name: stats.rankdata(values) for name, values in samples.items()}
    for p, name in enumerate("abc"):
        own = stats.spearmanr(samples[name], y).statistic
        assert result.spearman[p, 0] == pytest.approx(own, abs=1e-12)
        others = [ranked[n] for n in "abc" if n != name]
        left = [residual(ranks, others) for ranks in (ranked[name], stats.rankdata(y))]
        assert result.partial[p, 0] == pytest.approx(np.corrcoef(*left)[0, 1], abs=1e-10)


def test_counted_rows_are_repeated_rows():
    rng = np.random.default_rng(1)
    array = np.round(rng.normal(size=(40, 3)), 1)
    weight = rng.integers(0, 4, 40)
    repeated = np.repeat(array, weight, axis=0)
    expected = stats.spearmanr(repeated).statistic
    found = columns(array).correlation(weight.astype(float), 2)
    np.testing.assert_allclose(found, expected[:2], atol=1e-12)


def test_memory_grows_with_alternatives_and_not_with_their_square():
    def many(x):
        scores = x["a"][:, None] * np.arange(400) + x["b"][:, None] + x["c"][:, None]
        return DecisionTable(scores[..., None], ["y"], [f"a{i}" for i in range(400)])

    tracemalloc.start()
    rank_correlation(many, NORMALS, n_samples=128, rng=1)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    # the correlations of all 403 columns in 101 samples alone would take 131 MB
    assert peak < 40e6


def test_a_simulation_is_the_model():
    simulated = simulate(model, NORMALS, n_samples=1000, rng=4)
    result = rank_correlation(simulated, NORMALS, rng=4)
    assert result.equals(rank_correlation(model, NORMALS, n_samples=1000, rng=4))
    blocks = simulate(model, NORMALS, n_samples=1024, rng=4, scramblings=16)
    known = rank_correlation(blocks, NORMALS, rng=4)
    assert known.equals(rank_correlation(model, NORMALS, n_samples=1024, rng=4, scramblings=16))


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"n_samples": 7}, "n_samples belongs to a model; a simulation has its own; got 7"),
        ({"correlation": {("a", "b"): 0.1}}, "correlation belongs to a model"),
        ({"scramblings": 2}, "scramblings belongs to a model"),
    ],
)
def test_a_simulation_has_samples_of_its_own(options, message):
    simulated = simulate(model, NORMALS, n_samples=100, rng=4)
    with pytest.raises(InvalidInputError, match=rf"^rank_correlation\(\): {message}"):
        rank_correlation(simulated, NORMALS, **options)


def test_a_simulation_of_other_parameters_is_refused():
    simulated = simulate(model, NORMALS, n_samples=100, rng=4)
    others = Parameters([Parameter("d", 0, stats.norm())])
    with pytest.raises(InvalidInputError, match="unknown parameter of the simulation 'd'"):
        rank_correlation(simulated, others)


def test_partial_ones_tell_correlated_parameters_apart():
    result = rank_correlation(
        lambda x: table(x["a"]), NORMALS, rng=1, correlation={("a", "b"): 0.8}
    )
    assert result.spearman[:, 0] == pytest.approx([1, 0.8, 0], abs=0.01)
    # what is fully explained by a leaves nothing to b
    assert result.partial[:, 0] == pytest.approx([1, 0, 0], abs=1e-6)
    np.testing.assert_array_equal(result.spearman_interval[0, 0], [1, 1])


@pytest.mark.parametrize("options", [{"design": "random"}, {"scramblings": 16}])
def test_intervals_cover_as_often_as_they_say(options):
    """Of 100 seeds, 95% intervals of six correlations must cover 540 of 600 times.

    With a true coverage of .94 and correlations of one seed counted as one trial the number is 564
    give or take 6 to 14, so that an honest analysis fails by less than one choice in 20.
    """
    exact = rank_correlation(model, NORMALS, n_samples=2**17, rng=0, n_bootstrap=2)
    covered = 0
    for seed in range(100):
        result = rank_correlation(model, NORMALS, n_samples=256, rng=seed, **options)
        for name in ("spearman", "partial"):
            interval = getattr(result, f"{name}_interval")[:, 0]
            value = getattr(exact, name)[:, 0]
            covered += int(((interval[:, 0] < value) & (value < interval[:, 1])).sum())
    assert 540 <= covered <= 594


def test_constants_and_scores_that_never_vary():
    parameters = Parameters([*NORMALS.values(), Parameter("fee", 3)])

    def fixed(x):
        return DecisionTable.from_rows({"go": [x["a"] - x["fee"]], "stay": [0.1 * 3]}, ["y"])

    result = rank_correlation(fixed, parameters, n_samples=100, rng=0)
    with pytest.warns(DegenerateDataWarning, match=r"^rank_correlation\(\): .*\['stay'\]"):
        rank_correlation(fixed, parameters, n_samples=100, rng=0, of="stay")
    assert result.names == ("a", "b", "c")
    assert (result.spearman[:, 1] == 0).all()
    assert (result.partial[:, 1] == 0).all()


def test_too_few_samples_are_refused():
    with pytest.raises(InvalidInputError, match="n_samples must be at least 6, 3 more than"):
        rank_correlation(model, NORMALS, n_samples=5)
