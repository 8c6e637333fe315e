"""Strategies of a study's tree in samples of its numbers: equality with the nodes built anew at
every call first, then ratios, measured in one process.

Run with: python benchmarks/bench_study.py
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
from short import sizes, status

import decision_analysis as da

FLAGSHIP = Path(__file__).parents[1] / "examples" / "atacms" / "study.yaml"
# one table, a grid of `threshold`, and a batch of `simulate`
ROWS = sizes((1, 129, 8192), (1, 129))
PROMISED = 4.0


def best_of(task: Callable[[], Any], repeats: int = sizes(7, 2)) -> float:
    """Return the least CPU time of several runs, in milliseconds."""
    task()
    times = []
    for _ in range(repeats):
        start = time.process_time()
        task()
        times.append(time.process_time() - start)
    return 1e3 * min(times)


def main() -> int:
    """Assert equality, then print times; return 1 where a promise is not kept."""
    study = da.study.load(FLAGSHIP)
    # what an adversary will choose is found anew for all values of his cells, in either way
    theirs = {cell for entry in study.predictions for cell in entry.cells}
    own = da.Parameters([p for name, p in study.parameters.items() if name not in theirs])
    ratios = []
    for rows in ROWS:
        samples = own.sample(rows, rng=rows)

        def nodes(samples: Any = samples) -> np.ndarray:
            tree = study.tree(samples)
            return da.trees.consequences(tree, study.criteria).values

        def once(samples: Any = samples) -> np.ndarray:
            return study.strategies(samples).values

        np.testing.assert_allclose(once(), nodes(), rtol=1e-12, atol=1e-12)
        # both find what others will choose, and what is derived, in the same way
        same = best_of(lambda samples=samples: study.values(samples))
        before, after = best_of(nodes), best_of(once)
        ratios.append((before - same) / (after - same))
        print(
            f"{rows:6,} samples: {same:.2f} ms for the numbers; beside them nodes at every call"
            f" {before - same:9.2f} ms, flattened once {after - same:9.2f} ms, {ratios[-1]:6.1f} x"
        )
    print(f"promised at {ROWS[1]} samples: {PROMISED:g} x")
    start = time.process_time()
    analysis = da.study.analyze(study)
    print(f"analyze(): {analysis.n_steps} sections in {time.process_time() - start:.2f} s of CPU")
    return status(ratios[1] < PROMISED)


if __name__ == "__main__":
    sys.exit(main())
