"""LMAW: weights as given, steps, performances it cannot take, degenerate data, batches."""

import numpy as np
import pytest

from decision_analysis import catalog, mcda
from decision_analysis.errors import InvalidInputError
from small_tables import assert_batch_is_a_loop, table


def test_steps_are_the_source_s():
    case = catalog.load("pamucar_2021/lmaw")
    result = case.run()
    phi, w = result.logarithmic, np.asarray(case.weights)
    np.testing.assert_allclose(
        phi, np.log(result.standardized) / np.log(result.standardized.prod(axis=0))
    )
    np.testing.assert_allclose(result.weighted, 2 * phi**w / ((2 - phi) ** w + phi**w))
    np.testing.assert_allclose(result.scores, result.weighted.sum(axis=1))


def test_weights_are_exponents_and_taken_as_given():
    case = catalog.load("pamucar_2021/lmaw")
    halved = mcda.lmaw(case.table, np.asarray(case.weights) / 2).scores
    assert (np.abs(halved - case.run().scores) > 0.3).all()
    # a weight of 0 counts 1 for everybody
    assert mcda.lmaw(table([[1, 5], [2, 0]]), [1, 0]).weighted[:, 1].tolist() == [1, 1]


def test_a_batch_equals_the_loop():
    assert_batch_is_a_loop(mcda.lmaw)


def test_equal_alternatives_a_single_one_and_a_zero():
    assert len(set(mcda.lmaw(table([[3, 4]] * 3, ["max", "min"]), [1, 2]).scores)) == 1
    # alone, it has the whole sum of logarithms
    assert mcda.lmaw(table([[3, 4]], ["max", "min"]), [1, 2]).scores.tolist() == [2]
    # nothing of a benefit has the logarithm 0
    assert mcda.lmaw(table([[0], [4]]), [1]).scores.tolist() == [0, 1]


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ([[1, 0], [2, 3]], "'a0' on 'c1' must be positive, as a cost; got 0"),
        ([[-1, 1], [2, 3]], "'a0' on 'c0' must be at least 0; got -1"),
        ([[0, 1], [0, 3]], "'a0' on 'c0' must be positive, as the maximum; got 0"),
    ],
)
def test_performances_that_are_refused(values, message):
    with pytest.raises(InvalidInputError, match=r"^lmaw\(\): " + message):
        mcda.lmaw(table(values, ["max", "min"]), [1, 1])


@pytest.mark.parametrize("size", [1e-300, 1e-10, 1e4, 1e300])
def test_weights_that_leave_nothing_to_compare_are_refused(size):
    apart = table([[1, 2], [2, 1], [3, 1]], ["max", "max"])
    with pytest.raises(InvalidInputError, match=r"^lmaw\(\): weights are taken as given: the larg"):
        mcda.lmaw(apart, [size, size / 2])
    # beside them other weights are none the less right
    assert mcda.lmaw(apart, [50, 50]).ranks.tolist() == [2, 3, 1]
