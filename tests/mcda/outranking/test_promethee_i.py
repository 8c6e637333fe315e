"""PROMETHEE I: preferred, indifferent, incomparable, and batches."""

import numpy as np

from decision_analysis import DecisionTable, mcda


def test_both_flows_must_agree(stations, functions):
    result = mcda.promethee_i(stations, [1] * 6, preference=functions)
    row = stations.alternatives.index("Austria")
    assert result.matrix[row].sum() == 5
    assert result.kernel() == ("Austria",)
    for a in range(6):
        for b in range(6):
            stands = (
                result.positive[a] >= result.positive[b]
                and result.negative[a] <= result.negative[b]
            )
            assert result.matrix[a, b] == (stands and a != b)
    belgium, sweden = stations.alternatives.index("Belgium"), stations.alternatives.index("Sweden")
    assert not result.matrix[belgium, sweden]
    assert not result.matrix[sweden, belgium]


def test_indifference_holds_both_ways():
    table = DecisionTable([[1, 0, 0, 1], [0, 1, 1, 0]], list("wxyz"), ["a", "b"])
    result = mcda.promethee_i(table, [0.2, 0.1, 0.3, 0.2], preference=mcda.preference.usual())
    assert result.matrix.tolist() == [[False, True], [True, False]]


def test_batches_equal_single_calls(functions, samples):
    tables, weights = samples
    whole = mcda.promethee_i(tables, weights, preference=functions)
    for s in range(4):
        for k, w in enumerate(weights):
            alone = mcda.promethee_i(tables.at((s, 0)), w, preference=functions)
            assert np.array_equal(whole.matrix[s, k], alone.matrix)
            np.testing.assert_allclose(whole.negative[s, k], alone.negative, rtol=0, atol=1e-12)


def test_one_alternative():
    result = mcda.promethee_i(
        DecisionTable([[3]], ["c"], ["a"]), [1], preference=mcda.preference.usual()
    )
    assert result.matrix.tolist() == [[False]]
    assert result.positive.tolist() == [0]
