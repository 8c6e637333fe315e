"""`Factor`: a table over named variables, samples last; products, and sums and maxima over some."""

from __future__ import annotations

import functools
import math
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from decision_analysis._arrays import FloatArray
from decision_analysis._limits import MOST_TABLE_AXES, MOST_TABLE_NUMBERS
from decision_analysis._shown import few
from decision_analysis.diagrams.model import InfluenceDiagram, Uncertain, Value, memory
from decision_analysis.errors import InvalidInputError

FEW, SMALL = 8, 4096  # factors and joint states: one `einsum`, 32 kB, without looking for a path
LABELS = 52  # of einsum


class TooLargeError(InvalidInputError):
    """A table of an elimination would be too large to hold."""


@dataclass(frozen=True)
class Factor:
    """Numbers by the states of variables: an array (*sizes, *samples).

    The samples of one number lie together; a sample axis has length 1 where the numbers are not
    sampled. `child` is the variable whose probabilities these are, given the others: over its
    states they sum to one.
    """

    variables: tuple[str, ...]
    array: FloatArray
    child: str | None = None

    def aligned(self, variables: Sequence[str]) -> FloatArray:
        """Return the array with axes for `variables`, in order, of length 1 where it has none."""
        # Own axes in the order wanted, samples last; an axis of length 1 for each of the others.
        own = [name for name in variables if name in self.variables]
        moved = self.array.transpose(
            [*map(self.variables.index, own), *range(len(self.variables), self.array.ndim)]
        )
        sizes = iter(moved.shape)
        return moved.reshape(
            [next(sizes) if name in self.variables else 1 for name in variables] + [*sizes]
        )

    def at(self, states: Mapping[str, int]) -> Factor:
        """Return the factor at some states, by position, of variables that it may have."""
        index = tuple(states.get(name, slice(None)) for name in self.variables)
        return Factor(tuple(n for n in self.variables if n not in states), self.array[index])


def table(diagram: InfluenceDiagram, name: str) -> Factor:
    """Return an uncertainty's probabilities, or a value's payoffs.

    The probabilities are over `given` and the uncertainty itself, the payoffs over `of`.
    """
    node = diagram.nodes[name]
    assert isinstance(node, Uncertain | Value)
    variables = (*node.given, name) if isinstance(node, Uncertain) else tuple(node.of)
    array = node.probabilities if isinstance(node, Uncertain) else node.payoffs
    own, samples = len(variables), len(diagram.sample_shape)
    array = array.reshape((1,) * (samples + own - array.ndim) + array.shape)
    moved = np.moveaxis(array, range(samples), range(own, own + samples))
    return Factor(variables, moved, name if isinstance(node, Uncertain) else None)


def signed(factor: Factor, sign: float) -> Factor:
    """Return the factor, negated where the sign is negative."""
    return factor if sign > 0 else Factor(factor.variables, -factor.array)


def union(factors: Iterable[Factor]) -> tuple[str, ...]:
    """Return the variables of all factors, each once, in order of appearance."""
    return tuple(dict.fromkeys(name for factor in factors for name in factor.variables))


def add(factors: Sequence[Factor]) -> Factor:
    """Return the sum of at least one factor."""
    if len(factors) == 1:
        return factors[0]
    variables = union(factors)
    _check_size(factors, variables)
    result = factors[0].aligned(variables)
    for factor in factors[1:]:
        result = result + factor.aligned(variables)
    return Factor(variables, result)


def multiplied(factors: Sequence[Factor], variables: Sequence[str]) -> FloatArray:
    """Return the product of at least one factor over variables that they have (*sizes, *samples).

    It is returned up to its scale: it is scaled in each sample, so that many small probabilities
    do not underflow.
    """
    _check_size(factors, variables)
    sizes = {n: k for f in factors for n, k in zip(f.variables, f.array.shape, strict=False)}
    axes = tuple(range(len(variables)))
    result = np.ones(
        [sizes[name] for name in variables]
        + [1] * (factors[0].array.ndim - len(factors[0].variables))
    )
    for factor in factors:
        result = result * factor.aligned(variables)
        # Scale each sample by its largest number against underflow.
        largest = result.max(axis=axes, keepdims=True)
        result = result / np.where(largest > 0, largest, 1.0)
    return result


def sum_out(factor: Factor, names: Collection[str]) -> Factor:
    """Return the sum over some variables."""
    axes = tuple(i for i, name in enumerate(factor.variables) if name in names)
    return Factor(
        tuple(name for name in factor.variables if name not in names), factor.array.sum(axis=axes)
    )


def contract(factors: Sequence[Factor], keep: Sequence[str]) -> Factor:
    """Return the product of at least one factor, summed over all variables but `keep`.

    That is done along a good path. Variables are summed out one after another, next the one whose
    neighbors have the fewest joint states. Each step multiplies two factors and sums out what no
    other has, in one `einsum` whose labels are local to the step, so that any number of variables
    may take part. Few numbers take one step.
    """
    every = union(factors)
    if (
        len(factors) <= FEW
        and len(every) <= MOST_TABLE_AXES
        and _joint_size(factors, every) <= SMALL
    ):
        return _einsum(
            factors, [name for name in keep if any(name in f.variables for f in factors)]
        )
    # Bucket elimination: which of the factors that are left hold a variable.
    left = dict(enumerate(factors))
    holders: dict[str, set[int]] = {}
    for i, factor in left.items():
        for name in factor.variables:
            holders.setdefault(name, set()).add(i)
    sizes = {n: k for f in factors for n, k in zip(f.variables, f.array.shape, strict=False)}
    kept = set(keep)
    cost = {name: _cost(name, left, holders, sizes) for name in holders if name not in kept}
    new = len(left)
    while cost:
        name = min(cost, key=cost.__getitem__)
        # Multiply the factors that hold the cheapest variable.
        bucket = holders[name]
        inside = union([left[i] for i in bucket])
        # Whatever only they hold is summed out with it.
        gone = {n for n in inside if n not in kept and holders[n] <= bucket}
        left[new] = _product(
            [left.pop(i) for i in sorted(bucket)], [n for n in inside if n not in gone]
        )
        # The product takes their place, and its variables cost anew.
        for n in inside:
            holders[n] = (holders[n] - bucket) | {new}
        for n in gone:
            del cost[n], holders[n]
        for n in left[new].variables:
            if n in cost:
                cost[n] = _cost(n, left, holders, sizes)
        new += 1
    return _product(list(left.values()), [name for name in keep if name in sizes])


