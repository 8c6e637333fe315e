"""PIV: steps, limits of degenerate data, batches."""

import numpy as np
import pytest

from decision_analysis import catalog, mcda
from decision_analysis.errors import DegenerateDataWarning
from small_tables import assert_batch_is_a_loop, table


def test_steps_are_the_source_s_and_lower_is_better():
    result = catalog.load("mufazzal_2018/piv").run()
    np.testing.assert_allclose(result.proximity, result.weighted.max(axis=0) - result.weighted)
    np.testing.assert_allclose(result.scores, result.proximity.sum(axis=1))
    np.testing.assert_allclose(np.square(result.normalized).sum(axis=0), 1)
    assert result.ranks[result.scores.argmin()] == 1


def test_a_batch_equals_the_loop():
    assert_batch_is_a_loop(mcda.piv)


def test_costs_turned_round_and_negatives():
    values = np.array([[3.0, -4], [-1, 2], [0, 1]])
    one = mcda.piv(table(values, ["max", "min"]), [1, 2]).scores
    np.testing.assert_allclose(mcda.piv(table(-values, ["min", "max"]), [1, 2]).scores, one)
    assert one[0] == 0


def test_equal_alternatives_are_as_near_and_zeros_make_no_difference():
    assert mcda.piv(table([[3, 4]] * 2), [1, 2]).scores.tolist() == [0, 0]
    with pytest.warns(DegenerateDataWarning, match=r"^piv\(\): criterion 'c0' is constant"):
        scores = mcda.piv(table([[0, 3], [0, 4]]), [1, 1]).scores
    assert scores == pytest.approx([0.1, 0])
