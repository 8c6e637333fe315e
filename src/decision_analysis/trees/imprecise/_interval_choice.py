"""`interval_choice`: which strategies remain where probabilities are known by bounds."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

import numpy as np

from decision_analysis import _checks
from decision_analysis._arrays import BoolArray, FloatArray, IntArray
from decision_analysis._cited import cited, cites
from decision_analysis._limits import MOST_CORNERS_BY_STRATEGY, TIE_TOLERANCE
from decision_analysis._named import named
from decision_analysis._plainly import plainly
from decision_analysis.errors import InvalidInputError
from decision_analysis.trees.arrays import TreeArrays, as_tree
from decision_analysis.trees.by_strategy import NOTHING, Strategies, count_strategies
from decision_analysis.trees.imprecise._admissible import best_somewhere, maximal
from decision_analysis.trees.imprecise._bounded_strategies import BoundedStrategies
from decision_analysis.trees.imprecise._interval_bounds import lay_out, written_out
from decision_analysis.trees.imprecise._interval_choice_result import IntervalResult
from decision_analysis.trees.imprecise._perturb import refuse_samples
from decision_analysis.trees.imprecise._tied import (
    check_once,
    check_size,
    check_tied,
    points,
    shared,
    units,
    warn_of_rounding,
)
from decision_analysis.trees.nodes import TERMINAL, NodeLike
from decision_analysis.trees.passes import (
    MOST_TOTAL,
    Attribute,
    Preference,
    preference,
    start,
    totals,
)


@cites("walley_1991", "troffaes_2007", "huntley_troffaes_2012")
@named
def interval_choice(
    root: NodeLike | TreeArrays,
    bounds: Mapping[str | tuple[str, ...], Mapping[str, tuple[float, float]]],
    *,
    utility: Any = None,
    goal: Literal["max", "min"] = "max",
    attribute: Attribute | None = None,
    tied: Literal["name"] | None = "name",
    optimism: float = 0.5,
    max_strategies: int = 10_000,
) -> IntervalResult:
    """Return what each strategy may be worth, and which remain, with bounds on probabilities.

    Some probabilities are known by their bounds only.

    Parameters
    ----------
    root : node or TreeArrays
        The tree.
    bounds : mapping of (str or tuple) to mapping
        {name of chance nodes, or path to one: {outcome: (low, high)}}. An outcome that is not named
        may have any probability that the others leave; chance nodes that are not named keep their
        probabilities. Where both name a node, its path goes before its name.
    utility : callable, optional
        A utility function, as in `rollback`.
    goal : {'max', 'min'}
        Whether the payoff is to be maximized or minimized.
    attribute : str, mapping or callable, optional
        As in `rollback`.
    tied : {'name', None}
        'name': chance nodes that share name and, by outcome, probabilities and bounds within 1e-8
        are one uncertainty, with one distribution within the bounds. None: each has its own.
    optimism : float
        Weight in [0, 1] of the favorable end in the Hurwicz rule.
    max_strategies : int
        Above this number of strategies the tree is refused, before any of them is made.

    Returns
    -------
    IntervalResult
        For each strategy its `.lower` and `.upper` expectation; the choices `.gamma_maximin`,
        `.gamma_maximax` and `.hurwicz`; the sets `.undominated` (interval dominance), `.maximal`
        and `.e_admissible`, each within the one before; the `.reachable` bounds. All are tuples of
        labels, ties included.

    Raises
    ------
    InvalidModelError
        If the tree is faulty, or no distribution lies within the bounds of a chance node.
    InvalidInputError
        If numbers are samples, bounds name what is not in the tree or are no intervals in [0, 1],
        there are more than `max_strategies`, an argument is none of those above, or tied
        uncertainties occur twice on a path or are too many to be listed.

    Warns
    -----
    InconsistentJudgementsWarning
        If, after the same outcomes, two bounded nodes of one name have probabilities that differ by
        no more than rounding does, .02, and so have distributions of their own.

    See Also
    --------
    stability : One epsilon for all probabilities.
    rollback : The best strategy where probabilities are known.

    Notes
    -----
    All criteria are of the *normal form*: they compare whole strategies, before anything is known,
    over the set of probabilities of whole paths that the products of distributions within the
    bounds span (their strong extension, which is convex). With b preferred to a where the lower
    expectation of u(b) - u(a) is positive, a strategy is maximal if none is preferred to it. It is
    E-admissible if some element of the set makes it best; that may be a mixture of products, which
    matters only where uncertainties of several nodes occur together on a path.

    Where no bounded uncertainty stands on several nodes, the set is rectangular: every chance node
    has its own distributions, whatever those elsewhere. Then normal and extensive form agree, each
    criterion follows from backward induction with a vector over strategies at every node, exactly,
    in time O(nodes + strategies). For other sets backward induction keeps all maximal and all
    E-admissible strategies, but not what Gamma-maximin and interval dominance choose (Huntley and
    Troffaes 2012). So where an uncertainty stands on several nodes, strategies are evaluated at all
    combinations of extreme points of the bounds (at most 4,096), which is exact as expected utility
    is linear in each uncertainty; E-admissibility is decided by a linear program over them (HiGHS).

    Ties are within 1e-12 of the largest absolute payoff or utility; the linear program decides to
    1e-9 of the largest difference.

    Examples
    --------
    Troffaes (2007) bets on a coin that shows heads with a probability between 0.28 and 0.7:

    >>> from decision_analysis.trees import Chance, Decision, interval_choice
    >>> gains = {
    ...     "1": (4, 0),
    ...     "2": (0, 4),
    ...     "3": (3, 2),
    ...     "4": (0.5, 3),
    ...     "5": (2.35, 2.35),
    ...     "6": (4.1, -0.3),
    ... }
    >>> bets = {
    ...     bet: Chance("coin", {"heads": (0.5, h), "tails": (0.5, t)})
    ...     for bet, (h, t) in gains.items()
    ... }
    >>> interval_choice(Decision("bet", bets), {"coin": {"heads": (0.28, 0.7)}})
    interval_choice: bet=5 has the best worst case  (optimism=0.5)
       strategy  lower  upper  standing
       bet=3     2.280   2.70  best for some
       bet=2     1.200   2.88  best for some
       bet=1     1.120   2.80  best for some
       bet=5     2.350   2.35  maximal
       bet=6     0.932   2.78  undominated
       bet=4     1.250   2.30
    """
    tree = as_tree(root)
    refuse_samples(tree)
    together = check_tied(tied)
    share = _checks.number("optimism", optimism, low=0, high=1)
    limit = _checks.integer("max_strategies", max_strategies)
    wanted = preference(tree, utility, goal, attribute, most=MOST_TOTAL)
    low, high, bounded = lay_out(tree, bounds)
    count, size = count_strategies(tree)
    if count is None or count > limit:
        raise InvalidInputError(
            f"the tree must have at most max_strategies={limit:,} strategies; it has"
            f" {size}: raise max_strategies, leave out options that are out of the question, or use"
            " stability(), which lists none"
        )
    # where an uncertainty stands on several nodes, the set of probabilities is not rectangular
    groups = units(tree, low, high, tied=together)
    if together:
        warn_of_rounding(tree, groups)
    if shared(groups):
        check_size(tree, groups)
        check_once(tree, shared(groups))
        ends, kept, best = _enumerated(tree, wanted, (low, high), groups, count)
    else:
        ends, kept, best = _separable(tree, wanted, low, high)
    labels = tuple(label or NOTHING for label in Strategies(tree, True, count).labels)
    worst, top = ends
    parameters: dict[str, Any] = {
        "bounds": plainly(dict(bounds)),
        "goal": goal,
        "tied": tied,
        "optimism": share,
    }
    parameters |= {} if utility is None else {"utility": utility}
    parameters |= {} if attribute is None else {"attribute": plainly(attribute)}
    return IntervalResult(
        method="interval_choice",
        parameters=parameters,
        references=cited("walley_1991", "troffaes_2007"),
        alternatives=labels,
        lower=(worst if wanted.sign > 0 else -top) + 0.0,
        upper=(top if wanted.sign > 0 else -worst) + 0.0,
        maximal=tuple(label for label, keep in zip(labels, kept, strict=True) if keep),
        e_admissible=tuple(label for label, is_best in zip(labels, best, strict=True) if is_best),
        reachable=written_out(tree, bounded, low, high),
        optimism=share,
        goal=goal,
    )


def _separable(
    tree: TreeArrays, wanted: Preference, low: FloatArray, high: FloatArray
) -> tuple[tuple[FloatArray, FloatArray], BoolArray, BoolArray]:
    """Return worst and best cases of all strategies, and which are maximal and E-admissible."""
    utilities = _utilities(tree, wanted)
    # preferences between strategies, by expected utilities
    expected = BoundedStrategies(tree, utilities, None, low, high)
    at_stake = BoundedStrategies(tree, np.abs(utilities), None, low, high).best
    tolerance = _tolerance(expected.worst, expected.best, at_stake)
    best = expected.optimal_somewhere(tolerance)
    kept = best | (expected.beaten_by() <= tolerance)
    if wanted.neutral:
        return (expected.worst, expected.best), kept, best
    # what they are worth, by certainty equivalents
    sure = BoundedStrategies(tree, start(tree, wanted), wanted, low, high)
    return (sure.worst, sure.best), kept, best


def _enumerated(
    tree: TreeArrays,
    wanted: Preference,
    bounds: tuple[FloatArray, FloatArray],
    groups: list[IntArray],
    count: int,
) -> tuple[tuple[FloatArray, FloatArray], BoolArray, BoolArray]:
    """Do the same from the values of all strategies at all combinations of extreme points."""
    probability, _ = points(tree, groups, *bounds)
    if count * probability.shape[1] > MOST_CORNERS_BY_STRATEGY:
        raise InvalidInputError(
            "strategies times combinations of extreme points must be at most"
            f" {MOST_CORNERS_BY_STRATEGY:,}; got {count:,} times {probability.shape[1]:,}: hold"
            " some probabilities, or give every chance node its own with tied=None"
        )
    utilities = _utilities(tree, wanted)
    # at each point probabilities are precise, so that worst and best case are one
    values, stakes = (
        BoundedStrategies(tree, amounts, None, probability, probability).worst
        for amounts in (utilities, np.abs(utilities))
    )
    tolerance = _tolerance(values.min(axis=1), values.max(axis=1), stakes.max(axis=1))
    kept = maximal(values, tolerance)
    best = best_somewhere(values, kept, tolerance)
    if not wanted.neutral:
        amounts = start(tree, wanted)
        values = BoundedStrategies(tree, amounts, wanted, probability, probability).worst
    return (values.min(axis=1), values.max(axis=1)), kept, best


def _tolerance(worst: FloatArray, best: FloatArray, at_stake: FloatArray) -> float:
    """Return the largest difference to tie, by the ends of each strategy (strategies,).

    It is 1e-12 of what is at stake, but not of strategies that are out of the question.
    """
    return TIE_TOLERANCE * float(at_stake[best >= worst.max()].max())


def _utilities(tree: TreeArrays, wanted: Preference) -> FloatArray:
    """Return the utilities (N,) of totals, at the ends of paths.

    Under constant risk aversion the lowest, or highest, total counts as 0, which changes no
    comparison.
    """
    ends = tree.kind == TERMINAL
    whole = totals(tree, wanted.amounts)[ends]
    found = np.zeros(len(tree))
    if wanted.neutral or not wanted.delta:
        found[ends] = whole if wanted.neutral else wanted.utilities(whole)
    else:
        # where utilities of the one overflow, those of the other do not
        try:
            found[ends] = wanted.utilities(whole - whole.min())
        except InvalidInputError:
            found[ends] = wanted.utilities(whole - whole.max())
    return found
