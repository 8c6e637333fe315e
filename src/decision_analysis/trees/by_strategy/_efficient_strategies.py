"""`efficient_strategies`: strategies with undominated expected attributes, by vector rollback."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from decision_analysis import _checks
from decision_analysis._arrays import FloatArray, IntArray
from decision_analysis._limits import CACHE_BLOCK
from decision_analysis._named import named
from decision_analysis.core import Criterion
from decision_analysis.core.parts import DOMINATED, DecisionTable, stand_ins
from decision_analysis.errors import InvalidInputError
from decision_analysis.trees.arrays import TreeArrays, along, as_tree
from decision_analysis.trees.by_strategy._choices import below, deciding, number
from decision_analysis.trees.by_strategy._consequences import columns_of
from decision_analysis.trees.by_strategy._efficient_strategies_result import (
    EfficientStrategiesResult,
)
from decision_analysis.trees.by_strategy._predictive import predictive
from decision_analysis.trees.by_strategy._strategies import Strategy
from decision_analysis.trees.by_strategy._strategy_names import NOTHING, Words
from decision_analysis.trees.nodes import DECISION, NodeLike
from decision_analysis.trees.passes import UNDECIDED, roll_back, tie_tolerance


@named
def efficient_strategies(
    root: NodeLike | TreeArrays,
    criteria: Sequence[Criterion | str] | Mapping[str, str | Criterion] | Criterion | str,
    *,
    max_vectors: int = 10_000,
) -> EfficientStrategiesResult:
    """Return the strategies of a tree whose expected attributes no other one dominates.

    They are found without listing all strategies.

    Parameters
    ----------
    root : node or TreeArrays
        The tree. With sampled numbers the expectation is over the samples too, which count as
        equally likely; each strategy is held fixed in every sample.
    criteria : sequence of Criterion or str, or mapping
        Attributes of the payoffs, by name, as in `consequences`; a string is to be maximized.
    max_vectors : int
        Above this number of efficient vectors at one node the rollback stops.

    Returns
    -------
    EfficientStrategiesResult
        `.table`, a `DecisionTable` (strategies, criteria) for any method; `.strategies`, the plan
        of each row; `.counts`, how many strategies share each row's expected attributes; `.of`, how
        many strategies there are. Rows are in the order of `strategies`.

    Raises
    ------
    InvalidModelError
        If the tree is faulty.
    InvalidInputError
        If a criterion is not an attribute, or some node has more than `max_vectors` efficient
        vectors.

    See Also
    --------
    consequences : The table of all strategies, where they are few.
    rollback : The one best strategy, where the attributes can be weighed.

    Notes
    -----
    Backward induction with sets of vectors: at a decision the union of the options' sets, at a
    chance node all sums of one vector from each outcome, weighted by the probabilities; in both,
    dominated vectors are dropped. As adding a vector and multiplying with a probability keep
    dominance, no strategy is lost that is efficient in the whole tree. A strategy is dominated
    where another one is at least equal on every criterion and better on one. Totals are equal
    where, in sorted order, neighbors differ by at most 1e-12 times the largest absolute payoff of
    the attribute.

    Where several strategies have the same expected attributes, the first stands for them all. Below
    an outcome with probability 0 that is the first efficient one.

    Time and memory follow the sets, not the strategies: pruning n sums takes O(n log n) with two
    criteria, and at a chance node n is the product of the sizes of two sets. The number of
    efficient vectors itself may grow with the number of strategies.

    References
    ----------
    Haimes Y.Y., Li D., Tulsiani V. (1990) Multiobjective decision-tree analysis. Risk Analysis
    10(1) 111-127. https://doi.org/10.1111/j.1539-6924.1990.tb01026.x

    Examples
    --------
    >>> from decision_analysis import Criterion
    >>> from decision_analysis.trees import Chance, Decision, efficient_strategies
    >>> def year(name):
    ...     repair = {
    ...         "now": {"cost": 4, "outage": 1},
    ...         "later": {"cost": 1, "outage": 5},
    ...         "never": {"cost": 3, "outage": 9},
    ...     }
    ...     return Decision(name, repair)
    >>> tree = Chance(
    ...     "weather", {"mild": (0.75, year("if mild")), "harsh": (0.25, year("if harsh"))}
    ... )
    >>> found = efficient_strategies(tree, [Criterion("cost", "min"), Criterion("outage", "min")])
    >>> found
    efficient_strategies: 4 of 9 strategies
                                      cost (min)  outage (min)  equal
       if mild=now, if harsh=now            4.00             1      1
       if mild=now, if harsh=later          3.25             2      1
       if mild=later, if harsh=now          1.75             4      1
       if mild=later, if harsh=later        1.00             5      1
    >>> found.strategies[1]["mild",]
    'now'
    """
    tree = as_tree(root)
    columns = columns_of(tree, criteria)
    limit = _checks.integer("max_vectors", max_vectors)
    single = predictive(tree)
    signs = np.array([1.0 if criterion.goal == "max" else -1.0 for criterion in columns])
    names = [criterion.name if tree.attributes else "payoff" for criterion in columns]
    amounts = np.stack([single._payoffs[name] for name in names], axis=-1) * signs
    work = _Rollback(single, amounts, limit)
    front = work.run()
    chosen = work.choices()
    words = Words(tree)
    labels = [words.label(row) or NOTHING for row in chosen.T]
    table = DecisionTable(front.vectors * signs + 0.0, columns, labels)
    return EfficientStrategiesResult(
        method="efficient_strategies",
        references=(
            (
                "Haimes Y.Y., Li D., Tulsiani V. (1990) Multiobjective decision-tree analysis. Risk"
                " Analysis 10(1) 111-127. https://doi.org/10.1111/j.1539-6924.1990.tb01026.x"
            ),
        ),
        alternatives=table.alternatives,
        table=table,
        strategies=tuple(Strategy(tree, row) for row in chosen.T),
        counts=tuple(map(int, front.counts)),
        of=work.totals[0],
    )


@dataclass(frozen=True)
class _Front:
    """The efficient vectors of a subtree, in the order of its strategies, and how many strategies
    have each.

    `origin` says where each is from: at a decision (n, 2) the option and the position in its front,
    at a chance node (n, outcomes) the position in the front of each outcome that has several
    strategies.
    """

    vectors: FloatArray
    counts: IntArray
    origin: IntArray

    def __len__(self) -> int:
        return len(self.vectors)


class _Rollback:
    """Fronts from the leaves to the root, and the way back from a vector of the root to the options
    behind it."""

    def __init__(self, tree: TreeArrays, amounts: FloatArray, limit: int) -> None:
        self.tree = tree
        self.amounts = amounts
        self.limit = limit
        self.several = below(tree) > 1
        self.rolled = roll_back(tree, amounts)
        self.tolerance = tie_tolerance(amounts)
        self.exact = np.intp if number(tree)[0] is not None else object
        self.fronts: dict[int, _Front] = {}
        self.totals: dict[int, int] = {0: 1}

    def run(self) -> _Front:
        """Return the front of the root."""
        for node in map(int, np.flatnonzero(self.several)[::-1]):
            children = self.tree._children(node)
            if self.tree.kind[node] == DECISION:
                self.totals[node] = sum(self.totals[c] if self.several[c] else 1 for c in children)
                found = self._options(node, children)
            else:
                inner = [c for c in children if self.several[c]]
                self.totals[node] = int(np.prod([self.totals[c] for c in inner], dtype=object))
                found = self._outcomes(node, children, inner)
            self.fronts[node] = _Front(
                found.vectors + self.amounts[node], found.counts, found.origin
            )
        return self.fronts[0] if self.several[0] else self._sure(0)

    def choices(self) -> IntArray:
        """Return the options (decisions, n) behind the vectors of the root; -1 where one is ruled
        out."""
        tree, n = self.tree, len(self.fronts[0]) if self.several[0] else 1
        found = np.full((len(tree._decisions), n), UNDECIDED, dtype=np.intp)
        open_ = deciding(tree)
        stack = [(0, np.arange(n), np.arange(n))]
        while stack:
            node, members, places = stack.pop()
            if not open_[node]:
                continue
            children = tree._children(node)
            front = self.fronts[node] if self.several[node] else None
            if tree.kind[node] == DECISION:
                option = np.zeros_like(places) if front is None else front.origin[places, 0]
                inside = places if front is None else front.origin[places, 1]
                found[np.searchsorted(tree._decisions, node), members] = option
                for k in map(int, np.unique(option)):
                    mine = option == k
                    stack.append((children[k], members[mine], inside[mine]))
            else:
                place = iter(() if front is None else front.origin[places].T)
                stack.extend(
                    (child, members, next(place) if self.several[child] else places)
                    for child in children
                )
        return found

    def _options(self, node: int, children: range) -> _Front:
        parts = [self.fronts[c] if self.several[c] else self._sure(c) for c in children]
        option = np.repeat(np.arange(len(parts)), [len(part) for part in parts])
        inside = np.concatenate([np.arange(len(part)) for part in parts])
        return self._pruned(
            node,
            np.concatenate([part.vectors for part in parts]),
            np.concatenate([part.counts for part in parts]),
            np.column_stack([option, inside]),
        )

    def _outcomes(self, node: int, children: range, inner: list[int]) -> _Front:
        chances = self.tree._probability
        block = slice(children.start, children.stop)
        sure = np.where(along(self.several[block], 2), 0.0, self.rolled[block])
        constant = (chances[block, None] * sure).sum(axis=0)
        found = _Front(
            constant[None], np.ones(1, dtype=self.exact), np.empty((1, 0), dtype=np.intp)
        )
        for child in inner:
            found = self._sums(node, found, self._weighted(child, float(chances[child])))
        return found

    def _weighted(self, child: int, probability: float) -> _Front:
        """Return what an outcome contributes; all its strategies are equal where its probability is
        0."""
        front = self.fronts[child]
        if probability > 0:
            return _Front(probability * front.vectors, front.counts, front.origin)
        return _Front(
            np.zeros_like(front.vectors[:1]),
            np.array([self.totals[child]], dtype=self.exact),
            front.origin,
        )

    def _sums(self, node: int, one: _Front, other: _Front) -> _Front:
        """Return the efficient sums of a vector of one front and a vector of the other, a block at
        a time."""
        m = len(other)
        at_once = max(1, CACHE_BLOCK // m)
        found: _Front | None = None
        for first in range(0, len(one), at_once):
            rows = slice(first, first + at_once)
            vectors = (one.vectors[rows, None] + other.vectors).reshape(-1, one.vectors.shape[1])
            counts = np.multiply.outer(one.counts[rows], other.counts).reshape(-1)
            left = np.repeat(one.origin[rows], m, axis=0)
            right = np.tile(np.arange(m), len(left) // m)
            block = self._pruned(node, vectors, counts, np.column_stack([left, right]))
            if found is not None:
                block = self._pruned(
                    node,
                    np.concatenate([found.vectors, block.vectors]),
                    np.concatenate([found.counts, block.counts]),
                    np.concatenate([found.origin, block.origin]),
                )
            found = block
        assert found is not None
        return found

    def _pruned(self, node: int, vectors: FloatArray, counts: IntArray, origin: IntArray) -> _Front:
        """Drop dominated vectors, and let the first of equal ones stand for all, in the order
        given."""
        if len(vectors) == 1:
            return _Front(vectors, counts, origin)
        first = stand_ins(vectors, self.tolerance)
        alive = np.flatnonzero(first != DOMINATED)
        alive = alive[np.argsort(first[alive], kind="stable")]
        starts = np.flatnonzero(np.diff(first[alive], prepend=-1))
        kept = first[alive][starts]
        if len(kept) > self.limit:
            self._refuse(node, len(kept))
        return _Front(vectors[kept], np.add.reduceat(counts[alive], starts), origin[kept])

    def _sure(self, node: int) -> _Front:
        return _Front(
            self.rolled[node][None], np.ones(1, dtype=self.exact), np.empty((1, 0), dtype=np.intp)
        )

    def _refuse(self, node: int, count: int) -> None:
        raise InvalidInputError(
            f"a node must have at most max_vectors={self.limit:,} efficient vectors;"
            f" {self.tree._place(node)} has {count:,} or more: raise max_vectors, name fewer"
            " criteria, leave out options that are out of the question, or weigh the attributes in"
            " rollback(attribute={...}), which finds one plan"
        )
