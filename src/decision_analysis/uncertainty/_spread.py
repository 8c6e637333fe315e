"""Sums over clusters: how far the mean of draws in groups may be from the true one."""

from __future__ import annotations

import dataclasses

import numpy as np

from decision_analysis._arrays import FloatArray, IntArray


@dataclasses.dataclass
class _Cluster:
    """The draws of one stored sample met so far: how many, and their sum of each quantity."""

    label: int
    size: int
    total: FloatArray


@dataclasses.dataclass(eq=False)
class Spread:
    """Sums over clusters of draws, and the two at the ends, which neighbouring chunks may share."""

    ends: list[_Cluster]
    count: int
    sizes: int
    squares: FloatArray
    products: FloatArray

    def add(self, other: Spread) -> None:
        """Add the draws that follow."""
        self.count += other.count
        self.sizes += other.sizes
        self.squares = self.squares + other.squares
        self.products = self.products + other.products
        ends = [*self.ends, *other.ends]
        place = len(self.ends) - 1
        # the cluster at the seam may go on in the next chunk
        if ends[place].label == ends[place + 1].label:
            one, same = ends[place], ends.pop(place + 1)
            ends[place] = _Cluster(one.label, one.size + same.size, one.total + same.total)
        for cluster in ends[1:-1]:
            self._close(cluster)
        self.ends = ends if len(ends) < 2 else [ends[0], ends[-1]]

    def _close(self, cluster: _Cluster) -> None:
        self.count += 1
        self.sizes += cluster.size**2
        self.squares = self.squares + cluster.total**2
        self.products = self.products + cluster.size * cluster.total

    def variance(self, mean: FloatArray, draws: int) -> FloatArray:
        """Return the variance of the mean of all draws, whose clusters are independent.

        Liang and Zeger's robust variance for a mean, sum_g (t_g - n_g mean)^2 / n^2, times
        G / (G - 1) for G clusters.
        """
        self._close_all()
        # sum_g (t_g - n_g mean)^2, multiplied out
        squares = self.squares - 2 * mean * self.products + mean**2 * self.sizes
        return np.asarray(np.maximum(squares, 0.0) * (self.correction() / draws / draws))

    def second_moments(self) -> FloatArray:
        """Return the sums over clusters of their squared totals."""
        self._close_all()
        return self.squares

    def correction(self) -> float:
        """Return G / (G - 1) for G clusters."""
        self._close_all()
        return self.count / (self.count - 1)

    def _close_all(self) -> None:
        for cluster in self.ends:
            self._close(cluster)
        self.ends = []


def spread(labels: IntArray, totals: FloatArray, sizes: IntArray) -> Spread:
    """Start from the totals (K, ...) and sizes (K,) of the clusters of consecutive draws."""
    ends = [
        _Cluster(int(labels[k]), int(sizes[k]), totals[k].copy())
        for k in ([0, len(labels) - 1] if len(labels) > 1 else [0])
    ]
    inner, weights = totals[1:-1], sizes[1:-1]
    return Spread(
        ends,
        len(inner),
        int((weights**2).sum()),
        (inner**2).sum(axis=0),
        np.tensordot(weights.astype(np.float64), inner, axes=1),
    )
