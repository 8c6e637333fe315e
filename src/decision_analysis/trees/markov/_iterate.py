"""Policy iteration over stages, and how far from the optimum it can have stopped."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass

import numpy as np

from decision_analysis._arrays import BoolArray, FloatArray, IntArray
from decision_analysis._limits import TIE_TOLERANCE
from decision_analysis.errors import ConvergenceError, InvalidInputError, InvalidModelError
from decision_analysis.trees.markov._endless import ending, endless
from decision_analysis.trees.markov._process import Process
from decision_analysis.trees.passes import MOST_TOTAL, rounding_of

NAMED = 10


@dataclass(frozen=True, eq=False)
class Solved:
    """Values (S, ...) of stages, nodes (N, ...) rolled back, options (decisions, ...) taken."""

    values: FloatArray
    rolled: FloatArray
    chosen: IntArray
    tolerance: FloatArray
    iterations: int


def iterate(process: Process, max_iterations: int, *, begin: IntArray | None = None) -> Solved:
    """Solve by policy iteration: evaluate a policy, then take the options that are better at once.

    An option is kept where it ties with the best. `begin` is a policy that ends, where one is
    known.
    """
    names = process.stages.names
    # the first policy: one that ends, where some do not (Bertsekas and Tsitsiklis 1991)
    loops = endless(process)
    chosen = begin
    if chosen is None and loops.any():
        chosen, never = ending(process)
        if never.any():
            raise InvalidModelError([_never(names, never)])
    if chosen is None:
        nothing = np.zeros((len(names), *process.amounts.shape[1:]))
        chosen = process.choose(process.once(nothing))
    for count in range(1, max_iterations + 1):
        # value determination (Howard 1960)
        values = process.evaluate(chosen)
        if not (np.abs(values) <= MOST_TOTAL).all():
            large = values[~(np.abs(values) <= MOST_TOTAL)][0]
            raise InvalidInputError(
                f"stages must be worth at most {MOST_TOTAL:.3g}; got {abs(large):.3g}"
            )
        # policy improvement, in samples where an option gains more than rounding
        rolled = process.once(values)
        stake = process.at_stake(values, rolled)
        noise = rounding(process, stake)
        better = process.choose(rolled, chosen, noise)
        gains = rolled[process.stages.tops] - values - noise[process.stages.tops]
        gain = gains.max(axis=0)
        moved = (better != chosen).any(axis=0) & (gain > 0)
        if not moved.any():
            solved = Solved(values, rolled, chosen, TIE_TOLERANCE * stake, count)
            _check_ties(process, solved, bool(loops.any()))
            return _first_of_equals(process, solved)
        chosen = np.where(moved, better, chosen)
        if loops.any():
            # a better policy that does not end gains without bound
            growing = endless(process, chosen)
            if growing.any():
                raise InvalidModelError([_growing(names, growing)])
    raise ConvergenceError(
        f"policies still changed after {max_iterations} iterations, by which stages gain"
        f" up to {float(gain.max()):.3g}; .partial has the values so far",
        dict(zip(names, values, strict=True)),
    )


def error_bound(process: Process, solved: Solved, max_iterations: int) -> FloatArray:
    """Return a bound (...) on how far the values are from the optimum, in the unit of payoffs.

    Let e be how far one pass moves the values V, and w how often, at most, stages are passed from
    each on while only options are taken that tie with the best. If one pass from V + d w comes to
    no more than that, for a d > e, it is no less than the optimum; and V - d w is no more. The
    first is tested, so that options that do not tie need not be compared one by one; where it
    fails, ever more of them are let into w.
    """
    # d, twice how far one pass moves V: with the best options, and with those chosen
    below = np.where(np.isneginf(solved.rolled[1:]), 0.0, solved.rolled[1:])
    small = rounding(process, np.abs(below).max(axis=0))
    tops = process.stages.tops
    passed = [solved.rolled, process.once(solved.values, solved.chosen)]
    moves = np.abs(np.stack([values[tops] for values in passed]) - solved.values)
    step = 2 * (moves.max(axis=(0, 1)) + small)
    tie = solved.tolerance
    for margin in (tie, 1e3 * tie, 1e6 * tie, np.full_like(tie, np.inf)):
        # w, solved for like values of stages that pay 1 each
        counting = np.where(_ruled_out(process, solved, margin), -np.inf, 0.0)
        counting[tops] += ~process.resting
        counted = dataclasses.replace(process, amounts=counting)
        if endless(counted).any():
            break
        raised = step * iterate(counted, max_iterations, begin=solved.chosen).values
        # the test: one pass from V + d w
        above = solved.values + raised
        if (process.once(above)[tops] <= above).all():
            return np.asarray(raised.max(axis=0))
    return np.full_like(step, np.inf)


def rounding(process: Process, stake: FloatArray) -> FloatArray:
    """Return a bound on the rounding error of one pass where so much is at stake.

    That is what is at stake below the root, which only holds the stages together.
    """
    return rounding_of(process.stages.tree._levels[1:], stake)


def _first_of_equals(process: Process, solved: Solved) -> Solved:
    """Return the policy with the first of equal options, where it is worth no less."""
    first = process.choose(solved.rolled)
    if (first == solved.chosen).all():
        return solved
    values = process.evaluate(first)
    even = (values >= solved.values).all(axis=0)
    return dataclasses.replace(
        solved,
        values=np.where(even, values, solved.values),
        chosen=np.where(even, first, solved.chosen),
    )


def _check_ties(process: Process, solved: Solved, loops: bool) -> None:
    """Refuse options as good as the best with which the stages would go on for ever."""
    if not loops:
        return
    out = _ruled_out(process, solved, solved.tolerance)
    even = endless(dataclasses.replace(process, amounts=np.where(out, -np.inf, process.amounts)))
    if even.any():
        raise InvalidModelError([_even(process.stages.names, even)])


def _ruled_out(process: Process, solved: Solved, margin: FloatArray) -> BoolArray:
    """Say which nodes (N, ...) are options ruled out, or worse than the best by over a margin."""
    out = np.isneginf(process.amounts)
    options = process.options()
    out[options] |= ~process.best_options(solved.rolled, margin)[options]
    return out


def _named(names: tuple[str, ...], which: np.ndarray) -> str:
    listed = [name for name, row in zip(names, which, strict=True) if row.any()]
    more = f" and {len(listed) - NAMED} more" if len(listed) > NAMED else ""
    return f"{', '.join(map(repr, listed[:NAMED]))}{more}"


def _never(names: tuple[str, ...], which: np.ndarray) -> str:
    return (
        f"the stages {_named(names, which)} never end, and what they pay is not discounted, so that"
        " the total is not defined: discount it, or let them end"
    )


def _growing(names: tuple[str, ...], which: np.ndarray) -> str:
    return (
        f"the stages {_named(names, which)} may be kept going for ever at a gain, and what they pay"
        " is not discounted, so that the total has no bound: discount it"
    )


def _even(names: tuple[str, ...], which: np.ndarray) -> str:
    return (
        f"the stages {_named(names, which)} may be kept going for ever at neither gain nor loss, so"
        " that the total is not defined: discount what they pay, or give going on a price"
    )
