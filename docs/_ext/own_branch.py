"""Keeps the navigation beside a page to the page's own branch.

The reference has a page a name: with the whole tree beside each of them, most of the time of a
build went into copies of it.
"""

from __future__ import annotations

from typing import Any

from sphinx.application import Sphinx


def setup(app: Sphinx) -> dict[str, bool]:
    """Connect before the theme, which makes its navigation at the usual priority of 500."""
    app.connect("html-page-context", _own_branch, priority=400)
    return {"parallel_read_safe": True, "parallel_write_safe": True}


def _own_branch(app: Sphinx, page: str, template: str, context: dict[str, Any], _: object) -> None:
    whole = context.get("toctree")
    if whole is not None:
        context["toctree"] = lambda **options: whole(**{**options, "collapse": True})
