"""What is wrong with a tree somewhere within the ranges of its judged numbers."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from typing import Any

import numpy as np

from decision_analysis.errors import DecisionAnalysisError
from decision_analysis.io.documents import Trail
from decision_analysis.study.model import Evaluator, Study, ends_of, evaluate, names_in
from decision_analysis.study.reading._notes import Notes
from decision_analysis.study.reading._tree_faults import Fault, entries, faults_at

CORNERS = 2**10
"""Corners of all ranges together that are tried: products and sums of numbers, such as
probabilities, are least and greatest at corners. Every corner of six numbers is missed with a
chance below one in a million. Of more than a thousand numbers they are fewer."""

CELLS = 2**20
"""Numbers, judged or derived, in all rows of one kind: 8 MB. The ends of one number alone are two
rows each, tried of up to a thousand numbers."""

_AT = "@"

Rows = Mapping[str, Any]
"""Numbers by name, those that vary as arrays (rows,)."""


def note_derived(study: Study, notes: Notes) -> Rows | None:
    """Return all numbers at the base values and over the ranges; None where a derived one is none.

    Rows are what judged numbers may be: all at their base; one at an end of its range and the
    others at their base; and those with a least and a greatest value at an end each.
    """
    judged = {name: parameter.base for name, parameter in study.numbers.items()}
    known: dict[str, Any] = {**judged, **study.predicted, **_tried(study)}
    for name, text in study.derived.items():

        def asked(values: Mapping[str, Any], text: str = text) -> Any:
            return evaluate(_AT, text, values)

        try:
            known[name] = asked(known)
        except DecisionAnalysisError:
            row = _row(known, _first_failing(known, asked))
            try:
                asked(row)
            except DecisionAnalysisError as error:
                said = error.message.removeprefix(f"{_AT}: ")
                notes.note(["derived", name], said + _where(study, [text], row))
            return None
    return known


def faults_over_ranges(study: Study, known: Rows, criteria: Collection[str]) -> Iterator[Fault]:
    """Yield the faults of the tree in those rows, each node's in the first where it has one."""
    numbers = Evaluator(known)
    seen: set[Any] = set()
    for trail, entry in entries(study.tree_data):
        texts = _texts(entry)
        # fragments that say the same are looked at once
        if not texts or texts in seen:
            continue
        seen.add(texts)

        def asked(values: Mapping[str, Any], trail: Trail = trail, entry: Any = entry) -> None:
            for _, sentence in faults_at(trail, entry, Evaluator(values), criteria):
                raise DecisionAnalysisError(sentence)

        if next(faults_at(trail, entry, numbers, criteria), None) is None:
            continue
        row = _row(known, _first_failing(known, asked))
        for place, sentence in faults_at(trail, entry, Evaluator(row), criteria):
            yield place, sentence + _where(study, [t for t in texts if isinstance(t, str)], row)


def _tried(study: Study) -> Rows:
    """Return rows of the judged numbers of the tree; those of others' problems at their base."""
    theirs = {name for entry in study.predictions for name in entry.cells}
    found = {n: p for n, p in study.tree_numbers.items() if n not in theirs and not p.is_constant}
    if not found:
        return {}
    # what has no least and greatest value is not at its ends together with others
    bounded = [p.low is not None and p.high is not None for p in found.values()]
    ends = np.array([ends_of(parameter) for parameter in found.values()])
    base = np.array([parameter.base for parameter in found.values()])
    most = CELLS // (len(found) + len(study.derived))
    each = np.eye(len(base) if len(base) <= most else 0, len(base), dtype=bool)
    alone = [np.where(each, ends[:, end], base) for end in (0, 1)]
    shape = (min(CORNERS, most), len(base))
    high = np.random.default_rng(0).integers(2, size=shape, dtype=bool)
    corners = np.where(bounded, np.where(high, ends[:, 1], ends[:, 0]), base)
    rows = np.concatenate([base[None], *alone, corners])
    return {name: rows[:, i] for i, name in enumerate(found)}


def _texts(entry: Any) -> tuple[Any, ...]:
    """Return the numbers of one node itself with its expressions; empty where it has none."""
    if not isinstance(entry, Mapping):
        return (entry,) if isinstance(entry, str) else ()
    found: list[Any] = []
    for key in ("payoff", "terminal"):
        said = entry.get(key)
        found += said.values() if isinstance(said, Mapping) else [said]
    if "chance" in entry:
        found += [branch["probability"] for branch in entry["outcomes"].values()]
    elif "decision" not in entry and "terminal" not in entry:
        found += entry.values()
    told = any(isinstance(text, str) and text != "rest" for text in found)
    # what sums to 1 is another question than what is paid
    return ("chance" in entry, *found) if told else ()


def _first_failing(known: Rows, asked: Callable[[Mapping[str, Any]], Any]) -> int:
    """Return a row that fails, by halves."""
    low, high = 0, max((len(v) for v in known.values() if isinstance(v, np.ndarray)), default=1)
    while high - low > 1:
        middle = (low + high) // 2
        part = slice(low, middle)
        try:
            asked({n: v[part] if isinstance(v, np.ndarray) else v for n, v in known.items()})
        except DecisionAnalysisError:
            high = middle
        else:
            low = middle
    return low


def _row(known: Rows, row: int) -> dict[str, float]:
    return {n: float(v[row]) if isinstance(v, np.ndarray) else v for n, v in known.items()}


def _where(study: Study, texts: Iterable[str], row: Mapping[str, float]) -> str:
    """Say at which values of the judged numbers that expressions use."""
    todo, names = list(texts), dict[str, None]()
    for text in todo:
        for name in names_in(text):
            if name not in names:
                names[name] = None
                todo += [study.derived[name]] if name in study.derived else []
    judged = study.numbers
    moved = [name for name in names if name in judged and row[name] != judged[name].base]
    said = " and ".join(f"{name} is {row[name]:g}" for name in moved)
    return f", where {said}, which its range allows" if said else ""
