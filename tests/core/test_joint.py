"""Parameters that are drawn together: Dirichlet shares, in every design, chunk and process."""

import pickle

import numpy as np
import pytest
from scipy import stats

import decision_analysis as da
from decision_analysis import beliefs, sensitivity, uncertainty, voi
from decision_analysis.core.parts import completed
from decision_analysis.errors import InvalidInputError

SEEN = beliefs.from_counts({"dry": 5, "wet": 3, "soaking": 2})
OIL = da.Parameters([*SEEN.to_parameters(), da.Parameter("cost", 70, low=60, high=90)])
NAMES = ("dry", "wet", "soaking")


@pytest.mark.parametrize("design", ["sobol", "lhs", "random"])
def test_shares_have_the_dirichlet_distribution(design):
    """Marginals by Kolmogorov and Smirnov at a false-alarm rate of 10^-4 for random draws, which
    the others keep with room; correlations -sqrt(a b / ((s - a) (s - b))) within 5 standard
    errors."""
    drawn = OIL.sample(8192, rng=5, design=design)
    np.testing.assert_allclose(sum(drawn[name] for name in NAMES), 1, rtol=1e-15)
    for name, own in SEEN.concentrations.items():
        assert stats.kstest(drawn[name], stats.beta(own, 10 - own).cdf).pvalue > 1e-4
    for i, (first, a) in enumerate(SEEN.concentrations.items()):
        for second, b in list(SEEN.concentrations.items())[i + 1 :]:
            rho = -np.sqrt(a * b / ((10 - a) * (10 - b)))
            found = np.corrcoef(drawn[first], drawn[second])[0, 1]
            assert found == pytest.approx(rho, abs=5 * (1 - rho**2) / np.sqrt(8192))
    assert abs(np.corrcoef(drawn["dry"], drawn["cost"])[0, 1]) < 5 / np.sqrt(8192)


def test_sobol_points_know_the_means_better():
    """A hundredth of the standard error of as many random draws, and less."""
    drawn = OIL.sample(8192, rng=0)
    for name, own in SEEN.concentrations.items():
        error = stats.beta(own, 10 - own).std() / np.sqrt(8192)
        assert abs(drawn[name].mean() - own / 10) < 0.05 * error


def test_marginals_and_bases():
    assert OIL.together == (NAMES,)
    assert da.Parameters([OIL["cost"]]).together == ()
    assert {name: OIL[name].base for name in NAMES} == dict(SEEN)
    assert OIL["wet"].quantile(0.9) == pytest.approx(stats.beta(3, 7).ppf(0.9))
    distribution = OIL["wet"].distribution
    assert (distribution.mean(), distribution.var()) == pytest.approx((0.3, 0.3 * 0.7 / 11))
    assert distribution.sf(distribution.isf(0.2)) == pytest.approx(0.2)
    assert distribution.pdf(0.3) == pytest.approx(stats.beta(3, 7).pdf(0.3))


def test_the_order_of_parameters_does_not_matter_to_random_draws():
    turned = da.Parameters(list(OIL.values())[::-1])
    first, second = (p.sample(100, rng=3, design="random") for p in (OIL, turned))
    assert all((first[name] == second[name]).all() for name in OIL)


def test_copies_and_equality():
    again = pickle.loads(pickle.dumps(OIL))
    assert again.equals(OIL)
    assert all((again.sample(64, rng=1)[name] == OIL.sample(64, rng=1)[name]).all() for name in OIL)
    other = beliefs.from_counts({"dry": 5, "wet": 3, "soaking": 3})
    assert not da.Parameters(other.to_parameters()).equals(da.Parameters(SEEN.to_parameters()))


def test_two_groups_stand_apart():
    others = beliefs.from_counts({"up": 1, "down": 1}).to_parameters(prefix="price ")
    both = da.Parameters([OIL["dry"], others[0], OIL["wet"], others[1], OIL["soaking"]])
    assert set(both.together) == {NAMES, ("price up", "price down")}
    drawn = both.sample(5000, rng=2)
    np.testing.assert_allclose(drawn["price up"] + drawn["price down"], 1)
    np.testing.assert_allclose(sum(drawn[name] for name in NAMES), 1)
    assert list(drawn) == list(both)


def model(x):
    value = -x["cost"] + 120 * x["wet"] + 270 * x["soaking"]
    return da.DecisionTable.from_rows({"drill": [value], "walk away": [0 * value]}, ["profit"])


