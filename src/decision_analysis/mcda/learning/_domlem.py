"""DOMLEM: a minimal set of rules that covers an approximation, found greedily."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from decision_analysis._arrays import BoolArray, FloatArray, IntArray

Conditions = dict[int, float]
"""The least level asked, by column; more is better."""


def covered(values: FloatArray, conditions: Mapping[int, float]) -> BoolArray:
    """Return which rows (A,) of values (A, C) meet all conditions."""
    found = np.ones(values.shape[0], dtype=bool)
    for column, level in conditions.items():
        found &= values[:, column] >= level
    return found


def minimal_cover(values: FloatArray, target: BoolArray) -> list[Conditions]:
    """Return rules that cover the target (A,), and nothing else, none of which can be left out.

    Whatever is at least as good as a member of the target is one too. Greco et al. (2001), figure
    1.
    """
    rules: list[Conditions] = []
    left = target.copy()
    while left.any():
        conditions = _pruned(values, target, _rule(values, target, left))
        rules.append(conditions)
        left &= ~covered(values, conditions)
    # rules without which the others still cover everything
    for rule in list(rules):
        others = [other for other in rules if other is not rule]
        if others and (_union(values, others) >= target).all():
            rules = others
    return rules


def _rule(values: FloatArray, target: BoolArray, left: BoolArray) -> Conditions:
    """Return conditions that cover some of those left, and of all others only the target."""
    conditions: Conditions = {}
    inside = np.ones(len(target), dtype=bool)
    while not conditions or (inside & ~target).any():
        best: tuple[float, int] = (-1.0, -1)
        choice = (-1, 0.0)
        for column in range(values.shape[1]):
            # how many of those inside meet each level, and how many of these are left
            levels, places = np.unique(values[inside, column], return_inverse=True)
            matched = _from_above(places, np.ones(len(places)), len(levels))
            new = _from_above(places, left[inside], len(levels))
            # levels of those left that ask for more than what is asked already
            own = np.isin(levels, values[left & inside, column])
            own &= levels > conditions.get(column, -np.inf)
            for k in np.flatnonzero(own):
                # the share of those left among those matched, and then how many
                score = (new[k] / matched[k], int(new[k]))
                if score > best:
                    best, choice = score, (column, float(levels[k]))
        conditions[choice[0]] = choice[1]
        inside = covered(values, conditions)
    return conditions


def _from_above(places: IntArray, counted: FloatArray | BoolArray, size: int) -> FloatArray:
    """Return what is counted at each of `size` places and above it."""
    sums: FloatArray = np.bincount(places, weights=counted, minlength=size)[::-1].cumsum()[::-1]
    return sums


def _pruned(values: FloatArray, target: BoolArray, conditions: Conditions) -> Conditions:
    """Return the conditions without those that are not needed, tried in the order of choice."""
    kept = dict(conditions)
    for column in conditions:
        fewer = {c: level for c, level in kept.items() if c != column}
        if fewer and not (covered(values, fewer) & ~target).any():
            kept = fewer
    return kept


def _union(values: FloatArray, rules: list[Conditions]) -> BoolArray:
    found = np.zeros(values.shape[0], dtype=bool)
    for rule in rules:
        found |= covered(values, rule)
    return found


def implied(rule: Mapping[int, float], other: Mapping[int, float]) -> bool:
    """Say whether what meets `rule` meets `other`, which asks no more of any criterion."""
    return all(column in rule and rule[column] >= level for column, level in other.items())
