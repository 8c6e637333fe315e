"""The files of a run by name, and its pictures as PNG files."""

from __future__ import annotations

import io
from collections.abc import Callable
from types import ModuleType
from typing import Any, TypeAlias

from decision_analysis._arrays import optional_import
from decision_analysis._named import leads_out, named
from decision_analysis.plot.parts import sheet

Drawings: TypeAlias = dict[str, Callable[[], Any]]
"""By name, what draws a picture on a figure of its own."""

NAMES = ("report.html", "report.md", "report.json")
"""The files that every run writes."""


@leads_out
def drawn(drawings: Drawings, notice: str) -> dict[str, bytes]:
    """Return PNG files of pictures, each with the notice below."""
    drawing()
    images = {}
    for name, draw in drawings.items():
        # in memory: files are written together when all are made
        picture = io.BytesIO()
        sheet(draw, notice).savefig(picture, format="png")
        images[f"{name}.png"] = picture.getvalue()
    return images


@named("study.write()")
def drawing() -> ModuleType:
    """Return what pictures are drawn with, or say how to get it."""
    optional_import("matplotlib.backends.backend_agg", extra="plot")
    return optional_import("matplotlib.figure", extra="plot")
