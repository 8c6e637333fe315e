"""TOPSIS: published cases, the pull of normalization, limits of degenerate data, batches."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from decision_analysis import Criterion, DecisionTable, mcda
from decision_analysis.errors import DegenerateDataWarning, InvalidInputError


def table(values, goals=None):
    array = np.asarray(values, dtype=float)
    goals = goals or ["max"] * array.shape[-1]
    criteria = [Criterion(f"c{j}", goal) for j, goal in enumerate(goals)]
    return DecisionTable(array, criteria, [f"a{i}" for i in range(array.shape[-2])])


CARS = table(
    [[5490, 51.4, 8.5, 285], [6500, 70.6, 7, 288], [6489, 54.3, 7.5, 290]],
    ["min", "max", "max", "max"],
)
CLIMBS = table([[1, 3000], [2, 3750], [5, 4500]], ["min", "max"])


def test_cars_of_hodgett_with_both_ideal_solutions():
    result = mcda.topsis(CARS, [0.35, 0.25, 0.25, 0.15])
    np.testing.assert_allclose(result.scores, [0.4817, 0.5182, 0.1780], atol=5e-5)
    np.testing.assert_allclose(
        result.ideal, [0.179573776, 0.171636015, 0.159499658, 0.087302767], atol=5e-10
    )
    np.testing.assert_allclose(
        result.anti_ideal, [0.212610118, 0.124958799, 0.131352659, 0.085797547], atol=5e-10
    )


def test_mountains_of_opricovic_and_tzeng_change_the_winner_with_the_normalization():
    linear = mcda.topsis(CLIMBS, [0.5, 0.5], normalization="minmax")
    np.testing.assert_allclose(linear.scores, [0.5, 0.617, 0.5], atol=5e-4)
    vector = mcda.topsis(CLIMBS, [0.5, 0.5])
    np.testing.assert_allclose(vector.scores, [0.762, 0.722, 0.238], atol=5e-4)
    assert (linear.best, vector.best) == ("a1", "a0")


def test_steps_are_the_source_s():
    result = mcda.topsis(CARS, [0.35, 0.25, 0.25, 0.15])
    plus = np.sqrt(((result.weighted - result.ideal) ** 2).sum(axis=1))
    minus = np.sqrt(((result.weighted - result.anti_ideal) ** 2).sum(axis=1))
    np.testing.assert_allclose(result.distance_to_ideal, plus, rtol=1e-13)
    np.testing.assert_allclose(result.distance_to_anti_ideal, minus, rtol=1e-13)
    np.testing.assert_allclose(result.scores, minus / (plus + minus), rtol=1e-13)
    np.testing.assert_allclose(np.square(result.normalized).sum(axis=0), 1)
    assert result.steps().keys() == type(result).declared_steps().keys()


@pytest.mark.parametrize("normalization", ["vector", "minmax"])
@pytest.mark.parametrize("sampled", ["weights", "tables", "both", "crossed"])
def test_a_batch_equals_the_loop(normalization, sampled):
    rng = np.random.default_rng(3)
    shape, lead = {
        "weights": ((), (7,)),
        "tables": ((7,), ()),
        "both": ((7,), (7,)),
        "crossed": ((7, 1), (5,)),
    }[sampled]
    batch = table(rng.normal(size=(*shape, 6, 4)), ["max", "min", "min", "max"])
    many = rng.dirichlet(np.ones(4), lead)
    whole = mcda.topsis(batch, many, normalization=normalization)
    kept = mcda.topsis(batch, many, normalization=normalization, steps=True)
    assert whole.steps() == {}
    for index in np.ndindex(*whole.sample_shape):
        one = DecisionTable(
            np.broadcast_to(batch.values, (*whole.sample_shape, 6, 4))[index],
            batch.criteria,
            batch.alternatives,
        )
        alone = mcda.topsis(
            one, np.broadcast_to(many, (*whole.sample_shape, 4))[index], normalization=normalization
        )
        np.testing.assert_allclose(whole.scores[index], alone.scores, rtol=0, atol=1e-12)
        for name, step in alone.steps().items():
            np.testing.assert_allclose(getattr(kept.at(index), name), step, rtol=0, atol=1e-12)


def test_ranges_fix_the_ideal_solutions_too():
    pair = table([[[0.0, 2], [5.0, 2]], [[5.0, 2], [10.0, 2]]], ["max", "min"])
    ranges = {"c0": (0, 10), "c1": (0, 4)}
    result = mcda.topsis(pair, [1, 1], normalization="minmax", ranges=ranges, steps=True)
    np.testing.assert_allclose(result.scores[0, 1], result.scores[1, 0])
    np.testing.assert_allclose(result.ideal, [0.5, 0.5])
    np.testing.assert_allclose(result.anti_ideal, [0, 0])
    own = {"c0": (1, 5), "c1": (3000, 4500)}
    np.testing.assert_allclose(
        mcda.topsis(CLIMBS, [2, 1], normalization="minmax", ranges=own).scores,
        mcda.topsis(CLIMBS, [2, 1], normalization="minmax").scores,
    )


@pytest.mark.parametrize("values", [[[3, 4]], [[3, 4], [3, 4]], [[1e-200, 1e200]] * 3])
@pytest.mark.parametrize("normalization", ["vector", "minmax"])
@pytest.mark.filterwarnings("ignore:.*is constant")
def test_equal_alternatives_are_halfway(values, normalization):
    with pytest.warns(
        DegenerateDataWarning,
        match="all alternatives are equal on the weighted criteria; their close",
    ):
        result = mcda.topsis(table(values), [1, 2], normalization=normalization)
    np.testing.assert_array_equal(result.scores, 0.5)


def test_equal_on_the_only_weighted_criterion():
    same = table([[3, 1], [3, 2]])
    with pytest.warns(DegenerateDataWarning, match="in 1 of 2 samples"):
        scores = mcda.topsis(same, [[1, 0], [0, 1]]).scores
    np.testing.assert_allclose(scores, [[0.5, 0.5], [0, 1]])


def test_rounding_noise_is_no_difference():
    with pytest.warns(DegenerateDataWarning, match="all alternatives are equal"):
        mcda.topsis(table([[0.1 + 0.2, 0.7], [0.3, 0.7]]), [1, 1])


def test_a_constant_criterion_under_minmax_and_zeros_under_vector():
    with pytest.warns(DegenerateDataWarning, match=r"^topsis\(\): criterion 'c0' is constant"):
        result = mcda.topsis(table([[3, 1], [3, 2], [3, 3]]), [5, 1], normalization="minmax")
    np.testing.assert_allclose(result.scores, [0, 0.5, 1])
    with pytest.warns(DegenerateDataWarning, match="criterion 'c0' is constant"):
        result = mcda.topsis(table([[0, 1], [0, 3]]), [5, 1])
    np.testing.assert_allclose(result.scores, [0, 1])


@given(
    arrays(float, (4, 3), elements=st.integers(-9, 9).map(float)),
    arrays(float, 3, elements=st.integers(1, 9).map(float)),
)
@pytest.mark.filterwarnings("ignore::decision_analysis.errors.DegenerateDataWarning")
def test_closeness_lies_between_0_and_1_and_turning_goals_and_signs_changes_nothing(
    values, weights
):
    goals = ["max", "min", "max"]
    turned = ["min", "max", "min"]
    scores = mcda.topsis(table(values, goals), weights).scores
    assert ((scores >= 0) & (scores <= 1)).all()
    np.testing.assert_allclose(
        mcda.topsis(table(-values, turned), weights).scores, scores, atol=1e-12
    )


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"normalization": "max"}, "normalization must be one of 'vector', 'minmax'; got 'max'"),
        ({"normalization": None}, "normalization must be one of"),
        (
            {"ranges": {"c0": (0, 9), "c1": (0, 9000)}},
            "ranges need normalization='minmax'; got 'vector'",
        ),
        (
            {"normalization": "minmax", "ranges": {"c0": (2, 9), "c1": (0, 9000)}},
            r"'a0' on 'c0' must be within.*got 1",
        ),
        ({"steps": 1}, "steps must be True, False or None"),
    ],
)
def test_options_that_are_refused(options, message):
    with pytest.raises(InvalidInputError, match=r"^topsis\(\): .*" + message):
        mcda.topsis(CLIMBS, [1, 1], **options)
