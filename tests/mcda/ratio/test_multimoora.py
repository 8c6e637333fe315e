"""MULTIMOORA: the published form without weights, dominance and its circles, products."""

import numpy as np
import pytest

from decision_analysis import Criterion, DecisionTable, mcda
from decision_analysis.errors import DegenerateDataWarning, InvalidInputError
from decision_analysis.mcda.ratio._dominance_ranks import dominance_ranks


def table(values, goals=None):
    array = np.asarray(values, dtype=float)
    goals = goals or ["max"] * array.shape[-1]
    criteria = [Criterion(f"c{j}", goal) for j, goal in enumerate(goals)]
    return DecisionTable(array, criteria, [f"a{i}" for i in range(array.shape[-2])])


HEATING = table(
    [
        [33.95, 23.78, 11.45, 39.97, 29.44, 167.1, 3.852],
        [38.9, 4.17, 6.32, 0.01, 4.29, 132.52, 25.184],
        [37.59, 9.36, 8.23, 4.35, 10.22, 136.71, 10.845],
        [30.44, 37.59, 13.91, 74.08, 45.1, 198.34, 2.186],
    ],
    ["min", "min", "min", "min", "max", "min", "max"],
)


def test_equal_weights_rank_as_none_do_and_assess_by_a_seventh():
    none, equal = mcda.multimoora(HEATING), mcda.multimoora(HEATING, np.ones(7))
    np.testing.assert_array_equal(none.ranks, equal.ranks)
    np.testing.assert_allclose(none.ratio / 7, equal.ratio, rtol=1e-13)
    np.testing.assert_allclose(none.reference / 7, equal.reference, rtol=1e-13)
    np.testing.assert_allclose(none.multiplicative ** (1 / 7), equal.multiplicative, rtol=1e-13)
    assert none.parameters == {"weights": None}
    assert equal.parameters == {}


def test_weights_by_hand():
    result = mcda.multimoora(table([[3, 4], [4, 3]], ["min", "max"]), [0.25, 0.75])
    np.testing.assert_allclose(result.ratio, [0.45, 0.25])
    np.testing.assert_allclose(result.reference, [0, 0.15], atol=1e-15)
    np.testing.assert_allclose(
        result.multiplicative, [0.8**0.75 / 0.6**0.25, 0.6**0.75 / 0.8**0.25]
    )
    assert result.scores.tolist() == [1, 2]
    assert not result.higher_is_better


@pytest.mark.parametrize(
    ("rankings", "final"),
    [
        # overall dominance, and general dominance in two of three
        ([[1, 2, 3], [1, 2, 3], [3, 2, 1]], [1, 2, 3]),
        # a circle has one rank, and what it dominates comes after all of it
        ([[1, 2, 3, 4], [2, 3, 1, 4], [3, 1, 2, 4]], [1, 1, 1, 4]),
        # A (11, 20, 14), B (14, 16, 15), C (15, 19, 12) of the source's circle
        ([[1, 2, 3], [3, 1, 2], [2, 3, 1]], [1, 1, 1]),
        # better once, worse once, equal once
        ([[1, 2], [2, 1], [1, 1]], [1, 1]),
        # through another one: the first beats the second, that the third, which ties with the first
        ([[1, 2, 3], [2, 3, 1], [1, 1, 1]], [1, 2, 1]),
        # a circle of four that a count of victories would pull apart
        ([[1, 2, 3, 4], [2, 3, 4, 1], [3, 4, 1, 2]], [1, 1, 1, 1]),
    ],
)
def test_theory_of_dominance(rankings, final):
    ranks = [np.array(row) for row in rankings]
    assert dominance_ranks(ranks).tolist() == final
    doubled = [np.stack([row, row[::-1]]) for row in ranks]
    assert dominance_ranks(doubled).tolist() == [final, final[::-1]]


def test_products_rank_by_orders_of_magnitude():
    steep = table([[1e12, 1], [1, 3], [1, 2]], ["max", "max"])
    assert mcda.multimoora(steep).multiplicative_ranks.tolist() == [1, 2, 3]


def test_zeros_one_alternative_and_equal_ones():
    zero = mcda.multimoora(table([[0, 4], [1, 1], [0, 5]]))
    assert zero.multiplicative.tolist()[::2] == [0, 0]
    assert zero.multiplicative_ranks.tolist() == [2, 1, 2]
    assert mcda.multimoora(table([[2, 3]], ["max", "min"])).scores == 1
    assert mcda.multimoora(table([[2, 3]] * 3)).scores.tolist() == [1, 1, 1]
    with pytest.warns(DegenerateDataWarning, match="'c0' is constant"):
        assert mcda.multimoora(table([[0, 3], [0, 4]]), [1, 1]).best == "a1"


def test_a_batch_equals_the_loop_with_and_without_weights():
    rng = np.random.default_rng(4)
    batch = HEATING.with_values(HEATING.values * rng.uniform(0.5, 2, (6, 4, 7)))
    many = rng.dirichlet(np.ones(7), 6)
    for whole, weights in (
        (mcda.multimoora(batch), [None] * 6),
        (mcda.multimoora(batch, many), many),
    ):
        assert whole.normalized is None
        for i in range(6):
            alone = mcda.multimoora(batch.at(i), weights[i])
            np.testing.assert_array_equal(whole.scores[i], alone.scores)
            np.testing.assert_allclose(whole.multiplicative[i], alone.multiplicative, rtol=1e-12)


@pytest.mark.parametrize(
    ("values", "goals", "message"),
    [
        ([[-1.0], [1.0]], ["max"], r"'a0' on 'c0' must be at least 0, as a benefit to be mult"),
        ([[1.0], [0.0]], ["min"], r"'a1' on 'c0' must be positive, as a cost that divides"),
        (
            np.vstack([np.full(400, 1e-3), np.ones(400)]),
            ["min"] * 400,
            r"the product of 'a0' is beyond the largest number; weights",
        ),
    ],
)
def test_what_has_no_product_is_refused(values, goals, message):
    with pytest.raises(InvalidInputError, match=rf"^multimoora\(\): {message}"):
        mcda.multimoora(table(values, goals))
    if len(goals) > 1:
        assert mcda.multimoora(table(values, goals), np.ones(len(goals))).best == "a0"


def test_more_alternatives_than_dominance_can_join_are_refused(monkeypatch):
    monkeypatch.setattr("decision_analysis.mcda.ratio._multimoora.MOST_JOINED", 2)
    three = DecisionTable([[1, 2], [2, 1], [3, 3]], ["a", "b"], ["x", "y", "z"])
    with pytest.raises(InvalidInputError, match=r"more than 2 alternatives; 3 would need 0.0 GB$"):
        mcda.multimoora(three)
