"""`Rule`: a JSON Schema made ready for checking, with references resolved; only the keywords that our schemas use."""

from __future__ import annotations

import functools
import math
from collections.abc import Mapping, Sequence
from typing import Any

from decision_analysis.io._schema import parsed


class Rule:
    """What an entry must be: its kinds, and what each kind must keep.

    Understood are `type`, `const`, `enum`, `minimum`, `maximum`, `exclusiveMinimum`, `minLength`, `items`, `minItems`,
    `maxItems`, `properties`, `required`, `additionalProperties`, `propertyNames` with `minLength` 1, `minProperties`,
    `dependentRequired`, `oneOf` between required keys, `$ref` to `$defs` on its own, and `if` on a type or on one
    required key, with `then` and `else`. A test asserts that our schemas use no others.
    """

    # fmt: off
    __slots__ = (
        "allowed", "branches", "closed", "exclusive", "high", "items", "kinds", "least", "low", "most", "named",
        "needs", "one_of", "others", "properties", "required", "shortest", "types",
    )
    # fmt: on

    types: tuple[str, ...]
    kinds: frozenset[str] | None
    branches: tuple[str, str | None, Rule | None, Rule | None] | None
    items: Rule | None
    others: Rule | None
    properties: dict[str, Rule]

    def fill(self, source: Mapping[str, Any], compiled: _Compiler) -> None:
        """Take over the keywords of a schema."""
        types = source.get("type", ())
        self.types = (types,) if isinstance(types, str) else tuple(types)
        self.kinds = frozenset(self.types) | {"integer"} if "number" in self.types else frozenset(self.types)
        self.kinds = self.kinds if self.types else None
        self.allowed: Sequence[Any] | None = [source["const"]] if "const" in source else source.get("enum")
        self.low: float = source.get("minimum", -math.inf)
        self.high: float = source.get("maximum", math.inf)
        self.exclusive: float = source.get("exclusiveMinimum", -math.inf)
        self.shortest: int = source.get("minLength", 0)
        self.least: int = source.get("minItems", source.get("minProperties", 0))
        self.most: float = source.get("maxItems", math.inf)
        self.items = compiled(source.get("items"))
        self.properties = {
            key: rule for key, entry in source.get("properties", {}).items() if (rule := compiled(entry))
        }
        others = source.get("additionalProperties", True)
        self.closed: bool = others is False
        self.others = compiled(others) if isinstance(others, Mapping) else None
        self.required: Sequence[str] = source.get("required", ())
        self.needs: Mapping[str, Sequence[str]] = source.get("dependentRequired", {})
        self.one_of: Sequence[str] = [branch["required"][0] for branch in source.get("oneOf", ())]
        self.named: bool = "propertyNames" in source
        self.branches = None
        if "if" in source:
            test = source["if"]
            key = test["required"][0] if "required" in test else None
            self.branches = test["type"], key, compiled(source.get("then")), compiled(source.get("else"))


class _Compiler:
    """Makes one `Rule` of each part of a schema; parts refer to each other, so that rules are filled later."""

    def __init__(self, schema: Mapping[str, Any]) -> None:
        self.definitions = schema.get("$defs", {})
        self.rules: dict[int, Rule] = {}

    def __call__(self, source: Mapping[str, Any] | None) -> Rule | None:
        if source is None:
            return None
        while "$ref" in source:
            source = self.definitions[source["$ref"].removeprefix("#/$defs/")]
        if id(source) not in self.rules:
            self.rules[id(source)] = Rule()
            self.rules[id(source)].fill(source, self)
        return self.rules[id(source)]


def compiled(schema: Mapping[str, Any]) -> Rule:
    """Return the rule for a whole document."""
    rule = _Compiler(schema)(schema)
    assert rule is not None
    return rule


@functools.cache
def rules(kind: str) -> Rule:
    """Return the rule for a kind of document."""
    return compiled(parsed(kind))
