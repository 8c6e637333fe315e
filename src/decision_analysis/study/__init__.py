"""Studies: a decision described in one file, analyzed by everything the library has."""

from decision_analysis.study._analyze import Analysis, analyze
from decision_analysis.study._diff import diff
from decision_analysis.study._from_dict import from_dict
from decision_analysis.study._load import load
from decision_analysis.study._write import write
from decision_analysis.study.comparing import StudyDiff
from decision_analysis.study.model import Constraint, Stakeholder, Study
from decision_analysis.study.questions import Block, Figure, LedgerEntry, Section

__all__ = [
    "Analysis",
    "Block",
    "Constraint",
    "Figure",
    "LedgerEntry",
    "Section",
    "Stakeholder",
    "Study",
    "StudyDiff",
    "analyze",
    "diff",
    "from_dict",
    "load",
    "write",
]
