"""Cutting a task to what one chunk needs, so that it travels with its own rows only."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from typing import Any, TypeVar

T = TypeVar("T", bound=Any)


def cut(task: T, chunk: int, rows: int) -> T:
    """Return the task with what one chunk needs, and no other rows."""
    needed: Callable[[int, int], T] | None = getattr(task, "cut", None)
    return task if needed is None else needed(chunk, rows)


def cut_parts(whole: T, chunk: int, rows: int, *names: str) -> T:
    """Return a dataclass with some of its parts cut; itself where they are needed as they are.

    A part may be None.
    """
    before = {name: getattr(whole, name) for name in names}
    parts = {name: part if part is None else part.cut(chunk, rows) for name, part in before.items()}
    changed = any(part is not before[name] for name, part in parts.items())
    return dataclasses.replace(whole, **parts) if changed else whole
