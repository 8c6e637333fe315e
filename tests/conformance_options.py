"""Values for required options of methods and of analyses, keyed by the option's name and not by
function."""

import functools
import inspect
import itertools
import warnings

import numpy as np

import decision_analysis as da


def spans(table):
    """Return lowest and highest performance of each criterion over alternatives and samples."""
    flat = table.values.reshape(-1, len(table.criteria))
    return flat.min(axis=0), flat.max(axis=0)


def share(part):
    """Return a threshold for each criterion: a share of its range."""

    def option(table):
        low, high = spans(table)
        return {
            c: part * (h - lo + 1)
            for c, lo, h in zip(table.criterion_names, low, high, strict=True)
        }

    return option


def linear_values(table):
    """Return a linear value function for each criterion over its range with a margin, by its
    goal."""
    found = {}
    for criterion, lo, h in zip(table.criteria, *spans(table), strict=True):
        ends = (lo - 1, h + 1)
        found[criterion.name] = da.value.linear(
            *(ends if criterion.goal == "max" else reversed(ends))
        )
    return found


def two_profiles(table):
    """Return two profiles at a third and two thirds of each range, worst first."""
    low, high = spans(table)
    thirds = np.array([low + (high - low + 1) * part for part in (0.3, 0.6)])
    rows = np.where(table.maximize, thirds, thirds[::-1])
    return da.DecisionTable(rows, table.criteria, ["lower", "upper"])


def ends(margin):
    """Return a point for each criterion: the better end of its range, moved by a margin for the
    better."""

    def option(table):
        low, high = spans(table)
        better = np.where(table.maximize, high + margin, low - margin)
        worse = np.where(table.maximize, low + margin, high - margin)
        chosen = better if margin > 0 else worse
        return dict(zip(table.criterion_names, chosen.tolist(), strict=True))

    return option


def middles(table):
    """Return the middle of each criterion's range."""
    low, high = spans(table)
    return dict(zip(table.criterion_names, ((low + high) / 2).tolist(), strict=True))


def wide_ranges(table):
    """Return for each criterion its range with a margin."""
    ends = zip(table.criterion_names, *spans(table), strict=True)
    return {name: (lo - 1, h + 1) for name, lo, h in ends}


def best_ends(table):
    """Return the better end of each range with a margin."""
    ranges = wide_ranges(table)
    return {c.name: ranges[c.name][c.goal == "max"] for c in table.criteria}


def ends_and_middles(table):
    """Return the ends and the middle of each range with a margin."""
    return {name: (lo, (lo + h) / 2, h) for name, (lo, h) in wide_ranges(table).items()}


def even_sum(objects):
    """Judge characteristic objects by the sum of all criteria on the scale from 0 to 1."""
    return da.mcda.weighted_sum(objects, np.ones(len(objects.criteria)), normalization="minmax")


def preferences(table):
    """Return a V-shaped preference function for each criterion."""
    return {name: da.mcda.preference.v_shape(full) for name, full in share(0.6)(table).items()}


def middle_limits(table):
    """Return a positive limit for each criterion: the middle of its range, plus 1."""
    low, high = spans(table)
    return dict(zip(table.criterion_names, (1 + (low + high) / 2).tolist(), strict=True))


def counted_capacity(table):
    """Return a capacity of few criteria: the square of their share, which one set alone exceeds."""
    names = table.criterion_names
    sets = [
        frozenset(chosen)
        for size in range(1, len(names))
        for chosen in itertools.combinations(names, size)
    ]
    return {chosen: (len(chosen) / len(names)) ** 2 for chosen in sets}


def by_gains(table):
    """Return the alternatives with ranks by the sum of their gains over all samples."""
    low, high = spans(table)
    share = np.where(table.maximize, table.values - low, high - table.values) / (high - low + 1)
    flat = share.reshape(-1, *share.shape[-2:])
    total = flat.sum(axis=(0, 2)).round(9)
    return {
        a: int((total > own).sum()) + 1 for a, own in zip(table.alternatives, total, strict=True)
    }


