"""What is wrong with the numbers of a tree, each fault at the entry that it stands in."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from decision_analysis import _checks, trees
from decision_analysis.errors import DecisionAnalysisError, InvalidModelError
from decision_analysis.io.documents import Trail
from decision_analysis.study.model import Evaluator

_AT = "@"

Fault = tuple[Trail, str]


def tree_faults(data: Any, values: Mapping[str, Any], criteria: Collection[str]) -> Iterator[Fault]:
    """Yield the faults of plain data, with trails into these, at some values of the numbers.

    `criteria` are those that payoffs may name; of a tree of plain numbers there are none. What
    stands in several places is looked at once.
    """
    numbers = Evaluator(values)
    for trail, entry in entries(data):
        yield from faults_at(trail, entry, numbers, criteria)


def entries(data: Any) -> Iterator[tuple[Trail, Any]]:
    """Yield the nodes of plain data with the trails to them, each once, parents first."""
    seen: set[int] = set()
    todo: list[tuple[Trail, Any]] = [(None, data)]
    while todo:
        trail, entry = todo.pop()
        if not isinstance(entry, Mapping):
            yield trail, entry
            continue
        if id(entry) in seen:
            continue
        seen.add(id(entry))
        yield trail, entry
        if "decision" in entry:
            options = (trail, "options")
            todo += [((options, label), child) for label, child in entry["options"].items()][::-1]
        elif "chance" in entry:
            outcomes = (trail, "outcomes")
            todo += [
                (((outcomes, label), "then"), branch["then"])
                for label, branch in entry["outcomes"].items()
            ][::-1]


def faults_at(
    trail: Trail, entry: Any, numbers: Evaluator, criteria: Collection[str]
) -> Iterator[Fault]:
    """Yield the faults of one node itself; its numbers may be samples."""
    if not isinstance(entry, Mapping):
        yield from _number(entry, trail, numbers)
    elif "decision" in entry:
        yield from _payoff(entry.get("payoff"), (trail, "payoff"), numbers, criteria)
    elif "chance" in entry:
        yield from _payoff(entry.get("payoff"), (trail, "payoff"), numbers, criteria)
        yield from _chances(entry, (trail, "outcomes"), numbers)
    elif "terminal" in entry:
        yield from _payoff(entry["terminal"], (trail, "terminal"), numbers, criteria)
    else:
        yield from _payoff(entry, trail, numbers, criteria)


def _number(entry: Any, trail: Trail, numbers: Evaluator) -> Iterator[Fault]:
    try:
        numbers.value(_AT, entry)
    except DecisionAnalysisError as error:
        yield trail, error.message.removeprefix(f"{_AT}: ")


def _payoff(
    entry: Any, trail: Trail, numbers: Evaluator, criteria: Collection[str]
) -> Iterator[Fault]:
    if entry is None:
        return
    if not isinstance(entry, Mapping):
        yield from _number(entry, trail, numbers)
        return
    for name, amount in entry.items():
        if criteria and name not in criteria:
            near = _checks.nearest(name, list(criteria))
            hint = f" (did you mean {near!r}?)" if near else ""
            yield (trail, name), f"unknown criterion {name!r}{hint}"
        yield from _number(amount, (trail, name), numbers)


def _chances(entry: Mapping[str, Any], outcomes: Trail, numbers: Evaluator) -> Iterator[Fault]:
    """Yield what is wrong with probabilities: each by itself, or else all together."""
    found: dict[str, Any] = {}
    wrong = False
    for label, branch in entry["outcomes"].items():
        chance = branch["probability"]
        if chance == "rest":
            found[label] = (trees.REST, 0.0)
            continue
        for fault in _number(chance, ((outcomes, label), "probability"), numbers):
            wrong = True
            yield fault
        if not wrong:
            found[label] = (numbers.value(_AT, chance), 0.0)
    if wrong:
        return
    try:
        trees.Chance(entry["chance"], found)
    except InvalidModelError as error:
        for problem in error.problems:
            yield outcomes, problem
