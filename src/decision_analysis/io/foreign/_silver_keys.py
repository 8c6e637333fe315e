"""Keys of SilverDecisions: those that are read, and which others may be one of them, misspelled."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from decision_analysis.io.documents import sentences

# fmt: off
NODE_KEYS = frozenset((
    "childEdges", "code", "computed", "expressionScope", "folded", "id", "location", "name", "type",
))
# fmt: on
EDGE_KEYS = frozenset(("childNode", "computed", "id", "name", "payoff", "probability"))
TOP_KEYS = ("SilverDecisions", "data", "treeDesigner", "viewMode", "rule")
MODEL_KEYS = ("code", "payoffNames", "trees")
DESIGNER_KEYS = ("payoffNames",)
_ALIKE = 0.8
"""In so much of its letters a key is like another one where it is that, misspelled by one."""


def misspelled(entry: Mapping[str, Any], read: Sequence[str]) -> Iterator[tuple[str, object]]:
    """Yield keys that look like one which is read and is not there; others are passed over."""
    free = [key for key in read if key not in entry]
    for key in entry:
        if key not in read and (meant := sentences.nearest(key, free, _ALIKE)):
            yield key, sentences.unknown_key(key, meant, read)


def unknown(entry: Mapping[str, Any], allowed: frozenset[str]) -> Iterator[tuple[str, object]]:
    """Yield keys that may change what the numbers mean."""
    for key in entry:
        if key not in allowed and not key.startswith("$"):
            yield key, _Unknown(key, sorted(allowed))


class _Unknown(NamedTuple):
    """A key that is not known, for a message."""

    key: str
    allowed: Sequence[str]

    def __str__(self) -> str:
        meant = sentences.nearest(self.key, self.allowed)
        return sentences.unknown_key(self.key, meant, self.allowed)
