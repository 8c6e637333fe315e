"""Which of our methods are compared with which peer, for the matrix in README.md."""

from __future__ import annotations

import functools
import importlib
import inspect
from collections.abc import Callable
from pathlib import Path
from typing import Any

from crosscheck import peers
from crosscheck.disagreements import ROWS, Disagreement
from crosscheck.pairs import PAIRS
from decision_analysis import diagrams, group, mcda, ranking, sensitivity, uncertainty, weights

HOMES = {"mcda": mcda, "weights": weights, "group": group, "ranking": ranking}
"""The packages whose public functions are the rows of the matrix."""
OFFERED = {
    "pymcdm": """aras aroman balanced_spotis cocoso codas comet copras edas ervd lmaw mabac mairca
        marcos moora ocra probid promethee_ii rafsi ram rim spotis topsis triad_consistency vikor
        waspas weighted_product weighted_sum ahp angle cilos critic entropy equal gini idocriw
        lopcow merec rancom standard_deviation kendall_tau spearman weighted_spearman ws""",
    "pyrepo_mcda": """ahp aras cocoso codas copras cradis edas mabac marcos moora multimoora
        promethee_ii prosa_c spotis topsis vikor waspas weighted_sum angle cilos
        coefficient_of_variation critic entropy equal gini idocriw merec standard_deviation
        kendall_tau spearman weighted_spearman ws""",
    "skcriteria": """aras cocoso codas copras dominance edas electre_i electre_ii ervd mabac moora
        multimoora ocra probid ram rim spotis topsis vikor waspas weighted_product weighted_sum
        critic entropy equal gini merec rancom standard_deviation""",
    "pyDecision": """ahp anp aras borda bwm cilos cocoso codas copeland copras cradis critic dematel
        edas electre_i electre_ii electre_iii electre_is electre_iv electre_tri electre_tri_c
        electre_tri_nc entropy flowsort fucom fuzzy_topsis gra idocriw lmaw mabac mairca marcos
        merec moora multimoora ocra piv promethee_i promethee_ii promethee_iii promethee_v rafsi
        rancom rank_order_centroid rank_reciprocal rank_sum rov spotis topsis triad_consistency
        utadis vikor waspas weighted_sum""",
    "mcda": """additive_value choquet electre_i electre_iii electre_tri mr_sort owa promethee_ii
        srmp topsis uta utastar weighted_sum""",
    "ahpy": "ahp ahp_hierarchy",
    "pysensmcda": "borda",
    "pref_voting": "instant_runoff ranked_pairs schulze",
}
"""What a peer has of what we have: each is compared, or a row says where they differ, or `APART`
says why not."""
APART = {
    ("promethee_v", "pyDecision"): "a genetic algorithm without a seed, whose limit on the number"
    " of alternatives is a penalty",
}
"""What is not compared, and why."""
ALIASES = {
    "distillation": "distill",
    "kendall's_tau": "kendall_tau",
    "promethee": "promethee_ii",
    "spearman's_rho": "spearman",
}
ELSEWHERE: dict[str, Callable[..., Any] | None] = {
    "influence diagram": diagrams.solve,
    "Morris": sensitivity.morris,
    "Sobol' indices": sensitivity.sobol,
    "SMAA": uncertainty.smaa,
    "ordered weights": uncertainty.WeightSpace,
    "random numbers": None,
}
"""Functions of other packages that rows of disagreement are about, by the words of the row."""


def methods() -> list[str]:
    """Return the names of our public functions, in alphabetical order within a package."""
    return [
        name
        for home in HOMES.values()
        for name in sorted(home.__all__)
        if inspect.isfunction(getattr(home, name))
    ]


def subject(row: Disagreement) -> Callable[..., Any] | None:
    """Return the function of ours that a row of disagreement is about."""
    words = row.method.split(",")[0]
    if words in ELSEWHERE:
        return ELSEWHERE[words]
    name = words.lower().replace(" ", "_").replace("-", "_")
    name = ALIASES.get(name, name)
    return next(getattr(home, name) for home in HOMES.values() if hasattr(home, name))


@functools.cache
def compared() -> set[tuple[str, str]]:
    """Return the methods and packages that some test compares."""
    here = Path(__file__).parent
    for path in sorted(here.glob("test_*.py")):
        if "ours=" in path.read_text(encoding="utf-8"):
            importlib.import_module(f"crosscheck.{path.stem}")
    return peers.COMPARED | {(pair.name, pair.peer.package) for pair in PAIRS}


def disagreed() -> set[tuple[str, str]]:
    """Return the methods and packages that some row of disagreement is about."""
    subjects = ((subject(row), row.package) for row in ROWS)
    return {(function.__name__, package) for function, package in subjects if function is not None}


def gaps() -> list[tuple[str, str]]:
    """Return what a peer has and nothing here compares."""
    offered = {(name, package) for package, names in OFFERED.items() for name in names.split()}
    return sorted(offered - compared() - disagreed() - set(APART))


def matrix() -> str:
    """Return methods by peers as a Markdown table, and the methods that no peer has."""
    agree, differ = compared(), disagreed()
    packages = list(OFFERED)
    lines = [
        f"| method | {' | '.join(peers.PEERS[package] for package in packages)} |",
        "|---|" + ":-:|" * len(packages),
    ]
    alone = []
    for name in methods():
        marks = [
            " ".join(
                sign
                for sign, pairs in (("=", agree), ("≠", differ), ("—", APART))
                if (name, package) in pairs
            )
            for package in packages
        ]
        if any(marks):
            lines.append(f"| `{name}` | {' | '.join(marks)} |")
        else:
            alone.append(f"`{name}`")
    apart = [
        f"`{name}` of {peers.PEERS[package]}: {why}." for (name, package), why in APART.items()
    ]
    return "\n".join([*lines, "", *apart, "", f"No peer has {', '.join(alone)}."]) + "\n"
