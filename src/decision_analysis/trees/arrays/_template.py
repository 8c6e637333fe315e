"""`TreeTemplate`: a flat tree with slots for numbers, which are filled in without walking nodes."""

from __future__ import annotations

import math
from collections.abc import Hashable, Mapping, Sequence
from typing import Any

import numpy as np

from decision_analysis import _checks
from decision_analysis._arrays import FloatArray, IntArray
from decision_analysis._limits import MOST_SAMPLE_AXES, PROBABILITY_TOLERANCE
from decision_analysis._shown import few, shown
from decision_analysis.errors import InvalidInputError, InvalidModelError
from decision_analysis.trees.arrays._levels import positions
from decision_analysis.trees.arrays._paths import LONG
from decision_analysis.trees.arrays._problems import array_problems
from decision_analysis.trees.arrays._tree_arrays import TreeArrays
from decision_analysis.trees.nodes import REST


class TreeTemplate:
    """A tree that was flattened once, whose numbers are filled in for every call.

    Parameters
    ----------
    tree : TreeArrays
        Its structure, names and labels; its numbers do not count. It may be folded.
    probability : sequence of float, slot or REST, length N
        Probability of each node given its parent. A slot is anything hashable that is no number;
        what stands in several places is one slot.
    payoff : sequence of float or slot, length N, or mapping of str to such
        What is received on arriving at each node, by attribute where there are several.

    Raises
    ------
    InvalidModelError
        If a node that does not follow a chance node has another probability than 1, or one chance
        node has REST twice.

    Notes
    -----
    Filling in takes time in proportion to the distinct numbers, in Python, and to nodes x samples,
    in numpy.
    """

    def __init__(
        self,
        tree: TreeArrays,
        probability: Sequence[Any],
        payoff: Sequence[Any] | Mapping[str, Sequence[Any]],
    ) -> None:
        self._tree = tree
        self._single = not isinstance(payoff, Mapping)
        columns = payoff if isinstance(payoff, Mapping) else {"payoff": payoff}
        self._payoffs = {name: _Column(tree, column) for name, column in columns.items()}
        self._chances = _Chances(tree, probability)
        found = (self._chances.column, *self._payoffs.values())
        self._slots = tuple(dict.fromkeys(s for column in found for s in column.slots))

    @property
    def slots(self) -> tuple[Hashable, ...]:
        """All slots, each once."""
        return self._slots

    def filled(self, values: Mapping[Any, Any]) -> TreeArrays:
        """Return the tree with numbers in its slots.

        Parameters
        ----------
        values : mapping of slot to float or array_like of float, shape (...)
            A number or samples for every slot; others are passed over.

        Returns
        -------
        TreeArrays
            A column in which nothing is sampled has no sample axes.

        Raises
        ------
        InvalidInputError
            If a slot has no value, or one that is not finite, or samples do not broadcast together.
        InvalidModelError
            If probabilities are negative or do not sum to 1, by path.
        """
        if missing := [slot for slot in self._slots if slot not in values]:
            raise InvalidInputError(
                f"values must have one for each slot; missing {few(missing, LONG)}"
            )
        payoffs = {name: column.filled(values) for name, column in self._payoffs.items()}
        tree = self._tree._with(self._chances.filled(values), payoffs, self._single)
        try:
            axes = len(tree.sample_shape)
        except ValueError:
            shapes = [tree._probability.shape[1:], *(a.shape[1:] for a in payoffs.values())]
            raise InvalidInputError(
                f"samples must broadcast together; got {few(list(dict.fromkeys(shapes)), LONG)}"
            ) from None
        if axes > MOST_SAMPLE_AXES:
            raise InvalidInputError(
                f"samples must have at most {MOST_SAMPLE_AXES} axes; got {axes}"
            )
        return tree


