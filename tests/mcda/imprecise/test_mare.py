"""MARE: bounds that hold for all performances between, costs, one scale for all."""

import numpy as np
import pytest

from decision_analysis import Criterion, DecisionTable, mcda
from decision_analysis.errors import InvalidInputError

CRITERIA = [Criterion("cost", "min"), "quality"]
LOW = DecisionTable([[2, 5], [4, 7]], CRITERIA, ["a", "b"])
LIKELY = DecisionTable([[3, 6], [4, 8]], CRITERIA, ["a", "b"])
HIGH = DecisionTable([[5, 8], [6, 10]], CRITERIA, ["a", "b"])


def test_scores_on_one_scale():
    result = mcda.mare([LOW, LIKELY, HIGH], [1, 1])
    # least costs over costs, qualities over the greatest
    np.testing.assert_allclose(result.normalized, [[2 / 3, 0.6], [0.5, 0.8]])
    np.testing.assert_allclose(result.low, [(2 / 5 + 0.5) / 2, (2 / 6 + 0.7) / 2])
    np.testing.assert_allclose(result.high, [(1 + 0.8) / 2, (0.5 + 1) / 2])
    assert list(result.to_frame().columns) == ["rank", "low", "score", "high"]
    assert "low" in repr(result)


def test_what_lies_between_has_scores_between():
    rng = np.random.default_rng(0)
    corners = np.sort(rng.uniform(1, 9, (3, 100, 5, 2)), axis=0)
    tables = [DecisionTable(values, CRITERIA, list("abcde")) for values in corners]
    result = mcda.mare(tables, [1, 3])
    assert (result.low <= result.scores).all()
    assert (result.scores <= result.high).all()
    assert result.normalized is None
    np.testing.assert_allclose(
        mcda.mare([table.at(7) for table in tables], [1, 3]).low, result.low[7], rtol=1e-14
    )


def test_one_table_thrice_is_the_weighted_sum():
    result = mcda.mare([LIKELY] * 3, [1, 2])
    scores = mcda.weighted_sum(LIKELY, [1, 2]).scores
    for array in (result.low, result.scores, result.high):
        np.testing.assert_allclose(array, scores)


@pytest.mark.parametrize(
    ("corners", "says"),
    [
        ([LOW, HIGH], r"corners must be tables \[low, most likely, high\]; got 2 entries"),
        ([LIKELY, LOW, HIGH], "corners must ascend"),
        (
            [LOW.select(alternatives=["a"]), LIKELY, HIGH],
            r"must name each alternative once; unknown",
        ),
    ],
)
def test_what_does_not_fit_is_refused(corners, says):
    with pytest.raises(InvalidInputError, match=rf"mare\(\): .*{says}"):
        mcda.mare(corners, [1, 1])


def test_a_benefit_that_nobody_has_is_refused():
    low = DecisionTable([[0, 1], [0, 2]], ["x", "y"], ["a", "b"])
    with pytest.raises(InvalidInputError, match="'a' on 'x' must be positive, as the maximum"):
        mcda.mare([low, low, low], [1, 1])
