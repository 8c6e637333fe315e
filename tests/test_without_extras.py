"""The core alone, without any package of the extras: JSON of every kind is written and read."""

import subprocess
import sys

import pytest

EXTRAS = ("hypothesis", "jinja2", "jsonschema", "matplotlib", "openpyxl", "pandas", "yaml")
ALONE = f"import sys; sys.modules.update(dict.fromkeys({EXTRAS!r}))\n"


def alone(code, *arguments):
    return subprocess.run(
        [sys.executable, "-c", ALONE + code, *map(str, arguments)], capture_output=True, text=True
    )


def command(*arguments):
    return alone(
        "from decision_analysis.__main__ import main\nsys.exit(main(sys.argv[1:]))", *arguments
    )


MADE = """
from pathlib import Path
from decision_analysis import Criterion, DecisionTable, Parameter, Parameters, diagrams, io, trees
made = {
    "table": DecisionTable(
        [[[1, 2], [3, 4]]] * 2, [Criterion("p"), Criterion("q", "min")], ["a", "b"]
    ),
    "tree": trees.Decision(
        "go?", {"yes": trees.Chance("luck", {"a": (0.3, 1), "b": (trees.REST, 2)}), "no": 0}
    ),
    "diagram": diagrams.InfluenceDiagram(
        [diagrams.Choice("c", ["l", "r"]), diagrams.Value("v", [1, 2], of=["c"])]
    ),
    "parameters": Parameters([Parameter("p", 0.5, low=0, high=1, unit="m")]),
}
for kind, thing in made.items():
    first, second = Path(sys.argv[1], f"{kind}.json"), Path(sys.argv[1], f"{kind} again.json")
    io.save(thing, first)
    again = io.load(first)
    io.save(again, second)
    assert type(again) is type(thing)
    assert first.read_bytes() == second.read_bytes()
    io.validate(io.read(first), kind)
    print(kind)
"""


def test_json_of_every_kind_is_written_and_read(tmp_path):
    done = alone(MADE, tmp_path)
    assert (done.stdout.split(), done.stderr) == (["table", "tree", "diagram", "parameters"], "")


BAD = {
    "table": (
        '"criteria": {"p": {"gaol": "max"}},\n"alternatives": {"a": {"p": 1}}',
        "2:20: criteria > p > gaol: unknown",
    ),
    "tree": (
        '"tree": {"decision": "d",\n"options": {}}',
        r"2:1: tree: decision 'd' at the root: must have at least one",
    ),
    "diagram": (
        '"nodes": [\n{"choice": "c", "options": "l"}]',
        "3:17: nodes[0] > options: must be a list; got 'l'",
    ),
    "parameters": (
        '"parameters": {"p": {\n"base": "x"}}',
        "3:1: parameters > p > base: must be a number; got 'x'",
    ),
    "study": ('"title": 3', "2:1: title: must be text; got 3"),
}


@pytest.mark.parametrize("kind", BAD)
def test_faults_of_json_have_file_line_column_and_key(kind, tmp_path):
    text, message = BAD[kind]
    path = tmp_path / "bad.json"
    path.write_text(f'{{"kind": "{kind}", "format": 1,\n{text}}}')
    done = alone("from decision_analysis import io\nio.load(sys.argv[1])", path)
    assert f"bad.json:{message}" in done.stderr, done.stderr
    assert "InvalidModelError" in done.stderr


def test_what_is_no_json_is_refused_with_its_line(tmp_path):
    path = tmp_path / "bad.json"
    path.write_text('{"kind": "study",\n"title" 3}')
    done = command("check", path)
    assert (done.returncode, done.stdout) == (2, "")
    assert "bad.json:2:9: is not JSON: expected ':' after a key; got '3}'" in done.stderr


def test_yaml_names_its_extra(pytestconfig):
    done = command("check", pytestconfig.rootpath / "examples/atacms/study.yaml")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.endswith(
        "load() needs yaml; install it with: pip install 'decision-analysis-lib[yaml]'\n"
    )
