"""A diagram and its solution for those who draw or write them, checked, with mean values."""

from __future__ import annotations

from decision_analysis.diagrams.answers._solution import Solution
from decision_analysis.diagrams.factors import chances, contract, table
from decision_analysis.diagrams.model import InfluenceDiagram, difference
from decision_analysis.errors import InvalidInputError


def solved(model: object, result: object) -> tuple[InfluenceDiagram, Solution | None]:
    """Return a diagram and, where there is one, its solution of one sample.

    A solution stands for both.
    """
    if isinstance(model, Solution):
        if result is not None:
            got = type(result).__name__
            raise InvalidInputError(
                f"result must be None where the first argument is a solution; got {got}"
            )
        # Evidence changed the diagram: what is drawn is the one that was given.
        conditioned = model.source is not None and "evidence" in model.parameters
        model, result = model.source if conditioned else model.diagram, model
    if not isinstance(model, InfluenceDiagram):
        got = type(model).__name__
        raise InvalidInputError(
            f"diagram must be an InfluenceDiagram or what diagrams.solve() returned; got {got}"
        )
    if result is None:
        return model, None
    if not isinstance(result, Solution):
        got = type(result).__name__
        raise InvalidInputError(
            f"result must be what diagrams.solve() returned, or None; got {got}"
        )
    if result.sample_shape:
        raise InvalidInputError(
            f"result must be of one sample; got a batch {result.sample_shape}: pick one"
            " with result.at(i)"
        )
    # A solution is of the diagram as given, or of the one that evidence left.
    solved_ones = [d for d in (result.source, result.diagram) if d is not None]
    unlike = [difference(diagram.nodes, model.nodes) for diagram in solved_ones]
    if all(unlike):
        raise InvalidInputError(
            f"result must be a solution of this diagram; got that of {unlike[0]}"
        )
    return model, result


def expected(solution: Solution, value: str) -> float:
    """Return what a value is on average under the policy."""
    gain = table(solution.diagram, value)
    return float(
        contract([*chances(solution.diagram, solution.rules, gain.variables), gain], []).array
    )
