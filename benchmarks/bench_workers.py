"""SMAA with two workers against one: threads, processes and Dask, equal results asserted first.

A certain table, whose jobs hold nothing but the method; and a table of stored samples, whose jobs
carry their own rows, so that the ratio does not grow with the table. Where other work takes a core,
there is no second one to use: the share of two cores that was free is printed with the ratios.
"""

from __future__ import annotations

import multiprocessing
import os
import resource
import time
from concurrent.futures import ProcessPoolExecutor
from typing import Any

import numpy as np
from short import sizes

from decision_analysis import DecisionTable, Scores
from decision_analysis.uncertainty import SmaaResult, smaa

SAMPLES = sizes(10_000_000, 200_000)
ROWS = sizes((25_000, 100_000, 200_000), (10_000,))
NAMES = [f"c{i}" for i in range(10)]
LABELS = [f"a{i}" for i in range(20)]


def weighted(table: DecisionTable, weights: Any) -> Scores:
    """Return weighted sums of performances as they are."""
    values = table.values
    scores = weights @ values.T if values.ndim == 2 else (values @ weights[..., None])[..., 0]
    return Scores(method="weighted", alternatives=table.alternatives, scores=scores)


def timed(table: DecisionTable, n_samples: int, workers: Any) -> tuple[float, SmaaResult]:
    """Return the seconds of one call, and its result."""
    begun = time.perf_counter()
    result = smaa(table, weighted, n_samples=n_samples, rng=0, workers=workers)
    return time.perf_counter() - begun, result


def spin(seconds: float) -> int:
    """Count for some time."""
    count, until = 0, time.perf_counter() + seconds
    while time.perf_counter() < until:
        count += 1
    return count


def free(pool: ProcessPoolExecutor) -> float:
    """Return how much two processes count together, in terms of what one counts alone."""
    alone = pool.submit(spin, 0.3).result()
    return sum(future.result() for future in [pool.submit(spin, 0.3) for _ in range(2)]) / alone


def certain() -> None:
    """Print ratios for a certain table with each kind of workers."""
    import distributed

    table = DecisionTable(np.random.default_rng(0).random((20, 10)), NAMES, LABELS)
    here, expected = timed(table, SAMPLES, None)
    print(f"{SAMPLES:,} samples of a 20 x 10 table, here {here:.2f} s")
    context = multiprocessing.get_context("spawn")
    with (
        ProcessPoolExecutor(2, mp_context=context) as pool,
        distributed.LocalCluster(
            n_workers=2, threads_per_worker=1, dashboard_address=None
        ) as cluster,
        distributed.Client(cluster) as client,
    ):
        client.wait_for_workers(2)
        for name, workers in (("threads", 2), ("processes", pool), ("Dask", client)):
            timed(table, 100_000, workers)
            spare = free(pool)
            there, found = timed(table, SAMPLES, workers)
            for field in ("rank_acceptability", "central_weights", "pairwise_winning"):
                np.testing.assert_array_equal(getattr(found, field), getattr(expected, field))
            print(f"{name:>10}: {here / there:.2f} times as fast, of {spare:.2f} possible")
        grown = max(client.run(_peak).values())
    print(f"largest memory: here {_peak():.0f} MB, a Dask worker {grown:.0f} MB")


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def stored() -> None:
    """Print a row for each number of stored samples."""
    print(f"{'rows':>8}  {'here, s':>8}  {'two processes, s':>17}  {'ratio':>6}")
    context = multiprocessing.get_context("spawn")
    for rows in ROWS:
        values = np.random.default_rng(0).random((rows, 20, 8))
        table = DecisionTable(values, NAMES[:8], LABELS)
        here, alone = timed(table, rows, None)
        with ProcessPoolExecutor(2, mp_context=context) as pool:
            pool.submit(os.getpid).result()
            there, together = timed(table, rows, pool)
        np.testing.assert_array_equal(alone.rank_acceptability, together.rank_acceptability)
        print(f"{rows:8,}  {here:8.2f}  {there:17.2f}  {there / here:6.2f}")


def main() -> int:
    """Assert equality and print ratios."""
    certain()
    stored()
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
