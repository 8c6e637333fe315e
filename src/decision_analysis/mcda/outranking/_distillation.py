"""The two distillations of ELECTRE III: credibility into pre-orders, all samples at once."""

from __future__ import annotations

import dataclasses
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from decision_analysis import _checks
from decision_analysis._arrays import BoolArray, FloatArray, IntArray
from decision_analysis._limits import LEVEL_TOLERANCE
from decision_analysis._shown import shown
from decision_analysis.errors import InvalidInputError
from decision_analysis.mcda._blocks import blocks

S = TypeVar("S", bound=np.generic)

GONE = -1.0
"""Degree of no pair, below all that are."""

SPARE = 0.8
"""Share of the places in use below which the matrices are cut: 30 copies for 1,000 alternatives."""

NARROW = 8
"""Places that are never cut: the copy would take longer than what it saves."""


def discrimination(distillation: object) -> tuple[float, float]:
    """Return slope and intercept of the discrimination threshold s(lambda).

    It may not be negative on [0, 1].
    """
    line = _checks.numeric_array("distillation", distillation)
    if line.shape != (2,):
        raise InvalidInputError(
            f"distillation must be (slope, intercept); got {shown(distillation)}"
        )
    slope, intercept = line.tolist()
    if intercept < 0 or not 0 <= slope + intercept < np.inf:
        raise InvalidInputError(
            "distillation must give s(lambda) = slope * lambda + intercept >= 0, finite,"
            f" on [0, 1]; got {intercept:g} at 0 and {slope + intercept:g} at 1"
        )
    return slope, intercept


def preorders(credibility: FloatArray, line: tuple[float, float]) -> IntArray:
    """Return the classes (2, n, A) of the descending and the ascending pre-order, 1 for the best.

    Degrees have the shape (n, A, A); samples are taken in blocks.
    """
    count, size, _ = credibility.shape
    numbers = np.empty((2, count, size), dtype=np.intp)
    for block in blocks(count, size * size):
        numbers[:, block] = _both(credibility[block], line)
    return numbers


def _both(credibility: FloatArray, line: tuple[float, float]) -> tuple[IntArray, IntArray]:
    slope, intercept = line
    degrees = np.where(np.eye(credibility.shape[-1], dtype=bool), GONE, credibility)
    # a beats b where its degree exceeds that of b over a by more than s of it
    margin = degrees - (slope * degrees + intercept)
    beats = margin > np.swapaxes(degrees, -1, -2) + LEVEL_TOLERANCE
    descending = _extract(degrees, beats, line, sign=1)
    ascending = _extract(degrees, beats, line, sign=-1)
    return descending, ascending.max(axis=-1, keepdims=True) + 1 - ascending


def _extract(
    degrees: FloatArray, beats: BoolArray, line: tuple[float, float], *, sign: int
) -> IntArray:
    """Number the classes by their extraction: best first with sign 1, worst first with -1.

    One turn of the loop closes one class of every sample.
    """
    count, size, _ = degrees.shape
    numbers = np.zeros((count, size), dtype=np.intp)
    left = _Left.of(degrees, beats)
    number = 0
    while left.samples.size:
        number += 1
        left.settle(line)
        closed = _most_qualified(sign * left.balance, left.members)
        # the class closes where one is left or the level is 0; elsewhere it is distilled further
        open_still = np.flatnonzero((closed.sum(axis=1) > 1) & (left.level > 0))
        if open_still.size:
            closed[open_still] = _distilled(left, open_still, closed[open_still], line, sign)
        rows, places = np.nonzero(closed)
        numbers[left.samples[rows], left.alternatives[rows, places]] = number
        left.remove(rows, places)
        left.shrink()
    return numbers


