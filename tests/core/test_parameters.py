"""Parameters: validation, quantiles, designs, correlation, and streams that do not depend on who
draws them."""

import math
import pickle

import numpy as np
import pytest
import scipy.stats

import decision_analysis as da
from decision_analysis._limits import CHUNK
from decision_analysis.errors import InvalidInputError

THREE = da.Parameters(
    [
        da.Parameter("p", 0.5, low=0.3, high=0.6),
        da.Parameter("prize", 100.0),
        da.Parameter("cost", 3, distribution=scipy.stats.norm(3, 2)),
    ]
)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"name": "", "base": 1}, "name must be a non-empty string"),
        ({"name": "p", "base": "1"}, "parameter 'p': base must be a number; got '1'"),
        ({"name": "p", "base": math.nan}, "base must be finite"),
        ({"name": "p", "base": 1, "low": 0}, "both low and high"),
        (
            {"name": "p", "base": 1, "low": 2, "high": 3},
            "low <= base <= high must hold; got 2, 1, 3",
        ),
        ({"name": "p", "base": 1, "low": 0, "high": math.inf}, "high must be finite"),
        ({"name": "p", "base": 1, "distribution": 3}, "needs a quantile function"),
    ],
)
def test_bad_parameter_is_refused(arguments, message):
    with pytest.raises(InvalidInputError, match=message):
        da.Parameter(**arguments)


def test_mapping_by_name_is_frozen():
    assert list(THREE) == ["p", "prize", "cost"]
    assert THREE["p"].base == 0.5
    assert THREE.constant == ("prize",)
    assert THREE.base() == {"p": 0.5, "prize": 100, "cost": 3}
    with pytest.raises(AttributeError, match="frozen"):
        THREE.x = 1
    with pytest.raises(InvalidInputError, match=r"must not repeat; got \['p'\]"):
        da.Parameters([da.Parameter("p", 1), da.Parameter("p", 2)])
    with pytest.raises(InvalidInputError, match="must be Parameter objects"):
        da.Parameters([1])


def test_range_means_pert_with_the_base_as_mode():
    judged = da.Parameter("x", 4, low=1, high=10)
    pert = scipy.stats.beta(1 + 4 * 3 / 9, 1 + 4 * 6 / 9, loc=1, scale=9)
    u = np.linspace(0.01, 0.99, 9)
    np.testing.assert_allclose(judged.quantile(u), pert.ppf(u), rtol=1e-12)
    assert judged.quantile([0, 1]).tolist() == [1, 10]
    with pytest.raises(InvalidInputError, match=r"probability must be in \[0, 1\]; got 2"):
        judged.quantile(2)
    with pytest.raises(InvalidInputError, match="no finite quantile at 1"):
        THREE["cost"].quantile(1)


@pytest.mark.parametrize("design", ["sobol", "lhs", "random"])
def test_margins_are_those_of_the_distributions(design):
    """False alarm rate 1e-6 for 'random' (Kolmogorov-Smirnov); the other designs lie closer."""
    samples = THREE.sample(2**12, rng=3, design=design)
    assert scipy.stats.kstest(samples["cost"], THREE["cost"].distribution.cdf).pvalue > 1e-6
    assert (
        scipy.stats.kstest(
            samples["p"],
            lambda x: np.searchsorted(np.sort(THREE["p"].quantile(GRID)), x) / len(GRID),
        ).pvalue
        > 1e-6
    )
    assert np.all(samples["prize"] == 100)


GRID = np.linspace(0, 1, 20_001)


@pytest.mark.parametrize("design", ["sobol", "lhs", "random"])
@pytest.mark.parametrize("rho", [-0.8, 0.0, 0.5])
def test_rank_correlation_is_reached(design, rho):
    """Standard error of Spearman's rho at n = 20,000 is below .008; four of them."""
    samples = THREE.sample(20_000, rng=5, design=design, correlation={("cost", "p"): rho})
    assert scipy.stats.spearmanr(samples["p"], samples["cost"])[0] == pytest.approx(rho, abs=0.03)


def test_latin_hypercube_has_one_point_in_each_slice():
    samples = da.Parameters([da.Parameter("u", 0.5, distribution=scipy.stats.uniform())]).sample(
        1000, rng=0, design="lhs"
    )
    assert sorted(np.floor(samples["u"] * 1000).astype(int)) == list(range(1000))


def test_correlation_keeps_latin_margins_exactly():
    plain = THREE.sample(500, rng=1, design="lhs")
    mixed = THREE.sample(500, rng=1, design="lhs", correlation=np.array([[1, 0.6], [0.6, 1]]))
    np.testing.assert_array_equal(np.sort(plain["cost"]), np.sort(mixed["cost"]))


