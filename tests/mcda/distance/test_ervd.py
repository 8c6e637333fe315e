"""ERVD: steps, loss aversion, costs, degenerate data, batches."""

import functools

import numpy as np
import pytest

from decision_analysis import catalog, mcda
from decision_analysis.errors import DegenerateDataWarning, InvalidInputError
from small_tables import assert_batch_is_a_loop, table


def test_steps_are_the_source_s():
    case = catalog.load("shyur_2015/ervd")
    result = case.run()
    shares = np.asarray(case.weights)
    np.testing.assert_allclose(result.normalized.sum(axis=0), 1)
    np.testing.assert_allclose(result.reference, 80 / case.table.values.sum(axis=0))
    gains = result.normalized - result.reference
    np.testing.assert_allclose(result.values[gains > 0], gains[gains > 0] ** 0.88)
    np.testing.assert_allclose(result.values[gains < 0], -2.25 * (-gains[gains < 0]) ** 0.88)
    np.testing.assert_allclose(result.distance_to_ideal, (result.ideal - result.values) @ shares)


def test_a_loss_counts_more_than_a_gain():
    # gains of 1 and 2, and losses of 1 and 2, from 5: on a straight line they stand opposite
    four = table([[6, 4], [4, 6], [7, 3], [3, 7]])
    straight = mcda.ervd(four, [1, 1], reference_point=[5, 5], loss_aversion=1, exponent=1)
    np.testing.assert_allclose(straight.scores, 0.5)
    averse = mcda.ervd(four, [1, 1], reference_point=[5, 5], exponent=1)
    assert averse.ranks.tolist() == [1, 1, 3, 3]


def test_the_reference_point_goes_by_name():
    three = table([[6, 40], [4, 60], [5, 20]], ["max", "min"])
    by_name = mcda.ervd(three, [1, 2], reference_point={"c1": 45, "c0": 5})
    assert by_name.equals(mcda.ervd(three, [1, 2], reference_point=[5, 45]))
    assert by_name.best == "a2"


def test_a_batch_equals_the_loop():
    assert_batch_is_a_loop(functools.partial(mcda.ervd, reference_point=[5, 4, 3]))


@pytest.mark.parametrize("values", [[[3, 4]], [[3, 4]] * 3])
def test_equal_alternatives_are_halfway(values):
    with pytest.warns(DegenerateDataWarning, match=r"^ervd\(\): all alternatives are equal on"):
        result = mcda.ervd(table(values), [1, 2], reference_point=[3, 5])
    assert result.scores.tolist() == [0.5] * len(values)


def test_a_column_of_zeros_makes_no_difference():
    with pytest.warns(DegenerateDataWarning, match=r"^ervd\(\): criterion 'c0' is constant"):
        result = mcda.ervd(table([[0, 1], [0, 2]]), [1, 1], reference_point=[3, 5])
    assert result.scores.tolist() == [0, 1]


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"reference_point": [5]}, "reference_point must have one number for each of"),
        ({"loss_aversion": 0}, "loss_aversion must be .*got 0"),
        ({"exponent": -1}, "exponent must be .*got -1"),
        ({"exponent": 1000}, "exponent must leave .*got 1000, and gains or losses of at most 0.1$"),
        (
            {"reference_point": [1e250, 1], "exponent": 2},
            "reference_point must be of the size of the performances; gains or losses to the power"
            r" of 2 exceed 1e\+300",
        ),
    ],
)
def test_options_that_are_refused(options, message):
    chosen = {"reference_point": [5, 5], **options}
    with pytest.raises(InvalidInputError, match=r"^ervd\(\): " + message):
        mcda.ervd(table([[6, 4], [4, 6]]), [1, 1], **chosen)


def test_negative_performances_are_refused():
    with pytest.raises(InvalidInputError, match=r"^ervd\(\): 'a1' on 'c0' must be at least 0; got"):
        mcda.ervd(table([[1], [-2]]), [1], reference_point=[1])
