"""`Chance`: a point where one of several outcomes happens."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Self

from decision_analysis import _checks
from decision_analysis._frozen import ReadOnly
from decision_analysis.errors import InvalidModelError
from decision_analysis.trees.nodes._amounts import Number, clean_payoff, shown
from decision_analysis.trees.nodes._branching import (
    branches_problem,
    clean_probabilities,
    label_problems,
    name_problems,
)
from decision_analysis.trees.nodes._kinds import CHANCE
from decision_analysis.trees.nodes._node import Node, plain, put
from decision_analysis.trees.nodes._rest import REST, Rest
from decision_analysis.trees.nodes._terminal import as_node


class Chance(Node):
    """A point where one of several outcomes happens.

    Parameters
    ----------
    name : str
        Name of the uncertainty; nodes of the same name are the same uncertainty for `clairvoyance`.
    outcomes : mapping of str to (probability, node)
        Probability of each outcome and what follows it. A probability is a number, an array of
        samples (...), or, for one outcome, `REST`: what the others leave. They sum to 1 within
        1e-9, in every sample.
    payoff : float, array_like of float, shape (...), or mapping, optional
        What is received on arriving here, whatever the outcome; it adds to the other payoffs of the
        path.
    rescale : bool
        Whether probabilities that were rounded, in print or to single precision, are divided by
        their sum, where that is within 0.02 of 1. Beside `REST` only a sum above 1 is.

    Raises
    ------
    InvalidModelError
        If the name is not a non-empty string, there is no outcome, probabilities are negative, not
        finite or do not sum to 1, `rescale` is not True or False, or an outcome leads to anything
        but a node, a number or a mapping of numbers; all faults of the node are listed.

    Examples
    --------
    >>> from decision_analysis.trees import REST, Chance
    >>> Chance("oil", {"dry": (0.5, -70), "wet": (0.3, 50), "soaking": (REST, 200)})
    Chance 'oil'
       dry (0.5): Terminal  payoff -70
       wet (0.3): Terminal  payoff 50
       soaking (REST): Terminal  payoff 200
    >>> Chance("oil", {"dry": (0.5, -70), "wet": (0.4, 50)})
    Traceback (most recent call last):
    ...
    decision_analysis.errors.InvalidModelError: chance 'oil': 1 problem(s)
      - probabilities must sum to 1; got 0.9 ('dry' 0.5, 'wet' 0.4)

    Thirds, as books may round them:

    >>> Chance("market", {"up": (0.33, 9), "same": (0.33, 3), "down": (0.33, 0)}, rescale=True)
    Chance 'market'
       up (0.333333): Terminal  payoff 9
       same (0.333333): Terminal  payoff 3
       down (0.333333): Terminal  payoff 0
    """

    __slots__ = ("_children", "_given", "_labels", "_name", "_outcomes", "_probabilities")

    _kind = CHANCE
    _kept = ("_name", "_labels", "_given", "_probabilities")

    _name: str
    _labels: tuple[str, ...]
    _given: tuple[Number | Rest, ...]
    _probabilities: tuple[Number, ...]
    _children: tuple[Node, ...]
    _outcomes: Mapping[str, tuple[Number | Rest, Node]]

    def __init__(
        self,
        name: str,
        outcomes: Mapping[str, tuple[Any, Any]],
        payoff: Any = None,
        *,
        rescale: bool = False,
    ) -> None:
        problems = name_problems(name)
        if not isinstance(rescale, bool):
            problems.append(f"rescale must be True or False; got {shown(rescale)}")
        given: dict[str, Any] = {}
        nodes: list[Node] = []
        if mapping_problem := branches_problem(
            "outcomes", outcomes, "{outcome: (probability, node)}"
        ):
            problems.append(mapping_problem)
        else:
            problems += label_problems("outcome", list(outcomes))
            for label, entry in outcomes.items():
                if not isinstance(entry, tuple | list) or len(entry) != 2:
                    problems.append(
                        f"outcome {shown(label)} must be a pair (probability, node); got"
                        f" {shown(entry)}"
                    )
                    continue
                given[_checks.plain(label)] = entry[0]
                node = as_node(f"outcome {shown(label)}", entry[1], problems)
                if node is not None:
                    nodes.append(node)
        resolved: list[Number] = []
        # an outcome that is no pair was noted; a sum without it would be a second, misleading fault
        if given and len(given) == len(outcomes):
            chances = list(given.values())
            words = [label if isinstance(label, str) else shown(label) for label in given]
            resolved, _ = clean_probabilities(words, chances, problems, rescale=rescale is True)
        clean = None if payoff is None else clean_payoff(payoff, problems)
        if problems:
            raise InvalidModelError(problems, where=f"chance {shown(name)}")
        resting = [p is REST for p in given.values()]
        # REST is kept as it was written, and the others as they were cleaned
        kept = [REST if rests else p for rests, p in zip(resting, resolved, strict=True)]
        put(self, "_name", _checks.plain(name))
        put(self, "_labels", tuple(given))
        put(self, "_probabilities", tuple(resolved))
        put(self, "_given", tuple(kept) if any(resting) else self._probabilities)
        put(self, "_children", tuple(nodes))
        put(self, "_payoff", clean)
        put(self, "_size", 1 + sum(node._size for node in nodes))

    @property
    def name(self) -> str:
        """Name of the uncertainty."""
        return self._name

    @property
    def outcomes(self) -> Mapping[str, tuple[Number | Rest, Node]]:
        """Probability (or `REST`) of each outcome and what follows it, read-only."""
        # made when it is asked for, as large trees never need it
        if not hasattr(self, "_outcomes"):
            pairs = zip(self._given, self._children, strict=True)
            outcomes = dict(zip(self._labels, pairs, strict=True))
            put(self, "_outcomes", ReadOnly(outcomes))
        return self._outcomes

    @property
    def probabilities(self) -> Mapping[str, Number]:
        """Probability of each outcome, with what the others leave in place of `REST`; read-only."""
        return ReadOnly(dict(zip(self._labels, self._probabilities, strict=True)))

    def _chances(self) -> Sequence[Number]:
        return self._probabilities

    def _record(self) -> tuple[Any, ...]:
        return self._name, self._labels, self._given, plain(self._payoff)

    @classmethod
    def _of_record(cls, children: Sequence[Node], *record: Any) -> Self:
        name, labels, given, payoff = record
        pairs = zip(given, children, strict=True)
        return cls(name, dict(zip(labels, pairs, strict=True)), payoff)
