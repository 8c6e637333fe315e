"""Questions to a study: one function each, which says what it needs."""

from decision_analysis.study.questions._information import information
from decision_analysis.study.questions._ledger import ledger
from decision_analysis.study.questions._question import Question
from decision_analysis.study.questions._scores import scores
from decision_analysis.study.questions._sensitivity import sensitivity
from decision_analysis.study.questions._setting import Setting

QUESTIONS: dict[str, Question] = {
    question.name: question for question in (scores, sensitivity, information, ledger)
}
"""All questions, in the order in which they are asked."""

__all__ = ["QUESTIONS", "Question", "Setting"]
