"""Uncertain parameters and weights: what they do to tables, ranks and choices."""

from decision_analysis.uncertainty._choice_probabilities import choice_probabilities
from decision_analysis.uncertainty._exact_acceptability import (
    ExactAcceptabilityResult,
    exact_acceptability,
)
from decision_analysis.uncertainty._potential_optimality import (
    PotentialOptimalityResult,
    potential_optimality,
)
from decision_analysis.uncertainty._simulate import SimulationResult, simulate
from decision_analysis.uncertainty._smaa import smaa
from decision_analysis.uncertainty._smaa_result import SmaaResult
from decision_analysis.uncertainty._smaa_tri import SmaaTriResult, smaa_tri
from decision_analysis.uncertainty._weight_sampler import WeightSampler
from decision_analysis.uncertainty._weight_space import WeightSpace

__all__ = [
    "ExactAcceptabilityResult",
    "PotentialOptimalityResult",
    "SimulationResult",
    "SmaaResult",
    "SmaaTriResult",
    "WeightSampler",
    "WeightSpace",
    "choice_probabilities",
    "exact_acceptability",
    "potential_optimality",
    "simulate",
    "smaa",
    "smaa_tri",
]
