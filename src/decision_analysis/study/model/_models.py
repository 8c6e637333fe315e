"""`Models`: a study's table, tree and strategies as functions of its judged numbers."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Any, Literal

import numpy as np

from decision_analysis import _checks
from decision_analysis._named import named
from decision_analysis.core import Criterion, DecisionTable, Parameters
from decision_analysis.errors import InvalidModelError
from decision_analysis.study.model._evaluate import evaluate, names_in
from decision_analysis.study.model._prediction import Prediction
from decision_analysis.study.model._tree_model import TreeModel
from decision_analysis.study.model._tree_of_data import is_plain

PREDICTED_SAMPLES = 2**11
"""Most samples of another party's preferences for each set of values of his table."""


class Models:
    """The part of a study that makes tables and trees of judged numbers."""

    criteria: tuple[Criterion, ...]
    ranges: Mapping[str, tuple[float, float]]
    alternatives: Mapping[str, str]
    judgements: Parameters
    parameters: Parameters
    predictions: tuple[Prediction, ...]
    derived: Mapping[str, str]
    tree_data: Any
    unit: str
    goal: Literal["max", "min"]
    n_samples: int
    seed: int

    @cached_property
    def _tree_model(self) -> TreeModel:
        # no field: copies and comparisons are of the data that it is read from
        return TreeModel(self.tree_data, self._payoffs)

    @property
    def predicted(self) -> dict[str, float]:
        """The parameters that the predictions give, with their probabilities at the base values."""
        return {name: float(p) for name, p in self._predicted({}).items()}

    def _predicted(self, values: Mapping[str, Any]) -> dict[str, Any]:
        """Return the probabilities that predictions give, by sample where cells are samples."""
        found: dict[str, Any] = {}
        for entry in self.predictions:
            shares = entry.probabilities(
                n_samples=min(self.n_samples, PREDICTED_SAMPLES), seed=self.seed, values=values
            )
            found |= {parameter: shares[option] for option, parameter in entry.gives.items()}
        return found

    @property
    def numbers(self) -> Parameters:
        """All judged numbers: those of the table, then the others."""
        return Parameters([*self.judgements.values(), *self.parameters.values()])

    @property
    def tree_numbers(self) -> Parameters:
        """The judged numbers on which the tree depends."""
        used = self.used
        return Parameters([p for name, p in self.numbers.items() if name in used])

    @cached_property
    def plain_tree(self) -> bool:
        """Whether the tree's payoffs are plain numbers, and not by criterion."""
        return self.tree_data is not None and is_plain(self.tree_data)

    @property
    def tree_goal(self) -> Literal["max", "min"]:
        """Whether the tree's value is to be large: weighted values are, plain numbers may not."""
        return self.goal if self.plain_tree else "max"

    @cached_property
    def used(self) -> frozenset[str]:
        """Names that the tree uses, directly or through what is derived or predicted."""
        if self.tree_data is None:
            return frozenset()
        used = set(self._tree_model.names)
        for name, text in reversed(list(self.derived.items())):
            if name in used:
                used |= set(names_in(text))
        for entry in self.predictions:
            if used & set(entry.gives.values()):
                used |= set(entry.cells)
        return frozenset(used)

    @named
    def table(self, values: Mapping[str, Any] | None = None) -> DecisionTable:
        """Return the judged performances of the alternatives: a model in the sense of the analyses.

        Parameters
        ----------
        values : mapping of str to float or array, optional
            Values of judged numbers by name, numbers or samples (...); what it leaves out has its
            base value.

        Returns
        -------
        DecisionTable
            Performances (..., A, C).

        Raises
        ------
        InvalidModelError
            If the study has no table.
        InvalidInputError
            If `values` names no judged number, or one is not a finite number.
        """
        if not self.alternatives:
            raise InvalidModelError(["the study has no table"])
        given = self._numbers(values)
        rows = {a: [given[f"{a}: {c.name}"] for c in self.criteria] for a in self.alternatives}
        return DecisionTable.from_rows(rows, self.criteria)

    @named
    def values(self, values: Mapping[str, Any] | None = None) -> dict[str, Any]:
        """Return all numbers of the tree by name: judged, predicted and derived.

        Parameters
        ----------
        values : mapping of str to float or array, optional
            As in `table`.

        Returns
        -------
        dict of str to float or ndarray
            In the order in which they are computed.

        Raises
        ------
        InvalidInputError
            If `values` names no judged number, one is not a finite number, or a derived parameter's
            expression cannot be evaluated.
        """
        judged = self._numbers(values)
        known: dict[str, Any] = {**judged, **self._predicted(judged)}
        for name, text in self.derived.items():
            known[name] = evaluate(f"derived {name!r}", text, known)
        return known

    @named
    def tree(self, values: Mapping[str, Any] | None = None) -> Any:
        """Return the decision tree with numbers for its expressions.

        Parameters
        ----------
        values : mapping of str to float or array, optional
            As in `table`.

        Returns
        -------
        trees.Decision or trees.Chance
            The root; payoffs are by criterion, in its unit, or plain numbers in that of the study.

        Raises
        ------
        InvalidModelError
            If the study has no tree.
        InvalidInputError
            If `values` names no judged number, or an expression cannot be evaluated.
        """
        if self.tree_data is None:
            raise InvalidModelError(["the study has no tree"])
        return self._tree_model.tree(self.values(values))

    @named
    def strategies(self, values: Mapping[str, Any] | None = None) -> DecisionTable:
        """Return the expected performances of the tree's strategies, as a model for analyses.

        Parameters
        ----------
        values : mapping of str to float or array, optional
            As in `table`.

        Returns
        -------
        DecisionTable
            Expected performances (..., strategies, C); of a tree whose payoffs are plain numbers
            the one criterion is 'value'.

        Raises
        ------
        InvalidModelError, InvalidInputError
            As `tree`.
        """
        if self.tree_data is None:
            raise InvalidModelError(["the study has no tree"])
        return self._tree_model.strategies(self.values(values))

    @property
    def _payoffs(self) -> tuple[Criterion, ...]:
        """What the tree's payoffs are on."""
        return (Criterion("value", self.goal, self.unit),) if self.plain_tree else self.criteria

    @named
    def chances_above(self, levels: Mapping[str, float]) -> DecisionTable:
        """Return the strategies' expected performances, some as chances of exceeding a level.

        Parameters
        ----------
        levels : mapping of str to float
            Level by criterion; the probability is stretched over the criterion's scale, so that
            certainty is its top.

        Returns
        -------
        DecisionTable
            Performances (strategies, C) at the base values.

        Raises
        ------
        InvalidInputError
            If a criterion is unknown or a level is no finite number.
        """
        known = [c.name for c in self.criteria]
        given: Mapping[str, Any] = _checks.mapping("levels", levels, empty=True)
        for name, level in given.items():
            _checks.number(f"level of {_checks.known('criterion', name, known)!r}", level)
        # the probability p of exceeding the level, as low + (high - low) p
        # a pair of the statistic and its level, by criterion
        statistic = {name: ("probability_above", level) for name, level in given.items()}
        table = self._tree_model.strategies(self.values(), statistic)
        low, high = np.array([self.ranges[name] for name in known]).T
        chances = [name in levels for name in known]
        return table.with_values(np.where(chances, low + (high - low) * table.values, table.values))

    def _numbers(self, values: Mapping[str, Any] | None) -> dict[str, Any]:
        """Return all judged numbers by name: at their base, or as given, checked."""
        numbers: dict[str, Any] = {**self.judgements.base(), **self.parameters.base()}
        if values is not None:
            given: Mapping[str, Any] = _checks.mapping("values", values, empty=True)
            for name, number in given.items():
                _checks.known("judged number", name, numbers)
                numbers[name] = _checks.samples(name, number)[()]
        return numbers
