"""Draws of weights against `np.sort` of an array of their size: what is drawn is checked first.

Promised: ordered weights within 3 times `np.sort`.
"""

from __future__ import annotations

import itertools
import time
from collections.abc import Callable
from typing import Any

import numpy as np
from short import sizes, status

from decision_analysis.uncertainty import WeightSpace

ROWS, ROUNDS = sizes((1_000_000, 5), (50_000, 2))
NAMES = [f"c{i}" for i in range(10)]
PROMISED = 3.0


def ratios() -> WeightSpace:
    """Return a space that needs hit-and-run: each weight 1.1 to 2 times the next."""
    space = WeightSpace(NAMES)
    for first, second in itertools.pairwise(NAMES):
        space = space.ratio(first, second, 1.1, 2)
    return space


SPACES = {
    "all weights": WeightSpace(NAMES),
    "a complete order": WeightSpace(NAMES).order(" > ".join(NAMES)),
    "a partial order": WeightSpace(NAMES).order("c0 > c1 > c2").order("c0 > c3 > c2"),
    "bounds, by rejection": WeightSpace(NAMES).bounds("c0", 0.1, 0.3).bounds("c1", 0.05, 0.2),
    "ratios, by hit-and-run": ratios(),
}


def timed(work: Callable[..., Any], *arguments: Any, **named: Any) -> float:
    """Return the seconds that a call takes."""
    begun = time.perf_counter()
    work(*arguments, **named)
    return time.perf_counter() - begun


def check(name: str, space: WeightSpace, weights: np.ndarray[Any, Any]) -> None:
    """Assert that weights satisfy the space, and that their mean is its centroid."""
    assert weights.shape[1] == len(NAMES)
    assert space.contains(weights).all(), name
    if "hit-and-run" not in name:
        error = weights.std(axis=0) / np.sqrt(len(weights))
        # ten numbers beyond 5 standard errors: below 6e-6
        assert np.abs((weights.mean(axis=0) - space.centroid) / error).max() < 5, name
    if name == "a complete order":
        # quantiles of sorted exponentials over their sum, the law of ordered weights
        drawn = np.random.default_rng(1).standard_exponential(weights.shape)
        drawn = -np.sort(-drawn / drawn.sum(axis=1, keepdims=True), axis=1)
        for share in (0.1, 0.5, 0.9):
            below = (weights <= np.quantile(drawn, share, axis=0)).mean(axis=0)
            assert np.abs(below - share).max() < 5 * np.sqrt(2 * share * (1 - share) / len(drawn))


def main() -> int:
    """Print a row for each space."""
    array = np.random.default_rng(0).random((ROWS, len(NAMES)))
    print(f"{ROWS:,} x {len(NAMES)}\n{'':>24}  {'np.sort, s':>10}  {'drawn, s':>9}  {'ratio':>6}")
    broken = False
    for name, space in SPACES.items():
        rows = ROWS if "hit-and-run" not in name else ROWS // 20
        check(name, space, space.sample(rows, rng=0))
        seconds = []
        for number in range(ROUNDS if rows == ROWS else 1):
            # side by side, so that both meet the same machine
            sorting = timed(np.sort, array[:rows], axis=1)
            seconds.append((sorting, timed(space.sample, rows, rng=number)))
        sorting, drawing = np.min(seconds, axis=0)
        print(f"{name:>24}  {sorting:10.3f}  {drawing:9.3f}  {drawing / sorting:6.1f}")
        broken |= name == "a complete order" and drawing > PROMISED * sorting
    return status(broken)


if __name__ == "__main__":
    raise SystemExit(main())
