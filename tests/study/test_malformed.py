"""Malformed studies: each ends in clear messages with their places, in no time, and never in a
traceback."""

import time
from pathlib import Path

import pytest

from decision_analysis import study as studies
from decision_analysis.__main__ import main
from decision_analysis.errors import DecisionAnalysisError

HEAD = "kind: study\ntitle: Which car\n"
CARS = "criteria: [price, style]\ntable:\n  a: [1, 2]\n  b: [2, 1]\n"


def malformed():
    """Return studies by what is wrong with them, each with what its message must say.

    In the file, `bare` stands for no head, and `CARS` for a small table.
    """
    text = Path(__file__).with_name("malformed.txt").read_text(encoding="utf-8")
    found = {}
    for block in text.split("## ")[1:]:
        line, _, body = block.partition("\n")
        name, _, said = line.partition(": ")
        whole = body.removeprefix("bare\n") if body.startswith("bare") else HEAD + body
        found[name] = whole.replace("CARS\n", CARS), said
    brackets = f"tree: {{decision: d, options: {{a: '{'(' * 6000}1{')' * 6000}', b: 0}}}}\n"
    return {**found, "brackets": (HEAD + brackets, "tree")}


MALFORMED = malformed()


@pytest.mark.parametrize("name", MALFORMED)
def test_each_ends_in_a_clear_message(name, tmp_path, capsys, monkeypatch):
    text, said = MALFORMED[name]
    path = tmp_path / "study.yaml"
    path.write_text(text, encoding="utf-8")
    before = sorted(tmp_path.iterdir())
    start = time.process_time()
    assert main(["check", str(path)]) == 2
    assert time.process_time() - start < 10
    shown = capsys.readouterr()
    assert said in shown.err
    assert "Traceback" not in shown.err
    assert shown.out == ""
    assert len(shown.err) < 20_000
    # `run` says the same, and writes nothing
    assert main(["run", str(path), "--out", str(tmp_path / "out")]) == 2
    assert said in capsys.readouterr().err
    assert sorted(tmp_path.iterdir()) == before


@pytest.mark.parametrize("name", MALFORMED)
def test_each_fault_names_its_line(name, tmp_path):
    path = tmp_path / "study.yaml"
    path.write_text(MALFORMED[name][0], encoding="utf-8")
    with pytest.raises(DecisionAnalysisError) as caught:
        studies.load(path)
    problems = getattr(caught.value, "problems", [caught.value.message])
    assert all(str(path) in problem for problem in problems)
