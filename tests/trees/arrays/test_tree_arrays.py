"""Flat arrays: from nodes and straight from arrays, paths, refusals."""

import pickle

import numpy as np
import pytest

from decision_analysis import utility
from decision_analysis.errors import InvalidInputError, InvalidModelError
from decision_analysis.trees import Chance, Decision, TreeArrays, rollback, to_arrays

KIND, COUNTS = [2, 1, 0, 0, 0, 0], [2, 3, 0, 0, 0, 0]
P, PAY = [1, 1, 1, 0.5, 0.3, 0.2], [0, 0, 0, -70, 50, 200]


def test_nodes_and_arrays_make_the_same_tree():
    nodes = Decision(
        "drill",
        {
            "yes": Chance("oil", {"dry": (0.5, -70), "wet": (0.3, 50), "soaking": (0.2, 200)}),
            "no": 0,
        },
    )
    flat = to_arrays(nodes)
    arrays = TreeArrays(
        KIND, COUNTS, P, PAY, names=["drill", "oil", "", "", "", ""], labels=flat.labels
    )
    for name in ("kind", "n_children", "first_child", "probability", "payoff"):
        np.testing.assert_array_equal(getattr(flat, name), getattr(arrays, name))
    assert flat.labels == ("", "yes", "no", "dry", "wet", "soaking")
    assert flat.names == arrays.names
    assert flat.attributes == ()
    assert flat.depth == 2
    assert len(flat) == 6
    assert flat.path(4) == ("yes", "wet")
    assert flat.find(("yes", "wet")) == 4
    assert rollback(arrays).value == pytest.approx(20)
    assert to_arrays(flat) is flat


def test_names_and_labels_may_be_left_out():
    tree = TreeArrays(KIND, COUNTS, P, PAY)
    assert tree.labels == ("", "0", "1", "0", "1", "2")
    assert tree.names == ("decision", "chance", "", "", "", "")
    assert tree.path(5) == ("0", "2")
    assert tree.find(("0", "2")) == 5
    assert rollback(tree).policy[()] == "0"
    for path in (("0", "3"), ("0", "02"), ("x",), ("0", "0", "0"), (0,), "0", None):
        with pytest.raises(
            InvalidInputError,
            match="path must be a tuple of option and outcome labels from the root",
        ):
            tree.find(path)


@pytest.mark.parametrize("seed", range(20))
def test_paths_find_their_nodes(slow, seed):
    tree = to_arrays(slow.tree(seed))
    anonymous = TreeArrays(tree.kind, tree.n_children, tree.probability, tree.payoff)
    for flat in (tree, anonymous):
        for node in range(len(flat)):
            assert flat.find(flat.path(node)) == node


def test_attributes_and_samples():
    tree = Decision(
        "d",
        {"a": {"cost": np.array([1.0, 2.0]), "gain": 3}, "b": {"cost": 4, "gain": 5}},
        {"cost": 10},
    )
    flat = to_arrays(tree)
    assert flat.attributes == ("cost", "gain")
    assert flat.sample_shape == (2,)
    np.testing.assert_array_equal(flat.payoff["cost"], [[10, 1, 4], [10, 2, 4]])
    np.testing.assert_array_equal(flat.payoff["gain"], [0, 3, 5])
    again = TreeArrays(
        flat.kind,
        flat.n_children,
        flat.probability,
        flat.payoff,
        names=flat.names,
        labels=flat.labels,
    )
    assert again.sample_shape == (2,)
    np.testing.assert_array_equal(rollback(again, attribute="cost").value, [14, 14])
    assert (
        repr(flat)
        == "TreeArrays: 3 nodes (1 decision, 0 chance, 2 terminals), depth 1, samples (2,)"
    )


def test_samples_of_probabilities_and_payoffs_broadcast():
    p = np.array([[1, 0.25, 0.75], [1, 0.5, 0.5]])[:, None]
    pay = np.arange(9.0).reshape(3, 3)
    tree = TreeArrays([1, 0, 0], [2, 0, 0], p, pay)
    assert tree.sample_shape == (2, 3)
    expected = pay[:, 0] + (p[..., 1:] * pay[:, 1:]).sum(axis=-1)
    np.testing.assert_allclose(rollback(tree).value, expected)


