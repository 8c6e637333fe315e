"""Similarity of rankings, and SMAA."""

from __future__ import annotations

from typing import Any

import numpy as np

from crosscheck.peers._peer import peer


@peer("pymcdm")
def pymcdm_similarity(name: str, first: np.ndarray, second: np.ndarray) -> float:
    """A coefficient of pymcdm.correlations by name."""
    from pymcdm import correlations

    return float(getattr(correlations, name)(first, second))


@peer("pyrepo_mcda")
def pyrepo_similarity(name: str, first: np.ndarray, second: np.ndarray) -> float:
    """A coefficient of pyrepo_mcda.correlations by pymcdm's name."""
    from pyrepo_mcda import correlations

    theirs = {"rank_similarity_coef": "WS_coeff", "kendall_tau": "kendall"}.get(name, name)
    return float(getattr(correlations, theirs)(first, second))


@peer("pyrepo_mcda")
def pyrepo_vikor_smaa(problem: Any, weights: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Rank acceptabilities (A, A) and central weights (A, C) of VIKOR for given weights (S, C)."""
    from pyrepo_mcda.mcda_methods import VIKOR_SMAA

    acceptability, central, _ = VIKOR_SMAA()(problem.values, weights, problem.signs)
    return acceptability, central
