"""PROMETHEE V: the set of alternatives with the greatest total net flow under constraints."""

from __future__ import annotations

import dataclasses

import numpy as np

from decision_analysis import _render
from decision_analysis._arrays import BoolArray, FloatArray
from decision_analysis._cited import cited, cites
from decision_analysis._named import named
from decision_analysis.core import DecisionTable, Scores, Weights, axes
from decision_analysis.core.parts import Columns, remembered
from decision_analysis.mcda._door import door
from decision_analysis.mcda._preference_functions import (
    Preference,
    preference_functions,
)
from decision_analysis.mcda.outranking._flows import criterion_flows, net_flow, weighted
from decision_analysis.mcda.outranking._selection import (
    Constraints,
    Count,
    best_selection,
    read_limits,
)


@dataclasses.dataclass(frozen=True, eq=False, repr=False, kw_only=True)
class PrometheeVResult(Scores):
    """Net flows in `scores`, and the set of alternatives with the greatest total.

    Parameters
    ----------
    method, parameters, references, alternatives, criteria
        As in `Result`.
    scores : ndarray of float, shape (..., A)
        Net flow.
    higher_is_better : bool
        Always True.
    is_selected : ndarray of bool, shape (..., A)
        Whether each alternative is in the selection.
    total : float, or ndarray of float, shape (...)
        Sum of the net flows of the selection.
    is_unique : bool, or ndarray of bool, shape (...)
        Whether no other selection has the same total.
    """

    is_selected: BoolArray = axes("A")
    total: FloatArray | float = axes("")
    is_unique: BoolArray | bool = axes("")

    @property
    def selected(self) -> tuple[str, ...]:
        """The labels of the selection, in table order."""
        self._single("selected")
        return tuple(self.alternatives[i] for i in np.flatnonzero(self.is_selected))

    def _headline(self) -> str:
        if self.sample_shape:
            return super()._headline()
        also = "" if self.is_unique else ", as others have"
        return f"PROMETHEE V: {len(self.selected)} selected, total {self.total:.4g}{also}"

    def _rows(self) -> tuple[list[str], list[list[_render.Cell]]]:
        return self._with_selection(None)

    def _first(self, most: int) -> tuple[list[str], list[list[_render.Cell]], str]:
        rest = "" if self.sample_shape else _render.more(len(self.alternatives) - most)
        return *self._with_selection(most), rest

    def _with_selection(self, most: int | None) -> tuple[list[str], list[list[_render.Cell]]]:
        """Return ranks and scores, the best first, and what is selected."""
        headers, rows = self._ranked(most)
        if self.sample_shape:
            return headers, rows
        chosen = set(self.selected)
        words = [[*row, "yes" if row[0] in chosen else "no"] for row in rows]
        return [*headers, "selected"], words

    def _columns(self) -> Columns:
        name, labels, columns = super()._columns()
        return name, labels, {**columns, "selected": self.is_selected}


@cites("brans_mareschal_1992")
@named
@remembered
def promethee_v(
    table: DecisionTable,
    weights: Weights,
    *,
    preference: Preference,
    constraints: Constraints | None = None,
    count: Count | None = None,
) -> PrometheeVResult:
    """Select the set of alternatives with the greatest total net flow that meets the constraints.

    Parameters
    ----------
    table : DecisionTable
        Performances (..., A, C) in the criteria's own units.
    weights : mapping, WeightsResult or array_like, shape (..., C)
        Weights of the criteria; only their ratios matter.
    preference : callable or mapping of str to callable
        As in `promethee_ii`.
    constraints : mapping of str to (coefficients, low, high) or LinearConstraint, optional
        By a name of your own, what the sum of the coefficients of the selected alternatives must
        be: at least `low` and at most `high`, of which one may be None. Coefficients are a mapping
        by alternative, in which those that are not named count 0, an array (A,) in table order, or
        the name of a criterion, for its performances. Instead of the three, a mapping with the keys
        'coefficients', 'low' and 'high' will do, one of the last two left out; instead of the whole
        scipy's `LinearConstraint`, with a column for each alternative.
    count : int or (int, int), optional
        How many alternatives are selected, or how many at least and at most; either end may be
        None. Any number where None.

    Returns
    -------
    PrometheeVResult
        `.selected`, the labels of the selection, with the net flows in `.scores`, `.total` and
        `.is_unique`.

    Raises
    ------
    InvalidInputError
        If the weights do not fit, sample axes do not broadcast together, a preference function is
        missing, unknown or returns no degrees, a constraint is not what it must be, no selection
        meets them all, or there are more than 10,000 alternatives.
    ConvergenceError
        If the program is not solved.

    Notes
    -----
    Maximize sum_a phi(a) x_a over x in {0, 1}^A under the constraints, with the net flows of
    PROMETHEE II, by HiGHS to a gap of 0; a second program tells whether the optimum is unique.
    Bounds hold up to 1e-9 of the sum. An alternative with a negative flow is selected only where a
    constraint asks for it, and net flows depend on which alternatives are in the table, so that
    what else could be chosen matters: with `count` fixed the total is as good on any scale. Two
    programs for each sample.

    Examples
    --------
    Two of four sites, of which the two in the north exclude each other, within a budget of 30:

    >>> from decision_analysis import Criterion, DecisionTable, mcda
    >>> sites = DecisionTable(
    ...     [[18, 9], [16, 8], [14, 5], [10, 3]],
    ...     [Criterion("cost", "min"), "effect"],
    ...     ["north 1", "north 2", "south", "west"],
    ... )
    >>> result = mcda.promethee_v(
    ...     sites,
    ...     {"cost": 1, "effect": 3},
    ...     preference=mcda.preference.v_shape(6),
    ...     constraints={
    ...         "budget": ("cost", None, 30),
    ...         "one in the north": ({"north 1": 1, "north 2": 1}, None, 1),
    ...     },
    ...     count=2,
    ... )
    >>> result.selected
    ('north 2', 'south')
    """
    asked = door(table, weights)
    functions = preference_functions(table.criterion_names, preference)
    limits = read_limits(table, constraints, count)
    above, below = criterion_flows(asked.gains, functions)
    flows = net_flow(weighted(asked.weights, above), weighted(asked.weights, below))
    # a program for each sample: sets under constraints have no closed form
    each = [best_selection(row, limits) for row in flows.reshape(-1, flows.shape[-1])]
    chosen = np.array([row for row, _ in each]).reshape(flows.shape)
    return PrometheeVResult(
        method="PROMETHEE V",
        parameters={
            **asked.recorded(preference=preference),
            "constraints": limits.recorded(table.alternatives),
        },
        references=cited("brans_mareschal_1992"),
        alternatives=table.alternatives,
        criteria=table.criterion_names,
        scores=flows,
        is_selected=chosen,
        total=np.where(chosen, flows, 0.0).sum(axis=-1),
        is_unique=np.array([unique for _, unique in each]).reshape(asked.shape),
    )
