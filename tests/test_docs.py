"""The pages that the documentation's reference is written from name everything that is public."""

import dataclasses
import importlib
import inspect
import re

import pytest

import decision_analysis as da


@pytest.fixture
def reference_pages(pytestconfig, monkeypatch):
    monkeypatch.syspath_prepend(pytestconfig.rootpath / "docs" / "_ext")
    return importlib.import_module("reference_pages")


def test_every_public_name_has_a_page(reference_pages, tmp_path):
    reference_pages.write(tmp_path)
    for package in filter(inspect.ismodule, (getattr(da, name) for name in da.__all__)):
        text = "".join(
            page.read_text()
            for page in (tmp_path / package.__name__.partition(".")[2]).glob("*.rst")
        )
        names = [
            n
            for n in package.__all__
            if not inspect.ismodule(getattr(package, n)) and n not in da.__all__
        ]
        assert [name for name in names if f":: {name}\n" not in text] == []


@pytest.fixture
def reproduction_page(pytestconfig, monkeypatch):
    monkeypatch.syspath_prepend(pytestconfig.rootpath / "docs" / "_ext")
    return importlib.import_module("reproduction_page")


SHOWN = ("hwang_1981/weighted_sum_fighter", "wikipedia/tennessee_schulze", "xu_2004/entropy")


def test_the_page_of_cases_shows_each_beside_what_is_computed(reproduction_page, tmp_path):
    path = tmp_path / "reproduction.md"
    reproduction_page.write(path, SHOWN)
    text = path.read_text(encoding="utf-8")
    assert "## Not reproduced\n\nNone." in text
    sections = dict(re.findall(r"^## (.+?)\n\n(.*?)(?=^## |\Z)", text, re.M | re.S))
    # .4630 is given, .462952 computed
    row = r"\| `weights\.entropy`<br>`xu_2004/entropy`<br>Xu X\. .+ \| 4 quoted \| weights"
    row += r"\\\[0\\\]<br>0\.463<br>0\.462952287 \| 0\.48 \|"
    assert re.search(row, sections["All cases"])
    dispute = "scores: given 0.709, 0.852, 0.738, ours 0.7073, 0.8514, 0.7374. The book works"
    assert dispute in sections["Disputed"]
    assert "`hwang_1981/weighted_sum_fighter`" in sections["Farther off than half a unit"]
    without = sections["Methods without a case read or quoted from a publication"]
    assert "`group.schulze` (recalled)" in without
    assert "`mcda.topsis` (no case)" in without
    assert "weights.entropy" not in without
    unchanged = path.stat().st_mtime_ns
    reproduction_page.write(path, SHOWN)
    assert path.stat().st_mtime_ns == unchanged


def test_a_case_that_fails_stands_at_the_top_of_the_page(reproduction_page):
    refused = dataclasses.replace(
        reproduction_page.reproduced("xu_2004/entropy"), figures=(), failure="entropy(): no | way"
    )
    text = reproduction_page.page([refused])
    head = "## Not reproduced\n\n| case | method | what is wrong |\n| --- | --- | --- |\n"
    assert f"{head}| `xu_2004/entropy` | `weights.entropy` | entropy(): no \\| way |" in text
    assert "<br>`xu_2004/entropy` **not computed**<br>" in text


def test_every_family_of_methods_is_on_the_page_of_cases(reproduction_page):
    from decision_analysis.command._methods import FAMILIES

    assert set(FAMILIES) <= set(reproduction_page.FAMILIES)
