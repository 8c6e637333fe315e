"""`run`: steps that wait for other steps, so that what would recurse needs no depth."""

from __future__ import annotations

from collections.abc import Generator
from typing import Any, TypeAlias

Task: TypeAlias = "Generator[Task, Any, Any]"
"""A step that gives the steps it waits for and gets what they return."""


def run(task: Task) -> Any:
    """Go through a step and those that it waits for, with one stack."""
    stack, value = [task], None
    while stack:
        try:
            waited_for = stack[-1].send(value)
        except StopIteration as end:
            stack.pop()
            value = end.value
        else:
            stack.append(waited_for)
            value = None
    return value
