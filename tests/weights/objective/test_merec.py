"""MEREC weights: the formula, a constant column, refusals."""

import numpy as np
import pytest

from decision_analysis import weights
from decision_analysis.errors import DegenerateDataWarning, InvalidInputError
from small_tables import table

VALUES = [[3.0, 100, 10, 7], [2.5, 80, 8, 5], [1.8, 50, 20, 11], [2.2, 70, 12, 9]]


def test_the_formula():
    x = np.array(VALUES)
    n = np.where([True, False, True, True], x.min(axis=0) / x, x / x.max(axis=0))
    logs = np.abs(np.log(n))
    whole = np.log(1 + logs.mean(axis=1))
    without = np.log(1 + (logs.sum(axis=1, keepdims=True) - logs) / 4)
    effect = np.abs(without - whole[:, None]).sum(axis=0)
    result = weights.merec(table(x, ["max", "min", "max", "max"]))
    np.testing.assert_allclose(result.performance, whole, atol=1e-14)
    np.testing.assert_allclose(result.without, without, atol=1e-14)
    np.testing.assert_allclose(result.weights, effect / effect.sum(), atol=1e-14)


@pytest.mark.parametrize("cell", [0, -1])
def test_what_has_no_logarithm_is_refused(cell):
    with pytest.raises(
        InvalidInputError, match=rf"^merec\(\): 'a1' on 'c0' must be positive; got {cell}"
    ):
        weights.merec(table([[1, 1], [cell, 3]]))


def test_a_constant_column_weighs_nothing():
    rows = np.column_stack([np.array(VALUES)[:, :3], np.full(4, 0.3)])
    with pytest.warns(DegenerateDataWarning, match="'c3' is constant; its weight is 0"):
        found = weights.merec(table(rows))
    # the number of criteria divides, so that the others change a little
    assert found.weights[3] == 0
    assert found.weights.sum() == pytest.approx(1)
