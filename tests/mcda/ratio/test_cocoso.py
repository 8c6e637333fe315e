"""CoCoSo: the three strategies, what is worst everywhere, criteria without weight."""

import numpy as np
import pytest

from decision_analysis import Criterion, DecisionTable, mcda
from decision_analysis.errors import DegenerateDataWarning, InvalidInputError


def table(values, goals=None):
    array = np.asarray(values, dtype=float)
    goals = goals or ["max"] * array.shape[-1]
    criteria = [Criterion(f"c{j}", goal) for j, goal in enumerate(goals)]
    return DecisionTable(array, criteria, [f"a{i}" for i in range(array.shape[-2])])


PAIR = table([[4, 1, 2], [2, 3, 1], [1, 2, 4]])


def by_the_source(r, weights, part=0.5):
    """Return k by the steps of the source, of performances on min-max."""
    s, p = r @ weights, (r**weights).sum(axis=1)
    a = (p + s) / (p + s).sum()
    b = s / s.min() + p / p.min()
    c = (part * s + (1 - part) * p) / (part * s.max() + (1 - part) * p.max())
    return np.cbrt(a * b * c) + (a + b + c) / 3


@pytest.mark.parametrize("balance", [0, 0.2, 0.5, 1])
def test_the_steps_of_the_source(balance):
    weights = np.array([0.2, 0.3, 0.5])
    result = mcda.cocoso(PAIR, weights, balance=balance)
    expected = by_the_source(result.normalized, weights, balance)
    np.testing.assert_allclose(result.scores, expected, rtol=1e-13)


def test_best_by_sum_and_by_powers_may_be_two():
    skewed = table([[10, 0, 4], [5, 2, 6], [0, 10, 5]], ["max", "max", "max"])
    weights = np.array([0.1, 0.8, 0.1])
    result = mcda.cocoso(skewed, weights)
    assert result.sums.argmax() != result.powers.argmax()
    assert result.to_best.max() < 1
    expected = by_the_source(result.normalized, weights)
    np.testing.assert_allclose(result.scores, expected, rtol=1e-13)


def test_what_is_worst_on_every_criterion_is_said_and_last():
    worst = table([[1, 1], [2, 3], [3, 2]])
    with pytest.warns(
        DegenerateDataWarning,
        match=r"^cocoso\(\): an alternative is the worst on every weighted criterion; k_b is rel",
    ):
        result = mcda.cocoso(worst, [0.4, 0.6])
    assert result.scores[0] == 0
    np.testing.assert_allclose(result.to_worst[1:].min(), 2, rtol=0.3)
    with pytest.warns(DegenerateDataWarning, match="criterion in 1 of 2 samples"):
        mcda.cocoso(table([[1, 3], [2, 1]]), [[1, 0], [1, 1]])


def test_a_criterion_without_weight_might_as_well_be_left_out():
    left = mcda.cocoso(PAIR, [0.3, 0.7, 0]).scores
    without = mcda.cocoso(PAIR.select(criteria=["c0", "c1"]), [0.3, 0.7]).scores
    np.testing.assert_allclose(left, without, rtol=1e-14)


def test_equal_alternatives_and_one():
    with pytest.warns(DegenerateDataWarning, match="is constant"):
        result = mcda.cocoso(table([[2, 3], [2, 3]]), [1, 1])
    np.testing.assert_allclose(result.scores, 1 + 3.5 / 3)
    with pytest.warns(DegenerateDataWarning, match="is constant"):
        np.testing.assert_allclose(mcda.cocoso(table([[2]]), [1]).scores, np.cbrt(2) + 4 / 3)


def test_a_batch_equals_the_loop_and_far_sums_are_refused():
    rng = np.random.default_rng(8)
    many = rng.dirichlet(np.ones(3), (2, 3))
    whole = mcda.cocoso(PAIR, many)
    assert whole.sums is None
    for index in np.ndindex(2, 3):
        alone = mcda.cocoso(PAIR, many[index]).scores
        np.testing.assert_allclose(whole.scores[index], alone, rtol=1e-13)
    with pytest.raises(InvalidInputError, match="k_b is beyond the largest float"):
        mcda.cocoso(table([[2, 1], [1, 2]]), [1, 1e-310])
    with pytest.raises(InvalidInputError, match=r"balance must be"):
        mcda.cocoso(PAIR, [1, 1, 1], balance=2)
