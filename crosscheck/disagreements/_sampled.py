"""Rows on sampled sensitivity."""

from __future__ import annotations

import warnings
from typing import Any

import numpy as np
from scipy.stats import uniform

from crosscheck import peers
from crosscheck.disagreements._record import Disagreement
from decision_analysis import DecisionTable, Parameter, Parameters, sensitivity, uncertainty

NAMES = ("x1", "x2", "x3")
ANGLES = Parameters([Parameter(name, 0, uniform(-np.pi, 2 * np.pi)) for name in NAMES])


def ishigami(points: np.ndarray) -> np.ndarray:
    """Ishigami and Homma's function of rows in the unit cube."""
    x = 2 * np.pi * points - np.pi
    return np.sin(x[:, 0]) * (1 + 0.1 * x[:, 2] ** 4) + 7 * np.sin(x[:, 1]) ** 2


def model(x: Any) -> DecisionTable:
    """The same of the angles."""
    points = np.column_stack([x[name] for name in NAMES])
    return DecisionTable(ishigami((points + np.pi) / (2 * np.pi))[:, None, None], ["y"], ["f"])


def ours_says() -> bool:
    """Say whether a grid of 64 levels is warned of."""
    with warnings.catch_warnings(record=True) as said:
        warnings.simplefilter("always")
        found = sensitivity.morris(model, ANGLES, n_samples=1000, rng=1, levels=64)
    return found.mu_star[1, 0] > 1 or any("'x2'" in str(each.message) for each in said)


def theirs_says() -> bool:
    """Say whether the peer sees x2 at all: it has no word for it but its number."""
    return bool(peers.salib_morris(ishigami, 3, 64, 1000)["mu_star"][1] > 1)


def ours_repeats() -> bool:
    """Say whether seed 0 gives the same errors twice."""
    one, other = (sensitivity.sobol(model, ANGLES, n_samples=64, rng=0) for _ in range(2))
    return one.equals(other)


def theirs_repeats() -> bool:
    """Say whether seed 0 gives the peer's errors twice."""
    scores = [ishigami(points) for points in np.random.default_rng(1).random((5, 64, 3))]
    one, other = (peers.salib_sobol(scores, pairs=False, seed=0)["ST_conf"] for _ in range(2))
    return bool((one == other).all())


def far(draws: np.ndarray) -> bool:
    """Say whether the mean of some weight is more than 8 standard errors off."""
    exact = np.cumsum(1 / np.arange(10, 0, -1))[::-1] / 10
    errors = draws.std(axis=0) / np.sqrt(len(draws))
    return bool((np.abs(draws.mean(axis=0) - exact) > 8 * errors).any())


def our_ordered() -> np.ndarray:
    names = [f"c{i}" for i in range(10)]
    return uncertainty.WeightSpace(names).order(" > ".join(names)).sample(2000, rng=1)


ROWS = [
    Disagreement(
        "Morris, 64 levels",
        "SALib",
        "Ishigami's function, 1,000 points: is x2 seen to matter, or a warning given",
        ours_says,
        True,
        theirs_says,
        False,
        "ours",
        "The one jump of a grid of many levels is the period of x2, whose mu* is .43 though its"
        " total index is .44; ours warns, and has jumps of many lengths by default.",
    ),
    Disagreement(
        "Sobol' indices, seed 0",
        "SALib",
        "64 samples of Ishigami's function, seed 0 twice: are the intervals the same",
        ours_repeats,
        True,
        theirs_repeats,
        False,
        "ours",
        "0 is a seed like any other; the peer takes it for none and draws from numpy's global"
        " generator.",
    ),
    Disagreement(
        "ordered weights, ten criteria",
        "pysensmcda",
        "w1 >= w2 >= ... >= w10, 2,000 draws: is the mean of some weight more than 8 standard"
        " errors off",
        lambda: far(our_ordered()),
        False,
        lambda: far(peers.pysensmcda_ordered(10, 2000)),
        True,
        "ours",
        "The exact means are sums of 1/k over 10. Hit-and-run keeps every tenth step by default and"
        " mixes too slowly in the corner; ours sorts exponentials, which is exact.",
    ),
]
