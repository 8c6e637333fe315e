"""Thresholds and veto levels of methods that alone change what a method puts first."""

from __future__ import annotations

from typing import Any

from decision_analysis.study.questions._section import Block
from decision_analysis.study.questions._setting import Setting
from decision_analysis.study.questions._side import ends


def method_thresholds(setting: Setting) -> tuple[list[str], list[Block], dict[str, Any]]:
    """Return sentences, tables and results of the thresholds with a range."""
    changes = setting.method_changes
    if not changes:
        return [], [], {}
    judged = {**setting.study.thresholds, **setting.study.veto_levels}
    rows: list[list[Any]] = []
    for (name, method), found in changes.items():
        low, high = ends(judged[name])
        for change in found:
            row = [name, method, low, judged[name].base, high]
            rows.append([*row, change.at, change.before, change.after])
    count = len({name for name, _ in changes})
    decisive = len({name for (name, _), found in changes.items() if found})
    said = (
        f"{decisive} of the {count} uncertain thresholds and veto levels can alone change what"
        " their method puts first."
        if decisive
        else "No uncertain threshold or veto level can alone change what its method puts first."
    )
    headers = ["threshold", "method", "low", "base", "high", "changes at", "best below"]
    block = Block(
        "Where a threshold alone changes what its method puts first",
        [*headers, "best above"],
        rows,
    )
    return [said], [block] if rows else [], {}
