"""`inline_svg`: a picture as SVG for the inside of a page, the same bytes whenever it is drawn."""

from __future__ import annotations

import base64
import html
import io
import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree

from decision_analysis import _render
from decision_analysis._arrays import optional_import
from decision_analysis.plot.parts import sheet

if TYPE_CHECKING:
    from matplotlib.figure import Figure

LARGEST = 600_000
"""Characters of SVG beyond which a picture is embedded as pixels: very many marks."""
DPI = 150.0
PIXELS = 96 / 72
"""Pixels of a page for one point of a picture."""
SCROLLED, READABLE = 700, 300
"""Up to which width in pixels a picture shrinks with the page, and how far it does."""

SVG = "{http://www.w3.org/2000/svg}"
HREF = "{http://www.w3.org/1999/xlink}href"
DRAWN = frozenset(
    {
        "svg",
        "g",
        "defs",
        "style",
        "path",
        "use",
        "clipPath",
        "rect",
        "circle",
        "ellipse",
        "line",
        "polyline",
        "polygon",
        "image",
        "text",
        "tspan",
        "linearGradient",
        "radialGradient",
        "stop",
        "pattern",
        "mask",
        "filter",
        "feComposite",
        "feFlood",
    }
)
"""Elements that draw; scripts, links and foreign content are no part of a picture."""

UNREADABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def inline_svg(draw: Callable[[], Any], name: str, words: str) -> str:
    """Return the picture that a function of `plot` draws on a figure of its own.

    `name` is part of all ids within, so that no two pictures of a page share one; `words` are read
    in place of the picture.
    """
    figure = sheet(draw, dpi=DPI)
    width = figure.get_figwidth() * 72 * PIXELS
    # wide ones are scrolled, and no text gets smaller than can be read
    least = SCROLLED if width > SCROLLED else min(width, READABLE)
    style = f"width:{width:.0f}px;min-width:{least:.0f}px"
    text = _written(figure, name)
    said = html.escape(_render.one_line(words))
    if len(text) > LARGEST:
        return f'<img src="data:image/png;base64,{_pixels(figure)}" alt="{said}" style="{style}">'
    root = _cleaned(ElementTree.fromstring(text), name)
    head = (
        f'<svg id="{name}" role="img" aria-label="{said}" viewBox="{root.get("viewBox")}"'
        f' style="{style}"><title>{said}</title>'
    )
    # the content between the tags of the root
    inside = "".join(ElementTree.tostring(part, encoding="unicode") for part in root)
    return f"{head}{inside}</svg>"


def _written(figure: Figure, name: str) -> str:
    """Return the SVG that matplotlib writes: letters as outlines, which look alike everywhere."""
    file = io.BytesIO()
    matplotlib: Any = optional_import("matplotlib", extra="plot")
    with matplotlib.rc_context({"svg.hashsalt": name, "svg.fonttype": "path"}):
        nothing = dict.fromkeys(("Date", "Creator", "Format", "Type"))
        figure.savefig(file, format="svg", metadata=nothing)
    # labels stand in comments, too, with signs that XML cannot have
    return UNREADABLE.sub("", file.getvalue().decode("utf-8"))


def _pixels(figure: Figure) -> str:
    file = io.BytesIO()
    figure.savefig(file, format="png", metadata={"Software": None})
    return base64.b64encode(file.getvalue()).decode("ascii")


def _cleaned(root: ElementTree.Element, name: str) -> ElementTree.Element:
    """Return the tree with ids of its own and names as HTML has them, and only what draws."""
    for parent in list(root.iter()):
        for child in list(parent):
            if str(child.tag).removeprefix(SVG) not in DRAWN:
                parent.remove(child)
    for element in root.iter():
        element.tag = str(element.tag).removeprefix(SVG)
        # white space between elements, which nothing shows
        if element.tag not in ("style", "text", "tspan"):
            element.text = None
        element.tail = None
        if (reference := element.attrib.pop(HREF, None)) is not None:
            element.set("href", reference)
        for key, value in list(element.attrib.items()):
            if key == "id":
                element.set(key, f"{name}-{value}")
            elif key == "href":
                _point(element, value, name)
            elif "url(" in value:
                element.set(key, re.sub(r"url\(#", f"url(#{name}-", value))
            elif key.startswith(("on", "{")):
                del element.attrib[key]
        # a rule for all elements would reach beyond this picture, and into the page
        if element.tag == "style":
            element.text = re.sub(r"^\s*\*", f"#{name} *", element.text or "")
    return root


def _point(element: ElementTree.Element, target: str, name: str) -> None:
    """Let an element point into its own picture, or at pixels within; nowhere else."""
    if target.startswith("#"):
        element.set("href", f"#{name}-{target[1:]}")
    elif not target.startswith("data:image/png;base64,"):
        del element.attrib["href"]
