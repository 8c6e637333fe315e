"""`value_of_information`: what it is worth to know uncertainties before a choice."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal

from decision_analysis import _checks
from decision_analysis._cited import cites
from decision_analysis._named import named
from decision_analysis.diagrams.factors import descendants, path, temporal
from decision_analysis.diagrams.information._diagram_gain import (
    DiagramGain,
    choice_before,
    gain,
    replaced,
    uncertainties,
)
from decision_analysis.diagrams.model import Choice, InfluenceDiagram
from decision_analysis.errors import InvalidInputError, InvalidModelError
from decision_analysis.trees.passes import Attribute


@cites("howard_1966", "matheson_1990")
@named
def value_of_information(
    diagram: InfluenceDiagram,
    of: str | Sequence[str],
    before: str | None = None,
    *,
    utility: Any = None,
    goal: Literal["max", "min"] = "max",
    attribute: Attribute | None = None,
    recall: bool = True,
) -> DiagramGain:
    """Return what it is worth to know uncertainties before a choice is made.

    Parameters
    ----------
    diagram : InfluenceDiagram
        The diagram.
    of : str or sequence of str
        The uncertainty that becomes known, or several that become known together.
    before : str, optional
        The choice before which they become known; with recall later choices know them too. Needed
        where the diagram has several.
    utility : callable, optional
        A linear or exponential utility function, for which the difference of certainty equivalents
        is the price that makes up for the information.
    goal : {'max', 'min'}
        Whether the payoff is to be maximized or minimized.
    attribute : str, mapping, Series or callable, optional
        As in `solve`.
    recall : bool
        Whether choices remember what earlier ones knew and were.

    Returns
    -------
    DiagramGain
        `.value`, `.with_information` and `.without`. With sampled tables each sample is decided by
        itself.

    Raises
    ------
    InvalidInputError
        If a name is unknown or of the wrong kind, there is no value, or another option is not
        allowed.
    InvalidModelError
        If an uncertainty depends on the choice, so that it cannot be known before; the path of arcs
        is named. If choices are not ordered by directed paths and recall is assumed.

    See Also
    --------
    control : What it is worth to set an uncertainty.

    Notes
    -----
    The difference of two solutions, one with arcs from `of` to `before`. What is known already is
    worth nothing.

    Examples
    --------
    Raiffa's oil wildcatter, without the test:

    >>> from decision_analysis.diagrams import (
    ...     Choice,
    ...     InfluenceDiagram,
    ...     Uncertain,
    ...     Value,
    ...     value_of_information,
    ... )
    >>> diagram = InfluenceDiagram(
    ...     [
    ...         Uncertain("oil", ["dry", "wet", "soaking"], [0.5, 0.3, 0.2]),
    ...         Choice("drill", ["drill", "don't"]),
    ...         Value("profit", [[-70, 0], [50, 0], [200, 0]], of=["oil", "drill"]),
    ...     ]
    ... )
    >>> value_of_information(diagram, of="oil")
    value_of_information: value 35 (with information 55, without 20)  (of='oil', before='drill')
    """
    names = uncertainties(diagram, of)
    choice = choice_before(diagram, before)
    if choice is None:
        raise InvalidInputError("the diagram must have a choice; it has none")
    _checks.instance("recall", recall, bool)
    if recall:
        # Recall needs the choices in one order, and says so here if they have none.
        temporal(diagram)
    later = descendants(diagram, [choice])
    problems = [
        f"{name!r} must not depend on the choice it is to be known before; got"
        f" {path(diagram, choice, name)}"
        for name in names
        if name in later
    ]
    if problems:
        raise InvalidModelError(problems)
    # Information is an arc: the choice knows what becomes known.
    knows = tuple(dict.fromkeys((*diagram.parents(choice), *names)))
    informed = replaced(diagram, Choice(choice, diagram.states(choice), knows))
    return gain(
        "value_of_information",
        diagram,
        informed,
        {"of": of if isinstance(of, str) else names, "before": choice},
        utility=utility,
        goal=goal,
        attribute=attribute,
        recall=recall,
    )
