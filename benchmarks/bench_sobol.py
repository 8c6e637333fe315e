"""Sobol' indices of ten parameters with intervals from 100 bootstrap samples, against SALib's.

Total indices of the same scores are asserted to be equal first; then both run from drawing the
samples to the intervals, the model included in both.
"""

from __future__ import annotations

import sys
import time
import warnings
from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.stats import uniform
from short import sizes, status
from threadpoolctl import threadpool_limits

import decision_analysis as da
from decision_analysis._arrays import DISTRIBUTION

Array = NDArray[np.float64]
SAMPLES = sizes(2**14, 2**9)
NAMES = tuple(f"x{i}" for i in range(10))
SHAPES = np.array([0.0, 1.0, 4.5, 9.0, 99.0, 99.0, 99.0, 99.0, 2.0, 12.0])
REPEATS = 100
PROMISED = 8


def g_function(x: Array) -> Array:
    """Return Sobol's G function of rows (n, 10) in the unit cube."""
    return np.asarray(np.prod((np.abs(4 * x - 2) + SHAPES) / (1 + SHAPES), axis=1))


def model(samples: Mapping[str, Array]) -> da.DecisionTable:
    """Return the same function as a table of one alternative."""
    values = g_function(np.column_stack([samples[name] for name in NAMES]))
    return da.DecisionTable(values[:, None, None], ["value"], ["g"])


PARAMETERS = da.Parameters([da.Parameter(name, 0.5, uniform()) for name in NAMES])
PROBLEM = {"num_vars": len(NAMES), "names": list(NAMES), "bounds": [[0.0, 1.0]] * len(NAMES)}


def main() -> int:
    """Print the times; return 1 where the ratio falls below the promised one."""
    try:
        from SALib.analyze import sobol as analyze
        from SALib.sample import sobol as sample
    except ImportError:
        print(
            "this benchmark needs the peer it measures against: pip install"
            f" '{DISTRIBUTION}[crosscheck]'"
        )
        return 2

    def ours() -> Any:
        return da.sensitivity.sobol(
            model, PARAMETERS, n_samples=SAMPLES, rng=1, n_bootstrap=REPEATS
        )

    def theirs() -> Any:
        points = sample.sample(PROBLEM, SAMPLES, calc_second_order=False, seed=1)
        return analyzed(g_function(points))

    def analyzed(scores: Array) -> Any:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return analyze.analyze(
                PROBLEM, scores, calc_second_order=False, num_resamples=REPEATS, seed=1
            )

    equal(analyzed)
    best = min(seconds(ours) for _ in range(7))
    peer = min(seconds(theirs) for _ in range(2))
    print(f"{SAMPLES:,} samples of {len(NAMES)} parameters, {REPEATS} bootstrap samples")
    print(f"ours {best * 1e3:8.0f} ms\nSALib {peer * 1e3:7.0f} ms\nratio {peer / best:7.1f}")
    if peer / best < PROMISED:
        print(f"the ratio is below the promised {PROMISED}")
    return status(peer / best < PROMISED)


def equal(analyzed: Callable[[Array], Any]) -> None:
    """Assert that both make the same total indices and about the same errors of the same scores."""
    called: list[Array] = []

    def recorded(samples: Mapping[str, Array]) -> da.DecisionTable:
        table = model(samples)
        called.append(table.values[:, 0, 0])
        return table

    count = 2**9
    result = da.sensitivity.sobol(recorded, PARAMETERS, n_samples=count, rng=1)
    # after one row of base values: A, B, and A with each column from B
    a, b, *mixed = called[1:]
    found = analyzed(np.column_stack([a, *mixed, b]).ravel())
    np.testing.assert_allclose(result.total[:, 0], found["ST"], rtol=0, atol=1e-12)
    # centred on another mean, by some standard errors of a mean
    np.testing.assert_allclose(result.first[:, 0], found["S1"], rtol=0, atol=0.02)
    reach = result.total_interval[:, 0, 1] - result.total[:, 0]
    np.testing.assert_allclose(reach, found["ST_conf"], rtol=0.5)


def seconds(call: Callable[[], Any]) -> float:
    """Return the time of one call."""
    start = time.perf_counter()
    call()
    return time.perf_counter() - start


if __name__ == "__main__":
    with threadpool_limits(
        limits=1, user_api="blas"
    ):  # as in the library's own chunks; busy cores disturb less
        sys.exit(main())
