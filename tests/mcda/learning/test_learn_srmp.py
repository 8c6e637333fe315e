"""Learning SRMP: models that exist are found, contradictions cost as little as they must."""

import itertools

import numpy as np
import pytest

from decision_analysis import Criterion, DecisionTable, mcda
from decision_analysis.errors import ConvergenceError, InvalidInputError


def test_a_model_of_one_or_two_profiles_is_found_and_reproduces():
    for seed in (1, 3, 4, 6, 7):
        rng = np.random.default_rng(seed)
        size, columns, count = (int(rng.integers(*ends)) for ends in ((5, 10), (2, 4), (1, 3)))
        criteria = [Criterion(f"c{j}", str(rng.choice(["max", "min"]))) for j in range(columns)]
        labels = [f"a{i}" for i in range(size)]
        table = DecisionTable(rng.integers(0, 6, (size, columns)), criteria, labels)
        levels = np.sort(rng.uniform(0.5, 5.5, (count, columns)), axis=0)
        levels = np.where(table.maximize, levels, levels[::-1])
        profiles = DecisionTable(levels, criteria, [f"p{h}" for h in range(count)])
        true = mcda.srmp(table, rng.dirichlet(np.ones(columns)), profiles=profiles)
        pairs = list(itertools.combinations(range(size), 2))[:8]
        better, alike = [], []
        for a, b in pairs:
            first, second = (a, b) if true.scores[a] >= true.scores[b] else (b, a)
            same = true.scores[a] == true.scores[b]
            (alike if same else better).append((labels[first], labels[second]))
        found = mcda.learn_srmp(table, preferences=better, indifferences=alike)
        assert found.not_restored == ()
        assert len(found.profiles) <= count
        again = mcda.srmp(table, **found.model)
        np.testing.assert_array_equal(again.scores, found.scores)
        assert all(again[a] > again[b] for a, b in better)
        assert all(again[a] == again[b] for a, b in alike)


TABLE = DecisionTable([[3, 1], [1, 3], [2, 2], [1, 1]], ["x", "y"], ["a", "b", "c", "d"])


def test_contradictions_cost_as_few_as_they_must():
    # d is dominated by all; a over b and b over a cannot both be
    found = mcda.learn_srmp(TABLE, preferences=[("d", "a"), ("a", "b"), ("b", "a"), ("c", "d")])
    assert len(found.restored) == 2
    assert ("d", "a") in found.not_restored
    circle = mcda.learn_srmp(TABLE, preferences=[("a", "b"), ("b", "c"), ("c", "a")], n_profiles=1)
    assert len(circle.restored) == 2


def test_equal_alternatives_cannot_be_parted():
    twins = DecisionTable([[1, 1], [1, 1]], ["x", "y"], ["a", "b"])
    found = mcda.learn_srmp(twins, preferences=[("a", "b")])
    assert found.restored == ()
    assert found.scores.tolist() == [1, 1]
    assert mcda.learn_srmp(twins, preferences=[], indifferences=[("a", "b")]).not_restored == ()


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"preferences": []}, r"learn_srmp\(\): preferences or indifferences must hold a pair"),
        ({"preferences": [("a", "x")]}, "unknown alternative in preferences 'x'"),
        ({"preferences": [("a", "a")]}, "preferences must hold pairs of two; got 'a' twice"),
        ({"preferences": ["ab"]}, "preferences must hold pairs of alternatives .a, b.; got 'ab'"),
        ({"preferences": {"a": "b"}}, "preferences must be a list of pairs"),
        ({"preferences": [("a", "b")] * 2}, "a pair must be given once"),
        ({"preferences": [("a", "b")], "indifferences": [("a", "b")]}, "a pair must be given once"),
        ({"preferences": [("a", "b")], "n_profiles": 4}, "n_profiles must be"),
    ],
)
def test_bad_comparisons_are_refused(options, message):
    with pytest.raises(InvalidInputError, match=message):
        mcda.learn_srmp(TABLE, **options)


def test_time_may_be_over():
    with pytest.raises(ConvergenceError, match=r"learn_srmp\(\): .*time_limit"):
        mcda.learn_srmp(TABLE, preferences=[("a", "b")], time_limit=1e-9)
