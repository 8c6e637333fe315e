"""Variances by enumeration and by formula: what sampled sensitivity must come to."""

import itertools
import math

import numpy as np

ISHIGAMI_VARIANCE = 13.844587940719254
ISHIGAMI_FIRST = (0.31390519114781146, 0.4424111447900409, 0.0)
ISHIGAMI_TOTAL = (0.5575888552099592, 0.4424111447900409, 0.2436836640621477)
ISHIGAMI_SHAPLEY = (0.4357470231788853, 0.4424111447900409, 0.12184183203107385)


def ishigami(x):
    """Return Ishigami and Homma's function of x1, x2, x3."""
    return np.sin(x["x1"]) * (1 + 0.1 * x["x3"] ** 4) + 7 * np.sin(x["x2"]) ** 2


def subsets(size):
    """Yield all subsets of so many members."""
    for count in range(size + 1):
        yield from itertools.combinations(range(size), count)


def shapley(worth, size):
    """Return the Shapley values of a game, by the definition."""
    found = np.zeros(size)
    for p in range(size):
        for others in subsets(size):
            if p not in others:
                k = len(others)
                weight = math.factorial(k) * math.factorial(size - k - 1) / math.factorial(size)
                found[p] += weight * (worth(tuple(sorted((*others, p)))) - worth(others))
    return found


def linear_normal_effects(slopes, covariance):
    """Return the Shapley effects of a linear function of normal parameters.

    What a set explains is the variance less that which is left where the set is known.
    """
    slopes, covariance = np.asarray(slopes, dtype=float), np.asarray(covariance, dtype=float)
    whole = slopes @ covariance @ slopes

    def explained(known):
        rest = [p for p in range(len(slopes)) if p not in known]
        if not known or not rest:
            return whole * bool(known)
        v = list(known)
        left = (
            covariance[np.ix_(rest, rest)]
            - covariance[np.ix_(rest, v)]
            @ np.linalg.inv(covariance[np.ix_(v, v)])
            @ covariance[np.ix_(v, rest)]
        )
        return whole - slopes[rest] @ left @ slopes[rest]

    return shapley(explained, len(slopes)) / whole


def enumerated_indices(values):
    """Return Sobol' indices of first and total order and of pairs of a table of all outcomes.

    `values` has an axis for each parameter, whose values are all equally likely.
    """
    size, whole = values.ndim, values.var()

    def explained(known):
        other = tuple(p for p in range(size) if p not in known)
        return values.mean(axis=other).var() / whole

    first = np.array([explained((p,)) for p in range(size)])
    every = range(size)
    total = np.array([1 - explained(tuple(q for q in every if q != p)) for p in every])
    pairs = np.zeros((size, size))
    for p, q in itertools.combinations(every, 2):
        pairs[p, q] = pairs[q, p] = explained((p, q)) - first[p] - first[q]
    return first, total, pairs


def grid_effects(function, levels, size):
    """Return mu* and mu of all jumps by half of the levels on the whole grid (Morris 1991)."""
    places = np.arange(levels) / (levels - 1)
    points = np.array(list(itertools.product(places[: levels // 2], *[places] * (size - 1))))
    star, mean = [], []
    jump = levels / (2 * (levels - 1))
    for p in range(size):
        start = np.roll(points, p, axis=1)
        end = start.copy()
        end[:, p] += jump
        effects = (function(end) - function(start)) / jump
        star.append(np.abs(effects).mean())
        mean.append(effects.mean())
    return np.array(star), np.array(mean)
