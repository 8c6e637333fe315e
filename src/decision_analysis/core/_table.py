"""`DecisionTable`: alternatives x criteria, with any number of leading sample axes."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Self

import numpy as np

from decision_analysis import _checks, _labelled, _render
from decision_analysis._arrays import BoolArray, FloatArray, optional_import, read_only
from decision_analysis._labels import Labels, own_names, taken
from decision_analysis.core._criterion import Criterion
from decision_analysis.core._index import sampled_index
from decision_analysis.core._shown import Shown
from decision_analysis.core._table_input import (
    clean_cell,
    clean_criteria,
    clean_labels,
    clean_row,
    clean_values,
    frame_values,
)
from decision_analysis.errors import InvalidModelError

if TYPE_CHECKING:
    import pandas


Criteria = Sequence[Criterion | str] | Mapping[str, str]
"""What `criteria` may be: one entry for each column, or the goal of each name."""


class DecisionTable(Shown):
    """Performances of alternatives on criteria; leading axes are samples, scenarios or stakeholders.

    Parameters
    ----------
    values : array_like of float, shape (..., A, C)
        Performances in the criteria's own units; copied. The rows and columns of a DataFrame are found by their labels.
    criteria : sequence of Criterion or str, or mapping of str to {'max', 'min'}
        One for each column; a string is a criterion to maximize, a mapping has the goal of each name.
    alternatives : sequence of str
        One label for each row. A pandas index, here or for the criteria, is remembered for `to_frame()`.

    Raises
    ------
    InvalidModelError
        If a value is missing or not a finite number, a name is missing or repeated, a goal is bad or the shape does not
        fit; all faults are listed, those of the values by criterion.

    Examples
    --------
    >>> import decision_analysis as da
    >>> da.DecisionTable([[14, 4.1], [18, 3.9]], [da.Criterion("price", "min"), "comfort"], ["city", "estate"])
    DecisionTable: 2 alternatives, 2 criteria
               price (min)  comfort (max)
       city             14         4.1000
       estate           18         3.9000
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
            raise InvalidModelError("DecisionTable", problems)
        self._set(array, tuple(columns), names, rows)

    def _set(
        self, values: FloatArray, criteria: tuple[Criterion, ...], names: tuple[str, ...], alternatives: tuple[str, ...]
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
        cls, values: FloatArray, criteria: tuple[Criterion, ...], names: tuple[str, ...], alternatives: tuple[str, ...]
    ) -> Self:
        """Build without checks or copy, from parts that a checked table already holds."""
        table = object.__new__(cls)
        table._set(values, criteria, names, alternatives)
        return table

    @classmethod
    def from_rows(cls, rows: Mapping[str, Any], criteria: Criteria) -> Self:
        """Build a table from a mapping of alternatives to rows of performances.

        Parameters
        ----------
        rows : mapping of str to mapping, Series or sequence
            For each alternative its performances, each a number or an array of samples (...), broadcast together: by
            the names of the criteria, or in their order.
        criteria : sequence of Criterion or str, or mapping of str to {'max', 'min'}
            One for each column.

        Returns
        -------
        DecisionTable
            With the sample axes of the cells.

        Raises
        ------
        InvalidModelError
            As the constructor; a row of the wrong length is named.

        Examples
        --------
        >>> import decision_analysis as da
        >>> da.DecisionTable.from_rows({"city": [14, 4.1], "estate": [18, 3.9]}, ["price", "comfort"]).alternatives
        ('city', 'estate')
        """
        where = "DecisionTable.from_rows()"
        _checks.mapping(where, "rows", rows)
        wrong: list[str] = []
        columns, names = clean_criteria(criteria, wrong)
        if wrong:
            raise InvalidModelError(where, wrong)
        width = len(names)
        filled = {label: clean_row(where, label, row, names, wrong) for label, row in rows.items()}
        if wrong:
            raise InvalidModelError(where, wrong)
        cells = [clean_cell(label, value, wrong) for label, row in filled.items() for value in row]
        if wrong:
            raise InvalidModelError(where, wrong)
        if any(cell.dtype.kind not in "iuf" for cell in cells):
            cells = [np.asarray(value, dtype=object) for row in filled.values() for value in row]
        try:
            stacked = np.stack(np.broadcast_arrays(*cells), axis=-1)
        except ValueError:
            shapes = sorted({cell.shape for cell in cells})
            raise InvalidModelError(where, [f"samples must broadcast together; got shapes {shapes}"]) from None
        named = names if isinstance(names, Labels) else columns
        return cls(stacked.reshape(*stacked.shape[:-1], len(rows), width), named, list(rows))

    @classmethod
    def from_frame(
        cls,
        frame: pandas.DataFrame,
        goals: Mapping[Any, str] | None = None,
        units: Mapping[Any, str] | None = None,
    ) -> Self:
        """Build a table from a pandas DataFrame: its index are the alternatives, its columns the criteria.

        Parameters
        ----------
        frame : pandas.DataFrame
            Numbers only; columns of truth values count as 0 and 1.
        goals : mapping of column to {'max', 'min'}, optional
            The goal by column; columns not named are maximized.
        units : mapping of column to str, optional
            The unit by column.

        Returns
        -------
        DecisionTable
            Without sample axes. Labels are text, whatever the frame has: those of several levels are joined by ' / '.
            The frame's own are remembered: goals, weights and other mappings by criterion may use them, and
            `to_frame()`, here and of every result computed from the table, has them again.

        Raises
        ------
        InvalidInputError
            If `frame` is no DataFrame, or `goals` or `units` name a column that is not there or a bad goal.
        MissingDependencyError
            If pandas is not installed.
        InvalidModelError
            As the constructor: cells that are missing or text are counted by column.

        Examples
        --------
        >>> import pandas as pd
        >>> import decision_analysis as da
        >>> frame = pd.DataFrame({"price": [14, 18], "comfort": [4.1, 3.9]}, index=["city", "estate"])
        >>> table = da.DecisionTable.from_frame(frame, goals={"price": "min"}, units={"price": "kEUR"})
        >>> table.maximize
        array([False,  True])
        >>> frame.join(da.mcda.topsis(table, {"price": 3, "comfort": 1}).to_frame()["rank"])["rank"].tolist()
        [1, 2]
        """
        where = "DecisionTable.from_frame()"
        pd = optional_import("pandas", extra="frame", where=where)
        frame = _checks.instance(where, "frame", frame, pd.DataFrame)
        problems: list[str] = []
        _, names = clean_criteria(frame.columns, problems)
        rows = clean_labels(frame.index, problems)
        if problems:
            raise InvalidModelError(where, problems)
        goal = _labelled.by_name(where, "goals", {} if goals is None else goals, names, each="column", partial=True)
        unit = _labelled.by_name(where, "units", {} if units is None else units, names, each="column", partial=True)
        for name, word in goal.items():
            _checks.one_of(where, f"goal of {name!r}", word, ("max", "min"))
        criteria = tuple(Criterion(name, goal.get(name, "max"), unit.get(name, "")) for name in names)
        array = frame_values(frame, names, rows, problems)
        if problems or array is None:
            raise InvalidModelError(where, problems)
        return cls._trusted(array, criteria, names, rows)

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
            raise InvalidModelError("DecisionTable.with_values()", problems)
        return self._with(array)

    def select(self, *, alternatives: Sequence[str] | None = None, criteria: Sequence[str] | None = None) -> Self:
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
        where = "DecisionTable.select()"
        rows = self._positions(where, "alternative", alternatives, self.alternatives)
        columns = self._positions(where, "criterion", criteria, self.criterion_names)
        return self._trusted(
            self.values[..., rows, :][..., columns],
            tuple(self.criteria[i] for i in columns),
            taken(self._names, columns),
            taken(self.alternatives, rows),
        )

    @staticmethod
    def _positions(where: str, what: str, chosen: Sequence[str] | None, known: Sequence[str]) -> list[int]:
        if chosen is None:
            return list(range(len(known)))
        own = list(own_names(known, _checks.entries(where, what, chosen, kind="a sequence of names")))
        place = {name: position for position, name in enumerate(known)}
        for name in _checks.names(where, what, own):
            _checks.known(where, what, name, known)
        return [place[name] for name in own]

    def mean(self) -> Self:
        """Return the table of the means over all sample axes."""
        mean = self.values.mean(axis=tuple(range(self.values.ndim - 2)))
        return self._with(mean)

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
        place = _checks.sample_index("DecisionTable.at()", index, self.sample_shape)
        return self._with(self.values[place])

    def to_frame(self) -> pandas.DataFrame:
        """Return the performances as a pandas DataFrame; a batch gets one index level for each sample axis.

        Returns
        -------
        pandas.DataFrame
            Index: alternatives (after the samples); columns: criteria. Both as in the frame that the table came from.

        Raises
        ------
        MissingDependencyError
            If pandas is not installed.
        """
        pd = optional_import("pandas", extra="frame", where="DecisionTable.to_frame()")
        index = sampled_index(pd, self.sample_shape, self.alternatives, "alternative")
        columns = self._names.origin if isinstance(self._names, Labels) else list(self._names)
        flat = self.values.reshape(-1, len(self.criteria))
        return pd.DataFrame(np.array(flat), index=index, columns=columns)  # type: ignore[no-any-return]

    def equals(self, other: object) -> bool:
        """Say whether `other` is a table of the same performances, criteria and alternatives, in the same order.

        Parameters
        ----------
        other : object
            Anything.

        Returns
        -------
        bool
            Whether names, goals, units, descriptions and all numbers are the same.
        """
        return (
            isinstance(other, DecisionTable)
            and (self.criteria, self.alternatives) == (other.criteria, other.alternatives)
            and np.array_equal(self.values, other.values)
        )

    def __len__(self) -> int:
        return len(self.alternatives)

    def to_dict(self) -> dict[str, Any]:
        """Return criteria, alternatives and values as plain data."""
        return {
            "criteria": [dataclasses.asdict(criterion) for criterion in self.criteria],
            "alternatives": list(self.alternatives),
            "values": self.values.tolist(),
        }

    def _headline(self) -> str:
        samples = f", samples {self.sample_shape}" if self.sample_shape else ""
        return f"DecisionTable: {len(self.alternatives)} alternatives, {len(self.criteria)} criteria{samples}"

    def _rows(self) -> tuple[list[str], list[list[_render.Cell]]]:
        if self.sample_shape:
            return [], []
        headers = ["", *(f"{c.name} ({c.goal}{', ' + c.unit if c.unit else ''})" for c in self.criteria)]
        return headers, [[label, *map(float, row)] for label, row in zip(self.alternatives, self.values, strict=True)]


def _restore(*parts: Any) -> DecisionTable:
    return DecisionTable._trusted(*parts)
