"""What other options say about two uncertainties, where the one taken meets only one of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeAlias

import numpy as np

from decision_analysis._arrays import BoolArray, FloatArray
from decision_analysis.trees.arrays import (
    ADVICE,
    LOOKS,
    TreeArrays,
    apart,
    listed,
    rounded,
    worst,
    write,
)
from decision_analysis.trees.information._joint_on_every_path import JointOnEveryPath
from decision_analysis.trees.information._joint_on_some_paths import Believed, JointOnSomePaths
from decision_analysis.trees.information._uncertainty import Uncertainty
from decision_analysis.trees.nodes import CHANCE

Tell: TypeAlias = Callable[[int, str, dict[str, str]], dict[str, FloatArray] | str]


class OtherOptions:
    """Finds P(state | outcomes met) on paths that never meet the uncertainty.

    Options that meet it and all of them tell it. Names say which chance nodes are the same
    uncertainty: a decision influences none of them, so that their joint distribution below one
    option holds below the others.
    """

    def __init__(
        self,
        uncertainty: Uncertainty,
        itself: BoolArray,
        states: tuple[str, ...],
        believe: Callable[[Uncertainty], Believed],
    ) -> None:
        self._about = uncertainty
        self._tree, self._name = uncertainty.tree, uncertainty.name
        self._every = JointOnEveryPath(self._tree, self._name, states)
        self._some = JointOnSomePaths(uncertainty, believe)
        self._met_below = _at_or_below(self._tree, itself)
        self._told_above = _other_option_above(self._tree, self._met_below)
        self.doubts: dict[int, str] = {}

    def beliefs(self, node: int, known: FloatArray) -> dict[int, FloatArray]:
        """Return the distribution (states, ...) given each outcome of a chance node, if it is told.

        Another option tells it. It is NaN in samples in which the outcome is impossible. `known`
        (states, ...) is the distribution at the node. Where rounding may have parted the
        probabilities of the outcomes from those that the option gives them, `doubts` says so at the
        outcomes.
        """
        return self._ask(node, known, self._every.joint)

    def partly(self, node: int, known: FloatArray) -> dict[int, FloatArray]:
        """Return the same from options that meet both on some paths only.

        Both are the uncertainty and the outcomes, met together.
        """
        return self._ask(node, known, self._joint_on_some_paths) if self._about.partly else {}

    def _ask(self, node: int, known: FloatArray, tell: Tell) -> dict[int, FloatArray]:
        # up the path, noting the outcomes on it, until an option beside it says something
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
                    found = self._told(option, node, met, known, tell)
                    if found:
                        return found
            above = parent
        return {}

    def _told(
        self, option: int, node: int, met: dict[str, str], known: FloatArray, tell: Tell
    ) -> dict[int, FloatArray]:
        """Return what one option says about outcomes of a node that, below another, follow `met`.

        Nothing, where it gives these outcomes other probabilities: then they are not the same
        uncertainty, and in samples where this is so and others where it is not, the former leave
        what is `known`. Whether rounding has parted them is no matter where they tell no more than
        is `known` at the node anyway. What was met and does not occur below the option counts as
        telling nothing, if the distribution at the node is `known` to be that without it.
        """
        tree, weight = self._tree, self._about.weight[option]
        children = {tree._label(child): child for child in tree._children(node)}
        names = self._every.names(option)
        shared = {name: label for name, label in met.items() if name in names}
        joint = tell(option, tree._name(node), shared)
        if isinstance(joint, str):
            self._doubt(children.values(), joint)
            return {}
        if not children.keys() & joint.keys():
            return {}
        # P(outcome, state) as the option has it (outcomes, states, ...), P(outcome) at the node
        blank = np.zeros_like(next(iter(joint.values())))
        labels = list(dict.fromkeys([*children, *joint]))
        given = np.stack([joint.get(label, blank) for label in labels])
        own = np.stack(
            [tree._probability[children[a]] if a in children else blank[0] for a in labels]
        )
        likely, total = given.sum(axis=1), given.sum(axis=(0, 1))
        # how far the outcomes have other probabilities there, and how much they tell of the state
        gap = np.abs(likely - total * own).max(axis=0) * weight
        tells = np.abs(given - likely[:, None] * known).max(axis=(0, 1)) * weight
        if rounded(gap).any():
            if not apart(tells).any():
                return dict.fromkeys(children.values(), known)
            all_met = len(shared) == len(met)
            new = [child for child in children.values() if all_met or not self._met_below[child]]
            self._doubt(new, self._rounding((option, node), shared, labels, likely, own, gap))
            return {}
        different = apart(gap)
        some_met = any(self._met_below[child] for child in children.values())
        if different.all() or (different.any() and some_met):
            return {}
        # what was met and is unknown there must not have changed the distribution
        changed = np.abs(given.sum(axis=0) - total * known) * weight
        if len(shared) < len(met) and apart(changed).any():
            return {}
        # P(state | outcome), NaN where the outcome is impossible
        possible = likely > 0
        belief = np.where(different, known, given / np.where(possible, likely, np.nan)[:, None])
        rows = enumerate(children.values())
        return {child: belief[row] for row, child in rows if possible[row].any()}

    def _doubt(self, children: Iterable[int], problem: str) -> None:
        """Note a problem at outcomes that have none yet."""
        self.doubts = dict.fromkeys(children, problem) | self.doubts

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

    def _joint_on_some_paths(
        self, option: int, other: str, met: dict[str, str]
    ) -> dict[str, FloatArray] | str:
        """Return what `_every.joint` does by moving what was met and `other` to the front."""
        together = {self._name, other} <= self._every.names(option)
        if other in met or self._name in met or not together:
            return {}
        return self._some.joint(option, other, met)


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
