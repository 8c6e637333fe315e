"""Whose preferences: weights of a study and its stakeholders, in whatever form they were given."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, Literal

from decision_analysis import _checks, weights
from decision_analysis.study.model import Constraint, Stakeholder
from decision_analysis.study.reading._judged import note_date
from decision_analysis.study.reading._notes import Notes, as_text

FORMS = ("order", "swing", "direct", "intervals", "bounds", "ahp")
"""Keys that say in which form weights are given; else they are numbers by criterion."""

READER = "the decision maker"
"""Whose the weights are where no stakeholder has them."""

_VERSUS = re.compile(r"\s*[>/]\s*")


def voices_of(
    data: Mapping[str, Any], criteria: tuple[str, ...], notes: Notes
) -> tuple[dict[str, Stakeholder], str]:
    """Return the stakeholders, and the name of the one who decides; empty where nobody is said."""
    found: dict[str, Stakeholder] = {}
    given = data.get("stakeholders", {})
    for name, entry in given.items():
        made = _stakeholder(name, entry, criteria, notes)
        if made is not None:
            found[name] = made
    if "decides" in data:
        who = str(data["decides"])
        notes.known(["decides"], "stakeholder", who, given)
        if "weights" in data:
            notes.note(["weights"], f"must be left out where {who!r} decides, by his own weights")
        return found, who
    # weights of nobody in particular, or none, are those of whoever reads the study; where a unit
    # of effect has a price, that is the preference
    if "weights" in data or (criteria and not given and "cost_effectiveness" not in data):
        who = READER
        if who in found:
            notes.note(["weights"], f"a stakeholder is called {READER!r}: say who `decides`")
        made = _of_reader(data.get("weights"), criteria, notes)
        return ({**found, who: made} if made else found), who
    return found, next(iter(found)) if len(given) == 1 and found else ""


def _of_reader(given: Any, criteria: tuple[str, ...], notes: Notes) -> Stakeholder | None:
    if not criteria:
        notes.note(["weights"], "need criteria: a table, or a tree with payoffs by criterion")
        return None
    # of one criterion nothing is left to weigh
    known = {"points": {criteria[0]: 1.0}, "form": "numbers"} if len(criteria) == 1 else {}
    form = _form(given, criteria, ["weights"], notes) if given is not None else known
    if form is None:
        return None
    with notes.at(["weights"]):
        return Stakeholder(READER, "", criteria, anonymous=True, **_full(form))
    return None


def _stakeholder(
    name: str, entry: Mapping[str, Any], criteria: tuple[str, ...], notes: Notes
) -> Stakeholder | None:
    keys = ["stakeholders", name]
    if not criteria:
        notes.note(keys, "need criteria: a table, or a tree with payoffs by criterion")
        return None
    constraints = _constraints(entry, criteria, keys, notes)
    given = entry.get("weights")
    at = [*keys, "weights"] if given is not None else keys
    form = _form(given, criteria, at, notes) if given is not None else {}
    if form is None or constraints is None:
        return None
    with notes.at(at):
        return Stakeholder(
            name,
            entry.get("description", ""),
            criteria,
            constraints=constraints,
            source=as_text(entry.get("source", "")),
            rationale=entry.get("rationale", ""),
            **_full(form),
        )
    return None


def _full(form: Mapping[str, Any]) -> dict[str, Any]:
    return {"orders": (), "form": "unknown: all weights are possible", **form}


def _form(
    given: Any, criteria: tuple[str, ...], keys: Sequence[str | int], notes: Notes
) -> dict[str, Any] | None:
    """Return the fields of a stakeholder that hold weights; None where a fault was noted."""
    if isinstance(given, str):
        given = {"order": given}
    forms = [key for key in given if key in FORMS and not _checks.is_number(given[key])]
    if not forms:
        return _points({"direct": given}, "direct", criteria, keys, notes, ())
    before = notes.count
    for key in given:
        notes.known([*keys, key], "form of weights", key, FORMS)
    exact = [key for key in forms if key in ("swing", "direct", "ahp")]
    if len(exact) + ("order" in forms) > 1:
        notes.note(keys, f"must be given in one form; got {_checks.listed(forms)}")
    found: dict[str, Any] = {}
    said = []
    if "order" in forms:
        orders = given["order"]
        found["orders"] = (orders,) if isinstance(orders, str) else tuple(orders)
        said.append("an order: all weights that agree with it are possible")
        _known_in_orders(given["order"], criteria, [*keys, "order"], notes)
    for key in exact[:1]:
        found |= _points(given, key, criteria, keys, notes, (key,)) or {}
        said.append(found.get("form", ""))
    limits: dict[str, tuple[float, float]] = {}
    for key in ("intervals", "bounds"):
        for name, pair in given.get(key, {}).items() if key in forms else ():
            at = [*keys, key, name]
            if notes.known(at, "criterion", name, criteria) and _is_pair(pair):
                limits[name] = (float(pair[0]), float(pair[1]))
            elif not _is_pair(pair):
                notes.note(at, f"must be [low, high]; got {pair!r}")
    if limits:
        found["bounds"] = limits
        said.append("intervals: all weights within them are possible")
    if notes.count > before:
        return None
    return {**found, "form": "; ".join(said)}


def _is_pair(pair: Any) -> bool:
    return isinstance(pair, list) and len(pair) == 2 and all(map(_checks.is_number, pair))


def _known_in_orders(
    given: Any, criteria: tuple[str, ...], keys: Sequence[str | int], notes: Notes
) -> None:
    """Note what an order names that is no criterion; the rest is the weight space's to judge."""
    orders: Sequence[Any] = [given] if isinstance(given, str) else given
    if len(orders) > 1 and set(orders) <= set(criteria):
        notes.note(keys, f"must be text; write '{' > '.join(orders)}'")
        return
    for order in orders:
        if not isinstance(order, str):
            notes.note(keys, f"must be text such as 'a > b > c'; got {order!r}")
            continue
        names = [name.strip() for name in re.split(r"[>=]", order)]
        if "" in names:
            notes.note(keys, f"must name a criterion on either side of each sign; got {order!r}")
            continue
        # sums and ratios are terms of a weight space, too
        plain = [name for name in names if name in criteria or not re.search(r"[+*0-9]", name)]
        for name in plain:
            notes.known(keys, "criterion", name, criteria)
        left = [name for name in criteria if name not in plain]
        # one order as text that leaves criteria out has rather forgotten them
        if left and isinstance(given, str) and set(plain) <= set(criteria):
            notes.note(
                keys,
                f"must name all criteria; missing {_checks.listed(left)} (a list of orders,"
                " [a > b, a > c], may leave criteria out)",
            )


