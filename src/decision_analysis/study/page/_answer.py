"""What the page takes of an analysis: the lines of the answer, its questions, where it is from."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import Any

from decision_analysis.study.page._links import anchors
from decision_analysis.study.page._svg import inline_svg
from decision_analysis.study.page._tables import Table, table
from decision_analysis.study.questions import SINCE

OWN = ("ledger",)
"""Sections that the page shows in a way of its own."""
FACTS = {
    "hash": "inputs (SHA-256)",
    "version": "decision_analysis",
    "seed": "seed",
    "samples": "samples",
}
"""What is said of where a page is from, in order."""


@dataclasses.dataclass(frozen=True)
class Line:
    """One line of the answer: what it is about, what it says, and the id of where more is said."""

    heading: str
    text: str
    to: str = ""


@dataclasses.dataclass(frozen=True)
class Picture:
    """A picture: what it shows, and its SVG."""

    caption: str
    svg: str


@dataclasses.dataclass(frozen=True)
class Question:
    """One question: its id, title, sentences, pictures and tables."""

    id: str
    title: str
    text: tuple[str, ...]
    pictures: tuple[Picture, ...]
    tables: tuple[Table, ...]
    name: str = ""


def lines(analysis: Any, asked: tuple[Question, ...], numbers: tuple[str, ...]) -> tuple[Line, ...]:
    """Return the answer in a few lines, each with a heading before its first colon.

    The five of the summary come first; then what moved last, and what `numbers` says of the
    ledger. Each points to the first question that has more to say.
    """
    ids = {question.name: question.id for question in asked}
    said = [(section.name, section.summary) for section in analysis.sections]
    told = {what: ids[name] for name, parts in reversed(said) if name in ids for what in parts}
    parted = [line.partition(": ") for line in analysis.summary]
    found = [Line(h, text, told.get(h, "")) if text else Line("", h) for h, _, text in parted]
    since = [parts[SINCE] for _, parts in said if SINCE in parts]
    found += [Line(SINCE, text, told.get(SINCE, "")) for text in since]
    if found and numbers:
        found.append(Line("Where it comes from", numbers[0], "ledger"))
    return tuple(found)


def terms(study: Any) -> tuple[tuple[str, tuple[Line, ...]], ...]:
    """Return what alternatives and criteria mean, where the study says it."""
    criteria = tuple(Line(c.name, _meaning(c)) for c in study.criteria)
    alternatives = tuple(Line(label, about) for label, about in study.alternatives.items())
    return tuple(
        (title, found)
        for title, found in (("Alternatives", alternatives), ("Criteria", criteria))
        if any(line.text for line in found)
    )


def _meaning(criterion: Any) -> str:
    """Return what a criterion is, in which unit, and which direction is better."""
    better = "more is better" if criterion.goal == "max" else "less is better"
    said = f"{better}, in {criterion.unit}" if criterion.unit else better
    return f"{criterion.description} ({said})" if criterion.description else said


def questions(analysis: Any, places: Mapping[str, str], *, pictures: bool) -> tuple[Question, ...]:
    """Return the questions in order; `places` are the ids of the ledger's numbers by name."""
    shown = [section for section in analysis.sections if section.name not in OWN]
    names = [f"{i} {section.name}" for i, section in enumerate(shown, start=1)]
    ids = anchors("q", names)
    return tuple(
        Question(
            ids[name],
            section.title,
            tuple(section.text),
            _pictures(section, ids[name]) if pictures else (),
            tuple(table(block, places) for block in section.blocks),
            section.name,
        )
        for name, section in zip(names, shown, strict=True)
    )


def _pictures(section: Any, place: str) -> tuple[Picture, ...]:
    ids = anchors(f"f-{place}", (figure.name for figure in section.figures))
    return tuple(
        Picture(figure.caption, inline_svg(figure.draw, ids[figure.name], figure.caption))
        for figure in section.figures
    )


def provenance(analysis: Any) -> tuple[Line, ...]:
    """Return what the page was made from, without the time at which it was."""
    return tuple(Line(said, str(analysis.provenance[name])) for name, said in FACTS.items())