def test_arrays_are_copied_and_read_only():
    pay = np.array(PAY, dtype=float)
    tree = TreeArrays(KIND, COUNTS, P, pay)
    pay[3] = 1e6
    assert rollback(tree).value == pytest.approx(20)
    for array in (tree.kind, tree.n_children, tree.first_child, tree.probability, tree.payoff):
        with pytest.raises(ValueError, match="read-only"):
            array[0] = 1
    with pytest.raises(AttributeError, match="TreeArrays is frozen; cannot set 'kind'"):
        tree.kind = 1
    again = pickle.loads(pickle.dumps(tree))
    assert rollback(again).value == rollback(tree).value
    assert again.labels == tree.labels


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"kind": [2, 1, 0, 0, 0, 3]}, "kind of node 5 must be 0, 1 or 2; got 3"),
        (
            {"kind": [2.0, 1, 0, 0, 0, 0]},
            "kind must be a list of at least one integer; got float64",
        ),
        ({"kind": []}, "kind must be a list of at least one integer"),
        ({"kind": [2, 1]}, "kind and n_children must have an entry for each node; got 2 and 6"),
        ({"kind": [2, 0, 0, 0, 0, 0]}, "terminal at node 1 must not have children; got 3"),
        ({"n_children": [2, 0, 0, 0, 0, 0]}, "chance at node 1 must have children"),
        (
            {"kind": [0, 1, 0, 0, 0, 0], "n_children": [0, 3, 0, 0, 0, 2]},
            "terminal at node 5 must not have children",
        ),
        ({"n_children": [2, -3, 0, 0, 0, 0]}, "n_children of node 1 must not be negative; got -3"),
        (
            {"n_children": [2, 4, 0, 0, 0, 0]},
            "n_children must sum to the number of nodes less 1, 5; got 6",
        ),
        (
            {"kind": [1, 0, 0, 1, 0, 0], "n_children": [1, 0, 0, 4, 0, 0]},
            "node 2 must be listed below a node before it",
        ),
        (
            {"probability": [1, 1, 1, 0.5, 0.3, 0.1]},
            r"chance 'chance' at '0': probabilities must sum to 1; got 0.9",
        ),
        (
            {"probability": [1, 1, 1, 0.5, 0.8, -0.3]},
            "probability of the outcome at '0 > 2' must not be negative",
        ),
        (
            {"probability": [1, 0.5, 0.5, 0.5, 0.3, 0.2]},
            "probability of the node at '0' must be 1, as it does not",
        ),
        (
            {"probability": [0.5, 1, 1, 0.5, 0.3, 0.2]},
            "probability of the node at the root must be 1",
        ),
        (
            {"probability": [1, 1]},
            r"probability must have shape \(..., 6\), nodes last; got \(2,\)",
        ),
        (
            {"probability": [1, 1, 1, 0.5, 0.3, np.nan]},
            r"probability must be finite; got nan at \(5,\)",
        ),
        ({"payoff": [0, 0, 0, -70, 50, np.inf]}, r"payoff must be finite; got inf at \(5,\)"),
        ({"payoff": ["0"] * 6}, "payoff must be numbers; got strings"),
        ({"payoff": 3}, r"payoff must have shape \(..., 6\)"),
        ({"payoff": {}}, "payoff must not be empty"),
        ({"payoff": {"cost": [1]}}, "payoff of 'cost' must have shape"),
        ({"payoff": {3: PAY}}, "attributes of payoff must be non-empty strings; got 3"),
        (
            {"probability": [P, P], "payoff": [PAY, PAY, PAY]},
            r"sample axes must broadcast together; got probability \(2,\)",
        ),
        (
            {"labels": ["", "a", "a", "x", "y", "z"]},
            r"decision 'decision' at the root: labels must not repeat; got \['a'\]",
        ),
        (
            {"labels": ["", "a", "b", "x", "", "z"]},
            "chance 'chance' at 'a': labels must not be empty",
        ),
        (
            {"labels": ["", "a", "b", "x", "y"]},
            "labels must have an entry for each of the 6 nodes; got 5",
        ),
        ({"labels": ["", "a", "b", "x", "y", 3]}, "labels must be strings; got 3 for node 5"),
        ({"labels": "abcdef"}, "labels must be a sequence; got the one string"),
        ({"names": ["d", "", "", "", "", ""]}, "chance '' at '0' must have a name"),
    ],
)
def test_bad_arrays_are_refused(change, message):
    good = {"kind": KIND, "n_children": COUNTS, "probability": P, "payoff": PAY}
    with pytest.raises(InvalidInputError, match=message):
        TreeArrays(**{**good, **change})


