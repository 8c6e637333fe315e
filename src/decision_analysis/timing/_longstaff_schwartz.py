"""`longstaff_schwartz`: when to stop on simulated paths, by least squares."""

from __future__ import annotations

import dataclasses
import itertools
import math
from typing import Any, ClassVar

import numpy as np

from decision_analysis import _checks, _render
from decision_analysis._arrays import BoolArray, FloatArray, IntArray
from decision_analysis._cited import cited, cites
from decision_analysis._limits import LARGEST_SAMPLED_VALUE
from decision_analysis._named import named
from decision_analysis.core import Result
from decision_analysis.core.parts import chunks
from decision_analysis.errors import InvalidInputError


@dataclasses.dataclass(frozen=True, eq=False, repr=False, kw_only=True)
class LongstaffSchwartzResult(Result):
    """What stopping by a rule learned from paths is worth.

    Parameters
    ----------
    method, parameters, references, alternatives
        As in `Result`.
    value : float
        Mean discounted payoff of stopping by the rule.
    standard_error : float
        Of `value`, for a rule that is given.
    wait : float
        Mean discounted payoff of stopping at the last stage only.
    stage : ndarray of int, shape (S,)
        At which stage each path is stopped, from 0 on; -1 where it never pays.
    stopping : ndarray of float, shape (T,)
        Share of the paths stopped at each stage.
    """

    value: float
    standard_error: float
    wait: float
    stage: IntArray
    stopping: FloatArray

    main: ClassVar[str] = ""

    def _headline(self) -> str:
        return (
            f"longstaff_schwartz: value {self.value:.6g} (standard error"
            f" {self.standard_error:.2g}); {self.wait:.6g} at the last stage only"
        )

    def _rows(self) -> tuple[list[str], list[list[_render.Cell]]]:
        rows: list[list[_render.Cell]] = [
            [stage + 1, float(share)] for stage, share in enumerate(self.stopping)
        ]
        return ["stage", "share of paths stopped"], rows


