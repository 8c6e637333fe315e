"""What UTA and UTASTAR share: the program of a ranking, and the result that it leads to."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from typing import Any

import numpy as np

from decision_analysis import _checks
from decision_analysis._arrays import FloatArray
from decision_analysis._limits import SOLVER_TOLERANCE
from decision_analysis.core import DecisionTable, Scores
from decision_analysis.mcda._door import door_without_weights
from decision_analysis.mcda._ranges import Ranges, recorded_ranges
from decision_analysis.mcda.learning._learned_model import LearnedModel, model_fields
from decision_analysis.mcda.learning._pieces import Pieces, breakpoints_of, samples_of
from decision_analysis.mcda.learning._program import (
    Program,
    extremes,
    shares,
    smallest_error,
    warn_of_errors,
)
from decision_analysis.mcda.learning._reference_ranking import groups_of, ranks_of


@dataclasses.dataclass(frozen=True, eq=False, repr=False, kw_only=True)
class LearnedValues(LearnedModel, Scores):
    """Values of alternatives in `scores` by an additive model that was learned from a ranking.

    Parameters
    ----------
    method, parameters, references, alternatives, criteria, scores, higher_is_better
        As in `Scores`.
    error, errors, weights, lowest_weights, highest_weights, breakpoints, marginal_values
        As in `LearnedModel`.
    """


def regression(
    table: DecisionTable,
    ranking: Any,
    breakpoints: Any,
    margin: float,
    ranges: Ranges | None,
    tolerance: float,
    *,
    signed: bool,
    both_ends: bool,
) -> dict[str, Any]:
    """Return the fields of a result: the program of each sample, solved, and the mean solution.

    `signed` gives each alternative an error above and one below; `both_ends` takes the mean of
    least and greatest weights, and not of greatest weights alone.
    """
    table = door_without_weights(table).table
    margin = _checks.number("margin", margin, low=0, high=1, open_low=True)
    tolerance = _checks.number("tolerance", tolerance, low=0)
    groups = groups_of(table.alternatives, ranking)
    pieces = breakpoints_of(table, breakpoints, ranges)
    shape, size = table.sample_shape, len(table.criteria)
    samples = samples_of(table)
    answers = [_one(values, pieces, groups, margin, tolerance, signed=signed) for values in samples]
    error = np.array([least for least, _, _ in answers])
    wrong = np.array([errors for _, errors, _ in answers])
    # the extreme solutions (samples, 2 C, increments): greatest weights, then least ones
    ends = shares(np.array([found for _, _, found in answers]))
    increments = shares((ends if both_ends else ends[:, :size]).mean(axis=1))
    rows = [pieces.rows(values) for values in samples]
    scores = np.einsum("sak,sk->sa", np.array(rows), increments)
    warn_of_errors("ranking", table.alternatives, error, wrong)
    return {
        "parameters": {
            "margin": margin,
            **({"tolerance": tolerance} if tolerance else {}),
            "ranking": ranks_of(table.alternatives, groups),
            **recorded_ranges(table, ranges),
        },
        "alternatives": table.alternatives,
        "criteria": table.criterion_names,
        "scores": scores.reshape(shape + scores.shape[1:]),
        # greatest weights come first, then least ones
        **model_fields(shape, pieces, increments, (ends[:, size:], ends[:, :size]), (error, wrong)),
    }


def _one(
    values: FloatArray,
    pieces: Pieces,
    groups: Sequence[tuple[int, ...]],
    margin: float,
    tolerance: float,
    *,
    signed: bool,
) -> tuple[float, FloatArray, FloatArray]:
    """Return the least error, errors (A,) and extreme increments (2 C, n) of one sample."""
    program, ranked = _program_of(values, pieces, groups, margin, signed=signed)
    least, found = smallest_error(program)
    parts = found[program.errors].reshape(2 if signed else 1, -1).sum(axis=0)
    wrong = np.zeros(len(values))
    wrong[ranked] = np.where(parts <= SOLVER_TOLERANCE, 0.0, parts) if least else 0.0
    weights = np.zeros((len(pieces.names), len(program.errors)))
    weights[:, ~program.errors] = pieces.totals()
    ends = extremes(program, least, tolerance, np.concatenate([weights, -weights]))
    return least, wrong, ends[:, ~program.errors]


def _program_of(
    values: FloatArray,
    pieces: Pieces,
    groups: Sequence[tuple[int, ...]],
    margin: float,
    *,
    signed: bool,
) -> tuple[Program, list[int]]:
    """Return the program of a ranking in the increments w_jl, and who is ranked, best first."""
    from scipy.sparse import csr_array, eye_array, hstack, vstack

    ranked = [place for group in groups for place in group]
    rows = pieces.rows(values[ranked])
    # u(a) + sigma(a), or u(a) - sigma+(a) + sigma-(a)
    one = eye_array(len(ranked))
    sides = [-one, one] if signed else [one]
    # Delta(a, b) of each alternative and the next one in the ranking
    each = hstack([csr_array(rows), *sides], format="csr")
    steps = each[:-1] - each[1:]
    # Delta = 0 within a group, and at least delta between groups
    number = np.repeat(np.arange(len(groups)), [len(group) for group in groups])
    tied = np.diff(number) == 0
    # sum of all increments is 1
    unit = np.repeat([1.0, 0.0], [rows.shape[1], len(sides) * len(ranked)])
    return (
        Program(
            rows=-steps[~tied],
            limits=np.full(int((~tied).sum()), -margin),
            equal_rows=vstack([steps[tied], csr_array(unit[None, :])], format="csr"),
            equal_limits=np.append(np.zeros(int(tied.sum())), 1.0),
            errors=unit == 0,
        ),
        ranked,
    )
