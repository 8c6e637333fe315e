"""Preference functions of PROMETHEE: from a difference of performances to a degree in [0, 1]."""

from decision_analysis.mcda.preference._gaussian import gaussian
from decision_analysis.mcda.preference._level import level
from decision_analysis.mcda.preference._linear import linear
from decision_analysis.mcda.preference._preference_function import PreferenceFunction
from decision_analysis.mcda.preference._u_shape import u_shape
from decision_analysis.mcda.preference._usual import usual
from decision_analysis.mcda.preference._v_shape import v_shape

__all__ = ["PreferenceFunction", "gaussian", "level", "linear", "u_shape", "usual", "v_shape"]
