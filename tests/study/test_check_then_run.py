"""What `check` passes, `run` finishes, and what `run` refuses, `check` finds with its place."""

import dataclasses
import json
import re
import warnings

import numpy as np
import pytest

from damaged_studies import damaged
from decision_analysis import command
from decision_analysis import study as studies
from decision_analysis.__main__ import main
from decision_analysis.errors import ConvergenceError, InvalidInputError, MissingDependencyError
from decision_analysis.study.questions import QUESTIONS
from random_studies import random_study

HEAD = "kind: study\ntitle: T\n"


@pytest.mark.filterwarnings("ignore::decision_analysis.errors.DegenerateDataWarning")
@pytest.mark.parametrize("seed", range(20))
def test_what_is_read_is_answered(seed, tmp_path):
    document = random_study(seed)
    study = studies.from_dict(document)
    analysis = study.analyze()
    assert analysis.sections
    written = studies.write(analysis, tmp_path / "out", pictures=False)
    told = json.loads((tmp_path / "out" / "report.json").read_text(encoding="utf-8"))
    assert [section["name"] for section in told["sections"]] == [
        section.name for section in analysis.sections
    ]
    assert all(path.stat().st_size for path in written)
    assert "nan" not in analysis.to_text().lower().split()


def both(path, capsys):
    """Return the exit status and what was printed of `check`, and of `run`."""
    found = []
    for arguments in (["check", str(path)], ["run", str(path), "--full"]):
        status = main(arguments)
        found.append((status, capsys.readouterr()))
    return found


@pytest.mark.filterwarnings("ignore::RuntimeWarning")
@pytest.mark.parametrize(
    ("text", "place", "said"),
    [
        (
            "parameters: {p: {low: -1, base: 0.5, high: 1}}\n"
            "tree: {decision: d, options: {go: 1 / p, stop: 0}}\n",
            "study.yaml:3:14: parameters > p: Which judgements matter: tornado()",
            "goes through infinity",
        ),
        (
            "parameters: {x: {low: -1.0e+200, base: 0, high: 1.0e+200}}\n"
            "tree: {decision: d, options: {a: x, b: 0}}\n",
            "study.yaml:4:1: tree: What it is worth to find out: evsi()",
            "data of 'second opinion' must be finite",
        ),
        (
            "criteria: [c, e]\ntable: {a: [{low: 0, base: 1.0e-310, high: 2.0e-310}, 2],"
            " b: [0, 1]}\n",
            "study.yaml:4:1: table: Which judgements matter: threshold()",
            "is not finite",
        ),
    ],
    ids=["pole", "squares", "tiny"],
)
def test_what_only_an_analysis_finds_has_its_place(text, place, said, tmp_path, capsys):
    path = tmp_path / "study.yaml"
    path.write_text(HEAD + text)
    (checked, check), (ran, run) = both(path, capsys)
    assert (checked, ran) == (2, 2)
    assert place in check.err
    assert said in check.err
    assert " ".join(run.err.split()).endswith(f" decision_analysis: {check.err.strip()}")
    assert "encountered" not in check.err + run.err


@pytest.mark.parametrize(
    ("family", "args", "said"),
    [
        # with which compiled code ends the process, raises what it likes, or counts for ever
        ("invgauss", [5e-324], "arguments of invgauss must be 0, or from 1e-300 to 1e+300"),
        ("norminvgauss", [1e160, 1e-9], "these are not the arguments of norminvgauss: "),
        ("beta", [1e16, 1e-320], "arguments of beta must be 0, or from 1e-300 to 1e+300"),
        ("irwinhall", [1e16], "these are not the arguments of irwinhall: "),
        ("binom", [1e300, 0.5], "arguments of binom must be 0, or from 1e-300 to 1e+15"),
        ("loguniform", [1e160, 10**20], "these are not the arguments of loguniform: "),
    ],
)
def test_arguments_of_distributions_may_be_extreme(family, args, said, tmp_path, capsys):
    path = tmp_path / "study.json"
    drawn = {"base": 1, "distribution": {"family": family, "args": args}}
    tree = {"decision": "d", "options": {"a": "x", "b": 1}}
    document = {"kind": "study", "title": "T", "parameters": {"x": drawn}, "tree": tree}
    path.write_text(json.dumps(document, indent=1))
    (checked, check), (ran, run) = both(path, capsys)
    assert (checked, ran) == (2, 2)
    assert f"study.json:5:3: parameters > x: {said}" in check.err
    assert check.err in run.err.replace("  - ", "") + "\n"


