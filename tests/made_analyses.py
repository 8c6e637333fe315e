"""Analyses made by hand, with everything that a page can have, and hostile labels."""

import dataclasses
import types

import numpy as np

import decision_analysis as da
from decision_analysis import plot
from decision_analysis._render import Percent

HOSTILE = (
    "</script><script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "\"'><b onmouseover='alert(1)'>",
    "../../etc/passwd",
    "{{ 7 * 7 }}{% raw %}",
    "javascript:alert(1)",
    "<!-- ]]> --!> <style>*{display:none}</style>",
    "&lt;b&gt; &amp; \u2028 \u202e ",
)
UNPRINTABLE = "\ud800 \x00 \x1b[31m"
"""What no font has a sign for, and no page can hold."""
"""Labels that would be more than text on a careless page."""


@dataclasses.dataclass(frozen=True)
class MadeStudy:
    """What the page takes of a study."""

    title: str
    criteria: tuple
    ranges: dict
    alternatives: dict
    judgements: da.Parameters
    stakeholders: dict
    decides: str
    notice: str = "Made by hand: it recommends nothing."
    source: str = "A source of its own"
    statements: dict = dataclasses.field(default_factory=dict)
    parameters: dict = dataclasses.field(default_factory=dict)

    def table(self):
        base = self.judgements.base()
        rows = {a: [base[f"{a}: {c.name}"] for c in self.criteria] for a in self.alternatives}
        return da.DecisionTable.from_rows(rows, self.criteria)


@dataclasses.dataclass(frozen=True)
class Entry:
    """A line of the ledger."""

    name: str
    low: float | None
    base: float
    high: float | None
    unit: str = ""
    source: tuple = ()
    rationale: str = ""
    by: str = ""
    date: str = ""
    influence: float | None = None
    changes: str = ""
    kind: str = "table"


@dataclasses.dataclass(frozen=True)
class Section:
    """One question."""

    name: str
    title: str
    text: tuple = ()
    blocks: tuple = ()
    figures: tuple = ()
    results: dict = dataclasses.field(default_factory=dict)
    summary: dict = dataclasses.field(default_factory=dict)


def stakeholder(name, names, points, constraints=()):
    return da.study.Stakeholder(
        name,
        f"{name} in words",
        names,
        (),
        points,
        constraints=tuple(da.study.Constraint(*limit) for limit in constraints),
    )


def cars():
    """Return five cars on four criteria in units of their own, for two people, one with limits."""
    criteria = (
        da.Criterion("price", "min", "EUR", "What it costs"),
        da.Criterion("economy", "max", "km/l"),
        da.Criterion("style"),
        da.Criterion("noise_in_the_cabin_at_full_speed", "min", "dB"),
    )
    ranges = {
        "price": (4000, 12000),
        "economy": (10.0, 30.0),
        "style": (0, 1),
        "noise_in_the_cabin_at_full_speed": (50, 90),
    }
    cells = {
        "Corsa": [(4000, 5490, 7000), (17, 18.1, 29), (0.4, 0.55, 0.95), (52, 66, 75)],
        "Clio": [(6000, 6500, 9500), (16, 24.9, 27), (0.2, 0.7, 0.8), (58, 64, 85)],
        "Fiesta": [(6489, 6489, 6489), (15, 19.2, 22), (0.3, 0.75, 0.95), (61, 62.5, 69)],
        "Panda": [(4100, 4500, 5200), (18, 19, 24), (0.1, 0.3, 0.6), (68, 74, 82)],
        "Twin of Panda": [(4100, 4500, 5200), (18, 19, 24), (0.1, 0.3, 0.6), (68, 74, 82)],
    }
    names = tuple(c.name for c in criteria)
    people = [
        stakeholder("driver", names, dict(zip(names, (60, 45, 30, 20), strict=True))),
        stakeholder(
            "passenger",
            names,
            dict(zip(names, (10, 15, 40, 100), strict=True)),
            [(names[3], "at_most", 70.0), ("style", "at_least", 0.5), ("style", "at_most", 0.8)],
        ),
    ]
    return made_study("Which car", criteria, ranges, cells, people)


def made_study(title, criteria, ranges, cells, people, **more):
    judgements = da.Parameters(
        da.Parameter(f"{a}: {c.name}", base, low=low, high=high, unit=c.unit)
        for a, row in cells.items()
        for c, (low, base, high) in zip(criteria, row, strict=True)
    )
    by_name = {person.name: person for person in people}
    labels = {a: f"{a} in words" for a in cells}
    return MadeStudy(title, criteria, ranges, labels, judgements, by_name, people[0].name, **more)


