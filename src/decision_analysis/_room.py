"""`room`: what would not fit into the memory that this process may have is refused beforehand."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

from decision_analysis.errors import InvalidInputError


def room(what: str, count: float, *, each: float = 8) -> None:
    """Refuse what would not fit into memory: `count` numbers of `each` bytes."""
    needed, there = count * each, _memory()
    if needed > there:
        raise InvalidInputError(
            f"{what} must fit into memory; it needs {needed / 2**30:,.0f} GB, "
            f"and there are {there / 2**30:,.0f}"
        )


def _memory() -> float:
    """Return the bytes that this process may have: the machine's, or what it is limited to."""
    found = [2.0**44]  # where nothing is said, what no machine of today has
    with contextlib.suppress(AttributeError, OSError, ValueError):
        found.append(float(os.sysconf("SC_PAGE_SIZE")) * os.sysconf("SC_PHYS_PAGES"))
    with contextlib.suppress(ImportError, OSError, ValueError):
        import resource

        limit = resource.getrlimit(resource.RLIMIT_AS)[0]
        found += [float(limit)] * (limit != resource.RLIM_INFINITY)
    # a container's; 'max', which is no number, where it has none
    with contextlib.suppress(OSError, ValueError):
        found.append(float(Path("/sys/fs/cgroup/memory.max").read_text(encoding="ascii")))
    return min(found)