@dataclasses.dataclass(eq=False)
class _Left:
    """What is left of each sample, and what its first step of distillation needs.

    Taking out an alternative changes all of it by that row and that column alone, but for the
    levels, which are looked for anew only where no pair has them any more.
    """

    samples: IntArray
    """Samples (n,) that have alternatives left."""
    alternatives: IntArray
    """Alternatives (n, m) at the places of the matrices."""
    members: BoolArray
    """Which places (n, m) are taken by what is left."""
    degrees: FloatArray
    """Degrees (n, m, m) between members, else `GONE`."""
    beats: BoolArray
    """Who beats whom, (n, m, m), at any level."""
    outranks: BoolArray
    """Who outranks whom, (n, m, m), at the cutting level."""
    balance: IntArray
    """How many each outranks, less how many outrank it, (n, m)."""
    top: FloatArray
    """Largest degree lambda_0, (n,)."""
    level: FloatArray
    """Cutting level lambda_1, (n,)."""
    at_top: IntArray
    """Pairs (n,) whose degree is lambda_0; where none is, it is looked for."""
    at_level: IntArray
    """Pairs (n,) whose degree is lambda_1; where none is, it is looked for."""

    @classmethod
    def of(cls, degrees: FloatArray, beats: BoolArray) -> _Left:
        """Return what is left before the first class: everything."""
        count, size, _ = degrees.shape
        nothing = np.zeros(count, dtype=np.intp)
        return cls(
            samples=np.arange(count),
            alternatives=np.broadcast_to(np.arange(size), (count, size)),
            members=np.ones((count, size), dtype=bool),
            degrees=degrees.copy(),
            beats=beats,
            outranks=np.zeros_like(beats),
            balance=np.zeros((count, size), dtype=np.intp),
            top=np.zeros(count),
            level=np.zeros(count),
            at_top=nothing,
            at_level=nothing.copy(),
        )

    def settle(self, line: tuple[float, float]) -> None:
        """Find the levels, and who outranks whom, of the samples in which they have changed."""
        # lambda_0: the largest degree
        stale = np.flatnonzero(self.at_top == 0)
        if stale.size:
            degrees = _of(self.degrees, stale)
            top = _flat(degrees).max(axis=1).clip(min=0)
            self.at_level[stale[top != self.top[stale]]] = 0
            self.top[stale], self.at_top[stale] = top, _held(degrees, top)
        # lambda_1: the largest degree below lambda_0 - s(lambda_0)
        stale = np.flatnonzero(self.at_level == 0)
        if stale.size:
            degrees = _of(self.degrees, stale)
            level = _next_level(degrees, self.top[stale], line)
            self.level[stale], self.at_level[stale] = level, _held(degrees, level)
            outranks = degrees > level[:, None, None]
            outranks &= _of(self.beats, stale)
            self.balance[stale] = _balance(outranks)
            if len(stale) == len(self.samples):
                self.outranks = outranks
            else:
                self.outranks[stale] = outranks

    def remove(self, rows: IntArray, places: IntArray) -> None:
        """Take out what stands at places of some rows, which come in order."""
        # beside it who outranks it, or is outranked, loses a reason
        change = self.outranks[rows, places, :].astype(np.intp)
        change -= self.outranks[rows, :, places]
        # pairs of it and another, of two taken out only once: its row goes before its column
        before = self.degrees[rows, places, :]
        self.degrees[rows, places, :] = GONE
        after = self.degrees[rows, :, places]
        self.degrees[rows, :, places] = GONE
        self.members[rows, places] = False
        held = [
            np.count_nonzero(before == value[rows, None], axis=1)
            + np.count_nonzero(after == value[rows, None], axis=1)
            for value in (self.top, self.level)
        ]
        starts = np.flatnonzero(np.diff(rows, prepend=-1))
        at = rows[starts]
        self.balance[at] += np.add.reduceat(change, starts)
        self.at_top[at] -= np.add.reduceat(held[0], starts)
        self.at_level[at] -= np.add.reduceat(held[1], starts)

    def shrink(self) -> None:
        """Drop samples without members, and places that few samples need any more."""
        sizes = self.members.sum(axis=1)
        going = np.flatnonzero(sizes)
        if len(going) < len(sizes):
            for field in dataclasses.fields(self):
                setattr(self, field.name, getattr(self, field.name)[going])
        width = int(sizes.max(initial=0))
        if width > SPARE * self.members.shape[1] or self.members.shape[1] <= NARROW:
            return
        # members first, in their order
        places = np.argsort(~self.members, axis=1, kind="stable")[:, :width]
        for name in ("alternatives", "members", "balance"):
            setattr(self, name, np.take_along_axis(getattr(self, name), places, axis=1))
        for name in ("degrees", "beats", "outranks"):
            setattr(self, name, _square(getattr(self, name), np.arange(len(going)), places))


