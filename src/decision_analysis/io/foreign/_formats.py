"""Formats of other programs, and how names of their files end."""

from __future__ import annotations

FORMATS: dict[str, tuple[str, ...]] = {
    "silver_decisions": (".json",),
    "radiant": (".yaml", ".yml"),
    "xdsl": (".xdsl", ".xml"),
    "bifxml": (".bifxml", ".xml"),
    "net": (".net",),
    "xmcda": (".xml",),
    "preflib": (".soc", ".soi", ".toc", ".toi", ".cat"),
}
ELECTIONS = FORMATS["preflib"]
