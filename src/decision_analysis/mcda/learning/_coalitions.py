"""Which criteria meet which profile, and what they weigh, as variables of a program."""

from __future__ import annotations

import dataclasses

import numpy as np

from decision_analysis._arrays import FloatArray, IntArray, settled
from decision_analysis.core import DecisionTable
from decision_analysis.errors import InvalidInputError
from decision_analysis.mcda.learning._mixed_program import Program


@dataclasses.dataclass(frozen=True)
class Scales:
    """The distinct performances of each criterion, ascending, and whose they are."""

    table: DecisionTable
    levels: list[FloatArray]
    places: IntArray
    """Of each performance (A, C) the place among those of its criterion."""

    @classmethod
    def of(cls, table: DecisionTable) -> Scales:
        """Read a single table; more is better after its performances are turned."""
        if table.sample_shape:
            raise InvalidInputError(
                f"one table is learned from; got samples {table.sample_shape}: pick one with"
                " table.at(i), or take table.mean()"
            )
        values = settled(np.where(table.maximize, table.values, -table.values), -2)
        levels, places = [], np.empty(values.shape, dtype=np.intp)
        for j, column in enumerate(values.T):
            distinct, places[:, j] = np.unique(column, return_inverse=True)
            levels.append(distinct)
        return cls(table, levels, places)

    def profiles(self, starts: IntArray, labels: list[str]) -> DecisionTable:
        """Return profiles that performances meet from the places `starts` (P, C) on.

        Each lies in the gap below the first performance that meets it; profiles in the same gap
        share it evenly, so that each is above the one before.
        """
        count = len(labels)
        found = np.empty(starts.shape)
        for j, levels in enumerate(self.levels):
            spread = float(levels[-1] - levels[0])
            step = spread / (len(levels) - 1) if len(levels) > 1 else max(1.0, abs(levels[0]))
            ends = np.concatenate([[levels[0] - step], levels, [levels[-1] + step]])
            low, high = ends[starts[:, j]], ends[starts[:, j] + 1]
            found[:, j] = low + (high - low) * np.arange(1, count + 1) / (count + 1)
        signed = np.where(self.table.maximize, found, -found)
        return DecisionTable(signed, self.table.criteria, labels)


@dataclasses.dataclass(frozen=True)
class Coalitions:
    """Variables: weights (C,), whether a level meets a profile, and what it then weighs.

    The last two are lists [profile][criterion] of variables, one for each distinct level.
    """

    scales: Scales
    weights: IntArray
    meets: list[list[IntArray]]
    weigh: list[list[IntArray]]

    @classmethod
    def of(cls, program: Program, scales: Scales, count: int) -> Coalitions:
        """Add the variables and rows of `count` profiles, worst first, to a program."""
        columns = range(len(scales.levels))
        weights = program.variables(len(scales.levels))
        program.row(dict.fromkeys(weights.tolist(), 1.0), 1, 1)
        meets = [
            [program.variables(len(scales.levels[j]), whole=True) for j in columns]
            for _ in range(count)
        ]
        weigh = [[program.variables(len(scales.levels[j])) for j in columns] for _ in range(count)]
        for h in range(count):
            for j in columns:
                y, c = meets[h][j], weigh[h][j]
                for v in range(len(y)):
                    # who is better meets it too
                    if v:
                        program.row({y[v]: 1, y[v - 1]: -1}, low=0)
                    # who meets a profile meets the one below
                    if h:
                        program.row({meets[h - 1][j][v]: 1, y[v]: -1}, low=0)
                    # c = w y: at most w and y, at least w + y - 1
                    program.row({c[v]: 1, weights[j]: -1}, high=0)
                    program.row({c[v]: 1, y[v]: -1}, high=0)
                    program.row({c[v]: 1, weights[j]: -1, y[v]: -1}, low=-1)
        return cls(scales, weights, meets, weigh)

    def terms(self, profile: int, alternative: int) -> dict[int, float]:
        """Return the weight of the criteria on which an alternative meets a profile."""
        places = self.scales.places[alternative]
        return {int(c[place]): 1.0 for c, place in zip(self.weigh[profile], places, strict=True)}

    def starts(self, found: FloatArray) -> IntArray:
        """Return from which place on the levels of each criterion meet each profile, (P, C)."""
        return np.array(
            [[int((found[y] < 0.5).sum()) for y in profile] for profile in self.meets],
            dtype=np.intp,
        )
