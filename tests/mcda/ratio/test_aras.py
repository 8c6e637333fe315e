"""ARAS: given optima, degrees of utility, refusals."""

import numpy as np
import pytest

from decision_analysis import Criterion, DecisionTable, mcda
from decision_analysis.errors import InvalidInputError


def table(values, goals=None):
    array = np.asarray(values, dtype=float)
    goals = goals or ["max"] * array.shape[-1]
    criteria = [Criterion(f"c{j}", goal) for j, goal in enumerate(goals)]
    return DecisionTable(array, criteria, [f"a{i}" for i in range(array.shape[-2])])


ROOMS = table(
    [[7.6, 46, 0.1, 11], [5.5, 32, 0.05, 11], [8.1, 44, 0.05, 6]], ["max"] * 2 + ["min"] * 2
)


def by_the_source(values, maximize, weights, optimal):
    """Return K by the steps of the source: inverted costs, column sums with row 0, S / S_0."""
    rows = np.vstack([optimal, values])
    rows = np.where(maximize, rows, 1 / rows)
    sums = (rows / rows.sum(axis=0)) @ weights
    return sums[1:] / sums[0]


def test_the_steps_of_the_source_with_and_without_an_optimum():
    weights, optimal = np.array([0.4, 0.3, 0.2, 0.1]), [15, 50, 0.04, 5]
    given = mcda.aras(ROOMS, weights, optimal=optimal)
    np.testing.assert_allclose(
        given.scores, by_the_source(ROOMS.values, ROOMS.maximize, weights, optimal), rtol=1e-14
    )
    best = [8.1, 46, 0.05, 6]
    np.testing.assert_allclose(
        mcda.aras(ROOMS, weights).scores,
        by_the_source(ROOMS.values, ROOMS.maximize, weights, best),
        rtol=1e-14,
    )
    np.testing.assert_array_equal(mcda.aras(ROOMS, weights).optimal, best)


def test_an_optimum_by_name_and_beyond_which_an_alternative_lies():
    optimal = {"c3": 5, "c2": 0.04, "c1": 50, "c0": 15}
    by_name = mcda.aras(ROOMS, [1] * 4, optimal=optimal)
    assert by_name.equals(mcda.aras(ROOMS, [1] * 4, optimal=[15, 50, 0.04, 5]))
    assert by_name.parameters["optimal"] == optimal
    assert (mcda.aras(ROOMS, [1] * 4, optimal=[1, 1, 10, 100]).scores > 1).all()


def test_what_is_best_everywhere_has_degree_1_and_zeros_are_taken():
    assert mcda.aras(table([[4, 1], [0, 2]], ["max", "min"]), [1, 1]).scores[0] == 1
    assert mcda.aras(table([[4, 1]], ["max", "min"]), [1, 1]).scores == 1
    assert mcda.aras(table([[4, 1], [4, 1]], ["min", "min"]), [1, 0]).scores.tolist() == [1, 1]


def test_a_batch_of_tables_has_an_optimum_of_each_sample():
    batch = ROOMS.with_values(np.stack([ROOMS.values, ROOMS.values[:, [1, 0, 3, 2]]]))
    whole = mcda.aras(batch, np.eye(4)[:2] + 1, steps=True)
    assert whole.optimal.shape == (2, 4)
    for i in range(2):
        alone = mcda.aras(batch.at(i), np.eye(4)[i] + 1)
        np.testing.assert_allclose(whole.at(i).scores, alone.scores, rtol=1e-14)


@pytest.mark.parametrize(
    ("optimal", "message"),
    [
        ([15, 50, 0, 5], "optimal performance of 'c2' must be .*got 0"),
        ([15, 50, 1], r"optimal must have 4 numbers, one for each of .*got shape \(3,\)"),
        ({"c0": 15}, r"optimal must name each criterion once; missing \['c1', 'c2', 'c3'\]"),
        (15, "optimal must have 4 numbers"),
        ([15, 50, np.nan, 5], "optimal must be finite"),
        ([15, 50, 5, 1e-320], "numbers on 'c3' lie so far apart"),
    ],
)
def test_optima_that_are_refused(optimal, message):
    far = ROOMS.with_values(ROOMS.values * [1, 1, 1, 1e6])
    with pytest.raises(InvalidInputError, match=rf"^aras\(\): {message}"):
        mcda.aras(far, [1] * 4, optimal=optimal)
