"""Stochastic acceptability of the peers, for given weights."""

from __future__ import annotations

from typing import Any

import numpy as np

from crosscheck.peers._peer import peer


@peer("pysensmcda")
def pysensmcda_smaa(problem: Any, weights: np.ndarray) -> dict[str, Any]:
    """Indices of weighted sums of performances as they are, by our names."""
    from pysensmcda.robustness import entropy_choice, entropy_ranking, pairwise_winning_indices
    from pysensmcda.smaa import holistic_acceptability, smaa2

    def weighted(matrix: Any, shares: Any, types: Any) -> Any:
        return (matrix * types) @ shares

    signs = np.asarray(problem.signs)
    found = smaa2(weighted, problem.values, signs, weights=weights, reverse_ranking=True)
    rankings = found.simulation.rankings
    return {
        "rank_acceptability": found.rank_acceptability,
        "central_weights": found.central_weights,
        "pairwise_winning": pairwise_winning_indices(rankings),
        "choice_entropy": entropy_choice(rankings),
        "ranking_entropy": entropy_ranking(rankings),
        "centroid": found.holistic_acceptability,
        "linear": holistic_acceptability(found.simulation, kind="linear"),
        "inverse": holistic_acceptability(found.simulation, kind="inverse"),
        "first": holistic_acceptability(found.simulation, kind="elitist"),
    }


@peer("pysensmcda")
def pysensmcda_ordered(size: int, count: int) -> np.ndarray:
    """Draws of weights that fall from the first criterion to the last."""
    from pysensmcda.sampling import hit_and_run, weight_constraints

    return hit_and_run(size, count, weight_constraints(size, order=list(range(size))), seed=1)
