"""SMAA-TRI: counts against one call for each draw, standard errors, preferences, and refusals."""

import pickle
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pandas as pd
import pytest

import decision_analysis as da
from decision_analysis.core.parts import chunks
from decision_analysis.errors import InvalidInputError
from decision_analysis.uncertainty import WeightSpace, smaa_tri

CASE = da.catalog.load("maystre_1994/electre_tri_pessimistic")
SITES = CASE.table
OPTIONS = CASE.options
UNCERTAIN = da.Parameters(
    [da.Parameter("price", 50, low=20, high=120), da.Parameter("cut", 0.75, low=0.6, high=0.95)]
)


def sorted_sites(table, weights):
    """Sort by ELECTRE TRI, whatever samples there are."""
    return da.mcda.electre_tri(table, weights, **OPTIONS)


def brute_force(tables, weights):
    """Return the shares of categories of one call for each sample."""
    found = [sorted_sites(t, w).assignment for t, w in zip(tables, weights, strict=True)]
    return (np.array(found)[..., None] == np.arange(3)).mean(axis=0)


def test_shares_are_those_of_one_call_for_each_draw():
    """The same seed draws the same weights as a space does."""
    space = WeightSpace(SITES.criterion_names).order(" > ".join(SITES.criterion_names))
    result = smaa_tri(SITES, sorted_sites, weights=space, n_samples=300, rng=4)
    expected = brute_force([SITES] * 300, space.sample(300, rng=4))
    np.testing.assert_allclose(result.category_acceptability, expected, atol=1e-15)
    np.testing.assert_allclose(result.at_least[:, 1], expected[:, 1:].sum(axis=1), atol=1e-15)
    np.testing.assert_allclose(
        result.standard_error, np.sqrt(expected * (1 - expected) / 300), atol=1e-15
    )
    assert result.categories == ("1", "2", "3")
    assert (expected > 0).sum(axis=1).max() > 1


def test_a_space_in_another_order_of_criteria_is_matched_by_name():
    names = SITES.criterion_names
    one = WeightSpace(names).bounds(names[1], 0.3, 0.6)
    other = WeightSpace(names[::-1]).bounds(names[1], 0.3, 0.6)
    n = 4000
    first, second = (
        smaa_tri(SITES, sorted_sites, weights=space, n_samples=n, rng=4) for space in (one, other)
    )
    # 21 shares of independent draws, beyond 4.5 standard errors: false alarm below 2e-4
    shares = (first.category_acceptability + second.category_acceptability) / 2
    error = np.sqrt(2 * shares * (1 - shares) / n) + 1e-12
    gap = first.category_acceptability - second.category_acceptability
    assert np.abs(gap / error).max() < 4.5
    people = pd.DataFrame([[0.1] * 4 + [0.6]], columns=names[::-1])
    found = smaa_tri(SITES, sorted_sites, weights=people, n_samples=10, rng=0)
    single = sorted_sites(SITES, dict(zip(names[::-1], [0.1] * 4 + [0.6], strict=True)))
    np.testing.assert_array_equal(found.category_acceptability.argmax(axis=1), single.assignment)


def model(samples):
    """Return the sites with a sampled price of the first, from parameters."""
    price = np.asarray(samples["price"])
    values = np.broadcast_to(SITES.values, (len(price), *SITES.values.shape)).copy()
    values[:, 0, 0] = price
    return SITES.with_values(values)


def test_performances_are_sampled_beside_weights():
    result = smaa_tri(model, sorted_sites, parameters=UNCERTAIN, n_samples=200, rng=1)
    weights = WeightSpace(SITES.criterion_names).sample(200, rng=1)
    drawn = UNCERTAIN.sample(200, rng=1)
    expected = brute_force([model({"price": [p]}).at(0) for p in drawn["price"]], weights)
    np.testing.assert_allclose(result.category_acceptability, expected, atol=1e-15)


def by_cut(table, weights, preferences):
    """Sort with sampled cut levels."""
    return da.mcda.electre_tri(table, weights, **{**OPTIONS, "cut_level": preferences["cut"]})


def test_preferences_are_drawn_too():
    """The second argument's samples: shares against one call for each cut level."""
    cuts = da.Parameters([UNCERTAIN["cut"]])
    found = smaa_tri(SITES, by_cut, preferences=cuts, n_samples=400, rng=2)
    seen = []

    def spy(table, weights, preferences):
        seen.append((weights, preferences["cut"]))
        return by_cut(table, weights, preferences)

    smaa_tri(SITES, spy, preferences=cuts, n_samples=400, rng=2)
    (weights, drawn), shares = seen[0], np.zeros((7, 3))
    assert not drawn.flags.writeable
    assert drawn.min() > 0.6
    assert drawn.max() < 0.95
    assert abs(np.corrcoef(drawn, weights[:, 0])[0, 1]) < 0.25
    for w, cut in zip(weights, drawn, strict=True):
        single = da.mcda.electre_tri(SITES, w, **{**OPTIONS, "cut_level": cut})
        shares[np.arange(7), single.assignment] += 1 / 400
    np.testing.assert_allclose(found.category_acceptability, shares, atol=1e-12)


def test_preferences_differ_from_a_models_parameters_of_the_same_name():
    seen = []

    def spy(table, weights, preferences):
        seen.append((table.values[:, 0, 0], preferences["price"]))
        return sorted_sites(table, weights)

    both = da.Parameters([UNCERTAIN["price"]])
    smaa_tri(model, spy, parameters=both, preferences=both, design="random", n_samples=500, rng=0)
    price, preference = seen[0]
    assert abs(np.corrcoef(price, preference)[0, 1]) < 0.25


