"""`Study`: one decision with its judgements, stakeholders, tree, evidence, and its models."""

from __future__ import annotations

import dataclasses
import functools
from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from decision_analysis import _checks, value
from decision_analysis._equal import Comparable, equal_fields
from decision_analysis._named import named
from decision_analysis.core import Criterion, DecisionTable, Parameters
from decision_analysis.study._evaluate import evaluate
from decision_analysis.study._prediction import Prediction
from decision_analysis.study._stakeholder import Stakeholder
from decision_analysis.study._tree_model import TreeModel
from decision_analysis.study._weighted_value import WeightedValue


@dataclasses.dataclass(frozen=True, eq=False, repr=False)
class Study(Comparable):
    """A decision as a study file describes it.

    Parameters
    ----------
    title, notice, source : str
        What is decided, what every output says first, and what the study rests on.
    statements : mapping of str to str
        What the source says, by number.
    criteria : tuple of Criterion
        All criteria, in order.
    groups : mapping of str to tuple of str
        The value tree: group to names of criteria.
    ranges : mapping of str to (float, float)
        The anchored scale of each criterion, lowest and highest performance.
    alternatives : mapping of str to str
        Label to description.
    judgements : Parameters
        Judged performances, named 'alternative: criterion'.
    parameters : Parameters
        The other judged numbers.
    predictions : tuple of Prediction
        Other parties' choices.
    predicted : mapping of str to float
        The parameters that the predictions give, with their probabilities.
    derived : mapping of str to str
        Parameters computed from others, as expressions, in order.
    stakeholders : mapping of str to Stakeholder
        By name.
    decides : str
        The stakeholder whose weights value the tree.
    methods : mapping of str to mapping
        Options of the scoring methods.
    tree_data : mapping
        The tree as plain data with expressions.
    risk_tolerances : tuple of float
        In points of weighted value.
    n_samples, seed : int
        Of the simulations.
    evidence : tuple of mapping
        The log of evidence.
    """

    title: str
    notice: str
    source: str
    statements: Mapping[str, str]
    criteria: tuple[Criterion, ...]
    groups: Mapping[str, tuple[str, ...]]
    ranges: Mapping[str, tuple[float, float]]
    alternatives: Mapping[str, str]
    judgements: Parameters
    parameters: Parameters
    predictions: tuple[Prediction, ...]
    predicted: Mapping[str, float]
    derived: Mapping[str, str]
    stakeholders: Mapping[str, Stakeholder]
    decides: str
    methods: Mapping[str, Mapping[str, Any]]
    tree_data: Mapping[str, Any]
    risk_tolerances: tuple[float, ...]
    n_samples: int
    seed: int
    evidence: tuple[Mapping[str, Any], ...]

    def __repr__(self) -> str:
        return (
            f"Study: {self.title}\n   {len(self.alternatives)} alternatives, {len(self.criteria)}"
            f" criteria, {len(self.judgements) + len(self.parameters)} judged numbers,"
            f" {len(self.stakeholders)} stakeholders"
        )

    def _same_as(self, other: object) -> bool:
        return isinstance(other, Study) and equal_fields(self, other)

    @functools.cached_property
    def _tree_model(self) -> TreeModel:
        # no field: copies and comparisons are of the data that it is read from
        return TreeModel(self.tree_data, self.criteria)

    @property
    def decider(self) -> Stakeholder:
        """The stakeholder who decides."""
        return self.stakeholders[self.decides]

    @property
    def value_functions(self) -> dict[str, Any]:
        """A linear value function from 0 to 1 over the anchored scale of each criterion."""
        return {
            c.name: value.linear(
                *(self.ranges[c.name] if c.goal == "max" else reversed(self.ranges[c.name]))
            )
            for c in self.criteria
        }

    @named
    def table(self, judgements: Mapping[str, Any] | None = None) -> DecisionTable:
        """Return the judged performances of the alternatives: a model in the sense of the analyses.

        Parameters
        ----------
        judgements : mapping of str to float or array, optional
            Values of `judgements` by name, numbers or samples (...); the base values where None.

        Returns
        -------
        DecisionTable
            Performances (..., A, C).

        Raises
        ------
        InvalidInputError
            If `judgements` does not name each judgement, or one is not a finite number.
        """
        given = _numbers("judgements", judgements, self.judgements)
        rows = {a: [given[f"{a}: {c.name}"] for c in self.criteria] for a in self.alternatives}
        return DecisionTable.from_rows(rows, self.criteria)

    @named
    def values(self, parameters: Mapping[str, Any] | None = None) -> dict[str, Any]:
        """Return all numbers of the tree by name: judged, predicted and derived.

        Parameters
        ----------
        parameters : mapping of str to float or array, optional
            Values of `parameters` by name, numbers or samples (...); the base values where None.

        Returns
        -------
        dict of str to float or ndarray
            In the order in which they are computed.

        Raises
        ------
        InvalidInputError
            If `parameters` does not name each parameter, one is not a finite number, or a derived
            parameter's expression cannot be evaluated.
        """
        known: dict[str, Any] = {
            **_numbers("parameters", parameters, self.parameters),
            **self.predicted,
        }
        for name, text in self.derived.items():
            known[name] = evaluate(f"derived {name!r}", text, known)
        return known

    @named
    def tree(self, parameters: Mapping[str, Any] | None = None) -> Any:
        """Return the decision tree with numbers for its expressions.

        Parameters
        ----------
        parameters : mapping of str to float or array, optional
            Values of `parameters` by name, numbers or samples (...); the base values where None.

        Returns
        -------
        trees.Decision or trees.Chance
            The root; payoffs are by criterion, in its unit.

        Raises
        ------
        InvalidInputError
            If `parameters` does not name each parameter, or an expression cannot be evaluated.
        """
        return self._tree_model.tree(self.values(parameters))

    @named
    def strategies(self, parameters: Mapping[str, Any] | None = None) -> DecisionTable:
        """Return the expected performances of the tree's strategies, as a model for analyses.

        Parameters
        ----------
        parameters : mapping of str to float or array, optional
            As in `tree`.

        Returns
        -------
        DecisionTable
            Expected performances (..., strategies, C).

        Raises
        ------
        InvalidInputError
            As `tree`.
        """
        return self._tree_model.strategies(self.values(parameters))

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

    @named
    def coefficients(self, stakeholder: str | None = None) -> dict[str, float]:
        """Return what one unit on each criterion adds to a stakeholder's weighted value.

        Values are points from 0 to 100.

        Parameters
        ----------
        stakeholder : str, optional
            Who; the one who decides where None.

        Returns
        -------
        dict of str to float
            Negative for criteria to minimize.

        Raises
        ------
        InvalidInputError
            If there is no such stakeholder.
        """
        maximized = {criterion.name: criterion.goal == "max" for criterion in self.criteria}
        who = self.decides if stakeholder is None else stakeholder
        known = _checks.known("stakeholder", who, list(self.stakeholders))
        # 100 points over the range of the criterion, in the share of its weight
        found = {}
        for name, weight in self.stakeholders[known].weights().items():
            low, high = self.ranges[name]
            sign = 1 if maximized[name] else -1
            found[name] = 100 * weight * sign / (high - low)
        return found

    @named
    def attribute(self, stakeholder: str | None = None) -> Callable[[Mapping[str, Any]], Any]:
        """Return a stakeholder's weighted value as a function of a path's totals.

        Tree functions take it as `attribute=`.

        Parameters
        ----------
        stakeholder : str, optional
            Who; the one who decides where None.

        Returns
        -------
        callable
            From totals by criterion to points: 0 where every criterion is at its worst, 100 at its
            best.

        Raises
        ------
        InvalidInputError
            If there is no such stakeholder.
        """
        coefficients = self.coefficients(stakeholder)
        worst = {c.name: self.ranges[c.name][0 if c.goal == "max" else 1] for c in self.criteria}
        return WeightedValue(coefficients, worst)

    @staticmethod
    @named
    def evaluate(entry: Any, values: Mapping[str, Any]) -> Any:
        """Return the value of a number or expression of the tree.

        Parameters
        ----------
        entry : float or str
            A number, or an expression over `values`.
        values : mapping of str to float or array
            As `values` returns them.

        Returns
        -------
        float or ndarray
            The value.

        Raises
        ------
        InvalidInputError
            If the expression is not understood or not finite.
        """
        return evaluate("tree", entry, _checks.mapping("values", values, empty=True))


def _numbers(what: str, given: Mapping[str, Any] | None, known: Parameters) -> Mapping[str, Any]:
    """Return values of all parameters by name: the base values, or those given, checked."""
    if given is None:
        return known.base()
    _checks.same_names(
        f"{what} must name each parameter", _checks.mapping(what, given), list(known)
    )
    return {name: _checks.samples(name, value)[()] for name, value in given.items()}
