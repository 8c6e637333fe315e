"""Fuzzy TOPSIS: certain performances as a limit, corners by label, weights, what does not fit."""

import numpy as np
import pandas as pd
import pytest

from decision_analysis import Criterion, DecisionTable, mcda, testing
from decision_analysis.errors import DegenerateDataWarning, InvalidInputError

CRITERIA = [Criterion("cost", "min"), "quality"]
LOW = DecisionTable([[2, 5], [4, 7]], CRITERIA, ["a", "b"])
LIKELY = DecisionTable([[3, 6], [4, 8]], CRITERIA, ["a", "b"])
HIGH = DecisionTable([[5, 8], [6, 10]], CRITERIA, ["a", "b"])
TRIANGLES = [LOW, LIKELY, HIGH]
WEIGHTS = {"cost": (0.5, 0.7, 1), "quality": (0.2, 0.2, 0.6)}


def test_steps_written_out():
    result = mcda.fuzzy_topsis(TRIANGLES, WEIGHTS)
    # a cost is the least corner of all over it, the corners in reverse
    np.testing.assert_allclose(result.weighted[0, 0], [0.5 * 2 / 5, 0.7 * 2 / 3, 1])
    np.testing.assert_allclose(result.weighted[1, 1], [0.2 * 0.7, 0.2 * 0.8, 0.6])
    far = np.sqrt(((result.weighted - 1) ** 2).mean(-1))
    np.testing.assert_allclose(result.ideal_distances, far)
    np.testing.assert_allclose(result.distance_to_ideal, far.sum(-1))
    near = np.sqrt((result.weighted**2).mean(-1)).sum(-1)
    np.testing.assert_allclose(result.scores, near / (near + far.sum(-1)))


def test_a_trapezoid_with_one_top_is_not_the_triangle_but_nearly():
    # the vertex distance has the corner that is twice as likely counted twice
    three = mcda.fuzzy_topsis(TRIANGLES, [0.5, 0.5])
    four = mcda.fuzzy_topsis([LOW, LIKELY, LIKELY, HIGH], [0.5, 0.5])
    assert four.order == three.order
    np.testing.assert_allclose(four.weighted[..., [0, 1, 3]], three.weighted)


def test_of_certain_numbers_it_is_a_weighted_sum():
    weights = np.array([0.4, 0.6])
    fixed = mcda.fuzzy_topsis([LIKELY] * 3, weights)
    summed = mcda.weighted_sum(LIKELY, weights)
    np.testing.assert_allclose(fixed.scores, summed.scores / 2)


@pytest.mark.slow
def test_certain_numbers_conform():
    testing.check_method(
        lambda table, weights: mcda.fuzzy_topsis([table] * 3, weights, ideal="extremes"),
        examples=10,
    )


def test_corners_and_weights_go_by_label():
    turned = HIGH.select(alternatives=["b", "a"], criteria=["quality", "cost"])
    result = mcda.fuzzy_topsis([LOW, LIKELY, turned], dict(reversed(WEIGHTS.items())))
    assert result.equals(mcda.fuzzy_topsis(TRIANGLES, WEIGHTS))
    assert result.equals(mcda.fuzzy_topsis(TRIANGLES, pd.Series(WEIGHTS)))


def test_weights_are_as_given_and_certain_ones_have_equal_corners():
    mixed = mcda.fuzzy_topsis(TRIANGLES, {"cost": 0.5, "quality": (0.2, 0.2, 0.2)})
    assert mixed.equals(mcda.fuzzy_topsis(TRIANGLES, [0.5, 0.2]))
    scaled = mcda.fuzzy_topsis(TRIANGLES, [5, 2], ideal="extremes").scores
    np.testing.assert_allclose(
        mcda.fuzzy_topsis(TRIANGLES, [0.5, 0.2], ideal="extremes").scores, scaled
    )