@cites("longstaff_schwartz_2001")
@named
def longstaff_schwartz(
    payoffs: Any, paths: Any, *, discount: float = 1.0, degree: int = 2
) -> LongstaffSchwartzResult:
    """Estimate what an option to stop is worth, from simulated paths.

    Parameters
    ----------
    payoffs : array_like of float, shape (S, T)
        What stopping brings on each of S paths at each of T stages, when it is paid; where it is 0
        or less it is never done, also at the last stage.
    paths : array_like of float, shape (S, T) or (S, T, D)
        The state of each path at each stage: all that is known of the future then, in D numbers.
    discount : float
        What a payoff one stage later counts, in (0, 1]. Values are of one stage before the first.
    degree : int
        Of the polynomial in the state, with all cross terms, that is fitted to what going on
        brought; from 0 to 8.

    Returns
    -------
    LongstaffSchwartzResult
        With `.value`, `.standard_error`, `.wait` and `.stage` (S,).

    Raises
    ------
    InvalidInputError
        If shapes do not fit, there are fewer than 2 paths, a number is missing or not finite, or
        another argument is out of its range.

    Notes
    -----
    From the last stage backward, on the paths whose payoff is positive: what going on brought,
    discounted, is regressed on the state, and a path is stopped where its payoff is more than the
    fitted value (Longstaff and Schwartz 2001, section 1). The fit decides and the payoffs count.
    With few paths for each coefficient the value errs on the high side, as the rule has seen the
    paths; with a degree too low on the low side, as another rule is better. The cost grows in
    proportion to S T and the square of the number of terms.

    Examples
    --------
    The paper's put on eight paths: strike 1.10, interest 6%, worth .1144, and .0564 without the
    right to stop early.

    >>> import numpy as np
    >>> from decision_analysis.timing import longstaff_schwartz
    >>> paths = np.array(
    ...     [
    ...         [1.09, 1.08, 1.34],
    ...         [1.16, 1.26, 1.54],
    ...         [1.22, 1.07, 1.03],
    ...         [0.93, 0.97, 0.92],
    ...         [1.11, 1.56, 1.52],
    ...         [0.76, 0.77, 0.90],
    ...         [0.92, 0.84, 1.01],
    ...         [0.88, 1.22, 1.34],
    ...     ]
    ... )
    >>> result = longstaff_schwartz(np.maximum(1.10 - paths, 0), paths, discount=np.exp(-0.06))
    >>> round(result.value, 4), round(result.wait, 4), result.stage.tolist()
    (0.1144, 0.0564, [-1, -1, 2, 0, -1, 0, 0, 0])
    """
    gains = _checks.numeric_array("payoffs", payoffs)
    if gains.ndim != 2 or len(gains) < 2 or not gains.shape[1]:
        raise InvalidInputError(
            f"payoffs must have shape (S, T) with at least 2 paths; got {gains.shape}"
        )
    if float(np.abs(gains).max()) > LARGEST_SAMPLED_VALUE:
        raise InvalidInputError(f"payoffs must be within {LARGEST_SAMPLED_VALUE:g} of 0")
    count, stages = gains.shape
    states = _checks.numeric_array("paths", paths)
    if states.shape[:2] != gains.shape or states.ndim not in (2, 3) or 0 in states.shape:
        raise InvalidInputError(
            f"paths must have shape {gains.shape}, with an axis more for several numbers;"
            f" got {states.shape}"
        )
    if float(np.abs(states).max()) > LARGEST_SAMPLED_VALUE:
        raise InvalidInputError(f"paths must be within {LARGEST_SAMPLED_VALUE:g} of 0")
    states = states.reshape(count, stages, -1)
    factor = _checks.number("discount", discount, low=0, high=1, open_low=True)
    power = _checks.integer("degree", degree, low=0, high=8)
    terms = math.comb(states.shape[2] + power, power)
    # the columns, and what the solver makes of them
    _checks.room(f"the {terms:,} terms of degree {power}", terms, each=24 * count)
    # at the last stage whatever pays is taken
    stage = np.where(gains[:, -1] > 0, stages - 1, -1)
    received = np.maximum(gains[:, -1], 0)
    with chunks.blas_limit():
        for t in range(stages - 2, -1, -1):
            received = factor * received
            pays = gains[:, t] > 0
            stops = pays & (gains[:, t] > _going_on(states[:, t], received, pays, power))
            received = np.where(stops, gains[:, t], received)
            stage = np.where(stops, t, stage)
    worth = factor * received
    return LongstaffSchwartzResult(
        method="longstaff_schwartz",
        parameters={"discount": factor, "degree": power},
        references=cited("longstaff_schwartz_2001"),
        alternatives=(),
        value=float(worth.mean()),
        standard_error=float(worth.std(ddof=1) / np.sqrt(count)),
        wait=float(factor**stages * np.maximum(gains[:, -1], 0).mean()),
        stage=stage,
        stopping=np.array([(stage == t).mean() for t in range(stages)]),
    )


def _going_on(states: FloatArray, received: FloatArray, pays: BoolArray, degree: int) -> FloatArray:
    """Return what going on is expected to bring (S,), from the paths on which stopping pays."""
    fitted = np.zeros(len(states))
    if not pays.any():
        return fitted
    x = states[pays]
    # on a scale of their own, so that powers are as large as each other
    low, span = x.min(axis=0), np.ptp(x, axis=0)
    x = 2 * (x - low) / np.where(span > 0, span, 1) - 1
    columns = np.ones((len(x), math.comb(x.shape[1] + degree, degree)))
    terms = (
        list(chosen)
        for power in range(degree + 1)
        for chosen in itertools.combinations_with_replacement(range(x.shape[1]), power)
    )
    for place, chosen in enumerate(terms):
        columns[:, place] = x[:, chosen].prod(axis=1)
    coefficients = np.linalg.lstsq(columns, received[pays], rcond=None)[0]
    fitted[pays] = columns @ coefficients
    return fitted
