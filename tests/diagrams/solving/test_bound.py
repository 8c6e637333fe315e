"""Perfect recall as a bound on limited memory: reached, not reached, and too large to be found."""

from decision_analysis.diagrams import solve
from decision_analysis.diagrams.factors import without_recall
from decision_analysis.diagrams.solving._bound import reaches_bound
from oracles.pigs import pigs


def test_recall_bounds_what_limited_memory_is_worth():
    diagram = pigs(4)
    stages = without_recall(diagram)
    rules = solve(diagram, recall=False).rules
    assert not reaches_bound(diagram, stages, 1.0, rules)
    two = pigs(2)
    assert reaches_bound(two, without_recall(two), 1.0, solve(two, recall=False).rules)
    long = pigs(40)
    assert not reaches_bound(long, without_recall(long), 1.0, {})
