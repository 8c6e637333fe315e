"""Loading: the objects that documents describe, and what contradicts itself in them."""

import json

import numpy as np
import pytest
import yaml

from decision_analysis import Criterion, DecisionTable, Parameters, io, trees
from decision_analysis.errors import DegenerateDataWarning, InvalidInputError, InvalidModelError


@pytest.fixture
def load(tmp_path):
    def load(document, name="file.yaml", **options_of_load):
        path = tmp_path / name
        dump = json.dumps if name.endswith("json") else yaml.safe_dump
        options = {"sort_keys": False} if dump is yaml.safe_dump else {}
        path.write_text(document if isinstance(document, str) else dump(document, **options))
        return io.load(path, **options_of_load)

    return load


@pytest.fixture
def problems(load, tmp_path):
    def problems(document):
        with pytest.raises(InvalidModelError, match=r"load\(\): ") as caught:
            load(document)
        return [problem.removeprefix(f"{tmp_path}/file.yaml:") for problem in caught.value.problems]

    return problems


@pytest.mark.parametrize("name", ["file.json", "file.yaml", "file.yml"])
def test_documents_become_objects(load, documents, name):
    table = load(documents["table"], name)
    assert isinstance(table, DecisionTable)
    assert table.criteria == (Criterion("price", "min", "EUR", "To pay"), Criterion("comfort"))
    assert table.alternatives == ("city", "estate")
    np.testing.assert_array_equal(table.values, [[[[14, 4.1], [18, 3.9]]], [[[14, 4.1], [18, 4]]]])
    parameters = load(documents["parameters"], name)
    assert isinstance(parameters, Parameters)
    assert (parameters["p"].low, parameters["p"].base, parameters["p"].high) == (0.3, 0.5, 0.6)
    assert (parameters["p"].unit, parameters["p"].source, parameters["p"].rationale) == (
        "-",
        "Survey",
        "Asked",
    )
    assert parameters["cost"].distribution.mean() == 3
    assert parameters["count"].distribution.mean() == 2
    tree = load(documents["tree"], name)
    assert isinstance(tree, trees.Decision)
    assert list(tree.options) == ["no", "sell", "yes"]
    assert load(documents["study"], name) == documents["study"]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (
            "kind: tre\n",
            "1:1: kind: must be one of 'table', 'tree', 'diagram', 'parameters', 'study'; got"
            " 'tre'",
        ),
        (
            "x: 1\nkind: [table]\n",
            (
                "2:1: kind: must be one of 'table', 'tree', 'diagram', 'parameters', 'study'; got a"
                " list of 1"
            ),
        ),
        (
            "\nformat: 1\n",
            "2:1: missing key 'kind': one of 'table', 'tree', 'diagram', 'parameters', 'study'",
        ),
        ("- kind: table\n", "1:1: must be a mapping with the key 'kind'; got a list of 1"),
        ("table\n", "1:1: must be a mapping with the key 'kind'; got 'table'"),
        ("kind: parameters\nformat: 2\nparameters: {}\n", "2:1: format: must be 1; got 2"),
    ],
)
def test_the_kind_must_be_said(problems, text, problem):
    assert [found.partition(" (did you mean")[0] for found in problems(text)] == [problem]


def test_rows_must_name_each_criterion(problems):
    text = (
        "kind: table\nformat: 1\ncriteria: {price: {goal: min}, comfort: {goal:"
        " max}}\nalternatives:\n  a: {price: 1, comfrot: 2}\n  b: {price: 1}\n  c: {price: [[1],"
        " [2, 3]], comfort: 1, space: 1}\n"
    )
    found = problems(text)
    assert found[:3] == [
        "5:17: alternatives > a > comfrot: unknown key 'comfrot' (did you mean 'comfort'?)",
        "6:3: alternatives > b: missing key 'comfort'",
        "7:41: alternatives > c > space: unknown key 'space'; known are 'price', 'comfort'",
    ]
    assert found[3].startswith(
        "7:7: alternatives > c > price: samples must be a rectangular array of numbers"
    )


