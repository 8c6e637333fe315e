"""`DecisionTable`: alternatives x criteria, with any number of leading sample axes."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Self

import numpy as np

from decision_analysis import _checks, _render
from decision_analysis._arrays import BoolArray, FloatArray, optional_import, read_only
from decision_analysis._shown import shown
from decision_analysis.core._criterion import Criterion
from decision_analysis.core._shown import Shown
from decision_analysis.core._table_input import clean_cell, clean_criteria, clean_labels, clean_values
from decision_analysis.errors import InvalidModelError

if TYPE_CHECKING:
    import pandas


class DecisionTable(Shown):
    """Performances of alternatives on criteria; leading axes are samples, scenarios or stakeholders.

    Parameters
    ----------
    values : array_like of float, shape (..., A, C)
        Performances in the criteria's own units; copied.
    criteria : sequence of Criterion or str
        One for each column; a string is a criterion to maximize.
    alternatives : sequence of str
        One label for each row.

    Raises
    ------
    InvalidModelError
        If a value is not a finite number, a name is missing or repeated, a goal is bad or the shape does not fit; all
        faults are listed.

    Examples
    --------
    >>> import decision_analysis as da
    >>> da.DecisionTable([[14, 4.1], [18, 3.9]], [da.Criterion("price", "min"), "comfort"], ["city", "estate"])
    DecisionTable: 2 alternatives, 2 criteria
               price (min)  comfort (max)
       city             14            4.1
       estate           18            3.9
    """

    __slots__ = ("_alternatives", "_criteria", "_values")

    _values: FloatArray
    _criteria: tuple[Criterion, ...]
    _alternatives: tuple[str, ...]

    def __init__(self, values: Any, criteria: Sequence[Criterion | str], alternatives: Sequence[str]) -> None:
        problems: list[str] = []
        columns = clean_criteria(criteria, problems)
        rows = clean_labels(alternatives, problems)
        array = clean_values(values, columns, rows, problems)
        if problems or array is None:
            raise InvalidModelError("DecisionTable", problems)
        self._set(array, tuple(columns), tuple(rows))

    def _set(self, values: FloatArray, criteria: tuple[Criterion, ...], alternatives: tuple[str, ...]) -> None:
        object.__setattr__(self, "_values", read_only(values))
        object.__setattr__(self, "_criteria", criteria)
        object.__setattr__(self, "_alternatives", alternatives)

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"DecisionTable is frozen; cannot set {name!r}")

    def __reduce__(self) -> tuple[Any, ...]:
        return _restore, (np.array(self._values), self._criteria, self._alternatives)

    @classmethod
    def _trusted(cls, values: FloatArray, criteria: tuple[Criterion, ...], alternatives: tuple[str, ...]) -> Self:
        """Build without checks or copy, from parts that a checked table already holds."""
        table = object.__new__(cls)
        table._set(values, criteria, alternatives)
        return table

    @classmethod
    def from_rows(cls, rows: Mapping[str, Any], criteria: Sequence[Criterion | str]) -> Self:
        """Build a table from a mapping of alternatives to rows of performances.

        Parameters
        ----------
        rows : mapping of str to sequence of float or array
            For each alternative its performances, in the order of `criteria`; each a number or an array of samples
            (...), broadcast together.
        criteria : sequence of Criterion or str
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
        columns = _checks.entries(where, "criteria", criteria)
        width = len(columns)
        wrong = [
            f"{label!r} must have {width} performances; got {shown(row)}"
            for label, row in rows.items()
            if _checks.length(row) != width or len(list(row)) != width  # a data frame has its columns for entries
        ]
        if wrong:
            raise InvalidModelError(where, wrong)
        cells = [clean_cell(label, value, wrong) for label, row in rows.items() for value in row]
        if wrong:
            raise InvalidModelError(where, wrong)
        if any(cell.dtype.kind not in "iuf" for cell in cells):
            cells = [np.asarray(value, dtype=object) for row in rows.values() for value in row]
        try:
            stacked = np.stack(np.broadcast_arrays(*cells), axis=-1)
        except ValueError:
            shapes = sorted({cell.shape for cell in cells})
            raise InvalidModelError(where, [f"samples must broadcast together; got shapes {shapes}"]) from None
        return cls(stacked.reshape(*stacked.shape[:-1], len(rows), width), columns, list(rows))

    @classmethod
    def from_frame(cls, frame: pandas.DataFrame, goals: Mapping[str, str] | None = None) -> Self:
        """Build a table from a pandas DataFrame: its index are the alternatives, its columns the criteria.

        Parameters
        ----------
        frame : pandas.DataFrame
            Numbers only.
        goals : mapping of str to {'max', 'min'}, optional
            The goal by column; columns not named are maximized.

        Returns
        -------
        DecisionTable
            Without sample axes.

        Raises
        ------
        InvalidInputError
            If `frame` is no DataFrame, or `goals` names a column that is not there or a bad goal.
        MissingDependencyError
            If pandas is not installed.
        InvalidModelError
            As the constructor.

        Examples
        --------
        >>> import pandas as pd
        >>> import decision_analysis as da
        >>> frame = pd.DataFrame({"price": [14, 18], "comfort": [4.1, 3.9]}, index=["city", "estate"])
        >>> da.DecisionTable.from_frame(frame, goals={"price": "min"}).maximize
        array([False,  True])
        """
        where = "DecisionTable.from_frame()"
        pd = optional_import("pandas", extra="frame", where=where)
        frame = _checks.instance(where, "frame", frame, pd.DataFrame)
        columns = [str(column) for column in frame.columns]
        given: Mapping[str, str] = _checks.mapping(where, "goals", {} if goals is None else goals, empty=True)
        for name, goal in given.items():
            _checks.known(where, "column in goals", name, columns)
            _checks.one_of(where, f"goal of {name!r}", goal, ("max", "min"))
        criteria = [Criterion(name, given.get(name, "max")) for name in columns]  # type: ignore[arg-type]
        return cls(frame.to_numpy(), criteria, [str(label) for label in frame.index])

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
        return tuple(criterion.name for criterion in self.criteria)

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
        return type(self)(values, self.criteria, self.alternatives)

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
            tuple(self.alternatives[i] for i in rows),
        )

    @staticmethod
    def _positions(where: str, what: str, chosen: Sequence[str] | None, known: Sequence[str]) -> list[int]:
        if chosen is None:
            return list(range(len(known)))
        return [known.index(_checks.known(where, what, n, known)) for n in _checks.names(where, what, chosen)]

    def mean(self) -> Self:
        """Return the table of the means over all sample axes."""
        mean = self.values.mean(axis=tuple(range(self.values.ndim - 2)))
        return self._trusted(mean, self.criteria, self.alternatives)

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
        return self._trusted(self.values[place], self.criteria, self.alternatives)

    def to_frame(self) -> pandas.DataFrame:
        """Return the performances as a pandas DataFrame; a batch gets one index level for each sample axis.

        Returns
        -------
        pandas.DataFrame
            Index: alternatives (after the samples); columns: criteria.

        Raises
        ------
        MissingDependencyError
            If pandas is not installed.
        """
        pd = optional_import("pandas", extra="frame", where="DecisionTable.to_frame()")
        index = pd.Index(self.alternatives, name="alternative")
        if self.sample_shape:
            levels = [*(range(size) for size in self.sample_shape), self.alternatives]
            names = [*(f"sample_{axis}" for axis in range(len(self.sample_shape))), "alternative"]
            index = pd.MultiIndex.from_product(levels, names=names)
        flat = self.values.reshape(-1, len(self.criteria))
        return pd.DataFrame(np.array(flat), index=index, columns=list(self.criterion_names))  # type: ignore[no-any-return]

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


def _restore(values: FloatArray, criteria: tuple[Criterion, ...], alternatives: tuple[str, ...]) -> DecisionTable:
    return DecisionTable._trusted(values, criteria, alternatives)
