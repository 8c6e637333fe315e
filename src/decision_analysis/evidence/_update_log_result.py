"""`UpdateLogResult`: what is believed and judged after each entry of a log."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import Any, ClassVar

import numpy as np

from decision_analysis import _render
from decision_analysis._arrays import FloatArray, read_only
from decision_analysis._frozen import ReadOnly
from decision_analysis.core import Parameters, Result, axes
from decision_analysis.core.parts import Columns


@dataclasses.dataclass(frozen=True, eq=False, repr=False, kw_only=True)
class UpdateLogResult(Result):
    """Probabilities of the states after each entry of a log, and what each entry weighs.

    Parameters
    ----------
    method, parameters, references, alternatives
        As in `Result`; there are no alternatives.
    states : tuple of str
        The N states.
    names : tuple of str
        The K entries, in order of time.
    dates : tuple of str
        Their dates, in ISO form.
    prior : ndarray of float, shape (..., N)
        Probabilities before the first entry.
    posterior : ndarray of float, shape (..., K, N)
        Probabilities after each entry.
    log10_likelihood_ratio : ndarray of float, shape (..., K, N)
        Weight of evidence of each entry for each state against the others, in bans: 1 is ten to
        one. Infinite where the entry rules out the state, or all others; 0 where it only revises.
    parameters_by_date : mapping of str to Parameters
        The judgements at the end of each date; empty where no parameters were given.
    """

    states: tuple[str, ...]
    names: tuple[str, ...]
    dates: tuple[str, ...]
    prior: FloatArray = axes("N")
    posterior: FloatArray = axes("KN")
    log10_likelihood_ratio: FloatArray = axes("KN")
    parameters_by_date: Mapping[str, Parameters]

    main: ClassVar[str] = "posterior"

    @property
    def final(self) -> Mapping[str, Any]:
        """Probability of each state after the last entry: a number, or samples (...)."""
        return self._belief(-1)

    @property
    def by_date(self) -> Mapping[str, Mapping[str, Any]]:
        """Probabilities of the states at the end of each date: {date: {state: p}}, read-only."""
        last = {date: place for place, date in enumerate(self.dates)}
        return ReadOnly({date: self._belief(place) for date, place in last.items()})

    def _belief(self, place: int) -> Mapping[str, Any]:
        part = self.posterior[..., place, :]
        if part.ndim == 1:
            return ReadOnly(dict(zip(self.states, part.tolist(), strict=True)))
        return ReadOnly({state: read_only(part[..., i]) for i, state in enumerate(self.states)})

    def _headline(self) -> str:
        count = len(self.names)
        span = f"{count} entries from {self.dates[0]} to {self.dates[-1]}"
        span = span if count > 1 else f"1 entry of {self.dates[0]}"
        if self.sample_shape:
            return f"{self.method}: {span}, samples {self.sample_shape}"
        told = ", ".join(f"{state} {p:.3g}" for state, p in self.final.items())
        return (
            f"{self.method}: {span}; {told}" if len(self.states) <= 4 else f"{self.method}: {span}"
        )

    def _columns(self) -> Columns:
        columns: dict[str, np.ndarray[Any, Any]] = {"date": np.array(self.dates, dtype=object)}
        for words, array in (("P", self.posterior), ("bans", self.log10_likelihood_ratio)):
            columns |= {f"{words}({s})": array[..., i] for i, s in enumerate(self.states)}
        return "entry", self.names, columns

    def _rows(self) -> tuple[list[str], list[list[_render.Cell]]]:
        if self.sample_shape:
            return [], []
        _, names, columns = self._columns()
        cells = [column.tolist() for column in columns.values()]
        rows: list[list[_render.Cell]] = [
            [name, *(column[i] for column in cells)] for i, name in enumerate(names)
        ]
        return ["entry", *columns], rows
