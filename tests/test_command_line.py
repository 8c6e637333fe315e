"""The command line: readable answer, files, exit status, and messages that name file and line."""

import dataclasses
import json
import pickle
import re
import shutil
import subprocess
import sys
import warnings

import pytest

import decision_analysis as da
from decision_analysis import command
from decision_analysis import study as studies
from decision_analysis.__main__ import main
from decision_analysis.errors import DegenerateDataWarning
from decision_analysis.study.questions import PICTURES

CARS = """\
kind: study
title: Which car
criteria: {price: {goal: min, unit: EUR}, style: {}}
table:
  Corsa: [5490, 8]
  Clio: {price: 6500, style: {low: 5, base: 9, high: 10}}
weights: {price: 50, style: 20}
"""

OIL = """\
kind: tree
format: 1
tree:
  decision: drill?
  options:
    drill:
      chance: oil
      outcomes: {dry: {probability: 0.5, then: -70}, wet: {probability: rest, then: 200}}
    walk away: 0
"""


@pytest.fixture
def cars(tmp_path):
    path = tmp_path / "cars.yaml"
    path.write_text(CARS, encoding="utf-8")
    return path


@pytest.fixture
def flagship(flagship_path):
    return flagship_path


@pytest.mark.slow
def test_run_prints_the_answer_and_writes_files(flagship_run):
    shown, folder = flagship_run, flagship_run.folder
    assert shown.status == 0
    assert "Every number here is an illustrative judgement" in shown.out.splitlines()[0]
    said = shown.out[: shown.out.index("wrote ")]
    lines = " ".join(said.split("=\n")[1].split())
    assert all(line in lines for line in (" ".join(x.split()) for x in shown.analysis.summary))
    assert shown.analysis.summary[0].startswith("Best: ")
    assert all(block.caption in shown.out for s in shown.analysis.sections for block in s.blocks)
    n = len(shown.analysis.asked)
    # a long question tells how far it has come
    told = re.findall(r"^\[\d+/\d+\]", shown.err, re.M)
    assert list(dict.fromkeys(told)) == [f"[{i}/{n}]" for i in range(n + 1)]
    sections = shown.analysis.sections
    # the nine answers, some of them in several sections
    assert {"scores", "stakeholders", "tree", "strategies", "ledger"} <= {s.name for s in sections}
    written = {path.name for path in folder.iterdir()}
    drawn = {f"{figure.name}.png" for section in sections for figure in section.figures}
    assert {"scores.png", "smaa.png", "tree.png", "risk_profile.png"} <= drawn
    assert {"report.md", "report.json"} | drawn <= written
    # all are known before, so that files of others of these names are refused before any work
    assert drawn <= {f"{name}.png" for name in PICTURES}
    assert {"scores_1.csv", "tree_1.csv"} <= written
    report = json.loads((folder / "report.json").read_text())
    assert report["notice"].startswith("Every number")
    pages = (folder / "report.md").read_text()
    assert all(f"({name})" in pages for name in written if name.endswith(".png"))


def test_run_refuses_to_replace_files_of_others_before_it_works(flagship, tmp_path, capsys):
    (tmp_path / "tree.png").write_bytes(b"mine")
    assert main(["run", str(flagship), "--out", str(tmp_path)]) == 2
    shown = capsys.readouterr()
    assert "'tree.png'" in shown.err
    assert "--overwrite" in shown.err
    assert "[0/" not in shown.err
    (tmp_path / "link").symlink_to(tmp_path)
    assert main(["run", str(flagship), "--out", str(tmp_path / "link"), "--overwrite"]) == 2
    assert "must not be a symbolic link" in capsys.readouterr().err
    assert {path.name: path.is_symlink() for path in tmp_path.iterdir()} == {
        "tree.png": False,
        "link": True,
    }
    assert (tmp_path / "tree.png").read_bytes() == b"mine"


