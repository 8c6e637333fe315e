"""Probabilities that must sum to 1: what is wrong with them, sums off by rounding, and shares."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from decision_analysis._arrays import FloatArray
from decision_analysis._limits import LAST_BITS, PROBABILITY_TOLERANCE, ROUNDING
from decision_analysis.errors import LISTED


def rescaled(probabilities: FloatArray, *, beside_rest: bool = False) -> FloatArray:
    """Divide probabilities (..., n) by sums that are off 1 by no more than rounding, 0.02.

    Sums that are 1 within 1e-9 stay as they are; so do those that are farther off, which
    `probability_problem` refuses. `beside_rest`: REST takes what is left, so that only a sum above
    1 is off.
    """
    with np.errstate(over="ignore", invalid="ignore"):
        totals = probabilities.sum(axis=-1, keepdims=True)
        off = totals - 1 if beside_rest else np.abs(totals - 1)
    # strictly wrong ones only: sums that are 1 up to noise keep their last digit
    wrong = (off > PROBABILITY_TOLERANCE) & (off <= ROUNDING + PROBABILITY_TOLERANCE)
    return probabilities / np.where(wrong, totals, 1.0)


def within(probabilities: FloatArray, share: float, axis: int) -> FloatArray:
    """Return how much of each probability lies within the first `share` of them along an axis.

    A sum that reaches the share but for rounding does reach it: what comes next counts nothing,
    however large it is.
    """
    if share == 1:
        return probabilities
    # summed up, as a difference of sums loses what is before a far larger probability
    before = np.delete(np.insert(probabilities, 0, 0.0, axis).cumsum(axis=axis), -1, axis)
    left = share - before
    return np.clip(np.where(left > LAST_BITS * share, left, 0.0), 0.0, probabilities)


def explained(total: float) -> bool:
    """Say whether rounding may be why probabilities have this sum."""
    return bool(abs(total - 1) <= ROUNDING + PROBABILITY_TOLERANCE)


def probability_problem(
    labels: Sequence[str], probabilities: FloatArray, *, rescale: bool | None = None
) -> str | None:
    """Say what is wrong with `probabilities` (..., n), by label; None where nothing is.

    `rescale` is what the caller was told: False offers it for sums that rounding explains; None
    where there is no such argument.
    """
    if not probabilities.size:
        return f"probabilities must hold at least one sample; got shape {probabilities.shape}"
    flat = probabilities.reshape(-1, probabilities.shape[-1])
    bad = np.argwhere(~np.isfinite(flat))
    if bad.size:
        row, column = bad[0]
        return f"probability of {labels[column]!r} must be finite; got {flat[row, column]}"
    bad = np.argwhere(flat < 0)
    if bad.size:
        row, column = bad[0]
        return f"probability of {labels[column]!r} must not be negative; got {flat[row, column]:g}"
    with np.errstate(over="ignore"):
        totals = flat.sum(axis=-1)
    off = np.abs(totals - 1)
    if off.max() <= PROBABILITY_TOLERANCE:
        return None
    # after rescaling the worst sum tells most; otherwise the first is the one to look for
    row = np.argmax(off) if rescale else np.flatnonzero(off > PROBABILITY_TOLERANCE)[0]
    worst = float(totals[np.argmax(off)])
    return f"probabilities must sum to 1; got {sum_of(labels, flat[row])}{way_out(worst, rescale)}"


def sum_of(labels: Sequence[str], row: FloatArray) -> str:
    """Write the sum of probabilities (n,) by label, and the precision that explains it."""
    with np.errstate(over="ignore"):
        total = row.sum()
    listed = ", ".join(
        f"{label!r} {p:.10g}" for label, p in zip(labels, row[:LISTED].tolist(), strict=False)
    )
    listed += f", and {len(row) - LISTED} more" if len(row) > LISTED else ""
    kind = _coarse(row, abs(total - 1))
    return f"{total:.10g} ({listed})" + (f", as they are of {kind} precision" if kind else "")


def way_out(total: float, rescale: bool | None) -> str:
    """Offer to rescale a sum that rounding explains, or say it is too far off; '' if neither."""
    if rescale:
        return f"; rescale=True is for sums within {ROUNDING} of 1"
    offered = rescale is False and explained(total)
    return "; rescale=True divides them by their sum" if offered else ""


def _coarse(row: FloatArray, off: float) -> str | None:
    """Name the precision below double that explains why a sum is not 1; None if none does."""
    kinds: tuple[tuple[type[np.floating[Any]], str], ...] = (
        (np.float16, "half (float16)"),
        (np.float32, "single (float32)"),
    )
    for kind, word in kinds:
        # each of n numbers is off by half a spacing of its precision; twice that is allowed
        bound = min(len(row) * float(np.finfo(kind).eps), ROUNDING)
        if off <= bound and (row.astype(kind) == row).all():
            return word
    return None
