"""SilverDecisions: trees read and written, the published figures, and what is refused by file, line
and key."""

import json
import pathlib

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from decision_analysis import io, trees
from decision_analysis.errors import DegenerateDataWarning, InvalidInputError, InvalidModelError
from decision_analysis.trees import REST, Chance, Decision, rollback, to_dict

DATA = pathlib.Path(__file__).parents[1] / "data"


def node(kind, name="", edges=(), **more):
    return {"type": kind, "name": name, "childEdges": list(edges), **more}


def edge(name, payoff, child=None, **more):
    return {"name": name, "payoff": payoff, "childNode": child or node("terminal"), **more}


def document(*roots, **more):
    return {"SilverDecisions": "0.9.0", "data": {"code": "", "trees": list(roots)}, **more}


@pytest.fixture
def load(tmp_path):
    def load(data, **options):
        path = tmp_path / "tree.json"
        path.write_text(json.dumps(data, indent=1), encoding="utf-8")
        return io.load(path, **options)

    return load


@pytest.fixture
def problems(load, tmp_path):
    def problems(data, **options):
        with pytest.raises(InvalidModelError, match=r"^load\(\): ") as caught:
            load(data, **options)
        return [problem.removeprefix(f"{tmp_path}/tree.json:") for problem in caught.value.problems]

    return problems


def test_the_investment_with_variables_has_the_published_figures():
    root = io.load(DATA / "rockefeller.json")
    result = rollback(root)
    assert result.value == pytest.approx(1075, abs=1e-9)
    assert result.policy[()] == "test"
    assert result.policy[("test", "plus")] == "install"
    assert result.policy[("test", "minus")] == "sell"
    values = [trees.risk_profile(root, strategy).mean for strategy in trees.strategies(root)]
    assert sorted(values) == pytest.approx([525, 700, 750, 900, 1000, 1075])


def test_what_version_1_2_adds_is_passed_over(load):
    """It gives nodes and edges an id, and knows folded nodes."""
    inner = node(
        "chance", "luck", [edge("good", "4", probability="p", id="e1")], folded=False, id="n1"
    )
    data = document(
        node("decision", "go", [edge("yes", ["-1", 0], inner, id="e0")], id="n0", folded=True)
    )
    data["data"] |= {"code": "p = 1", "expressionScope": {"p": 1}, "defaultCriterion1Weight": 1}
    assert to_dict(load(data | {"SilverDecisions": "1.2.0"})) == {
        "decision": "go",
        "options": {
            "yes": {
                "chance": "luck",
                "payoff": -1.0,
                "outcomes": {"good": {"probability": 1.0, "then": {"terminal": 4.0}}},
            }
        },
    }


def test_thousands_of_variables_are_read(load):
    code = "a0 = 1\n" + "\n".join(f"a{i} = a{i - 1} + 1" for i in range(1, 5_000))
    assert (
        load(
            {
                **document(),
                "data": {"code": code, "trees": [node("decision", "go", [edge("x", "a4999")])]},
            }
        )
        .options["x"]
        .payoff
        == 5_000
    )


def test_a_faulty_assignment_is_told_once_and_one_of_a_known_name_uses_the_value_before(
    load, problems
):
    root = node("decision", "go", [edge("x", "a"), edge("y", "1 - b")])
    data = {"code": "a = 2\na = a * 3\nb = a", "trees": [root]}
    assert [child.payoff for child in load(data).children] == [6, -5]
    (problem,) = problems({"code": "b = random(0, 1)\na = b^2", "trees": [root]})
    assert problem.endswith(
        "'random(0, 1)' calls the function 'random', which draws at random; a variable may be "
        "given a number instead, by load(path, values={'name': 0.5})"
    )


