"""`Decision`, `Chance` and `Terminal`: a decision tree as immutable, nested literals."""

from __future__ import annotations

import numbers
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Self, TypeAlias

import numpy as np

from decision_analysis import _checks
from decision_analysis._equal import Comparable
from decision_analysis._frozen import ReadOnly
from decision_analysis._shown import shown
from decision_analysis.errors import InvalidModelError
from decision_analysis.trees.nodes import _inputs
from decision_analysis.trees.nodes._forgotten import is_pair
from decision_analysis.trees.nodes._inputs import REST, Number, Payoff, Rest
from decision_analysis.trees.nodes._kinds import CHANCE, DECISION, OPEN, TERMINAL
from decision_analysis.trees.nodes._outline import outline

NodeLike: TypeAlias = "Node | float | Payoff"


class Node(Comparable):
    """A node of a decision tree: what `Decision`, `Chance` and `Terminal` have in common.

    Nodes are frozen, so that one object may stand in several places of a tree or in several trees.
    They compare by identity; `equals` compares what two trees say.
    """

    __slots__ = ("__weakref__", "_payoff", "_size")

    _payoff: Payoff | None
    _size: int

    @property
    def payoff(self) -> Payoff | None:
        """What is received on arriving here; None for nothing.

        It is a number, samples (...), or these by attribute.
        """
        return self._payoff

    @property
    def children(self) -> tuple[Node, ...]:
        """The nodes that follow, in the order of their labels."""
        return ()

    @property
    def size(self) -> int:
        """How many nodes the tree below has, with itself; shared ones count wherever they stand."""
        return self._size

    def _same_as(self, other: object) -> bool:
        # without recursion, in proportion to the node objects of both; which are one object makes
        # no difference
        from decision_analysis.trees.nodes._same import same

        return isinstance(other, Node) and same(self, other)

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"{type(self).__name__} is frozen; cannot set {name!r}")

    def __delattr__(self, name: str) -> None:
        raise AttributeError(f"{type(self).__name__} is frozen; cannot delete {name!r}")

    def __copy__(self) -> Self:
        return self

    def __deepcopy__(self, memo: dict[int, Any]) -> Self:
        return self

    def __reduce__(self) -> tuple[Any, ...]:
        from decision_analysis.trees.nodes._records import records, restore

        return restore, (records(self),)

    def __repr__(self) -> str:
        return outline(self)

    def _in_words(self) -> str:
        """Return what a message calls it."""
        name = getattr(self, "name", None)
        return outline(self) if name is None else f"a decision tree {shown(name)}"


class Terminal(Node):
    """The end of a path.

    Wherever a node is expected, a bare number (or array of samples) stands for `Terminal(number)`,
    and a mapping {attribute: number} for `Terminal(mapping)`.

    Parameters
    ----------
    payoff : float, array_like of float, shape (...), or mapping
        What is received here, in the unit of the tree's payoffs; a mapping {attribute: number or
        samples} where there are several attributes. It adds to the payoffs on the way.

    Raises
    ------
    InvalidModelError
        If the payoff is missing or not finite, or an attribute is not named.

    Examples
    --------
    >>> from decision_analysis.trees import Terminal
    >>> Terminal({"cost": 5000, "QALY": 0.95})
    Terminal  payoff cost 5000, QALY 0.95
    """

    __slots__ = ()

    _payoff: Payoff

    def __init__(self, payoff: Any) -> None:
        problems: list[str] = []
        clean = _inputs.payoff(payoff, problems)
        if problems:
            raise InvalidModelError(problems, where="terminal")
        put(self, "_payoff", clean)
        put(self, "_size", 1)

    @property
    def payoff(self) -> Payoff:
        """What is received here: a number, samples (...), or these by attribute."""
        return self._payoff


