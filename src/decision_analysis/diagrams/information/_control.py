"""`control`: what it is worth to set an uncertainty at will."""

from __future__ import annotations

import itertools
from typing import Any, Literal

from decision_analysis import _checks
from decision_analysis._cited import cites
from decision_analysis._named import named
from decision_analysis.diagrams.factors import descendants, path, temporal, without_recall
from decision_analysis.diagrams.information._diagram_gain import (
    DiagramGain,
    choice_before,
    gain,
    replaced,
    uncertainties,
)
from decision_analysis.diagrams.model import Choice, InfluenceDiagram, Node
from decision_analysis.errors import InvalidModelError
from decision_analysis.trees.passes import Attribute


@cites("matheson_1990")
@named
def control(
    diagram: InfluenceDiagram,
    of: str,
    before: str | None = None,
    *,
    utility: Any = None,
    goal: Literal["max", "min"] = "max",
    attribute: Attribute | None = None,
    recall: bool = True,
) -> DiagramGain:
    """Return what it is worth to set the state of an uncertainty at will.

    Parameters
    ----------
    diagram : InfluenceDiagram
        The diagram.
    of : str
        The uncertainty that becomes a choice among its states.
    before : str, optional
        The choice right before which it is set, knowing what that choice knows unless it depends on
        the uncertainty. Needed where the diagram has several.
    utility : callable, optional
        A linear or exponential utility function, for which the difference of certainty equivalents
        is the price that makes up for control.
    goal : {'max', 'min'}
        Whether the payoff is to be maximized or minimized.
    attribute : str, mapping, Series or callable, optional
        As in `solve`.
    recall : bool
        Whether choices remember what earlier ones knew and were.

    Returns
    -------
    DiagramGain
        `.value`, `.with_information` (the expected payoff with control) and `.without`.

    Raises
    ------
    InvalidInputError
        If a name is unknown or of the wrong kind, there is no value, or another option is not
        allowed.
    InvalidModelError
        If a choice earlier than `before` knows what depends on the uncertainty, or choices are not
        ordered by directed paths and recall is assumed.

    See Also
    --------
    value_of_information : What it is worth to know an uncertainty.

    Notes
    -----
    The node is cut off from what it was given, so that control says nothing about its causes, while
    its effects follow it. It is defined also where the probabilities of the node depend on choices.
    Every state can be chosen, one of probability zero too.

    Examples
    --------
    >>> from decision_analysis.diagrams import Choice, InfluenceDiagram, Uncertain, Value, control
    >>> diagram = InfluenceDiagram(
    ...     [
    ...         Uncertain("oil", ["dry", "wet", "soaking"], [0.5, 0.3, 0.2]),
    ...         Choice("drill", ["drill", "don't"]),
    ...         Value("profit", [[-70, 0], [50, 0], [200, 0]], of=["oil", "drill"]),
    ...     ]
    ... )
    >>> control(diagram, of="oil")
    control: value 180 (with control 200, without 20)  (of='oil', before='drill')
    """
    (name,) = uncertainties(diagram, of, several=False)
    _checks.instance("recall", recall, bool)
    choice = choice_before(diagram, before)
    stages = temporal(diagram) if recall else without_recall(diagram)
    # What depends on the uncertainty, and cannot be known when it is set.
    effects = descendants(diagram, [name])
    earlier = list(itertools.takewhile(lambda stage: stage.choice != choice, stages))
    early = [stage.choice for stage in earlier if stage.choice in effects]
    if early:
        problem = (
            f"{name!r} must be set before {early[0]!r}, which depends on it:"
            f" {path(diagram, name, early[0])}"
        )
        raise InvalidModelError([problem])
    # The uncertainty becomes a choice, cut off from its causes, that knows what is no effect of it.
    known = () if choice is None else stages[len(earlier)].known
    changed: list[Node] = [
        Choice(name, diagram.states(name), [n for n in known if n not in effects])
    ]
    if choice is not None:
        knows = tuple(dict.fromkeys((*diagram.parents(choice), name)))
        changed.append(Choice(choice, diagram.states(choice), knows))
    return gain(
        "control",
        diagram,
        replaced(diagram, *changed),
        {"of": of} if choice is None else {"of": of, "before": choice},
        utility=utility,
        goal=goal,
        attribute=attribute,
        recall=recall,
    )
