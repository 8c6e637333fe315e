"""PROSA-C: by definition, without coefficients PROMETHEE II, batches, where it is not monotone."""

import numpy as np
import pytest

from decision_analysis import DecisionTable, mcda
from decision_analysis.errors import InvalidInputError

p = mcda.preference


def test_scores_are_flows_less_the_weighted_deviation(stations, functions):
    shares = np.array([1, 2, 3, 1, 2, 3]) / 12
    coefficients = dict(zip(stations.criterion_names, [0.1, 0.2, 0.3, 0.4, 0.5, 1], strict=True))
    result = mcda.prosa_c(stations, shares, preference=functions, sustainability=coefficients)
    flows = mcda.promethee_ii(stations, shares, preference=functions)
    apart = np.abs(flows.scores[:, None] - flows.criterion_flows)
    expected = flows.scores - (apart * shares * np.array(list(coefficients.values()))).sum(axis=1)
    np.testing.assert_allclose(result.scores, expected, atol=1e-12)
    np.testing.assert_allclose(result.flow, flows.scores)


def test_without_coefficients_it_is_promethee_ii(stations, functions):
    flows = mcda.promethee_ii(stations, [1] * 6, preference=functions)
    result = mcda.prosa_c(stations, [1] * 6, preference=functions, sustainability=0)
    np.testing.assert_allclose(result.scores, flows.scores)


def test_full_coefficients_are_not_monotone():
    """An improvement on one criterion takes it farther from the other, as the docstring warns."""
    before = DecisionTable([[2, 0], [0, 2], [1, 1]], ["x", "y"], ["a", "b", "c"])
    after = DecisionTable([[4, 0], [0, 2], [1, 1]], ["x", "y"], ["a", "b", "c"])
    scores = [
        mcda.prosa_c(table, [1, 2], preference=p.v_shape(4), sustainability=1.0).scores[0]
        for table in (before, after)
    ]
    assert scores[1] < scores[0]


def test_batches_equal_single_calls(functions, samples):
    tables, weights = samples
    whole = mcda.prosa_c(tables, weights, preference=functions, sustainability=0.3)
    assert whole.criterion_flows is None
    for s in range(4):
        for k, w in enumerate(weights):
            alone = mcda.prosa_c(tables.at((s, 0)), w, preference=functions, sustainability=0.3)
            np.testing.assert_allclose(whole.scores[s, k], alone.scores, rtol=0, atol=1e-12)


def test_one_alternative_and_equal_ones_score_0():
    for rows in ([[3, 1]], [[3, 1], [3, 1]]):
        table = DecisionTable(rows, ["x", "y"], list("ab")[: len(rows)])
        result = mcda.prosa_c(table, [1, 1], preference=p.usual(), sustainability=0.5)
        assert not result.scores.any()


@pytest.mark.parametrize("given", [1.5, {"x": 0.2, "y": -1}])
def test_coefficients_outside_0_to_1_are_refused(given):
    table = DecisionTable([[3, 1], [1, 2]], ["x", "y"], ["a", "b"])
    with pytest.raises(InvalidInputError, match=r"sustainability.* must be in \[0, 1\]"):
        mcda.prosa_c(table, [1, 1], preference=p.usual(), sustainability=given)
