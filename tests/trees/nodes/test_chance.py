"""Chance nodes: what is refused and how."""

import numpy as np
import pytest

from decision_analysis.errors import InvalidModelError
from decision_analysis.trees import (
    REST,
    Chance,
)


@pytest.mark.parametrize(
    ("outcomes", "message"),
    [
        (
            {"dry": (0.5, 1), "wet": (0.4, 2)},
            r"probabilities must sum to 1; got 0.9 \('dry' 0.5, 'wet' 0.4\)",
        ),
        ({"dry": (0.7, 1), "wet": (0.5, 2)}, r"must sum to 1; got 1.2"),
        (
            {"dry": (1.05, 1), "wet": (REST, 2)},
            r"beside REST must not exceed 1 in sum; got 1.05 \('dry' 1.05\)",
        ),
        ({"dry": (1e308, 1), "wet": (1e308, 2)}, r"must sum to 1; got inf"),
        (
            {"dry": (1e308, 1), "wet": (1e308, 2), "x": (REST, 3)},
            r"must not exceed 1 in sum; got inf",
        ),
        (
            {"dry": (-0.5, 1), "wet": (1.5, 2)},
            r"probability of 'dry' must not be negative; got -0.5",
        ),
        (
            {"dry": (-0.5, 1), "wet": (REST, 2)},
            r"probability of 'dry' must not be negative; got -0.5",
        ),
        ({"dry": (np.nan, 1), "wet": (REST, 2)}, r"probability of 'dry' must be finite; got nan"),
        (
            {"dry": ("0.5", 1), "wet": (0.5, 2)},
            r"probability of 'dry' must be a number or an array of samples; got '0.5'",
        ),
        ({"dry": (True, 1)}, r"probability of 'dry' must be a number"),
        (
            {"dry": (REST, 1), "wet": (REST, 2)},
            r"only one probability may be REST; got it for \['dry', 'wet'\]",
        ),
        ({"dry": (None, 1)}, r"probability of 'dry' must be a number"),
        ({"dry": 0.5}, r"outcome 'dry' must be a pair \(probability, node\); got 0.5"),
        (
            {"dry": (1.0, None)},
            r"outcome 'dry': must be a node, a number or \{attribute: number\}; got None",
        ),
        (
            {"dry": (1.0, "x")},
            r"outcome 'dry': must be a node, a number or \{attribute: number\}; got 'x'",
        ),
        ({"dry": (1.0, np.inf)}, r"outcome 'dry': payoff must be finite; got inf"),
        (
            {"dry": (1.0, {"cost": np.nan})},
            r"outcome 'dry': payoff of 'cost' must be finite; got nan",
        ),
        ({"dry": (1.0, {})}, r"outcome 'dry': payoff must name at least one attribute"),
        (
            {"dry": (1.0, {3: 1})},
            r"outcome 'dry': payoff must name its attributes by non-empty strings; got 3",
        ),
        ({"": (1.0, 1)}, r"outcome labels must be non-empty strings; got ''"),
        ({3: (1.0, 1)}, r"outcome labels must be non-empty strings; got 3"),
        ({}, r"must have at least one outcome; got none"),
        (
            [("dry", 1.0, 1)],
            r"outcomes must be a mapping \{outcome: \(probability, node\)\}; got list",
        ),
        (
            {"dry": (np.array([0.5, 0.6]), 1), "wet": (np.array([0.5, 0.5]), 2)},
            r"must sum to 1; got 1.1",
        ),
        (
            {"dry": (np.array([0.5, 1.2]), 1), "wet": (REST, 2)},
            r"must not exceed 1 in sum; got 1.2",
        ),
        (
            {"dry": (np.array([0.5, -0.1]), 1), "wet": (REST, 2)},
            r"'dry' must not be negative; got -0.1",
        ),
        (
            {"dry": (np.ones(3) / 2, 1), "wet": (np.ones(2) / 2, 2)},
            r"probabilities must broadcast together; .*\(3,\)",
        ),
        (
            {"dry": (np.array([0.5, np.nan]), 1), "wet": (REST, 2)},
            r"probability of 'dry': samples must be finite; got nan",
        ),
        (
            {"dry": (np.empty(0), 1), "wet": (REST, 2)},
            r"probability of 'dry' must hold at least one sample",
        ),
    ],
)
def test_a_chance_node_refuses(outcomes, message):
    with pytest.raises(InvalidModelError, match="chance 'oil': 1 problem") as error:
        Chance("oil", outcomes)
    with pytest.raises(InvalidModelError, match=message):
        raise error.value


def test_all_faults_of_a_node_are_listed():
    with pytest.raises(InvalidModelError) as error:
        Chance("", {"a": (0.5, None), "b": ("x", 2), "": (0.1, 3)}, payoff=np.nan)
    assert len(error.value.problems) == 5
