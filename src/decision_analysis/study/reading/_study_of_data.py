"""From a document that satisfies the schema to a `Study`, every cross-reference verified."""

from __future__ import annotations

import dataclasses
import hashlib
import itertools
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from decision_analysis import io
from decision_analysis._limits import LONGEST_TEXT
from decision_analysis.core import DecisionTable, Parameter, Parameters
from decision_analysis.errors import DecisionAnalysisError, InvalidModelError
from decision_analysis.io.documents import bounded_bytes
from decision_analysis.io.documents import keys as keys_of
from decision_analysis.io.tables import TABLE_ENDINGS, cells_of_file
from decision_analysis.study.model import Study, ends_of, is_plain, names_in, replay
from decision_analysis.study.reading._cells import apart, cells_of, ranges_of
from decision_analysis.study.reading._cost_effectiveness import cost_effectiveness_of, note_ratios
from decision_analysis.study.reading._criteria import Criteria, Range, criteria_of
from decision_analysis.study.reading._evidence import check_log, evidence_of
from decision_analysis.study.reading._format_1 import of_format_1
from decision_analysis.study.reading._judged import Judged, off_the_scale
from decision_analysis.study.reading._methods import methods_of
from decision_analysis.study.reading._notes import Locate, Notes
from decision_analysis.study.reading._predictions import given_by, predictions_of
from decision_analysis.study.reading._sources import unknown_sources
from decision_analysis.study.reading._tree_faults import tree_faults
from decision_analysis.study.reading._trees import (
    Where,
    diagram_of,
    tree_data_of,
    unused,
)
from decision_analysis.study.reading._very_many import (
    SAMPLES,
    note_long_expressions,
    refuse_many_criteria,
    refuse_very_many,
)
from decision_analysis.study.reading._voices import voices_of

MOST_FAULTS = 100
"""Most faults of a tree that are told."""


def study_of_data(data: Mapping[str, Any], locate: Locate, folder: Path, content: bytes) -> Study:
    """Build a study; all faults are raised together, those that need the whole of it at last.

    Files that it names are beside it, in `folder`; `content` is what it was read from.
    """
    given, block = of_format_1(data)
    rules = io.schema("study")
    notes = Notes(locate)
    said = given.get("judged", {})
    judged = Judged(notes, said.get("by", ""), said.get("date", ""))

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
    parameters = Parameters([*own, *cells.values()])
    evidence = evidence_of(given, judgements, parameters, notes)
    notes.stop()

    simulation = given.get("simulation", {})
    tolerance = given.get("risk_tolerance", [])
    numbers = Parameters([*judgements.values(), *parameters.values()])
    later = [step.after for step in replay(numbers, evidence)]
    ranges = ranges_of(judgements, later, criteria)
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
        n_samples=int(simulation.get("samples", SAMPLES)),
        seed=int(simulation.get("seed", 0)),
        evidence=evidence,
        questions=tuple(given["questions"]) if "questions" in given else None,
        notes=judged.about,
        fingerprint=_fingerprint(content, data, folder),
    )
    return _whole(study, given, criteria, judged, where)


def _whole(
    study: Study, data: Mapping[str, Any], criteria: Criteria, judged: Judged, where: Where
) -> Study:
    """Return the study with what only the whole of it can show, its faults raised."""
    notes = judged.notes
    strategies: DecisionTable | None = None
    if study.tree_data is not None:
        with notes.at(["tree"]):
            try:
                strategies = study.strategies()
            except DecisionAnalysisError:
                if not _note_tree(study, where, notes):
                    raise
    # files of format 1 may hold numbers that nothing uses
    if data.get("format", 2) == 2:
        _unused(study, data, notes)
    _unknown_in_derived(study, notes)
    _scenarios(study, notes)
    notes.stop()
    # without a table the scale is what the strategies may reach
    missing = [name for name in criteria.names if name not in study.ranges]
    if missing and strategies is not None:
        study = _with(study, ranges={**study.ranges, **_reached(strategies, missing)})
    elif missing:
        for name in missing:
            notes.note(list(criteria.places[name]), "has neither a scale nor performances")
    methods, thresholds = methods_of(data, study.ranges, study.anchored, judged)
    notes.stop()
    study = _with(study, methods=methods, thresholds=Parameters(thresholds), notes=judged.about)
    _methods_work(study, strategies, notes)
    _limits_can_be_met(study, data, notes)
    note_ratios(study, notes)
    check_log(study, notes)
    _questions(study, notes)
    notes.stop()
    return study


