"""Choquet integral, OWA, UTA and UTADIS against peers on random problems."""

import itertools

import numpy as np
import pytest

from crosscheck import peers
from crosscheck.problems import COUNT
from decision_analysis import DecisionTable, mcda
from decision_analysis.errors import InconsistentJudgementsWarning

pytestmark = pytest.mark.filterwarnings(
    f"ignore::{InconsistentJudgementsWarning.__module__}.InconsistentJudgementsWarning"
)


def drawn(rng, names):
    """Return a random capacity: each set is worth more than all that it holds."""
    found = {}
    for size in range(1, len(names) + 1):
        for members in itertools.combinations(names, size):
            parts = [found[s] for s in itertools.combinations(members, size - 1) if s]
            found[members] = max(parts, default=0) + rng.uniform()
    return {frozenset(s): worth / found[tuple(names)] for s, worth in found.items()}


@peers.against(peers.mcda_choquet, ours="choquet")
def test_choquet(peer):
    rng = np.random.default_rng(31)
    for _ in range(COUNT):
        names = [f"c{j}" for j in range(rng.integers(2, 6))]
        values, capacity = rng.normal(size=(3, len(names))), drawn(rng, names)
        result = mcda.choquet(DecisionTable(values, names, ["a", "b", "c"]), capacity=capacity)
        ours = result.scores, result.shapley_values, result.interaction_indices
        for mine, theirs in zip(ours, peer(values, capacity), strict=True):
            np.testing.assert_allclose(theirs, mine, rtol=0, atol=1e-9)


@peers.against(peers.mcda_owa, ours="owa")
def test_owa(peer):
    rng = np.random.default_rng(32)
    for _ in range(COUNT):
        size = int(rng.integers(2, 7))
        values, shares = rng.normal(size=(3, size)), rng.dirichlet(np.ones(size))
        table = DecisionTable(values, [f"c{j}" for j in range(size)], ["a", "b", "c"])
        result = mcda.owa(table, order_weights=shares)
        scores, orness = peer(values, shares)
        np.testing.assert_allclose(scores, result.scores, rtol=0, atol=1e-9)
        assert orness == pytest.approx(result.orness, abs=1e-9)


@peers.against(peers.mcda_uta, ours="uta")
def test_least_error_of_uta(peer):
    rng = np.random.default_rng(33)
    for _ in range(COUNT):
        rows, columns = int(rng.integers(3, 7)), int(rng.integers(1, 4))
        goals = {f"c{j}": str(rng.choice(["max", "min"])) for j in range(columns)}
        labels = [f"a{i}" for i in range(rows)]
        table = DecisionTable(rng.integers(0, 9, (rows, columns)).astype(float), goals, labels)
        ranks = rng.integers(1, 4, rows)
        groups = [[labels[i] for i in np.flatnonzero(ranks == r)] for r in np.unique(ranks)]
        result = mcda.uta(
            table,
            ranking=[tuple(group) for group in groups],
            breakpoints=3,
            ranges=dict.fromkeys(goals, (0, 8)),
        )
        assert peer(table, groups, 2, 0.01) == pytest.approx(result.error, abs=1e-6)


@peers.against(peers.pydecision_utadis, ours="utadis")
def test_least_error_of_utadis(peer):
    rng = np.random.default_rng(34)
    for _ in range(COUNT):
        rows, columns, count = (int(rng.integers(*ends)) for ends in ((4, 12), (1, 4), (2, 5)))
        goals = {f"c{j}": str(rng.choice(["max", "min"])) for j in range(columns)}
        table = DecisionTable(
            rng.normal(size=(rows, columns)), goals, [f"a{i}" for i in range(rows)]
        )
        classes = np.append(np.arange(count), rng.integers(0, count, max(rows - count, 0)))[:rows]
        categories = [f"k{i}" for i in range(count)]
        result = mcda.utadis(
            table,
            classes=[categories[i] for i in classes],
            categories=categories,
            breakpoints=int(points := rng.integers(2, 5)),
        )
        oriented = np.where(table.maximize, table.values, -table.values)
        theirs = peer(oriented, count - classes, int(points), 0.01)
        assert theirs == pytest.approx(result.error, abs=1e-9)