def test_samples_of_a_table_must_fit_together(problems):
    text = (
        "kind: table\nformat: 1\ncriteria: {c: {goal: min}}\nalternatives:\n  a: {c: [1, 2]}\n  b:"
        " {c: [1, 2, 3]}\n"
    )
    assert problems(text) == [
        "4:1: alternatives: samples must broadcast together; got shapes [(2,), (3,)]"
    ]


def test_parameters_that_contradict_themselves_are_all_listed(problems):
    text = (
        "kind: parameters\nformat: 1\nparameters:\n  p: {low: 2, base: 1, high: 3}\n"
        "  q: {base: 1, distribution: {family: nrom}}\n"
        "  r:\n    base: 1\n    distribution: {family: norm, args: [0, -1]}\n"
        "  s: {base: 1, distribution: {family: norm, args: [0, 1, 2, 3]}}\n"
        "  t: {base: 1, distribution: {family: norm, kwds: {lco: 1}}}\n"
    )
    found = problems(text)
    assert found[:3] == [
        "4:3: parameters > p: parameter 'p': low <= base <= high must hold; got 2, 1, 3",
        (
            "5:16: parameters > q > distribution: unknown distribution of scipy.stats 'nrom'"
            " (did you"
            " mean 'norm'?)"
        ),
        (
            "8:5: parameters > r > distribution: the arguments are outside of what norm allows; got"
            " norm(0, -1)"
        ),
    ]
    assert found[3].startswith(
        "9:16: parameters > s > distribution: these are not the arguments of norm: "
    )
    assert found[4].startswith(
        "10:16: parameters > t > distribution: these are not the arguments of norm: "
    )


def test_faults_between_the_nodes_of_a_tree_have_a_line(problems):
    text = (
        "kind: tree\nformat: 1\ntree:\n  decision: d\n  options:\n    no: 0\n    yes:\n     "
        " chance: c\n      outcomes:\n        dry: {probability: 0.5, then: 1}\n        wet:\n     "
        "     probability: 0.5\n          then:\n            chance: e\n            outcomes:\n    "
        "          a: {probability: 0.5, then: 1}\n              b: {probability: 0.4, then: 1}\n"
    )
    assert problems(text) == [
        "13:11: tree > options > yes > outcomes > wet > then: chance 'e' at 'yes > wet': "
        "probabilities must sum to 1; got 0.9 ('a' 0.5, 'b' 0.4)"
    ]
    mixed = problems(text.replace("then: 1}", "then: {x: 1}}").replace("0.4", "rest"))
    assert mixed[0].startswith(
        "6:5: tree > options > no: payoff at 'no' must be a mapping by attribute"
    )


@pytest.mark.parametrize("ending", ["yaml", "json"])
def test_values_are_for_files_with_variables(tmp_path, ending):
    path = tmp_path / f"tree.{ending}"
    io.save(trees.Chance("oil", {"dry": (0.5, 0), "wet": (0.5, 1)}), path)
    with pytest.raises(
        InvalidInputError, match=r"values must be None for a file of this library's own, .*'wet'"
    ):
        io.load(path, values={"wet": 3})


def rounded(third):
    outcomes = {
        label: {"probability": third, "then": pay} for label, pay in (("a", 3), ("b", 0), ("c", 0))
    }
    return {
        "kind": "tree",
        "format": 1,
        "tree": {"decision": "go", "options": {"in": {"chance": "c", "outcomes": outcomes}}},
    }


def test_probabilities_rounded_for_print_are_rescaled_where_that_is_asked(load, tmp_path):
    with pytest.raises(
        InvalidModelError, match=r"probabilities must sum to 1; got 0\.999 .*; rescale=True divides"
    ):
        load(rounded(0.333))
    with pytest.warns(
        DegenerateDataWarning, match=r"^load\(\): rescaled .* chance 'c' at 'in' summed to 0\.999$"
    ) as told:
        tree = io.load(tmp_path / "file.yaml", rescale=True)
    assert told[0].filename == __file__
    assert trees.rollback(tree).value == pytest.approx(1, abs=1e-15)
    with pytest.raises(
        InvalidModelError, match=r"file\.yaml:6:5: tree > .* must sum to 1; got 0\.9 "
    ):
        load(rounded(0.3), rescale=True)


