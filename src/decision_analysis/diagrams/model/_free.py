"""`free`: names of ours beside those of users."""

from __future__ import annotations

from collections.abc import Container


def free(wanted: str, taken: Container[str]) -> str:
    """Return a name of ours, in brackets where users have it themselves."""
    while wanted in taken:
        wanted = f"({wanted})"
    return wanted
