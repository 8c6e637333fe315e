"""Fragments of the change log: those that lie there are sound, and a release puts them together."""

import runpy

import pytest


@pytest.fixture(scope="module")
def script(pytestconfig):
    return runpy.run_path(str(pytestconfig.rootpath / "changes" / "assemble.py"))


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "README.md").write_text("how")
    (tmp_path / "moora.added.md").write_text("`mcda.ratio_system`,\nby MOORA.\n")
    (tmp_path / "ties.corrected.md").write_text("Ties.\n")
    (tmp_path / "late.added.md").write_text("Another.\n")
    return tmp_path


LOG = "# Changelog\n\n## 0.1.0\n\nThe house.\n"
MADE = """# Changelog

## 0.2.0

### Added

- Another.
- `mcda.ratio_system`,
  by MOORA.

### Corrected

- Ties.

## 0.1.0

The house.
"""


def test_a_release_takes_all_fragments(script, folder, tmp_path_factory):
    log = tmp_path_factory.mktemp("log") / "CHANGELOG.md"
    log.write_text(LOG)
    script["assemble"]("0.2.0", folder, log)
    assert log.read_text() == MADE
    assert [path.name for path in folder.iterdir()] == ["README.md"]


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("moora.md", "x", "moora.md: must be <what>.<kind>.md"),
        ("moora.feature.md", "x", "with a kind of"),
        ("moora.fixed.added.md", " \n", "is empty"),
    ],
)
def test_other_files_are_refused(script, tmp_path, name, text, message):
    (tmp_path / name).write_text(text)
    with pytest.raises(SystemExit, match=message):
        script["section"]("0.2.0", tmp_path)


def test_fragments_that_lie_there_are_sound(script, pytestconfig):
    script["section"]("(next)", pytestconfig.rootpath / "changes")
