"""What a study says and no question reads: refused by name, as it is rather a mistake."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from decision_analysis import _checks
from decision_analysis.study.model import Study, has_choice, has_tree, has_tree_by_criteria
from decision_analysis.study.reading._notes import Notes

_PLAIN = "a tree whose payoffs are plain numbers, or a diagram"


def _plain(study: Study) -> bool:
    return study.plain_tree or study.diagram is not None


def _scored(study: Study) -> bool:
    """Say whether methods score alternatives or strategies."""
    strategies = has_tree_by_criteria(study) and len(study.criteria) > 1
    return study.decider is not None and (bool(study.alternatives) or strategies)


def _with_veto(study: Study) -> bool:
    vetoed = any(method.has_veto for method in study.methods.values())
    return _scored(study) and has_tree_by_criteria(study) and len(study.criteria) > 1 and vetoed


_READ: dict[str, tuple[Callable[[Study], bool], str]] = {
    "unit": (_plain, f"is that of {_PLAIN}; criteria have units of their own"),
    "goal": (_plain, f"is that of {_PLAIN}; criteria have goals of their own"),
    "risk_tolerance": (
        lambda study: (
            study.plain_tree or (has_tree_by_criteria(study) and study.decider is not None)
        ),
        "needs a tree with plain payoffs, or one by criterion and who `decides`",
    ),
    "scale": (lambda study: bool(study.criteria), "is that of criteria"),
    "methods": (
        _scored,
        "needs a table, or a tree with payoffs by two criteria or more, and who `decides`",
    ),
    "veto_levels": (
        _with_veto,
        "needs a tree with payoffs by two criteria or more, who `decides`, and a method with a"
        " veto",
    ),
    "nodes": (has_tree, "has pieces of a tree"),
    "scenarios": (
        has_choice,
        "needs a tree with plain payoffs, or a table or tree and who `decides`",
    ),
}
"""By block which studies read it, and what it is about or needs."""


def note_unread(study: Study, data: Mapping[str, Any], notes: Notes) -> None:
    """Note the blocks that no question of this study reads."""
    for block, (read, needs) in _READ.items():
        if block in data and not read(study):
            notes.note([block], f"is not read in this study: it {needs}")


def note_unused(study: Study, data: Mapping[str, Any], notes: Notes) -> None:
    """Note judged, predicted and derived numbers that nothing uses."""
    used = study.used
    _note(["parameters"], list(data.get("parameters", {})), used, notes)
    _note(["derived"], list(study.derived), used, notes)
    for entry in study.predictions:
        kind = entry.name.removeprefix(f"{entry.of}, ")
        keys = ["predictions", entry.of or entry.name]
        keys += ["types", kind] if entry.name != keys[-1] else []
        if not used & set(entry.gives.values()):
            notes.note(keys, "gives nothing that is used")
            continue
        own = "gives" in data["predictions"][keys[1]].get("types", {}).get(kind, {})
        for option, name in entry.gives.items():
            if name not in used:
                place = [*(keys if own else keys[:2]), "gives", option]
                notes.note(place, f"gives {name!r}, which is never used")


def _note(keys: list[str], names: Sequence[str], used: frozenset[str], notes: Notes) -> None:
    others = sorted(used.difference(names))

    def said(name: str) -> str:
        near = _checks.nearest(name, others)
        return f"is never used{f' (for {near!r}?)' if near else ''}"

    for name in names:
        if name not in used:
            notes.note([*keys, name], partial(said, name))
