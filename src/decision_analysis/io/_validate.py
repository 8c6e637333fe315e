"""`validate`: a document against its schema, every fault as a sentence with file, line and key."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from decision_analysis import _checks
from decision_analysis._arrays import optional_import
from decision_analysis.io._builder import representable
from decision_analysis.io._convert import tree_of
from decision_analysis.io._document import Document
from decision_analysis.io._explain import explained
from decision_analysis.io._faults import LinedFaults
from decision_analysis.io._plain import key_problem
from decision_analysis.io._schema import KINDS, schema
from decision_analysis.io._shared_nodes import unfolded
from decision_analysis.io._trail import Trail, longer, note_at
from decision_analysis.trees import Node

if TYPE_CHECKING:
    from jsonschema import ValidationError


def validate(document: Document | Mapping[str, Any], kind: str, *, where: str = "validate()") -> None:
    """Check a document against the schema of its kind.

    Parameters
    ----------
    document : Document or mapping
        As `read` gives it; of plain data the faults have keys but no lines.
    kind : {'table', 'tree', 'diagram', 'parameters', 'study'}
        The kind of document that it must be.
    where : str
        The function that the user called, for messages.

    Raises
    ------
    InvalidInputError
        If the kind is none of these.
    InvalidModelError
        If the document breaks the schema `schema(kind)`: all faults, each with file, line and key, in order of lines;
        of more than 25 the first ten are told and the others counted.
    MissingDependencyError
        If jsonschema is not installed.

    Notes
    -----
    The verdict is that of JSON Schema, by the package jsonschema. The nodes of a tree are checked by
    `decision_analysis.trees.from_dict` instead, which says more of them (that probabilities sum to 1) in less time;
    what it takes, the schema takes. Content that is one object in several places is checked once. Time is linear in the
    number of entries, and depth is not limited.

    References
    ----------
    Wright A. et al. (2022) JSON Schema: a media type for describing JSON documents. Draft 2020-12.
    https://json-schema.org/draft/2020-12/json-schema-core

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
    if not isinstance(document, Document):
        document = Document(_checks.mapping(where, "document", document, empty=True))
    check(where, document, kind)


def check(where: str, document: Document, kind: str, *, rescale: bool = False) -> tuple[Document, Node | None, str]:
    """Raise all faults of a document; return it with shared nodes as one object in all their places.

    With it come the tree that it describes, if it does, as that is how it is checked, and what was rescaled there.
    """
    found = LinedFaults()
    for trail, sentence in () if document.lines else _key_faults(document.data):
        note_at(document, found, trail, sentence)
    if found.count:
        raise found.error(where)
    rules = schema(kind)
    root: Node | None = None
    rescaled = ""
    joined = unfolded(document, found) if kind in ("tree", "study") else document
    if kind == "tree":
        rules["properties"] |= {"tree": {}, "nodes": {"type": "object"}}
        if isinstance(joined.data, Mapping) and "tree" in joined.data and not found.count:
            root, rescaled = tree_of(joined, found, rescale=rescale)
    for trail, sentence in _faults(where, document.data, rules):
        note_at(document, found, trail, sentence)
    if found.count:
        raise found.error(where)
    return joined, root, rescaled


def _key_faults(data: Any) -> Iterator[tuple[Trail, str]]:
    """Yield the keys that are no text, of which JSON Schema says nothing; files have none."""
    todo: list[tuple[Any, Trail]] = [(data, None)]
    seen: dict[int, Any] = {}
    while todo:
        value, trail = todo.pop()
        if not isinstance(value, Mapping | list) or id(value) in seen:
            continue
        seen[id(value)] = value
        inside = list(value.items() if isinstance(value, Mapping) else enumerate(value))
        if isinstance(value, Mapping):
            yield from ((trail, problem) for key, _ in inside if (problem := key_problem(key)))
        todo += [(entry, longer(trail, [key])) for key, entry in reversed(inside) if isinstance(key, str | int)]