def test_several_hashes_share_equally_and_twins_stay_apart():
    root = io.load(DATA / "objective_rules.json")
    assert list(root.options)[:4] == ["max", "max (2)", "min", "min (2)"]
    assert root.name == "decision 1"
    assert list(root.options["max"].probabilities.values()) == pytest.approx([1 / 3] * 3)
    assert list(root.options["maxi-max"].probabilities.values()) == [0.5, 0.25, 0.25]
    best, least = rollback(root), rollback(root, goal="min")
    assert best.value == pytest.approx(7 / 3, abs=1e-12)
    assert best.ties[()] == ("max", "max (2)")
    assert least.value == pytest.approx(-7 / 3, abs=1e-12)
    assert least.ties[()] == ("min", "min (2)")
    lowest, highest = (
        {label: f(c.payoff for c in n.children) for label, n in root.options.items()}
        for f in (min, max)
    )
    assert max(lowest.values()) == 1.5
    assert [label for label, x in lowest.items() if x == 1.5] == ["maxi-min", "maxi-min (2)"]
    assert max(highest.values()) == 102
    assert [label for label, x in highest.items() if x == 102] == ["maxi-max", "maxi-max (2)"]
    assert min(lowest.values()) == -101
    assert min(highest.values()) == -1.5


def test_payoffs_move_from_edges_to_nodes_and_untouched_zeros_are_none(load):
    inner = node(
        "chance",
        "luck",
        [edge("good", "1 1/2", probability="1/4"), edge("bad", 0, probability="#")],
    )
    root = load(
        document(
            node(
                "decision",
                "go",
                [edge("yes", "0", inner), edge("no", "-2 1/4"), edge("later", 0, inner)],
            )
        )
    )
    assert to_dict(root) == {
        "decision": "go",
        "options": {
            "yes": {
                "chance": "luck",
                "payoff": 0.0,
                "outcomes": {
                    "good": {"probability": 0.25, "then": {"terminal": 1.5}},
                    "bad": {"probability": "rest", "then": {"terminal": 0.0}},
                },
            },
            "no": {"terminal": -2.25},
            "later": {
                "chance": "luck",
                "outcomes": {
                    "good": {"probability": 0.25, "then": {"terminal": 1.5}},
                    "bad": {"probability": "rest", "then": {"terminal": 0.0}},
                },
            },
        },
    }


def test_code_is_inherited_and_overwritten_below(load):
    inner = node(
        "chance",
        "",
        [edge("x", "a # note", probability="p"), edge("y", "b", probability="#")],
        code="a = 10; b=a*2",
    )
    sibling = node("decision", "", [edge("z", "a")])
    root = load(
        {
            "SilverDecisions": "0.5.2",
            "code": "a = 1\n# a comment\np=a/4",
            "trees": [
                node("decision", "", [edge("", 0, inner), edge("", "a"), edge("", 0, sibling)])
            ],
        }
    )
    assert list(root.options) == ["1", "2", "3"]
    assert root.options["1"].probabilities == {"x": 0.25, "y": 0.75}
    assert [child.payoff for child in root.options["1"].children] == [10, 20]
    assert root.options["2"].payoff == 1
    assert root.options["3"].options["z"].payoff == 1


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ({}, [{"payoff 1": 1.0, "payoff 2": 2.0}, {"payoff 1": 3.0, "payoff 2": 0.0}]),
        (
            {"treeDesigner": {"payoffNames": ["Cost", None]}},
            [{"Cost": 1.0, "payoff 2": 2.0}, {"Cost": 3.0, "payoff 2": 0.0}],
        ),
    ],
)
def test_two_criteria_are_attributes(load, more, expected):
    data = document(node("decision", "go", [edge("a", ["1", 2]), edge("b", [3, 0])]), **more)
    assert [child.payoff for child in load(data).children] == expected


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ({}, [1.0, 3.0]),
        ({"viewMode": "criterion1", "rule": "min-max"}, [1.0, 3.0]),
        (
            {"viewMode": "twoCriteria"},
            [{"payoff 1": 1.0, "payoff 2": 0.0}, {"payoff 1": 3.0, "payoff 2": 0.0}],
        ),
        (
            {"rule": "min-max"},
            [{"payoff 1": 1.0, "payoff 2": 0.0}, {"payoff 1": 3.0, "payoff 2": 0.0}],
        ),
        ({"treeDesigner": {"payoffNames": ["Cost", "Effect"]}}, [{"Cost": 1.0}, {"Cost": 3.0}]),
    ],
)
def test_a_criterion_that_is_nothing_anywhere_counts_where_the_file_shows_two(load, more, expected):
    data = document(node("decision", "go", [edge("a", ["1", 0]), edge("b", [3, "0"])]), **more)
    assert [child.payoff for child in load(data).children] == expected


