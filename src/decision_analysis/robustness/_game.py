"""`solve_games`: games against the states, sample by sample."""

from __future__ import annotations

import contextlib
import dataclasses

import numpy as np

from decision_analysis._arrays import FloatArray
from decision_analysis._limits import CHUNK
from decision_analysis.core import DecisionTable
from decision_analysis.core.parts import chunks
from decision_analysis.errors import InvalidInputError
from decision_analysis.robustness._one_game import solve_game


@dataclasses.dataclass(frozen=True, eq=False)
class Solved:
    """Probabilities of alternatives (..., A) and states (..., C), and guaranteed gains (...)."""

    probabilities: FloatArray
    belief: FloatArray
    guaranteed: FloatArray


def one_table(table: DecisionTable) -> None:
    """Refuse a table with sample axes."""
    if table.sample_shape:
        raise InvalidInputError(f"table must be one table; got samples {table.sample_shape}")


def solve_games(gains: FloatArray) -> Solved:
    """Return how likely to take each row of gains (..., A, C) so that the worst column leaves most.

    Each sample is a game of its own.
    """
    shape = gains.shape[:-2]
    games = gains.reshape(-1, *gains.shape[-2:])

    def solved(chunk: int, rows: int) -> list[tuple[FloatArray, FloatArray, float]]:
        start = chunk * CHUNK
        return [solve_game(game) for game in games[start : start + rows]]

    with contextlib.closing(chunks.run(solved, len(games))) as parts:
        found = [each for part in parts for each in part]
    probabilities, belief, guaranteed = (np.array(each) for each in zip(*found, strict=True))
    return Solved(
        probabilities.reshape(*shape, -1), belief.reshape(*shape, -1), guaranteed.reshape(shape)
    )