def test_what_holds_no_probabilities_is_not_rescaled(load, documents):
    with pytest.raises(
        InvalidInputError, match=r"rescale must be False for a file without probabilities, a table"
    ):
        load(documents["table"], rescale=True)


def test_tables_of_diagrams_are_rescaled_where_that_is_asked(load, tmp_path):
    tables = {
        "u": [0.33, 0.33, 0.33],
        "v": {"a": [0.5, 0.5], "b": [0.666, 0.333], "c": [0.25, 0.75]},
    }
    nodes = [
        {"uncertain": "u", "states": ["a", "b", "c"], "probabilities": tables["u"]},
        {"uncertain": "v", "states": ["x", "y"], "probabilities": tables["v"], "given": ["u"]},
        {"uncertain": "w", "states": ["x", "y"], "probabilities": [0.5, 0.5]},
        {"value": "pay", "payoffs": [1, 0], "of": ["v"]},
    ]
    with pytest.raises(
        InvalidModelError,
        match=r"uncertain 'u': .* must sum to 1; got 0\.99 .*; rescale=True divides",
    ):
        load({"kind": "diagram", "format": 1, "nodes": nodes})
    message = (
        r"^load\(\): rescaled .*: \S+:4:3: nodes\[0\] summed to 0\.99; \S+: nodes\[1\] summed to"
        r" 0\.999$"
    )
    with pytest.warns(DegenerateDataWarning, match=message):
        diagram = io.load(tmp_path / "file.yaml", rescale=True)
    np.testing.assert_allclose(diagram.nodes["u"].probabilities, [1 / 3] * 3, rtol=1e-15)
    np.testing.assert_allclose(diagram.nodes["v"].probabilities.sum(axis=-1), 1, rtol=1e-15)


@pytest.mark.parametrize("name", ["a\0b", "\ud800"])
@pytest.mark.parametrize("ending", [".json", ".net"])
def test_names_that_no_file_can_have_are_refused(tmp_path, name, ending):
    path = tmp_path / f"{name}{ending}"
    with pytest.raises(
        InvalidInputError,
        match=r"load\(\): path must be a string or a path that a file can have; got '",
    ):
        io.load(path)
    if ending == ".json":
        with pytest.raises(
            InvalidInputError,
            match=r"read\(\): path must be a string or a path that a file can have; got '",
        ):
            io.read(path)
        with pytest.raises(
            InvalidInputError,
            match=r"save\(\): path must be a string or a path that a file can have; got '",
        ):
            io.save(trees.Terminal(1), path)


def test_names_of_values_are_text_whatever_their_class_says(tmp_path):
    class Odd(str):
        def __str__(self):
            raise RuntimeError

        __repr__ = __str__

    text = "name: x\nvariables: {v: 3}\ntype: decision\na: {payoff: v}\nb: {payoff: 3}\n"
    (tmp_path / "tree.yaml").write_text(text)
    assert trees.rollback(io.load(tmp_path / "tree.yaml", values={Odd("v"): 7})).value == 7
    with pytest.raises(InvalidInputError, match=r"unknown variable in values 'w'"):
        io.load(tmp_path / "tree.yaml", values={Odd("w"): 7})
    many = {f"v{i}": 1 for i in range(2_000)}
    (tmp_path / "own.yaml").write_text("kind: tree\nformat: 1\ntree: {terminal: 1}\n")
    with pytest.raises(InvalidInputError, match=r"got \['v0', .*, \.\.\. and 1,990 more\]"):
        io.load(tmp_path / "own.yaml", values=many)
