"""Bases of curves: products of natural cubic splines, and polynomials with all cross terms."""

from __future__ import annotations

import dataclasses
from typing import Protocol

import numpy as np

from decision_analysis._arrays import FloatArray, IntArray


class Basis(Protocol):
    """Functions of coordinates (R, P), of which a curve is a sum."""

    def columns(self, coordinates: FloatArray) -> FloatArray:
        """Return the functions' values (R, B)."""

    def curve(self, coordinates: FloatArray, coefficients: FloatArray) -> FloatArray:
        """Return the values (R, K) of curves with coefficients (B, K)."""


@dataclasses.dataclass(frozen=True, eq=False)
class Polynomials:
    """Products of Legendre polynomials: `terms` (B, P) are their degrees, at most `degree`."""

    degree: int
    terms: IntArray

    def columns(self, coordinates: FloatArray) -> FloatArray:
        """Return the products (R, B) at coordinates (R, P) in [-1, 1]."""
        legendre = np.polynomial.legendre.legvander(coordinates, self.degree)
        product = np.ones((len(coordinates), len(self.terms)))
        for parameter in range(coordinates.shape[1]):
            product *= legendre[:, parameter, self.terms[:, parameter]]
        return product

    def curve(self, coordinates: FloatArray, coefficients: FloatArray) -> FloatArray:
        """Return the sums (R, K) with coefficients (B, K)."""
        return np.asarray(self.columns(coordinates) @ coefficients)


@dataclasses.dataclass(frozen=True, eq=False)
class Natural:
    """Natural cubic splines of one coordinate, each 1 at one of k knots and 0 at the others.

    Parameters
    ----------
    knots : ndarray of float, shape (k,)
        Where two cubics meet.
    bend : ndarray of float, shape (k, k)
        Second derivatives of each spline (columns) at each knot.
    slope : ndarray of float, shape (2, k)
        First derivatives at the ends, beyond which splines go straight on.
    """

    knots: FloatArray
    bend: FloatArray
    slope: FloatArray

    def columns(self, values: FloatArray) -> FloatArray:
        """Return the splines (R, k) at values (R,)."""
        knots = self.knots
        inside = np.clip(values, knots[0], knots[-1])
        left = np.searchsorted(knots[1:-1], inside, side="right")
        width = np.diff(knots)[left]
        # y = a y_i + b y_{i+1} + ((a^3 - a) y''_i + (b^3 - b) y''_{i+1}) h^2 / 6
        b = (inside - knots[left]) / width
        a = 1 - b
        sixth = width**2 / 6
        result = ((a * a * a - a) * sixth)[:, None] * self.bend[left]
        result += ((b * b * b - b) * sixth)[:, None] * self.bend[left + 1]
        row = np.arange(len(values))
        result[row, left] += a
        result[row, left + 1] += b
        outside = np.flatnonzero(values != inside)
        beyond = (values - inside)[outside, None]
        result[outside] += beyond * self.slope[(beyond[:, 0] > 0).astype(np.intp)]
        return result


def natural(knots: FloatArray) -> Natural:
    """Return the natural splines with these knots (k,), which ascend."""
    count = len(knots)
    width = np.diff(knots)
    bend = np.zeros((count, count))
    # first differences of the splines, and the conditions that slopes agree at inner knots
    rise = np.diff(np.eye(count), axis=0) / width[:, None]
    if count > 2:
        system = np.diag((width[:-1] + width[1:]) / 3)
        system += np.diag(width[1:-1] / 6, 1) + np.diag(width[1:-1] / 6, -1)
        bend[1:-1] = np.linalg.solve(system, np.diff(rise, axis=0))
    first = rise[0] - width[0] / 6 * (2 * bend[0] + bend[1])
    last = rise[-1] + width[-1] / 6 * (bend[-2] + 2 * bend[-1])
    return Natural(knots, bend, np.stack([first, last]))


@dataclasses.dataclass(frozen=True, eq=False)
class Splines:
    """Products of natural splines of each coordinate."""

    own: tuple[Natural, ...]

    def columns(self, coordinates: FloatArray) -> FloatArray:
        """Return the products (R, B) at coordinates (R, P)."""
        product = self.own[0].columns(coordinates[:, 0])
        for spline, values in zip(self.own[1:], coordinates.T[1:], strict=True):
            pairs = product[:, :, None] * spline.columns(values)[:, None, :]
            product = pairs.reshape(len(coordinates), -1)
        return product

    def curve(self, coordinates: FloatArray, coefficients: FloatArray) -> FloatArray:
        """Return the sums (R, K), one coordinate after the other: the products are not written."""
        rows, columns = len(coordinates), coefficients.shape[1]
        first = self.own[0].columns(coordinates[:, 0])
        left = first @ coefficients.reshape(first.shape[1], -1)
        for spline, values in zip(self.own[1:], coordinates.T[1:], strict=True):
            splines = spline.columns(values)
            left = np.einsum("rk,rkn->rn", splines, left.reshape(rows, splines.shape[1], -1))
        return np.asarray(left.reshape(rows, columns))
