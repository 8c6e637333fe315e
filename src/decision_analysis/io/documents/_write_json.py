"""Plain data to JSON text, without recursion; what holds only scalars stays on one line."""

from __future__ import annotations

import json
from typing import Any

from decision_analysis._limits import MOST_JSON_ENTRIES
from decision_analysis.errors import InvalidInputError
from decision_analysis.io.documents._plain import has_containers

_INDENTED = 20  # levels: a chain 10,000 deep would be spaces for the most part


def json_text(data: dict[str, Any], most: int = MOST_JSON_ENTRIES) -> str:
    """Write plain data as JSON; what stands in several places is written each time.

    More entries than `most` are refused.
    """
    parts: list[str] = []
    todo: list[str | tuple[Any, int]] = [(data, 0)]
    count = 0
    while todo:
        step = todo.pop()
        if isinstance(step, str):
            parts.append(step)
            continue
        value, depth = step
        count += len(value) if isinstance(value, dict | list) else 0
        if count > most:
            raise InvalidInputError(
                f"JSON must not have more than {most:,} entries; YAML repeats less"
            )
        if not has_containers(value):
            parts.append(json.dumps(value, ensure_ascii=False, allow_nan=False))
            continue
        outer, inner = ("\n" + "  " * min(level, _INDENTED) for level in (depth, depth + 1))
        mapping = isinstance(value, dict)
        following: list[str | tuple[Any, int]] = ["{" if mapping else "["]
        # pieces of text and values that are still to be written, in the order of the text
        for i, entry in enumerate(value):
            key = json.dumps(entry, ensure_ascii=False) + ": " if mapping else ""
            following += [
                f"{',' if i else ''}{inner}{key}",
                (value[entry] if mapping else entry, depth + 1),
            ]
        following.append(outer + ("}" if mapping else "]"))
        todo += reversed(following)
    return "".join(parts) + "\n"
