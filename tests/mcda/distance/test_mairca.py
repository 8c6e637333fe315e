"""MAIRCA: steps, its order, limits of degenerate data, batches."""

import numpy as np
import pytest

from decision_analysis import catalog, mcda
from decision_analysis.errors import DegenerateDataWarning
from small_tables import assert_batch_is_a_loop, table


def test_steps_are_the_source_s_and_lower_is_better():
    case = catalog.load("aksoy_2021/mairca")
    result = case.run()
    shares = np.asarray(case.weights) / np.sum(case.weights)
    np.testing.assert_allclose(result.theoretical, shares / 5)
    np.testing.assert_allclose(result.real, result.theoretical - result.gap)
    np.testing.assert_allclose(result.scores, result.gap.sum(axis=1))
    assert result.best == "A1"
    plain = mcda.weighted_sum(case.table, case.weights, normalization="minmax").scores
    np.testing.assert_allclose(result.scores, (1 - plain) / 5)


def test_a_batch_equals_the_loop():
    assert_batch_is_a_loop(mcda.mairca)


def test_the_ends_and_a_constant_criterion():
    assert mcda.mairca(table([[1, 9], [5, 2]], ["max", "min"]), [1, 2]).scores == pytest.approx(
        [0.5, 0]
    )
    with pytest.warns(DegenerateDataWarning, match=r"^mairca\(\): criterion 'c1' is constant"):
        assert mcda.mairca(table([[1, 9], [5, 9]]), [1, 1]).scores.tolist() == [0.25, 0]
    with pytest.warns(DegenerateDataWarning, match="criterion 'c0' is constant"):
        assert mcda.mairca(table([[-1]]), [1]).scores.tolist() == [0]
