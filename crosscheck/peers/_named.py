"""Scores and weights of peers whose functions take the same arguments, by name."""

from __future__ import annotations

import importlib
import inspect
from typing import Any

import numpy as np

from crosscheck.peers._peer import peer


@peer("pyDecision")
def pydecision(name: str, problem: Any, **options: Any) -> np.ndarray:
    """Scores or weights of a method of pyDecision by name; each takes its arguments in an order of
    its own, and some leave out weights."""
    import pyDecision.algorithm as algorithm

    method = getattr(algorithm, f"{name}_method")
    given = {
        "dataset": problem.values,
        "weights": problem.weights,
        "criterion_type": problem.goals,
        "graph": False,
        "verbose": False,
    }
    # LMAW alone has other words
    words = {"performance_matrix": "dataset"}
    taken = {key: words.get(key, key) for key in inspect.signature(method).parameters}
    known = {key: given[word] for key, word in taken.items() if word in given}
    found = np.asarray(method(**known, **options))
    return found[np.argsort(found[:, 0]), 1] if found.ndim == 2 else found


@peer("skcriteria")
def skcriteria(module: str, name: str, place: int, *given: Any) -> np.ndarray:
    """What stands at a place in the answer of a function of scikit-criteria's aggregations, which
    leave it to the caller to normalize."""
    found = getattr(importlib.import_module(f"skcriteria.agg.{module}"), name)(*given)
    scores = found[place]
    return np.asarray(scores["score"] if isinstance(scores, dict) else scores)


@peer("pymcdm")
def pymcdm_weights(name: str, problem: Any) -> np.ndarray:
    """Weights from data of pymcdm by name."""
    from pymcdm import weights

    return np.asarray(getattr(weights, f"{name}_weights")(problem.values, problem.signs))


@peer("pyrepo_mcda")
def pyrepo_weights(name: str, problem: Any) -> np.ndarray:
    """Weights from data of pyrepo-mcda by name."""
    from pyrepo_mcda import weighting_methods

    method = getattr(weighting_methods, f"{name}_weighting")
    signs = [problem.signs] if "types" in inspect.signature(method).parameters else []
    return np.asarray(method(problem.values, *signs))


@peer("skcriteria")
def skcriteria_weights(name: str, problem: Any) -> np.ndarray:
    """Weights from data of scikit-criteria by name."""
    from skcriteria.preprocessing import weighters

    method = getattr(weighters, f"{name}_weights")
    signs = [problem.signs] if "objectives" in inspect.signature(method).parameters else []
    return np.asarray(method(problem.values, *signs))
