"""Every public function with valid arguments, from which the sweep of bad input starts."""

import dataclasses
import runpy
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import numpy as np

import decision_analysis as da
from decision_analysis import (
    beliefs,
    catalog,
    core,
    diagrams,
    evidence,
    export,
    group,
    io,
    mcda,
    plot,
    ranking,
    report,
    robustness,
    sensitivity,
    study,
    testing,
    timing,
    trees,
    uncertainty,
    utility,
    value,
    voi,
    weights,
)
from decision_analysis.errors import InvalidInputError

STUDY = runpy.run_path(str(Path(__file__).parents[1] / "study" / "conftest.py"))["SMALL"]


@dataclasses.dataclass(frozen=True)
class Call:
    """A public function, valid arguments by name, and how messages name the function."""

    function: Callable[..., Any]
    arguments: Mapping[str, Any]
    says: str


CALLS: dict[str, Call] = {}


def add(name, function, arguments, says=None):
    """Note a call; `says` is what every message must contain, the function's own name unless
    given."""
    assert name not in CALLS
    CALLS[name] = Call(function, arguments, says or name.split(".")[-1])


# --- what the calls are about
# -----------------------------------------------------------------------------------------

CARS = da.DecisionTable(
    [[14.0, 4.1, 3.0], [18.0, 3.9, 5.0], [11.0, 2.5, 2.0], [16.0, 4.0, 4.0]],
    [da.Criterion("price", "min"), "comfort", "space"],
    ["city", "estate", "mini", "sedan"],
)
WEIGHTS = {"price": 0.5, "comfort": 0.3, "space": 0.2}
PROFILES = da.DecisionTable([[17.0, 3.0, 2.5], [13.0, 4.0, 3.5]], CARS.criteria, ["fair", "good"])
STATES = da.DecisionTable([[10.0, 2.0], [4.0, 6.0], [5.0, 5.0]], ["dry", "wet"], ["a", "b", "c"])
STEPPED = dict.fromkeys(CARS.criterion_names, 0.5)
RANGES = {"price": (10.0, 20.0), "comfort": (2.0, 5.0), "space": (1.0, 6.0)}
VALUES = {"price": value.linear(20, 10), "comfort": value.linear(2, 5), "space": value.linear(1, 6)}
COMPARISONS = [[1.0, 2.0, 4.0], [0.5, 1.0, 2.0], [0.25, 0.5, 1.0]]
PARAMETERS = da.Parameters(
    [
        da.Parameter("p", 0.5, low=0.2, high=0.9),
        da.Parameter("gain", 10, low=5, high=30),
        da.Parameter("fee", 1),
    ]
)
TREE = trees.Decision(
    "drill",
    {
        "yes": trees.Chance("oil", {"dry": (0.6, -70.0), "wet": (trees.REST, 100.0)}, payoff=-5.0),
        "no": 0.0,
    },
)
GOODS = trees.Decision(
    "go",
    {
        "now": {"cost": 3.0, "time": 1.0},
        "late": trees.Chance(
            "luck",
            {"good": (0.5, {"cost": 1.0, "time": 2.0}), "bad": (0.5, {"cost": 4.0, "time": 3.0})},
        ),
    },
)
RANKS = [[1, 2, 3, 4], [2, 1, 3, 4], [1, 3, 2, 4]]
GENERATOR = np.random.default_rng(5)
SAMPLED = GENERATOR.normal(size=(60, 3))
SAMPLED_SCORES = da.Scores(method="mine", alternatives=("a", "b", "c"), scores=SAMPLED)


def model(samples):
    """Return the payoffs of going and staying."""
    going = samples["p"] * samples["gain"] - samples["fee"]
    values = np.stack([going, np.full_like(going, 2.0)], axis=-1)[..., None]
    return da.DecisionTable(values, ["payoff"], ["go", "stay"])


def checked(**arguments):
    """Run the conformance suite, whose own way to refuse a method is an AssertionError."""
    try:
        return testing.check_method(**arguments)
    except AssertionError as error:
        raise InvalidInputError(f"check_method(): {error}") from error


def checked_analysis(**arguments):
    """Run the conformance suite, whose own way to refuse an analysis is an AssertionError."""
    try:
        return testing.check_analysis(**arguments)
    except AssertionError as error:
        raise InvalidInputError(f"check_analysis(): {error}") from error


def scored(table):
    """Return the only column."""
    return table.values[..., 0]


def plain_sum(table, weights):
    """Return the weighted sum of performances as they are."""
    return mcda.weighted_sum(table, weights, normalization=None)


def sorted_cars(table, weights):
    """Sort cars by ELECTRE TRI."""
    steps = {"indifference": STEPPED, "preference": STEPPED}
    return mcda.electre_tri(table, weights, profiles=PROFILES, **steps)


def by_limit(table, weights, preferences):
    """Sort by whether the payoff reaches a sampled limit."""
    good = table.values[..., 0] >= preferences["gain"][:, None]
    names = {"method": "by limit", "alternatives": table.alternatives}
    return da.Sorting(**names, categories=("bad", "good"), assignment=good.astype(int))


# --- core
# --------------------------------------------------------------------------------------------------

add(
    "core.Criterion",
    da.Criterion,
    {"name": "price", "goal": "min", "unit": "EUR", "description": "to pay"},
    "riteri",
)
add(
    "core.DecisionTable",
    da.DecisionTable,
    {
        "values": [[14.0, 4.1], [18.0, 3.9]],
        "criteria": ["price", "comfort"],
        "alternatives": ["city", "estate"],
    },
)
add(
    "core.DecisionTable.from_rows",
    da.DecisionTable.from_rows,
    {"rows": {"city": [14.0, 4.1], "estate": [18.0, 3.9]}, "criteria": ["price", "comfort"]},
    "DecisionTable",
)
add(
    "core.DecisionTable.from_frame",
    da.DecisionTable.from_frame,
    {"frame": CARS.to_frame(), "goals": {"price": "min", "space": "max"}},
    "DecisionTable",
)
add(
    "core.DecisionTable.at",
    CARS.with_values(np.stack([CARS.values] * 3)).at,
    {"index": 1},
    "DecisionTable.at()",
)
add(
    "core.DecisionTable.select",
    CARS.select,
    {"alternatives": ["mini", "city"], "criteria": ["space", "price"]},
)
add(
    "core.DecisionTable.with_values",
    CARS.with_values,
    {"values": CARS.values.tolist()},
    "DecisionTable",
)
add(
    "core.Parameter",
    da.Parameter,
    {
        "name": "p",
        "base": 0.5,
        "distribution": None,
        "low": 0.25,
        "high": 0.75,
        "unit": "",
        "source": "",
        "rationale": "",
    },
    "arameter",
)
add("core.Parameter.quantile", PARAMETERS["p"].quantile, {"probability": [0.1, 0.5]})
add("core.Parameters", da.Parameters, {"parameters": list(PARAMETERS.values())})
for method in ("sample", "sampler"):
    add(
        f"core.Parameters.{method}",
        getattr(PARAMETERS, method),
        {
            "n": 8,
            "rng": 3,
            "design": "random",
            "correlation": {("p", "gain"): 0.5},
            "scramblings": 1,
        },
    )
add(
    "core.Parameters.nearest_correlation",
    PARAMETERS.nearest_correlation,
    {"correlation": {("p", "gain"): 0.5}},
)
add("core.Parameters.to_markdown", PARAMETERS.to_markdown, {"top": 2}, "to_markdown()")
add("core.Parameters.to_frame", PARAMETERS.to_frame, {"top": 2}, "to_frame()")
add("core.dominance", core.dominance, {"table": CARS})
add(
    "core.Relation.cut",
    da.Relation(method="r", alternatives=("a", "b"), matrix=np.full((2, 2), 0.5)).cut,
    {"level": 0.5},
)
add(
    "core.Relation.kernel",
    da.Relation(method="r", alternatives=("a", "b"), matrix=np.eye(2, k=1, dtype=bool)).kernel,
    {"cycles": "exact"},
)
add("core.DecisionTable.to_frame", CARS.to_frame, {"top": 2}, "to_frame()")
add("core.DecisionTable.to_markdown", CARS.to_markdown, {"top": 2}, "to_markdown()")
add("core.Result.to_markdown", SAMPLED_SCORES.to_markdown, {"top": 2}, "to_markdown()")
add("core.Result.to_frame", SAMPLED_SCORES.to_frame, {"top": 2}, "to_frame()")
add("core.Result.at", SAMPLED_SCORES.at, {"index": 1}, "at()")
add(
    "core.Result.steps_frame",
    mcda.topsis(CARS, WEIGHTS).steps_frame,
    {"name": "weighted"},
    "steps_frame()",
)
add(
    "core.weights_array",
    core.weights_array,
    {"names": ["price", "space"], "weights": [0.4, 0.6], "rescale": True},
)
add(
    "core.Scores",
    da.Scores,
    {
        "method": "m",
        "alternatives": ("a", "b"),
        "scores": np.array([1.0, 2.0]),
        "higher_is_better": True,
    },
)
add(
    "core.Relation",
    da.Relation,
    {"method": "m", "alternatives": ("a", "b"), "matrix": np.eye(2, k=1, dtype=bool)},
)
add(
    "core.Sorting",
    da.Sorting,
    {
        "method": "m",
        "alternatives": ("a", "b"),
        "categories": ("low", "high"),
        "assignment": np.array([0, 1]),
    },
)
add(
    "core.WeightsResult",
    da.WeightsResult,
    {"method": "m", "weights": np.array([0.5, 0.5]), "criteria": ("a", "b")},
)

# --- beliefs, value, utility, ranking
# ---------------------------------------------------------------------------------

