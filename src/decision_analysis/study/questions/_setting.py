"""`Setting`: what several questions of one analysis need, each computed once."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property
from typing import Any

import numpy as np

from decision_analysis import uncertainty
from decision_analysis._limits import MOST_PAIRED
from decision_analysis.core import DecisionTable, Parameters
from decision_analysis.sensitivity import ThresholdResult, TornadoResult
from decision_analysis.study.model import Stakeholder, Study, View
from decision_analysis.study.questions._changes import Change, decisive, very_many
from decision_analysis.study.questions._lead import tornado_of_lead
from decision_analysis.study.questions._method_changes import method_changes
from decision_analysis.study.questions._section import Section
from decision_analysis.study.questions._side import Side, table_side, tree_side
from decision_analysis.uncertainty import SimulationResult

MOST_CELLS = 2**22
"""Most sampled cells of a table that are held: 32 MiB, drawn in some ten seconds. Of a table with
more cells fewer samples are held, with which analyses pair as many weights as were asked for."""

TREE_SAMPLES = 2**11
"""Most samples of the tree's numbers: each is a tree of its own."""


class Setting:
    """A study being analyzed, with what several questions share.

    Parameters
    ----------
    study : Study
        What is analyzed.
    """

    def __init__(self, study: Study) -> None:
        self.study = study
        self.answers: dict[str, Section] = {}
        """Sections that were answered before, by the question's name."""
        self.told: Callable[[str], None] = lambda what: None
        """Is told how far a long question has come, such as 'kyiv (3 of 10)'."""
        self.drawn: dict[bool, SimulationResult] = {}
        """The worth of the tree's strategies in samples, by whether limits count."""

    # --- whose preferences

    @property
    def decider(self) -> Stakeholder:
        """Whoever decides; only questions that need a decider ask."""
        found = self.study.decider
        assert found is not None
        return found

    @cached_property
    def weights(self) -> dict[str, float]:
        """One weight for each criterion, of the one who decides."""
        return self.decider.weights()

    @property
    def whose(self) -> str:
        """Whose weights these are, for titles and captions."""
        return self.study.whose(self.decider.name)

    def value(self, table: DecisionTable, weights: Any) -> Any:
        """Return the weighted value on the anchored scales, from 0 to 1."""
        return self.study.weighted_value(table, weights)

    def score(self, table: DecisionTable) -> Any:
        """Return the weighted value for the one who decides; limits put what breaks them last."""
        return self.view(self.decider)(table, self.weights)

    def view(self, stakeholder: Stakeholder) -> View:
        """Return the weighted value with a stakeholder's limits."""
        return View(stakeholder, self.study.value_functions)

    # --- the table

    @cached_property
    def table(self) -> DecisionTable:
        """The judged performances at their base values."""
        return self.study.table()

    @cached_property
    def valued(self) -> DecisionTable:
        """The values of the base judgements by criterion, from 0 to 1."""
        return self.study.partial_values(self.table)

    @property
    def ranged(self) -> bool:
        """Whether judgements of the table vary."""
        return bool(self.study.judgements.varying)

    @cached_property
    def sampled_values(self) -> DecisionTable:
        """The values of the sampled judgements by criterion; of the base ones where none vary."""
        return self.study.partial_values(self.sampled) if self.ranged else self.valued

    def base_values(self, stakeholder: Stakeholder) -> DecisionTable:
        """Return the partial values of the base judgements, with a stakeholder's limits."""
        return self.view(stakeholder).limited(self.table, self.valued)

    def possible_values(self, stakeholder: Stakeholder) -> DecisionTable:
        """Return the partial values of the sampled judgements, with a stakeholder's limits."""
        table = self.sampled if self.ranged else self.table
        return self.view(stakeholder).limited(table, self.sampled_values)

    @cached_property
    def leading(self) -> tuple[str, ...]:
        """The alternatives that are compared in samples, in table order.

        Of very many those that some stakeholder ranks highest at the base judgements.
        """
        labels = self.table.alternatives
        if len(labels) <= MOST_PAIRED:
            return labels
        voices = self.study.stakeholders.values()
        ranks = [self.view(v)(self.table, v.weights()).ranks for v in voices]
        highest = np.argsort(np.min(ranks, axis=0), kind="stable")[:MOST_PAIRED]
        return tuple(labels[i] for i in np.sort(highest))

    @property
    def among(self) -> str:
        """Says, after a space, that of very many alternatives only some are compared."""
        count, most = len(self.table.alternatives), len(self.leading)
        if most == count:
            return ""
        return f" Of the {count:,} alternatives the {most:,} that rank highest are compared."

    @cached_property
    def sampled(self) -> DecisionTable:
        """Samples of the table's judgements: as many as asked, as far as memory allows."""
        cells = self.table.values.size
        rows = max(2, min(self.study.n_samples, MOST_CELLS // max(cells, 1)))
        return uncertainty.simulate(
            self.study.table, self.study.judgements, n_samples=rows, rng=self.study.seed
        ).table

    # --- the tree

    @cached_property
    def tree(self) -> Any:
        """The tree at the base values."""
        return self.study.tree()

    @cached_property
    def attribute(self) -> Any:
        """What the tree's payoffs are worth to the one who decides; None for plain numbers."""
        return None if self.study.plain_tree else self.study.attribute()

    @cached_property
    def strategies(self) -> DecisionTable:
        """Expected performances of the tree's strategies at the base values."""
        return self.study.strategies()

    @cached_property
    def sampled_strategies(self) -> DecisionTable:
        """The same in samples of the tree's numbers, as many as memory allows."""
        rows = self.tree_samples(self.strategies.values.size)
        return uncertainty.simulate(
            self.study.strategies, self.tree_numbers, n_samples=rows, rng=self.study.seed
        ).table

    def tree_samples(self, cells: int) -> int:
        """Return how many samples are drawn of the tree's numbers, each with so many cells."""
        return max(2, min(self.study.n_samples, TREE_SAMPLES, MOST_CELLS // cells))

    @property
    def tree_numbers(self) -> Parameters:
        """The judged numbers that the tree uses."""
        return self.study.tree_numbers

    @property
    def unit(self) -> str:
        """The unit of the tree's value."""
        return self.study.unit if self.study.plain_tree else "points"

    # --- what is chosen from, and what it is worth

    @cached_property
    def sides(self) -> dict[str, Side]:
        """The table's alternatives and the tree's strategies, where there are two to choose from.

        Those that only preferences could compare are left out where nobody is said to decide.
        """
        study, found = self.study, {}
        if len(study.alternatives) > 1 and study.decider is not None:
            found["table"] = table_side(study)
        valued = study.plain_tree or study.decider is not None
        if study.tree_data is not None and valued and len(self.strategies.alternatives) > 1:
            found["tree"] = tree_side(study, self.strategies)
        return found

    @cached_property
    def very_many(self) -> dict[str, int]:
        """For each side whose numbers are too many to vary them one at a time: how many."""
        counts = {what: very_many(side) for what, side in self.sides.items()}
        return {what: count for what, count in counts.items() if count}

    @cached_property
    def decisive(self) -> dict[str, dict[str, ThresholdResult]]:
        """For each side the judged numbers that alone change who is best, and where.

        None are looked for where numbers are very many.
        """
        many = self.very_many
        return {what: {} if what in many else decisive(s) for what, s in self.sides.items()}

    @cached_property
    def tornados(self) -> dict[str, TornadoResult]:
        """For each side what the judged numbers do to the lead of the best over the runner-up.

        None where numbers are very many.
        """
        found = {}
        for what, side in self.sides.items():
            if what in self.very_many:
                continue
            # of the table only judgements of the two, and those that change the best, do anything
            slopes = side.slopes
            names = [
                name
                for name in side.numbers
                if slopes is None or slopes[name][0] in side.lead or name in self.decisive[what]
            ]
            if names:
                found[what] = tornado_of_lead(side, names)
        return found

    @cached_property
    def method_changes(self) -> dict[tuple[str, str], list[Change]]:
        """By threshold or veto level, and method, where it alone changes what is put first."""
        return method_changes(self.study)

    def results(self, question: str) -> Mapping[str, Any]:
        """Return the results of a question that was asked before; none where it was not."""
        section = self.answers.get(question)
        return {} if section is None else section.results
