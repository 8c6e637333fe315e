"""Plain data to YAML text that readers of 1.1 and 1.2 read alike, without recursion."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

from decision_analysis import _render
from decision_analysis._arrays import optional_import
from decision_analysis._limits import DEEPEST_YAML, MOST_ALIASED_ENTRIES
from decision_analysis.errors import InvalidInputError
from decision_analysis.io.documents._plain import counted_as, has_containers

WIDTH = 110

# What readers of YAML 1.1 take for booleans or null (https://yaml.org/type/bool.html), and we
# therefore quote.
_WORDS = frozenset(("y", "n", "yes", "no", "on", "off", "true", "false", "null"))


def yaml_text(data: dict[str, Any]) -> str:
    """Write plain data as YAML; shared parts become aliases."""
    yaml = optional_import("yaml", extra="yaml")
    # the emitter in C, where PyYAML was built with it
    dumper = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
    text: str = yaml.emit(_events(yaml, data), Dumper=dumper, allow_unicode=True, width=WIDTH)
    return text


def _events(yaml: Any, data: dict[str, Any]) -> Iterator[Any]:
    """Yield the events of PyYAML's emitter for plain data, without recursion."""
    shared = _shared(data)
    anchors: dict[int, str] = {}
    yield yaml.StreamStartEvent()
    yield yaml.DocumentStartEvent(explicit=False)
    todo: list[Any] = [(data,)]
    depth = 0
    while todo:
        step = todo.pop()
        # the end of a mapping or list, put there when it was begun
        if not isinstance(step, tuple):
            depth -= 1
            yield step
            continue
        value = step[0]
        if not isinstance(value, dict | list):
            yield _scalar(yaml, value)
            continue
        # what was written once is an alias; what will be met again gets an anchor
        if id(value) in anchors:
            yield yaml.AliasEvent(anchors[id(value)])
            continue
        if id(value) in shared:
            anchors[id(value)] = f"a{len(anchors) + 1}"
        depth += 1
        if depth > DEEPEST_YAML:
            raise InvalidInputError(
                f"YAML must not nest deeper than {DEEPEST_YAML:,} levels; JSON may"
            )
        start, end = (
            (yaml.MappingStartEvent, yaml.MappingEndEvent)
            if isinstance(value, dict)
            else (yaml.SequenceStartEvent, yaml.SequenceEndEvent)
        )
        yield start(anchors.get(id(value)), None, True, flow_style=not value or _is_short(value))
        # entries come off the stack in their order, then the end
        todo.append(end())
        entries = (
            [part for pair in value.items() for part in pair] if isinstance(value, dict) else value
        )
        todo.extend((entry,) for entry in reversed(entries))
    yield yaml.DocumentEndEvent(explicit=False)
    yield yaml.StreamEndEvent()


def _scalar(yaml: Any, value: Any) -> Any:
    if not isinstance(value, str):
        # 1e3 needs a point in YAML 1.1, which other readers follow
        text = "null" if value is None else re.sub(r"^(-?\d+)e", r"\1.0e", json.dumps(value))
        return yaml.ScalarEvent(None, None, (True, False), text)
    # quotes for all that a reader could take for a number, a boolean or syntax
    plain = (
        (value[:1].isalpha() or value[:1] == "$")
        and value.isprintable()
        and value.lower() not in _WORDS
    )
    return yaml.ScalarEvent(
        None, None, (plain, True), value, style=None if value.isprintable() else _style(value)
    )


def _style(text: str) -> str:
    """Choose a literal block for lines of ordinary text, escapes for everything else."""
    lines = text.removesuffix("\n").split("\n")
    ordinary = text[0].isalpha() and all(
        line.isprintable() and line == line.strip() for line in lines
    )
    return "|" if "\n" in text and ordinary else '"'


def _is_short(value: dict[str, Any] | list[Any]) -> bool:
    """Say whether a mapping or list has no others inside and fits on a line."""
    if has_containers(value) or len(value) > WIDTH:
        return isinstance(value, list) and not has_containers(value)
    return len(str(value)) < WIDTH - 10


def _shared(data: Any) -> set[int]:
    """Return the identities of the mappings and lists that stand in several places.

    `read` counts what aliases stand for, and refuses files that say much more than they show; so
    does this.
    """
    places: Counter[int] = Counter()
    sizes: dict[int, int] = {}
    todo: list[tuple[Any, bool]] = [(data, False)]
    while todo:
        value, done = todo.pop()
        inside = list(value.values()) if isinstance(value, dict) else value
        if done:
            # all inside is done: its size is known
            sizes[id(value)] = 1 + sum(
                sizes.get(id(entry)) or counted_as(entry) for entry in inside
            )
        elif isinstance(value, dict | list) and value:
            places[id(value)] += 1
            if places[id(value)] == 1:
                # the value again below its entries, so that their sizes are known when it comes up
                todo.append((value, True))
                todo.extend((entry, False) for entry in inside)
    # each place after the first repeats the whole content
    repeated = sum((count - 1) * sizes[key] for key, count in places.items())
    if repeated > MOST_ALIASED_ENTRIES:
        raise InvalidInputError(
            f"what stands in several places must not be more than"
            f" {MOST_ALIASED_ENTRIES:,} entries when"
            f" it is written out; got {_render.count(repeated)}"
        )
    return {key for key, count in places.items() if count > 1}
