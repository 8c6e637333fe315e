"""`Study`: one decision with its judgements, stakeholders, tree, evidence, and its models."""

from __future__ import annotations

import dataclasses
import datetime
import hashlib
from collections.abc import Callable, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal

import numpy as np

from decision_analysis import _checks, mcda, value
from decision_analysis._cited import cites
from decision_analysis._equal import Comparable, equal_fields
from decision_analysis._named import named
from decision_analysis.core import Criterion, DecisionTable, Parameter, Parameters, Scores
from decision_analysis.errors import InvalidModelError
from decision_analysis.study.model._evaluate import evaluate, names_in
from decision_analysis.study.model._log import count_until, replay
from decision_analysis.study.model._method import Method
from decision_analysis.study.model._prediction import Prediction
from decision_analysis.study.model._stakeholder import Stakeholder
from decision_analysis.study.model._tree_model import TreeModel
from decision_analysis.study.model._tree_of_data import is_plain
from decision_analysis.study.model._view import View
from decision_analysis.study.model._weighted_value import WeightedValue

if TYPE_CHECKING:
    from decision_analysis import study
    from decision_analysis.diagrams import InfluenceDiagram

PREDICTED_SAMPLES = 2**11
"""Most samples of another party's preferences for each set of values of his table."""


def _nothing() -> Any:
    return dataclasses.field(default_factory=dict)


def _none_judged() -> Parameters:
    return Parameters(())


