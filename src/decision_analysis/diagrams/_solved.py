"""A diagram and its solution for those who draw or write them: both checked, and the mean of each value."""

from __future__ import annotations

from decision_analysis.diagrams._diagram import InfluenceDiagram
from decision_analysis.diagrams._factor import contract, table
from decision_analysis.diagrams._inference import chances
from decision_analysis.diagrams._solution import Solution
from decision_analysis.errors import InvalidInputError


def solved(where: str, model: object, result: object) -> tuple[InfluenceDiagram, Solution | None]:
    """Return a diagram and, where there is one, its solution of one sample; a solution stands for both."""
    if isinstance(model, Solution):
        if result is not None:
            got = type(result).__name__
            raise InvalidInputError(f"{where}: result must be None where the first argument is a solution; got {got}")
        model, result = model.diagram, model
    if not isinstance(model, InfluenceDiagram):
        got = type(model).__name__
        raise InvalidInputError(
            f"{where}: diagram must be an InfluenceDiagram or what diagrams.solve() returned; got {got}"
        )
    if result is None:
        return model, None
    if not isinstance(result, Solution):
        got = type(result).__name__
        raise InvalidInputError(f"{where}: result must be what diagrams.solve() returned, or None; got {got}")
    if result.sample_shape:
        raise InvalidInputError(
            f"{where}: result must be of one sample; got a batch {result.sample_shape}: pick one with result.at(i)"
        )
    if result.diagram is not model and _form(result.diagram) != _form(model):
        raise InvalidInputError(
            f"{where}: result must be a solution of this diagram; got that of one with the nodes "
            f"{list(result.diagram.nodes)} for one with {list(model.nodes)}"
        )
    return model, result


def expected(solution: Solution, value: str) -> float:
    """Return what a value is on average under the policy."""
    gain = table(solution.diagram, value)
    return float(contract([*chances(solution.diagram, solution.rules, gain.variables), gain], []).array)


def _form(diagram: InfluenceDiagram) -> dict[str, tuple[object, ...]]:
    """Return what a diagram consists of, without numbers."""
    values = diagram.value_nodes
    return {
        name: (type(node), diagram.parents(name), () if name in values else diagram.states(name))
        for name, node in diagram.nodes.items()
    }
