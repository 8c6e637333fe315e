"""What to take for what one has: rows of methods, each of which is run on the same four flats."""

from __future__ import annotations

import dataclasses
import warnings
from collections.abc import Callable
from typing import Any

import numpy as np

import decision_analysis as da

CRITERIA = [
    da.Criterion("rent", "min", unit="EUR"),
    "light",
    "quiet",
    da.Criterion("way", "min", unit="min"),
]
FLATS = da.DecisionTable.from_rows(
    {
        "Harbor": [900, 8, 3, 10],
        "Mill": [650, 5, 7, 35],
        "Park": [1100, 7, 9, 20],
        "Tower": [780, 9, 5, 25],
    },
    CRITERIA,
)
WEIGHTS = {"rent": 0.4, "light": 0.2, "quiet": 0.3, "way": 0.1}
RANGES = {"rent": (500, 1200), "light": (1, 10), "quiet": (1, 10), "way": (0, 60)}
VALUES = {
    "rent": da.value.piecewise([500, 800, 1200], [1, 0.7, 0]),
    "light": da.value.linear(1, 10),
    "quiet": da.value.linear(1, 10),
    "way": da.value.linear(60, 0),
}
NO_MATTER = {"rent": 30, "light": 0.5, "quiet": 0.5, "way": 5}
CLEAR = {"rent": 150, "light": 2, "quiet": 2, "way": 15}
VETO = {"rent": 400, "light": 6, "quiet": 5, "way": 40}
LIMITS = {"rent": 1000, "quiet": 4}
THRESHOLDS = {"indifference": NO_MATTER, "preference": CLEAR}
LINEAR = {name: da.mcda.preference.linear(NO_MATTER[name], CLEAR[name]) for name in NO_MATTER}
BORDERS = da.DecisionTable(
    [[1050, 4, 4, 40], [800, 7, 6, 25]], CRITERIA, ["acceptable from", "good from"]
)
TYPICAL = da.DecisionTable(
    [[1200, 2, 2, 50], [900, 6, 6, 30], [600, 9, 9, 10]], CRITERIA, ["poor", "fair", "good"]
)
CLASSES = ("poor", "fair", "good")
JUDGED = {"Harbor": "no", "Mill": "yes", "Park": "no", "Tower": "yes"}
CAPACITY = {
    "light": 0.4,
    "quiet": 0.4,
    ("light", "quiet"): 1.0,
}
SPREAD = np.random.default_rng(1).uniform(0.95, 1.05, (500, *FLATS.values.shape))
LOW, HIGH = (FLATS.with_values(FLATS.values * factor) for factor in (0.95, 1.05))

