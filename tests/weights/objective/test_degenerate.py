"""What all objective weights do with constant columns, batches and performances below 0."""

import numpy as np
import pytest

from decision_analysis import weights
from decision_analysis.errors import DegenerateDataWarning, InvalidInputError
from small_tables import table

VALUES = [[3.0, 100, 10, 7], [2.5, 80, 8, 5], [1.8, 50, 20, 11], [2.2, 70, 12, 9]]
RATIOS = ["angle", "coefficient_of_variation", "entropy", "gini"]
APART = [*RATIOS, "critic", "lopcow", "standard_deviation"]
"""A constant criterion is as if it were not there; in MEREC the number of criteria divides."""


@pytest.mark.parametrize("name", APART)
def test_a_constant_column_weighs_nothing_and_does_not_touch_the_others(name):
    method, rows = getattr(weights, name), np.array(VALUES)[:, :3]
    alone = method(table(rows)).weights
    with pytest.warns(DegenerateDataWarning, match="'c3' is constant; its weight is 0"):
        found = method(table(np.column_stack([rows, np.full(4, 0.3)])))
    np.testing.assert_allclose(found.weights, [*alone, 0], atol=1e-14)


@pytest.mark.parametrize("name", [*APART, "merec"])
@pytest.mark.parametrize("values", [[[3, 4], [3, 4]], [[3, 4]]])
def test_where_all_are_constant_weights_are_equal(name, values):
    with pytest.warns(DegenerateDataWarning, match="all criteria are constant"):
        assert getattr(weights, name)(table(values)).weights.tolist() == [0.5, 0.5]


@pytest.mark.parametrize("name", [*APART, "cilos", "idocriw", "merec"])
def test_a_batch_is_a_loop(name):
    method, goals = getattr(weights, name), ["max", "min", "max"]
    values = np.random.default_rng(1).uniform(1, 9, (5, 6, 3))
    whole = method(table(values, goals)).weights
    for one, found in zip(values, whole, strict=True):
        np.testing.assert_allclose(method(table(one, goals)).weights, found, atol=1e-14)


@pytest.mark.parametrize("name", RATIOS)
def test_negative_performances_are_refused(name):
    message = r"'a1' on 'c0' must be at least 0; got -2"
    with pytest.raises(InvalidInputError, match=rf"^{name}\(\): {message}"):
        getattr(weights, name)(table([[1, 1], [-2, 3]]))
