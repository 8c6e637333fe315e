"""Plain data to trees; faults listed with their paths; rescaling of rounded probabilities."""

import numpy as np
import pytest

from decision_analysis.errors import DegenerateDataWarning, InvalidModelError
from decision_analysis.trees import (
    Terminal,
    from_dict,
    rollback,
    to_arrays,
    to_dict,
)


def test_short_forms_of_terminals():
    assert rollback(
        from_dict({"decision": "d", "options": {"a": 1, "b": {"terminal": 2}, "c": [3]}})
    ).value == [3]
    assert rollback(from_dict(5)).value == 5
    assert rollback(from_dict({"cost": 2}), attribute="cost").value == 2
    assert rollback(from_dict({"decision": "d", "options": {"a": Terminal(4)}})).value == 4


def test_shared_data_become_shared_nodes():
    shared = {
        "chance": "c",
        "outcomes": {"x": {"probability": 0.5, "then": 1}, "y": {"probability": "rest", "then": 3}},
    }
    tree = from_dict({"decision": "d", "options": {"a": shared, "b": shared}})
    assert tree.options["a"] is tree.options["b"]
    data = to_dict(tree)
    assert data["options"]["a"] is data["options"]["b"]


def test_all_faults_are_listed_with_their_paths():
    data = {
        "decision": "test",
        "options": {
            "yes": {
                "chance": "result",
                "outcomes": {
                    "good": {"probability": 0.5, "then": None},
                    "bad": {"probability": 0.4, "then": {"decision": "sell", "options": {}}},
                },
            },
            "no": {"chance": "oil", "outcomes": {"wet": {"prob": 1.0, "then": "rich"}}, "payof": 3},
            "maybe": {"terminal": float("nan")},
        },
    }
    with pytest.raises(InvalidModelError) as error:
        from_dict(data)
    assert error.value.problems == (
        "decision 'sell' at 'yes > bad': must have at least one option; got none",
        "node at 'yes > good': must be a node, a number or {attribute: number}; got None",
        "chance 'result' at 'yes': probabilities must sum to 1; got 0.9 ('good' 0.5, 'bad' 0.4)",
        "node at 'no > wet': must be a node, a number or {attribute: number}; got 'rich'",
        (
            "chance 'oil' at 'no': unknown key 'payof' (did you mean 'payoff'?); "
            "a chance has ['chance', 'outcomes', 'payoff']"
        ),
        (
            "chance 'oil' at 'no': outcome 'wet' must be {'probability': p, 'then': node}; "
            "missing ['probability'], unknown ['prob']"
        ),
        "terminal at 'maybe': payoff must be finite; got nan",
    )


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ("text", "node at the root: must be a node"),
        (None, "node at the root: must be a node"),
        ({}, "payoff must name at least one attribute"),
        (
            {"decison": "d", "options": {"a": 1}},
            r"must have one of the keys .*got \['decison', 'options'\] \(did you mean 'decision'",
        ),
        (
            {"decision": "d"},
            r"decision 'd' at the root: options must be a mapping \{option: node\}; got NoneType",
        ),
        ({"decision": "d", "options": {"a": 1}, "payoff": "x"}, "payoff must be a number"),
        (
            {"chance": "c", "outcomes": {"a": 1}},
            r"outcome 'a' must be \{'probability': p, 'then': node\}; got 1",
        ),
        (
            {"chance": "c", "outcomes": {"a": {"probability": "1", "then": 1}}},
            "probability of 'a' must be a number",
        ),
        ({"chance": "c", "outcomes": []}, "outcomes must be a mapping"),
        ({"decision": 3, "options": {"a": 1}}, "name must be a non-empty string; got 3"),
        (
            {"terminal": 1, "cost": 2},
            r"terminal at the root: unknown key 'cost'; a terminal has \['terminal'\]",
        ),
        (
            {"decision": "d", "options": {"a": 1, "b": {"cost": 2}}},
            "payoff at 'a' must be a mapping by attribute",
        ),
    ],
)
def test_other_faults(data, message):
    with pytest.raises(InvalidModelError, match=message):
        from_dict(data)


