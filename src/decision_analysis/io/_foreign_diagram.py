"""`DiagramReader`: what the readers of other programs' diagrams share: faults with lines, tables, the diagram."""

from __future__ import annotations

import math
import warnings
from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from decision_analysis import _checks
from decision_analysis._arrays import FloatArray
from decision_analysis._probabilities import ROUNDING
from decision_analysis.diagrams import InfluenceDiagram
from decision_analysis.errors import DegenerateDataWarning, InvalidModelError
from decision_analysis.io._read_xml import Element

LISTED = 5


class DiagramReader(ABC):
    """Collects the faults of a file, and makes tables and the diagram."""

    def __init__(self, where: str, path: str, root: Element, *, rescale: bool) -> None:
        self.where = where
        self.path = path
        self.root = root
        self.rescale = rescale
        self.problems: list[tuple[int, str]] = []
        self.rescaled: list[str] = []

    @abstractmethod
    def read(self) -> InfluenceDiagram:
        """Return the diagram of the document."""

    def note(self, element: Element, sentence: str) -> None:
        """Note a fault of an element."""
        self.problems.append((element.line, f"{self.path}:{element.line}: {sentence}"))

    def check(self) -> None:
        """Raise all faults noted so far, by line."""
        if self.problems:
            raise InvalidModelError(self.where, [text for _, text in sorted(self.problems, key=lambda fault: fault[0])])

    def numbers(self, element: Element, place: str) -> FloatArray:
        """Return the numbers of an element's text; those that are none are noted."""
        found = []
        for word in element.text.split():
            try:
                found.append(float(word))
            except ValueError:
                found.append(math.nan)
            if not math.isfinite(found[-1]):
                self.note(element, f"{place}: must hold finite numbers; got {word[:40]!r}")
                found[-1] = 0.0
        return np.array(found)

    def table(self, element: Element, place: str, axes: Sequence[tuple[str, int]]) -> FloatArray | None:
        """Return the numbers of an element as a table, the last axis fastest; a wrong count is noted."""
        found = self.numbers(element, place)
        shape = tuple(size for _, size in axes)
        if found.size != math.prod(shape):
            form = " x ".join(f"{size} of {name!r}" for name, size in axes) or "1"
            self.note(element, f"{place}: must have {math.prod(shape)} numbers ({form}); got {found.size}")
            return None
        return found.reshape(shape)

    def probabilities(self, element: Element, place: str, table: FloatArray) -> FloatArray:
        """Return conditional probabilities, divided by sums that rounding in print explains where that is asked."""
        sums = table.sum(axis=-1, keepdims=True)
        off = np.abs(sums - 1)
        if not self.rescale or off.max() <= _checks.PROBABILITY_TOLERANCE or off.max() > ROUNDING:
            return table
        worst = float(sums.reshape(-1)[np.argmax(off)])
        self.rescaled.append(f"{self.path}:{element.line}: {place} summed to {worst:.10g}")
        scaled: FloatArray = table / sums
        return scaled

    def diagram(self, nodes: Sequence[Any], lines: Mapping[str, Element]) -> InfluenceDiagram:
        """Return the diagram of nodes; its own checks are told with the lines of the nodes that they name."""
        self.check()
        try:
            made = InfluenceDiagram(nodes)
        except InvalidModelError as error:
            raise InvalidModelError(self.where, [self._placed(problem, lines) for problem in error.problems]) from None
        if self.rescaled:
            shown = "; ".join(self.rescaled[:LISTED]) + (" ..." if len(self.rescaled) > LISTED else "")
            warnings.warn(f"{self.where}: probabilities rescaled to sum to 1: {shown}", DegenerateDataWarning,
                          stacklevel=5)  # fmt: skip
        return made

    def _placed(self, problem: str, lines: Mapping[str, Element]) -> str:
        named = [name for name in lines if repr(name) in problem]
        first = min(named, key=lambda name: problem.index(repr(name)), default=None)
        return f"{self.path}:{lines[first].line}: {problem}" if first is not None else f"{self.path}: {problem}"
