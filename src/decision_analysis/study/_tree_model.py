"""`TreeModel`: a study's tree, read once, with numbers for its expressions at every call."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np

from decision_analysis import trees
from decision_analysis._arrays import FloatArray
from decision_analysis._limits import MOST_SAMPLE_AXES, TREE_BLOCK
from decision_analysis.core import Criterion, DecisionTable
from decision_analysis.errors import DecisionAnalysisError, InvalidInputError
from decision_analysis.io.formulas import STUDY, FormulaError, Formulas
from decision_analysis.study._evaluate import evaluate
from decision_analysis.study._strategies_table import strategies_table
from decision_analysis.study._tree_of_data import tree_of_data
from decision_analysis.trees.arrays import TreeTemplate
from decision_analysis.trees.by_strategy import performances, statistics_of

_FORMULAS = Formulas(STUDY, None)


class TreeModel:
    """The tree of plain data with expressions, as a function of the numbers that these name.

    It is flattened, and its strategies are counted and named, at the first call only. Where
    anything is wrong, the nodes are built, which say what it is.

    Parameters
    ----------
    data : mapping or number or str
        The tree, as `tree_of_data` takes it.
    criteria : sequence of Criterion
        The attributes of its payoffs.
    """

    def __init__(self, data: Any, criteria: Sequence[Criterion]) -> None:
        self.data = data
        self.criteria = tuple(criteria)
        self._read: _Read | None = None

    def __reduce__(self) -> tuple[Any, ...]:
        return TreeModel, (self.data, self.criteria)

    @property
    def names(self) -> tuple[str, ...]:
        """The names that the expressions use, each once."""
        found: dict[str, None] = {}
        for text in _texts(self.data):
            # what is no expression is refused where the tree is built
            try:
                found |= dict.fromkeys(_FORMULAS.parse(text).names)
            except FormulaError:
                continue
        return tuple(found)

    def tree(self, values: Mapping[str, Any]) -> Any:
        """Return the nodes."""
        return tree_of_data(self.data, values)

    def arrays(self, values: Mapping[str, Any]) -> trees.TreeArrays:
        """Return the tree in its flat form."""
        try:
            read = self._of_data(values)
            return read.template.filled(read.numbers(values))
        except DecisionAnalysisError:
            pass
        return trees.to_arrays(self.tree(values))

    def strategies(self, values: Mapping[str, Any], statistic: Any = "mean") -> DecisionTable:
        """Return a statistic of the performances (..., strategies, C), by default the mean."""
        try:
            read = self._of_data(values)
            found = read.performances(values, self.criteria, statistic)
        except DecisionAnalysisError:
            pass
        else:
            return DecisionTable(found, self.criteria, read.labels(self.criteria))
        return strategies_table(self.tree(values), self.criteria, statistic)

    def _of_data(self, values: Mapping[str, Any]) -> _Read:
        """Return what the data say apart from numbers, which is kept until they are changed."""
        if self._read is None or not self._read.holds():
            # one sample is enough to read the structure from
            one = {name: _first(value) for name, value in values.items()}
            self._read = _Read(self.data, trees.to_arrays(self.tree(one)))
        return self._read


class _Read:
    """The structure of a tree that was read, with slots for the values of its expressions."""

    def __init__(self, data: Any, flat: trees.TreeArrays) -> None:
        self._seen = [(entry, tuple(entry.items())) for entry in _mappings(data)]
        self._flat = flat
        self._labels: tuple[str, ...] | None = None
        probability, payoffs = _columns(data)
        # what stands on a node by attribute, and 0 where a node says nothing of one
        by_name: Any = {
            a: [p.get(a, 0.0) if isinstance(p, Mapping) else 0.0 for p in payoffs]
            for a in flat.attributes
        } or [0.0 if p is None else p for p in payoffs]
        self.template = TreeTemplate(flat, probability, by_name)
        # a name stands for itself, and everything else is evaluated
        self._texts = {str(slot): str(slot).isidentifier() for slot in self.template.slots}

    def holds(self) -> bool:
        """Say whether the data are still what they were."""
        return all(tuple(entry.items()) == before for entry, before in self._seen)

    def numbers(self, values: Mapping[str, Any]) -> dict[str, Any]:
        """Return the value of each distinct expression."""
        return {
            text: values[text]
            if name and _plain(values.get(text))
            else evaluate("tree", text, values)
            for text, name in self._texts.items()
        }

    def labels(self, criteria: Sequence[Criterion]) -> tuple[str, ...]:
        """Return what the strategies are called."""
        if self._labels is None:
            self._labels = strategies_table(self._flat, criteria).alternatives
        return self._labels

    def performances(
        self, values: Mapping[str, Any], criteria: Sequence[Criterion], statistic: Any
    ) -> FloatArray:
        """Return a statistic of the performances (..., strategies, C), so many samples at once."""
        wanted = statistics_of([criterion.name for criterion in criteria], statistic)
        count = len(self.labels(criteria))
        numbers = self.numbers(values)
        sampled = {
            text: number for text, number in numbers.items() if isinstance(number, np.ndarray)
        }
        shape = _joint_shape(sampled.values())
        # samples in one row, of which a tree takes so many at once as keep its arrays small
        rows = {text: np.broadcast_to(n, shape).reshape(-1) for text, n in sampled.items()}
        at_once = max(1, TREE_BLOCK // (len(self._flat) * (1 + len(criteria))))
        parts = []
        for start in range(0, math.prod(shape), at_once):
            part = slice(start, start + at_once)
            filled = self.template.filled(numbers | {text: row[part] for text, row in rows.items()})
            parts.append(performances(filled, criteria, wanted, count))
        return np.concatenate(parts).reshape(*shape, count, len(criteria))


def _joint_shape(samples: Iterable[FloatArray]) -> tuple[int, ...]:
    try:
        shape = np.broadcast_shapes(*(number.shape for number in samples))
    except ValueError as error:
        raise InvalidInputError(f"samples must broadcast together; {error}") from None
    if len(shape) > MOST_SAMPLE_AXES:
        raise InvalidInputError(f"samples must have at most {MOST_SAMPLE_AXES} axes")
    return shape


def _plain(value: Any) -> bool:
    """Say whether a value is a number or an array of samples, with nothing to read or refuse."""
    return type(value) is float or (type(value) is np.ndarray and value.dtype == np.float64)


def _first(value: Any) -> Any:
    return value.reshape(-1)[0] if isinstance(value, np.ndarray) and value.size else value


def _columns(data: Any) -> tuple[list[Any], list[Any]]:
    """Return the entries for probabilities and payoffs, breadth first, nodes written out."""
    probability: list[Any] = [1.0]
    entries = [data]
    for entry in entries:
        chances, below = _below(entry)
        probability += chances
        entries += below
    return probability, [_payoff(entry) for entry in entries]


def _below(entry: Any) -> tuple[list[Any], list[Any]]:
    """Return the probabilities of an entry's branches, and where these lead."""
    if isinstance(entry, Mapping) and "decision" in entry:
        return [1.0] * len(entry["options"]), list(entry["options"].values())
    if isinstance(entry, Mapping) and "chance" in entry:
        branches = list(entry["outcomes"].values())
        chances = [branch["probability"] for branch in branches]
        rest = [trees.REST if chance == "rest" else chance for chance in chances]
        return rest, [branch["then"] for branch in branches]
    return [], []


