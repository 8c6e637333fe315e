"""PROMETHEE II: what equality up to rounding costs, against exact plain numpy."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray
from short import sizes, status
from threadpoolctl import threadpool_limits

from decision_analysis import DecisionTable, mcda

Array = NDArray[np.float64]
SIZES = sizes([(1, 50, 8), (1, 300, 6), (2_000, 30, 6), (20_000, 6, 4)], [(1, 50, 8), (200, 6, 4)])
INDIFFERENCE, PREFERENCE = 0.1, 0.3
PROMISED = 5


def main() -> int:
    """Print a row for each size of table; return 1 where a call takes longer than promised."""
    slow = False
    print(
        f"{'samples x table':>18}  {'method':>10}  {'ours, ms':>8}  {'plain, ms':>9}  {'ratio':>5}"
    )
    for samples, alternatives, criteria in SIZES:
        values = np.random.default_rng(20260).random((samples, alternatives, criteria))
        weights = np.full(criteria, 1 / criteria)
        names = [f"c{j}" for j in range(criteria)], [f"a{i}" for i in range(alternatives)]
        table = DecisionTable(values, *names)
        for method, (ours, plain) in METHODS.items():
            np.testing.assert_allclose(
                ours(table, weights), plain(values, weights), rtol=0, atol=1e-12
            )
            mine, exact = np.inf, np.inf
            for _ in range(7):
                mine = min(mine, seconds(lambda: ours(table, weights)))  # noqa: B023
                exact = min(exact, seconds(lambda: plain(values, weights)))  # noqa: B023
            slow |= mine > PROMISED * exact
            size = f"{samples:,} x {alternatives} x {criteria}"
            times = f"{mine * 1e3:8.2f}  {exact * 1e3:9.2f}  {mine / exact:5.2f}"
            print(f"{size:>18}  {method:>10}  {times}")
    if slow:
        print(f"a call takes more than {PROMISED} times as long as plain numpy")
    return status(slow)


def flows(table: DecisionTable, weights: Array) -> Array:
    """Return the net flows (n, A) by the library."""
    shape = mcda.preference.linear(INDIFFERENCE, PREFERENCE)
    return mcda.promethee_ii(table, weights, preference=shape).scores


def plain_flows(values: Array, weights: Array) -> Array:
    """Return the net flows (n, A), pair by pair, exactly."""
    total = np.zeros(values.shape[:2])
    for block in blocks(len(values), values.shape[1]):
        for column, weight in enumerate(weights):
            performance = values[block, :, column]
            degrees = performance[:, :, None] - performance[:, None, :] - INDIFFERENCE
            degrees /= PREFERENCE - INDIFFERENCE
            np.clip(degrees, 0, 1, out=degrees)
            total[block] += weight * (degrees.sum(axis=2) - degrees.sum(axis=1))
    return total / (values.shape[1] - 1)


METHODS: dict[
    str, tuple[Callable[[DecisionTable, Array], Array], Callable[[Array, Array], Array]]
] = {
    "PROMETHEE": (flows, plain_flows),
}


def blocks(samples: int, alternatives: int) -> list[slice]:
    """Return slices of samples whose arrays of pairs stay small."""
    at_once = max(1, 2**18 // alternatives**2)
    return [slice(start, start + at_once) for start in range(0, samples, at_once)]


def seconds(call: Callable[[], object]) -> float:
    """Return the time of one call."""
    start = time.process_time()
    call()
    return time.process_time() - start


if __name__ == "__main__":
    with threadpool_limits(limits=1, user_api="blas"):
        sys.exit(main())
