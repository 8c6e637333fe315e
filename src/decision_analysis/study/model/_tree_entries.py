"""What stands at the entries of a tree of plain data, read without recursion."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import Any

from decision_analysis import trees


def below(entry: Any) -> tuple[list[Any], list[Any]]:
    """Return the probabilities of an entry's branches, and where these lead."""
    if isinstance(entry, Mapping) and "decision" in entry:
        return [1.0] * len(entry["options"]), list(entry["options"].values())
    if isinstance(entry, Mapping) and "chance" in entry:
        branches = list(entry["outcomes"].values())
        chances = [branch["probability"] for branch in branches]
        rest = [trees.REST if chance == "rest" else chance for chance in chances]
        return rest, [branch["then"] for branch in branches]
    return [], []


def payoff_at(entry: Any) -> Any:
    """Return what stands at an entry: a number or expression, these by attribute, or None."""
    if not isinstance(entry, Mapping):
        return entry
    inner = "decision" in entry or "chance" in entry
    return entry.get("payoff") if inner else entry.get("terminal", entry)


def columns(data: Any) -> tuple[list[Any], list[Any]]:
    """Return the entries for probabilities and payoffs, breadth first, every path written out."""
    probability: list[Any] = [1.0]
    entries = [data]
    for entry in entries:
        chances, children = below(entry)
        probability += chances
        entries += children
    return probability, [payoff_at(entry) for entry in entries]


def expressions(data: Any) -> list[str]:
    """Return the expressions, each once."""
    found: dict[str, None] = {}
    seen: set[int] = set()
    entries = [data]
    for entry in entries:
        # a mapping may stand in several places, and even inside itself
        if isinstance(entry, Mapping):
            if id(entry) in seen:
                continue
            seen.add(id(entry))
        chances, children = below(entry)
        entries += children
        payoff = payoff_at(entry)
        numbers = [*chances, *(payoff.values() if isinstance(payoff, Mapping) else [payoff])]
        found |= dict.fromkeys(number for number in numbers if isinstance(number, str))
    return list(found)


def mappings(data: Any) -> list[Mapping[Any, Any]]:
    """Return all mappings of plain data, each once."""
    found: dict[int, Mapping[Any, Any]] = {}
    todo = [data]
    while todo:
        entry = todo.pop()
        if isinstance(entry, Mapping) and id(entry) not in found:
            found[id(entry)] = entry
            todo += entry.values()
    return list(found.values())


def merged(data: Any) -> Any:
    """Return the same data in which mappings that say the same are one object.

    No mapping may stand inside itself.
    """
    # what says the same as each mapping, by its id, and by what it says
    same: dict[int, Any] = {}
    known: dict[Hashable, Any] = {}
    todo: list[tuple[Any, bool]] = [(data, False)]
    while todo:
        entry, done = todo.pop()
        if not isinstance(entry, Mapping) or id(entry) in same:
            continue
        if not done:
            todo.append((entry, True))
            todo += [(child, False) for child in entry.values()]
            continue
        items = {key: same.get(id(child), child) for key, child in entry.items()}
        says = tuple((key, _says(child)) for key, child in items.items())
        same[id(entry)] = known.setdefault(says, items)
    return same.get(id(data), data)


def _says(child: Any) -> Hashable:
    # numbers and texts by what they are, everything else as the object that it is
    return (type(child), child) if isinstance(child, str | int | float) else id(child)
