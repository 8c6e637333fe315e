"""Learning MR-Sort: models that exist are found, contradictions cost as little as they must."""

import itertools

import numpy as np
import pytest

from decision_analysis import Criterion, DecisionTable, mcda
from decision_analysis.errors import ConvergenceError, InvalidInputError


def examples(seed, categories):
    """Return a random table of both goals and how a random model of MR-Sort sorts it."""
    rng = np.random.default_rng(seed)
    size, columns = int(rng.integers(4, 13)), int(rng.integers(1, 5))
    criteria = [Criterion(f"c{j}", str(rng.choice(["max", "min"]))) for j in range(columns)]
    labels = [f"a{i}" for i in range(size)]
    table = DecisionTable(rng.integers(0, 8, (size, columns)), criteria, labels)
    limits = np.sort(rng.uniform(0.5, 7.5, (categories - 1, columns)), axis=0)
    limits = np.where(table.maximize, limits, limits[::-1])
    names = [f"p{h}" for h in range(categories - 1)]
    found = mcda.mr_sort(
        table,
        rng.dirichlet(np.ones(columns)),
        profiles=DecisionTable(limits, criteria, names),
        majority=float(rng.uniform(0.5, 1)),
        categories=list("KLM")[:categories],
    )
    return table, found


@pytest.mark.parametrize("categories", [2, 3])
def test_a_model_that_exists_is_found_and_reproduces(categories):
    for seed in range(4):
        table, true = examples(seed, categories)
        found = mcda.learn_mr_sort(table, decision=true)
        assert found.not_restored == {}
        assert found.restored == table.alternatives
        np.testing.assert_array_equal(found.assignment, true.assignment)
        again = mcda.mr_sort(table, **found.model)
        np.testing.assert_array_equal(again.assignment, true.assignment)
        assert 0.5 <= found.majority <= 1
        assert sum(found.weights.values()) == pytest.approx(1)


def most_restored(table, classes):
    """Return the most that any model of two criteria and two categories restores."""
    x = np.where(table.maximize, table.values, -table.values)
    best = 0
    for levels in itertools.product(*([-99, *np.unique(column), 99] for column in x.T)):
        met = x >= np.array(levels)
        # of two criteria a majority of half or more: either one, one of them, or both
        for passed in (met[:, 0], met[:, 1], met.any(axis=1), met.all(axis=1)):
            best = max(best, int((passed == classes).sum()))
    return best


def test_contradictions_cost_as_few_examples_as_they_must():
    rng = np.random.default_rng(7)
    for _ in range(4):
        table = DecisionTable(
            rng.integers(0, 5, (9, 2)), [Criterion("x", "min"), "y"], [f"a{i}" for i in range(9)]
        )
        classes = rng.integers(0, 2, 9)
        classes[:2] = 0, 1
        found = mcda.learn_mr_sort(table, decision=classes)
        assert len(found.restored) == most_restored(table, classes)
        again = mcda.mr_sort(table, **found.model)
        np.testing.assert_array_equal(again.assignment, found.assignment)


def test_a_category_without_examples_has_its_profile():
    table = DecisionTable([[1.0], [2.0]], ["x"], ["a", "b"])
    found = mcda.learn_mr_sort(
        table, decision=["low", "high"], categories=["low", "middle", "high"]
    )
    assert found.not_restored == {}
    assert mcda.mr_sort(table, **found.model).as_dict() == {"a": "low", "b": "high"}
    assert len(found.profiles) == 2
    same = mcda.learn_mr_sort(table.with_values([[1], [1]]), decision=[0, 1])
    assert len(same.restored) == 1


def test_refusals():
    table = DecisionTable([[1.0], [2.0]], ["x"], ["a", "b"])
    with pytest.raises(InvalidInputError, match=r"learn_mr_sort\(\): there must be two categories"):
        mcda.learn_mr_sort(table, decision=[1, 1])
    with pytest.raises(InvalidInputError, match="one table is learned from; got samples"):
        mcda.learn_mr_sort(table.with_values([[[1], [2]]] * 2), decision=[0, 1])
    with pytest.raises(InvalidInputError, match="judged must be a DecisionTable"):
        mcda.learn_mr_sort([[1]], decision=[0])
    with pytest.raises(ConvergenceError, match=r"learn_mr_sort\(\): .*time_limit"):
        mcda.learn_mr_sort(table, decision=[0, 1], time_limit=1e-9)


def test_a_profile_that_everybody_meets_lies_a_mean_step_below_them():
    # 0, 1 and 5 are 2.5 apart in the mean; the profile is half-way to 0 - 2.5
    table = DecisionTable([[0.0], [1.0], [5.0]], ["x"], list("abc"))
    good = mcda.learn_mr_sort(table, decision=["good"] * 3, categories=["bad", "good"])
    assert good.profiles.values.tolist() == [[-1.25]]
    bad = mcda.learn_mr_sort(table, decision=["bad"] * 3, categories=["bad", "good"])
    assert bad.profiles.values.tolist() == [[6.25]]
