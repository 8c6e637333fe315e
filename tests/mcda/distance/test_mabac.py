"""MABAC: steps, its order, limits of degenerate data, batches."""

import numpy as np
import pytest

from decision_analysis import catalog, mcda
from decision_analysis.errors import DegenerateDataWarning
from small_tables import assert_batch_is_a_loop, table


def test_steps_are_the_source_s():
    result = catalog.load("pamucar_2015/mabac").run()
    np.testing.assert_allclose(result.border, np.exp(np.log(result.weighted).mean(axis=0)))
    np.testing.assert_allclose(result.distances, result.weighted - result.border, atol=1e-15)
    np.testing.assert_allclose(result.scores, result.distances.sum(axis=1), atol=1e-15)


def test_a_batch_equals_the_loop():
    assert_batch_is_a_loop(mcda.mabac)


def test_it_orders_as_the_weighted_sum_does_and_adds_a_zero():
    case = catalog.load("pamucar_2015/mabac")
    scores = mcda.mabac(case.table, case.weights).scores
    plain = mcda.weighted_sum(case.table, case.weights, normalization="minmax").scores
    np.testing.assert_allclose(scores - plain, np.full(7, scores[0] - plain[0]))


def test_equal_alternatives_are_at_the_border_and_a_weight_may_be_0():
    with pytest.warns(DegenerateDataWarning, match=r"^mabac\(\): criterion 'c0' is constant"):
        result = mcda.mabac(table([[-3], [-3]]), [1])
    np.testing.assert_allclose(result.scores, 0, atol=1e-15)
    scores = mcda.mabac(table([[0, 4], [-3, 8]]), [1, 0]).scores
    assert scores == pytest.approx([2 - 2**0.5, 1 - 2**0.5])
