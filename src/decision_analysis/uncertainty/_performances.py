"""Where performances come from: one table, a table of samples, or a model of parameters."""

from __future__ import annotations

import dataclasses
import itertools
from collections.abc import Iterator
from typing import Protocol

import numpy as np

from decision_analysis import _checks
from decision_analysis._arrays import IntArray
from decision_analysis._limits import BLOCK, CHUNK, LONG_RUN
from decision_analysis._shown import shown
from decision_analysis.core import DecisionTable, Parameters, Sampler
from decision_analysis.core.parts import (
    DESIGNS,
    Model,
    checked_model,
    chunks,
    same_labels,
    tabulate,
)
from decision_analysis.errors import InvalidInputError


class Source(Protocol):
    """Where performances come from: `size` distinct samples in chunks; 0 where they are certain."""

    @property
    def size(self) -> int: ...

    def chunk(self, index: int, rows: int) -> DecisionTable:
        """Return the performances of one chunk."""
        ...

    def blocks(self, index: int, rows: int) -> Iterator[tuple[slice, DecisionTable]]:
        """Yield the performances of one chunk in parts of bounded size, and which rows they are."""
        ...

    def clusters(self, index: int, rows: int) -> IntArray | None:
        """Return which stored sample each row of a chunk takes, ascending; None if all differ."""
        ...

    def once(self) -> Source:
        """Return the source in which every distinct sample comes once."""
        ...

    def cut(self, index: int, rows: int) -> Source:
        """Return the source with what one chunk needs, to be sent to another process."""
        ...


@dataclasses.dataclass(frozen=True, eq=False)
class _Certain:
    """One table for all samples."""

    table: DecisionTable
    size: int = 0

    def chunk(self, index: int, rows: int) -> DecisionTable:
        return self.table

    def blocks(self, index: int, rows: int) -> Iterator[tuple[slice, DecisionTable]]:
        yield slice(0, rows), self.chunk(index, rows)

    def clusters(self, index: int, rows: int) -> IntArray | None:
        return None

    def once(self) -> _Certain:
        return self

    def cut(self, index: int, rows: int) -> _Certain:
        return self


@dataclasses.dataclass(frozen=True, eq=False)
class _Stored:
    """The rows of a table with samples in a random order, which `draws` draws go through once.

    Where there are more draws than rows, those that take the same row follow one another, and
    all rows are taken equally often or once more. Held are the rows from `first` on in that order.
    """

    table: DecisionTable
    order: IntArray
    stored: int
    draws: int
    first: int = 0

    @property
    def size(self) -> int:
        return min(self.draws, self.stored)

    def _places(self, index: int, rows: int) -> IntArray:
        """Return the places in the order of one chunk's rows, ascending."""
        start = index * CHUNK
        if self.draws <= self.stored:
            return np.arange(start, start + rows)
        whole, rest = divmod(start * self.stored, self.draws)
        return whole + (rest + np.arange(rows) * self.stored) // self.draws

    def chunk(self, index: int, rows: int) -> DecisionTable:
        picked = self.order[self._places(index, rows) - self.first]
        return _rows(self.table, picked)

    def blocks(self, index: int, rows: int) -> Iterator[tuple[slice, DecisionTable]]:
        most = max(1, BLOCK // self.table.values[0].size)
        if rows <= most:
            yield slice(0, rows), self.chunk(index, rows)
            return
        picked = self.order[self._places(index, rows) - self.first]
        starts = np.flatnonzero(np.r_[True, np.diff(picked) != 0])
        if rows < LONG_RUN * len(starts):
            for start in range(0, rows, most):
                part = slice(start, min(start + most, rows))
                yield part, _rows(self.table, picked[part])
            return
        # each stored row seems to be as many as it is drawn, without a copy
        for start, stop in itertools.pairwise((*starts.tolist(), rows)):
            row = self.table.values[picked[start]]
            same = np.broadcast_to(row, (stop - start, *row.shape))
            yield slice(start, stop), self.table._with(same)

    def clusters(self, index: int, rows: int) -> IntArray | None:
        # of a single row there is no telling how much another would differ: it counts as certain
        if self.draws <= self.stored or self.stored == 1:
            return None
        return self._places(index, rows)

    def once(self) -> _Stored:
        return dataclasses.replace(self, draws=self.size)

    def cut(self, index: int, rows: int) -> _Stored:
        places = self._places(index, rows)
        first, last = int(places[0]), int(places[-1]) + 1
        table = _rows(self.table, self.order[first - self.first : last - self.first])
        return dataclasses.replace(self, table=table, order=np.arange(last - first), first=first)


def _rows(table: DecisionTable, picked: IntArray) -> DecisionTable:
    return table._with(table.values[picked])


@dataclasses.dataclass(frozen=True, eq=False)
class _Modelled:
    """A model of sampled parameters."""

    model: Model
    sampler: Sampler
    like: DecisionTable
    size: int

    def chunk(self, index: int, rows: int) -> DecisionTable:
        table = tabulate(self.model, self.sampler.chunk(index, rows), rows)
        same_labels(self.like, table)
        return table

    def blocks(self, index: int, rows: int) -> Iterator[tuple[slice, DecisionTable]]:
        yield slice(0, rows), self.chunk(index, rows)

    def clusters(self, index: int, rows: int) -> IntArray | None:
        return None

    def once(self) -> _Modelled:
        return self

    def cut(self, index: int, rows: int) -> _Modelled:
        return chunks.cut_parts(self, index, rows, "sampler")


def performances(
    table: object,
    parameters: Parameters | None,
    count: int,
    entropy: int,
    design: str,
    correlation: object,
) -> tuple[Source, DecisionTable]:
    """Return where performances come from, and a table with the same labels."""
    _checks.one_of("design", design, DESIGNS)
    if isinstance(table, DecisionTable):
        if parameters is not None or correlation is not None:
            raise InvalidInputError(
                "parameters and correlation belong to a model; got a DecisionTable"
            )
        if not table.sample_shape:
            return _Certain(table), table
        if len(table.sample_shape) > 1:
            raise InvalidInputError(
                f"table must have one sample axis or none; got {table.sample_shape}"
            )
        order = chunks.stream(entropy, "smaa rows", 0).permutation(table.sample_shape[0])
        return _Stored(table, order, len(order), count), table
    if parameters is None and callable(table):
        raise InvalidInputError("a model needs parameters=; got None")
    if not callable(table):
        raise InvalidInputError(f"table must be a DecisionTable or a model; got {shown(table)}")
    model, ledger = checked_model(table, parameters)
    sampler = ledger.sampler(count, rng=entropy, design=design, correlation=correlation)
    like = tabulate(model, {name: np.array([base]) for name, base in ledger.base().items()}, 1)
    return _Modelled(model, sampler, like, count), like
