"""A study's answer as one page to hand around: HTML that needs no network and nothing beside it."""

from decision_analysis.report._html import html

__all__ = ["html"]
