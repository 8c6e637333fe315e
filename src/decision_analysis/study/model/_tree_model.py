"""`TreeModel`: a study's tree, read once, with numbers for its expressions at every call."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from decision_analysis import trees
from decision_analysis.core import Criterion, DecisionTable
from decision_analysis.errors import DecisionAnalysisError
from decision_analysis.io.formulas import STUDY, FormulaError, Formulas
from decision_analysis.study.model._strategies_table import strategies_table
from decision_analysis.study.model._study_tree import StudyTree
from decision_analysis.study.model._tree_entries import expressions, merged
from decision_analysis.study.model._tree_of_data import tree_of_data

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
        self._read: StudyTree | None = None

    def __reduce__(self) -> tuple[Any, ...]:
        return TreeModel, (self.data, self.criteria)

    @property
    def names(self) -> tuple[str, ...]:
        """The names that the expressions use, each once."""
        found: dict[str, None] = {}
        for text in expressions(self.data):
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
            return read.arrays(values)
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

    def _of_data(self, values: Mapping[str, Any]) -> StudyTree:
        """Return what the data say apart from numbers, which is kept until they are changed."""
        if self._read is None or not self._read.holds():
            # one sample is enough to read the structure from
            one = {name: _first(value) for name, value in values.items()}
            # equal pieces become one node, so that they are computed once
            self._read = StudyTree(self.data, tree_of_data(merged(self.data), one))
        return self._read


def _first(value: Any) -> Any:
    return value.reshape(-1)[0] if isinstance(value, np.ndarray) and value.size else value
