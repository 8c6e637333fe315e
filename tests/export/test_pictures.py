"""Graphviz, Mermaid and networkx: what is written, how texts are quoted, and how a rollback is
marked."""

import re

import networkx as nx
import numpy as np
import pytest

from decision_analysis import export, utility
from decision_analysis.diagrams import Choice, InfluenceDiagram, Uncertain, Value, solve
from decision_analysis.errors import InvalidInputError, InvalidModelError
from decision_analysis.trees import REST, Chance, Decision, TreeArrays, rollback, to_arrays

STRANGE = [
    'a"b',
    "back\\slash",
    "back\\",
    "new\nline\r\nmore",
    "[x](y){z}",
    "a|b",
    "end",
    "#35; & &amp; <b>",
    "ü∑ 漢",
]
STRANGE += ["`t`", "%% no comment", "a;b", '"', "-->", "\\N \\n"]

OIL = Chance("oil", {"dry": (0.5, -70), "wet": (0.3, 50), "soaking": (REST, 200)}, payoff=-5)
DRILL = Decision("drill", {"yes": OIL, "no": 0})
DIAGRAM = InfluenceDiagram(
    [
        Uncertain("oil", ["dry", "wet"], [0.6, 0.4]),
        Uncertain("test", ["good", "bad"], [[0.2, 0.8], [0.9, 0.1]], given=["oil"]),
        Choice("drill", ["yes", "no"], knows=["test"]),
        Value("profit", [[-70, 0], [200, 0]], of=["oil", "drill"]),
    ]
)

SAMPLED = InfluenceDiagram(
    [Choice("go", ["yes", "no"]), Value("profit", np.array([[1.0, 2.0], [3.0, 0.0]]), of=["go"])]
)

NODE = re.compile(r"  n(\d+) \[(.*), label=\"((?:[^\"\\]|\\.)*)\"\];")
EDGE = re.compile(r"  n(\d+) -> n(\d+)(?: \[(?:label=\"((?:[^\"\\]|\\.)*)\")?(?:, )?(.*)\])?;")


def unquoted(text):
    plain = re.sub(r"\\(.)", lambda sign: "\n" if sign[1] == "n" else sign[1], text)
    return plain.replace("&amp;", "&")


def parsed(text):
    """Return nodes {number: (options, text)} and edges {(tail, head): (text, options)} of what
    `dot` wrote."""
    first, second, *lines, last = text.split("\n")
    assert re.fullmatch(r'digraph "(?:[^"\\]|\\.)*" \{', first)
    assert (second, last) == ("  rankdir=LR;", "}")
    if lines[0] == "  ordering=out;":
        lines = lines[1:]
    nodes, edges = {}, {}
    for line in lines:
        if match := NODE.fullmatch(line):
            nodes[int(match[1])] = match[2], unquoted(match[3])
        else:
            match = EDGE.fullmatch(line)
            assert match, line
            edges[int(match[1]), int(match[2])] = (
                None if match[3] is None else unquoted(match[3]),
                match[4] or "",
            )
    return nodes, edges


def strange_tree():
    inner = {label: (1 / len(STRANGE), i) for i, label in enumerate(STRANGE)}
    return Decision('which "one"?', {name: Chance(name, inner) for name in STRANGE})


def test_dot_has_every_node_and_branch_with_its_text():
    nodes, edges = parsed(export.dot(DRILL))
    assert nodes == {
        0: ("shape=box", "drill"),
        1: ("shape=circle", "oil\npays -5"),
        2: ("shape=triangle, orientation=90", "0"),
        3: ("shape=triangle, orientation=90", "-70"),
        4: ("shape=triangle, orientation=90", "50"),
        5: ("shape=triangle, orientation=90", "200"),
    }
    assert edges == {
        (0, 1): ("yes", ""),
        (0, 2): ("no", ""),
        (1, 3): ("dry\np = 0.5", ""),
        (1, 4): ("wet\np = 0.3", ""),
        (1, 5): ("soaking\np = 0.2", ""),
    }


def test_dot_quotes_whatever_stands_in_a_text():
    tree = strange_tree()
    nodes, edges = parsed(export.dot(tree))
    flat = to_arrays(tree)
    lines = [label.replace("\r\n", "\n") for label in flat.labels]
    assert len(nodes) == len(flat)
    for (tail, head), (text, _) in edges.items():
        assert text == lines[head] + ("\np = 0.0666667" if tail else "")


