"""COMET: a rule base over characteristic objects that an expert has judged."""

from __future__ import annotations

import dataclasses
import itertools
import math
from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import ArrayLike

from decision_analysis import _checks, _labelled
from decision_analysis._arrays import FloatArray, IntArray, competition_ranks
from decision_analysis._cited import cited, cites
from decision_analysis._limits import MOST_CHARACTERISTIC_OBJECTS
from decision_analysis._named import leads_out, named, warn
from decision_analysis._shown import shown
from decision_analysis.core import DecisionTable, Scores, step
from decision_analysis.core.parts import (
    by_alternative,
    call,
    in_one_piece,
    remembered,
    warn_of_wide_scales,
)
from decision_analysis.errors import DegenerateDataWarning, InvalidInputError
from decision_analysis.mcda._door import door_without_weights
from decision_analysis.mcda._ranges import inside_ends
from decision_analysis.mcda.distance._judged_pairs import judged_pairs

Expert: TypeAlias = Callable[[DecisionTable], Any]
_WANTED = "a function of a table that returns Scores, scores (n,) or a matrix of judgements (n, n)"


@dataclasses.dataclass(frozen=True, eq=False, repr=False, kw_only=True)
class CometResult(Scores):
    """Preferences in `scores` (0 worst, 1 best) and the rule base that they are inferred from.

    Parameters
    ----------
    method, parameters, references, alternatives, criteria, scores, higher_is_better : as in Scores
        Inherited.
    characteristic_objects : DecisionTable
        The objects that the expert has judged, CO1 to COt; the last criterion changes first.
    judgements : ndarray of float, shape (t, t)
        The expert's matrix; None where the expert gives scores.
    summed_judgements : ndarray of float, shape (t,)
        To how many objects each is preferred, itself and those as good counting a half.
    preferences : ndarray of float, shape (t,)
        The preference of each object, by the place of its sum among all different sums.
    """

    characteristic_objects: DecisionTable | None = None
    judgements: FloatArray | None = step("Matrix of expert judgement", "MEJ", "OO")
    summed_judgements: FloatArray | None = step("Summed judgements", "SJ_i", "O")
    preferences: FloatArray | None = step("Preference of characteristic objects", "P_i", "O")


@cites("salabun_2015")
@named
@remembered
def comet(
    table: DecisionTable,
    *,
    characteristic_values: Mapping[str, ArrayLike],
    expert: Expert,
    steps: bool | None = None,
) -> CometResult:
    """Score alternatives by rules over characteristic objects that an expert has judged (COMET).

    COMET stands for characteristic objects method. It takes no weights: the expert's judgements say
    what matters.

    Parameters
    ----------
    table : DecisionTable
        Performances (..., A, C).
    characteristic_values : mapping of str to array_like of float
        For every criterion at least two ascending levels, in its unit, between the first and last
        of which all performances lie. At these levels the expert judges; between them is
        interpolated.
    expert : callable
        Called once with a `DecisionTable` of the t characteristic objects: all combinations of the
        levels, with the criteria of `table`. Returns what it thinks of them: `Scores`, such as of
        another method; scores (t,), more being better; or judgements of pairs (t, t), entry [i, j]
        being 1 where i is preferred to j, 0.5 where they are as good and 0 where j is preferred.
    steps : bool, optional
        Whether to keep the intermediates; None keeps them for a single table, not for a batch.

    Returns
    -------
    CometResult
        Preferences (..., A) in [0, 1], higher is better.

    Raises
    ------
    InvalidInputError
        If the levels do not name each criterion, are not two or more ascending numbers, or make
        more than 65,536 objects; if a performance lies outside of them; or if the expert returns
        something else.

    Warns
    -----
    DegenerateDataWarning
        If the expert finds all objects equally good: every preference is then 0.5. If a scale is so
        wide that performances which differ count as equal on it.

    See Also
    --------
    triad_consistency : Whether judgements of pairs contradict one another.

    Notes
    -----
    Sałabun (2015): the sums SJ_i of the judgements, of which k differ, are ranked, and the object
    with the l-th least sum has preference (l - 1) / (k - 1). Each object is a rule; triangular
    fuzzy numbers, which overlap at the levels, activate the rules around an alternative, whose
    preferences are averaged by the products of memberships: linear interpolation in each criterion.
    Only the order of the objects counts, not by how much one is better; scores tie as ranks do.
    O(2^C S A) time for S samples and O(S A C) memory. Alternatives have no part in each other's
    scores.

    Examples
    --------
    Trees are judged by height and age; the expert wants them high and neither young nor old:

    >>> from decision_analysis import DecisionTable, mcda
    >>> trees = DecisionTable.from_rows({"oak": [12, 90], "birch": [16, 40]}, ["height", "age"])
    >>> result = mcda.comet(
    ...     trees,
    ...     characteristic_values={"height": [0, 20], "age": [0, 60, 200]},
    ...     expert=lambda objects: objects.values[:, 0] - abs(objects.values[:, 1] - 60),
    ... )
    >>> result.characteristic_objects.alternatives, result.preferences
    (('CO1', 'CO2', 'CO3', 'CO4', 'CO5', 'CO6'), array([0.4, 0.8, 0. , 0.6, 1. , 0.2]))
    >>> result
    COMET
       alternative  rank   score
       birch           1  0.8267
       oak             2  0.7486
    """
    asked = door_without_weights(table, steps=steps)
    # Step 1: the characteristic values of each criterion, within which performances lie
    levels = _levels(table, characteristic_values)
    _checks_expert(expert)
    named_levels = dict(zip(table.criterion_names, levels, strict=True))
    ends = {name: (float(each[0]), float(each[-1])) for name, each in named_levels.items()}
    low, high = inside_ends(table, ends, what="characteristic_values")
    warn_of_wide_scales(table, high - low, lambda column: in_one_piece(levels[column]))
    # Step 2: the characteristic objects, their Cartesian product
    objects = _objects(table, levels)
    # Step 3: the expert's judgements, summed to SJ, and the preferences P of the objects
    judgements, sums = _judged(expert, objects)
    preferences = _preferences(sums)
    # Steps 4 and 5: rules between the objects, and what they infer for each alternative
    within = np.clip(table.values, low, high)  # what misses an end by rounding is at the end
    return CometResult(
        method="COMET",
        parameters={
            "characteristic_values": {
                name: tuple(each.tolist()) for name, each in named_levels.items()
            }
        },
        references=cited("salabun_2015"),
        alternatives=table.alternatives,
        criteria=table.criterion_names,
        scores=_interpolated(within, levels, preferences),
        characteristic_objects=objects,
        judgements=judgements if asked.keep else None,
        summed_judgements=sums if asked.keep else None,
        preferences=preferences if asked.keep else None,
    )


