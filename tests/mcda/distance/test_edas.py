"""EDAS: published cases, steps, limits of degenerate data, batches."""

import numpy as np
import pytest

from decision_analysis import catalog, mcda
from decision_analysis.errors import DegenerateDataWarning, InvalidInputError
from small_tables import assert_batch_is_a_loop, table


def test_steps_are_the_source_s():
    result = catalog.load("mathew_2018/edas").run()
    assert result.average.tolist() == [250, 22.4, 12, 3.6]
    np.testing.assert_allclose(result.above[:, 0], [0, 0.2, 0, 0, 0.1])
    np.testing.assert_allclose(result.below[:, 0], [0, 0, 0.2, 0.1, 0])
    np.testing.assert_allclose(result.normalized_above, result.sum_above / max(result.sum_above))
    halves = result.normalized_above + result.normalized_below
    np.testing.assert_allclose(result.scores, halves / 2)


def test_a_batch_equals_the_loop():
    assert_batch_is_a_loop(mcda.edas)


@pytest.mark.parametrize("values", [[[3, 4]], [[3, 4]] * 3, [[0.1, 0.7]] * 3])
def test_equal_alternatives_are_halfway(values):
    # the mean of three times 0.1 is not 0.1, which is no distance from it
    with pytest.warns(DegenerateDataWarning, match=r"^edas\(\): all alternatives are equal on"):
        assert mcda.edas(table(values, ["max", "min"]), [1, 2]).scores.tolist() == [0.5] * len(
            values
        )


def test_equal_in_one_of_two_samples():
    with pytest.warns(DegenerateDataWarning, match="weighted criteria in 1 of 2 samples; their sc"):
        scores = mcda.edas(table([[3, 1], [3, 2]]), [[1, 0], [0, 1]]).scores
    np.testing.assert_allclose(scores, [[0.5, 0.5], [0, 1]])


def test_only_costs_and_a_zero_beside_positive_numbers():
    assert mcda.edas(table([[100], [50], [0]], ["min"]), [1]).ranks.tolist() == [3, 2, 1]


@pytest.mark.parametrize(
    ("values", "got"),
    [([[1, -3], [2, 1]], "-1"), ([[1, 0], [2, 0]], "0"), ([[1, -1], [2, 1]], "0")],
)
def test_means_that_are_not_positive_are_refused(values, got):
    with pytest.raises(
        InvalidInputError, match=rf"^edas\(\): mean of 'c1' must be positive.*got {got}$"
    ):
        mcda.edas(table(values), [1, 1])
    sampled = table([np.ones((2, 2)), values])
    with pytest.raises(InvalidInputError, match=r"got -?\d+.* at \(1,\)"):
        mcda.edas(sampled, [1, 1])
