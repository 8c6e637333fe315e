"""`Case`: a published problem, the method it is for, and the figures to be reproduced."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import Any, Literal

from decision_analysis._frozen import ReadOnly
from decision_analysis.catalog._compare import figures
from decision_analysis.catalog._figure import Figure
from decision_analysis.catalog._literals import call
from decision_analysis.core import DecisionTable, Weights


@dataclasses.dataclass(frozen=True, eq=False)
class Case:
    """A published problem with figures to be reproduced, and with a word on where these come from.

    Parameters
    ----------
    name : str
        Path of its file, '<author_year>/<case>'.
    method : str
        Dotted public name under `decision_analysis`, such as 'mcda.topsis'.
    inputs : mapping of str to object
        Data that the method takes beside table and weights, by argument name.
    options : mapping of str to object
        Options of the method, by argument name.
    expected : mapping of str to object
        The figures, by attribute of the result: plain numbers, labels, lists and mappings, with
        None for what is not given. 'result' stands for the returned object itself.
    tolerance : mapping of str to float or 'exact'
        For each key of `expected`, by how much a number may differ: half a unit of the last decimal
        given, or more for the reason in `wider`.
    source : str
        The citation.
    figures_are : str
        How far the figures can be trusted: `origin`, a colon, and more about it.
    notes : str
        What a reader has to know: errata, inferred inputs, figures that cannot be reproduced and
        why.
    table : DecisionTable or None
        The performances, where the method takes a table.
    weights : Weights or None
        The weights, where the method takes any.
    found_in : str
        Where the figures were read.
    warns : tuple of str
        Names of the warnings that the data rightly give, while the case is read or run.
    units : mapping of str to float or None
        For each key of `expected` the unit of the last digit given, None where there are no numbers
        or these are compared exactly.
    disputed : tuple of mapping
        Figures of the source that do not follow from its data and its own procedure, and so are not
        in `expected`: 'field' (of the result), 'given' (by the source), 'ours', 'tolerance' (half a
        unit of the last decimal) and 'why'.
    wider : mapping of str to str
        For each key of `expected` whose tolerance is wider than half a unit, why it is. Such a
        tolerance is as wide as our figure is off, not wider.

    Examples
    --------
    >>> from decision_analysis import catalog
    >>> case = catalog.load("tzeng_2011/topsis")
    >>> case.run().best
    'A3'
    >>> case.check()
    []
    >>> case.origin, case.figures_are
    ('quoted', 'quoted: from the publication, by the place in found_in')
    """

    name: str
    method: str
    inputs: Mapping[str, Any]
    options: Mapping[str, Any]
    expected: Mapping[str, Any]
    tolerance: Mapping[str, float | Literal["exact"]]
    source: str
    figures_are: str
    notes: str
    table: DecisionTable | None = None
    weights: Weights | None = None
    found_in: str = ""
    warns: tuple[str, ...] = ()
    units: Mapping[str, float | None] = dataclasses.field(default_factory=lambda: ReadOnly({}))
    disputed: tuple[Mapping[str, Any], ...] = ()
    wider: Mapping[str, str] = dataclasses.field(default_factory=lambda: ReadOnly({}))

    @property
    def origin(self) -> str:
        """How the figures got here, by the weakest step.

        'read' in the publication itself, 'quoted' by the place in `found_in`, 'output' of another
        program, 'recalled' from memory, 'recomputed' for this catalog.
        """
        return self.figures_are.partition(":")[0]

    def run(self) -> Any:
        """Call the method on the published data.

        Returns
        -------
        object
            What the method returns.
        """
        return call(self.method, self.table, self.weights, self.inputs, self.options)

    def compare(self, result: Any) -> list[str]:
        """Compare a result with the figures.

        Parameters
        ----------
        result : object
            What the method, or another implementation with the same attributes, returns.

        Returns
        -------
        list of str
            One sentence for each figure that differs; empty where all agree.
        """
        return [
            f"{self.name}: {figure.problem}" for figure in self.figures(result) if figure.problem
        ]

    def figures(self, result: Any) -> tuple[Figure, ...]:
        """Put each figure beside what a result shows in its place.

        Parameters
        ----------
        result : object
            As in `compare`.

        Returns
        -------
        tuple of Figure
            In the order of `expected`, lists and mappings taken apart.
        """
        return tuple(figures(result, self.expected, self.tolerance, self.units))

    def check(self) -> list[str]:
        """Run the method and compare.

        Returns
        -------
        list of str
            As `compare`.
        """
        return self.compare(self.run())

    def __repr__(self) -> str:
        return f"Case({self.name!r}, {self.method}: {self.source}; figures: {self.origin})"
