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
    named = set(re.findall(r"(?<![\w$])([$\w]+):", text)) | set(re.findall(r"`([$\w]+)`", text))
    assert properties(da.io.schema("study")) - named == set()


def test_its_studies_run_as_it_says(howto, capsys):
    page = executed(howto / "write-a-study.md")
    assert len(page["FILES"]) > 9
    shown = capsys.readouterr().out
    assert "unknown criterion 'prize' (did you mean 'price'?)" in shown
    assert "Traceback" not in shown