def _distilled(
    left: _Left, rows: IntArray, kept: BoolArray, line: tuple[float, float], sign: int
) -> BoolArray:
    """Return what the further steps k leave of the members kept (n, m) by the first one."""
    kept, level = kept.copy(), left.level[rows]
    going = np.arange(len(rows))
    while going.size:
        # the kept alone, at the first places
        width = int(kept[going].sum(axis=1).max())
        places = np.argsort(~kept[going], axis=1, kind="stable")[:, :width]
        members = np.take_along_axis(kept[going], places, axis=1)
        degrees = _square(left.degrees, rows[going], places)
        if not members.all():
            degrees = np.where(members[:, :, None] & members[:, None, :], degrees, GONE)
        # lambda_(k+1): the largest degree among them below lambda_k - s(lambda_k)
        level = _next_level(degrees, level, line)
        outranks = degrees > level[:, None, None]
        outranks &= _square(left.beats, rows[going], places)
        best = _most_qualified(sign * _balance(outranks), members)
        kept[going] = False
        kept[going[:, None], places] = best
        still = (best.sum(axis=1) > 1) & (level > 0)
        going, level = going[still], level[still]
    return kept


def _next_level(degrees: FloatArray, level: FloatArray, line: tuple[float, float]) -> FloatArray:
    """Return the largest degree (n,) that is more than s below the level, 0 where there is none."""
    slope, intercept = line
    bound = level - (slope * level + intercept) - LEVEL_TOLERANCE
    below = np.where(degrees < bound[:, None, None], degrees, 0.0)
    return np.asarray(_flat(below).max(axis=1).clip(min=0))


def _held(degrees: FloatArray, level: FloatArray) -> IntArray:
    """Return how many pairs (n,) have a level; of 0, which nothing changes, no end of them."""
    found = np.count_nonzero(_flat(degrees) == level[:, None], axis=1)
    return np.where(level > 0, found, np.iinfo(np.intp).max)


def _balance(outranks: BoolArray) -> IntArray:
    """Return the qualification (n, m): how many each outranks, less how many outrank it."""
    # as products, which numpy has faster than sums; in single precision they are exact up to 2^24
    counted, ones = outranks.astype(np.float32), np.ones(outranks.shape[-1], dtype=np.float32)
    return np.asarray(counted @ ones - ones @ counted, dtype=np.intp)


def _most_qualified(qualification: IntArray, members: BoolArray) -> BoolArray:
    """Say which members (n, m) have the greatest qualification."""
    qualification = np.where(members, qualification, -members.shape[-1])
    return np.asarray(members & (qualification == qualification.max(axis=1, keepdims=True)))


def _of(matrices: NDArray[S], samples: IntArray) -> NDArray[S]:
    """Return the matrices (k, m, m) of some samples, without a copy where these are all."""
    return matrices if len(samples) == len(matrices) else matrices[samples]


def _flat(matrices: NDArray[S]) -> NDArray[S]:
    """Return matrices (k, m, m) as rows: numpy reduces one long axis faster than two short ones."""
    return matrices.reshape(len(matrices), -1)


def _square(matrices: NDArray[S], samples: IntArray, places: IntArray) -> NDArray[S]:
    """Return rows and columns at places (k, w) of the matrices of some samples, (k, w, w)."""
    return matrices[samples[:, None, None], places[:, :, None], places[:, None, :]]