def _points(
    given: Mapping[str, Any],
    key: str,
    criteria: tuple[str, ...],
    keys: Sequence[str | int],
    notes: Notes,
    inner: tuple[str, ...],
) -> dict[str, Any] | None:
    """Return exact weights: numbers, the points of a swing, or priorities of the AHP."""
    at = [*keys, *inner]
    if key == "ahp":
        return _ahp(given["ahp"], criteria, at, notes)
    points = given[key]
    if not isinstance(points, Mapping):
        notes.note(at, f"must be a mapping of numbers by criterion; got {points!r}")
        return None
    before = notes.count
    missing = notes.all_known(at, "criterion", points, criteria)
    for name, number in points.items():
        if not _checks.is_number(number):
            notes.note([*at, name], f"must be a number; got {number!r}")
    if missing:
        notes.note(at, f"must have a number for each criterion; missing {_checks.listed(missing)}")
    if notes.count > before:
        return None
    words = {"swing": "points of a swing, used as exact weights", "direct": "numbers"}
    return {"points": {name: float(points[name]) for name in criteria}, "form": words[key]}


def _ahp(
    given: Any, criteria: tuple[str, ...], keys: Sequence[str | int], notes: Notes
) -> dict[str, Any] | None:
    """Return the priorities of pairwise comparisons: a matrix, or {'a > b': 3}."""
    comparisons: Any = given
    if isinstance(given, Mapping):
        comparisons = {}
        for text, ratio in given.items():
            pair = tuple(_VERSUS.split(text.strip()))
            if len(pair) != 2:
                notes.note([*keys, text], f"must compare two criteria, 'a > b'; got {text!r}")
                return None
            for name in pair:
                if not notes.known([*keys, text], "criterion", name, criteria):
                    return None
            comparisons[pair] = ratio
    with notes.at(keys):
        found = weights.ahp(comparisons, names=list(criteria))
        points = found.as_dict()
        ratio = found.consistency_ratio
        said = "" if ratio is None else f", consistency ratio {float(ratio):.3f}"
        return {
            "points": {name: float(points[name]) for name in criteria},
            "form": f"pairwise comparisons (AHP){said}",
        }
    return None


def _constraints(
    entry: Mapping[str, Any],
    criteria: tuple[str, ...],
    keys: Sequence[str | int],
    notes: Notes,
) -> tuple[Constraint, ...] | None:
    found = []
    before = notes.count
    for i, limit in enumerate(entry.get("constraints", [])):
        at = [*keys, "constraints", i]
        kind: Literal["at_least", "at_most"] = "at_least" if "at_least" in limit else "at_most"
        note_date(limit.get("date", ""), at, notes)
        if notes.known([*at, "criterion"], "criterion", limit["criterion"], criteria):
            with notes.at(at):
                found.append(
                    Constraint(
                        limit["criterion"],
                        kind,
                        float(limit[kind]),
                        as_text(limit.get("source", "")),
                        limit.get("rationale", ""),
                    )
                )
    return None if notes.count > before else tuple(found)
