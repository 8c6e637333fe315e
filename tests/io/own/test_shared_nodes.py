"""Shared nodes: written once in both languages, one object again when loaded; references that lead
nowhere."""

import json
import os

import jsonschema
import pytest

from decision_analysis import io, study, trees
from decision_analysis.errors import InvalidInputError, InvalidModelError

SUFFIXES = pytest.mark.parametrize("suffix", [".json", ".yaml"])


def lattice(steps):
    """Return a tree in which each node but those at the edge is reached from two others."""
    level = [trees.Terminal(float(k)) for k in range(steps + 1)]
    for d in range(steps - 1, -1, -1):
        level = [
            trees.Chance(f"step {d}", {"up": (0.5, level[k + 1]), "down": (0.5, level[k])})
            for k in range(d + 1)
        ]
    return level[0]


def nodes(root):
    """Return how many node objects a tree has."""
    seen, todo = set(), [root]
    while todo:
        node = todo.pop()
        if id(node) not in seen:
            seen.add(id(node))
            todo += node.children
    return len(seen)


@SUFFIXES
@pytest.mark.parametrize("steps", [1, 2, 18, 60])
def test_a_lattice_survives_with_as_many_nodes(tmp_path, suffix, steps):
    root = lattice(steps)
    path = tmp_path / f"tree{suffix}"
    io.save(root, path)
    assert path.stat().st_size < 330 * (steps + 1) * (steps + 2) / 2
    loaded = io.load(path)
    assert nodes(loaded) == nodes(root) == (steps + 1) * (steps + 2) // 2
    assert trees.rollback(loaded).value == steps / 2
    again = tmp_path / f"again{suffix}"
    io.save(loaded, again)
    assert again.read_bytes() == path.read_bytes()


def test_a_node_is_written_once_and_named_after_what_it_is(tmp_path):
    end, other = trees.Terminal(1), trees.Again("on")
    twice = trees.Decision("wait", {"a": end, "b": trees.Chance("wait", {"x": (1, end)})})
    root = trees.Decision("start", {"a": twice, "b": twice, "c": other, "d": other, "e": 2})
    io.save(root, tmp_path / "tree.json")
    document = json.loads((tmp_path / "tree.json").read_text())
    jsonschema.Draft202012Validator(io.schema("tree")).validate(document)
    assert document["tree"]["options"] == {
        "a": {"$node": "wait"},
        "b": {"$node": "wait"},
        "c": {"$node": "on"},
        "d": {"$node": "on"},
        "e": {"terminal": 2.0},
    }
    assert set(document["nodes"]) == {"wait", "on", "end"}
    assert document["nodes"]["wait"]["options"]["b"]["outcomes"]["x"]["then"] == {"$node": "end"}
    assert trees.to_dict(io.load(tmp_path / "tree.json")) == trees.to_dict(root)


def test_nodes_of_one_name_have_keys_of_their_own(tmp_path):
    names = ("end (2)", "end (2) (2)")
    shared = [
        trees.Terminal(0),
        trees.Terminal(1),
        *(trees.Decision(name, {"x": 1}) for name in names),
    ]
    root = trees.Decision(
        "d", {f"{i}{side}": node for i, node in enumerate(shared) for side in "lr"}
    )
    io.save(root, tmp_path / "tree.yaml")
    loaded = io.load(tmp_path / "tree.yaml")
    assert trees.to_dict(loaded) == trees.to_dict(root)
    assert nodes(loaded) == nodes(root)


def test_an_attribute_may_be_called_like_anything(tmp_path):
    paid = trees.Terminal({"use": 1, "node": 2, "$node": 3})
    more = trees.Chance(
        "c",
        {"$node": (0.5, paid), "options": (0.5, paid)},
        payoff={"$node": 1, "use": 0, "node": 0},
    )
    root = trees.Decision(
        "d", {"$node": paid, "b": more, "c": {"use": 1, "node": 2, "$node": 4}, "d": more}
    )
    io.save(root, tmp_path / "tree.yaml")
    assert trees.to_dict(io.load(tmp_path / "tree.yaml")) == trees.to_dict(root)


@SUFFIXES
def test_studies_share_nodes(tmp_path, documents, suffix):
    node = {"terminal": {"view": "p_sun"}}
    for i in range(40):
        node = {"decision": f"d{i}", "options": {"left": node, "right": node}}
    documents["study"]["tree"] = node
    path = tmp_path / f"study{suffix}"
    io.save(documents["study"], path)
    assert path.stat().st_size < 20_000
    loaded = io.load(path)
    assert "nodes" not in loaded
    steps = 0
    tree = loaded["tree"]
    while "options" in tree:
        assert tree["options"]["left"] is tree["options"]["right"]
        tree, steps = tree["options"]["left"], steps + 1
    assert steps == 40


