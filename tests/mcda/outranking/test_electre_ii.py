"""ELECTRE II: the published ranks, both rankings by their definition, cycles, equal alternatives,
batches, refusals."""

import networkx as nx
import numpy as np
import pytest

from decision_analysis import DecisionTable, catalog, mcda
from decision_analysis.errors import DegenerateDataWarning, InvalidInputError
from decision_analysis.mcda.outranking._two_relations import direct_and_inverse

LEVELS = {"concordance_levels": (0.5, 0.65, 0.8), "discordance_levels": (0.3, 0.7)}


def table(values):
    values = np.asarray(values, float)
    return DecisionTable(
        values,
        [f"g{j}" for j in range(values.shape[-1])],
        [f"a{i}" for i in range(values.shape[-2])],
    )


def test_published_ranks():
    # Wang and Triantaphyllou (2008), as two programs rank their data
    result = catalog.load("wang_2008/electre_ii").run()
    assert result.direct_ranks.tolist() == [3, 1, 2, 4, 1]
    assert result.inverse_ranks.tolist() == [3, 1, 2, 4, 2]
    assert result.best == "a2"
    assert result.ranks.tolist() == [4, 1, 3, 5, 2]
    # no worse in both rankings: a5 is as good as a2 in one only
    assert result.matrix.astype(int).tolist() == [
        [0, 0, 0, 1, 0],
        [1, 0, 1, 1, 1],
        [1, 0, 0, 1, 0],
        [0, 0, 0, 0, 0],
        [1, 0, 1, 1, 0],
    ]
    assert repr(result).splitlines()[2].split() == ["a2", "1", "1", "1", "1.0"]
    # stronger where a relation holds, the other must
    assert not (result.strong & ~result.weak).any()


def test_the_relations_by_their_levels():
    # a0 over a1: C = 0.8; the shortfall of 4 is 0.4 of the one largest range, 10
    data = table([[5, 5, 5, 0], [4, 4, 4, 4], [0, 14, 0, 0]])
    weights = [0.3, 0.3, 0.2, 0.2]
    find = {
        (0.9, 0.95, 1.0, 0.1, 0.4): (False, False),
        (0.8, 0.9, 1.0, 0.1, 0.4): (False, True),
        (0.5, 0.8, 1.0, 0.1, 0.4): (False, True),
        (0.5, 0.8, 1.0, 0.4, 0.5): (True, True),
        (0.5, 0.7, 0.8, 0.1, 0.4): (True, True),
        (0.5, 0.7, 0.8, 0.1, 0.39): (False, False),
    }
    for (low, middle, high, little, most), (strong, weak) in find.items():
        result = mcda.electre_ii(
            data, weights, concordance_levels=(low, middle, high), discordance_levels=(little, most)
        )
        assert (result.strong[0, 1], result.weak[0, 1]) == (strong, weak)
        # the better criteria of a1 weigh less, however low the levels are
        assert not result.weak[1, 0]


def by_definition(strong, weak):
    """Return the classes of one sample, by graphs of components."""
    graph = nx.from_numpy_array(strong, create_using=nx.DiGraph)
    left = [frozenset(part) for part in nx.strongly_connected_components(graph)]
    ranks, number = np.zeros(len(strong), int), 0
    while left:
        number += 1
        linked = [
            b for b in left if not any(strong[np.ix_([*a], [*b])].any() for a in left if a != b)
        ]
        inner = nx.DiGraph()
        inner.add_nodes_from(linked)
        inner.add_edges_from(
            (a, b) for a in linked for b in linked if a != b and weak[np.ix_([*a], [*b])].any()
        )
        condensed = nx.condensation(inner)
        for part in condensed:
            if condensed.in_degree(part) == 0:
                for taken in condensed.nodes[part]["members"]:
                    ranks[[*taken]] = number
                    left.remove(taken)
    return ranks


def test_both_rankings_by_their_definition():
    rng = np.random.default_rng(2)
    for size in (1, 2, 5, 7):
        strong = rng.random((40, size, size)) < rng.uniform(0, 0.4, (40, 1, 1))
        weak = strong | (rng.random((40, size, size)) < rng.uniform(0, 0.4, (40, 1, 1)))
        strong, weak = (relation & ~np.eye(size, dtype=bool) for relation in (strong, weak))
        direct, inverse = direct_and_inverse(strong, weak)
        for s in range(40):
            turned = by_definition(strong[s].T, weak[s].T)
            assert direct[s].tolist() == by_definition(strong[s], weak[s]).tolist()
            assert inverse[s].tolist() == (turned.max() + 1 - turned).tolist()


def test_equal_alternatives_are_one_class():
    result = mcda.electre_ii(table([[3, 1], [3, 1], [0, 0]]), [1, 1], **LEVELS)
    assert result.strong[0, 1]
    assert result.strong[1, 0]
    assert result.ranks.tolist() == [1, 1, 3]


def test_without_ranges_all_are_one_class():
    with pytest.warns(
        DegenerateDataWarning, match=r"electre_ii\(\): no criterion tells the alternatives apart"
    ):
        result = mcda.electre_ii(table([[3, 1], [3, 1]]), [1, 1], **LEVELS)
    assert result.ranks.tolist() == [1, 1]
    assert mcda.electre_ii(table([[3, 1]]), [1, 1], **LEVELS).ranks.tolist() == [1]


def test_batches_equal_single_calls():
    rng = np.random.default_rng(3)
    tables = table(rng.integers(0, 8, (4, 1, 6, 3)))
    weights = rng.dirichlet(np.ones(3), 3)
    whole = mcda.electre_ii(tables, weights, **LEVELS)
    assert whole.median_ranks.shape == (4, 3, 6)
    for s in range(4):
        for k, w in enumerate(weights):
            alone = mcda.electre_ii(tables.at((s, 0)), w, **LEVELS)
            assert np.array_equal(whole.at((s, k)).ranks, alone.ranks)
            assert np.array_equal(whole.at((s, k)).matrix, alone.matrix)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"concordance_levels": (0.5, 0.6)}, "concordance_levels must be 3 numbers, rising; got"),
        ({"concordance_levels": (0.8, 0.6, 0.9)}, r"concordance_levels must rise within \[0, 1\]"),
        ({"concordance_levels": (0, 0.6, 0.9)}, r"concordance_levels must be in \(0, 1\]; got"),
        ({"discordance_levels": (0.5, 1.1)}, r"discordance_levels must rise within \[0, 1\]; got"),
        ({"discordance_levels": 0.5}, "discordance_levels must be 2 numbers, rising; got 0.5"),
    ],
)
def test_refusals(options, message):
    with pytest.raises(InvalidInputError, match=rf"electre_ii\(\): {message}"):
        mcda.electre_ii(table([[1, 2], [3, 1]]), [1, 1], **{**LEVELS, **options})
