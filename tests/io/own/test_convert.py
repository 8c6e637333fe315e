"""Influence diagrams in this library's own form: written, read, and faults with file, line and
key."""

import pathlib

import numpy as np
import pytest
import yaml

from decision_analysis import io
from decision_analysis.diagrams import Choice, InfluenceDiagram, Uncertain, Value, solve, to_dict
from decision_analysis.errors import InvalidModelError

DATA = pathlib.Path(__file__).parents[1] / "data"


@pytest.fixture
def problems(tmp_path):
    def problems(document):
        path = tmp_path / "file.yaml"
        path.write_text(
            document if isinstance(document, str) else yaml.safe_dump(document, sort_keys=False)
        )
        with pytest.raises(InvalidModelError, match=r"^load\(\): ") as caught:
            io.load(path)
        return [problem.removeprefix(f"{path}:") for problem in caught.value.problems]

    return problems


@pytest.mark.parametrize("name", ["file.json", "file.yaml"])
@pytest.mark.parametrize("source", ["wildcatter.xdsl", "wildcatter.bifxml"])
def test_diagrams_go_round(name, source, tmp_path):
    diagram = io.load(DATA / source)
    io.save(diagram, tmp_path / name)
    again = io.load(tmp_path / name)
    assert to_dict(again) == to_dict(diagram)
    assert solve(again).value == pytest.approx(22.5)


def test_samples_and_bare_nodes_go_round(tmp_path):
    table = np.random.default_rng(4).dirichlet([1, 1, 1], size=(5, 2))
    nodes = [
        Choice("go", ["yes", "no"]),
        Uncertain("luck", ["a", "b", "c"], table, given=["go"]),
        Value("fee", -5.0),
    ]
    diagram = InfluenceDiagram(nodes)
    io.save(diagram, tmp_path / "file.json")
    again = io.load(tmp_path / "file.json")
    assert to_dict(again) == to_dict(diagram)
    assert again.sample_shape == (5,)


def test_tables_may_be_written_by_label(documents, tmp_path):
    path = tmp_path / "file.yaml"
    path.write_text(yaml.safe_dump(documents["diagram"], sort_keys=False))
    diagram = io.load(path)
    assert list(diagram.nodes) == ["oil", "test", "drill", "sell", "profit", "fee"]
    np.testing.assert_array_equal(diagram.nodes["profit"].payoffs, [[-70, 0], [200, 0]])
    assert diagram.nodes["fee"].payoffs == -5


def test_faults_of_the_form_are_told_with_line_and_key(problems):
    assert problems("""\
kind: diagram
format: 1
nodes:
- {uncertain: oil, states: [dry, wet], probabilites: [1, 0]}
- {choice: drill, options: []}
- {value: profit, payoffs: text, of: oil}
- {utility: x}
- 3
""") == [
        (
            "4:40: nodes[0] > probabilites: unknown key 'probabilites' (did you mean"
            " 'probabilities'?)"
        ),
        "5:19: nodes[1] > options: must not be empty",
        "6:19: nodes[2] > payoffs: must be a number, a list or a mapping; got 'text'",
        "6:34: nodes[2] > of: must be a list; got 'oil'",
        "7:3: nodes[3]: missing key 'uncertain'",
        "7:3: nodes[3]: missing key 'states'",
        "7:3: nodes[3]: missing key 'probabilities'",
        (
            "7:4: nodes[3] > utility: unknown key 'utility'; known are 'uncertain', 'states',"
            " 'probabilities', 'given'"
        ),
        "8:3: nodes[4]: must be a mapping; got 3",
    ]


def test_faults_of_the_nodes_are_told_with_line_and_key(problems):
    found = problems("""\
kind: diagram
format: 1
nodes:
- value: profit
  payoffs: [1, 2, 3]
  of: [drill]
- uncertain: oil
  states: [dry, wet]
  probabilities: [0.5, 0.6]
- {choice: drill, options: ["yes", "no"], knows: [oll]}
""")
    assert [problem.partition(": ")[0] + ": " + problem.split(": ")[1] for problem in found] == [
        "4:3: nodes[0]",
        "7:3: nodes[1]",
        "10:3: nodes[2]",
    ]
    assert "value 'profit': payoffs must have the axes" in found[0]
    assert "uncertain 'oil': probabilities must sum to 1; got 1.1" in found[1]
    assert "choice 'drill': unknown name in knows 'oll' (did you mean 'oil'?)" in found[2]
