"""CoCoSo: three combinations of a weighted sum and a sum of weighted powers."""

from __future__ import annotations

import dataclasses

import numpy as np

from decision_analysis import _checks
from decision_analysis._arrays import FloatArray
from decision_analysis._cited import cited, cites
from decision_analysis._named import named, warn
from decision_analysis._shown import in_samples
from decision_analysis.core import DecisionTable, Scores, Weights, step
from decision_analysis.core.parts import remembered
from decision_analysis.errors import DegenerateDataWarning, InvalidInputError
from decision_analysis.mcda._door import door
from decision_analysis.mcda._scaling import minmax, total


@dataclasses.dataclass(frozen=True, eq=False, repr=False, kw_only=True)
class CocosoResult(Scores):
    """Assessments k in `scores` and the strategies they combine.

    Parameters
    ----------
    method, parameters, references, alternatives, criteria, scores, higher_is_better : as in Scores
        Inherited.
    normalized : ndarray of float, shape (..., A, C)
        Performances between the worst (0) and the best (1) of their column.
    sums, powers : ndarray of float, shape (..., A)
        S, the weighted sum, and P, the sum of the performances to the power of their weights.
    share, to_worst, to_best : ndarray of float, shape (..., A)
        The strategies k_a, k_b and k_c: relative to the sum of all, to the worst and to the best.
    """

    normalized: FloatArray | None = step("Normalized performances", "r_{ij}", "AC")
    sums: FloatArray | None = step("Weighted sum", "S_i", "A")
    powers: FloatArray | None = step("Sum of weighted powers", "P_i", "A")
    share: FloatArray | None = step("Share of the sum of all", "k_{ia}", "A")
    to_worst: FloatArray | None = step("Relative to the worst", "k_{ib}", "A")
    to_best: FloatArray | None = step("Relative to the best", "k_{ic}", "A")


