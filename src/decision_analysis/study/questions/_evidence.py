"""The log of evidence replayed: what each entry moved, and what one more would be worth."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from decision_analysis import evidence as logs
from decision_analysis import plot
from decision_analysis.core import Scores
from decision_analysis.evidence import UpdateLogResult
from decision_analysis.study.model import Step, replay
from decision_analysis.study.questions._course import Course, course_of_table, course_of_tree
from decision_analysis.study.questions._evidence_tables import (
    log_block,
    moved_blocks,
    over_time,
    report_blocks,
    worth_blocks,
)
from decision_analysis.study.questions._evidence_words import (
    last_entry,
    next_entry,
    of_limits,
    whole_log,
)
from decision_analysis.study.questions._next_entry import NextEntry, next_entries
from decision_analysis.study.questions._question import asks
from decision_analysis.study.questions._section import SINCE, Figure, Section
from decision_analysis.study.questions._setting import Setting

TITLE = "How the ranking moved"
KEYS = {"table": "", "tree": " of the tree"}


@asks(
    "evidence",
    TITLE,
    "evidence",
    pictures=("evidence", "evidence_moved", "evidence_tree", "evidence_tree_moved"),
)
def evidence(setting: Setting) -> Section:
    """Replay the log day by day, rank again after each entry, and explain what moved the lead."""
    steps = replay(setting.study.numbers, setting.study.evidence)
    both = course_of_table(setting, steps), course_of_tree(setting, steps)
    # a single alternative, or a tree without a choice, has a value and no lead
    courses = [course for course in both if course is not None]
    leads = [course for course in courses if len(course.labels) > 1]
    reports = _reports(steps)
    coming = next_entries(setting, steps, leads)
    text = [
        last_entry(steps, courses),
        *(whole_log(steps, course, first=not i) for i, course in enumerate(leads)),
        *of_limits(setting, leads),
        *next_entry(setting, steps, coming, leads),
        "The other questions take the numbers as they were judged before this log.",
    ]
    blocks = [log_block(steps, courses), *report_blocks(steps, reports)]
    for course in courses:
        blocks += [over_time(steps, course), *moved_blocks(steps, course)]
    blocks += worth_blocks(coming)
    return Section(
        "evidence",
        TITLE,
        tuple(text),
        tuple(blocks),
        _results(courses, reports, coming),
        tuple(figure for course in leads for figure in _figures(setting, steps, course)),
        {**_summary(coming, leads), SINCE: text[0]},
    )


def _reports(steps: Sequence[Step]) -> list[tuple[list[Step], UpdateLogResult]]:
    """Return runs of reports on one number, between revisions of it, each with its update."""
    runs: dict[str, list[list[Step]]] = {}
    for step in steps:
        own = runs.setdefault(step.name, [[]])
        if step.is_report:
            own[-1].append(step)
        elif own[-1]:
            own.append([])
    found = []
    for run in (run for own in runs.values() for run in own if run):
        prior = run[0].before.base
        log = [
            logs.Entry(
                step.label,
                place,
                dict(step.entry["likelihood"]),
                source=str(step.entry["statement"]),
            )
            for place, step in enumerate(run, start=1)
        ]
        found.append((run, logs.update_log({"true": prior, "false": 1 - prior}, log)))
    return found


def _results(
    courses: Sequence[Course],
    reports: Sequence[tuple[list[Step], UpdateLogResult]],
    coming: Sequence[NextEntry],
) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for course in courses:
        found[f"evidence: log{KEYS[course.what]}"] = course.scores
        if course.moved is not None:
            found[f"evidence: what moved{KEYS[course.what]}"] = course.moved
    for run, result in reports:
        name = f"evidence: reports on {run[0].name}"
        found[name if name not in found else f"{name} from {run[0].date}"] = result
    for entry in coming:
        found[f"evidence: next entry on {entry.name}{KEYS[entry.course.what]}"] = entry.result
    return found


def _figures(setting: Setting, steps: Sequence[Step], course: Course) -> list[Figure]:
    best, rival = course.pair
    end = "" if course.what == "table" else "_tree"
    whose = "" if setting.study.plain_tree and course.what == "tree" else f", {setting.whose}"
    inside = f", in {course.unit}" if course.unit else ""
    what = "alternatives" if course.what == "table" else "first choices"
    # what breaks a limit ranks last whatever it is worth: then ranks are drawn
    limited = not course.kept.all()
    told = Scores(
        method="worth over the log",
        alternatives=course.labels,
        scores=course.ranks() if limited else course.worth.values[..., 0],
        higher_is_better=not limited and course.goal == "max",
    )
    measure = "Ranks" if limited else "Worth"
    over = partial(
        plot.history,
        told,
        dates=["before", *(step.date for step in steps)],
        ranks=limited,
        title=f"{measure} of the {what} over the log{whose}",
        unit="" if limited else course.unit,
    )
    caption = f"{measure} of the {what} over the log{'' if limited else inside}"
    found = [Figure(f"evidence{end}", caption, over)]
    if course.moved is not None and course.moved.names:
        drawn = partial(
            plot.change,
            course.moved,
            of=course.of,
            title=f"What moved the lead of {best} over {rival}{whose}",
            unit=course.unit,
        )
        caption = f"What moved the lead of {best} over {rival}{inside}"
        found.append(Figure(f"evidence{end}_moved", caption, drawn))
    return found


def _summary(coming: Sequence[NextEntry], leads: Sequence[Course]) -> dict[str, str]:
    said = {}
    changed = [course for course in leads if course.order(0)[0] != course.order(-1)[0]]
    if changed:
        said["Best"] = " ".join(
            f"By the log of evidence the {c.name} is {c.order(-1)[0]} now, not {c.order(0)[0]}."
            for c in changed
        )
    worth = [entry for entry in coming if entry.worth]
    if worth:
        best = max(worth, key=lambda entry: entry.worth)
        said["Worth finding out"] = (
            f"One more entry on {best.name} like those of the log is worth"
            f" {best.course.amount(best.worth)}."
        )
    return said
