"""Tables, trees, diagrams and parameters as plain documents, and back."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

import numpy as np

from decision_analysis import _checks, diagrams
from decision_analysis._limits import (
    MOST_CONVERTED_NUMBERS,
    MOST_DISTRIBUTIONS,
    PROBABILITY_TOLERANCE,
)
from decision_analysis.core import Criterion, DecisionTable, Parameter, Parameters
from decision_analysis.errors import MOST, InvalidInputError, InvalidModelError
from decision_analysis.io.documents import (
    KEPT,
    Document,
    Faults,
    LinedFaults,
    listed,
    position_in,
    sentences,
)
from decision_analysis.io.own._distributions import distribution_data, distribution_of
from decision_analysis.trees import Node, to_dict
from decision_analysis.trees.rewriting import read

FORMAT = 1


def table_data(table: DecisionTable) -> dict[str, Any]:
    """Return a table as a plain document; the samples of a cell are nested lists."""
    criteria = {
        c.name: {"goal": c.goal, **_given(unit=c.unit, description=c.description)}
        for c in table.criteria
    }
    # from (..., A, C) to (A, C, ...): the samples of a cell are nested lists
    cells = np.moveaxis(table.values, (-2, -1), (0, 1)).tolist()
    rows = {
        label: dict(zip(table.criterion_names, row, strict=True))
        for label, row in zip(table.alternatives, cells, strict=True)
    }
    return {"kind": "table", "format": FORMAT, "criteria": criteria, "alternatives": rows}


def table_of(document: Document) -> DecisionTable:
    """Return the table of a document that satisfies the schema."""
    criteria = {name: Criterion(name, **entry) for name, entry in document.data["criteria"].items()}
    rows: dict[str, list[Any]] = {}
    faults = Faults()

    def note(keys: list[str | int], sentence: str) -> None:
        faults.note(lambda: f"{document.where(keys)}: {sentence}")

    for label, row in document.data["alternatives"].items():
        keys: list[str | int] = ["alternatives", label]
        unknown = [name for name in row if name not in criteria]
        free = [name for name in criteria if name not in row]
        # the time of each grows with the criteria
        looked_up = unknown[: max(0, KEPT - faults.count)]
        meant = {name: sentences.nearest(name, free) for name in looked_up}
        for name in unknown:
            note([*keys, name], sentences.unknown_key(name, meant.get(name), criteria))
        misspelled = set(meant.values())
        for name in free:
            if name not in misspelled:
                note(keys, f"missing key {name!r}")
        rows[label] = []
        for name in criteria:
            cell = row.get(name, 0)
            try:
                plain = isinstance(cell, int | float)
                rows[label].append(cell if plain else _checks.numeric_array("samples", cell))
            except InvalidInputError as error:
                note([*keys, name], error.message)
    if faults:
        raise faults.error()
    _refuse_many(document, rows, len(criteria))
    try:
        return DecisionTable.from_rows(rows, list(criteria.values()))
    except InvalidModelError as error:
        raise InvalidModelError(
            [f"{document.where(['alternatives'])}: {p}" for p in error.problems]
        ) from None


def _refuse_many(document: Document, rows: Mapping[str, list[Any]], width: int) -> None:
    """Refuse samples of few cells in one axis, and of few in another, that give very many pairs."""
    shapes = {cell.shape for row in rows.values() for cell in row if isinstance(cell, np.ndarray)}
    try:
        samples = math.prod(np.broadcast_shapes(*shapes))
    except ValueError:
        return  # which is refused when the table is made
    if shapes and samples * len(rows) * width > MOST_CONVERTED_NUMBERS:
        raise InvalidInputError(
            f"{document.where(['alternatives'])}: a table must not have more than"
            f" {MOST_CONVERTED_NUMBERS:,} numbers, all cells having all samples; got"
            f" {samples * len(rows) * width:,}"
        )


def parameters_data(parameters: Parameters) -> dict[str, Any]:
    """Return parameters as a plain document."""
    entries: dict[str, Any] = {}
    for name, parameter in parameters.items():
        held = {field: getattr(parameter, field) for field in ("low", "base", "high")}
        entries[name] = {field: value for field, value in held.items() if value is not None}
        if parameter.distribution is not None:
            place = f"parameter {name!r}"
            entries[name]["distribution"] = distribution_data(place, parameter.distribution)
        entries[name] |= _given(
            unit=parameter.unit, source=parameter.source, rationale=parameter.rationale
        )
    return {"kind": "parameters", "format": FORMAT, "parameters": entries}


def parameters_of(document: Document) -> Parameters:
    """Return the parameters of a document that satisfies the schema."""
    found: list[Parameter] = []
    faults = Faults()
    given = document.data["parameters"]
    drawn = sum("distribution" in entry for entry in given.values())
    if drawn > MOST_DISTRIBUTIONS:
        raise InvalidInputError(
            f"{document.where(['parameters'])}: must not have more than {MOST_DISTRIBUTIONS:,}"
            f" distributions; got {drawn:,}"
        )
    for name, entry in given.items():
        keys = ["parameters", name]
        try:
            fields: dict[str, Any] = dict(entry)
            if "distribution" in entry:
                fields["distribution"] = distribution_of(entry["distribution"])
        except InvalidInputError as error:
            at = [*keys, "distribution"]
            faults.note(partial(_at, document, at, error.message))
            continue
        try:
            found.append(Parameter(name, **fields))
        except InvalidInputError as error:
            faults.note(partial(_at, document, keys, error.message))
    if faults:
        raise faults.error()
    return Parameters(found)


def _at(document: Document, keys: Sequence[str], sentence: str) -> str:
    return f"{document.where(keys)}: {sentence}"


def tree_data(root: Node) -> dict[str, Any]:
    """Return a tree as a plain document; shared nodes are one object in all their places."""
    return {"kind": "tree", "format": FORMAT, "tree": to_dict(root)}


def tree_of(document: Document, faults: LinedFaults, *, rescale: bool) -> tuple[Node | None, str]:
    """Return the root of a document's tree, or note all its faults.

    With it comes what to say of probabilities rescaled.
    """
    data = document.data["tree"]

    def note(keys: list[str | int], text: str) -> None:
        faults.note(lambda: (position_in(document, keys), f"{document.where(keys)}: {text}"))

    try:
        root, found, rescaled = read(data, rescale=rescale)
    except InvalidModelError as error:
        for problem in error.problems:
            note(_keys(data, _named(problem)), problem)
        return None, ""
    # children are read before their parents: the last ones are nearest to the root
    for fault in found[-KEPT:]:
        note(_keys(data, fault.path()), fault.told())
    faults.count += max(0, len(found) - KEPT)
    return root, rescaled


def diagram_data(diagram: diagrams.InfluenceDiagram) -> dict[str, Any]:
    """Return an influence diagram as a plain document."""
    return {"kind": "diagram", "format": FORMAT, **diagrams.to_dict(diagram)}


def diagram_of(document: Document, *, rescale: bool) -> tuple[diagrams.InfluenceDiagram, str]:
    """Return a valid document's diagram, and what to say of rescaled probabilities, if any.

    A valid document satisfies the schema.
    """
    entries = document.data["nodes"]
    try:
        made = diagrams.from_dict({"nodes": entries}, rescale=rescale)
        return made, _rescaled(document, entries) if rescale else ""
    except InvalidModelError as error:
        places: dict[str, list[str | int]] = {}
        for i, entry in enumerate(entries):
            # the schema has checked that each entry has one of the three
            kind = next(kind for kind in ("uncertain", "choice", "value") if kind in entry)
            places[f"{kind} {entry[kind]!r}"] = ["nodes", i]
        found = [(_place(problem, places), problem) for problem in error.problems]
        found.sort(key=lambda problem: position_in(document, problem[0]))
        texts = [f"{document.where(keys)}: {problem}" for keys, problem in found[:MOST]]
        raise InvalidModelError(texts, len(found)) from None


def _rescaled(document: Document, entries: Sequence[Mapping[str, Any]]) -> str:
    """Say which tables have rows that did not sum to 1, and the sum that is farthest off."""
    found: list[tuple[int, float]] = []
    for i, entry in enumerate(entries):
        todo, sums = [entry.get("probabilities", [])], [1.0]
        # innermost lists or mappings are the rows, each of which should sum to 1
        while todo:
            table = todo.pop()
            inside = list(table.values()) if isinstance(table, Mapping) else table
            parts = [part for part in inside if isinstance(part, Mapping | list)]
            todo += parts
            sums += [math.fsum(inside)] if inside and not parts else []
        worst = max(sums, key=lambda total: abs(total - 1))
        if abs(worst - 1) > PROBABILITY_TOLERANCE:
            found.append((i, worst))
    told = [f"{document.where(['nodes', i])} summed to {total:.10g}" for i, total in found[:MOST]]
    return (
        f"rescaled probabilities to sum to 1: {'; '.join(listed(told, len(found)))}"
        if found
        else ""
    )


def _place(problem: str, places: Mapping[str, list[str | int]]) -> list[str | int]:
    """Return the keys of the node with whose kind and name a problem begins.

    Names may hold colons.
    """
    # the first colon may be one inside the name
    end = problem.find(": ")
    while end >= 0:
        if problem[:end] in places:
            return places[problem[:end]]
        end = problem.find(": ", end + 1)
    return ["nodes"]


def _named(problem: str) -> Sequence[str]:
    """Return the labels of the path that a problem names, the first ones of a long one."""
    named = re.search(r"""\bat (['"])(.+?)\1""", problem)
    return named[2].split(" > ") if named else ()


def _keys(node: Any, path: Sequence[str]) -> list[str | int]:
    """Return the keys that lead to the node at the end of a path, as far as they can be told."""
    keys: list[str | int] = ["tree"]
    for label in path:
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
