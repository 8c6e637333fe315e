"""Weights from data and from comparisons."""

from __future__ import annotations

import numpy as np

from crosscheck.peers._peer import peer


@peer("pyDecision")
def pydecision_entropy(values: np.ndarray, goals: list[str]) -> np.ndarray:
    """Entropy weights, by goal."""
    from pyDecision.algorithm import entropy_method

    return entropy_method(values, goals)


@peer("pymcdm")
def pymcdm_ahp(matrix: np.ndarray) -> tuple[np.ndarray, float]:
    """Weights by eigenvector, and the consistency ratio."""
    from pymcdm.weights.subjective import AHP

    method = AHP(matrix=matrix)
    return method(), method.get_cr()


@peer("pyDecision")
def pydecision_ahp(
    matrix: np.ndarray, prioritization: str = "eigenvector"
) -> tuple[np.ndarray, float]:
    """Weights and consistency ratio."""
    from pyDecision.algorithm import ahp_method

    return ahp_method(
        matrix, {"eigenvector": "me", "geometric_mean": "g", "column_mean": "m"}[prioritization]
    )


@peer("pyrepo_mcda")
def pyrepo_ahp(matrix: np.ndarray, prioritization: str = "eigenvector") -> np.ndarray:
    """Weights."""
    from pyrepo_mcda.mcda_methods import AHP

    method = AHP()
    if prioritization == "eigenvector":
        return method._calculate_eigenvector(matrix)
    return method._geometric_mean(matrix)


@peer("pyDecision")
def pydecision_centroid(count: int) -> np.ndarray:
    """Rank-order-centroid weights."""
    from pyDecision.algorithm import roc_method

    return roc_method([f"g{i + 1}" for i in range(count)])


@peer("pyDecision")
def pydecision_ranks(name: str, count: int) -> np.ndarray:
    """Weights of ranks by name, of criteria in the order of importance."""
    import pyDecision.algorithm as algorithm

    return getattr(algorithm, f"{name}_method")([f"g{i + 1}" for i in range(count)])


@peer("ahpy")
def ahpy_hierarchy(nodes: dict, precision: int = 6) -> dict[str, float]:
    """Priorities at the bottom of a hierarchy, the first node on top."""
    import ahpy

    made = {name: ahpy.Compare(name, pairs, precision=precision) for name, pairs in nodes.items()}
    for name, pairs in nodes.items():
        below = dict.fromkeys(child for pair in pairs for child in pair)
        if children := [made[child] for child in below if child in made]:
            made[name].add_children(children)
    return made[next(iter(nodes))].target_weights


@peer("pymcdm")
def pymcdm_rancom(matrix: np.ndarray) -> np.ndarray:
    """Weights."""
    from pymcdm.weights.subjective import RANCOM

    return RANCOM(matrix=matrix)()


@peer("pyDecision")
def pydecision_dematel(direct: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Prominence, relation and weights."""
    import matplotlib.pyplot as plt
    from pyDecision.algorithm import dematel_method

    try:
        return dematel_method(direct)
    finally:
        plt.close("all")


@peer("pyDecision")
def pydecision_anp(matrix: np.ndarray, cesaro: bool = True) -> np.ndarray:
    """The limit supermatrix, by powers or by their mean."""
    from pyDecision.algorithm import anp_method

    return anp_method(matrix, cesaro=cesaro)


@peer("pyDecision")
def pydecision_bwm(best: list[float], worst: list[float]) -> np.ndarray:
    """Weights of the linear model."""
    from pyDecision.algorithm import bw_method

    return bw_method(np.array(best), np.array(worst), eps_penalty=1, verbose=False)


@peer("pyDecision")
def pydecision_fucom(priorities: list[float]) -> np.ndarray:
    """Weights of criteria in the order of importance."""
    from pyDecision.algorithm import fucom_method

    names = [f"g{i + 1}" for i in range(len(priorities))]
    return fucom_method(names, priorities, sort_criteria=False, verbose=False)


@peer("pyDecision")
def pydecision_rancom(matrix: np.ndarray) -> np.ndarray:
    """Weights."""
    from pyDecision.algorithm import rancom_method

    return np.asarray(rancom_method(matrix, mode="mac").weights)


@peer("skcriteria")
def skcriteria_rancom(given: np.ndarray) -> np.ndarray:
    """Weights from weights, of which only the order counts."""
    from skcriteria.preprocessing.weighters import rancom_weights

    return np.asarray(rancom_weights(given.copy()))
