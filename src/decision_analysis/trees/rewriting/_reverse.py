"""`reverse`: two uncertainties in the other order, by Bayes' rule."""

from __future__ import annotations

import functools
from typing import TypeGuard

from decision_analysis import _checks
from decision_analysis._cited import cites
from decision_analysis._named import named
from decision_analysis._shown import shown
from decision_analysis.errors import InvalidInputError
from decision_analysis.trees.arrays import Path, write
from decision_analysis.trees.nodes import Chance, Decision, Node, NodeLike, post_order
from decision_analysis.trees.rewriting._places import labelled, nodes_along, root_of, with_children
from decision_analysis.trees.rewriting._swap import Faults, Swap


@cites("raiffa_1968, chapter 2", "shachter_1986")
@named
def reverse(root: NodeLike, first: str, second: str, *, at: Path | None = None) -> Node:
    """Return the tree with two successive uncertainties in the other order.

    This is Bayes reversal, or flipping the tree. Wherever a chance node `first` is followed, after
    each of its outcomes, by a chance node `second`, the new tree has `second` first, with its
    marginal probabilities, and then `first`, with those given the outcome of `second`. All else
    stays as it is: every path has the total and the joint probability that it had.

    Parameters
    ----------
    root : node
        The root of the tree.
    first : str
        Name of the uncertainty that comes first now, such as a state.
    second : str
        Name of the one that follows it directly, such as the result of a test of that state.
    at : tuple of str, optional
        Path to the one chance node `first` to reverse; None for all that `second` follows.

    Returns
    -------
    Node
        The root of the new tree. Node objects without a reversal below are those of the given tree,
        and an object that stands in several places is transformed once.

    Raises
    ------
    InvalidModelError
        If at some place another node is between the two, `second` follows some outcomes of `first`
        only, an outcome of `second` has probability 0 in some samples but not in all, or samples or
        payoffs do not fit together; all faults are listed with their paths.
    InvalidInputError
        If there is no chance node of one of the names, `second` nowhere follows `first` directly,
        the names are the same, or `at` leads to no chance node `first`.

    See Also
    --------
    clairvoyance : What it is worth to move an uncertainty before a decision, which is no reversal.
    decision_analysis.beliefs.update : The same rule for probabilities without a tree.

    Notes
    -----
    With a for the outcomes of `first` and b for those of `second`, P(b) = sum over a of P(a) P(b |
    a) and P(a | b) = P(a) P(b | a) / P(b): the reversal of an arc of Shachter (1986) in a tree.
    Outcomes of `second` may differ from one outcome of `first` to another; those that are missing
    have probability 0. An outcome of `second` of probability 0 leaves the tree, as there is no P(a
    | b).

    A payoff of the node `first` stays with it, behind `second`; so does that of `second`, before
    `first`, where it is the same after all outcomes of `first`. Where it differs, it moves to the
    nodes that follow the two.

    Samples are reversed one by one, paired by broadcasting, so that a tree that a function builds
    from parameters may be reversed inside that function and is right for all their values. What
    `REST` stands for enters as a number. Time is that of visiting each node object once; no
    recursion.

    Examples
    --------
    Raiffa's oil wildcatter knows how often each seismic result comes from each state of the ground.
    In the order in which he will learn them, the result comes first, and he may then decide whether
    to drill:

    >>> from decision_analysis.trees import Chance, Decision, reverse, rollback
    >>> worth = {"dry": (0.5, -70), "wet": (0.3, 50), "soaking": (0.2, 200)}
    >>> closed = {"dry": 0.1, "wet": 0.3, "soaking": 0.5}
    >>> diffuse = {"dry": 0.6, "wet": 0.3, "soaking": 0.1}
    >>> def seismic(state, payoff):
    ...     open = 1 - closed[state] - diffuse[state]
    ...     return Chance(
    ...         "result",
    ...         {
    ...             "closed": (closed[state], payoff),
    ...             "open": (open, payoff),
    ...             "diffuse": (diffuse[state], payoff),
    ...         },
    ...     )
    >>> ground = Chance(
    ...     "oil", {state: (p, seismic(state, payoff)) for state, (p, payoff) in worth.items()}
    ... )
    >>> results = reverse(ground, "oil", "result").outcomes
    >>> results["closed"][1]
    Chance 'oil'
       dry (0.208333): Terminal  payoff -70
       wet (0.375): Terminal  payoff 50
       soaking (0.416667): Terminal  payoff 200
    >>> tree = Chance(
    ...     "result",
    ...     {
    ...         result: (p, Decision("drill", {"yes": oil, "no": 0}))
    ...         for result, (p, oil) in results.items()
    ...     },
    ...     payoff=-10,
    ... )
    >>> round(rollback(tree).value, 10)
    22.5
    """
    top = root_of(root)
    nodes = list(post_order(top))
    known = list(dict.fromkeys(node.name for node in nodes if isinstance(node, Chance)))
    for name in (first, second):
        _checks.known("chance node", name, known)
    if first == second:
        raise InvalidInputError(
            f"first and second must be two uncertainties; got {shown(first)} twice"
        )
    reversal = _Reversal(top, nodes, first, second)
    return reversal.everywhere() if at is None else reversal.only(at)


