"""The command line: readable answer, files, exit status, and messages that name file and line."""

import json
import pickle
import shutil
import subprocess
import sys

import pytest

from decision_analysis.__main__ import main
from decision_analysis.study.questions import PICTURES


@pytest.fixture
def flagship(flagship_path):
    return flagship_path


@pytest.mark.slow
def test_run_prints_the_answer_and_writes_files(flagship_run):
    shown, folder = flagship_run, flagship_run.folder
    assert shown.status == 0
    assert "Every number here is an illustrative judgement" in shown.out.splitlines()[0]
    sections = shown.analysis.sections
    # the nine answers, some of them in several sections
    assert {"scores", "stakeholders", "tree", "strategies"} <= {s.name for s in sections}
    for number, section in enumerate(sections, start=1):
        assert f"{number}. {section.title}" in shown.out
        assert f"s  {section.title}\n" in shown.err
    written = {path.name for path in folder.iterdir()}
    drawn = {f"{figure.name}.png" for section in sections for figure in section.figures}
    assert {"scores.png", "smaa.png", "tree.png", "risk_profile.png"} <= drawn
    assert {"report.md", "report.json"} | drawn <= written
    # all are known before, so that files of others of these names are refused before any work
    assert drawn <= {f"{name}.png" for name in PICTURES}
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
        "try: study.write(analysis, out)\n"
        "except OSError: print(was == {p.name: p.read_bytes() for p in out.iterdir()})\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(pickled), str(out)],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == "True\n"


def test_check_says_what_it_found(flagship, capsys):
    assert main(["check", str(flagship)]) == 0
    assert "no faults" in capsys.readouterr().out


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