def test_unnamed_nodes_are_numbered_around_names_in_use(load):
    leaf = [edge("", 1, probability=1)]
    inner = [
        edge("", 0, node("chance", "", leaf)),
        edge("1", 0, node("chance", "chance 1", leaf)),
        edge("1", 0, node("chance", "", leaf)),
    ]
    root = load(document(node("decision", None, inner)))
    assert [child.name for child in root.children] == ["chance 2", "chance 1", "chance 3"]
    assert list(root.options) == ["1", "1 (2)", "1 (3)"]


def test_one_tree_of_several_is_chosen_by_name_or_position(load):
    data = document(
        node("decision", "a", [edge("x", 1)]),
        node("decision", "b", [edge("x", 2)]),
        node("decision", "b", [edge("x", 3)]),
    )
    assert load(data, tree="a").options["x"].payoff == 1
    assert [load(data, tree=i).options["x"].payoff for i in range(3)] == [1, 2, 3]
    assert load(document(node("decision", "", [edge("x", 1)])), tree=0).name == "decision 1"
    for root, message in {
        None: (
            r"tree must be the name or the position \(from 0\) of one of the 3 trees; "
            r"the roots of .*tree.json are \['a', 'b', 'b'\]"
        ),
        "b": "tree must name one tree; 2 are named 'b': give the position",
        "aa": r"unknown tree 'aa' \(did you mean 'a'\?\)",
        3: r"tree must be from 0 to 2; got 3; the roots of .*tree.json are \['a', 'b', 'b'\]",
        -1: "tree must be from 0 to 2; got -1",
        True: "tree must be the name of a root, its position, or None; got True",
    }.items():
        with pytest.raises(InvalidInputError, match=rf"^load\(\): {message}"):
            load(data, tree=root)


def test_all_faults_are_told_with_line_and_key(problems):
    data = document(
        node(
            "decision",
            "go",
            [
                edge("a", "prr", node("chance", "luck", [edge("x", "random()", probability="q")])),
                edge("b", None, {"type": "end", "childEdges": []}),
                edge("c", [1, 2, 3], node("terminal", "", [edge("x", 1)])),
                edge(
                    "d", "x = 1", node("chance", 3, [edge("x", 1), edge("y", 1, probability="1/0")])
                ),
                {**edge("e", True), "probabilty": 0.5, "$id": "7"},
                edge("f", 1, probability="ignored by SilverDecisions too"),
                {"name": "g", "payoff": 1},
                7,
            ],
        )
    )
    data["data"]["code"] = "pr = 0.5\nq = Uniform(0, 1)\nr == 2\npr + 1;s=pr^2"
    found = problems(data)
    lines = json.dumps(data, indent=1).split("\n")
    at = "data > trees[0] > childEdges"
    assert [problem.partition(": ")[2] for problem in found] == [
        (
            "data > code: line 2 of the code: 'Uniform(0, 1)' calls the function 'Uniform', which"
            " draws at random; a variable may be given a number instead, by load(path,"
            " values={'name': 0.5})"
        ),
        "data > code: line 3 of the code: 'r == 2' must be an assignment, name = formula",
        "data > code: line 4 of the code: 'pr + 1' must be an assignment, name = formula",
        (
            f"{at}[0] > payoff: 'prr': unknown name 'prr' (did you mean 'pr'?); known are ['pr',"
            " 'q', 's']"
        ),
        f"{at}[1] > payoff: must be a number or a formula; got nothing",
        f"{at}[2] > payoff: must be one or two numbers; got a list of 3",
        f"{at}[3] > payoff: 'x = 1': unknown name 'x'; known are ['pr', 'q', 's']",
        f"{at}[4] > probabilty: unknown key 'probabilty' (did you mean 'probability'?)",
        f"{at}[4] > payoff: must be a number or a formula; got true",
        f"{at}[7]: must be a mapping; got 7",
        (
            f"{at}[0] > childNode > childEdges[0] > payoff: 'random()' calls the function 'random',"
            " which draws at random; a variable may be given a number instead, by load(path,"
            " values={'name': 0.5})"
        ),
        f"{at}[1] > childNode > type: must be one of 'decision', 'chance', 'terminal'; got 'end'",
        f"{at}[2] > childNode > childEdges: must be an empty list; got a list of 1",
        f"{at}[3] > childNode > name: must be text; got 3",
        (
            f"{at}[3] > childNode > childEdges[0] > probability: must be a number or a formula; got"
            " nothing"
        ),
        f"{at}[3] > childNode > childEdges[1] > probability: '1/0' divides by zero",
        f"{at}[6] > childNode: must be a mapping; got nothing",
    ]
    assert '"payoff": "prr"' in lines[int(found[3].partition(":")[0]) - 1]


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (document(), "data > trees: must be a list of trees; got a list of 0"),
        ({"SilverDecisions": "1.0.0", "data": 3}, "data: must be a mapping; got 3"),
        ({"trees": [3]}, "trees[0]: must be a mapping; got 3"),
        (document(node("terminal")), "type: must be one of 'decision', 'chance'; got 'terminal'"),
        (
            document(node("decision", "go")),
            "data > trees[0]: must have at least one option; got none",
        ),
        (
            document(node("chance", "c", [edge("x", 1, probability="0.9")])),
            "data > trees[0]: probabilities must sum to 1; got 0.9 ('x' 0.9)",
        ),
        (
            document(
                node(
                    "chance",
                    "c",
                    [edge(n, 1, probability=p) for n, p in [("x", 1.25), ("y", "#"), ("z", "#")]],
                )
            ),
            "probabilities beside '#' must not exceed 1 in sum; got 1.25",
        ),
        (
            document(
                node("decision", "d", [edge("x", 1)]), treeDesigner={"payoffNames": ["a", "a"]}
            ),
            "the two criteria must have different names; got ['a', 'a']",
        ),
    ],
)
def test_what_makes_no_tree_is_refused(problems, data, message):
    (problem,) = problems(data)
    assert message in problem