class _Reversal:
    """The transformation of one tree; `nodes` are its objects, children before parents."""

    def __init__(self, top: Node, nodes: list[Node], first: str, second: str) -> None:
        self.top, self.nodes = top, nodes
        self.first, self.second = first, second
        self.faults = Faults()
        self.swap = Swap(first, second, self._path, self.faults)

    def everywhere(self) -> Node:
        """Reverse all places where `second` follows `first`.

        Those where it does so in part or farther below are noted.
        """
        new: dict[int, Node] = {}
        found = False
        for node in self.nodes:
            # everything below is done; the two nodes are made anew together
            if _is_chance(node, self.first) and self._ready(node):
                new[id(node)], found = self.swap.swapped(node, new), True
                continue
            # what is not reversed is copied where something below it was
            new[id(node)] = with_children(node, [new[id(child)] for child in node.children])
            if _is_chance(node, self.first) and id(node) in self._leading:
                self.faults.add(functools.partial(self._obstacle, node))
        self.faults.refuse()
        if not found:
            raise InvalidInputError(
                f"chance {self.second!r} must directly follow chance {self.first!r}"
                " somewhere; it does so nowhere"
            )
        return new[id(self.top)]

    def only(self, path: object) -> Node:
        """Reverse the one place that a path leads to."""
        walked = nodes_along("at", self.top, path)
        assert isinstance(path, tuple)
        labels: Path = path
        node = walked[-1]
        if not _is_chance(node, self.first):
            got = "the end of a path"
            if isinstance(node, Chance | Decision):
                got = f"{type(node).__name__.lower()} {node.name!r}"
            raise InvalidInputError(
                f"at must lead to chance {self.first!r}; got {got} {write(labels)}"
            )
        new: Node = node
        if self._ready(node):
            new = self.swap.swapped(node, {})
        else:
            self.faults.add(functools.partial(self._obstacle, node))
        self.faults.refuse()
        # back up along the path, with the new node in place of the old one
        for above, label in zip(reversed(walked[:-1]), reversed(labels), strict=True):
            # by label: the same object may stand behind several
            children = [new if own == label else child for own, child in labelled(above)]
            new = with_children(above, children)
        return new

    @functools.cached_property
    def _leading(self) -> set[int]:
        """The nodes that have `second` somewhere below, with no `first` between."""
        found: set[int] = set()
        for node in self.nodes:
            if any(self._leads(child, found) for child in node.children):
                found.add(id(node))
        return found

    def _leads(self, child: Node, leading: set[int]) -> bool:
        return _is_chance(child, self.second) or (
            id(child) in leading and not _is_chance(child, self.first)
        )

    def _ready(self, node: Node) -> bool:
        return all(_is_chance(child, self.second) for child in node.children)

    def _obstacle(self, node: Chance) -> str:
        """Say what is between `first` and `second`, or which outcomes `second` does not follow."""
        labels = list(self._path(node))
        # down towards `second`, to the first node that is neither of the two
        between: Node = node
        while True:
            ways = [way for way in labelled(between) if self._leads(way[1], self._leading)]
            farther = [way for way in ways if not _is_chance(way[1], self.second)]
            direct = len(farther) < len(ways)
            if not farther or (direct and between is not node):
                break
            label, between = farther[0]
            labels.append(label)
            if isinstance(between, Decision):
                return (
                    f"{self._place(node)}: decision {between.name!r} {write(tuple(labels))} must"
                    f" not be between {self.first!r} and {self.second!r}, since it would get to"
                    f" know {self.second!r}; what that would be worth, clairvoyance() says"
                )
        if isinstance(between, Chance) and between is not node:
            return (
                f"{self._place(node)}: chance {between.name!r} {write(tuple(labels))} must not be"
                f" between {self.first!r} and {self.second!r}; reverse {between.name!r} and"
                f" {self.second!r} first"
            )
        missing = [label for label, child in labelled(node) if not _is_chance(child, self.second)]
        return (
            f"{self._place(node)}: chance {self.second!r} must follow every outcome; it does not"
            f" follow {missing}"
        )

    @functools.cached_property
    def _before(self) -> dict[int, tuple[Node, str]]:
        """For each node object but the root, the first node that it follows and the label to it."""
        before: dict[int, tuple[Node, str]] = {}
        queue, seen = [self.top], {id(self.top)}
        for node in queue:
            for label, child in labelled(node):
                if id(child) not in seen:
                    seen.add(id(child))
                    before[id(child)] = node, label
                    queue.append(child)
        return before

    def _path(self, node: Node) -> Path:
        """Return the first path to a node object."""
        labels = []
        while node is not self.top:
            node, label = self._before[id(node)]
            labels.append(label)
        return tuple(reversed(labels))

    def _place(self, node: Node) -> str:
        return f"chance {self.first!r} {write(self._path(node))}"


def _is_chance(node: Node, name: str) -> TypeGuard[Chance]:
    return isinstance(node, Chance) and node.name == name
