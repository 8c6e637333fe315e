"""`failed_at`: an error of a question, with the place in the file that it is about."""

from __future__ import annotations

import re
from pathlib import Path

import decision_analysis as da
from decision_analysis.errors import DecisionAnalysisError
from decision_analysis.io.documents import SUFFIXES
from decision_analysis.study.questions import Question

BLOCKS = ("tree", "table", "judgements", "diagram")
"""What questions are about, where neither their name nor their needs say it."""


def failed_at(
    path: str, study: da.study.Study, question: Question, error: DecisionAnalysisError
) -> str:
    """Say what a question failed of, with the place of the number that the error names."""
    said = f"{question.title}: {' '.join(str(error).split())}"
    judged = [name for name in re.findall(r"'([^']+)'", said) if name in study.notes]
    if judged:
        return f"{study.notes[judged[0]]['place']}: {said}"
    if Path(path).suffix.lower() not in SUFFIXES:
        return f"{path}: {said}"
    # or else of the block that the question is about
    document = da.io.read(path)
    about = [b for b in (question.name, *question.needs, *BLOCKS) if b in document.data]
    return f"{document.where(about[:1])}: {said}"
