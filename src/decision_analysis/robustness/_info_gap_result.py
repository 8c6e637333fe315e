"""`InfoGapResult`: how far things may go wrong before each alternative misses a requirement."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping

from decision_analysis import _render
from decision_analysis._arrays import BoolArray, FloatArray
from decision_analysis.core import Scores, axes, step


@dataclasses.dataclass(frozen=True)
class Asked:
    """What is required, what one would be glad of, the largest horizon, and points of a curve."""

    requirement: float
    windfall: float | None
    horizon: float | None
    n_points: int

    @property
    def options(self) -> dict[str, float]:
        """What the result says that was asked."""
        told = {
            "requirement": self.requirement,
            "windfall": self.windfall,
            "horizon": self.horizon,
        }
        return {name: value for name, value in told.items() if value is not None}


@dataclasses.dataclass(frozen=True, eq=False, repr=False, kw_only=True)
class InfoGapResult(Scores):
    """The greatest horizon of uncertainty up to which each alternative meets the requirement.

    The horizons are in `scores`.

    Parameters
    ----------
    method, parameters, references, alternatives, criteria, scores, higher_is_better
        As in `Scores`.
    nominal : ndarray of float, shape (..., A)
        Performance at the base, without any error.
    unbroken : ndarray of bool, shape (..., A)
        Whether the requirement is still met at the largest horizon looked at, which is then the
        score: the true one is at least that.
    opportuneness : ndarray of float, shape (..., A), or None
        The least horizon at which the windfall is possible, infinite where it is not up to the
        largest one; None where no windfall was named.
    worst_case : mapping of str to ndarray of float, shape (A,), or None
        Of a model: the values of the uncertain parameters, within the horizon of each alternative,
        at which its performance is at the requirement or, where it is unbroken, least. None of a
        table.
    monotone : ndarray of bool, shape (A,), or None
        Of a model: whether the performance rose or fell with each parameter on all lines looked at.
    horizons : ndarray of float, shape (H,), or None
        Horizons of the curve, from 0; None of a batch.
    guaranteed : ndarray of float, shape (H, A), or None
        Worst performance within each horizon: the requirement that each alternative is robust to
        up to that horizon.
    reversals : tuple of (float, float, str, str)
        Where the most robust alternative changes: the horizon and the requirement there, which
        alternative is the most robust to stricter requirements, and which to milder ones.
    """

    nominal: FloatArray = axes("A")
    unbroken: BoolArray = axes("A")
    opportuneness: FloatArray | None = step("Opportuneness", r"\hat\beta", "A")
    worst_case: Mapping[str, FloatArray] | None = None
    monotone: BoolArray | None = None
    horizons: FloatArray | None = None
    guaranteed: FloatArray | None = None
    reversals: tuple[tuple[float, float, str, str], ...] = ()

    def _ranked(self, most: int | None) -> tuple[list[str], list[list[_render.Cell]]]:
        if self.sample_shape:
            return [], []
        ranks, order = self.ranks, self._shown_order()[:most]
        rows: list[list[_render.Cell]] = [
            [self.alternatives[i], int(ranks[i]), float(self.scores[i]), float(self.nominal[i])]
            for i in order
        ]
        return ["alternative", "rank", "score", "nominal"], rows