@pytest.mark.slow
def test_a_size_limit_leaves_the_last_report(flagship_run, tmp_path):
    out, pickled = tmp_path / "out", tmp_path / "analysis.pickle"
    shutil.copytree(flagship_run.folder, out)
    pickled.write_bytes(pickle.dumps(flagship_run.analysis))
    code = (
        "import pickle, resource, sys; from pathlib import Path; from decision_analysis import"
        " study\nanalysis = pickle.loads(Path(sys.argv[1]).read_bytes())\nout = Path(sys.argv[2])\n"
        "was = {p.name: p.read_bytes() for p in out.iterdir()}\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))\n"
        "try: study.write(analysis, out, pictures=False, html=False)\n"
        "except OSError: print(was == {p.name: p.read_bytes() for p in out.iterdir()})\n"
    )
    done = subprocess.run(
        # -B: bytecode written under the limit would be cut off, and others would read it
        [sys.executable, "-B", "-c", code, str(pickled), str(out)],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == "True\n"


def test_check_says_what_it_found(flagship, capsys):
    assert main(["check", str(flagship)]) == 0
    assert "no faults" in capsys.readouterr().out


def test_all_faults_are_told_one_per_line_with_their_places(cars, capsys):
    cars.write_text(CARS.replace("style: {}", "style: {goal: maxx}").replace("title:", "titel:"))
    assert main(["check", str(cars)]) == 2
    shown = capsys.readouterr()
    assert shown.out == ""
    assert shown.err.splitlines() == [
        f"{cars}:2:1: titel: unknown key 'titel' (did you mean 'title'?)",
        (
            f"{cars}:3:51: criteria > style > goal: must be one of 'max', 'min'; got 'maxx'"
            " (did you mean 'max'?)"
        ),
    ]
    # `run` refuses the same
    assert main(["run", str(cars)]) == 2
    shown = capsys.readouterr()
    assert shown.out == ""
    assert "unknown key 'titel'" in shown.err
    assert "got 'maxx'" in shown.err


def test_what_is_told_stays_on_its_line(cars, capsys):
    text = CARS.replace(
        "title:", 'stakeholders: {"a\\nb": {weights: {order: price > style}}}\ntitle:'
    )
    cars.write_text(text, encoding="utf-8")
    path = cars.rename(cars.with_name("two\nlines.yaml"))
    assert main(["check", str(path)]) == 0
    assert len(capsys.readouterr().out.splitlines()) == 1
    assert main(["run", str(path), "--samples", "8", "--out", str(path.with_name("o\nut"))]) == 0
    shown = capsys.readouterr()
    assert all(line.startswith(("[", "decision_analysis: ")) for line in shown.err.splitlines())
    assert r"writing " in shown.err
    assert r"o\nut/report.html" in shown.out


def test_of_many_faults_the_first_are_told_and_the_others_counted(cars, capsys):
    rows = "".join(f"  car {i}: [[], 1]\n" for i in range(300))
    cars.write_text(CARS.partition("  Corsa")[0] + rows, encoding="utf-8")
    assert main(["check", str(cars)]) == 2
    told = capsys.readouterr().err.splitlines()
    assert told[0].startswith(f"{cars}:5:11: ")
    assert told[-1] == f"and {300 - len(told) + 1} more"
    assert len(told) == 101


def test_full_prints_all_tables(cars, capsys):
    assert main(["run", str(cars)]) == 0
    short = capsys.readouterr().out
    assert "--full" in short
    assert main(["run", str(cars), "--full"]) == 0
    full = capsys.readouterr().out
    analysis = studies.load(cars).analyze()
    assert full == analysis.to_text() + "\n"
    assert all(block.caption in full for s in analysis.sections for block in s.blocks)
    assert len(short) < len(full)


def test_samples_and_seed_are_those_that_are_said(cars, tmp_path, capsys):
    out = tmp_path / "out"
    assert main(["run", str(cars), "--samples", "50", "--seed", "7", "--out", str(out)]) == 0
    told = json.loads((out / "report.json").read_text(encoding="utf-8"))["provenance"]
    assert (told["samples"], told["seed"]) == ("50", "7")
    assert told["version"] == da.__version__
    assert f"wrote {out / 'report.md'}" in capsys.readouterr().out
    for given in (["--samples", "1"], ["--samples", "many"], ["--seed", "-1"]):
        with pytest.raises(SystemExit, match="2"):
            main(["run", str(cars), *given])
        assert "must be a whole number from " in capsys.readouterr().err


@pytest.mark.parametrize(
    ("name", "text", "best"),
    [
        ("oil.yaml", OIL, "Best: drill?: drill, worth 65"),
        ("cars.csv", "car,price,style\nCorsa,5490,8\nClio,6500,9\n", ""),
    ],
)
def test_a_bare_tree_or_table_is_a_study(name, text, best, tmp_path, capsys):
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    assert main(["check", str(path)]) == 0
    assert "no faults" in capsys.readouterr().out
    assert main(["run", str(path)]) == 0
    assert best in capsys.readouterr().out


def test_a_bare_diagram_is_a_study(tmp_path, capsys):
    path = tmp_path / "umbrella.yaml"
    nodes = [
        {"uncertain": "sky", "states": ["sun", "rain"], "probabilities": {"sun": 0.7, "rain": 0.3}},
        {"choice": "umbrella", "options": ["take", "leave"]},
        {
            "value": "comfort",
            "payoffs": {"sun": {"take": 20, "leave": 100}, "rain": {"take": 70, "leave": 0}},
            "of": ["sky", "umbrella"],
        },
    ]
    path.write_text(json.dumps({"kind": "diagram", "format": 1, "nodes": nodes}))
    assert main(["run", str(path)]) == 0
    # 0.7 * 100 against 0.7 * 20 + 0.3 * 70 = 35
    assert re.search(r"Best: .* 70\b", capsys.readouterr().out)


def test_schema_is_printed_as_editors_read_it(capsys):
    assert main(["schema"]) == 0
    shown = capsys.readouterr()
    assert json.loads(shown.out) == da.io.schema("study")
    assert "# yaml-language-server: $schema=study.schema.json" in shown.err


def test_a_published_case_is_shown_beside_what_is_computed(capsys):
    assert main(["reproduce", "xu_2004/entropy"]) == 0
    shown = capsys.readouterr().out
    assert shown.startswith("xu_2004/entropy: reproduced\n")
    case = da.catalog.load("xu_2004/entropy")
    assert case.source in " ".join(shown.split())
    # .4630 is given, .462952 computed: 48 hundredths of a unit of the last digit
    assert re.search(r"^figure +quoted +computed +off by$", shown, re.M)
    assert re.search(r"^weights\[0\] +0\.463 +0\.462952 +0\.48$", shown, re.M)
    assert "the largest difference: 0.48 units of the last digit given, of weights[0]" in shown
    assert main(["reproduce", "xu_2004/entropie"]) == 2
    assert "did you mean 'xu_2004/entropy'" in capsys.readouterr().err


def test_figures_are_called_what_they_are(capsys):
    assert main(["reproduce", "tudelft/cooke_two_experts"]) == 0
    shown = capsys.readouterr().out
    assert re.search(r"^figure +read +computed", shown, re.M)
    assert "disputed: information is given as [None, 0.971]; we compute [None, 0.9717]" in shown
    # figures that the source cuts off are within the tolerance and not within half a unit
    assert shown.startswith("tudelft/cooke_two_experts: to its tolerance\n")


def test_all_published_cases_are_listed_and_what_is_missed_fails(capsys, monkeypatch):
    names = ("opricovic_2004/vikor", "xu_2004/entropy")
    monkeypatch.setattr(da.catalog, "names", lambda: names)
    assert main(["reproduce"]) == 0
    shown = capsys.readouterr().out
    row = r"^xu_2004/entropy +weights.entropy +quoted +4 +0.48 +reproduced$"
    assert re.search(row, shown, re.M)
    assert "2 cases with" in shown
    assert "NOT" not in shown

    load = da.catalog.load

    def wrong(name):
        case = load(name)
        if name != names[1]:
            return case
        expected = {"weights": [0.5, *case.expected["weights"][1:]]}
        return dataclasses.replace(case, expected=expected)

    monkeypatch.setattr(da.catalog, "load", wrong)
    assert main(["reproduce"]) == 1
    shown = capsys.readouterr().out
    assert re.search(r"^xu_2004/entropy .* 370\.48 +not reproduced$", shown, re.M)
    assert "1 cases are NOT reproduced:" in shown
    assert "  - xu_2004/entropy: weights[0] must be 0.5 to within 5e-05; got 0.46" in shown
    assert main(["reproduce", "xu_2004/entropy"]) == 1
    assert "not reproduced:\n  - weights[0] must be 0.5" in capsys.readouterr().out


def test_a_published_case_that_is_refused_is_told_and_fails(capsys, monkeypatch):
    def refuse(case):
        raise da.errors.InvalidInputError("entropy(): no")

    monkeypatch.setattr(da.catalog.Case, "run", refuse)
    assert main(["reproduce", "xu_2004/entropy"]) == 1
    shown = capsys.readouterr().out
    assert shown.startswith("xu_2004/entropy: not computed\n")
    assert "not computed: entropy(): no" in shown


def test_version(capsys):
    with pytest.raises(SystemExit, match="0"):
        main(["--version"])
    assert capsys.readouterr().out == f"decision_analysis {da.__version__}\n"


@pytest.mark.filterwarnings("default")
def test_warnings_are_notes_on_the_error_stream(cars, capsys, monkeypatch):
    def warns(path):
        warnings.warn("the alternatives are equal", DegenerateDataWarning, stacklevel=1)
        return 0

    monkeypatch.setattr(command, "check", warns)
    assert main(["check", str(cars)]) == 0
    shown = capsys.readouterr()
    assert (shown.out, shown.err) == ("", "decision_analysis: note: the alternatives are equal\n")


def test_a_reader_who_has_seen_enough_ends_the_command_in_silence():
    done = subprocess.Popen(
        [sys.executable, "-m", "decision_analysis", "schema"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    done.stdout.close()
    assert "Traceback" not in done.communicate()[1].decode()
    assert done.returncode == 0


def test_misspelled_key_is_named_with_file_line_and_column(flagship, tmp_path, capsys):
    copy = tmp_path / "study.yaml"
    shutil.copy(flagship, copy)
    lines = copy.read_text().splitlines()
    at = next(i for i, line in enumerate(lines) if line.startswith("stakeholders:"))
    place = next(i for i in range(at, len(lines)) if lines[i].strip().startswith("weights:"))
    lines[place] = lines[place].replace("weights", "weigths")
    copy.write_text("\n".join(lines))
    assert main(["check", str(copy)]) == 2
    message = capsys.readouterr().err
    column = lines[place].index("weigths") + 1
    assert f"study.yaml:{place + 1}:{column}: stakeholders > " in message
    assert "'weigths'" in message
    assert "'weights'" in message


def test_missing_file_is_refused(capsys):
    assert main(["run", "nowhere.yaml"]) == 2
    assert "nowhere.yaml" in capsys.readouterr().err


def test_methods_and_their_sources(capsys):
    assert main(["methods"]) == 0
    listed = capsys.readouterr().out
    assert "mcda.topsis" in listed
    assert "trees.rollback" in listed
    assert main(["cite", "topsis", "weights.entropy"]) == 0
    assert "Hwang" in capsys.readouterr().out
    assert main(["cite", "topsys"]) == 2
    assert "unknown method 'topsys'" in capsys.readouterr().err


def test_module_is_runnable():
    shown = subprocess.run(
        [sys.executable, "-m", "decision_analysis", "--help"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert "run" in shown.stdout
