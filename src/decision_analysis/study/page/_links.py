"""Anchors of the page: what has a place of its own, by name, and the ids of these places."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping

LONGEST = 60
"""Most letters of an id, without what tells it from others."""


def anchors(prefix: str, names: Iterable[str]) -> dict[str, str]:
    """Return an id for each different name: the prefix, then letters and digits of the name.

    No two are the same, in capitals or not; the same names in the same order have the same ids.
    """
    found: dict[str, str] = {}
    taken: set[str] = set()
    for name in dict.fromkeys(names):
        slug = f"{prefix}-{_slug(name)}"
        number, one = 1, slug
        while one in taken:
            number += 1
            one = f"{slug}-{number}"
        taken.add(one)
        found[name] = one
    return found


def _slug(name: str) -> str:
    """Return the letters a to z and digits of a name, other signs as single hyphens."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode("ascii")
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")[:LONGEST].strip("-") or "x"


def link(text: str, places: Mapping[str, str]) -> str:
    """Return the id of the place that a whole text names; empty where there is none."""
    return places.get(text, "")
