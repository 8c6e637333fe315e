"""Decisions: what is refused and how."""

import numpy as np
import pytest

from decision_analysis.errors import InvalidModelError
from decision_analysis.trees import (
    REST,
    Decision,
)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("d", {}), r"decision 'd': 1 problem\(s\)\n  - must have at least one option; got none"),
        (("d", ["a"]), r"options must be a mapping \{option: node\}; got list"),
        (("d", None), r"options must be a mapping \{option: node\}; got NoneType"),
        (("", {"a": 1}), r"name must be a non-empty string; got ''"),
        ((7, {"a": 1}), r"decision 7: 1 problem"),
        (
            ("d", {"a": None}),
            r"option 'a': must be a node, a number or \{attribute: number\}; got None",
        ),
        (("d", {"a": "REST"}), r"option 'a': must be a node"),
        (("d", {"a": [1, 2]}), r"option 'a': must be a node"),
        (("d", {"a": True}), r"option 'a': must be a node"),
        (
            ("d", {"a": REST}),
            r"option 'a': must be a node, a number or {attribute: number}; got REST",
        ),
        (
            ("d", {"a": np.array(["x"])}),
            r"option 'a': payoff: samples must be numbers; got strings",
        ),
        (("d", {"": 1}), r"option labels must be non-empty strings"),
        (("d", {"a": 1}, "x"), r"payoff must be a number or an array of samples; got 'x'"),
        (("d", {"a": 1}, np.nan), r"payoff must be finite; got nan"),
        (
            ("d", {"a": 1}, {"cost": "3"}),
            r"payoff of 'cost' must be a number or an array of samples; got '3'",
        ),
    ],
)
def test_a_decision_refuses(arguments, message):
    with pytest.raises(InvalidModelError, match=message):
        Decision(*arguments)
