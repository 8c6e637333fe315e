"""`wait_or_decide`: decide now, or wait until more is known."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import Any, ClassVar, Literal

import numpy as np

from decision_analysis import _checks, _render
from decision_analysis._arrays import FloatArray, IntArray
from decision_analysis._cited import cited, cites
from decision_analysis._frozen import ReadOnly
from decision_analysis._limits import LARGEST_SAMPLED_VALUE
from decision_analysis._named import named
from decision_analysis.core import DecisionTable, Result, Scores
from decision_analysis.core.parts import InformationGain
from decision_analysis.errors import InvalidInputError
from decision_analysis.timing._outlook import Outlook, outlook


@dataclasses.dataclass(frozen=True, eq=False, repr=False, kw_only=True)
class WaitOrDecideResult(Result):
    """What it is worth to decide now, and to wait, in the unit of the values.

    Parameters
    ----------
    method, parameters, references, alternatives
        As in `Result`; the alternatives are those of deciding now.
    decide : float
        Expected value of the best alternative now.
    best : str
        That alternative, the first in table order of equal ones.
    wait : float
        Expected value today of choosing later, less what waiting costs.
    value : float
        The value of waiting: by how much that is better; negative where deciding now is.
    standard_error : float
        Of `value`, where the samples are independent; 0 where probabilities are given.
    waits : bool
        Whether waiting is better.
    break_even_cost : float
        The cost of waiting at which both are worth the same.
    policy : mapping of str to str
        What to choose later, by what is known then; empty where that is not told.
    """

    decide: float
    best: str
    wait: float
    value: float
    standard_error: float
    waits: bool
    break_even_cost: float
    policy: Mapping[str, str]

    main: ClassVar[str] = ""

    def _headline(self) -> str:
        better = "wait" if self.waits else f"decide now, for {self.best}"
        error = f" (standard error {self.standard_error:.2g})" if self.standard_error else ""
        return f"wait_or_decide: {better}; waiting adds {self.value:.6g}{error}"

    def _rows(self) -> tuple[list[str], list[list[_render.Cell]]]:
        rows: list[list[_render.Cell]] = [
            [f"decide now: {self.best}", self.decide],
            ["wait", self.wait],
            ["break-even cost of waiting", self.break_even_cost],
        ]
        return ["", "value"], rows


@cites("dixit_pindyck_1994, chapter 2")
@named
def wait_or_decide(
    values: DecisionTable | Scores | Result | Any,
    later: DecisionTable | Scores | Result | Any = None,
    *,
    signals: Any = None,
    discount: float = 1.0,
    waiting_cost: float = 0.0,
    probabilities: Any = None,
    goal: Literal["max", "min"] | None = None,
) -> WaitOrDecideResult:
    """Compare deciding now with waiting until more is known.

    Parameters
    ----------
    values : DecisionTable, Scores, pandas.DataFrame or array_like of float, shape (S, A)
        What each alternative is worth if chosen now: a table (A, C) whose columns are states, or
        values in samples, as in `voi.evpi`.
    later : as `values`, shape (S, B), or a result of an analysis of information, optional
        What each alternative is worth if chosen after waiting, in money of that time and in the
        same states or samples; the alternatives need not be the same. None takes `values`. A result
        of `voi.evppi`, `voi.evsi`, `trees.clairvoyance` and the like brings the expected value of
        choosing with its information.
    signals : mapping, pandas.Series or sequence, shape (S,), optional
        What is known by then, by state or in order of the samples: labels or numbers; states that
        share one are not told apart. None says that the state itself is known.
    discount : float
        What a payoff after waiting counts today, in (0, 1]: 1 / (1 + r)^t at a rate r.
    waiting_cost : float
        What waiting costs today, such as income forgone or a fee; at least 0.
    probabilities : mapping, pandas.Series or array_like, shape (S,), optional
        Of states, by name or in order, or of samples; equal where None.
    goal : {'max', 'min'}, optional
        Whether the largest or the smallest value of an array or data frame is best, 'max' where
        None; `Scores` and tables know it themselves.

    Returns
    -------
    WaitOrDecideResult
        With `.value`, what waiting adds, `.decide`, `.wait`, `.waits` and `.policy`.

    Raises
    ------
    InvalidInputError
        If shapes, labels, goals or states of the two do not fit, a number is missing or not finite,
        probabilities are negative or do not sum to 1, a discount is not in (0, 1], the cost of
        waiting is negative, or `signals` stand beside a result of information.

    Notes
    -----
    Deciding now is worth max_a E v_a. Waiting is worth discount * E max_b E[w_b | signal] less its
    cost: who waits keeps the option to choose otherwise. The usual rule, to go ahead where the
    expected value is positive, forgets that going ahead gives this option up (Dixit and Pindyck
    1994). Expected values at each signal are means over its states; from samples with few of a
    signal these follow the noise, and waiting looks too good. For numbers that tell of the state
    without naming it, smooth first: `voi.evsi` or `voi.evppi` bring what is needed.

    The standard error is that of the mean difference of independent samples; with a result of
    information it joins that of its value, discounted, with that of what is lost by discounting.
    The cost grows in
    proportion to S (A + B).

    Examples
    --------
    Dixit and Pindyck's widget factory costs 1,600; the price is 200 now and forever 300 or 100 from
    next year, at a rate of 10%. Investing now is worth 600, waiting 773.

    >>> from decision_analysis import DecisionTable
    >>> from decision_analysis.timing import wait_or_decide
    >>> now = DecisionTable([[1600, -400], [0, 0]], ["300", "100"], ["invest", "leave"])
    >>> next_year = DecisionTable([[1700, -500], [0, 0]], ["300", "100"], ["invest", "leave"])
    >>> result = wait_or_decide(now, next_year, discount=1 / 1.1)
    >>> result
    wait_or_decide: wait; waiting adds 172.727
                                   value
       decide now: invest          600.0
       wait                        772.7
       break-even cost of waiting  172.7
    >>> dict(result.policy)
    {'300': 'invest', '100': 'leave'}
    """
    factor = _checks.number("discount", discount, low=0, high=1, open_low=True)
    cost = _checks.number("waiting_cost", waiting_cost, low=0, high=LARGEST_SAMPLED_VALUE)
    today = outlook("values", values, goal)
    shares = today.shares(probabilities)
    expected = shares @ today.gains
    top = int(expected.argmax())
    exact = probabilities is not None or today.exact
    policy: dict[str, str] = {}
    if isinstance(later, InformationGain):
        if signals is not None:
            raise InvalidInputError(
                "signals must be left out where later is a result that has its information"
            )
        worth = factor * today.sign * _number(later)
        # discount * (without + gain) - without: the errors of the two parts
        own = 0.0 if exact else (1 - factor) * _error(today.gains[:, top])
        error = float(np.hypot(own, factor * getattr(later, "standard_error", 0.0)))
    else:
        then = today if later is None else outlook("later", later, goal).aligned(today)
        chosen, policy = _choices(then, shares, today.known(signals), named=signals is not None)
        received = then.gains[np.arange(len(chosen)), chosen]
        worth = factor * float(shares @ received)
        error = 0.0 if exact else _error(factor * received - today.gains[:, top])
    value = worth - cost - float(expected[top])
    return WaitOrDecideResult(
        method="wait_or_decide",
        parameters={"discount": factor, "waiting_cost": cost},
        references=cited("dixit_pindyck_1994"),
        alternatives=today.alternatives,
        decide=today.sign * float(expected[top]),
        best=today.alternatives[top],
        wait=today.sign * (worth - cost),
        value=value,
        standard_error=error,
        waits=value > 0,
        break_even_cost=value + cost,
        policy=ReadOnly(policy),
    )


def _number(later: InformationGain) -> float:
    if later.sample_shape:
        raise InvalidInputError(
            f"later must be of one sample; got a batch {later.sample_shape}: pick one with"
            " result.at(i)"
        )
    return _checks.number("later.with_information", later.with_information)


def _error(gains: FloatArray) -> float:
    return float(gains.std(ddof=1) / np.sqrt(len(gains))) if len(gains) > 1 else 0.0


def _choices(
    then: Outlook, shares: FloatArray, known: tuple[IntArray, tuple[str, ...]], *, named: bool
) -> tuple[IntArray, dict[str, str]]:
    """Return what is chosen later in each state (S,), and by what is known."""
    group, labels = known
    # sums of p w over the states of each signal have the order of E[w | signal]
    sums = np.zeros((len(labels), then.gains.shape[1]))
    np.add.at(sums, group, shares[:, None] * then.gains)
    best = sums.argmax(axis=1)
    told = named or then.states is not None
    policy = {label: then.alternatives[b] for label, b in zip(labels, best, strict=True)}
    return best[group], policy if told else {}
