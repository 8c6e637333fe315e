"""SMAA against plain numpy and pysensmcda: equal results asserted first, then times and memory.

Plain numpy draws the same weights and computes the same indices, chunk by chunk so that its arrays
stay in the cache: weighted sums by a product of matrices, ranks by sorting, and counts.
"""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from short import SHORT, sizes, status
from threadpoolctl import threadpool_limits

from decision_analysis import DecisionTable, mcda
from decision_analysis._arrays import DISTRIBUTION
from decision_analysis._limits import CHUNK
from decision_analysis.core.parts import chunks
from decision_analysis.uncertainty import SmaaResult, smaa

SAMPLES = sizes(10**6, 20_000)
MANY_SAMPLES = sizes(10**7, 100_000)
TOPSIS_SAMPLES = sizes(10**5, 4_000)
MANY, OF_MANY = sizes((2_000, 300), (200, 50)), 1_000
OF_PLAIN, TIMES_PEER, MEGABYTES, TOPSIS_SECONDS, MANY_SECONDS = 0.75, 12, 100, 0.15, 2.0
Plain = dict[str, NDArray[np.float64]]


def problem(alternatives: int, criteria: int) -> DecisionTable:
    """Draw a table of gains."""
    values = np.random.default_rng(20).uniform(1, 100, (alternatives, criteria))
    labels = [f"a{i}" for i in range(alternatives)]
    return DecisionTable(values, [f"c{j}" for j in range(criteria)], labels)


def ours(table: DecisionTable, samples: int) -> SmaaResult:
    """Run SMAA on weighted sums."""
    return smaa(table, mcda.weighted_sum, n_samples=samples, rng=0)


def plain(table: DecisionTable, samples: int) -> Plain:
    """Compute the same indices by numpy alone."""
    values = table.values / table.values.max(axis=0)
    count, criteria = values.shape
    ranks_met, wins = np.zeros((count, count)), np.zeros((count, count))
    weights_of_first = np.zeros((count, criteria))
    places = np.arange(count)
    for chunk, start in enumerate(range(0, samples, CHUNK)):
        rows = min(CHUNK, samples - start)
        weights = chunks.stream(0, "weights", chunk).standard_exponential((rows, criteria))
        weights /= weights.sum(axis=1, keepdims=True)
        scores = weights @ values.T
        order = np.argsort(-scores, axis=1)
        ranks = np.empty_like(order)
        np.put_along_axis(ranks, order, np.broadcast_to(places, order.shape), axis=1)
        counts = np.bincount((ranks + count * places).ravel(), minlength=count**2)
        ranks_met += counts.reshape(count, count)
        for a in range(count):
            weights_of_first[a] += weights[order[:, 0] == a].sum(axis=0)
            wins[a] += (ranks[:, [a]] < ranks).sum(axis=0)
    shares = ranks_met / samples
    with np.errstate(invalid="ignore"):
        central = weights_of_first / ranks_met[:, :1]
    winning = wins / samples
    known = ~np.isnan(central[:, 0])
    confidence = np.zeros(count)
    confidence[known] = np.argmax(central[known] @ values.T, axis=1) == np.flatnonzero(known)
    return {
        "rank_acceptability": shares,
        "standard_error": np.sqrt(shares * (1 - shares) / samples),
        "central_weights": central,
        "confidence": confidence,
        "pairwise_winning": winning,
        "pairwise_winning_standard_error": np.sqrt(winning * (1 - winning) / samples),
    }


def compared(table: DecisionTable, samples: int) -> SmaaResult:
    """Return the library's answer, which is that of plain numpy."""
    found, expected = ours(table, samples), plain(table, samples)
    for name, index in expected.items():
        np.testing.assert_allclose(getattr(found, name), index, rtol=0, atol=1e-9, err_msg=name)
    return found


def seconds(call: Callable[[], object], repeats: int) -> float:
    """Return the least processor time of some calls, which all run on one thread."""
    times = []
    for _ in range(repeats):
        start = time.process_time()
        call()
        times.append(time.process_time() - start)
    return min(times)


def peers(table: DecisionTable, samples: int) -> Any:
    """Run pysensmcda's SMAA on its fastest terms: a method that is one product of matrices."""
    from pysensmcda.smaa import smaa2

    values = table.values / table.values.max(axis=0)

    def weighted(matrix: Any, weights: Any, types: Any) -> Any:
        return matrix @ weights

    types = np.ones(values.shape[1])
    return smaa2(weighted, values, types, num_samples=samples, seed=0, reverse_ranking=True)


def megabytes(samples: int) -> float:
    """Return the peak of a fresh process's memory in which SMAA runs, numpy and all."""
    code = (
        "import resource, bench_smaa as b\n"
        "table = b.problem(20, 10)\n"
        f"b.ours(table, {samples})\n"
        "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)\n"
    )
    here = str(Path(__file__).parent)
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=here
    )
    return float(done.stdout)


def main() -> int:
    """Print a line for each promise; return 1 where one is broken, 2 without the peer."""
    table = problem(20, 10)
    found = compared(table, SAMPLES)
    compared(problem(MANY[1], 8), OF_MANY)
    # by turns, so that both meet the same load
    turns = [
        (seconds(lambda: ours(table, SAMPLES), 1), seconds(lambda: plain(table, SAMPLES), 1))
        for _ in range(5)
    ]
    here, straight = (min(times) for times in zip(*turns, strict=True))
    print(f"weighted sum, 20 x 10, {SAMPLES:,} samples: {here:.3f} s")
    print(f"  plain numpy: {straight:.3f} s; {here / straight:.2f} of it, promised {OF_PLAIN}")
    used, used_by_many = megabytes(SAMPLES), megabytes(MANY_SAMPLES)
    print(f"  memory of the process: {used:.0f} MB, promised below {MEGABYTES};")
    print(f"  of one with {MANY_SAMPLES:,} samples: {used_by_many:.0f} MB")
    eight = problem(20, 8)
    topsis = seconds(lambda: smaa(eight, mcda.topsis, n_samples=TOPSIS_SAMPLES, rng=0), 5)
    print(f"TOPSIS, 20 x 8, {TOPSIS_SAMPLES:,} samples: {topsis:.3f} s, promised {TOPSIS_SECONDS}")
    many = problem(MANY[0], 8)
    crowd = seconds(lambda: ours(many, OF_MANY), 2)
    told = f"weighted sum, {MANY[0]:,} x 8, {OF_MANY:,} samples"
    print(f"{told}: {crowd:.3f} s, promised {MANY_SECONDS}")
    broken = (
        here / straight > OF_PLAIN
        or max(used, used_by_many) > MEGABYTES
        or topsis > TOPSIS_SECONDS
        or crowd > MANY_SECONDS
    )
    try:
        import pysensmcda  # noqa: F401 - asked whether it is there
    except ImportError:
        print(f"the peer is missing: pip install pysensmcda '{DISTRIBUTION}[crosscheck]'")
        return status(broken) or (0 if SHORT else 2)
    theirs = peers(table, SAMPLES)
    # other draws: equal within five standard errors of the difference
    error = np.sqrt(2) * np.maximum(found.standard_error, 1 / SAMPLES)
    assert (np.abs(theirs.rank_acceptability - found.rank_acceptability) < 5 * error).all()
    peer = seconds(lambda: peers(table, SAMPLES), 1)
    print(f"  pysensmcda: {peer:.2f} s; {peer / here:.0f} times, promised {TIMES_PEER}")
    return status(broken or peer / here < TIMES_PEER)


if __name__ == "__main__":
    with threadpool_limits(limits=1, user_api="blas"):  # as in the library's own chunks
        sys.exit(main())
