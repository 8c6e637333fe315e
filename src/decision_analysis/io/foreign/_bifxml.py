"""Influence diagrams in XMLBIF 0.3, as pyAgrum writes them (BIFXML): a diagram of this library.

The numbers of a TABLE vary with the nodes named GIVEN in their order, the first slowest, and with
the node that the table is FOR fastest (Cozman 1998).
"""

from __future__ import annotations

from collections.abc import Sequence

from decision_analysis._shown import shown
from decision_analysis.diagrams import Choice, InfluenceDiagram, Uncertain, Value
from decision_analysis.diagrams.model import Node
from decision_analysis.io.documents import LISTED
from decision_analysis.io.foreign._foreign_diagram import DiagramReader
from decision_analysis.io.foreign._read_xml import Element

TYPES = ("nature", "decision", "utility")
_PARTS = {
    "VARIABLE": ("NAME", "OUTCOME", "PROPERTY"),
    "DEFINITION": ("FOR", "GIVEN", "TABLE", "PROPERTY"),
}


class BifxmlReader(DiagramReader):
    """Reads a BIFXML document."""

    def __init__(self, path: str, root: Element, *, rescale: bool) -> None:
        super().__init__(path, root, rescale=rescale)
        self.kinds: dict[str, str] = {}
        self.outcomes: dict[str, list[str]] = {}
        self.lines: dict[str, Element] = {}

    def read(self) -> InfluenceDiagram:
        """Read variables, then definitions, and build."""
        networks = list(self.root.all("NETWORK"))
        if self.root.tag != "BIF" or len(networks) != 1:
            self.note(
                self.root,
                f"must be <BIF> with one <NETWORK>; got <{self.root.tag}> with {len(networks)}",
            )
            self.check()
        definitions: dict[str, Element] = {}
        for element in networks[0].below:
            if element.tag in ("NAME", "PROPERTY"):
                continue
            if element.tag not in _PARTS:
                self.note(
                    element,
                    f"<{element.tag}> cannot be expressed; read are <VARIABLE> and <DEFINITION>",
                )
                continue
            for part in element.below:
                if part.tag not in _PARTS[element.tag]:
                    self.note(part, f"<{part.tag}> of <{element.tag}> cannot be expressed")
            if element.tag == "VARIABLE":
                self._variable(element)
            else:
                self._definition(element, definitions)
        for name, element in definitions.items():
            if name not in self.kinds:
                self.note(element, f"a definition must be FOR a variable; got {shown(name)}")
        self.check()
        nodes = [self._node(name, definitions.get(name)) for name in self.kinds]
        return self.diagram([node for node in nodes if node is not None], self.lines)

    def _variable(self, element: Element) -> None:
        names = [part.text for part in element.all("NAME")]
        kind = element.attributes.get("TYPE", "nature")
        if len(names) != 1 or not names[0] or names[0] in self.kinds:
            self.note(element, f"a variable must have one name of its own; got {names[:LISTED]}")
        elif kind not in TYPES:
            self.note(
                element,
                f"variable {names[0]!r}: TYPE must be one of {list(TYPES)}; got {shown(kind)}",
            )
        else:
            self.kinds[names[0]] = kind
            self.outcomes[names[0]] = [part.text for part in element.all("OUTCOME")]
            self.lines[names[0]] = element

    def _definition(self, element: Element, definitions: dict[str, Element]) -> None:
        names = [part.text for part in element.all("FOR")]
        if len(names) != 1 or names[0] in definitions:
            first = (
                f", defined in line {definitions[names[0]].line} already" if len(names) == 1 else ""
            )
            self.note(
                element,
                "a definition must be FOR one variable, and the only one of it; got"
                f" {names[:LISTED]}{first}",
            )
        else:
            definitions[names[0]] = self.arcs[names[0]] = element

    def _node(self, name: str, definition: Element | None) -> Node | None:
        """Return the node of a variable; a decision needs no definition."""
        kind = self.kinds[name]
        place = f"{kind} {name!r}"
        given = [] if definition is None else [part.text for part in definition.all("GIVEN")]
        tables = [] if definition is None else list(definition.all("TABLE"))
        line = definition or self.lines[name]
        # utilities and unknown names cannot be parents
        wrong = [other for other in given if self.kinds.get(other, "utility") == "utility"]
        if wrong:
            self.note(
                line, f"{place}: GIVEN must name variables with outcomes; got {wrong[:LISTED]}"
            )
            return None
        if kind == "decision":
            if tables:
                self.note(tables[0], f"{place}: a decision must not have a TABLE")
            return Choice(name, self.outcomes[name], given)
        if len(tables) != 1:
            self.note(line, f"{place}: must have one TABLE; got {len(tables) or 'none'}")
            return None
        return self._tabled(name, kind, given, tables[0])

    def _tabled(self, name: str, kind: str, given: Sequence[str], part: Element) -> Node | None:
        axes = [(other, len(self.outcomes[other])) for other in given]
        place = f"{kind} {name!r}"
        self.tables[name] = part
        if kind == "utility":
            payoffs = self.table(part, place, axes)
            return None if payoffs is None else Value(name, payoffs, given)
        table = self.table(part, place, [*axes, (name, len(self.outcomes[name]))])
        if table is None:
            return None
        return Uncertain(name, self.outcomes[name], self.probabilities(part, place, table), given)
