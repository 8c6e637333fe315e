"""The pages that the documentation's reference is written from name everything that is public."""

import importlib
import inspect

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
