"""Weights from data and from comparisons."""

from __future__ import annotations

import numpy as np

from crosscheck.peers._peer import peer


@peer("pymcdm")
def pymcdm_entropy(values: np.ndarray, goals: list[str]) -> np.ndarray:
    """Entropy weights."""
    from pymcdm.weights import entropy_weights

    return entropy_weights(values)


@peer("pyrepo_mcda")
def pyrepo_entropy(values: np.ndarray, goals: list[str]) -> np.ndarray:
    """Entropy weights."""
    from pyrepo_mcda.weighting_methods import entropy_weighting

    return entropy_weighting(values)


@peer("skcriteria")
def skcriteria_entropy(values: np.ndarray, goals: list[str]) -> np.ndarray:
    """Entropy weights."""
    from skcriteria.preprocessing.weighters import entropy_weights

    return entropy_weights(values)


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
