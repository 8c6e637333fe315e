"""Kemeny's rule: seconds for electorates of several kinds; small ones are first compared with all
permutations."""

from __future__ import annotations

import itertools
import time

import numpy as np
from short import sizes

from decision_analysis import group

SIZES = sizes((20, 40, 60, 80, 100), (10, 20))


def ballots(count: int, voters: int, spread: float, seed: int) -> list[tuple[str, ...]]:
    """Draw ballots around a common order; the larger the spread, the less they have in common."""
    rng = np.random.default_rng(seed)
    labels = [f"a{i:03d}" for i in range(count)]
    places = np.arange(count) + spread * count * rng.normal(size=(voters, count))
    return [tuple(labels[i] for i in np.argsort(row)) for row in places]


def agreement(order: tuple[str, ...], votes: list[tuple[str, ...]]) -> int:
    """Return with how many pairs of the ballots an order agrees."""
    pairs = list(itertools.combinations(order, 2))
    return sum(vote.index(one) < vote.index(other) for vote in votes for one, other in pairs)


def main() -> int:
    """Print seconds by number of alternatives and by how much the voters have in common."""
    for seed in range(10):
        votes = ballots(6, 5, 1.0, seed)
        best = max(agreement(order, votes) for order in itertools.permutations(sorted(votes[0])))
        assert group.kemeny(votes).score == best
    print(f"{'alternatives':>12}  {'close, s':>9}  {'apart, s':>9}")
    for count in SIZES:
        spent = []
        for spread in (0.05, 0.3):
            begun = time.perf_counter()
            group.kemeny(ballots(count, 15, spread, 0))
            spent.append(time.perf_counter() - begun)
        print(f"{count:12}  {spent[0]:9.2f}  {spent[1]:9.2f}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
