"""`DiagramGain`: a diagram as it is against one with more information or control."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Any, Literal

import numpy as np

from decision_analysis import _checks
from decision_analysis._cited import cited
from decision_analysis._limits import TIE_TOLERANCE
from decision_analysis._plainly import plainly
from decision_analysis._shown import shown
from decision_analysis.core.parts import Columns, InformationGain
from decision_analysis.diagrams.factors import ROUNDING, at_stake, checked_utility, neutral
from decision_analysis.diagrams.model import InfluenceDiagram, Node
from decision_analysis.diagrams.solving import solve
from decision_analysis.errors import InvalidInputError
from decision_analysis.trees.passes import Attribute, additive

if TYPE_CHECKING:
    import pandas

TREES = {"value_of_information": "trees.clairvoyance", "control": "trees.control"}


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
        Expected payoff, or certainty equivalent, with the information or the control.
    without : float or ndarray of float, shape (...)
        That of the diagram as it is.
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


def uncertainties(diagram: object, of: Any, *, several: bool = True) -> tuple[str, ...]:
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


def replaced(diagram: InfluenceDiagram, *replaced: Node) -> InfluenceDiagram:
    """Return the diagram with some nodes replaced by others of the same names."""
    return InfluenceDiagram(
        list({**diagram.nodes, **{node.name: node for node in replaced}}.values())
    )


def choice_before(diagram: InfluenceDiagram, before: str | None) -> str | None:
    """Return the choice that `before` names, or else the only one; None where there is none."""
    if before is not None:
        return _checks.known("choice", before, diagram.choices)
    if len(diagram.choices) > 1:
        raise InvalidInputError(
            f"before must name a choice, as the diagram has several: {list(diagram.choices)}"
        )
    return diagram.choices[0] if diagram.choices else None


def gain(
    method: str,
    diagram: InfluenceDiagram,
    better: InfluenceDiagram,
    names: dict[str, Any],
    *,
    utility: Any,
    goal: Literal["max", "min"],
    attribute: Attribute | None,
    recall: bool,
) -> DiagramGain:
    """Solve the diagram as it is and as it would be."""
    if not additive(checked_utility(utility)):
        raise InvalidInputError(
            "utility must be linear or exponential, for which the difference of certainty"
            f" equivalents is the price; got {shown(utility)}: {TREES[method]}"
            "(to_tree(diagram), ...) finds the price for any"
        )
    before, after = (
        solve(one, utility=utility, goal=goal, attribute=attribute, recall=recall)
        for one in (diagram, better)
    )
    without = np.asarray(before.certainty_equivalent)
    improved = np.asarray(after.certainty_equivalent)
    # Positive where information helps, of costs too.
    difference = improved - without if goal == "max" else without - improved
    # What rounding leaves of payoffs that cancel is no gain.
    counted = diagram if before.pursued is None else before.pursued
    share = ROUNDING if neutral(utility) else TIE_TOLERANCE
    noise = share * np.maximum(at_stake(counted, before.rules), np.abs(improved))
    asked = {"utility": utility, "attribute": plainly(attribute)}
    return DiagramGain(
        method=method,
        parameters={**names, "goal": goal, "recall": recall}
        | {name: option for name, option in asked.items() if option is not None},
        references=cited("matheson_1990"),
        value=np.where(np.abs(difference) <= noise, 0.0, difference)[()],
        with_information=improved[()],
        without=without[()],
    )
