"""The log of evidence replayed: what each entry moved, and what one more would be worth."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

import numpy as np

from decision_analysis import evidence as logs
from decision_analysis import plot
from decision_analysis._arrays import FloatArray
from decision_analysis.core import Scores
from decision_analysis.evidence import UpdateLogResult
from decision_analysis.study._log import Step, replay
from decision_analysis.study._section import Block, Figure, Section
from decision_analysis.study.questions._course import Course, course_of_table, course_of_tree
from decision_analysis.study.questions._next_entry import NextEntry, next_entries
from decision_analysis.study.questions._question import asks
from decision_analysis.study.questions._setting import Setting
from decision_analysis.study.questions._waiting_costs import waiting_costs

TITLE = "How the ranking moved"
MOST = 8
"""Most alternatives whose scores over time are written."""
NAMES = {"table": "best alternative", "tree": "best first choice"}
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
        _last(steps, courses),
        *(_whole(steps, course, first=not i) for i, course in enumerate(leads)),
        *_limits(setting, leads),
        *_next(setting, steps, coming, leads),
        "The other questions take the numbers as they were judged before this log.",
    ]
    blocks = [_log(steps, courses), *_of_reports(steps, reports)]
    for course in courses:
        blocks += [_over_time(steps, course), *_moved(steps, course)]
    blocks += _worth(coming)
    return Section(
        "evidence",
        TITLE,
        tuple(text),
        tuple(blocks),
        _results(courses, reports, coming),
        tuple(figure for course in leads for figure in _figures(setting, steps, course)),
        _summary(coming, leads),
    )


# --- sentences


def _last(steps: Sequence[Step], courses: Sequence[Course]) -> str:
    """Say what moved since the entry before the last one."""
    step = steps[-1]
    said = str(step.entry["statement"]).strip().rstrip(".")
    changed = (
        f"moved {step.name} from {step.before.base:.4g} to {step.after.base:.4g}"
        if step.before.base != step.after.base
        else f"left {step.name} at {step.after.base:.4g}"
    )
    told = "; ".join(_effect(course, len(steps) - 1, len(steps)) for course in courses)
    return f'The last entry ({step.date}: "{said}") {changed}' + (f": {told}." if told else ".")


def _effect(course: Course, before: int, after: int) -> str:
    """Say who is best after an entry, and what became of the lead."""
    if len(course.labels) < 2:
        old, new = (_amount(float(course.worth.values[i, 0, 0]), course) for i in (before, after))
        return f"{course.labels[0]} is worth {new}" + (f", {old} before" if old != new else "")
    first, then = course.order(before), course.order(after)
    what = NAMES[course.what].removeprefix("best ")
    if first[0] != then[0]:
        pair = (then[0], first[0])
        return (
            f"{then[0]} is the best {what} instead of {first[0]}, ahead by"
            f" {_amount(course.lead(after, pair), course)}"
        )
    old, new = (_amount(course.lead(i, (then[0], then[1])), course) for i in (before, after))
    over = f"{then[0]} stays the best {what}, ahead of {then[1]} by {new}"
    return f"{over}, {old} before" if old != new else f"{over}, as before"


def _whole(steps: Sequence[Step], course: Course, *, first: bool) -> str:
    """Say what the whole log did to the lead, and by which entries."""
    best, rival = course.pair
    before, after = (_amount(course.lead(i, (best, rival)), course) for i in (0, len(steps)))
    dates = list(dict.fromkeys(step.date for step in steps))
    span = f"{dates[0]} to {dates[-1]}" if len(dates) > 1 else dates[0]
    count = f"{len(steps)} entries, {span}" if len(steps) > 1 else f"1 entry, {span}"
    moved = f"went from {before} to {after}" if before != after else f"is {after} as before it"
    over = f"Over the log ({count})" if first else "Over the log"
    text = f"{over} the lead of {best} over {rival} {moved}"
    if course.moved is None:
        return f"{text}."
    shares = [(name, share) for name, share in _shares(course) if share][:3]
    if not shares:
        return f"{text}: no entry moved it."
    told = ", ".join(f"{name} gave {share:+.3g}" for name, share in shares)
    return f"{text}: {told}."


def _limits(setting: Setting, courses: Sequence[Course]) -> list[str]:
    broken = any(not course.kept.all() for course in courses)
    if not broken:
        return []
    return [
        f"What breaks a limit of {setting.decider.name} ranks last; the leads themselves are in"
        " weighted value, in which limits do not count."
    ]


def _next(
    setting: Setting, steps: Sequence[Step], coming: Sequence[NextEntry], leads: Sequence[Course]
) -> list[str]:
    """Say what one more entry would be worth, and whether it pays to wait for it."""
    if not coming:
        return []
    best = max(coming, key=lambda entry: (entry.worth, entry.course.what == "tree"))
    if not best.worth:
        stays = " and ".join(
            f"{entry.result.best} stays the {NAMES[entry.course.what]}"
            for entry in {entry.course.what: entry for entry in coming}.values()
        )
        return [
            f"One more entry like those of the log changes no choice, whatever it says ({stays}):"
            " it is not worth waiting for."
        ]
    return [_in_words(best), *_against_cost(setting, coming)]


def _in_words(entry: NextEntry) -> str:
    choices = " and ".join(f"{choice} {signal}" for signal, choice in entry.result.policy.items())
    return (
        f"One more entry on {entry.name} before deciding, {entry.words}, would be worth"
        f" {_amount(entry.worth, entry.course)}: choose {choices}."
    )


def _against_cost(setting: Setting, coming: Sequence[NextEntry]) -> list[str]:
    """Compare the worth of the next entry with what the tree charges for waiting."""
    own = [entry for entry in coming if entry.course.what == "tree" and entry.worth]
    if not own or setting.study.tree_goal == "min":
        return []
    costs = {o: cost for o, cost in waiting_costs(setting, setting.tree).items() if cost > 0}
    if not costs:
        return []
    option = min(costs, key=costs.__getitem__)
    best = max(own, key=lambda entry: entry.worth)
    verdict = "pays" if best.worth > costs[option] else "does not pay"
    return [
        f"The tree charges {_amount(costs[option], best.course)} for '{option}', and one more"
        f" entry on {best.name} is worth {_amount(best.worth, best.course)}: at that price it"
        f" {verdict} to wait for it alone."
    ]


def _amount(number: float, course: Course) -> str:
    return f"{number:.3g} {course.unit}".strip()


# --- tables


def _log(steps: Sequence[Step], courses: Sequence[Course]) -> Block:
    headers = ["date", "statement", "number", "from", "to"]
    first: list[Any] = ["before", "", "", None, None]
    rows: list[list[Any]] = [
        [s.date, str(s.entry["statement"]), s.name, s.before.base, s.after.base] for s in steps
    ]
    rows = [first, *rows]
    for course in courses:
        if len(course.labels) < 2:
            headers.append(f"worth{_in_unit(course)}")
            rows = [[*r, float(course.worth.values[i, 0, 0])] for i, r in enumerate(rows)]
            continue
        headers += [NAMES[course.what], f"lead{_in_unit(course)}"]
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


def _in_unit(course: Course) -> str:
    return f", {course.unit}" if course.unit else ""


def _of_reports(
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


def _over_time(steps: Sequence[Step], course: Course) -> Block:
    labels = _shown(course)
    places = [course.labels.index(label) for label in labels]
    rows: list[list[Any]] = []
    for date, after in _dates(steps):
        worth = [float(n) for n in course.worth.values[after, places, 0]]
        order = " > ".join(course.order(after)[:MOST])
        rows.append([date, *worth, *([order] if len(course.labels) > 1 else [])])
    total = len(course.labels)
    what = "alternatives" if course.what == "table" else "first choices, then the best policy"
    caption = f"Worth of the {what} after each date{_in_unit(course)}"
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


def _shares(course: Course) -> list[tuple[str, float]]:
    """Return the share of each entry in the change of the lead, the largest first."""
    assert course.moved is not None
    _, shares, _ = course.moved.steps_of(_of(course))
    found = list(zip(course.moved.names, _clean(course, shares).tolist(), strict=True))
    return sorted(found, key=lambda each: -abs(each[1]))


def _clean(course: Course, changes: FloatArray) -> FloatArray:
    """Return changes of the worth, 0 where they are nothing but rounding."""
    scale = 1e-12 * float(np.abs(course.worth.values).max(initial=1.0))
    return np.where(np.abs(changes) > scale, changes, 0.0)


def _of(course: Course) -> tuple[str, str]:
    """Return the two whose difference is the lead."""
    best, rival = course.pair
    return (best, rival) if course.goal == "max" else (rival, best)


def _moved(steps: Sequence[Step], course: Course) -> list[Block]:
    if course.moved is None or len(course.labels) < 2:
        return []
    best, rival = course.pair
    said = {step.label: str(step.entry["statement"]) for step in steps}
    shares = dict(_shares(course))
    rows: list[list[Any]] = [[name, said[name], share] for name, share in shares.items()]
    change = course.lead(-1, (best, rival)) - course.lead(0, (best, rival))
    rows.append(["all entries", "", float(_clean(course, np.array(change)))])
    caption = (
        f"What moved the lead of {best} over {rival}: each entry's Shapley share{_in_unit(course)}"
    )
    if not course.moved.exact:
        largest = float(course.moved.standard_error.max())
        caption += f" (over random orders; standard error of a score's share up to {largest:.2g})"
    return [Block(caption, ["entry", "statement", "share"], rows)]


def _worth(coming: Sequence[NextEntry]) -> list[Block]:
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


# --- results, pictures and summary


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
        scores=_ranks(course) if limited else course.worth.values[..., 0],
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
            of=_of(course),
            title=f"What moved the lead of {best} over {rival}{whose}",
            unit=course.unit,
        )
        caption = f"What moved the lead of {best} over {rival}{inside}"
        found.append(Figure(f"evidence{end}_moved", caption, drawn))
    return found


def _ranks(course: Course) -> FloatArray:
    """Return the place (K + 1, A) of each in the order, limits counted."""
    orders = [course.order(i) for i in range(len(course.worth.values))]
    return np.array([[1.0 + order.index(a) for a in course.labels] for order in orders])


def _summary(coming: Sequence[NextEntry], leads: Sequence[Course]) -> dict[str, str]:
    said = {}
    changed = [course for course in leads if course.order(0)[0] != course.order(-1)[0]]
    if changed:
        said["Best"] = " ".join(
            f"By the log of evidence the {NAMES[c.what]} is {c.order(-1)[0]} now, not"
            f" {c.order(0)[0]}."
            for c in changed
        )
    worth = [entry for entry in coming if entry.worth]
    if worth:
        best = max(worth, key=lambda entry: entry.worth)
        said["Worth finding out"] = (
            f"One more entry on {best.name} like those of the log is worth"
            f" {_amount(best.worth, best.course)}."
        )
    return said