@cites("yazdani_et_al_2019, steps 2 to 5")
@named
@remembered
def cocoso(
    table: DecisionTable, weights: Weights, *, balance: float = 0.5, steps: bool | None = None
) -> CocosoResult:
    """Score alternatives by the combined compromise solution (CoCoSo).

    Parameters
    ----------
    table : DecisionTable
        Performances (..., A, C).
    weights : mapping, WeightsResult or array_like, shape (..., C)
        Weights of the criteria; rescaled to sum to 1.
    balance : float
        Share lambda in [0, 1] of the weighted sum in k_c; the rest is that of the powers.
    steps : bool, optional
        Whether to keep the intermediates; None keeps them for a single table, not for a batch.

    Returns
    -------
    CocosoResult
        Assessments k (..., A), higher is better.

    Raises
    ------
    InvalidInputError
        If the weights do not fit, `balance` is not in [0, 1], or k_b is beyond what floats hold.

    Warns
    -----
    DegenerateDataWarning
        If a criterion is constant: it counts 0 for all and makes no difference. If an alternative
        is the worst on every weighted criterion: S and P are 0, and k_b, which divides by the least
        of them, takes the least above 0.

    Notes
    -----
    Yazdani et al. (2019): on min-max by goal S_i = sum_j w_j r_ij and P_i = sum_j r_ij^w_j, to
    which a criterion of weight 0 adds nothing; k_a = (P_i + S_i) / sum (P + S), k_b = S_i / min S +
    P_i / min P, k_c = (lambda S_i + (1 - lambda) P_i) / (lambda max S + (1 - lambda) max P), and
    k_i = (k_a k_b k_c)^(1/3) + (k_a + k_b + k_c) / 3. Where all alternatives are equal k_a is the
    same share for all, k_b is 2 and k_c 1. O(S A C) time for S samples, and O(S A) memory where
    only weights are sampled.

    Examples
    --------
    Robots of the source, quoted with 2.041, 2.788, 2.882, 2.416, 1.3, 1.443 and 2.52 of rounded
    steps:

    >>> from decision_analysis import Criterion, DecisionTable, mcda
    >>> values = [
    ...     [60, 0.4, 2540, 500, 990],
    ...     [6.35, 0.15, 1016, 3000, 1041],
    ...     [6.8, 0.1, 1727.2, 1500, 1676],
    ...     [10, 0.2, 1000, 2000, 965],
    ...     [2.5, 0.1, 560, 500, 915],
    ...     [4.5, 0.08, 1016, 350, 508],
    ...     [3, 0.1, 1778, 1000, 920],
    ... ]
    >>> criteria = ["C1", Criterion("C2", "min"), "C3", "C4", "C5"]
    >>> table = DecisionTable(values, criteria, [f"A{i}" for i in range(1, 8)])
    >>> mcda.cocoso(table, [0.036, 0.192, 0.326, 0.326, 0.12]).scores.round(3)
    array([2.041, 2.788, 2.882, 2.416, 1.299, 1.443, 2.519])
    """
    asked = door(table, weights, steps=steps)
    part = _checks.number("balance", balance, low=0, high=1)
    # step 2: compromise normalization
    normalized = minmax(table)
    # step 3: S_i and P_i
    sums, powers = total(normalized, asked.weights), _powers(normalized, asked.weights)
    # step 4: the three strategies
    mixed = part * sums + (1 - part) * powers
    together = sums + powers
    share = _over(together, together.sum(axis=-1), 1 / len(table.alternatives))
    to_worst = _over(sums, _least(sums), 1.0) + _over(powers, _least(powers), 1.0)
    to_best = _over(mixed, part * sums.max(axis=-1) + (1 - part) * powers.max(axis=-1), 1.0)
    _warn_worst(sums)
    # step 5: k_i, by which alternatives are ranked
    scores = np.cbrt(share * to_worst * to_best) + (share + to_worst + to_best) / 3
    return CocosoResult(
        method="CoCoSo",
        parameters={"balance": part},
        references=cited("yazdani_et_al_2019"),
        alternatives=table.alternatives,
        criteria=table.criterion_names,
        scores=scores,
        normalized=normalized if asked.keep else None,
        sums=sums if asked.keep else None,
        powers=powers if asked.keep else None,
        share=share if asked.keep else None,
        to_worst=to_worst if asked.keep else None,
        to_best=to_best if asked.keep else None,
    )


def _powers(values: FloatArray, weights: FloatArray) -> FloatArray:
    """Return sums over criteria of values (..., A, C) to the power of weights (..., C).

    One criterion at a time, so that all powers are never in memory; those of weight 0 add nothing.
    """
    found = np.zeros(np.broadcast_shapes(values.shape[:-1], (*weights.shape[:-1], 1)))
    for column in range(values.shape[-1]):
        weight = weights[..., column, None]
        found += np.where(weight > 0, values[..., column] ** weight, 0.0)
    return found


def _least(sums: FloatArray) -> FloatArray:
    """Return the least of sums (..., A) that is above 0; 0 where none is."""
    least = np.where(sums > 0, sums, np.inf).min(axis=-1)
    return np.where(np.isfinite(least), least, 0.0)


def _over(sums: FloatArray, divisor: FloatArray, equal: float) -> FloatArray:
    """Return sums (..., A) over a divisor (...); `equal` where it is 0, as then all sums are."""
    zero = (divisor == 0)[..., None]
    with np.errstate(over="ignore"):
        found = sums / np.where(zero, 1.0, divisor[..., None])
    if not np.isfinite(found).all():
        raise InvalidInputError(
            "sums lie so far apart that k_b is beyond the largest float: an alternative is all but"
            " the worst on every weighted criterion"
        )
    return np.where(zero, equal, found)


def _warn_worst(sums: FloatArray) -> None:
    """Warn where some alternatives, and not all, are the worst on every weighted criterion."""
    worst = (sums == 0).any(axis=-1) & (sums > 0).any(axis=-1)
    if worst.any():
        warn(
            f"an alternative is the worst on every weighted criterion{in_samples(worst)}; k_b is"
            " relative to the least sums above 0",
            DegenerateDataWarning,
        )
