"""Preference functions of PROMETHEE: from a difference of performances to a degree in [0, 1]."""

from decision_analysis.mcda.preference._functions import (
    gaussian,
    level,
    linear,
    u_shape,
    usual,
    v_shape,
)
from decision_analysis.mcda.preference._shapes import PreferenceFunction

__all__ = ["PreferenceFunction", "gaussian", "level", "linear", "u_shape", "usual", "v_shape"]
