"""Probabilities, expected payoffs and the total payoff's distribution under a fixed policy."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from decision_analysis._arrays import FloatArray, apart
from decision_analysis._limits import MOST_TABLE_NUMBERS
from decision_analysis.diagrams.factors._factor import Factor, TooLargeError, contract, table, union
from decision_analysis.diagrams.factors._order import late_order
from decision_analysis.diagrams.factors._policy import Rule
from decision_analysis.diagrams.factors._potentials import Potentials, total
from decision_analysis.diagrams.model import InfluenceDiagram, free
from decision_analysis.trees.by_strategy import merged

ROUNDING = 64 * np.finfo(np.float64).eps
"""Share of what is at stake that rounding may make of an expectation over many states."""


def chances(
    diagram: InfluenceDiagram, rules: Mapping[str, Rule], names: Sequence[str]
) -> list[Factor]:
    """Return the probabilities of all that `names` depend on, choices by their rules."""
    behind: set[str] = set()
    waiting = list(names)
    while waiting:
        name = waiting.pop()
        if name not in behind:
            behind.add(name)
            waiting.extend(rules[name].variables if name in rules else diagram.parents(name))
    tables = [table(diagram, name) for name in diagram.uncertainties if name in behind]
    return tables + [rules[name].factor(diagram) for name in diagram.choices if name in behind]


def expected(diagram: InfluenceDiagram, rules: Mapping[str, Rule]) -> FloatArray:
    """Return the expected total payoff (*samples)."""
    return _expectation(diagram, rules, [table(diagram, value) for value in diagram.value_nodes])


def at_stake(diagram: InfluenceDiagram, rules: Mapping[str, Rule]) -> FloatArray:
    """Return the sum of absolute payoffs that is expected (*samples), which bounds rounding."""
    gains = [table(diagram, value) for value in diagram.value_nodes]
    return _expectation(diagram, rules, [replace(g, array=np.abs(g.array)) for g in gains])


def _expectation(
    diagram: InfluenceDiagram, rules: Mapping[str, Rule], gains: Sequence[Factor]
) -> FloatArray:
    likely = chances(diagram, rules, union(gains))
    # E(sum of values): eliminate every variable from probabilities and payoffs.
    left = Potentials(likely, gains)
    left.sum_all(union([*likely, *gains]))
    return total(left.payoffs)


def marginal(diagram: InfluenceDiagram, rules: Mapping[str, Rule], name: str) -> FloatArray:
    """Return probabilities (states, *samples) of an uncertainty's states or a choice's options."""
    return contract(chances(diagram, rules, [name]), [name]).array


def distribution(
    diagram: InfluenceDiagram, rules: Mapping[str, Rule]
) -> tuple[FloatArray, FloatArray]:
    """Return the possible totals (V,), ascending, and their probabilities.

    The diagram has no samples. An accumulator runs through the values: its states are the distinct
    sums of the payoffs so far, each given the one before and what the value is of. So a long
    diagram has no more states than it has distinct sums.
    """
    factors = chances(
        diagram, rules, [p for value in diagram.value_nodes for p in diagram.parents(value)]
    )
    try:
        chain = accumulated(
            diagram, {value: table(diagram, value) for value in diagram.value_nodes}
        )
        found = contract([*factors, *(link.follows for link in chain)], [chain[-1].name]).array
    except TooLargeError as error:
        raise TooLargeError(
            f"the distribution needs too many sums of payoffs; {error.message}"
        ) from error
    return merged(chain[-1].sums, found)


@dataclass(frozen=True)
class Accumulated:
    """A link of an accumulator: its name, the distinct sums so far, and what says which one it is.

    The sums are those of payoffs; `sizes` are those of their absolute amounts, at most.
    """

    name: str
    sums: FloatArray
    sizes: FloatArray
    follows: Factor


def accumulated(diagram: InfluenceDiagram, gains: Mapping[str, Factor]) -> list[Accumulated]:
    """Return an accumulator that runs through the values of a diagram, first come first.

    The diagram has no samples.
    """
    found: list[Accumulated] = []
    for value in sorted(gains, key=late_order(diagram).index):
        name = free(f"total {value}", diagram.nodes)
        found.append(_link(gains[value], found[-1] if found else None, name))
    return found


def _link(gain: Factor, before: Accumulated | None, name: str) -> Accumulated:
    """Return the distinct sums after one more value, and the factor that says which sum follows."""
    flat = gain.array.reshape(-1)
    gains, extents, kind = _distinct(flat, np.abs(flat))
    sums, sizes = (np.zeros(1), np.zeros(1)) if before is None else (before.sums, before.sizes)
    # Every sum so far plus every payoff of the next value; equal ones are one.
    totals = sums[:, None] + gains[None, :]
    reached, widths, place = _distinct(
        totals.reshape(-1), (sizes[:, None] + extents[None, :]).reshape(-1)
    )
    if len(sums) * gain.array.size * len(reached) > MOST_TABLE_NUMBERS:
        raise TooLargeError(
            f"payoffs must have fewer distinct sums; got {len(reached):,} from {len(sums):,} sums"
            f" and {len(gains):,} payoffs of the next value (rounded payoffs have fewer)"
        )
    place = place.reshape(totals.shape)[:, kind]
    # The next sum follows for sure: probability 1 there, 0 elsewhere.
    follows = np.zeros((len(sums), gain.array.size, len(reached)))
    np.put_along_axis(follows, place[..., None], 1.0, axis=2)
    follows = follows.reshape(len(sums), *gain.array.shape, len(reached))
    variables, array = gain.variables, follows[0]
    if before is not None:
        variables, array = (before.name, *variables), follows
    return Accumulated(name, reached, widths, Factor((*variables, name), array, name))


def _distinct(numbers: FloatArray, sizes: FloatArray) -> tuple[FloatArray, FloatArray, np.ndarray]:
    """Return the distinct numbers, ascending, their sizes, and which of them each one is.

    Neighbors equal to 1e-12 of the size of either are merged: what is small is not lost beside a
    payoff that is never received.
    """
    order = np.argsort(numbers, kind="stable")
    ordered, size = numbers[order], sizes[order]
    new = apart(ordered, size)
    which = np.empty(len(numbers), dtype=np.intp)
    which[order] = np.cumsum(new) - 1
    return ordered[new], np.maximum.reduceat(size, np.flatnonzero(new)), which
