"""Grey relational analysis: steps, the distinguishing coefficient, degenerate data, batches."""

import numpy as np
import pytest

from decision_analysis import catalog, mcda
from decision_analysis.errors import DegenerateDataWarning, InvalidInputError
from small_tables import assert_batch_is_a_loop, table


def test_steps_are_the_source_s():
    case = catalog.load("yildirim_2015/gra")
    result = case.run()
    least, most = result.deviation.min(), result.deviation.max()
    expected = (least + 0.5 * most) / (result.deviation + 0.5 * most)
    np.testing.assert_allclose(result.coefficients, expected)
    np.testing.assert_allclose(result.normalized, 1 - result.deviation)


def test_a_batch_equals_the_loop():
    assert_batch_is_a_loop(mcda.gra)


def test_a_smaller_coefficient_counts_less_for_all_but_the_best():
    pair = table([[0], [1], [2]])
    for zeta in (1.0, 0.5, 0.1):
        scores = mcda.gra(pair, [1], distinguishing=zeta).scores
        assert scores == pytest.approx([zeta / (1 + zeta), zeta / (0.5 + zeta), 1])


def test_a_constant_criterion_has_the_coefficient_1():
    with pytest.warns(DegenerateDataWarning, match=r"^gra\(\): criterion 'c1' is constant"):
        scores = mcda.gra(table([[1, 7], [3, 7]], ["max", "min"]), [1, 1]).scores
    assert scores == pytest.approx([(1 / 3 + 1) / 2, 1])
    with pytest.warns(DegenerateDataWarning):
        assert mcda.gra(table([[-1, 7]]), [1, 1]).scores.tolist() == [1]


@pytest.mark.parametrize("zeta", [0, -0.5, 1.5])
def test_coefficients_that_are_refused(zeta):
    with pytest.raises(
        InvalidInputError, match=rf"^gra\(\): distinguishing must be in \(0, 1\]; got {zeta}"
    ):
        mcda.gra(table([[1], [2]]), [1], distinguishing=zeta)
