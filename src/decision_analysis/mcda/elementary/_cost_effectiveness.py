"""Cost-effectiveness: incremental ratios along the frontier, who is dominated, and net benefit."""

from __future__ import annotations

from typing import Any

import numpy as np

from decision_analysis import _checks
from decision_analysis._arrays import FloatArray
from decision_analysis._cited import cited, cites
from decision_analysis._named import named
from decision_analysis.core import DecisionTable
from decision_analysis.errors import InvalidInputError
from decision_analysis.mcda._door import door_without_weights
from decision_analysis.mcda.elementary._cost_effectiveness_result import CostEffectivenessResult
from decision_analysis.mcda.elementary._league import league
from decision_analysis.mcda.elementary._net_benefit import acceptability

ROLES = {"cost": ("min", "to minimize"), "effect": ("max", "to maximize")}
HINTS = {
    "cost": "write Criterion({0!r}, 'min')",
    "effect": "of what is averted, enter how much less there is of it",
}


@cites(
    "drummond_et_al_2015",
    "cantor_1994",
    "fenwick_claxton_sculpher_2001",
    "barton_briggs_fenwick_2008",
)
@named
def cost_effectiveness(
    table: DecisionTable, *, cost: str, effect: str, willingness_to_pay: Any = None
) -> CostEffectivenessResult:
    """Return the incremental cost-effectiveness ratios, and which alternatives are dominated.

    Parameters
    ----------
    table : DecisionTable
        Performances (..., A, C); other criteria than the two are left aside.
    cost : str
        The criterion to minimize, such as costs in money.
    effect : str
        The criterion to maximize, such as quality-adjusted life years.
    willingness_to_pay : array_like of float, shape (T,), optional
        What a unit of effect may be worth, ascending, at least 0: thresholds at which the samples
        are asked for net benefits and acceptability.

    Returns
    -------
    CostEffectivenessResult
        `.icer` is the ratio of each alternative on the frontier to the next cheaper one there, in
        units of cost for one of effect; `.frontier`, `.extended_dominated` and `.dominated` part
        the alternatives. With prices, `.net_benefit()` has net benefits (..., T, A), and
        `.acceptability` the acceptability curves and their frontier.

    Raises
    ------
    InvalidInputError
        If `cost` or `effect` is no criterion of the table or has the other goal, both are the same,
        a ratio is beyond the range of numbers, prices are negative, not finite or do not ascend, or
        there are prices and fewer than two samples.

    See Also
    --------
    dominance : The relation behind strong dominance, for any criteria.
    decision_analysis.voi.acceptability_curve : The curves alone.
    decision_analysis.voi.evpi_curve : What it is worth to know more, by the same prices.

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

    Each sample is done by itself, in O(A log A + A F) for F places on the frontier. Ratios are no
    numbers to average over samples; what is asked of sampled performances is the net benefit by
    price. The acceptability curve is the share of samples in which an alternative's is the largest;
    its frontier follows the alternative whose net benefit is the largest on average, which need not
    be the one that is best most often (Fenwick et al. 2001, Barton et al. 2008). All samples weigh
    the same, whatever axes they have; these curves cost O(S T A) for S samples.

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

    With samples, here of a treatment that helps one patient in four, at two prices:

    >>> import numpy as np
    >>> helped = np.arange(1000) % 4 == 0
    >>> treated = np.stack([np.full(1000, 1000), 4.0 * helped], axis=1)
    >>> table = DecisionTable(
    ...     np.stack([np.zeros((1000, 2)), treated], axis=1),
    ...     [Criterion("cost", "min"), Criterion("years")],
    ...     ["usual", "treated"],
    ... )
    >>> mcda.cost_effectiveness(table, cost="cost", effect="years", willingness_to_pay=[500, 2000])
    cost-effectiveness: 2 alternatives, samples (1000,)
       willingness to pay  P(usual)  P(treated)  best on average  its probability
                      500      0.75        0.25  usual                       0.75
                    2,000      0.75        0.25  treated                     0.25
    """
    asked = door_without_weights(table)
    roles = {
        role: _checks.known("criterion", name, table.criterion_names)
        for role, name in (("cost", cost), ("effect", effect))
    }
    costs, effects = _columns(table, roles)
    curve = (
        None if willingness_to_pay is None else acceptability(table, willingness_to_pay, **roles)
    )
    found = league(costs, effects)
    _in_range(table, found.ratios)
    names = table.criterion_names
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
        units=(
            table.criteria[names.index(roles["cost"])].unit,
            table.criteria[names.index(roles["effect"])].unit,
        ),
        willingness_to_pay=None if curve is None else curve.willingness_to_pay,
        acceptability=curve,
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
