"""Shapley's value of changes: exact from all sets of them, or from random orders."""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Callable

import numpy as np

from decision_analysis._arrays import BoolArray, FloatArray
from decision_analysis.core.parts import chunks

Worth = Callable[[BoolArray], FloatArray]
"""Scores (rows, A) where the marked changes (rows, m) are made, and the others are not."""


def all_sets(count: int) -> BoolArray:
    """Return every set of `count` changes as a row (2^count, count); the first is empty."""
    bits = np.arange(2**count)[:, None] >> np.arange(count)
    marked: BoolArray = (bits & 1).astype(bool)
    return marked


def exact_shares(worth: FloatArray) -> FloatArray:
    """Return the shares (m, A) of the worth (2^m, A) of all sets, in the order of `all_sets`."""
    count = len(worth).bit_length() - 1
    sizes = all_sets(count).sum(axis=1)
    # Shapley (1953): weight s! (m - s - 1)! / m! of a set of s others
    weights = np.array([1 / (count * math.comb(count - 1, s)) for s in range(count)])
    shares = np.empty((count, worth.shape[1]))
    for change in range(count):
        # sets with the change beside those without it: bit `change` is the middle axis
        pairs = worth.reshape(-1, 2, 2**change, worth.shape[1])
        others = sizes.reshape(-1, 2, 2**change)[:, 0]
        shares[change] = np.einsum("ij,ija->a", weights[others], pairs[:, 1] - pairs[:, 0])
    return shares


@dataclasses.dataclass(frozen=True, eq=False)
class Moments:
    """How many orders, the mean of their shares (m, A) and sums of squared deviations."""

    count: int
    mean: FloatArray
    squares: FloatArray

    def joined(self, other: Moments) -> Moments:
        """Return the moments of both together (Chan, Golub and LeVeque's update)."""
        count = self.count + other.count
        apart = other.mean - self.mean
        return Moments(
            count,
            self.mean + apart * (other.count / count),
            self.squares + other.squares + apart**2 * (self.count * other.count / count),
        )

    def standard_error(self) -> FloatArray:
        """Return the standard error of the mean (m, A)."""
        return np.asarray(np.sqrt(self.squares / (self.count - 1) / self.count))


@dataclasses.dataclass(frozen=True, eq=False)
class Orders:
    """One chunk of random orders of the changes, each gone through forwards and backwards."""

    worth: Worth
    entropy: int
    ends: tuple[FloatArray, FloatArray]
    count: int
    rows: int

    def __call__(self, chunk: int, rows: int) -> Moments:
        rng = chunks.stream(self.entropy, "explain_change()", chunk)
        at_once = max(1, self.rows // (2 * (self.count - 1)))
        found: Moments | None = None
        for start in range(0, rows, at_once):
            size = min(at_once, rows - start)
            orders = rng.permuted(np.tile(np.arange(self.count), (size, 1)), axis=1)
            part = self._moments(np.argsort(orders, axis=1))
            found = part if found is None else found.joined(part)
        assert found is not None
        return found

    def _moments(self, place: np.ndarray[tuple[int, ...], np.dtype[np.intp]]) -> Moments:
        """Return the moments of orders in which the changes have these places (n, m)."""
        size, count = place.shape
        both = np.stack([place, count - 1 - place])
        steps = np.arange(1, count)
        # after k steps the changes with places below k are made
        made = both[:, :, None, :] < steps[:, None]
        inner = self.worth(made.reshape(-1, count)).reshape(2, size, count - 1, -1)
        before, after = (np.broadcast_to(end, (2, size, 1, len(end))) for end in self.ends)
        gains = np.diff(np.concatenate([before, inner, after], axis=2), axis=2)
        # the gain at the step at which each change is made, the mean of there and back
        shares = np.take_along_axis(gains, both[..., None], axis=2).mean(axis=0)
        mean = shares.mean(axis=0)
        return Moments(size, mean, ((shares - mean) ** 2).sum(axis=0))