@pytest.mark.parametrize("workers", [2])
def test_models_are_simulated_and_informed_by_them(workers):
    """The value of information on all shares together is at least that on one of them, and about
    that on everything, as the cost hardly matters."""
    result = uncertainty.simulate(model, OIL, n_samples=8192, rng=0, workers=workers)
    np.testing.assert_allclose(sum(result.samples[name] for name in NAMES), 1)
    values = result.table.values[..., 0]
    assert values[:, 0].mean() == pytest.approx(-71.6667 + 36 + 54, abs=0.5)
    one = voi.evppi(result, result.samples, of="soaking").value
    # two of three say all, as they sum to 1
    both = voi.evppi(result, result.samples, of=["wet", "soaking"]).value
    everything = voi.evpi(result).value
    assert 0 < one < both <= everything * 1.02
    assert both > 0.9 * everything


def test_one_share_moves_and_the_others_follow():
    """Tornado, one-way and two-way: what is left is shared in proportion to the bases."""

    def drilled(x):
        np.testing.assert_allclose(sum(x[name] for name in NAMES), 1)
        return model(x)

    result = sensitivity.tornado(drilled, OIL, of="drill")
    low, high = stats.beta(3, 7).ppf([0.1, 0.9])
    for wet, found in [(low, result.low), (high, result.high)]:
        soaking = (1 - wet) * 0.2 / 0.7
        row = list(result.names).index("wet")
        assert found[row, 0] == pytest.approx(-70 + 120 * wet + 270 * soaking)
    assert result.base[0] == pytest.approx(-70 + 36 + 54)
    sensitivity.one_way(drilled, OIL, "dry", n_points=5)
    grid = ([0.2, 0.4], [0.1, 0.3, 0.6])
    two = sensitivity.two_way(drilled, OIL, ("dry", "wet"), grid=grid)
    assert two.scores[2, 1, 0] == pytest.approx(-70 + 120 * 0.6 + 270 * 0.0)
    with pytest.raises(
        InvalidInputError, match=r"shares \['dry', 'wet', 'soaking'\] must sum to 1"
    ):
        sensitivity.two_way(drilled, OIL, ("dry", "wet"), grid=([0.5, 0.6], [0.3, 0.6]))


def test_shares_that_vary_independently_are_refused():
    """What takes each from another sample, as variance-based indices do, would not sum to 1."""
    first, second = (OIL.sample(8, rng=seed) for seed in (0, 1))
    assert all((completed(OIL, first)[name] == first[name]).all() for name in OIL)
    with pytest.raises(InvalidInputError, match=r"must sum to 1; got .*do not vary independently"):
        completed(OIL, {**first, "wet": second["wet"]})
    group = {name: second[name] for name in NAMES}
    assert completed(OIL, {**first, **group}).keys() == first.keys()


def test_copies_of_a_group_are_drawn_apart():
    """As two independent samples of all parameters are, from one sequence of points."""
    second = [da.Parameter(f"{p.name} again", p.base, p.distribution) for p in OIL.values()]
    both = da.Parameters([*OIL.values(), *second])
    assert both.together == (NAMES, tuple(f"{name} again" for name in NAMES))
    drawn = both.sample(4096, rng=0)
    np.testing.assert_allclose(sum(drawn[f"{name} again"] for name in NAMES), 1)
    assert abs(np.corrcoef(drawn["dry"], drawn["dry again"])[0, 1]) < 5 / np.sqrt(4096)


def test_refusals():
    with pytest.raises(
        InvalidInputError, match=r"'dry' is drawn together with.*missing \['soaking"
    ):
        da.Parameters([OIL["dry"], OIL["wet"]]).sample(4)
    twice = da.Parameter("dry again", 0.5, OIL["dry"].distribution)
    with pytest.raises(InvalidInputError, match="are the same member of a Dirichlet belief of 3"):
        da.Parameters([*OIL.values(), twice]).sample(4)
    with pytest.raises(InvalidInputError, match="correlation of 'dry' and 'cost': 'dry' is drawn"):
        OIL.sample(4, correlation={("dry", "cost"): 0.5})
    # that of others is taken
    more = da.Parameters([*OIL.values(), da.Parameter("x", 1, low=0, high=2)])
    drawn = more.sample(4096, rng=0, correlation={("cost", "x"): 0.7})
    assert stats.spearmanr(drawn["cost"], drawn["x"])[0] == pytest.approx(0.7, abs=0.01)
    np.testing.assert_allclose(sum(drawn[name] for name in NAMES), 1)
    with pytest.raises(InvalidInputError, match="and of the others must be positive"):
        beliefs.from_counts({"a": 1, "b": 0}).to_parameters()
    with pytest.raises(InvalidInputError, match="prefix must be a str; got int"):
        SEEN.to_parameters(prefix=3)
