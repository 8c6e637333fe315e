"""`load_diagram`: the diagram of a file of another program."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from decision_analysis._shown import shown
from decision_analysis.errors import InvalidInputError, InvalidModelError
from decision_analysis.io.foreign._read_xml import Element, read_xml

if TYPE_CHECKING:
    from decision_analysis.diagrams import InfluenceDiagram

ENDINGS = (".xdsl", ".bifxml", ".xml", ".net")
_ROOTS = {"smile": "xdsl", "BIF": "bifxml"}


def load_diagram(
    file: Path, form: str | None, tree: str | int | None, rescale: bool, top: Element | None = None
) -> InfluenceDiagram:
    """Return the diagram of a file of another program; `top` is its root, if it is read already."""
    from decision_analysis.io.foreign._bifxml import BifxmlReader
    from decision_analysis.io.foreign._net import NetReader
    from decision_analysis.io.foreign._read_net import read_net
    from decision_analysis.io.foreign._xdsl import XdslReader

    if tree is not None:
        raise InvalidInputError(
            f"tree must be None for a file that is not of SilverDecisions; got {shown(tree)}"
        )
    if file.suffix.lower() == ".net":
        return NetReader(str(file), read_net(file), rescale=rescale).read()
    top = top or read_xml(file)
    name = form or _ROOTS.get(top.tag)
    if name is None:
        problem = (
            f"{file}:{top.line}: must be <smile> (XDSL), <BIF> (BIFXML) or <XMCDA>; got"
            f" <{top.tag[:40]}>"
        )
        raise InvalidModelError([problem])
    reader = XdslReader if name == "xdsl" else BifxmlReader
    return reader(str(file), top, rescale=rescale).read()
