"""Influence diagrams of GeNIe and SMILE: XDSL as a diagram of this library.

GeNIe (BayesFusion, https://support.bayesfusion.com/docs/) keeps a node as an element with its
states, the names of its parents and a flat table in which the parents vary in the listed order, the
first slowest, and the node itself fastest.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Sequence

import numpy as np

from decision_analysis._checks import listed, repeats
from decision_analysis._limits import MOST_CONVERTED_NUMBERS
from decision_analysis._shown import shown
from decision_analysis.diagrams import Choice, InfluenceDiagram, Uncertain, Value
from decision_analysis.diagrams.model import Node
from decision_analysis.errors import InvalidInputError
from decision_analysis.io.foreign._foreign_diagram import DiagramReader
from decision_analysis.io.foreign._read_xml import Element

_PARTS = {
    "cpt": ("state", "parents", "probabilities", "property"),
    "deterministic": ("state", "parents", "resultingstates", "property"),
    "decision": ("state", "parents", "property"),
    "utility": ("parents", "utilities", "property"),
    "mau": ("parents", "weights", "property"),
}
_UTILITIES = ("utility", "mau")


class XdslReader(DiagramReader):
    """Reads an XDSL document."""

    def __init__(self, path: str, root: Element, *, rescale: bool) -> None:
        super().__init__(path, root, rescale=rescale)
        self.elements: dict[str, Element] = {}
        self.written_out = 0

    def read(self) -> InfluenceDiagram:
        """Read all nodes, fold the weights of MAU nodes into the utilities, and build."""
        self._collect()
        self._check_writer()
        weights = self._weights()
        self.check()
        makers: dict[str, Callable[[str, Element], Node | None]] = {
            "cpt": self._uncertain,
            "deterministic": self._deterministic,
            "decision": lambda name, element: Choice(
                name, self._states(element), self._parents(element)
            ),
            "utility": lambda name, element: self._value(name, element, weights[name]),
        }
        nodes = [makers[e.tag](name, e) for name, e in self.elements.items() if e.tag != "mau"]
        return self.diagram([node for node in nodes if node is not None], self.elements)

    def _collect(self) -> None:
        """Note the elements of all nodes by id; refuse by name what this library cannot express."""
        for section in self.root.below:
            if section.tag == "dynamic":
                self.note(
                    section, "<dynamic>: a diagram that unrolls over time cannot be expressed"
                )
        sections = list(self.root.all("nodes"))
        if self.root.tag != "smile" or len(sections) != 1:
            self.note(
                self.root,
                f"must be <smile> with one <nodes>; got <{self.root.tag}> with {len(sections)}",
            )
            self.check()
        for element in sections[0].below:
            name = element.attributes.get("id", "")
            if element.tag not in _PARTS:
                self.note(
                    element,
                    f"node {name!r}: a node of type <{element.tag}> cannot be expressed; "
                    f"read are {', '.join(f'<{tag}>' for tag in _PARTS)}",
                )
            elif not name or name in self.elements:
                self.note(element, f"<{element.tag}> must have an id of its own; got {shown(name)}")
            else:
                self.elements[name] = element
                self._check(name, element)

    def _check_writer(self) -> None:
        """Refuse tables of aGrUM, in which the first parent varies fastest.

        In the files of GeNIe it is the slowest.
        """
        programs = [
            program
            for extensions in self.root.all("extensions")
            for program in extensions.all("genie")
        ]
        if any(program.attributes.get("app", "").startswith("aGrUM") for program in programs):
            for name, element in self.elements.items():
                if len(self._parents(element)) > 1:
                    self.note(
                        element,
                        f"node {name!r}: the order of its parents is not known: aGrUM (pyAgrum),"
                        " which wrote this file, does not follow GeNIe's; save BIFXML there",
                    )

    def _check(self, name: str, element: Element) -> None:
        """Refuse parts that change what a node means."""
        if "dynamic" in element.attributes:
            self.note(element, f"node {name!r}: a node that unrolls over time cannot be expressed")
        seen = set()
        for part in element.below:
            if part.tag not in _PARTS[element.tag]:
                self.note(
                    part, f"node {name!r}: <{part.tag}> of <{element.tag}> cannot be expressed"
                )
            elif part.tag in seen and part.tag not in ("state", "property"):
                self.note(part, f"node {name!r}: <{part.tag}> must stand once")
            seen.add(part.tag)

    def _states(self, element: Element) -> list[str]:
        return [state.attributes.get("id", "") for state in element.all("state")]

    def _parents(self, element: Element) -> list[str]:
        return [name for part in element.all("parents") for name in part.words]

    def _axes(self, name: str, element: Element) -> list[tuple[str, int]] | None:
        """Return names and sizes of the parents; one that cannot be a parent is noted."""
        axes = []
        for parent in self._parents(element):
            above = self.elements.get(parent)
            if above is None or above.tag in _UTILITIES:
                got = "no node" if above is None else f"a <{above.tag}>"
                self.note(
                    element,
                    f"node {name!r}: parents must be nodes with states; {parent!r} is {got}",
                )
                return None
            axes.append((parent, len(self._states(above))))
        return axes

    def _part(self, name: str, element: Element, tag: str) -> Element | None:
        part = next(element.all(tag), None)
        if part is None:
            self.note(element, f"node {name!r}: <{tag}> is missing")
        return part

    def _uncertain(self, name: str, element: Element) -> Uncertain | None:
        part, axes = self._part(name, element, "probabilities"), self._axes(name, element)
        if part is None or axes is None:
            return None
        states = self._states(element)
        self.tables[name] = part
        table = self.table(part, f"node {name!r}", [*axes, (name, len(states))])
        if table is None:
            return None
        return Uncertain(
            name, states, self.probabilities(part, f"node {name!r}", table), self._parents(element)
        )

    def _deterministic(self, name: str, element: Element) -> Uncertain | None:
        """Return a node whose state follows from its parents: probabilities are 0 and 1."""
        part, axes = self._part(name, element, "resultingstates"), self._axes(name, element)
        if part is None or axes is None:
            return None
        states, results = self._states(element), part.words
        shape = tuple(size for _, size in axes)
        places = {state: i for i, state in enumerate(states)}
        unknown = [state for state in results if state not in places]
        if unknown or len(results) != math.prod(shape):
            got = (
                f"unknown {listed(list(dict.fromkeys(unknown)))}"
                if unknown
                else f"got {len(results)}"
            )
            self.note(
                part,
                f"node {name!r}: must have {math.prod(shape)} of the states {listed(states)};"
                f" {got}",
            )
            return None
        # a word of the file stands for a row of the table
        self.written_out += len(results) * len(states)
        if self.written_out > MOST_CONVERTED_NUMBERS:
            raise InvalidInputError(
                f"{part.where}: node {name!r}: tables of <deterministic> must not have more than"
                f" {MOST_CONVERTED_NUMBERS:,} numbers in all when written out; got"
                f" {self.written_out:,} or more"
            )
        # one row for each joint state of the parents, with a 1 at the state that results
        table = np.zeros((len(results), len(states)))
        table[np.arange(len(results)), [places[state] for state in results]] = 1
        return Uncertain(name, states, table.reshape(*shape, len(states)), self._parents(element))

    def _value(self, name: str, element: Element, weight: float) -> Value | None:
        part, axes = self._part(name, element, "utilities"), self._axes(name, element)
        if part is None or axes is None:
            return None
        self.tables[name] = part
        table = self.table(part, f"node {name!r}", axes)
        if table is None:
            return None
        with np.errstate(all="ignore"):  # what is not finite is refused below
            weighted = weight * table
        if not np.isfinite(weighted).all():
            self.note(
                part,
                f"node {name!r}: utilities times their weight must be finite; the weight is"
                f" {weight:g}",
            )
            return None
        return Value(name, weighted, self._parents(element))

    def _weights(self) -> dict[str, float]:
        """Return how often each utility counts in the total.

        That is the products of weights along its ways to the last MAU.
        """
        utilities = [name for name, element in self.elements.items() if element.tag in _UTILITIES]
        # the parents of each MAU with their weights; who uses a utility
        below = {
            name: self._weighted(name, self.elements[name])
            for name in utilities
            if self.elements[name].tag == "mau"
        }
        users = Counter(parent for parents in below.values() for parent, _ in parents)
        tops = [name for name in utilities if not users[name]]
        if len(tops) > 1 and below:
            self.note(
                self.elements[tops[1]],
                f"all utilities must lead to one last MAU node; {listed(tops)} lead to none",
            )
        # the last one counts once, the others by the products of weights on the ways to it
        total = {name: 0.0 if users[name] else 1.0 for name in utilities}
        for name in tops:  # a list that grows: what no other uses any more follows
            for parent, weight in below.get(name, ()):
                # a utility counts once for each way to the top, by the product of the weights on it
                total[parent] += weight * total[name]
                users[parent] -= 1
                if not users[parent]:
                    tops.append(parent)
        for name in utilities:
            if users[name]:
                self.note(
                    self.elements[name],
                    f"node {name!r}: MAU nodes must not be parents of one another in a circle",
                )
        return total

    def _weighted(self, name: str, element: Element) -> Sequence[tuple[str, float]]:
        """Return the parents of a MAU node with their weights.

        Any other function than a weighted sum is refused.
        """
        parents, part = self._parents(element), next(element.all("weights"), None)
        if part is None:
            self.note(
                element,
                f"node {name!r}: a MAU node must have <weights>: only weighted sums can be"
                " expressed",
            )
            return []
        weights = self.numbers(part, f"node {name!r}")
        if len(weights) != len(parents) or not parents:
            self.note(
                part,
                f"node {name!r}: must have a weight for each of its parents {listed(parents)};"
                f" got {len(weights)}",
            )
            return []
        if twice := repeats(parents):
            self.note(
                element,
                f"node {name!r}: parents must not repeat; got {listed(twice)} more than once",
            )
        for parent in parents:
            if parent not in self.elements or self.elements[parent].tag not in _UTILITIES:
                self.note(
                    element,
                    f"node {name!r}: parents of a MAU node must be utilities; got {shown(parent)}",
                )
        return [
            (p, float(w))
            for p, w in zip(parents, weights, strict=True)
            if p in self.elements and self.elements[p].tag in _UTILITIES
        ]
