"""Sorting methods: each alternative assigned to one of some ordered categories."""

from decision_analysis.mcda.sorting._electre_tri import ElectreTriResult, electre_tri

__all__ = ["ElectreTriResult", "electre_tri"]
