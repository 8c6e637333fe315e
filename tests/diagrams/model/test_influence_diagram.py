"""What users write: every fault of all nodes at once, in words; what a diagram holds; frozen."""

import pickle

import numpy as np
import pytest

from decision_analysis.diagrams import (
    Choice,
    InfluenceDiagram,
    Uncertain,
    Value,
    from_dict,
    solve,
    to_dict,
)
from decision_analysis.errors import InvalidInputError, InvalidModelError

ILL = Uncertain("ill", ["yes", "no"], [0.1, 0.9])
TEST = Uncertain("test", ["plus", "minus"], [[0.8, 0.2], [0.1, 0.9]], given=["ill"])
TREAT = Choice("treat", ["treat", "pass"], knows=["test"])
WORTH = Value("worth", [[500, 300], [900, 1000]], of=["ill", "treat"])
NODES = [ILL, TEST, TREAT, WORTH]


def problems(nodes):
    with pytest.raises(InvalidModelError) as caught:
        InfluenceDiagram(nodes)
    assert str(caught.value).startswith("InfluenceDiagram: ")
    return list(caught.value.problems)


@pytest.mark.parametrize(
    ("nodes", "expected"),
    [
        ([], ["must have at least one node"]),
        ("ill", ["nodes must be a sequence of nodes; got str"]),
        ([5], ["node 0 must be Uncertain, Choice or Value; got 5"]),
        ([Choice("", ["x"])], ["name of choice 0 must be a non-empty string; got ''"]),
        ([Choice(3, ["x"])], ["name of choice 0 must be a non-empty string; got 3"]),
        ([ILL, ILL], ["names must not repeat; got 'ill' 2 times"]),
        ([Choice("c", [])], ["choice 'c': options must not be empty"]),
        (
            [Choice("c", "xy")],
            ["choice 'c': options must be a sequence of names; got the one string 'xy'"],
        ),
        ([Choice("c", {"x"})], ["choice 'c': options must be a sequence of names; got set"]),
        ([Choice("c", ["x", 1])], ["choice 'c': options must be non-empty strings; got 1"]),
        (
            [Choice("c", ["x", "x"])],
            ["choice 'c': options must not repeat; got ['x'] more than once"],
        ),
        (
            [ILL, Choice("c", ["x"], ["il"])],
            [
                "choice 'c': unknown name in knows 'il' (did you mean 'ill'?); known are ['ill',"
                " 'c']"
            ],
        ),
        (
            [ILL, Choice("c", ["x"], ["ill", "ill"])],
            ["choice 'c': knows must not repeat; got ['ill'] more than once"],
        ),
        (
            [WORTH, ILL, Choice("treat", ["treat", "pass"], ["worth"])],
            ["choice 'treat': knows must name uncertainties and choices; got the value 'worth'"],
        ),
        ([Choice("c", ["x"], ["c"])], ["arcs must not form a cycle; got c -> c"]),
        (
            [Choice("c", ["x"], ["e"]), Choice("d", ["x"], ["c"]), Choice("e", ["x"], ["d"])],
            ["arcs must not form a cycle; got c -> d -> e -> c"],
        ),
        ([Uncertain("u", ["x", "y"], None)], ["uncertain 'u': probabilities are missing"]),
        ([Value("v", None)], ["value 'v': payoffs are missing"]),
        (
            [Uncertain("u", ["x", "y"], [0.5, 0.4])],
            ["uncertain 'u': probabilities must sum to 1; got 0.9 ('x' 0.5, 'y' 0.4)"],
        ),
        (
            [Uncertain("u", ["x", "y"], [1.5, -0.5])],
            ["uncertain 'u': probability of 'y' must not be negative; got -0.5"],
        ),
        (
            [ILL, Uncertain("u", ["x", "y"], [[0.5, 0.5], [0.5, 0.4]], ["ill"])],
            [
                "uncertain 'u' where 'ill' is 'no': probabilities must sum to 1; got 0.9 ('x' 0.5,"
                " 'y' 0.4)"
            ],
        ),
        (
            [ILL, Uncertain("u", ["x", "y"], [[0.5, 0.5], [np.nan, 1]], ["ill"])],
            [
                "uncertain 'u': probabilities must be finite; got nan where 'ill' is 'no', 'u'"
                " is 'x'"
            ],
        ),
        (
            [ILL, Value("v", [1, np.inf], ["ill"])],
            ["value 'v': payoffs must be finite; got inf where 'ill' is 'no'"],
        ),
        (
            [ILL, Value("v", [1, 2e300], ["ill"])],
            ["value 'v': payoffs must be within ±1e+300; got 2e+300 where 'ill' is 'no'"],
        ),
        (
            [ILL, Value("v", [1, 2, 3], ["ill"])],
            ["value 'v': payoffs must have the axes (..., 'ill' 2); got shape (3,)"],
        ),
        ([ILL, Value("v", [1, "2"], ["ill"])], ["value 'v': payoffs must be numbers; got strings"]),
        (
            [ILL, Value("v", [True, False], ["ill"])],
            ["value 'v': payoffs must be numbers; got booleans"],
        ),
        (
            [ILL, Value("v", {"yes": 1}, ["ill"])],
            ["value 'v': payoffs: mappings must name each label of 'ill' once; missing ['no']"],
        ),
        (
            [ILL, Value("v", {"yes": 1, "no": {}}, ["ill"])],
            [
                "value 'v': payoffs: the entry of ('no',) must be numbers; got a labelled dict,"
                " which would be read by position: give an array of its values where the order is"
                " right"
            ],
        ),
        (
            [ILL, TEST, Value("v", {"yes": 1, "no": 2}, ["ill", "test"])],
            ["value 'v': payoffs must be mappings down to 'test'; got 1"],
        ),
        (
            [Value("v", {"yes": 1})],
            [
                "value 'v': payoffs must be a number or samples, as it depends on nothing; got a"
                " mapping"
            ],
        ),
        (
            [ILL, Value("v", {"yes": [1, 2], "no": [1, 2, 3]}, ["ill"])],
            ["value 'v': payoffs: samples must broadcast together"],
        ),
        (
            [Uncertain("u", ["x", "y"], np.full((3, 2), 0.5)), Value("v", np.ones((2, 2)), ["u"])],
            [
                "samples must broadcast together; the table of 'u' has (3,), the table of 'v' has"
                " (2,)"
            ],
        ),
    ],
)
def test_faults(nodes, expected):
    assert problems(nodes) == expected


