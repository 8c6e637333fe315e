"""OCRA: ratings from the least, ties at 0, refusals."""

import numpy as np
import pytest

from decision_analysis import Criterion, DecisionTable, mcda
from decision_analysis.errors import InvalidInputError


def table(values, goals=None):
    array = np.asarray(values, dtype=float)
    goals = goals or ["max"] * array.shape[-1]
    criteria = [Criterion(f"c{j}", goal) for j, goal in enumerate(goals)]
    return DecisionTable(array, criteria, [f"a{i}" for i in range(array.shape[-2])])


SHOPS = table([[2, 6, 4], [4, 3, 2], [3, 9, 2]], ["min", "max", "max"])


def test_by_hand():
    result = mcda.ocra(SHOPS, [0.5, 0.25, 0.25])
    # inputs 1/2 (4 - x) / 2; outputs 1/4 (x - 3) / 3 and 1/4 (x - 2) / 2
    np.testing.assert_allclose(result.input_rating, [0.5, 0, 0.25])
    np.testing.assert_allclose(result.output_rating, [0.5, 0, 0.5])
    np.testing.assert_allclose(result.scores, [1, 0, 0.75])


def test_only_costs_only_benefits_and_one_alternative():
    np.testing.assert_allclose(mcda.ocra(table([[1], [2]], ["min"]), [1]).scores, [1, 0])
    np.testing.assert_allclose(mcda.ocra(table([[1], [2]]), [1]).scores, [0, 1])
    assert mcda.ocra(table([[1, 7]], ["min", "max"]), [1, 2]).scores == 0


def test_ratings_that_tie_by_rounding_are_all_0():
    line = 1 + np.arange(6)[:, None] * [0.1, 0.1]
    line[:, 1] = line[0, 1] + (line[:, 0] - 1)
    assert mcda.ocra(table(line, ["max", "min"]), [1, 1]).scores.tolist() == [0] * 6


def test_a_batch_equals_the_loop():
    rng = np.random.default_rng(5)
    batch = SHOPS.with_values(SHOPS.values * rng.uniform(0.5, 2, (4, 3, 3)))
    many = rng.dirichlet(np.ones(3), 4)
    whole = mcda.ocra(batch, many).scores
    for i in range(4):
        np.testing.assert_allclose(whole[i], mcda.ocra(batch.at(i), many[i]).scores, atol=1e-14)


def test_what_cannot_be_divided_by_is_refused():
    for zero in (0, -2):
        with pytest.raises(
            InvalidInputError, match=rf"^ocra\(\): 'a1' on 'c0' must be positive.*; got {zero}"
        ):
            mcda.ocra(table([[1], [zero]]), [1])
    with pytest.raises(InvalidInputError, match="numbers on 'c0' lie so far apart"):
        mcda.ocra(table([[1e200], [1e-200]]), [1])
