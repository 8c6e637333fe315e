"""A capacity for the Choquet integral, learned from a ranking."""

from __future__ import annotations

import dataclasses
import itertools
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from decision_analysis import _checks
from decision_analysis._arrays import FloatArray, IntArray
from decision_analysis._cited import cited, cites
from decision_analysis._limits import MOST_LEARNED_CRITERIA, SOLVER_PRECISION, SOLVER_TOLERANCE
from decision_analysis._named import named
from decision_analysis.core import DecisionTable, Scores, axes
from decision_analysis.core.parts import INFEASIBLE
from decision_analysis.errors import InvalidInputError
from decision_analysis.mcda._capacity import (
    by_set,
    integrals,
    interaction_indices,
    minimum_rows,
    sets_up_to,
    shapley_values,
    worths_of,
)
from decision_analysis.mcda._door import door_without_weights
from decision_analysis.mcda._valued import Values, recorded_values, valued
from decision_analysis.mcda.learning._program import Program, solved
from decision_analysis.mcda.learning._reference_ranking import groups_of, ranks_of
from decision_analysis.mcda.learning._statements import Statement, refuse_conflict


@dataclasses.dataclass(frozen=True, eq=False, repr=False, kw_only=True)
class IdentifyCapacityResult(Scores):
    """Choquet integrals in `scores` by a capacity that was learned from a ranking.

    Parameters
    ----------
    method, parameters, references, alternatives, criteria, scores, higher_is_better : as in Scores
        Inherited.
    margin : float or ndarray, shape (...)
        By how much the integrals of alternatives of different rank differ at least (epsilon); 0
        where all tie.
    worths : ndarray of float, shape (..., 2^C)
        The capacity; bit j of the place says whether criterion j is in the set.
    shapley_values : ndarray of float, shape (..., C)
        Importance of each criterion; they sum to 1.
    interaction_indices : ndarray of float, shape (..., C, C)
        For each pair how far they reinforce (above 0) or replace (below 0) each other.
    """

    margin: float | FloatArray = axes("")
    worths: FloatArray = axes("N")
    shapley_values: FloatArray = axes("C")
    interaction_indices: FloatArray = axes("CC")

    @property
    def capacity(self) -> dict[frozenset[str], float]:
        """The worth of every set of criteria, as `choquet` takes it."""
        self._single("capacity")
        return by_set(self.criteria or (), self.worths)


@cites("marichal_roubens_2000", "grabisch_1997")
@named
def identify_capacity(
    table: DecisionTable,
    *,
    ranking: Mapping[str, float] | Sequence[Any],
    additivity: int = 2,
    values: Values | None = None,
) -> IdentifyCapacityResult:
    """Learn a k-additive capacity from a ranking, which it keeps apart as far as it can.

    Parameters
    ----------
    table : DecisionTable
        Performances (..., A, C) on one common scale, or any with `values`, of the alternatives that
        are ranked, and of any others; at most 10 criteria.
    ranking : mapping of str to float, array_like of shape (A,), or sequence of str or tuples
        Ranks, 1 for the best, equal ones for ties, of all alternatives or, in a mapping or a
        Series, of some; or labels, best first, in which a tuple holds labels that tie.
    additivity : int
        Between how many criteria there may be interactions (k). 1 is a weighted mean.
    values : mapping of str to callable, optional
        For every criterion its value function, vectorized, which brings performances to a common
        scale. Where None they are taken as they are, costs negated.

    Returns
    -------
    IdentifyCapacityResult
        Integrals (..., A), with `.capacity` for `choquet`, `.margin`, `.shapley_values` and
        `.interaction_indices`.

    Raises
    ------
    InvalidInputError
        If the ranking names fewer than two alternatives or more than 5,000, strangers or one of
        them twice, there are more than 10 criteria, or value functions do not fit.
    InvalidModelError
        If no such capacity gives the ranking: neighbors in it that contradict one another, none of
        which can be left out, are listed.

    Warns
    -----
    DegenerateDataWarning
        If a scale is so wide that performances which differ count as equal on it.

    Notes
    -----
    Maximize epsilon subject to C(a) - C(b) >= epsilon where b comes next after a in the ranking, =
    0 where they tie, in the Möbius transform m of the capacity, with m(A) = 0 for more than k
    criteria, sum_A m(A) = 1, and sum over A within S of m(A + i) >= 0 for every i and S without it
    (Marichal and Roubens 2000). The largest epsilon is sure; several capacities may reach it, of
    which the solver takes one. A linear program with C 2^(C-1) rows for each sample.

    Examples
    --------
    Grades in mathematics, physics and literature. With good mathematics literature counts more than
    physics, with weak ones less, which no weighted mean can say:

    >>> from decision_analysis import DecisionTable, mcda
    >>> table = DecisionTable.from_rows(
    ...     {"a": [18, 12, 9], "b": [18, 11, 10], "c": [5, 12, 9], "d": [5, 11, 10]},
    ...     ["mathematics", "physics", "literature"],
    ... )
    >>> result = mcda.identify_capacity(table, ranking=["b", "a", "c", "d"])
    >>> result.order, round(result.margin, 4)
    (('b', 'a', 'c', 'd'), 0.5)
    >>> mcda.choquet(table, capacity=result.capacity).order
    ('b', 'a', 'c', 'd')
    """
    asked = door_without_weights(table)
    additivity = _checks.integer("additivity", additivity)
    names = table.criterion_names
    if len(names) > MOST_LEARNED_CRITERIA:
        raise InvalidInputError(
            f"a capacity is learned for at most {MOST_LEARNED_CRITERIA} criteria; got {len(names)}"
        )
    groups = groups_of(table.alternatives, ranking)
    gains = asked.gains if values is None else valued(table, values)
    shape, size = table.sample_shape, len(names)
    answers = [
        _one(gains[index], names, table.alternatives, groups, additivity, _checks.at(index))
        for index in np.ndindex(shape)
    ]
    moebius = [found for _, found in answers]
    worths = np.array([_worths(found) for found in moebius])
    scores = [integrals(gains[i], w) for i, w in zip(np.ndindex(shape), worths, strict=True)]
    return IdentifyCapacityResult(
        method="Choquet integral of a ranking",
        parameters={
            "additivity": additivity,
            "ranking": ranks_of(table.alternatives, groups),
            **recorded_values(table, values),
        },
        references=cited("marichal_roubens_2000", "grabisch_1997"),
        alternatives=table.alternatives,
        criteria=names,
        scores=np.array(scores).reshape(*shape, len(table.alternatives)),
        margin=np.array([epsilon for epsilon, _ in answers]).reshape(shape),
        worths=worths.reshape(*shape, -1),
        shapley_values=np.array([shapley_values(m) for m in moebius]).reshape(*shape, size),
        interaction_indices=np.array([interaction_indices(m) for m in moebius]).reshape(
            *shape, size, size
        ),
    )