add(
    "beliefs.DirichletBelief", beliefs.DirichletBelief, {"concentrations": {"dry": 3.0, "wet": 2.0}}
)
BELIEF = beliefs.from_counts({"dry": 3, "wet": 2})
add("beliefs.DirichletBelief.marginal", BELIEF.marginal, {"state": "dry"})
add("beliefs.DirichletBelief.sample", BELIEF.sample, {"n": 5, "rng": 1})
add("beliefs.DirichletBelief.to_parameters", BELIEF.to_parameters, {"prefix": "p "})
SHARES = beliefs.logistic_normal({"dry": 0.6, "wet": 0.4}, 0.3)
add("beliefs.LogisticNormalBelief.marginal", SHARES.marginal, {"state": "dry"})
add("beliefs.LogisticNormalBelief.sample", SHARES.sample, {"n": 5, "rng": 1})
add("beliefs.LogisticNormalBelief.to_parameters", SHARES.to_parameters, {"prefix": "p "})
add(
    "beliefs.logistic_normal",
    beliefs.logistic_normal,
    {
        "shares": {"dry": 0.6, "wet": 0.4},
        "sd": {"dry": 0.3, "wet": 0.2},
        "correlation": {("dry", "wet"): 0.5},
    },
)
LEVELS = {"Ann": [[1.0, 4.0, 9.0], [2.0, 3.0, 4.0]], "Bob": [[3.0, 5.0, 7.0], [1.0, 4.0, 6.0]]}
add(
    "beliefs.cooke",
    beliefs.cooke,
    {
        "assessments": {
            person: {
                question: dict(zip((0.05, 0.5, 0.95), row, strict=True))
                for question, row in zip(("rain", "wind"), rows, strict=True)
            }
            for person, rows in LEVELS.items()
        },
        "realizations": {"rain": 3.0, "wind": 3.5},
        "probabilities": None,
        "weighting": "item",
        "cutoff": 0.001,
        "overshoot": 0.1,
        "background": {"rain": "uniform", "wind": "uniform"},
    },
)
add(
    "beliefs.cooke, lists",
    beliefs.cooke,
    {
        "assessments": {
            person: dict(zip(("rain", "wind"), rows, strict=True))
            for person, rows in LEVELS.items()
        },
        "realizations": {"rain": 3.0, "wind": 3.5},
        "probabilities": [0.05, 0.5, 0.95],
        "background": "loguniform",
    },
    "cooke()",
)
add(
    "beliefs.discretize",
    beliefs.discretize,
    {"distribution": beliefs.pert(1, 2, 4), "method": "bracket_median", "n_points": 4},
)
add(
    "beliefs.from_counts",
    beliefs.from_counts,
    {"counts": {"dry": 3.0, "wet": 2.0}, "prior": {"dry": 0.5, "wet": 0.5}},
)
add(
    "beliefs.from_mean_sd",
    beliefs.from_mean_sd,
    {"family": "beta", "mean": 3.0, "sd": 0.5, "low": 1.0, "high": 5.0, "degrees_of_freedom": None},
)
add(
    "beliefs.from_quantiles",
    beliefs.from_quantiles,
    {
        "quantiles": {0.1: 2.0, 0.5: 3.0, 0.9: 4.5},
        "family": "beta",
        "low": 1.0,
        "high": 6.0,
        "degrees_of_freedom": None,
        "n_terms": None,
    },
)
add(
    "beliefs.from_quantiles, a metalog",
    beliefs.from_quantiles,
    {"quantiles": {0.1: 2.0, 0.5: 3.0, 0.9: 4.5}, "family": "metalog", "n_terms": 2},
    "from_quantiles()",
)
add(
    "beliefs.roulette",
    beliefs.roulette,
    {
        "chips": [1.0, 4.0, 3.0, 2.0],
        "bins": [0.0, 2.0, 4.0, 6.0, 8.0],
        "family": "gamma",
        "low": -1.0,
        "high": 12.0,
        "degrees_of_freedom": None,
        "n_terms": None,
    },
)
add("beliefs.pert", beliefs.pert, {"low": 1.0, "mode": 2.0, "high": 4.0, "concentration": 4.0})
add("beliefs.triangular", beliefs.triangular, {"low": 1.0, "mode": 2.0, "high": 4.0})
add(
    "beliefs.pool",
    beliefs.pool,
    {
        "opinions": [{"dry": 0.6, "wet": 0.4}, {"dry": 0.3, "wet": 0.7}],
        "weights": [0.5, 0.5],
        "rule": "linear",
    },
)
add(
    "beliefs.pool, distributions",
    beliefs.pool,
    {
        "opinions": [beliefs.pert(1, 2, 4), beliefs.pert(0, 3, 4)],
        "weights": [0.5, 0.5],
        "rule": "logarithmic",
    },
    "pool()",
)
add(
    "beliefs.pool, by person",
    beliefs.pool,
    {
        "opinions": {"Ann": beliefs.pert(1, 2, 4), "Bob": beliefs.pert(0, 3, 4)},
        "weights": {"Ann": 0.4, "Bob": 0.6},
        "rule": "linear",
    },
    "pool()",
)
add(
    "beliefs.update, prior",
    beliefs.update,
    {
        "prior": {"dry": 0.6, "wet": 0.4},
        "likelihood": {"dry": {"no": 0.9, "yes": 0.1}, "wet": {"no": 0.2, "yes": 0.8}},
    },
    "update()",
)
add(
    "beliefs.update",
    lambda dry: beliefs.update(
        {"dry": 0.6, "wet": 0.4}, {"dry": dry, "wet": {"no": 0.2, "yes": 0.8}}
    ),
    {"dry": {"no": 0.9, "yes": 0.1}},
)

for name, made in {
    "linear": value.linear(1, 5),
    "exponential": value.exponential(1, 5, 2),
    "logistic": value.logistic(1, 5, 2),
    "piecewise": value.piecewise([1, 3, 5], [0, 0.2, 1]),
    "step": value.step([2, 4], [0, 0.5, 1]),
    "discrete": value.discrete({2.0: 0, 3.0: 1}),
}.items():
    add(f"value.{name}, called", made, {"levels": [2.0, 3.0]}, f"value.{name}()")
add(
    "value.discrete words, called",
    value.discrete({"bad": 0, "good": 1}),
    {"levels": ["bad", "good"]},
    "value.discrete()",
)
add("value.linear", value.linear, {"worst": 1.0, "best": 5.0, "outside": "clip"})
add(
    "value.exponential",
    value.exponential,
    {"worst": 1.0, "best": 5.0, "curvature": 2.0, "outside": "clip"},
)
add(
    "value.logistic",
    value.logistic,
    {"worst": 1.0, "best": 5.0, "steepness": 2.0, "inflection": 2.0, "outside": "clip"},
)
add(
    "value.piecewise",
    value.piecewise,
    {"x": [1.0, 3.0, 5.0], "v": [0.0, 0.2, 1.0], "outside": "clip"},
)
add(
    "value.bisection",
    value.bisection,
    {
        "worst": 1.0,
        "quarter": 1.5,
        "half": 2.5,
        "three_quarter": 3.5,
        "best": 5.0,
        "outside": "clip",
    },
)
add(
    "value.step",
    value.step,
    {"thresholds": [2.0, 4.0], "values": [0.0, 0.5, 1.0], "at_threshold": "below"},
)
add("value.target", value.target, {"low": 1.0, "ideal": [2.0, 4.0], "high": 5.0, "outside": "clip"})
add("value.target, a level", value.target, {"low": 1.0, "ideal": 2.0, "high": 5.0}, "target()")
add("value.apply", value.apply, {"table": CARS, "values": VALUES})
add("value.discrete", value.discrete, {"values": {"bad": 0.1, "good": 0.9}})
add("value.discrete, numbers", value.discrete, {"values": {0.1: 0.25, 0.9: 0.75}}, "discrete()")

for name, made in {
    "linear": utility.linear(),
    "exponential": utility.exponential(10),
    "logarithmic": utility.logarithmic(100),
    "power": utility.power(0.5),
    "piecewise": utility.piecewise([-10, 0, 10], [0, 0.7, 1]),
    "prospect": utility.prospect(),
}.items():
    add(f"utility.{name}, called", made, {"payoffs": [0.25, 0.5]}, f"utility.{name}")
    add(f"utility.{name}, inverted", made.inverse, {"utilities": [0.25, 0.5]}, f"utility.{name}")
add("utility.exponential", utility.exponential, {"risk_tolerance": 10.0})
add("utility.logarithmic", utility.logarithmic, {"wealth": 10.0})
add("utility.power", utility.power, {"risk_aversion": 0.5})
add("utility.piecewise", utility.piecewise, {"x": [-10.0, 0.0, 10.0], "u": [0.0, 0.7, 1.0]})
add(
    "utility.prospect",
    utility.prospect,
    {"gain_exponent": 0.5, "loss_exponent": 0.5, "loss_aversion": 2.0, "reference_point": 1.0},
)
for name in ("certainty_equivalent", "risk_premium"):
    add(
        f"utility.{name}",
        getattr(utility, name),
        {"values": [1.0, 5.0], "probabilities": [0.4, 0.6], "utility": utility.exponential(10)},
    )
for name in ("kendall_tau", "spearman", "weighted_spearman"):
    add(f"ranking.{name}", getattr(ranking, name), {"first": [1, 2, 3], "second": [2, 1, 3]})
add("ranking.ws", ranking.ws, {"reference": [1, 2, 3], "other": [2, 1, 3]})

# --- mcda, weights
# --------------------------------------------------------------------------------------------------

TABLE_AND_WEIGHTS = {"table": CARS, "weights": WEIGHTS}
add(
    "mcda.weighted_sum",
    mcda.weighted_sum,
    {**TABLE_AND_WEIGHTS, "normalization": "minmax", "ranges": RANGES, "steps": True},
)
add(
    "mcda.additive_value",
    mcda.additive_value,
    {**TABLE_AND_WEIGHTS, "values": VALUES, "steps": True},
)
OPTIMUM = {"price": 10.0, "comfort": 5.0, "space": 6.0}
add("mcda.aras", mcda.aras, {**TABLE_AND_WEIGHTS, "optimal": OPTIMUM, "steps": True})
add("mcda.aras, an array", mcda.aras, {**TABLE_AND_WEIGHTS, "optimal": [10.0, 5.0, 6.0]}, "aras()")
for name in ("cocoso", "waspas"):
    add(
        f"mcda.{name}",
        getattr(mcda, name),
        {**TABLE_AND_WEIGHTS, "balance": 0.5, "steps": True},
    )
for name in (
    *("copras", "cradis", "marcos", "moora", "multimoora"),
    *("ocra", "ram", "rov", "weighted_product"),
):
    add(f"mcda.{name}", getattr(mcda, name), {**TABLE_AND_WEIGHTS, "steps": True})
add(
    "mcda.limits_on_properties",
    mcda.limits_on_properties,
    {**TABLE_AND_WEIGHTS, "limits": OPTIMUM, "targets": ["comfort", "space"], "steps": True},
)
add(
    "mcda.topsis",
    mcda.topsis,
    {**TABLE_AND_WEIGHTS, "normalization": "minmax", "ranges": RANGES, "steps": True},
)
add(
    "mcda.vikor",
    mcda.vikor,
    {**TABLE_AND_WEIGHTS, "strategy_weight": 0.5, "ranges": RANGES, "steps": True},
)
add(
    "mcda.topsis, an array of weights",
    mcda.topsis,
    {"table": CARS, "weights": [0.5, 0.3, 0.2]},
    "topsis()",
)
IDEAL = {"price": 10.0, "comfort": 5.0, "space": 6.0}
ANTI_IDEAL = {"price": 20.0, "comfort": 2.0, "space": 1.0}
add(
    "mcda.aroman",
    mcda.aroman,
    {
        **TABLE_AND_WEIGHTS,
        "mixture": 0.5,
        "cost_exponent": 0.5,
        "aggregation": "exponential",
        "steps": True,
    },
)
add("mcda.codas", mcda.codas, {**TABLE_AND_WEIGHTS, "threshold": 0.02, "steps": True})
for name in ("edas", "lmaw", "mabac", "mairca", "piv"):
    add(f"mcda.{name}", getattr(mcda, name), {**TABLE_AND_WEIGHTS, "steps": True})
add(
    "mcda.ervd",
    mcda.ervd,
    {
        **TABLE_AND_WEIGHTS,
        "reference_point": {"price": 15.0, "comfort": 3.5, "space": 3.5},
        "loss_aversion": 2.25,
        "exponent": 0.88,
        "steps": True,
    },
)
add("mcda.gra", mcda.gra, {**TABLE_AND_WEIGHTS, "distinguishing": 0.5, "steps": True})
add("mcda.probid", mcda.probid, {**TABLE_AND_WEIGHTS, "simplified": False, "steps": True})
add(
    "mcda.rafsi",
    mcda.rafsi,
    {**TABLE_AND_WEIGHTS, "ideal": IDEAL, "anti_ideal": ANTI_IDEAL, "ratio": 6.0, "steps": True},
)
add(
    "mcda.compare",
    mcda.compare,
    {
        **TABLE_AND_WEIGHTS,
        "methods": {"sum": mcda.weighted_sum, "vikor": (mcda.vikor, {"strategy_weight": 0.4})},
        "correlation": "ws",
        "space": uncertainty.WeightSpace(list(WEIGHTS)),
        "n_samples": 4,
        "rng": 1,
        "batch": 2,
        "workers": 1,
    },
)
COMPARED = mcda.compare(CARS, WEIGHTS, methods={"sum": mcda.weighted_sum}, n_samples=None)
BOTH = mcda.compare(
    CARS,
    {name: [weight, weight] for name, weight in WEIGHTS.items()},
    methods={"sum": mcda.weighted_sum, "TOPSIS": mcda.topsis},
    n_samples=None,
)
add("mcda.CompareResult.at", BOTH.at, {"index": 1}, "at()")
EXPLAINED = mcda.explain(mcda.weighted_sum(CARS, WEIGHTS), *CARS.alternatives[:2])
add(
    "mcda.explain",
    mcda.explain,
    {
        "result": mcda.topsis(CARS, WEIGHTS),
        "a": CARS.alternatives[0],
        "b": CARS.alternatives[1],
        **TABLE_AND_WEIGHTS,
        "method": mcda.topsis,
        "reach": 0.5,
        "n_permutations": 4,
        "rng": 1,
    },
)
PREFERENCES = {name: mcda.preference.linear(0.1, 2) for name in WEIGHTS}
add(
    "mcda.promethee_ii",
    mcda.promethee_ii,
    {**TABLE_AND_WEIGHTS, "preference": PREFERENCES, "steps": True},
)
for name in ("promethee_i", "preference_degrees", "gaia"):
    add(f"mcda.{name}", getattr(mcda, name), {**TABLE_AND_WEIGHTS, "preference": PREFERENCES})
