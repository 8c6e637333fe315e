"""The joint distribution of uncertainties that every path below some option meets together."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from decision_analysis._arrays import BoolArray, FloatArray, IntArray
from decision_analysis.trees.arrays import TreeArrays, along
from decision_analysis.trees.nodes import CHANCE, DECISION


@dataclass(frozen=True)
class _Layer:
    """The nodes of one depth of a subtree, and for each which of the layer above is its parent."""

    nodes: IntArray
    parent: IntArray


class JointOnEveryPath:
    """Finds P(state, outcomes) below an option as the sum over its paths.

    Every one of them meets the uncertainty and the others.
    """

    def __init__(self, tree: TreeArrays, name: str, states: tuple[str, ...]) -> None:
        self._tree, self._name, self._states = tree, name, states
        self._names_below: dict[int, set[str]] = {}
        self._layers_below: dict[int, list[_Layer]] = {}
        self._found: dict[tuple[int, str, frozenset[tuple[str, str]]], dict[str, FloatArray]] = {}
        self._codes: dict[str, int] = {}
        is_chance = (tree.kind == CHANCE).tolist()
        self._named = np.array(
            [self._code(tree._name(i)) if chance else -1 for i, chance in enumerate(is_chance)]
        )
        self._labelled = np.array([self._code(tree._label(i)) for i in range(len(tree))])

    def joint(self, option: int, other: str, met: dict[str, str]) -> dict[str, FloatArray]:
        """Return the probability (states, ...) of states and what was met, by outcome of `other`.

        There is nothing where some path leaves them open.
        """
        key = option, other, frozenset(met.items())
        if key not in self._found:
            self._found[key] = self._joint_by_outcome(option, other, met)
        return self._found[key]

    def _joint_by_outcome(
        self, option: int, other: str, met: dict[str, str]
    ) -> dict[str, FloatArray]:
        needed = {self._name, other, *met}
        if other in met or not needed <= self.names(option):
            return {}
        layers = self._layers(option)
        if not self._exact(layers, needed, met)[0][0]:
            return {}
        joint = {
            label: self._joint(layers, needed, {**met, other: label})
            for label in self._outcomes(layers, other)
        }
        return {label: p for label, p in joint.items() if p is not None}

    def _outcomes(self, layers: list[_Layer], other: str) -> list[str]:
        tree = self._tree
        nodes = [int(i) for layer in layers for i in layer.nodes if tree.kind[i] == CHANCE]
        same = (i for i in nodes if tree._name(i) == other)
        return list(dict.fromkeys(tree._label(child) for i in same for child in tree._children(i)))

    def names(self, option: int) -> set[str]:
        """Return the names of the chance nodes below an option."""
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
            self._layers_below[top] = self._layers_from(top)
        return self._layers_below[top]

    def _layers_from(self, top: int) -> list[_Layer]:
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
        """Say from which nodes on, with some options, every fitting path meets all of `needed`.

        A path fits if it agrees with what was met. There are no such nodes where one of these names
        is met twice and may come out otherwise: then it is not one uncertainty.
        """
        tree = self._tree
        # from the top down: which names have been met on the way to each node
        seen = [{name: np.zeros(1, dtype=bool) for name in needed}]
        for layer, above in zip(layers[1:], layers, strict=False):
            here = {name: self._named[above.nodes] == self._code(name) for name in needed}
            open_ = tree.n_children[above.nodes] > 1
            if any((was & here[name] & open_).any() for name, was in seen[-1].items()):
                return [np.zeros(len(every.nodes), dtype=bool) for every in layers]
            seen.append({name: (was | here[name])[layer.parent] for name, was in seen[-1].items()})
        # from the ends up: every consistent branch of a chance node, some option of a decision
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
        names, labels = self._named[above.nodes[layer.parent]], self._labelled[layer.nodes]
        found = np.ones(len(layer.nodes), dtype=bool)
        for name, label in met.items():
            found &= (names != self._code(name)) | (labels == self._code(label))
        return found

    def _joint(
        self, layers: list[_Layer], needed: set[str], met: dict[str, str]
    ) -> FloatArray | None:
        """Return the probability (states, ...) of states and what was met; None if unresolved."""
        tree, exact = self._tree, self._exact(layers, needed, met)
        if not exact[0][0]:
            return None
        chances = tree._probability
        found = np.zeros((len(self._states), *chances.shape[1:]))
        reach, state = np.ones((1, *chances.shape[1:])), np.array([-1])
        for depth, layer in enumerate(layers[1:], start=1):
            above = layers[depth - 1]
            open_ = self._consistent(layer, above, met)
            # at a decision the first option below which every path meets all of them is followed
            deciding = tree.kind[above.nodes[layer.parent]] == DECISION
            usable = deciding & exact[depth]
            first = np.full(len(above.nodes), -1)
            first[layer.parent[usable][::-1]] = np.flatnonzero(usable)[::-1]
            open_ &= ~deciding | (first[layer.parent] == np.arange(len(layer.nodes)))
            # the probability of the path to each node, together with what was met
            reach = reach[layer.parent] * chances[layer.nodes] * along(open_, chances.ndim)
            # the state on the path: the label of the branch below a node of the uncertainty
            state = state[layer.parent]
            is_state = self._named[above.nodes[layer.parent]] == self._code(self._name)
            for row in np.flatnonzero(is_state):
                state[row] = self._states.index(tree._label(int(layer.nodes[row])))
            # paths end in a state, whose probability they add to
            ends = (tree.n_children[layer.nodes] == 0) & (state >= 0)
            np.add.at(found, state[ends], reach[ends])
        return found
