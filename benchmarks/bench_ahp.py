"""AHP priorities of 10,000 matrices: one call of ours against a loop of ahpy's, equal results
asserted first."""

from __future__ import annotations

import sys
import time
import warnings
from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray
from short import sizes, status
from threadpoolctl import threadpool_limits

from decision_analysis import weights
from decision_analysis._arrays import DISTRIBUTION
from decision_analysis.errors import InconsistentJudgementsWarning

SAMPLES = sizes(10_000, 400)
OF_PEER = sizes(500, 40)  # the peer's loop is timed on fewer, and its time taken for each matrix
PROMISED = 50
SECONDS = 0.2  # for the matrices of nine criteria, on a machine at rest
SIZES = sizes([3, 5, 9], [3, 9])
SCALE = [1 / k for k in range(9, 1, -1)] + list(range(1, 10))

Matrices = NDArray[np.float64]


def main() -> int:
    """Print a row for each kind of comparisons; return 1 where a promise is not kept."""
    try:
        import ahpy
    except ImportError:
        print(
            "this benchmark needs the peer it measures against: pip install"
            f" '{DISTRIBUTION}[crosscheck]'"
        )
        return 2

    def one_call(matrices: Matrices) -> Matrices:
        return weights.ahp(matrices).weights

    def loop(matrices: Matrices) -> Matrices:
        return np.array([weights.ahp(matrix).weights for matrix in matrices])

    def peer_loop(matrices: Matrices) -> Matrices:
        names = [str(place) for place in range(matrices.shape[-1])]
        pairs = list(zip(*np.triu_indices(len(names), 1), strict=True))
        found = []
        for matrix in matrices:
            given = {(names[i], names[j]): float(matrix[i, j]) for i, j in pairs}
            local = ahpy.Compare("all", given, precision=6, random_index="saaty").local_weights
            found.append([local[name] for name in names])
        return np.array(found)

    slow = False
    print(
        f"{'criteria':>8}  {'comparisons':>11}  {'one call, ms':>12}  {'loop of ours, ms':>16} "
        f" {'loop of ahpy, ms':>16}  {'ratio':>6}"
    )
    for n in SIZES:
        for kind, matrices in (("judged", judged(n)), ("random", drawn(n))):
            some = matrices[:OF_PEER]
            found = one_call(matrices)
            np.testing.assert_allclose(found[: len(some)], loop(some), rtol=0, atol=1e-12)
            # the peer rounds; with more digits its powers overflow, and its weights are NaN
            np.testing.assert_allclose(found[: len(some)], peer_loop(some), rtol=0, atol=1e-6)
            ours = min(seconds(one_call, matrices) for _ in range(7))
            share = len(matrices) / len(some)
            looped = seconds(loop, some) * share
            peers = min(seconds(peer_loop, some) for _ in range(2)) * share
            slow |= peers / ours < PROMISED or (n == 9 and ours > SECONDS)
            print(
                f"{n:8}  {kind:>11}  {ours * 1e3:12.1f}  {looped * 1e3:16.0f} "
                f" {peers * 1e3:16.0f}  {peers / ours:6.0f}"
            )
    if slow:
        print(f"a ratio is below the promised {PROMISED}, or {SECONDS} s are passed")
    return status(slow)


def drawn(n: int) -> Matrices:
    """Return reciprocal matrices of numbers drawn from the scale, as inconsistent as can be."""
    rng = np.random.default_rng(9)
    return filled(rng.choice(SCALE, size=(SAMPLES, n * (n - 1) // 2)), n)


def judged(n: int) -> Matrices:
    """Return reciprocal matrices of ratios of weights, each judged a third too high or too low."""
    rng = np.random.default_rng(10)
    true = rng.dirichlet(np.ones(n), SAMPLES)
    first, second = np.triu_indices(n, 1)
    ratios = true[:, first] / true[:, second] * np.exp(rng.normal(0, 0.3, (SAMPLES, len(first))))
    return filled(np.clip(ratios, 1 / 9, 9), n)


def filled(upper: Matrices, n: int) -> Matrices:
    """Return reciprocal matrices (S, n, n) from what stands above the diagonal."""
    matrices = np.ones((len(upper), n, n))
    first, second = np.triu_indices(n, 1)
    matrices[:, first, second] = upper
    matrices[:, second, first] = 1 / upper
    return matrices


def seconds(call: Callable[[Matrices], object], matrices: Matrices) -> float:
    """Return the time of one call on the one core that it has, whoever else is at work."""
    start = time.process_time()
    call(matrices)
    return time.process_time() - start


if __name__ == "__main__":
    warnings.simplefilter("ignore", InconsistentJudgementsWarning)
    with threadpool_limits(
        limits=1, user_api="blas"
    ):  # as in the library's own chunks; busy cores disturb less
        sys.exit(main())