add(
    "mcda.promethee_iii",
    mcda.promethee_iii,
    {**TABLE_AND_WEIGHTS, "preference": PREFERENCES, "width": 0.3},
)
add(
    "mcda.promethee_v",
    mcda.promethee_v,
    {
        **TABLE_AND_WEIGHTS,
        "preference": PREFERENCES,
        "constraints": {"budget": ("price", None, 33.0), "not both": ({"city": 1.0}, 0.0, 1.0)},
        "count": 2,
    },
)
add(
    "mcda.promethee_group",
    mcda.promethee_group,
    {
        "views": {
            "Ann": mcda.promethee_ii(CARS, WEIGHTS, preference=PREFERENCES),
            "Bob": mcda.promethee_ii(CARS, [1, 1, 1], preference=PREFERENCES),
        },
        "weights": {"Ann": 2.0, "Bob": 1.0},
    },
)
add(
    "mcda.prosa_c",
    mcda.prosa_c,
    {**TABLE_AND_WEIGHTS, "preference": PREFERENCES, "sustainability": 0.4, "steps": True},
)
add(
    "mcda.flowsort",
    mcda.flowsort,
    {
        **TABLE_AND_WEIGHTS,
        "profiles": PROFILES,
        "preference": PREFERENCES,
        "kind": "between",
        "rule": "positive",
        "categories": ["poor", "fair", "good"],
    },
)
add(
    "mcda.electre_i",
    mcda.electre_i,
    {**TABLE_AND_WEIGHTS, "concordance": 0.5, "veto": {"price": 4.0, "space": 2.5}, "steps": True},
)
add(
    "mcda.electre_i, discordance",
    mcda.electre_i,
    {**TABLE_AND_WEIGHTS, "concordance": 0.5, "discordance": 0.5},
    "electre_i()",
)
THRESHOLDS = {
    "indifference": STEPPED,
    "preference": dict.fromkeys(WEIGHTS, 0.75),
    "veto": dict.fromkeys(WEIGHTS, 2.0),
}
add(
    "mcda.electre_ii",
    mcda.electre_ii,
    {
        **TABLE_AND_WEIGHTS,
        "concordance_levels": [0.5, 0.6, 0.75],
        "discordance_levels": [0.25, 0.5],
        "steps": True,
    },
)
add(
    "mcda.electre_iii",
    mcda.electre_iii,
    {**TABLE_AND_WEIGHTS, **THRESHOLDS, "distillation": [-0.15, 0.3]},
)
add(
    "mcda.electre_iii, numbers",
    mcda.electre_iii,
    {**TABLE_AND_WEIGHTS, "indifference": 0.5, "preference": 1.0, "veto": 4.0},
    "electre_iii()",
)
add(
    "mcda.electre_is",
    mcda.electre_is,
    {**TABLE_AND_WEIGHTS, **THRESHOLDS, "concordance": 0.5, "steps": True},
)
add(
    "mcda.electre_iv",
    mcda.electre_iv,
    {"table": CARS, **THRESHOLDS, "distillation": [0.0, 0.1]},
)
add(
    "mcda.electre_tri",
    mcda.electre_tri,
    {
        **TABLE_AND_WEIGHTS,
        **THRESHOLDS,
        "profiles": PROFILES,
        "cut_level": 0.7,
        "rule": "optimistic",
        "categories": ["poor", "fair", "good"],
    },
)
add(
    "mcda.electre_tri_c",
    mcda.electre_tri_c,
    {
        **TABLE_AND_WEIGHTS,
        **THRESHOLDS,
        "profiles": PROFILES,
        "cut_level": 0.7,
        "rule": "ascending",
        "categories": ["fair", "good"],
    },
)
add(
    "mcda.electre_tri_nc",
    mcda.electre_tri_nc,
    {
        **TABLE_AND_WEIGHTS,
        **THRESHOLDS,
        "profiles": PROFILES,
        "profile_categories": {"fair": "plain", "good": "fine"},
        "cut_level": 0.7,
        "rule": "ascending",
    },
)
add(
    "mcda.mr_sort",
    mcda.mr_sort,
    {
        **TABLE_AND_WEIGHTS,
        "profiles": PROFILES,
        "majority": 0.6,
        "veto": {"price": 19.0, "space": 1.0},
        "categories": ["poor", "fair", "good"],
    },
)
add(
    "mcda.mr_sort, rules",
    mcda.mr_sort,
    {
        **TABLE_AND_WEIGHTS,
        "profiles": PROFILES,
        "majority": 0.6,
        "veto": {"good": {"price": 19.0}},
        "dictator": PROFILES.with_values(PROFILES.values + np.array([-9.0, 1.0, 1.0])),
        "rule": "dv",
    },
    "mr_sort()",
)
add(
    "mcda.srmp",
    mcda.srmp,
    {**TABLE_AND_WEIGHTS, "profiles": PROFILES, "order": ["good", "fair"]},
)
add(
    "mcda.lexicographic",
    mcda.lexicographic,
    {"table": CARS, "order": ["comfort", "price"], "tolerance": {"comfort": 0.15}},
)
for name in ("conjunctive", "disjunctive"):
    add(
        f"mcda.{name}",
        getattr(mcda, name),
        {"table": CARS, "thresholds": {"price": 17.0, "space": 3.0}},
    )
