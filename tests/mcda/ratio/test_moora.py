"""MOORA: the ratio system, sums that cancel, the page's example."""

import numpy as np
import pytest

from decision_analysis import Criterion, DecisionTable, mcda
from decision_analysis.errors import DegenerateDataWarning


def table(values, goals=None):
    array = np.asarray(values, dtype=float)
    goals = goals or ["max"] * array.shape[-1]
    criteria = [Criterion(f"c{j}", goal) for j, goal in enumerate(goals)]
    return DecisionTable(array, criteria, [f"a{i}" for i in range(array.shape[-2])])


FLATS = table([[3, 4], [4, 3]], ["min", "max"])


def test_two_flats_by_hand():
    result = mcda.moora(FLATS, [0.25, 0.75])
    np.testing.assert_allclose(result.scores, [0.45, 0.25], atol=1e-15)
    np.testing.assert_allclose(result.weighted.sum(axis=-1), result.scores)


def test_sums_that_cancel_tie():
    line = np.arange(1, 7)[:, None] * [0.1, 0.3]
    result = mcda.moora(table(line, ["max", "min"]), [1, 1])
    assert result.scores.tolist() == [0] * 6


def test_zeros_negatives_one_alternative_and_only_costs():
    with pytest.warns(DegenerateDataWarning, match=r"^moora\(\): criterion 'c0' is constant"):
        assert mcda.moora(table([[0, 3], [0, 4]]), [1, 1]).scores.tolist() == [0.3, 0.4]
    np.testing.assert_allclose(mcda.moora(table([[-3], [4]]), [1]).scores, [-0.6, 0.8])
    assert mcda.moora(table([[5, 5]], ["min", "min"]), [1, 1]).scores == -1


def test_a_batch_equals_the_loop():
    rng = np.random.default_rng(3)
    batch = table(rng.normal(size=(4, 5, 3)), ["max", "min", "max"])
    many = rng.dirichlet(np.ones(3), 4)
    whole = mcda.moora(batch, many)
    assert whole.steps() == {}
    for i in range(4):
        alone = mcda.moora(batch.at(i), many[i]).scores
        np.testing.assert_allclose(whole.scores[i], alone, rtol=0, atol=1e-15)
