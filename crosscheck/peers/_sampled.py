"""Sampled sensitivity of a function on the unit cube."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from crosscheck.peers._peer import peer

Function = Callable[[np.ndarray], np.ndarray]


def _problem(size: int) -> dict[str, Any]:
    return {
        "num_vars": size,
        "names": [f"x{i}" for i in range(size)],
        "bounds": [[0.0, 1.0]] * size,
    }


@peer("SALib")
def salib_sobol(
    scores: list[np.ndarray], *, pairs: bool, seed: int, repeats: int = 100
) -> dict[str, np.ndarray]:
    """Indices of scores at A, A with each column of B (B with each of A), and B."""
    from SALib.analyze import sobol

    size = (len(scores) - 2) // (1 + pairs)
    made = sobol.analyze(
        _problem(size),
        np.column_stack(scores).ravel(),
        calc_second_order=pairs,
        num_resamples=repeats,
        seed=seed,
    )
    return {key: np.asarray(value) for key, value in made.items()}


@peer("SALib")
def salib_morris(function: Function, size: int, levels: int, count: int) -> dict[str, np.ndarray]:
    """mu, mu* and sigma of trajectories on a grid."""
    from SALib.analyze import morris as analysis
    from SALib.sample import morris as sampling

    points = sampling.sample(_problem(size), count, num_levels=levels, seed=1)
    made = analysis.analyze(
        _problem(size), points, function(points), num_levels=levels, seed=1, scaled=False
    )
    return {key: np.asarray(made[key], dtype=float) for key in ("mu", "mu_star", "sigma")}


@peer("SALib")
def salib_shapley(function: Function, size: int, count: int) -> tuple[np.ndarray, np.ndarray]:
    """Shapley effects of independent inputs, and how far their 95% intervals reach."""
    from SALib.analyze import shapley as analysis
    from SALib.sample import shapley as sampling

    points = sampling.sample(_problem(size), count, seed=1)
    made = analysis.analyze(_problem(size), points, function(points))
    return np.asarray(made["shapley_normalized"]), np.asarray(made["shapley_normalized_conf"])
