"""Studies in the core alone: JSON is checked and analyzed, and all is written but the pictures."""

import json
import subprocess
import sys

import pytest

from decision_analysis import study as studies
from decision_analysis.errors import MissingDependencyError

EXTRAS = ("jinja2", "jsonschema", "matplotlib", "openpyxl", "pandas", "yaml")


@pytest.fixture
def study(document, tmp_path):
    path = tmp_path / "study.json"
    path.write_text(
        json.dumps(document | {"simulation": {"samples": 64, "seed": 0}}), encoding="utf-8"
    )
    return path


def command(*arguments, without=EXTRAS):
    code = f"import sys; sys.modules.update(dict.fromkeys({without!r}))\n"
    code += "from decision_analysis.__main__ import main\nsys.exit(main(sys.argv[1:]))"
    return subprocess.run(
        [sys.executable, "-c", code, *map(str, arguments)], capture_output=True, text=True
    )


def test_a_study_is_checked(study):
    done = command("check", study)
    assert (done.returncode, done.stderr) == (0, "")
    assert "study.json: no faults" in done.stdout


def test_a_run_writes_all_but_the_pictures_and_says_so(study, tmp_path):
    folder = tmp_path / "out"
    assert command("run", study, "--out", folder, without=()).returncode == 0
    assert len(list(folder.glob("*.png"))) > 6
    done = command("run", study, "--out", folder)
    assert done.returncode == 0, done.stderr
    assert (
        "decision_analysis: no pictures: run --out needs matplotlib; "
        "install it with: pip install 'decision-analysis-lib[plot]'\n"
    ) in done.stderr
    # tables need nothing but the core
    assert {path.name for path in folder.iterdir() if path.suffix != ".csv"} == {
        "report.md",
        "report.json",
        ".decision_analysis.json",
    }
    assert ".png" not in (folder / "report.md").read_text(encoding="utf-8")
    assert json.loads((folder / "report.json").read_text(encoding="utf-8"))["notice"] in done.stdout


def test_pictures_that_are_asked_for_need_matplotlib(study, monkeypatch, tmp_path):

    analysis = studies.analyze(studies.load(study))
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    monkeypatch.setitem(sys.modules, "matplotlib.backends.backend_agg", None)
    with pytest.raises(
        MissingDependencyError, match=r"study\.write\(\) needs matplotlib; .*-lib\[plot\]"
    ):
        studies.write(analysis, tmp_path / "out")
    assert not (tmp_path / "out").exists()
    written = studies.write(analysis, tmp_path / "out", pictures=False, html=False)
    assert {path.suffix for path in written} == {".md", ".json", ".csv"}
