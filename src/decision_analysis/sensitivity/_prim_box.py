"""`PrimBox`: a box of parameters in which an outcome is frequent, and how it was found."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping

from decision_analysis import _render
from decision_analysis._arrays import BoolArray, FloatArray
from decision_analysis._frozen import ReadOnly
from decision_analysis.core import Result


@dataclasses.dataclass(frozen=True, eq=False, repr=False, kw_only=True)
class PrimBox(Result):
    """A box of parameters, and the path of boxes by which it was found.

    Parameters
    ----------
    method, parameters, references
        As in `Result`.
    names : tuple of str
        The D parameters.
    low, high : ndarray of float, shape (D,)
        The limits of the box, which belong to it; ends of the samples where it is not restricted.
    is_restricted : ndarray of bool, shape (D, 2)
        Whether the box is restricted from below, and from above.
    coverage : float
        The share of all cases of the outcome that lie in the box, and in no box before it.
    density : float
        The share of cases among the samples that do.
    mass : float
        The share of all samples that do.
    p_values : ndarray of float, shape (D,)
        How likely a parameter's restriction would give so many cases by chance; 1 where it is not
        restricted.
    step : int
        Which box of the path was taken, before slices were put back.
    path_low, path_high : ndarray of float, shape (T, D)
        The limits of each box of the path, the first without restrictions.
    path_coverage, path_density, path_mass : ndarray of float, shape (T,)
        Coverage, density and mass of each box of the path.
    """

    names: tuple[str, ...]
    low: FloatArray
    high: FloatArray
    is_restricted: BoolArray
    coverage: float
    density: float
    mass: float
    p_values: FloatArray
    step: int
    path_low: FloatArray
    path_high: FloatArray
    path_coverage: FloatArray
    path_density: FloatArray
    path_mass: FloatArray

    @property
    def limits(self) -> Mapping[str, tuple[float | None, float | None]]:
        """By restricted parameter its limits; None for a side that is not restricted."""
        return ReadOnly(
            {
                name: (float(low) if sides[0] else None, float(high) if sides[1] else None)
                for name, low, high, sides in zip(
                    self.names, self.low, self.high, self.is_restricted, strict=True
                )
                if sides.any()
            }
        )

    def _headline(self) -> str:
        return (
            f"box of {len(self.limits)} parameter(s): coverage {self.coverage:.3g}, density"
            f" {self.density:.3g}, mass {self.mass:.3g}"
        )

    def _rows(self) -> tuple[list[str], list[list[_render.Cell]]]:
        chance = dict(zip(self.names, self.p_values.tolist(), strict=True))
        rows: list[list[_render.Cell]] = [
            [
                name,
                _written(low),
                _written(high),
                f"{chance[name]:.2g}" if chance[name] > 1e-300 else "0",
            ]
            for name, (low, high) in self.limits.items()
        ]
        return ["parameter", "from", "to", "quasi-p"], rows


def _written(limit: float | None) -> str:
    return "" if limit is None else f"{limit:.4g}"
