"""Kemeny's rule: the order that agrees with the most pairwise preferences, by an exact integer program."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from itertools import combinations
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from decision_analysis import _render
from decision_analysis._arrays import FloatArray, IntArray
from decision_analysis.core import Scores, step
from decision_analysis.errors import ConvergenceError, InvalidInputError
from decision_analysis.group._ballots import Rankings, ballots

_YOUNG = (
    "Young H.P. (1988) Condorcet's theory of voting. American Political Science Review 82(4) 1231-1244. "
    "https://doi.org/10.2307/1961757"
)
_KEMENY = "Kemeny J.G. (1959) Mathematics without numbers. Daedalus 88(4) 577-591"


@dataclasses.dataclass(frozen=True, eq=False, repr=False, kw_only=True)
class KemenyResult(Scores):
    """Places in Kemeny's order in `scores`, 1 the best, and how well it agrees with the rankings.

    Parameters
    ----------
    method, parameters, references, alternatives, scores, higher_is_better
        As in `Scores`.
    score : float
        How many preferences of one person between two alternatives the order agrees with.
    unique : bool
        Whether no other order agrees with as many.
    pairwise : ndarray of float, shape (A, A)
        How many people put the row above the column.
    """

    score: float
    unique: bool
    pairwise: FloatArray | None = step("People who put the row above the column", "N_{ij}", "AA")

    def _headline(self) -> str:
        return self.method + _render.options({"score": self.score, "unique": self.unique})


def kemeny(
    rankings: Rankings, counts: ArrayLike | None = None, *, alternatives: Sequence[str] | None = None
) -> KemenyResult:
    """Find the order of the alternatives that agrees with the most pairwise preferences of the people.

    Parameters
    ----------
    rankings : array_like of shape (K, A), or sequence of sequences of str
        As in `borda`, without sample axes.
    counts : array_like of float, shape (K,), optional
        How many people stand behind each ranking; 1 each where None.
    alternatives : sequence of str, optional
        As in `borda`.

    Returns
    -------
    KemenyResult
        Places in `.scores`, lower is better, labels best first in `.order`, the agreement in `.score`, and `.unique`.

    Raises
    ------
    InvalidInputError
        As in `borda`, or if there are sample axes.
    ConvergenceError
        If the solver stops without a proven optimum.

    Notes
    -----
    Solves the linear ordering problem with one binary variable for each pair and two transitivity constraints for each
    three alternatives, exactly, by scipy's HiGHS: NP-hard, with A(A-1)(A-2)/3 constraints. A second program that
    forbids the first order decides `unique`; where it is False, `order` is one of several that agree equally well. A
    person who ties two alternatives takes no side between them.

    References
    ----------
    Kemeny J.G. (1959) Mathematics without numbers. Daedalus 88(4) 577-591.

    Young H.P. (1988) Condorcet's theory of voting. American Political Science Review 82(4) 1231-1244.
    https://doi.org/10.2307/1961757

    Examples
    --------
    The capital of Tennessee:

    >>> from decision_analysis import group
    >>> voters = [
    ...     ("Memphis", "Nashville", "Chattanooga", "Knoxville"),
    ...     ("Nashville", "Chattanooga", "Knoxville", "Memphis"),
    ...     ("Chattanooga", "Knoxville", "Nashville", "Memphis"),
    ...     ("Knoxville", "Chattanooga", "Nashville", "Memphis"),
    ... ]
    >>> result = group.kemeny(voters, counts=[42, 26, 15, 17])
    >>> result.order
    ('Nashville', 'Chattanooga', 'Knoxville', 'Memphis')
    >>> result.score, result.unique
    (393.0, True)
    """
    where = "kemeny()"
    votes = ballots(where, rankings, counts, alternatives)
    if votes.ranks.ndim > 2:
        raise InvalidInputError(f"{where}: rankings must have shape (K, A); got {votes.ranks.shape}")
    pairwise = votes.pairwise(ties=0)
    order = _best_order(where, pairwise, None)
    score, unique = _agreement(pairwise, order), True
    if len(order) > 1:
        other = _best_order(where, pairwise, order)
        unique = bool(_agreement(pairwise, other) < score - 1e-9 * pairwise.sum())
    places = np.empty(len(order))
    places[order] = np.arange(1, len(order) + 1)
    return KemenyResult(
        method="Kemeny",
        references=(_KEMENY, _YOUNG),
        alternatives=votes.alternatives,
        scores=places,
        higher_is_better=False,
        score=score,
        unique=unique,
        pairwise=pairwise,
    )


def _agreement(pairwise: FloatArray, order: IntArray) -> float:
    return float(np.triu(pairwise[np.ix_(order, order)], 1).sum())


def _best_order(where: str, pairwise: FloatArray, forbidden: IntArray | None) -> IntArray:
    """Return the indices best first; the variable of a pair i < j is 1 where i stands above j."""
    from scipy.optimize import Bounds, LinearConstraint, milp

    n = len(pairwise)
    first, second = np.triu_indices(n, 1)
    if not len(first):
        return np.arange(n)
    gain = (pairwise - pairwise.T)[first, second]
    scale = np.abs(gain).max()
    constraints = [LinearConstraint(_triples(n), 0, 1)] if n > 2 else []
    if forbidden is not None:
        place = np.argsort(forbidden)
        above = place[first] < place[second]
        signs = np.where(above, 1.0, -1.0)
        constraints.append(LinearConstraint(signs[None, :], -np.inf, above.sum() - 1))
    solution = milp(
        -gain / scale if scale else np.zeros(len(gain)),
        integrality=np.ones(len(gain), dtype=np.intp),
        bounds=Bounds(0, 1),
        constraints=constraints,
        options={"mip_rel_gap": 0},
    )
    if solution.status != 0:
        raise ConvergenceError(f"{where}: the integer program was not solved; {solution.message}", solution)
    wins = np.zeros((n, n))
    wins[first, second] = np.round(solution.x)
    wins[second, first] = 1 - wins[first, second]
    return np.argsort(-wins.sum(axis=1), kind="stable")


def _triples(n: int) -> Any:
    """Return the rows x_ij + x_jk - x_ik, which lie in [0, 1] where i, j, k are not on a cycle."""
    from scipy.sparse import csr_array

    index = np.zeros((n, n), dtype=np.intp)
    first, second = np.triu_indices(n, 1)
    index[first, second] = np.arange(len(first))
    i, j, k = np.array(list(combinations(range(n), 3))).T
    columns = np.stack([index[i, j], index[j, k], index[i, k]], axis=1).ravel()
    rows = np.repeat(np.arange(len(i)), 3)
    return csr_array((np.tile([1.0, 1.0, -1.0], len(i)), (rows, columns)), shape=(len(i), len(first)))
