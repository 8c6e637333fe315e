"""Pages for those who carry on: what they add works as they say, and files that they name exist."""

import re

import matplotlib.pyplot as plt
import pytest

from pages import run


@pytest.fixture(scope="module")
def pages(pytestconfig):
    return pytestconfig.rootpath / "docs" / "contributing"


@pytest.mark.slow
def test_a_method_is_added(pages):
    page = run(pages / "method.md")
    assert page["result"].ranks.tolist() == [1, 2]
    assert page["smaa"].rank_acceptability.shape == (2, 2)


def test_an_analysis_is_added(pages):
    assert run(pages / "analysis.md")["result"].ranks.tolist() == [1, 3, 2]


def test_a_picture_is_added(pages):
    page = run(pages / "picture.md")
    plt.close("all")
    assert len(page["ax"].lines) == 3


def test_a_file_format_is_added(pages):
    page = run(pages / "file-format.md")
    assert page["again"].equals(page["flats"])
    assert re.findall(r"/spoiled.bars:(\d):", page["message"]) == ["1", "3"]


def test_files_that_the_pages_name_exist(pages, pytestconfig):
    root = pytestconfig.rootpath
    package = root / "src" / "decision_analysis"
    for page in pages.glob("**/*.md"):
        text = page.read_text(encoding="utf-8")
        for name in re.findall(r"`((?:\w+/)+\w+\.(?:py|md)|\w+/)`", text):
            added = re.search(r"ratio_system|best_share|slopes|bars", name)
            exists = any((place / name).exists() for place in (root, package))
            assert added or exists, (page.name, name)


def test_every_decision_is_listed(pages):
    listed = (pages / "decisions" / "index.md").read_text(encoding="utf-8")
    for page in pages.glob("decisions/*.md"):
        assert page.stem == "index" or f"]({page.name})" in listed
