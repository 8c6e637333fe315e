"""`value_of_information` and `control`: what it is worth to know or set an uncertainty."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Literal

import numpy as np

from decision_analysis import _checks
from decision_analysis._limits import TIE_TOLERANCE
from decision_analysis._named import named
from decision_analysis.core.parts import Columns, InformationGain
from decision_analysis.diagrams.factors import descendants, path, table, temporal, without_recall
from decision_analysis.diagrams.model import Choice, InfluenceDiagram, Node
from decision_analysis.diagrams.solving import solve
from decision_analysis.errors import InvalidInputError, InvalidModelError

if TYPE_CHECKING:
    import pandas


@dataclasses.dataclass(frozen=True, eq=False, repr=False, kw_only=True)
class DiagramGain(InformationGain):
    """What a diagram is worth with and without knowledge or control of uncertainties.

    Values are in the unit of payoffs.

    Parameters
    ----------
    method, parameters, references, alternatives
        As in `Result`.
    value : float or ndarray of float, shape (...)
        The gain: the difference of the other two. Information is never worth less than nothing;
        control may be, where a node that is set no longer tells about its causes.
    with_information : float or ndarray of float, shape (...)
        Expected payoff with the information, or the control.
    without : float or ndarray of float, shape (...)
        Expected payoff of the diagram as it is.
    """

    def _options(self) -> dict[str, Any]:
        return {name: option for name, option in super()._options().items() if option is not True}

    def _columns(self) -> Columns:
        of = self.parameters["of"]
        numbers = {
            "value": self.value,
            f"with {self._kind()}": self.with_information,
            "without": self.without,
        }
        label = of if isinstance(of, str) else ", ".join(of)
        return (
            "of",
            (label,),
            {word: np.asarray(number)[..., None] for word, number in numbers.items()},
        )

    def _frame(self, pd: Any) -> pandas.DataFrame:
        return self._frame_of_batch(pd)


@named
def value_of_information(
    diagram: InfluenceDiagram,
    of: str | Sequence[str],
    before: str,
    *,
    goal: Literal["max", "min"] = "max",
    recall: bool = True,
) -> DiagramGain:
    """Return what it is worth to know uncertainties before a choice is made.

    Parameters
    ----------
    diagram : InfluenceDiagram
        The diagram.
    of : str or sequence of str
        The uncertainty that becomes known, or several that become known together.
    before : str
        The choice before which they become known; with recall later choices know them too.
    goal : {'max', 'min'}
        Whether the payoff is to be maximized or minimized.
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

    References
    ----------
    Howard R.A. (1966) Information value theory. IEEE Transactions on Systems Science and
    Cybernetics 2(1) 22-26. https://doi.org/10.1109/TSSC.1966.300074 Matheson J.E. (1990) Using
    influence diagrams to value information and control. In: Influence Diagrams, Belief Nets and
    Decision Analysis. Wiley.

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
    >>> value_of_information(diagram, of="oil", before="drill")
    value_of_information: value 35 (with information 55, without 20)  (of='oil', before='drill')
    """
    names = _uncertainties(diagram, of)
    _checks.known("choice", before, diagram.choices)
    _checks.instance("recall", recall, bool)
    if recall:
        temporal(diagram)
    later = descendants(diagram, [before])
    problems = [
        f"{name!r} must not depend on the choice it is to be known before; got"
        f" {path(diagram, before, name)}"
        for name in names
        if name in later
    ]
    if problems:
        raise InvalidModelError(problems)
    knows = tuple(dict.fromkeys((*diagram.parents(before), *names)))
    informed = _with(diagram, Choice(before, diagram.states(before), knows))
    parameters = {
        "of": of if isinstance(of, str) else names,
        "before": before,
        "goal": goal,
        "recall": recall,
    }
    return _gain("value_of_information", diagram, informed, parameters)


@named
def control(
    diagram: InfluenceDiagram,
    of: str,
    before: str | None = None,
    *,
    goal: Literal["max", "min"] = "max",
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
        the uncertainty. Before the first choice where not given.
    goal : {'max', 'min'}
        Whether the payoff is to be maximized or minimized.
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

    References
    ----------
    Matheson J.E. (1990) Using influence diagrams to value information and control. In: Influence
    Diagrams, Belief Nets and Decision Analysis. Wiley.

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
    control: value 180 (with control 200, without 20)  (of='oil')
    """
    (name,) = _uncertainties(diagram, of, several=False)
    _checks.instance("recall", recall, bool)
    stages = temporal(diagram) if recall else without_recall(diagram)
    if before is not None:
        _checks.known("choice", before, diagram.choices)
    effects = descendants(diagram, [name])
    position = next((i for i, stage in enumerate(stages) if stage.choice == before), 0)
    early = [stage.choice for stage in stages[:position] if stage.choice in effects]
    if early:
        problem = (
            f"{name!r} must be set before {early[0]!r}, which depends on it:"
            f" {path(diagram, name, early[0])}"
        )
        raise InvalidModelError([problem])
    known = stages[position].known if stages else ()
    replaced: list[Node] = [
        Choice(name, diagram.states(name), [n for n in known if n not in effects])
    ]
    if stages:
        choice = stages[position].choice
        knows = tuple(dict.fromkeys((*diagram.parents(choice), name)))
        replaced.append(Choice(choice, diagram.states(choice), knows))
    parameters = {
        "of": of,
        **({} if before is None else {"before": before}),
        "goal": goal,
        "recall": recall,
    }
    return _gain("control", diagram, _with(diagram, *replaced), parameters)


def _uncertainties(diagram: object, of: Any, *, several: bool = True) -> tuple[str, ...]:
    """Return the uncertainties that `of` names."""
    _checks.instance("diagram", diagram, InfluenceDiagram)
    assert isinstance(diagram, InfluenceDiagram)
    names = _checks.names("of", of) if several and not isinstance(of, str) else (of,)
    for kind, found in (
        ("an uncertainty", diagram.uncertainties),
        ("a value", diagram.value_nodes),
    ):
        if not found:
            raise InvalidInputError(f"the diagram must have {kind}; it has none")
    return tuple(_checks.known("uncertainty", name, diagram.uncertainties) for name in names)


def _with(diagram: InfluenceDiagram, *replaced: Node) -> InfluenceDiagram:
    """Return the diagram with some nodes replaced by others of the same names."""
    return InfluenceDiagram(
        list({**diagram.nodes, **{node.name: node for node in replaced}}.values())
    )


def _gain(
    method: str, diagram: InfluenceDiagram, better: InfluenceDiagram, parameters: dict[str, Any]
) -> DiagramGain:
    """Solve the diagram as it is and as it would be."""
    goal, recall = parameters["goal"], parameters["recall"]
    _checks.one_of("goal", goal, ("max", "min"))
    without = np.asarray(solve(diagram, goal=goal, recall=recall).value)
    improved = np.asarray(solve(better, goal=goal, recall=recall).value)
    gain = improved - without if goal == "max" else without - improved
    rounding = TIE_TOLERANCE * sum(
        np.abs(table(diagram, name).array).max() for name in diagram.value_nodes
    )
    return DiagramGain(
        method=method,
        parameters=parameters,
        references=(
            (
                "Matheson J.E. (1990) Using influence diagrams to value information and control."
                " Wiley."
            ),
        ),
        value=np.where(np.abs(gain) <= rounding, 0.0, gain)[()],
        with_information=improved[()],
        without=without[()],
    )
