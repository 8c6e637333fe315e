"""Cost-effectiveness: incremental ratios along the frontier, who is dominated, and net benefit."""

from __future__ import annotations

import dataclasses
from typing import ClassVar

import numpy as np
from numpy.typing import ArrayLike

from decision_analysis import _checks, _render
from decision_analysis._arrays import BoolArray, FloatArray, IntArray, read_only
from decision_analysis._cited import cited, cites
from decision_analysis._named import named
from decision_analysis.core import DecisionTable, Result, Scores, axes
from decision_analysis.errors import InvalidInputError
from decision_analysis.mcda._door import door_without_weights
from decision_analysis.mcda.elementary._league import (
    DOMINATED,
    EXTENDED_DOMINATED,
    ON_FRONTIER,
    league,
)

ROLES = {"cost": ("min", "to minimize"), "effect": ("max", "to maximize")}
HINTS = {
    "cost": "write Criterion({0!r}, 'min')",
    "effect": "of what is averted, enter how much less there is of it",
}
WORDS = {DOMINATED: "dominated", EXTENDED_DOMINATED: "extended dominated", ON_FRONTIER: "frontier"}


@dataclasses.dataclass(frozen=True, eq=False, repr=False, kw_only=True)
class CostEffectivenessResult(Result):
    """Incremental cost-effectiveness ratios along the frontier, and who is dominated.

    Parameters
    ----------
    method, parameters, references, alternatives
        As in `Result`.
    status : ndarray of int, shape (..., A)
        2 on the frontier, 1 dominated in the extended sense, 0 dominated.
    costs, effects : ndarray of float, shape (..., A)
        As in the table.
    more_cost, more_effect : ndarray of float, shape (..., A)
        How much more than the next cheaper alternative on the frontier, in the unit of cost and of
        effect; 0 for the cheapest and off the frontier.
    ratios : ndarray of float, shape (..., A)
        `more_cost` over `more_effect`; 0 where both are 0, which is for the cheapest and off the
        frontier.
    """

    status: IntArray = axes("A")
    costs: FloatArray = axes("A")
    effects: FloatArray = axes("A")
    more_cost: FloatArray = axes("A")
    more_effect: FloatArray = axes("A")
    ratios: FloatArray = axes("A")

    main: ClassVar[str] = "status"

    @property
    def on_frontier(self) -> BoolArray:
        """Which alternatives are on the frontier, shape (..., A)."""
        return read_only(self.status == ON_FRONTIER)

    @property
    def icer(self) -> dict[str, float]:
        """The ratio of each on the frontier to the next cheaper one; the cheapest has none."""
        self._single("icer")
        return {
            a: float(r)
            for a, r, e in zip(self.alternatives, self.ratios, self.more_effect, strict=True)
            if e > 0
        }

    @property
    def frontier(self) -> tuple[str, ...]:
        """The alternatives that are best at some price of effects, in table order."""
        return self._of("frontier", ON_FRONTIER)

    @property
    def extended_dominated(self) -> tuple[str, ...]:
        """Those that cost more than an equally effective mixture of two others, in table order."""
        return self._of("extended_dominated", EXTENDED_DOMINATED)

    @property
    def dominated(self) -> tuple[str, ...]:
        """Those that another one beats on cost or effect and at least equals on the other.

        They are in the order of the table.
        """
        return self._of("dominated", DOMINATED)

    @cites("stinnett_mullahy_1998")
    @named("net_benefit()")
    def net_benefit(self, willingness_to_pay: ArrayLike) -> Scores:
        """Return the net monetary benefit: effect times what one will pay for it, less cost.

        Parameters
        ----------
        willingness_to_pay : float or array_like, shape (...)
            Cost that one unit of effect is worth, at least 0; an array pairs with the sample axes.

        Returns
        -------
        Scores
            Net benefits (..., A) in the unit of cost, higher is better. One of the best is the most
            effective alternative on the frontier whose ratio is no more than the price.

        Raises
        ------
        InvalidInputError
            If a price is negative or not finite, prices do not pair with the samples, or a benefit
            is beyond the range of numbers.
        """
        prices = _checks.samples("willingness_to_pay", willingness_to_pay)
        if (prices < 0).any():
            raise InvalidInputError(f"willingness_to_pay must be at least 0; got {prices.min():g}")
        try:
            np.broadcast_shapes(prices.shape, self.sample_shape)
        except ValueError:
            raise InvalidInputError(
                f"willingness_to_pay must broadcast with the samples {self.sample_shape};"
                f" got {prices.shape}"
            ) from None
        # Stinnett and Mullahy: effect times price, less cost
        with np.errstate(over="ignore", invalid="ignore"):
            benefits = prices[..., None] * self.effects - self.costs
        if not np.isfinite(benefits).all():
            raise InvalidInputError("benefits are beyond the range of numbers; use another unit")
        return Scores(
            method="net benefit",
            parameters={
                **self.parameters,
                "willingness_to_pay": prices if prices.ndim else float(prices),
            },
            references=cited("stinnett_mullahy_1998"),
            alternatives=self.alternatives,
            scores=benefits,
        )

    def _of(self, member: str, status: int) -> tuple[str, ...]:
        self._single(member)
        return tuple(a for a, s in zip(self.alternatives, self.status, strict=True) if s == status)

    def _rows(self) -> tuple[list[str], list[list[_render.Cell]]]:
        if self.sample_shape:
            return [], []
        rows: list[list[_render.Cell]] = []
        for i in np.lexsort((-self.effects, self.costs)):
            follows = self.more_effect[i] > 0
            steps = [
                float(a[i]) if follows else None
                for a in (self.more_cost, self.more_effect, self.ratios)
            ]
            given = float(self.costs[i]), float(self.effects[i])
            rows.append([self.alternatives[i], *given, *steps, WORDS[int(self.status[i])]])
        names = [str(self.parameters.get(role, role)) for role in ("cost", "effect")]
        return ["alternative", *names, "more cost", "more effect", "ratio", "status"], rows


