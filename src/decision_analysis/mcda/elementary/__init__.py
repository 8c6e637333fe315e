"""Elementary methods: what can be said without weights."""

from decision_analysis.core import dominance

__all__ = ["dominance"]