def marked(text):
    """Return the heads of the branches that are marked as best in what `mermaid` wrote."""
    return [int(match[1]) for match in re.finditer(r" n\d+ ==>.* n(\d+)$", text, re.MULTILINE)]


@pytest.mark.parametrize("name", ["dot", "mermaid", "networkx"])
def test_the_best_strategy_is_marked_and_values_written(name):
    result = rollback(DRILL)
    write = getattr(export, name)
    both = write(result), write(DRILL, result)
    if name == "networkx":
        assert nx.utils.graphs_equal(*both)
        graph = both[0]
        assert nx.get_node_attributes(graph, "value") == pytest.approx(
            {0: 15, 1: 15, 2: 0, 3: -75, 4: 45, 5: 195}
        )
        assert [edge for edge, best in nx.get_edge_attributes(graph, "best").items() if best] == [
            (0, 1),
            (1, 3),
            (1, 4),
            (1, 5),
        ]
        return
    assert both[0] == both[1]
    if name == "mermaid":
        assert marked(both[0]) == [1, 3, 4, 5]
        assert '  n1@{ shape: circle, label: "oil\\npays -5\\nvalue 15" }' in both[0]
        return
    nodes, edges = parsed(both[0])
    assert nodes[1][1] == "oil\npays -5\nvalue 15"
    assert nodes[3][1] == "-70\nvalue -75"
    assert [edge for edge, (_, options) in edges.items() if "penwidth" in options] == [
        (0, 1),
        (1, 3),
        (1, 4),
        (1, 5),
    ]


@pytest.mark.parametrize(
    "options", [{}, {"goal": "min"}, {"policy": {(): "a", ("a", "b"): "no"}}, {"policy": {(): "d"}}]
)
def test_values_are_those_of_the_result_on_every_path(options):
    root = Decision(
        "go", {"a": Chance("luck", {"b": (0.5, DRILL), "c": (REST, 3)}, payoff=2), "d": 9}, payoff=1
    )
    check(rollback(root, **options))


def test_values_under_a_utility_are_certainty_equivalents():
    check(rollback(DRILL, utility=utility.exponential(100)))
    check(rollback(DRILL, utility=utility.logarithmic(500)))
    check(rollback(DRILL, utility=utility.logarithmic(500), goal="min"))


def check(result):
    graph = export.networkx(result)
    for node in graph:
        path = result.tree.path(node)
        assert graph.nodes[node]["value"] == pytest.approx(
            float(result.certainty_equivalents[path]), abs=1e-9
        )
    for above, node in graph.edges:
        path = result.tree.path(node)
        open_ = all(result.policy.get(path[:i], path[i]) == path[i] for i in range(len(path)))
        assert graph.edges[above, node]["best"] == open_


def test_networkx_is_the_tree():
    graph = export.networkx(DRILL)
    assert nx.is_arborescence(graph)
    assert dict(graph.nodes(data=True))[1] == {"kind": "chance", "name": "oil", "payoff": -5.0}
    assert graph.nodes[2] == {"kind": "terminal", "name": "", "payoff": 0.0}
    assert graph.edges[0, 1] == {"label": "yes", "probability": None}
    assert graph.edges[1, 5]["probability"] == pytest.approx(0.2)
    reach = {0: 1.0}
    total = 0.0
    for node in nx.topological_sort(graph.subgraph([1, 3, 4, 5])):
        for _, below, data in graph.out_edges(node, data=True):
            reach[below] = data["probability"]
            total += data["probability"] * graph.nodes[below]["payoff"]
    assert total + graph.nodes[1]["payoff"] == pytest.approx(rollback(OIL).value)


def test_attributes_and_samples_are_kept():
    worse = {"d": (np.array([0.25, 0.5]), {"x": 0, "y": 0}), "e": (REST, {"x": 0, "y": 1})}
    root = Decision("go", {"a": {"x": np.array([1.0, 2.0]), "y": 3.0}, "b": Chance("c", worse)})
    graph = export.networkx(root)
    np.testing.assert_array_equal(graph.nodes[1]["payoff"]["x"], [1, 2])
    np.testing.assert_array_equal(graph.edges[2, 4]["probability"], [0.75, 0.5])
    nodes, edges = parsed(export.dot(root))
    assert nodes[1][1] == "x 1 to 2, y 3"
    assert edges[2, 3][0] == "d\np = 0.25 to 0.5"


