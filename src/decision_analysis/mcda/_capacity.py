"""Capacities: worths of all sets of criteria, by set, in Möbius form, and what they say of each.

A set of criteria is the number whose bit j is set for criterion j.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Hashable, Mapping, Sequence
from typing import Any

import numpy as np

from decision_analysis import _checks, _labelled
from decision_analysis._arrays import FloatArray, IntArray
from decision_analysis._labels import own_names
from decision_analysis._limits import MOST_CAPACITY_CRITERIA, PROBABILITY_TOLERANCE
from decision_analysis._shown import shown
from decision_analysis.errors import InvalidInputError, InvalidModelError


def checked_size(names: Sequence[str]) -> int:
    """Return how many criteria there are, few enough for all their sets to be gone through."""
    if len(names) > MOST_CAPACITY_CRITERIA:
        raise InvalidInputError(
            f"a capacity takes at most {MOST_CAPACITY_CRITERIA} criteria; got {len(names)}"
        )
    return len(names)


def sets_up_to(size: int, most: int) -> IntArray:
    """Return the non-empty sets of at most `most` criteria, smaller ones first."""
    members = itertools.chain.from_iterable(
        itertools.combinations(range(size), count) for count in range(1, min(most, size) + 1)
    )
    return np.array([sum(1 << j for j in chosen) for chosen in members], dtype=np.intp)


def members_of(number: int, names: Sequence[str]) -> tuple[str, ...]:
    """Return the names of a set, in the order of the table."""
    return tuple(name for j, name in enumerate(names) if number >> j & 1)


def moebius_of(worths: FloatArray) -> FloatArray:
    """Return m(A), the sum over B in A of (-1)^|A - B| times the worth of B."""
    found = worths.copy()
    for j in range(len(worths).bit_length() - 1):
        # along the axis of criterion j: those with it, less those without
        pairs = found.reshape(-1, 2, 1 << j)
        pairs[:, 1] -= pairs[:, 0]
    return found


def worths_of(moebius: FloatArray) -> FloatArray:
    """Return the worth of every set, the sum of m over all its subsets."""
    found = moebius.copy()
    for j in range(len(moebius).bit_length() - 1):
        pairs = found.reshape(-1, 2, 1 << j)
        pairs[:, 1] += pairs[:, 0]
    return found


def sizes_of(count: int) -> IntArray:
    """Return how many of `count` criteria each set holds."""
    sizes = np.zeros(1 << count, dtype=np.intp)
    for j in range(count):
        sizes.reshape(-1, 2, 1 << j)[:, 1] += 1
    return sizes


def shapley_values(moebius: FloatArray) -> FloatArray:
    """Return the importance (C,) of each criterion: the sum of m(A) / |A| over sets A with it."""
    count = len(moebius).bit_length() - 1
    shares = moebius / np.maximum(sizes_of(count), 1)
    return np.array([shares.reshape(-1, 2, 1 << j)[:, 1].sum() for j in range(count)])


def interaction_indices(moebius: FloatArray) -> FloatArray:
    """Return the interaction (C, C) of each pair: the sum of m(A) / (|A| - 1) over A with both."""
    count = len(moebius).bit_length() - 1
    shares = moebius / np.maximum(sizes_of(count) - 1, 1)
    found = np.zeros((count, count))
    sets = np.arange(len(moebius))
    for i, j in itertools.combinations(range(count), 2):
        found[i, j] = found[j, i] = shares[(sets >> i & 1) & (sets >> j & 1) == 1].sum()
    return found


def read_capacity(names: Sequence[str], given: Any, additivity: int | None) -> FloatArray:
    """Return the worths (2^C,) of all sets of criteria, of a mapping by frozensets of names."""
    size = checked_size(names)
    known = _given(names, given)
    full = (1 << size) - 1
    for number, worth in ((0, 0.0), (full, 1.0)):
        if abs(known.get(number, worth) - worth) > PROBABILITY_TOLERANCE:
            what = "all criteria" if number else "no criteria"
            raise InvalidInputError(f"capacity of {what} must be {worth:g}; got {known[number]:g}")
    known |= {0: 0.0, full: 1.0}
    needed = sets_up_to(size, size if additivity is None else additivity)
    if missing := [number for number in needed.tolist() if number not in known]:
        sets = [members_of(number, names) for number in missing]
        way = "" if additivity else "; with additivity=2 those of one and of two are enough"
        raise InvalidInputError(
            f"capacity must name every set of criteria; missing {_checks.listed(sets)}{way}"
        )
    worths = np.zeros(1 << size)
    worths[needed] = [known[number] for number in needed.tolist()]
    if additivity is not None and additivity < size:
        worths = _completed(names, worths, needed, known)
    refuse_falling(names, worths)
    return worths


def _completed(
    names: Sequence[str], worths: FloatArray, needed: IntArray, known: Mapping[int, float]
) -> FloatArray:
    """Return the worths of larger sets from those of the smaller: m is 0 for all larger ones."""
    # m of the small sets needs nothing but their own subsets, all of which are small
    moebius = np.zeros_like(worths)
    moebius[needed] = moebius_of(worths)[needed]
    found = worths_of(moebius)
    for number, worth in known.items():
        if abs(found[number] - worth) > PROBABILITY_TOLERANCE:
            raise InvalidInputError(
                f"capacity of {list(members_of(number, names))} must be {found[number]:.10g}, which"
                f" follows from the smaller sets by additivity; got {worth:.10g}"
            )
    return found


def refuse_falling(names: Sequence[str], worths: FloatArray) -> None:
    """Refuse worths that fall where a criterion is added; each such set is named."""
    problems: list[str] = []
    for j, name in enumerate(names):
        pairs = worths.reshape(-1, 2, 1 << j)
        sets = np.arange(len(worths)).reshape(-1, 2, 1 << j)
        falls = pairs[:, 1] < pairs[:, 0] - PROBABILITY_TOLERANCE
        for with_it, without in zip(sets[:, 1][falls], sets[:, 0][falls], strict=True):
            inside = list(members_of(int(without), names))
            problems.append(
                f"capacity must not fall where {name!r} joins {inside}; it goes from"
                f" {worths[without]:.10g} to {worths[with_it]:.10g}"
            )
    if problems:
        raise InvalidModelError(problems)


def _given(names: Sequence[str], given: Any) -> dict[int, float]:
    """Return the worths that are given, by number of set."""
    mapping = _labelled.entries("capacity", given, empty=True)
    place = {name: j for j, name in enumerate(names)}
    found: dict[int, float] = {}
    for key, worth in mapping.items():
        number = sum(1 << place[name] for name in _members(key, names))
        members = list(members_of(number, names))
        if number in found:
            raise InvalidInputError(f"capacity must name each set once; got {members} twice")
        found[number] = _checks.number(f"capacity of {members}", worth, low=0.0, high=1.0)
    return found


def _members(key: Hashable, names: Sequence[str]) -> list[str]:
    """Return the different names of a key, a set or a tuple of names or one of them alone."""
    # a label of the user's frame may be a tuple itself, and is one name then
    (own,) = own_names(names, [key])
    entries = list(own) if isinstance(own, frozenset | tuple) else [own]
    found = [
        _checks.known("criterion in capacity", name, names) for name in own_names(names, entries)
    ]
    if repeated := _checks.repeats(found):
        raise InvalidInputError(
            f"a set of criteria must not repeat; got {shown(repeated[0])} twice"
        )
    return found


def by_set(names: Sequence[str], worths: FloatArray) -> dict[frozenset[str], float]:
    """Return worths by set of names, the smaller sets first."""
    order = sets_up_to(len(names), len(names)).tolist()
    return {frozenset(members_of(number, names)): float(worths[number]) for number in order}


def integrals(gains: FloatArray, worths: FloatArray) -> FloatArray:
    """Return the Choquet integrals (..., A) of performances (..., A, C)."""
    count = gains.shape[-1]
    order = np.argsort(gains, axis=-1)
    rising = np.take_along_axis(gains, order, axis=-1)
    # the set of criteria on which the performance is at least the i-th smallest
    at_least = np.cumsum((1 << order)[..., ::-1], axis=-1)[..., ::-1]
    # f_(1) and then each step times the worth of those that make it
    steps = np.diff(rising, axis=-1)
    found = rising[..., 0] + (steps * worths[at_least[..., 1:]]).sum(axis=-1)
    return np.asarray(found) if count > 1 else rising[..., 0].copy()


def minimum_rows(gains: FloatArray, sets: IntArray) -> FloatArray:
    """Return the least performance of each set (A, sets): what m of the set is multiplied by."""
    # C(a) = sum over A of m(A) min over A of the performances (the integral in Möbius form)
    columns = [gains[:, _places(int(number))].min(axis=1) for number in sets]
    return np.stack(columns, axis=1)


def _places(number: int) -> list[int]:
    return [j for j in range(math.frexp(number)[1]) if number >> j & 1]
