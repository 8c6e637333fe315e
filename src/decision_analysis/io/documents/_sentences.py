"""What breaks a schema, in words for people."""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from decision_analysis._checks import listed
from decision_analysis._checks import nearest as nearest
from decision_analysis._shown import shown

_TYPES = {
    "object": "a mapping",
    "array": "a list",
    "string": "text",
    "number": "a number",
    "integer": "a whole number",
    "null": "nothing",
}


def got(value: Any) -> str:
    """Write a value that was found, shortly."""
    if value is None:
        return "nothing"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Mapping):
        return (
            "a mapping of"
            f" {', '.join(map(shown, list(value)[:3]))}{', ...' if len(value) > 3 else ''}"
            if value
            else "{}"
        )
    if isinstance(value, list):
        return f"a list of {len(value)}"
    text = shown(value)
    return text if len(text) <= 60 else f"{text[:57]}..."


def wrong_type(value: Any, kinds: Sequence[str]) -> str:
    """Say which types are allowed."""
    return f"must be {_or([_TYPES[kind] for kind in kinds])}; got {got(value)}"


def not_one_of(value: Any, allowed: Sequence[Any]) -> str:
    """Say which values are allowed, and which of them may be meant."""
    near = nearest(value, [entry for entry in allowed if isinstance(entry, str)])
    words = repr(allowed[0]) if len(allowed) == 1 else f"one of {listed(allowed)[1:-1]}"
    return f"must be {words}; got {got(value)}{_hint(near)}"


def unknown_key(key: str, meant: str | None, known: Collection[str], value: Any = ...) -> str:
    """Say that a key is unknown, and which one may be meant or which are known."""
    said = f"unknown key {shown(key)}" + (_hint(meant) or f"; known are {listed(known)[1:-1]}")
    # in YAML a comma inside of braces ends a text: {rationale: short ways, much traffic}
    torn = value is None and meant is None and " " in key
    return f"{said} (a text with a comma inside of {{}} stands in quotes)" if torn else said


def not_exactly_one(choices: Sequence[str], given: Sequence[str]) -> str:
    """Say that one key of several must be there."""
    return (
        f"must have exactly one of the keys {', '.join(map(repr, choices))}; got"
        f" {_and(given) if given else 'none'}"
    )


def wrong_length(value: Collection[Any], low: int, high: float) -> str:
    """Say how many entries a list or mapping must have."""
    if math.isinf(high):
        return (
            "must not be empty"
            if low == 1
            else f"must have at least {low} entries; got {len(value)}"
        )
    return f"must have {low if low == high else f'{low} to {high}'} entries; got {len(value)}"


def out_of_range(value: float, low: float, high: float, exclusive: float) -> str:
    """Say between which bounds a number must lie; bounds that are infinite are none."""
    given = ((exclusive, "greater than"), (low, "at least"), (high, "at most"))
    bounds = " and ".join(f"{words} {bound:g}" for bound, words in given if math.isfinite(bound))
    return f"must be {bounds}; got {shown(value)}"


def _hint(meant: str | None) -> str:
    return f" (did you mean {meant!r}?)" if meant else ""


def _or(words: Sequence[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} or {words[-1]}"


def _and(words: Sequence[str]) -> str:
    return " and ".join(map(repr, words))
