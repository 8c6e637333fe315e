"""Where every number comes from: who judged it, what it rests on, what it does to the choice."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from decision_analysis.core import Parameter
from decision_analysis.study.model import Stakeholder, Study
from decision_analysis.study.questions._changes import in_words
from decision_analysis.study.questions._ledger_entry import Kind, LedgerEntry
from decision_analysis.study.questions._question import asks
from decision_analysis.study.questions._section import Block, Section
from decision_analysis.study.questions._setting import Setting
from decision_analysis.study.questions._side import ends

TITLE = "Where every number comes from"
MOST = 200
"""Rows of the table in the text; where there are more, numbers without a range are left out, and
then those that change nothing."""


@asks("ledger", TITLE, "judged")
def ledger(setting: Setting) -> Section | None:
    """List every judged number with its range, source, rationale, judge, date and influence."""
    entries = tuple(_entries(setting))
    if not entries:
        return None
    shown = _shown(entries)
    told = [entry for entry in entries if entry.source]
    text = f"{len(entries)} judged numbers" if len(entries) > 1 else "One judged number"
    if told and len(told) < len(entries):
        text += f", {len(told)} of which say what they rest on"
    elif told:
        text += ", and each says what it rests on" if len(entries) > 1 else ""
    decisive = sum(bool(entry.changes) for entry in entries)
    if decisive:
        text += (
            f"; {decisive} can alone change the choice"
            if decisive > 1
            else ("; one can alone change the choice")
        )
    text += "."
    return Section(
        "ledger", TITLE, (text,), (_block(entries, shown),) if shown else (), {"ledger": entries}
    )


def _entries(setting: Setting) -> Iterator[LedgerEntry]:
    """Return all entries: the table, the tree, other parties, methods, levels, limits, weights."""
    study = setting.study
    influence, changes = _done(setting)
    parties = {cell for entry in study.predictions for cell in entry.cells}
    kinds: list[tuple[Kind, Mapping[str, Parameter]]] = [
        ("table", study.judgements),
        ("parameter", {n: p for n, p in study.parameters.items() if n not in parties}),
        ("adversary", {n: p for n, p in study.parameters.items() if n in parties}),
        ("threshold", study.thresholds),
        ("veto level", study.veto_levels),
    ]
    for kind, numbers in kinds:
        for name, number in numbers.items():
            low, high = ends(number)
            moved = influence.get(name)
            # one with a range that is not among those that may change the best moves nothing
            if moved is None and influence and kind in ("table", "parameter", "adversary"):
                moved = 0.0 if low < high else None
            yield LedgerEntry(
                name,
                kind,
                low,
                number.base,
                high,
                number.unit,
                _sources(study, number.source),
                number.rationale,
                *_about(study, name),
                influence=moved,
                changes=changes.get(name, ""),
            )
    for entry in study.predictions:
        if entry.spread:
            name = f"{entry.name}: spread"
            yield LedgerEntry(
                name,
                "adversary",
                *(entry.spread,) * 3,
                "points",
                _sources(study, entry.source),
                entry.rationale,
                *_about(study, name),
            )
    for stakeholder in study.stakeholders.values():
        yield from _of_stakeholder(study, stakeholder)


def _of_stakeholder(study: Study, who: Stakeholder) -> Iterator[LedgerEntry]:
    """Return the limits of a stakeholder, and the weights that he gave as numbers."""
    units = {c.name: c.unit for c in study.criteria}
    for limit in who.constraints:
        name = f"{who.name}: {limit}" if not who.anonymous else str(limit)
        yield LedgerEntry(
            name,
            "limit",
            *(limit.limit,) * 3,
            units.get(limit.criterion, ""),
            _sources(study, limit.source),
            limit.rationale,
            *_about(study, name),
        )
    # one criterion has nothing to be weighed against
    if (who.points is None and not who.bounds) or len(who.criteria) == 1:
        return
    weights = who.weights()
    given = weights if who.points is not None else who.bounds
    for criterion in given:
        base = weights[criterion]
        low, high = who.bounds.get(criterion, (base, base))
        name = f"weight of {criterion}" + ("" if who.anonymous else f": {who.name}")
        yield LedgerEntry(
            name,
            "weight",
            low,
            base,
            high,
            "",
            _sources(study, who.source),
            who.rationale,
            *_about(study, name),
        )


def _done(setting: Setting) -> tuple[dict[str, float], dict[str, str]]:
    """Return what numbers do to the lead, and where they change the choice, if that was asked."""
    influence: dict[str, float] = {}
    changes: dict[str, list[str]] = {}
    if "sensitivity" not in setting.answers:
        return {}, {}
    for what, tornado in setting.tornados.items():
        side = setting.sides[what]
        for name, spread in zip(tornado.names, tornado.spread.tolist(), strict=True):
            # of a number of both the table and the tree what it does to the table's lead
            influence.setdefault(name, float(spread))
        for name, found in setting.decisive[what].items():
            changes.setdefault(name, []).append(in_words(side.numbers[name], found.changes))
    judged = {**setting.study.thresholds, **setting.study.veto_levels}
    for (name, method), moved in setting.method_changes.items():
        if moved:
            changes.setdefault(name, []).append(f"{method}: {in_words(judged[name], moved)}")
    return influence, {name: "; ".join(said) for name, said in changes.items()}


def _sources(study: Study, source: str) -> tuple[str, ...]:
    """Return the statements that a number cites, or its source as it is written."""
    if not source:
        return ()
    parts = [part.strip() for part in source.split(",")]
    return tuple(parts) if all(part in study.statements for part in parts) else (source,)


def _about(study: Study, name: str) -> tuple[str, str, str]:
    said = study.notes.get(name, {})
    return said.get("by", ""), said.get("date", ""), said.get("place", "")


def _shown(entries: tuple[LedgerEntry, ...]) -> tuple[LedgerEntry, ...]:
    """Return all entries, or of very many those with a range, and of those the ones that matter."""
    if len(entries) <= MOST:
        return entries
    ranged = [entry for entry in entries if entry.low < entry.high or entry.changes]
    if len(ranged) <= MOST:
        return tuple(ranged)
    # the most that matter, in the order of the ledger
    order = sorted(ranged, key=lambda entry: (not entry.changes, -(entry.influence or 0.0)))
    few = {id(entry) for entry in order[:MOST]}
    return tuple(entry for entry in ranged if id(entry) in few)


def _block(entries: tuple[LedgerEntry, ...], shown: tuple[LedgerEntry, ...]) -> Block:
    """Return the table, without the columns in which nothing stands."""
    columns: dict[str, list[Any]] = {
        "number": [entry.name for entry in shown],
        "kind": [entry.kind for entry in shown],
        "low": [entry.low for entry in shown],
        "base": [entry.base for entry in shown],
        "high": [entry.high for entry in shown],
        "unit": [entry.unit for entry in shown],
        "source": [", ".join(entry.source) for entry in shown],
        "rationale": [entry.rationale for entry in shown],
        "by": [entry.by for entry in shown],
        "date": [entry.date for entry in shown],
        "influence": ["" if e.influence is None else e.influence for e in shown],
        "changes the choice": [entry.changes for entry in shown],
    }
    if all(entry.low == entry.high for entry in shown):
        del columns["low"], columns["high"]
    kept = {head: column for head, column in columns.items() if any(c != "" for c in column)}
    caption = "Judged numbers, their range, and what they rest on"
    if "influence" in kept:
        caption += "; influence is what they do to the lead between their 10% and 90% quantiles"
    if len(shown) < len(entries):
        caption += f" ({len(shown)} of {len(entries)}, those that matter most)"
    return Block(caption, list(kept), [list(row) for row in zip(*kept.values(), strict=True)])