def _checks_expert(expert: object) -> None:
    if not callable(expert):
        raise InvalidInputError(f"expert must be {_WANTED}; got {shown(expert)}")


def _levels(
    table: DecisionTable, characteristic_values: Mapping[str, ArrayLike]
) -> list[FloatArray]:
    """Return the characteristic values of each criterion, ascending, at least two of each."""
    names = table.criterion_names
    given = _labelled.by_name("characteristic_values", characteristic_values, names)
    found = []
    for name in names:
        whose = f"characteristic_values of {name!r}"
        levels = _checks.numeric_array(whose, given[name])
        if levels.ndim != 1 or levels.size < 2 or not (levels[1:] > levels[:-1]).all():
            raise InvalidInputError(
                f"{whose} must be at least two ascending numbers; got {shown(given[name])}"
            )
        found.append(levels)
    count = math.prod(map(len, found))
    if count > MOST_CHARACTERISTIC_OBJECTS:
        raise InvalidInputError(
            "characteristic_values must make at most"
            f" {MOST_CHARACTERISTIC_OBJECTS:,} characteristic objects; got {count:,}"
        )
    return found


def _objects(table: DecisionTable, levels: list[FloatArray]) -> DecisionTable:
    """Return the table (t, C) of all combinations, of which the last criterion changes first."""
    rows = list(itertools.product(*(each.tolist() for each in levels)))
    labels = [f"CO{number}" for number in range(1, len(rows) + 1)]
    return DecisionTable(rows, table.criteria, labels)


@leads_out
def _judged(expert: Expert, objects: DecisionTable) -> tuple[FloatArray | None, FloatArray]:
    """Return the matrix of judgements, if the expert gives one, and its sums SJ (t,)."""
    result = call("expert", _WANTED, expert, objects)
    count = len(objects.alternatives)
    if not isinstance(result, Scores) and _labelled.is_frame(result):
        pairs = judged_pairs("judgements of the expert", result, objects.alternatives)
        return pairs, pairs.sum(axis=-1)
    numbers = result.scores if isinstance(result, Scores) else result
    made = by_alternative("expert", objects, result, numbers)
    array = _checks.numeric_array("what expert returns", made)
    if array.shape == (count, count):
        pairs = judged_pairs("judgements of the expert", array)
        return pairs, pairs.sum(axis=-1)
    if array.shape != (count,):
        raise InvalidInputError(
            f"expert must return Scores, scores ({count},) or judgements ({count}, {count});"
            f" got shape {array.shape}"
        )
    higher = result.higher_is_better if isinstance(result, Scores) else True
    ranks = competition_ranks(array, higher_is_better=higher)
    # preferred to all behind, and by a half to itself and to those that tie with it
    tied = np.bincount(ranks)[ranks]
    return None, count + 1.0 - ranks - tied / 2


def _preferences(sums: FloatArray) -> FloatArray:
    """Return (l - 1) / (k - 1) for the objects with the l-th least of k different sums."""
    different, place = np.unique(sums, return_inverse=True)
    if len(different) == 1:
        warn(
            "the expert finds all characteristic objects equally good; every preference is 0.5",
            DegenerateDataWarning,
        )
        return np.full(sums.shape, 0.5)
    return np.asarray(place.reshape(sums.shape) / (len(different) - 1))


def _interpolated(
    values: FloatArray, levels: list[FloatArray], preferences: FloatArray
) -> FloatArray:
    """Return preferences (..., A) between those of the objects around each alternative."""
    strides = np.cumprod([1, *(len(each) for each in reversed(levels[1:]))])[::-1]
    corner = np.zeros(values.shape[:-1], dtype=np.intp)
    shares = []
    for column, each in enumerate(levels):
        performances = values[..., column]
        # the cell between two levels, and the membership in the upper of the two
        cell = np.clip(np.searchsorted(each, performances, "right") - 1, 0, len(each) - 2)
        shares.append((performances - each[cell]) / (each[cell + 1] - each[cell]))
        corner += cell * strides[column]
    return _between(preferences, corner, strides, shares)


def _between(
    preferences: FloatArray, corner: IntArray, strides: IntArray, shares: list[FloatArray]
) -> FloatArray:
    """Return what lies between the objects at a corner, and those above it on each criterion."""
    if not shares:
        return preferences[corner]
    lower = _between(preferences, corner, strides[1:], shares[1:])
    upper = _between(preferences, corner + strides[0], strides[1:], shares[1:])
    return np.asarray(lower + shares[0] * (upper - lower))
