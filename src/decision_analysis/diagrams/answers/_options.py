"""`Options`: what each option of a choice is worth in each information state, read on asking."""

from __future__ import annotations

import contextlib
import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TypeAlias

import numpy as np

from decision_analysis._arrays import BoolArray, FloatArray, float_or_samples
from decision_analysis._frozen import ReadOnly
from decision_analysis._limits import MOST_TABLE_AXES, OPTIONS_AT_ONCE
from decision_analysis.diagrams.factors import (
    Factor,
    Key,
    NoSuchStateError,
    Rule,
    TooLargeError,
    ancestors,
    contract,
    listed,
    positions,
    states,
    table,
    uniform,
)
from decision_analysis.diagrams.model import InfluenceDiagram

Worth: TypeAlias = Mapping[str, float | FloatArray]


class Options(Mapping[Key, Worth]):
    """What options are worth: a read-only mapping from a tuple of known labels to {option: value}.

    Made by `solve`. A value is the expected total payoff, given what is known, if the option is
    taken and every other choice follows the solution; where that never leads, if earlier choices
    take every option equally often. It has the information states that are possible under some
    policy in every sample; asking for another one raises.

    Parameters
    ----------
    diagram : InfluenceDiagram
        The diagram.
    rules : mapping of str to Rule
        The option that each choice takes.
    choice : str
        Name of the choice.
    equivalent : callable, optional
        What makes certainty equivalents of expectations, where the diagram is one in utilities.
    """

    __slots__ = ("_choice", "_diagram", "_equivalent", "_found", "_rules")

    def __init__(
        self,
        diagram: InfluenceDiagram,
        rules: Mapping[str, Rule],
        choice: str,
        equivalent: Callable[[FloatArray], FloatArray] | None = None,
    ) -> None:
        self._diagram = diagram
        self._equivalent = equivalent
        self._rules = dict(rules)
        self._choice = choice
        self._found: tuple[FloatArray, BoolArray] | None = None

    @property
    def known(self) -> tuple[str, ...]:
        """Names of what is known, in the order of the keys."""
        return self._rules[self._choice].known

    def __getitem__(self, key: Key) -> Worth:
        # The position of each known label on the axes of the arrays.
        state = tuple(positions(self._diagram, self._rules[self._choice], key))
        if (whole := self._whole()) is not None:
            worth, possible = whole[0][state], whole[1][state]
        else:
            worth, possible = self._worth(dict(zip(self.known, state, strict=True)))
        if not possible:
            raise NoSuchStateError(
                f"options of {self._choice!r}: the information state must be possible under some"
                f" policy in every sample; got {key}"
            )
        labels = self._diagram.states(self._choice)
        return ReadOnly({label: float_or_samples(worth[k]) for k, label in enumerate(labels)})

    def __iter__(self) -> Iterator[Key]:
        labels = [self._diagram.states(name) for name in self.known]
        # Possible states are those of the arrays, where all of them are there at once.
        if (whole := self._whole()) is not None:
            for index in np.argwhere(whole[1]):
                yield tuple(words[i] for words, i in zip(labels, index, strict=True))
            return
        for key in states(self._diagram, self.known, possible=True):
            # With samples, a state must be possible in every one of them.
            state = {n: w.index(k) for n, w, k in zip(self.known, labels, key, strict=True)}
            if not self._diagram.sample_shape or self._worth(state)[1]:
                yield key

    def __len__(self) -> int:
        whole = self._whole()
        return sum(1 for _ in self) if whole is None else int(whole[1].sum())

    def __repr__(self) -> str:
        return "{" + listed(f"{key!r}: {worth!r}" for key, worth in self.items()) + "}"

    def _whole(self) -> tuple[FloatArray, BoolArray] | None:
        """Return all at once, where that is not too much; found once."""
        names = (*self.known, self._choice)
        # Floats, as the product of many sizes may be huge.
        size = math.prod(float(len(self._diagram.states(name))) for name in names)
        size *= math.prod(self._diagram.sample_shape)
        if (
            self._found is None
            and size <= OPTIONS_AT_ONCE
            and len(names) + len(self._diagram.sample_shape) <= MOST_TABLE_AXES
        ):
            # What is too large as a whole may be found for a single state.
            with contextlib.suppress(TooLargeError):
                self._found = self._worth({})
        return self._found

    def _worth(self, at: Mapping[str, int]) -> tuple[FloatArray, BoolArray]:
        """Return worths (*free, options, *samples), and whether states (*free) are possible.

        Free are the known names without a position in `at`.
        """
        before = ancestors(self._diagram, [self._choice])
        # Only choices before this one decide whether a state is reached.
        mixed = {c: uniform(self._diagram, c) for c in self._rules if c in before}
        # p(known) and p(known) E(payoff | known, option), all others by their rules.
        follows = {c: rule.factor(self._diagram) for c, rule in self._rules.items()}
        mass, gain = self._joint(follows, at)
        if not mass.all():
            # Where that never leads, earlier choices take every option equally often.
            elsewhere, instead = self._joint({**follows, **mixed}, at)
            gain = np.where(mass > 0, gain, instead)
            mass = np.where(mass > 0, mass, elsewhere)
        worth = gain / np.where(mass > 0, mass, 1.0)
        samples = len(self._diagram.sample_shape)
        free = mass.ndim - 1 - samples
        possible = (mass > 0).all(axis=tuple(range(free, mass.ndim)))
        if self._equivalent is not None:
            # Worths were found as utilities; they are turned into certainty equivalents at the end.
            worth = self._equivalent(worth)
        return worth, np.asarray(possible)

    def _joint(
        self, policies: Mapping[str, Factor], at: Mapping[str, int]
    ) -> tuple[FloatArray, FloatArray]:
        """Return P(what is known) (*free, 1, *samples), and it times the payoff of each option."""
        diagram, known = self._diagram, self.known
        free = [name for name in known if name not in at]
        wanted = [*free, self._choice]
        sizes = tuple(len(diagram.states(name)) for name in wanted)
        mass = self._product([], policies, at, wanted)
        # Values add up, so that each is contracted by itself, over no more than it depends on.
        gain = np.zeros((1,) * len(wanted) + (1,) * len(diagram.sample_shape))
        for value in diagram.value_nodes:
            gain = gain + self._product([table(diagram, value)], policies, at, wanted)
        likely = np.broadcast_to(mass, (*sizes[:-1], 1, *diagram.sample_shape))
        return likely, np.broadcast_to(gain, (*sizes, *diagram.sample_shape))

    def _product(
        self,
        gains: list[Factor],
        policies: Mapping[str, Factor],
        at: Mapping[str, int],
        wanted: Sequence[str],
    ) -> FloatArray:
        """Return the probabilities of what is known and of what gains depend on, times these.

        The rest is summed out.
        """
        diagram = self._diagram
        behind: dict[str, None] = {}
        # What can matter: what is known, what gains depend on, and all that these depend on.
        waiting = [*self.known, *(name for gain in gains for name in gain.variables)]
        factors = list(gains)
        while waiting:
            name = waiting.pop()
            if name not in behind and name != self._choice:
                behind[name] = None
                # A choice is a factor by its rule, an uncertainty by its table.
                factors.append(policies[name] if name in policies else table(diagram, name))
                waiting.extend(factors[-1].variables)
        if not factors:
            return np.ones((1,) * (len(wanted) + len(diagram.sample_shape)))
        return contract([factor.at(at) for factor in factors], wanted).aligned(wanted)
