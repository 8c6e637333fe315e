"""ELECTRE II: a ranking by a strong and a weak outranking relation, from above and from below."""

from __future__ import annotations

import dataclasses
import math

import numpy as np
from numpy.typing import ArrayLike

from decision_analysis import _checks, _render
from decision_analysis._arrays import BoolArray, FloatArray, IntArray, competition_ranks, read_only
from decision_analysis._cited import cited, cites
from decision_analysis._limits import LEVEL_TOLERANCE
from decision_analysis._named import named
from decision_analysis._shown import shown
from decision_analysis.core import DecisionTable, Relation, Result, Weights, axes, step
from decision_analysis.core.parts import Columns, Ranked, remembered
from decision_analysis.errors import InvalidInputError
from decision_analysis.mcda._blocks import in_blocks, noise_of
from decision_analysis.mcda._door import door
from decision_analysis.mcda.outranking import _crisp as crisp
from decision_analysis.mcda.outranking._two_relations import direct_and_inverse


@dataclasses.dataclass(frozen=True, eq=False, repr=False, kw_only=True)
class ElectreIIResult(Ranked, Relation):
    """The rankings of ELECTRE II and the two outranking relations that they are drawn from.

    Parameters
    ----------
    method, parameters, references, alternatives, criteria
        As in `Result`.
    matrix : ndarray of bool, shape (..., A, A)
        True in row a and column b where a is at least as good as b in the direct and in the inverse
        ranking; the diagonal is False.
    direct_ranks : ndarray of int, shape (..., A)
        Class of each alternative in the direct ranking, from above, 1 for the best; classes are
        numbered through.
    inverse_ranks : ndarray of int, shape (..., A)
        Class of each alternative in the inverse ranking, from below, 1 for the best; classes are
        numbered through.
    strong : ndarray of bool, shape (..., A, A)
        True in row a and column b where a strongly outranks b; the diagonal is False.
    weak : ndarray of bool, shape (..., A, A)
        True in row a and column b where a outranks b, strongly or weakly; the diagonal is False.
    concordance : ndarray of float, shape (..., A, A), or None
        Share of the weights of the criteria on which a is at least as good as b.
    discordance : ndarray of float, shape (..., A, A), or None
        Largest shortfall of a behind b over the largest range.
    """

    direct_ranks: IntArray = axes("A")
    inverse_ranks: IntArray = axes("A")
    strong: BoolArray = axes("AA", "Strong outranking", "a S^F b")
    weak: BoolArray = axes("AA", "Weak outranking", "a S^f b")
    concordance: FloatArray | None = step("Concordance", "C(a, b)", "AA")
    discordance: FloatArray | None = step("Discordance", "D(a, b)", "AA")

    @property
    def median_ranks(self) -> FloatArray:
        """Means (..., A) of both ranks, which the final ranking is by."""
        return read_only((self.direct_ranks + self.inverse_ranks) / 2)

    @property
    def ranks(self) -> IntArray:
        """Competition ranks (..., A) of the means of both ranks; ties share the best."""
        return read_only(competition_ranks(self.median_ranks, higher_is_better=False))

    def _columns(self) -> Columns:
        ranks = {
            "rank": self.ranks,
            "direct": self.direct_ranks,
            "inverse": self.inverse_ranks,
            "median": self.median_ranks,
        }
        return "alternative", self.alternatives, ranks

    def _rows(self) -> tuple[list[str], list[list[_render.Cell]]]:
        if self.sample_shape:
            return [], []
        ranks, medians = self.ranks, self.median_ranks
        rows: list[list[_render.Cell]] = [
            [
                self.alternatives[i],
                *(int(each[i]) for each in (ranks, self.direct_ranks, self.inverse_ranks)),
                float(medians[i]),
            ]
            for i in self._shown_order()
        ]
        return ["alternative", "rank", "direct", "inverse", "median"], rows

    def _first(self, most: int) -> tuple[list[str], list[list[_render.Cell]], str]:
        """Return the first by rank: the ranks, unlike a matrix, have few columns."""
        return Result._first(self, most)