@cites("drummond_et_al_2015", "cantor_1994")
@named
def cost_effectiveness(table: DecisionTable, *, cost: str, effect: str) -> CostEffectivenessResult:
    """Return the incremental cost-effectiveness ratios, and which alternatives are dominated.

    Parameters
    ----------
    table : DecisionTable
        Performances (..., A, C); other criteria than the two are left aside.
    cost : str
        The criterion to minimize, such as costs in money.
    effect : str
        The criterion to maximize, such as quality-adjusted life years.

    Returns
    -------
    CostEffectivenessResult
        `.icer` is the ratio of each alternative on the frontier to the next cheaper one there, in
        units of cost for one of effect; `.frontier`, `.extended_dominated` and `.dominated` part
        the alternatives.

    Raises
    ------
    InvalidInputError
        If `cost` or `effect` is no criterion of the table or has the other goal, both are the same,
        or a ratio is beyond the range of numbers.

    See Also
    --------
    dominance : The relation behind strong dominance, for any criteria.

    Notes
    -----
    An alternative is dominated if another costs no more and is no less effective, and better in one
    of the two. It is dominated in the extended sense (Drummond et al. 2015) if it is not dominated
    but costs more than a mixture of two others of the same effect: if its incremental ratio exceeds
    that of the next more effective one (Cantor 1994). What is left is the lower right convex hull
    of effects and costs. It is walked from the cheapest alternative along the least slope, so that
    chains of alternatives that are dominated only after one another are all found. Ratios increase
    along the frontier.

    Costs, and effects, that the library's ranks would call tied count as equal. Identical
    alternatives share one place: all are on the frontier or none, with the same ratio, to the next
    cheaper place. An alternative on the line between two others is on the frontier: its ratio
    equals that of the next.

    Each sample is done by itself, in O(A log A + A F) for F places on the frontier.

    Examples
    --------
    The teaching example of the VA Health Economics Resource Center:

    >>> from decision_analysis import Criterion, DecisionTable, mcda
    >>> table = DecisionTable(
    ...     [[5000, 1], [12000, 1.5], [10000, 2], [25000, 3], [35000, 4], [55000, 5]],
    ...     [Criterion("cost", "min"), Criterion("effect", "max")],
    ...     ["usual care", "A", "B", "C", "D", "E"],
    ... )
    >>> result = mcda.cost_effectiveness(table, cost="cost", effect="effect")
    >>> result
    cost-effectiveness  (cost='cost', effect='effect')
       alternative    cost  effect  more cost  more effect   ratio  status
       usual care    5,000     1.0                                  frontier
       B            10,000     2.0      5,000            1   5,000  frontier
       A            12,000     1.5                                  dominated
       C            25,000     3.0                                  extended dominated
       D            35,000     4.0     25,000            2  12,500  frontier
       E            55,000     5.0     20,000            1  20,000  frontier
    >>> result.icer
    {'B': 5000.0, 'D': 12500.0, 'E': 20000.0}
    >>> result.net_benefit(15_000).best
    'D'
    """
    asked = door_without_weights(table)
    roles = {
        role: _checks.known("criterion", name, table.criterion_names)
        for role, name in (("cost", cost), ("effect", effect))
    }
    costs, effects = _columns(table, roles)
    found = league(costs, effects)
    _in_range(table, found.ratios)
    return CostEffectivenessResult(
        method="cost-effectiveness",
        parameters=asked.recorded(**roles),
        references=cited("drummond_et_al_2015", "cantor_1994"),
        alternatives=table.alternatives,
        status=found.status,
        costs=costs,
        effects=effects,
        more_cost=found.cost_steps,
        more_effect=found.effect_steps,
        ratios=found.ratios,
    )


def _columns(table: DecisionTable, chosen: dict[str, str]) -> list[FloatArray]:
    """Return the performances (..., A) on the criteria of the two roles."""
    names = table.criterion_names
    if chosen["cost"] == chosen["effect"]:
        raise InvalidInputError(
            f"cost and effect must be two criteria; got {chosen['cost']!r} for both"
        )
    columns, wrong = [], []
    for role, name in chosen.items():
        goal, words = ROLES[role]
        column = names.index(name)
        got = table.criteria[column].goal
        columns.append(table.values[..., column].copy())
        if got != goal:
            wrong.append(
                f"{role} must be a criterion {words}; {name!r} has goal {got!r}"
                f" ({HINTS[role].format(name)})"
            )
    if wrong:
        raise InvalidInputError("; ".join(wrong))
    return columns


def _in_range(table: DecisionTable, ratios: FloatArray) -> None:
    """Refuse ratios that overflow."""
    bad = np.argwhere(~np.isfinite(ratios))
    if bad.size:
        *sample, row = bad[0]
        at = f" of sample {tuple(map(int, sample))}" if sample else ""
        raise InvalidInputError(
            f"the incremental ratio of {table.alternatives[row]!r}{at} is beyond the range"
            " of numbers; measure cost or effect in another unit"
        )