CALLS: dict[str, Callable[[], Any]] = {
    "mcda.additive_value": lambda: da.mcda.additive_value(FLATS, WEIGHTS, values=VALUES),
    "mcda.balanced_spotis": lambda: da.mcda.balanced_spotis(
        FLATS,
        WEIGHTS,
        bounds=RANGES,
        expected_solution={"rent": 700, "light": 7, "quiet": 8, "way": 15},
    ),
    "mcda.choquet": lambda: da.mcda.choquet(
        FLATS.select(criteria=["light", "quiet"]), capacity=CAPACITY
    ),
    "mcda.conjunctive": lambda: da.mcda.conjunctive(FLATS, thresholds=LIMITS).survivors,
    "mcda.cost_effectiveness": lambda: (
        da.mcda.cost_effectiveness(
            FLATS.select(criteria=["rent", "light"]), cost="rent", effect="light"
        ).frontier
    ),
    "mcda.disjunctive": lambda: (
        da.mcda.disjunctive(FLATS, thresholds={"rent": 700, "light": 9}).survivors
    ),
    "mcda.dominance": lambda: da.mcda.dominance(FLATS),
    "mcda.drsa": lambda: f"quality {da.mcda.drsa(FLATS, **_decision()).quality:.2f}",
    "mcda.electre_i": lambda: da.mcda.electre_i(FLATS, WEIGHTS, concordance=0.6, veto=VETO),
    "mcda.electre_iii": lambda: da.mcda.electre_iii(FLATS, WEIGHTS, **THRESHOLDS, veto=VETO),
    "mcda.electre_is": lambda: da.mcda.electre_is(
        FLATS, WEIGHTS, concordance=0.6, **THRESHOLDS, veto=VETO
    ),
    "mcda.electre_iv": lambda: da.mcda.electre_iv(FLATS, **THRESHOLDS),
    "mcda.electre_tri": lambda: da.mcda.electre_tri(
        FLATS, WEIGHTS, profiles=BORDERS, **THRESHOLDS, veto=VETO, categories=CLASSES
    ),
    "mcda.electre_tri_c": lambda: da.mcda.electre_tri_c(
        FLATS, WEIGHTS, profiles=TYPICAL, **THRESHOLDS, categories=CLASSES
    ),
    "mcda.even_swaps": lambda: (
        da.mcda.even_swaps(
            FLATS, swaps=[("Tower", "quiet", 9, "rent", 950), ("Tower", "way", 20, "rent", 980)]
        ).survivors
    ),
    "mcda.flowsort": lambda: da.mcda.flowsort(
        FLATS, WEIGHTS, profiles=BORDERS, preference=LINEAR, categories=CLASSES
    ),
    "mcda.fuzzy_topsis": lambda: da.mcda.fuzzy_topsis([LOW, FLATS, HIGH], WEIGHTS),
    "mcda.interval_scores": lambda: (
        da.mcda.interval_scores(da.mcda.weighted_sum, [LOW, HIGH], WEIGHTS, rng=0).contenders
    ),
    "mcda.learn_mr_sort": lambda: da.mcda.learn_mr_sort(FLATS, **_decision()).majority,
    "mcda.learn_srmp": lambda: da.mcda.srmp(
        FLATS,
        **da.mcda.learn_srmp(FLATS, preferences=[("Tower", "Mill"), ("Mill", "Harbor")]).model,
    ),
    "mcda.lexicographic": lambda: da.mcda.lexicographic(
        FLATS, order=["quiet", "rent"], tolerance={"quiet": 2}
    ),
    "mcda.mabac": lambda: da.mcda.mabac(FLATS, WEIGHTS),
    "mcda.mr_sort": lambda: da.mcda.mr_sort(
        FLATS, WEIGHTS, profiles=BORDERS, majority=0.6, categories=CLASSES
    ),
    "mcda.permutation": lambda: da.mcda.permutation(FLATS, WEIGHTS),
    "mcda.promethee_i": lambda: da.mcda.promethee_i(FLATS, WEIGHTS, preference=LINEAR),
    "mcda.promethee_ii": lambda: da.mcda.promethee_ii(FLATS, WEIGHTS, preference=LINEAR),
    "mcda.promethee_v": lambda: (
        da.mcda.promethee_v(
            FLATS, WEIGHTS, preference=LINEAR, constraints={"budget": ("rent", None, 1800)}
        ).selected
    ),
    "mcda.rim": lambda: da.mcda.rim(
        FLATS,
        WEIGHTS,
        ranges=RANGES,
        reference_ideals={"rent": (500, 700), "light": (6, 8), "quiet": 10, "way": (10, 20)},
    ),
    "mcda.robust_ordinal_regression": lambda: (
        da.mcda.robust_ordinal_regression(
            FLATS, preferences=[("Tower", "Mill"), ("Mill", "Harbor")]
        ).necessary
    ),
    "mcda.spotis": lambda: da.mcda.spotis(FLATS, WEIGHTS, bounds=RANGES),
    "mcda.srmp": lambda: da.mcda.srmp(
        FLATS, WEIGHTS, profiles=BORDERS, order=["good from", "acceptable from"]
    ),
    "mcda.topsis": lambda: da.mcda.topsis(FLATS, WEIGHTS),
    "mcda.utadis": lambda: da.mcda.utadis(
        FLATS,
        classes={"no": ["Harbor", "Park"], "yes": ["Mill", "Tower"]},
        breakpoints=3,
    ),
    "mcda.utastar": lambda: da.mcda.utastar(
        FLATS, ranking=["Tower", "Mill", "Park", "Harbor"], breakpoints=3
    ),
    "mcda.vikor": lambda: da.mcda.vikor(FLATS, WEIGHTS),
    "mcda.weighted_product": lambda: da.mcda.weighted_product(FLATS, WEIGHTS),
    "mcda.weighted_sum": lambda: da.mcda.weighted_sum(
        FLATS, WEIGHTS, normalization="minmax", ranges=RANGES
    ),
    "sensitivity.weight_intervals": lambda: _stands(
        da.sensitivity.weight_intervals(FLATS, da.mcda.weighted_sum, WEIGHTS)
    ),
    "uncertainty.smaa": lambda: _most_often(
        da.uncertainty.smaa(
            FLATS.with_values(FLATS.values * SPREAD),
            da.mcda.weighted_sum,
            weights=da.uncertainty.WeightSpace(FLATS.criterion_names).order("rent > quiet > light"),
            n_samples=2000,
            rng=1,
        )
    ),
    "weights.critic": lambda: _largest(da.weights.critic(FLATS)),
    "weights.entropy": lambda: _largest(da.weights.entropy(FLATS)),
    "weights.rank_order_centroid": lambda: _largest(
        da.weights.rank_order_centroid(["rent", "quiet", "light", "way"])
    ),
    "weights.swing": lambda: _largest(
        da.weights.swing({"rent": 100, "quiet": 75, "light": 50, "way": 25})
    ),
}
"""How each method that a row names is called."""


