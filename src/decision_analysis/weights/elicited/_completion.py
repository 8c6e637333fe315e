"""Completion of pairwise comparisons: missing ones minimize the principal eigenvalue."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from decision_analysis._arrays import BoolArray, FloatArray, IntArray
from decision_analysis._limits import COMPLETION_STEPS
from decision_analysis.errors import ConvergenceError, InvalidInputError
from decision_analysis.weights.elicited._perron import perron

_STEP_TOLERANCE = 1e-9  # Newton's method squares the error: the step after one of 1e-9 is rounding
_LONGEST_STEP = 3.0  # a factor of 20 in a comparison


def complete(comparisons: FloatArray, labels: Sequence[str]) -> FloatArray:
    """Return comparisons (..., n, n) with their missing entries (NaN, in pairs) filled in.

    Samples with the same gaps are completed together.
    """
    n = comparisons.shape[-1]
    completed = np.array(comparisons).reshape(-1, n, n)
    gaps = np.isnan(completed)
    # sorting samples by their gaps is slow where there are many, and for nothing where none has any
    if not gaps.any():
        return completed.reshape(comparisons.shape)
    patterns, which = np.unique(gaps, axis=0, return_inverse=True)
    for number, missing in enumerate(patterns):
        if missing.any():
            _refuse_unconnected(missing, labels)
            rows = np.flatnonzero(which.ravel() == number)
            completed[rows] = _filled(completed[rows], missing)
    return completed.reshape(comparisons.shape)


def _refuse_unconnected(missing: BoolArray, labels: Sequence[str]) -> None:
    """Refuse gaps that leave some labels without any comparison with the others."""
    reached = np.arange(len(labels)) == 0
    for _ in labels:
        reached = reached | (~missing[reached]).any(axis=0)
    if not reached.all():
        one = [label for label, inside in zip(labels, reached, strict=True) if inside]
        other = [label for label, inside in zip(labels, reached, strict=True) if not inside]
        raise InvalidInputError(
            f"comparisons must connect all items; got none between {one} and {other}"
        )


def _filled(matrix: FloatArray, missing: BoolArray) -> FloatArray:
    """Complete matrices (S, n, n) with the same gaps by damped Newton steps on logs (S, m).

    The logarithms are those of the gaps.
    """
    first, second = np.nonzero(np.triu(missing))
    logs = _least_squares(matrix, missing)
    logs = logs[:, first] - logs[:, second]
    matrix = _with(matrix, first, second, logs)
    largest, right = perron(matrix)
    for _ in range(COMPLETION_STEPS):
        move = _newton_step(matrix, largest, right, first, second)
        # a step that is too long is cut, and halved while lambda_max rises
        longest = np.abs(move).max(axis=-1, keepdims=True)
        move *= _LONGEST_STEP / np.maximum(longest, _LONGEST_STEP)
        while True:
            trial = _with(matrix, first, second, logs - move)
            trial_largest, trial_right = perron(trial)
            worse = trial_largest > largest * (1 + 1e-13)
            if not worse.any():
                break
            move[worse] /= 2
        matrix, largest, right, logs = trial, trial_largest, trial_right, logs - move
        if np.abs(move).max() <= _STEP_TOLERANCE:
            return matrix
    raise ConvergenceError(
        f"missing comparisons must converge in {COMPLETION_STEPS} steps; the last step was"
        f" {np.abs(move).max():g}",
        matrix,
    )


def _with(matrix: FloatArray, first: IntArray, second: IntArray, logs: FloatArray) -> FloatArray:
    """Return matrices with the gaps filled by comparisons of these logarithms (S, m)."""
    filled = matrix.copy()
    filled[:, first, second] = np.exp(logs)
    filled[:, second, first] = np.exp(-logs)
    return filled


def _least_squares(matrix: FloatArray, missing: BoolArray) -> FloatArray:
    """Return the log weights (S, n) that fit the known comparisons best, by their Laplacian.

    It is that of the graph of comparisons.
    """
    known = ~missing
    laplacian = np.diag(known.sum(axis=1)) - known + 1 / len(known)
    rows = np.log(np.where(missing, 1.0, matrix)).sum(axis=-1)
    return np.asarray(np.linalg.solve(laplacian, rows.T).T)


def _newton_step(
    matrix: FloatArray, largest: FloatArray, right: FloatArray, first: IntArray, second: IntArray
) -> FloatArray:
    """Return Hessian^-1 gradient (S, m) of the principal eigenvalue in the logarithms of the gaps.

    With right and left eigenvectors v and u, u.v = 1, and G the group inverse of (lambda I - A):
    the gradient is u A_p v and the Hessian u A_pq v + u A_p G A_q v + u A_q G A_p v, where A_p =
    a_ij E_ij - a_ji E_ji, and A_pp = a_ij E_ij + a_ji E_ji.
    """
    # left eigenvectors u with u.v = 1, and the group inverse G
    n, gaps = matrix.shape[-1], np.arange(len(first))
    left = perron(np.swapaxes(matrix, -1, -2))[1]
    left = left / (left * right).sum(axis=-1, keepdims=True)
    projector = right[:, :, None] * left[:, None, :]
    group_inverse = (
        np.linalg.inv(largest[:, None, None] * np.eye(n) - matrix + projector) - projector
    )
    # A_p v as columns, and u A_p as rows
    forth, back = matrix[:, first, second], matrix[:, second, first]
    columns = np.zeros((len(matrix), n, len(first)))
    columns[:, first, gaps] = forth * right[:, second]
    columns[:, second, gaps] = -back * right[:, first]
    rows = np.zeros((len(matrix), len(first), n))
    rows[:, gaps, second] = left[:, first] * forth
    rows[:, gaps, first] = -left[:, second] * back
    # the Hessian is twice the symmetric part of u A_p G A_q v, with u A_pp v on its diagonal
    up, down = left[:, first] * forth * right[:, second], left[:, second] * back * right[:, first]
    half = rows @ group_inverse @ columns
    hessian = half + np.swapaxes(half, -1, -2)
    hessian[:, gaps, gaps] += up + down
    return np.asarray(np.linalg.solve(hessian, (up - down)[..., None])[..., 0])
