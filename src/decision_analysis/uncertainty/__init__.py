"""Uncertain parameters and weights: what they do to tables, ranks and choices."""

from decision_analysis.uncertainty._choice_probabilities import choice_probabilities
from decision_analysis.uncertainty._simulate import SimulationResult, simulate
from decision_analysis.uncertainty._smaa import smaa
from decision_analysis.uncertainty._smaa_result import SmaaResult
from decision_analysis.uncertainty._weight_sampler import WeightSampler
from decision_analysis.uncertainty._weight_space import WeightSpace

__all__ = [
    "SimulationResult",
    "SmaaResult",
    "WeightSampler",
    "WeightSpace",
    "choice_probabilities",
    "simulate",
    "smaa",
]
