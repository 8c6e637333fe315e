"""`Stakeholder`: whose preferences, as an order or points of criteria, rule out which weights."""

from __future__ import annotations

import dataclasses
import itertools
from collections.abc import Mapping, Sequence
from typing import Any, Literal

import numpy as np

from decision_analysis import _checks, uncertainty, weights
from decision_analysis._arrays import BoolArray
from decision_analysis._named import named
from decision_analysis._shown import shown
from decision_analysis.core import DecisionTable
from decision_analysis.errors import InvalidInputError
from decision_analysis.study._constraint import Constraint


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
        Swing or direct points, where the party gave points and not only an order.
    bounds : mapping of str to (float, float)
        Lowest and highest weight.
    constraints : tuple of Constraint
        What the party rules out.
    source, rationale : str
        What the judgement rests on.

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

    def __post_init__(self) -> None:
        object.__setattr__(self, "name", _checks.names("Stakeholder: name", [self.name])[0])
        place = f"stakeholder {self.name!r}"
        for what in ("description", "source", "rationale"):
            object.__setattr__(self, what, _checks.text(f"{place}: {what}", getattr(self, what)))
        names = _checks.names(f"{place}: criteria", self.criteria)
        object.__setattr__(self, "criteria", names)
        object.__setattr__(self, "orders", tuple(_checks.entries(f"{place}: orders", self.orders)))
        object.__setattr__(
            self, "constraints", tuple(_checks.entries(f"{place}: constraints", self.constraints))
        )
        if self.points is not None:
            _checks.mapping(f"{place}: points", self.points)
            _checks.same_names(f"{place}: points must name each criterion", self.points, names)
        bounds: Mapping[str, Any] = _checks.mapping(f"{place}: bounds", self.bounds, empty=True)
        for name, pair in bounds.items():
            if _checks.numeric_array(f"{place}: bounds of {name!r}", pair).shape != (2,):
                raise InvalidInputError(
                    f"{place}: bounds of {name!r} must be (low, high); got {shown(pair)}"
                )
        for constraint in self.constraints:
            limited = _checks.instance(f"{place}: constraint", constraint, Constraint).criterion
            _checks.known("criterion", limited, names, place=place)
        # an order or bounds that contradict one another are found here, with the stakeholder's name
        try:
            self.weight_space()
            if self.points is not None:
                weights.swing(self.points)
        except InvalidInputError as error:
            raise InvalidInputError(f"{place}: {error.message}") from error

    def weights(self) -> dict[str, float]:
        """Return one weight for each criterion: from the points, else the centroid of all allowed.

        Returns
        -------
        dict of str to float
            Summing to 1. For a full order without bounds these are the rank order centroid weights.
        """
        # points give weights; an order of all criteria has a centroid in closed form
        if self.points is not None:
            return weights.swing(self.points).as_dict()
        ranked = (
            [part.strip() for part in self.orders[0].split(">")] if len(self.orders) == 1 else []
        )
        if sorted(ranked) == sorted(self.criteria) and not self.bounds:
            centroid = weights.rank_order_centroid(len(ranked)).weights
            by_name = dict(zip(ranked, centroid.tolist(), strict=True))
            return {name: by_name[name] for name in self.criteria}
        # any other set of weights: the mean of a sample
        # always the same weights: the seed is fixed, and 2^14 samples give about two digits
        sample = self.weight_space().sample(2**14, rng=0)
        return dict(zip(self.criteria, np.mean(sample, axis=0).tolist(), strict=True))

    def weight_space(self) -> uncertainty.WeightSpace:
        """Return all weights that agree with order and bounds; points count by their order."""
        space = uncertainty.WeightSpace(self.criteria)
        for order in self.orders:
            space = space.order(order)
        for name, (low, high) in self.bounds.items():
            space = space.bounds(name, low, high)
        return space

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


def order_of(points: Mapping[str, float]) -> str:
    """Write the order that points imply: 'a > b = c'."""
    ranked = sorted(points, key=lambda name: -points[name])
    text = ranked[0]
    for before, name in itertools.pairwise(ranked):
        text += f" {'=' if points[before] == points[name] else '>'} {name}"
    return text


def stakeholder(name: str, data: Mapping[str, Any], criteria: Sequence[str]) -> Stakeholder:
    """Build a stakeholder from the entry of a study document."""
    given = data["weights"]
    points = given.get("swing") or given.get("direct")
    orders = given.get("order", [])
    # points count by the order that they imply where weights are sampled
    orders = (
        (order_of(points),) if points else (orders,) if isinstance(orders, str) else tuple(orders)
    )
    constraints = []
    for entry in data.get("constraints", []):
        kind: Literal["at_least", "at_most"] = "at_least" if "at_least" in entry else "at_most"
        source, rationale = ", ".join(entry.get("source", [])), entry.get("rationale", "")
        constraints.append(
            Constraint(entry["criterion"], kind, float(entry[kind]), source, rationale)
        )
    return Stakeholder(
        name,
        data.get("description", ""),
        tuple(criteria),
        orders,
        None if points is None else dict(points),
        {c: (float(low), float(high)) for c, (low, high) in given.get("bounds", {}).items()},
        tuple(constraints),
        ", ".join(data.get("source", [])),
        data.get("rationale", ""),
    )
