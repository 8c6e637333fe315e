"""`failed_at`: the place in the file that an error of a question is about, and the question."""

from __future__ import annotations

import re
from pathlib import Path

import decision_analysis as da
from decision_analysis.errors import DecisionAnalysisError
from decision_analysis.io.documents import SUFFIXES
from decision_analysis.study.questions import QUESTIONS

BLOCKS = ("tree", "table", "judgements", "diagram")
"""What questions are about, where neither their name nor their needs say it."""


def failed_at(path: str, study: da.study.Study, error: DecisionAnalysisError) -> str:
    """Say which question failed, after the place of the number that its error names."""
    question = QUESTIONS[error.question]
    judged = [name for name in re.findall(r"'([^']+)'", str(error)) if name in study.notes]
    if judged:
        return f"{study.notes[judged[0]]['place']}: {question.title}"
    if Path(path).suffix.lower() not in SUFFIXES:
        return f"{path}: {question.title}"
    # or else of the block that the question is about
    document = da.io.read(path)
    about = [b for b in (question.name, *question.needs, *BLOCKS) if b in document.data]
    return f"{document.where(about[:1])}: {question.title}"
