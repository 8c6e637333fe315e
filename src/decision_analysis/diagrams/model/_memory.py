"""`memory`: how messages say how much memory a table would need."""

from __future__ import annotations

BYTES = 8  # of a float


def memory(numbers: float) -> str:
    """Write how much memory so many numbers need."""
    size = float(numbers) * BYTES
    for unit in ("bytes", "kB", "MB", "GB", "TB"):
        if size < 1000:
            return f"{size:.3g} {unit}"
        size /= 1000
    return f"{size:.3g} PB"
