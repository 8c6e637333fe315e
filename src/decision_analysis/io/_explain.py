"""What jsonschema finds wrong, in our words: for people, with the key that may have been meant."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from decision_analysis.io import _sentences

if TYPE_CHECKING:
    from jsonschema import ValidationError

Said = list[tuple[str | None, str]]
"""Sentences, each with the unknown key that it is about, or None."""


def explained(error: ValidationError) -> Said:
    """Say what breaks a keyword of a schema.

    Of keys that are missing, jsonschema makes an error each, and each gives the same sentences about all of them.
    """
    value: Any = error.instance
    rule: Any = error.validator_value
    schema: Any = error.schema
    match error.validator:
        case "additionalProperties":
            known = list(schema["properties"])
            return [(key, _sentences.unknown_key(key, near, known)) for key, near in _unknown(value, schema).items()]
        case "required":
            return _missing(value, schema, rule)
        case "dependentRequired":
            return _missing(value, schema, [key for given, needed in rule.items() if given in value for key in needed])
        case "oneOf":
            return _choice(value, schema, [branch["required"][0] for branch in rule])
    return [(None, _of_value(error, value, rule, schema))]


def _of_value(error: ValidationError, value: Any, rule: Any, schema: Mapping[str, Any]) -> str:
    """Say what is wrong with a value itself."""
    match error.validator:
        case "type":
            return _sentences.wrong_type(value, [rule] if isinstance(rule, str) else rule)
        case "const" | "enum":
            return _sentences.not_one_of(value, [rule] if error.validator == "const" else rule)
        case "minimum" | "maximum" | "exclusiveMinimum":
            low, high = schema.get("minimum", -math.inf), schema.get("maximum", math.inf)
            return _sentences.out_of_range(value, low, high, schema.get("exclusiveMinimum", -math.inf))
        case "minItems" | "maxItems":
            return _sentences.wrong_length(value, schema.get("minItems", 0), schema.get("maxItems", math.inf))
        case "minLength" if "propertyNames" in list(error.schema_path)[-2:]:
            return "names must not be empty"
        case "minLength" | "minProperties":
            return "must not be empty"
    return error.message


def _unknown(value: Mapping[str, Any], schema: Mapping[str, Any]) -> dict[str, str | None]:
    """Return the keys that a schema does not know, each with the known one that may be meant and is not given."""
    known = schema.get("properties", {})
    if schema.get("additionalProperties") is not False:
        return {}
    free = [key for key in known if key not in value]
    return {key: _sentences.nearest(key, free) for key in value if key not in known}


def _missing(value: Mapping[str, Any], schema: Mapping[str, Any], needed: Iterable[str]) -> Said:
    """Name the keys that are not there; one that is only misspelled is an unknown key, not also a missing one."""
    meant = set(_unknown(value, schema).values())
    return [(None, f"missing key {key!r}") for key in needed if key not in value and key not in meant]


def _choice(value: Mapping[str, Any], schema: Mapping[str, Any], choices: list[str]) -> Said:
    """Say that there must be one of several keys, unless it is only misspelled."""
    given = [key for key in choices if key in value]
    if not given and set(choices) & set(_unknown(value, schema).values()):
        return []
    return [(None, _sentences.not_exactly_one(choices, given))]
