"""Values for required options of methods and of analyses, keyed by the option's name and not by
function."""

import inspect

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


def preferences(table):
    """Return a V-shaped preference function for each criterion."""
    return {name: da.mcda.preference.v_shape(full) for name, full in share(0.6)(table).items()}


OPTIONS = {
    "values": linear_values,
    "preference": lambda table: preferences(table),
    "concordance": lambda table: 0.6,
    "indifference": share(0.05),
    "profiles": two_profiles,
    "sustainability": lambda table: 0.3,
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


OF_ANY_TABLE = {da.mcda.cost_effectiveness: cost_effectiveness}
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
