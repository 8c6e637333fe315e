"""`unroll`: cycles through stages as an ordinary tree, with each stage once in each cycle."""

from __future__ import annotations

import contextlib
import gc
from collections.abc import Iterator, Mapping
from typing import Any

from decision_analysis import _checks, _labelled
from decision_analysis._cited import cites
from decision_analysis._limits import MOST_TREE_NODES
from decision_analysis._named import named
from decision_analysis.errors import InvalidModelError
from decision_analysis.trees.markov._discounted import Discounts, State, added, then
from decision_analysis.trees.markov._stages import (
    Stages,
    apart,
    read,
    sampled_discounts,
    shapes_of,
    start_of,
    whole,
)
from decision_analysis.trees.nodes import (
    Again,
    Node,
    NodeLike,
    Payoff,
    agains,
    amount,
    as_node,
    branches,
    like,
    post_order,
)


@cites("sonnenberg_beck_1993")
@named
def unroll(
    stages: Mapping[str, NodeLike],
    *,
    cycles: int,
    start: str | None = None,
    end: Mapping[str, NodeLike] | None = None,
) -> Node:
    """Return the tree of a number of cycles through stages that lead to one another.

    Parameters
    ----------
    stages : mapping of str to node
        The tree of each stage, by name, with `Again` at the leaves where it goes on at a stage.
    cycles : int
        How many stages are passed on the longest path; entering the next one counts as what `end`
        says.
    start : str, optional
        The stage to begin with; the first where none is named.
    end : mapping of str to node, or Series, optional
        What entering each stage is worth after the last cycle: a payoff or a tree, 0 for stages
        that are not named.

    Returns
    -------
    Node
        An ordinary tree with the payoffs of each cycle times the discounts on the way there. A
        stage that several paths reach in the same cycle with the same discount is one shared node,
        so that the objects grow with cycles and stages, not with paths.

    Raises
    ------
    InvalidModelError
        If the stages are faulty, go on at one that is not there, `end` is faulty or goes on itself,
        or the tree would have more than ten million node objects.
    InvalidInputError
        If `cycles` is not a positive integer, or a stage of `start` or `end` is unknown.

    See Also
    --------
    recur : An unlimited number of cycles.
    rollback : What the tree is worth, for any utility.

    Notes
    -----
    A path of the tree joins the paths through its stages. A node right below an `Again` with a
    payoff has both payoffs. Payoffs on the root of a stage count at the beginning of a cycle. With
    ``end`` half of what a cycle in each stage pays, and half of what the first stage pays taken off
    the total, the sum becomes the trapezoid rule, which is the half-cycle correction of Sonnenberg
    and Beck; ``end=recur(stages).values`` gives what `recur` gives.

    Time is in proportion to the node objects: to the cycles where all discounts are the same, and
    to their square where there are two, since payoffs then differ by how often each was met.

    Examples
    --------
    A machine that makes 10 a year until it breaks, with one chance in four; two years at 5%
    interest:

    >>> from decision_analysis.trees import Again, Chance, rollback, unroll
    >>> runs = Chance(
    ...     "year", {"runs": (0.75, Again("runs", 1 / 1.05)), "breaks": (0.25, 0)}, payoff=10
    ... )
    >>> tree = unroll({"runs": runs}, cycles=2)
    >>> tree
    Chance 'year'  payoff 10
       runs (0.75): Chance 'year'  payoff 9.52381
          runs (0.75): Terminal  payoff 0
          breaks (0.25): Terminal  payoff 0
       breaks (0.25): Terminal  payoff 0
    >>> round(rollback(tree).value, 6) == round(10 + 0.75 * 10 / 1.05, 6)
    True
    """
    laid = read(stages)
    count = _checks.integer("cycles", cycles)
    first = laid.names[start_of(laid, start)]
    last = _last(laid, end)
    kinds = Discounts(laid)
    written = {
        name: _Written(root, kinds) for name, root in zip(laid.names, laid.roots, strict=True)
    }
    ends = {name: _Written(root, kinds) for name, root in last.items()}
    # which stages are entered in each cycle, then their nodes from the last cycle to the first
    passed = _passed(written, (first, kinds.none), count)
    with _uncollected():
        ahead = {(name, met): ends[name].node({}, met) for name, met in passed[-1]}
        for here in reversed(passed[:-1]):
            ahead = {(name, met): written[name].node(ahead, met) for name, met in here}
    return ahead[first, kinds.none]


