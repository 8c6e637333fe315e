"""`Factor`: a table over named variables with samples last, and products, sums and maxima over some of them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from decision_analysis._arrays import FloatArray
from decision_analysis.diagrams._diagram import InfluenceDiagram
from decision_analysis.diagrams._nodes import Uncertain, Value
from decision_analysis.errors import InvalidInputError

LARGEST = 2**27


@dataclass(frozen=True)
class Factor:
    """Numbers by the states of variables: an array (*sizes, *samples).

    The samples of one number lie together; a sample axis has length 1 where the numbers are not sampled.
    """

    variables: tuple[str, ...]
    array: FloatArray

    @property
    def samples(self) -> int:
        """How many sample axes there are."""
        return self.array.ndim - len(self.variables)

    def aligned(self, variables: Sequence[str]) -> FloatArray:
        """Return the array with an axis for each of `variables`, in their order; of length 1 where it has none."""
        own = [name for name in variables if name in self.variables]
        moved = self.array.transpose(
            [*map(self.variables.index, own), *range(len(self.variables), self.array.ndim)]
        )
        sizes = iter(moved.shape)
        return moved.reshape([next(sizes) if name in self.variables else 1 for name in variables] + [*sizes])

    def at(self, states: dict[str, int]) -> Factor:
        """Return the factor with some variables held at one state, by position."""
        index = tuple(states.get(name, slice(None)) for name in self.variables)
        return Factor(tuple(name for name in self.variables if name not in states), self.array[index])


def table(diagram: InfluenceDiagram, name: str) -> Factor:
    """Return the probabilities of an uncertainty, over `given` and itself, or the payoffs of a value, over `of`."""
    node = diagram.nodes[name]
    assert isinstance(node, Uncertain | Value)
    variables = (*node.given, name) if isinstance(node, Uncertain) else tuple(node.of)
    array = node.probabilities if isinstance(node, Uncertain) else node.payoffs
    own, samples = len(variables), len(diagram.sample_shape)
    array = array.reshape(*(1,) * (samples + own - array.ndim), *array.shape)
    return Factor(variables, np.moveaxis(array, range(samples), range(own, own + samples)))


def union(factors: Iterable[Factor]) -> tuple[str, ...]:
    """Return the variables of all factors, each once, in order of appearance."""
    return tuple(dict.fromkeys(name for factor in factors for name in factor.variables))


def multiply(factors: Sequence[Factor]) -> Factor:
    """Return the product of at least one factor."""
    return _joined(np.multiply, factors)


def add(factors: Sequence[Factor]) -> Factor:
    """Return the sum of at least one factor."""
    return _joined(np.add, factors)


def sum_out(factor: Factor, names: Collection[str]) -> Factor:
    """Return the sum over some variables."""
    axes = tuple(i for i, name in enumerate(factor.variables) if name in names)
    return Factor(tuple(name for name in factor.variables if name not in names), factor.array.sum(axis=axes))


def contract(factors: Sequence[Factor], keep: Sequence[str]) -> Factor:
    """Return the product of at least one factor, summed over all variables but `keep`, along a good path.

    Each step multiplies two factors and sums out what occurs in no other, in one `einsum` whose labels are local to the
    step, so that any number of variables may take part.
    """
    left = list(factors)
    while len(left) > 1:
        i, j = _cheapest(left, keep)
        second, first = left.pop(j), left.pop(i)
        others = {*keep, *union(left)}
        wanted = [name for name in union([first, second]) if name in others]
        left.append(_pair(first, second, wanted))
    only = left[0]
    found = sum_out(only, [name for name in only.variables if name not in keep])
    order = [name for name in keep if name in found.variables]
    return Factor(tuple(order), found.aligned(order))


def _pair(first: Factor, second: Factor, wanted: Sequence[str]) -> Factor:
    label = {name: i for i, name in enumerate(union([first, second]))}
    _check_size([first, second], wanted)
    array = np.einsum(
        first.array,
        [*(label[name] for name in first.variables), Ellipsis],
        second.array,
        [*(label[name] for name in second.variables), Ellipsis],
        [*(label[name] for name in wanted), Ellipsis],
    )
    return Factor(tuple(wanted), np.asarray(array))


def _cheapest(factors: Sequence[Factor], keep: Collection[str]) -> tuple[int, int]:
    """Return the two factors to join next: the pair whose result grows least beyond what it replaces."""
    sizes = {n: k for f in factors for n, k in zip(f.variables, f.array.shape, strict=False)}
    count = {name: sum(name in f.variables for f in factors) + (name in keep) for name in sizes}
    best, chosen = np.inf, (0, 1)
    for i, first in enumerate(factors):
        for j in range(i + 1, len(factors)):
            second = factors[j]
            shared = set(first.variables) & set(second.variables)
            if not shared and i + j > 1:
                continue
            left = [n for n in union([first, second]) if count[n] > (2 if n in shared else 1)]
            cost = float(np.prod([float(sizes[n]) for n in left])) - first.array.size - second.array.size
            if cost < best:
                best, chosen = cost, (i, j)
    return chosen


def _joined(operation: np.ufunc, factors: Sequence[Factor]) -> Factor:
    variables = union(factors)
    _check_size(factors, variables)
    result = factors[0].aligned(variables)
    for factor in factors[1:]:
        result = operation(result, factor.aligned(variables))
    return Factor(variables, result)


def _check_size(factors: Sequence[Factor], variables: Sequence[str]) -> None:
    sizes = {n: k for f in factors for n, k in zip(f.variables, f.array.shape, strict=False)}
    samples = np.broadcast_shapes(*(f.array.shape[len(f.variables) :] for f in factors))
    size = float(np.prod([float(sizes[n]) for n in variables])) * float(np.prod([float(k) for k in samples]))
    if size > LARGEST:
        raise InvalidInputError(
            f"the diagram must be solvable with tables of at most {LARGEST:,} numbers; "
            f"one over {len(variables)} variables needs {size:.3g}"
        )
