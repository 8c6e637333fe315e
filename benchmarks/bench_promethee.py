"""PROMETHEE II of many alternatives, and its weight intervals: equality, then time and memory.

Plain numpy compares all pairs, a block of rows at a time.
"""

from __future__ import annotations

import functools
import resource
import sys
import time
from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray
from short import sizes, status
from threadpoolctl import threadpool_limits

from decision_analysis import DecisionTable, mcda
from decision_analysis.sensitivity import weight_intervals

Array = NDArray[np.float64]
ALTERNATIVES = sizes([10_000, 100_000], [500, 2_000])
COMPARED = sizes(2_000, 300)
CRITERIA = 10
INTERVALS = sizes(500, 50)
SECONDS_OF_FIRST, TIMES_SORT, MEGABYTES, INTERVALS_SECONDS = 0.3, 40, 900, 0.5
f = mcda.preference
FUNCTIONS: dict[str, tuple[mcda.preference.PreferenceFunction, Callable[[Array], Array]]] = {
    "usual": (f.usual(), lambda d: 1.0 * (d > 0)),
    "U-shape": (f.u_shape(0.1), lambda d: 1.0 * (d > 0.1)),
    "V-shape": (f.v_shape(0.3), lambda d: np.clip(d / 0.3, 0, 1)),
    "level": (f.level(0.1, 0.3), lambda d: 0.5 * (d > 0.1) + 0.5 * (d > 0.3)),
    "linear": (f.linear(0.1, 0.3), lambda d: np.clip((d - 0.1) / 0.2, 0, 1)),
}
METHODS = {
    "weighted_sum": mcda.weighted_sum,
    "promethee_ii": functools.partial(mcda.promethee_ii, preference=f.linear(0.1, 0.3)),
}


def problem(alternatives: int) -> DecisionTable:
    """Draw a table of gains."""
    values = np.random.default_rng(20).random((alternatives, CRITERIA))
    names = [f"c{j}" for j in range(CRITERIA)], [f"a{i}" for i in range(alternatives)]
    return DecisionTable(values, *names)


def plain(values: Array, degrees: Callable[[Array], Array]) -> Array:
    """Return net flows of equal weights, pair by pair."""
    total = np.zeros(len(values))
    for column in values.T:
        for start in range(0, len(values), 100):
            found = degrees(column[start : start + 100, None] - column)
            total[start : start + 100] += found.sum(axis=1)
            total -= found.sum(axis=0)
    return total / CRITERIA / (len(values) - 1)


def seconds(call: Callable[[], object], repeats: int = 5) -> float:
    """Return the least processor time of some calls."""
    times = []
    for _ in range(repeats):
        start = time.process_time()
        call()
        times.append(time.process_time() - start)
    return min(times)


def main() -> int:
    """Print a row for each function and size; return 1 where a promise is broken."""
    weights = np.ones(CRITERIA)
    small = problem(COMPARED)
    for ours, degrees in FUNCTIONS.values():
        found = mcda.promethee_ii(small, weights, preference=ours).scores
        np.testing.assert_allclose(found, plain(small.values, degrees), rtol=0, atol=1e-11)
    broken = False
    print(f"{'alternatives':>12}  {'function':>8}  {'ms':>7}  times a sort of the columns")
    for place, alternatives in enumerate(ALTERNATIVES):
        table = problem(alternatives)
        one_sort = seconds(lambda: np.sort(table.values, axis=0))  # noqa: B023
        for name, (function, _) in FUNCTIONS.items():
            mine = seconds(lambda: mcda.promethee_ii(table, weights, preference=function))  # noqa: B023
            print(f"{alternatives:>12,}  {name:>8}  {mine * 1e3:7.1f}  {mine / one_sort:.1f}")
            broken |= mine > (TIMES_SORT * one_sort if place else SECONDS_OF_FIRST)
    table = problem(INTERVALS)
    for name, method in METHODS.items():
        taken = seconds(lambda: weight_intervals(table, method, weights), 2)  # noqa: B023
        print(f"weight_intervals of {name}, {INTERVALS} x {CRITERIA}: {taken * 1e3:.0f} ms")
        broken |= taken > INTERVALS_SECONDS
    used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"memory of the process: {used:.0f} MB, promised below {MEGABYTES}")
    return status(broken or used > MEGABYTES)


if __name__ == "__main__":
    with threadpool_limits(limits=1, user_api="blas"):
        sys.exit(main())