def _faults(where: str, data: Any, rules: dict[str, Any]) -> Iterator[tuple[Trail, str]]:
    """Yield what in `data` breaks a schema, each fault once: keys that lead there, last first, and a sentence.

    What a `$ref` asks is noted and checked afterwards, and of the same content once. jsonschema itself would follow it
    at once, some twenty calls deeper for each level of a tree; at Python's limit of 1,000 calls rpds, which it stands
    on, panics instead of raising RecursionError.
    """
    checkers = _checkers(where, rules)
    todo: list[tuple[Any, str, Trail]] = [(data, "#", None)]
    seen: set[tuple[int, str]] = set()
    while todo:
        value, reference, trail = todo.pop()
        if isinstance(value, Mapping | list):
            if (id(value), reference) in seen:
                continue
            seen.add((id(value), reference))
        errors = _in_order(value, checkers[reference].iter_errors(value))
        mistyped = {tuple(error.path) for error in errors if error.validator == "type"}
        below: list[tuple[Any, str, Trail]] = []
        told: dict[tuple[tuple[Any, ...], str], None] = {}
        for error in errors:
            if error.validator != "type" and tuple(error.path) in mistyped:
                continue
            if error.validator == "$ref":
                below.append((error.instance, str(error.validator_value), longer(trail, error.path)))
                continue
            for key, text in explained(error):
                told[(*error.path, *(() if key is None else (key,))), text] = None
        yield from ((longer(trail, path), text) for path, text in told)
        todo += reversed(below)


def _in_order(data: Any, errors: Iterable[ValidationError]) -> list[ValidationError]:
    """Sort errors as what they are about stands in the data; jsonschema visits the keys of a mapping in any order."""
    ranks: dict[int, tuple[Any, dict[Any, int]]] = {}  # with each mapping itself, so that no other takes its identity

    def position(error: ValidationError) -> list[int]:
        value, ranked = data, []
        for key in error.path:
            if isinstance(value, Mapping) and id(value) not in ranks:
                ranks[id(value)] = value, {known: rank for rank, known in enumerate(value)}
            ranked.append(ranks[id(value)][1][key] if isinstance(value, Mapping) else int(key))
            value = value[key]
        return ranked

    return sorted(errors, key=position)


def _checkers(where: str, rules: dict[str, Any]) -> dict[str, Any]:
    """Return a validator for a schema and for each of its definitions, by the `$ref` that names it."""
    jsonschema = optional_import("jsonschema", extra="yaml", where=where)
    standard = jsonschema.Draft202012Validator

    def noted(validator: Any, reference: str, instance: Any, schema: Any) -> Iterator[Any]:
        yield jsonschema.ValidationError("is to be checked by the definition that the reference names")

    types = standard.TYPE_CHECKER.redefine_many(
        {
            "object": lambda _, value: isinstance(value, Mapping),
            "number": lambda _, value: _is_number(value),
            "integer": lambda checker, value: _is_number(value) and standard.TYPE_CHECKER.is_type(value, "integer"),
        }
    )

    def guarded(keyword: Any) -> Any:
        """Find what is wrong also where jsonschema cannot write it out: integers of 5,000 digits, lists 1,000 deep."""

        def checked(validator: Any, rule: Any, instance: Any, schema: Any) -> Iterator[Any]:
            try:
                yield from keyword(validator, rule, instance, schema)
            except (ValueError, RecursionError):
                yield jsonschema.ValidationError("must satisfy the schema")

        return checked

    keywords = {name: guarded(keyword) for name, keyword in standard.VALIDATORS.items()}
    checker = jsonschema.validators.extend(standard, keywords | {"$ref": noted}, type_checker=types)
    parts = {f"#/$defs/{name}": part for name, part in rules.get("$defs", {}).items()}
    return {reference: checker(part) for reference, part in {"#": rules, **parts}.items()}


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and representable(value)
