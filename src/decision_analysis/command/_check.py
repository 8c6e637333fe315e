"""`check`: all faults of a file, each on a line with its place, or one line that there are none."""

from __future__ import annotations

import dataclasses
import sys
import time
import warnings

import decision_analysis as da
from decision_analysis._printable import one_line, unbroken
from decision_analysis.command._failed_at import failed_at
from decision_analysis.errors import DecisionAnalysisError, InvalidModelError
from decision_analysis.study.questions import QUESTIONS, Question, Setting

SAMPLES = 2**8
"""Samples of a trial; the numbers of a tree are drawn, and moved, as they are in a run."""

PATIENCE = 60.0
"""Seconds of the processor after which no further question is tried."""


def check(path: str) -> int:
    """Check a file and return the exit status: 0 where `run` would answer it, else 2.

    What reading does not find is found by a trial of every question with few samples.
    """
    try:
        study = da.study.load(path)
    except InvalidModelError as error:
        for problem in error.problems:
            # a line for each, as its readers are editors, too
            print(one_line(problem), file=sys.stderr)
        if (more := error.count - len(error.problems)) > 0:
            print(f"and {more} more", file=sys.stderr)
        return 2
    asked = [QUESTIONS[name] for name in study.questions or _possible(study)]
    setting = Setting(dataclasses.replace(study, n_samples=min(study.n_samples, SAMPLES)))
    start, tried = time.process_time(), 0
    with warnings.catch_warnings():
        # `run` tells them
        warnings.simplefilter("ignore")
        for question in asked:
            if time.process_time() - start > PATIENCE:
                break
            try:
                question.ask(setting)
            except DecisionAnalysisError as error:
                said = f"{failed_at(path, study, error)}: {unbroken(str(error))}"
                print(one_line(said), file=sys.stderr)
                return 2
            tried += 1
    print(one_line(_passed(path, study, asked, setting, tried)))
    return 0


def _passed(
    path: str, study: da.study.Study, asked: list[Question], setting: Setting, tried: int
) -> str:
    """Say which questions have an answer, and which would have one."""
    late = [question.name for question in asked[tried:]]
    told = f"{path}: no faults; questions: {', '.join([*setting.answers, *late])}"
    silent = [question.name for question in asked[:tried] if question.name not in setting.answers]
    if study.questions and silent:
        told += f"; without an answer here: {', '.join(silent)}"
    if study.questions is None and study.decider is None and study.stakeholders:
        possible = {question.name for question in asked}
        decided = dataclasses.replace(study, decides=next(iter(study.stakeholders)))
        others = [name for name in _possible(decided) if name not in possible]
        told += (
            f"; where `decides` names a stakeholder, also: {', '.join(others)}" if others else ""
        )
    if late:
        told += f"; not tried, as others took {PATIENCE:g} s: {', '.join(late)}"
    return told


def _possible(study: da.study.Study) -> list[str]:
    return [question.name for question in QUESTIONS.values() if not question.lacks(study)]
