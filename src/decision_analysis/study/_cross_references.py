"""What a study's parts must have in common: names, sources, a tree that can be built, scales."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from typing import Any, TypeAlias

from decision_analysis import _checks
from decision_analysis.errors import DecisionAnalysisError
from decision_analysis.io.documents import Trail, keys
from decision_analysis.study._study import Study

Locate: TypeAlias = Callable[[Sequence[str]], str]
"""From keys to the place to name in messages."""

_WITH_SOURCES = (
    "criteria",
    "alternatives",
    "judgements",
    "parameters",
    "predictions",
    "stakeholders",
    "evidence",
)


def name_clashes(data: Mapping[str, Any], locate: Locate) -> list[str]:
    """Name the numbers that are judged, predicted or derived more than once."""
    given = [p for entry in data.get("predictions", {}).values() for p in entry["gives"].values()]
    names = [*data.get("parameters", {}), *given, *data.get("derived", {})]
    return [
        f"{locate(['parameters'])}: {name!r} is given more than once"
        for name in _checks.repeats(names)
    ]


def unknown_sources(data: Mapping[str, Any], locate: Locate) -> Iterator[str]:
    """Yield the statements that sources name and that are not there, part by part."""
    for part in _WITH_SOURCES:
        yield from _unknown_sources(data.get(part, {}), (None, part), data["statements"], locate)


def _unknown_sources(
    data: Any, place: Trail, statements: Collection[str], locate: Locate
) -> Iterator[str]:
    todo: list[tuple[Any, Trail]] = [(data, place)]
    seen: set[int] = set()
    while todo:
        # by identity: aliases in YAML make one object of what stands in several places
        entry, trail = todo.pop()
        if not isinstance(entry, Mapping | list) or id(entry) in seen:
            continue
        seen.add(id(entry))
        if isinstance(entry, Mapping) and isinstance(entry.get("source"), list):
            for statement in entry["source"]:
                if statement not in statements:
                    where = locate(list(map(str, keys(trail))))
                    yield f"{where}: unknown statement {statement!r} as source"
        items = entry.items() if isinstance(entry, Mapping) else enumerate(entry)
        todo += [(child, (trail, key)) for key, child in reversed(list(items))]


def tree_problems(study: Study, locate: Locate) -> list[str]:
    """Say why the tree cannot be built, if it cannot."""
    try:
        study.strategies()
    except DecisionAnalysisError as error:
        return [f"{locate(['tree'])}: {error.message}"]
    return []


def off_the_scale(study: Study, locate: Locate) -> Iterator[str]:
    """Yield the judgements whose range leaves the anchored scale of their criterion."""
    pairs = itertools.product(study.alternatives, (criterion.name for criterion in study.criteria))
    for alternative, criterion in pairs:
        parameter = study.judgements[f"{alternative}: {criterion}"]
        low, high = study.ranges[criterion]
        # without a range the judgement itself must lie on the scale
        ends = [parameter.base if end is None else end for end in (parameter.low, parameter.high)]
        if ends[0] < low or ends[1] > high:
            place = locate(["judgements", alternative, criterion])
            got = f"{ends[0]:g} to {ends[1]:g}"
            yield f"{place}: must lie on the scale [{low:g}, {high:g}]; got {got}"