def analysis(study, *, sections=None, summary=(), provenance=None):
    """Return an analysis of a study with a question, a picture, a table and a ledger."""
    if sections is None:
        sections = (scored(study), ledger(study))
    return types.SimpleNamespace(
        study=study,
        sections=sections,
        summary=summary,
        provenance=provenance or {"hash": "0" * 64, "version": "1", "seed": 3, "samples": 10},
    )


def additive(study, weights, table=None):
    functions = {
        c.name: da.value.linear(*(study.ranges[c.name][:: 1 if c.goal == "max" else -1]))
        for c in study.criteria
    }
    return da.mcda.additive_value(
        study.table() if table is None else table, weights, values=functions
    )


def scored(study):
    scores = additive(study, study.stakeholders[study.decides].weights())
    names = list(study.judgements)[:3]
    rows = [
        [a, float(s), Percent(s)] for a, s in zip(scores.alternatives, scores.scores, strict=True)
    ]
    blocks = (
        da.study.Block("Values", ["alternative", "value", "share"], rows),
        da.study.Block("Numbers", ["judgement", "at"], [[name, 1.5] for name in names]),
    )
    figure = types.SimpleNamespace(
        name="scores",
        caption=study.title,
        draw=Drawn(scores, study.title.removesuffix(UNPRINTABLE)),
    )
    return Section(
        "scores", "How they score", ("One sentence.", "Another."), blocks, (figure,), {"s": scores}
    )


@dataclasses.dataclass(frozen=True)
class Drawn:
    """A picture of scores."""

    scores: object
    title: str

    def __call__(self):
        return plot.scores(self.scores, title=self.title)


def ledger(study):
    entries = tuple(
        Entry(
            p.name,
            p.low,
            p.base,
            p.high,
            p.unit,
            tuple(study.statements)[:2],
            f"because of {p.name}",
            "somebody",
            "2026-01-31",
            0.001 * place,
            "another is best above 3" if place == 1 else "",
        )
        for place, p in enumerate(study.judgements.values())
    )
    return Section("ledger", "The ledger", results={"ledger": entries})


def hostile():
    """Return an analysis in which every text is hostile."""
    bad = HOSTILE
    unit = bad[1] + "x" * 99
    criteria = tuple(da.Criterion(f"{bad[i]} c{i}", "max", unit, bad[2]) for i in range(3))
    names = tuple(c.name for c in criteria)
    cells = {f"{label} a": [(0, 1 + i, 10)] * 3 for i, label in enumerate(bad)}
    person = stakeholder(f"{bad[0]} p", names, dict(zip(names, (3, 2, 1), strict=True)))
    person = dataclasses.replace(
        person, description=bad[1], constraints=(da.study.Constraint(names[0], "at_least", 2.0),)
    )
    study = made_study(
        bad[0] + UNPRINTABLE,
        criteria,
        dict.fromkeys(names, (0, 10)),
        cells,
        [person],
        notice=bad[1],
        source=bad[5],
        statements={bad[0]: bad[2], bad[5]: bad[5], "..": bad[3]},
    )
    sections = [scored(study), ledger(study)]
    sections[0] = dataclasses.replace(
        sections[0],
        name=bad[2],
        title=bad[4] + UNPRINTABLE,
        text=(*bad, UNPRINTABLE),
        blocks=(
            *sections[0].blocks,
            da.study.Block(bad[0], [bad[1], bad[2]], [[label, label] for label in bad]),
        ),
    )
    return analysis(
        study,
        sections=tuple(sections),
        summary=tuple(f"{one}: {one}" for one in bad[:5]),
        provenance={"hash": bad[0], "version": bad[1], "seed": bad[2], "samples": bad[3]},
    )


def large(rows=200, columns=30, people=10):
    """Return an analysis of very many alternatives and criteria."""
    rng = np.random.default_rng(11)
    criteria = tuple(da.Criterion(f"criterion_{i}", "max", "points") for i in range(columns))
    names = tuple(c.name for c in criteria)
    base = rng.uniform(20, 80, (rows, columns)).round(1)
    cells = {
        f"alternative {i}": [(float(x - 10), float(x), float(x + 15)) for x in base[i]]
        for i in range(rows)
    }
    parties = [
        stakeholder(f"party {i}", names, dict(zip(names, rng.uniform(1, 9, columns), strict=True)))
        for i in range(people)
    ]
    study = made_study("Many", criteria, dict.fromkeys(names, (0, 100)), cells, parties)
    wide = da.study.Block(
        "How often best",
        ["party", *study.alternatives],
        [[p, *[0.5] * rows] for p in study.stakeholders],
    )
    sections = (scored(study), Section("wide", "Wide", blocks=(wide,)), ledger(study))
    return analysis(study, sections=sections)
