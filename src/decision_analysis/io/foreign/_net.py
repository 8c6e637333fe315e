"""Influence diagrams of Hugin in its NET language: a diagram of this library.

Hugin Expert A/S, The Net Language (download.hugin.com, NetLanguage.html): the numbers of a
potential (A | B C) vary with B slowest, then C, and with A fastest; the potential of a utility has
its parents alone; that of a decision names what is known.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from decision_analysis._arrays import FloatArray
from decision_analysis._shown import shown
from decision_analysis.diagrams import Choice, InfluenceDiagram, Uncertain, Value
from decision_analysis.diagrams.model import Node
from decision_analysis.io.documents import LISTED, sentences
from decision_analysis.io.foreign._foreign_diagram import DiagramReader
from decision_analysis.io.foreign._read_xml import Element

_KINDS = {
    "node": "node",
    "discrete node": "node",
    "decision": "decision",
    "discrete decision": "decision",
    "utility": "utility",
}
_REASONS = {
    "class": "an object-oriented network",
    "instance": "a network inside a network",
    "function": "a function node",
    "continuous": "a continuous node",
    "interval": "a node with intervals",
}
_LEARNED = ("experience_data", "fading_data", "experience", "fading")
"""Attributes of a potential that say how it learns, which changes nothing of what it means."""


class NetReader(DiagramReader):
    """Reads a NET document."""

    def __init__(self, path: str, root: Element, *, rescale: bool) -> None:
        super().__init__(path, root, rescale=rescale)
        self.elements: dict[str, Element] = {}
        self.potentials: dict[str, Element] = {}
        self.states: dict[str, list[str]] = {}

    def read(self) -> InfluenceDiagram:
        """Read nodes and potentials, and build."""
        headers = [element for element in self.root.below if element.tag == "net"]
        if len(headers) != 1:
            self.note(
                (headers or [self.root])[-1], f"a file must have one net {{ }}; got {len(headers)}"
            )
        for element in self.root.below:
            if element.tag in _KINDS:
                self._declared(element)
            elif element.tag == "potential":
                self._potential(element)
            elif element.tag != "net":
                self._refused(element)
        for name, element in self.potentials.items():
            if name not in self.elements:
                self.note(
                    element, f"a potential must be of a node; got {shown(name)}{self._hint(name)}"
                )
        self.check()
        self.states = {
            name: next(element.all("states")).parts
            for name, element in self.elements.items()
            if element.tag != "utility"
        }
        nodes = [self._node(name, self.potentials.get(name)) for name in self.elements]
        return self.diagram([node for node in nodes if node is not None], self.elements)

    def _declared(self, element: Element) -> None:
        name = element.attributes["name"]
        if not name:
            self.note(element, f"{element.tag!r} must be followed by the name of a node")
        elif name in self.elements:
            self.note(
                element,
                f"node {name!r} is declared twice, in lines {self.elements[name].line} and"
                f" {element.line}",
            )
        else:
            self.elements[name] = element
        for part in element.below:
            if part.tag.lower().startswith("temporal"):
                self.note(
                    part,
                    f"node {name!r}: {part.tag!r}: a node that unrolls over time cannot be"
                    " expressed",
                )
        states = list(element.all("states"))
        if len(states) != (_KINDS[element.tag] != "utility"):
            wanted = "no states" if element.tag == "utility" else "states = (...) once"
            self.note(element, f"{element.tag} {name!r}: must have {wanted}; got {len(states)}")

    def _potential(self, element: Element) -> None:
        children = [part.parts[0] for part in element.all("child")]
        if len(children) != 1 or element.attributes["name"]:
            self.note(
                element,
                "a potential must be of one node, as in potential (A | B C); got"
                f" {children[:LISTED]}",
            )
            return
        (name,) = children
        if name in self.potentials:
            first = self.potentials[name].line
            self.note(
                element,
                f"the potential of {name!r} is given twice, in lines {first} and {element.line}",
            )
            return
        self.potentials[name] = self.arcs[name] = element
        for part in element.below:
            if part.tag in ("model_nodes", "model_data"):
                self.note(
                    part,
                    f"the potential of {name!r}: {part.tag!r}: a table from a formula cannot be"
                    " expressed; write its numbers as data",
                )
            elif part.tag not in ("child", "given", "data", *_LEARNED) and not part.tag.startswith(
                "HR_"
            ):
                self.note(part, f"the potential of {name!r}: {part.tag!r} cannot be expressed")

    def _refused(self, element: Element) -> None:
        words = f"{element.tag} {element.attributes['name']}".strip()
        reason = next((_REASONS[word] for word in element.tag.split() if word in _REASONS), "")
        said = (
            f"{words[:60]!r}: {reason} cannot be expressed"
            if reason
            else f"{words[:60]!r} cannot be expressed"
        )
        self.note(element, f"{said}; read are net, node, decision, utility and potential")

    def _node(self, name: str, potential: Element | None) -> Node | None:
        """Return a node with its table; what a decision knows is the parents of its potential."""
        kind = _KINDS[self.elements[name].tag]
        place, line = f"{kind} {name!r}", potential or self.elements[name]
        given = [] if potential is None else [part.parts[0] for part in potential.all("given")]
        data = [] if potential is None else list(potential.all("data"))
        for other in given:
            if other not in self.states:
                got = "a utility" if other in self.elements else f"no node{self._hint(other)}"
                self.note(line, f"{place}: parents must be nodes with states; {other!r} is {got}")
                return None
        if len(data) != 1 and (data or kind != "decision"):
            self.note(line, f"{place}: must have a potential with data, once; got {len(data)}")
            return None
        own = [] if kind == "utility" else [name]
        axes = [(other, len(self.states[other])) for other in (*given, *own)]
        table = self._data(data[0], place, axes) if data else None
        # numbers of a decision that differ would be a policy
        if kind == "decision":
            if table is not None and np.unique(table).size > 1:
                self.note(data[0], f"{place}: must not have a policy, data whose numbers differ")
            return Choice(name, self.states[name], given)
        if table is None:
            return None
        self.tables[name] = data[0]
        if kind == "utility":
            return Value(name, table, given)
        return Uncertain(name, self.states[name], self.probabilities(data[0], place, table), given)

    def _data(
        self, part: Element, place: str, axes: Sequence[tuple[str, int]]
    ) -> FloatArray | None:
        """Return the numbers of a potential; brackets inside, if any, must follow its nodes."""
        table = self.table(part, place, axes)
        # flat, or nested as the nodes have states
        groups = part.attributes["groups"].split()
        sizes = [str(size) for _, size in axes]
        if table is None or len(groups) == 1 or groups == sizes:
            return table
        self.note(
            part,
            f"{place}: the brackets of data must hold {' x '.join(sizes) or 1} entries, as its"
            f" nodes have states; got {' x '.join(groups)}",
        )
        return None

    def _hint(self, name: str) -> str:
        meant = sentences.nearest(name, list(self.elements))
        return f" (did you mean {meant!r}?)" if meant else ""
