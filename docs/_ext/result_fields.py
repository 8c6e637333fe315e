"""A Sphinx extension: results are read and not made, so that their pages list fields and show no
constructor."""

from __future__ import annotations

import inspect
from typing import Any

from decision_analysis.core import Result


def setup(app: Any) -> dict[str, bool]:
    """Register the extension, ahead of numpydoc."""
    app.connect("autodoc-process-docstring", name_fields, priority=400)
    app.connect("autodoc-process-signature", hide_constructor, priority=400)
    return {"parallel_read_safe": True}


def name_fields(app: Any, what: str, name: str, value: Any, options: Any, lines: list[str]) -> None:
    """Call the parameters of a result's constructor what they are to readers: attributes."""
    if _is_result(value) and "Parameters" in lines:
        heading = lines.index("Parameters")
        lines[heading : heading + 2] = ["Attributes", "----------"]


def hide_constructor(
    app: Any,
    what: str,
    name: str,
    value: Any,
    options: Any,
    signature: str | None,
    returns: str | None,
) -> tuple[str, None] | None:
    """Leave out the signature of a result's constructor."""
    return ("", None) if _is_result(value) else None


def _is_result(value: Any) -> bool:
    return inspect.isclass(value) and issubclass(value, Result)
