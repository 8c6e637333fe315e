"""What it is worth to know more before deciding."""

from decision_analysis.voi._evpi import EvpiResult, evpi
from decision_analysis.voi._evppi import EvppiResult, evppi
from decision_analysis.voi._evsi import EvsiResult, evsi

__all__ = ["EvpiResult", "EvppiResult", "EvsiResult", "evpi", "evppi", "evsi"]