class Decision(Node):
    """A point where the decision maker chooses one of several options.

    Parameters
    ----------
    name : str
        Name of the decision; the same name may stand on several nodes, each of which is an
        information state.
    options : mapping of str to node
        What follows each option; a number or a mapping {attribute: number} is a `Terminal`.
    payoff : float, array_like of float, shape (...), or mapping, optional
        What is received on arriving here, whichever option is taken; it adds to the other payoffs
        of the path.

    Raises
    ------
    InvalidModelError
        If the name is not a non-empty string, there is no option, or an option leads to anything
        but a node, a number or a mapping of numbers; all faults of the node are listed.

    Examples
    --------
    >>> from decision_analysis.trees import Chance, Decision
    >>> Decision(
    ...     "contract",
    ...     {"movie": Chance("box office", {"small": (0.3, 200), "large": (0.7, 1000)}), "tv": 900},
    ... )
    Decision 'contract'
       movie: Chance 'box office'
          small (0.3): Terminal  payoff 200
          large (0.7): Terminal  payoff 1000
       tv: Terminal  payoff 900
    """

    __slots__ = ("_children", "_labels", "_name", "_options")

    _name: str
    _labels: tuple[str, ...]
    _children: tuple[Node, ...]
    _options: Mapping[str, Node]

    def __init__(self, name: str, options: Mapping[str, Any], payoff: Any = None) -> None:
        problems = name_problems(name)
        nodes: dict[str, Node] = {}
        if mapping_problem := branches_problem("options", options, "{option: node}"):
            problems.append(mapping_problem)
        else:
            problems += _inputs.label_problems("option", list(options))
            for label, entry in options.items():
                node = as_node(f"option {_inputs.shown(label)}", entry, problems)
                if node is not None:
                    nodes[_checks.plain(label)] = node
        clean = None if payoff is None else _inputs.payoff(payoff, problems)
        if problems:
            raise InvalidModelError(problems, where=f"decision {_inputs.shown(name)}")
        put(self, "_name", _checks.plain(name))
        put(self, "_labels", tuple(nodes))
        put(self, "_children", tuple(nodes.values()))
        put(self, "_payoff", clean)
        put(self, "_size", 1 + sum(node._size for node in nodes.values()))

    @property
    def name(self) -> str:
        """Name of the decision."""
        return self._name

    @property
    def options(self) -> Mapping[str, Node]:
        """What follows each option, read-only."""
        if not hasattr(self, "_options"):
            options = dict(zip(self._labels, self._children, strict=True))
            put(self, "_options", ReadOnly(options))
        return self._options

    @property
    def children(self) -> tuple[Node, ...]:
        """The nodes that follow, in the order of the options."""
        return self._children


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
            problems.append(f"rescale must be True or False; got {_inputs.shown(rescale)}")
        given: dict[str, Any] = {}
        nodes: list[Node] = []
        if mapping_problem := branches_problem(
            "outcomes", outcomes, "{outcome: (probability, node)}"
        ):
            problems.append(mapping_problem)
        else:
            problems += _inputs.label_problems("outcome", list(outcomes))
            for label, entry in outcomes.items():
                if not isinstance(entry, tuple | list) or len(entry) != 2:
                    problems.append(
                        f"outcome {_inputs.shown(label)} must be a pair (probability, node); got"
                        f" {_inputs.shown(entry)}"
                    )
                    continue
                given[_checks.plain(label)] = entry[0]
                node = as_node(f"outcome {_inputs.shown(label)}", entry[1], problems)
                if node is not None:
                    nodes.append(node)
        resolved: list[Number] = []
        if given and len(given) == len(outcomes):
            chances = list(given.values())
            words = [label if isinstance(label, str) else _inputs.shown(label) for label in given]
            resolved, _ = _inputs.probabilities(words, chances, problems, rescale=rescale is True)
        clean = None if payoff is None else _inputs.payoff(payoff, problems)
        if problems:
            raise InvalidModelError(problems, where=f"chance {_inputs.shown(name)}")
        resting = [p is REST for p in given.values()]
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
        if not hasattr(self, "_outcomes"):
            pairs = zip(self._given, self._children, strict=True)
            outcomes = dict(zip(self._labels, pairs, strict=True))
            put(self, "_outcomes", ReadOnly(outcomes))
        return self._outcomes

    @property
    def probabilities(self) -> Mapping[str, Number]:
        """Probability of each outcome, with what the others leave in place of `REST`; read-only."""
        return ReadOnly(dict(zip(self._labels, self._probabilities, strict=True)))

    @property
    def children(self) -> tuple[Node, ...]:
        """The nodes that follow, in the order of the outcomes."""
        return self._children


put = object.__setattr__


def as_node(what: str, value: Any, problems: list[str]) -> Node | None:
    """Return the node that `value` stands for, or note why it is none."""
    if isinstance(value, Node):
        return value
    found: list[str] = []
    clean: Payoff | None = None
    if type(value) is float or type(value) is int:
        clean = _inputs.number("payoff", value, found)
    elif isinstance(value, bool | np.bool_) or not (
        isinstance(value, numbers.Number | Mapping) or hasattr(value, "__array__")
    ):
        outcome = "; (probability, node) is an outcome of a Chance" if is_pair(value) else ""
        found.append(
            "must be a node, a number or {attribute: number}; got"
            f" {_inputs.shown(value)}{outcome}"
        )
    else:
        clean = _inputs.payoff(value, found)
    if found:
        problems += [f"{what}: {problem}" for problem in found]
        return None
    return terminal(clean)


def terminal(payoff: Payoff | None) -> Terminal:
    """Return a terminal with a payoff that was checked."""
    node = Terminal.__new__(Terminal)
    put(node, "_payoff", payoff)
    put(node, "_size", 1)
    return node


def name_problems(name: object) -> list[str]:
    """Say that a name is not a non-empty string."""
    return (
        []
        if isinstance(name, str) and name
        else [f"name must be a non-empty string; got {_inputs.shown(name)}"]
    )


def branches_problem(what: str, value: object, form: str) -> str | None:
    """Say that options or outcomes are not a non-empty mapping."""
    if not isinstance(value, Mapping):
        return f"{what} must be a mapping {form}; got {type(value).__name__}"
    return None if value else f"must have at least one {what[:-1]}; got none"


def branches(node: Node) -> tuple[int, str, Sequence[str], Sequence[Any]]:
    """Return the kind and the name of a node, and labels and probabilities of what leads on from
    it."""
    if isinstance(node, Decision):
        return DECISION, node._name, node._labels, (1.0,) * len(node._labels)
    if isinstance(node, Chance):
        return CHANCE, node._name, node._labels, node._probabilities
    return TERMINAL if isinstance(node, Terminal) else OPEN, "", (), ()


def post_order(root: Node) -> Iterable[Node]:
    """Yield every node object below `root` once, children before parents, without recursion."""
    stack: list[tuple[Node, bool]] = [(root, False)]
    seen: set[int] = set()
    while stack:
        node, done = stack.pop()
        if done:
            yield node
        elif id(node) not in seen:
            seen.add(id(node))
            stack.append((node, True))
            stack.extend((child, False) for child in reversed(node.children))
