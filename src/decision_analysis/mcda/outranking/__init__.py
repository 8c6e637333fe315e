"""Outranking methods: alternatives compared in pairs, by preference degrees or concordance."""

from decision_analysis.mcda.outranking._distill import DistillationResult, distill
from decision_analysis.mcda.outranking._electre_i import ElectreIResult, electre_i
from decision_analysis.mcda.outranking._electre_iii import ElectreIIIResult, electre_iii
from decision_analysis.mcda.outranking._preference_degrees import preference_degrees
from decision_analysis.mcda.outranking._promethee_i import PrometheeIResult, promethee_i
from decision_analysis.mcda.outranking._promethee_ii import PrometheeIIResult, promethee_ii

__all__ = [
    "DistillationResult",
    "ElectreIIIResult",
    "ElectreIResult",
    "PrometheeIIResult",
    "PrometheeIResult",
    "distill",
    "electre_i",
    "electre_iii",
    "preference_degrees",
    "promethee_i",
    "promethee_ii",
]