@dataclasses.dataclass(frozen=True)
class Row:
    """What somebody has and wants, what to take, and when that misleads."""

    have: str
    want: str
    take: tuple[str, ...]
    misleads: str


GROUPS: dict[str, list[Row]] = {
    "A ranking, with weights": [
        Row(
            "trade-offs: somebody can say what a gain on one criterion is worth on another",
            "scores that mean something by themselves",
            ("mcda.additive_value", "mcda.weighted_sum"),
            "weights that were asked without the ranges in view are not trade-offs",
        ),
        Row(
            "importance of criteria; quantities with a zero that is none",
            "relative gains and losses, in whatever units",
            ("mcda.weighted_product",),
            "one performance near zero decides alone; marks and temperatures have no such zero",
        ),
        Row(
            "importance of criteria; marks or scales without a zero",
            "a quick compromise that marks from 1 and marks from 0 answer alike",
            ("mcda.vikor", "mcda.mabac"),
            "scales end at the best and worst alternatives at hand: who comes or goes moves others",
        ),
        Row(
            "importance of criteria; measured quantities",
            "closeness to the best at hand, as many papers report it",
            ("mcda.topsis",),
            "a criterion split in two, another alternative, another zero: each can turn the order",
        ),
        Row(
            "bounds of each criterion that are fixed before alternatives are known",
            "no rank that depends on who else is there",
            ("mcda.spotis", "mcda.additive_value", "mcda.weighted_sum"),
            "bounds far beyond what is at hand make a criterion count for little",
        ),
        Row(
            "a best level inside the range, or somebody's ideal",
            "nearness to that level, not as much as possible",
            ("mcda.rim", "mcda.balanced_spotis"),
            "goals of criteria do not count; the ideal does",
        ),
    ],
    "A ranking without full compensation": [
        Row(
            "differences that do not matter and differences that are clear, on each criterion",
            "small differences not to add up to a preference",
            ("mcda.promethee_ii", "mcda.electre_iii"),
            "ranks depend on who else is there",
        ),
        Row(
            "a shortfall that nothing makes up for",
            "a veto",
            ("mcda.electre_i", "mcda.electre_is", "mcda.electre_iii"),
            "a veto within the noise of the data decides by chance",
        ),
        Row(
            "alternatives that are too unlike to be compared",
            "to be told so, instead of a score",
            ("mcda.promethee_i", "mcda.electre_is"),
            "a partial answer: several may be left",
        ),
        Row(
            "levels that criteria reach or miss, or the order of performances alone",
            "a ranking that stretched scales do not change",
            ("mcda.srmp", "mcda.permutation"),
            "by how much a level is missed does not count",
        ),
        Row(
            "criteria that help only together, or say the same twice",
            "the worth of groups of criteria",
            ("mcda.choquet",),
            "all performances on one scale; a capacity of many criteria is not to be asked",
        ),
        Row(
            "one criterion before all others",
            "the next one to decide ties only",
            ("mcda.lexicographic",),
            "the least difference on the first outweighs all; give a tolerance",
        ),
    ],
    "Weights that are missing or doubtful": [
        Row(
            "an order of importance, nothing more",
            "weights that stand for it, or all of them",
            ("weights.rank_order_centroid", "uncertainty.smaa"),
            "the centroid is one point of a large set: look at the set",
        ),
        Row(
            "somebody to ask",
            "weights by the ranges at hand",
            ("weights.swing",),
            "asked without ranges, it answers another question",
        ),
        Row(
            "nobody to ask",
            "a description of where the data differ",
            ("weights.entropy", "weights.critic"),
            "spread is not importance: another alternative moves these weights",
        ),
        Row(
            "criteria of about equal importance that nobody will weigh",
            "a ranking by counts of criteria",
            ("mcda.electre_iv", "mcda.dominance"),
            "of many criteria that say the same each counts",
        ),
        Row(
            "weights, and doubts about them",
            "how far they may move",
            ("sensitivity.weight_intervals", "uncertainty.smaa"),
            "one weight moved at a time finds less than all together",
        ),
        Row(
            "an order of some alternatives instead of weights",
            "a model that restores it, or what all such models say",
            ("mcda.utastar", "mcda.robust_ordinal_regression", "mcda.learn_srmp"),
            "few comparisons leave many models: one of them is not the answer",
        ),
    ],
    "Classes, and short lists": [
        Row(
            "limits between classes",
            "each alternative in a class",
            ("mcda.electre_tri", "mcda.mr_sort", "mcda.flowsort"),
            "limits that are close to each other, beside thresholds, merge classes",
        ),
        Row(
            "a typical member of each class",
            "each alternative with those that it is like",
            ("mcda.electre_tri_c",),
            "members must be clearly apart",
        ),
        Row(
            "alternatives that were sorted already",
            "rules or a model that sort new ones",
            ("mcda.drsa", "mcda.utadis", "mcda.learn_mr_sort"),
            "four examples prove nothing; contradictions among them are shown by the first",
        ),
        Row(
            "very many alternatives, or a few limits",
            "who is left",
            ("mcda.dominance", "mcda.conjunctive", "mcda.disjunctive"),
            "a limit just missed is missed",
        ),
        Row(
            "two or three alternatives left, and patience",
            "a choice without weights or scores",
            ("mcda.even_swaps", "mcda.dominance"),
            "the swaps are judgements, as hard as weights",
        ),
        Row(
            "room for several, and a budget",
            "a selection",
            ("mcda.promethee_v",),
            "flows are of all alternatives, selected or not",
        ),
        Row(
            "a cost and one effect",
            "what one more unit of effect costs",
            ("mcda.cost_effectiveness",),
            "whatever is not in the effect is free of charge",
        ),
    ],
    "Imprecise performances": [
        Row(
            "lower and upper bounds",
            "who can be the best at all",
            ("mcda.interval_scores",),
            "bounds of scores say nothing of how probable they are",
        ),
        Row(
            "words that stand for fuzzy numbers",
            "closeness to the ideal",
            ("mcda.fuzzy_topsis",),
            "another translation of the words is another ranking",
        ),
        Row(
            "samples or distributions",
            "how often each takes each rank",
            ("uncertainty.smaa",),
            "columns that depend on one another must be drawn together",
        ),
    ],
}


