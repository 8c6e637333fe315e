"""`solve`: what an influence diagram is worth and what to choose in every information state."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Literal

import numpy as np

from decision_analysis import _checks
from decision_analysis._cited import cited, cites
from decision_analysis._named import named
from decision_analysis._plainly import plainly
from decision_analysis._shown import shown
from decision_analysis.diagrams.answers import Solution
from decision_analysis.diagrams.factors import (
    Rule,
    Stage,
    TooLargeError,
    check_states,
    checked_utility,
    expected,
    given_rules,
    in_utilities,
    neutral,
    pursued,
    temporal,
    without_recall,
)
from decision_analysis.diagrams.model import InfluenceDiagram
from decision_analysis.diagrams.solving._bound import reaches_bound, remembering
from decision_analysis.diagrams.solving._evidence import given_evidence
from decision_analysis.diagrams.solving._in_parts import solve_in_parts
from decision_analysis.diagrams.solving._policy_updating import update_policies
from decision_analysis.diagrams.solving._program import solve_program
from decision_analysis.diagrams.solving._risk import Limits, limits
from decision_analysis.diagrams.solving._soluble import exact_order
from decision_analysis.errors import InvalidInputError
from decision_analysis.trees.passes import Attribute
from decision_analysis.utility.parts import applied

METHODS = ("exact", "single_policy_updating")
SMALLER = "fewer states or samples, or choices that know less (recall=False), need smaller ones"


@cites(
    "jensen_jensen_dittmer_1994",
    "lauritzen_nilsson_2001",
    "shachter_1986",
    "parmentier_et_al_2020",
    "salo_andelmin_oliveira_2022",
)
@named
def solve(
    diagram: InfluenceDiagram,
    *,
    utility: Any = None,
    goal: Literal["max", "min"] = "max",
    attribute: Attribute | None = None,
    recall: bool = True,
    method: Literal["exact", "single_policy_updating"] = "exact",
    policy: Solution | Mapping[str, Any] | None = None,
    cvar: tuple[float, float] | None = None,
    chance: tuple[float, float] | None = None,
    evidence: Mapping[str, str] | None = None,
) -> Solution:
    """Return what an influence diagram is worth and the best option in every information state.

    With sampled tables it decides *within each sample*, as if the numbers became known before the
    first choice: the mean of `.value` is the value under perfect information on the sampled
    numbers, not that of the best policy. A policy passed as `policy=` is held fixed in every sample
    instead.

    Parameters
    ----------
    diagram : InfluenceDiagram
        The diagram.
    utility : callable, optional
        A utility function of the total payoff, as in `trees.rollback`. None is indifference to
        risk.
    goal : {'max', 'min'}
        Whether the expected total payoff is to be maximized or minimized; with 'min' it is negated
        before the utility is taken.
    attribute : str, mapping, Series or callable, optional
        Which value counts, or the coefficients of those that do {value: number or samples}, or a
        vectorized function of the payoffs {value: array}. None is the sum of all values.
    recall : bool
        Whether choices remember what earlier ones knew and were. Without recall each knows just
        what it names.
    method : {'exact', 'single_policy_updating'}
        'single_policy_updating' stops where changing any one choice improves nothing, which need
        not be the optimum; it takes neither a policy nor limits.
    policy : Solution or mapping, optional
        A policy to evaluate: of another solution, or {choice: {known labels: option}} with an
        option for each possible information state. A choice that knows nothing may have just its
        option.
    cvar : (float, float), optional
        (level, limit): the mean of the worst `level` share of total payoffs must be at least the
        limit (at most, where the goal is 'min'), in the unit of payoffs.
    chance : (float, float), optional
        (threshold, probability): the total payoff must be at least the threshold (at most, where
        the goal is 'min') with at least this probability.
    evidence : mapping of str to str, or Series, optional
        {uncertainty: state}, such as a row of a data frame, that were observed before the first
        choice: all answers are given these. They must not depend on a choice.

    Returns
    -------
    Solution
        `.value`, expected utility where there is a utility function, `.certainty_equivalent` and
        `.expected_value` in the unit of payoffs; `.policy`, `.options` (what each one is worth
        where) and `.impossible` by choice, `.distribution` of the total payoff, `.marginal(name)`.

    Raises
    ------
    InvalidModelError
        If choices are not ordered by directed paths and recall is assumed.
    InvalidInputError
        If there is no value, an option is not allowed, a total is outside the domain of the
        utility or one table cannot hold them all, the policy lacks a state, no policy meets the
        limits (the best that can be attained is named), evidence is unknown, impossible or
        depends on a choice, or a table would need more than 2^27 numbers (what meets in it is
        named).
    ConvergenceError
        If the mixed-integer program is not solved.

    See Also
    --------
    value_of_information : What it is worth to know more.
    to_tree : The same as a decision tree.

    Notes
    -----
    With a utility function the values are replaced by one that holds u(total), over all that they
    are of: of any policy its expectation is the expected utility. That table must not be too large.
    Utilities of a constant aversion to risk are taken from the flat end of the totals, which
    changes nothing about the order of gambles; where they still differ by less than a tie, they are
    refused. Totals that no policy makes possible need no utility.

    With perfect recall, variables are eliminated from potentials of probability and payoff in
    reverse order of time (Jensen, Jensen and Dittmer 1994), which is exponential in the largest set
    of variables that meet in one table; the policy is optimal at every information state that some
    policy makes possible. Without recall, choices are optimized one at a time where an order makes
    this exact (Lauritzen and Nilsson 2001) or perfect recall, if it can be solved, is found to be
    worth no more; else by a mixed-integer program over the rooted junction tree (Parmentier and
    others 2020) on HiGHS, whose answer is evaluated exactly. Limits make the distinct sums of
    payoffs variables of that program (Herrala, Terho and Oliveira 2024, arXiv:2401.03734; the mean
    of the worst share after Rockafellar and Uryasev 2000). Evidence turns the arcs to it round
    (Shachter 1986), so that a diagram is solved in which it holds; were its probability to depend
    on a choice, that of a policy would have to be maximized with it. The greatest option
    is taken, the first of equal ones, or the one that the program found.

    Examples
    --------
    Raiffa's oil wildcatter, who may test the ground before drilling:

    >>> from decision_analysis import diagrams
    >>> from decision_analysis.diagrams import Choice, Uncertain, Value
    >>> says = {"dry": [0.1, 0.3, 0.6, 0], "wet": [0.3, 0.4, 0.3, 0], "soaking": [0.5, 0.4, 0.1, 0]}
    >>> diagram = diagrams.InfluenceDiagram(
    ...     [
    ...         Choice("test", ["yes", "no"]),
    ...         Uncertain("oil", ["dry", "wet", "soaking"], [0.5, 0.3, 0.2]),
    ...         Uncertain(
    ...             "result",
    ...             ["closed", "open", "diffuse", "none"],
    ...             [[row, [0, 0, 0, 1]] for row in says.values()],
    ...             given=["oil", "test"],
    ...         ),
    ...         Choice("drill", ["drill", "don't"], knows=["test", "result"]),
    ...         Value("cost", [-10, 0], of=["test"]),
    ...         Value("profit", [[-70, 0], [50, 0], [200, 0]], of=["oil", "drill"]),
    ...     ]
    ... )
    >>> solution = diagrams.solve(diagram)
    >>> solution
    solve: value 22.5
       choice  where                     option
       test                              yes
       drill   test yes, result closed   drill
       drill   test yes, result open     drill
       drill   test yes, result diffuse  don't
       drill   test no, result none      drill
    >>> solution.policy["drill"]["no", "none"]
    'drill'
    >>> (
    ...     round(solution.options["drill"]["yes", "open"]["drill"], 4),
    ...     solution.options["test"][()]["no"],
    ... )
    (22.8571, 20.0)
    >>> diagrams.solve(diagram, cvar=(0.2, -75)).value
    20.0
    >>> diagrams.solve(diagram, attribute="profit").value
    32.5
    >>> from decision_analysis import utility
    >>> round(diagrams.solve(diagram, utility=utility.exponential(200)).certainty_equivalent, 4)
    5.8996
    >>> diagrams.solve(diagram, evidence={"oil": "wet"}).value
    50.0
    """
    _checks.instance("diagram", diagram, InfluenceDiagram)
    sign = 1.0 if _checks.one_of("goal", goal, ("max", "min")) == "max" else -1.0
    _checks.instance("recall", recall, bool)
    _checks.one_of("method", method, METHODS)
    if not diagram.value_nodes:
        raise InvalidInputError("the diagram must have a value; it has none")
    checked_utility(utility)
    wanted = limits(cvar, chance, sign)
    _check_together(method, policy, wanted, utility)
    source = diagram
    if evidence is not None:
        diagram = given_evidence(diagram, evidence)
    counted = pursued(diagram, attribute)
    stages = temporal(diagram) if recall else without_recall(diagram)
    told = None if neutral(utility) else in_utilities(counted, utility, sign)
    # Utilities are of payoffs that are negated already where the goal is 'min'.
    solved, aim = (counted, sign) if told is None else (told.diagram, 1.0)
    rules: Mapping[str, Rule]
    if policy is not None:
        given = policy.policy if isinstance(policy, Solution) else policy
        rules = given_rules(solved, stages, given)
        value = expected(solved, rules)
    else:
        try:
            if recall and method == "exact" and wanted is None:
                value, rules = solve_in_parts(solved, stages, aim)
                value = aim * value
            else:
                known = remembering(solved, stages) if recall else solved
                rules = _limited(known, stages, aim, method, wanted)
                value = expected(solved, rules)
        except TooLargeError as error:
            raise TooLargeError(f"{error.message}; {SMALLER}") from error
    value = np.broadcast_to(value, solved.sample_shape) + 0.0
    equivalent = value if told is None else told.equivalent(value)
    if utility is not None:
        value = applied("utility", utility, sign * equivalent)
    options = {
        "policy": policy,
        "cvar": cvar,
        "chance": chance,
        "utility": utility,
        "attribute": attribute,
        "evidence": None if evidence is None else dict(evidence),
    }
    return Solution(
        method="solve",
        parameters={"goal": goal, "recall": recall, "method": method}
        | {name: plainly(option) for name, option in options.items() if option is not None},
        references=cited("jensen_jensen_dittmer_1994" if recall else "lauritzen_nilsson_2001"),
        value=value[()],
        certainty_equivalent=equivalent[()],
        diagram=diagram,
        rules=rules,
        source=None if evidence is None else source,
        pursued=None if attribute is None else counted,
        utility=utility,
    )


def _check_together(method: str, policy: object, wanted: Limits | None, utility: object) -> None:
    """Refuse options that exclude each other."""
    if policy is not None and wanted is not None:
        raise InvalidInputError(
            "limits must not be given with a policy, which is evaluated as it is"
        )
    if utility is not None and wanted is not None:
        raise InvalidInputError(
            f"utility must be None with limits, which take its place; got {shown(utility)}"
        )
    if method != "exact" and (policy is not None or wanted is not None):
        got = (
            "a policy, which is evaluated as it is"
            if policy is not None
            else "limits, which need the program"
        )
        raise InvalidInputError(f"method must be 'exact' with {got}; got {shown(method)}")


def _limited(
    diagram: InfluenceDiagram,
    stages: Sequence[Stage],
    sign: float,
    method: str,
    wanted: Limits | None,
) -> Mapping[str, Rule]:
    """Solve a diagram whose choices know just what they name."""
    for stage in stages:
        check_states(diagram, stage)
    order = exact_order(diagram)
    if wanted is None and (order is not None or method == "single_policy_updating"):
        return update_policies(diagram, stages, sign, order)
    if wanted is None:
        rules = update_policies(diagram, stages, sign, None)
        if reaches_bound(diagram, stages, sign, rules):
            return rules
    if diagram.sample_shape:
        raise InvalidInputError(
            "the mixed-integer program takes tables without samples; got samples"
            f" {diagram.sample_shape}: solve them one by one, or take"
            " method='single_policy_updating'"
        )
    return solve_program(diagram, stages, sign, wanted)
