"""What alternatives are worth in states or samples, turned so that more is better."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import Any

import numpy as np

from decision_analysis import _checks
from decision_analysis._arrays import FloatArray, IntArray
from decision_analysis._labelled import entries, has_labels, is_series
from decision_analysis._labels import written
from decision_analysis._limits import LARGEST_SAMPLED_VALUE
from decision_analysis._read_rows import by_place, row_labels
from decision_analysis._shown import shown
from decision_analysis._together import beside
from decision_analysis.core import DecisionTable
from decision_analysis.core.parts import sampled_values
from decision_analysis.errors import InvalidInputError


@dataclasses.dataclass(frozen=True, eq=False)
class Outlook:
    """Values (S, A) of which the largest is best.

    Parameters
    ----------
    what : str
        The argument that they came from.
    alternatives : tuple of str
        Their labels.
    gains : ndarray of float, shape (S, A)
        The values, turned.
    sign : float
        What turns them back.
    states : tuple of str or None
        The labels of states or samples; None where they just follow each other.
    exact : bool
        Whether they are states, and not samples.
    """

    what: str
    alternatives: tuple[str, ...]
    gains: FloatArray
    sign: float
    states: tuple[str, ...] | None
    exact: bool

    def shares(self, probabilities: Any) -> FloatArray:
        """Return the probabilities of the states (S,), equal where none are given."""
        count = len(self.gains)
        if probabilities is None:
            return np.full(count, 1 / count)
        labels = self.states or tuple(f"sample {number}" for number in range(count))
        bare = not has_labels(probabilities) or by_place(probabilities)
        if self.exact and bare:
            array = _checks.numeric_array("probabilities", probabilities, labels_matter=False)
        else:
            array = beside(
                "probabilities",
                probabilities,
                self.what,
                self.states if not bare or self.states else None,
                each="state" if self.exact else "sample",
                one="probability",
            )
        array = _checks.probabilities(labels, array)
        if array.ndim != 1:
            raise InvalidInputError(f"probabilities must have shape ({count},); got {array.shape}")
        return array

    def aligned(self, first: Outlook) -> Outlook:
        """Return the same in the order of the states of another outlook."""
        if self.sign != first.sign:
            goals = {1.0: "max", -1.0: "min"}
            raise InvalidInputError(
                f"{self.what} and {first.what} must have the same goal;"
                f" got {goals[self.sign]!r} and {goals[first.sign]!r}"
            )
        if (self.states is None) != (first.states is None):
            labelled, bare = (first, self) if self.states is None else (self, first)
            raise InvalidInputError(
                f"{labelled.what} have labels of states or samples and {bare.what} none, so that"
                " their order is in doubt; give both with labels, or both without"
            )
        if self.states is not None and first.states is not None:
            _checks.same_names(f"{self.what} must name each state", self.states, first.states)
            places = {name: place for place, name in enumerate(self.states)}
            order = [places[name] for name in first.states]
            return dataclasses.replace(self, gains=self.gains[order], states=first.states)
        if len(self.gains) != len(first.gains):
            raise InvalidInputError(
                f"{self.what} must have the {len(first.gains)} samples of {first.what};"
                f" got {len(self.gains)}"
            )
        return self

    def known(self, signals: Any) -> tuple[IntArray, tuple[str, ...]]:
        """Return which signal each state gives (S,), and the labels of the signals."""
        count = len(self.gains)
        if signals is None:
            names = self.states or tuple(map(str, range(count)))
            return np.arange(count), names
        given = self._in_order(signals)
        if len(given) != count:
            raise InvalidInputError(
                f"signals must be {count}, one for each state; got {len(given)}"
            )
        states = self.states or tuple(f"sample {number}" for number in range(count))
        labels = [_label(*pair) for pair in zip(states, given, strict=True)]
        names = tuple(dict.fromkeys(labels))
        place = {name: number for number, name in enumerate(names)}
        return np.array([place[label] for label in labels]), names

    def _in_order(self, signals: Any) -> list[Any]:
        labelled = isinstance(signals, Mapping) or is_series(signals)
        if labelled and not by_place(signals):
            if self.states is None:
                raise InvalidInputError(
                    f"signals have labels and the samples of {self.what} none, so that their order"
                    " is in doubt; give both with labels, or both without"
                )
            named = {written(key): entry for key, entry in entries("signals", signals).items()}
            _checks.same_names("signals must name each state", tuple(named), self.states)
            return [named[state] for state in self.states]
        if self.states is not None and not self.exact:
            raise InvalidInputError(
                f"the samples of {self.what} have labels and signals none, so that their order is"
                " in doubt; give both with labels, or both without"
            )
        array = np.asarray(signals, dtype=object) if labelled else signals
        return _checks.entries("signals", array)


def outlook(what: str, given: Any, goal: object) -> Outlook:
    """Read a table whose columns are states, or values (S, A) of anything with one sample axis."""
    if isinstance(given, DecisionTable) and not given.sample_shape:
        return _of_states(what, given, goal)
    read = sampled_values(what, given, goal)
    array = read.values
    if array.ndim != 2 or 0 in array.shape:
        raise InvalidInputError(
            f"{what} must have shape (S, A), one sample axis; got {array.shape}"
        )
    if float(np.abs(array).max()) > LARGEST_SAMPLED_VALUE:
        raise InvalidInputError(f"{what} must be within {LARGEST_SAMPLED_VALUE:g} of 0")
    sign = 1.0 if read.higher else -1.0
    rows = None if read.index is None else row_labels(read.index)
    states = None if rows is None else tuple(map(str, rows))
    return Outlook(what, read.alternatives, np.asarray(sign * array), sign, states, False)


def _of_states(what: str, table: DecisionTable, goal: object) -> Outlook:
    if goal is not None:
        raise InvalidInputError(f"a DecisionTable knows its goal; leave out goal={shown(goal)}")
    goals = {(criterion.goal, criterion.unit) for criterion in table.criteria}
    if len(goals) > 1:
        raise InvalidInputError(
            f"the columns of {what} are states and must share goal and unit; got"
            f" {' and '.join(f'{one!r} in {unit!r}' for one, unit in sorted(goals))}"
        )
    if float(np.abs(table.values).max()) > LARGEST_SAMPLED_VALUE:
        raise InvalidInputError(f"{what} must be within {LARGEST_SAMPLED_VALUE:g} of 0")
    sign = 1.0 if table.criteria[0].goal == "max" else -1.0
    gains = np.asarray(sign * table.values.T)
    return Outlook(what, table.alternatives, gains, sign, table.criterion_names, True)


def _label(state: str, signal: Any) -> str:
    """Return what a signal is called: text as it is, a number by its digits."""
    if isinstance(signal, str):
        return _checks.label(f"the signal of {state!r}", signal)
    return f"{_checks.number(f'the signal of {state!r}, if no label,', signal):.12g}"
