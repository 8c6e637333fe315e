"""Rollback of large trees: equality with hand-written level arrays first, then ratios, measured in
one process.

Run with: python benchmarks/bench_rollback.py
"""

from __future__ import annotations

import resource
import sys
import time
from collections.abc import Callable
from typing import Any

import numpy as np
from short import sizes, status

from decision_analysis import trees, utility

WIDTH, DEPTH, SAMPLES = 4, sizes(10, 6), sizes(10_000, 200)


def best_of(task: Callable[[], Any], repeats: int = 7) -> float:
    """Return the least time of several runs, in milliseconds."""
    task()
    times = []
    for _ in range(repeats):
        start = time.perf_counter()
        task()
        times.append(time.perf_counter() - start)
    return 1e3 * min(times)


def level_arrays(rng: np.random.Generator) -> tuple[list[np.ndarray], np.ndarray]:
    """Return the probabilities of every level below a chance level, and the payoffs of the
    leaves."""
    chances = []
    for depth in range(1, DEPTH + 1):
        p = rng.random((WIDTH ** (depth - 1), WIDTH))
        chances.append(p / p.sum(axis=1, keepdims=True))
    return chances, rng.normal(size=WIDTH**DEPTH)


def by_hand(chances: list[np.ndarray], leaves: np.ndarray) -> float:
    """Roll back decisions (even depths) and chance nodes (odd depths) by reshaping."""
    values = leaves
    for depth in range(DEPTH - 1, -1, -1):
        table = values.reshape(-1, WIDTH)
        values = (table * chances[depth]).sum(axis=1) if depth % 2 else table.max(axis=1)
    return float(values[0])


def by_hand_reduceat(chances: list[np.ndarray], leaves: np.ndarray) -> float:
    """Roll back the same with numpy's segment reductions."""
    values = leaves
    for depth in range(DEPTH - 1, -1, -1):
        starts = np.arange(0, values.size, WIDTH)
        if depth % 2:
            values = np.add.reduceat(values * chances[depth].ravel(), starts)
        else:
            values = np.maximum.reduceat(values, starts)
    return float(values[0])


def flat_tree(chances: list[np.ndarray], leaves: np.ndarray) -> trees.TreeArrays:
    """Return the same tree as flat arrays."""
    sizes = [WIDTH**depth for depth in range(DEPTH + 1)]
    kind = np.repeat([0 if d == DEPTH else 1 if d % 2 else 2 for d in range(DEPTH + 1)], sizes)
    n_children = np.repeat([0 if d == DEPTH else WIDTH for d in range(DEPTH + 1)], sizes)
    below = [chances[d].ravel() if d % 2 else np.ones(WIDTH ** (d + 1)) for d in range(DEPTH)]
    payoff = np.zeros(sum(sizes))
    payoff[-leaves.size :] = leaves
    return trees.TreeArrays(kind, n_children, np.concatenate([[1.0], *below]), payoff)


def nodes(chances: list[np.ndarray], leaves: np.ndarray) -> Any:
    """Return the same tree as nodes."""
    labels = [str(i) for i in range(WIDTH)]
    level: list[Any] = leaves.tolist()
    for depth in range(DEPTH - 1, -1, -1):
        groups = (level[i : i + WIDTH] for i in range(0, len(level), WIDTH))
        if depth % 2:
            rows = chances[depth].tolist()
            level = [
                trees.Chance("chance", dict(zip(labels, zip(p, g, strict=True), strict=True)))
                for p, g in zip(rows, groups, strict=True)
            ]
        else:
            level = [trees.Decision("decision", dict(zip(labels, g, strict=True))) for g in groups]
    return level[0]


def sampled_tree(rng: np.random.Generator) -> tuple[Any, list[np.ndarray], np.ndarray]:
    """Return a tree of 52 nodes whose every number has samples, its probabilities, and its
    36 payoffs."""
    chances = [rng.dirichlet(np.ones(3), size=SAMPLES).T for _ in range(12)]
    leaves = rng.normal(size=(12, 3, SAMPLES))
    gambles = [
        trees.Chance("gamble", {str(i): (p[i], leaf[i]) for i in range(3)})
        for p, leaf in zip(chances, leaves, strict=True)
    ]
    choices = [
        trees.Decision("choice", {str(i): gambles[6 * k + i] for i in range(6)}) for k in range(2)
    ]
    first = rng.dirichlet(np.ones(2), size=SAMPLES).T
    root = trees.Chance("first", {"a": (first[0], choices[0]), "b": (first[1], choices[1])})
    return root, [*chances, first], leaves


def report(what: str, milliseconds: float, reference: float | None = None, limit: str = "") -> None:
    """Print one line."""
    ratio = "" if reference is None else f"  {milliseconds / reference:6.2f} x"
    print(f"{what:<58}{milliseconds:10.2f} ms{ratio}  {limit}".rstrip())


def main() -> int:
    """Assert equality, then print times; return 1 where a promise is not kept."""
    rng = np.random.default_rng(2026)
    chances, leaves = level_arrays(rng)
    tree = flat_tree(chances, leaves)
    expected = by_hand(chances, leaves)
    assert np.isclose(by_hand_reduceat(chances, leaves), expected, rtol=1e-12)
    assert np.isclose(trees.rollback(tree).value, expected, rtol=1e-12)
    print(tree)
    hand = best_of(lambda: by_hand(chances, leaves))
    report("hand-written level arrays, reshape", hand, hand)
    report(
        "hand-written level arrays, reduceat",
        best_of(lambda: by_hand_reduceat(chances, leaves)),
        hand,
    )
    ours = best_of(lambda: trees.rollback(tree).value)
    report("rollback of flat arrays", ours, hand, "promised: 5 x")
    averse = utility.exponential(2.0)
    report(
        "the same with exponential utility",
        best_of(lambda: trees.rollback(tree, utility=averse), 3),
        hand,
    )

    start = time.perf_counter()
    root = nodes(chances, leaves)
    built = time.perf_counter()
    flat = trees.to_arrays(root)
    done = time.perf_counter()
    assert np.isclose(trees.rollback(flat).value, expected, rtol=1e-12)
    report("building that tree from nodes", 1e3 * (built - start))
    gigabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
    report("flattening it", 1e3 * (done - built), limit="promised: 30 s and 3 GB for both")
    print(f"{'largest memory of the process':<58}{gigabytes:10.2f} GB")
    del root, flat

    small, p, pay = sampled_tree(rng)
    means = (
        np.stack([(p[i] * pay[i]).sum(axis=0) for i in range(12)])
        .reshape(2, 6, SAMPLES)
        .max(axis=1)
    )
    result = trees.rollback(small)
    np.testing.assert_allclose(result.value, (p[12] * means).sum(axis=0), rtol=1e-12, atol=1e-12)
    print(trees.to_arrays(small))
    sampled = best_of(lambda: trees.rollback(small))
    report(f"{SAMPLES:,} samples of every number, from nodes", sampled, limit="promised: 50 ms")
    return status(ours > 5 * hand or done - start > 30 or gigabytes > 3 or sampled > 50)


if __name__ == "__main__":
    sys.exit(main())