def _cost(
    name: str, left: dict[int, Factor], holders: dict[str, set[int]], sizes: dict[str, int]
) -> float:
    """Return how many joint states a variable has with all that share a factor with it."""
    return math.prod(float(sizes[n]) for n in {n for i in holders[name] for n in left[i].variables})


def _product(factors: list[Factor], wanted: Sequence[str]) -> Factor:
    """Return the product of at least one factor, summed over all but `wanted`, two at a time."""
    # Numbers without variables are one number.
    loose = [factor.array for factor in factors if not factor.variables]
    if len(loose) > 1:
        factors = [
            Factor((), functools.reduce(np.multiply, loose)),
            *(f for f in factors if f.variables),
        ]
    while len(factors) > 1:
        i, j = _cheapest(factors, wanted) if len(factors) > 2 else (0, 1)
        second, first = factors.pop(j), factors.pop(i)
        # Keep what is wanted or held by another factor; the rest is summed out on the way.
        others = {*wanted, *union(factors)}
        joint = [name for name in union([first, second]) if name in others]
        factors.append(_pair(first, second, joint if factors else wanted))
    only = sum_out(factors[0], [name for name in factors[0].variables if name not in wanted])
    return Factor(tuple(wanted), only.aligned(wanted))


def _pair(first: Factor, second: Factor, wanted: Sequence[str]) -> Factor:
    _check_size([first, second], wanted)
    if len(both := union([first, second])) > LABELS:
        raise too_large(both, 0.0)
    return _einsum([first, second], wanted)


def _einsum(factors: Sequence[Factor], wanted: Sequence[str]) -> Factor:
    """Return the product of factors, summed over all variables but `wanted`, in one step.

    The factors have all of `wanted`.
    """
    label = {name: i for i, name in enumerate(union(factors))}
    operands: list[Any] = []
    for factor in factors:
        operands += [factor.array, [*map(label.__getitem__, factor.variables), ...]]
    return Factor(
        tuple(wanted), np.asarray(np.einsum(*operands, [*map(label.__getitem__, wanted), ...]))
    )


def _cheapest(factors: Sequence[Factor], keep: Collection[str]) -> tuple[int, int]:
    """Return the two factors to join next, whose product grows least beyond what it replaces."""
    sizes = {n: k for f in factors for n, k in zip(f.variables, f.array.shape, strict=False)}
    count = {name: sum(name in f.variables for f in factors) + (name in keep) for name in sizes}
    best, chosen = np.inf, (0, 1)
    for i, first in enumerate(factors):
        for j in range(i + 1, len(factors)):
            second = factors[j]
            shared = set(first.variables) & set(second.variables)
            # Factors with nothing in common only grow: the first pair is the last resort.
            if not shared and i + j > 1:
                continue
            # A variable stays where a third factor holds it, or it is to be kept.
            left = [n for n in union([first, second]) if count[n] > (2 if n in shared else 1)]
            cost = (
                float(np.prod([float(sizes[n]) for n in left]))
                - first.array.size
                - second.array.size
            )
            if cost < best:
                best, chosen = cost, (i, j)
    return chosen


def _joint_size(factors: Sequence[Factor], variables: Iterable[str]) -> float:
    """Return how many numbers a table over some variables has, with the samples of all factors."""
    sizes: dict[str, int] = {}
    samples: dict[int, int] = {}
    for factor in factors:
        sizes.update(zip(factor.variables, factor.array.shape, strict=False))
        for axis, size in enumerate(factor.array.shape[len(factor.variables) :]):
            samples[axis] = max(samples.get(axis, 1), size)
    return math.prod(float(sizes[name]) for name in variables) * math.prod(
        map(float, samples.values())
    )


def _check_size(factors: Sequence[Factor], variables: Sequence[str]) -> None:
    size = _joint_size(factors, variables)
    samples = max(factor.array.ndim - len(factor.variables) for factor in factors)
    if size > MOST_TABLE_NUMBERS or len(variables) + samples > MOST_TABLE_AXES:
        raise too_large(variables, size)


def too_large(variables: Sequence[str], size: float) -> TooLargeError:
    """Return the error that says which variables meet in a table."""
    met = f"the one in which {few(variables)} meet ({len(variables)} variables)"
    if size <= MOST_TABLE_NUMBERS:
        return TooLargeError(
            f"a table must have at most {MOST_TABLE_AXES} axes, samples included; {met} needs more"
        )
    needs = f"{size:.3g} ({memory(size)})"
    return TooLargeError(
        f"a table must have at most {MOST_TABLE_NUMBERS:,} numbers; {met} needs {needs}"
    )