@dataclasses.dataclass(frozen=True, eq=False, repr=False)
class Study(Comparable):
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
    n_samples: int = 10_000
    seed: int = 0
    evidence: tuple[Mapping[str, Any], ...] = ()
    questions: tuple[str, ...] | None = None
    notes: Mapping[str, Mapping[str, str]] = _nothing()
    fingerprint: str = ""

    def __repr__(self) -> str:
        judged = len(self.judgements) + len(self.parameters)
        counts = (
            (len(self.alternatives), "alternatives"),
            (len(self.criteria), "criteria"),
            (judged, "judged numbers"),
            (len(self.stakeholders), "stakeholders"),
        )
        parts = [f"{count} {what}" for count, what in counts if count]
        parts += ["a tree"] if self.tree_data is not None else []
        parts += ["an influence diagram"] if self.diagram is not None else []
        return f"Study: {self.title}\n   {', '.join(parts)}"

    def _same_as(self, other: object) -> bool:
        # where a study was written, and in which words of a file, is not what it says
        def decided(study: Study) -> Study:
            return dataclasses.replace(study, notes={}, fingerprint="")

        return isinstance(other, Study) and equal_fields(decided(self), decided(other))

    @cached_property
    def _tree_model(self) -> TreeModel:
        # no field: copies and comparisons are of the data that it is read from
        return TreeModel(self.tree_data, self._payoffs)

    @property
    def decider(self) -> Stakeholder | None:
        """The stakeholder who decides; None where nobody is said to."""
        return self.stakeholders.get(self.decides)

    @named
    def whose(self, stakeholder: str) -> str:
        """Say whose weights these are: 'the study's weights', or 'the weights of president'.

        Parameters
        ----------
        stakeholder : str
            Who.

        Returns
        -------
        str
            Words for a sentence.

        Raises
        ------
        InvalidInputError
            If there is no such stakeholder.
        """
        who = self.stakeholders[_checks.known("stakeholder", stakeholder, list(self.stakeholders))]
        if not who.anonymous:
            return f"the weights of {stakeholder}"
        if len(self.criteria) == 1:
            return self.criteria[0].name
        given = who.points is not None or who.orders or who.bounds
        return "the study's weights" if given else "all possible weights"

    @property
    def value_functions(self) -> dict[str, Any]:
        """A linear value function of each criterion: 0 to 1 over its scale, and on beyond it.

        What is judged lies on the scale; what chance adds in a tree may lead beyond its ends.
        """
        return {
            c.name: value.linear(
                *(self.ranges[c.name] if c.goal == "max" else reversed(self.ranges[c.name])),
                outside="extend",
            )
            for c in self.criteria
        }

    @named
    def partial_values(self, table: DecisionTable) -> DecisionTable:
        """Return the values of alternatives on each criterion, whose weighted sums are the scores.

        Parameters
        ----------
        table : DecisionTable
            Performances (..., A, C).

        Returns
        -------
        DecisionTable
            Values (..., A, C) on the study's scales, from 0 to 1, the more the better.

        Raises
        ------
        InvalidInputError
            If the criteria are not the study's, or a performance is beyond its scale.
        """
        _checks.instance("table", table, DecisionTable)
        names = tuple(c.name for c in self.criteria)
        _checks.same_names("table must have each criterion", table.criterion_names, names)
        values, functions = np.empty(table.values.shape), self.value_functions
        for j, name in enumerate(table.criterion_names):
            values[..., j] = functions[name](table.values[..., j])
        criteria = tuple(Criterion(name) for name in table.criterion_names)
        return DecisionTable(values, criteria, table.alternatives)

    @named
    def weighted_value(self, table: DecisionTable, weights: Any, *, steps: Any = None) -> Any:
        """Return the weighted value of alternatives on the study's scales.

        Parameters
        ----------
        table : DecisionTable
            Performances (..., A, C).
        weights : mapping or array_like
            One weight a criterion, or samples (..., C).
        steps : bool, optional
            As in `mcda.additive_value`.

        Returns
        -------
        mcda.AdditiveValueResult
            From 0, where every criterion is at its worst, to 1, where every one is at its best.

        Raises
        ------
        InvalidInputError
            As `mcda.additive_value`.
        """
        return mcda.additive_value(table, weights, values=self.value_functions, steps=steps)

    @named
    def view(self, stakeholder: str) -> Callable[[DecisionTable, Any], Scores]:
        """Return a stakeholder's weighted value, a method that knows his limits.

        Parameters
        ----------
        stakeholder : str
            Who.

        Returns
        -------
        callable
            From a table and weights to `Scores`, in which what breaks one of his limits comes after
            everything that keeps them.

        Raises
        ------
        InvalidInputError
            If there is no such stakeholder.
        """
        who = _checks.known("stakeholder", stakeholder, list(self.stakeholders))
        return View(self.stakeholders[who], self.value_functions)

    @property
    def predicted(self) -> dict[str, float]:
        """The parameters that the predictions give, with their probabilities at the base values."""
        return {name: float(p) for name, p in self._predicted({}).items()}

    def _predicted(self, values: Mapping[str, Any]) -> dict[str, Any]:
        """Return the probabilities that predictions give, by sample where cells are samples."""
        found: dict[str, Any] = {}
        for entry in self.predictions:
            shares = entry.probabilities(
                n_samples=min(self.n_samples, PREDICTED_SAMPLES), seed=self.seed, values=values
            )
            found |= {parameter: shares[option] for option, parameter in entry.gives.items()}
        return found

    @property
    def numbers(self) -> Parameters:
        """All judged numbers: those of the table, then the others."""
        return Parameters([*self.judgements.values(), *self.parameters.values()])

    @property
    def tree_numbers(self) -> Parameters:
        """The judged numbers on which the tree depends."""
        used = self.used
        return Parameters([p for name, p in self.numbers.items() if name in used])

    @cached_property
    def plain_tree(self) -> bool:
        """Whether the tree's payoffs are plain numbers, and not by criterion."""
        return self.tree_data is not None and is_plain(self.tree_data)

    @property
    def tree_goal(self) -> Literal["max", "min"]:
        """Whether the tree's value is to be large: weighted values are, plain numbers may not."""
        return self.goal if self.plain_tree else "max"

    @cached_property
    def used(self) -> frozenset[str]:
        """Names that the tree uses, directly or through what is derived or predicted."""
        if self.tree_data is None:
            return frozenset()
        used = set(self._tree_model.names)
        for name, text in reversed(list(self.derived.items())):
            if name in used:
                used |= set(names_in(text))
        for entry in self.predictions:
            if used & set(entry.gives.values()):
                used |= set(entry.cells)
        return frozenset(used)

    @named
    def table(self, values: Mapping[str, Any] | None = None) -> DecisionTable:
        """Return the judged performances of the alternatives: a model in the sense of the analyses.

        Parameters
        ----------
        values : mapping of str to float or array, optional
            Values of judged numbers by name, numbers or samples (...); what it leaves out has its
            base value.

        Returns
        -------
        DecisionTable
            Performances (..., A, C).

        Raises
        ------
        InvalidModelError
            If the study has no table.
        InvalidInputError
            If `values` names no judged number, or one is not a finite number.
        """
        if not self.alternatives:
            raise InvalidModelError(["the study has no table"])
        given = self._numbers(values)
        rows = {a: [given[f"{a}: {c.name}"] for c in self.criteria] for a in self.alternatives}
        return DecisionTable.from_rows(rows, self.criteria)

    @named
    def values(self, values: Mapping[str, Any] | None = None) -> dict[str, Any]:
        """Return all numbers of the tree by name: judged, predicted and derived.

        Parameters
        ----------
        values : mapping of str to float or array, optional
            As in `table`.

        Returns
        -------
        dict of str to float or ndarray
            In the order in which they are computed.

        Raises
        ------
        InvalidInputError
            If `values` names no judged number, one is not a finite number, or a derived parameter's
            expression cannot be evaluated.
        """
        judged = self._numbers(values)
        known: dict[str, Any] = {**judged, **self._predicted(judged)}
        for name, text in self.derived.items():
            known[name] = evaluate(f"derived {name!r}", text, known)
        return known

    @named
    def tree(self, values: Mapping[str, Any] | None = None) -> Any:
        """Return the decision tree with numbers for its expressions.

        Parameters
        ----------
        values : mapping of str to float or array, optional
            As in `table`.

        Returns
        -------
        trees.Decision or trees.Chance
            The root; payoffs are by criterion, in its unit, or plain numbers in that of the study.

        Raises
        ------
        InvalidModelError
            If the study has no tree.
        InvalidInputError
            If `values` names no judged number, or an expression cannot be evaluated.
        """
        if self.tree_data is None:
            raise InvalidModelError(["the study has no tree"])
        return self._tree_model.tree(self.values(values))

    @named
    def strategies(self, values: Mapping[str, Any] | None = None) -> DecisionTable:
        """Return the expected performances of the tree's strategies, as a model for analyses.

        Parameters
        ----------
        values : mapping of str to float or array, optional
            As in `table`.

        Returns
        -------
        DecisionTable
            Expected performances (..., strategies, C); of a tree whose payoffs are plain numbers
            the one criterion is 'value'.

        Raises
        ------
        InvalidModelError, InvalidInputError
            As `tree`.
        """
        if self.tree_data is None:
            raise InvalidModelError(["the study has no tree"])
        return self._tree_model.strategies(self.values(values))

    @property
    def _payoffs(self) -> tuple[Criterion, ...]:
        """What the tree's payoffs are on."""
        return (Criterion("value", self.goal, self.unit),) if self.plain_tree else self.criteria

    @named
    def chances_above(self, levels: Mapping[str, float]) -> DecisionTable:
        """Return the strategies' expected performances, some as chances of exceeding a level.

        Parameters
        ----------
        levels : mapping of str to float
            Level by criterion; the probability is stretched over the criterion's scale, so that
            certainty is its top.

        Returns
        -------
        DecisionTable
            Performances (strategies, C) at the base values.

        Raises
        ------
        InvalidInputError
            If a criterion is unknown or a level is no finite number.
        """
        known = [c.name for c in self.criteria]
        given: Mapping[str, Any] = _checks.mapping("levels", levels, empty=True)
        for name, level in given.items():
            _checks.number(f"level of {_checks.known('criterion', name, known)!r}", level)
        # the probability p of exceeding the level, as low + (high - low) p
        # a pair of the statistic and its level, by criterion
        statistic = {name: ("probability_above", level) for name, level in given.items()}
        table = self._tree_model.strategies(self.values(), statistic)
        low, high = np.array([self.ranges[name] for name in known]).T
        chances = [name in levels for name in known]
        return table.with_values(np.where(chances, low + (high - low) * table.values, table.values))

    def _whom(self, stakeholder: str | None) -> Stakeholder:
        who = self.decides if stakeholder is None else stakeholder
        return self.stakeholders[_checks.known("stakeholder", who, list(self.stakeholders))]

    @named
    def coefficients(self, stakeholder: str | None = None) -> dict[str, float]:
        """Return what one unit on each criterion adds to a stakeholder's weighted value.

        Values are points from 0 to 100.

        Parameters
        ----------
        stakeholder : str, optional
            Who; the one who decides where None.

        Returns
        -------
        dict of str to float
            Negative for criteria to minimize.

        Raises
        ------
        InvalidInputError
            If there is no such stakeholder.
        """
        signs = {c.name: 1 if c.goal == "max" else -1 for c in self.criteria}
        # 100 points over the range of the criterion, in the share of its weight
        found = {}
        for name, weight in self._whom(stakeholder).weights().items():
            low, high = self.ranges[name]
            found[name] = 100 * weight * signs[name] / (high - low)
        return found

    @named
    def attribute(self, stakeholder: str | None = None) -> Callable[[Mapping[str, Any]], Any]:
        """Return a stakeholder's weighted value as a function of a path's totals.

        Tree functions take it as `attribute=`.

        Parameters
        ----------
        stakeholder : str, optional
            Who; the one who decides where None.

        Returns
        -------
        callable
            From totals by criterion to points: 0 where every criterion is at its worst, 100 at its
            best.

        Raises
        ------
        InvalidInputError
            If there is no such stakeholder.
        """
        coefficients = self.coefficients(stakeholder)
        worst = {c.name: self.ranges[c.name][0 if c.goal == "max" else 1] for c in self.criteria}
        return WeightedValue(coefficients, worst)

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

    def _numbers(self, values: Mapping[str, Any] | None) -> dict[str, Any]:
        """Return all judged numbers by name: at their base, or as given, checked."""
        numbers: dict[str, Any] = {**self.judgements.base(), **self.parameters.base()}
        if values is not None:
            given: Mapping[str, Any] = _checks.mapping("values", values, empty=True)
            for name, number in given.items():
                _checks.known("judged number", name, numbers)
                numbers[name] = _checks.samples(name, number)[()]
        return numbers


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
