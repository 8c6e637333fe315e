"""`Sorting`: each alternative assigned to one of some ordered categories."""

from __future__ import annotations

import dataclasses
from typing import ClassVar

from decision_analysis import _checks, _render
from decision_analysis._arrays import IntArray
from decision_analysis.core._results import Result, axes
from decision_analysis.errors import InvalidInputError


@dataclasses.dataclass(frozen=True, eq=False, repr=False, kw_only=True)
class Sorting(Result):
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

    def __post_init__(self) -> None:
        super().__post_init__()
        labels = _checks.names(type(self).__name__, "categories", self.categories)
        object.__setattr__(self, "categories", labels)
        size = len(labels)
        if self.assignment.dtype.kind not in "iu" or ((self.assignment < 0) | (self.assignment >= size)).any():
            raise InvalidInputError(
                f"{type(self).__name__}: assignment must be indices of the {size} categories; got {self.assignment}"
            )

    def as_dict(self) -> dict[str, str]:
        """Return the category of each alternative, by label.

        Returns
        -------
        dict
            Alternative to category.

        Raises
        ------
        InvalidInputError
            If the result is a batch.
        """
        self._single("as_dict()")
        return {a: self.categories[i] for a, i in zip(self.alternatives, self.assignment, strict=True)}

    def _rows(self) -> tuple[list[str], list[list[_render.Cell]]]:
        if self.sample_shape:
            return [], []
        return ["alternative", "category"], [[a, c] for a, c in self.as_dict().items()]
