"""`DiagramGain`: a diagram as it is against one with more information or control."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Any

import numpy as np

from decision_analysis import _checks
from decision_analysis._cited import cited
from decision_analysis._limits import TIE_TOLERANCE
from decision_analysis.core.parts import Columns, InformationGain
from decision_analysis.diagrams.factors import table
from decision_analysis.diagrams.model import InfluenceDiagram, Node
from decision_analysis.diagrams.solving import solve
from decision_analysis.errors import InvalidInputError

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


def gain(
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
        references=cited("matheson_1990"),
        value=np.where(np.abs(gain) <= rounding, 0.0, gain)[()],
        with_information=improved[()],
        without=without[()],
    )
