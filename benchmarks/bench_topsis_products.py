"""TOPSIS for 10,000 sets of weights against plain numpy on one thread, alone and beside a busy
core; equal results asserted first."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable

import numpy as np
from bench_topsis_batch import problem
from numpy.typing import NDArray
from short import SHORT, sizes, status
from threadpoolctl import threadpool_limits

from decision_analysis import DecisionTable, mcda

Array = NDArray[np.float64]
PROMISED_OF_PRODUCTS, PROMISED_BUSY = 1.5, 1.5
WARM = sizes(100, 3)


def main() -> int:
    """Print a row for each comparison; return 1 where a ratio misses what is promised."""
    slow = False
    print(
        f"{'TOPSIS':>8}  {'ms':>6}  {'two products, ms':>17}  {'with roots, ms':>15}  {'ratio':>6}"
    )
    for alternatives, criteria in [(10, 5), (10, 6)]:
        table, weights = problem(alternatives, criteria)
        np.testing.assert_allclose(
            mcda.topsis(table, weights).scores, plain(table, weights), rtol=0, atol=1e-12
        )
        squares = np.square(np.random.default_rng(1).random((alternatives, criteria)))
        ours = fastest(lambda t=table, w=weights: mcda.topsis(t, w))
        with threadpool_limits(limits=1, user_api="blas"):
            bare = fastest(lambda w=weights, s=squares: (w @ s.T, w @ s.T))
            whole = fastest(lambda t=table, w=weights: plain(t, w))
        slow |= ours / whole > PROMISED_OF_PRODUCTS
        print(f"{size(table)}  {ours:6.2f}  {bare:17.2f}  {whole:15.2f}  {ours / whole:6.2f}")
    slow |= beside_a_busy_core()
    if slow:
        print("a ratio misses what is promised")
    return status(slow)


def beside_a_busy_core() -> bool:
    """Print how much longer TOPSIS takes beside a process that never rests; say if too much."""
    table, weights = problem(10, 6)
    alone = fastest(lambda: mcda.topsis(table, weights))
    busy = subprocess.Popen([sys.executable, "-c", "while True: pass"])
    try:
        time.sleep(0.1)
        beside = fastest(lambda: mcda.topsis(table, weights))
    finally:
        busy.kill()
        busy.wait()
    print(f"beside a busy core: {beside:.2f} ms, alone {alone:.2f} ms, ratio {beside / alone:.2f}")
    return beside / alone > PROMISED_BUSY


def plain(table: DecisionTable, weights: Array) -> Array:
    """Return closeness as one writes it in numpy: two products, two roots and a quotient."""
    shares = np.square(weights / weights.sum(axis=-1, keepdims=True))
    scaled = table.values / np.sqrt(np.square(table.values).sum(axis=0))
    high, low = scaled.max(axis=0), scaled.min(axis=0)
    best, worst = np.where(table.maximize, high, low), np.where(table.maximize, low, high)
    to_ideal = np.sqrt(shares @ np.square(scaled - best).T)
    to_anti_ideal = np.sqrt(shares @ np.square(scaled - worst).T)
    return np.asarray(to_anti_ideal / (to_ideal + to_anti_ideal))


def size(table: DecisionTable) -> str:
    """Return the size of a table in words."""
    return f"{f'{len(table.alternatives)} x {len(table.criteria)}':>8}"


def fastest(call: Callable[[], object], times: int = WARM) -> float:
    """Return the least time of a call, in milliseconds."""
    found = []
    for _ in range(times):
        start = time.perf_counter()
        call()
        found.append(time.perf_counter() - start)
    return min(found) * 1e3


if __name__ == "__main__":
    if SHORT:
        print("short form: promises are not held")
    sys.exit(main())
