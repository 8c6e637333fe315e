"""SMAA of a table of stored samples: here against two processes, equal results asserted first.

Each task carries its own rows, so that the ratio does not grow with the table.
"""

from __future__ import annotations

import multiprocessing
import time
from concurrent.futures import ProcessPoolExecutor
from typing import Any

import numpy as np
from short import sizes

from decision_analysis import DecisionTable, Scores
from decision_analysis.uncertainty import smaa

ROWS = sizes((25_000, 100_000, 200_000), (10_000,))


def weighted(table: DecisionTable, weights: Any) -> Scores:
    """Return weighted sums of performances as they are."""
    scores = np.matmul(table.values, weights[..., None])[..., 0]
    return Scores(method="weighted", alternatives=table.alternatives, scores=scores)


def main() -> int:
    """Print a row for each number of stored samples."""
    print(f"{'rows':>8}  {'here, s':>8}  {'two processes, s':>17}  {'ratio':>6}")
    context = multiprocessing.get_context("spawn")
    for rows in ROWS:
        values = np.random.default_rng(0).random((rows, 20, 8))
        labels = [f"a{i}" for i in range(20)]
        table = DecisionTable(values, [f"c{i}" for i in range(8)], labels)
        begun = time.perf_counter()
        alone = smaa(table, weighted, n_samples=rows, rng=0)
        here = time.perf_counter() - begun
        with ProcessPoolExecutor(2, mp_context=context) as pool:
            pool.submit(int, 1).result()
            begun = time.perf_counter()
            together = smaa(table, weighted, n_samples=rows, rng=0, workers=pool)
            there = time.perf_counter() - begun
        np.testing.assert_array_equal(alone.rank_acceptability, together.rank_acceptability)
        print(f"{rows:8,}  {here:8.2f}  {there:17.2f}  {there / here:6.2f}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
