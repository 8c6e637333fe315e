"""`StudyTree`: the structure of a tree of data, flattened once, with slots for its expressions."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np

from decision_analysis import trees
from decision_analysis._arrays import FloatArray
from decision_analysis._limits import MOST_SAMPLE_AXES, TREE_BLOCK
from decision_analysis.core import Criterion
from decision_analysis.errors import InvalidInputError
from decision_analysis.study.model._evaluate import evaluate
from decision_analysis.study.model._strategies_table import strategies_table
from decision_analysis.study.model._tree_entries import columns, mappings
from decision_analysis.trees.arrays import TreeTemplate, as_folded, written_out
from decision_analysis.trees.by_strategy import performances, statistics_of


class StudyTree:
    """The structure of a tree that was read, with slots for the values of its expressions."""

    def __init__(self, data: Any, root: trees.Node) -> None:
        self._seen = [(entry, tuple(entry.items())) for entry in mappings(data)]
        # what follows nodes that stand in several places is the same, and means are taken of it
        # once; the rest is asked of the tree with every path written out
        folded = as_folded(root)
        flat, origin = written_out(folded)
        self._flat = flat
        self._labels: tuple[str, ...] | None = None
        probability, payoffs = columns(data)
        # what stands on a node by attribute, and 0 where a node says nothing of one
        by_name: dict[str, list[Any]] = {
            a: [p.get(a, 0.0) if isinstance(p, Mapping) else 0.0 for p in payoffs]
            for a in flat.attributes
        }
        amounts: Any = by_name or [0.0 if p is None else p for p in payoffs]
        self._template = TreeTemplate(flat, probability, amounts)
        first = np.unique(origin, return_index=True)[1]
        shared: Any = {a: [column[i] for i in first] for a, column in by_name.items()}
        self._folded = TreeTemplate(
            folded, [probability[i] for i in first], shared or [amounts[i] for i in first]
        )
        # a name stands for itself, and everything else is evaluated
        self._texts = {str(slot): str(slot).isidentifier() for slot in self._template.slots}

    def arrays(self, values: Mapping[str, Any]) -> trees.TreeArrays:
        """Return the tree with its numbers, every path written out."""
        return self._template.filled(self._numbers(values))

    def holds(self) -> bool:
        """Say whether the data are still what they were."""
        return all(tuple(entry.items()) == before for entry, before in self._seen)

    def _numbers(self, values: Mapping[str, Any]) -> dict[str, Any]:
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
        numbers = self._numbers(values)
        sampled = {
            text: number for text, number in numbers.items() if isinstance(number, np.ndarray)
        }
        shape = _joint_shape(sampled.values())
        # samples in one row, of which a tree takes so many at once as keep its arrays small
        rows = {text: np.broadcast_to(n, shape).reshape(-1) for text, n in sampled.items()}
        means = all(word == "mean" for word, _ in wanted)
        template = self._folded if means else self._template
        at_once = max(1, TREE_BLOCK // (len(self._flat) * (1 + len(criteria))))
        parts = []
        for start in range(0, math.prod(shape), at_once):
            part = slice(start, start + at_once)
            filled = template.filled(numbers | {text: row[part] for text, row in rows.items()})
            parts.append(performances(filled, criteria, wanted, count))
        return np.concatenate(parts).reshape(*shape, count, len(criteria))


def _joint_shape(samples: Iterable[FloatArray]) -> tuple[int, ...]:
    try:
        shape = np.broadcast_shapes(*(number.shape for number in samples))
    except ValueError as error:
        raise InvalidInputError(f"samples must broadcast together; {error}") from None
    if 0 in shape:
        raise InvalidInputError(f"there must be at least one sample; got shape {shape}")
    if len(shape) > MOST_SAMPLE_AXES:
        raise InvalidInputError(f"samples must have at most {MOST_SAMPLE_AXES} axes")
    return shape


def _plain(value: Any) -> bool:
    """Say whether a value is a number or an array of samples, with nothing to read or refuse."""
    return type(value) is float or (type(value) is np.ndarray and value.dtype == np.float64)
