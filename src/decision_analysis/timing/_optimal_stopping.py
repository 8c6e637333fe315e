"""`optimal_stopping`: when to stop a chain that moves on by chance, within a finite horizon."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from typing import Any, ClassVar, Literal

import numpy as np

from decision_analysis import _checks, _render
from decision_analysis._arrays import BoolArray, FloatArray
from decision_analysis._cited import cited, cites
from decision_analysis._limits import LARGEST_SAMPLED_VALUE, PROBABILITY_TOLERANCE
from decision_analysis._named import named
from decision_analysis._probabilities import probability_problem
from decision_analysis._read_rows import row
from decision_analysis.core import Result
from decision_analysis.errors import InvalidInputError


@dataclasses.dataclass(frozen=True, eq=False, repr=False, kw_only=True)
class OptimalStoppingResult(Result):
    """What stopping at the right time is worth, and when it is.

    Parameters
    ----------
    method, parameters, references, alternatives
        As in `Result`; the alternatives are the states of the chain.
    value : float
        Expected payoff from the start, if stopped optimally.
    values : ndarray of float, shape (T, N)
        The same from each state at each stage.
    continuation : ndarray of float, shape (T - 1, N)
        What going on is worth there, the cost of waiting paid.
    stop : ndarray of bool, shape (T, N)
        Whether to stop; at the last stage always, and where both are worth the same.
    stopping : ndarray of float, shape (T,)
        How probably the chain is stopped at each stage.
    """

    value: float
    values: FloatArray
    continuation: FloatArray
    stop: BoolArray
    stopping: FloatArray

    main: ClassVar[str] = ""

    def _headline(self) -> str:
        mean = float(self.stopping @ np.arange(1, len(self.stopping) + 1))
        count = len(self.values)
        return f"optimal_stopping: value {self.value:.6g}; stopped at stage {mean:.4g} of {count}"

    def _rows(self) -> tuple[list[str], list[list[_render.Cell]]]:
        rows: list[list[_render.Cell]] = []
        for stage, (stop, share) in enumerate(zip(self.stop, self.stopping, strict=True)):
            where = [name for name, ends in zip(self.alternatives, stop, strict=True) if ends]
            words = "everywhere" if stop.all() else ", ".join(where) or "nowhere"
            rows.append([stage + 1, words, float(share)])
        return ["stage", "stop in", "probability"], rows


@cites("gilbert_mosteller_1966")
@named
def optimal_stopping(
    payoffs: Any,
    transitions: Any,
    *,
    start: str | Mapping[str, float] | Sequence[float] | None = None,
    states: Sequence[str] | None = None,
    discount: float = 1.0,
    waiting_cost: float = 0.0,
    goal: Literal["max", "min"] = "max",
) -> OptimalStoppingResult:
    """Compute when to stop a Markov chain with a finite horizon, by backward induction.

    Parameters
    ----------
    payoffs : array_like of float, shape (T, N)
        What stopping brings at each of T stages in each of N states; at the last stage the chain
        stops.
    transitions : array_like of float, shape (N, N) or (T - 1, N, N)
        Probabilities of the state at the next stage (columns) given that at this one (rows), for
        all stages or for each; offers that do not depend on one another have equal rows.
    start : str, mapping or array_like, shape (N,), optional
        The state of the first stage, or the probability of each, by name or in order; None takes
        the first state.
    states : sequence of str, optional
        Labels of the states; '0', '1', ... where None.
    discount : float
        What a payoff at the next stage counts, in (0, 1].
    waiting_cost : float
        What going on costs at each stage, at least 0.
    goal : {'max', 'min'}
        Whether payoffs are to be large, or are costs.

    Returns
    -------
    OptimalStoppingResult
        With `.value`, `.values` (T, N), `.stop` (T, N) and `.stopping` (T,).

    Raises
    ------
    InvalidInputError
        If shapes do not fit, a number is missing or not finite, probabilities are negative or do
        not sum to 1, labels repeat, the start is no state, a discount is not in (0, 1], or the cost
        of waiting is negative.

    Notes
    -----
    V_T = g_T and V_t(s) = max(g_t(s), discount * sum_s' P_t(s, s') V_{t+1}(s') - waiting_cost).
    A tie stops. The cost grows in proportion to T N^2.

    Examples
    --------
    The secretary problem (Gilbert and Mosteller 1966): of 10 candidates in random order the best is
    wanted; only the best so far can be it, with probability t / 10, and the next one is a new best
    with probability 1 / (t + 1). Let 3 pass, then take the first that is better than all before.

    >>> import numpy as np
    >>> from decision_analysis.timing import optimal_stopping
    >>> t = np.arange(1, 11)
    >>> payoffs = np.stack([t / 10, 0 * t], axis=1)
    >>> record = 1 / t[1:]
    >>> row = np.stack([record, 1 - record], axis=1)
    >>> transitions = np.stack([row, row], axis=1)
    >>> result = optimal_stopping(payoffs, transitions, states=["record", "other"])
    >>> round(result.value, 5), int(result.stop[:, 0].argmax())
    (0.39869, 3)
    """
    sign = 1.0 if _checks.one_of("goal", goal, ("max", "min")) == "max" else -1.0
    factor = _checks.number("discount", discount, low=0, high=1, open_low=True)
    cost = _checks.number("waiting_cost", waiting_cost, low=0, high=LARGEST_SAMPLED_VALUE)
    gains = sign * _checks.numeric_array("payoffs", payoffs)
    if gains.ndim != 2 or 0 in gains.shape:
        raise InvalidInputError(f"payoffs must have shape (T, N); got {gains.shape}")
    if float(np.abs(gains).max()) > LARGEST_SAMPLED_VALUE:
        raise InvalidInputError(f"payoffs must be within {LARGEST_SAMPLED_VALUE:g} of 0")
    stages, count = gains.shape
    names = _states(states, count)
    moves = _moves(transitions, stages, names)
    shares = _start(start, names)
    values, stop = gains.copy(), np.ones(gains.shape, dtype=bool)
    going_on = np.empty((stages - 1, count))
    for t in range(stages - 2, -1, -1):
        # V_t = max(g_t, discount P_t V_{t+1} - cost)
        going_on[t] = factor * (moves[t if len(moves) > 1 else 0] @ values[t + 1]) - cost
        stop[t] = gains[t] >= going_on[t]
        values[t] = np.where(stop[t], gains[t], going_on[t])
    return OptimalStoppingResult(
        method="optimal_stopping",
        parameters={"discount": factor, "waiting_cost": cost, "goal": goal},
        references=cited("gilbert_mosteller_1966"),
        alternatives=names,
        value=sign * float(shares @ values[0]),
        values=sign * values,
        continuation=sign * going_on,
        stop=stop,
        stopping=_stopping(shares, moves, stop),
    )


def _states(given: Sequence[str] | None, count: int) -> tuple[str, ...]:
    if given is None:
        return tuple(map(str, range(count)))
    names = _checks.names("states", given)
    if len(names) != count:
        raise InvalidInputError(
            f"states must name the {count} columns of payoffs; got {len(names)}: {list(names)}"
        )
    return names


def _moves(given: Any, stages: int, names: tuple[str, ...]) -> FloatArray:
    """Return the transitions (1 or T - 1, N, N)."""
    array = _checks.numeric_array("transitions", given)
    count = len(names)
    allowed = ((count, count), (stages - 1, count, count))
    if array.shape not in allowed:
        raise InvalidInputError(
            f"transitions must have shape {allowed[0]} or {allowed[1]}; got {array.shape}"
        )
    array = array.reshape(-1, count, count)
    with np.errstate(over="ignore"):
        off = np.abs(array.sum(axis=2) - 1) > PROBABILITY_TOLERANCE
    for t, s in np.argwhere((array < 0).any(axis=2) | off):
        problem = probability_problem(names, array[t, s])
        stage = f" at stage {t + 1}" if len(array) > 1 else ""
        raise InvalidInputError(f"transitions from {names[s]!r}{stage}: {problem}")
    return array


def _start(given: Any, names: tuple[str, ...]) -> FloatArray:
    """Return the probability of each state at the first stage (N,)."""
    shares = np.zeros(len(names))
    if given is None or isinstance(given, str):
        known = names[0] if given is None else _checks.known("state", given, names)
        shares[names.index(known)] = 1
        return shares
    array = row("start", given, names, each="state", one="probability")[0]
    array = _checks.probabilities(names, array)
    if array.ndim != 1:
        raise InvalidInputError(f"start must have shape ({len(names)},); got {array.shape}")
    return array


def _stopping(shares: FloatArray, moves: FloatArray, stop: BoolArray) -> FloatArray:
    """Return how probably the chain is stopped at each stage (T,)."""
    found = np.empty(len(stop))
    here = shares
    for t, ends in enumerate(stop):
        found[t] = here @ ends
        if t < len(stop) - 1:
            here = (here * ~ends) @ moves[t if len(moves) > 1 else 0]
    return found
