"""Beliefs: distributions from judgements, pooled opinions, Bayes' rule, discretizations."""

from decision_analysis.beliefs._cooke import CookeResult, cooke
from decision_analysis.beliefs._discretize import Discretization, discretize
from decision_analysis.beliefs._fitted_distribution import FittedDistribution
from decision_analysis.beliefs._from_counts import DirichletBelief, from_counts
from decision_analysis.beliefs._from_mean_sd import from_mean_sd
from decision_analysis.beliefs._from_quantiles import from_quantiles
from decision_analysis.beliefs._logistic_normal import LogisticNormalBelief, logistic_normal
from decision_analysis.beliefs._pert import pert
from decision_analysis.beliefs._pool import pool
from decision_analysis.beliefs._roulette import roulette
from decision_analysis.beliefs._triangular import triangular
from decision_analysis.beliefs._update import UpdateResult, update

__all__ = [
    "CookeResult",
    "DirichletBelief",
    "Discretization",
    "FittedDistribution",
    "LogisticNormalBelief",
    "UpdateResult",
    "cooke",
    "discretize",
    "from_counts",
    "from_mean_sd",
    "from_quantiles",
    "logistic_normal",
    "pert",
    "pool",
    "roulette",
    "triangular",
    "update",
]
