"""`DiagramReader`: what readers of other programs' diagrams share, such as faults with lines."""

from __future__ import annotations

import math
import re
from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from decision_analysis._arrays import FloatArray
from decision_analysis._limits import MOST_AXES
from decision_analysis._named import warn
from decision_analysis._probabilities import explained, rescaled
from decision_analysis.diagrams import InfluenceDiagram
from decision_analysis.errors import MOST, DegenerateDataWarning, InvalidModelError
from decision_analysis.io.documents import DECIMAL, LinedFaults, listed
from decision_analysis.io.foreign._impossible import completed
from decision_analysis.io.foreign._read_xml import Element

_PLACE = re.compile(
    r"(?:uncertain|choice|value) ('(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\")(.*)", re.DOTALL
)
_OF_TABLE = re.compile(r" where |: (?:probabilit|payoff|and )")
_OF_ARCS = re.compile(r": (?:unknown name in )?(?:given|knows|of)\b")
_SUM = re.compile(r"must sum to 1; got ([-+.0-9e]+)")


class DiagramReader(ABC):
    """Collects the faults of a file, and makes tables and the diagram.

    `tables` are the elements that hold the tables of nodes, `arcs` those that hold their parents,
    by node.
    """

    def __init__(self, path: str, root: Element, *, rescale: bool) -> None:
        self.path = path
        self.root = root
        self.rescale = rescale
        self.faults = LinedFaults()
        self.rescaled: list[str] = []
        self.tables: dict[str, Element] = {}
        self.arcs: dict[str, Element] = {}

    @abstractmethod
    def read(self) -> InfluenceDiagram:
        """Return the diagram of the document."""

    def note(self, element: Element, sentence: str) -> None:
        """Note a fault of an element."""
        self.faults.note(lambda: (element.line, f"{self.path}:{element.line}: {sentence}"))

    def check(self) -> None:
        """Raise the faults noted so far, by line."""
        if self.faults.count:
            raise self.faults.error()

    def numbers(self, element: Element, place: str) -> FloatArray:
        """Return the numbers of an element's text; the first that is none is noted."""
        words = element.words
        found = np.fromiter(
            (float(word) if DECIMAL.fullmatch(word) else math.nan for word in words),
            dtype=float,
            count=len(words),
        )
        if (bad := np.flatnonzero(~np.isfinite(found))).size:
            more = f", and {bad.size - 1:,} more that are none" if bad.size > 1 else ""
            self.note(
                element, f"{place}: must hold finite numbers; got {words[bad[0]][:40]!r}{more}"
            )
            # zeros, so that the shape can still be checked; the fault was noted
            found[bad] = 0.0
        return found

    def table(
        self, element: Element, place: str, axes: Sequence[tuple[str, int]]
    ) -> FloatArray | None:
        """Return the numbers of an element as a table, the last axis fastest.

        A wrong count is noted.
        """
        if len(axes) > MOST_AXES:
            self.note(
                element,
                f"{place}: must not depend on more than {MOST_AXES} variables; got {len(axes):,}",
            )
            return None
        found = self.numbers(element, place)
        shape = tuple(size for _, size in axes)
        if found.size != math.prod(shape):
            form = " x ".join(f"{size} of {name!r}" for name, size in axes) or "1"
            self.note(
                element, f"{place}: must have {math.prod(shape)} numbers ({form}); got {found.size}"
            )
            return None
        return found.reshape(shape)

    def probabilities(self, element: Element, place: str, table: FloatArray) -> FloatArray:
        """Return conditional probabilities, rescaled where that is asked.

        Then they are divided by sums that rounding in print explains.
        """
        scaled = rescaled(table) if self.rescale else table
        if (scaled != table).any():
            # of the rows that were rescaled, the sum farthest off
            sums = table.sum(axis=-1)[(scaled != table).any(axis=-1)]
            worst = float(sums[np.argmax(np.abs(sums - 1))])
            self.rescaled.append(f"{self.path}:{element.line}: {place} summed to {worst:.10g}")
        return scaled

    def diagram(self, nodes: Sequence[Any], lines: Mapping[str, Element]) -> InfluenceDiagram:
        """Return the diagram of nodes.

        Its own checks are told with the lines of the nodes or tables that they name.
        """
        self.check()
        try:
            made = InfluenceDiagram(completed(nodes))
        except InvalidModelError as error:
            named = {repr(name): name for name in lines}
            texts = [self._placed(problem, lines, named) for problem in error.problems[:MOST]]
            raise InvalidModelError(texts, error.count) from None
        if self.rescaled:
            told = "; ".join(listed(self.rescaled[:MOST], len(self.rescaled)))
            warn(f"probabilities rescaled to sum to 1: {told}", DegenerateDataWarning)
        return made

    def _placed(self, problem: str, lines: Mapping[str, Element], named: Mapping[str, str]) -> str:
        """Write a fault of a node with the line of its table, its parents or the node.

        It is that of the table or the parents where the fault is one of these.
        """
        match = _PLACE.match(problem)
        name = named.get(match[1]) if match else None
        if match is None or name is None:
            return f"{self.path}: {problem}"
        # the element that the fault is about: the table, the parents, or the node
        better = (
            self.tables
            if _OF_TABLE.match(match[2])
            else self.arcs
            if _OF_ARCS.match(match[2])
            else lines
        )
        element = better.get(name, lines[name])
        # where rounding in print explains a sum, say how to allow for it
        total = _SUM.search(problem)
        offer = (
            total and not self.rescale and "rescale" not in problem and explained(float(total[1]))
        )
        more = "; rescale=True divides them by their sum" if offer else ""
        return f"{self.path}:{element.line}: {problem}{more}"
