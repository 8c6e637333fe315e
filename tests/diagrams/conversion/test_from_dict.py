"""Plain data and back, and every fault of their form."""

import json

import numpy as np
import pytest

from decision_analysis import catalog
from decision_analysis.diagrams import (
    Choice,
    InfluenceDiagram,
    Uncertain,
    Value,
    from_dict,
    solve,
    to_dict,
)
from decision_analysis.errors import InvalidModelError

OIL = catalog.load("raiffa_1968/solve").inputs["diagram"]


def test_a_diagram_survives_json():
    again = from_dict(json.loads(json.dumps(to_dict(OIL))))
    assert repr(again) == repr(OIL)
    assert solve(again).value == solve(OIL).value


def test_samples_survive():
    diagram = InfluenceDiagram(
        [
            Uncertain("u", ["x", "y"], [[0.5, 0.5], [0.25, 0.75]]),
            Choice("c", ["a", "b"]),
            Value("v", [1.0, 2.0], ["u"]),
        ]
    )
    again = from_dict(json.loads(json.dumps(to_dict(diagram))))
    np.testing.assert_array_equal(solve(again).value, [1.5, 1.75])


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (5, ["a diagram must be a mapping {'nodes': [...]}; got int"]),
        ({"node": []}, ["a diagram must be a mapping {'nodes': [...]}; got ['node']"]),
        ({"nodes": []}, ["must have at least one node"]),
        (
            {"nodes": [5]},
            ["node 0 must have one of the keys ['uncertain', 'choice', 'value']; got 5"],
        ),
        (
            {"nodes": [{"name": "x"}]},
            ["node 0 must have one of the keys ['uncertain', 'choice', 'value']; got ['name']"],
        ),
        (
            {"nodes": [{"choice": "c", "value": "v"}]},
            [
                "node 0 must have one of the keys ['uncertain', 'choice', 'value']; got ['choice',"
                " 'value']"
            ],
        ),
        (
            {"nodes": [{"choice": "c"}, {"value": "v", "payofs": 1}]},
            [
                "choice 'c': options is missing",
                "value 'v': payoffs is missing",
                (
                    "value 'v': unknown key 'payofs' (did you mean 'payoffs'?); known are ['value',"
                    " 'payoffs', 'of']"
                ),
            ],
        ),
        (
            {"nodes": [{"choice": "c", "options": ["a"], "knows": ["b"]}]},
            ["choice 'c': unknown name in knows 'b'; known are ['c']"],
        ),
    ],
)
def test_faults(data, expected):
    with pytest.raises(InvalidModelError) as caught:
        from_dict(data)
    assert caught.value.where == "from_dict()"
    assert list(caught.value.problems) == expected
