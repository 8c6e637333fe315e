"""The log of evidence in sentences: what the last entry and the whole log moved, and the next."""

from __future__ import annotations

from collections.abc import Sequence

from decision_analysis.study.model import Step
from decision_analysis.study.questions._course import Course
from decision_analysis.study.questions._next_entry import NextEntry
from decision_analysis.study.questions._setting import Setting
from decision_analysis.study.questions._waiting_costs import waiting_costs


def last_entry(steps: Sequence[Step], courses: Sequence[Course]) -> str:
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
        old, new = (course.amount(float(course.worth.values[i, 0, 0])) for i in (before, after))
        return f"{course.labels[0]} is worth {new}" + (f", {old} before" if old != new else "")
    first, then = course.order(before), course.order(after)
    what = course.name.removeprefix("best ")
    if first[0] != then[0]:
        pair = (then[0], first[0])
        return (
            f"{then[0]} is the best {what} instead of {first[0]}, ahead by"
            f" {course.amount(course.lead(after, pair))}"
        )
    old, new = (course.amount(course.lead(i, (then[0], then[1]))) for i in (before, after))
    over = f"{then[0]} stays the best {what}, ahead of {then[1]} by {new}"
    return f"{over}, {old} before" if old != new else f"{over}, as before"


def whole_log(steps: Sequence[Step], course: Course, *, first: bool) -> str:
    """Say what the whole log did to the lead, and by which entries."""
    best, rival = course.pair
    before, after = (course.amount(course.lead(i, (best, rival))) for i in (0, len(steps)))
    dates = list(dict.fromkeys(step.date for step in steps))
    span = f"{dates[0]} to {dates[-1]}" if len(dates) > 1 else dates[0]
    count = f"{len(steps)} entries, {span}" if len(steps) > 1 else f"1 entry, {span}"
    moved = f"went from {before} to {after}" if before != after else f"is {after} as before it"
    over = f"Over the log ({count})" if first else "Over the log"
    text = f"{over} the lead of {best} over {rival} {moved}"
    if course.moved is None:
        return f"{text}."
    shares = [(name, share) for name, share in course.shares if share][:3]
    if not shares:
        return f"{text}: no entry moved it."
    told = ", ".join(f"{name} gave {share:+.3g}" for name, share in shares)
    return f"{text}: {told}."


def of_limits(setting: Setting, courses: Sequence[Course]) -> list[str]:
    broken = any(not course.kept.all() for course in courses)
    if not broken:
        return []
    return [
        f"What breaks a limit of {setting.decider.name} ranks last; the leads themselves are in"
        " weighted value, in which limits do not count."
    ]


def next_entry(
    setting: Setting, steps: Sequence[Step], coming: Sequence[NextEntry], leads: Sequence[Course]
) -> list[str]:
    """Say what one more entry would be worth, and whether it pays to wait for it."""
    if not coming:
        return []
    best = max(coming, key=lambda entry: (entry.worth, entry.course.what == "tree"))
    if not best.worth:
        stays = " and ".join(
            f"{entry.result.best} stays the {entry.course.name}"
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
        f" {entry.course.amount(entry.worth)}: choose {choices}."
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
        f"The tree charges {best.course.amount(costs[option])} for '{option}', and one more"
        f" entry on {best.name} is worth {best.course.amount(best.worth)}: at that price it"
        f" {verdict} to wait for it alone."
    ]