add("mcda.permutation", mcda.permutation, {**TABLE_AND_WEIGHTS, "time_limit": 60.0})
add(
    "mcda.even_swaps",
    mcda.even_swaps,
    {
        "table": CARS,
        "swaps": [("mini", "comfort", 4.0, "price", 13.0)],
        "practical": [("city", "sedan")],
    },
)
CLASSES = {"city": 1.0, "estate": 1.0, "mini": 0.0, "sedan": 1.0}
WORDS = {"decision": ["good", "good", "poor", "good"], "categories": ["poor", "good"]}
add("mcda.drsa", mcda.drsa, {"table": CARS, "decision": CLASSES})
add("mcda.drsa, words", mcda.drsa, {"table": CARS, **WORDS}, "drsa()")
add("mcda.drsa, a column", mcda.drsa, {"table": CARS, "decision": "space"}, "drsa()")
RULES = mcda.drsa(CARS, decision=CLASSES)
add("mcda.DrsaResult.classify", RULES.classify, {"table": CARS}, "classify()")
add(
    "mcda.DrsaResult.at",
    mcda.drsa(CARS.with_values(np.stack([CARS.values] * 2)), decision=CLASSES).at,
    {"index": 1},
    "at()",
)
add(
    "mcda.learn_mr_sort",
    mcda.learn_mr_sort,
    {"judged": CARS, "decision": CLASSES, "time_limit": 60.0},
)
add("mcda.learn_mr_sort, words", mcda.learn_mr_sort, {"judged": CARS, **WORDS}, "learn_mr_sort()")
add(
    "mcda.learn_srmp",
    mcda.learn_srmp,
    {
        "judged": CARS,
        "preferences": [("city", "mini"), ("estate", "mini")],
        "indifferences": [("city", "sedan")],
        "n_profiles": 1,
        "time_limit": 60.0,
    },
)
add(
    "mcda.distill",
    mcda.distill,
    {
        "credibility": [[1.0, 0.5], [0.25, 1.0]],
        "alternatives": ["a", "b"],
        "distillation": [-0.15, 0.3],
    },
)
EXPECTED = {"price": 12.0, "comfort": 4.0, "space": 4.0}
add(
    "mcda.balanced_spotis",
    mcda.balanced_spotis,
    {
        **TABLE_AND_WEIGHTS,
        "bounds": RANGES,
        "expected_solution": EXPECTED,
        "balance": 0.25,
        "steps": True,
    },
)
LEVELS = {"price": [10.0, 15.0, 20.0], "comfort": [2.0, 5.0], "space": [1.0, 6.0]}
add(
    "mcda.comet",
    mcda.comet,
    {
        "table": CARS,
        "characteristic_values": LEVELS,
        "expert": lambda objects: plain_sum(objects, WEIGHTS),
        "steps": True,
    },
)
CORNERS = [CARS.with_values(CARS.values * factor) for factor in (0.9, 1.0, 1.2)]
FUZZY_WEIGHTS = {"price": [0.5, 0.7, 1.0], "comfort": [0.1, 0.2, 0.3], "space": [0.2, 0.2, 0.4]}
add(
    "mcda.fuzzy_topsis",
    mcda.fuzzy_topsis,
    {"corners": CORNERS, "weights": FUZZY_WEIGHTS, "ideal": "fixed", "steps": True},
)
add(
    "mcda.interval_scores",
    mcda.interval_scores,
    {
        "method": plain_sum,
        "corners": CORNERS[::2],
        "weights": WEIGHTS,
        "monotone": True,
        "n_samples": 8,
        "rng": 1,
    },
)
add("mcda.mare", mcda.mare, {"corners": CORNERS, "weights": WEIGHTS, "steps": True})
add(
    "mcda.rim",
    mcda.rim,
    {
        **TABLE_AND_WEIGHTS,
        "ranges": RANGES,
        "reference_ideals": {"price": (11.0, 12.0), "comfort": (4.0, 5.0), "space": (4.0, 4.0)},
        "steps": True,
    },
)
add(
    "mcda.spotis",
    mcda.spotis,
    {**TABLE_AND_WEIGHTS, "bounds": RANGES, "expected_solution": EXPECTED, "steps": True},
)
add(
    "mcda.triad_consistency",
    mcda.triad_consistency,
    {"judgements": [[0.5, 1.0, 0.0], [0.0, 0.5, 1.0], [1.0, 0.0, 0.5]]},
)
add("mcda.Affine", mcda.Affine, {"slope": 0.5, "intercept": 1.0})
add("mcda.Affine.at", mcda.Affine(0.5, 1.0).at, {"performance": 2.0})
add("mcda.preference.u_shape", mcda.preference.u_shape, {"indifference": 1.0})
add("mcda.preference.v_shape", mcda.preference.v_shape, {"preference": 1.0})
add("mcda.preference.level", mcda.preference.level, {"indifference": 0.5, "preference": 1.0})
add("mcda.preference.linear", mcda.preference.linear, {"indifference": 0.5, "preference": 1.0})
add("mcda.preference.gaussian", mcda.preference.gaussian, {"scale": 1.0})
add(
    "mcda.preference.PreferenceFunction.__call__",
    mcda.preference.linear(0.1, 2),
    {"differences": [0.5, 1.0]},
    "Linear",
)
add(
    "mcda.choquet",
    mcda.choquet,
    {
        "table": CARS,
        "capacity": {
            ("price",): 0.5,
            ("comfort",): 0.25,
            ("space",): 0.25,
            ("price", "comfort"): 0.75,
            ("price", "space"): 0.5,
            ("comfort", "space"): 0.75,
        },
        "additivity": 2,
        "values": VALUES,
    },
)
LEARNED = {"breakpoints": 3, "margin": 0.01, "ranges": RANGES, "tolerance": 0.001}
add(
    "mcda.identify_capacity",
    mcda.identify_capacity,
    {
        "table": CARS,
        "ranking": {"city": 1.0, "estate": 2.0, "mini": 3.0},
        "additivity": 2,
        "values": VALUES,
    },
)
add(
    "mcda.multiplicative_utility",
    mcda.multiplicative_utility,
    {**TABLE_AND_WEIGHTS, "values": VALUES, "steps": True},
)
add(
    "mcda.owa",
    mcda.owa,
    {"table": CARS, "order_weights": [0.5, 0.3, 0.2], "values": VALUES},
)
add(
    "mcda.robust_ordinal_regression",
    mcda.robust_ordinal_regression,
    {
        "table": CARS,
        "preferences": [("city", "mini")],
        "indifferences": [("estate", "sedan")],
        "intensities": [(("city", "mini"), ("sedan", "city"))],
        "breakpoints": 3,
        "ranges": RANGES,
    },
)
add(
    "mcda.uta",
    mcda.uta,
    {"table": CARS, "ranking": {"city": 1.0, "estate": 2.0, "mini": 3.0}, **LEARNED},
)
add(
    "mcda.utadis",
    mcda.utadis,
    {
        "table": CARS,
        "classes": {"city": "good", "estate": "good", "mini": "poor"},
        "categories": ["poor", "good"],
        **LEARNED,
    },
)
add(
    "mcda.utastar",
    mcda.utastar,
    {"table": CARS, "ranking": {"city": 1.0, "estate": 2.0, "mini": 3.0}, **LEARNED},
)
add(
    "weights.ahp",
    weights.ahp,
    {
        "comparisons": COMPARISONS,
        "names": ["price", "comfort", "space"],
        "prioritization": "geometric_mean",
        "random_index": "saaty",
        "tolerance": 0.01,
    },
)
add(
    "weights.ahp, pairs",
    weights.ahp,
    {
        "comparisons": {
            ("price", "comfort"): 3.0,
            ("comfort", "space"): 2.0,
            ("price", "space"): 6.0,
        },
        "names": ["price", "comfort", "space"],
        "random_index": {3: 0.58, 4: 0.9},
    },
    "ahp",
)
INFLUENCE = [[0.0, 0.25, 0.5], [0.5, 0.0, 0.5], [0.5, 0.75, 0.0]]
HIERARCHY = {
    "car": {("price", "comfort"): 3.0},
    "price": {("a", "b"): 2.0},
    "comfort": {("a", "b"): 0.5},
}
add(
    "weights.ahp_hierarchy",
    weights.ahp_hierarchy,
    {
        "comparisons": HIERARCHY,
        "synthesis": "ideal",
        "prioritization": "geometric_mean",
        "random_index": "saaty",
    },
)
add(
    "weights.anp",
    weights.anp,
    {
        "supermatrix": INFLUENCE,
        "names": ["price", "comfort", "space"],
    },
)
add(
    "weights.anp, clusters",
    weights.anp,
    {
        "supermatrix": [[0.0, 1.0, 1.0], [0.5, 0.0, 1.0], [0.5, 1.0, 0.0]],
        "clusters": {"money": ["1"], "others": ["2", "3"]},
        "cluster_weights": [[0.5, 0.5], [0.5, 0.5]],
        "element": "1",
    },
    "anp",
)
add(
    "weights.bwm",
    weights.bwm,
    {
        "best_to_others": {"price": 1.0, "comfort": 2.0, "space": 4.0},
        "others_to_worst": {"price": 4.0, "comfort": 3.0, "space": 1.0},
        "model": "minmax",
    },
)
add(
    "weights.bwm, arrays",
    weights.bwm,
    {"best_to_others": [1.0, 2.0, 4.0], "others_to_worst": [4.0, 3.0, 1.0]},
    "bwm",
)
add(
    "weights.dematel",
    weights.dematel,
    {
        "direct": [[0.0, 3.0, 2.0], [1.0, 0.0, 4.0], [0.0, 1.0, 0.0]],
        "names": ["price", "comfort", "space"],
        "normalization": "rows",
        "weighting": "length",
        "threshold": 0.25,
    },
)
add("weights.fucom", weights.fucom, {"priorities": {"price": 1.0, "comfort": 2.0, "space": 2.5}})
add(
    "weights.hierarchy",
    weights.hierarchy,
    {
        "local_weights": {"cost": {"price": 3.0, "upkeep": 1.0}, "comfort": {"seats": 1.0}},
        "group_weights": {"cost": 0.75, "comfort": 0.25},
    },
)
add(
    "weights.macbeth",
    weights.macbeth,
    {
        "judgements": {
            ("price", "comfort"): 2.0,
            ("price", "nothing"): 4.0,
            ("comfort", "nothing"): 3.0,
        },
        "names": ["price", "comfort", "nothing"],
        "reference": "nothing",
    },
)
add(
    "weights.macbeth, a matrix",
    weights.macbeth,
    {
        "judgements": [[0.0, 2.0, 4.0], [0.0, 0.0, 3.0], [0.0, 0.0, 0.0]],
        "names": ["price", "comfort", "nothing"],
        "reference": "nothing",
    },
    "macbeth",
)
add(
    "weights.rancom",
    weights.rancom,
    {
        "matrix": [[0.5, 1.0, 1.0], [0.0, 0.5, 0.5], [0.0, 0.5, 0.5]],
        "names": ["price", "comfort", "space"],
    },
)
add(
    "weights.simos",
    weights.simos,
    {"groups": ["space", "comfort", "price"], "white_cards": [0, 2], "ratio": 4.0, "decimals": 2},
)
add("weights.swara", weights.swara, {"ratios": {"price": 0.0, "comfort": 0.25, "space": 0.5}})
add(
    "weights.trade_off",
    weights.trade_off,
    {
        "indifferences": [
            ({"price": 0.75, "comfort": 0.25}, {"price": 0.5, "comfort": 0.5}),
            ({"comfort": 0.75, "space": 0.25}, {"comfort": 0.5, "space": 0.75}),
        ],
        "values": dict.fromkeys(["price", "comfort", "space"], value.linear(0, 1)),
    },
)
for name in ("swing", "direct"):
    add(f"weights.{name}", getattr(weights, name), {"points": {"price": 100.0, "comfort": 60.0}})
OF_A_TABLE = "angle coefficient_of_variation critic entropy equal gini lopcow merec"
for name in OF_A_TABLE.split():
    add(f"weights.{name}", getattr(weights, name), {"table": CARS})
TRADED = CARS.with_values([[14, 4.5, 3], [18, 3.9, 5], [11, 2.5, 2], [16, 4.0, 4]])
for name in ("cilos", "idocriw"):
    add(f"weights.{name}", getattr(weights, name), {"table": TRADED})
add(
    "weights.standard_deviation",
    weights.standard_deviation,
    {"table": CARS, "normalization": "minmax"},
)
add("weights.owa_maximum_entropy", weights.owa_maximum_entropy, {"n": 3, "orness": 0.6})
add("weights.owa_quantifier", weights.owa_quantifier, {"function": lambda r: r**2, "n": 3})
for name in ("rank_order_centroid", "rank_reciprocal", "rank_sum"):
    add(f"weights.{name}", getattr(weights, name), {"n": 3})
    add(
        f"weights.{name}, names",
        getattr(weights, name),
        {"n": ["price", "comfort", "space"]},
        f"{name}()",
    )
add("weights.rank_exponent", weights.rank_exponent, {"n": 3, "power": 1.5})

# --- trees
# --------------------------------------------------------------------------------------------------

