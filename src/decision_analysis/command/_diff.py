"""`diff`: what moved between two studies, and what moved it."""

from __future__ import annotations

import decision_analysis as da


def diff(before: str, after: str) -> None:
    """Print what changed between two files, and how much each change moved the scores."""
    found = da.study.diff(da.study.load(before), da.study.load(after))
    print(found)
