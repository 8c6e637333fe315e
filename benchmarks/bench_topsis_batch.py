"""TOPSIS for 10,000 sets of weights: one call of ours against a loop of pymcdm's, equal results
asserted first."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray
from short import sizes, status
from threadpoolctl import threadpool_limits

from decision_analysis import Criterion, DecisionTable, mcda
from decision_analysis._arrays import DISTRIBUTION

SAMPLES = sizes(10_000, 200)
PROMISED = 60
SIZES = sizes([(4, 3), (6, 4), (10, 8), (30, 10)], [(4, 3), (30, 10)])


def main() -> int:
    """Print a row for each size of table; return 1 where a ratio falls below the promised one."""
    try:
        from pymcdm.methods import TOPSIS
        from pymcdm.normalizations import vector_normalization
    except ImportError:
        print(
            "this benchmark needs the peer it measures against: pip install"
            f" '{DISTRIBUTION}[crosscheck]'"
        )
        return 2

    # pymcdm turns costs into 1 - x / |x|, which changes no distance, so the scores are those of the
    # source
    peer = TOPSIS(normalization_function=vector_normalization)

    def one_call(table: DecisionTable, weights: NDArray[np.float64]) -> NDArray[np.float64]:
        return mcda.topsis(table, weights).scores

    def loop(table: DecisionTable, weights: NDArray[np.float64]) -> NDArray[np.float64]:
        return np.array([mcda.topsis(table, row).scores for row in weights])

    def peer_loop(table: DecisionTable, weights: NDArray[np.float64]) -> NDArray[np.float64]:
        types = np.where(table.maximize, 1, -1)
        return np.array([peer(table.values, row, types, validation=False) for row in weights])

    slow = False
    print(
        f"{'table':>8}  {'one call, ms':>12}  {'loop of ours, ms':>16}  {'loop of pymcdm, ms':>18} "
        f" {'ratio':>6}"
    )
    for alternatives, criteria in SIZES:
        table, weights = problem(alternatives, criteria)
        scores = one_call(table, weights)
        np.testing.assert_allclose(scores, loop(table, weights), rtol=0, atol=1e-12)
        np.testing.assert_allclose(scores, peer_loop(table, weights), rtol=0, atol=1e-12)
        ours = min(seconds(one_call, table, weights) for _ in range(7))
        looped, peers = (
            seconds(loop, table, weights),
            min(seconds(peer_loop, table, weights) for _ in range(2)),
        )
        slow |= peers / ours < PROMISED
        size = f"{alternatives} x {criteria}"
        print(
            f"{size:>8}  {ours * 1e3:12.2f}  {looped * 1e3:16.0f}  {peers * 1e3:18.0f} "
            f" {peers / ours:6.0f}"
        )
    if slow:
        print(f"a ratio is below the promised {PROMISED}")
    return status(slow)


def problem(alternatives: int, criteria: int) -> tuple[DecisionTable, NDArray[np.float64]]:
    """Draw a table with both goals, and weights that sum to 1."""
    rng = np.random.default_rng(20260)
    columns = [Criterion(f"c{j}", "max" if j % 2 == 0 else "min") for j in range(criteria)]
    values = rng.uniform(1, 100, (alternatives, criteria))
    table = DecisionTable(values, columns, [f"a{i}" for i in range(alternatives)])
    return table, rng.dirichlet(np.ones(criteria), SAMPLES)


def seconds(
    call: Callable[[DecisionTable, NDArray[np.float64]], object],
    table: DecisionTable,
    weights: NDArray[np.float64],
) -> float:
    """Return the time of one call."""
    start = time.perf_counter()
    call(table, weights)
    return time.perf_counter() - start


if __name__ == "__main__":
    with threadpool_limits(
        limits=1, user_api="blas"
    ):  # as in the library's own chunks; busy cores disturb less
        sys.exit(main())
