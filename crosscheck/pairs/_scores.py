"""Scores by default."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from crosscheck import peers
from crosscheck.pairs._pair import (
    Pair,
    added,
    any_better,
    aras_parts,
    minmax,
    ratios,
    some_cost,
    unit,
)
from decision_analysis import mcda


def scores(name: str, **options: Any) -> Callable[[Any, Any], Any]:
    """Return our scores by name."""
    return lambda table, shares: getattr(mcda, name)(table, shares, **options).scores


def of_pymcdm(ours: str, theirs: str, takes: str = "", **more: Any) -> Pair:
    """Return a pair with a method of pymcdm by name."""
    return Pair(ours, peers.pymcdm, scores(ours), lambda p: peers.pymcdm(theirs, p), takes, **more)


def of_pyrepo(ours: str, theirs: str, takes: str = "", times: float = 1, **more: Any) -> Pair:
    """Return a pair with a method of pyrepo-mcda by name."""

    def found(problem: Any) -> Any:
        return times * peers.pyrepo(theirs, problem)

    return Pair(ours, peers.pyrepo, scores(ours), found, takes, **more)


def of_pydecision(
    ours: str, takes: str = "", theirs: str = "", times: float = 1, **more: Any
) -> Pair:
    """Return a pair with a method of pyDecision by name."""

    def found(problem: Any) -> Any:
        return times * peers.pydecision(theirs or ours, problem)

    return Pair(ours, peers.pydecision, scores(ours), found, takes, **more)


def of_skcriteria(
    ours: str, place: int, given: Callable[[Any], tuple], takes: str = "", **more: Any
) -> Pair:
    """Return a pair with a function of scikit-criteria, and the place of scores in its answer."""
    module, name = {
        "weighted_sum": ("simple", "wsm"),
        "weighted_product": ("simple", "wpm"),
        "moora": ("moora", "ratio"),
        "ocra": ("ocra", "ocra_performance"),
    }.get(ours, (ours, ours))

    def found(problem: Any) -> Any:
        return peers.skcriteria(module, name, place, *given(problem))

    return Pair(ours, peers.skcriteria, scores(ours), found, takes, **more)


PAIRS = [
    of_pymcdm("aras", "ARAS", "c"),
    of_pymcdm("aroman", "AROMAN", "z"),
    of_pymcdm("cocoso", "COCOSO", "z", where=any_better),
    of_pymcdm("codas", "CODAS", "c"),
    of_pymcdm("edas", "EDAS", "cz"),
    of_pymcdm("lmaw", "LMAW", "c"),
    of_pymcdm("mabac", "MABAC", "cz"),
    of_pymcdm("mairca", "MAIRCA", "cz"),
    of_pymcdm("marcos", "MARCOS", "c"),
    of_pymcdm("moora", "MOORA", "cz", where=some_cost),
    of_pymcdm("ocra", "OCRA", "c"),
    of_pymcdm("ram", "RAM", "c"),
    of_pymcdm("waspas", "WASPAS", "c"),
    of_pyrepo("aras", "ARAS", "cb"),
    of_pyrepo("cocoso", "COCOSO", "z", where=any_better),
    of_pyrepo("codas", "CODAS", "cb"),
    of_pyrepo("copras", "COPRAS", "cb", times=100, where=some_cost),
    of_pyrepo("cradis", "CRADIS", "cb"),
    of_pyrepo("edas", "EDAS", "cz"),
    of_pyrepo("mabac", "MABAC", "cz"),
    of_pyrepo("marcos", "MARCOS", "c"),
    of_pyrepo("moora", "MULTIMOORA_RS", "cz"),
    of_pyrepo("waspas", "WASPAS", "cb"),
    of_pydecision("aras", "cb"),
    of_pydecision("cocoso", "z", where=any_better),
    of_pydecision("copras", "cb", times=100, where=some_cost),
    of_pydecision("edas", "cz"),
    Pair(
        "gra",
        peers.pydecision,
        scores("gra"),
        # the peer divides by the number of alternatives: see the known disagreements
        lambda p: len(p.values) * peers.pydecision("gra", p),
        "z",
    ),
    of_pydecision("lmaw", "c"),
    of_pydecision("mairca", "z"),
    of_pydecision("marcos", "c"),
    of_pydecision("moora", "cz"),
    of_pydecision("ocra", "c"),
    of_pydecision("piv", "cz"),
    of_pydecision("rov", "cz", times=0.5),
    of_pydecision("topsis", "cz"),
    of_pydecision("weighted_sum", "cb", theirs="saw"),
    of_skcriteria("aras", 2, lambda p: (aras_parts(p)[1:], p.weights, aras_parts(p)[0]), "cb"),
    of_skcriteria("cocoso", 1, lambda p: (minmax(p), p.weights, 0.5), "z", where=any_better),
    of_skcriteria("codas", 1, lambda p: (ratios(p), p.weights, 0.02), "cb"),
    of_skcriteria("copras", 1, lambda p: (added(p), p.weights, p.signs), "cb", where=some_cost),
    of_skcriteria("edas", 1, lambda p: (p.values, p.weights, p.signs), "cz"),
    of_skcriteria("mabac", 1, lambda p: (minmax(p), p.weights), "z"),
    of_skcriteria("moora", 1, lambda p: (unit(p), p.signs, p.weights), "cz"),
    of_skcriteria("ocra", 1, lambda p: (p.values, p.signs, p.weights), "c"),
    of_skcriteria("ram", 3, lambda p: (added(p), p.signs, p.weights), "cz"),
    of_skcriteria(
        "topsis", 3, lambda p: (unit(p) * p.weights, p.signs, np.ones(len(p.weights))), "cz"
    ),
    of_skcriteria("waspas", 3, lambda p: (ratios(p), p.weights, 0.5), "cb"),
    of_skcriteria("weighted_sum", 1, lambda p: (ratios(p), p.weights), "cb"),
]
