"""The forms that plain data of a node have, and what is said of data that have none of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from decision_analysis import _checks
from decision_analysis.errors import LISTED
from decision_analysis.trees.nodes import Node, shown

FORMS = {
    "decision": ("decision", "options", "payoff"),
    "chance": ("chance", "outcomes", "payoff"),
    "terminal": ("terminal",),
    "again": ("again", "discount", "payoff"),
}


def form_of(entry: Any) -> str | None:
    if not isinstance(entry, Mapping):
        return None
    return next((form for form in FORMS if form in entry), None)


def title_of(entry: Any, form: str | None) -> str:
    return (
        f"{form} {shown(entry[form])}"
        if form in ("decision", "chance", "again")
        else form or "node"
    )


def below(entry: Any) -> list[tuple[Any, Any]]:
    """Return the labelled children of an entry, as far as its form can be read."""
    form = form_of(entry)
    branches = (
        entry.get("options" if form == "decision" else "outcomes")
        if form in ("decision", "chance")
        else None
    )
    if not isinstance(branches, Mapping):
        return []
    if form == "decision":
        return list(branches.items())
    return [
        (label, o["then"])
        for label, o in branches.items()
        if isinstance(o, Mapping) and "then" in o
    ]


def is_numeric(entry: Mapping[Any, Any]) -> bool:
    return all(not isinstance(value, Mapping | str | None) for value in entry.values())


def unknown_keys(entry: Mapping[str, Any], form: str) -> list[str]:
    a, keys = "an" if form == "again" else "a", FORMS[form]
    return [
        f"unknown key {shown(key)}{_near(key, keys)}; {a} {form} has {list(keys)}"
        for key in entry
        # by hash: a key may be of a kind that does not say whether it equals another
        if key not in frozenset(keys)
    ]


def misplaced(entry: Mapping[Any, Any]) -> str:
    """Say what is wrong with a mapping that has none of the forms.

    A key is misspelled, or it holds options or outcomes alone.
    """
    # the nearest form, if a key is a misspelled one
    near = next((hint for key in entry if (hint := _near(key, tuple(FORMS)))), "")
    values = entry.values()
    if not near and all(isinstance(value, Mapping | Node | float | int) for value in values):
        if any(isinstance(value, Mapping) and "then" in value for value in values):
            return (
                f"outcomes {_checks.listed(entry)} must stand in {{'chance': name, 'outcomes':"
                " {label: ...}}"
            )
        if not any(key in frozenset(form) for form in FORMS.values() for key in entry):
            return (
                f"options {_checks.listed(entry)} must stand in {{'decision': name, 'options':"
                " {label: node}}"
            )
    return (
        f"must have one of the keys {list(FORMS)}, or be numbers by attribute; got"
        f" {_checks.listed(entry)}{near}"
    )


def _near(key: Any, known: tuple[str, ...]) -> str:
    near = _checks.nearest(key, known)
    return f" (did you mean {near!r}?)" if near else ""


def wrong_outcome(outcome: Any) -> str:
    """Say what an outcome has in place of a probability and what follows."""
    if not isinstance(outcome, Mapping):
        return f"got {shown(outcome)}"
    keys = ("probability", "then")
    missing = [key for key in keys if key not in outcome]
    unknown = [key for key in outcome if key not in frozenset(keys)]
    hints = "".join(_near(key, keys) for key in unknown[:LISTED])
    wrong = f"unknown {_checks.listed(unknown)}{hints}"
    return ", ".join([f"missing {missing}"] * bool(missing) + [wrong] * bool(unknown))
