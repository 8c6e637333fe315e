"""`plain`: a copy of nested data that JSON and YAML can hold, or a list of what they cannot."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np

from decision_analysis import _checks
from decision_analysis._limits import ALIASED_CHARACTERS
from decision_analysis._shown import shown
from decision_analysis.errors import InvalidModelError
from decision_analysis.io.documents._builder import no_number, representable
from decision_analysis.io.documents._place import joined


@dataclasses.dataclass(slots=True)
class _Frame:
    """A mapping or list that is being copied."""

    source: Any
    target: dict[Any, Any] | list[Any]
    entries: Iterator[tuple[Any, Any]]
    key: Any = None


def plain(data: Mapping[str, Any]) -> dict[str, Any]:
    """Copy mappings, sequences, numpy numbers and arrays as dicts, lists and numbers.

    Shared parts stay shared. Works without recursion. Raises `InvalidModelError` that lists
    everything else: other objects, keys that are not strings, numbers that are not finite, text
    that is not Unicode, and what contains itself.
    """
    root: list[Any] = []
    frames = [_Frame(None, root, iter([(None, data)]))]
    # by identity: the source, which is kept alive, and its copy
    copies: dict[int, tuple[Any, Any]] = {}
    unfinished: set[int] = set()
    problems: list[str] = []

    def note(problem: str | None) -> None:
        # the keys of all open frames, without that of the document itself
        if problem is not None:
            keys = joined([frame.key for frame in frames[1:]])
            problems.append(f"{keys}: {problem}" if keys else problem)

    while frames:
        frame = frames[-1]
        step = next(frame.entries, None)
        # all inside is copied, so that meeting it again is no circle
        if step is None:
            unfinished.discard(id(frame.source))
            frames.pop()
            continue
        frame.key, value = step
        if isinstance(frame.target, dict):
            note(key_problem(frame.key))
        # of times numpy may make whole numbers
        if isinstance(value, np.ndarray | np.generic) and value.dtype.kind not in "mM":
            value = value.tolist()
        if not isinstance(value, Mapping | list | tuple):
            note(_problem(value))
            _put(frame, _checks.plain(value))
        elif id(value) in unfinished:
            note("must not contain itself")
        elif id(value) in copies:
            _put(frame, copies[id(value)][1])
        else:
            target: dict[Any, Any] | list[Any] = {} if isinstance(value, Mapping) else []
            _put(frame, target)
            # before its content is copied, so that what refers to it finds the copy
            copies[id(value)] = value, target
            unfinished.add(id(value))
            parts = value.items() if isinstance(value, Mapping) else enumerate(value)
            frames.append(_Frame(value, target, iter(parts)))
    if problems:
        raise InvalidModelError(problems)
    copied: dict[str, Any] = root[0]
    return copied


def counted_as(value: Any) -> int:
    """Return as how many entries one without others inside counts where it is repeated."""
    return 1 + len(value) // ALIASED_CHARACTERS if isinstance(value, str) else 1


def has_containers(value: Any) -> bool:
    """Say whether a mapping or list has others inside."""
    if not isinstance(value, dict | list):
        return False
    return any(
        isinstance(entry, dict | list)
        for entry in (value.values() if isinstance(value, dict) else value)
    )


def _put(frame: _Frame, value: Any) -> None:
    if isinstance(frame.target, dict):
        frame.target[_checks.plain(frame.key)] = value
    else:
        frame.target.append(value)


def _problem(value: Any) -> str | None:
    if isinstance(value, str):
        return None if _is_unicode(value) else f"must be Unicode text; got {value!a}"
    if isinstance(value, int | float) and not isinstance(value, bool):
        return None if representable(value) else no_number(shown(value))
    if value is None or isinstance(value, bool):
        return None
    return f"must be plain data; got {type(value).__name__} {shown(value)}"[:200]


def key_problem(key: Any) -> str | None:
    """Say what is wrong with the key of a mapping, if anything is."""
    if isinstance(key, str) and _is_unicode(key):
        return None
    return (
        "keys must be strings of Unicode text; got"
        f" {ascii(key) if isinstance(key, str) else shown(key)}"
    )


def _is_unicode(text: str) -> bool:
    return text.isascii() or not any("\ud800" <= character <= "\udfff" for character in text)
