"""`score_strategies`: every strategy scored by a rule on the distribution of its total."""

from __future__ import annotations

from typing import Any, Literal, TypeAlias

import numpy as np

from decision_analysis import _checks
from decision_analysis._arrays import FloatArray
from decision_analysis._cited import cited, cites
from decision_analysis._named import named
from decision_analysis._plainly import plainly
from decision_analysis._shown import shown
from decision_analysis.core import Scores
from decision_analysis.errors import InvalidInputError
from decision_analysis.trees.arrays import TreeArrays, as_tree
from decision_analysis.trees.by_strategy._enumeration import check_number
from decision_analysis.trees.by_strategy._regret import regrets
from decision_analysis.trees.by_strategy._statistics_by_strategy import (
    STATISTICS,
    Argument,
    Asked,
    asked_for,
    batches,
    by_strategy,
)
from decision_analysis.trees.by_strategy._strategies import Strategies
from decision_analysis.trees.by_strategy._strategy_labels import NOTHING
from decision_analysis.trees.nodes import NodeLike
from decision_analysis.trees.passes import (
    GOALS,
    Attribute,
    Preference,
    payoffs,
    preference,
    roll_back,
    start,
)

Rule: TypeAlias = "str | tuple[str, float]"

RULES: dict[str, Argument | None] = {
    "expected_value": None,
    "expected_utility": None,
    "certainty_equivalent": None,
    "maximin": None,
    "maximax": None,
    "minimax_regret": None,
    "hurwicz": Argument("optimism", "optimism", {"low": 0, "high": 1}),
    **{word: STATISTICS[word] for word in ("mean_variance", "cvar", "quantile")},
    **{word: STATISTICS[word] for word in ("probability_above", "probability_below")},
}
OF_UTILITY = ("expected_utility", "certainty_equivalent")
SOURCES = {
    "expected_utility": "raiffa_1968",
    "certainty_equivalent": "raiffa_1968",
    "maximin": "wald_1945",
    "maximax": "hurwicz_1951",
    "hurwicz": "hurwicz_1951",
    "minimax_regret": "savage_1951",
    "mean_variance": "markowitz_1952",
    "cvar": "rockafellar_uryasev_2002",
    "quantile": "rostek_2010",
}


