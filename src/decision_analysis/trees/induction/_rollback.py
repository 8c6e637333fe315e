"""`rollback`: what a tree is worth and what to choose, by backward induction."""

from __future__ import annotations

import dataclasses
from typing import Any, Literal

import numpy as np

from decision_analysis._arrays import IntArray
from decision_analysis._cited import cited, cites
from decision_analysis._named import named
from decision_analysis._plainly import plainly
from decision_analysis.trees.arrays import TreeArrays, along, as_tree
from decision_analysis.trees.by_strategy import Strategy, best_fixed, resolve
from decision_analysis.trees.induction._rollback_result import RollbackResult
from decision_analysis.trees.nodes import DECISION, NodeLike
from decision_analysis.trees.passes import (
    UNDECIDED,
    Attribute,
    additive,
    optimal,
    preference,
    roll_back,
    ruled,
    start,
)

FIXED = "fixed"


@cites("raiffa_1968", "howard_matheson_1972", "wald_1945")
@named
def rollback(
    root: NodeLike | TreeArrays,
    *,
    utility: Any = None,
    goal: Literal["max", "min"] = "max",
    attribute: Attribute | None = None,
    policy: Any = None,
    rule: Literal["maximin", "maximax"] | None = None,
) -> RollbackResult:
    """Return what a decision tree is worth and the best options, by backward induction.

    With sampled numbers it decides *within each sample*, as if the numbers became known before the
    first decision: the mean of `.value` is the value under perfect information on the sampled
    numbers, not that of the best policy. For one policy, pass `policy=`: it is then held fixed in
    every sample; ``policy="fixed"`` finds the best such policy.

    Parameters
    ----------
    root : node or TreeArrays
        The tree; flattened first where it is given as nodes.
    utility : callable, optional
        A utility function of `decision_analysis.utility`, or any increasing, vectorized function
        with a method `.inverse`. It is taken of the total of a path. None is indifference to risk.
    goal : {'max', 'min'}
        Whether the payoff is to be maximized or minimized; with 'min' it is negated before the
        utility is taken.
    attribute : str, mapping, Series or callable, optional
        Where payoffs have several attributes, which one counts, or their coefficients {attribute:
        number or samples}, or a vectorized function of the path's totals {attribute: array}.
    policy : mapping, str or None
        None is the best option everywhere. A mapping from paths to options (`.policy` of another
        result, a `Strategy`) or the label of a strategy is evaluated as it is; decisions that it
        rules out are taken at their best. ``"fixed"`` is the one policy that is best on average
        over the samples, which count as equally likely.
    rule : {'maximin', 'maximax'}, optional
        What a chance node is worth instead of the expectation: the worst ('maximin', Wald) or the
        best of its possible outcomes, whatever their probabilities; with the goal 'min' the highest
        or the lowest cost. Other rules are not valid node by node: `score_strategies` applies them
        to strategies.

    Returns
    -------
    RollbackResult
        `.value`: the expected payoff; the expected utility where there is a utility function; the
        worst or best total where there is a rule. `.expected_value` and `.certainty_equivalent` in
        the unit of payoffs; all three agree without utility and rule. `.values`, `.to_go`,
        `.policy`, `.ties` and more by path, `()` being the root. Numbers are floats, or arrays
        (...) over samples.

    Raises
    ------
    InvalidModelError
        If the tree is faulty; all faults are listed.
    InvalidInputError
        If an option is none of those above, an attribute is unknown or has to be chosen, a total is
        outside the domain of the utility, or the policy lacks an option or names what is not in the
        tree.

    See Also
    --------
    strategies : All strategies.
    score_strategies : Decision rules that need whole strategies.
    recur : Stages that lead to one another for ever.
    risk_profile : The distribution of the payoff under one strategy.

    Notes
    -----
    Certainty equivalents are rolled back, and not utilities: they are associative, and stay in the
    range of payoffs where exponential utilities would overflow. With linear and exponential utility
    those of what is still to come are rolled back, else those of the totals of whole paths.
    `.policy` has the greatest option, the first of equal ones, so that `.value` is the policy's.
    `.ties` lists those beside it that differ by at most 1e-12 times the largest absolute payoff of
    the tree. Time is O(nodes x samples), without recursion and without a loop over nodes or
    samples; memory is two numbers for each node and sample. A node object that stands in several
    places is evaluated once where certainty equivalents do not depend on what was paid before
    (expectations, linear and exponential utility, rules; not a function of totals), the tree is
    large and much of it is shared; otherwise every path is written out.

    Examples
    --------
    Raiffa's oil wildcatter, who may sound the ground for 10 before he drills:

    >>> from decision_analysis import beliefs
    >>> from decision_analysis.trees import Chance, Decision, rollback
    >>> prior, worth = (
    ...     {"dry": 0.5, "wet": 0.3, "soaking": 0.2},
    ...     {"dry": -70, "wet": 50, "soaking": 200},
    ... )
    >>> sounding = beliefs.update(
    ...     prior,
    ...     {
    ...         "dry": {"closed": 0.1, "open": 0.3, "diffuse": 0.6},
    ...         "wet": {"closed": 0.3, "open": 0.4, "diffuse": 0.3},
    ...         "soaking": {"closed": 0.5, "open": 0.4, "diffuse": 0.1},
    ...     },
    ... )
    >>> def drill(chances):
    ...     oil = Chance("oil", {state: (p, worth[state]) for state, p in chances.items()})
    ...     return Decision("drill", {"drill": oil, "don't": 0})
    >>> results = {
    ...     signal: (p, drill(sounding.posterior[signal])) for signal, p in sounding.signals.items()
    ... }
    >>> tree = Decision("test", {"yes": Chance("result", results, payoff=-10), "no": drill(prior)})
    >>> best = rollback(tree)
    >>> round(best.value, 10), best.policy[()], best.policy["yes", "diffuse"], best.policy["no",]
    (22.5, 'yes', "don't", 'drill')
    >>> round(best.values["no",], 10), round(best.to_go["yes",], 10)
    (20.0, 22.5)
    >>> rollback(tree, rule="maximin")
    rollback: value 0  (rule='maximin')
       after  decision  option  value
              test      no          0
       no     drill     don't       0
    """
    # shared nodes stay folded where what follows is worth the same on every path
    tree = as_tree(root, folded=policy is None and additive(utility) and not callable(attribute))
    # payoffs to be maximized, and what a gamble of them is worth
    wanted = preference(tree, utility, goal, attribute)
    wanted = dataclasses.replace(wanted, rule=ruled(rule, utility))
    # options that are fixed: of the policy best on average over samples, or of a given one
    chosen: IntArray | None = None
    if isinstance(policy, str) and policy == FIXED:
        chosen = best_fixed(tree, wanted)
    elif policy is not None:
        chosen = resolve(tree, policy)
    # certainty equivalents from the ends to the root; expectations under the same policy
    rolled = roll_back(tree, start(tree, wanted), wanted, chosen=chosen)
    expected = rolled
    if not wanted.neutral:
        open_ = chosen is None or bool((chosen == UNDECIDED).any())
        taken = optimal(tree, rolled, chosen) if open_ else chosen
        expected = roll_back(tree, wanted.amounts, None, chosen=taken)
    parameters: dict[str, Any] = {"goal": goal}
    parameters |= {} if utility is None else {"utility": utility}
    parameters |= {} if attribute is None else {"attribute": plainly(attribute)}
    parameters |= {} if rule is None else {"rule": rule}
    if policy is not None:
        given = policy if isinstance(policy, str | Strategy) else dict(policy)
        parameters["policy"] = plainly(given)
    # nothing is chosen first where the root is no decision
    first = [tree._label(child) for child in tree._children(0)] if tree.kind[0] == DECISION else []
    amounts = along(wanted.amounts, rolled.ndim)
    return RollbackResult(
        method="rollback",
        parameters=parameters,
        references=cited("raiffa_1968"),
        alternatives=tuple(first),
        tree=tree,
        # samples were behind the nodes, and come first in results
        node_equivalents=np.moveaxis(rolled, 0, -1),
        node_expected=np.moveaxis(expected, 0, -1),
        node_payoffs=np.moveaxis(amounts, 0, -1),
        fixed=chosen,
        utility=utility,
        rule=rule,
        sign=wanted.sign,
        whole=not wanted.delta,
    )
