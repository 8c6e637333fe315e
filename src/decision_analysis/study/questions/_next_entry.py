"""What one more entry of a log's kind would be worth, if it came before anything is decided."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

import numpy as np

from decision_analysis import beliefs, timing
from decision_analysis._arrays import FloatArray
from decision_analysis.core import Criterion, DecisionTable
from decision_analysis.study.model import Step
from decision_analysis.study.questions._course import Course
from decision_analysis.study.questions._setting import Setting
from decision_analysis.timing import WaitOrDecideResult

YES, NO = "if it comes", "if it does not"
UP, DOWN = "if it is revised up", "if it is revised down"


@dataclasses.dataclass(frozen=True)
class NextEntry:
    """A next entry about one number, what it may say, and what it is worth to wait for it.

    Parameters
    ----------
    name : str
        The number.
    words : str
        What entry it would be.
    course : Course
        What would be chosen from.
    result : WaitOrDecideResult
        Deciding now beside deciding after it, in the unit of the course; nothing is paid for it.
    """

    name: str
    words: str
    course: Course
    result: WaitOrDecideResult

    @property
    def worth(self) -> float:
        """What it is worth, 0 where it is nothing but rounding."""
        value = self.result.value
        # sums of probabilities times values round by some units in the last place
        scale = max(1.0, float(np.abs(self.course.worth.values).max()))
        return 0.0 if value <= 1e-9 * scale else value


def next_entries(
    setting: Setting, steps: Sequence[Step], courses: Sequence[Course]
) -> list[NextEntry]:
    """Return a next entry about each number of the log, for each course that it may move."""
    found = []
    for name in dict.fromkeys(step.name for step in steps):
        own = [step for step in steps if step.name == name]
        told = _report(own) or _revision(own, _scale(setting, name))
        if told is None:
            continue
        words, signals, values = told
        last = {step.name: np.full(len(values), step.after.base) for step in steps}
        for course in courses:
            worth = course.model(last | {name: values})
            kept = np.asarray(course.allowed(last | {name: values}).all(axis=0))
            gains = worth.values[:, kept, 0]
            # nothing to choose, or nothing that it moves
            if kept.sum() < 2 or np.ptp(gains, axis=0).max() == 0:
                continue
            states = [Criterion(signal, worth.criteria[0].goal) for signal in signals]
            labels = [a for a, keeps in zip(worth.alternatives, kept, strict=True) if keeps]
            result = timing.wait_or_decide(
                DecisionTable(gains.T, states, labels), probabilities=signals
            )
            found.append(NextEntry(name, words, course, result))
    return found


def _report(own: Sequence[Step]) -> tuple[str, dict[str, float], FloatArray] | None:
    """Return a report with the mean likelihoods of those in the log: it comes, or it does not."""
    reports = [step for step in own if step.is_report]
    if not reports:
        return None
    yes, no = (
        float(np.mean([step.entry["likelihood"][state] for step in reports]))
        for state in ("true", "false")
    )
    prior = own[-1].after.base
    likelihood = {"true": {YES: yes, NO: 1 - yes}, "false": {YES: no, NO: 1 - no}}
    found = beliefs.update({"true": prior, "false": 1 - prior}, likelihood)
    words = f"a report with likelihood {yes:.3g} if true, {no:.3g} if false"
    possible = {signal: float(found.signals[signal]) for signal in found.posterior}
    values = np.array([float(found.posterior[signal]["true"]) for signal in possible])
    return words, possible, values


def _revision(
    own: Sequence[Step], scale: tuple[float, float] | None
) -> tuple[str, dict[str, float], FloatArray] | None:
    """Return a revision as large as those of the log, up or down alike, within its range."""
    now = own[-1].after
    size = float(np.sqrt(np.mean([(step.after.base - step.before.base) ** 2 for step in own])))
    for low, high in ((now.low, now.high), scale or (None, None)):
        if low is not None and high is not None:
            size = min(size, now.base - low, high - now.base)
    if size <= 0:
        return None
    words = f"a revision by {size:.4g} up or down"
    return words, {UP: 0.5, DOWN: 0.5}, np.array([now.base + size, now.base - size])


def _scale(setting: Setting, name: str) -> tuple[float, float] | None:
    study = setting.study
    return next(
        (study.ranges[c.name] for c in study.criteria if name.endswith(f": {c.name}")), None
    )