def test_rounded_probabilities_are_rescaled_where_asked(load):
    data = document(
        node(
            "chance",
            "c",
            [edge(n, 1, probability=p) for n, p in [("x", 0.33), ("y", 0.33), ("z", 0.33)]],
        )
    )
    with pytest.raises(InvalidModelError, match=r"probabilities must sum to 1; got 0.99"):
        load(data)
    with pytest.warns(DegenerateDataWarning, match=r"data > trees\[0\] summed to 0.99"):
        root = load(data, rescale=True)
    assert list(root.probabilities.values()) == pytest.approx([1 / 3] * 3, abs=1e-15)


def test_rounded_probabilities_beside_two_hashes_are_rescaled_where_asked(load):
    chances = [("x", 0.34), ("y", 0.67), ("z", "#"), ("w", "#")]
    data = document(node("chance", "c", [edge(n, 1, probability=p) for n, p in chances]))
    with pytest.raises(
        InvalidModelError, match=r"sum to 1; got 1.01 .*rescale=True divides them by their sum"
    ):
        load(data)
    with pytest.warns(DegenerateDataWarning, match=r"data > trees\[0\] summed to 1.01"):
        root = load(data, rescale=True)
    assert list(root.probabilities.values()) == pytest.approx(
        [0.34 / 1.01, 0.67 / 1.01, 0, 0], abs=1e-15
    )


@pytest.mark.slow
def test_depth_is_not_limited(load, tmp_path):
    root = Decision("end", {"a": 1.0})
    for i in range(2_000):
        root = Chance(f"c{i}", {"on": (0.5, root), "off": (REST, 0.0)})
    path = tmp_path / "deep.json"
    io.save(root, path, format="silver_decisions")
    assert io.load(path).size == root.size
    assert io.load(path).name == "c1999"


# --- writing
# --------------------------------------------------------------------------------------------------

numbers = st.floats(-1e6, 1e6, allow_nan=False).map(lambda x: x + 0.0)
words = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=6)


def payoffs(names):
    return st.fixed_dictionaries(dict.fromkeys(names, numbers)) if names else numbers