def test_flat_trees_without_names_are_drawn_too():
    flat = TreeArrays(
        kind=[2, 1, 0, 0, 0],
        n_children=[2, 2, 0, 0, 0],
        probability=[1, 1, 1, 0.5, 0.5],
        payoff=[0, 0, 1, 2, 3],
    )
    nodes, edges = parsed(export.dot(flat))
    assert nodes[0] == ("shape=box", "decision")
    assert edges[1, 4] == ("1\np = 0.5", "")


@pytest.mark.parametrize("name", ["dot", "mermaid", "networkx"])
def test_depth_is_not_limited(name):
    root = Decision("end", {"a": 1.0})
    for _ in range(3_000):
        root = Chance("c", {"on": (0.5, root), "off": (REST, 0.0)})
    written = getattr(export, name)(rollback(root))
    assert len(written) > 6_000


def test_mermaid_has_every_node_and_branch_with_its_text():
    assert export.mermaid(
        Decision("drill?", {"yes": Chance("oil", {"dry": (1, -70)}), "no": 0})
    ).split("\n") == [
        "flowchart LR",
        '  n0@{ shape: rect, label: "drill?" }',
        '  n1@{ shape: circle, label: "oil" }',
        '  n2@{ shape: tri, label: "0" }',
        '  n3@{ shape: tri, label: "-70" }',
        '  n0 -->|"yes"| n1',
        '  n0 -->|"no"| n2',
        '  n1 -->|"dry<br>p = 1"| n3',
    ]


def test_mermaid_writes_its_own_signs_by_number():
    tree = strange_tree()
    text = export.mermaid(tree)
    labels = re.findall(r'-->\|"([^"\n]*)"\| n', text)
    names = re.findall(r'label: "([^"\n]*)" \}', text)
    assert len(labels) == len(to_arrays(tree)) - 1
    assert len(names) == len(to_arrays(tree))
    for label in [*labels, *names]:
        assert not re.search(r"[\"\\\[\](){}|`<>&*~^@]", re.sub(r"<br>|\\n|#\d+;", "", label))
        assert "#" not in re.sub(r"#\d+;", "", label)
    read = [
        re.sub(r"#(\d+);", lambda sign: chr(int(sign[1])), label.replace(end, "\n"))
        for end, found in (("<br>", labels), (r"\n", names[1:]))  # a node with a tag is no text
        for label in found[: len(STRANGE)]
    ]
    assert read == [label.replace("\r\n", "\n") for label in STRANGE] * 2


@pytest.mark.parametrize(
    ("label", "written"),
    [
        ("1. drill", "1#46; drill"),
        ("10.", "10#46;"),
        ("1.5", "1.5"),
        ("- x", "#45; x"),
        ("-70", "-70"),
        ("---", "#45;--"),
        ("a\n===", "a<br>#61;=="),
        ("+ 3 %", "#43; 3 %"),
        ("    far in", "#32;   far in"),
        ("_x_ __y__", "#95;x#95; #95;#95;y#95;#95;"),
        ("test_cost", "test_cost"),
        ("http://a.b www.c.d e@f", "http#58;//a.b www#46;c.d e#64;f"),
        ("fa:fa-ban a: b", "fa#58;fa-ban a: b"),
    ],
)
def test_mermaid_takes_nothing_for_markdown(label, written):
    (line,) = re.findall(r'-->\|"(.*)"\| n1', export.mermaid(Decision("d", {label: 1})))
    assert line == written


def test_diagrams_have_their_own_shapes_and_dashed_information():
    nodes, edges = parsed(export.dot(DIAGRAM))
    assert nodes == {
        0: ("shape=ellipse", "oil"),
        1: ("shape=ellipse", "test"),
        2: ("shape=box", "drill"),
        3: ("shape=diamond", "profit"),
    }
    assert edges == {
        (0, 1): (None, ""),
        (1, 2): (None, "style=dashed"),
        (0, 3): (None, ""),
        (2, 3): (None, ""),
    }
    assert export.mermaid(DIAGRAM).split("\n")[1:] == [
        '  n0@{ shape: stadium, label: "oil" }',
        '  n1@{ shape: stadium, label: "test" }',
        '  n2@{ shape: rect, label: "drill" }',
        '  n3@{ shape: diam, label: "profit" }',
        "  n0 --> n1",
        "  n1 -.-> n2",
        "  n0 --> n3",
        "  n2 --> n3",
    ]
    graph = export.networkx(DIAGRAM)
    assert graph.nodes["drill"] == {"kind": "choice", "states": ("yes", "no")}
    assert graph.nodes["profit"] == {"kind": "value", "states": ()}
    assert {
        edge for edge, informs in nx.get_edge_attributes(graph, "informs").items() if informs
    } == {("test", "drill")}
    assert set(graph.edges) == set(DIAGRAM.graph().edges)


