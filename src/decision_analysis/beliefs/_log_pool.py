"""The logarithmic pool: its density is the normalized weighted geometric mean of densities."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from decision_analysis._arrays import FloatArray, IntArray, read_only
from decision_analysis.beliefs._distribution import upper_quantile
from decision_analysis.beliefs._invert import invert
from decision_analysis.beliefs._pooled import PooledDistribution
from decision_analysis.errors import ConvergenceError, InvalidInputError

LogDensity = Callable[[FloatArray], FloatArray]

# What lies beyond these quantiles is less than the tolerance (see `logarithmic_pool`)
_TAIL = 1e-15
_TOLERANCE = 1e-12  # of a panel's mass as a share of the whole (see `logarithmic_pool`)
_ROUNDS = 80  # halvings: more than the 53 that make a panel as thin as floats allow
# A panel this thin, in spacings of floats, has no room for its 16 nodes and their halves
_ULPS = 64
_PANELS = 20_000  # each of 16 nodes: a density that needs more counts as not integrable
_NODES, _WEIGHTS = np.polynomial.legendre.leggauss(16)


@dataclass(frozen=True, eq=False)
class LogarithmicPool(PooledDistribution):
    """The normalized geometric mean of densities, by Gauss-Legendre on adapted panels."""

    edges: FloatArray = dataclasses.field(repr=False)
    masses: FloatArray = dataclasses.field(repr=False)
    log_scale: float = dataclasses.field(repr=False)

    def _pdf(self, x: FloatArray) -> FloatArray:
        logs = log_density(self.components, self.weights)(x)
        return np.asarray(np.exp(logs - self.log_scale))[()]

    def _cdf(self, x: FloatArray) -> FloatArray:
        at = np.clip(x, self.edges[0], self.edges[-1])
        # the mass of whole panels below, and the part of the one that holds x
        panel = self._panel(at)
        before = np.concatenate([[0.0], np.cumsum(self.masses)])[panel]
        return np.asarray(np.clip(before + self._integral(self.edges[panel], at), 0.0, 1.0))[()]

    def _sf(self, x: FloatArray) -> FloatArray:
        at = np.clip(x, self.edges[0], self.edges[-1])
        # from above, which loses no digits in the upper tail
        panel = self._panel(at)
        after = np.concatenate([np.cumsum(self.masses[::-1])[::-1], [0.0]])[panel + 1]
        return np.asarray(np.clip(after + self._integral(at, self.edges[panel + 1]), 0.0, 1.0))[()]

    def _ppf(self, p: FloatArray) -> FloatArray:
        # the panel in which the cumulative mass passes p, then x within it
        passed = np.searchsorted(np.cumsum(self.masses), p, side="left")
        panel = np.minimum(passed, self.masses.size - 1)
        found = self._between(self._cdf, p, panel)
        low, high = support(self.components)
        return np.where(p == 0, low, np.where(p == 1, high, found))[()]

    def _isf(self, p: FloatArray) -> FloatArray:
        after = np.cumsum(self.masses[::-1])
        panel = np.maximum(self.masses.size - 1 - np.searchsorted(after, p, side="left"), 0)
        found = self._between(lambda x: -self._sf(x), -p, panel)
        low, high = support(self.components)
        return np.where(p == 0, high, np.where(p == 1, low, found))[()]

    def _panel(self, at: FloatArray) -> IntArray:
        return np.clip(np.searchsorted(self.edges, at, side="right") - 1, 0, self.masses.size - 1)

    def _between(self, function: LogDensity, targets: FloatArray, panel: IntArray) -> FloatArray:
        low, high = self.edges[panel].ravel(), self.edges[panel + 1].ravel()
        return invert(function, targets.ravel(), low, high).reshape(targets.shape)

    def mean(self) -> float:
        return self._expected(lambda x: x)

    def var(self) -> float:
        mean = self.mean()
        return self._expected(lambda x: (x - mean) ** 2)

    def _expected(self, function: Callable[[FloatArray], FloatArray]) -> float:
        x, _ = nodes(self.edges[:-1], self.edges[1:])
        return float((function(x) * self._parts(self.edges[:-1], self.edges[1:])).sum())

    def _integral(self, start: FloatArray, stop: FloatArray) -> FloatArray:
        return np.asarray(self._parts(start, stop).sum(axis=-1))

    def _parts(self, start: FloatArray, stop: FloatArray) -> FloatArray:
        values, w = _log_nodes(log_density(self.components, self.weights), start, stop)
        return np.asarray(w * np.exp(values - self.log_scale))


def logarithmic_pool(components: tuple[Any, ...], weights: tuple[float, ...]) -> LogarithmicPool:
    """Return the logarithmic pool of distributions that have densities.

    Panels are split until each mass is known to 1e-12 of the whole, or, where a density is
    infinite, until they are as thin as a few spacings of floating-point numbers. By the inequality
    of the arithmetic and geometric means the pooled density is at most the mixture's over the
    pool's own integral, so that nothing that counts lies outside the components' 1e-15 quantiles.
    """
    function = log_density(components, weights)
    edges = _first_edges(components)
    for _ in range(_ROUNDS):
        # the integral over each panel, in one piece and in two halves
        middles = (edges[:-1] + edges[1:]) / 2
        whole = _log_nodes(function, edges[:-1], edges[1:])
        halves = _log_nodes(
            function, np.stack([edges[:-1], middles]), np.stack([middles, edges[1:]])
        )
        # densities as shares of the largest, which may be beyond floats
        peak = max(float(values.max()) for values, _ in (whole, halves))
        if not np.isfinite(peak):
            raise InvalidInputError("no level of the quantity is possible under every opinion")
        coarse, fine = ((np.exp(v - peak) * w).sum(axis=-1) for v, w in (whole, halves))
        total = float(fine.sum())
        # panels whose mass is not known yet are halved, as long as floats allow
        wide = np.diff(edges) > _ULPS * np.spacing(np.abs(middles))
        rough = wide & (np.abs(fine.sum(axis=0) - coarse) > _TOLERANCE * total)
        if not rough.any():
            masses = fine.sum(axis=0) / total
            return LogarithmicPool(
                components,
                weights,
                read_only(edges),
                read_only(masses),
                peak + float(np.log(total)),
            )
        edges = np.union1d(edges, middles[rough])
        if edges.size > _PANELS:
            break
    raise ConvergenceError("the logarithmic pool could not be integrated to 1e-12", edges)


def log_density(components: tuple[Any, ...], weights: tuple[float, ...]) -> LogDensity:
    """Return the weighted sum of the components' log densities, as a function."""

    def function(x: FloatArray) -> FloatArray:
        with np.errstate(divide="ignore"):
            parts = [
                component.logpdf(x) if hasattr(component, "logpdf") else np.log(component.pdf(x))
                for component in components
            ]
        return np.asarray(sum(w * np.asarray(part) for w, part in zip(weights, parts, strict=True)))

    return function


