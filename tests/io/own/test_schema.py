"""The published schemas: fresh copies, as they are shipped."""

import importlib.util
import json
from importlib import resources

import pytest

from decision_analysis import io
from decision_analysis.errors import InvalidInputError


def test_a_schema_is_a_fresh_copy_of_the_file():
    first = io.schema("study")
    first["properties"].clear()
    file = resources.files("decision_analysis.io.own").joinpath("schemas", "study.json")
    assert io.schema("study") == json.loads(file.read_text(encoding="utf-8"))


def test_no_folder_of_that_name_can_be_imported_in_place_of_the_function():
    assert importlib.util.find_spec("decision_analysis.io.schema") is None


def test_an_unknown_kind_is_refused():
    with pytest.raises(
        InvalidInputError,
        match=r"schema\(\): unknown kind of document 'tabel' \(did you mean 'table'\?\)",
    ):
        io.schema("tabel")
