"""Repairs of many parts, each by itself: a tree with very many strategies."""

import numpy as np

from decision_analysis.trees import Chance, Decision


def repairs(n, options=3, seed=0):
    rng = np.random.default_rng(seed)

    def repair(i):
        return Decision(
            f"d{i}",
            {
                f"o{k}": {"cost": float(rng.integers(0, 10)), "gain": float(rng.integers(0, 10))}
                for k in range(options)
            },
        )

    return Chance("c", {str(i): (1 / n, repair(i)) for i in range(n)})
