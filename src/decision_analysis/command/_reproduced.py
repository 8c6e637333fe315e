"""`reproduced`: one published case computed again, whatever comes of it."""

from __future__ import annotations

import dataclasses
import warnings
from typing import TYPE_CHECKING

import decision_analysis as da

if TYPE_CHECKING:
    from decision_analysis.catalog import Case, Figure

HALF = 0.5 + 1e-6
"""A figure is given to half a unit of its last digit, beside the rounding of the two."""


@dataclasses.dataclass(frozen=True)
class Reproduction:
    """A case with its figures beside those computed, or what kept it from being computed."""

    case: Case
    figures: tuple[Figure, ...] = ()
    failure: str = ""

    @property
    def problems(self) -> list[str]:
        """What is not reproduced, a sentence each."""
        if self.failure:
            return [self.failure]
        return [figure.problem for figure in self.figures if figure.problem]

    @property
    def numbers(self) -> list[Figure]:
        """The figures that have a last digit."""
        return [figure for figure in self.figures if figure.unit is not None]

    @property
    def close(self) -> list[Figure]:
        """The numbers that are the same as far as their digits go."""
        return [figure for figure in self.numbers if figure.off <= HALF]

    @property
    def farthest(self) -> Figure | None:
        """The figure with the largest difference in units of its last digit, if any has one."""
        return max(self.numbers, key=lambda figure: figure.off, default=None)

    @property
    def largest(self) -> float | None:
        """The largest difference in units of the last digit given."""
        return None if self.farthest is None else self.farthest.off

    @property
    def verdict(self) -> str:
        """One or a few words on the whole."""
        if self.failure:
            return "not computed"
        if self.problems:
            return "not reproduced"
        if len(self.close) < len(self.numbers):
            return "to its tolerance"
        return "reproduced"


def reproduced(name: str) -> Reproduction:
    """Compute a case again; a method that refuses its data is a failure of the case."""
    with warnings.catch_warnings():
        # a case says itself which warnings its data rightly give
        warnings.simplefilter("ignore")
        case = da.catalog.load(name)
        try:
            result = case.run()
        except da.errors.DecisionAnalysisError as error:
            return Reproduction(case, failure=str(error))
        return Reproduction(case, case.figures(result))