def threshold(table, weights):
    """Sort by a weighted sum of at least a half."""
    good = (table.values * weights[:, None, :]).sum(axis=-1) >= 0.5
    return da.Sorting(
        method="threshold",
        alternatives=table.alternatives,
        categories=("bad", "good"),
        assignment=good.astype(int),
    )


def test_standard_errors_are_what_they_say():
    """x is good with half of all weights of two criteria. Squares of 200 z-scores: mean 1 with
    standard deviation .1, here within 4.5 of these; false alarm below 1e-5."""
    table = da.DecisionTable([[1, 0], [0.7, 0.4]], ["x", "y"], ["one", "mixed"])
    exact = np.array([0.5, 2 / 3])
    z = []
    for seed in range(200):
        result = smaa_tri(table, threshold, n_samples=200, rng=seed)
        z.append((result.category_acceptability[:, 1] - exact) / result.standard_error[:, 1])
    assert np.abs((np.array(z) ** 2).mean(axis=0) - 1).max() < 0.45


def test_stored_samples_are_clusters():
    """20 rows drawn 2,000 times: errors are those of 20 rows' own shares."""
    rng = np.random.default_rng(3)
    values = rng.random((20, 3, 2))
    table = da.DecisionTable(values, ["x", "y"], ["a", "b", "c"])
    result = smaa_tri(table, threshold, n_samples=2000, rng=0)
    seen = []

    def spy(table, weights):
        found = threshold(table, weights)
        seen.append((table.values[:, 0, 0], found.assignment))
        return found

    smaa_tri(table, spy, n_samples=2000, rng=0)
    column, assignment = seen[0]
    means = np.array([assignment[column == x].mean(axis=0) for x in values[:, 0, 0]])
    expected = means.std(axis=0, ddof=1) / np.sqrt(20)
    np.testing.assert_allclose(result.standard_error[:, 1], expected, rtol=1e-9)
    np.testing.assert_allclose(result.at_least_standard_error[:, 1], expected, rtol=1e-9)
    np.testing.assert_allclose(result.at_least_standard_error[:, 0], 0, atol=1e-9)


def test_workers_and_batches_change_nothing():
    n = 2 * 8192 + 5
    alone = smaa_tri(SITES, sorted_sites, n_samples=n, rng=0)
    with ThreadPoolExecutor(2) as pool:
        for workers in (2, pool, map):
            same = smaa_tri(SITES, sorted_sites, n_samples=n, rng=0, batch=1, workers=workers)
            assert same.equals(alone)
    assert pickle.loads(pickle.dumps(alone)).equals(alone)


def test_methods_that_look_at_no_weights_may_assign_once():
    def fixed(table, weights):
        return sorted_sites(table, [1, 1, 1, 1, 1])

    result = smaa_tri(SITES, fixed, n_samples=9, rng=0)
    assert set(result.category_acceptability.ravel()) == {0, 1}
    shown = repr(result)
    assert shown.startswith("SMAA-TRI: 7 alternatives, 3 categories, 9 samples\n")
    assert result.to_frame().columns.tolist()[-3:] == ["1", "2", "3"]


def test_categories_may_not_change_from_call_to_call():
    def moody(table, weights):
        names = ("low", "high") if len(weights) == chunks.CHUNK else ("bad", "good")
        found = threshold(table, weights)
        return da.Sorting(
            method="moody",
            alternatives=found.alternatives,
            categories=names,
            assignment=found.assignment,
        )

    table = da.DecisionTable([[1, 0]], ["x", "y"], ["one"])
    with pytest.raises(InvalidInputError, match=r"the same categories in every call; got"):
        smaa_tri(table, moody, n_samples=chunks.CHUNK + 1, rng=0)


@pytest.mark.parametrize(
    ("method", "message"),
    [
        ("electre_tri", "method must be a function of a table and weights; got 'electre_tri'"),
        (da.mcda.topsis, r"must return a Sorting, with .assignment and .categories; got Topsis"),
        (lambda table: None, "a function of a table and weights .* that returns a Sorting"),
        (
            lambda table, weights: sorted_sites(table, weights[:3]),
            r"an assignment of shape \(9, 7\), a row for each of the weights; got \(3, 7\)",
        ),
    ],
)
def test_what_sorts_nothing_is_refused(method, message):
    with pytest.raises(InvalidInputError, match=rf"^smaa_tri\(\): .*{message}"):
        smaa_tri(SITES, method, n_samples=9)


@pytest.mark.parametrize("numbers", [[0, 3], [-1, 0], [0.5, 1.0], [True, False]])
def test_assignments_are_indices_of_categories(numbers):
    class Made:
        categories = ("bad", "fair", "good")
        assignment = np.array([numbers])

    table = da.DecisionTable([[1, 0], [0, 1]], ["x", "y"], ["one", "two"])
    with pytest.raises(InvalidInputError, match="must be indices of its 3 categories, from 0 on"):
        smaa_tri(table, lambda table, weights: Made, n_samples=1)


def test_other_arguments_are_refused_by_name():
    with pytest.raises(InvalidInputError, match=r"smaa_tri\(\): preferences must be"):
        smaa_tri(SITES, by_cut, preferences={"cut": 0.7})
    with pytest.raises(InvalidInputError, match=r"smaa_tri\(\): weights must name each criterion"):
        smaa_tri(SITES, sorted_sites, weights=WeightSpace(["price"]))
    with pytest.raises(InvalidInputError, match=r"of a table, weights .* and preferences"):
        smaa_tri(SITES, sorted_sites, preferences=UNCERTAIN)