def _note_tree(study: Study, where: Where, notes: Notes) -> bool:
    """Note what is wrong with the numbers of the tree where it was written; say if anything is."""
    criteria = () if study.plain_tree else tuple(c.name for c in study.criteria)
    faults = tree_faults(study.tree_data, study.values(), criteria)
    # a fragment that is wrong in one use is wrong in all
    found = dict.fromkeys(
        (tuple(where(keys_of(trail))), sentence)
        for trail, sentence in itertools.islice(faults, MOST_FAULTS)
    )
    for keys, sentence in found:
        notes.note(keys, sentence)
    return bool(found)


def _with(study: Study, **changes: Any) -> Study:
    """Return a study with other values of fields; its tree was read before and is the same."""
    changed = dataclasses.replace(study, **changes)
    if "_tree_model" in vars(study):
        vars(changed)["_tree_model"] = study._tree_model
    return changed


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


def _unused(study: Study, data: Mapping[str, Any], notes: Notes) -> None:
    """Note judged and derived numbers that nothing uses."""
    used = set(study.used)
    own = list(data.get("parameters", {}))
    unused("parameters", own, used, notes)
    unused("derived", list(study.derived), used, notes)
    for entry in study.predictions:
        if not used & set(entry.gives.values()):
            notes.note(["predictions", entry.name], "gives nothing that is used")


def _unknown_in_derived(study: Study, notes: Notes) -> None:
    known = dict.fromkeys([*study.numbers, *study.predicted])
    for derived, text in study.derived.items():
        for name in names_in(text):
            notes.known(["derived", derived], "number", name, known)
        known[derived] = None


def _scenarios(study: Study, notes: Notes) -> None:
    numbers = study.numbers
    for scenario, values in study.scenarios.items():
        for name in values:
            notes.known(["scenarios", scenario, name], "judged number", name, numbers)


def _reached(strategies: DecisionTable, names: Sequence[str]) -> dict[str, Range]:
    found = {}
    for name in names:
        column = strategies.values[..., strategies.criterion_names.index(name)]
        found[name] = apart(float(column.min()), float(column.max()))
    return found


def _methods_work(study: Study, strategies: DecisionTable | None, notes: Notes) -> None:
    """Note the methods that fail at the base values."""
    decider = study.decider
    if decider is None:
        return
    tables = [study.table()] if study.alternatives else []
    if strategies is not None and len(study.criteria) > 1 and not study.plain_tree:
        tables.append(strategies)
    for method, table in itertools.product(study.methods.values(), tables):
        with notes.at(["methods"]):
            method(table, decider.weights())


def _limits_can_be_met(study: Study, data: Mapping[str, Any], notes: Notes) -> None:
    """Note the limits that no alternative meets anywhere within its judged range."""
    if not study.alternatives:
        return
    ends: dict[str, Range] = {}
    for name, stakeholder in study.stakeholders.items():
        for i, limit in enumerate(stakeholder.constraints):
            if limit.criterion not in ends:
                cells = (study.judgements[f"{a}: {limit.criterion}"] for a in study.alternatives)
                lows, highs = zip(*map(ends_of, cells), strict=True)
                ends[limit.criterion] = min(lows), max(highs)
            best = ends[limit.criterion][limit.kind == "at_least"]
            met = best >= limit.limit if limit.kind == "at_least" else best <= limit.limit
            if not met:
                notes.note(
                    ["stakeholders", name, "constraints", i],
                    f"no alternative can meet {limit}; the most favourable is {best:g}",
                )


def _questions(study: Study, notes: Notes) -> None:
    """Note questions that are unknown, or need what the study has not got."""
    from decision_analysis.study.questions import QUESTIONS

    for i, name in enumerate(study.questions or ()):
        if notes.known(["questions", i], "question", name, QUESTIONS) and (
            lacks := QUESTIONS[name].lacks(study)
        ):
            notes.note(["questions", i], f"{name!r} needs {' and '.join(lacks)}")


def _fingerprint(content: bytes, data: Mapping[str, Any], folder: Path) -> str:
    """Return the SHA-256 of what a study was read from, and of the files that it names."""
    told = hashlib.sha256(content)
    for block in ("table", "tree", "diagram"):
        name = data.get(block)
        name = name.get("file") if isinstance(name, Mapping) else name
        if isinstance(name, str) and (folder / name).is_file():
            told.update(bounded_bytes(folder / name, LONGEST_TEXT))
    return told.hexdigest()
