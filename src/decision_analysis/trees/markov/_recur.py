"""`recur`: what stages that lead to one another for ever are worth, and the best option in each."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

import numpy as np

from decision_analysis import _checks
from decision_analysis._arrays import FloatArray
from decision_analysis._cited import cited, cites
from decision_analysis._named import named
from decision_analysis._plainly import plainly
from decision_analysis._shown import shown
from decision_analysis.core.parts import blas_limit
from decision_analysis.errors import ConvergenceError, InvalidInputError
from decision_analysis.trees.arrays import along
from decision_analysis.trees.markov._endless import resting
from decision_analysis.trees.markov._iterate import error_bound, iterate
from decision_analysis.trees.markov._process import Process
from decision_analysis.trees.markov._recur_result import RecurrentResult
from decision_analysis.trees.markov._stages import (
    Stages,
    discounts,
    fixed_of,
    read,
    sample_shape,
    start_of,
)
from decision_analysis.trees.nodes import NodeLike
from decision_analysis.trees.passes import MOST_TOTAL, UNDECIDED, preference


@cites("howard_1960", "bertsekas_tsitsiklis_1991", "sonnenberg_beck_1993")
@named
def recur(
    stages: Mapping[str, NodeLike],
    *,
    start: str | None = None,
    utility: Any = None,
    goal: Literal["max", "min"] = "max",
    attribute: str | Mapping[str, Any] | None = None,
    policy: Mapping[str, Any] | None = None,
    tolerance: float = 1e-9,
    max_iterations: int = 1000,
) -> RecurrentResult:
    """Return what stages are worth over an unlimited time, and the best option in each.

    Stages lead to one another. With sampled numbers it decides *within each sample*, as `rollback`
    does; for one policy in all, give `policy=`.

    Parameters
    ----------
    stages : mapping of str to node
        The tree of each stage, by name. Its leaves are ends, or `Again` objects that name the stage
        at which it goes on and how many times what follows counts.
    start : str, optional
        The stage that `.value` is of; the first where none is named.
    utility : None or a linear utility
        Only expected payoffs are solved for: see the notes.
    goal : {'max', 'min'}
        Whether the payoff is to be maximized or minimized.
    attribute : str or mapping, optional
        Where payoffs have several attributes, which one counts, or their coefficients {attribute:
        number or samples}; attributes that count together must have the same discounts.
    policy : mapping, optional
        Options {stage: {path: option}}, paths from the root of the stage, such as `.policy` of
        another result. None is the best option everywhere. Decisions that the policy rules out are
        taken at their best.
    tolerance : float
        Largest error that is accepted, relative to the largest absolute payoff or value.
    max_iterations : int
        How many policies are evaluated at most.

    Returns
    -------
    RecurrentResult
        `.value` of the stage `start`; by stage `.values`, `.policy`, `.ties` and `.visits`; a
        proven `.error_bound`, in the unit of payoffs. Numbers are floats, or arrays (...) over
        samples.

    Raises
    ------
    InvalidModelError
        If the stages are faulty or go on at one that is not there; or, where nothing is discounted,
        if they never end while they pay, or may be kept going for ever at a gain or at neither gain
        nor loss; the message names them.
    InvalidInputError
        If an option is none of those above, or attributes that count together have different
        discounts.
    ConvergenceError
        If the tolerance is not reached; `.partial` has the values so far by stage.

    See Also
    --------
    unroll : A number of cycles as an ordinary tree, for `rollback` and all the rest.
    trace : How many are in each stage, by cycle.

    Notes
    -----
    With :math:`d_l` the discount and :math:`s(l)` the stage of a leaf, the values solve the
    equation of Bellman

    .. math:: V_s = \\max_\\pi \\Bigl( r_s(\\pi) + \\sum_l P_s(l \\mid \\pi)\\, d_l\\, V_{s(l)}
       \\Bigr),

    where the maximum over the options within a stage is taken by backward induction. This is done
    by policy iteration: a policy is evaluated by a linear system, sparse above 200 stages, and
    improved by one rollback of all stages together, until no option gains more than rounding
    (Howard 1960). Where nothing is discounted, the first policy is one that ends, and no other than
    policies that end may be as good (Bertsekas and Tsitsiklis 1991); stages that go on for ever
    without a payoff, such as 'dead', are worth 0.

    The error bound is :math:`\\delta \\max_s w_s`, where :math:`\\delta` is twice how far one more
    pass moves the values, with a bound on its rounding, and :math:`w_s` is how many stages are
    passed from s on, at most, discounted. That :math:`V + \\delta w` is no less than the optimum is
    tested by one more pass.

    Risk aversion is refused, also the exponential kind: what is at stake shrinks with the discount
    from cycle to cycle, so that the best option depends on the cycle and not on the stage alone.
    ``rollback(unroll(...), utility=...)`` takes any utility.

    An iteration takes time in proportion to nodes and samples, beside the linear system; where not
    all is discounted, finding out what ends takes as many rollbacks as the longest way to an end
    has stages.

    Examples
    --------
    Sonnenberg and Beck's heart valve: of those well 20% a year become disabled, which counts 0.7,
    and 20% die:

    >>> from decision_analysis.trees import Again, Chance, recur
    >>> well = {
    ...     "well": (0.6, Again("well")),
    ...     "disabled": (0.2, Again("disabled")),
    ...     "dead": (0.2, 0),
    ... }
    >>> disabled = {"disabled": (0.6, Again("disabled")), "dead": (0.4, 0)}
    >>> valve = recur(
    ...     {
    ...         "well": Chance("year", well, payoff=1),
    ...         "disabled": Chance("year", disabled, payoff=0.7),
    ...     }
    ... )
    >>> round(valve.value, 10), round(valve.visits["well"]["disabled"], 10)
    (3.375, 1.25)
    """
    if utility is not None and getattr(utility, "additive", False) is not True:
        raise InvalidInputError(
            "utility must be None: with risk aversion the best option depends on the"
            " cycle, not on the stage alone, as what is at stake shrinks with the discount; roll"
            f" back unroll(); got {shown(utility)}"
        )
    if callable(attribute):
        raise InvalidInputError(
            "attribute must be a name or a mapping, as a function of a path's totals does"
            f" not add up over stages; got {shown(attribute)}"
        )
    laid = read(stages)
    first = start_of(laid, start)
    tolerance = _checks.number("tolerance", tolerance, low=0, open_low=True)
    max_iterations = _checks.integer("max_iterations", max_iterations)
    wanted = preference(laid.tree, None, goal, attribute, most=MOST_TOTAL)
    process = _process(laid, wanted.amounts, discounts(laid, attribute), policy)
    # solved by policy iteration, and proven to within a bound
    with blas_limit(), np.errstate(over="ignore", invalid="ignore"):
        solved = iterate(process, max_iterations)
        bound = error_bound(process, solved, max_iterations)
        scale = process.scale(solved.values)
    _checks.all_finite("values", solved.values)
    if not (bound <= tolerance * scale).all():
        worst = float((bound / np.where(scale > 0, scale, 1)).max())
        raise ConvergenceError(
            f"the error is at most {worst:.3g} of the largest value, not {tolerance:.3g}:"
            " rounding allows no better where stages are passed so often; .partial has the values"
            " so far",
            dict(zip(laid.names, wanted.sign * solved.values, strict=True)),
        )
    parameters: dict[str, Any] = {"goal": goal}
    parameters |= {} if attribute is None else {"attribute": plainly(attribute)}
    if policy is not None:
        parameters["policy"] = plainly({stage: dict(fixed) for stage, fixed in policy.items()})
    optimal = process.best_options(solved.rolled, solved.tolerance) & ~np.isneginf(process.amounts)
    return RecurrentResult(
        method="recur",
        parameters=parameters,
        references=cited("howard_1960", "bertsekas_tsitsiklis_1991"),
        stages=laid,
        start=laid.names[first],
        stage_values=_trailing(wanted.sign * solved.values),
        error_bound=bound,
        iterations=solved.iterations,
        chosen=_trailing(solved.chosen),
        optimal=_trailing(optimal),
        weights=_trailing(process.weights(solved.chosen)),
        passing=_trailing(~process.resting),
    )


def _process(laid: Stages, amounts: FloatArray, discount: FloatArray, policy: Any) -> Process:
    """Put together what recurs, all sample axes everywhere, ruled-out options worth -inf.

    A policy rules them out.
    """
    fixed = fixed_of(laid, policy)
    shape = sample_shape(
        tree=laid.tree.sample_shape, attribute=amounts.shape[1:], discounts=discount.shape[1:]
    )
    full = np.broadcast_to(along(amounts, 1 + len(shape)), (len(amounts), *shape)).copy()
    # options that the policy rules out can never be the best
    for node, option in zip(laid.tree._decisions, fixed, strict=True):
        if option != UNDECIDED:
            children = laid.tree._children(int(node))
            full[[child for child in children if child != children[option]]] = -np.inf
    often = np.broadcast_to(along(discount, 1 + len(shape)), (len(discount), *shape))
    none = np.zeros((len(laid.names), *shape), dtype=bool)
    process = Process(laid, full, often, none)
    return Process(laid, full, often, resting(process))


def _trailing(array: Any) -> Any:
    """Move nodes, stages or decisions behind the sample axes."""
    return np.moveaxis(array, 0, -1)
