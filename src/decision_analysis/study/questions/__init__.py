"""Questions to a study: one function each, which says what it needs."""

from decision_analysis.study.questions._cost_effectiveness import cost_effectiveness
from decision_analysis.study.questions._diagram import diagram
from decision_analysis.study.questions._evidence import evidence
from decision_analysis.study.questions._group import group
from decision_analysis.study.questions._information import information
from decision_analysis.study.questions._ledger import ledger
from decision_analysis.study.questions._ledger_entry import LedgerEntry
from decision_analysis.study.questions._question import Question
from decision_analysis.study.questions._robustness import robust
from decision_analysis.study.questions._scores import scores
from decision_analysis.study.questions._section import SINCE, SUMMARY, Block, Figure, Section
from decision_analysis.study.questions._sensitivity import sensitivity
from decision_analysis.study.questions._setting import Setting
from decision_analysis.study.questions._stakeholders import stakeholders
from decision_analysis.study.questions._strategies import strategies
from decision_analysis.study.questions._tree import tree
from decision_analysis.study.questions._weights import weights

QUESTIONS: dict[str, Question] = {
    question.name: question
    for question in (
        scores,
        weights,
        stakeholders,
        group,
        tree,
        strategies,
        cost_effectiveness,
        diagram,
        sensitivity,
        information,
        robust,
        evidence,
        ledger,
    )
}
"""All questions, in the order in which they are asked."""

PICTURES = tuple(name for question in QUESTIONS.values() for name in question.pictures)
"""Names of all pictures that an analysis may have."""

__all__ = [
    "PICTURES",
    "QUESTIONS",
    "SINCE",
    "SUMMARY",
    "Block",
    "Figure",
    "LedgerEntry",
    "Question",
    "Section",
    "Setting",
]