@contextlib.contextmanager
def _uncollected() -> Iterator[None]:
    """Put off looking for garbage.

    Going through a million nodes again and again takes most of the time.
    """
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def _passed(written: Mapping[str, _Written], first: State, count: int) -> list[dict[State, None]]:
    """Return the stages entered in each cycle, with discounts met, and those after the last."""
    found: list[dict[State, None]] = [{first: None}]
    total = 0
    while found[-1] and len(found) <= count:
        total += sum(written[name].size for name, _ in found[-1])
        unending = len(found) > len(written)
        if total + unending * (count - len(found)) > MOST_TREE_NODES:
            problem = (
                f"the tree must have at most {MOST_TREE_NODES:,} node objects; take fewer cycles"
            )
            raise InvalidModelError([problem])
        # the stages that follow, each discount on the way counted
        here = ((onward, met) for name, met in found[-1] for onward in written[name].onward)
        found.append({(stage, then(met, kind)): None for (stage, kind), met in here})
    return found


class _Written:
    """A stage as its node objects, children before parents, to be written with discounts."""

    def __init__(self, root: Node, kinds: Discounts) -> None:
        self._kinds = kinds
        nodes = list(post_order(root))
        place = {id(node): i for i, node in enumerate(nodes)}
        self.size = len(nodes)
        self._steps: list[tuple[Node, Any]] = []
        for node in nodes:
            if isinstance(node, Again):
                self._steps.append((node, (node.stage, kinds.of(node))))
            else:
                self._steps.append((node, [place[id(child)] for child in node.children]))
        self.onward = list(
            dict.fromkeys(after for node, after in self._steps if isinstance(node, Again))
        )

    def node(self, ahead: Mapping[State, Node], met: tuple[int, ...]) -> Node:
        """Return the tree with what is ahead for every `Again`, payoffs times discounts met."""
        paid = self._kinds.paid(met)
        made: list[Node] = []
        for node, after in self._steps:
            payoff = None if node._payoff is None else paid(node._payoff)
            if not isinstance(node, Again):
                made.append(like(node, [made[i] for i in after], payoff))
                continue
            stage, kind = after
            entered = ahead[stage, then(met, kind)]
            if payoff is not None:
                entered = like(entered, list(entered.children), added(payoff, entered._payoff))
            made.append(entered)
        return made[-1]


def _last(laid: Stages, given: object) -> dict[str, Node]:
    """Return what entering each stage is worth after the last cycle."""
    problems: list[str] = []
    nothing = as_node("end", whole(None, laid.attributes), problems)
    assert nothing is not None
    found = dict.fromkeys(laid.names, nothing)
    entries = {} if given is None else _labelled.entries("end", given, empty=True)
    for key, value in entries.items():
        name = _checks.known("stage of end", key, laid.names)
        node = as_node(f"end of {name!r}", value, problems)
        if node is not None and agains(node):
            problems.append(f"end of {name!r} must not go on; got a tree with an Again")
        elif node is not None:
            found[name] = node
            mixed = [n.payoff for n in post_order(node) if _differs(n.payoff, laid.attributes)]
            names = list(laid.attributes)
            kind = f"by the attributes {names}" if names else "bare numbers"
            if mixed:
                problems.append(
                    f"end of {name!r} must have payoffs that are {kind}; got {amount(mixed[0])}"
                )
    problems += _sample_faults(laid, found)
    if problems:
        raise InvalidModelError(problems)
    return found


def _sample_faults(laid: Stages, ends: Mapping[str, Node]) -> list[str]:
    """Say which samples of ends do not broadcast with those of the stages."""
    shapes = [(laid.tree.sample_shape, f"the stages have {laid.tree.sample_shape}")]
    shapes += sampled_discounts(laid.again)
    for name, end in ends.items():
        for node in post_order(end):
            for shape in shapes_of(node.payoff, *branches(node)[3]):
                shapes.append((shape, f"end of {name!r} has {shape}"))
    return apart(shapes)


def _differs(payoff: Payoff | None, attributes: tuple[str, ...]) -> bool:
    """Say whether a payoff is of another kind than those of the stages."""
    if payoff is None:
        return False
    return not set(payoff) <= set(attributes) if isinstance(payoff, Mapping) else bool(attributes)
