"""The second door of `beliefs`: what other rooms of the library use; not for users."""

from decision_analysis.beliefs._discretize import (
    gauss_points,
    levels_of,
    number_of_points,
    quantiles,
)
from decision_analysis.beliefs._distribution import distribution
from decision_analysis.beliefs._states import likelihoods, state_probabilities

__all__ = [
    "distribution",
    "gauss_points",
    "levels_of",
    "likelihoods",
    "number_of_points",
    "quantiles",
    "state_probabilities",
]
