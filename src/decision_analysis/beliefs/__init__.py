"""Beliefs: distributions from judgements, pooled opinions, Bayes' rule, discretizations."""

from decision_analysis.beliefs._discretize import Discretization, discretize
from decision_analysis.beliefs._from_counts import DirichletBelief, from_counts
from decision_analysis.beliefs._from_mean_sd import from_mean_sd
from decision_analysis.beliefs._from_quantiles import from_quantiles
from decision_analysis.beliefs._pert import pert
from decision_analysis.beliefs._pool import pool
from decision_analysis.beliefs._triangular import triangular
from decision_analysis.beliefs._update import UpdateResult, update

__all__ = [
    "DirichletBelief",
    "Discretization",
    "UpdateResult",
    "discretize",
    "from_counts",
    "from_mean_sd",
    "from_quantiles",
    "pert",
    "pool",
    "triangular",
    "update",
]