def test_many_faults_are_counted():
    n = 60
    p = np.ones(1 + 2 * n)
    p[1 + n :] = 0.5
    with pytest.raises(InvalidModelError) as error:
        TreeArrays([2] + [1] * n + [0] * n, [n] + [1] * n + [0] * n, p, np.zeros(1 + 2 * n))
    assert len(error.value.problems) == 21
    assert error.value.problems[-1].startswith("and ")


def test_there_is_no_path_to_a_node_that_does_not_exist():
    tree = TreeArrays(KIND, COUNTS, P, PAY)
    with pytest.raises(
        InvalidInputError, match=r"TreeArrays.path\(\): node must be below 6; got 6"
    ):
        tree.path(6)
    with pytest.raises(InvalidInputError, match="node must be at least 0"):
        tree.path(-1)


def test_what_must_hold_between_nodes_is_listed_by_path():
    mixed = Decision("d", {"a": 1, "b": {"cost": 2}, "c": Chance("u", {"x": (1.0, 3)})})
    with pytest.raises(InvalidModelError) as error:
        to_arrays(mixed)
    assert error.value.problems == (
        (
            "payoff at 'a' must be a mapping by attribute, as the one at 'b' names ['cost']; got a"
            " bare number"
        ),
        (
            "payoff at 'c > x' must be a mapping by attribute, as the one at 'b' names ['cost'];"
            " got a bare number"
        ),
    )
    gaps = Decision(
        "d",
        {"a": {"cost": 1}, "b": {"QALY": 2}, "c": Decision("e", {"x": {"QALY": 3}}, {"cost": 4})},
    )
    with pytest.raises(InvalidModelError) as error:
        rollback(gaps)
    assert error.value.problems == (
        (
            "attribute 'cost' must be on some node of every path (write 0); the path that ends at"
            " 'b' lacks it"
        ),
        (
            "attribute 'QALY' must be on some node of every path (write 0); the path that ends at"
            " 'a' lacks it"
        ),
    )
    shapes = Decision("d", {"a": np.ones(3), "b": Chance("u", {"x": (np.ones(2), 1)})})
    with pytest.raises(
        InvalidModelError,
        match=r"together; probability at 'b > x' has \(2,\), payoff at 'a' has \(3,\)",
    ):
        to_arrays(shapes)
    many = Decision("d", {str(i): {"cost": 1} if i else {"QALY": 1} for i in range(50)})
    with pytest.raises(InvalidModelError) as error:
        to_arrays(many)
    assert error.value.problems[-1] == "and 30 more"


def test_a_tree_that_explodes_when_written_out_is_refused_by_its_size():
    node = Decision("d", {"a": 1, "b": 2})
    for _ in range(200):
        node = Decision("d", {"a": node, "b": node})
    with pytest.raises(
        InvalidModelError,
        match=r"at most 10,000,000 nodes; got about 10\^60: give a larger one as TreeArrays",
    ):
        to_arrays(node)
    smaller = Decision("d", {"a": 1, "b": 2})
    for _ in range(22):
        smaller = Decision("d", {"a": smaller, "b": smaller})
    with pytest.raises(InvalidModelError, match="got 16,777,215"):
        rollback(smaller, utility=utility.logarithmic(10))


def test_what_is_no_tree_is_refused_by_the_function_that_was_called():
    for wrong in (None, "tree", [1, 2], {}):
        with pytest.raises(InvalidInputError, match=r"^rollback\(\): root: .*"):
            rollback(wrong)


def test_a_single_number_is_a_tree():
    flat = to_arrays(3)
    assert len(flat) == 1
    assert flat.depth == 0
    assert rollback(3).value == 3
    np.testing.assert_array_equal(rollback(np.arange(3.0)).value, [0, 1, 2])
