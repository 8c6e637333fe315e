"""`clairvoyance`: what it is worth to know an uncertainty before the first decision."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Literal

from decision_analysis import _checks
from decision_analysis._arrays import FloatArray
from decision_analysis._cited import cited, cites
from decision_analysis._named import named
from decision_analysis._plainly import plainly
from decision_analysis.errors import InvalidInputError
from decision_analysis.trees.arrays import TreeArrays, along, as_tree
from decision_analysis.trees.information._imperfect_information import signalled
from decision_analysis.trees.information._information_result import InformationResult, gained
from decision_analysis.trees.information._joint_states import Conditioned
from decision_analysis.trees.information._price import gain
from decision_analysis.trees.information._several_uncertainties import move_to_front
from decision_analysis.trees.nodes import NodeLike
from decision_analysis.trees.passes import (
    MOST_TOTAL,
    Attribute,
    Preference,
    preference,
    roll_back,
    start,
)


@cites("howard_1966", "raiffa_1968")
@named
def clairvoyance(
    root: NodeLike | TreeArrays,
    name: str | Sequence[str],
    *,
    utility: Any = None,
    goal: Literal["max", "min"] = "max",
    attribute: Attribute | None = None,
    likelihood: Mapping[str, Mapping[str, Any]] | None = None,
) -> InformationResult:
    """Return what it is worth to learn uncertainties, or a signal of one, before deciding.

    They are learnt before the first decision.

    Parameters
    ----------
    root : node or TreeArrays
        The tree.
    name : str or sequence of str
        Name of the uncertainty, or names of several that are learned together. All chance nodes of
        one name are one: their distributions are those given what is known on the way to them, and
        on no path does it occur twice.
    utility : callable, optional
        A utility function, as in `rollback`.
    goal : {'max', 'min'}
        Whether the payoff is to be maximized or minimized.
    attribute : str, mapping or callable, optional
        As in `rollback`.
    likelihood : mapping of str to mapping of str to float or array_like, shape (...), optional
        {state: {signal: p}}: imperfect information, a signal with these probabilities given the
        outcome of the uncertainty and, given it, independent of all else. None is perfect
        information. Of one uncertainty only.

    Returns
    -------
    InformationResult
        `.value`, the price, paid on every path, at which the informed decision maker is as well off
        as without; `.with_information` and `.without`, certainty equivalents; `.states` (or
        signals), `.probabilities`, and `.given`, the certainty equivalent once each is known.
        States of several are written "a=high, b=low". With sampled numbers each sample is decided
        by itself.

    Raises
    ------
    InvalidModelError
        If the tree is faulty, the distribution of the uncertainty depends on a decision (both paths
        are named), a path meets it twice, the tree does not determine how other outcomes depend on
        it, or probabilities of one name that differ by at most .02, as rounding does, keep this
        from being seen (both are shown).
    InvalidInputError
        If there is no chance node of that name, another option is not allowed, the likelihood does
        not have probabilities of the same signals for each outcome or is given with several names,
        these have too many joint states, or no price within the domain of the utility makes up for
        the information.

    Notes
    -----
    The uncertainty is moved before the first decision and the other chance nodes are conditioned on
    it by Bayes' rule, P(branch | state) = P(branch) P(state | branch) / P(state). Its distribution
    at a node is read from the nodes of the name below. Where a path ends without meeting it - not
    drilling tells nothing about the oil - the other options of the decision say it, since a
    decision cannot influence it. So they do for the outcomes met on such a path, by nodes of the
    same name and probabilities: the result of a test and the oil go together whether or not one
    tests, also where one learns of the oil after some results only, and the rest follows from what
    these leave. Another outcome without the uncertainty gets what the outcomes of its chance node
    leave, and, where nothing else says anything, counts as independent of it. A tree in which
    several outcomes share an informative remainder is refused, as it does not say which of them
    carries the information.

    Names are the same uncertainty where probabilities agree by outcome within 1e-8. Rounded ones -
    .143 for 1/7 after a survey - would make the oil below another option a different one, of which
    the survey tells nothing. So a difference of up to .02, in any sample, is refused wherever the
    answer hangs on it.

    Several uncertainties are moved one after the other, each given those before; where the order
    matters to the result, the tree does not say how they depend on each other, and is refused. They
    are worth at least what each of them is.

    A signal is worth as much as the tree in which it comes first: P(branch | signal) at each node
    follows from the tree given each state, weighed by P(state | signal) and the probability of
    getting there. What the signal costs is not taken off; the value of perfect information is an
    upper bound.

    With linear and exponential utility the price is the difference of the certainty equivalents;
    else it is found by bisection. Time is that of one rollback for each (joint) state.

    Examples
    --------
    Raiffa's oil wildcatter, who does not sound the ground:

    >>> from decision_analysis.trees import Chance, Decision, clairvoyance
    >>> oil = Chance("oil", {"dry": (0.5, -70), "wet": (0.3, 50), "soaking": (0.2, 200)})
    >>> clairvoyance(Decision("drill", {"drill": oil, "don't": 0}), "oil")
    clairvoyance: value 35 (with information 55, without 20)  (name='oil')
       state    probability  worth, once known
       dry              0.5                  0
       wet              0.3                 50
       soaking          0.2                200

    The seismic sounding tells something of it:

    >>> sounding = {
    ...     "dry": {"closed": 0.1, "open": 0.3, "diffuse": 0.6},
    ...     "wet": {"closed": 0.3, "open": 0.4, "diffuse": 0.3},
    ...     "soaking": {"closed": 0.5, "open": 0.4, "diffuse": 0.1},
    ... }
    >>> round(
    ...     clairvoyance(
    ...         Decision("drill", {"drill": oil, "don't": 0}), "oil", likelihood=sounding
    ...     ).value,
    ...     10,
    ... )
    12.5

    Two uncertainties, one by one and together:

    >>> bets = Decision(
    ...     "bet",
    ...     {
    ...         "A": Chance("a", {"high": (0.5, 10), "low": (0.5, 0)}),
    ...         "B": Chance("b", {"high": (0.5, 14), "low": (0.5, 1)}),
    ...     },
    ... )
    >>> [round(float(clairvoyance(bets, names).value), 10) for names in ("a", "b", ["a", "b"])]
    [1.25, 2.0, 2.25]
    """
    tree = as_tree(root)
    names = (name,) if isinstance(name, str) else tuple(map(str, _checks.names("name", name)))
    if len(names) > 1 and likelihood is not None:
        raise InvalidInputError(
            f"likelihood must be of one uncertainty; got it with {list(names)}: ask for one name"
        )
    wanted = preference(tree, utility, goal, attribute, most=MOST_TOTAL)
    # the tree given each (joint) state, or each signal, which is known before the first decision
    told = move_to_front(tree, names)
    if likelihood is not None:
        told = signalled(tree, told, likelihood)
    # the price at which it is as good as the tree, and what each state is worth once known
    found = gain(tree, wanted, lambda amounts, rule: _informed(tree, rule, told, amounts)[1])
    given = _informed(tree, wanted, told, start(tree, wanted))[0]
    parameters: dict[str, Any] = {"name": names[0] if len(names) == 1 else names, "goal": goal}
    parameters |= {} if utility is None else {"utility": utility}
    parameters |= {} if likelihood is None else {"likelihood": plainly(likelihood)}
    by_state = (told.states, told.prior, given)
    references = cited("howard_1966")
    return gained("clairvoyance", parameters, references, found, wanted.sign, by_state)


def _informed(
    tree: TreeArrays, wanted: Preference, told: Conditioned, amounts: FloatArray
) -> tuple[FloatArray, FloatArray]:
    """Return the certainty equivalents (states, ...) given what is told, and (...) before it is."""
    ndim = max(1 + amounts.ndim, told.probability.ndim)
    paid, chances = along(amounts[:, None], ndim, 2), along(told.probability, ndim, 2)
    # decide within each state, then take the certainty equivalent over the states
    given = roll_back(tree, paid, wanted, ways=[chances])[0]
    prior = along(told.prior, given.ndim)
    return given, wanted.equivalent(given[None], prior[None])[0]
