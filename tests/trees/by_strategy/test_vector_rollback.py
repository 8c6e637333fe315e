"""Vector rollback: large sums are pruned block by block."""

from decision_analysis import Criterion
from decision_analysis.trees import efficient_strategies
from decision_analysis.trees.by_strategy import _vector_rollback
from oracles.repairs import repairs


def test_large_sums_are_pruned_in_blocks(monkeypatch):
    tree, criteria = repairs(20, seed=3), [Criterion("cost", "min"), "gain"]
    whole = efficient_strategies(tree, criteria)
    monkeypatch.setattr(_vector_rollback, "CACHE_BLOCK", 50)
    blocks = efficient_strategies(tree, criteria)
    assert blocks.alternatives == whole.alternatives
    assert blocks.counts == whole.counts
