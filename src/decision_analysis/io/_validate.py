"""`validate`: a document against its schema, every fault as a sentence with file, line and key."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from typing import Any, TypeAlias

from decision_analysis import _checks
from decision_analysis.errors import InvalidModelError
from decision_analysis.io import _sentences
from decision_analysis.io._document import Document
from decision_analysis.io._rules import Rule, rules
from decision_analysis.io._schema import KINDS

# Keys from an entry up to the document: (key, (key above, ...)), so that no path is copied on the way down.
Trail: TypeAlias = "tuple[str | int, Trail] | None"

_KINDS = {
    dict: "object",
    list: "array",
    str: "string",
    int: "integer",
    float: "number",
    bool: "boolean",
    type(None): "null",
}


def validate(document: Document | Mapping[str, Any], kind: str, *, where: str = "validate()") -> None:
    """Check a document against the schema of its kind.

    Parameters
    ----------
    document : Document or mapping
        As `read` gives it; of plain data the faults have keys but no lines.
    kind : {'table', 'tree', 'parameters', 'study'}
        The kind of document that it must be.
    where : str
        The function that the user called, for messages.

    Raises
    ------
    InvalidInputError
        If the kind is none of these.
    InvalidModelError
        If the document breaks the schema `schema(kind)`: all faults, each with file, line and key, in order of lines.

    Notes
    -----
    The verdict is that of JSON Schema. Content that is one object in several places is checked once. Time is linear in
    the number of entries, and depth is not limited.

    Examples
    --------
    >>> from decision_analysis import io
    >>> parameters = {"p_win": {"base": 0.5, "ratinale": "Even odds"}}
    >>> io.validate({"kind": "parameters", "format": 1, "parameters": parameters}, "parameters")
    Traceback (most recent call last):
    ...
    decision_analysis.errors.InvalidModelError: validate(): 1 problem(s)
      - parameters > p_win > ratinale: unknown key 'ratinale' (did you mean 'rationale'?)
    """
    _checks.known(where, "kind of document", kind, KINDS)
    held = document if isinstance(document, Document) else Document(document)
    faults = [(held.line(keys), f"{held.where(keys)}: {text}") for keys, text in faults_of(held.data, rules(kind))]
    if faults:
        raise InvalidModelError(where, [text for _, text in sorted(faults, key=lambda fault: fault[0])])


def faults_of(data: Any, rule: Rule) -> list[tuple[list[str | int], str]]:
    """List what in `data` breaks a rule, depth first: keys that lead there, and a sentence."""
    faults: list[tuple[list[str | int], str]] = []
    todo: list[tuple[Any, Rule, Trail]] = [(data, rule, None)]
    seen: set[tuple[int, int]] = set()
    while todo:
        value, rule, trail = todo.pop()
        kind = _KINDS.get(type(value)) or _kind(value)
        if not _fits(value, kind, rule):
            faults.append((_keys(trail), _sentences.wrong_type(value, rule.types)))
            continue
        if sentence := _fault(value, kind, rule):
            faults.append((_keys(trail), sentence))
        if rule.branches is not None:
            tested, needed, then, otherwise = rule.branches
            branch = then if kind == tested and (needed is None or needed in value) else otherwise
            if branch is not None:
                todo.append((value, branch, trail))
        if kind not in ("object", "array") or (id(value), id(rule)) in seen:
            continue
        seen.add((id(value), id(rule)))
        if kind == "array":
            if rule.items is not None:
                todo += [(entry, rule.items, (i, trail)) for i, entry in enumerate(value)][::-1]
            continue
        faults += [(_keys(trail if key is None else (key, trail)), text) for key, text in _key_faults(value, rule)]
        below = [(entry, rule.properties.get(key, rule.others), (key, trail)) for key, entry in value.items()]
        todo += [(entry, inner, inner_trail) for entry, inner, inner_trail in below[::-1] if inner is not None]
    return faults


def _fits(value: Any, kind: str, rule: Rule) -> bool:
    """Say whether a value is of a type that the rule allows; numbers must be finite."""
    if kind == "number" and not math.isfinite(value):
        return False
    if rule.kinds is None or kind in rule.kinds:
        return True
    return kind == "number" and "integer" in rule.kinds and value.is_integer()


def _fault(value: Any, kind: str, rule: Rule) -> str | None:
    """Say what is wrong with a value of the right type, apart from its keys and entries."""
    if rule.allowed is not None and not any(_same(value, allowed) for allowed in rule.allowed):
        return _sentences.not_one_of(value, rule.allowed)
    if kind == "number" or kind == "integer":
        if value < rule.low or value > rule.high or value <= rule.exclusive:
            return _sentences.out_of_range(value, rule.low, rule.high, rule.exclusive)
    elif kind == "string":
        if len(value) < rule.shortest:
            return "must not be empty"
    elif kind == "array" and not rule.least <= len(value) <= rule.most:
        return _sentences.wrong_length(value, rule.least, rule.most)
    return None


def _key_faults(value: Mapping[str, Any], rule: Rule) -> Iterator[tuple[str | None, str]]:
    """Yield what is wrong with the keys of a mapping; a misspelled key is not also missing."""
    unknown = [key for key in value if key not in rule.properties] if rule.closed else []
    missing = [key for key in rule.required if key not in value]
    for given, needed in rule.needs.items():
        missing += [key for key in needed if given in value and key not in value and key not in missing]
    free = [key for key in rule.properties if key not in value] if unknown else []
    meant = {key: _sentences.nearest(key, free) for key in unknown}
    for key in unknown:
        yield key, _sentences.unknown_key(key, meant[key], list(rule.properties))
    for key in missing:
        if key not in meant.values():
            yield None, f"missing key {key!r}"
    if rule.one_of:
        chosen = [key for key in rule.one_of if key in value]
        if len(chosen) > 1 or (not chosen and not set(rule.one_of) & set(meant.values())):
            yield None, _sentences.not_exactly_one(rule.one_of, chosen)
    if len(value) < rule.least:
        yield None, "must not be empty"
    if rule.named and "" in value:
        yield None, "names must not be empty"


def _kind(value: Any) -> str:
    """Return the kind of what is not of a plain type itself."""
    if isinstance(value, Mapping):
        return "object"
    return next((kind for base, kind in _KINDS.items() if isinstance(value, base)), "unknown")


def _same(value: Any, other: Any) -> bool:
    return isinstance(value, bool) == isinstance(other, bool) and bool(value == other)


def _keys(trail: Trail) -> list[str | int]:
    keys: list[str | int] = []
    while trail is not None:
        key, trail = trail
        keys.append(key)
    return keys[::-1]
