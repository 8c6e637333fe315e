"""Voting rules by brute force, from their definitions, in whole numbers and fractions."""

import itertools
from fractions import Fraction

from hypothesis import strategies as st


def above(ranks, counts):
    """Return [a][b]: how many people put a above b."""
    size = range(len(ranks[0]))
    return [
        [sum(c for c, r in zip(counts, ranks, strict=True) if r[a] < r[b]) for b in size]
        for a in size
    ]


def links(ranks, counts, strength):
    """Return [a][b]: how strong the majority of a over b is, 0 where there is none."""
    n = above(ranks, counts)
    size = range(len(n))
    return [
        [
            0 if n[a][b] <= n[b][a] else n[a][b] - (n[b][a] if strength == "margins" else 0)
            for b in size
        ]
        for a in size
    ]


def strongest_path(link, start, end):
    """Return the strength of the strongest of all paths that pass nobody twice."""
    others = [k for k in range(len(link)) if k not in (start, end)]
    found = 0
    for length in range(len(others) + 1):
        for between in itertools.permutations(others, length):
            way = (start, *between, end)
            found = max(found, min(link[a][b] for a, b in itertools.pairwise(way)))
    return found


def ranked_pairs_orders(link):
    """Return all rankings that ranked pairs give for some order of equally strong pairs.

    Pairs that tie come last, for both sides.
    """
    size = len(link)
    pairs = [
        (a, b) for a, b in itertools.permutations(range(size), 2) if link[a][b] or not link[b][a]
    ]
    levels = sorted({link[a][b] for a, b in pairs}, reverse=True)
    groups = [[pair for pair in pairs if link[pair[0]][pair[1]] == level] for level in levels]
    states = {frozenset()}
    for group in groups:
        # the transitive closures that some order of the group leads to
        states = {
            closed
            for state in states
            for order in itertools.permutations(group)
            for closed in [_locked(state, order)]
        }
    return states


def _locked(state, order):
    reach = set(state)
    for a, b in order:
        if (b, a) in reach:
            continue
        tops = {a} | {x for x, y in reach if y == a}
        ends = {b} | {y for x, y in reach if x == b}
        reach |= {(x, y) for x in tops for y in ends}
    return frozenset(reach)


def runoff(ranks, counts):
    """Return the rounds that each survives where all with the fewest votes leave together."""
    left, survived = set(range(len(ranks[0]))), [0] * len(ranks[0])
    while len(left) > 1:
        votes = dict.fromkeys(left, Fraction(0))
        for row, count in zip(ranks, counts, strict=True):
            best = min(row[a] for a in left)
            first = [a for a in left if row[a] == best]
            for a in first:
                votes[a] += Fraction(count) / len(first)
        out = {a for a in left if votes[a] == min(votes.values())}
        if out == left:
            break
        left -= out
        for a in left:
            survived[a] += 1
    return survived


@st.composite
def strict_with_a_clone(draw):
    """Draw ballots without ties, the same with a clone right beside "0", counts, and the size."""
    people, size = draw(st.integers(1, 5)), draw(st.integers(2, 4))
    ballots = [tuple(draw(st.permutations([*map(str, range(size))]))) for _ in range(people)]
    cloned = []
    for ballot in ballots:
        place = ballot.index("0") + draw(st.integers(0, 1))
        cloned.append((*ballot[:place], "clone", *ballot[place:]))
    return (
        ballots,
        cloned,
        draw(st.lists(st.integers(1, 9), min_size=people, max_size=people)),
        size,
    )
