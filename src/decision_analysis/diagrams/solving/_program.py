"""The optimal policy with limited memory, and under limits on risk, by a mixed-integer program."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from decision_analysis._arrays import FloatArray, IntArray
from decision_analysis._limits import POLICY_ATTEMPTS, SOLVER_TOLERANCE
from decision_analysis.core.parts import INFEASIBLE
from decision_analysis.diagrams.factors import (
    ROUNDING,
    Rule,
    Stage,
    at_stake,
    distribution,
    expected,
)
from decision_analysis.diagrams.model import InfluenceDiagram
from decision_analysis.diagrams.solving._moments import Moments
from decision_analysis.diagrams.solving._policy_updating import settle, update_policies
from decision_analysis.diagrams.solving._risk import Limits
from decision_analysis.errors import ConvergenceError, InvalidInputError

UNIT = 1e3  # the largest payoff in the program: HiGHS' absolute gap of 1e-6 is 1e-9 of it
LARGEST = 1e300  # payoffs all below its inverse stay as they are: the unit could overflow
AGREEMENT = 1e-5  # share of the largest payoff: ten times HiGHS' tolerance of 1e-6 for integers


def solve_program(
    diagram: InfluenceDiagram, stages: Sequence[Stage], sign: float, limits: Limits | None
) -> Mapping[str, Rule]:
    """Return the rules of an optimal policy in which choices know just what they name.

    Every policy that the program proposes is evaluated exactly. Under limits, one that breaks them
    by more than 1e-9, which the program's own tolerances may let pass, is excluded and the program
    solved again.
    """
    # The program: probabilities of clusters, binaries of options, rows of the limits.
    moments = Moments(diagram, sign, totals=limits is not None)
    if limits is not None:
        limits.constrain(moments)
    payoff, constant = moments.objective()
    largest = float(np.abs(payoff).max(initial=0.0))
    unit = UNIT / largest if largest > 1 / LARGEST else 1.0
    for _ in range(POLICY_ATTEMPTS):
        found = moments.program.maximize(_padded(payoff, moments.program.size) * unit)
        if found.status == INFEASIBLE and limits is not None:
            raise _infeasible(diagram, sign, limits)
        if found.x is None or found.status != 0:
            raise ConvergenceError(
                f"the mixed-integer program was not solved; {found.message}", found
            )
        # Read the policy off the binaries, and evaluate it exactly.
        rules: Mapping[str, Rule] = _rules(diagram, stages, moments, found.x)
        if limits is None:
            # Where it never leads the program left it open; nowhere does updating make it worse.
            rules = update_policies(diagram, stages, sign, None, rules)
            worth = sign * float(expected(diagram, rules).reshape(-1)[0])
            noise = ROUNDING * float(at_stake(diagram, rules).reshape(-1)[0])
            _check(worth, constant - found.fun / unit, unit, noise)
            return _refined(diagram, stages, sign, moments, rules, largest)
        rules = settle(diagram, stages, sign, rules)
        values, probabilities = distribution(diagram, rules)
        if limits.met(*_ascending(sign * values, probabilities)):
            noise = ROUNDING * float((np.abs(values) * probabilities).sum())
            worth = sign * float((values * probabilities).sum())
            _check(worth, constant - found.fun / unit, unit, noise)
            return rules
        # Its tolerances let a policy pass that breaks the limits: next one.
        _exclude(moments, found.x)
    raise ConvergenceError(
        f"{POLICY_ATTEMPTS} policies that the program proposed break the limits", rules
    )


def _refined(
    diagram: InfluenceDiagram,
    stages: Sequence[Stage],
    sign: float,
    moments: Moments,
    rules: Mapping[str, Rule],
    largest: float,
) -> Mapping[str, Rule]:
    """Return rules no worse than these, of the program with what they rule out left aside.

    The program is precise to a share of the `largest` payoff in it, which an option that nobody
    would take may have.
    """
    worth = float((sign * expected(diagram, rules)).reshape(-1)[0])
    payoff, _ = moments.objective(worth)
    finer = float(np.abs(payoff).max(initial=0.0))
    if not 1 / LARGEST < finer < largest / 2:
        return rules
    found = moments.program.maximize(_padded(payoff, moments.program.size) * (UNIT / finer))
    if found.x is None:
        return rules
    proposed = _rules(diagram, stages, moments, found.x)
    other = update_policies(diagram, stages, sign, None, proposed)
    better = float((sign * expected(diagram, other)).reshape(-1)[0]) > worth
    return _refined(diagram, stages, sign, moments, other, finer) if better else rules


def _padded(objective: FloatArray, size: int) -> FloatArray:
    return np.concatenate([objective, np.zeros(size - len(objective))])


def _ascending(values: FloatArray, probabilities: FloatArray) -> tuple[FloatArray, FloatArray]:
    order = np.argsort(values)
    return values[order], probabilities[order]


def _rules(
    diagram: InfluenceDiagram, stages: Sequence[Stage], moments: Moments, solution: FloatArray
) -> dict[str, Rule]:
    found = {}
    for stage in stages:
        options = moments.options[stage.choice]
        chosen = np.zeros([len(diagram.states(name)) for name in stage.known], dtype=np.int32)
        taken = solution[options.columns].argmax(axis=1)
        chosen[tuple(options.states.T)] = taken if stage.known else taken[0]
        found[stage.choice] = Rule(stage.choice, stage.known, stage.known, chosen)
    return found


def _exclude(moments: Moments, solution: FloatArray) -> None:
    """Exclude the options that a solution takes, all of them together."""
    taken: IntArray = np.concatenate(
        [o.columns[solution[o.columns] > 0.5] for o in moments.options.values()]
    )
    moments.program.constrain(
        np.zeros(len(taken), dtype=np.intp), taken, 1.0, -np.inf, len(taken) - 1, 1
    )


def _check(exact: float, proposed: float, unit: float, noise: float) -> None:
    """Refuse a result that the exact evaluation does not confirm."""
    if abs(exact - proposed) > AGREEMENT * UNIT / unit + noise:
        raise ConvergenceError(
            "the mixed-integer program and the evaluation of its policy must agree; got"
            f" {proposed:.10g} and {exact:.10g}"
        )


def _infeasible(diagram: InfluenceDiagram, sign: float, limits: Limits) -> Exception:
    """Return the error that says how far each limit can be met by itself."""
    said = []
    for kind in ("cvar", "chance"):
        given = getattr(limits, kind)
        if given is None:
            continue
        alone = Limits(given, None) if kind == "cvar" else Limits(None, given)
        moments = Moments(diagram, sign, totals=True)
        objective: Any = alone.best(moments)
        found = moments.program.maximize(_padded(objective, moments.program.size))
        best = 0.0 - found.fun if found.x is not None else np.nan
        if kind == "cvar":
            reached, wanted = sign * (best + moments.totals.min()), sign * given[1]
            reached = (
                0.0 if abs(reached) < SOLVER_TOLERANCE * np.abs(moments.totals).max() else reached
            )
            said.append(
                f"the mean of the worst {given[0]:g} can be {reached:.6g}, and {wanted:g} is asked"
            )
        else:
            said.append(
                f"{sign * given[0]:g} can be reached with probability {best:.6g}, and {given[1]:g}"
                " is asked"
            )
    return InvalidInputError(f"no policy meets the limits; by itself, {'; '.join(said)}")
