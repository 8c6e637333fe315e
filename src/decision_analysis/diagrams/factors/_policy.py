"""What a policy is: for each choice, a mapping from what is known to the option taken."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from decision_analysis import _checks
from decision_analysis._arrays import FloatArray
from decision_analysis._frozen import Sealed
from decision_analysis._limits import MOST_TABLE_AXES, MOST_TABLE_NUMBERS
from decision_analysis._shown import shown
from decision_analysis.diagrams.factors._factor import Factor, TooLargeError, too_large
from decision_analysis.diagrams.factors._order import Stage
from decision_analysis.diagrams.factors._possible import ever_possible, is_possible, pattern
from decision_analysis.diagrams.model import InfluenceDiagram
from decision_analysis.errors import InvalidInputError

Key = tuple[str, ...]

SHOWN = 12


@dataclass(frozen=True, eq=False)
class Rule(Sealed):
    """The option a choice takes, as positions (*sizes of variables, *samples).

    The variables are among `known`.
    """

    choice: str
    known: tuple[str, ...]
    variables: tuple[str, ...]
    options: NDArray[np.integer[Any]]

    def __post_init__(self) -> None:
        # one option, known without looking, is an array without axes
        object.__setattr__(self, "options", np.asarray(self.options))
        super().__post_init__()

    def factor(self, diagram: InfluenceDiagram) -> Factor:
        """Return the rule as probabilities of the options, 0 or 1, given its variables."""
        n = len(diagram.states(self.choice))
        axis = len(self.variables)
        one_hot = np.stack([self.options == k for k in range(n)], axis=axis).astype(np.float64)
        return Factor((*self.variables, self.choice), one_hot, self.choice)

    def at(self, index: tuple[int, ...]) -> Rule:
        """Return the rule of one sample."""
        samples = self.options.shape[len(self.variables) :]
        place = tuple(0 if size == 1 else i for i, size in zip(index, samples, strict=True))
        chosen: Any = (..., *place)
        return replace(self, options=self.options[chosen])


class NoSuchStateError(InvalidInputError, KeyError):
    """Nobody can come to know this: it is impossible whatever is chosen, or has unknown labels."""


class Policy(Mapping[Key, str]):
    """What one choice does: a read-only mapping from the tuple of known labels to the option taken.

    Made by `solve`. It has every information state that has positive probability under some policy,
    in the order of the states; asking for another one raises. Nothing is stored but the table of
    what the option depends on.

    Parameters
    ----------
    diagram : InfluenceDiagram
        The diagram, of one sample.
    rule : Rule
        The option taken, in the same sample.
    """

    __slots__ = ("_diagram", "_rule")

    def __init__(self, diagram: InfluenceDiagram, rule: Rule) -> None:
        self._diagram = diagram
        self._rule = rule

    @property
    def known(self) -> tuple[str, ...]:
        """Names of what is known, in the order of the keys."""
        return self._rule.known

    def __getitem__(self, key: Key) -> str:
        state = positions(self._diagram, self._rule, key)
        if not is_possible(self._diagram, dict(zip(self.known, state, strict=True))):
            raise NoSuchStateError(
                f"policy of {self._rule.choice!r}: the information state must be possible under"
                f" some policy; got {key}"
            )
        return self._option(state)

    def __iter__(self) -> Iterator[Key]:
        return states(self._diagram, self.known, possible=True)

    def __len__(self) -> int:
        return int(ever_possible(self._diagram, self.known).sum())

    def __repr__(self) -> str:
        return "{" + listed(f"{key!r}: {option!r}" for key, option in self.items()) + "}"

    def _option(self, state: Sequence[int]) -> str:
        index = tuple(state[self.known.index(name)] for name in self._rule.variables)
        return self._diagram.states(self._rule.choice)[
            int(np.asarray(self._rule.options[index]).reshape(-1)[0])
        ]


class Impossible(Sequence[Key]):
    """The information states of a choice that have probability zero under every policy.

    Made by `solve`. Found anew whenever it is asked.

    Parameters
    ----------
    diagram : InfluenceDiagram
        The diagram, of one sample.
    known : tuple of str
        Names of what is known.
    """

    __slots__ = ("_diagram", "_known")

    def __init__(self, diagram: InfluenceDiagram, known: tuple[str, ...]) -> None:
        self._diagram = diagram
        self._known = known

    def __getitem__(self, which: Any) -> Any:
        return list(self)[which]

    def __iter__(self) -> Iterator[Key]:
        return states(self._diagram, self._known, possible=False)

    def __len__(self) -> int:
        found = ever_possible(self._diagram, self._known)
        return int(found.size - found.sum())

    def __contains__(self, key: object) -> bool:
        try:
            labels = [self._diagram.states(name) for name in self._known]
            state = {n: w.index(k) for n, w, k in zip(self._known, labels, key, strict=True)}  # type: ignore[call-overload]
        except (TypeError, ValueError):
            return False
        return not is_possible(self._diagram, state)

    def __repr__(self) -> str:
        return "[" + listed(map(repr, self)) + "]"


def listed(entries: Iterator[str]) -> str:
    """Write the first entries, where there are not too many of them to be listed."""
    try:
        shown = list(itertools.islice(entries, SHOWN + 1))
    except TooLargeError:
        return "... too many to be listed ..."
    return ", ".join(shown[:SHOWN] + ["..."] * (len(shown) > SHOWN))


def states(diagram: InfluenceDiagram, known: Sequence[str], *, possible: bool) -> Iterator[Key]:
    """Yield the combinations of known labels that some policy makes possible, or the others.

    They come in order.
    """
    mask = ever_possible(diagram, known)
    labels = [diagram.states(name) for name in known]
    for index in np.argwhere(mask if possible else ~mask):
        yield tuple(words[i] for words, i in zip(labels, index, strict=True))


def first_best(by_option: FloatArray) -> tuple[FloatArray, NDArray[np.integer[Any]]]:
    """Return the largest along the first axis, and its position, the first of equal ones."""
    return by_option.max(axis=0), by_option.argmax(axis=0).astype(np.int32)


def given_rules(diagram: InfluenceDiagram, stages: Sequence[Stage], policy: Any) -> dict[str, Rule]:
    """Return the user's {choice: {known labels: option}} as rules.

    A choice that knows nothing may have just its option.
    """
    if not isinstance(policy, Mapping):
        raise InvalidInputError(
            f"policy must be a mapping {{choice: {{known labels: option}}}}; got {shown(policy)}"
        )
    _checks.same_names("policy must name each choice", policy, diagram.choices)
    by_choice = {stage.choice: _written(diagram, stage, policy[stage.choice]) for stage in stages}
    return {name: by_choice[name] for name in diagram.choices}


def _written(diagram: InfluenceDiagram, stage: Stage, given: Any) -> Rule:
    options, known = diagram.states(stage.choice), stage.known
    if isinstance(given, str):
        given = {(): given} if not known else given
    if not isinstance(given, Mapping):
        raise InvalidInputError(
            f"policy of {stage.choice!r} must be a mapping from labels of {known} to"
            f" options; got {shown(given)}"
        )
    if (
        isinstance(given, Policy)
        and given.known == known
        and _same_states(given._diagram, diagram, stage)
    ):
        return _taken(diagram, stage, given)
    # A table of -1 in which each state that is written gets its option.
    check_states(diagram, stage)
    samples = (1,) * len(diagram.sample_shape)
    chosen = np.full((*(len(diagram.states(name)) for name in known), *samples), -1, dtype=np.int32)
    blank = Rule(stage.choice, known, known, chosen)
    for key, option in given.items():
        place = positions(diagram, blank, (key,) if isinstance(key, str) else key)
        chosen[tuple(place)] = options.index(
            _checks.known(f"option of {stage.choice!r}", option, options)
        )
    missing = np.asarray((chosen < 0).reshape(*chosen.shape[: len(known)], -1).any(axis=-1))
    if missing.any():
        _refuse_missing(diagram, stage, missing)
    return replace(blank, options=np.maximum(chosen, 0))


def check_states(diagram: InfluenceDiagram, stage: Stage) -> None:
    """Refuse a choice with too many information states and options for a table of them all."""
    names = (*stage.known, stage.choice)
    size = math.prod(float(len(diagram.states(name))) for name in names)
    if size > MOST_TABLE_NUMBERS or len(names) + len(diagram.sample_shape) > MOST_TABLE_AXES:
        raise too_large(names, size)


def _same_states(first: InfluenceDiagram, second: InfluenceDiagram, stage: Stage) -> bool:
    return all(first.states(name) == second.states(name) for name in (*stage.known, stage.choice))


def _taken(diagram: InfluenceDiagram, stage: Stage, given: Policy) -> Rule:
    """Return the rule of a policy over the same states.

    What was impossible where it was made has no option.
    """
    if pattern(given._diagram, stage.known) != pattern(diagram, stage.known):
        _refuse_missing(diagram, stage, ~ever_possible(given._diagram, stage.known))
    rule = given._rule
    shape = rule.options.shape[: len(rule.variables)]
    return replace(rule, options=rule.options.reshape(shape + (1,) * len(diagram.sample_shape)))


def _refuse_missing(diagram: InfluenceDiagram, stage: Stage, missing: NDArray[np.bool_]) -> None:
    """Refuse a policy that has no option in a state (*sizes of known) that is possible."""
    missing = missing & ever_possible(diagram, stage.known)
    if missing.any():
        labels = [diagram.states(name) for name in stage.known]
        first = [
            tuple(w[i] for w, i in zip(labels, at, strict=True)) for at in np.argwhere(missing)[:5]
        ]
        raise InvalidInputError(
            f"policy of {stage.choice!r} must have an option for each possible state of"
            f" {stage.known}; missing {first}{' and more' if missing.sum() > 5 else ''}"
        )


def positions(diagram: InfluenceDiagram, rule: Rule, key: Any) -> list[int]:
    """Return the positions of known labels."""
    place = f"policy of {rule.choice!r}"
    if not isinstance(key, tuple) or len(key) != len(rule.known):
        meant = f": write {(key,)!r}" if isinstance(key, str) and len(rule.known) == 1 else ""
        raise NoSuchStateError(
            f"{place}: a key must be a tuple of labels of {rule.known}; got {shown(key)}{meant}"
        )
    found = []
    for name, label in zip(rule.known, key, strict=True):
        labels = diagram.states(name)
        if label not in labels:
            raise NoSuchStateError(
                f"{place}: label of {name!r} must be one of {labels}; got {shown(label)}"
            )
        found.append(labels.index(label))
    return found
