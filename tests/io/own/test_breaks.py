"""The published schemas use only keywords that we have words for, and refuse misspellings."""

import jsonschema
import pytest

from decision_analysis import io
from decision_analysis.io.own._breaks import KEYWORDS, breaks

KINDS = ("table", "tree", "diagram", "parameters", "study")
UNDERSTOOD = {
    *KEYWORDS,
    *(
        "$schema",
        "$id",
        "$defs",
        "$ref",
        "title",
        "description",
        # of ours: why the upper bound is where it is
        "x-why",
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
        assert part.get("minLength", 1) == 1
        assert isinstance(part.get("additionalProperties"), dict | None) or "properties" in part


@pytest.mark.parametrize("kind", KINDS)
def test_misspelled_keys_are_refused_wherever_keys_are_ours(kind):
    for part in parts(io.schema(kind)):
        if "properties" in part:
            # loops stand among names of others; forms of weights are told where they are misspelled
            assert part["additionalProperties"] is False or part["properties"].keys() in (
                {"for", "each"},
                set(io.schema(kind)["$defs"]["forms"]["properties"]),
            )


def test_the_reason_of_a_bound_is_told_where_it_has_one():
    schema = {"minimum": 0, "maximum": 2, "description": "How many; not a reason."}
    assert breaks(3, schema) == [(None, "must be at least 0 and at most 2; got 3")]
    reasoned = {**schema, "x-why": "there are two"}
    assert breaks(3, reasoned) == [(None, "must be at least 0 and at most 2; got 3; there are two")]
    assert breaks(-1, reasoned) == [(None, "must be at least 0 and at most 2; got -1")]
