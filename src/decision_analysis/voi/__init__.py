"""What it is worth to know more before deciding."""

from decision_analysis.voi._acceptability_curve import (
    AcceptabilityCurveResult,
    acceptability_curve,
)
from decision_analysis.voi._enbs import EnbsResult, enbs
from decision_analysis.voi._evpi import EvpiResult, evpi
from decision_analysis.voi._evpi_curve import EvpiCurveResult, evpi_curve
from decision_analysis.voi._evppi import EvppiResult, evppi
from decision_analysis.voi._evsi import EvsiResult, evsi
from decision_analysis.voi._population import population

__all__ = [
    "AcceptabilityCurveResult",
    "EnbsResult",
    "EvpiCurveResult",
    "EvpiResult",
    "EvppiResult",
    "EvsiResult",
    "acceptability_curve",
    "enbs",
    "evpi",
    "evpi_curve",
    "evppi",
    "evsi",
    "population",
]
