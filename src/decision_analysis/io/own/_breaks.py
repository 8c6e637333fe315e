"""`breaks`: what one value breaks of one schema, in words for people."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final

from decision_analysis.io.documents import KEPT, representable, sentences

Schema = Mapping[str, Any]
Said = list[tuple[str | None, str]]
"""Sentences, each with the unknown key that it is about, or None."""


def breaks(value: Any, schema: Schema) -> Said:
    """Say what a value itself breaks of a schema, not what its entries do."""
    said = [
        one for keyword in schema if keyword in KEYWORDS for one in KEYWORDS[keyword](value, schema)
    ]
    # one key may break two keywords by the same sentence, told once
    return list(dict.fromkeys(said))


def has_type(value: Any, schema: Schema) -> bool:
    """Say whether a value has one of the types that a schema allows."""
    kinds = schema.get("type", ())
    if isinstance(kinds, str):
        kinds = [kinds]
    return not kinds or any(_TYPES[kind](value) for kind in kinds)


def satisfies(value: Any, condition: Schema) -> bool:
    """Say whether a value satisfies the condition of an `if`: types and keys."""
    return has_type(value, condition) and not breaks(value, condition)


def is_number(value: Any) -> bool:
    """Say whether a value is a finite number."""
    return isinstance(value, int | float) and not isinstance(value, bool) and representable(value)


def bounds_numbers(schema: Schema) -> bool:
    """Say whether a schema asks more of a number than to be one."""
    return not schema.keys().isdisjoint((*_NUMERIC, "if"))


_TYPES: Final[Mapping[str, Callable[[Any], bool]]] = {
    "object": lambda value: isinstance(value, Mapping),
    "array": lambda value: isinstance(value, list),
    "string": lambda value: isinstance(value, str),
    "number": is_number,
    "integer": lambda value: is_number(value) and value % 1 == 0,
    "null": lambda value: value is None,
}


def _type(value: Any, schema: Schema) -> Said:
    if has_type(value, schema):
        return []
    kinds = schema["type"]
    return [(None, sentences.wrong_type(value, [kinds] if isinstance(kinds, str) else kinds))]


def _one_of(value: Any, schema: Schema) -> Said:
    """Compare with words and numbers; true is not 1."""
    allowed = schema["enum"] if "enum" in schema else [schema["const"]]
    # `in` compares with ==, for which True is 1; booleans are no words or numbers here
    plain = isinstance(value, str) or is_number(value)
    return [] if plain and value in allowed else [(None, sentences.not_one_of(value, allowed))]


def _range(value: Any, schema: Schema) -> Said:
    low, high = schema.get("minimum", -math.inf), schema.get("maximum", math.inf)
    above = schema.get("exclusiveMinimum", -math.inf)
    # of what is no integer where one is needed, the type is the fault
    if not is_number(value) or not has_type(value, schema):
        return []
    if low <= value <= high and value > above:
        return []
    said = sentences.out_of_range(value, low, high, above)
    why = schema.get("x-why", "") if value > high else ""
    return [(None, f"{said}; {why}" if why else said)]


def _length(value: Any, schema: Schema) -> Said:
    low, high = schema.get("minItems", 0), schema.get("maxItems", math.inf)
    if not isinstance(value, list) or low <= len(value) <= high:
        return []
    return [(None, sentences.wrong_length(value, low, high))]


def _text_length(value: Any, schema: Schema) -> Said:
    short = isinstance(value, str) and len(value) < schema["minLength"]
    return [(None, "must not be empty")] if short else []


def _size(value: Any, schema: Schema) -> Said:
    low = schema["minProperties"]
    small = isinstance(value, Mapping) and len(value) < low
    return [(None, sentences.wrong_length(value, low, math.inf))] if small else []


def _names(value: Any, schema: Schema) -> Said:
    rule = schema["propertyNames"]
    empty = isinstance(value, Mapping) and any(breaks(key, rule) for key in value)
    return [(None, "names must not be empty")] if empty else []


def _additional(value: Any, schema: Schema) -> Said:
    known = list(schema.get("properties", ()))
    meant = _unknown(value, schema) | _misspelled(value, schema)
    # of more than `KEPT` faults only the number is told
    return [
        (key, sentences.unknown_key(key, near, known, value[key]) if i < KEPT else "")
        for i, (key, near) in enumerate(meant.items())
    ]


def _required(value: Any, schema: Schema) -> Said:
    return _missing(value, schema, schema["required"])


def _dependent(value: Any, schema: Schema) -> Said:
    if not isinstance(value, Mapping):
        return []
    rules = schema["dependentRequired"].items()
    needed = [key for given, keys in rules if given in value for key in keys]
    return _missing(value, schema, needed)


def _choice(value: Any, schema: Schema) -> Said:
    """Say that there must be one of several keys, unless it is only misspelled."""
    choices = [branch["required"][0] for branch in schema["oneOf"]]
    given = [key for key in choices if isinstance(value, Mapping) and key in value]
    # a key that is misspelled is told as unknown, which says enough
    if len(given) == 1 or (not given and set(choices) & set(_unknown(value, schema).values())):
        return []
    return [(None, sentences.not_exactly_one(choices, given))]


def _unknown(value: Any, schema: Schema) -> dict[str, str | None]:
    """Return the keys that a schema does not know, each with the one that may be meant, if any."""
    if schema.get("additionalProperties") is not False or not isinstance(value, Mapping):
        return {}
    known = schema.get("properties", {})
    # a key that is there already cannot be what was meant by another one
    free = [key for key in known if key not in value]
    unknown = [key for key in value if key not in known]
    # a millisecond each: of more than `KEPT` faults only the number is told
    near = {key: sentences.nearest(key, free) for key in unknown[:KEPT]}
    return dict.fromkeys(unknown) | near


def _misspelled(value: Any, schema: Schema) -> dict[str, str | None]:
    """Return the keys whose entries no other key may have, each with the known key it is near."""
    others, known = schema.get("additionalProperties"), schema.get("properties")
    if not isinstance(others, Mapping) or not known or not isinstance(value, Mapping):
        return {}
    wrong = [key for key in value if key not in known and not has_type(value[key], others)]
    near = {
        key: sentences.nearest(
            key,
            [free for free in known if free not in value and has_type(value[key], known[free])],
        )
        for key in wrong[:KEPT]
    }
    return {key: meant for key, meant in near.items() if meant}


def _missing(value: Any, schema: Schema, needed: Iterable[str]) -> Said:
    """Name the keys that are not there; a misspelled one is unknown, not also missing."""
    if not isinstance(value, Mapping):
        return []
    # keys that a misspelled one stands for
    meant = set(_unknown(value, schema).values())
    return [
        (None, f"missing key {key!r}") for key in needed if key not in value and key not in meant
    ]


KEYWORDS: Final[Mapping[str, Callable[[Any, Schema], Said]]] = {
    "type": _type,
    "const": _one_of,
    "enum": _one_of,
    "minimum": _range,
    "maximum": _range,
    "exclusiveMinimum": _range,
    "minItems": _length,
    "maxItems": _length,
    "minLength": _text_length,
    "minProperties": _size,
    "propertyNames": _names,
    "additionalProperties": _additional,
    "required": _required,
    "dependentRequired": _dependent,
    "oneOf": _choice,
}
"""What JSON Schema calls assertions, as far as our schemas use them."""

_NUMERIC: Final = tuple(word for word, asks in KEYWORDS.items() if asks in (_one_of, _range))
