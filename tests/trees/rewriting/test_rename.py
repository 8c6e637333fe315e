"""`rename`: by name and by path, shared nodes stay shared, and what is not clear is refused."""

import numpy as np
import pytest

from decision_analysis.errors import InvalidInputError
from decision_analysis.trees import (
    REST,
    Again,
    Chance,
    Decision,
    Terminal,
    rename,
    rollback,
    to_arrays,
    to_dict,
)

LEAVES = {"dry": (0.5, -70), "wet": (REST, 120)}


def tree_of(*names):
    """Return a decision between two chance nodes and another decision, with these names."""
    top, left, right, below = names
    return Decision(
        top,
        {
            "a": Chance(left, LEAVES, payoff=-1),
            "b": Chance(right, LEAVES),
            "c": Decision(below, {"x": 1, "y": 2}),
        },
        payoff=np.array([1.0, 2.0]),
    )


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        ({"d": "e"}, ("e", "c", "c", "f")),
        ({"c": "oil"}, ("d", "oil", "oil", "f")),
        ({("a",): "oil"}, ("d", "oil", "c", "f")),
        ({("a",): "oil", ("b",): "gas", (): "top"}, ("top", "oil", "gas", "f")),
        ({"d": "f", "f": "d"}, ("f", "c", "c", "d")),
        ({"f": "d", ("c",): "d"}, ("d", "c", "c", "d")),
        ({"c": np.str_("oil")}, ("d", "oil", "oil", "f")),
    ],
    ids=repr,
)
def test_by_name_and_by_path(names, expected):
    tree = tree_of("d", "c", "c", "f")
    before = to_dict(tree)
    found = rename(tree, names)
    assert to_dict(found) == to_dict(tree_of(*expected))
    assert to_dict(tree) == before
    assert type(found.options["a"].name) is str
    assert rollback(found.options["a"]).value == rollback(tree.options["a"]).value


def test_a_shared_node_is_renamed_wherever_it_stands_and_stays_shared():
    oil = Chance("chance 1", LEAVES)
    other = Chance("chance 2", LEAVES)
    tree = Decision("d", {"a": oil, "b": oil, "c": other})
    found = rename(tree, {("b",): "oil"})
    assert found.options["a"] is found.options["b"]
    assert found.options["a"].name == "oil"
    assert found.options["c"] is other
    assert rename(tree, {"d": "d"}) is tree


def test_depth_and_sharing_do_not_matter():
    node = Terminal(1.0)
    for i in range(6_000):
        node = (
            Decision("d", {"u": node, "v": node})
            if i % 2
            else Chance("c", {"u": (0.5, node), "v": (0.5, node)})
        )
    found = rename(node, {"c": "coin", ("u",) * 3_000: "middle"})
    assert found.size == node.size
    below = found
    for _ in range(3_000):
        assert (
            below.options["u"] is below.options["v"]
            if isinstance(below, Decision)
            else below.name == "coin"
        )
        below = below.children[0]
    assert below.name == "middle"


def test_leaves_that_go_on_keep_their_stage():
    tree = Chance("year", {"on": (0.5, Again("year", 0.9, payoff=2)), "off": (0.5, 0)}, payoff=1)
    found = rename(tree, {"year": "month"})
    assert found.name == "month"
    assert found.outcomes["on"][1].stage == "year"
    assert found.payoff == 1


@pytest.mark.parametrize(
    ("names", "message"),
    [
        (
            {"oli": "gas"},
            r"unknown node 'oli' \(did you mean 'oil'\?\); known are \['oil', 'both', 'd'\]",
        ),
        (
            {"both": "x"},
            (
                "'both' must be the name of decisions or of chance nodes, and is that of both: give"
                " paths"
            ),
        ),
        (
            {("z",): "x"},
            (
                r"key of names must be a path of the tree, a tuple of labels from the root; got"
                r" \('z',\)"
            ),
        ),
        (
            {("a", "dry"): "x"},
            "a path must lead to a decision or chance node; got Terminal at 'a > dry'",
        ),
        (
            {"oil": "x", ("a",): "y"},
            r"a node must have one new name; got 'x' by 'oil' and 'y' by \('a',\)",
        ),
        (
            {("a",): "x", ("same",): "y"},
            r"a node must have one new name; got 'x' by \('a',\) and 'y' by \('same',\)",
        ),
        ({"oil": ""}, "the new name of 'oil' must be a non-empty string; got ''"),
        ({"oil": None}, "the new name of 'oil' must be a non-empty string; got None"),
        ({3: "x"}, "keys of names must be names of nodes, or paths, tuples of labels; got 3"),
        ({}, "names must not be empty"),
        ("oil", "names must be a mapping; got str"),
    ],
    ids=repr,
)
def test_what_is_not_clear_is_refused(names, message):
    oil = Chance("oil", LEAVES)
    tree = Decision(
        "d", {"a": oil, "same": oil, "b": Chance("both", LEAVES), "c": Decision("both", {"x": 1})}
    )
    with pytest.raises(InvalidInputError, match=r"rename\(\): " + message):
        rename(tree, names)


def test_trees_without_names_are_refused():
    with pytest.raises(
        InvalidInputError, match=r"rename\(\): the tree must have a node with a name; it has none"
    ):
        rename(3, {"a": "b"})
    with pytest.raises(
        InvalidInputError, match=r"rename\(\): root must be a tree made of nodes; got TreeArrays"
    ):
        rename(to_arrays(Chance("c", LEAVES)), {"c": "b"})
    with pytest.raises(InvalidInputError, match=r"rename\(\): root: must be a node"):
        rename("tree", {"a": "b"})
