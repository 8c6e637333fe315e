"""`--short`: small sizes, so that equality is asserted and ratios are printed within seconds.

Promises are about the full sizes on a machine at rest, and are not held in short form.
"""

from __future__ import annotations

import sys
from typing import TypeVar

SHORT = "--short" in sys.argv[1:]

T = TypeVar("T")


def sizes(full: T, short: T) -> T:
    """Return what the form that was asked for measures."""
    return short if SHORT else full


def status(broken: bool) -> int:
    """Return the exit status: 1 where a promise is broken, in full form."""
    return int(broken and not SHORT)
