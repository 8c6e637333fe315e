"""The doors of a table: made from rows and frames, turned into a frame and into plain data."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Self

import numpy as np

from decision_analysis import _checks, _labelled
from decision_analysis._arrays import FloatArray, optional_import
from decision_analysis._labels import Labels
from decision_analysis._named import named
from decision_analysis.core._criterion import Criterion
from decision_analysis.core._index import own_index, sampled_index
from decision_analysis.core._table_labels import clean_criteria, clean_labels
from decision_analysis.core._table_values import clean_cell, clean_row, frame_values
from decision_analysis.core._to_frame import ToFrame
from decision_analysis.errors import InvalidModelError

if TYPE_CHECKING:
    import pandas

Criteria = Sequence[Criterion | str] | Mapping[str, str]
"""What `criteria` may be: one entry for each column, or the goal of each name."""


class TableDoors(ToFrame):
    """Base of `DecisionTable`: the ways in and out."""

    __slots__ = ()

    if TYPE_CHECKING:

        @property
        def values(self) -> FloatArray: ...
        @property
        def criteria(self) -> tuple[Criterion, ...]: ...
        @property
        def criterion_names(self) -> tuple[str, ...]: ...
        @property
        def alternatives(self) -> tuple[str, ...]: ...
        @property
        def sample_shape(self) -> tuple[int, ...]: ...

        def __init__(
            self, values: Any, criteria: Criteria, alternatives: Sequence[str]
        ) -> None: ...

        @classmethod
        def _trusted(
            cls,
            values: FloatArray,
            criteria: tuple[Criterion, ...],
            names: tuple[str, ...],
            alternatives: tuple[str, ...],
        ) -> Self: ...

    @classmethod
    @named("DecisionTable.from_rows()")
    def from_rows(cls, rows: Mapping[str, Any], criteria: Criteria) -> Self:
        """Build a table from a mapping of alternatives to rows of performances.

        Parameters
        ----------
        rows : mapping of str to mapping, Series or sequence
            For each alternative its performances, each a number or an array of samples (...),
            broadcast together: by the names of the criteria, or in their order.
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
        >>> da.DecisionTable.from_rows(
        ...     {"city": [14, 4.1], "estate": [18, 3.9]}, ["price", "comfort"]
        ... ).alternatives
        ('city', 'estate')
        """
        if _labelled.is_frame(rows):
            raise InvalidModelError(
                ["rows must be a mapping; got a DataFrame: use DecisionTable.from_frame()"]
            )
        _checks.mapping("rows", rows)
        wrong: list[str] = []
        columns, names = clean_criteria(criteria, wrong)
        if wrong:
            raise InvalidModelError(wrong)
        width = len(names)
        filled = {label: clean_row(label, row, names, wrong) for label, row in rows.items()}
        if wrong:
            raise InvalidModelError(wrong)
        named = names if isinstance(names, Labels) else columns
        if {type(value) for row in filled.values() for value in row} <= {int, float}:
            return cls(list(filled.values()), named, list(rows))
        cells = [clean_cell(label, value, wrong) for label, row in filled.items() for value in row]
        if wrong:
            raise InvalidModelError(wrong)
        if any(cell.dtype.kind not in "iuf" for cell in cells):
            cells = [np.asarray(value, dtype=object) for row in filled.values() for value in row]
        try:
            stacked = np.stack(np.broadcast_arrays(*cells), axis=-1)
        except ValueError:
            shapes = sorted({cell.shape for cell in cells})
            raise InvalidModelError(
                [f"samples must broadcast together; got shapes {shapes}"]
            ) from None
        return cls(stacked.reshape(*stacked.shape[:-1], len(rows), width), named, list(rows))

    @classmethod
    @named("DecisionTable.from_frame()")
    def from_frame(
        cls,
        frame: pandas.DataFrame,
        goals: Mapping[Any, str] | None = None,
        units: Mapping[Any, str] | None = None,
    ) -> Self:
        """Build a table from a DataFrame: alternatives from its index, criteria from its columns.

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
            Without sample axes. Labels are text, whatever the frame has: those of several levels
            are joined by ' / '. The frame's own are remembered: goals, weights and other mappings
            by criterion may use them, and `to_frame()`, here and of every result computed from the
            table, has them again.

        Raises
        ------
        InvalidInputError
            If `frame` is no DataFrame, or `goals` or `units` name a column that is not there or a
            bad goal.
        MissingDependencyError
            If pandas is not installed.
        InvalidModelError
            As the constructor: cells that are missing or text are counted by column.

        Examples
        --------
        >>> import pandas as pd
        >>> import decision_analysis as da
        >>> frame = pd.DataFrame(
        ...     {"price": [14, 18], "comfort": [4.1, 3.9]}, index=["city", "estate"]
        ... )
        >>> table = da.DecisionTable.from_frame(
        ...     frame, goals={"price": "min"}, units={"price": "kEUR"}
        ... )
        >>> table.maximize
        array([False,  True])
        >>> frame.join(da.mcda.topsis(table, {"price": 3, "comfort": 1}).to_frame()["rank"])[
        ...     "rank"
        ... ].tolist()
        [1, 2]
        """
        pd = optional_import("pandas", extra="frame")
        frame = _checks.instance("frame", frame, pd.DataFrame)
        problems: list[str] = []
        _, names = clean_criteria(frame.columns, problems)
        rows = clean_labels(frame.index, problems)
        if problems:
            raise InvalidModelError(problems)
        goals = {} if goals is None else goals
        units = {} if units is None else units
        goal = _labelled.by_name("goals", goals, names, each="column", partial=True)
        unit = _labelled.by_name("units", units, names, each="column", partial=True)
        for name, word in goal.items():
            _checks.one_of(f"goal of {name!r}", word, ("max", "min"))
        criteria = tuple(
            Criterion(name, goal.get(name, "max"), unit.get(name, "")) for name in names
        )
        array = frame_values(frame, names, rows, problems)
        if problems or array is None:
            raise InvalidModelError(problems)
        return cls._trusted(array, criteria, names, rows)

    def _whole_frame(self, pd: Any) -> pandas.DataFrame:
        index = sampled_index(pd, self.sample_shape, self.alternatives, "alternative")
        flat = self.values.reshape(-1, len(self.criteria))
        columns = own_index(pd, self.criterion_names, None)
        frame: pandas.DataFrame = pd.DataFrame(np.array(flat), index=index, columns=columns)
        return frame

    def to_dict(self) -> dict[str, Any]:
        """Return criteria, alternatives and values as plain data."""
        return {
            "criteria": [dataclasses.asdict(criterion) for criterion in self.criteria],
            "alternatives": list(self.alternatives),
            "values": self.values.tolist(),
        }
