"""Limits on the distribution of the total payoff: as written, as rows of a program, as checked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from decision_analysis import _checks
from decision_analysis._arrays import FloatArray
from decision_analysis._limits import LEVEL_TOLERANCE, TIE_TOLERANCE
from decision_analysis._shown import shown
from decision_analysis.diagrams.solving._moments import Moments
from decision_analysis.errors import InvalidInputError
from decision_analysis.trees.by_strategy import noise, worst_mean


@dataclass(frozen=True)
class Limits:
    """Limits on a total to be maximized: on the means of worst shares, and on probabilities.

    They are (level, least mean of that worst share) and (threshold, least probability).
    """

    cvar: tuple[float, float] | None
    chance: tuple[float, float] | None

    def constrain(self, moments: Moments) -> None:
        """Add the limits to a program."""
        if self.cvar is not None:
            level, least = self.cvar
            self._tail(moments, level, least, None)
        if self.chance is not None:
            threshold, probability = self.chance
            moments.program.constrain(0, _reaching(moments, threshold), 1.0, probability, np.inf, 1)

    def best(self, moments: Moments) -> FloatArray:
        """Return an objective whose maximum is how far the (first) limit can be met."""
        if self.cvar is not None:
            low = moments.totals.min()
            worst = moments.program.variables(1, upper=float(np.ptp(moments.totals)) + 1.0)
            self._tail(moments, self.cvar[0], low, int(worst[0]))
            objective = np.zeros(moments.program.size)
            objective[worst] = 1.0
            return objective
        assert self.chance is not None
        objective = np.zeros(moments.program.size)
        objective[_reaching(moments, self.chance[0])] = 1.0
        return objective

    def met(self, values: FloatArray, probabilities: FloatArray) -> bool:
        """Say whether a distribution meets the limits, to 1e-9 of the totals that count."""
        if self.cvar is not None:
            level, least = self.cvar
            size = worst_mean(np.abs(values), probabilities, level)
            slack = LEVEL_TOLERANCE * max(float(size), abs(least))
            if worst_mean(values, probabilities, level) < least - slack:
                return False
        if self.chance is None:
            return True
        width = noise(probabilities @ np.abs(values), values)
        reached = values >= self.chance[0] - width
        return bool(probabilities[reached].sum() >= self.chance[1] - LEVEL_TOLERANCE)

    def _tail(self, moments: Moments, level: float, least: float, more: int | None) -> None:
        """Let the mean of the worst share be at least `least`, plus the variable `more` if given.

        The mean of the worst share a is the largest over t of t - E max(t - X, 0) / a, attained at
        a possible total (Rockafellar and Uryasev 2000): a binary for each total says at which.
        """
        totals, n = moments.totals, len(moments.totals)
        program = moments.program
        # A binary says at which total t the maximum is attained.
        at = program.variables(n, binary=True)
        program.constrain(0, at, 1.0, 1.0, 1.0, 1)
        # max(t - X, 0) for each t and each cell, and what frees the row of another t.
        short = np.maximum(totals[:, None] - totals[None, moments.total_states], 0.0)
        unit = max(float(np.abs(totals).max()), np.finfo(float).tiny)
        spread = level * np.ptp(totals) if more is not None else 0.0
        large = np.maximum(level * (least - totals) + totals - totals.min() + spread, 0.0)
        # Row of t: level t - E max(t - X, 0) >= level (least + more), free if t is not taken.
        row, column = np.indices(short.shape)
        rows, columns = [row.ravel(), np.arange(n)], [moments.total_columns[column.ravel()], at]
        entries = [-short.ravel() / unit, -large / unit]
        if more is not None:
            rows, columns = [*rows, np.arange(n)], [*columns, np.full(n, more)]
            entries.append(np.full(n, -level / unit))
        low = (level * (least - totals) - large) / unit
        program.constrain(
            np.concatenate(rows), np.concatenate(columns), np.concatenate(entries), low, np.inf, n
        )


def limits(cvar: Any, chance: Any, sign: float) -> Limits | None:
    """Return the user's limits, for a total to be maximized; None where there is none."""
    tail = None if cvar is None else _pair("cvar", cvar, "(level, at least)")
    if tail is not None:
        level = _checks.number("level of cvar", tail[0], low=0.0, high=1.0, open_low=True)
        tail = level, sign * _checks.number("limit of cvar", tail[1])
    reach = None if chance is None else _pair("chance", chance, "(threshold, probability)")
    if reach is not None:
        probability = _checks.number("probability of chance", reach[1], low=0.0, high=1.0)
        reach = sign * _checks.number("threshold of chance", reach[0]), probability
    return None if tail is None and reach is None else Limits(tail, reach)


def _pair(what: str, value: Any, form: str) -> tuple[Any, Any]:
    if not isinstance(value, tuple | list) or len(value) != 2:
        raise InvalidInputError(f"{what} must be a pair {form}; got {shown(value)}")
    return value[0], value[1]


def _reaching(moments: Moments, threshold: float) -> Any:
    reached = moments.totals >= threshold - TIE_TOLERANCE * moments.sizes
    return moments.total_columns[reached[moments.total_states]]
