"""Concordance and discordance of ELECTRE I and II, without thresholds on differences."""

from __future__ import annotations

import numpy as np

from decision_analysis import _checks
from decision_analysis._arrays import BoolArray, FloatArray, settled, tie_tolerance
from decision_analysis._limits import LEVEL_TOLERANCE
from decision_analysis._named import warn
from decision_analysis.errors import DegenerateDataWarning
from decision_analysis.mcda._blocks import over_rows


def warn_if_constant(values: FloatArray) -> None:
    """Warn of the first sample (..., A, C) in which no criterion has a range."""
    if values.shape[-2] == 1:
        return
    equal = np.ptp(values, axis=-2) <= tie_tolerance(values, -2)[..., 0, :]
    constant = np.argwhere(equal.all(axis=-1))
    if len(constant):
        place = _checks.at(tuple(constant[0]))
        warn(
            f"no criterion tells the alternatives apart{place}; discordance is 0",
            DegenerateDataWarning,
        )


def concordance(values: FloatArray, noise: FloatArray, shares: FloatArray) -> FloatArray:
    """Return the weights (n, A, A) of the criteria on which row is at least as good as column."""
    total = np.zeros((1, values.shape[1], values.shape[1]))
    enough = values - noise
    for column in range(values.shape[-1]):
        at_least = values[:, :, None, column] >= enough[:, None, :, column]
        total = total + shares[:, column, None, None] * at_least
    return total


def discordance(
    values: FloatArray, noise: FloatArray, allowed: float
) -> tuple[FloatArray, BoolArray]:
    """Return the largest shortfall (n, A, A) of row behind column over the one largest range.

    With it, where that exceeds its level by more than rounding of the level or of a performance.
    """
    span = _largest_range(values, noise)
    scale = np.where(span > 0, span, 1.0)
    slack = LEVEL_TOLERANCE * span
    # the usual case: the rounding of no performance is seen on the common scale
    if (noise <= slack).all():
        shares = _largest_shortfall(values, 0.0) / scale
        return shares, np.asarray(shares > allowed + LEVEL_TOLERANCE)
    # else what exceeds the level does so by more than the noise of its criterion
    exceeds = _largest_shortfall(values, np.maximum(slack, noise)) > allowed * span
    return _largest_shortfall(settled(values, 1), 0.0) / scale, np.asarray(exceeds)


def _largest_range(values: FloatArray, noise: FloatArray | float) -> FloatArray:
    """Return the largest range of a criterion, (n, 1, 1); what is noise is none."""
    ranges = over_rows(np.maximum, values) - over_rows(np.minimum, values)
    largest: FloatArray = np.where(ranges > noise, ranges, 0.0).max(axis=-1, keepdims=True)
    return largest


def _largest_shortfall(values: FloatArray, slack: FloatArray | float) -> FloatArray:
    """Return by how much the row falls behind the column at most, beyond the slack, (n, A, A)."""
    largest = np.zeros((len(values), values.shape[1], values.shape[1]))
    # the shortfall beyond the slack is that of the row behind a column so much worse
    reached = values - slack
    for column in range(values.shape[-1]):
        np.maximum(largest, reached[:, None, :, column] - values[:, :, None, column], out=largest)
    return largest