def test_a_study_with_the_table_is_the_study_with_the_nodes_in_place():
    document = io.read("examples/atacms/study.yaml").data
    label, option = next(iter(document["tree"]["options"].items()))
    moved = {**document["tree"]["options"], label: {"$node": "first"}}
    told = {**document, "tree": {**document["tree"], "options": moved}, "nodes": {"first": option}}
    assert study.from_dict(told).tree_data == study.from_dict(document).tree_data
    with pytest.raises(
        InvalidModelError,
        match=r"tree > options > .*: unknown node 'fist' \(did you mean 'first'\?\)",
    ):
        study.from_dict(
            {**told, "tree": {**told["tree"], "options": {**moved, "other": {"$node": "fist"}}}}
        )


FAULTS = {
    "{decision: d, options: {a: {$node: n}, b: {$node: m}}}\nnodes: {n: 1}": [
        ":3:46: tree > options > b: unknown node 'm'; 'nodes' has 1"
    ],
    "{decision: d, options: {a: {$node: one}, b: {$node: on}}}\nnodes: {one: 1}": [
        ":3:48: tree > options > b: unknown node 'on' (did you mean 'one'?)"
    ],
    "1\nnodes: {n: 1}": [":4:9: nodes > n: node 'n' is not used in the tree"],
    "{$node: n}\nnodes:\n  n: {decision: d, options: {a: {$node: n}}}": [
        ":5:3: tree > options > a: a node must not stand inside itself"
    ],
    "{$node: n}\nnodes:\n  n: {decision: d, options: {a: {$node: m}}}\n"
    "  m: {chance: c, outcomes: {x: {probability: 1, then: {$node: n}}}}": [
        ":5:3: tree > options > a > outcomes > x > then: a node must not stand inside itself"
    ],
    "{$node: n}\nnodes: {n: {$node: m}, m: 1}": [
        ":4:9: nodes > n: must be a node, not the key of another one; got 'm'",
        ":4:24: nodes > m: node 'm' is not used in the tree",
    ],
    "{decision: d, options: {a: {$node: n, payoff: 3}}}\nnodes: {n: 1}": [
        (
            ":3:31: tree > options > a: must be {$node: key of a node} and nothing else; got a"
            " mapping"
            " of '$node', 'payoff'"
        ),
        ":4:9: nodes > n: node 'n' is not used in the tree",
    ],
    "{decision: d, options: {a: {$node: n}, b: {$node: [n]}}}\nnodes: {n: 1}": [
        (
            ":3:46: tree > options > b: node at 'b': payoff of '$node': samples must be"
            " numbers; got"
            " strings"
        ),
    ],
    "{decision: d, options: {a: {$node: n}, b: {$node: n}}}\n"
    "nodes:\n  n:\n    chance: c\n    outcomes: {x: {probability: 0.9, then: 1}}": [
        ":5:3: tree > options > a: chance 'c' at 'a': probabilities must sum to 1; got 0.9 ('x'"
        " 0.9)"
    ],
    "1\nnodes:\n  n: {decision: d, options: {a: {$node: m}}}\n"
    "  m: {decision: e, options: {a: {$node: n}}}": [
        ":5:3: nodes > n: node 'n' is not used in the tree"
    ],
    "1\nnodes: [1]": [":4:1: nodes: must be a mapping; got a list of 1"],
}


@pytest.mark.parametrize("text", FAULTS)
def test_references_that_lead_nowhere_are_told_with_file_and_line(tmp_path, text):
    (tmp_path / "file.yaml").write_text(f"kind: tree\nformat: 1\ntree: {text}\n")
    for ask in (
        lambda: io.load(tmp_path / "file.yaml"),
        lambda: io.validate(io.read(tmp_path / "file.yaml"), "tree"),
    ):
        with pytest.raises(InvalidModelError) as caught:
            ask()
        assert [
            problem.removeprefix(f"{tmp_path}/file.yaml") for problem in caught.value.problems
        ] == FAULTS[text]


def test_trees_of_before_with_aliases_are_read_as_they_were(tmp_path):
    (tmp_path / "tree.yaml").write_text(
        "kind: tree\nformat: 1\ntree:\n  decision: d\n  options:\n    a: &x {terminal: 1}\n    b:"
        " *x\n"
    )
    loaded = io.load(tmp_path / "tree.yaml")
    assert loaded.options["a"] is loaded.options["b"]


def test_a_program_that_cannot_share_says_how_much_it_would_write(tmp_path):
    with pytest.raises(
        InvalidInputError, match=r"SilverDecisions writes out shared nodes, .*; got about 10\^18$"
    ):
        io.save(lattice(60), tmp_path / "tree.json", format="silver_decisions")
    root = trees.Decision("d", {"a": 1})
    for _ in range(16_000):
        root = trees.Decision("d", {"left": root, "right": root})
    with pytest.raises(InvalidInputError, match=r"got about 10\^4816$"):
        io.save(root, tmp_path / "tree.json", format="silver_decisions")
    with pytest.raises(InvalidModelError, match=r"got about 10\^4816: "):
        trees.strategies(root)
    assert "about 10^" in repr(root)
    assert os.listdir(tmp_path) == []
