"""Analyses, their results and what draws for them can be pickled and copied, and are then the
same."""

import copy
import dataclasses
import pickle
import re

import numpy as np
import pytest
import scipy.stats

import decision_analysis as da
from bad_input.cases import CALLS
from decision_analysis import (
    beliefs,
    catalog,
    mcda,
    robustness,
    sensitivity,
    timing,
    uncertainty,
    voi,
)
from decision_analysis.uncertainty import WeightSpace
from test_bad_input import called, folder, placed  # noqa: F401 (a fixture)

PARAMETERS = da.Parameters(
    [da.Parameter("u", 0.0, scipy.stats.norm()), da.Parameter("k", 0.5, low=0, high=1)]
)
STATES = da.DecisionTable([[1, 4], [3, 2.0]], ["s", "r"], ["a", "b"])
COSTS = da.DecisionTable(
    [[[1, 4], [3, 2.0]], [[2, 1], [0, 2.0]]],
    [da.Criterion("cost", "min"), "effect"],
    ["a", "b"],
)
NARROW = (
    WeightSpace([f"c{i}" for i in range(6)])
    .bounds("c0", 0.1, 0.2)
    .bounds("c1", 0.1, 0.11)
    .bounds("c2", 0.1, 0.11)
    .ratio("c3", "c4", 0.9, 1.1)
)


def model(x):
    return da.DecisionTable.from_rows({"a": [x["u"], 1], "b": [x["k"], 0.5]}, ["p", "q"])


def method(table, weights):
    return mcda.weighted_sum(table, weights, normalization=None)


def score(table):
    return method(table, [0.5, 0.5])


def two_way():
    return sensitivity.two_way(model, PARAMETERS, ("u", "k"), score=score, n_points=3)


def update():
    return beliefs.update(
        {"g": 0.5, "b": 0.5}, {"g": {"+": 0.7, "-": 0.3}, "b": {"+": 0.2, "-": 0.8}}
    )


def simulated():
    return uncertainty.simulate(model, PARAMETERS, n_samples=64, rng=0)


OBJECTS = {
    "a parameter": lambda: PARAMETERS["u"],
    "parameters": lambda: PARAMETERS,
    "a sampler": lambda: PARAMETERS.sampler(8, rng=0),
    "a sampler of a hypercube": lambda: PARAMETERS.sampler(
        8, rng=0, design="lhs", correlation={("u", "k"): 0.5}
    ),
    "a weight space": lambda: NARROW,
    "a sampler of a simplex": lambda: WeightSpace(["p", "q"]).order("p > q").sampler(rng=0),
    "a sampler by hit-and-run": lambda: NARROW.sampler(rng=0),
    "simulate": simulated,
    "smaa": lambda: uncertainty.smaa(model, method, parameters=PARAMETERS, n_samples=64, rng=0),
    "tornado": lambda: sensitivity.tornado(model, PARAMETERS, score=score),
    "one_way": lambda: sensitivity.one_way(model, PARAMETERS, "k", score=score),
    "two_way": two_way,
    "two_way, shares": lambda: two_way().shares,
    "threshold": lambda: sensitivity.threshold(model, PARAMETERS, "k", between=(0, 1), score=score),
    "weight_intervals": lambda: sensitivity.weight_intervals(STATES, method, [0.5, 0.5]),
    "weight_move": lambda: sensitivity.weight_move(STATES, [0.5, 0.5]),
    "sobol": lambda: sensitivity.sobol(model, PARAMETERS, score=score, n_samples=16, rng=0),
    "morris": lambda: sensitivity.morris(model, PARAMETERS, score=score, n_samples=16, rng=0),
    "shapley_effects": lambda: sensitivity.shapley_effects(
        model, PARAMETERS, score=score, n_samples=16, rng=0
    ),
    "rank_correlation": lambda: sensitivity.rank_correlation(
        simulated(), PARAMETERS, score=score, rng=0
    ),
    "explain_change": lambda: sensitivity.explain_change(
        model, {"u": 0, "k": 0.5}, {"u": 1, "k": 0.7}, score=score
    ),
    "prim": lambda: sensitivity.prim(simulated(), lambda table: table.values[:, 0, 0] > 0),
    "rank_reversal": lambda: sensitivity.rank_reversal(STATES, method, [0.5, 0.5]),
    "spider": lambda: sensitivity.spider(model, PARAMETERS, names=["k"], score=score),
    "walking_weights": lambda: sensitivity.walking_weights(
        STATES, method, [0.5, 0.5], STATES.criterion_names[0], n_points=3
    ),
    "weight_regions": lambda: sensitivity.weight_regions(
        da.DecisionTable(np.eye(3), ["p", "q", "r"], ["a", "b", "c"]), method, [1, 1, 1], n_points=3
    ),
    "evpi": lambda: voi.evpi(simulated().table.values[..., 0]),
    "evppi": lambda: voi.evppi(simulated().table.values[..., 0], simulated().samples, "u"),
    "evsi": lambda: voi.evsi(
        simulated().table.values[..., 0], simulated(), "u", {"mean": simulated().samples["u"] ** 2}
    ),
    "enbs": lambda: voi.enbs({10: 0.3, 20: 0.4}, population=50),
    "acceptability_curve": lambda: voi.acceptability_curve(
        COSTS, [0, 1], cost="cost", effect="effect"
    ),
    "evpi_curve": lambda: voi.evpi_curve(COSTS, [0, 1], cost="cost", effect="effect"),
    "wait_or_decide": lambda: timing.wait_or_decide(STATES),
    "optimal_stopping": lambda: timing.optimal_stopping([[1, 0], [0, 2]], np.eye(2)),
    "reservation_values": lambda: timing.reservation_values([1, 2], 3),
    "longstaff_schwartz": lambda: timing.longstaff_schwartz([[1, 0], [0, 2]], [[1, 0], [0, 2]]),
    "minimax_regret": lambda: robustness.minimax_regret(STATES),
    "hurwicz": lambda: robustness.hurwicz(STATES),
    "mixed_maximin": lambda: robustness.mixed_maximin(STATES),
    "a case": lambda: catalog.load("milnor_1954/minimax_regret"),
    "update": update,
    "update, signals": lambda: update().signals,
    "update, posterior": lambda: update().posterior["+"],
}


