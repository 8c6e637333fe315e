"""The panel of methods that score a study's tables side by side, on its anchored scales."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from decision_analysis import mcda
from decision_analysis.core import DecisionTable
from decision_analysis.study._study import Study

Method = Callable[[DecisionTable, Any], Any]


def additive(study: Study) -> Method:
    """Return the weighted value on the anchored scales, from 0 to 1."""
    functions = study.value_functions

    def weighted_value(table: DecisionTable, weights: Any) -> Any:
        return mcda.additive_value(table, weights, values=functions)

    return weighted_value


def scoring_methods(study: Study) -> dict[str, Method]:
    """Return the scoring methods by name, with the study's options.

    They are weighted value, TOPSIS, PROMETHEE II and ELECTRE III.
    """
    preference = _preference(
        study.methods.get("promethee_ii", {}).get("preference", {"type": "usual"}), study
    )
    # without thresholds in the file any difference is a preference
    thresholds = dict(study.methods.get("electre_iii", {"indifference": 0, "preference": 0}))

    def topsis(table: DecisionTable, weights: Any) -> Any:
        return mcda.topsis(table, weights, normalization="minmax", ranges=study.ranges)

    def promethee_ii(table: DecisionTable, weights: Any) -> Any:
        return mcda.promethee_ii(table, weights, preference=preference)

    def electre_iii(table: DecisionTable, weights: Any) -> Any:
        return mcda.electre_iii(table, weights, **thresholds)

    return {
        "weighted value": additive(study),
        "TOPSIS": topsis,
        "PROMETHEE II": promethee_ii,
        "ELECTRE III with veto": electre_iii,
    }


def _preference(data: Mapping[str, Any], study: Study) -> Any:
    if "type" in data:
        options = {key: value for key, value in data.items() if key != "type"}
        return getattr(mcda.preference, data["type"])(**options)
    return {
        criterion.name: _preference(data[criterion.name], study) for criterion in study.criteria
    }
