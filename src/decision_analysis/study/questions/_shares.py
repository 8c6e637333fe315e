"""`share`: how often something is so in samples, in words."""

from __future__ import annotations

LEAST = 0.001
"""What is nearer to none, or to all, is said to be so."""


def share(part: float, error: float) -> str:
    """Write a share of samples with its standard error, rounded neither to all nor to nothing."""
    if part == 1:
        return "all"
    if part == 0:
        return "none"
    if part > 1 - LEAST:
        return f"more than {1 - LEAST:.1%}"
    if part < LEAST:
        return f"fewer than {LEAST:.1%}"
    return f"{part:.1%}" + (f" ± {error:.1%}" if error > 0 else "")
