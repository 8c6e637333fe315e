"""`stability`: how far probabilities may move before another strategy is better.

It also says what robust rules would choose.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Literal

import numpy as np

from decision_analysis import _checks
from decision_analysis._cited import cited, cites
from decision_analysis._named import named
from decision_analysis._plainly import plainly
from decision_analysis.errors import InvalidInputError
from decision_analysis.trees.arrays import TreeArrays, as_tree
from decision_analysis.trees.by_strategy import Strategy
from decision_analysis.trees.imprecise._margin import Margin
from decision_analysis.trees.imprecise._perturb import Perturbation, changed, refuse_samples, scales
from decision_analysis.trees.imprecise._robust_rules import RULES, Rules
from decision_analysis.trees.imprecise._stability_result import StabilityResult
from decision_analysis.trees.imprecise._tied import (
    check_once,
    check_size,
    check_tied,
    shared,
    units,
    warn_of_rounding,
)
from decision_analysis.trees.nodes import DECISION, NodeLike
from decision_analysis.trees.passes import (
    MOST_TOTAL,
    Attribute,
    optimal,
    preference,
    roll_back,
    start,
    where_reached,
)


@cites("kaminski_jakubczyk_szufel_2018")
@named
def stability(
    root: NodeLike | TreeArrays,
    *,
    utility: Any = None,
    goal: Literal["max", "min"] = "max",
    attribute: Attribute | None = None,
    tied: Literal["name"] | None = "name",
    scale: Mapping[str | tuple[str, ...], float] | None = None,
    keep_impossible: bool = False,
    rules: Sequence[str] = RULES,
    n_parts: int = 100,
) -> StabilityResult:
    """Return how far probabilities may be off before another strategy than the best one is better.

    Parameters
    ----------
    root : node or TreeArrays
        The tree, with at least one decision between several options.
    utility : callable, optional
        A utility function, as in `rollback`.
    goal : {'max', 'min'}
        Whether the payoff is to be maximized or minimized.
    attribute : str, mapping or callable, optional
        As in `rollback`.
    tied : {'name', None}
        'name': chance nodes that share name and, by outcome, probabilities within 1e-8 and scale
        are one uncertainty, and move together. None: every chance node moves by itself, which
        Kaminski et al. call a separable tree.
    scale : mapping of (str or tuple) to float, or Series, optional
        By name of chance nodes or by path to one, the share in [0, 1] of epsilon by which its
        probabilities may move; 0 holds them. A path goes before a name; 1 where none is given.
    keep_impossible : bool
        Whether outcomes of probability 0 stay impossible.
    rules : sequence of {'max_min', 'max_max', 'mode'}
        The rules whose choices are followed as epsilon grows; may be empty. Each of their switches
        costs some 40 rollbacks.
    n_parts : int
        Into how many parts [0, 1] is cut to draw curves and look for switches of the rules; two
        switches of one rule within one part may be missed. The stability itself does not depend on
        it.

    Returns
    -------
    StabilityResult
        `.epsilon`, the stability: up to it the best strategy stays optimal whatever the
        probabilities within epsilon of the given ones, and beyond it does not; 1 where nothing
        overtakes it. `.rival` is the strategy that does, `.decision` where the two part,
        `.probabilities` those for which they are equally good. `.max_min`, `.max_max` and `.mode`
        are what the rules choose, from which epsilon on; `.worst` and `.best` the curves behind
        them.

    Raises
    ------
    InvalidModelError
        If the tree is faulty.
    InvalidInputError
        If numbers are samples, no decision has two options, an argument is none of those above,
        tied uncertainties occur twice on a path, or they, or the strategies, are too many to be
        listed.

    Warns
    -----
    InconsistentJudgementsWarning
        If, after the same outcomes, two nodes of one name have probabilities that differ by no more
        than rounding does, .02, and so move by themselves.

    See Also
    --------
    interval_choice : Bounds on each probability instead of one epsilon for all.
    decision_analysis.plot.stability : Picture of the curves and switches.

    Notes
    -----
    At epsilon, the probabilities p' of a chance node with scale s are all distributions with ``|p'
    - p| <= epsilon s``. As in the authors' program, an outcome of probability 0 may become
    possible, unless `keep_impossible`.

    A strategy is optimal if at no decision that it meets another option, followed as well as can
    be, is better. What follows the two options are different chance nodes, so that the worst case
    of the one and the best case of the other can occur together; both come from backward induction
    in which every chance node gives what its bounds leave to its worst (best) outcomes first. The
    chance nodes before that decision matter to both alike. Epsilon is then the root of a monotone
    function, or the last of several, found by Brent's method: O(nodes) for each step.

    Uncertainties that stand on several nodes tie the two cases together. Expected utility is linear
    in the probabilities of each of them, the others held, as long as no path meets one of them
    twice, so that all extreme points of their bounds suffice; these are listed, and more than 4,096
    are refused. The others remain separable. Max-min then needs the list of all strategies, since
    backward induction would let nature choose differently in each branch. Where probabilities are
    functions of others, such as those after a test, vary the latter with `sensitivity.threshold`
    instead.

    'max_min' takes the strategy with the best worst case, 'max_max' that with the best best case.
    'mode' is the best strategy where all probabilities are in proportion to p^g with the largest g
    >= 1 that stays within epsilon: what is likely anyway becomes more so. Options tie as in
    `rollback`; where the best strategy is tied, epsilon is 0 if the smallest movement can make
    another one better.

    Examples
    --------
    The separable tree of Kaminski et al. (2018), figure 5:

    >>> from decision_analysis.trees import Chance, Decision, stability
    >>> tree = Decision(
    ...     "choice",
    ...     {
    ...         "c1": Chance("c1", {"high": (0.6, 60), "low": (0.4, 30)}),
    ...         "c2": Chance("c2", {"low": (0.7, 20), "high": (0.3, 100)}),
    ...         "c3": Chance("c3", {"low": (0.8, 40), "high": (0.2, 60)}),
    ...     },
    ... )
    >>> result = stability(tree)
    >>> result
    stability: 0.0363636, choice=c1 up to there, then choice=c2
       rule     from epsilon  strategy
       max-min        0.0000  choice=c1
       max-min        0.2667  choice=c3
       max-max        0.0000  choice=c1
       max-max        0.0800  choice=c2
       mode           0.0000  choice=c1
    >>> {path: round(p["high"], 4) for path, p in result.probabilities.items()}
    {('c1',): 0.5636, ('c2',): 0.3364}
    """
    tree = as_tree(root)
    refuse_samples(tree)
    together = check_tied(tied)
    _checks.instance("keep_impossible", keep_impossible, bool)
    none = isinstance(rules, tuple | list) and not rules
    asked = () if none else _checks.names("rules", rules)
    for rule in asked:
        _checks.known("rule", rule, RULES)
    grid = np.linspace(0.0, 1.0, 1 + _checks.integer("n_parts", n_parts, high=100_000))
    wanted = preference(tree, utility, goal, attribute, most=MOST_TOTAL)
    moves = Perturbation(tree, scales(tree, scale), keep_impossible)
    if not (tree.n_children[tree._decisions] > 1).any():
        raise InvalidInputError(
            "the tree must have a decision between several options; it has none"
        )
    # uncertainties that stand on several nodes move together
    loose = units(tree, *moves.bounds(np.array(1.0)), tied=together)
    groups = shared(loose)
    check_size(tree, groups)
    check_once(tree, groups)
    if together:
        warn_of_rounding(tree, loose)
    # the best strategy at the given probabilities, and by what it is overtaken
    amounts = start(tree, wanted)
    chosen = where_reached(tree, optimal(tree, roll_back(tree, amounts, wanted)))
    margin = Margin(tree, amounts, wanted, moves, groups, chosen)
    robust = Rules(margin)
    if groups and "max_min" in asked:
        robust.check_number_of_strategies()
    found = margin.overtaken()
    # curves of the options of the root, or else of the best strategy and its rival
    if tree.kind[0] == DECISION and (not groups or "max_min" in asked):
        labels = tuple(tree._label(child) for child in tree._children(0))
        worst, best = robust.by_option(grid)
    else:
        policies = [chosen] if found is None else [chosen, found.rival]
        labels = tuple(Strategy(tree, options).label for options in policies)
        worst, best = robust.by_policy(policies, grid)
    parameters: dict[str, Any] = {"goal": goal, "tied": tied}
    parameters |= {} if utility is None else {"utility": utility}
    parameters |= {} if attribute is None else {"attribute": plainly(attribute)}
    parameters |= {} if scale is None else {"scale": plainly(dict(scale))}
    parameters |= {"keep_impossible": True} if keep_impossible else {}
    return StabilityResult(
        method="stability",
        parameters=parameters,
        references=cited("kaminski_jakubczyk_szufel_2018"),
        alternatives=labels,
        epsilon=1.0 if found is None else found.epsilon,
        strategy=Strategy(tree, chosen),
        rival=None if found is None else Strategy(tree, found.rival),
        decision=None if found is None else tree.path(found.decision),
        probabilities={} if found is None else changed(tree, moves.base, found.probabilities),
        regimes={rule: robust.switches(rule, grid) for rule in RULES if rule in asked},
        epsilons=grid,
        worst=wanted.sign * worst + 0.0,
        best=wanted.sign * best + 0.0,
    )