class _Column:
    """The distinct entries of a column, slots and numbers, and which one stands at each node."""

    def __init__(self, tree: TreeArrays, entries: Sequence[Any]) -> None:
        if len(entries) != len(tree):
            raise InvalidInputError(
                f"a column must have an entry for each of the {len(tree)} nodes; got {len(entries)}"
            )
        row: dict[Any, int] = {}
        self.places: IntArray = np.array(
            [row.setdefault(entry, len(row)) for entry in entries], dtype=np.intp
        )
        self.entries = list(row)
        self.known = [
            _checks.number("a number of the tree", entry) if _checks.is_number(entry) else None
            for entry in self.entries
        ]
        self.slots = [e for e, known in zip(self.entries, self.known, strict=True) if known is None]

    def filled(self, values: Mapping[Any, Any]) -> FloatArray:
        """Return the column (N, ...)."""
        return np.asarray(self.table(values, len(self.entries))[self.places])

    def table(self, values: Mapping[Any, Any], rows: int) -> FloatArray:
        """Return the distinct numbers (rows, ...), those of the entries first."""
        numbers = [
            _value(entry, values) if known is None else known
            for entry, known in zip(self.entries, self.known, strict=True)
        ]
        shapes = dict.fromkeys(n.shape for n in numbers if isinstance(n, np.ndarray))
        try:
            shape = np.broadcast_shapes(*shapes)
        except ValueError:
            raise InvalidInputError(
                f"samples must broadcast together; got {few(list(shapes), LONG)}"
            ) from None
        # rows beyond the entries are for the caller to fill
        table = np.empty((rows, *shape))
        for k, number in enumerate(numbers):
            table[k] = number
        if not np.isfinite(table[: len(numbers)]).all():
            bad = next(e for e, n in zip(self.entries, numbers, strict=True) if not _finite(n))
            raise InvalidInputError(f"the value of {shown(bad)} must be finite")
        return table


class _Chances:
    """The probabilities, and the distinct sets of outcomes, each of which is summed up once.

    Chance nodes of one number of outcomes are summed up together: `groups` has the rows (sets,
    outcomes) of their numbers and, where one of them is REST, the rows (sets,) that it gets; -1
    where none is.
    """

    def __init__(self, tree: TreeArrays, entries: Sequence[Any]) -> None:
        self._tree = tree
        # REST is 0 until the others are summed up
        self.column = _Column(tree, [0.0 if entry is REST else entry for entry in entries])
        self.places = self.column.places.copy()
        sets: dict[tuple[tuple[int, ...], bool], int] = {}
        sure = np.ones(len(tree), dtype=bool)
        problems = []
        rows = len(self.column.entries)
        for level in tree._levels:
            if level.chances is None:
                continue
            sure[level.chances.below] = False
            for node in map(int, positions(level.chances.nodes)):
                children = tree._children(node)
                resting = [child for child in children if entries[child] is REST]
                if len(resting) > 1:
                    problems.append(f"{tree._place(node)}: only one probability may be REST")
                mine = tuple(self.column.places[children.start : children.stop].tolist())
                key = mine, bool(resting)
                # one row for what REST is beside the same others, however often they stand there
                if key not in sets:
                    sets[key] = rows if resting else -1
                    rows += bool(resting)
                self.places[resting] = sets[key]
        unsure = sure & np.array([not _checks.is_number(e) or e != 1 for e in entries])
        problems += [
            f"{tree._place(int(i))}: the probability must be 1, as it does not follow a chance node"
            for i in np.flatnonzero(unsure)[:LONG]
        ]
        if problems:
            raise InvalidModelError(problems)
        self.rows = rows
        kinds = sorted({(len(mine), rests) for mine, rests in sets})
        self.groups = [
            (
                np.array([m for m, r in sets if (len(m), r) == (width, rests)]),
                np.array([row for (m, r), row in sets.items() if (len(m), r) == (width, rests)]),
                rests,
            )
            for width, rests in kinds
        ]

    def filled(self, values: Mapping[Any, Any]) -> FloatArray:
        """Return probabilities (N, ...) that were checked, with what REST is."""
        table = self.column.table(values, self.rows)
        fine = True
        for known, given, rests in self.groups:
            numbers = table[known]
            totals = _sums(numbers)
            over = totals - 1 if rests else np.abs(totals - 1)
            fine = fine and not (numbers < 0).any() and not (over > PROBABILITY_TOLERANCE).any()
            if rests:
                # rounding may leave a little less than nothing
                table[given] = np.maximum(0.0, 1 - totals)
        found: FloatArray = table[self.places]
        # written by path only where there is something to write
        if not fine and (problems := array_problems(self._tree, found)):
            raise InvalidModelError(problems)
        return found


def _sums(numbers: FloatArray) -> FloatArray:
    """Return the sums (sets, ...) of outcomes (sets, outcomes, ...), as chance nodes sum them."""
    if numbers.ndim > 2 or numbers.max() > 2:
        with np.errstate(over="ignore"):
            return np.asarray(numbers.sum(axis=1))
    return np.array([math.fsum(row) for row in numbers.tolist()])


def _value(slot: Hashable, values: Mapping[Any, Any]) -> float | FloatArray:
    value = values[slot]
    # what an analysis gives, at once; whether it is finite is asked of all together
    if type(value) is float or (
        type(value) is np.ndarray and value.dtype == np.float64 and value.ndim and value.size
    ):
        return value
    array = _checks.samples(f"the value of {shown(slot)}", value)
    return array if array.ndim else float(array)


def _finite(number: float | FloatArray) -> bool:
    return bool(np.isfinite(number).all())
