"""Tables, trees, diagrams and parameters as plain documents, and back."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import numpy as np

from decision_analysis import _checks, diagrams
from decision_analysis.core import Criterion, DecisionTable, Parameter, Parameters
from decision_analysis.errors import InvalidInputError, InvalidModelError
from decision_analysis.io._distributions import distribution_data, distribution_of
from decision_analysis.io._document import Document
from decision_analysis.io._sentences import nearest, unknown_key
from decision_analysis.trees import Node, from_dict, to_dict

FORMAT = 1


def table_data(table: DecisionTable) -> dict[str, Any]:
    """Return a table as a plain document; the samples of a cell are nested lists."""
    criteria = {c.name: {"goal": c.goal, **_given(unit=c.unit, description=c.description)} for c in table.criteria}
    cells = np.moveaxis(table.values, (-2, -1), (0, 1)).tolist()
    rows = {
        label: dict(zip(table.criterion_names, row, strict=True))
        for label, row in zip(table.alternatives, cells, strict=True)
    }
    return {"kind": "table", "format": FORMAT, "criteria": criteria, "alternatives": rows}


def table_of(where: str, document: Document) -> DecisionTable:
    """Return the table of a document that satisfies the schema."""
    criteria = [Criterion(name, **entry) for name, entry in document.data["criteria"].items()]
    names = [criterion.name for criterion in criteria]
    rows: dict[str, list[Any]] = {}
    problems: list[str] = []
    for label, row in document.data["alternatives"].items():
        keys = ["alternatives", label]
        unknown = [name for name in row if name not in names]
        meant = {name: nearest(name, [n for n in names if n not in row]) for name in unknown}
        problems += [f"{document.where([*keys, n])}: {unknown_key(n, meant[n], names)}" for n in unknown]
        missing = [name for name in names if name not in row and name not in meant.values()]
        problems += [f"{document.where(keys)}: missing key {name!r}" for name in missing]
        rows[label] = []
        for name in names:
            try:
                rows[label].append(_checks.numeric_array(document.where([*keys, name]), "samples", row.get(name, 0)))
            except InvalidInputError as error:
                problems.append(str(error))
    if problems:
        raise InvalidModelError(where, problems)
    try:
        return DecisionTable.from_rows(rows, criteria)
    except InvalidModelError as error:
        raise InvalidModelError(where, [f"{document.where(['alternatives'])}: {p}" for p in error.problems]) from None


def parameters_data(where: str, parameters: Parameters) -> dict[str, Any]:
    """Return parameters as a plain document."""
    entries: dict[str, Any] = {}
    for name, parameter in parameters.items():
        held = {field: getattr(parameter, field) for field in ("low", "base", "high")}
        entries[name] = {field: value for field, value in held.items() if value is not None}
        if parameter.distribution is not None:
            entries[name]["distribution"] = distribution_data(f"{where}: parameter {name!r}", parameter.distribution)
        entries[name] |= _given(unit=parameter.unit, source=parameter.source, rationale=parameter.rationale)
    return {"kind": "parameters", "format": FORMAT, "parameters": entries}


def parameters_of(where: str, document: Document) -> Parameters:
    """Return the parameters of a document that satisfies the schema."""
    found: list[Parameter] = []
    problems: list[str] = []
    for name, entry in document.data["parameters"].items():
        keys = ["parameters", name]
        try:
            fields: dict[str, Any] = dict(entry)
            if "distribution" in entry:
                place = document.where([*keys, "distribution"])
                fields["distribution"] = distribution_of(place, entry["distribution"])
        except InvalidInputError as error:
            problems.append(str(error))
            continue
        try:
            found.append(Parameter(name, **fields))
        except InvalidInputError as error:
            problems.append(f"{document.where(keys)}: {error}")
    if problems:
        raise InvalidModelError(where, problems)
    return Parameters(found)


def tree_data(root: Node) -> dict[str, Any]:
    """Return a tree as a plain document; shared nodes are one object in all their places."""
    return {"kind": "tree", "format": FORMAT, "tree": to_dict(root)}


def tree_of(document: Document) -> tuple[Node | None, list[tuple[int, str]]]:
    """Return the root of a document's tree, or all faults of the nodes: the line of each, and a sentence."""
    try:
        return from_dict(document.data["tree"]), []
    except InvalidModelError as error:
        found = [(_keys(document.data["tree"], problem), problem) for problem in error.problems]
        return None, [(document.line(keys), f"{document.where(keys)}: {problem}") for keys, problem in found]


def diagram_data(diagram: diagrams.InfluenceDiagram) -> dict[str, Any]:
    """Return an influence diagram as a plain document."""
    return {"kind": "diagram", "format": FORMAT, **diagrams.to_dict(diagram)}


def diagram_of(where: str, document: Document) -> diagrams.InfluenceDiagram:
    """Return the influence diagram of a document that satisfies the schema."""
    entries = document.data["nodes"]
    try:
        return diagrams.from_dict({"nodes": entries})
    except InvalidModelError as error:
        places: dict[str, list[str | int]] = {}
        for i, entry in enumerate(entries):
            kind = next(kind for kind in ("uncertain", "choice", "value") if kind in entry)
            places[f"{kind} {entry[kind]!r}"] = ["nodes", i]
        top: list[str | int] = ["nodes"]
        found = [(next((at for name, at in places.items() if p.startswith(name)), top), p) for p in error.problems]
        found.sort(key=lambda problem: document.line(problem[0]))
        raise InvalidModelError(where, [f"{document.where(keys)}: {problem}" for keys, problem in found]) from None


def _keys(node: Any, problem: str) -> list[str]:
    """Return the keys that lead to the node whose path of labels a problem names, as far as they can be told."""
    keys = ["tree"]
    named = re.search(r"""\bat (['"])(.+?)\1""", problem)
    for label in named[2].split(" > ") if named else ():
        branch = "options" if "decision" in node else "outcomes"
        below = node.get(branch)
        if not isinstance(below, Mapping) or label not in below:
            break
        node = below[label]
        keys += [branch, label]
        if branch == "outcomes" and isinstance(node, Mapping) and "then" in node:
            node = node["then"]
            keys.append("then")
        if not isinstance(node, Mapping):
            break
    return keys


def _given(**words: str) -> dict[str, str]:
    return {name: word for name, word in words.items() if word}
