"""Plain data of a diagram: what may be left out is."""

from decision_analysis.diagrams import Choice, InfluenceDiagram, Value, to_dict


def test_what_may_be_left_out_is_left_out():
    assert to_dict(InfluenceDiagram([Choice("c", ["a"]), Value("v", 3)])) == {
        "nodes": [{"choice": "c", "options": ["a"]}, {"value": "v", "payoffs": 3.0}]
    }