def _payoff(entry: Any) -> Any:
    """Return what stands at an entry: a number or expression, these by attribute, or None."""
    if not isinstance(entry, Mapping):
        return entry
    inner = "decision" in entry or "chance" in entry
    return entry.get("payoff") if inner else entry.get("terminal", entry)


def _texts(data: Any) -> Iterable[str]:
    """Return the expressions, each once, those of an entry that stands in several places too."""
    found: dict[str, None] = {}
    seen: set[int] = set()
    entries = [data]
    for entry in entries:
        if isinstance(entry, Mapping):
            if id(entry) in seen:
                continue
            seen.add(id(entry))
        chances, below = _below(entry)
        entries += below
        payoff = _payoff(entry)
        numbers = [*chances, *(payoff.values() if isinstance(payoff, Mapping) else [payoff])]
        found |= dict.fromkeys(number for number in numbers if isinstance(number, str))
    return found


def _mappings(data: Any) -> list[Mapping[Any, Any]]:
    """Return all mappings of plain data, each once."""
    found: dict[int, Mapping[Any, Any]] = {}
    todo = [data]
    while todo:
        entry = todo.pop()
        if isinstance(entry, Mapping) and id(entry) not in found:
            found[id(entry)] = entry
            todo += entry.values()
    return list(found.values())
