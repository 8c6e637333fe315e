"""How large tables may be, free names, and how messages say what would be needed."""

from __future__ import annotations

from collections.abc import Container

LARGEST = 2**27
MOST_PARENTS = 28
AXES = 30  # some functions of numpy take 32
BYTES = 8


def memory(numbers: float) -> str:
    """Write how much memory so many numbers need."""
    size = float(numbers) * BYTES
    for unit in ("bytes", "kB", "MB", "GB", "TB"):
        if size < 1000:
            return f"{size:.3g} {unit}"
        size /= 1000
    return f"{size:.3g} PB"


def free(wanted: str, taken: Container[str]) -> str:
    """Return a name of ours, in brackets where users have it themselves."""
    while wanted in taken:
        wanted = f"({wanted})"
    return wanted
