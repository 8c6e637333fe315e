"""What strategies are called, and which one a label means."""

from __future__ import annotations

import numpy as np

from decision_analysis import _checks
from decision_analysis._arrays import IntArray
from decision_analysis.trees.arrays import LONG, TreeArrays, join
from decision_analysis.trees.passes import UNDECIDED

BETWEEN = ", "
NOTHING = "no decision"


class Words:
    """Writes what strategies do, "decision=option".

    The path to the decision is added where its name is not enough.
    """

    def __init__(self, tree: TreeArrays) -> None:
        self._tree = tree
        self._repeated = set(_checks.repeats(tree._name(int(node)) for node in tree._decisions))
        self._heads: dict[int, str] = {}
        self._tokens: dict[tuple[int, int], str] = {}

    def token(self, row: int, k: int) -> str:
        if (row, k) not in self._tokens:
            node = int(self._tree._decisions[row])
            if row not in self._heads:
                name = self._tree._name(node)
                path = f"[{self.state(node)}]" if name in self._repeated and node else ""
                self._heads[row] = _quoted(name) + path
            option = _quoted(self._tree._label(int(self._tree._first[node]) + k))
            self._tokens[row, k] = f"{self._heads[row]}={option}"
        return self._tokens[row, k]

    def state(self, node: int) -> str:
        """Write the path to a node."""
        steps = self._tree._depth(node)
        walk = [node]
        while len(walk) < min(steps, LONG):
            walk.insert(0, self._tree._parent(walk[0]))
        return self.after(walk if steps else [], steps)

    def after(self, walk: list[int], steps: int) -> str:
        """Write a path by its nodes but the root; a long one by its end and its node.

        The node is unique.
        """
        labels = [self._tree._label(node) for node in walk]
        return (
            join(tuple(labels)) if steps <= LONG else f"... > {' > '.join(labels[-3:])} #{walk[-1]}"
        )

    def label(self, chosen: IntArray) -> str:
        rows = np.flatnonzero(chosen != UNDECIDED)
        return BETWEEN.join(map(self.token, rows.tolist(), chosen[rows].tolist()))


def _quoted(text: str) -> str:
    """Put text in quotes that holds what separates the parts of a label."""
    return repr(text) if BETWEEN in text or "=" in text or "[" in text else text


def match(tree: TreeArrays, label: str, *, merge: bool = True) -> IntArray | None:
    """Return the options (decisions,) of the strategy with this label; None where there is none."""
    words = Words(tree)
    chosen = np.full(len(tree._decisions), UNDECIDED, dtype=np.intp)
    alive = np.zeros(len(tree), dtype=bool)
    alive[0] = True
    rest = "" if label == NOTHING else label
    rows = {int(node): row for row, node in enumerate(tree._decisions)}
    # decision by decision, in the order of labels, the option that the rest of it begins with
    for level in tree._levels:
        alive[level.children] = level.spread(alive)
        if level.decisions is None:
            continue
        nodes = tree._decisions[level.decisions.listed]
        for node in map(int, nodes[alive[nodes]] if merge else nodes):
            children = tree._children(node)
            tokens = [words.token(rows[node], k) for k in range(len(children))]
            # the longest, as one option may begin with another's words
            fits = [k for k, t in enumerate(tokens) if rest == t or rest.startswith(t + BETWEEN)]
            if not fits:
                return None
            k = max(fits, key=lambda k: len(tokens[k]))
            rest = rest[len(tokens[k]) + len(BETWEEN) :]
            chosen[rows[node]] = k
            # what follows other options is ruled out
            alive[children.start : children.stop] &= np.arange(len(children)) == k
    return None if rest else chosen
