"""`Stakeholder`: whose preferences, as an order or points of criteria, rule out which weights."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from functools import cached_property
from typing import Any

import numpy as np

from decision_analysis import _checks, uncertainty, weights
from decision_analysis._arrays import BoolArray
from decision_analysis._frozen import ReadOnly
from decision_analysis._named import named
from decision_analysis._shown import shown
from decision_analysis.core import DecisionTable
from decision_analysis.errors import InvalidInputError
from decision_analysis.study.model._constraint import Constraint


@dataclasses.dataclass(frozen=True)
class Stakeholder:
    """One party's preferences over the criteria of a study.

    Parameters
    ----------
    name, description : str
        Who.
    criteria : tuple of str
        The study's criteria, in its order.
    orders : tuple of str
        Orders of importance, 'a > b = c'.
    points : mapping of str to float or None
        Exact weights, in any unit: numbers, points of a swing, priorities of the AHP.
    bounds : mapping of str to (float, float)
        Lowest and highest weight.
    constraints : tuple of Constraint
        What the party rules out.
    source, rationale : str
        What the judgement rests on.
    form : str
        How the weights were given, in words.
    anonymous : bool
        Whether it is no party by name, but whoever reads the study.

    Raises
    ------
    InvalidInputError
        If an order, a bound, the points or a constraint names no criterion, or the orders and
        bounds contradict one another.
    """

    name: str
    description: str
    criteria: tuple[str, ...]
    orders: tuple[str, ...]
    points: Mapping[str, float] | None = None
    bounds: Mapping[str, tuple[float, float]] = dataclasses.field(default_factory=dict)
    constraints: tuple[Constraint, ...] = ()
    source: str = ""
    rationale: str = ""
    form: str = ""
    anonymous: bool = False

    def __post_init__(self) -> None:
        object.__setattr__(self, "name", _checks.names("Stakeholder: name", [self.name])[0])
        place = f"stakeholder {self.name!r}"
        for what in ("description", "source", "rationale", "form"):
            object.__setattr__(self, what, _checks.text(f"{place}: {what}", getattr(self, what)))
        _checks.instance(f"{place}: anonymous", self.anonymous, bool)
        names = _checks.names(f"{place}: criteria", self.criteria)
        object.__setattr__(self, "criteria", names)
        object.__setattr__(self, "orders", tuple(_checks.entries(f"{place}: orders", self.orders)))
        object.__setattr__(
            self, "constraints", tuple(_checks.entries(f"{place}: constraints", self.constraints))
        )
        if self.points is not None:
            _checks.mapping(f"{place}: points", self.points)
            _checks.same_names(f"{place}: points must name each criterion", self.points, names)
            object.__setattr__(self, "points", ReadOnly(self.points))
        bounds: Mapping[str, Any] = _checks.mapping(f"{place}: bounds", self.bounds, empty=True)
        ends = {
            n: _checks.pair(f"{place}: bounds of {shown(n)}", pair) for n, pair in bounds.items()
        }
        object.__setattr__(self, "bounds", ReadOnly(ends))
        for constraint in self.constraints:
            limited = _checks.instance(f"{place}: constraint", constraint, Constraint).criterion
            _checks.known("criterion", limited, names, place=place)
        # an order or bounds that contradict one another are found here, with the stakeholder's name
        try:
            self.weight_space()
            if self.points is not None:
                weights.direct(self.points)
        except InvalidInputError as error:
            raise InvalidInputError(f"{place}: {error.message}") from error

    @property
    def exact(self) -> bool:
        """Whether only one set of weights is possible: points were given, and nothing less."""
        return self.points is not None and not self.orders and not self.bounds

    def weights(self) -> dict[str, float]:
        """Return one weight for each criterion: from the points, else the centroid of all allowed.

        Returns
        -------
        dict of str to float
            Summing to 1, in the order of the criteria. For a full order without bounds these are
            the rank order centroid weights, where nothing is known they are equal.
        """
        if self.points is not None:
            known = weights.direct(self.points).as_dict()
            return {name: known[name] for name in self.criteria}
        return self._centroid

    @cached_property
    def _centroid(self) -> dict[str, float]:
        space = self.weight_space()
        try:
            mean = space.centroid
        except InvalidInputError:
            # too many simplices: the mean of a sample, which gives about two digits, always the
            # same
            mean = np.mean(space.sample(2**14, rng=0), axis=0)
        return dict(zip(self.criteria, mean.tolist(), strict=True))

    def weight_space(self) -> uncertainty.WeightSpace:
        """Return all weights that agree with orders and bounds; of exact ones there are none."""
        space = uncertainty.WeightSpace(self.criteria)
        for order in self.orders:
            space = space.order(order)
        for name, (low, high) in self.bounds.items():
            space = space.bounds(name, low, high)
        return space

    def possible_weights(self) -> uncertainty.WeightSpace | dict[str, float]:
        """Return what SMAA samples: the exact weights, or all that agree with orders and bounds."""
        return self.weights() if self.exact else self.weight_space()

    @named
    def allows(self, table: DecisionTable) -> BoolArray:
        """Return which alternatives of a table keep all of the party's constraints.

        Parameters
        ----------
        table : DecisionTable
            Performances (..., A, C).

        Returns
        -------
        ndarray of bool, shape (..., A)
            True where every constraint is kept.

        Raises
        ------
        InvalidInputError
            If the table lacks the criterion of a constraint.
        """
        _checks.instance("table", table, DecisionTable)
        kept = np.ones(table.values.shape[:-1], dtype=bool)
        for constraint in self.constraints:
            kept &= constraint.allows(table)
        return kept
