"""Robust ordinal regression: what all value functions agree on that agree with statements."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

import numpy as np

from decision_analysis import _checks
from decision_analysis._arrays import BoolArray, FloatArray, IntArray
from decision_analysis._cited import cited, cites
from decision_analysis._limits import MOST_REGRESSED
from decision_analysis._named import named
from decision_analysis.core import DecisionTable, Relation, axes
from decision_analysis.core.parts import within_memory
from decision_analysis.errors import InvalidInputError
from decision_analysis.mcda._door import door_without_weights
from decision_analysis.mcda._ranges import Ranges, recorded_ranges
from decision_analysis.mcda.learning._compatible import (
    compatible,
    extreme_ranks,
    relations,
)
from decision_analysis.mcda.learning._pairs import Pair
from decision_analysis.mcda.learning._pieces import Breakpoints, breakpoints_of, samples_of
from decision_analysis.mcda.learning._statements import statements_of


@dataclasses.dataclass(frozen=True, eq=False, repr=False, kw_only=True)
class RobustOrdinalRegressionResult(Relation):
    """The necessary relation, with the possible one and the extreme ranks.

    Parameters
    ----------
    method, parameters, references, alternatives, criteria
        As in `Relation`.
    matrix : ndarray of bool, shape (..., A, A)
        The necessary relation: whether a is at least as good as b in all compatible functions.
    possible_matrix : ndarray of bool, shape (..., A, A)
        The possible relation: whether a is at least as good as b in at least one of them.
    best_ranks, worst_ranks : ndarray of int, shape (..., A)
        The best and the worst rank of each alternative in them.
    margin : float or ndarray, shape (...)
        The largest difference of value by which all strict statements can be met at once (epsilon);
        1 where there are none.
    """

    possible_matrix: BoolArray = axes("AA")
    best_ranks: IntArray = axes("A")
    worst_ranks: IntArray = axes("A")
    margin: float | FloatArray = axes("")

    @property
    def extreme_ranks(self) -> dict[str, tuple[int, int]]:
        """By alternative the best and the worst rank."""
        self._single("extreme_ranks")
        ends = zip(self.best_ranks.tolist(), self.worst_ranks.tolist(), strict=True)
        return dict(zip(self.alternatives, ends, strict=True))

    @property
    def necessary(self) -> Relation:
        """Who is at least as good as whom in all compatible value functions."""
        return self._relation("necessary", self.matrix)

    @property
    def possible(self) -> Relation:
        """Who is at least as good as whom in at least one compatible value function."""
        return self._relation("possible", self.possible_matrix)

    def _relation(self, what: str, matrix: BoolArray | FloatArray) -> Relation:
        return Relation(
            method=f"{self.method}, {what}",
            parameters=dict(self.parameters),
            references=self.references,
            alternatives=self.alternatives,
            criteria=self.criteria,
            matrix=matrix,
        )


@cites(
    "greco_mousseau_slowinski_2008",
    "figueira_greco_slowinski_2009",
    "kadzinski_greco_slowinski_2012",
)
@named
@within_memory
def robust_ordinal_regression(
    table: DecisionTable,
    *,
    preferences: Sequence[Pair],
    indifferences: Sequence[Pair] = (),
    intensities: Sequence[tuple[Pair, Pair]] = (),
    breakpoints: Breakpoints | None = None,
    ranges: Ranges | None = None,
) -> RobustOrdinalRegressionResult:
    """Find what holds in all additive value functions that agree with statements on pairs.

    Parameters
    ----------
    table : DecisionTable
        Performances (..., A, C).
    preferences : sequence of pairs of str
        (a, b): a is preferred to b. There may be none.
    indifferences : sequence of pairs of str
        (a, b): a is as good as b.
    intensities : sequence of pairs of pairs of str
        ((a, b), (c, d)): a is better than b by more than c is better than d.
    breakpoints : int, mapping of str to int or sequence of float, or sequence of these, optional
        For every criterion how many equally spaced levels, ends included, its value function is
        linear between, or these levels themselves; one number for all. None allows every monotone
        function: each level that occurs has a value of its own.
    ranges : mapping of str to (float, float), optional
        The low and high end of every criterion's scale, which have value 0 and the weight; the
        least and the greatest performance in the table where None.

    Returns
    -------
    RobustOrdinalRegressionResult
        The necessary relation, with `.necessary`, `.possible`, `.best_ranks` and `.worst_ranks`.

    Raises
    ------
    InvalidInputError
        If statements are no pairs, or of strangers or of one alternative twice, breakpoints or
        ranges do not fit or do not hold all performances, or there are more than 500 alternatives.
    InvalidModelError
        If no function agrees with all statements: those that contradict one another, none of which
        can be left out, are listed.

    Warns
    -----
    DegenerateDataWarning
        If a scale is so wide that performances which differ count as equal on it.

    Notes
    -----
    A compatible function has u(a) >= u(b) + epsilon for each preference and some epsilon > 0
    (Greco, Mousseau and Słowiński 2008; intensities: Figueira, Greco and Słowiński 2009). a is
    necessarily at least as good as b if the largest epsilon with u(b) >= u(a) + epsilon is not
    positive, and possibly if that with u(a) >= u(b) is. Extreme ranks are those of Kadziński, Greco
    and Słowiński (2012), by mixed-integer programs in which only differences of at least 1e-4 (less
    where the statements leave less) make one alternative better than another; in linear programs
    1e-9 do. At most A (A - 1) linear and 2 A mixed-integer programs for each sample, of which
    functions found before spare most.

    Examples
    --------
    >>> from decision_analysis import DecisionTable, mcda
    >>> table = DecisionTable.from_rows(
    ...     {"a": [1, 9], "b": [5, 5], "c": [8, 1], "d": [6, 6]}, ["speed", "comfort"]
    ... )
    >>> result = mcda.robust_ordinal_regression(table, preferences=[("a", "d")])
    >>> result.necessary
    robust ordinal regression, necessary
          a  b  c  d
       a  .  x  .  x
       b  .  .  .  .
       c  .  .  .  .
       d  .  x  .  .
    >>> result.best_ranks.tolist(), result.worst_ranks.tolist()
    ([1, 2, 1, 2], [2, 4, 4, 3])
    """
    table = door_without_weights(table).table
    if (size := len(table.alternatives)) > MOST_REGRESSED:
        raise InvalidInputError(
            f"all pairs of at most {MOST_REGRESSED} alternatives are compared; got {size:,}"
        )
    statements = statements_of(table.alternatives, preferences, indifferences, intensities)
    pieces = breakpoints_of(table, breakpoints, ranges, all_levels=True)
    shape = table.sample_shape
    margins, necessary, possible, best, worst = [], [], [], [], []
    for index, values in zip(np.ndindex(shape), samples_of(table), strict=True):
        rows = pieces.rows(values)
        functions, epsilon = compatible(rows, statements, _checks.at(index))
        always, sometimes = relations(functions)
        first, last = extreme_ranks(functions, epsilon, always, sometimes)
        margins.append(epsilon)
        necessary.append(always & ~np.eye(size, dtype=bool))
        possible.append(sometimes & ~np.eye(size, dtype=bool))
        best.append(first)
        worst.append(last)
    return RobustOrdinalRegressionResult(
        method="robust ordinal regression",
        parameters={
            "statements": tuple(statement.text for statement in statements),
            **recorded_ranges(table, ranges),
        },
        references=cited(
            "greco_mousseau_slowinski_2008",
            "figueira_greco_slowinski_2009",
            "kadzinski_greco_slowinski_2012",
        ),
        alternatives=table.alternatives,
        criteria=table.criterion_names,
        matrix=np.array(necessary).reshape(*shape, size, size),
        possible_matrix=np.array(possible).reshape(*shape, size, size),
        best_ranks=np.array(best).reshape(*shape, size),
        worst_ranks=np.array(worst).reshape(*shape, size),
        margin=np.array(margins).reshape(shape),
    )
