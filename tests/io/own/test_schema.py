"""The published schemas: valid by the standard, within the keywords that we have words for, and
fresh copies."""

import importlib.util
import json
from importlib import resources

import jsonschema
import pytest

from decision_analysis import io
from decision_analysis.errors import InvalidInputError
from decision_analysis.io.own._breaks import KEYWORDS
from decision_analysis.io.own._schema import KINDS

UNDERSTOOD = {
    *KEYWORDS,
    *(
        "$schema",
        "$id",
        "$defs",
        "$ref",
        "title",
        "description",
        "items",
        "properties",
        "if",
        "then",
        "else",
    ),
}


def parts(schema):
    """Yield a schema and all schemas inside it, except the shallow ones of `if`, `oneOf` and
    `propertyNames`."""
    yield schema
    for keyword in ("items", "additionalProperties", "then", "else"):
        if isinstance(schema.get(keyword), dict):
            yield from parts(schema[keyword])
    for keyword in ("properties", "$defs"):
        for inner in schema.get(keyword, {}).values():
            yield from parts(inner)


@pytest.mark.parametrize("kind", KINDS)
def test_schemas_are_valid_and_use_only_what_we_have_words_for(kind):
    schema = io.schema(kind)
    jsonschema.Draft202012Validator.check_schema(schema)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    for part in parts(schema):
        assert set(part) <= UNDERSTOOD
        if "$ref" in part:
            assert set(part) <= {"$ref", "description"}
            assert part["$ref"].removeprefix("#/$defs/") in schema["$defs"]
        assert all(
            isinstance(word, str | int) for word in [part.get("const", ""), *part.get("enum", [])]
        )
        if "if" in part:
            assert set(part["if"]) <= {"type", "required"}
            assert isinstance(part["if"]["type"], str)
            assert len(part["if"].get("required", ["one"])) == 1
        assert all(
            set(branch) == {"required"} and len(branch["required"]) == 1
            for branch in part.get("oneOf", [])
        )
        assert part.get("propertyNames", {"minLength": 1}) == {"minLength": 1}
        assert part.get("minLength", 1) == part.get("minProperties", 1) == 1
        assert isinstance(part.get("additionalProperties"), dict | None) or "properties" in part


@pytest.mark.parametrize("kind", KINDS)
def test_misspelled_keys_are_refused_wherever_keys_are_ours(kind):
    for part in parts(io.schema(kind)):
        if "properties" in part:
            assert part["additionalProperties"] is False or part["properties"].keys() == {
                "promethee_ii",
                "electre_iii",
            }


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
