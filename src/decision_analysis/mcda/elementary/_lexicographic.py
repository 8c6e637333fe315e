"""The lexicographic rule: the most important criterion decides, and only among ties the next."""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from decision_analysis import _checks, _labelled, _render
from decision_analysis._arrays import IntArray, competition_ranks, read_only, settled
from decision_analysis._cited import cited, cites
from decision_analysis._named import named
from decision_analysis.core import DecisionTable, Relation, Result, axes
from decision_analysis.core.parts import Columns, Ranked, remembered
from decision_analysis.errors import InvalidInputError
from decision_analysis.mcda._blocks import blocks
from decision_analysis.mcda._door import door_without_weights
from decision_analysis.mcda._thresholds import beyond


@dataclasses.dataclass(frozen=True, eq=False, repr=False, kw_only=True)
class LexicographicResult(Ranked, Relation):
    """Who precedes whom, by the first criterion that parts them, and who is left in the end.

    Parameters
    ----------
    method, parameters, references, alternatives, criteria
        As in `Result`.
    matrix : ndarray of bool, shape (..., A, A)
        True in row a and column b where a is better on the first criterion that parts them.
    stages : ndarray of int, shape (..., A)
        How many criteria, in their order, the alternative got past among those still left.
    """

    stages: IntArray = axes("A")

    @property
    def ranks(self) -> IntArray:
        """Competition ranks (..., A) by how many precede the alternative; ties share the best."""
        above = self.matrix.sum(axis=-2).astype(np.float64)
        return read_only(competition_ranks(above, higher_is_better=False))

    @property
    def survivors(self) -> tuple[str, ...]:
        """Those who are left after all criteria, in table order."""
        self._single("survivors")
        last = len(self.parameters["order"])
        return tuple(a for a, n in zip(self.alternatives, self.stages, strict=True) if n == last)

    def _columns(self) -> Columns:
        return "alternative", self.alternatives, {"rank": self.ranks, "stages": self.stages}

    def _rows(self) -> tuple[list[str], list[list[_render.Cell]]]:
        if self.sample_shape:
            return [], []
        ranks = self.ranks
        return ["alternative", "rank", "stages"], [
            [self.alternatives[i], int(ranks[i]), int(self.stages[i])] for i in self._shown_order()
        ]

    def _first(self, most: int) -> tuple[list[str], list[list[_render.Cell]], str]:
        """Return the first by rank: the ranks, unlike a matrix, have few columns."""
        return Result._first(self, most)


@cites("fishburn_1974", "tversky_1969")
@named
@remembered
def lexicographic(
    table: DecisionTable,
    *,
    order: Sequence[str],
    tolerance: float | Mapping[str, float] = 0.0,
) -> LexicographicResult:
    """Compare alternatives on the most important criterion, and only among ties on the next one.

    Parameters
    ----------
    table : DecisionTable
        Performances (..., A, C) in the criteria's own units.
    order : sequence of str
        Names of criteria, the most important first; those that are not named do not count.
    tolerance : float or mapping of str to float
        Difference up to which two performances tie, in the criterion's unit, at least 0; 0 for
        criteria that a mapping does not name.

    Returns
    -------
    LexicographicResult
        The relation of precedence, with `.ranks`, and with `.survivors`: those who are left when
        each criterion in turn keeps the best of those whom the ones before have kept.

    Raises
    ------
    InvalidInputError
        If the order is empty or names a criterion twice or one that the table has not, or a
        tolerance is negative or of an unknown criterion.

    Notes
    -----
    No strength on later criteria makes up for any loss on an earlier one that exceeds the
    tolerance. Without tolerance the relation is a complete pre-order, and its first are the
    survivors. With tolerance it is Tversky's lexicographic semiorder, which may be cyclic: ranks
    then count only by how many an alternative is preceded, and need not agree with the survivors.
    Performances that differ by at most 1e-12 of the criterion's largest absolute one tie.
    O(A^2 C) per sample.

    Examples
    --------
    >>> from decision_analysis import Criterion, DecisionTable, mcda
    >>> flats = DecisionTable(
    ...     [[700, 3, 5], [700, 4, 1], [650, 1, 1]],
    ...     [Criterion("rent", "min"), "rooms", "light"],
    ...     ["a", "b", "c"],
    ... )
    >>> mcda.lexicographic(flats, order=["rent", "rooms"]).order
    ('c', 'b', 'a')

    Where 50 of rent are no difference, rooms decide:

    >>> mcda.lexicographic(flats, order=["rent", "rooms"], tolerance={"rent": 50}).survivors
    ('b',)
    """
    asked = door_without_weights(table)
    names = _checks.entries("order", order, kind="a sequence of names")
    if not names:
        raise InvalidInputError("order must name at least one criterion; got none")
    chosen = table.select(criteria=names)
    slack = _tolerances(table, tolerance)
    values = settled(asked.gains, -2)
    size = len(table.alternatives)
    columns = [values[..., table.criterion_names.index(name)] for name in chosen.criterion_names]
    above = np.zeros((*asked.shape, size, size), dtype=bool)
    # a precedes b where a criterion parts them that is the first to do so, some rows at a time
    for rows in blocks(size, size * math.prod(asked.shape)):
        tied = np.ones((*asked.shape, rows.stop - rows.start, size), dtype=bool)
        for name, x in zip(chosen.criterion_names, columns, strict=True):
            ahead = x[..., rows, None] - x[..., None, :]
            above[..., rows, :] |= tied & beyond(ahead, slack[name])
            tied &= ~beyond(np.abs(ahead), slack[name])
    left = np.ones((*asked.shape, size), dtype=bool)
    stages = np.zeros((*asked.shape, size), dtype=np.intp)
    for name, x in zip(chosen.criterion_names, columns, strict=True):
        # of those whom the criteria before have kept, the best, and who ties with it
        best = np.where(left, x, -np.inf).max(axis=-1, keepdims=True)
        left = left & ~beyond(best - x, slack[name])
        stages += left
    return LexicographicResult(
        method="lexicographic",
        parameters=asked.recorded(order=chosen.criterion_names, tolerance=tolerance),
        references=cited("fishburn_1974") + (cited("tversky_1969") if any(slack.values()) else ()),
        alternatives=table.alternatives,
        criteria=table.criterion_names,
        matrix=above,
        stages=stages,
    )


def _tolerances(table: DecisionTable, given: Any) -> dict[str, float]:
    """Return the tolerance of each criterion."""
    if not _labelled.has_labels(given):
        each = dict.fromkeys(table.criterion_names, given)
    else:
        each = dict.fromkeys(table.criterion_names, 0.0)
        each |= _labelled.by_name("tolerance", given, table.criterion_names, partial=True)
    return {
        name: _checks.number(f"tolerance of {name!r}", entry, low=0) for name, entry in each.items()
    }