add(
    "trees.Decision",
    trees.Decision,
    {"name": "drill", "options": {"yes": 1.0, "no": 0.0}, "payoff": -5.0},
    "decision",
)
add(
    "trees.Chance",
    trees.Chance,
    {
        "name": "oil",
        "outcomes": {"dry": (0.6, -70.0), "wet": (0.4, 100.0)},
        "payoff": 1.0,
        "rescale": True,
    },
    "chance",
)
add(
    "trees.Chance, probability",
    lambda p: trees.Chance("oil", {"dry": (p, 1.0), "wet": (0.75, 2.0)}),
    {"p": 0.25},
    "chance 'oil'",
)
add("trees.Terminal", trees.Terminal, {"payoff": {"cost": 1.0, "time": 2.0}}, "terminal")
FLAT = {
    "kind": [2, 1, 0, 0, 0],
    "n_children": [2, 2, 0, 0, 0],
    "probability": [1.0, 1.0, 1.0, 0.5, 0.5],
    "payoff": [0.0, -5.0, 1.0, 3.0, 4.0],
}
add(
    "trees.TreeArrays",
    trees.TreeArrays,
    {
        **FLAT,
        "names": ["go", "luck", "t", "u", "v"],
        "labels": ["root", "yes", "no", "good", "bad"],
    },
)
ARRAYS = trees.to_arrays(TREE)
add("trees.TreeArrays.path", ARRAYS.path, {"node": 2})
add("trees.TreeArrays.find", ARRAYS.find, {"path": ("yes", "dry")})
add("trees.to_arrays", trees.to_arrays, {"root": TREE})
add("trees.to_dict", trees.to_dict, {"root": TREE})
add("trees.from_dict", trees.from_dict, {"data": trees.to_dict(TREE), "rescale": True})
PROBE = trees.Chance(
    "oil",
    {
        state: (
            0.5,
            trees.Chance("test", {"low": (p, -70.0), "high": (trees.REST, 100.0)}, payoff=-p),
        )
        for state, p in (("dry", 0.7), ("wet", 0.2))
    },
)
add("trees.rename", trees.rename, {"root": TREE, "names": {"oil": "ground", ("yes",): "ground"}})
add("trees.reverse", trees.reverse, {"root": PROBE, "first": "oil", "second": "test", "at": ()})
add(
    "trees.from_distribution",
    trees.from_distribution,
    {
        "name": "demand",
        "distribution": beliefs.pert(1, 2, 4),
        "follows": float,
        "method": "stratified",
        "n_points": 3,
        "rng": 1,
        "labels": ["low", "base", "high"],
        "payoff": -1.0,
    },
)
PREFERS = {"utility": utility.exponential(100), "goal": "max"}
add("trees.Again", trees.Again, {"stage": "well", "discount": 0.5, "payoff": 1.0}, "again")
YEAR = {"ill": (0.75, trees.Again("ill", 0.5)), "well": (0.25, trees.Again("well", 0.5))}
ILL = trees.Chance("year", YEAR, payoff=1.0)
STAGES = {
    "well": trees.Decision("treat", {"yes": ILL, "no": trees.Again("ill", 0.25, payoff=2.0)}),
    "ill": ILL,
}
TREATED = {"well": {(): "yes"}}
add(
    "trees.recur",
    trees.recur,
    {
        "stages": STAGES,
        "start": "ill",
        "utility": utility.linear(),
        "goal": "min",
        "policy": TREATED,
        "tolerance": 1e-6,
        "max_iterations": 9,
    },
)
PAID = {"s": trees.Again("s", 0.5, payoff={"cost": 1.0, "time": 2.0})}
add(
    "trees.recur, attribute",
    trees.recur,
    {"stages": PAID, "attribute": {"cost": 1.0, "time": 2.0}},
    "recur()",
)
add(
    "trees.unroll",
    trees.unroll,
    {"stages": STAGES, "cycles": 3, "start": "ill", "end": {"ill": 1.0, "well": 2.0}},
)
add("trees.trace", trees.trace, {"stages": STAGES, "cycles": 3, "start": "ill", "policy": TREATED})
add(
    "trees.trace, start",
    trees.trace,
    {"stages": STAGES, "cycles": 3, "start": {"ill": 1.0, "well": 2.0}, "policy": TREATED},
    "trace()",
)
add("trees.rollback", trees.rollback, {"root": TREE, **PREFERS, "policy": {(): "yes"}})
add(
    "trees.rollback, attribute",
    trees.rollback,
    {"root": GOODS, "attribute": {"cost": 1.0, "time": 2.0}, "goal": "min", "policy": "go=late"},
    "rollback()",
)
add("trees.risk_profile", trees.risk_profile, {"root": TREE, **PREFERS, "strategy": "drill=yes"})
add(
    "trees.risk_profile, attribute",
    trees.risk_profile,
    {"root": GOODS, "attribute": "cost", "goal": "min"},
    "risk_profile()",
)
SIGNAL = {"dry": {"low": 0.7, "high": 0.3}, "wet": {"low": 0.2, "high": 0.8}}
add(
    "trees.clairvoyance",
    trees.clairvoyance,
    {"root": TREE, "name": "oil", "likelihood": SIGNAL, **PREFERS},
)
add(
    "trees.clairvoyance, attribute",
    trees.clairvoyance,
    {"root": GOODS, "name": "luck", "attribute": "time", "goal": "min"},
    "clairvoyance()",
)
PRICED = trees.Chance("price", {"low": (0.5, 1.0), "high": (0.5, TREE)})
add(
    "trees.clairvoyance, names",
    trees.clairvoyance,
    {"root": trees.Decision("go", {"yes": PRICED, "no": 0.0}), "name": ["oil", "price"]},
    "clairvoyance()",
)
PUSH = {"push": {"dry": 0.0, "wet": 1.0}, "nudge": {"dry": 0.5, "wet": 0.5}}
add(
    "trees.rollback, rule",
    trees.rollback,
    {"root": GOODS, "attribute": "cost", "goal": "min", "rule": "maximin"},
    "rollback()",
)
add("trees.control", trees.control, {"root": TREE, "name": "oil", "effect": PUSH, **PREFERS})
add("trees.strategies", trees.strategies, {"root": TREE, "merge": True})
add(
    "trees.consequences",
    trees.consequences,
    {
        "root": GOODS,
        "criteria": ["time", "cost"],
        "statistic": {"cost": ("cvar", 0.5), "time": "mean"},
        "max_strategies": 50,
    },
)
add(
    "trees.consequences, goals",
    trees.consequences,
    {"root": GOODS, "criteria": {"time": "min", "cost": "min"}},
    "consequences()",
)
add(
    "trees.efficient_strategies",
    trees.efficient_strategies,
    {"root": GOODS, "criteria": ["time", "cost"], "max_vectors": 50},
)
add(
    "trees.score_strategies",
    trees.score_strategies,
    {"root": TREE, "rule": "certainty_equivalent", **PREFERS, "max_strategies": 50},
)
add(
    "trees.score_strategies, argument",
    lambda x, attribute: trees.score_strategies(GOODS, ("cvar", x), attribute=attribute),
    {"x": 0.5, "attribute": "cost"},
    "score_strategies()",
)
add(
    "trees.stability",
    trees.stability,
    {
        "root": TREE,
        **PREFERS,
        "tied": "name",
        "scale": {"oil": 0.5, ("yes",): 0.75},
        "keep_impossible": True,
        "rules": ["max_min", "mode"],
        "n_parts": 4,
    },
)
add(
    "trees.stability, attribute",
    trees.stability,
    {"root": GOODS, "attribute": "time", "goal": "min"},
    "stability()",
)
add(
    "trees.interval_choice",
    trees.interval_choice,
    {
        "root": TREE,
        "bounds": {"oil": {"dry": (0.5, 0.7)}, ("yes",): {"wet": (0.2, 0.4)}},
        **PREFERS,
        "tied": "name",
        "optimism": 0.25,
        "max_strategies": 50,
    },
)
add(
    "trees.interval_choice, attribute",
    trees.interval_choice,
    {
        "root": GOODS,
        "bounds": {"luck": {"good": (0.1, 0.9)}, ("late",): {"bad": (0.2, 0.8)}},
        "attribute": "cost",
        "goal": "min",
    },
    "interval_choice()",
)
PROFILE = trees.risk_profile(TREE, "drill=yes")
add(
    "trees.RiskProfile.at",
    trees.risk_profile(trees.Chance("c", {"x": (0.5, np.array([1.0, 2.0])), "y": (0.5, 4.0)})).at,
    {"index": 1},
    "at()",
)
add("trees.RiskProfile.cdf", PROFILE.cdf, {"x": [1.0, 2.0]})
add("trees.RiskProfile.quantile", PROFILE.quantile, {"q": [0.25, 0.5]})
add("trees.RiskProfile.cvar", PROFILE.cvar, {"level": 0.5})
add(
    "trees.RiskProfile.dominates",
    PROFILE.dominates,
    {"other": trees.risk_profile(TREE, "drill=no"), "order": 2},
)

# --- diagrams
# --------------------------------------------------------------------------------------------------

ILL = {"name": "ill", "states": ["yes", "no"], "probabilities": [0.25, 0.75]}
TESTED = {
    "name": "test",
    "states": ["plus", "minus"],
    "probabilities": [[0.75, 0.25], [0.125, 0.875]],
    "given": ["ill"],
}
TREAT = {"name": "treat", "options": ["treat", "pass"], "knows": ["test"]}
WORTH = {"name": "worth", "payoffs": [[500.0, 300.0], [900.0, 1000.0]], "of": ["ill", "treat"]}
NODES = [
    diagrams.Uncertain(**ILL),
    diagrams.Uncertain(**TESTED),
    diagrams.Choice(**TREAT),
    diagrams.Value(**WORTH),
]
DIAGRAM = diagrams.InfluenceDiagram(NODES)


def diagram_with(kind, place):
    """Return a function that makes the diagram with one node's fields given: nodes are checked
    together."""
    return lambda **fields: diagrams.InfluenceDiagram(
        [*NODES[:place], kind(**fields), *NODES[place + 1 :]]
    )


add("diagrams.InfluenceDiagram", diagrams.InfluenceDiagram, {"nodes": NODES})
add(
    "diagrams.Uncertain",
    diagram_with(diagrams.Uncertain, 1),
    {**TESTED, "rescale": False},
    "InfluenceDiagram",
)
add("diagrams.Choice", diagram_with(diagrams.Choice, 2), TREAT, "InfluenceDiagram")
add("diagrams.Value", diagram_with(diagrams.Value, 3), WORTH, "InfluenceDiagram")
add("diagrams.InfluenceDiagram.states", DIAGRAM.states, {"name": "ill"})
add("diagrams.InfluenceDiagram.parents", DIAGRAM.parents, {"name": "worth"})
add("diagrams.to_dict", diagrams.to_dict, {"diagram": DIAGRAM})
add("diagrams.from_dict", diagrams.from_dict, {"data": diagrams.to_dict(DIAGRAM), "rescale": True})
add(
    "diagrams.to_tree",
    diagrams.to_tree,
    {"diagram": DIAGRAM, "attributes": False, "max_nodes": 100},
)
WEIGHED = {"cost": 1.0, "time": 2.0}
add("diagrams.from_tree", diagrams.from_tree, {"root": TREE, "attribute": None})
add(
    "diagrams.from_tree, attribute",
    diagrams.from_tree,
    {"root": GOODS, "attribute": WEIGHED},
    "from_tree()",
)
add(
    "diagrams.solve",
    diagrams.solve,
    {
        "diagram": DIAGRAM,
        "goal": "max",
        "recall": True,
        "method": "exact",
        "cvar": (0.25, 300.0),
        "chance": (300.0, 0.9),
    },
)
POLICY = {"treat": {("plus",): "treat", ("minus",): "pass"}}
add(
    "diagrams.solve, policy",
    diagrams.solve,
    {"diagram": DIAGRAM, "recall": False, "policy": POLICY},
    "solve()",
)
add(
    "diagrams.solve, evidence",
    diagrams.solve,
    {"diagram": DIAGRAM, "evidence": {"ill": "yes"}},
    "solve()",
)
CHARGED = diagrams.InfluenceDiagram([*NODES, diagrams.Value("fee", [10.0, 0.0], of=["treat"])])
add(
    "diagrams.solve, attribute",
    diagrams.solve,
    {"diagram": CHARGED, **PREFERS, "attribute": {"worth": 2.0, "fee": 1.0}},
    "solve()",
)
SOLVED = diagrams.solve(DIAGRAM)
add("diagrams.Solution.marginal", SOLVED.marginal, {"name": "test"}, "marginal()")
add(
    "diagrams.Solution.at",
    diagrams.solve(diagrams.InfluenceDiagram([diagrams.Value("w", [1.0, 2.0])])).at,
    {"index": 1},
    "at()",
)
add(
    "diagrams.value_of_information",
    diagrams.value_of_information,
    {"diagram": DIAGRAM, "of": "ill", "before": "treat", **PREFERS, "recall": True},
)
add(
    "diagrams.control",
    diagrams.control,
    {"diagram": DIAGRAM, "of": "ill", "before": "treat", **PREFERS, "recall": True},
)

# --- analyses
# --------------------------------------------------------------------------------------------------