def extend(names):
    def more(inner):
        paid = st.none() | (
            st.dictionaries(st.sampled_from(names), numbers, min_size=1) if names else numbers
        )
        options = st.dictionaries(words, inner, min_size=1, max_size=3)
        decisions = st.builds(Decision, words, options, paid)
        return decisions | st.builds(chance, words, options, paid, st.booleans())

    return more


def chance(name, below, payoff, rest):
    p = [1 / len(below)] * (len(below) - 1)
    p.append(REST if rest else 1 - sum(p))
    return Chance(
        name, {label: (q, node) for (label, node), q in zip(below.items(), p, strict=True)}, payoff
    )


def unpaid(root):
    if isinstance(root, Decision):
        return Decision(root.name, root.options)
    return (
        Chance(root.name, root.outcomes)
        if isinstance(root, Chance)
        else Decision("only", {"way": root})
    )


trees_of = {
    names: (
        st.recursive(payoffs(names), extend(names), max_leaves=12).map(
            lambda node: unpaid(node if isinstance(node, trees.Node) else trees.Terminal(node))
        )
    )
    for names in [(), ("cost",), ("cost", "QALY \u2211")]
}


@pytest.mark.parametrize("names", trees_of)
@given(data=st.data())
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_what_is_written_is_read_back(names, data, tmp_path):
    root = data.draw(trees_of[names])
    path = tmp_path / "tree.json"
    io.save(root, path, format="silver_decisions")
    assert to_dict(io.load(path)) == to_dict(root)


@pytest.mark.parametrize(
    "name", ["rockefeller.json", "objective_rules.json", "contract.yaml", "mud_slides.yaml"]
)
def test_published_trees_go_round(name, tmp_path):
    root = io.load(DATA / name)
    path = tmp_path / "tree.json"
    io.save(root, path, format="silver_decisions")
    again = io.load(path)
    assert to_dict(again) == to_dict(root)
    assert rollback(again).value == rollback(root).value


@pytest.mark.parametrize(
    ("given", "written"),
    [
        ([0.25, 0.75], [0.25, 0.75]),
        ([1 / 3, 1 / 3, 1 / 3], ["1/3"] * 3),
        ([1 / 3, 0.5, 1 / 6], ["1/3", 0.5, "1/6"]),
        ([27 / 34, REST], ["27/34", "#"]),
        ([1.0, 0.0], [1, 0]),
        (
            [0.1 + 0.2, 1 - (0.1 + 0.2)],
            ["1351079888211149/4503599627370496", "3152519739159347/4503599627370496"],
        ),
    ],
)
def test_probabilities_sum_to_one_exactly_as_written(given, written, tmp_path):
    root = Chance("c", {f"o{i}": (p, i) for i, p in enumerate(given)})
    path = tmp_path / "tree.json"
    io.save(root, path, format="silver_decisions")
    edges = json.loads(path.read_text())["data"]["trees"][0]["childEdges"]
    assert [edge["probability"] for edge in edges] == written
    assert to_dict(io.load(path)) == to_dict(root)


def test_a_probability_that_the_program_cannot_hold_stands_beside_its_rounded_form(tmp_path):
    root = Chance("c", {"rare": (1e-20, 1), "common": (1 - 1e-20, 2)})
    path = tmp_path / "tree.json"
    io.save(root, path, format="silver_decisions")
    rare, common = json.loads(path.read_text())["data"]["trees"][0]["childEdges"]
    assert (rare["probability"], rare["computed"]) == ("0/1", {"probability": 1e-20})
    assert (common["probability"], "computed" in common) == (1, False)
    assert to_dict(io.load(path)) == to_dict(root)
    text = (
        path.read_text()
        .replace('"0/1"', '"1/4"')
        .replace('"probability": 1,', '"probability": "3/4",')
    )
    path.write_text(text)
    assert io.load(path).probabilities == {"rare": 0.25, "common": 0.75}