def test_faults_of_all_nodes_are_listed():
    found = problems(
        [
            Uncertain("a", ["x", "y"], [0.5, 0.4]),
            Uncertain("b", ["x", "y"], [[0.5, 0.5]], ["a"]),
            Choice("c", ["x", "y"], ["d"]),
            Choice("d", ["x", "y"], ["c"]),
            Value("v", [1, np.nan], ["a"]),
            Value("w", [1], ["none"]),
        ]
    )
    assert found == [
        "value 'w': unknown name in of 'none'; known are ['a', 'b', 'c', 'd']",
        "arcs must not form a cycle; got c -> d -> c",
        "uncertain 'a': probabilities must sum to 1; got 0.9 ('x' 0.5, 'y' 0.4)",
        "uncertain 'b': probabilities must have the axes (..., 'a' 2, 'b' 2); got shape (1, 2)",
        "value 'v': payoffs must be finite; got nan where 'a' is 'y'",
    ]


def test_a_missing_table_is_told_also_where_its_axes_are_faulty():
    assert problems([ILL, Uncertain("a", ["x", "x"], None), Value("v", None, ["il"])]) == [
        "uncertain 'a': states must not repeat; got ['x'] more than once",
        "value 'v': unknown name in of 'il' (did you mean 'ill'?); known are ['ill', 'a']",
        "uncertain 'a': probabilities are missing",
        "value 'v': payoffs are missing",
    ]


def test_many_faulty_sums_are_counted():
    many = Uncertain("g", [f"g{i}" for i in range(15)], np.full(15, 1 / 15))
    found = problems([many, Uncertain("u", ["x", "y"], np.tile([0.5, 0.4], (15, 1)), ["g"])])
    assert len(found) == 11
    assert found[-1] == "uncertain 'u': and 5 more such sums"


def test_tables_by_label_are_those_by_position():
    likely = {"plus": 0.8, "minus": 0.2}
    by_label = InfluenceDiagram(
        [
            Uncertain("ill", ["yes", "no"], {"no": 0.9, "yes": 0.1}),
            Uncertain(
                "test",
                ["plus", "minus"],
                {"no": {"minus": 0.9, "plus": 0.1}, "yes": likely},
                given=["ill"],
            ),
            TREAT,
            Value(
                "worth",
                {"yes": {"treat": 500, "pass": 300}, "no": {"pass": 1000, "treat": [900, 950]}},
                of=["ill", "treat"],
            ),
        ]
    )
    by_position = InfluenceDiagram([ILL, TEST, TREAT, WORTH])
    np.testing.assert_array_equal(
        by_label.nodes["test"].probabilities, by_position.nodes["test"].probabilities
    )
    np.testing.assert_array_equal(
        by_label.nodes["worth"].payoffs[0], by_position.nodes["worth"].payoffs
    )
    assert by_label.sample_shape == (2,)
    assert by_label.nodes["worth"].payoffs[1, 1, 0] == 950