def _one(
    gains: FloatArray,
    names: Sequence[str],
    alternatives: Sequence[str],
    groups: Sequence[tuple[int, ...]],
    additivity: int,
    where: str,
) -> tuple[float, FloatArray]:
    """Return epsilon and the Möbius transform (2^C,) of the capacity, for one sample."""
    # in the order of names: of several capacities the solver takes the same in any order of table
    order = np.array(sorted(range(len(names)), key=names.__getitem__))
    # integrals move and stretch with the scale, which is brought to [0, 1] for the solver
    low, spread = gains.min(), float(np.ptp(gains)) or 1.0
    sets = sets_up_to(len(names), additivity)
    rows = minimum_rows((gains[:, order] - low) / spread, sets)
    statements = _neighbors(alternatives, groups)
    monotone = _monotone_rows(len(names), sets)
    epsilon, found = _widest(rows, monotone, statements)
    if found is None or epsilon <= SOLVER_TOLERANCE:
        refuse_conflict(statements, lambda some: _widest(rows, monotone, some)[0], where)
    moebius = np.zeros(1 << len(names))
    # back to the places that criteria have in the table
    places = [sum(1 << int(order[j]) for j in _bits(number)) for number in sets]
    moebius[places] = np.where(np.abs(found) < SOLVER_PRECISION, 0.0, found)
    return epsilon * spread * (len(groups) > 1), moebius


def _worths(moebius: FloatArray) -> FloatArray:
    """Return the worths of all sets, without the solver's rounding at the ends."""
    worths = np.clip(worths_of(moebius), 0.0, 1.0)
    worths[-1] = 1.0
    return worths


def _bits(number: Any) -> list[int]:
    return [j for j in range(int(number).bit_length()) if int(number) >> j & 1]


def _neighbors(alternatives: Sequence[str], groups: Sequence[tuple[int, ...]]) -> list[Statement]:
    """Return the statements that a ranking makes of each alternative and the next."""
    ranked = [(place, number) for number, group in enumerate(groups) for place in group]
    found = []
    for (a, first), (b, second) in itertools.pairwise(ranked):
        tied = first == second
        words = "is as good as" if tied else "is preferred to"
        text = f"{alternatives[a]!r} {words} {alternatives[b]!r}"
        found.append(Statement("indifference" if tied else "preference", (a, b), text))
    return found


def _monotone_rows(count: int, sets: IntArray) -> Any:
    """Return sparse rows (C 2^(C-1), sets): what i adds to each set S without it, not below 0."""
    from scipy.sparse import csr_array, vstack

    subsets = np.arange(1 << count)
    parts = []
    for i in range(count):
        without = subsets[subsets >> i & 1 == 0]
        # m(A + i) counts for A within S
        inside = (sets[None, :] & ~(without[:, None] | 1 << i)) == 0
        parts.append(csr_array((inside & (sets >> i & 1 == 1)[None, :]).astype(float)))
    return vstack(parts, format="csr")


def _widest(
    rows: FloatArray, monotone: Any, statements: Sequence[Statement]
) -> tuple[float, FloatArray | None]:
    """Return the largest epsilon of some statements, and m (sets,); None where they cannot be met.

    Where all of them are ties that can be met, epsilon is 1.
    """
    from scipy.sparse import csr_array, hstack, vstack

    size = rows.shape[1]
    tied = np.array([statement.kind == "indifference" for statement in statements], dtype=bool)
    combined = np.array([statement.row(rows) for statement in statements]).reshape(-1, size)
    # C(a) - C(b) >= epsilon
    strict = hstack([csr_array(-combined[~tied]), csr_array(np.ones((int((~tied).sum()), 1)))])
    limits = np.zeros(monotone.shape[0] + strict.shape[0])
    equal = np.vstack([combined[tied], np.ones(size)])
    program = Program(
        rows=vstack([hstack([-monotone, csr_array((monotone.shape[0], 1))]), strict], format="csr"),
        limits=limits,
        equal_rows=csr_array(np.column_stack([equal, np.zeros(len(equal))])),
        equal_limits=np.append(np.zeros(int(tied.sum())), 1.0),
        errors=np.zeros(size + 1, dtype=bool),
        upper=np.append(np.full(size, np.inf), 1.0),
    )
    answer = solved(np.append(np.zeros(size), -1.0), program, free=size + 1)
    if answer.status == INFEASIBLE:
        return -np.inf, None
    return float(answer.x[-1]), answer.x[:-1]
