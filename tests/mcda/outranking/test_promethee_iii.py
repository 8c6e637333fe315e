"""PROMETHEE III: intervals by definition, the order of II at width 0, indifference, batches."""

import numpy as np
import pytest

from decision_analysis import DecisionTable, mcda
from decision_analysis.errors import InvalidInputError

p = mcda.preference


def test_intervals_are_mean_and_deviation_over_the_others(stations, functions):
    result = mcda.promethee_iii(stations, [1] * 6, preference=functions, width=0.4)
    index = mcda.preference_degrees(stations, [1] * 6, preference=functions)
    for a in range(6):
        against = np.delete(index[a] - index[:, a], a)
        assert result.flow[a] == pytest.approx(against.mean())
        assert result.deviation[a] == pytest.approx(against.std())
        for b in range(6):
            ahead = result.low[b] > result.high[a]
            assert result.matrix[a, b] == (a != b and not ahead)
    np.testing.assert_allclose(result.high - result.low, 0.8 * result.deviation)


def test_without_width_it_is_the_order_of_promethee_ii(stations, functions):
    flows = mcda.promethee_ii(stations, [1] * 6, preference=functions)
    result = mcda.promethee_iii(stations, [1] * 6, preference=functions, width=0)
    np.testing.assert_allclose(result.flow, flows.scores)
    assert (result.matrix == (np.subtract.outer(flows.ranks, flows.ranks) < 0)).all()
    # and with a great one nobody stands above anybody
    wide = mcda.promethee_iii(stations, [1] * 6, preference=functions, width=20)
    assert (wide.matrix | np.eye(6, dtype=bool)).all()


def test_equal_alternatives_are_indifferent_and_one_alone_is_not_compared():
    table = DecisionTable([[1, 0, 0, 1], [0, 1, 1, 0]], list("wxyz"), ["a", "b"])
    result = mcda.promethee_iii(table, [0.2, 0.1, 0.3, 0.2], preference=p.usual(), width=0)
    assert result.matrix.tolist() == [[False, True], [True, False]]
    alone = mcda.promethee_iii(DecisionTable([[3]], ["c"], ["a"]), [1], preference=p.usual())
    assert (alone.flow.tolist(), alone.matrix.tolist()) == ([0], [[False]])


def test_batches_equal_single_calls(functions, samples):
    tables, weights = samples
    whole = mcda.promethee_iii(tables, weights, preference=functions)
    for s in range(4):
        for k, w in enumerate(weights):
            alone = mcda.promethee_iii(tables.at((s, 0)), w, preference=functions)
            np.testing.assert_allclose(whole.low[s, k], alone.low, rtol=0, atol=1e-12)
            assert np.array_equal(whole.matrix[s, k], alone.matrix)


def test_a_negative_width_is_refused(stations, functions):
    with pytest.raises(InvalidInputError, match=r"promethee_iii\(\): width must be .* got -1"):
        mcda.promethee_iii(stations, [1] * 6, preference=functions, width=-1)
