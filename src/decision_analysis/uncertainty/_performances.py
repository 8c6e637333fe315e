"""Where the performances of an analysis come from: one table, a table of samples, or a model of sampled parameters."""

from __future__ import annotations

import dataclasses
from typing import Protocol

import numpy as np

from decision_analysis import _checks
from decision_analysis._arrays import IntArray
from decision_analysis._shown import shown
from decision_analysis.core import DecisionTable, Parameters, Sampler, _chunks
from decision_analysis.core._model import Model, checked_model, same_labels, tabulate
from decision_analysis.core._sampling import DESIGNS
from decision_analysis.errors import InvalidInputError


class Source(Protocol):
    """Where performances come from: `size` distinct samples in chunks; 0 where they are certain."""

    @property
    def size(self) -> int: ...

    def chunk(self, index: int, rows: int) -> DecisionTable: ...


@dataclasses.dataclass(frozen=True, eq=False)
class _Certain:
    """One table for all samples."""

    table: DecisionTable
    size: int = 0

    def chunk(self, index: int, rows: int) -> DecisionTable:
        return self.table


@dataclasses.dataclass(frozen=True, eq=False)
class _Stored:
    """The rows of a table with S samples, passed through again and again in one random order."""

    table: DecisionTable
    order: IntArray
    size: int

    def chunk(self, index: int, rows: int) -> DecisionTable:
        start = index * _chunks.CHUNK
        picked = self.order[np.arange(start, start + rows) % len(self.order)]
        return DecisionTable._trusted(self.table.values[picked], self.table.criteria, self.table.alternatives)


@dataclasses.dataclass(frozen=True, eq=False)
class _Modelled:
    """A model of sampled parameters."""

    where: str
    model: Model
    sampler: Sampler
    like: DecisionTable
    size: int

    def chunk(self, index: int, rows: int) -> DecisionTable:
        table = tabulate(self.where, self.model, self.sampler.chunk(index, rows), rows)
        same_labels(self.where, self.like, table)
        return table


def performances(
    where: str,
    table: object,
    parameters: Parameters | None,
    count: int,
    entropy: int,
    design: str,
    correlation: object,
) -> tuple[Source, DecisionTable]:
    """Return where performances come from, and a table with the same labels."""
    _checks.one_of(where, "design", design, DESIGNS)
    if isinstance(table, DecisionTable):
        if parameters is not None or correlation is not None:
            raise InvalidInputError(f"{where}: parameters and correlation belong to a model; got a DecisionTable")
        if not table.sample_shape:
            return _Certain(table), table
        if len(table.sample_shape) > 1:
            raise InvalidInputError(f"{where}: table must have one sample axis or none; got {table.sample_shape}")
        order = _chunks.stream(entropy, "smaa rows", 0).permutation(table.sample_shape[0])
        return _Stored(table, order, min(count, len(order))), table
    if parameters is None and callable(table):
        raise InvalidInputError(f"{where}: a model needs parameters=; got None")
    if not callable(table):
        raise InvalidInputError(f"{where}: table must be a DecisionTable or a model; got {shown(table)}")
    model, ledger = checked_model(where, table, parameters)
    sampler = ledger.sampler(count, rng=entropy, design=design, correlation=correlation, where=where)
    like = tabulate(where, model, {name: np.array([base]) for name, base in ledger.base().items()}, 1)
    return _Modelled(where, model, sampler, like, count), like
