"""`report.html`: what it writes and refuses; the same bytes from run to run."""

import runpy
import subprocess
import sys

import pytest

import decision_analysis as da
from decision_analysis.errors import InvalidInputError, MissingDependencyError


@pytest.fixture(scope="module")
def small(pytestconfig):
    """Return a small study, as the tests of studies have it."""
    made = runpy.run_path(str(pytestconfig.rootpath / "tests" / "study" / "conftest.py"))
    return da.study.from_dict(made["SMALL"] | {"simulation": {"samples": 64, "seed": 0}})


def test_a_study_and_its_analysis_give_the_same_page(small, tmp_path):
    first = da.report.html(small, tmp_path / "a.html", pictures=False)
    second = da.report.html(da.study.analyze(small), str(tmp_path / "b.html"), pictures=False)
    assert (first, second) == (tmp_path / "a.html", tmp_path / "b.html")
    assert first.read_bytes() == second.read_bytes()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.html", "b.html"]
    text = first.read_text(encoding="utf-8")
    assert text.startswith("<!DOCTYPE html>")
    assert "Where to eat" in text


def test_the_same_bytes_in_another_process(small, tmp_path, pytestconfig):
    code = (
        "import runpy, sys\nimport decision_analysis as da\n"
        "small = runpy.run_path(sys.argv[1])['SMALL']\n"
        "small |= {'simulation': {'samples': 64, 'seed': 0}}\n"
        "da.report.html(da.study.from_dict(small), sys.argv[2])\n"
    )
    conftest = pytestconfig.rootpath / "tests" / "study" / "conftest.py"
    other = tmp_path / "other.html"
    done = subprocess.run(
        [sys.executable, "-c", code, str(conftest), str(other)], capture_output=True, text=True
    )
    assert (done.returncode, done.stderr) == (0, "")
    here = da.report.html(small, tmp_path / "here.html")
    assert here.read_bytes() == other.read_bytes()


def test_a_file_that_is_there_is_kept_unless_it_may_go(small, tmp_path):
    path = tmp_path / "report.html"
    path.write_text("mine")
    with pytest.raises(InvalidInputError, match=r"^report\.html\(\): a file that is there is repl"):
        da.report.html(small, path)
    assert path.read_text() == "mine"
    da.report.html(small, path, overwrite=True, pictures=False)
    assert path.read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    folder = tmp_path / "folder.html"
    folder.mkdir()
    with pytest.raises(InvalidInputError, match="must be a file to write; got the directory"):
        da.report.html(small, folder, overwrite=True)
    with pytest.raises(InvalidInputError, match=r"path must end in \.html or \.htm, by which"):
        da.report.html(small, tmp_path / "report.pdf")


def test_a_link_is_replaced_and_not_followed(small, tmp_path):
    kept = tmp_path / "kept"
    kept.write_text("mine")
    link = tmp_path / "link.html"
    link.symlink_to(kept)
    with pytest.raises(InvalidInputError, match="replaced only with overwrite"):
        da.report.html(small, link)
    da.report.html(small, link, overwrite=True, pictures=False)
    assert kept.read_text() == "mine"
    assert not link.is_symlink()


@pytest.mark.parametrize("study", [None, "study.yaml", {"title": "a"}])
def test_other_things_are_refused(study, tmp_path):
    with pytest.raises(InvalidInputError, match="study must be a Study or an Analysis; got"):
        da.report.html(study, tmp_path / "report.html")
    assert not list(tmp_path.iterdir())


def test_without_jinja_the_extra_is_named_before_the_work(small, tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "jinja2", None)
    monkeypatch.setattr("decision_analysis.report._html.analyze", None)
    with pytest.raises(MissingDependencyError, match=r"report\.html\(\) needs jinja2; install it"):
        da.report.html(small, tmp_path / "report.html")
    assert not list(tmp_path.iterdir())