@cites("roy_bertier_1973", "wang_triantaphyllou_2008")
@named
@remembered
def electre_ii(
    table: DecisionTable,
    weights: Weights,
    *,
    concordance_levels: tuple[float, float, float],
    discordance_levels: tuple[float, float],
    steps: bool | None = None,
) -> ElectreIIResult:
    """Rank alternatives by a strong and a weak outranking relation.

    Parameters
    ----------
    table : DecisionTable
        Performances (..., A, C) on scales that can be compared.
    weights : mapping, WeightsResult or array_like, shape (..., C)
        Importance of the criteria; only ratios matter. A criterion of weight 0 can still object.
    concordance_levels : tuple of float
        Shares c-, c0 and c+ of the total weight, in (0, 1] and rising, that must not speak against
        a outranking b weakly, strongly with little discordance, and strongly with more.
    discordance_levels : tuple of float
        Largest shortfalls d- and d+, in [0, 1] and rising, as shares of the one largest range of
        all criteria: little discordance, and the most that is allowed.
    steps : bool, optional
        Whether to keep the concordance and discordance matrices; None keeps them for one table and
        not for a batch.

    Returns
    -------
    ElectreIIResult
        A crisp relation, at least as good in both rankings, with `.direct_ranks`, `.inverse_ranks`,
        their means `.median_ranks` and the final `.ranks`.

    Raises
    ------
    InvalidInputError
        If weights, levels or sample axes do not fit.

    Warns
    -----
    DegenerateDataWarning
        If no criterion tells the alternatives of a table apart; discordance is then 0.

    Notes
    -----
    a outranks b only where the criteria on which a is better weigh at least as much as those on
    which b is: strongly with C >= c+ and D <= d+, or C >= c0 and D <= d-; weakly with C >= c- and D
    <= d+. The direct ranking takes out, again and again, those that nobody left outranks strongly
    and, of these, no other one weakly; the inverse ranking does so with the relations turned
    around, and numbers its classes from the end. Members of a cycle are one class. Levels are
    compared with a slack of 1e-9, and performances with one of 1e-12 of the criterion's largest
    absolute one. O(A^2 C) and usually O(A^3) per sample, in blocks of samples.

    Examples
    --------
    The data of Wang and Triantaphyllou (2008), for which two programs give the means 3, 1, 2, 4 and
    1.5 of both ranks:

    >>> from decision_analysis import DecisionTable, mcda
    >>> table = DecisionTable(
    ...     [
    ...         [1, 2, 1, 5, 2, 2, 4],
    ...         [3, 5, 3, 5, 3, 3, 3],
    ...         [3, 5, 3, 5, 3, 2, 2],
    ...         [1, 2, 2, 5, 1, 1, 1],
    ...         [1, 1, 3, 5, 4, 1, 5],
    ...     ],
    ...     ["c1", "c2", "c3", "c4", "c5", "c6", "c7"],
    ...     ["a1", "a2", "a3", "a4", "a5"],
    ... )
    >>> result = mcda.electre_ii(
    ...     table,
    ...     [0.078, 0.118, 0.157, 0.314, 0.235, 0.039, 0.059],
    ...     concordance_levels=(0.65, 0.75, 0.85),
    ...     discordance_levels=(0.25, 0.5),
    ... )
    >>> result.median_ranks.tolist()
    [3.0, 1.0, 2.0, 4.0, 1.5]
    >>> result.order
    ('a2', 'a5', 'a3', 'a1', 'a4')
    """
    asked = door(table, weights, steps=steps)
    low, middle, high = _levels("concordance_levels", concordance_levels, 3)
    little, most = _levels("discordance_levels", discordance_levels, 2)
    crisp.warn_if_constant(asked.gains)
    size, count = len(table.alternatives), math.prod(asked.shape)
    strong, weak = np.empty((2, count, size, size), dtype=bool)
    numbers = np.empty((2, count, size), dtype=np.intp)
    kept = np.empty((2, count if asked.keep else 0, size, size))
    apart = ~np.eye(size, dtype=bool)
    sources = (asked.gains, 2), (asked.weights, 1)
    for block, (values, shares) in in_blocks(asked.shape, size * size, *sources):
        noise = noise_of(values)
        # C(a, b) and D(a, b); ties count for both, so that C tells whose better criteria weigh more
        agreement = crisp.concordance(values, noise, shares)
        discord, objects = crisp.discordance(values, noise, most)
        _, objects_to_little = crisp.discordance(values, noise, little)
        enough = agreement + LEVEL_TOLERANCE
        weighs = apart & (enough >= np.swapaxes(agreement, -1, -2)) & ~objects
        # a S^F b and a S^f b
        strong[block] = weighs & ((enough >= high) | ((enough >= middle) & ~objects_to_little))
        weak[block] = weighs & (enough >= low)
        numbers[:, block] = direct_and_inverse(strong[block], weak[block])
        if asked.keep:
            kept[0, block], kept[1, block] = agreement, discord
    square = (*asked.shape, size, size)
    direct, inverse = numbers.reshape(2, *asked.shape, size)
    return ElectreIIResult(
        method="ELECTRE II",
        parameters=asked.recorded(
            concordance_levels=(low, middle, high), discordance_levels=(little, most)
        ),
        references=cited("roy_bertier_1973", "wang_triantaphyllou_2008"),
        alternatives=table.alternatives,
        criteria=table.criterion_names,
        matrix=_at_least_as_good(direct) & _at_least_as_good(inverse) & apart,
        direct_ranks=direct,
        inverse_ranks=inverse,
        strong=strong.reshape(square),
        weak=weak.reshape(square),
        concordance=kept[0].reshape(square) if asked.keep else None,
        discordance=kept[1].reshape(square) if asked.keep else None,
    )


def _levels(what: str, given: ArrayLike, count: int) -> list[float]:
    """Return levels in [0, 1] that do not fall; of concordance, none is 0."""
    levels = _checks.numeric_array(what, given)
    if levels.shape != (count,):
        raise InvalidInputError(f"{what} must be {count} numbers, rising; got {shown(given)}")
    numbers: list[float] = levels.tolist()
    if numbers[0] < 0 or numbers[-1] > 1 or sorted(numbers) != numbers:
        raise InvalidInputError(f"{what} must rise within [0, 1]; got {numbers}")
    if count == 3 and numbers[0] == 0:
        raise InvalidInputError(f"{what} must be in (0, 1]; got {numbers}")
    return numbers


def _at_least_as_good(ranks: IntArray) -> BoolArray:
    return np.asarray(ranks[..., :, None] <= ranks[..., None, :])
