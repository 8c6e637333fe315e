"""Assignment by characteristic profiles, for ELECTRE TRI-C and TRI-nC."""

from __future__ import annotations

import dataclasses
from typing import Any, ClassVar, Literal

import numpy as np

from decision_analysis import _render
from decision_analysis._arrays import BoolArray, FloatArray, IntArray
from decision_analysis._limits import LEVEL_TOLERANCE
from decision_analysis.core import Sorting, axes
from decision_analysis.core.parts import Columns

Rule = Literal["descending", "ascending"]
RULES = ("descending", "ascending")


@dataclasses.dataclass(frozen=True, eq=False, repr=False, kw_only=True)
class RangeSorting(Sorting):
    """A sorting whose two rules give a range of categories for each alternative.

    Parameters
    ----------
    method, parameters, references, alternatives, criteria
        As in `Result`.
    categories : tuple of str
        The categories, worst first.
    assignment : ndarray of int, shape (..., A)
        For each alternative the index of its category by the rule that was asked for.
    lowest, highest : ndarray of int, shape (..., A)
        Indices of the lower and of the higher category of the two rules.
    """

    lowest: IntArray = axes("A")
    highest: IntArray = axes("A")

    main: ClassVar[str] = "assignment"

    @property
    def category_ranges(self) -> dict[str, tuple[str, str]]:
        """The lowest and the highest category of each alternative."""
        self._single("category_ranges")
        labels = self._labels()
        return dict(zip(self.alternatives, zip(*labels, strict=True), strict=True))

    def _labels(self) -> tuple[Any, Any]:
        names = np.array(self.categories, dtype=object)
        return names[self.lowest], names[self.highest]

    def _columns(self) -> Columns:
        lowest, highest = self._labels()
        found = {"category": self._by_label()[1], "lowest": lowest, "highest": highest}
        return "alternative", self.alternatives, found

    def _rows(self) -> tuple[list[str], list[list[_render.Cell]]]:
        if self.sample_shape:
            return [], []
        ranges = self.category_ranges
        rows: list[list[_render.Cell]] = [
            [alternative, category, *ranges[alternative]]
            for alternative, category in self.as_dict().items()
        ]
        return ["alternative", "category", "lowest", "highest"], rows


def both_rules(
    above: FloatArray, below: FloatArray, least: FloatArray
) -> tuple[IntArray, IntArray]:
    """Return the categories (n, A) by the descending and by the ascending rule.

    `above` and `below` (n, A, Q) are how credible it is that the alternative is at least as good as
    the characteristic profiles of each category, and the other way round; `least` is the cut level
    (n, 1, 1).
    """
    size = above.shape[-1]
    numbers = np.arange(size)
    # rho(a, b_h) = min{sigma(a, b_h), sigma(b_h, a)}, 0 for the worst and the best imaginable
    similar = np.pad(np.minimum(above, below), [(0, 0), (0, 0), (1, 1)])
    # descending: the best b_t with sigma(a, b_t) >= lambda; C_t where a is more like it than like
    # b_(t+1), else C_(t+1)
    best = np.where(above >= least, numbers, -1).max(axis=-1)
    descending = np.where(_more_like(similar, best, best + 1), best, best + 1)
    # ascending: the worst b_k with sigma(b_k, a) >= lambda; C_k where a is more like it than like
    # b_(k-1), else C_(k-1)
    worst = np.where(below >= least, numbers, size).min(axis=-1)
    ascending = np.where(_more_like(similar, worst, worst - 1), worst, worst - 1)
    return descending.clip(0, size - 1), ascending.clip(0, size - 1)


def _more_like(similar: FloatArray, one: IntArray, other: IntArray) -> BoolArray:
    """Say where (n, A) similarity, padded at both ends, to one category exceeds that to another."""
    degrees = [
        np.take_along_axis(similar, np.clip(place + 1, 0, similar.shape[-1] - 1)[..., None], -1)
        for place in (one, other)
    ]
    return np.asarray(degrees[0] > degrees[1] + LEVEL_TOLERANCE)[..., 0]


def range_fields(
    rules: tuple[IntArray, IntArray], rule: Rule, shape: tuple[int, ...]
) -> dict[str, IntArray]:
    """Return the arrays of a `RangeSorting` for what both rules (samples, A) give."""
    descending, ascending = (found.reshape(*shape, found.shape[-1]) for found in rules)
    return {
        "assignment": descending if rule == "descending" else ascending,
        "lowest": np.minimum(descending, ascending),
        "highest": np.maximum(descending, ascending),
    }
