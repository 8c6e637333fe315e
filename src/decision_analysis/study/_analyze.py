"""`analyze`: all questions of a study in order."""

from __future__ import annotations

from collections.abc import Callable

from decision_analysis import _checks
from decision_analysis._named import named
from decision_analysis._shown import shown
from decision_analysis.errors import InvalidInputError
from decision_analysis.study._joined import joined_section
from decision_analysis.study._judged import judged_section
from decision_analysis.study._people import people_section
from decision_analysis.study._scores import scores_section
from decision_analysis.study._section import Analysis
from decision_analysis.study._sequence import sequence_section
from decision_analysis.study._study import Study

_QUESTIONS = {
    "scores by several methods": scores_section,
    "stakeholders (SMAA)": people_section,
    "the sequential tree": sequence_section,
    "the tree's strategies on all criteria": joined_section,
    "tornado and thresholds": judged_section,
}


@named
def analyze(study: Study, *, progress: Callable[[int, int, str], None] | None = None) -> Analysis:
    """Answer all questions of a study.

    Parameters
    ----------
    study : Study
        What to analyze.
    progress : callable, optional
        Called as `progress(done, total, what)` before each question.

    Returns
    -------
    Analysis
        Sections with tables, and the library's results by name.

    Raises
    ------
    InvalidInputError
        If `study` is no `Study` or `progress` no function.

    Examples
    --------
    >>> import dataclasses
    >>> from decision_analysis import study
    >>> quick = dataclasses.replace(study.load("examples/atacms/study.yaml"), n_samples=256)
    >>> study.analyze(quick)
    Analysis of 'Whether, how and when to transfer long-range ATACMS to Ukraine': 5 sections
       1. How the alternatives score
       2. Who would choose what
       3. What to do now and later
       4. The tree's strategies, scored on all criteria
       5. Which judgements matter
    """
    _checks.instance("study", study, Study)
    if progress is not None and not callable(progress):
        raise InvalidInputError(f"progress must be a function or None; got {shown(progress)}")
    sections = []
    for done, (what, answer) in enumerate(_QUESTIONS.items()):
        if progress is not None:
            progress(done, len(_QUESTIONS), what)
        sections.append(answer(study))
    return Analysis(study, tuple(sections))