RUN = {"rng": 3, "batch": 100, "workers": 1}
add(
    "uncertainty.simulate",
    uncertainty.simulate,
    {
        "model": model,
        "parameters": PARAMETERS,
        "n_samples": 8,
        **RUN,
        "design": "random",
        "correlation": {("p", "gain"): 0.5},
        "scramblings": 1,
        "progress": lambda done, total, what: None,
    },
)
SPACE = uncertainty.WeightSpace(CARS.criterion_names)
add(
    "uncertainty.smaa",
    uncertainty.smaa,
    {
        "table": CARS,
        "method": mcda.topsis,
        "weights": SPACE.order("price > space"),
        "n_samples": 8,
        **RUN,
        "design": "sobol",
        "meta_weights": "centroid",
        "progress": lambda done, total, what: None,
    },
)
add(
    "uncertainty.smaa, given weights",
    uncertainty.smaa,
    {
        "table": CARS,
        "method": mcda.topsis,
        "weights": [[0.5, 0.3, 0.2], [0.2, 0.2, 0.6]],
        "n_samples": 8,
        "rng": 1,
        "meta_weights": [1.0, 0.5, 0.25, 0.1],
    },
    "smaa()",
)
add(
    "uncertainty.smaa, model",
    uncertainty.smaa,
    {
        "table": model,
        "method": lambda table, w: mcda.weighted_sum(table, w, normalization=None),
        "parameters": PARAMETERS,
        "n_samples": 8,
        "design": "random",
        "correlation": {("p", "gain"): 0.5},
    },
    "smaa()",
)
add(
    "uncertainty.smaa_tri",
    uncertainty.smaa_tri,
    {
        "table": CARS,
        "method": sorted_cars,
        "weights": SPACE.order("price > space"),
        "n_samples": 8,
        **RUN,
        "design": "sobol",
    },
)
add(
    "uncertainty.smaa_tri, model and preferences",
    uncertainty.smaa_tri,
    {
        "table": model,
        "method": by_limit,
        "weights": [[1.0], [1.0]],
        "parameters": PARAMETERS,
        "preferences": PARAMETERS,
        "n_samples": 8,
        "design": "random",
        "correlation": {("p", "gain"): 0.5},
    },
    "smaa_tri()",
)
add(
    "uncertainty.exact_acceptability",
    uncertainty.exact_acceptability,
    {"table": CARS, "method": plain_sum, "weights": SPACE.order("price > space")},
)
add(
    "uncertainty.potential_optimality",
    uncertainty.potential_optimality,
    {
        "values": CARS,
        "high": CARS.with_values(CARS.values + 1.0),
        "weights": SPACE.order("price > space"),
    },
)
add(
    "uncertainty.potential_optimality, exact weights",
    uncertainty.potential_optimality,
    {"values": CARS, "weights": WEIGHTS},
    "potential_optimality()",
)
add(
    "uncertainty.choice_probabilities",
    uncertainty.choice_probabilities,
    {"scores": SAMPLED[:5].tolist(), "goal": "min"},
)
add("uncertainty.WeightSpace", uncertainty.WeightSpace, {"criteria": ["price", "comfort"]})
add("uncertainty.WeightSpace.order", SPACE.order, {"statement": "price > space"})
add("uncertainty.WeightSpace.bounds", SPACE.bounds, {"name": "price", "low": 0.25, "high": 0.5})
add(
    "uncertainty.WeightSpace.ratio",
    SPACE.ratio,
    {"first": "price", "second": "space", "low": 2.0, "high": 4.0},
)
add(
    "uncertainty.WeightSpace.linear",
    SPACE.linear,
    {"coefficients": {"price": 1.0, "space": -2.0}, "low": -0.5, "high": 0.5},
)
add(
    "uncertainty.WeightSpace.contains",
    SPACE.contains,
    {"weights": {"price": 3.0, "comfort": 1.0, "space": 1.0}},
)
add("uncertainty.WeightSpace.sample", SPACE.sample, {"n": 5, "rng": 2})
add("uncertainty.WeightSpace.sampler", SPACE.sampler, {"rng": 2})
MODEL = {"model": model, "parameters": PARAMETERS}
add(
    "sensitivity.tornado",
    sensitivity.tornado,
    {**MODEL, "score": scored, "quantiles": [0.1, 0.9], "of": "go"},
)
add(
    "sensitivity.one_way",
    sensitivity.one_way,
    {**MODEL, "name": "p", "grid": [0.1, 0.5], "score": scored},
)
add(
    "sensitivity.one_way, n_points",
    sensitivity.one_way,
    {**MODEL, "name": "p", "n_points": 4, "quantiles": [0.1, 0.9]},
    "one_way()",
)
add(
    "sensitivity.two_way",
    sensitivity.two_way,
    {**MODEL, "names": ["p", "gain"], "grid": ([0.1, 0.5], [6.0, 9.0]), "score": scored},
)
add(
    "sensitivity.two_way, n_points",
    sensitivity.two_way,
    {**MODEL, "names": ["p", "gain"], "n_points": 3, "quantiles": [0.1, 0.9]},
    "two_way()",
)
add(
    "sensitivity.threshold",
    sensitivity.threshold,
    {**MODEL, "name": "p", "between": [0.1, 0.9], "score": scored, "n_points": 4},
)
add(
    "sensitivity.weight_intervals",
    sensitivity.weight_intervals,
    {"table": CARS, "method": mcda.topsis, "weights": WEIGHTS, "n_points": 4},
)
add(
    "sensitivity.explain_change",
    sensitivity.explain_change,
    {
        "model": model,
        "before": {"p": 0.5, "gain": 10.0, "fee": 1.0},
        "after": {"p": 0.75, "gain": 12.0, "fee": 2.0},
        "score": scored,
        "groups": {"money": ["gain", "fee"]},
        "n_permutations": 4,
        "rng": 1,
        "batch": 100,
        "workers": 1,
    },
)
add(
    "sensitivity.explain_change, tables",
    sensitivity.explain_change,
    {
        "model": mcda.topsis,
        "before": (CARS, WEIGHTS),
        "after": (CARS.with_values(CARS.values[::-1]), {**WEIGHTS, "space": 0.4}),
        "groups": {"weights": ["weight of space"]},
    },
    "explain_change()",
)
CHANGE = sensitivity.explain_change(model, {"p": 0.4, "gain": 12, "fee": 1}, PARAMETERS)
add("sensitivity.ExplainChangeResult.steps_of", CHANGE.steps_of, {"of": ("go", "stay")})
add(
    "sensitivity.prim",
    sensitivity.prim,
    {
        "samples": {"p": SAMPLED[:, 0].copy(), "gain": SAMPLED[:, 1].copy()},
        "outcome": SAMPLED[:, 0] > 0,
        "peel": 0.1,
        "paste": 0.1,
        "least_mass": 0.2,
        "density": 0.5,
        "n_boxes": 2,
    },
)
add(
    "sensitivity.rank_reversal",
    sensitivity.rank_reversal,
    {"table": CARS, "method": mcda.topsis, "weights": WEIGHTS, "worsening": 0.5},
)
add(
    "sensitivity.spider",
    sensitivity.spider,
    {
        "model": model,
        "parameters": PARAMETERS,
        "names": ["p", "gain"],
        "n_points": 3,
        "score": scored,
        "quantiles": (0.1, 0.9),
        "of": ("go", "stay"),
    },
)
add(
    "sensitivity.spider, changes",
    sensitivity.spider,
    {"model": model, "parameters": PARAMETERS, "changes": [-0.1, 0.0, 0.1]},
    "spider()",
)
SPIDER = sensitivity.spider(model, PARAMETERS, n_points=3)
add("sensitivity.SpiderResult.lines", SPIDER.lines, {"of": ("go", "stay")})
add(
    "sensitivity.walking_weights",
    sensitivity.walking_weights,
    {
        "table": CARS,
        "method": mcda.topsis,
        "weights": WEIGHTS,
        "criterion": "price",
        "n_points": 4,
    },
)
add(
    "sensitivity.weight_regions",
    sensitivity.weight_regions,
    {"table": CARS, "method": mcda.topsis, "weights": WEIGHTS, "n_points": 4},
)
add(
    "sensitivity.weight_regions, groups",
    sensitivity.weight_regions,
    {
        "table": CARS,
        "method": mcda.topsis,
        "weights": WEIGHTS,
        "groups": {"cost": ["price"], "ease": ["comfort"], "size": ["space"]},
        "n_points": 4,
    },
    "weight_regions()",
)
add(
    "sensitivity.weight_move",
    sensitivity.weight_move,
    {"values": CARS, "weights": WEIGHTS, "of": list(CARS.alternatives[:2])},
)
SAMPLING = {
    **MODEL,
    "n_samples": 8,
    "rng": 3,
    "score": scored,
    "of": "go",
    "n_bootstrap": 3,
    "level": 0.75,
    "design": "sobol",
    "scramblings": 1,
    "batch": 8,
    "workers": 1,
}
add(
    "sensitivity.sobol",
    sensitivity.sobol,
    {**SAMPLING, "second_order": True, "correlation": {("p", "gain"): 0.0}},
)
add(
    "sensitivity.morris",
    sensitivity.morris,
    {**SAMPLING, "levels": 4, "quantiles": [0.1, 0.9]},
)
CORRELATED = {**SAMPLING, "correlation": {("p", "gain"): 0.5}}
add(
    "sensitivity.shapley_effects",
    sensitivity.shapley_effects,
    {**CORRELATED, "subsets": "sampled"},
)
add("sensitivity.rank_correlation", sensitivity.rank_correlation, CORRELATED)
INTERVALS = sensitivity.weight_intervals(CARS, mcda.topsis, WEIGHTS, n_points=4)
add("sensitivity.WeightIntervalsResult.as_dict", INTERVALS.as_dict, {"what": "order"})
add(
    "voi.evpi",
    voi.evpi,
    {"values": SAMPLED.tolist(), "goal": "min", "probabilities": None, "scramblings": 2},
)
add(
    "voi.evpi, states",
    voi.evpi,
    {"values": STATES, "probabilities": {"dry": 0.4, "wet": 0.6}},
    "evpi()",
)
add(
    "voi.evppi",
    voi.evppi,
    {
        "values": SAMPLED.tolist(),
        "samples": {"p": SAMPLED[:, 0], "q": SAMPLED[:, 1] ** 2},
        "of": "p",
        "goal": "max",
        "scramblings": 4,
    },
)
add(
    "voi.evppi, a set",
    voi.evppi,
    {
        "values": SAMPLED.tolist(),
        "samples": {"p": SAMPLED[:, 0], "q": SAMPLED[:, 1] ** 2},
        "of": ["p", "q"],
    },
    "evppi()",
)
add(
    "voi.evsi",
    voi.evsi,
    {
        "values": SAMPLED.tolist(),
        "samples": {"p": SAMPLED[:, 0], "q": SAMPLED[:, 1] ** 2},
        "of": "p",
        "data": {"mean": SAMPLED[:, 0] + SAMPLED[:, 1], "sd": SAMPLED[:, 1]},
        "method": "regression",
        "goal": "max",
        "scramblings": 4,
    },
)
add(
    "voi.evsi, posterior",
    voi.evsi,
    {
        "values": SAMPLED.tolist(),
        "samples": {"p": SAMPLED[:, 0]},
        "of": "p",
        "method": "moment_matching",
        "posterior": np.arange(4.0 * 3 * SAMPLED.shape[1]).reshape(4, 3, -1) % 5,
    },
    "evsi()",
)
add("voi.population", voi.population, {"incidence": 5, "horizon": 3, "discount": 0.9, "delay": 1})
add(
    "voi.enbs",
    voi.enbs,
    {
        "studies": {10: 0.3, 20: 0.35},
        "population": 100,
        "fixed_cost": 5,
        "subject_cost": 0.5,
    },
)
SICK = da.DecisionTable(
    np.abs(SAMPLED[:, :2, None]) * [1000.0, 1.0],
    [da.Criterion("cost", "min"), da.Criterion("years", "max")],
    ["usual", "new"],
)
COSTS = {"table": SICK, "willingness_to_pay": [0.0, 500.0], "cost": "cost", "effect": "years"}
add("voi.acceptability_curve", voi.acceptability_curve, COSTS)
add("mcda.cost_effectiveness", mcda.cost_effectiveness, COSTS)
add(
    "mcda.CostEffectivenessResult.net_benefit",
    mcda.cost_effectiveness(**COSTS).net_benefit,
    {"willingness_to_pay": 5.0},
)
TWICE = {**COSTS, "table": SICK.with_values(SICK.values[:2])}
add("mcda.CostEffectivenessResult.at", mcda.cost_effectiveness(**TWICE).at, {"index": 1}, "at()")
add(
    "voi.evpi_curve",
    voi.evpi_curve,
    {**COSTS, "samples": {"p": SAMPLED[:, 0]}, "of": ["p"], "population": 10, "scramblings": 2},
)
add(
    "timing.wait_or_decide",
    timing.wait_or_decide,
    {
        "values": STATES,
        "later": STATES,
        "signals": {"dry": "bad", "wet": "good"},
        "discount": 0.9,
        "waiting_cost": 1.0,
        "probabilities": {"dry": 0.4, "wet": 0.6},
    },
)
add(
    "timing.wait_or_decide, samples",
    timing.wait_or_decide,
    {"values": SAMPLED.tolist(), "goal": "min"},
    "wait_or_decide()",
)
add(
    "timing.optimal_stopping",
    timing.optimal_stopping,
    {
        "payoffs": [[1.0, 0.0], [2.0, 0.5], [1.0, 4.0]],
        "transitions": [[0.6, 0.4], [0.3, 0.7]],
        "start": {"low": 0.4, "high": 0.6},
        "states": ["low", "high"],
        "discount": 0.9,
        "waiting_cost": 0.1,
        "goal": "max",
    },
)
add(
    "timing.reservation_values",
    timing.reservation_values,
    {"offer": {1: 0.4, 3: 0.6}, "n": 3, "discount": 0.9, "waiting_cost": 0.1, "goal": "min"},
)
add(
    "timing.longstaff_schwartz",
    timing.longstaff_schwartz,
    {
        "payoffs": [[1.0, 0.0], [2.0, 0.5], [1.0, 4.0]],
        "paths": [[1.0, 0.1], [2.0, 0.5], [1.5, 4.0]],
        "discount": 0.9,
        "degree": 1,
    },
)
for name in (
    *("maximin", "maximax", "laplace", "mixed_maximin", "mixed_minimax_regret"),
    *("hurwicz_curve", "savage_matrix"),
):
    add(f"robustness.{name}", getattr(robustness, name), {"table": STATES})
