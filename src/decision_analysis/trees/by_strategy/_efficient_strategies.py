"""`efficient_strategies`: strategies with undominated expected attributes, by vector rollback."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence

import numpy as np

from decision_analysis import _checks, _render
from decision_analysis._cited import cited, cites
from decision_analysis._named import named
from decision_analysis.core import Criterion, DecisionTable, Result
from decision_analysis.trees.arrays import TreeArrays, as_tree
from decision_analysis.trees.by_strategy._average_tree import average_tree
from decision_analysis.trees.by_strategy._consequences import columns_of
from decision_analysis.trees.by_strategy._strategies import Strategy
from decision_analysis.trees.by_strategy._strategy_labels import NOTHING, Words
from decision_analysis.trees.by_strategy._vector_rollback import VectorRollback
from decision_analysis.trees.nodes import NodeLike


@dataclasses.dataclass(frozen=True, eq=False, repr=False, kw_only=True)
class EfficientStrategiesResult(Result):
    """The strategies that no other dominates in expectation.

    Parameters
    ----------
    method, parameters, references
        As in `Result`.
    alternatives : tuple of str
        Labels of the strategies.
    table : DecisionTable
        Expected totals (strategies, criteria), in the attributes' own units.
    strategies : tuple of Strategy
        The strategy of each row.
    counts : tuple of int
        For each row how many strategies have its expected totals, itself included.
    of : int
        How many strategies the tree has.
    """

    table: DecisionTable
    strategies: tuple[Strategy, ...]
    counts: tuple[int, ...]
    of: int

    def _headline(self) -> str:
        size = f"{self.of:,}" if self.of < 10**15 else f"about 10^{len(str(self.of)) - 1}"
        return f"{self.method}: {len(self.strategies):,} of {size} strategies"

    def _rows(self) -> tuple[list[str], list[list[_render.Cell]]]:
        headers, rows = self.table._rows()
        return [*headers, "equal"], [
            [*row, count] for row, count in zip(rows, self.counts, strict=True)
        ]


@cites("haimes_li_tulsiani_1990")
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
        `.table`, a `DecisionTable` (strategies, criteria) for any method; `.strategies`, the
        strategy of each row; `.counts`, how many strategies share each row's expected attributes;
        `.of`, how many strategies there are. Rows are in the order of `strategies`.

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
    where, in sorted order, neighbors differ by at most 1e-12 of what is at stake: the sum of the
    attribute's absolute payoffs that are expected from the node on.

    Where several strategies have the same expected attributes, the first stands for them all. Below
    an outcome with probability 0 that is the first efficient one.

    Time and memory follow the sets, not the strategies: pruning n sums takes O(n log n) with two
    criteria, and at a chance node n is the product of the sizes of two sets. The number of
    efficient vectors itself may grow with the number of strategies.

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
    # one vector of payoffs to be maximized at each node of the tree averaged over samples
    single = average_tree(tree)
    signs = np.array([1.0 if criterion.goal == "max" else -1.0 for criterion in columns])
    names = [criterion.name if tree.attributes else "payoff" for criterion in columns]
    amounts = np.stack([single._payoffs[name] for name in names], axis=-1) * signs
    # fronts from the leaves to the root, then the strategy behind each vector of the root
    work = VectorRollback(single, amounts, limit)
    front = work.run()
    chosen = work.choices()
    words = Words(tree)
    labels = [words.label(row) or NOTHING for row in chosen.T]
    table = DecisionTable(front.vectors * signs + 0.0, columns, labels)
    return EfficientStrategiesResult(
        method="efficient_strategies",
        references=cited("haimes_li_tulsiani_1990"),
        alternatives=table.alternatives,
        table=table,
        strategies=tuple(Strategy(tree, row) for row in chosen.T),
        counts=tuple(map(int, front.counts)),
        of=work.totals[0],
    )
