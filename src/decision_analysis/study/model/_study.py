"""`Study`: one decision with its judgements, stakeholders, tree, evidence, and its models."""

from __future__ import annotations

import dataclasses
import datetime
import hashlib
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, Literal

from decision_analysis import _checks, _render
from decision_analysis._cited import cites
from decision_analysis._equal import Comparable, equal_fields
from decision_analysis._named import named
from decision_analysis.core import Criterion, Parameter, Parameters
from decision_analysis.study.model._evaluate import evaluate
from decision_analysis.study.model._log import count_until, replay
from decision_analysis.study.model._method import Method
from decision_analysis.study.model._models import Models
from decision_analysis.study.model._prediction import Prediction
from decision_analysis.study.model._preferences import Preferences
from decision_analysis.study.model._samples import SAMPLES
from decision_analysis.study.model._stakeholder import Stakeholder

if TYPE_CHECKING:
    from decision_analysis import study
    from decision_analysis.diagrams import InfluenceDiagram


def _nothing() -> Any:
    return dataclasses.field(default_factory=dict)


def _none_judged() -> Parameters:
    return Parameters(())


@dataclasses.dataclass(frozen=True, eq=False, repr=False)
class Study(Models, Preferences, Comparable):
    """A decision as a study file describes it; every part but the title may be missing.

    Parameters
    ----------
    title, notice, source : str
        What is decided, what every output says first, and what the study rests on.
    statements : mapping of str to str
        What the source says, by number.
    criteria : tuple of Criterion
        All criteria, in order.
    groups : mapping of str to tuple of str
        The value tree: group to names of criteria.
    ranges : mapping of str to (float, float)
        The scale of each criterion, lowest and highest performance.
    anchored : bool
        Whether the scales were declared; otherwise they are the ranges of what was judged.
    alternatives : mapping of str to str
        Label to description.
    judgements : Parameters
        Judged performances, named 'alternative: criterion'.
    parameters : Parameters
        The other judged numbers, among them those of other parties' decision problems.
    predictions : tuple of Prediction
        Other parties' choices.
    derived : mapping of str to str
        Parameters computed from others, as expressions, in order.
    stakeholders : mapping of str to Stakeholder
        By name.
    decides : str
        The stakeholder whose weights value the tree; empty where nobody is said to decide.
    methods : mapping of str to Method
        The scoring methods to compare, by the label they have in tables.
    veto_levels : Parameters
        Levels above which the joined model counts a criterion for methods with a veto, named 'veto
        level: criterion'.
    thresholds : Parameters
        The judged numbers among the methods' options.
    tree_data : object
        The tree as plain data with expressions, fragments expanded; None where there is none.
    unit : str
        The unit of a tree whose payoffs are plain numbers.
    goal : {'max', 'min'}
        Whether such payoffs are good or bad.
    diagram : InfluenceDiagram or None
        The influence diagram.
    cost_effectiveness : mapping
        Which criteria are 'cost' and 'effect', and 'thresholds' of what a unit of effect may cost.
    scenarios : mapping of str to mapping of str to float
        Futures to be robust against: values of judged numbers.
    risk_tolerances : tuple of float
        In units of the tree's value: points of weighted value, where payoffs are by criterion.
    n_samples, seed : int
        Of the simulations.
    evidence : tuple of mapping
        The log of evidence.
    questions : tuple of str or None
        What to ask; None is everything that can be asked.
    notes : mapping of str to mapping
        By name of a judged number (or 'threshold ...'), who judged it and when: 'by', 'date',
        'place'.
    fingerprint : str
        The SHA-256 of the document that the study was made of.
    """

    title: str
    notice: str = ""
    source: str = ""
    statements: Mapping[str, str] = _nothing()
    criteria: tuple[Criterion, ...] = ()
    groups: Mapping[str, tuple[str, ...]] = _nothing()
    ranges: Mapping[str, tuple[float, float]] = _nothing()
    anchored: bool = False
    alternatives: Mapping[str, str] = _nothing()
    judgements: Parameters = dataclasses.field(default_factory=_none_judged)
    parameters: Parameters = dataclasses.field(default_factory=_none_judged)
    predictions: tuple[Prediction, ...] = ()
    derived: Mapping[str, str] = _nothing()
    stakeholders: Mapping[str, Stakeholder] = _nothing()
    decides: str = ""
    methods: Mapping[str, Method] = _nothing()
    veto_levels: Parameters = dataclasses.field(default_factory=_none_judged)
    thresholds: Parameters = dataclasses.field(default_factory=_none_judged)
    tree_data: Any = None
    unit: str = ""
    goal: Literal["max", "min"] = "max"
    diagram: InfluenceDiagram | None = None
    cost_effectiveness: Mapping[str, Any] = _nothing()
    scenarios: Mapping[str, Mapping[str, float]] = _nothing()
    risk_tolerances: tuple[float, ...] = ()
    n_samples: int = SAMPLES
    seed: int = 0
    evidence: tuple[Mapping[str, Any], ...] = ()
    questions: tuple[str, ...] | None = None
    notes: Mapping[str, Mapping[str, str]] = _nothing()
    fingerprint: str = ""

    def __repr__(self) -> str:
        judged = len(self.judgements) + len(self.parameters)
        counts = (
            (len(self.alternatives), "alternative", "alternatives"),
            (len(self.criteria), "criterion", "criteria"),
            (judged, "judged number", "judged numbers"),
            (len(self.stakeholders), "stakeholder", "stakeholders"),
        )
        parts = [f"{n} {one if n == 1 else many}" for n, one, many in counts if n]
        parts += ["a tree"] if self.tree_data is not None else []
        parts += ["an influence diagram"] if self.diagram is not None else []
        return f"Study: {_render.one_line(self.title)}\n   {', '.join(parts)}"

    def _same_as(self, other: object) -> bool:
        # where a study was written, and in which words of a file, is not what it says
        def decided(study: Study) -> Study:
            return dataclasses.replace(study, notes={}, fingerprint="")

        return isinstance(other, Study) and equal_fields(decided(self), decided(other))

    @staticmethod
    @named
    def evaluate(entry: Any, values: Mapping[str, Any]) -> Any:
        """Return the value of a number or expression of the tree.

        Parameters
        ----------
        entry : float or str
            A number, or an expression over `values`.
        values : mapping of str to float or array
            As `values` returns them.

        Returns
        -------
        float or ndarray
            The value.

        Raises
        ------
        InvalidInputError
            If the expression is not understood or not finite.
        """
        return evaluate("tree", entry, _checks.mapping("values", values, empty=True))

    def analyze(
        self,
        *,
        questions: Any = None,
        progress: Callable[[int, int, str], None] | None = None,
    ) -> study.Analysis:
        """Answer the questions of the study, as `study.analyze` does.

        Parameters
        ----------
        questions : sequence of str, optional
            What to ask; None is what the study names, or else everything that can be asked.
        progress : callable, optional
            Called as `progress(done, total, what)` before each question.

        Returns
        -------
        Analysis
            Sections, results and the summary.

        Raises
        ------
        InvalidInputError, InvalidModelError
            As `study.analyze`.
        """
        # the package, whose questions ask this class
        from decision_analysis import study

        return study.analyze(self, questions=questions, progress=progress)

    @cites("raiffa_1968, chapter 2", "walley_1991, section 6.4")
    @named
    def revised(self, until: str | int | datetime.date | None = None) -> Study:
        """Return the study as it stands after its log of evidence, or after a part of it.

        Parameters
        ----------
        until : str, int or datetime.date, optional
            The last date of which entries count, of the log's kind: an ISO date, a whole number, or
            one of the words that it uses, such as 'day 3'. None takes the whole log.

        Returns
        -------
        Study
            With the numbers as they are judged by then, and with later entries as its log.

        Raises
        ------
        InvalidInputError
            If the study has no log, or `until` is no date of its kind.

        Notes
        -----
        A revision takes the place of base and range. A report multiplies the odds of what its
        parameter is the probability of by the ratio of its likelihoods: those of the base, and
        those of every other probability that is held possible (the generalized Bayes rule), so that
        low, high and the quantiles of a distribution move by the same rule.

        Examples
        --------
        >>> from decision_analysis import study
        >>> case = study.load("examples/atacms/study.yaml")
        >>> late = case.revised("2024-09-16")
        >>> before, after = (s.parameters["p_cautious"] for s in (case, late))
        >>> [round(p, 3) for p in (before.low, before.base, before.high)]
        [0.35, 0.55, 0.75]
        >>> [round(p, 3) for p in (after.low, after.base, after.high)]
        [0.418, 0.62, 0.8]
        """
        count = count_until(self.evidence, until)
        made, notes = {}, dict(self.notes)
        for step in replay(self.numbers, self.evidence[:count]):
            made[step.name] = step.after
            said = {"by": step.entry["by"]} if "by" in step.entry else {}
            notes[step.name] = {**notes.get(step.name, {}), "date": step.date, **said}
        return dataclasses.replace(
            self,
            judgements=_with(self.judgements, made),
            parameters=_with(self.parameters, made),
            predictions=tuple(
                dataclasses.replace(entry, cells=_with(entry.cells, made))
                for entry in self.predictions
            ),
            evidence=self.evidence[count:],
            notes=notes,
            fingerprint=_told_apart(self.fingerprint, count),
        )


def _with(numbers: Parameters, made: Mapping[str, Parameter]) -> Parameters:
    """Return the numbers with those that were judged anew; the same where there are none."""
    if not numbers.keys() & made.keys():
        return numbers
    return Parameters([made.get(name, number) for name, number in numbers.items()])


def _told_apart(fingerprint: str, count: int) -> str:
    """Return the hash of a document of which so many entries of evidence were made."""
    if not count:
        return fingerprint
    return hashlib.sha256(f"{fingerprint} and {count} entries".encode()).hexdigest()
