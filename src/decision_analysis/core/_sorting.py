"""`Sorting`: each alternative assigned to one of some ordered categories."""

from __future__ import annotations

import dataclasses
from typing import Any, ClassVar

import numpy as np

from decision_analysis import _checks, _render
from decision_analysis._arrays import IntArray
from decision_analysis._named import named
from decision_analysis.core._axes import axes
from decision_analysis.core._by_label import ByLabel
from decision_analysis.core._framed import Columns
from decision_analysis.core._results import Result
from decision_analysis.errors import InvalidInputError


@dataclasses.dataclass(frozen=True, eq=False, repr=False, kw_only=True)
class Sorting(ByLabel, Result):
    """An assignment of alternatives to ordered categories.

    Parameters
    ----------
    method, parameters, references, alternatives, criteria
        As in `Result`.
    categories : tuple of str
        The categories, worst first.
    assignment : ndarray of int, shape (..., A)
        For each alternative the index of its category.

    Raises
    ------
    InvalidInputError
        If the assignment does not hold the index of a category for each alternative.
    """

    categories: tuple[str, ...]
    assignment: IntArray = axes("A")

    main: ClassVar[str] = "assignment"

    @named("{self.__class__.__name__}")
    def __post_init__(self) -> None:
        super().__post_init__()
        labels = _checks.names("categories", self.categories)
        object.__setattr__(self, "categories", labels)
        size = len(labels)
        outside = (self.assignment < 0) | (self.assignment >= size)
        if self.assignment.dtype.kind not in "iu" or outside.any():
            raise InvalidInputError(
                f"assignment must be indices of the {size} categories; got {self.assignment}"
            )

    def _aligned(self, main: Any) -> Any:
        found = super()._aligned(main)
        whole = found is not main and (found == np.floor(found)).all()
        return found.astype(np.intp) if whole else found

    def _by_label(self) -> tuple[tuple[str, ...], np.ndarray[Any, Any]]:
        return self.alternatives, np.array(self.categories, dtype=object)[self.assignment]

    def _columns(self) -> Columns:
        return "alternative", self.alternatives, {"category": self._by_label()[1]}

    def _rows(self) -> tuple[list[str], list[list[_render.Cell]]]:
        if self.sample_shape:
            return [], []
        return ["alternative", "category"], [[a, c] for a, c in self.as_dict().items()]