def available(name: str) -> bool:
    """Return whether the library has a function of that name."""
    package, _, function = name.partition(".")
    return function in getattr(da, package).__all__


def answer(name: str) -> str:
    """Run a method on the flats, and write its answer."""
    with warnings.catch_warnings():
        # four flats are few, and some methods say so
        warnings.simplefilter("ignore", da.errors.DegenerateDataWarning)
        return _written(CALLS[name]())


def table(group: str) -> str:
    """Return the Markdown table of a group, with the answers."""
    head = ["you have", "you want", "take, with its answer for the flats", "it misleads"]
    lines = [head, ["---"] * len(head)]
    for row in GROUPS[group]:
        take = [name for name in row.take if available(name)]
        if take:
            taken = "<br>".join(f"`{name}`<br>{answer(name)}" for name in take)
            lines.append([row.have, row.want, taken, row.misleads])
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _decision() -> dict[str, Any]:
    return {"decision": JUDGED, "categories": ("no", "yes")}


def _written(found: Any) -> str:
    if isinstance(found, str):
        return found
    if isinstance(found, float):
        return f"majority {found:.2f}"
    if isinstance(found, da.Sorting):
        return ", ".join(f"{name} {category}" for name, category in found.as_dict().items())
    if isinstance(found, tuple | list):
        return f"left: {', '.join(found)}"
    ranks = getattr(found, "ranks", None)
    if ranks is not None:
        names = np.array(found.alternatives)
        places = [" = ".join(names[ranks == rank]) for rank in sorted(set(ranks.tolist()))]
        return " > ".join(places)
    if isinstance(found, da.Relation):
        return f"left: {', '.join(found.kernel())}"
    return f"left: {', '.join(found.survivors)}"


def _largest(weights: da.WeightsResult) -> str:
    by_name = sorted(weights.as_dict().items(), key=lambda pair: -pair[1])
    return ", ".join(f"{name} {weight:.2f}" for name, weight in by_name)


def _most_often(result: Any) -> str:
    first = dict(zip(result.alternatives, result.rank_acceptability[:, 0].tolist(), strict=True))
    likely = sorted(first.items(), key=lambda pair: -pair[1])
    return "best: " + ", ".join(f"{name} {share:.0%}" for name, share in likely if share > 0.005)


def _stands(result: Any) -> str:
    return "the best stays: " + ", ".join(
        f"{name} {low:.2f} to {high:.2f}"
        for name, (low, high) in zip(result.criteria, result.best_interval.tolist(), strict=True)
    )
