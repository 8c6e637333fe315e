"""`clairvoyance`: what it is worth to know the outcome of an uncertainty before the first decision."""

from __future__ import annotations

from typing import Any, Literal

import numpy as np

from decision_analysis._arrays import FloatArray
from decision_analysis.trees._arrays import TreeArrays
from decision_analysis.trees._conditioning import Conditioned, condition
from decision_analysis.trees._flat import as_tree, chance_nodes
from decision_analysis.trees._gain import InformationResult
from decision_analysis.trees._levels import TERMINAL, along
from decision_analysis.trees._nodes import NodeLike
from decision_analysis.trees._preference import Attribute, Preference, preference, totals
from decision_analysis.trees._price import price as price_of
from decision_analysis.trees._roll import roll_back, start


def clairvoyance(
    root: NodeLike | TreeArrays,
    name: str,
    *,
    utility: Any = None,
    goal: Literal["max", "min"] = "max",
    attribute: Attribute | None = None,
) -> InformationResult:
    """Return what it is worth to learn the outcome of an uncertainty before the first decision.

    Parameters
    ----------
    root : node or TreeArrays
        The tree.
    name : str
        Name of the uncertainty. All chance nodes of that name are one: their distributions are those given what is
        known on the way to them, and on no path does it occur twice.
    utility : callable, optional
        A utility function, as in `rollback`.
    goal : {'max', 'min'}
        Whether the payoff is to be maximized or minimized.
    attribute : str, mapping or callable, optional
        As in `rollback`.

    Returns
    -------
    InformationResult
        `.value`, the price, paid on every path, at which the informed decision maker is as well off as without;
        `.with_information` and `.without`, certainty equivalents; `.states`, `.probabilities`, and `.given`, the
        certainty equivalent once each state is known. With sampled numbers each sample is decided by itself.

    Raises
    ------
    InvalidModelError
        If the tree is faulty, the distribution of the uncertainty depends on a decision (both paths are named), a path
        meets it twice, or the tree does not determine how other outcomes depend on it.
    InvalidInputError
        If there is no chance node of that name, another option is not allowed, or no price within the domain of the
        utility makes up for the information.

    Notes
    -----
    The uncertainty is moved before the first decision and the other chance nodes are conditioned on it by Bayes' rule,
    P(branch | state) = P(branch) P(state | branch) / P(state). Its distribution at a node is read from the nodes of the
    name below. Where a path ends without meeting it - not drilling tells nothing about the oil - the other options of
    the decision say it, since a decision cannot influence it. So they do for the outcomes met on such a path, by nodes
    of the same name and probabilities: the result of a test and the oil go together whether or not one tests. Another
    outcome without the uncertainty gets what the outcomes of its chance node leave, and, where nothing else says
    anything, counts as independent of it. A tree in which several outcomes share an informative remainder is refused,
    as it does not say which of them carries the information.

    With linear and exponential utility the price is the difference of the certainty equivalents; else it is found by
    bisection. Time is that of one rollback for each state.

    References
    ----------
    Howard R.A. (1966) Information value theory. IEEE Transactions on Systems Science and Cybernetics 2(1) 22-26.
    https://doi.org/10.1109/TSSC.1966.300074
    Raiffa H. (1968) Decision Analysis: Introductory Lectures on Choices under Uncertainty. Addison-Wesley.

    Examples
    --------
    Raiffa's oil wildcatter, who does not sound the ground:

    >>> from decision_analysis.trees import Chance, Decision, clairvoyance
    >>> oil = Chance("oil", {"dry": (0.5, -70), "wet": (0.3, 50), "soaking": (0.2, 200)})
    >>> clairvoyance(Decision("drill", {"drill": oil, "don't": 0}), "oil")
    clairvoyance: value 35 (with information 55, without 20)  (name='oil')
       state    probability  worth, once known
       dry           0.5000                  0
       wet           0.3000                 50
       soaking       0.2000                200
    """
    where = "clairvoyance()"
    tree = as_tree(where, root)
    nodes = chance_nodes(where, tree, name)
    wanted = preference(where, tree, utility, goal, attribute)
    informed = condition(where, tree, nodes)
    amounts = start(tree, wanted)
    without = roll_back(tree, amounts, wanted)[0]
    given, best = _informed(tree, wanted, informed, amounts, np.zeros(without.shape))
    if wanted.delta:
        price = best - without
    else:
        most = totals(tree, wanted.amounts)[tree.kind == TERMINAL].max(axis=0) - without
        most = np.broadcast_to(most, without.shape)
        price = price_of(where, lambda b: _informed(tree, wanted, informed, amounts, b)[1], without, most)
    prior = informed.prior
    return InformationResult(
        method="clairvoyance",
        parameters={"name": name, "goal": goal} | ({} if utility is None else {"utility": utility}),
        references=("Howard R.A. (1966) Information value theory. https://doi.org/10.1109/TSSC.1966.300074",),
        value=np.array(price)[()],
        with_information=np.array(wanted.sign * best + 0.0)[()],
        without=np.array(wanted.sign * without + 0.0)[()],
        states=informed.states,
        probabilities=np.moveaxis(prior, 0, -1).copy(),
        given=np.moveaxis(wanted.sign * given, 0, -1).copy(),
    )


def _informed(
    tree: TreeArrays, wanted: Preference, informed: Conditioned, amounts: FloatArray, price: FloatArray
) -> tuple[FloatArray, FloatArray]:
    """Return the certainty equivalents after the price: (states, ...) given each state, (...) before it is known."""
    ends = tree.kind == TERMINAL
    ndim = 1 + max(amounts.ndim - 1, price.ndim, informed.prior.ndim - 1)
    paid = along(amounts, ndim) - np.where(along(ends, ndim), price, 0.0)
    chances = informed.probability
    chances = chances.reshape(*chances.shape, *(1,) * (ndim + 1 - chances.ndim))
    given = roll_back(tree, paid[:, None], wanted, probability=chances)[0]
    prior = along(informed.prior, given.ndim)
    return given, wanted.equivalent(given[None], prior[None])[0]
