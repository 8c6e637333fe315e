"""Distances: CODAS, EDAS, MABAC, MAIRCA, PIV, GRA, PROBID, ERVD, RAFSI, LMAW, AROMAN."""

from __future__ import annotations

from typing import Any

import numpy as np

from crosscheck.peers._peer import peer

WEIGHTS_LAST = ("edas", "gra")
"""Methods of pyDecision that take goals before weights."""


@peer("pyDecision")
def pydecision_distance(name: str, problem: Any, **options: Any) -> np.ndarray:
    """Scores of a method of pyDecision by name."""
    import pyDecision.algorithm as algorithm

    given = [problem.weights, problem.goals]
    if name in WEIGHTS_LAST:
        given.reverse()
    # this one takes no weights at all
    given = given[1:] if name == "mabac" else given
    method = getattr(algorithm, f"{name}_method")
    found = method(problem.values, *given, graph=False, verbose=False, **options)
    return np.asarray(found)[:, 1] if name == "codas" else np.asarray(found)


@peer("skcriteria")
def skcriteria_distance(name: str, problem: Any) -> np.ndarray:
    """Scores of a function of scikit-criteria, on what it leaves to the caller to normalize."""
    from skcriteria.agg import codas, edas, probid

    values, weights, signs = problem.values, problem.weights, problem.signs
    if name == "codas":
        ratios = np.where(signs > 0, values / values.max(axis=0), values.min(axis=0) / values)
        return codas.codas(ratios, weights, 0.02)[1]
    if name == "edas":
        return edas.edas(values, weights, signs)[1]
    return probid.probid(values / np.sqrt(np.square(values).sum(axis=0)), signs, weights)[-1]