def test_data_that_contain_themselves_are_refused():
    loop = {"decision": "d", "options": {"a": 1}}
    loop["options"]["again"] = loop
    with pytest.raises(InvalidModelError, match="node at 'again': must not contain itself"):
        from_dict(loop)


@pytest.mark.slow
def test_depth_does_not_matter():
    data = {"terminal": 1}
    for i in range(3_000):
        data = (
            {"decision": "d", "options": {"on": data}}
            if i % 2
            else {
                "chance": "c",
                "outcomes": {
                    "on": {"probability": 0.999, "then": data},
                    "stop": {"probability": "rest", "then": 0},
                },
            }
        )
    tree = from_dict(data)
    assert tree.size == 4_501
    assert to_dict(tree)["decision"] == "d"
    assert to_arrays(tree).depth == 3_000


def oil_drilling():
    """PrecisionTree User's Guide (Palisade), oil drilling example: probabilities as printed, with
    four digits."""
    given = {
        "dry": (0.38, (0.7895, 0.1579, 0.0526)),
        "small": (0.39, (0.3846, 0.4615, 0.1538)),
        "large": (0.23, (0.2174, 0.2609, 0.5217)),
    }

    def drill(p):
        wells = zip(("dry-well", "small-well", "large-well"), p, (0, 1500, 3400), strict=True)
        oil = {
            "chance": "oil",
            "outcomes": {w: {"probability": q, "then": v} for w, q, v in wells},
            "payoff": -600,
        }
        return {"decision": "drill", "options": {"drill": oil, "dont": 0}}

    results = {r: {"probability": q, "then": drill(p)} for r, (q, p) in given.items()}
    test = {"chance": "result", "outcomes": results, "payoff": -55}
    return {"decision": "test", "options": {"test": test, "dont": drill((0.5, 0.3, 0.2))}}


def test_precisiontree_rounded_probabilities_are_refused_as_printed_and_rescaled_on_request():
    with pytest.raises(
        InvalidModelError,
        match=r"chance 'oil' at 'test > small > drill': .*must sum to 1; got 0.9999",
    ):
        from_dict(oil_drilling())
    where = (
        r"rescaled probabilities to sum to 1: chance 'oil' at 'test > small > drill' summed to"
        r" 0.9999$"
    )
    with pytest.warns(DegenerateDataWarning, match=where):
        tree = from_dict(oil_drilling(), rescale=True)
    result = rollback(tree)
    assert result.value == pytest.approx(544.9436, abs=5e-5)
    assert result.values[("dont",)] == pytest.approx(530)
    assert [result.policy["test", r] for r in ("dry", "small", "large")] == [
        "dont",
        "drill",
        "drill",
    ]


def test_rescaling_is_for_rounding_only():
    data = {
        "chance": "c",
        "outcomes": {"a": {"probability": 0.5, "then": 1}, "b": {"probability": 0.4, "then": 0}},
    }
    with pytest.raises(InvalidModelError, match=r"must sum to 1; got 0\.9 "):
        from_dict(data, rescale=True)
    with pytest.raises(ValueError, match="rescale must be a bool"):
        from_dict(data, rescale="yes")
    exact = {
        "chance": "c",
        "outcomes": {"a": {"probability": 0.5, "then": 1}, "b": {"probability": 0.5, "then": 0}},
    }
    assert rollback(from_dict(exact, rescale=True)).value == 0.5


def test_samples_and_what_rest_leaves_are_rescaled_by_the_same_rule():
    def data(p, q):
        outcomes = {"a": {"probability": p, "then": 1}, "b": {"probability": q, "then": 0}}
        return {"chance": "c", "outcomes": outcomes | {"c": {"probability": "rest", "then": 2}}}

    with pytest.raises(
        InvalidModelError,
        match=r"exceed 1 in sum; got 1\.01 .*; rescale=True divides them by their sum",
    ):
        from_dict(data(0.34, 0.67))
    with pytest.warns(DegenerateDataWarning, match=r"chance 'c' at the root summed to 1\.01$"):
        tree = from_dict(data([0.34, 0.3], [0.67, 0.6]), rescale=True)
    np.testing.assert_allclose(tree.probabilities["a"], [0.34 / 1.01, 0.3], rtol=1e-15)
    np.testing.assert_allclose(tree.probabilities["c"], [0.0, 0.1], atol=1e-15)