@pytest.mark.parametrize(
    ("correlation", "message"),
    [
        ({("p", "prize"): 0.5}, "unknown varying parameter in correlation 'prize'"),
        ({("p", "p"): 0.5}, "pairs of two parameters"),
        ({("p", "cost"): 1.5}, r"in \[-1, 1\]; got 1.5"),
        ({("p", "cost"): 0.5, ("cost", "p"): 0.4}, "given twice"),
        (np.eye(3), r"shape \(2, 2\)"),
        ([[1, 0.5], [0.4, 1]], "symmetric"),
        ([[1, 2], [2, 1]], "got 2"),
    ],
)
def test_bad_correlation_is_refused(correlation, message):
    with pytest.raises(InvalidInputError, match=message):
        THREE.sample(10, rng=0, correlation=correlation)


def test_contradicting_correlations_are_refused():
    three = da.Parameters([da.Parameter(name, 0.5, low=0, high=1) for name in "abc"])
    with pytest.raises(
        InvalidInputError, match="positive definite as a Gaussian copula; least eigenvalue -0"
    ):
        three.sample(10, rng=0, correlation={("a", "b"): 0.9, ("b", "c"): 0.9, ("a", "c"): -0.9})


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"n": 0}, "n must be at least 1"),
        ({"n": 2.5}, "n must be an integer"),
        (
            {"n": 10, "design": "halton"},
            "design must be one of 'sobol', 'lhs', 'random'; got 'halton'",
        ),
        ({"n": 10, "rng": "seed"}, "rng must be None, a non-negative integer or a numpy Generator"),
        ({"n": 10, "rng": -1}, "rng must be"),
        ({"n": 10**7 + 1, "design": "lhs"}, "at most 10,000,000 rows"),
    ],
)
def test_bad_request_is_refused(arguments, message):
    with pytest.raises(InvalidInputError, match=message):
        THREE.sample(**arguments)


@pytest.mark.parametrize("design", ["sobol", "lhs", "random"])
def test_seeds_fix_the_samples_and_zero_is_a_seed(design):
    one, again, other = (THREE.sample(100, rng=seed, design=design)["p"] for seed in (0, 0, 1))
    np.testing.assert_array_equal(one, again)
    assert not np.array_equal(one, other)
    fresh = [THREE.sample(100, design=design)["p"] for _ in range(2)]
    assert not np.array_equal(*fresh)


def test_a_generator_moves_on_and_the_global_one_is_untouched():
    rng = np.random.default_rng(7)
    state = np.random.get_state()[1].copy()  # noqa: NPY002
    first, second = THREE.sample(10, rng=rng)["p"], THREE.sample(10, rng=rng)["p"]
    assert not np.array_equal(first, second)
    assert np.array_equal(state, np.random.get_state()[1])  # noqa: NPY002


def test_a_longer_sample_begins_with_the_shorter_one():
    short, long = (THREE.sample(n, rng=4)["cost"] for n in (3000, 20_000))
    np.testing.assert_array_equal(short, long[:3000])


@pytest.mark.slow
def test_sobol_pages_are_scrambled_independently_and_chunks_fast_forward():
    one = da.Parameters([da.Parameter("u", 0.5, distribution=scipy.stats.uniform())])
    samples = one.sample(2**20 + 2**13, rng=0)["u"]
    assert np.histogram(samples[: 2**20], bins=2**10, range=(0, 1))[0].tolist() == [2**10] * 2**10
    assert np.histogram(samples[2**20 :], bins=2**13, range=(0, 1))[0].tolist() == [1] * 2**13
    assert not np.array_equal(samples[: 2**13], samples[2**20 :])


def test_sobol_points_lie_inside_the_open_cube():
    sampler = THREE.sampler(2**13, rng=0)
    points = sampler.design.chunk(0, 2**13)
    assert points.min() > 0
    assert points.max() < 1


def test_sampler_survives_pickling():
    sampler = THREE.sampler(9000, rng=1)
    again = pickle.loads(pickle.dumps(sampler))
    for chunk, rows in ((0, CHUNK), (1, 808)):
        np.testing.assert_array_equal(
            sampler.chunk(chunk, rows)["cost"], again.chunk(chunk, rows)["cost"]
        )


def test_all_constant_parameters_need_no_design():
    assert da.Parameters([da.Parameter("x", 2)]).sample(3)["x"].tolist() == [2, 2, 2]


def test_ledger_shows_source_and_rationale():
    ledger = da.Parameters(
        [da.Parameter("p", 0.5, low=0, high=1, source="S7", rationale="even odds")]
    )
    assert "| p | 0.5 | 0 | 1 |  | S7 | even odds |" in ledger.to_markdown()
    assert ledger.to_frame().loc["p", "source"] == "S7"
    assert "1, of which 0 constant" in repr(ledger)
    assert "even odds" in ledger._repr_html_()
