"""`Twins`: two independent samples of the parameters from one sequence of twice the dimension.

Two Sobol' sequences paired row by row would be correlated; one of the joint dimension is not.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from typing import Any

from decision_analysis._arrays import FloatArray
from decision_analysis.core import Parameter, Parameters, Sampler
from decision_analysis.core.parts import chunks

Sample = dict[str, FloatArray]
_SECOND = "\0second"
"""What is put behind a name for its twin: no name of a user's ends so."""


class _Unit:
    """The uniform distribution on [0, 1]."""

    def ppf(self, level: Any) -> Any:
        return level


@dataclasses.dataclass(frozen=True, eq=False)
class Twins:
    """Two independent samples of the same parameters, drawn chunk by chunk."""

    names: tuple[str, ...]
    sampler: Sampler

    def cut(self, index: int, rows: int) -> Twins:
        """Return twins that hold no other rows than those of one chunk."""
        return chunks.cut_parts(self, index, rows, "sampler")

    def chunk(self, index: int, rows: int) -> tuple[Sample, Sample]:
        """Return the two samples {name: (rows,)} of one chunk."""
        drawn = self.sampler.chunk(index, rows)
        first = {name: drawn[name] for name in self.names}
        return first, {name: drawn[name + _SECOND] for name in self.names}


def twins(ledger: Parameters, n: int, *, rng: int, design: Any, scramblings: int) -> Twins:
    """Return twins of the parameters that vary, in their own units."""
    return _twins([ledger[name] for name in ledger.varying], n, rng, design, scramblings)


def unit_twins(names: Sequence[str], n: int, *, rng: int, design: Any, scramblings: int) -> Twins:
    """Return twins of points in the open unit cube, a coordinate for each name."""
    return _twins([Parameter(name, 0.5, _Unit()) for name in names], n, rng, design, scramblings)


def _twins(each: Sequence[Parameter], n: int, rng: int, design: Any, scramblings: int) -> Twins:
    second = [dataclasses.replace(one, name=one.name + _SECOND) for one in each]
    both = Parameters([*each, *second])
    sampler = both.sampler(n, rng=rng, design=design, scramblings=scramblings)
    return Twins(tuple(one.name for one in each), sampler)
