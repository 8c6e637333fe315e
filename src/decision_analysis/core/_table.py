"""`DecisionTable`: alternatives x criteria, with any number of leading sample axes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Self

import numpy as np

from decision_analysis import _checks, _render
from decision_analysis._arrays import BoolArray, FloatArray, read_only
from decision_analysis._equal import Comparable
from decision_analysis._labels import own_names, taken
from decision_analysis._named import named
from decision_analysis.core._criterion import Criterion
from decision_analysis.core._shown import Shown
from decision_analysis.core._table_doors import Criteria, TableDoors
from decision_analysis.core._table_labels import clean_criteria, clean_labels
from decision_analysis.core._table_values import clean_values
from decision_analysis.errors import InvalidModelError


class DecisionTable(TableDoors, Comparable, Shown):
    """Performances of alternatives on criteria; leading axes are samples, scenarios or people.

    Parameters
    ----------
    values : array_like of float, shape (..., A, C)
        Performances in the criteria's own units; copied. The rows and columns of a DataFrame are
        found by their labels.
    criteria : sequence of Criterion or str, or mapping of str to {'max', 'min'}
        One for each column; a string is a criterion to maximize, a mapping has the goal of each
        name.
    alternatives : sequence of str
        One label for each row. A pandas index, here or for the criteria, is remembered for
        `to_frame()`.

    Raises
    ------
    InvalidModelError
        If a value is missing or not a finite number, a name is missing or repeated, a goal is bad
        or the shape does not fit; all faults are listed, those of the values by criterion.

    Examples
    --------
    >>> import decision_analysis as da
    >>> da.DecisionTable(
    ...     [[14, 4.1], [18, 3.9]], [da.Criterion("price", "min"), "comfort"], ["city", "estate"]
    ... )
    DecisionTable: 2 alternatives, 2 criteria
               price (min)  comfort (max)
       city             14            4.1
       estate           18            3.9
    """

    __slots__ = ("_alternatives", "_criteria", "_names", "_values")

    _values: FloatArray
    _criteria: tuple[Criterion, ...]
    _names: tuple[str, ...]
    _alternatives: tuple[str, ...]

    def __init__(self, values: Any, criteria: Criteria, alternatives: Sequence[str]) -> None:
        problems: list[str] = []
        columns, names = clean_criteria(criteria, problems)
        rows = clean_labels(alternatives, problems)
        array = clean_values(values, names, rows, problems)
        if problems or array is None:
            raise InvalidModelError(problems, where="DecisionTable")
        self._set(array, tuple(columns), names, rows)

    def _set(
        self,
        values: FloatArray,
        criteria: tuple[Criterion, ...],
        names: tuple[str, ...],
        alternatives: tuple[str, ...],
    ) -> None:
        object.__setattr__(self, "_values", read_only(values))
        object.__setattr__(self, "_criteria", criteria)
        object.__setattr__(self, "_names", names)
        object.__setattr__(self, "_alternatives", alternatives)

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"DecisionTable is frozen; cannot set {name!r}")

    def __reduce__(self) -> tuple[Any, ...]:
        return _restore, (np.array(self._values), self._criteria, self._names, self._alternatives)

    def _with(self, values: FloatArray) -> Self:
        """Return a table of checked performances, not copied, with the labels of this one."""
        return self._trusted(values, self._criteria, self._names, self._alternatives)

    @classmethod
    def _trusted(
        cls,
        values: FloatArray,
        criteria: tuple[Criterion, ...],
        names: tuple[str, ...],
        alternatives: tuple[str, ...],
    ) -> Self:
        """Build without checks or copy, from parts that a checked table already holds."""
        table = object.__new__(cls)
        table._set(values, criteria, names, alternatives)
        return table

    @property
    def values(self) -> FloatArray:
        """Performances (..., A, C), read-only."""
        return self._values

    @property
    def criteria(self) -> tuple[Criterion, ...]:
        """The criteria, one for each column."""
        return self._criteria

    @property
    def alternatives(self) -> tuple[str, ...]:
        """The labels, one for each row."""
        return self._alternatives

    @property
    def criterion_names(self) -> tuple[str, ...]:
        """Names of the criteria, one for each column."""
        return self._names

    @property
    def maximize(self) -> BoolArray:
        """For each criterion (C,) whether more is better."""
        return read_only(np.array([criterion.goal == "max" for criterion in self.criteria]))

    @property
    def sample_shape(self) -> tuple[int, ...]:
        """Shape of the leading sample axes; `()` for a single table."""
        return tuple(self.values.shape[:-2])

    @named
    def with_values(self, values: Any) -> Self:
        """Return a table with the same labels and other performances.

        Parameters
        ----------
        values : array_like of float, shape (..., A, C)
            New performances; copied.

        Returns
        -------
        DecisionTable
            The labels are this table's.

        Raises
        ------
        InvalidModelError
            If the values do not fit the labels or are not finite numbers.
        """
        problems: list[str] = []
        array = clean_values(values, self._names, self.alternatives, problems)
        if problems or array is None:
            raise InvalidModelError(problems)
        return self._with(array)

    @named
    def select(
        self, *, alternatives: Sequence[str] | None = None, criteria: Sequence[str] | None = None
    ) -> Self:
        """Return the table of some alternatives and criteria, in the order given.

        Parameters
        ----------
        alternatives : sequence of str, optional
            Labels to keep; all where None.
        criteria : sequence of str, optional
            Names to keep; all where None.

        Returns
        -------
        DecisionTable
            With the chosen rows and columns.

        Raises
        ------
        InvalidInputError
            If a name is unknown or repeated, or none is left.
        """
        rows = self._positions("alternative", alternatives, self.alternatives)
        columns = self._positions("criterion", criteria, self.criterion_names)
        return self._trusted(
            self.values[..., rows, :][..., columns],
            tuple(self.criteria[i] for i in columns),
            taken(self._names, columns),
            taken(self.alternatives, rows),
        )

    @staticmethod
    def _positions(what: str, chosen: Sequence[str] | None, known: Sequence[str]) -> list[int]:
        if chosen is None:
            return list(range(len(known)))
        own = list(own_names(known, _checks.entries(what, chosen, kind="a sequence of names")))
        place = {name: position for position, name in enumerate(known)}
        for name in _checks.names(what, own):
            if name not in place:
                _checks.known(what, name, known)
        return [place[name] for name in own]

    def mean(self) -> Self:
        """Return the table of the means over all sample axes."""
        mean = self.values.mean(axis=tuple(range(self.values.ndim - 2)))
        return self._with(mean)

    @named
    def at(self, index: int | tuple[int, ...]) -> Self:
        """Return the table of one sample.

        Parameters
        ----------
        index : int or tuple of int
            Which sample, one integer for each sample axis.

        Returns
        -------
        DecisionTable
            Without sample axes.

        Raises
        ------
        InvalidInputError
            If the index does not point to one sample.
        """
        place = _checks.sample_index(index, self.sample_shape)
        return self._with(self.values[place])

    def _same_as(self, other: object) -> bool:
        return (
            isinstance(other, DecisionTable)
            and (self.criteria, self.alternatives) == (other.criteria, other.alternatives)
            and np.array_equal(self.values, other.values)
        )

    def __len__(self) -> int:
        return len(self.alternatives)

    def _headline(self) -> str:
        samples = f", samples {self.sample_shape}" if self.sample_shape else ""
        return (
            f"DecisionTable: {len(self.alternatives)} alternatives, {len(self.criteria)}"
            f" criteria{samples}"
        )

    def _rows(self) -> tuple[list[str], list[list[_render.Cell]]]:
        if self.sample_shape:
            return [], []
        headers = [
            "",
            *(f"{c.name}{f' [{c.unit}]' if c.unit else ''} ({c.goal})" for c in self.criteria),
        ]
        return headers, [
            [label, *map(float, row)]
            for label, row in zip(self.alternatives, self.values, strict=True)
        ]


def _restore(*parts: Any) -> DecisionTable:
    return DecisionTable._trusted(*parts)
