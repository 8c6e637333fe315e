"""`ByParameter`: the base of results with numbers (P, K) for P parameters and K quantities."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import Any

import numpy as np

from decision_analysis import _checks, _render
from decision_analysis._arrays import FloatArray
from decision_analysis.core import Result


@dataclasses.dataclass(frozen=True, eq=False, repr=False, kw_only=True)
class ByParameter(Result):
    """Numbers (P, K) of parameters, for the score of each alternative or for what was asked.

    Parameters
    ----------
    method, parameters, references, alternatives
        As in `Result`.
    names : tuple of str
        The P parameters that vary, in their order.
    of : tuple of str
        What the K columns are about: the alternatives, one of them, or "a less b".
    units : tuple of str
        The unit of each parameter, empty where it has none.
    """

    names: tuple[str, ...]
    of: tuple[str, ...]
    units: tuple[str, ...] = ()

    def _interval(self, estimate: FloatArray, error: FloatArray) -> FloatArray:
        """Return confidence intervals (..., 2) at the level that the call asked for."""
        said = self.parameters
        reach = student(said["level"], said["n_bootstrap"], said.get("scramblings", 1)) * error
        return np.stack([estimate - reach, estimate + reach], axis=-1)

    def _title(self) -> str:
        """Return the method, and what it is about where that is one thing."""
        return f"{self.method} of {self.of[0]}" if len(self.of) == 1 else self.method

    def _by(
        self, size: FloatArray, columns: Mapping[str, FloatArray]
    ) -> tuple[list[str], list[list[_render.Cell]]]:
        """Return headers and rows: the parameters of each quantity, by decreasing size (P, K)."""
        several = len(self.of) > 1
        rows: list[list[_render.Cell]] = []
        for k, label in enumerate(self.of):
            for p in np.argsort(-size[:, k], kind="stable"):
                numbers: list[Any] = [float(column[p, k]) for column in columns.values()]
                rows.append([*([label] if several else []), self.names[p], *numbers])
        return [*(["alternative"] if several else []), "parameter", *columns], rows


def student(level: float, n_bootstrap: int, scramblings: int) -> float:
    """Return how many standard errors an interval reaches to either side.

    It is Student's quantile: a bootstrap's error has as many degrees of freedom as it has samples
    less one, and no more than there are scramblings less one.
    """
    from scipy.special import stdtrit

    freedom = n_bootstrap if scramblings == 1 else min(n_bootstrap, scramblings)
    return float(stdtrit(freedom - 1, (1 + level) / 2))


def checked_level(level: object) -> float:
    """Return the probability with which intervals cover, inside (0, 1)."""
    return _checks.number("level", level, low=0, high=1, open_low=True, open_high=True)
