"""What is said to users where a tree contradicts itself on an uncertainty, or leaves it open."""

from __future__ import annotations

from dataclasses import dataclass

from decision_analysis._arrays import BoolArray, FloatArray
from decision_analysis.trees.arrays import (
    ADVICE,
    LOOKS,
    TreeArrays,
    listed,
    rounded,
    worst,
    write,
)
from decision_analysis.trees.information._uncertainty import Uncertainty


@dataclass(frozen=True)
class Contradictions:
    """Writes messages on an uncertainty from what the nodes say about it.

    The arrays are those of `NodeBeliefs`.
    """

    uncertainty: Uncertainty
    states: tuple[str, ...]
    itself: BoolArray
    known: BoolArray
    exact: BoolArray
    belief: FloatArray

    @property
    def _tree(self) -> TreeArrays:
        return self.uncertainty.tree

    def dependence(self, one: int, other: int, gap: FloatArray) -> str:
        """Two options of a decision give it different distributions."""
        at = worst(gap)
        places = " and ".join(
            f"{self._listed(self.belief[node], at)} {write(self._tree.path(node))}"
            for node in (one, other)
        )
        if not rounded(gap).any():
            return f"{self._free()}; it is {places}{self.uncertainty.sample(at)}"
        return f"{self._free()}; it {LOOKS}, {places}{self.uncertainty.sample(at)}: {ADVICE}"

    def misfit(self, node: int, residual: FloatArray, gap: FloatArray) -> str:
        """What some outcomes of a chance node say leaves less than nothing for the others."""
        at, below, other = worst(gap), self._first_below(node), self._source(node)
        met = "" if below is None else f", where it is met {write(self._tree.path(below))},"
        place = f"{self._tree._place(node)}{met}"
        known = (
            f"{self._listed(self.belief[node], at)}"
            f" {write(self._tree.path(other))}{self.uncertainty.sample(at)}"
        )
        # the sum of products over the outcomes may be off by as much as each of these is
        if not rounded(gap, int(self._tree.n_children[node])).any():
            return f"{self._free()}; {place} does not fit {known}"
        told = self._listed(self.belief[node] - residual, at)
        return f"{self._free()}; it {LOOKS}, {told} by what follows {place} and {known}: {ADVICE}"

    def _free(self) -> str:
        return f"the distribution of {self.uncertainty.name!r} must not depend on a decision"

    def silence(self, node: int, residual: FloatArray, left: FloatArray, gap: FloatArray) -> str:
        """Several outcomes of a chance node share a rest that tells something."""
        name = self.uncertainty.name
        missing = [self._tree._label(c) for c in self._tree._children(node) if not self.known[c]]
        says = (
            f"{self._tree._place(node)}: the tree must say how the outcomes {missing} depend on"
            f" {name!r}; let chance {name!r} follow them, with its distribution given each"
        )
        if not rounded(gap).any():
            return says
        at = worst(gap)
        due = self._listed(left * self.belief[node], at)
        return (
            f"{says}; the other outcomes leave {self._listed(residual, at)} for these, and {due}"
            f" where these tell nothing{self.uncertainty.sample(at)}, which may be numbers rounded:"
            " then write them exactly, as beliefs.update() or trees.reverse() give them"
        )

    def _listed(self, belief: FloatArray, sample: tuple[int, ...]) -> str:
        return listed(self.states, belief, sample)

    def _source(self, node: int) -> int:
        """Return the option above `node` whose subtree says what the uncertainty is like there."""
        for above in reversed(self._tree._ancestors(node)[:-1]):
            for child in self._tree._children(above):
                if self.exact[child]:
                    return child
        return 0

    def _first_below(self, node: int) -> int | None:
        found = [node]
        for above in found:
            if self.itself[above]:
                return above
            found.extend(self._tree._children(above))
        return None
