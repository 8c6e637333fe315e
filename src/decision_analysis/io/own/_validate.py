"""`validate`: a document against its schema, every fault as a sentence with its place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from decision_analysis import _checks
from decision_analysis._cited import cites
from decision_analysis._named import named
from decision_analysis.io.documents import (
    Document,
    LinedFaults,
    Trail,
    key_problem,
    longer,
    note_at,
)
from decision_analysis.io.own._breaks import (
    Schema,
    bounds_numbers,
    breaks,
    has_type,
    is_number,
    satisfies,
)
from decision_analysis.io.own._convert import tree_of
from decision_analysis.io.own._schema import KINDS, schema
from decision_analysis.io.own._shared_nodes import unfolded
from decision_analysis.trees import Node


@cites("wright_et_al_2022")
@named
def validate(document: Document | Mapping[str, Any], kind: str) -> None:
    """Check a document against the schema of its kind.

    Parameters
    ----------
    document : Document or mapping
        As `read` gives it; of plain data the faults have keys but no places in a file.
    kind : {'table', 'tree', 'diagram', 'parameters', 'study'}
        The kind of document that it must be.

    Raises
    ------
    InvalidInputError
        If the kind is none of these.
    InvalidModelError
        If the document breaks the schema `schema(kind)`: all faults, each with file, line, column
        and key, in the order of the file; of more than 25 the first ten are told and the others
        counted.

    Notes
    -----
    The verdict is that of JSON Schema. The nodes of a tree are checked by
    `decision_analysis.trees.from_dict` instead, which says more of them (that probabilities sum to
    1) in less time; what it takes, the schema takes. Content that is one object in several places
    is checked once. Time is linear in the number of entries, and depth is not limited.

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
    _checks.known("kind of document", kind, KINDS)
    if not isinstance(document, Document):
        document = Document(_checks.mapping("document", document, empty=True))
    check(document, kind)


def check(
    document: Document, kind: str, *, rescale: bool = False
) -> tuple[Document, Node | None, str]:
    """Raise all faults of a document, or return it, each shared node one object in all its places.

    With it come the tree that it describes, if it does, as that is how it is checked, and what was
    rescaled there.
    """
    found = LinedFaults()
    # files were checked for odd keys when they were read
    for trail, sentence in () if document.lines else _key_faults(document.data):
        note_at(document, found, trail, sentence)
    if found.count:
        raise found.error()
    rules = schema(kind)
    root: Node | None = None
    rescaled = ""
    joined = unfolded(document, found) if kind in ("tree", "study") else document
    if kind == "tree":
        # the nodes of a tree are checked by building it, not by the schema
        rules["properties"] |= {"tree": {}, "nodes": {"type": "object"}}
        if isinstance(joined.data, Mapping) and "tree" in joined.data and not found.count:
            root, rescaled = tree_of(joined, found, rescale=rescale)
    for trail, sentence in schema_faults(document.data, rules):
        note_at(document, found, trail, sentence)
    if found.count:
        raise found.error()
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
        todo += [
            (entry, longer(trail, [key]))
            for key, entry in reversed(inside)
            if isinstance(key, str | int)
        ]


def schema_faults(data: Any, rules: Schema) -> Iterator[tuple[Trail, str]]:
    """Yield what in `data` breaks a schema, in order of the data: the keys there, and a sentence.

    The keys lead to what breaks it. Content that is one object in several places is checked once by
    each part of the schema.
    """
    todo: list[tuple[Any, Schema, Trail]] = [(data, rules, None)]
    # with the content itself, so that no other takes its identity
    seen: dict[tuple[int, int], Any] = {}
    free: dict[int, bool] = {}
    while todo:
        value, schema, trail = todo.pop()
        if isinstance(value, Mapping | list):
            if (id(value), id(schema)) in seen:
                continue
            seen[id(value), id(schema)] = value
        # what is of the wrong type breaks only that
        # what references and conditions lead to, with the schema itself
        applied = _applied(value, schema, rules)
        if mistyped := next((part for part in applied if not has_type(value, part)), None):
            applied = [mistyped]
        told = dict.fromkeys(one for part in applied for one in breaks(value, part))
        yield from ((trail if key is None else longer(trail, [key]), text) for key, text in told)
        if not mistyped:
            # what stands under a misspelled key is not judged by the rules of other keys
            unknown = {key for key, _ in told}
            todo += reversed(
                [
                    (entry, part, (trail, key))
                    for key, entry, part in _inside(value, applied)
                    if key not in unknown
                    and not (is_number(entry) and _any_number(part, rules, free))
                ]
            )


def _applied(value: Any, schema: Schema, rules: Schema) -> list[Schema]:
    """Return the parts of a schema that a value must satisfy itself.

    These are what references name and conditions choose.
    """
    applied: list[Schema] = []
    following: Schema | None = schema
    while following is not None:
        if "$ref" in following:
            following = rules["$defs"][following["$ref"].removeprefix("#/$defs/")]
            continue
        applied.append(following)
        if "if" not in following:
            break
        # a condition that does not hold, and has no `else`, asks nothing more
        following = following.get("then" if satisfies(value, following["if"]) else "else")
    return applied


def _any_number(schema: Schema, rules: Schema, known: dict[int, bool]) -> bool:
    """Say whether a schema takes any number: of the many in a table nothing else is asked."""
    if id(schema) not in known:
        applied = _applied(0, schema, rules)
        known[id(schema)] = all(
            has_type(0.5, part) and not bounds_numbers(part) for part in applied
        )
    return known[id(schema)]


def _inside(value: Any, applied: Iterable[Schema]) -> Iterator[tuple[str | int, Any, Schema]]:
    """Yield the entries of a mapping or list, with keys and the schemas that each must satisfy."""
    if isinstance(value, Mapping):
        for key, entry in value.items():
            for part in applied:
                others = part.get("additionalProperties")
                if key in part.get("properties", ()):
                    yield key, entry, part["properties"][key]
                elif isinstance(others, Mapping):
                    yield key, entry, others
    elif isinstance(value, list):
        for i, entry in enumerate(value):
            yield from ((i, entry, part["items"]) for part in applied if "items" in part)
