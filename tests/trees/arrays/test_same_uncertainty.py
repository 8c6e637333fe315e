"""Which chance nodes are the same uncertainty: by label, within 1e-8, whatever the order and the
way of writing."""

import numpy as np
import pytest

from decision_analysis.trees import REST, Chance, Decision, to_arrays
from decision_analysis.trees.arrays._same_uncertainty import apart, nearly_same, rounded, same
from decision_analysis.trees.nodes import CHANCE

ALIKE = [
    {"h": (0.3, 1), "l": (0.7, 0)},
    {"l": (0.7, 0), "h": (0.3, 1)},
    {"h": (REST, 1), "l": (0.7, 0)},
    {"h": (0.1 + 0.2, 1), "l": (REST, 0)},
    {"h": (0.3 + 9e-9, 1), "l": (REST, 0)},
    {"l": (0.7, 0), "never": (0.0, 9), "h": (0.3, 1)},
]
OTHER = [
    {"h": (0.3 + 3e-8, 1), "l": (REST, 0)},
    {"h": (0.7, 1), "l": (0.3, 0)},
    {"h": (0.3, 1), "m": (0.7, 0)},
]


def grouped(outcomes, names=None):
    names = names or ["m"] * len(outcomes)
    pairs = enumerate(zip(names, outcomes, strict=True))
    tree = to_arrays(Decision("d", {str(i): Chance(name, ways) for i, (name, ways) in pairs}))
    nodes = np.flatnonzero(tree.kind == CHANCE)
    return tree, [
        [int(node) - 1 for node in group]
        for group in same(tree, nodes, [tree._probability], tree._probability)
    ]


def test_nodes_are_the_same_however_they_are_written():
    assert grouped(ALIKE)[1] == [list(range(len(ALIKE)))]
    assert grouped(ALIKE[:3], ["m", "n", "m"])[1] == [[0, 2], [1]]


@pytest.mark.parametrize("other", OTHER)
def test_other_numbers_or_outcomes_are_another_uncertainty(other):
    assert grouped([*ALIKE, other])[1] == [list(range(len(ALIKE))), [len(ALIKE)]]


def test_many_nodes_fall_into_the_groups_that_comparing_all_pairs_finds():
    rng = np.random.default_rng(0)
    centers = rng.dirichlet(np.ones(4), size=30)
    rows = centers[rng.integers(0, 30, 400)]
    rows = rows + 1e-10 * np.stack([*rng.normal(size=(2, 400)), *np.zeros((2, 400))], axis=1)
    orders = [rng.permutation(4) for _ in rows]
    outcomes = [
        {"abcd"[k]: (REST if k == o[-1] else row[k], 0) for k in o}
        for row, o in zip(rows, orders, strict=True)
    ]
    _, groups = grouped(outcomes)
    assert sum(map(len, groups)) == 400
    gap = np.abs(rows[:, None] - rows[None]).max(axis=2)
    for group in groups:
        np.testing.assert_array_equal(np.flatnonzero(gap[group[0]] < 1e-8), group)


def test_a_gap_is_none_one_of_rounding_or_one_between_two():
    gaps = np.array([0.0, 1e-8, 2e-8, 5e-4, 0.02, 0.03])
    np.testing.assert_array_equal(apart(gaps), [False, False, True, True, True, True])
    np.testing.assert_array_equal(rounded(gaps), [False, False, True, True, True, False])


def test_only_what_follows_the_same_outcomes_is_suspected_of_rounding():
    def known(good, bad):
        ways = {
            s: (0.5, Chance("oil", {"wet": (p, 1), "dry": (REST, 0)}))
            for s, p in {"good": good, "bad": bad}.items()
        }
        return Chance("signal", ways)

    def told(*trees):
        tree = to_arrays(Decision("d", {str(i): node for i, node in enumerate(trees)}))
        nodes = np.flatnonzero(tree.kind == CHANCE)
        return nearly_same(tree, same(tree, nodes, [tree._probability], tree._probability))

    assert told(known(0.3, 0.31)) is None
    assert told(known(0.3, 0.5), known(0.34, 0.5)) is None
    assert "'oil' looks like one number rounded, ('wet' 0.3, 'dry' 0.7) at '0 > good'" in told(
        known(0.3, 0.5), known(0.31, 0.5)
    )
