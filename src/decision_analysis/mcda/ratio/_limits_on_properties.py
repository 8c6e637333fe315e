"""Limits on properties: how performances stand to lower limits, upper limits and targets."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from decision_analysis import _checks
from decision_analysis._arrays import FloatArray
from decision_analysis._cited import cited, cites
from decision_analysis._limits import TIE_TOLERANCE
from decision_analysis._named import named
from decision_analysis.core import DecisionTable, Scores, Weights, step
from decision_analysis.core.parts import refuse_cells, remembered
from decision_analysis.mcda._door import door
from decision_analysis.mcda._scaling import total
from decision_analysis.mcda.ratio._parts import positive_row, quotients


@dataclasses.dataclass(frozen=True, eq=False, repr=False, kw_only=True)
class LimitsOnPropertiesResult(Scores):
    """Merit parameters m in `scores` (lower is better) and what they are made of.

    Parameters
    ----------
    method, parameters, references, alternatives, criteria, scores, higher_is_better : as in Scores
        Inherited; lower scores are better.
    relative : ndarray of float, shape (..., A, C)
        Limit over performance, performance over limit, or relative distance from the target.
    weighted : ndarray of float, shape (..., A, C)
        What each criterion adds to the score.
    """

    relative: FloatArray | None = step("Relative to the limit", "Y_j / X_{ij}", "AC")
    weighted: FloatArray | None = step(
        "Weighted, relative to the limit", r"\alpha_j Y_j / X_{ij}", "AC"
    )


@cites("farag_2020")
@named
@remembered
def limits_on_properties(
    table: DecisionTable,
    weights: Weights,
    *,
    limits: Mapping[str, float] | Sequence[float] | FloatArray,
    targets: Iterable[str] = (),
    steps: bool | None = None,
) -> LimitsOnPropertiesResult:
    """Score alternatives by how they stand to limits and targets (limits on properties, LOPM).

    Parameters
    ----------
    table : DecisionTable
        Performances (..., A, C); those with a lower limit positive, the others at least 0.
    weights : mapping, WeightsResult or array_like, shape (..., C)
        Weights of the criteria; rescaled to sum to 1.
    limits : mapping of str to float or array_like, shape (C,)
        A positive limit for each criterion, in its unit, by name or in the table's order: a lower
        limit of a benefit, an upper limit of a cost.
    targets : iterable of str
        Criteria whose limit is a target to be met, whatever their goal.
    steps : bool, optional
        Whether to keep the intermediates; None keeps them for a single table, not for a batch.

    Returns
    -------
    LimitsOnPropertiesResult
        Merit parameters m (..., A), lower is better. Below 1 limits are kept on the whole.

    Raises
    ------
    InvalidInputError
        If the weights do not fit, a limit is missing, unknown or not positive, a target names no
        criterion, or a performance is negative, or 0 under a lower limit.

    Notes
    -----
    Farag (2020): m_i = sum_lower a_j Y_j / X_ij + sum_upper a_j X_ij / Y_j + sum_target a_j
    abs(X_ij / Y_j - 1), with performances X, limits Y and weights a. A limit that is missed does
    not exclude: it is made up for by the others. A performance within 1e-12 of its target meets it.
    O(S A C) time for S samples, and O(S A) memory where only weights are sampled.

    Examples
    --------
    Insulating materials of Farag, quoted with .77, 1.08, .81, .66, .78 and .68:

    >>> from decision_analysis import DecisionTable, mcda
    >>> goals = {"volts": "max", "constant": "max", "loss": "min", "density": "min"}
    >>> table = DecisionTable(
    ...     [
    ...         [14820, 18, 0.0002, 2.1, 9.5, 4.5],
    ...         [21450, 18, 0.0012, 2.7, 14.4, 9],
    ...         [78000, 16, 0.0006, 2.6, 9, 8.5],
    ...         [20475, 17, 0.0006, 2.6, 6.5, 2.6],
    ...         [16575, 14, 0.001, 3.1, 5.6, 3.5],
    ...         [21450, 16, 0.0005, 2.2, 8.6, 1],
    ...     ],
    ...     {**goals, "expansion": "max", "price": "min"},
    ...     ["M1", "M2", "M3", "M4", "M5", "M6"],
    ... )
    >>> mcda.limits_on_properties(
    ...     table,
    ...     [0.2, 0.33, 0.13, 0.07, 0.07, 0.2],
    ...     limits=[10000, 14, 0.0015, 3.5, 2.3, 9],
    ...     targets=["expansion"],
    ... ).scores.round(2)
    array([0.77, 1.08, 0.81, 0.66, 0.78, 0.68])
    """
    asked = door(table, weights, steps=steps)
    names = table.criterion_names
    limit = positive_row("limits", limits, names, one="limit")
    chosen = [
        _checks.known("criterion in targets", name, names)
        for name in _checks.entries("targets", targets, kind="a sequence of criteria")
    ]
    target = np.isin(names, chosen)
    lower = table.maximize & ~target
    refuse_cells(table, lower & (table.values <= 0), "positive, as it has a lower limit")
    refuse_cells(table, table.values < 0, "at least 0, as it has a limit")
    # Y / X for a lower limit, X / Y for an upper one, |X / Y - 1| for a target
    above = np.where(lower, limit, table.values)
    relative = quotients(above, np.where(lower, table.values, limit), names)
    distance = np.abs(relative - 1)
    distance = np.where(distance <= TIE_TOLERANCE, 0.0, distance)
    relative = np.where(target, distance, relative)
    # m_i, the sum of what is weighted
    return LimitsOnPropertiesResult(
        method="limits on properties",
        parameters={
            "limits": dict(zip(names, limit.tolist(), strict=True)),
            "targets": tuple(name for name in names if name in chosen),
        },
        references=cited("farag_2020"),
        alternatives=table.alternatives,
        criteria=names,
        scores=total(relative, asked.weights),
        higher_is_better=False,
        relative=relative if asked.keep else None,
        weighted=relative * asked.weights[..., None, :] if asked.keep else None,
    )