def support(components: tuple[Any, ...]) -> tuple[float, float]:
    """Return the ends of the stretch that every component holds possible."""
    return (
        max(float(component.ppf(0.0)) for component in components),
        min(float(component.ppf(1.0)) for component in components),
    )


def nodes(start: FloatArray, stop: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Return Gauss-Legendre nodes and weights (..., 16) on the stretches from `start` to `stop`."""
    half = (np.asarray(stop) - np.asarray(start))[..., None] / 2
    return np.asarray(start)[..., None] + half * (1 + _NODES), half * _WEIGHTS


def _log_nodes(
    function: LogDensity, start: FloatArray, stop: FloatArray
) -> tuple[FloatArray, FloatArray]:
    x, w = nodes(start, stop)
    values = function(x)
    return np.where(np.isfinite(values), values, -np.inf), w


def _first_edges(components: tuple[Any, ...]) -> FloatArray:
    """Return quantiles of all components, dense in the tails, cut to what all hold possible."""
    tail = np.concatenate([_TAIL * 10.0 ** np.arange(0, 14, 2), [0.05, 0.2, 0.5]])
    low, high = support(components)
    points = [np.asarray(component.ppf(tail)) for component in components]
    points += [np.asarray(upper_quantile(component, tail)) for component in components]
    edges: FloatArray = np.unique(np.concatenate([*points, [low, high]]))
    possible: FloatArray = edges[np.isfinite(edges) & (edges >= low) & (edges <= high)]
    if possible.size < 2:
        raise InvalidInputError("no level of the quantity is possible under every opinion")
    return possible
