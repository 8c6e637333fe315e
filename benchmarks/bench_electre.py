"""ELECTRE: equal to the definitions first, then time against one comparison of all pairs.

That is one dense comparison of floats, alternatives by alternatives by criteria.
"""

from __future__ import annotations

import resource
import sys
import time
from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray
from short import sizes, status
from threadpoolctl import threadpool_limits

from decision_analysis import DecisionTable, mcda

Array = NDArray[np.float64]
INDIFFERENCE, PREFERENCE, VETO = 0.05, 0.2, 0.7
LIMITS = {"indifference": INDIFFERENCE, "preference": PREFERENCE, "veto": VETO}
CRITERIA = 10
MANY = sizes(1000, 200)
VECTORS, FEWER = sizes((100, 100), (20, 30))
TABLES = sizes([(1, 50, 8), (1, 300, 6), (2_000, 30, 6), (20_000, 6, 4)], [(1, 50, 8), (200, 6, 4)])
TIMES_DENSE, TIMES_PLAIN, SECONDS, BATCH_SECONDS, MEGABYTES = 10, 5, 2.0, 2.0, 300


def main() -> int:
    """Print what each call takes; return 1 where a promise is broken."""
    equal()
    broken = False
    weights = np.full(CRITERIA, 1 / CRITERIA)
    values = np.random.default_rng(1).random((MANY, CRITERIA))
    large = named(values)
    dense = seconds(lambda: values[:, None] >= values[None])
    print(f"{MANY:,} x {CRITERIA}, one comparison of all pairs: {dense * 1e3:.1f} ms")
    result = mcda.electre_iii(large, weights, **LIMITS)
    distilled = seconds(lambda: mcda.distill(result.credibility), 2)
    whole = seconds(lambda: mcda.electre_iii(large, weights, **LIMITS), 2)
    for what, taken in {
        "credibility of ELECTRE III": whole - distilled,
        "ELECTRE I, discordance": seconds(
            lambda: mcda.electre_i(large, weights, concordance=0.6, discordance=0.5)
        ),
        "ELECTRE I, veto": seconds(
            lambda: mcda.electre_i(large, weights, concordance=0.6, veto=0.5)
        ),
    }.items():
        print(f"  {what}: {taken * 1e3:.1f} ms, {taken / dense:.1f} times")
        broken |= taken > TIMES_DENSE * dense
    print(f"  distillation: {distilled:.2f} s")
    broken |= distilled > SECONDS
    for what, table, vectors in (
        (f"{VECTORS} vectors on {FEWER} x {CRITERIA}", named(values[:FEWER]), drawn(VECTORS)),
        (
            f"{5 * VECTORS} tables of {FEWER // 2} x {CRITERIA}",
            named(np.random.default_rng(3).random((5 * VECTORS, FEWER // 2, CRITERIA))),
            weights,
        ),
    ):
        taken = seconds(lambda: mcda.electre_iii(table, vectors, **LIMITS), 2)  # noqa: B023
        print(f"ELECTRE III, {what}: {taken:.2f} s")
        broken |= taken > BATCH_SECONDS
    broken |= against_plain()
    used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"memory of the process: {used:.0f} MB, promised below {MEGABYTES}")
    return status(broken or used > MEGABYTES)


def equal() -> None:
    """Compare ours with the definitions, pair by pair, on a small batch."""
    rng = np.random.default_rng(20260)
    values, weights = rng.random((3, 12, 4)), rng.dirichlet(np.ones(4), 3)
    result = mcda.electre_iii(named(values), weights, **LIMITS)
    expected = np.array([credibility(v, w) for v, w in zip(values, weights, strict=True)])
    np.testing.assert_allclose(result.credibility, expected, rtol=0, atol=1e-12)
    for sample in range(3):
        down = distilled_from(result.credibility[sample], 1)
        up = distilled_from(result.credibility[sample], -1)
        np.testing.assert_array_equal(result.descending_ranks[sample], down)
        np.testing.assert_array_equal(result.ascending_ranks[sample], up.max() + 1 - up)


def credibility(values: Array, weights: Array) -> Array:
    """Return the credibilities of one table by their definition."""
    shortfall = values[None] - values[:, None]
    agreement = np.clip((PREFERENCE - shortfall) / (PREFERENCE - INDIFFERENCE), 0, 1)
    objection = np.clip((shortfall - PREFERENCE) / (VETO - PREFERENCE), 0, 1)
    concordance = (agreement * weights).sum(axis=-1)
    apart = np.where(concordance < 1, 1 - concordance, 1)[..., None]
    factors = np.where(objection > concordance[..., None], (1 - objection) / apart, 1)
    found: Array = concordance * factors.prod(axis=-1)
    return found


def distilled_from(degrees: Array, sign: int) -> NDArray[np.intp]:
    """Return the classes of one distillation by its definition, in the order of extraction."""
    classes = np.zeros(len(degrees), dtype=np.intp)
    slack = 1e-9
    while not classes.all():
        kept = np.flatnonzero(classes == 0)
        level, first = 0.0, True
        while first or (len(kept) > 1 and level > 0):
            inside = degrees[np.ix_(kept, kept)].copy()
            np.fill_diagonal(inside, -1)
            level = max(inside.max(), 0) if first else level
            lower = inside[inside < level - (0.3 - 0.15 * level) - slack]
            level, first = max(lower.max(initial=0), 0), False
            outranks = inside - (0.3 - 0.15 * inside) > inside.T + slack
            outranks &= inside > level
            balance = sign * (outranks.sum(axis=1) - outranks.sum(axis=0))
            kept = kept[balance == balance.max()]
        classes[kept] = classes.max() + 1
    return classes


def against_plain() -> bool:
    """Print what equality up to rounding costs ELECTRE I; say whether it is more than promised."""
    slow = False
    print(f"{'samples x table':>18}  {'ours, ms':>8}  {'plain, ms':>9}  ratio, ELECTRE I with veto")
    for samples, alternatives, criteria in TABLES:
        values = np.random.default_rng(20260).random((samples, alternatives, criteria))
        weights = np.full(criteria, 1 / criteria)
        table = named(values)
        np.testing.assert_array_equal(relation(table, weights), plain_relation(values, weights))
        mine = seconds(lambda: relation(table, weights), 7)  # noqa: B023
        exact = seconds(lambda: plain_relation(values, weights), 7)  # noqa: B023
        slow |= mine > TIMES_PLAIN * exact
        size = f"{samples:,} x {alternatives} x {criteria}"
        print(f"{size:>18}  {mine * 1e3:8.2f}  {exact * 1e3:9.2f}  {mine / exact:5.2f}")
    return slow


def relation(table: DecisionTable, weights: Array) -> Any:
    """Return the relation (n, A, A) of ELECTRE I with a veto by the library."""
    return mcda.electre_i(table, weights, concordance=0.6, veto=VETO).matrix


def plain_relation(values: Array, weights: Array) -> NDArray[np.bool_]:
    """Return the relation (n, A, A), pair by pair, exactly."""
    size = values.shape[1]
    found = np.empty((len(values), size, size), dtype=bool)
    at_once = max(1, 2**18 // size**2)
    for start in range(0, len(values), at_once):
        block = slice(start, start + at_once)
        agreement, vetoed = np.zeros((1, size, size)), np.zeros((1, size, size), dtype=bool)
        for column, weight in enumerate(weights):
            row, other = values[block, :, None, column], values[block, None, :, column]
            agreement = agreement + weight * (row >= other)
            vetoed = vetoed | (other - row > VETO)
        found[block] = (agreement >= 0.6 - 1e-9) & ~vetoed
    found &= ~np.eye(size, dtype=bool)
    return found


def named(values: Array) -> DecisionTable:
    """Return a table of gains."""
    names = [f"c{j}" for j in range(values.shape[-1])], [f"a{i}" for i in range(values.shape[-2])]
    return DecisionTable(values, *names)


def drawn(count: int) -> Array:
    """Return weight vectors."""
    return np.random.default_rng(2).dirichlet(np.ones(CRITERIA), count)


def seconds(call: Callable[[], object], repeats: int = 5) -> float:
    """Return the least processor time of some calls."""
    times = []
    for _ in range(repeats):
        start = time.process_time()
        call()
        times.append(time.process_time() - start)
    return min(times)


if __name__ == "__main__":
    with threadpool_limits(limits=1, user_api="blas"):
        sys.exit(main())
