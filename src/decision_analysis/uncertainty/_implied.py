"""`not_too_far_apart`: ratios of weights that several statements imply together."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterable, Iterator, Sequence

import numpy as np

from decision_analysis._limits import LARGEST_IMPLIED_RATIO
from decision_analysis._shown import few
from decision_analysis.errors import InvalidInputError
from decision_analysis.uncertainty._statements import Statement

_SUM = -1
"""The sum of all weights, which is 1, among the places of weights."""
_STEPS = 2.0**30
"""Logarithms are rounded up to such a part: their sums are exact, and no circle seems to fall."""


def not_too_far_apart(criteria: tuple[str, ...], statements: Sequence[Statement]) -> None:
    """Refuse statements by which a weight is beside another, or beside the sum, next to nothing.

    From `u_i <= r u_j` and `u_j <= s u_k` follows `u_i <= r s u_k`: the least ratios are shortest
    paths over logarithms.
    """
    steps: dict[tuple[int, int], float] = {}
    for smaller, larger, log in _edges(statements):
        steps[smaller, larger] = min(log, steps.get((smaller, larger), math.inf))
    most = math.log(LARGEST_IMPLIED_RATIO)
    # a path leaves a place once and reaches one once: mostly this tells that there is none so long
    for end in (0, 1):
        least: dict[int, float] = {}
        for ends, log in steps.items():
            least[ends[end]] = min(log, least.get(ends[end], 0.0))
        if -sum(least.values()) <= most:
            return
    chain = _shortest_beyond(len(criteria), steps, most)
    if chain:
        product = math.exp(-sum(steps.get(ends, 0.0) for ends in itertools.pairwise(chain)))
        links = [1 if place == _SUM else criteria[place] for place in reversed(chain)]
        raise InvalidInputError(
            f"ratios along a chain must multiply to at most {LARGEST_IMPLIED_RATIO:g}, for weights"
            f" to keep their digits; got at least {product:.3g} along {few(links)}"
        )


def _edges(statements: Iterable[Statement]) -> Iterator[tuple[int, int, float]]:
    """Return what is said as u_i <= r u_j: i, j and the logarithm of r."""
    for statement in statements:
        for one, other in statement.ties:
            yield from ((one, other, 0.0), (other, one, 0.0))
        yield from ((smaller, greater, 0.0) for greater, smaller in statement.above)
        for coefficients, bound in statement.limits:
            # sum(c u) <= bound sum(u): of what is larger there is one term
            terms = {**coefficients, _SUM: -bound}
            larger = [place for place, number in terms.items() if number < 0]
            if len(larger) != 1:
                continue
            for place, number in terms.items():
                if number > 0:
                    log = math.log(-terms[larger[0]]) - math.log(number)
                    yield place, larger[0], math.ceil(log * _STEPS) / _STEPS


def _shortest_beyond(
    count: int, steps: dict[tuple[int, int], float], most: float
) -> list[int] | None:
    """Return the places, from small to large, of the least chain of more than `most`."""
    from scipy.sparse import csr_array
    from scipy.sparse.csgraph import NegativeCycleError, floyd_warshall

    # each weight is at most the sum
    edges = {(place, count): 0.0 for place in range(count)}
    for (smaller, larger), log in steps.items():
        ends = smaller % (count + 1), larger % (count + 1)
        edges[ends] = min(log, edges.get(ends, math.inf))
    graph = csr_array(
        (np.array([*edges.values()]), np.array([*edges]).T), shape=(count + 1, count + 1)
    )
    try:
        found, before = floyd_warshall(graph, return_predecessors=True)
    except NegativeCycleError:
        # weights that are 0, or a contradiction
        return None
    beyond = np.where(found < -most, found, -np.inf)
    start, end = np.unravel_index(beyond.argmax(), beyond.shape)
    if found[start, end] >= -most:
        return None
    chain = [int(end)]
    while chain[-1] != start:
        chain.append(int(before[start, chain[-1]]))
    return [_SUM if place == count else place for place in reversed(chain)]
