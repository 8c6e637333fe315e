"""What other options say about two uncertainties, where the one taken meets only one of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np

from decision_analysis._arrays import BoolArray, FloatArray, IntArray
from decision_analysis.trees.arrays import (
    ADVICE,
    LOOKS,
    TreeArrays,
    along,
    apart,
    listed,
    rounded,
    worst,
    write,
)
from decision_analysis.trees.information._asked import Asked
from decision_analysis.trees.information._partial import Believed, Partial
from decision_analysis.trees.nodes import CHANCE, DECISION

Tell: TypeAlias = Callable[[int, str, dict[str, str]], dict[str, FloatArray] | str]


@dataclass(frozen=True)
class _Layer:
    """The nodes of one depth of a subtree, and for each which of the layer above is its parent."""

    nodes: IntArray
    parent: IntArray


class Reference:
    """Finds P(state | outcomes met) on paths that never meet the uncertainty, from options that
    meet it and them all.

    Names say which chance nodes are the same uncertainty: a decision influences none of them, so
    that their joint distribution below one option holds below the others.
    """

    def __init__(
        self,
        asked: Asked,
        itself: BoolArray,
        states: tuple[str, ...],
        believe: Callable[[Asked], Believed],
    ) -> None:
        self._about = asked
        self._partial = Partial(asked, believe)
        self._tree = tree = asked.tree
        self._name = asked.name
        self._states = states
        self._met_below = _at_or_below(tree, itself)
        self._told_above = _other_option_above(tree, self._met_below)
        self.doubts: dict[int, str] = {}
        self._names_below: dict[int, set[str]] = {}
        self._layers_below: dict[int, list[_Layer]] = {}
        self._codes: dict[str, int] = {}
        chances = tree.kind == CHANCE
        self._named = np.array(
            [self._code(tree._name(i)) if c else -1 for i, c in enumerate(chances.tolist())]
        )
        self._labeled = np.array([self._code(tree._label(i)) for i in range(len(tree))])
        self._asked: dict[tuple[int, str, frozenset[tuple[str, str]]], dict[str, FloatArray]] = {}

    def beliefs(self, node: int, known: FloatArray) -> dict[int, FloatArray]:
        """Return the distribution (states, ...) given each outcome of a chance node, where another
        option tells it.

        It is NaN in samples in which the outcome is impossible. `known` (states, ...) is the
        distribution at the node. Where rounding may have parted the probabilities of the outcomes
        from those that the option gives them, `doubts` says so at the outcomes.
        """
        return self._ask(node, known, self._exactly)

    def partly(self, node: int, known: FloatArray) -> dict[int, FloatArray]:
        """Return the same from options that meet the uncertainty and the outcomes together on some
        paths only."""
        return self._ask(node, known, self._by_way) if self._about.partly else {}

    def _ask(self, node: int, known: FloatArray, tell: Tell) -> dict[int, FloatArray]:
        met: dict[str, str] = {}
        above = node
        while self._told_above[above]:
            parent = self._tree._parent(above)
            if self._tree.kind[parent] == CHANCE:
                met[self._tree._name(parent)] = self._tree._label(above)
            else:
                for option in self._tree._children(parent):
                    if option == above or not self._met_below[option]:
                        continue
                    if found := self._told(option, node, met, known, tell):
                        return found
            above = parent
        return {}

    def _told(
        self, option: int, node: int, met: dict[str, str], known: FloatArray, tell: Tell
    ) -> dict[int, FloatArray]:
        """Return what one option says about the outcomes of a node that follows what was `met`
        below another one.

        Nothing, where it gives these outcomes other probabilities: then they are not the same
        uncertainty, and in samples where this is so and others where it is not, the former leave
        what is `known`. Whether rounding has parted them is no matter where they tell no more than
        is `known` at the node anyway. What was met and does not occur below the option counts as
        telling nothing, if the distribution at the node is `known` to be that without it.
        """
        tree, asked = self._tree, self._tree._name(node)
        every, met = (
            len(met),
            {name: label for name, label in met.items() if name in self._names(option)},
        )
        joint = tell(option, asked, met)
        children = {tree._label(child): child for child in tree._children(node)}
        if isinstance(joint, str):
            self.doubts = dict.fromkeys(children.values(), joint) | self.doubts
            return {}
        if not any(label in joint for label in children):
            return {}
        blank = np.zeros_like(next(iter(joint.values())))
        labels = list(dict.fromkeys([*children, *joint]))
        given = np.stack([joint.get(label, blank) for label in labels])
        own = np.stack(
            [tree._probability[children[a]] if a in children else blank[0] for a in labels]
        )
        likely, total = given.sum(axis=1), given.sum(axis=(0, 1))
        gap = np.abs(likely - total * own).max(axis=0) * self._about.weight[option]
        tells = (
            np.abs(given - likely[:, None] * known).max(axis=(0, 1)) * self._about.weight[option]
        )
        if rounded(gap).any():
            if not apart(tells).any():
                return dict.fromkeys(children.values(), known)
            problem = self._rounding((option, node), met, labels, likely, own, gap)
            new = (
                child
                for child in children.values()
                if len(met) == every or not self._met_below[child]
            )
            self.doubts = dict.fromkeys(new, problem) | self.doubts
            return {}
        other = apart(gap)
        if other.all() or (
            other.any() and any(self._met_below[child] for child in children.values())
        ):
            return {}
        if (
            len(met) < every
            and apart(np.abs(given.sum(axis=0) - total * known) * self._about.weight[option]).any()
        ):
            return {}
        possible = likely > 0
        given = np.where(other, known, given / np.where(possible, likely, np.nan)[:, None])
        rows = enumerate(children.values())
        return {child: given[row] for row, child in rows if possible[row].any()}

    def _rounding(
        self,
        nodes: tuple[int, int],
        met: dict[str, str],
        labels: list[str],
        likely: FloatArray,
        own: FloatArray,
        gap: FloatArray,
    ) -> str:
        """Show the two distributions of one name, which another option says and the node itself."""
        tree, (option, node) = self._tree, nodes
        sample, total = worst(gap), likely.sum(axis=0)
        told, here = np.broadcast_arrays(likely / np.where(total > 0, total, 1.0), own)
        after = "".join(f" given {name}={outcome}" for name, outcome in met.items())
        return (
            f"the distribution of {tree._name(node)!r}{after} must be the same whatever is decided;"
            f" it {LOOKS}, {listed(labels, told, sample)} by what follows"
            f" {write(tree.path(option))} and {listed(labels, here, sample)}"
            f" {write(tree.path(node))}{self._about.sample(sample)}, and what it tells of"
            f" {self._name!r} hangs on it: {ADVICE}"
        )

    def _exactly(self, option: int, asked: str, met: dict[str, str]) -> dict[str, FloatArray]:
        key = option, asked, frozenset(met.items())
        if key not in self._asked:
            self._asked[key] = self._tell(option, asked, met)
        return self._asked[key]

    def _by_way(self, option: int, asked: str, met: dict[str, str]) -> dict[str, FloatArray] | str:
        """Return what `_exactly` does by moving what was met and `asked` to the front."""
        if asked in met or self._name in met or not {self._name, asked} <= self._names(option):
            return {}
        return self._partial.joint(option, asked, met)

    def _tell(self, option: int, asked: str, met: dict[str, str]) -> dict[str, FloatArray]:
        """Return the probability (states, ...) of each state with each outcome of `asked` and what
        was met."""
        needed = {self._name, asked, *met}
        if asked in met or not needed <= self._names(option):
            return {}
        layers = self._layers(option)
        if not self._exact(layers, needed, met)[0][0]:
            return {}
        joint = {
            label: self._joint(layers, needed, {**met, asked: label})
            for label in self._outcomes(layers, asked)
        }
        return {label: p for label, p in joint.items() if p is not None}

    def _outcomes(self, layers: list[_Layer], asked: str) -> list[str]:
        tree = self._tree
        nodes = [int(i) for layer in layers for i in layer.nodes if tree.kind[i] == CHANCE]
        same = (i for i in nodes if tree._name(i) == asked)
        return list(dict.fromkeys(tree._label(child) for i in same for child in tree._children(i)))

    def _names(self, option: int) -> set[str]:
        if option not in self._names_below:
            nodes = np.concatenate([layer.nodes for layer in self._layers(option)])
            chances = nodes[self._tree.kind[nodes] == CHANCE]
            self._names_below[option] = {self._tree._name(int(i)) for i in chances}
        return self._names_below[option]

    def _code(self, word: str) -> int:
        """Return the number that stands for a name or a label."""
        return self._codes.setdefault(word, len(self._codes))

    def _layers(self, top: int) -> list[_Layer]:
        if top not in self._layers_below:
            self._layers_below[top] = self._levels(top)
        return self._layers_below[top]

    def _levels(self, top: int) -> list[_Layer]:
        tree = self._tree
        layers = [_Layer(np.array([top]), np.array([0]))]
        while True:
            nodes = layers[-1].nodes
            counts = tree.n_children[nodes]
            if not counts.any():
                return layers
            first = int(tree.first_child[nodes[counts > 0][0]])
            below = np.arange(first, first + int(counts.sum()))
            layers.append(_Layer(below, np.repeat(np.arange(len(nodes)), counts)))

    def _exact(
        self, layers: list[_Layer], needed: set[str], met: dict[str, str]
    ) -> list[BoolArray]:
        """Say from which nodes on, with some options, every path that agrees with what was met
        meets all of `needed`.

        From none, where one of these names is met twice and may come out otherwise: then it is not
        one uncertainty.
        """
        tree = self._tree
        seen = [{name: np.zeros(1, dtype=bool) for name in needed}]
        for layer, above in zip(layers[1:], layers, strict=False):
            here = {name: self._named[above.nodes] == self._code(name) for name in needed}
            open_ = tree.n_children[above.nodes] > 1
            if any((was & here[name] & open_).any() for name, was in seen[-1].items()):
                return [np.zeros(len(every.nodes), dtype=bool) for every in layers]
            seen.append({name: (was | here[name])[layer.parent] for name, was in seen[-1].items()})
        exact: list[BoolArray] = []
        for depth in range(len(layers) - 1, -1, -1):
            nodes = layers[depth].nodes
            found: BoolArray = np.logical_and.reduce(list(seen[depth].values()))
            if exact:
                below, parent = exact[0], layers[depth + 1].parent
                some = np.bincount(parent, weights=below, minlength=len(nodes)) > 0
                outside = ~self._consistent(layers[depth + 1], layers[depth], met)
                every = np.bincount(parent, weights=~(below | outside), minlength=len(nodes)) == 0
                inner = tree.n_children[nodes] > 0
                found = np.where(inner, np.where(tree.kind[nodes] == DECISION, some, every), found)
            exact.insert(0, found)
        return exact

    def _consistent(self, layer: _Layer, above: _Layer, met: dict[str, str]) -> BoolArray:
        """Say which branches don't contradict what was met."""
        names, labels = self._named[above.nodes[layer.parent]], self._labeled[layer.nodes]
        found = np.ones(len(layer.nodes), dtype=bool)
        for name, label in met.items():
            found &= (names != self._code(name)) | (labels == self._code(label))
        return found

    def _joint(
        self, layers: list[_Layer], needed: set[str], met: dict[str, str]
    ) -> FloatArray | None:
        """Return the probability (states, ...) of each state together with what was met; None if it
        is not resolved."""
        tree, exact = self._tree, self._exact(layers, needed, met)
        if not exact[0][0]:
            return None
        chances = tree._probability
        found = np.zeros((len(self._states), *chances.shape[1:]))
        reach, state = np.ones((1, *chances.shape[1:])), np.array([-1])
        for depth, layer in enumerate(layers[1:], start=1):
            above = layers[depth - 1]
            parents = above.nodes[layer.parent]
            open_ = self._consistent(layer, above, met)
            deciding = tree.kind[parents] == DECISION
            usable = deciding & exact[depth]
            first = np.full(len(above.nodes), -1)
            first[layer.parent[usable][::-1]] = np.flatnonzero(usable)[::-1]
            open_ &= ~deciding | (first[layer.parent] == np.arange(len(layer.nodes)))
            reach = reach[layer.parent] * chances[layer.nodes] * along(open_, chances.ndim)
            named = np.array(
                [tree.kind[i] == CHANCE and tree._name(int(i)) == self._name for i in above.nodes]
            )[layer.parent]
            own = [
                self._states.index(tree._label(int(i))) if is_it else -1
                for i, is_it in zip(layer.nodes, named, strict=True)
            ]
            state = np.where(named, own, state[layer.parent])
            ends = (tree.n_children[layer.nodes] == 0) & (state >= 0)
            np.add.at(found, state[ends], reach[ends])
        return found


def _at_or_below(tree: TreeArrays, itself: BoolArray) -> BoolArray:
    """Say which nodes (N,) are one of these or have one below."""
    found = itself.copy()
    for level in reversed(tree._levels):
        for part in (level.chances, level.decisions):
            if part is not None:
                found[part.nodes] |= np.logical_or.reduceat(found[part.below], part.starts)
    return found


def _other_option_above(tree: TreeArrays, met_below: BoolArray) -> BoolArray:
    """Say which nodes (N,) come after a decision of which another option meets the uncertainty."""
    found = np.zeros(len(tree), dtype=bool)
    for level in tree._levels:
        found[level.children] = level.spread(found)
        if (part := level.decisions) is not None:
            met = met_below[part.below].astype(np.intp)
            others = np.repeat(np.add.reduceat(met, part.starts), part.counts) - met
            found[part.below] |= others > 0
    return found
