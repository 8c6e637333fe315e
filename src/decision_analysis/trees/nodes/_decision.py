"""`Decision`: a point where the decision maker chooses one of several options."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Self

from decision_analysis import _checks
from decision_analysis._frozen import ReadOnly
from decision_analysis.errors import InvalidModelError
from decision_analysis.trees.nodes._amounts import Number, clean_payoff, shown
from decision_analysis.trees.nodes._branching import branches_problem, label_problems, name_problems
from decision_analysis.trees.nodes._kinds import DECISION
from decision_analysis.trees.nodes._node import Node, plain, put
from decision_analysis.trees.nodes._terminal import as_node


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

    _kind = DECISION
    _kept = ("_name", "_labels")

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
            problems += label_problems("option", list(options))
            for label, entry in options.items():
                node = as_node(f"option {shown(label)}", entry, problems)
                if node is not None:
                    nodes[_checks.plain(label)] = node
        clean = None if payoff is None else clean_payoff(payoff, problems)
        if problems:
            raise InvalidModelError(problems, where=f"decision {shown(name)}")
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
        # made when it is asked for, as large trees never need it
        if not hasattr(self, "_options"):
            options = dict(zip(self._labels, self._children, strict=True))
            put(self, "_options", ReadOnly(options))
        return self._options

    def _chances(self) -> Sequence[Number]:
        return (1.0,) * len(self._labels)

    def _record(self) -> tuple[Any, ...]:
        return self._name, self._labels, plain(self._payoff)

    @classmethod
    def _of_record(cls, children: Sequence[Node], *record: Any) -> Self:
        name, labels, payoff = record
        return cls(name, dict(zip(labels, children, strict=True)), payoff)
