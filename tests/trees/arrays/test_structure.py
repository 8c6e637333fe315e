"""Walks along paths: what the last one found is not looked for again."""

import pytest

from decision_analysis import trees
from decision_analysis.trees import Chance, Decision, TreeArrays, rollback
from decision_analysis.trees.arrays import _structure

VIEWS = (
    "values",
    "expected_values",
    "certainty_equivalents",
    "to_go",
    "to_date",
    "policy",
    "choices",
    "ties",
    "strategy",
)


def chain(n):
    """Alternate decisions and chance nodes, so many deep, with an end beside each."""
    node = trees.Terminal(1.0)
    for i in range(n):
        stop = {"stop": 0} if i % 2 else {"stop": (0.1, -1)}
        node = (
            Decision("d", {"on": node, **stop})
            if i % 2
            else Chance("c", {"on": (0.9, node), **stop})
        )
    return node


@pytest.mark.slow
def test_the_paths_of_a_chain_are_found_from_one_another(monkeypatch):
    steps = []
    taken = _structure._child
    monkeypatch.setattr(_structure, "_child", lambda *given: steps.append(1) or taken(*given))
    result = rollback(chain(1000))
    for view in VIEWS:
        for read in (
            dict,
            lambda m: list(m.items()),
            lambda m: list(m.values()),
            lambda m: [p in m for p in m],
        ):
            steps.clear()
            found = read(getattr(result, view))
            assert len(steps) <= 2 * len(found) + 2
    steps.clear()
    rollback(chain(1000), policy=dict(result.policy))
    assert len(steps) <= 4 * len(result.policy) + 2


def test_the_branches_of_a_wide_node_are_found_from_one_another():
    class Counted(str):
        __hash__ = str.__hash__
        compared = 0

        def __eq__(self, other):
            Counted.compared += 1
            return str.__eq__(self, other)

    labels = ["", *(Counted(i) for i in range(1000))]
    flat = TreeArrays(
        [2, *[0] * 1000], [1000, *[0] * 1000], [1] * 1001, [0, *range(1000)], labels=labels
    )
    Counted.compared = 0
    assert list(rollback(flat).values.values()) == [999, *range(1000)]
    assert Counted.compared < 10_000
