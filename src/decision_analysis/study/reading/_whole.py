"""What only the whole of a study can show: that it can be computed, anywhere in its ranges."""

from __future__ import annotations

import dataclasses
import itertools
import warnings
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

import numpy as np

from decision_analysis.core import DecisionTable, Parameters
from decision_analysis.core.parts import in_one_piece, wide_scales
from decision_analysis.errors import DecisionAnalysisError, DegenerateDataWarning, InvalidInputError
from decision_analysis.io.documents import joined
from decision_analysis.io.documents import keys as keys_of
from decision_analysis.study.model import Method, Study, ends_of, names_in
from decision_analysis.study.reading._cells import apart
from decision_analysis.study.reading._cost_effectiveness import note_ratios
from decision_analysis.study.reading._criteria import Criteria, Range
from decision_analysis.study.reading._evidence import check_log
from decision_analysis.study.reading._judged import TOO_LARGE, Judged, too_large
from decision_analysis.study.reading._methods import methods_of
from decision_analysis.study.reading._notes import Notes
from decision_analysis.study.reading._over_ranges import faults_over_ranges, note_derived
from decision_analysis.study.reading._tree_faults import Fault, tree_faults
from decision_analysis.study.reading._trees import Where
from decision_analysis.study.reading._unread import note_unread, note_unused

MOST_FAULTS = 100
"""Most faults of a tree that are told."""


def whole(
    study: Study, data: Mapping[str, Any], criteria: Criteria, judged: Judged, where: Where
) -> Study:
    """Return the study with what only the whole of it can show, its faults raised."""
    notes = judged.notes
    strategies = None if study.tree_data is None else _strategies(study, where, notes)
    # files of format 1 may hold what nothing uses
    strict = data.get("format", 2) == 2
    if strict:
        note_unused(study, data, notes)
    _unknown_in_derived(study, notes)
    _scenarios(study, where, notes)
    if study.criteria and not study.alternatives and (study.tree_data is None or study.plain_tree):
        notes.note(
            ["criteria"],
            "is not read in this study: it needs a table, or a tree with payoffs by criterion",
        )
    notes.stop()
    # without a table the scale is what the strategies may reach
    missing = [name for name in criteria.names if name not in study.ranges]
    if missing and strategies is not None:
        study = _with(study, ranges={**study.ranges, **_reached(strategies, missing)})
    elif missing:
        for name in missing:
            notes.note(list(criteria.places[name]), "has neither a scale nor performances")
    methods, thresholds, places = methods_of(data, study.ranges, study.anchored, judged)
    notes.stop()
    study = _with(study, methods=methods, thresholds=Parameters(thresholds), notes=judged.about)
    if strict:
        note_unread(study, data, notes)
    scored = _scored(study, strategies)
    if study.alternatives and study.criteria:
        # what strategies are worth is computed, and rounding may be all that it differs by
        _scales_fit(study, scored[0], criteria, notes)
    _methods_work(study, scored, places, notes)
    _limits_can_be_met(study, data, notes)
    note_ratios(study, notes)
    check_log(study, notes)
    _questions(study, notes)
    notes.stop()
    return study


def _strategies(study: Study, where: Where, notes: Notes) -> DecisionTable | None:
    """Return the strategies; where any value of the numbers leaves the tree none, note it."""
    if any(_unknown(study)):
        return None
    known = note_derived(study, notes)
    if known is None:
        return None
    criteria = () if study.plain_tree else tuple(c.name for c in study.criteria)
    found = None
    with notes.at(["tree"]):
        try:
            found = study.strategies()
        except DecisionAnalysisError:
            if not _told(tree_faults(study.tree_data, study.values(), criteria), where, notes):
                raise
    if found is not None:
        _told(faults_over_ranges(study, known, criteria), where, notes)
    return found


def _told(faults: Iterable[Fault], where: Where, notes: Notes) -> bool:
    """Note faults of the tree where it was written, and say whether there are any."""
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


def _unknown_in_derived(study: Study, notes: Notes) -> None:
    for name, unknown, known in _unknown(study):
        notes.known(["derived", name], "parameter", unknown, known)


def _unknown(study: Study) -> Iterator[tuple[str, str, Collection[str]]]:
    """Yield the names that derived numbers use and that are not there before them."""
    known = dict.fromkeys([*study.numbers, *study.predicted])
    for name, text in study.derived.items():
        yield from ((name, used, known) for used in names_in(text) if used not in known)
        known[name] = None


def _scenarios(study: Study, where: Where, notes: Notes) -> None:
    """Note values of scenarios that name nothing, or leave the tree without a value."""
    numbers = study.numbers
    for scenario, values in study.scenarios.items():
        keys = ["scenarios", scenario]
        for name, number in values.items():
            notes.known([*keys, name], "judged number", name, numbers)
            if too_large(number):
                notes.note([*keys, name], f"must be {TOO_LARGE}; got {number:g}")
        if study.tree_data is None or notes.count:
            continue
        with notes.at(keys):
            faults = tree_faults(study.tree_data, study.values(values), ())
            if (fault := next(faults, None)) is not None:
                place = joined(where(keys_of(fault[0])))
                notes.note(keys, f"the tree has no value there: {place}: {fault[1]}")


def _reached(strategies: DecisionTable, names: Sequence[str]) -> dict[str, Range]:
    found = {}
    for name in names:
        column = strategies.values[..., strategies.criterion_names.index(name)]
        found[name] = apart(float(column.min()), float(column.max()))
    return found


def _scored(study: Study, strategies: DecisionTable | None) -> list[DecisionTable]:
    """Return the tables that methods score: of what is judged, and of what strategies reach."""
    tables = [study.table()] if study.alternatives and study.criteria else []
    if strategies is not None and len(study.criteria) > 1 and not study.plain_tree:
        tables.append(strategies)
    return tables


def _scales_fit(study: Study, table: DecisionTable, criteria: Criteria, notes: Notes) -> None:
    """Note the scales so wide that performances which differ count as equal on them."""
    ends = np.array([study.ranges[name] for name in table.criterion_names])
    scales = [in_one_piece(pair) for pair in ends]
    for name, said in wide_scales(table, np.ptp(ends, axis=1), scales.__getitem__):
        notes.note(list(criteria.places[name]), said)


def _methods_work(
    study: Study,
    tables: Sequence[DecisionTable],
    places: Mapping[str, Sequence[str | int]],
    notes: Notes,
) -> None:
    """Note the methods that fail at the base values, or at an end of one of their thresholds."""
    decider = study.decider
    if decider is None:
        return
    for (label, method), table in itertools.product(study.methods.items(), tables):
        # degenerate data are told where the method is asked, not while a study is read
        with notes.at(places[label]), warnings.catch_warnings():
            warnings.simplefilter("ignore", DegenerateDataWarning)
            method(table, decider.weights())
            for name in study.thresholds.varying:
                for end in ends_of(study.thresholds[name]):
                    moved = method.with_threshold(name, end)
                    if moved is not None:
                        _moved_works(moved, table, decider.weights(), f"where {name} is {end:g}")


def _moved_works(method: Method, table: DecisionTable, weights: Any, where: str) -> None:
    try:
        method(table, weights)
    except DecisionAnalysisError as error:
        raise InvalidInputError(f"{error.message}, {where}") from None


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
        if name in (study.questions or ())[:i]:
            notes.note(["questions", i], f"{name!r} is asked twice")
        if notes.known(["questions", i], "question", name, QUESTIONS) and (
            lacks := QUESTIONS[name].lacks(study)
        ):
            notes.note(["questions", i], f"{name!r} needs {' and '.join(lacks)}")
