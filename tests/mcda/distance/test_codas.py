"""CODAS: steps, the threshold, limits of degenerate data, and dominance, which it does not keep."""

import numpy as np
import pytest

from decision_analysis import catalog, mcda
from decision_analysis.errors import InvalidInputError
from small_tables import assert_batch_is_a_loop, table


def test_steps_are_the_source_s():
    case = catalog.load("keshavarz_2016/codas")
    result = case.run()
    above = result.weighted - result.anti_ideal
    np.testing.assert_allclose(result.euclidean, np.sqrt((above**2).sum(axis=1)))
    np.testing.assert_allclose(result.taxicab, above.sum(axis=1))
    np.testing.assert_allclose(result.assessment.sum(axis=1), result.scores)
    np.testing.assert_allclose(result.assessment, -result.assessment.T, atol=1e-15)


def test_a_batch_equals_the_loop():
    assert_batch_is_a_loop(mcda.codas)
    assert_batch_is_a_loop(lambda t, w, **steps: mcda.codas(t, w, threshold=0.2, **steps))


def test_taxicab_distances_count_from_the_threshold_on():
    # both distances from the worst are 0.5, 0.1 and 0
    three = table([[10], [6], [5]])
    for threshold, factor in ((0.1, 2), (0.1 + 1e-14, 2), (0.11, 1), (1, 1)):
        h = mcda.codas(three, [1], threshold=threshold).assessment
        assert h[1, 2] == pytest.approx(0.1 * factor)
    assert mcda.codas(three, [1], threshold=0).scores == pytest.approx([1.8, -0.6, -1.2])


def test_a_dominated_alternative_may_score_higher():
    found = mcda.codas(table([[12, 14], [12, 15], [2, 13], [11, 18]]), [1, 1])
    # a1 is better than a0 on c1 and equal on c0
    assert found["a0"] > found["a1"]


def test_equal_alternatives_and_a_single_one_score_0():
    assert mcda.codas(table([[3, 4]] * 3, ["max", "min"]), [1, 2]).scores.tolist() == [0, 0, 0]
    assert mcda.codas(table([[3, 4]]), [1, 2]).scores.tolist() == [0]
    # a constant criterion parts nobody
    pair = mcda.codas(table([[3, 4], [3, 8]]), [1, 1], threshold=0.5)
    assert pair.scores == pytest.approx([-0.25, 0.25])


@pytest.mark.parametrize(
    ("values", "goals", "message"),
    [
        ([[1, 0], [2, 3]], ["max", "min"], "'a0' on 'c1' must be positive, as a cost; got 0"),
        ([[-1, 1], [0, 3]], ["max", "min"], "'a1' on 'c0' must be positive, as the maximum; got 0"),
    ],
)
def test_performances_that_are_refused(values, goals, message):
    with pytest.raises(InvalidInputError, match=r"^codas\(\): " + message):
        mcda.codas(table(values, goals), [1, 1])


def test_a_negative_threshold_is_refused():
    with pytest.raises(InvalidInputError, match=r"^codas\(\): threshold must be .*got -0.1"):
        mcda.codas(table([[1], [2]]), [1], threshold=-0.1)


def test_rows_of_pairs_that_are_more_than_a_block_change_nothing(monkeypatch):
    many = table(np.random.default_rng(0).uniform(1, 2, (30, 3)))
    whole = mcda.codas(many, [1, 1, 1])
    monkeypatch.setattr("decision_analysis.mcda._blocks.CACHE_BLOCK", 64)
    monkeypatch.setattr("decision_analysis.mcda._door.MOST_KEPT_PAIRS", 899)
    cut = mcda.codas(many, [1, 1, 1])
    assert cut.scores.tolist() == whole.scores.tolist()
    # of so many alternatives pairs are kept only if they are asked for
    assert cut.assessment is None
    assert cut.euclidean is not None
    kept = mcda.codas(many, [1, 1, 1], steps=True).assessment
    assert kept.tolist() == whole.assessment.tolist()
