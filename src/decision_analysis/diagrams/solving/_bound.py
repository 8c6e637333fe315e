"""What limited memory can be worth at most: the value with perfect recall."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import numpy as np

from decision_analysis._limits import MOST_INFORMATION_STATES
from decision_analysis.diagrams.factors import ROUNDING, Rule, Stage, at_stake, expected
from decision_analysis.diagrams.model import Choice, InfluenceDiagram
from decision_analysis.diagrams.solving._eliminate import solve_exact


def remembering(diagram: InfluenceDiagram, stages: Sequence[Stage]) -> InfluenceDiagram:
    """Return the diagram with all that choices remember written into what they know."""
    choices = {
        stage.choice: Choice(stage.choice, diagram.states(stage.choice), stage.known)
        for stage in stages
    }
    return InfluenceDiagram([choices.get(name, node) for name, node in diagram.nodes.items()])


def reaches_bound(
    diagram: InfluenceDiagram, stages: Sequence[Stage], sign: float, rules: Mapping[str, Rule]
) -> bool:
    """Say whether rules with limited memory are worth as much as with perfect recall.

    If so, none can be better. It is False also where more than 2^20 information states would have
    to be solved.
    """
    # What each choice would know if nothing were forgotten.
    known: dict[str, None] = {}
    recalled = []
    for stage in stages:
        known |= dict.fromkeys(stage.known)
        recalled.append(Stage(stage.choice, tuple(known)))
        known[stage.choice] = None
    states = math.prod(len(diagram.states(name)) for name in known) * math.prod(
        diagram.sample_shape
    )
    if states > MOST_INFORMATION_STATES:
        return False
    bound, _ = solve_exact(remembering(diagram, recalled), recalled, sign)
    noise = ROUNDING * at_stake(diagram, rules)
    return bool(np.all(sign * expected(diagram, rules) >= bound - noise))
