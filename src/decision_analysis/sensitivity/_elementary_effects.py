"""Elementary effects: where a parameter jumps from and to, and what a score does on the way."""

from __future__ import annotations

import dataclasses

import numpy as np

from decision_analysis._arrays import FloatArray
from decision_analysis._limits import ALIAS_ROWS, BLOCK, GREATEST_LEVEL, LEAST_LEVEL
from decision_analysis.core import Parameters
from decision_analysis.sensitivity._resampling import Resampling
from decision_analysis.sensitivity._sampled_scores import SampledScores
from decision_analysis.sensitivity._twins import Sample, Twins

_LEAST_JUMP = 0.25


@dataclasses.dataclass(frozen=True, eq=False)
class Jumps:
    """Where each parameter jumps, as shares of the way between two levels of its distribution.

    Without `levels` it goes on by a quarter to three quarters of the way, and from the end back to
    the beginning, so that no jump is shorter than a quarter and no two are the same. With them it
    is Morris's grid of so many levels, and the jump half of them, up or down.
    """

    levels: int | None
    quantiles: tuple[float, float]

    def ends(self, first: FloatArray, second: FloatArray) -> tuple[FloatArray, FloatArray]:
        """Return from where to where (rows,), of two independent uniform numbers."""
        if self.levels is None:
            onward = first + _LEAST_JUMP + (1 - 2 * _LEAST_JUMP) * second
            return first, onward - np.floor(onward)
        # Morris (1991): delta = p / (2 (p - 1)), half of the levels, up from the lower half
        cell, half = np.floor(first * self.levels), self.levels // 2
        other = np.where(cell < half, cell + half, cell - half)
        return cell / (self.levels - 1), other / (self.levels - 1)

    def elsewhere(self, first: FloatArray, second: FloatArray) -> FloatArray:
        """Return any other level of the grid than that where the jump begins, all alike."""
        assert self.levels is not None
        cell = np.floor(first * self.levels)
        onward = 1 + np.floor(second * (self.levels - 1))
        return np.asarray((cell + onward) % self.levels / (self.levels - 1))

    def value(self, ledger: Parameters, name: str, place: FloatArray) -> FloatArray:
        """Return a parameter's values at places in [0, 1]."""
        low, high = self.quantiles
        level = low + (high - low) * place
        if self.levels is None:
            # an end of the distribution may be infinite
            level = np.clip(level, LEAST_LEVEL, GREATEST_LEVEL)
        return np.asarray(ledger[name].quantile(level))


@dataclasses.dataclass(eq=False)
class EffectSums:
    """Weighted sums (1 + R, 3, P, K): of effects less `centre` (P, K), absolute ones, squares.

    `weight` (1 + R, 1, 1) sums the counts. `tested` are the absolute changes (rows, 2, P, K) of
    scores by the jump and by another one, in the first chunk of a grid.
    """

    weight: FloatArray
    sums: FloatArray
    centre: FloatArray
    tested: FloatArray | None

    def add(self, other: EffectSums) -> None:
        """Add the sums of the next chunk, moved to the centre of this one."""
        d = other.centre - self.centre
        moved = other.sums.copy()
        moved[:, 0] += other.weight * d
        moved[:, 2] += 2 * d * other.sums[:, 0] + other.weight * d**2
        self.weight, self.sums = self.weight + other.weight, self.sums + moved

    def moments(self, n: int) -> tuple[FloatArray, FloatArray, FloatArray]:
        """Return mu, mu* and sigma (1 + R, P, K) of n effects."""
        shift, absolute, square = np.moveaxis(self.sums / self.weight[:, None], 1, 0)
        variance = np.maximum(square - shift**2, 0.0) * n / (n - 1)
        return self.centre + shift, absolute, np.sqrt(variance)


@dataclasses.dataclass(frozen=True, eq=False)
class Effects:
    """The sums of one chunk; it can be sent to another process."""

    scores: SampledScores
    twins: Twins
    resampling: Resampling
    jumps: Jumps

    def cut(self, chunk: int, rows: int) -> Effects:
        return dataclasses.replace(
            self, twins=self.twins.cut(chunk, rows), resampling=self.resampling.cut(chunk)
        )

    def __call__(self, chunk: int, rows: int) -> EffectSums:
        first, second = self.twins.chunk(chunk, rows)
        counts = self.resampling.counts(chunk, rows)
        # as many rows at once as keep all their effects within a block
        step = max(1, BLOCK // (3 * len(self.scores.names) * len(self.scores.of)))
        total: EffectSums | None = None
        for start in range(0, rows, step):
            part = slice(start, min(start + step, rows))
            one, other = ({name: at[part] for name, at in each.items()} for each in (first, second))
            sums = self._sums(one, other, counts[:, part], tested=chunk == 0 and start == 0)
            if total is None:
                total = sums
            else:
                total.add(sums)
        assert total is not None
        return total

    def _sums(
        self, first: Sample, second: Sample, counts: FloatArray, *, tested: bool
    ) -> EffectSums:
        jumps, ledger = self.jumps, self.scores.scored.parameters
        ends = {name: jumps.ends(first[name], second[name]) for name in self.scores.names}
        base = {name: jumps.value(ledger, name, start) for name, (start, _) in ends.items()}
        at_base, changes, effects = self.scores.at(base), [], []
        for name, (start, end) in ends.items():
            # a radial design: one parameter jumps, the others stay (Campolongo et al. 2011)
            change = self.scores.at({**base, name: jumps.value(ledger, name, end)}) - at_base
            changes.append(change)
            effects.append(change / (end - start)[:, None])
        each = np.stack(effects, axis=1)
        centre = each.mean(axis=0)
        less = each - centre
        numbers = np.stack([less, np.abs(each), less**2], axis=1)
        summed = counts @ numbers.reshape(len(each), -1)
        return EffectSums(
            weight=counts.sum(axis=1)[:, None, None],
            sums=summed.reshape(len(counts), *numbers.shape[1:]),
            centre=centre,
            tested=(
                self._tested(first, second, base, at_base, np.stack(changes, axis=1))
                if tested and jumps.levels is not None
                else None
            ),
        )

    def _tested(
        self, first: Sample, second: Sample, base: Sample, at_base: FloatArray, jumped: FloatArray
    ) -> FloatArray:
        """Return the absolute changes by the jump, and by one to any level, of a few rows."""
        rows, ledger = slice(ALIAS_ROWS), self.scores.scored.parameters
        few = {name: values[rows] for name, values in base.items()}
        other = []
        for name in self.scores.names:
            place = self.jumps.elsewhere(first[name][rows], second[name][rows])
            there = {**few, name: self.jumps.value(ledger, name, place)}
            other.append(self.scores.at(there) - at_base[rows])
        return np.abs(np.stack([jumped[rows], np.stack(other, axis=1)], axis=1))
