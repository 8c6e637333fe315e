"""The page of an analysis: one self-contained HTML file, with pictures, ledger and panel."""

from decision_analysis.study.page._page import page

__all__ = ["page"]