def test_solutions_say_what_is_chosen_and_what_values_are_on_average():
    solution = solve(DIAGRAM)
    nodes, _ = parsed(export.dot(solution))
    assert nodes[0][1] == "oil"
    assert nodes[2][1] == "drill\nyes  p = 0.48\nno  p = 0.52"
    assert nodes[3][1] == "profit\nvalue 63.6"
    assert export.dot(DIAGRAM, solution) == export.dot(solution)
    assert '  n3@{ shape: diam, label: "profit\\nvalue 63.6" }' in export.mermaid(solution)
    graph = export.networkx(solution)
    assert graph.nodes["profit"]["value"] == pytest.approx(solution.value)
    assert graph.nodes["drill"]["marginal"] == pytest.approx({"yes": 0.48, "no": 0.52})
    assert graph.nodes["oil"]["marginal"] == pytest.approx({"dry": 0.6, "wet": 0.4})
    sure = InfluenceDiagram(
        [Choice("go", ["yes", "no"]), Value("profit", [1, 2], of=["go"]), Value("fee", -5)]
    )
    nodes, _ = parsed(export.dot(solve(sure)))
    assert [text for _, text in nodes.values()] == ["go\nno", "profit\nvalue 2", "fee\nvalue -5"]


def test_branches_of_trees_keep_their_order_in_dot():
    assert "  ordering=out;" in export.dot(DRILL).split("\n")
    assert "ordering" not in export.dot(DIAGRAM)


@pytest.mark.parametrize("name", ["dot", "mermaid", "networkx"])
@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((DRILL, 3), "result must be what trees.rollback"),
        (
            (rollback(DRILL), rollback(DRILL)),
            "result must be None where the first argument is a rollback",
        ),
        ((DRILL, rollback(OIL)), "result must be a rollback of this tree"),
        (
            (DIAGRAM, rollback(DRILL)),
            r"result must be what diagrams.solve\(\) returned, or None; got RollbackResult",
        ),
        (
            (solve(DIAGRAM), solve(DIAGRAM)),
            "result must be None where the first argument is a solution; got Solution",
        ),
        (
            (DRILL, solve(DIAGRAM)),
            r"result must be what trees.rollback\(\) returned, or None; got Solution",
        ),
        (
            (InfluenceDiagram([Choice("drill", ["yes"])]), solve(DIAGRAM)),
            (
                r"result must be a solution of this diagram; got that of one with the nodes"
                r" \['oil', 'test', "
            ),
        ),
        (
            (solve(SAMPLED),),
            r"result must be of one sample; got a batch \(2,\): pick one with result.at\(i\)",
        ),
        (
            (rollback(Decision("d", {"a": np.array([1.0, 2.0])})),),
            r"result must be of one sample; got a batch \(2,\)",
        ),
    ],
)
def test_results_that_do_not_fit_are_refused(name, arguments, message):
    with pytest.raises(InvalidInputError, match=rf"^{name}\(\): {message}"):
        getattr(export, name)(*arguments)


@pytest.mark.parametrize("name", ["dot", "mermaid", "networkx"])
def test_what_is_no_model_is_refused(name):
    with pytest.raises(
        InvalidInputError,
        match=rf"^{name}\(\): model must be a tree, an influence diagram, or what .*; got str",
    ):
        getattr(export, name)("tree")
    faulty = Decision("d", {"a": {"x": 1}, "b": {"y": 2}})
    with pytest.raises(InvalidModelError, match=rf"^{name}\(\): "):
        getattr(export, name)(faulty)


def test_a_rollback_of_shared_nodes_is_written_out(monkeypatch):
    monkeypatch.setattr("decision_analysis.trees.arrays._to_arrays.WORTH_FOLDING", 0)
    move = Chance("move", {"up": (0.5, 1), "down": (0.5, Decision("stop", {"yes": 0, "no": -1}))})
    tree = Decision("go", {"left": move, "right": move, "again": move})
    folded, whole = rollback(tree), rollback(to_arrays(tree))
    assert len(folded.tree) < len(whole.tree)
    assert export.dot(folded) == export.dot(tree, folded) == export.dot(whole)
    assert export.mermaid(folded) == export.mermaid(whole)
