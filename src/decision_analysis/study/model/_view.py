"""`View`: a stakeholder's weighted value with his limits, a method for SMAA and its like."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import Any

import numpy as np

from decision_analysis import mcda
from decision_analysis._arrays import BoolArray
from decision_analysis._frozen import Sealed
from decision_analysis.core import DecisionTable, Scores
from decision_analysis.study.model._stakeholder import Stakeholder

_OUT_OF_REACH = 10.0
"""Taken off the value, which is at most 1, of an alternative that breaks a limit: all that keep
their limits rank above."""


@dataclasses.dataclass(frozen=True)
class View(Sealed):
    """From a table and weights to weighted values.

    Parameters
    ----------
    stakeholder : Stakeholder
        Whose limits count.
    values : mapping of str to value function
        By criterion, from 0 to 1.
    """

    stakeholder: Stakeholder
    values: Mapping[str, Any]

    def __call__(self, table: DecisionTable, weights: Any) -> Scores:
        """Return the values; what breaks a limit comes after all that keep theirs."""
        valued: Scores = mcda.additive_value(table, weights, values=self.values)
        if not self.stakeholder.constraints:
            return valued
        scores = valued.scores - np.where(self.stakeholder.allows(table), 0.0, _OUT_OF_REACH)
        who = self.stakeholder.name
        return Scores(method=f"value for {who}", alternatives=table.alternatives, scores=scores)

    def limited(self, table: DecisionTable, valued: DecisionTable) -> DecisionTable:
        """Return the partial values of a table, put out of reach where a limit is broken.

        With weights that sum to 1 their sums are the scores of the view.
        """
        if not self.stakeholder.constraints:
            return valued
        return self.without(valued, ~self.stakeholder.allows(table))

    def without(self, valued: DecisionTable, broken: BoolArray) -> DecisionTable:
        """Return partial values, those of the alternatives (..., A) that break limits far below."""
        if not broken.any():
            return valued
        return valued.with_values(valued.values - _OUT_OF_REACH * broken[..., None])