add("robustness.hurwicz", robustness.hurwicz, {"table": STATES, "optimism": 0.5})
add("robustness.minimax_regret", robustness.minimax_regret, {"table": STATES, "steps": True})
add(
    "robustness.expected",
    robustness.expected,
    {"table": STATES, "probabilities": {"dry": 0.4, "wet": 0.6}},
)
add(
    "robustness.expected, an array",
    robustness.expected,
    {"table": STATES, "probabilities": [0.4, 0.6]},
    "expected()",
)
add(
    "robustness.cvar",
    robustness.cvar,
    {"values": STATES, "level": 0.3, "probabilities": {"dry": 0.4, "wet": 0.6}, "goal": None},
)
add(
    "robustness.cvar, samples",
    robustness.cvar,
    {"values": SAMPLED.tolist(), "level": 0.3, "probabilities": None, "goal": "min"},
    "cvar()",
)
add(
    "robustness.satisficing",
    robustness.satisficing,
    {
        "table": STATES,
        "thresholds": {"dry": 5.0, "wet": 4.0},
        "probabilities": {"dry": 0.4, "wet": 0.6},
        "over": "columns",
    },
)
add(
    "robustness.satisficing, samples",
    robustness.satisficing,
    {
        "table": CARS.with_values(np.stack([CARS.values, CARS.values + 1])),
        "thresholds": {"price": 15.0, "space": 3.0},
        "probabilities": [0.4, 0.6],
        "over": "samples",
    },
    "satisficing()",
)
add(
    "robustness.info_gap",
    robustness.info_gap,
    {
        "table": STATES,
        "requirement": 1.5,
        "probabilities": {"dry": 0.4, "wet": 0.6},
        "scale": {"dry": 2.0, "wet": 1.0},
        "windfall": 8.0,
        "horizon": 3.0,
        "n_points": 5,
    },
)
add(
    "robustness.info_gap, a model",
    robustness.info_gap,
    {
        "table": model,
        "requirement": 1.5,
        "parameters": PARAMETERS,
        "score": scored,
        "scale": {"p": 0.2, "gain": 4.0},
        "bounds": {"p": (0.0, 1.0)},
        "horizon": 1.0,
        "n_points": 3,
    },
    "info_gap()",
)
WITNESS = {"blue": 0.8, "green": 0.2}
add(
    "evidence.Entry",
    evidence.Entry,
    {
        "name": "witness",
        "date": "2024-03-01",
        "likelihood": WITNESS,
        "revised": {"p": 0.4},
        "repeats": "wire",
        "dependence": 0.5,
        "source": "the press",
    },
    "ntry",
)
add(
    "evidence.Entry, a ratio",
    evidence.Entry,
    {"name": "witness", "date": 3, "likelihood_ratio": {"blue": 4.0, "green": 1.0}},
    "ntry",
)
LOG = [
    evidence.Entry("first", "2024-03-01", WITNESS, revised={"p": 0.4}),
    evidence.Entry("second", "2024-03-02", likelihood_ratio={"blue": 2.0}),
]
add(
    "evidence.update_log",
    evidence.update_log,
    {"prior": {"blue": 0.3, "green": 0.7}, "log": LOG, "parameters": PARAMETERS},
)
add(
    "evidence.competing_hypotheses",
    evidence.competing_hypotheses,
    {
        "marks": [["+", "-"], ["-", "n/a"], ["+", "++"]],
        "hypotheses": ["peace", "war"],
        "items": ["letter", "photo", "rumour"],
        "weights": {"letter": 1.0, "photo": 0.5, "rumour": 0.2},
        "likelihoods": {
            "letter": {"peace": 0.5, "war": 0.2},
            "photo": {"peace": 0.1, "war": 0.3},
            "rumour": {"peace": 0.4, "war": 0.4},
        },
        "prior": {"peace": 0.5, "war": 0.5},
    },
)
add(
    "evidence.competing_hypotheses, numbers",
    evidence.competing_hypotheses,
    {"marks": [[1.0, -1.0], [-2.0, 0.0], [1.0, 2.0]], "weights": [1.0, 0.5, 0.2]},
    "competing_hypotheses()",
)
add("evidence.frechet_bounds", evidence.frechet_bounds, {"probability": {"dry": 0.7, "wet": 0.6}})
PEOPLE = np.array([COMPARISONS, np.ones((3, 3))]).tolist()
add(
    "group.geometric_mean",
    group.geometric_mean,
    {"comparisons": PEOPLE, "weights": [0.4, 0.6], "tolerance": 0.01},
)
add(
    "group.geometric_mean, priorities",
    group.geometric_mean,
    {"comparisons": [[0.2, 0.8, 0.1], [0.5, 0.4, 0.2]], "weights": [0.4, 0.6]},
    "geometric_mean",
)
add("group.mean", group.mean, {"judgements": [[1.0, 2.0], [3.0, 5.0]], "weights": [0.4, 0.6]})
for name in (
    *("borda", "copeland", "kemeny", "plurality", "condorcet_winner"),
    *("instant_runoff", "ranked_pairs", "schulze"),
):
    add(
        f"group.{name}",
        getattr(group, name),
        {"rankings": RANKS, "counts": [3, 2, 4], "alternatives": ["a", "b", "c", "d"]},
    )
add(
    "group.kemeny, a limit",
    group.kemeny,
    {**CALLS["group.kemeny"].arguments, "time_limit": 60.0},
    "kemeny()",
)
add(
    "group.borda, ballots",
    group.borda,
    {"rankings": [("a", "b"), ("b", "a")], "counts": [3, 2]},
    "borda()",
)
add("group.kendall_w", group.kendall_w, {"rankings": RANKS, "counts": [3, 2, 4]})
for name, strength in (("ranked_pairs", "winning votes"), ("schulze", "margins")):
    add(
        f"group.{name}, a strength",
        getattr(group, name),
        {"rankings": RANKS, "strength": strength},
        f"{name}()",
    )
for name in ("instant_runoff", "ranked_pairs"):
    add(
        f"group.{name}, a tie-break",
        getattr(group, name),
        {**CALLS[f"group.{name}"].arguments, "tie_break": ["b", "a", "d", "c"]},
        f"{name}()",
    )
add(
    "group.instant_runoff, by a word",
    group.instant_runoff,
    {"rankings": RANKS, "tie_break": "backward"},
    "instant_runoff()",
)
add(
    "group.approval",
    group.approval,
    {"approvals": [{"a", "b"}, {"b"}], "counts": [3, 2], "alternatives": ["a", "b", "c"]},
)
add(
    "group.approval, truth values",
    group.approval,
    {"approvals": [[1, 0, 1], [0, 0, 1]], "counts": [3, 2]},
    "approval()",
)
UTILITIES = [[3.0, 5.0, 4.0], [6.0, 2.5, 4.5]]
add(
    "group.nash_bargaining",
    group.nash_bargaining,
    {"utilities": UTILITIES, "disagreement": [1.0, 2.0, 1.5], "alternatives": ["a", "b"]},
)
add(
    "group.nash_bargaining, powers",
    group.nash_bargaining,
    {"utilities": UTILITIES, "disagreement": [1.0, 2.0, 1.5], "powers": [1.0, 0.5, 2.0]},
    "nash_bargaining()",
)
add(
    "group.concurrence",
    group.concurrence,
    {
        "judgements": [{"a", "b"}, {"b"}],
        "counts": [3, 2],
        "decides": {"a": 0.4, "b": 0.6, "c": 0.1},
        "alternatives": ["a", "b", "c"],
    },
)
add(
    "group.concurrence, at least",
    group.concurrence,
    {
        "judgements": UTILITIES,
        "at_least": [3.0, 4.0],
        "rule": "majority",
        "majority": 0.5,
        "vetoes": ["0"],
        "decides": "1",
    },
    "concurrence()",
)
add(
    "group.concurrence, at most",
    group.concurrence,
    {"judgements": UTILITIES, "at_most": 4.5},
    "concurrence()",
)
add(
    "group.consensus",
    group.consensus,
    {"rankings": RANKS, "counts": [3, 2, 4], "distance": "manhattan", "n_clusters": 2},
)
add(
    "group.consensus, scores",
    group.consensus,
    {"rankings": UTILITIES, "ranges": (0.0, 10.0)},
    "consensus()",
)
PARTIAL = da.DecisionTable(
    [[1.0, 0.0, 0.3], [0.0, 1.0, 0.4], [0.6, 0.7, 0.2]],
    ["price", "comfort", "space"],
    ["a", "b", "c"],
)
OWN_WEIGHTS = {
    "Ann": {"price": 0.7, "comfort": 0.1, "space": 0.2},
    "Bea": {"price": 0.2, "comfort": 0.6, "space": 0.2},
}
add(
    "group.agreement",
    group.agreement,
    {
        "values": PARTIAL,
        "weights": OWN_WEIGHTS,
        "counts": {"Ann": 2, "Bea": 1},
        "allowed": {"Ann": {"a", "c"}, "Bea": {"b", "c", "a"}},
        "measure": "farthest",
        "of": ["a", "c"],
    },
)
add(
    "group.agreement, an array",
    group.agreement,
    {"values": PARTIAL, "weights": [[0.7, 0.1, 0.2], [0.2, 0.6, 0.2]]},
    "agreement()",
)
AGREEMENT = group.agreement(PARTIAL, OWN_WEIGHTS)
add(
    "group.AgreementResult.movers",
    AGREEMENT.movers,
    {"alternative": "b"},
    "movers()",
)

# --- doors
# --------------------------------------------------------------------------------------------------

add("catalog.load", catalog.load, {"name": catalog.names()[0]})
add("io.schema", io.schema, {"kind": "tree"})
add("io.validate", io.validate, {"document": STUDY, "kind": "study"})
add(
    "io.load",
    io.load,
    {
        "path": "PATH/tree.json",
        "format": "silver_decisions",
        "tree": "drill",
        "rescale": False,
        "values": None,
    },
)
add(
    "io.load, with variables",
    io.load,
    {"path": "PATH/contract.yaml", "values": {"fee": 3.0}},
    "load()",
)
FROM_CSV = {
    "path": "PATH/cars.csv",
    "goals": {"price": "min"},
    "units": {"price": "EUR"},
    "sep": ";",
    "decimal": ",",
}
add("io.load, CSV", io.load, FROM_CSV, "load()")
add(
    "io.load, Excel",
    io.load,
    {"path": "PATH/cars.xlsx", "sheet": "table", "goals": None, "units": None},
    "load()",
)
add(
    "io.load, an election",
    io.load,
    {"path": "PATH/council.soi", "format": "preflib", "values": None},
    "load()",
)
add(
    "io.load, XMCDA",
    io.load,
    {"path": "PATH/cars.xml", "format": "xmcda", "goals": {"price": "min"}},
    "load()",
)
add("io.read", io.read, {"path": "PATH/table.json"})
SILVER = {"obj": TREE, "path": "PATH/saved.json", "format": "silver_decisions"}
add("io.save, SilverDecisions", io.save, SILVER, "save()")
add("io.save", io.save, {"obj": CARS, "path": "PATH/saved.yaml", "format": None})
add(
    "io.save, a result",
    io.save,
    {"obj": mcda.topsis(CARS, WEIGHTS), "path": "PATH/saved.csv"},
    "save()",
)
add("io.save, XMCDA", io.save, {"obj": CARS, "path": "PATH/saved.xml", "format": "xmcda"}, "save()")
add(
    "io.XmcdaProblem",
    io.XmcdaProblem,
    {
        "table": CARS,
        "weights": WEIGHTS,
        "thresholds": {"indifference": {"price": 1.0, "comfort": 0.5}},
        "profiles": None,
        "categories": ["fair", "good"],
        "assignments": {"city": "fair"},
        "names": {"alternatives": {"city": "City car"}},
    },
)
for name in ("dot", "mermaid", "networkx"):
    add(f"export.{name}", getattr(export, name), {"model": TREE, "result": trees.rollback(TREE)})
    add(
        f"export.{name}, a diagram",
        getattr(export, name),
        {"model": DIAGRAM, "result": SOLVED},
        f"{name}()",
    )
