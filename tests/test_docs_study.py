"""Pages on studies: their cells run, their files pass `check`, and every key is named."""

import re

import pytest

import decision_analysis as da
from pages import HEAD

CELL = re.compile(r"^```\{code-cell\} ipython3\n(.*?)^```$", re.DOTALL | re.MULTILINE)


@pytest.fixture
def howto(pytestconfig, monkeypatch):
    folder = pytestconfig.rootpath / "docs" / "howto"
    # where pages are executed when the documentation is built
    monkeypatch.chdir(folder)
    monkeypatch.syspath_prepend(folder.parent / "_ext")
    return folder


def executed(page):
    """Run all cells of a page, those too that readers do not see, and return what they define."""
    found = {}
    for cell in CELL.findall(page.read_text(encoding="utf-8")):
        exec(compile(HEAD.sub("", cell), page.name, "exec"), found)
    return found


def properties(schema):
    """Return the names of all properties, wherever they stand in a schema."""
    found, todo = set(), [schema]
    while todo:
        part = todo.pop()
        if isinstance(part, dict):
            found |= set(part.get("properties", {}))
            todo += part.values()
        elif isinstance(part, list):
            todo += part
    return found


def test_the_page_names_every_key_of_a_study(howto):
    text = (howto / "write-a-study.md").read_text(encoding="utf-8")
    # in the YAML of a file, or as code in a sentence
    named = set(re.findall(r"(?<![\w$])([$\w]+)\"?:", text)) | set(re.findall(r"`([$\w]+)`", text))
    assert properties(da.io.schema("study")) - named == set()


def test_its_studies_run_as_it_says(howto, capsys):
    page = executed(howto / "write-a-study.md")
    assert len(page["shelf"].files) > 9
    shown = capsys.readouterr().out
    assert "unknown criterion 'prize' (did you mean 'price'?)" in shown
    assert "Traceback" not in shown


def test_the_homework_has_its_published_answers(howto, capsys):
    page = executed(howto / "homework.md")
    shown = capsys.readouterr().out
    # closeness of Hodgett's cars
    assert re.findall(r"0\.4817|0\.5182|0\.1780", shown) == ["0.4817", "0.5182", "0.1780"]
    # rank order centroid of six by Barron and Barrett, and a winner with nearly all weights
    assert "'closeness to customers': 0.4083" in shown
    assert max(page["shares"], key=page["shares"].get) == "Addison Square"
    assert page["shares"]["Addison Square"] > 0.95
    # Raiffa's wildcatter
    assert "with the test 22.5, without 20" in shown
    assert "worth 12.5 before its cost" in shown
    assert page["knowing"].value == pytest.approx(35)
    # ratios of the Health Economics Resource Center
    assert "B from 5,000 to 12,500, D from 12,500 to 20,000, E above 20,000" in shown
    assert page["winners"] == {
        "plurality": "Memphis",
        "instant runoff": "Knoxville",
        "Borda": "Nashville",
        "a majority against every other": "Nashville",
    }


def test_what_is_said_to_the_boss_is_what_the_study_says(howto, capsys):
    import matplotlib.pyplot as plt

    page = executed(howto / "report-for-the-boss.md")
    plt.close("all")
    analysis = page["analysis"]
    rolled = analysis.results["tree: rollback"]
    assert rolled.policy[()] == "wait for a grant"
    assert rolled.policy[("wait for a grant", "granted")] == "meadows"
    assert 0 < rolled.value - rolled.values[("meadows",)] < 0.5
    study = analysis.study
    firsts = {
        who: da.trees.rollback(study.tree(), attribute=study.attribute(who)).policy[()]
        for who in study.stakeholders
    }
    assert firsts["residents"] == "meadows"
    assert "dike" not in firsts.values()
    residents = study.stakeholders["residents"]
    kept = dict(zip(study.alternatives, residents.allows(study.table()).tolist(), strict=True))
    assert kept == {"dike": False, "meadows": True, "nothing": True}
    assert "report.md" in capsys.readouterr().out


def test_the_commands_do_what_their_page_says(howto, capsys):
    executed(howto / "command-line.md")
    shown = capsys.readouterr().out
    assert "faulty.yaml:8:13: table > at home > tast: unknown criterion 'tast'" in shown
    assert "dinner.yaml: no faults" in shown
    assert "# yaml-language-server: $schema=study.schema.json" in shown
    assert re.search(r"at the harbor: price +20 +28", shown)
    assert "hodgett/topsis_cars: reproduced" in shown