@pytest.mark.filterwarnings("default")
def test_a_warning_names_the_method_that_warns(tmp_path, capsys):
    path = tmp_path / "study.yaml"
    table = "criteria: [c, e]\ntable: {a: [1, 2], b: [1, 2]}\nweights: {c: 1, e: 1}\n"
    path.write_text(f"{HEAD}{table}methods: [vikor, topsis]\n")
    assert main(["run", str(path)]) == 0
    notes = [line for line in capsys.readouterr().err.splitlines() if "note" in line]
    named = {line.split(": ")[2] for line in notes}
    assert named == {"vikor()", "topsis()"}


@pytest.mark.parametrize(
    ("text", "answered"),
    [
        ("tree: {decision: d, options: {go: 1}}\n", "tree"),
        ("tree: {chance: c, outcomes: {x: {probability: 1, then: 1}}}\n", "tree"),
        ("tree: 3\n", "tree"),
        (
            "criteria: [c, e]\ntable: {a: [1, 2], b: [1, 2]}\nstakeholders: {x: {}, y: {}}\n",
            "stakeholders, ledger; where `decides` names a stakeholder, also: scores, robustness",
        ),
        # what has a range and is nobody's but a method's
        (
            "criteria: [c, e]\ntable: {a: [1, 2], b: [2, 1]}\nweights: {c: 1, e: 1}\n"
            "methods: [{electre_iii: {indifference: {low: 0.1, base: 2, high: 3},"
            " preference: 5}}]\n",
            "scores, weights, sensitivity, ledger",
        ),
        (
            "tree: {decision: d, options: {a: 1, b: 2}}\nquestions: [tree, information]\n",
            "tree; without an answer here: information",
        ),
    ],
    ids=["one option", "chance root", "number", "all tie", "threshold", "nothing to find out"],
)
def test_check_lists_what_is_answered(text, answered, tmp_path, capsys):
    path = tmp_path / "study.yaml"
    path.write_text(HEAD + text)
    (checked, check), (ran, run) = both(path, capsys)
    assert (checked, ran) == (0, 0)
    assert check.out == f"{path}: no faults; questions: {answered}\n"
    names = re.split("[;,] ", answered.partition("; ")[0])
    titles = re.findall(r"^\d+\. (.*)$", run.out, re.MULTILINE)
    assert titles == [QUESTIONS[name].title for name in names]


def test_a_question_without_an_answer_is_not_passed_over(tmp_path, capsys):
    path = tmp_path / "study.yaml"
    tree = "tree: {decision: d, options: {a: 1, b: 2}}\n"
    path.write_text(f"{HEAD}{tree}questions: [tree, information]\n")
    assert main(["run", str(path)]) == 0
    assert "Without an answer here: information.\n" in capsys.readouterr().out


@pytest.mark.filterwarnings("ignore::decision_analysis.errors.DegenerateDataWarning")
def test_damaged_studies_are_refused_alike(tmp_path, capsys):
    path = tmp_path / "study.json"
    refused = 0
    for n in range(24):
        made, what = damaged(random_study(n), np.random.default_rng(n))
        path.write_text(json.dumps(made))
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            checked = main(["check", str(path)])
            told = capsys.readouterr()
            ran = main(["run", str(path)])
            assert "nan" not in capsys.readouterr().out.lower().split(), what
        assert checked == ran, (n, what)
        if checked:
            refused += 1
            assert all("study.json:" in line for line in told.err.splitlines()), (n, what)
    assert refused > 10


@pytest.mark.parametrize("kind", [ConvergenceError, MissingDependencyError, InvalidInputError])
def test_an_error_of_a_question_stays_what_it_is(kind, tmp_path, capsys, monkeypatch):
    path = tmp_path / "study.yaml"
    path.write_text(f"{HEAD}tree: {{decision: d, options: {{a: 1, b: 2}}}}\n")

    def fails(setting):
        raise kind("no luck", where="solver()")

    failing = dataclasses.replace(QUESTIONS["tree"], answer=fails)
    monkeypatch.setitem(QUESTIONS, "tree", failing)
    with pytest.raises(kind) as caught:
        command.run(str(path), None)
    assert type(caught.value) is kind
    assert caught.value.question == "tree"
    said = f"{path}:3:1: tree: {failing.title}: solver(): no luck"
    assert str(caught.value) == said
    capsys.readouterr()
    assert command.check(str(path)) == 2
    assert capsys.readouterr().err == f"{said}\n"