def test_special_signs_and_shared_subtrees_survive(tmp_path):
    names = [
        '"quoted"',
        "back\\slash",
        "new\nline",
        "tab\t",
        "<b>&amp;",
        "ünïcode ∑ 漢 \U0001f600",
        "# 1/2",
        " a ",
        "\u2028",
        "\x7f",
    ]
    shared = Chance(names[5], {name: (1 / len(names), i) for i, name in enumerate(names)}, payoff=0)
    root = Decision(names[0], dict.fromkeys(names, shared))
    path = tmp_path / "tree.json"
    io.save(root, path, format="silver_decisions")
    assert to_dict(io.load(path)) == to_dict(root)


@pytest.mark.slow
def test_ten_thousand_leaves_survive(tmp_path):
    rows = {
        f"r{i}": Chance("c", {f"o{j}": (0.01, float(i - j)) for j in range(100)}, payoff=i / 7)
        for i in range(100)
    }
    root = Decision("which", rows)
    path = tmp_path / "tree.json"
    io.save(root, path, format="silver_decisions")
    again = io.load(path)
    assert again.size == 10_101
    assert to_dict(again) == to_dict(root)


def test_the_file_has_what_the_program_reads(tmp_path):
    luck = Chance("luck", {"good": (0.25, 1.5), "bad": (REST, 0)}, payoff=-2)
    path = tmp_path / "tree.json"
    io.save(Decision("go", {"now": luck, "later": luck, "no": 3}), path, format="silver_decisions")
    data = json.loads(path.read_text())
    assert data["SilverDecisions"] == "0.9.0"
    assert (data["viewMode"], data["rule"]) == ("criterion1", "expected-value-maximization")
    (root,) = data["data"]["trees"]
    assert (root["type"], root["name"], root["location"]) == (
        "decision",
        "go",
        {"x": 20, "y": 188.75},
    )
    now, later, no = root["childEdges"]
    assert now["childNode"]["childEdges"] == [
        {
            "name": "good",
            "probability": 0.25,
            "payoff": [1.5, 0],
            "childNode": {
                **node("terminal"),
                "code": "",
                "expressionScope": {},
                "location": {"x": 320, "y": 20},
            },
        },
        {
            "name": "bad",
            "probability": "#",
            "payoff": ["0", 0],
            "childNode": {
                **node("terminal"),
                "code": "",
                "expressionScope": {},
                "location": {"x": 320, "y": 95},
            },
        },
    ]
    assert "probability" not in now
    assert (now["payoff"], later["payoff"], no["payoff"]) == ([-2, 0], [-2, 0], [3, 0])
    assert later["childNode"]["location"] == {"x": 170, "y": 207.5}


def test_an_end_has_all_attributes_when_read_back(tmp_path):
    root = Decision(
        "go", {"a": Decision("b", {"c": {"x": 1}}, payoff={"y": 2}), "d": {"x": 3, "y": 4}}
    )
    path = tmp_path / "tree.json"
    io.save(root, path, format="silver_decisions")
    again = io.load(path)
    assert again.options["a"].payoff == {"y": 2}
    assert again.options["a"].options["c"].payoff == {"x": 1, "y": 0}
    assert (
        rollback(again, attribute={"x": 1, "y": 1}).value
        == rollback(root, attribute={"x": 1, "y": 1}).value
    )


@pytest.mark.parametrize(
    ("root", "message"),
    [
        (
            Decision("go", {"a": 1}, payoff=5),
            "decision 'go' at the root: the root must have no payoff",
        ),
        (trees.Terminal(1), "a tree must start with a decision or a chance node; got a terminal"),
        (
            Decision("go", {"a": Chance("c", {"x": ([0.5, 1], 1), "y": (REST, np.array([1, 2]))})}),
            (
                "chance 'c' at 'a': payoffs and probabilities must be single numbers; got samples\n"
                "  - terminal at 'a > y': payoffs and"
            ),
        ),
        (
            Decision("go", {"a": 1e16, "b": Decision("on", {"c": 1}, payoff=-1e17)}),
            (
                "terminal at 'a': payoffs must be at most 9,007,199,254,740,991 in size; got"
                " 1e+16\n  - decision 'on' at 'b': payoffs must be at most 9,007,199,254,740,991 in"
                " size; got -1e+17"
            ),
        ),
        (
            Decision("go", {"a": {"x": 1, "y": 2, "z": 3}}),
            "at most two attributes; got ['x', 'y', 'z']",
        ),
        (
            Decision("go", {"a": {"x": 1}, "b": 1}),
            "must all be numbers or all be by attribute; got both, attributes ['x']",
        ),
    ],
)
def test_what_silver_decisions_cannot_express_is_named(root, message, tmp_path):
    path = tmp_path / "tree.json"
    with pytest.raises(InvalidModelError, match=r"^save\(\): SilverDecisions: ") as caught:
        io.save(root, path, format="silver_decisions")
    assert message in str(caught.value)
    assert not path.exists()