def by_halves(table):
    """Return the better and the worse half of the alternatives by gains."""
    ranks = by_gains(table)
    middle = sorted(ranks.values())[(len(ranks) - 1) // 2]
    classes = {"low": [], "high": []}
    for label, rank in ranks.items():
        classes["high" if rank <= middle else "low"].append(label)
    return classes


def preferred(table):
    """Return pairs of which the first is better on some criterion in every sample, at most one."""
    gains = np.where(table.maximize, table.values, -table.values)
    ranks = by_gains(table)
    order = sorted(ranks, key=lambda label: (ranks[label], label))
    first, last = (table.alternatives.index(order[i]) for i in (0, -1))
    better = (gains[..., first, :] > gains[..., last, :]).any(axis=-1)
    return [(order[0], order[-1])] if better.all() else []


def levels(table):
    """Return four breakpoints for each criterion, over its range with a margin."""
    low, high = spans(table)
    points = np.linspace(low - 0.5, high + 0.5, 4).T.tolist()
    return dict(zip(table.criterion_names, points, strict=True))


def middle_thresholds(table):
    """Return a threshold for each criterion: the middle of its range."""
    low, high = spans(table)
    return dict(zip(table.criterion_names, ((low + high) / 2).tolist(), strict=True))


def two_decided(table):
    """Return a class for each alternative: whether the mean of its gains is above the middle."""
    low, high = spans(table)
    gains = np.where(table.maximize, table.values - low, high - table.values) / (high - low + 1)
    mean = gains.reshape(-1, *gains.shape[-2:]).mean(axis=(0, 2)).round(9)
    return {a: int(own > 0.4) for a, own in zip(table.alternatives, mean, strict=True)}


OPTIONS = {
    "bounds": wide_ranges,
    "characteristic_values": ends_and_middles,
    "expected_solution": best_ends,
    "expert": lambda table: even_sum,
    "ranges": wide_ranges,
    "reference_ideals": best_ends,
    "values": linear_values,
    "limits": middle_limits,
    "breakpoints": levels,
    "capacity": counted_capacity,
    "classes": by_halves,
    "order_weights": lambda table: np.arange(1.0, len(table.criteria) + 1),
    "preferences": preferred,
    "ranking": by_gains,
    "preference": lambda table: preferences(table),
    "concordance": lambda table: 0.6,
    "concordance_levels": lambda table: (0.5, 0.6, 0.75),
    "discordance_levels": lambda table: (0.4, 0.9),
    "ideal": ends(1.0),
    "anti_ideal": ends(-1.0),
    "indifference": share(0.05),
    "reference_point": middles,
    "methods": lambda table: {"TOPSIS": da.mcda.topsis},
    "profiles": two_profiles,
    "profile_categories": lambda table: {"lower": "plain", "upper": "fine"},
    "sustainability": lambda table: 0.3,
    "decision": two_decided,
    "majority": lambda table: 0.6,
    "order": lambda table: sorted(table.criterion_names),
    "thresholds": middle_thresholds,
}
COMPANIONS = {
    "concordance": {"discordance": lambda table: 0.9},
    "indifference": {"preference": share(0.3), "veto": share(0.9)},
}


def cost_effectiveness(table):
    """Return the cost-effectiveness of any table: less of the first criterion by name against more
    of the last."""
    if not isinstance(table, da.DecisionTable):
        return da.mcda.cost_effectiveness(table, cost="cost", effect="effect")
    better = np.moveaxis(table.values * np.where(table.maximize, 1, -1), -1, 0)
    by_name = dict(zip(table.criterion_names, better, strict=True))
    two = np.stack([-by_name[min(by_name)], by_name[max(by_name)]], axis=-1)
    criteria = [da.Criterion("cost", "min"), da.Criterion("effect", "max")]
    return da.mcda.cost_effectiveness(
        da.DecisionTable(two, criteria, table.alternatives), cost="cost", effect="effect"
    )


def multiplicative_utility(table, weights, *, values):
    """Return utilities of any table, with weights that are brought below 1."""
    # a single constant is 1, whatever it is given as
    alone = isinstance(table, da.DecisionTable) and len(table.criteria) == 1

    def below_1(given):
        return np.where(given > 0, 1.0, given) if alone else given / 128

    if isinstance(weights, np.ndarray):
        weights = below_1(weights)
    elif isinstance(weights, dict):
        weights = {
            k: float(below_1(np.asarray(w))) if isinstance(w, float) else w
            for k, w in weights.items()
        }
    return da.mcda.multiplicative_utility(table, weights, values=values)


def identify_capacity(table, **options):
    """Return a capacity learned on common scales, on which the mean has the ranking by gains."""
    if not isinstance(table, da.DecisionTable):
        return da.mcda.identify_capacity(table, **options)
    values = {}
    for criterion, lo, h in zip(table.criteria, *spans(table), strict=True):
        ends = (lo - 0.5, h + 0.5)
        values[criterion.name] = da.value.linear(
            *(ends if criterion.goal == "max" else reversed(ends))
        )
    return da.mcda.identify_capacity(table, values=values, **options)


def without_warnings(method):
    """Return a method that learns from judgments, contradictory ones too."""

    @functools.wraps(method)
    def learned(table, **options):
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", da.errors.InconsistentJudgementsWarning)
            return method(table, **options)

    return learned


METHOD_EXCEPTIONS = {
    "aroman": ["dominance"],
    "codas": ["dominance"],
    # one ranking for all samples contradicts some of them, and is refused
    "identify_capacity": ["batch"],
    # weights are taken as given
    "lmaw": ["ratios of weights"],
    "multiplicative_utility": ["ratios of weights"],
    "permutation": ["duplicates", "order of alternatives"],
    "probid": ["dominance"],
}
"""The properties that a method rightly breaks; a counterexample stands in its own tests."""

METHOD_EXAMPLES = dict.fromkeys(
    ["identify_capacity", "robust_ordinal_regression", "uta", "utadis", "utastar"], 1
)
"""On how many tables methods are tried that solve many programs for each."""

OF_ANY_TABLE = {
    da.mcda.cost_effectiveness: cost_effectiveness,
    da.mcda.identify_capacity: functools.wraps(da.mcda.identify_capacity)(identify_capacity),
    da.mcda.multiplicative_utility: multiplicative_utility,
    **{f: without_warnings(f) for f in (da.mcda.uta, da.mcda.utadis, da.mcda.utastar)},
}
"""Methods that ask for criteria of certain goals, as functions of any table."""


def options_for(method):
    """Return a function from a table to the method's required options."""
    signature = inspect.signature(method).parameters
    required = [
        name
        for name, parameter in signature.items()
        if parameter.default is inspect.Parameter.empty and name not in ("table", "weights")
    ]

    def options(table):
        chosen = {name: OPTIONS[name](table) for name in required}
        for name in required:
            for other, value in COMPANIONS.get(name, {}).items():
                if other in signature:
                    chosen[other] = value(table)
        return chosen

    return options


OF_ANALYSES = {
    "before": lambda given: dict.fromkeys(sorted(given["model"].names), 0.5),
    "after": lambda given: {
        name: 0.5 - place / 7 for place, name in enumerate(sorted(given["model"].names))
    },
    # by a function, so that it goes with the samples in whatever order these are told
    "outcome": lambda given: lambda samples: samples[min(samples)] + samples[max(samples)] > 0.3,
    "criterion": lambda given: min(given["table"].criterion_names),
    "name": lambda given: min(given["parameters"]),
    "names": lambda given: tuple(sorted(given["parameters"])[:2]),
    "between": lambda given: (-1.0, 1.0),
    "level": lambda given: 0.3,
    "probability": lambda given: {"dry": 0.7, "wet": 0.6},
    "thresholds": lambda given: 0.0,
    "requirement": lambda given: 0.0,
    "marks": lambda given: {
        "letter": {"peace": "+", "war": "-", "stalemate": "n/a"},
        "photo": {"peace": "--", "war": "+", "stalemate": "-"},
    },
    "prior": lambda given: {"peace": 0.5, "war": 0.2, "stalemate": 0.3},
    "log": lambda given: [
        {"name": "letter", "date": 2, "likelihood": {"peace": 0.6, "war": 0.2, "stalemate": 0.4}},
        {"name": "photo", "date": 1, "likelihood": {"peace": 0.1, "war": 0.5, "stalemate": 0.3}},
    ],
    "probabilities": lambda given: dict(
        zip(given["table"].criterion_names, (0.5, 0.3, 0.2), strict=True)
    ),
}
"""From what an analysis is fed to its further required arguments."""


def two_classes(table, weights):
    """Sort by the sign of a weighted sum of gains: the method of an analysis that sorts."""
    gains = np.where(table.maximize, table.values, -table.values)
    good = (gains * np.asarray(weights)[..., None, :]).sum(axis=-1) > gains.mean()
    return da.Sorting(
        method="two classes",
        alternatives=table.alternatives,
        categories=("bad", "good"),
        assignment=good.astype(int),
    )


def costs_and_effects(given):
    """Return 64 samples of costs and effects around those of a table's first two columns."""
    table = given["table"]
    drawn = np.random.default_rng(0).uniform(0.5, 1.5, (64, 1, 2))
    noise = np.random.default_rng(1).normal(0, 0.2, (64, len(table.alternatives), 2))
    noise = noise[:, np.argsort(np.argsort(table.alternatives))]
    criteria = [da.Criterion("cost", "min"), da.Criterion("effect", "max")]
    values = table.values[:, :2] * drawn + noise
    return {
        "table": da.DecisionTable(values, criteria, table.alternatives),
        "willingness_to_pay": [0.0, 1.0, 2.0],
        "cost": "cost",
        "effect": "effect",
    }


OF_ONE_ANALYSIS = {
    da.group.concurrence: lambda given: {"at_least": 1.3, "decides": "3"},
    da.uncertainty.smaa_tri: lambda given: {"method": two_classes},
    da.voi.evsi: lambda given: {
        "data": {
            "mean": given["samples"][given["of"]]
            + 0.5 * given["samples"][min(set(given["samples"]) - {given["of"]})]
        }
    },
    da.voi.acceptability_curve: costs_and_effects,
    da.voi.evpi_curve: costs_and_effects,
    da.voi.enbs: lambda given: {"studies": {5: 0.3, 20: 0.4}, "population": 100.0},
    da.voi.population: lambda given: {"incidence": 100.0, "horizon": 10.0},
    da.timing.optimal_stopping: lambda given: {
        "payoffs": [[1.0, 0.0], [0.5, 2.0]],
        "transitions": [[0.3, 0.7], [0.6, 0.4]],
    },
    da.timing.reservation_values: lambda given: {"offer": [1.0, 2.0, 4.0], "n": 3},
    da.timing.longstaff_schwartz: lambda given: {
        "payoffs": np.maximum(1 - PATHS, 0),
        "paths": PATHS,
    },
}
"""From what an analysis is fed to arguments that no other has, or that mean something else."""
PATHS = np.cumprod(np.exp(np.random.default_rng(2).normal(0, 0.2, (64, 3))), axis=1)

EXCEPTIONS = {
    "sensitivity.morris": {
        "seeds": "the effects of the suite's linear model are the same from every point"
    },
    "sensitivity.explain_change": {"seeds": "up to 12 changes nothing is drawn"},
    "sensitivity.prim": {
        "order of parameters": "each box is a result of its own, in the order of the parameters;"
        " its own test compares them by name"
    },
    "group.geometric_mean": {"bad input": "NaN is a comparison that a respondent did not make"},
    "group.agreement": {"goals": "it takes partial values, the more the better whatever goals"},
    "robustness.info_gap": {
        "order of alternatives": "those that miss the requirement at the base tie at 0"
    },
    "robustness.satisficing": {
        "order of alternatives": "those that meet the requirement in the same states tie"
    },
    "sensitivity.weight_move": {
        "goals": "it takes partial values, the more the better whatever goals"
    },
    "uncertainty.potential_optimality": {
        "goals": "it takes partial values, the more the better whatever goals"
    },
}
"""The properties that an analysis rightly breaks, each with the reason."""


def analysis_options_for(analysis):
    """Return a function from what an analysis is fed to its further required arguments."""
    required = [
        name
        for name, parameter in inspect.signature(analysis).parameters.items()
        if parameter.default is inspect.Parameter.empty and name in OF_ANALYSES
    ]
    own = OF_ONE_ANALYSIS.get(inspect.unwrap(analysis), OF_ONE_ANALYSIS.get(analysis))
    return lambda given: {
        **{name: OF_ANALYSES[name](given) for name in required},
        **(own(given) if own else {}),
    }