def test_what_a_diagram_says_of_itself():
    diagram = InfluenceDiagram([WORTH, TREAT, TEST, ILL])
    assert list(diagram.nodes) == ["worth", "treat", "test", "ill"]
    assert diagram.topological == ("ill", "test", "treat", "worth")
    assert (diagram.uncertainties, diagram.choices, diagram.value_nodes) == (
        ("test", "ill"),
        ("treat",),
        ("worth",),
    )
    assert diagram.states("treat") == ("treat", "pass")
    assert diagram.parents("worth") == ("ill", "treat")
    assert sorted(diagram.graph().edges) == [
        ("ill", "test"),
        ("ill", "worth"),
        ("test", "treat"),
        ("treat", "worth"),
    ]
    assert repr(diagram).splitlines()[0] == "InfluenceDiagram: 2 uncertainties, 1 choice, 1 value"
    with pytest.raises(
        InvalidInputError, match=r"InfluenceDiagram.states\(\): unknown node 'worth'"
    ):
        diagram.states("worth")
    with pytest.raises(
        InvalidInputError, match=r"InfluenceDiagram.parents\(\): unknown node 'worht'"
    ):
        diagram.parents("worht")


def test_diagrams_are_frozen_and_hold_copies():
    table = np.array([0.1, 0.9])
    states = ["yes", "no"]
    diagram = InfluenceDiagram([Uncertain("ill", states, table)])
    table[0] = 5.0
    states.append("perhaps")
    assert diagram.nodes["ill"].probabilities.tolist() == [0.1, 0.9]
    assert diagram.states("ill") == ("yes", "no")
    with pytest.raises(AttributeError, match="InfluenceDiagram is frozen; cannot set 'nodes'"):
        diagram.nodes = {}
    with pytest.raises(ValueError, match="read-only"):
        diagram.nodes["ill"].probabilities[0] = 1.0
    with pytest.raises(TypeError):
        diagram.nodes["ill"] = ILL


def test_diagrams_can_be_pickled():
    diagram = InfluenceDiagram(NODES)
    assert (
        solve(pickle.loads(pickle.dumps(diagram))).value
        == solve(diagram).value
        == pytest.approx(937)
    )


@pytest.mark.parametrize("order", [[0, 1], [1, 0]])
def test_choices_must_be_ordered_where_recall_is_assumed(order):
    nodes = [
        Choice("a", ["x", "y"]),
        Choice("b", ["x", "y"]),
        Value("v", [[1, 2], [3, 4]], of=["a", "b"]),
    ]
    diagram = InfluenceDiagram([nodes[i] for i in (*order, 2)])
    first, second = ("ab"[i] for i in order)
    with pytest.raises(InvalidModelError) as caught:
        solve(diagram)
    assert caught.value.problems == (
        (
            "choices must be ordered by directed paths where recall is assumed; none leads from"
            f" '{first}' to '{second}' (let the later one know the earlier, or solve with"
            " recall=False)"
        ),
    )
    assert solve(diagram, recall=False).value == 4


@pytest.mark.parametrize("row", [[0.33, 0.33, 0.33], np.array([0.1, 0.2, 0.7], np.float32)])
def test_sums_that_rounding_explains_are_rescaled_where_that_is_asked(row):
    def written(table, *, rescale):
        made = Uncertain("u", ["x", "y", "z"], table, ["ill"], rescale=rescale)
        return InfluenceDiagram([ILL, made, Value("v", [1, 2, 3], ["u"])])

    tables = [[row, [0.5, 0.25, 0.25]], {"yes": row, "no": [0.5, 0.25, 0.25]}]
    for table in tables:
        found = written(table, rescale=True).nodes["u"].probabilities
        np.testing.assert_allclose(
            found[0], np.asarray(row, float) / np.sum(row, dtype=float), rtol=1e-12
        )
        np.testing.assert_array_equal(found[1], [0.5, 0.25, 0.25])
        message = r"'u' where 'ill' is 'yes': .* must sum to 1; .*rescale=True divides them by"
        with pytest.raises(InvalidModelError, match=message):
            written(table, rescale=False)
        data = to_dict(written(tables[0], rescale=True))
        data["nodes"][1]["probabilities"] = np.asarray(tables[0], dtype=float).tolist()
        np.testing.assert_array_equal(from_dict(data, rescale=True).nodes["u"].probabilities, found)
        with pytest.raises(InvalidModelError, match="rescale=True"):
            from_dict(data)
    with pytest.raises(InvalidModelError, match=r"rescale=True is for sums within 0\.02 of 1"):
        written([[0.5, 0.3, 0.1], [0.5, 0.25, 0.25]], rescale=True)
