"""`check`: all faults of a file, each on a line with its place, or one line that there are none."""

from __future__ import annotations

import dataclasses
import sys

import decision_analysis as da
from decision_analysis._printable import one_line
from decision_analysis.errors import InvalidModelError


def check(path: str) -> int:
    """Check a file and return the exit status: 0 where `run` would answer it, else 2."""
    try:
        study = da.study.load(path)
    except InvalidModelError as error:
        for problem in error.problems:
            # a line for each, as its readers are editors, too
            print(one_line(problem), file=sys.stderr)
        if (more := error.count - len(error.problems)) > 0:
            print(f"and {more} more", file=sys.stderr)
        return 2
    asked = study.questions or _possible(study)
    told = f"{path}: no faults; questions: {', '.join(asked)}"
    if study.questions is None and study.decider is None and study.stakeholders:
        decided = dataclasses.replace(study, decides=next(iter(study.stakeholders)))
        others = [name for name in _possible(decided) if name not in asked]
        told += (
            f"; where `decides` names a stakeholder, also: {', '.join(others)}" if others else ""
        )
    print(told)
    return 0


def _possible(study: da.study.Study) -> list[str]:
    return [
        question.name
        for question in da.study.questions.QUESTIONS.values()
        if not question.lacks(study)
    ]
