"""SPOTIS: no rank reversal, both points, what bounds refuse, batches."""

import numpy as np
import pytest

from decision_analysis import Criterion, DecisionTable, mcda
from decision_analysis.errors import InvalidInputError

BOUNDS = {"price": (0, 100), "space": (10, 50)}
FLATS = DecisionTable(
    [[20, 30], [60, 50], [90, 10]], [Criterion("price", "min"), "space"], ["a", "b", "c"]
)


def test_distances_from_the_better_bounds():
    result = mcda.spotis(FLATS, [3, 1], bounds=BOUNDS)
    assert result.solution.tolist() == [0, 50]
    np.testing.assert_allclose(result.distances, [[0.2, 0.5], [0.6, 0], [0.9, 1]])
    np.testing.assert_allclose(result.weighted, [[0.15, 0.125], [0.45, 0], [0.675, 0.25]])
    np.testing.assert_allclose(result.scores, [0.275, 0.45, 0.925])
    assert (result.best, result.higher_is_better) == ("a", False)


def test_too_much_is_as_bad_as_too_little_around_what_is_expected():
    wanted = {"space": 40, "price": 40}
    result = mcda.spotis(FLATS, [1, 1], bounds=BOUNDS, expected_solution=wanted)
    assert result.solution.tolist() == [40, 40]
    np.testing.assert_allclose(result.distances, [[0.2, 0.25], [0.2, 0.25], [0.5, 0.75]])
    assert result.ranks.tolist() == [1, 1, 3]
    # cheaper than expected is no advantage: a dominated flat may score better
    cheap = DecisionTable([[10, 40], [40, 40]], FLATS.criteria, ["cheap", "as wanted"])
    worse = mcda.spotis(cheap, [1, 1], bounds=BOUNDS, expected_solution=wanted)
    assert worse.best == "as wanted"


def test_no_alternative_has_a_part_in_the_score_of_another():
    whole = mcda.spotis(FLATS, [1, 2], bounds=BOUNDS).scores
    for i, label in enumerate(FLATS.alternatives):
        alone = mcda.spotis(FLATS.select(alternatives=[label]), [1, 2], bounds=BOUNDS)
        np.testing.assert_allclose(alone.scores[0], whole[i], rtol=1e-14)


def test_a_batch_equals_the_loop():
    rng = np.random.default_rng(1)
    tables = FLATS.with_values(rng.uniform([0, 10], [100, 50], (4, 3, 2)))
    weights = rng.uniform(size=(5, 1, 2))
    result = mcda.spotis(tables, weights, bounds=BOUNDS)
    assert (result.scores.shape, result.distances) == ((5, 4, 3), None)
    one = mcda.spotis(tables.at(2), weights[3, 0], bounds=BOUNDS)
    np.testing.assert_allclose(result.scores[3, 2], one.scores, rtol=1e-14)
    kept = mcda.spotis(tables, weights, bounds=BOUNDS, steps=True)
    np.testing.assert_allclose(kept.at((3, 2)).distances, one.distances)


@pytest.mark.parametrize(
    ("bounds", "expected", "says"),
    [
        ({"price": (0, 80), "space": (10, 50)}, None, "'c' on 'price' must be within its bounds"),
        ({"price": (0, 100)}, None, r"bounds must name each criterion once; missing \['space'\]"),
        ({**BOUNDS, "space": (50, 10)}, None, "bounds of 'space' must have low < high"),
        ({**BOUNDS, "space": 3}, None, r"bounds of 'space' must be \(low, high\)"),
        (BOUNDS, {"price": 40, "space": 60}, "expected_solution of 'space' must be within its"),
        (BOUNDS, {"price": 40}, "expected_solution must name each criterion once"),
    ],
)
def test_what_does_not_fit_is_refused(bounds, expected, says):
    with pytest.raises(InvalidInputError, match=rf"spotis\(\): .*{says}"):
        mcda.spotis(FLATS, [1, 1], bounds=bounds, expected_solution=expected)


def test_a_bound_missed_by_rounding_is_the_bound():
    table = DecisionTable([[0.1 + 0.2], [0.0]], ["x"], ["a", "b"])
    result = mcda.spotis(table, [1], bounds={"x": (0, 0.3)}, expected_solution={"x": 0.1 + 0.2})
    assert result.scores.tolist() == [0, 1]
