"""Scoring methods for 10,000 sets of weights: one call of ours against a loop of pymcdm's without
validation, equal results asserted first."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray
from short import sizes, status
from threadpoolctl import threadpool_limits

from decision_analysis import Criterion, DecisionTable, mcda
from decision_analysis._arrays import DISTRIBUTION

Array = NDArray[np.float64]
SAMPLES = sizes(10_000, 200)
SIZES = sizes([(4, 3), (10, 8), (30, 10)], [(4, 3), (30, 10)])
PROMISED = 60
METHODS: dict[str, Callable[..., Any]] = {
    "EDAS": mcda.edas,
    "MARCOS": mcda.marcos,
    "VIKOR": mcda.vikor,
}
"""Our functions by the names of pymcdm's classes."""


def main() -> int:
    """Print a row for each method and size of table; return 1 where a ratio misses its promise."""
    try:
        from pymcdm import methods
    except ImportError:
        print(
            "this benchmark needs the peer it measures against: pip install"
            f" '{DISTRIBUTION}[crosscheck]'"
        )
        return 2

    slow = False
    head = f"{'method':>8}  {'table':>8}  {'one call, ms':>12}"
    print(f"{head}  {'loop of pymcdm, ms':>18}  {'ratio':>6}")
    for name, method in METHODS.items():
        peer = getattr(methods, name)()

        def one_call(table: DecisionTable, weights: Array, method: Any = method) -> Array:
            return np.asarray(method(table, weights).scores)

        def peer_loop(table: DecisionTable, weights: Array, peer: Any = peer) -> Array:
            types = np.where(table.maximize, 1, -1)
            return np.array([peer(table.values, row, types, validation=False) for row in weights])

        for alternatives, criteria in SIZES:
            table, weights = problem(alternatives, criteria)
            np.testing.assert_allclose(
                one_call(table, weights), peer_loop(table, weights), rtol=0, atol=1e-9
            )
            ours = min(seconds(one_call, table, weights) for _ in range(7))
            theirs = min(seconds(peer_loop, table, weights) for _ in range(2))
            slow |= theirs / ours < PROMISED
            size = f"{alternatives} x {criteria}"
            print(
                f"{name:>8}  {size:>8}  {ours * 1e3:12.2f}  {theirs * 1e3:18.0f}"
                f"  {theirs / ours:6.0f}"
            )
    if slow:
        print(f"a ratio is below the promised {PROMISED}")
    return status(slow)


def problem(alternatives: int, criteria: int) -> tuple[DecisionTable, Array]:
    """Draw a table with both goals, and weights that sum to 1."""
    rng = np.random.default_rng(20260)
    columns = [Criterion(f"c{j}", "max" if j % 2 == 0 else "min") for j in range(criteria)]
    values = rng.uniform(1, 100, (alternatives, criteria))
    table = DecisionTable(values, columns, [f"a{i}" for i in range(alternatives)])
    return table, rng.dirichlet(np.ones(criteria), SAMPLES)


def seconds(
    call: Callable[[DecisionTable, Array], object], table: DecisionTable, weights: Array
) -> float:
    """Return the time of one call."""
    start = time.perf_counter()
    call(table, weights)
    return time.perf_counter() - start


if __name__ == "__main__":
    with threadpool_limits(limits=1, user_api="blas"):
        sys.exit(main())
