"""The permutation method: the order of the alternatives that most of the weight agrees with."""

from __future__ import annotations

import dataclasses
from typing import ClassVar

import numpy as np

from decision_analysis import _render
from decision_analysis._arrays import FloatArray, competition_ranks
from decision_analysis._cited import cited, cites
from decision_analysis._named import named
from decision_analysis.core import DecisionTable, Scores, Weights, axes
from decision_analysis.core.parts import remembered
from decision_analysis.errors import ConvergenceError
from decision_analysis.group import kemeny
from decision_analysis.mcda._door import door


@dataclasses.dataclass(frozen=True, eq=False, repr=False, kw_only=True)
class PermutationResult(Scores):
    """Places in the best permutation in `scores`, 1 the best, and how far the weight agrees.

    Parameters
    ----------
    method, parameters, references, alternatives, criteria
        As in `Result`.
    scores : ndarray of float, shape (..., A)
        Place of each alternative.
    higher_is_better : bool
        Always False.
    value : float or ndarray of float, shape (...)
        The evaluation of the permutation: weight that agrees less weight that does not, over all
        pairs.
    unique : bool or ndarray of bool, shape (...)
        Whether no other permutation has that value.
    concordance : ndarray of float, shape (..., A, A)
        Weight of the criteria on which the row is at least as good as the column; 0 on the
        diagonal.
    """

    value: FloatArray | float = axes("")
    unique: np.ndarray[tuple[int, ...], np.dtype[np.bool_]] | bool = axes("")
    concordance: FloatArray = axes("AA", "Weight in favor of row over column", "c_{kl}")

    main: ClassVar[str] = "scores"

    def _headline(self) -> str:
        if self.sample_shape:
            return super()._headline()
        return self.method + _render.options(
            {"value": round(float(self.value), 12), "unique": self.unique}
        )


@cites("paelinck_1976", "hwang_yoon_1981", "truchon_1998")
@named
@remembered
def permutation(
    table: DecisionTable, weights: Weights, *, time_limit: float | None = None
) -> PermutationResult:
    """Find the order of the alternatives that most of the weight agrees with, pair by pair.

    Parameters
    ----------
    table : DecisionTable
        Performances (..., A, C); only their order on each criterion counts.
    weights : mapping, WeightsResult or array_like, shape (..., C)
        Weights of the criteria; only their ratios matter.
    time_limit : float, optional
        Seconds after which to give up on a sample; None for never.

    Returns
    -------
    PermutationResult
        Places in `.scores`, lower is better, labels best first in `.order`, and `.value`. Where
        several permutations are best, it is one of them and `.unique` is False.

    Raises
    ------
    InvalidInputError
        If weights or sample axes do not fit, or the time limit is not a positive number.
    ConvergenceError
        If the time is over before the optimum is proved; `.partial` is the best order found.

    See Also
    --------
    decision_analysis.group.kemeny : The same rule for people, each of whom is one criterion here.

    Notes
    -----
    A permutation is worth the sum, over all k above l in it, of c_kl less c_lk, where c_kl is the
    weight of the criteria with x_k at least as good as x_l: ties count for both sides, and so for
    none. QUALIFLEX of Paelinck is the same with weights that are known by their order only. This is
    Kemeny's rule with criteria for people and weights for their numbers, and is solved as that is,
    exactly, without trying all A! permutations; NP-hard where majorities of weight form long
    cycles. A batch is solved sample by sample.

    Examples
    --------
    The fighter aircraft of Hwang and Yoon (1981), whose best permutation is A3, A4, A1, A2:

    >>> from decision_analysis import Criterion, DecisionTable, mcda
    >>> table = DecisionTable(
    ...     [
    ...         [2.0, 1500, 20000, 5.5, 5, 9],
    ...         [2.5, 2700, 18000, 6.5, 3, 5],
    ...         [1.8, 2000, 21000, 4.5, 7, 7],
    ...         [2.2, 1800, 20000, 5.0, 5, 5],
    ...     ],
    ...     ["speed", "range", "payload", Criterion("cost", "min"), "reliability", "agility"],
    ...     ["A1", "A2", "A3", "A4"],
    ... )
    >>> mcda.permutation(table, [0.2, 0.1, 0.1, 0.1, 0.2, 0.3]).order
    ('A3', 'A4', 'A1', 'A2')
    """
    asked = door(table, weights)
    # ranks by criterion, so that what the library calls a tie is one: (..., C, A)
    ranks = competition_ranks(np.swapaxes(asked.gains, -1, -2)).astype(np.float64)
    size = len(table.alternatives)
    every = np.broadcast_to(ranks, (*asked.shape, *ranks.shape[-2:]))
    shares = np.broadcast_to(asked.weights, (*asked.shape, asked.weights.shape[-1]))
    places = np.empty((*asked.shape, size))
    unique = np.ones(asked.shape, dtype=bool)
    for index in np.ndindex(asked.shape):
        try:
            found = kemeny(
                every[index],
                counts=shares[index],
                alternatives=table.alternatives,
                time_limit=time_limit,
            )
        except ConvergenceError as late:
            at = f" of sample {index}" if index else ""
            raise ConvergenceError(f"{late.message}{at}", late.partial) from None
        places[index], unique[index] = found.scores, found.unique
    # c_kl: ties for both sides; of ranks the smaller is the better
    at_least = (ranks[..., :, :, None] <= ranks[..., :, None, :]) & ~np.eye(size, dtype=bool)
    concordance = np.einsum("...c,...ckl->...kl", asked.weights, at_least.astype(np.float64))
    concordance = np.broadcast_to(concordance, (*asked.shape, size, size)).copy()
    # R = C - D: what agrees, k above l, less what does not
    above = places[..., :, None] < places[..., None, :]
    margins = concordance - np.swapaxes(concordance, -1, -2)
    return PermutationResult(
        method="permutation",
        references=cited("paelinck_1976", "hwang_yoon_1981"),
        alternatives=table.alternatives,
        criteria=table.criterion_names,
        scores=places,
        higher_is_better=False,
        value=np.where(above, margins, 0.0).sum(axis=(-2, -1)),
        unique=unique,
        concordance=concordance,
    )