@pytest.mark.parametrize(
    ("corners", "ideal", "sources"),
    [
        (TRIANGLES, "fixed", ["Chen"]),
        (TRIANGLES, "extremes", ["Chen", "Kore"]),
        ([LOW, LIKELY, LIKELY, HIGH], "fixed", ["Chen", "Ecer"]),
    ],
)
def test_the_sources_are_of_what_was_asked(corners, ideal, sources):
    cited = mcda.fuzzy_topsis(corners, [0.5, 0.5], ideal=ideal).references
    assert [source.split()[0] for source in cited] == sources


def test_a_batch_equals_the_loop():
    rng = np.random.default_rng(0)
    factors = 1 + rng.uniform(size=(4, 1, 1))
    many = [table.with_values(table.values * factors) for table in TRIANGLES]
    weights = {"cost": np.array([[[0.1, 0.2, 0.3]], [[0.4, 0.4, 0.9]]]), "quality": (0.2, 0.3, 1)}
    whole = mcda.fuzzy_topsis(many, weights, ideal="extremes")
    assert (whole.scores.shape, whole.weighted) == ((2, 4, 2), None)
    alone = mcda.fuzzy_topsis(
        [table.at(3) for table in many], {**weights, "cost": (0.4, 0.4, 0.9)}, ideal="extremes"
    )
    np.testing.assert_allclose(whole.scores[1, 3], alone.scores, rtol=1e-14)


def test_equal_and_certain_alternatives():
    same = DecisionTable([[2, 3], [2, 3]], CRITERIA, ["a", "b"])
    with pytest.warns(DegenerateDataWarning, match="all alternatives are equal and certain"):
        assert mcda.fuzzy_topsis([same] * 3, [1, 1], ideal="extremes").scores.tolist() == [0.5] * 2
    one = mcda.fuzzy_topsis([LOW.select(alternatives=["a"])] * 3, [1, 0.5])
    np.testing.assert_allclose(one.scores, [0.75])


OTHER = DecisionTable([[3, 6], [4, 8]], ["cost", "quality"], ["a", "b"])
ZERO = DecisionTable([[0, 5], [4, 7]], CRITERIA, ["a", "b"])
MINUS = DecisionTable([[2, 5], [4, -7]], CRITERIA, ["a", "b"])


@pytest.mark.parametrize(
    ("corners", "weights", "says"),
    [
        ([LOW, HIGH], [1, 1], r"corners must be tables \[low, most likely, high\] or .*; got 2"),
        (LOW, [1, 1], "corners must be tables"),
        ([LOW, HIGH, LIKELY], [1, 1], "'a' on 'cost' falls from 5 to 3 at entry 3"),
        ([LOW, OTHER, HIGH], [1, 1], "entry 2 of corners must have the goals of the first"),
        ([LOW, LIKELY, 3], [1, 1], "entry 3 of corners must be a DecisionTable"),
        ([ZERO, LIKELY, HIGH], [1, 1], "'a' on 'cost' must be positive, as a cost; got 0"),
        ([MINUS, LIKELY, HIGH], [1, 1], "'b' on 'quality' must be at least 0; got -7"),
        (TRIANGLES, [2, 1], "weights must be at most 1 for ideal='fixed'; got 2"),
        (TRIANGLES, {"cost": (0.1, 0.2), "quality": 1}, "weight of 'cost' must be .* have 3"),
        (TRIANGLES, {"cost": (0.3, 0.2, 1), "quality": 1}, "must have corners that ascend"),
        (TRIANGLES, {"cost": (0, 0, 0), "quality": 0}, "weights must not all be zero"),
        (TRIANGLES, {"cost": (0.1, 0.2, 0.3)}, "weights must name each criterion once"),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_refused(corners, weights, says):
    with pytest.raises(InvalidInputError, match=rf"fuzzy_topsis\(\): .*{says}"):
        mcda.fuzzy_topsis(corners, weights)