@cites("wald_1945", "savage_1951", "raiffa_schlaifer_1961, normal-form analysis")
@named
def score_strategies(
    root: NodeLike | TreeArrays,
    rule: Rule,
    *,
    goal: Literal["max", "min"] = "max",
    attribute: Attribute | None = None,
    utility: Any = None,
    max_strategies: int = 10_000,
) -> Scores:
    """Score every strategy of a tree by a decision rule on the whole distribution of its total.

    Parameters
    ----------
    root : node or TreeArrays
        The tree.
    rule : str or tuple
        What makes a strategy good.

        - ``"expected_value"``; ``"expected_utility"`` and ``"certainty_equivalent"``, which take
          `utility`;
        - ``"maximin"`` and ``"maximax"``, the worst and the best possible total; ``("hurwicz",
          optimism)``, optimism times the best and the rest times the worst;
        - ``"minimax_regret"``, the largest regret over the states of nature;
        - ``("mean_variance", coefficient)``, the mean made worse by the coefficient times the
          variance;
        - ``("cvar", level)``, the mean of the worst `level` share;
        - ``("quantile", q)``, the smallest total that is reached or undercut with probability at
          least q;
        - ``("probability_above", x)`` and ``("probability_below", x)``, that the total is larger,
          or smaller, than x.
    goal : {'max', 'min'}
        Whether large or small totals are wanted. With 'min' the worst is the largest: ``"maximin"``
        is then minimax cost and ``"maximax"`` minimin cost, and the variance adds to the mean.
        Quantiles and probabilities are of the total as it is.
    attribute : str, mapping or callable, optional
        As in `rollback`.
    utility : callable, optional
        A utility function, as in `rollback`, for the two rules that take one.
    max_strategies : int
        Above this number of strategies the tree is refused, before any of them is made.

    Returns
    -------
    Scores
        `.scores` (..., strategies) in the unit of payoffs, of utility, or as probabilities;
        `.alternatives`, the labels of `strategies(root)`, which `rollback` and `risk_profile`
        take; `.best`, `.tied_best`, `.order`. `.higher_is_better` follows the goal; it is False
        for regrets, True for utilities, and for the probability to be above, or below, it says on
        which side one wants to be. Samples of probabilities and payoffs are the leading axes: each
        strategy is held fixed in every sample.

    Raises
    ------
    InvalidModelError
        If the tree is faulty, or, for ``"minimax_regret"``, if the states of nature depend on a
        decision or a path meets an uncertainty twice; both paths are named.
    InvalidInputError
        If there are more than `max_strategies`, or an option is none of those above.

    See Also
    --------
    consequences : Such statistics of several attributes, as a table.
    rollback : The best strategy without listing them, for rules that backward induction follows.
    risk_profile : The distribution behind the score of one strategy.

    Notes
    -----
    This is the normal form: a strategy is chosen once, before the first decision, by the
    distribution it leads to. For most of these rules another choice may look better halfway, so
    that backward induction does not find the best strategy.

    Outcomes of probability 0 do not count for the worst, the best or the regret, however good or
    bad they are.

    Regret is Savage's. A state of nature is an outcome for each uncertainty, all chance nodes of
    one name being one uncertainty. In each state a strategy has one path; its regret is the best
    total that any strategy of the tree has in that state - which is what a sequence of options
    chosen with foresight has - less its own, and its score the largest regret over all states that
    the tree does not give probability 0. Uncertainties that are never met together may combine in
    any way. The tree is refused where the probability of some outcomes, given what is known, is
    higher with some options than others leave room for: then one name means different things.
    Leaving a strategy out, or adding one, can change the order of the others.

    The expected value takes one pass over the nodes, all other rules time in proportion to
    strategies x nodes x samples; regret also that of comparing the distinct ends of paths in pairs.

    Examples
    --------
    Thompson Lumber (Balakrishnan, Render, Stair, chapter 8), as a tree:

    >>> from decision_analysis.trees import Chance, Decision, score_strategies
    >>> def demand(high, moderate, low):
    ...     return Chance(
    ...         "demand", {"high": (0.3, high), "moderate": (0.5, moderate), "low": (0.2, low)}
    ...     )
    >>> tree = Decision(
    ...     "plant",
    ...     {
    ...         "large": demand(200_000, 100_000, -120_000),
    ...         "small": demand(90_000, 50_000, -20_000),
    ...         "none": 0,
    ...     },
    ... )
    >>> score_strategies(tree, ("hurwicz", 0.45))
    score_strategies  (rule='hurwicz', optimism=0.45, goal='max')
       alternative  rank  score
       plant=small     1  29,500
       plant=large     2  24,000
       plant=none      3       0
    >>> score_strategies(tree, "minimax_regret").scores.tolist()
    [120000.0, 110000.0, 200000.0]
    """
    tree = as_tree(root)
    word, x = asked_for("rule", "", rule, RULES)
    _checks.one_of("goal", goal, GOALS)
    if (utility is not None) != (word in OF_UTILITY):
        only = f"must be None, as only {' and '.join(OF_UTILITY)} take one"
        need = "must be given" if utility is None else only
        raise InvalidInputError(f"utility {need} for the rule {word!r}; got {shown(utility)}")
    wanted = preference(tree, utility, goal, attribute)
    count = check_number(tree, max_strategies)
    if word in OF_UTILITY:
        scores = _of_utility(tree, wanted, word, count)
    # the largest regret of a strategy is that of its worst possible path
    elif word == "minimax_regret":
        scores = by_strategy(tree, regrets(tree, wanted.amounts), "max", ("max", 0.0), count)
    else:
        scores = _of_total(tree, payoffs(tree, attribute), goal, (word, x), count)
    argument = RULES[word]
    options: dict[str, Any] = (
        {"rule": word} | ({} if argument is None else {argument.shown: x}) | {"goal": goal}
    )
    options |= {} if utility is None else {"utility": utility}
    options |= {} if attribute is None else {"attribute": plainly(attribute)}
    return Scores(
        method="score_strategies",
        parameters=options,
        references=cited(SOURCES[word]) if word in SOURCES else (),
        alternatives=tuple(label or NOTHING for label in Strategies(tree, True, count).labels),
        scores=np.moveaxis(scores, 0, -1) + 0.0,
        higher_is_better=_higher_is_better(word, goal),
    )


def _higher_is_better(word: str, goal: str) -> bool:
    if word in ("expected_utility", "minimax_regret"):
        return word == "expected_utility"
    return (goal == "max") != (word == "probability_below")


def _of_total(
    tree: TreeArrays, amounts: FloatArray, goal: str, rule: Asked, count: int
) -> FloatArray:
    """Return what a rule makes of the total's distribution by strategy (strategies, ...)."""
    word, x = rule
    worst, best = ("min", "max") if goal == "max" else ("max", "min")
    same = {"expected_value": "mean", "maximin": worst, "maximax": best}
    if word != "hurwicz":
        return by_strategy(tree, amounts, goal, (same.get(word, word), x), count)
    # Hurwicz: optimism times the best total and the rest times the worst
    highest = by_strategy(tree, amounts, goal, (best, 0.0), count)
    lowest = by_strategy(tree, amounts, goal, (worst, 0.0), count)
    return highest * x + lowest * (1 - x)


def _of_utility(tree: TreeArrays, wanted: Preference, word: str, count: int) -> FloatArray:
    """Return certainty equivalents, or expected utilities, by strategy (strategies, ...)."""
    amounts = start(tree, wanted)
    extra = max(amounts.ndim, tree._probability.ndim) - 1
    samples = np.broadcast_shapes(amounts.shape[1:], tree._probability.shape[1:])
    parts = []
    # all strategies of a batch are rolled back at once, as a further axis of the samples
    for chosen in batches(tree, count):
        fixed = chosen.reshape(*chosen.shape, *(1,) * extra)
        rolled = roll_back(tree, amounts, wanted, chosen=fixed)[0]
        parts.append(np.broadcast_to(rolled, (chosen.shape[1], *samples)))
    found = np.concatenate(parts)
    return wanted.sign * found if word == "certainty_equivalent" else wanted.utilities(found)