add(
    "export.latex",
    export.latex,
    {
        "result": mcda.topsis(CARS, WEIGHTS),
        "steps": ["weighted", "ideal"],
        "caption": "Cars",
        "label": "tab:cars",
        "digits": 2,
        "top": 3,
        "booktabs": True,
    },
)
add(
    "export.bibtex",
    export.bibtex,
    {"source": "Roy B. (1968) Classement et choix. RAIRO 2(8) 57-75."},
)
add("io.Document.column", io.Document(STUDY).column, {"keys": ["criteria", "Food"]})
add("io.Document.line", io.Document(STUDY).line, {"keys": ["criteria", "Food"]})
add("io.Document.where", io.Document(STUDY).where, {"keys": ["criteria", "Food"]})
CASE = study.from_dict(STUDY)
add("study.from_dict", study.from_dict, {"data": STUDY})
add("study.load", study.load, {"path": "PATH/study.json"})
ASKED = {"questions": ["scores", "tree"], "progress": lambda done, total, what: None}
add("study.analyze", study.analyze, {"study": CASE, **ASKED})
add("study.Study.analyze", CASE.analyze, ASKED)
ANALYSIS = study.analyze(CASE)
add("study.Analysis.section", ANALYSIS.section, {"name": "scores"})
add("study.Analysis.to_markdown", ANALYSIS.to_markdown, {"pictures": True})
add(
    "study.write",
    study.write,
    {
        "analysis": ANALYSIS,
        "directory": Path("out"),
        "overwrite": False,
        "pictures": False,
    },
)
add(
    "report.html",
    report.html,
    {
        "study": CASE,
        "path": "PATH/report.html",
        "overwrite": True,
        "pictures": False,
    },
)
for name in ("table", "values", "tree", "strategies"):
    add(f"study.Study.{name}", getattr(CASE, name), {"values": CASE.parameters.base()}, ": ")
add(
    "study.Study.weighted_value",
    CASE.weighted_value,
    {"table": CASE.table(), "weights": {"taste": 0.6, "price": 0.4}, "steps": True},
)
add("study.Study.partial_values", CASE.partial_values, {"table": CASE.table()})
add("study.Study.chances_above", CASE.chances_above, {"levels": {"price": 5.0}})
for name in ("coefficients", "attribute", "view", "whose"):
    add(f"study.Study.{name}", getattr(CASE, name), {"stakeholder": "you"})
LOGGED = {"date": "2024-03-01", "statement": "Dearer", "judgement": ["out", "price"], "base": 70}
LATE = study.from_dict(STUDY | {"evidence": [LOGGED]})
add("study.diff", study.diff, {"before": CASE, "after": LATE.revised()})
add(
    "study.StudyDiff.lead",
    study.diff(CASE, LATE.revised()).lead,
    {"of": "table"},
)
add("study.Study.revised", LATE.revised, {"until": "2024-03-02"})
add("study.Study.evaluate", CASE.evaluate, {"entry": "p * 2", "values": {"p": 0.5}}, ":")
add(
    "study.Constraint",
    study.Constraint,
    {"criterion": "price", "kind": "at_most", "limit": 3.0},
    "onstraint",
)
add("study.Constraint.allows", study.Constraint("price", "at_most", 15.0).allows, {"table": CARS})
add(
    "study.Stakeholder",
    study.Stakeholder,
    {
        "name": "me",
        "description": "",
        "criteria": ("a", "b"),
        "orders": ("a > b",),
        "points": {"a": 2.0, "b": 1.0},
        "bounds": {"a": (0.1, 0.9)},
        "constraints": (),
    },
    "takeholder",
)
add("study.Stakeholder.allows", CASE.stakeholders["you"].allows, {"table": CASE.table()})
PICTURE = {"top": 2, "title": "Costs", "ax": None}
add("plot.agreement", plot.agreement, {"result": AGREEMENT, **PICTURE})
add("plot.scores", plot.scores, {"result": mcda.topsis(CARS, WEIGHTS), "unit": "points", **PICTURE})
add(
    "plot.smaa",
    plot.smaa,
    {"result": uncertainty.smaa(CARS, mcda.topsis, n_samples=8, rng=1), **PICTURE},
)
add(
    "plot.stakeholders",
    plot.stakeholders,
    {
        "views": {
            name: uncertainty.smaa(CARS, mcda.topsis, n_samples=8, rng=rng)
            for name, rng in (("Ann", 1), ("Bob", 2))
        },
        "ranks": True,
        **PICTURE,
    },
)
add(
    "plot.steps",
    plot.steps,
    {
        "result": mcda.weighted_sum(CARS, WEIGHTS),
        "groups": {"use": ["comfort"]},
        "unit": "points",
        **PICTURE,
    },
)
add(
    "plot.gaia",
    plot.gaia,
    {"result": mcda.gaia(CARS, WEIGHTS, preference=PREFERENCES), **PICTURE},
)
add(
    "plot.history",
    plot.history,
    {
        "results": {
            "first": mcda.topsis(CARS, WEIGHTS),
            "second": mcda.weighted_sum(CARS, WEIGHTS),
        },
        "dates": ["2024-11-01", "2024-11-17"],
        "ranks": True,
        "unit": "points",
        **PICTURE,
    },
)
add(
    "plot.sobol, Shapley effects",
    plot.sobol,
    {
        "result": sensitivity.shapley_effects(
            model, PARAMETERS, n_samples=16, rng=1, of="go", n_bootstrap=4
        ),
        "of": "go",
        **PICTURE,
    },
    "sobol()",
)
add(
    "plot.change",
    plot.change,
    {"result": CHANGE, "of": ("go", "stay"), "unit": "EUR", **PICTURE},
)
add("plot.compare", plot.compare, {"result": COMPARED, **PICTURE})
add(
    "plot.contributions",
    plot.contributions,
    {"result": EXPLAINED, "unit": "EUR", **PICTURE},
)
add(
    "plot.one_way",
    plot.one_way,
    {"result": sensitivity.one_way(model, PARAMETERS, "p"), "unit": "EUR", **PICTURE},
)
add(
    "plot.spider",
    plot.spider,
    {"result": SPIDER, "of": ("go", "stay"), "unit": "EUR", **PICTURE},
)
add(
    "plot.threshold",
    plot.threshold,
    {
        "result": sensitivity.threshold(model, PARAMETERS, "p", between=(0, 1), n_points=9),
        "unit": "EUR",
        **PICTURE,
    },
)
add(
    "plot.regret",
    plot.regret,
    {"result": robustness.savage_matrix(STATES), "unit": "points", **PICTURE},
)
add(
    "plot.hurwicz",
    plot.hurwicz,
    {"result": robustness.hurwicz_curve(STATES), "unit": "points", **PICTURE},
)
add(
    "plot.info_gap",
    plot.info_gap,
    {"result": robustness.info_gap(STATES, 1.5, scale=1.0), "unit": "points", **PICTURE},
)
add(
    "plot.evidence",
    plot.evidence,
    {"result": evidence.update_log({"blue": 0.3, "green": 0.7}, LOG[1:]), **PICTURE},
)
add(
    "plot.flows",
    plot.flows,
    {"result": mcda.promethee_ii(CARS, WEIGHTS, preference=PREFERENCES), **PICTURE},
)
add("plot.heat_map", plot.heat_map, {"result": CARS, **PICTURE})
add(
    "plot.outranking",
    plot.outranking,
    {"result": mcda.promethee_i(CARS, WEIGHTS, preference=PREFERENCES), **PICTURE},
)
add(
    "plot.parallel_coordinates",
    plot.parallel_coordinates,
    {"table": CARS, "of": list(CARS.alternatives[:2]), "profiles": PROFILES, **PICTURE},
)
add("plot.radar", plot.radar, {"table": CARS, "of": list(CARS.alternatives[:2]), **PICTURE})
add(
    "plot.sorting",
    plot.sorting,
    {
        "result": mcda.electre_tri(
            CARS, WEIGHTS, profiles=PROFILES, indifference=0.0, preference=0.0
        ),
        **PICTURE,
    },
)
add(
    "plot.value_functions",
    plot.value_functions,
    {
        "result": {
            "price": value.linear(worst=40.0, best=0.0),
            "comfort": value.linear(worst=0.0, best=40.0),
        },
        "table": CARS,
        **PICTURE,
    },
)
add(
    "plot.walking_weights",
    plot.walking_weights,
    {
        "result": sensitivity.walking_weights(CARS, mcda.topsis, WEIGHTS, "price", n_points=4),
        "unit": "points",
        **PICTURE,
    },
)
add(
    "plot.weight_regions",
    plot.weight_regions,
    {"result": sensitivity.weight_regions(CARS, mcda.topsis, WEIGHTS, n_points=4), **PICTURE},
)
add(
    "plot.two_way",
    plot.two_way,
    {"result": sensitivity.two_way(model, PARAMETERS, ("p", "gain")), **PICTURE},
)
add(
    "plot.stability", plot.stability, {"result": trees.stability(TREE), "unit": "points", **PICTURE}
)
INDICES = {"n_samples": 16, "rng": 1, "of": "go", "n_bootstrap": 4}
add(
    "plot.sobol",
    plot.sobol,
    {"result": sensitivity.sobol(model, PARAMETERS, **INDICES), "of": "go", **PICTURE},
)
add(
    "plot.morris",
    plot.morris,
    {
        "result": sensitivity.morris(model, PARAMETERS, **INDICES),
        "of": "go",
        "unit": "points",
        **PICTURE,
    },
)
add(
    "plot.tornado",
    plot.tornado,
    {
        "result": sensitivity.tornado(model, PARAMETERS),
        "of": ("go", "stay"),
        "unit": "points",
        **PICTURE,
    },
)
add(
    "plot.tree",
    plot.tree,
    {
        "root": TREE,
        "result": trees.rollback(TREE),
        "collapse": [("yes",)],
        "depth": 3,
        "max_leaves": 9,
        "title": "Costs",
        "unit": "points",
        "ax": None,
    },
)
add(
    "plot.diagram",
    plot.diagram,
    {
        "diagram": DIAGRAM,
        "result": diagrams.solve(DIAGRAM),
        "marginals": True,
        "title": "Costs",
        "unit": "points",
        "ax": None,
    },
)
add(
    "plot.distribution",
    plot.distribution,
    {
        "result": {"Ann": beliefs.pert(1, 2, 4), "Bob": beliefs.pert(1, 3, 4)},
        "pooled": beliefs.pert(1, 2.5, 4),
        "kind": "cumulative",
        "quantiles": [0.1, 0.9],
        "unit": "points",
        **PICTURE,
    },
)
add(
    "plot.risk_profile",
    lambda result, **options: plot.risk_profile(result, PROFILE, **options),
    {
        "result": PROFILE,
        "labels": ["a", "b"],
        "kind": "mass",
        "mean": True,
        "certainty_equivalents": [1.0, 2.0],
        "unit": "points",
        **PICTURE,
    },
)
WORTH = mcda.cost_effectiveness(**COSTS)
add("plot.acceptability", plot.acceptability, {"result": WORTH, "unit": "USD", **PICTURE})
add(
    "plot.cost_effectiveness_plane",
    plot.cost_effectiveness_plane,
    {"result": WORTH, "comparator": "usual", "willingness_to_pay": 500.0, **PICTURE},
)
GAIN = voi.evppi(SAMPLED, {"p": SAMPLED[:, 0]}, "p")
add(
    "plot.voi",
    lambda result, **options: plot.voi(result, GAIN, **options),
    {"result": GAIN, "unit": "points", **PICTURE},
)
add(
    "testing.check_method",
    checked,
    {"method": mcda.topsis, "options": None, "exceptions": ["frozen"], "examples": 1},
)
add(
    "testing.check_analysis",
    checked_analysis,
    {"analysis": robustness.maximin, "options": None, "exceptions": ["frozen"]},
)
