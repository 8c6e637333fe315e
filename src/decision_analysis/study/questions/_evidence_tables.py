"""The log of evidence in tables: entries, reports, worth over time, shares, and the next."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from decision_analysis.evidence import UpdateLogResult
from decision_analysis.study.model import Step
from decision_analysis.study.questions._course import Course
from decision_analysis.study.questions._next_entry import NextEntry
from decision_analysis.study.questions._section import Block

MOST = 8
"""Most alternatives whose scores over time are written."""


def log_block(steps: Sequence[Step], courses: Sequence[Course]) -> Block:
    headers = ["date", "statement", "number", "from", "to"]
    first: list[Any] = ["before", "", "", None, None]
    rows: list[list[Any]] = [
        [s.date, str(s.entry["statement"]), s.name, s.before.base, s.after.base] for s in steps
    ]
    rows = [first, *rows]
    for course in courses:
        if len(course.labels) < 2:
            headers.append(f"worth{course.in_unit}")
            rows = [[*r, float(course.worth.values[i, 0, 0])] for i, r in enumerate(rows)]
            continue
        headers += [course.name, f"lead{course.in_unit}"]
        orders = [course.order(i) for i in range(len(rows))]
        for i, row in enumerate(rows):
            best = orders[i][0]
            changed = i and orders[i - 1][0] != best
            row += [
                f"{orders[i - 1][0]} -> {best}" if changed else best,
                course.lead(i, (best, orders[i][1])),
            ]
    return Block(
        "The log: what each entry changed; the best, and its lead over the next, after it",
        headers,
        rows,
    )


def report_blocks(
    steps: Sequence[Step], reports: Sequence[tuple[list[Step], UpdateLogResult]]
) -> list[Block]:
    weights = {
        step.label: 10 * float(result.log10_likelihood_ratio[i, result.states.index("true")])
        for own, result in reports
        for i, step in enumerate(own)
    }
    rows: list[list[Any]] = []
    for step in steps:
        if not step.is_report:
            continue
        given, after = step.entry["likelihood"], step.after
        held = [after.low, after.high] if after.low is not None else [None, None]
        ends = [step.date, step.name, given["true"], given["false"], step.before.base, after.base]
        rows.append([*ends, *held, weights[step.label]])
    if not rows:
        return []
    headers = ["date", "number", "likelihood if true", "if false", "prior", "posterior"]
    headers += ["low", "high", "weight, decibans"]
    if all(row[6] is None for row in rows):
        rows = [[*row[:6], row[8]] for row in rows]
        headers = [*headers[:6], headers[8]]
    caption = "Reports by Bayes' rule: 10 decibans are odds of ten to one"
    if "low" in headers:
        caption += "; low and high are updated by the same likelihoods as the base"
    return [Block(caption, headers, rows)]


def over_time(steps: Sequence[Step], course: Course) -> Block:
    labels = _shown(course)
    places = [course.labels.index(label) for label in labels]
    rows: list[list[Any]] = []
    for date, after in _dates(steps):
        worth = [float(n) for n in course.worth.values[after, places, 0]]
        order = " > ".join(course.order(after)[:MOST])
        rows.append([date, *worth, *([order] if len(course.labels) > 1 else [])])
    total = len(course.labels)
    what = "alternatives" if course.what == "table" else "first choices, then the best policy"
    caption = f"Worth of the {what} after each date{course.in_unit}"
    caption += f" ({len(labels)} of {total:,})" if total > len(labels) else ""
    return Block(caption, ["date", *labels, *(["order"] if total > 1 else [])], rows)


def _shown(course: Course) -> list[str]:
    """Return the labels to write: those that lead, then those that come nearest, in their order."""
    if len(course.labels) <= MOST:
        return list(course.labels)
    orders = [course.order(i) for i in range(len(course.worth.values))]
    # whoever led at any time, then whoever was second
    found = list(dict.fromkeys(a for place in zip(*orders, strict=True) for a in place))[:MOST]
    return [label for label in course.labels if label in found]


def _dates(steps: Sequence[Step]) -> list[tuple[str, int]]:
    """Return each date with the number of entries made by its end; before the log it is 0."""
    last = {step.date: place for place, step in enumerate(steps, start=1)}
    return [("before", 0), *last.items()]


def moved_blocks(steps: Sequence[Step], course: Course) -> list[Block]:
    if course.moved is None or len(course.labels) < 2:
        return []
    best, rival = course.pair
    said = {step.label: str(step.entry["statement"]) for step in steps}
    shares = dict(course.shares)
    rows: list[list[Any]] = [[name, said[name], share] for name, share in shares.items()]
    change = course.lead(-1, (best, rival)) - course.lead(0, (best, rival))
    rows.append(["all entries", "", float(course.clean(change))])
    caption = (
        f"What moved the lead of {best} over {rival}: each entry's Shapley share{course.in_unit}"
    )
    if not course.moved.exact:
        largest = float(course.moved.standard_error.max())
        caption += f" (over random orders; standard error of a score's share up to {largest:.2g})"
    return [Block(caption, ["entry", "statement", "share"], rows)]


def worth_blocks(coming: Sequence[NextEntry]) -> list[Block]:
    rows: list[list[Any]] = [
        [
            entry.name,
            entry.words,
            "; ".join(f"{choice} {signal}" for signal, choice in entry.result.policy.items()),
            entry.worth,
            entry.course.unit,
        ]
        for entry in sorted(coming, key=lambda entry: -entry.worth)
        if entry.worth
    ]
    if not rows:
        return []
    headers = ["number", "one more entry", "choice then", "worth", "unit"]
    return [Block("What one more entry of the log's kind is worth before deciding", headers, rows)]
