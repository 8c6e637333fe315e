"""How strong each majority is, by margin or by winning votes, with ties told from differences."""

from __future__ import annotations

import dataclasses
from typing import Literal

import numpy as np

from decision_analysis import _checks
from decision_analysis._arrays import FloatArray, IntArray
from decision_analysis.group._ballots import Ballots

Strength = Literal["margins", "winning votes"]
STRENGTHS = ("margins", "winning votes")


@dataclasses.dataclass(frozen=True)
class Strengths:
    """Majorities of the row over the column (..., A, A): how many people, how strong, what level.

    Levels are whole numbers that are equal where strengths tie, and 0 where there is no majority.
    """

    pairwise: FloatArray
    strengths: FloatArray
    levels: IntArray

    def of_levels(self, levels: IntArray) -> FloatArray:
        """Return the strengths (..., A, A) that stand at other levels of the same samples."""
        shape = levels.shape
        flat = (*shape[:-2], shape[-1] ** 2)
        of_level = np.zeros(flat)
        # majorities of one level have one strength, up to a tie
        np.put_along_axis(
            of_level, self.levels.reshape(flat), self.strengths.reshape(flat), axis=-1
        )
        return np.take_along_axis(of_level, levels.reshape(flat), axis=-1).reshape(shape)


def checked_strength(strength: object) -> str:
    """Return how the strength of a majority is measured."""
    return _checks.one_of("strength", strength, STRENGTHS)


def strengths(votes: Ballots, strength: str) -> Strengths:
    """Return the majorities of ballots, measured as asked."""
    pairwise, counted, tie = votes.counted()
    margins = counted - np.swapaxes(counted, -1, -2)
    won = margins > tie
    numbers = np.where(won, margins if strength == "margins" else counted, 0)
    # levels: in ascending order a new one begins where the next number is larger by more than a tie
    flat = numbers.reshape(*numbers.shape[:-2], -1)
    order = np.argsort(flat, axis=-1, kind="stable")
    ascending = np.take_along_axis(flat, order, axis=-1)
    steps = np.zeros(flat.shape, dtype=np.intp)
    steps[..., 1:] = np.diff(ascending, axis=-1) > tie
    levels = np.empty(flat.shape, dtype=np.intp)
    np.put_along_axis(levels, order, np.cumsum(steps, axis=-1), axis=-1)
    return Strengths(pairwise, numbers.astype(np.float64), levels.reshape(numbers.shape))
