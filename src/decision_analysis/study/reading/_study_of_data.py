"""From a document that satisfies the schema to a `Study`, every cross-reference verified."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from decision_analysis import io
from decision_analysis._limits import LONGEST_TEXT
from decision_analysis.core import DecisionTable, Parameter, Parameters
from decision_analysis.errors import InvalidModelError
from decision_analysis.io.documents import bounded_bytes
from decision_analysis.io.tables import TABLE_ENDINGS, cells_of_file
from decision_analysis.study.model import Study, is_plain, replay, usual_samples
from decision_analysis.study.reading._cells import cells_of, ranges_of
from decision_analysis.study.reading._cost_effectiveness import cost_effectiveness_of
from decision_analysis.study.reading._criteria import Criteria, criteria_of
from decision_analysis.study.reading._evidence import evidence_of
from decision_analysis.study.reading._format_1 import of_format_1
from decision_analysis.study.reading._judged import Judged, off_the_scale
from decision_analysis.study.reading._notes import Locate, Notes
from decision_analysis.study.reading._predictions import given_by, predictions_of
from decision_analysis.study.reading._sources import unknown_sources
from decision_analysis.study.reading._trees import (
    diagram_of,
    tree_data_of,
)
from decision_analysis.study.reading._very_many import (
    note_long_expressions,
    refuse_many_criteria,
    refuse_very_many,
)
from decision_analysis.study.reading._voices import voices_of
from decision_analysis.study.reading._whole import whole


def study_of_data(data: Mapping[str, Any], locate: Locate, folder: Path, content: bytes) -> Study:
    """Build a study; all faults are raised together, those that need the whole of it at last.

    Files that it names are beside it, in `folder`; `content` is what it was read from.
    """
    given, block = of_format_1(data)
    rules = io.schema("study")
    notes = Notes(locate)
    said = given.get("judged", {})
    judged = Judged(notes, said.get("by", ""), said.get("date", ""))
    if "table" in data and "judgements" in data:
        notes.note(["judgements"], "is what `table` was called in format 1: give one of them")

    # the table, its criteria and whose preferences count
    heads, rows = _table(given, folder, notes)
    refuse_very_many(given, rows, notes)
    criteria = criteria_of(given, rules, notes, heads)
    refuse_many_criteria(criteria, notes)
    described = _described(given, rows)
    judgements = cells_of(rows, described, criteria, judged, block) if rows else Parameters(())
    if rows and len(described) < 2:
        notes.note([block], f"must have at least two alternatives; got {len(described)}")
    if given.get("alternatives") and not rows:
        notes.note(["alternatives"], "need a table that says how they perform")
    stakeholders, decides = voices_of(given, criteria.names, notes)

    # the tree and its numbers
    found = (
        judged.parameter(name, entry, ["parameters", name])
        for name, entry in given.get("parameters", {}).items()
    )
    predictions = predictions_of(given, judged)
    # types of one party see the same cells
    cells = {name: cell for entry in predictions for name, cell in entry.cells.items()}
    own = [parameter for parameter in found if parameter is not None]
    _name_clashes(given, notes)
    levels = _veto_levels(given, criteria, judged)
    priced = cost_effectiveness_of(given, criteria, notes)
    lists = {"criteria": criteria.names, "alternatives": tuple(described)}
    tree, where = tree_data_of(given, rules, folder, lists, notes)
    diagram = diagram_of(given, folder, notes)
    note_long_expressions(tree, given, notes)
    unknown_sources(given, notes)
    notes.stop()
    if tree is not None and not is_plain(tree) and not criteria.names:
        notes.note(["tree"], "has payoffs by criterion: declare them under `criteria`")
    if tree is not None and priced and not rows and is_plain(tree):
        notes.note(["cost_effectiveness"], "needs payoffs by criterion; those of the tree are not")
    if not rows and tree is None and diagram is None:
        notes.note([], "must have a table, a tree or a diagram: there is nothing to decide")
    _names_twice(own, judgements, cells, notes)
    notes.stop()
    parameters = Parameters([*own, *cells.values()])
    evidence = evidence_of(given, judgements, parameters, notes)
    notes.stop()

    simulation = given.get("simulation", {})
    tolerance = given.get("risk_tolerance", [])
    numbers = Parameters([*judgements.values(), *parameters.values()])
    later = [step.after for step in replay(numbers, evidence)]
    ranges = ranges_of(judgements, later, criteria, described)
    study = Study(
        title=given["title"],
        notice=given.get("notice", "").strip(),
        source=given.get("source", ""),
        statements=given.get("statements", {}),
        criteria=criteria.criteria,
        groups=criteria.groups,
        ranges=ranges,
        anchored=set(criteria.ranges) == set(criteria.names),
        alternatives=described,
        judgements=judgements,
        parameters=parameters,
        predictions=predictions,
        derived=dict(given.get("derived", {})),
        stakeholders=stakeholders,
        decides=decides,
        veto_levels=levels,
        tree_data=tree,
        unit=given.get("unit", ""),
        goal=given.get("goal", "max"),
        diagram=diagram,
        cost_effectiveness=priced,
        scenarios=given.get("scenarios", {}),
        risk_tolerances=tuple(
            map(float, tolerance if isinstance(tolerance, Sequence) else [tolerance])
        ),
        n_samples=int(simulation.get("samples", usual_samples(len(described)))),
        seed=int(simulation.get("seed", 0)),
        evidence=evidence,
        questions=tuple(given["questions"]) if "questions" in given else None,
        notes=judged.about,
        fingerprint=_fingerprint(content, data, folder),
    )
    return whole(study, given, criteria, judged, where)


def _table(
    data: Mapping[str, Any], folder: Path, notes: Notes
) -> tuple[dict[str, dict[str, str]], Mapping[str, Any]]:
    """Return what a file says of the criteria, and the rows of the table."""
    given = data.get("table", {})
    options: dict[str, Any] = {}
    if isinstance(given, Mapping) and isinstance(given.get("file"), str):
        options = {key: value for key, value in given.items() if key != "file"}
        for key in options:
            notes.known(["table", key], "option of a file", key, ("sheet", "sep", "decimal"))
        given = given["file"]
        notes.stop()
    if not isinstance(given, str):
        return {}, given
    with notes.at(["table"]):
        try:
            if Path(given).suffix.lower() in TABLE_ENDINGS:
                return cells_of_file(folder / given, **options)
            table = io.load(folder / given)
        except OSError as error:
            raise InvalidModelError(
                [f"cannot read {given!r} beside the study: {error.strerror or error}"]
            ) from None
        if not isinstance(table, DecisionTable) or table.sample_shape:
            raise InvalidModelError([f"{given!r} must hold one table without samples"])
        heads = {
            c.name: {"goal": c.goal, "unit": c.unit, "description": c.description}
            for c in table.criteria
        }
        rows = dict(zip(table.alternatives, table.values.tolist(), strict=True))
        names = table.criterion_names
        return heads, {label: dict(zip(names, row, strict=True)) for label, row in rows.items()}
    notes.stop()
    return {}, {}


def _described(data: Mapping[str, Any], rows: Mapping[str, Any]) -> dict[str, str]:
    """Return the alternatives in order, with what is said of them."""
    said = data.get("alternatives", {})
    words = {
        label: entry if isinstance(entry, str) else entry.get("description", "")
        for label, entry in said.items()
    }
    return words or dict.fromkeys(rows, "")


def _name_clashes(data: Mapping[str, Any], notes: Notes) -> None:
    """Note the numbers that are judged, predicted or derived more than once."""
    seen = set(data.get("parameters", {}))
    for entry, prediction in data.get("predictions", {}).items():
        for _, name in given_by(prediction):
            if name in seen:
                notes.note(["predictions", entry], f"{name!r} is given more than once")
            seen.add(name)
    for name in data.get("derived", {}):
        if name in seen:
            notes.note(["derived", name], f"{name!r} is given more than once")
        seen.add(name)


def _names_twice(
    own: Sequence[Parameter],
    judgements: Mapping[str, Parameter],
    cells: Mapping[str, Parameter],
    notes: Notes,
) -> None:
    """Note parameters that are called as cells are, 'alternative: criterion'."""
    for name in (parameter.name for parameter in own):
        if name in judgements or name in cells:
            notes.note(["parameters", name], "must have another name than a cell of a table")
    for name in cells:
        if name in judgements:
            place = ["predictions", name.partition(": ")[0]]
            notes.note(place, f"{name!r} must have another name than a cell of the table")


def _veto_levels(data: Mapping[str, Any], criteria: Criteria, judged: Judged) -> Parameters:
    found: list[Parameter] = []
    for name, entry in data.get("veto_levels", {}).items():
        keys = ["veto_levels", name]
        if not judged.notes.known(keys, "criterion", name, criteria.names):
            continue
        level = judged.parameter(f"veto level: {name}", entry, keys)
        if level is None:
            continue
        if name in criteria.ranges and (off := off_the_scale(level, *criteria.ranges[name])):
            judged.notes.note(keys, off)
        found.append(level)
    return Parameters(found)


def _fingerprint(content: bytes, data: Mapping[str, Any], folder: Path) -> str:
    """Return the SHA-256 of what a study was read from, and of the files that it names."""
    told = hashlib.sha256(content)
    for block in ("table", "tree", "diagram"):
        name = data.get(block)
        name = name.get("file") if isinstance(name, Mapping) else name
        if isinstance(name, str) and (folder / name).is_file():
            told.update(bounded_bytes(folder / name, LONGEST_TEXT))
    return told.hexdigest()
