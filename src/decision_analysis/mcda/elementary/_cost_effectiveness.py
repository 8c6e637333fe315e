"""Cost-effectiveness: incremental ratios along the frontier, and who is dominated."""

from __future__ import annotations

import numpy as np

from decision_analysis import _checks
from decision_analysis._arrays import FloatArray
from decision_analysis._cited import cited, cites
from decision_analysis._named import named
from decision_analysis.core import DecisionTable
from decision_analysis.errors import InvalidInputError
from decision_analysis.mcda.elementary._cost_effectiveness_result import CostEffectivenessResult
from decision_analysis.mcda.elementary._league import league

ASKED = {"cost": ("min", "to minimize"), "effect": ("max", "to maximize")}
HINTS = {
    "cost": "write Criterion({0!r}, 'min')",
    "effect": "of what is averted, enter how much less there is of it",
}


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
    table = _checks.instance("table", table, DecisionTable)
    cost, effect = (
        _checks.known("criterion", name, table.criterion_names) for name in (cost, effect)
    )
    costs, effects = _columns(table, {"cost": cost, "effect": effect})
    found = league(costs, effects)
    _in_range(table, found.ratios)
    return CostEffectivenessResult(
        method="cost-effectiveness",
        parameters={"cost": cost, "effect": effect},
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
        goal, words = ASKED[role]
        column = names.index(name)
        got = table.criteria[column].goal
        columns.append(table.values[..., column].copy())
        if got != goal:
            wrong.append(
                f"{role} must be a criterion {words}; {name!r} has goal {got!r}"
                f" ({HINTS[role].format(name)})"
            )
    if wrong:
        raise InvalidInputError(f"{'; '.join(wrong)}")
    return columns


def _in_range(table: DecisionTable, ratios: FloatArray) -> None:
    """Refuse ratios that overflow."""
    if (bad := np.argwhere(~np.isfinite(ratios))).size:
        *sample, row = bad[0]
        at = f" of sample {tuple(map(int, sample))}" if sample else ""
        raise InvalidInputError(
            f"the incremental ratio of {table.alternatives[row]!r}{at} is beyond the range"
            " of numbers; measure cost or effect in another unit"
        )
