"""Questions to a study: one function each, which says what it needs."""

from decision_analysis.study.questions._cost_effectiveness import cost_effectiveness
from decision_analysis.study.questions._diagram import diagram
from decision_analysis.study.questions._question import Question
from decision_analysis.study.questions._scores import scores
from decision_analysis.study.questions._setting import Setting
from decision_analysis.study.questions._strategies import strategies
from decision_analysis.study.questions._tree import tree

QUESTIONS: dict[str, Question] = {
    question.name: question for question in (scores, tree, strategies, cost_effectiveness, diagram)
}
"""All questions, in the order in which they are asked."""

PICTURES = tuple(name for question in QUESTIONS.values() for name in question.pictures)
"""Names of all pictures that an analysis may have."""

__all__ = ["PICTURES", "QUESTIONS", "Question", "Setting"]
