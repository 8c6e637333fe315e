"""The tree of a study: from data with expressions to nodes with numbers, without recursion."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from decision_analysis import trees
from decision_analysis.errors import InvalidInputError
from decision_analysis.study.model._evaluate import Evaluator


def tree_of_data(data: Any, values: Mapping[str, Any]) -> Any:
    """Build the nodes of plain data; what stands in several places becomes one shared node."""
    numbers = Evaluator(values)
    made: dict[int, Any] = {}
    unfinished: set[int] = set()
    todo: list[tuple[Any, bool]] = [(data, False)]
    while todo:
        entry, done = todo.pop()
        if not isinstance(entry, Mapping) or id(entry) in made:
            continue
        # its children are made: the node can be
        if done:
            made[id(entry)] = _node(entry, numbers, made)
            unfinished.discard(id(entry))
        # met again before it is done: it stands below itself
        elif id(entry) in unfinished:
            raise InvalidInputError("tree: a node must not stand inside itself")
        else:
            unfinished.add(id(entry))
            todo.append((entry, True))
            # above the node on the stack, so that they are made before it
            todo += [(child, False) for child in _below(entry)]
    return _child(data, numbers, made)


def _below(entry: Mapping[str, Any]) -> list[Any]:
    if "decision" in entry:
        return list(entry["options"].values())
    return [branch["then"] for branch in entry["outcomes"].values()] if "chance" in entry else []


def _node(entry: Mapping[str, Any], numbers: Evaluator, made: Mapping[int, Any]) -> Any:
    payoff = _payoff(entry["payoff"], numbers) if "payoff" in entry else None
    if "decision" in entry:
        options = {label: _child(child, numbers, made) for label, child in entry["options"].items()}
        return trees.Decision(entry["decision"], options, payoff)
    if "chance" not in entry:
        return trees.Terminal(_payoff(entry.get("terminal", entry), numbers))
    outcomes = {}
    for label, branch in entry["outcomes"].items():
        place = f"probability of {label!r} at chance {entry['chance']!r}"
        chance = branch["probability"]
        probability = trees.REST if chance == "rest" else numbers.value(place, chance)
        outcomes[label] = (probability, _child(branch["then"], numbers, made))
    return trees.Chance(entry["chance"], outcomes, payoff)


def _child(entry: Any, numbers: Evaluator, made: Mapping[int, Any]) -> Any:
    return made[id(entry)] if isinstance(entry, Mapping) else numbers.value("tree", entry)


def _payoff(data: Any, numbers: Evaluator) -> Any:
    if isinstance(data, Mapping):
        return {
            attribute: numbers.value(f"payoff {attribute!r}", entry)
            for attribute, entry in data.items()
        }
    return numbers.value("payoff", data)


def is_plain(data: Any) -> bool:
    """Say whether payoffs are numbers, and not by criterion."""
    seen: set[int] = set()
    todo = [data]
    while todo:
        entry = todo.pop()
        if not isinstance(entry, Mapping) or id(entry) in seen:
            continue
        seen.add(id(entry))
        if "decision" in entry:
            todo += entry["options"].values()
        elif "chance" in entry:
            todo += [branch["then"] for branch in entry["outcomes"].values()]
        elif isinstance(entry.get("terminal", entry), Mapping):
            return False
        if isinstance(entry.get("payoff"), Mapping):
            return False
    return True
