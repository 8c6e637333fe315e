"""The league table of cost against effect: who is dominated, who on the frontier at what price."""

from __future__ import annotations

from typing import NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray

from decision_analysis._arrays import BoolArray, FloatArray, IntArray, settled
from decision_analysis._limits import TIE_TOLERANCE

T = TypeVar("T", bound=np.generic)

DOMINATED, EXTENDED_DOMINATED, ON_FRONTIER = 0, 1, 2


class League(NamedTuple):
    """Arrays (..., A) by alternative; increments are 0 for the cheapest and off the frontier."""

    status: IntArray
    cost_steps: FloatArray
    effect_steps: FloatArray
    ratios: FloatArray


def league(costs: FloatArray, effects: FloatArray) -> League:
    """Return the league table of costs and effects (..., A)."""
    # from the cheapest on, the more effective first where costs are equal; ties are made one
    costs, effects = settled(costs, -1), settled(effects, -1)
    order = np.lexsort((-effects, costs), axis=-1)
    c, e = np.take_along_axis(costs, order, -1), np.take_along_axis(effects, order, -1)
    first = _first_of_equals(c, e)
    # strong dominance, then extended dominance: off the hull of those left
    undominated = _records(e, first)
    frontier = undominated & _on_hull(c, e, undominated)
    # increments over the next cheaper place on the frontier, and their ratio
    before = _last_before(frontier, first)
    follows = frontier & (before >= 0)
    at = np.maximum(before, 0)
    with np.errstate(over="ignore"):
        cost_steps = np.where(follows, c - np.take_along_axis(c, at, -1), 0.0)
        effect_steps = np.where(follows, e - np.take_along_axis(e, at, -1), 0.0)
        ratios = np.divide(cost_steps, effect_steps, out=np.zeros_like(c), where=follows)
    status = np.where(frontier, ON_FRONTIER, np.where(undominated, EXTENDED_DOMINATED, DOMINATED))
    return League(
        _placed(status, order),
        _placed(cost_steps, order),
        _placed(effect_steps, order),
        _placed(ratios, order),
    )


def _placed(array: NDArray[T], order: IntArray) -> NDArray[T]:
    """Return an array in sorted order in the order of the alternatives."""
    placed = np.empty_like(array)
    np.put_along_axis(placed, order, array, -1)
    return placed


def _first_of_equals(c: FloatArray, e: FloatArray) -> IntArray:
    """Return, along the sorted axis, where each run of equal cost and effect begins."""
    index = np.broadcast_to(np.arange(c.shape[-1]), c.shape).copy()
    index[..., 1:][(c[..., 1:] == c[..., :-1]) & (e[..., 1:] == e[..., :-1])] = 0
    return np.maximum.accumulate(index, axis=-1)


def _records(e: FloatArray, first: IntArray) -> BoolArray:
    """Say who is more effective than all before in the order of cost, equals being one."""
    record = np.ones(e.shape, dtype=bool)
    record[..., 1:] = e[..., 1:] > np.maximum.accumulate(e, axis=-1)[..., :-1]
    return np.take_along_axis(record, first, -1)


def _on_hull(c: FloatArray, e: FloatArray, undominated: BoolArray) -> BoolArray:
    """Say which of the undominated are on the lower right hull.

    The hull is walked from the cheapest, one edge of it at a time. Costs and effects are scaled to
    at most 1. A point is on the hull if it is above an edge by no more than the tolerance of ties.
    """
    c, e = _to_one(c), _to_one(e)
    on: BoolArray = undominated & (e == e[..., :1])
    here_c, here_e = c[..., :1], e[..., :1]
    ahead = undominated & (e > here_e)
    while ahead.any():
        # the next corner is where the ratio of what is ahead to here is least
        slope = np.divide(c - here_c, e - here_e, out=np.full_like(c, np.inf), where=ahead)
        target = slope.argmin(axis=-1, keepdims=True)
        least = np.take_along_axis(slope, target, -1)
        steps = np.isfinite(least)
        price = np.where(steps, least, 0.0)
        # and all that lie on the edge to it are on the hull, too
        above = c - here_c - price * (e - here_e)
        there_c, there_e = np.take_along_axis(c, target, -1), np.take_along_axis(e, target, -1)
        on |= steps & ahead & (above <= TIE_TOLERANCE * (1.0 + price))
        here_c, here_e = np.where(steps, there_c, here_c), np.where(steps, there_e, here_e)
        ahead = undominated & (e > here_e)
    return on


def _to_one(values: FloatArray) -> FloatArray:
    """Return the values divided by the largest absolute one."""
    largest = np.max(np.abs(values), axis=-1, keepdims=True)
    scaled: FloatArray = np.divide(values, largest, out=np.zeros_like(values), where=largest > 0)
    return scaled


def _last_before(frontier: BoolArray, first: IntArray) -> IntArray:
    """Return the last index on the frontier before each one's run of equals; -1 if none."""
    last = np.maximum.accumulate(np.where(frontier, np.arange(frontier.shape[-1]), -1), axis=-1)
    earlier = np.take_along_axis(last, np.maximum(first - 1, 0), -1)
    return np.where(first > 0, earlier, -1)