@pytest.mark.parametrize(
    ("obj", "name", "form", "message"),
    [
        (
            Decision("go", {"a": 1}),
            "tree.yaml",
            "silver_decisions",
            "the ending of '.*tree.yaml' must be one of '.json'",
        ),
        (
            Decision("go", {"a": 1}),
            "tree.yaml",
            "radiant",
            "format must be one of 'silver_decisions', 'xmcda'; got 'radiant'",
        ),
        (
            {"kind": "study"},
            "tree.json",
            "silver_decisions",
            "obj for SilverDecisions must be a Node; got dict",
        ),
    ],
)
def test_other_ways_to_save_are_refused(obj, name, form, message, tmp_path):
    with pytest.raises(InvalidInputError, match=rf"^save\(\): {message}"):
        io.save(obj, tmp_path / name, format=form)


def test_too_many_nodes_are_refused(tmp_path):
    root = Decision("d", {"a": 1, "b": 2})
    for _ in range(20):
        root = Decision("d", {"a": root, "b": root})
    with pytest.raises(
        InvalidInputError, match=r"not more than 1,000,000 nodes are written; got 4,194,303"
    ):
        io.save(root, tmp_path / "tree.json", format="silver_decisions")


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (
            {"format": "xml"},
            (
                "format must be one of 'silver_decisions', 'radiant', 'xdsl', 'bifxml', 'net',"
                " 'xmcda', 'preflib'; got 'xml'"
            ),
        ),
        (
            {"format": "xdsl"},
            "the ending of '.*tree.json' must be one of '.xdsl', '.xml'; got '.json'",
        ),
        (
            {"format": "radiant"},
            "the ending of '.*tree.json' must be one of '.yaml', '.yml'; got '.json'",
        ),
        ({"tree": ""}, "tree must be the name of a root, its position, or None; got ''"),
        ({"rescale": 1}, "rescale must be a bool; got int"),
    ],
)
def test_options_that_do_not_fit_are_refused(options, message, load):
    with pytest.raises(InvalidInputError, match=rf"^load\(\): {message}"):
        load(document(node("decision", "go", [edge("a", 1)])), **options)


@pytest.mark.parametrize("options", [{"tree": "go"}, {"values": {"p": 1}}])
def test_options_of_other_forms_are_refused_for_our_own(options, load):
    with pytest.raises(InvalidInputError, match=rf"^load\(\): {next(iter(options))} must be"):
        load(
            {"kind": "tree", "format": 1, "tree": {"decision": "go", "options": {"a": 1}}},
            **options,
        )


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("treeDesigner", "treeDesi\u200bgner", "did you mean 'treeDesigner'?"),
        ("payoffNames", "payofNames", "did you mean 'payoffNames'?"),
        ("viewMode", "viewMod", "did you mean 'viewMode'?"),
        ("code", "co\xadde", "did you mean 'code'?"),
    ],
)
def test_keys_that_are_read_may_not_be_misspelled(tmp_path, before, after, told):
    path = tmp_path / "tree.json"
    tree = {"type": "decision", "name": "d", "childEdges": []}
    top = {
        "SilverDecisions": "1.2.0",
        "viewMode": "criterion1",
        "treeDesigner": {"payoffNames": ["cost", None], "payoff": {}},
        "data": {"code": "", "trees": [tree]},
    }
    path.write_text(json.dumps(top).replace(f'"{before}"', json.dumps(after)), encoding="utf-8")
    with pytest.raises(InvalidModelError) as caught:
        io.load(path)
    assert told in str(caught.value)
