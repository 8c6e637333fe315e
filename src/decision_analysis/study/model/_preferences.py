"""`Preferences`: whose weights count in a study, and what they make of performances."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from decision_analysis import _checks, mcda, value
from decision_analysis._named import named
from decision_analysis.core import Criterion, DecisionTable, Scores
from decision_analysis.study.model._stakeholder import Stakeholder
from decision_analysis.study.model._view import View
from decision_analysis.study.model._weighted_value import WeightedValue


class Preferences:
    """The part of a study that values what it holds."""

    criteria: tuple[Criterion, ...]
    ranges: Mapping[str, tuple[float, float]]
    stakeholders: Mapping[str, Stakeholder]
    decides: str

    @property
    def decider(self) -> Stakeholder | None:
        """The stakeholder who decides; None where nobody is said to."""
        return self.stakeholders.get(self.decides)

    @named
    def whose(self, stakeholder: str) -> str:
        """Say whose weights these are: 'the study's weights', or 'the weights of president'.

        Parameters
        ----------
        stakeholder : str
            Who.

        Returns
        -------
        str
            Words for a sentence.

        Raises
        ------
        InvalidInputError
            If there is no such stakeholder.
        """
        who = self.stakeholders[_checks.known("stakeholder", stakeholder, list(self.stakeholders))]
        if not who.anonymous:
            return f"the weights of {stakeholder}"
        # of one criterion nothing is weighed
        if len(self.criteria) == 1:
            return self.criteria[0].name
        given = who.points is not None or who.orders or who.bounds
        return "the study's weights" if given else "all possible weights"

    @property
    def value_functions(self) -> dict[str, Any]:
        """A linear value function of each criterion: 0 to 1 over its scale, and on beyond it.

        What is judged lies on the scale; what chance adds in a tree may lead beyond its ends.
        """
        return {
            c.name: value.linear(
                *(self.ranges[c.name] if c.goal == "max" else reversed(self.ranges[c.name])),
                outside="extend",
            )
            for c in self.criteria
        }

    @named
    def partial_values(self, table: DecisionTable) -> DecisionTable:
        """Return the values of alternatives on each criterion, whose weighted sums are the scores.

        Parameters
        ----------
        table : DecisionTable
            Performances (..., A, C).

        Returns
        -------
        DecisionTable
            Values (..., A, C) on the study's scales, from 0 to 1, the more the better.

        Raises
        ------
        InvalidInputError
            If the criteria are not the study's, or a performance is beyond its scale.
        """
        _checks.instance("table", table, DecisionTable)
        names = tuple(c.name for c in self.criteria)
        _checks.same_names("table must have each criterion", table.criterion_names, names)
        values, functions = np.empty(table.values.shape), self.value_functions
        for j, name in enumerate(table.criterion_names):
            values[..., j] = functions[name](table.values[..., j])
        criteria = tuple(Criterion(name) for name in table.criterion_names)
        return DecisionTable(values, criteria, table.alternatives)

    @named
    def weighted_value(
        self, table: DecisionTable, weights: Any, *, steps: bool | None = None
    ) -> Any:
        """Return the weighted value of alternatives on the study's scales.

        Parameters
        ----------
        table : DecisionTable
            Performances (..., A, C).
        weights : mapping or array_like
            One weight a criterion, or samples (..., C).
        steps : bool, optional
            As in `mcda.additive_value`.

        Returns
        -------
        mcda.AdditiveValueResult
            From 0, where every criterion is at its worst, to 1, where every one is at its best.

        Raises
        ------
        InvalidInputError
            As `mcda.additive_value`.
        """
        return mcda.additive_value(table, weights, values=self.value_functions, steps=steps)

    @named
    def view(self, stakeholder: str) -> Callable[[DecisionTable, Any], Scores]:
        """Return a stakeholder's weighted value, a method that knows his limits.

        Parameters
        ----------
        stakeholder : str
            Who.

        Returns
        -------
        callable
            From a table and weights to `Scores`, in which what breaks one of his limits comes after
            everything that keeps them.

        Raises
        ------
        InvalidInputError
            If there is no such stakeholder.
        """
        who = _checks.known("stakeholder", stakeholder, list(self.stakeholders))
        return View(self.stakeholders[who], self.value_functions)

    def _whom(self, stakeholder: str | None) -> Stakeholder:
        who = self.decides if stakeholder is None else stakeholder
        return self.stakeholders[_checks.known("stakeholder", who, list(self.stakeholders))]

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
        signs = {c.name: 1 if c.goal == "max" else -1 for c in self.criteria}
        # 100 points over the range of the criterion, in the share of its weight
        found = {}
        for name, weight in self._whom(stakeholder).weights().items():
            low, high = self.ranges[name]
            found[name] = 100 * weight * signs[name] / (high - low)
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
