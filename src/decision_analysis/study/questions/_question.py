"""`Question`: one thing to ask of a study: what it needs, and the function that answers it."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from typing import TYPE_CHECKING

from decision_analysis._named import leads_out
from decision_analysis.errors import DecisionAnalysisError
from decision_analysis.study.model import Study, has_choice, has_tree, has_tree_by_criteria
from decision_analysis.study.questions._section import Section

if TYPE_CHECKING:
    from decision_analysis.study.questions._setting import Setting

NEEDS: dict[str, tuple[Callable[[Study], bool], str]] = {
    "table": (lambda study: bool(study.alternatives), "a table"),
    "criteria": (lambda study: len(study.criteria) > 1, "at least two criteria"),
    "decider": (lambda study: study.decider is not None, "weights, or a stakeholder who decides"),
    "exact weights": (
        lambda study: study.decider is None or study.decider.exact,
        "weights that are exact: numbers, points of a swing or comparisons in pairs",
    ),
    "voices": (lambda study: bool(study.stakeholders), "weights, or stakeholders"),
    "stakeholders": (lambda study: len(study.stakeholders) > 1, "at least two stakeholders"),
    "group": (lambda study: len(study.stakeholders) > 1, "at least two stakeholders"),
    "decider or plain tree": (
        lambda study: study.decider is not None or study.plain_tree,
        "weights, a stakeholder who decides, or a tree with plain payoffs",
    ),
    "table or scenarios": (
        lambda study: bool(study.alternatives) or (has_tree(study) and bool(study.scenarios)),
        "a table, or a tree with scenarios",
    ),
    "tree": (has_tree, "a tree"),
    "tree by criteria": (
        has_tree_by_criteria,
        "a tree with payoffs by criterion",
    ),
    "tree's value": (
        lambda study: study.plain_tree or bool(study.stakeholders),
        "weights, or stakeholders",
    ),
    "diagram": (lambda study: study.diagram is not None, "an influence diagram"),
    "uncertain": (
        lambda study: bool(
            study.numbers.varying or study.thresholds.varying or study.veto_levels.varying
        ),
        "numbers with ranges",
    ),
    "choice": (
        has_choice,
        "a table or a tree, with weights where there are several criteria",
    ),
    "something unknown": (
        lambda study: has_tree(study) or bool(study.judgements.varying or study.parameters.varying),
        "a tree, or numbers with ranges",
    ),
    "judged": (
        lambda study: bool(study.judgements or study.parameters or study.stakeholders),
        "judged numbers",
    ),
    "cost and effect": (
        lambda study: bool(study.cost_effectiveness),
        "`cost_effectiveness`: which criterion is cost and which effect",
    ),
    "evidence": (lambda study: bool(study.evidence), "a log of evidence"),
}
"""What a question may need of a study: how to see it, and how to say it."""


@dataclasses.dataclass(frozen=True)
class Question:
    """One thing to ask of a study.

    Parameters
    ----------
    name : str
        As `questions:` of a study file names it.
    title : str
        In words, which are the title of its section.
    needs : tuple of str
        Words of `NEEDS`, all of which the study must have.
    pictures : tuple of str
        Names of the pictures that it may draw.
    answer : callable
        From a `Setting` to its `Section`; None where the study has nothing to say after all.
    """

    name: str
    title: str
    needs: tuple[str, ...]
    pictures: tuple[str, ...]
    answer: Callable[[Setting], Section | None]

    @leads_out
    def ask(self, setting: Setting) -> None:
        """Answer it, and keep the section for later questions; none where nothing is to say.

        An error says of which question it is, and begins, as a warning does, with the name of the
        function that the question called.
        """
        try:
            section = self.answer(setting)
        except DecisionAnalysisError as error:
            error.question = self.name
            raise
        if section is not None:
            setting.answers[self.name] = section

    def lacks(self, study: Study) -> list[str]:
        """Say what of its needs a study has not got."""
        return [words for met, words in (NEEDS[need] for need in self.needs) if not met(study)]


def asks(
    name: str, title: str, *needs: str, pictures: tuple[str, ...] = ()
) -> Callable[[Callable[[Setting], Section | None]], Question]:
    """Make a question of the function that answers it."""

    def question(answer: Callable[[Setting], Section | None]) -> Question:
        return Question(name, title, needs, pictures, answer)

    return question
