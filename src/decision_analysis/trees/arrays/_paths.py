"""Paths: the labels from root to node, and how messages write them."""

from __future__ import annotations

from typing import TypeAlias

from decision_analysis._shown import shown

Path: TypeAlias = tuple[str, ...]

LONG = 12
FORM = "path must be a tuple of option and outcome labels from the root"


def join(path: Path) -> str:
    """Write the labels of a path, a long one abbreviated in the middle.

    Whatever else users give for a label is shown.
    """
    if len(path) > LONG:
        path = (*path[:4], f"... {len(path) - 8} more ...", *path[-4:])
    return " > ".join(label if isinstance(label, str) else shown(label) for label in path)


def write(path: Path) -> str:
    """Write a path for a message."""
    return f"at {join(path)!r}" if path else "at the root"
