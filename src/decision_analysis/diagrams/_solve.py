"""`solve`: what an influence diagram is worth and what to choose in every information state."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Literal

import numpy as np

from decision_analysis import _checks
from decision_analysis._arrays import FloatArray
from decision_analysis.diagrams._diagram import InfluenceDiagram
from decision_analysis.diagrams._eliminate import solve_exact
from decision_analysis.diagrams._factor import TooLargeError
from decision_analysis.diagrams._inference import expected
from decision_analysis.diagrams._order import Stage, temporal, without_recall
from decision_analysis.diagrams._policy import Rule, given_rules
from decision_analysis.diagrams._samples import halves
from decision_analysis.diagrams._solution import Solution
from decision_analysis.errors import InvalidInputError

METHODS = ("exact", "single_policy_updating")
RECALL = "Jensen F., Jensen F.V., Dittmer S.L. (1994) From influence diagrams to junction trees. UAI 367-373."
LIMITED = "Lauritzen S.L., Nilsson D. (2001) Management Science 47(9). https://doi.org/10.1287/mnsc.47.9.1235.9779"


def solve(
    diagram: InfluenceDiagram,
    *,
    goal: Literal["max", "min"] = "max",
    recall: bool = True,
    method: Literal["exact", "single_policy_updating"] = "exact",
    policy: Solution | Mapping[str, Any] | None = None,
) -> Solution:
    """Return what an influence diagram is worth and the best option in every information state.

    With sampled tables it decides *within each sample*, as if the numbers became known before the first choice: the
    mean of `.value` is the value under perfect information on the sampled numbers, not that of the best policy. A policy
    passed as `policy=` is held fixed in every sample instead.

    TODO
    """
    where = "solve()"
    _checks.instance(where, "diagram", diagram, InfluenceDiagram)
    sign = 1.0 if _checks.one_of(where, "goal", goal, ("max", "min")) == "max" else -1.0
    _checks.instance(where, "recall", recall, bool)
    _checks.one_of(where, "method", method, METHODS)
    if not diagram.value_nodes:
        raise InvalidInputError(f"{where}: the diagram must have a value; it has none")
    stages = temporal(where, diagram) if recall else without_recall(diagram)
    if policy is not None:
        rules: Mapping[str, Rule] = given_rules(
            where, diagram, stages, policy.policy if isinstance(policy, Solution) else policy
        )
        value = expected(diagram, rules)
    else:
        try:
            value, rules = _in_parts(diagram, stages, sign)
        except TooLargeError as error:
            raise TooLargeError(f"{where}: {error}; recall=False takes less") from error
    return Solution(
        method="solve",
        parameters={"goal": goal, "recall": recall, "method": method} | ({} if policy is None else {"policy": policy}),
        references=(RECALL if recall else LIMITED,),
        value=np.broadcast_to(sign * value if policy is None else value, diagram.sample_shape).copy()[()] + 0.0,
        diagram=diagram,
        rules=rules,
    )


def _in_parts(
    diagram: InfluenceDiagram, stages: Sequence[Stage], sign: float
) -> tuple[FloatArray, Mapping[str, Rule]]:
    """Solve a diagram, the samples in halves where all together need tables that are too large."""
    try:
        return solve_exact(diagram, stages, sign)
    except TooLargeError:
        shape = diagram.sample_shape
        if max(shape, default=1) < 2:
            raise
    axis = int(np.argmax(shape))
    (first, some), (second, others) = (_in_parts(part, stages, sign) for part in halves(diagram, axis))
    last = axis - len(shape)
    sizes = shape[axis] // 2, shape[axis] - shape[axis] // 2
    rules = {name: _joined(some[name], others[name], last, sizes) for name in some}
    return _concatenated(first, second, last, sizes), rules


def _joined(first: Rule, second: Rule, axis: int, sizes: tuple[int, int]) -> Rule:
    return Rule(first.choice, first.known, first.variables, _concatenated(first.options, second.options, axis, sizes))


def _concatenated(first: Any, second: Any, axis: int, sizes: tuple[int, int]) -> Any:
    """Join two arrays along a sample axis along which either may have length 1."""
    parts = []
    for array, size in zip((first, second), sizes, strict=True):
        shape = list(array.shape)
        shape[axis] = size
        parts.append(np.broadcast_to(array, shape))
    return np.concatenate(parts, axis=axis)
