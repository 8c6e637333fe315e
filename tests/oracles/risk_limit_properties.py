"""What holds of limits on the risk of a policy, checked against enumeration.

Each property takes a diagram and a generator, and says whether there was anything to compare.
"""

from __future__ import annotations

import numpy as np
import pytest

from decision_analysis.diagrams import solve
from decision_analysis.errors import InvalidInputError
from oracles.enumerated_diagrams import Enumerated, exactly, remembered

FEW = 400


def limits_are_met_as_well_as_any_policy_can(diagram, rng, recall=False):
    listed = Enumerated(diagram, remembered(diagram)[0] if recall else None)
    if listed.count() > FEW:
        return False
    goal, sign = (("max", 1), ("min", -1))[int(rng.integers(2))]
    found = [listed.distribution(policy) for policy in listed.policies()]
    means = np.array([sign * values @ p for values, p in found])
    level = float(rng.uniform(0.05, 1.0))
    tails = np.array([worst_mean(sign * values, p, level) for values, p in found])
    threshold = float(rng.choice(np.concatenate([values for values, _ in found])))
    reached = np.array([p[sign * values >= sign * threshold - 1e-9].sum() for values, p in found])
    limit, least = rng.choice(tails), rng.choice(reached)
    for cvar, chance in (((level, sign * limit), None), (None, (threshold, min(least, 1.0)))):
        allowed = tails >= limit - 1e-9 if cvar else reached >= least - 1e-9
        solution = solve(diagram, goal=goal, recall=recall, cvar=cvar, chance=chance)
        assert sign * solution.value == exactly(means[allowed].max())
    both = (tails >= limit - 1e-9) & (reached >= least - 1e-9)
    arguments = {
        "goal": goal,
        "recall": recall,
        "cvar": (level, sign * limit),
        "chance": (threshold, min(least, 1.0)),
    }
    if both.any():
        assert sign * solve(diagram, **arguments).value == exactly(means[both].max())
    else:
        with pytest.raises(InvalidInputError, match="no policy meets the limits"):
            solve(diagram, **arguments)
    with pytest.raises(InvalidInputError, match="no policy meets the limits"):
        solve(diagram, goal=goal, recall=recall, cvar=(level, sign * (tails.max() + 1.0)))
    return True


def limits_are_met_with_recall_too(diagram, rng):
    return limits_are_met_as_well_as_any_policy_can(diagram, rng, recall=True)


def worst_mean(values, p, level):
    """Return the mean of the worst `level` share of values, to be maximized."""
    order = np.argsort(values)
    left, total = level, 0.0
    for value, share in zip(values[order], p[order], strict=True):
        total += value * min(share, left)
        left -= min(share, left)
    return total / (level - left)