def same(one, other):
    """Say whether two objects are alike as far as their fields, or their entries, tell."""
    assert type(one) is type(other)
    if isinstance(one, np.ndarray):
        np.testing.assert_array_equal(one, other)
        assert one.flags.writeable == other.flags.writeable
    elif dataclasses.is_dataclass(one):
        for field in dataclasses.fields(one):
            same(getattr(one, field.name), getattr(other, field.name))
    elif hasattr(one, "keys") and not isinstance(one, da.Parameters):
        assert list(one) == list(other)
        for key in one:
            same(one[key], other[key])


@pytest.mark.parametrize(
    "again", [lambda x: pickle.loads(pickle.dumps(x)), copy.copy, copy.deepcopy]
)
@pytest.mark.parametrize("name", OBJECTS)
def test_copies_are_the_same(name, again):
    given = OBJECTS[name]()
    found = again(given)
    same(given, found)
    if " object at " not in repr(given):
        assert repr(given) == repr(found)


def test_copies_of_samplers_draw_the_same():
    for sampler in (PARAMETERS.sampler(8, rng=0, design="lhs"), PARAMETERS.sampler(8, rng=0)):
        again = pickle.loads(pickle.dumps(sampler))
        np.testing.assert_array_equal(sampler.chunk(0, 8)["u"], again.chunk(0, 8)["u"])
    sampler = NARROW.sampler(rng=0)
    np.testing.assert_array_equal(sampler.chunk(1, 9), copy.deepcopy(sampler).chunk(1, 9))


def test_an_analysis_of_a_study_can_be_copied(flagship_analysis):
    analysis = flagship_analysis
    for found in (
        pickle.loads(pickle.dumps(analysis)),
        copy.copy(analysis),
        copy.deepcopy(analysis),
    ):
        assert found.to_text() == analysis.to_text()
        assert np.array_equal(
            found.results["tree: rollback"].value, analysis.results["tree: rollback"].value
        )


def oldest(value):
    """Return what comes back by the first protocol, which asks other methods than later ones."""
    return pickle.loads(pickle.dumps(value, protocol=0))


@pytest.mark.parametrize("name", [name for name in CALLS if not name.startswith("plot.")])
def test_what_public_functions_return_is_copied(name, folder):  # noqa: F811 (the fixture)
    result = called(CALLS[name].function, placed(CALLS[name].arguments, folder))
    said = re.sub("0x[0-9a-f]+", "", repr(result))
    for again in (lambda x: pickle.loads(pickle.dumps(x)), oldest, copy.copy, copy.deepcopy):
        found = again(result)
        assert type(found) is type(result)
        assert re.sub("0x[0-9a-f]+", "", repr(found)) == said
