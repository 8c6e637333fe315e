"""PROBID: steps, its halves and quarters, dominance, which it does not keep, degenerate data."""

import tracemalloc

import numpy as np
import pytest

from decision_analysis import catalog, mcda
from decision_analysis.errors import DegenerateDataWarning, InvalidInputError
from small_tables import assert_batch_is_a_loop, table


def separations(result, positive, negative):
    """Sum distances to the ideals of the given places, from 1, over their place from the end."""
    m = len(result.alternatives)
    d = result.distances
    return (
        sum(d[:, k - 1] / k for k in positive),
        sum(d[:, k - 1] / (m - k + 1) for k in negative),
    )


def test_steps_are_the_source_s():
    result = catalog.load("wang_2021/probid").run()
    apart = result.weighted[:, None] - result.ideals
    np.testing.assert_allclose(result.distances, np.sqrt((apart**2).sum(axis=-1)), atol=1e-15)
    positive, negative = separations(result, range(1, 7), range(6, 12))
    np.testing.assert_allclose(result.distance_to_ideals, positive)
    np.testing.assert_allclose(result.distance_to_anti_ideals, negative)
    away = np.sqrt(((result.weighted - result.average) ** 2).sum(axis=1))
    np.testing.assert_allclose(result.distance_to_average, away)
    np.testing.assert_allclose(result.scores, 1 / (1 + (positive / negative) ** 2) + away)


def test_an_even_number_of_ideals_is_halved_without_a_middle():
    # eqs. for even m: k = 1 ... m/2, and m/2 + 1 ... m; two peers count m/2 in both
    result = mcda.probid(table([[1, 8], [4, 3], [6, 5], [9, 1]], ["max", "min"]), [1, 2])
    positive, negative = separations(result, [1, 2], [3, 4])
    np.testing.assert_allclose(result.distance_to_ideals, positive)
    np.testing.assert_allclose(result.distance_to_anti_ideals, negative)


def test_the_simplified_form_takes_a_quarter_and_at_least_one():
    rng = np.random.default_rng(2)
    for m, ends in ((3, 1), (7, 1), (9, 2)):
        result = mcda.probid(table(rng.uniform(1, 2, (m, 3))), [1, 2, 3], simplified=True)
        positive, negative = separations(result, range(1, ends + 1), range(m - ends + 1, m + 1))
        np.testing.assert_allclose(result.scores, negative / positive)
        assert result.distance_to_average is None


def test_a_batch_equals_the_loop():
    assert_batch_is_a_loop(mcda.probid)


def test_a_dominated_alternative_may_score_higher():
    found = mcda.probid(table([[1], [2], [5]]), [1])
    # the worst is farther from the average, and so scores more than the second
    assert found["a0"] > found["a1"]


@pytest.mark.parametrize("values", [[[3, 4]], [[3, 4]] * 4, [[0.1 + 0.2, 7], [0.3, 7]]])
def test_equal_alternatives_score_a_half(values):
    with pytest.warns(DegenerateDataWarning, match=r"^probid\(\): all alternatives are equal on"):
        assert mcda.probid(table(values), [1, 2]).scores.tolist() == [0.5] * len(values)


def test_a_duplicate_of_the_worst_is_finite_though_its_negative_distance_is_0():
    result = mcda.probid(table([[1], [1], [2]]), [1])
    assert result.distance_to_anti_ideals[0] == 0
    assert result.scores[0] == result.distance_to_average[0]


def test_the_simplified_form_refuses_an_alternative_that_is_the_best_everywhere():
    with pytest.raises(
        InvalidInputError,
        match=r"^probid\(\): 'a1' is the best on every criterion, and.*take simplified=False",
    ):
        mcda.probid(table([[1, 5], [2, 3]], ["max", "min"]), [1, 1], simplified=True)


def test_a_large_table_goes_some_rows_at_a_time():
    values = np.random.default_rng(0).uniform(1, 9, (250, 40))
    tracemalloc.start()
    result = mcda.probid(table(values), np.ones(40))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 8 * 250**2 * 40
    apart = result.weighted[:, None] - result.ideals
    np.testing.assert_allclose(result.distances, np.sqrt((apart**2).sum(axis=-1)), atol=1e-15)
