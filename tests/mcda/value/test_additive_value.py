"""The additive value model: values, partial values, direction, and what value functions refuse."""

import numpy as np
import pytest

from decision_analysis import Criterion, DecisionTable, mcda, value
from decision_analysis.errors import InvalidInputError

FLATS = DecisionTable(
    [[1400, 10], [900, 45]],
    [Criterion("rent", "min"), Criterion("size", "max")],
    ["city", "estate"],
)
RENT, SIZE = value.linear(1500, 700), value.linear(0, 50)


def test_weighted_partial_values():
    result = mcda.additive_value(FLATS, {"size": 1, "rent": 3}, values={"size": SIZE, "rent": RENT})
    np.testing.assert_allclose(result.partial, [[0.125, 0.2], [0.75, 0.9]])
    np.testing.assert_allclose(result.weighted, [[0.09375, 0.05], [0.5625, 0.225]])
    np.testing.assert_allclose(result.scores, [0.14375, 0.7875])
    assert result.best == "estate"


def test_any_function_of_arrays_will_do():
    result = mcda.additive_value(FLATS, [1, 1], values={"rent": lambda x: -x, "size": lambda x: x})
    np.testing.assert_allclose(result.scores, [-695, -427.5])
    assert not np.shares_memory(result.partial, FLATS.values)


def test_a_batch_of_tables_and_weights_equals_the_loop():
    rng = np.random.default_rng(2)
    batch = FLATS.with_values(rng.uniform([[700, 0]], [[1500, 50]], (4, 2, 2)))
    many = rng.dirichlet(np.ones(2), 4)
    functions = {"rent": RENT, "size": value.exponential(0, 50, 2.0)}
    whole = mcda.additive_value(batch, many, values=functions)
    assert whole.partial is None
    for i in range(4):
        alone = mcda.additive_value(batch.at(i), many[i], values=functions)
        np.testing.assert_allclose(whole.scores[i], alone.scores, rtol=0, atol=1e-14)
    kept = mcda.additive_value(FLATS, many, values={"rent": RENT, "size": SIZE}, steps=True)
    np.testing.assert_allclose(kept.at(3).weighted.sum(axis=1), kept.scores[3])


def test_a_function_without_direction_is_taken_for_either_goal():
    hump = value.discrete({10: 1, 45: 0.5})
    turned = value.discrete({10: 1, 45: 0.5, 60: 0.8})
    assert turned.increasing is None
    assert mcda.additive_value(
        FLATS, [0, 1], values={"rent": RENT, "size": turned}
    ).scores.tolist() == [1, 0.5]
    with pytest.raises(
        InvalidInputError, match="'size' must agree with its goal 'max'; it is decreasing"
    ):
        mcda.additive_value(FLATS, [1, 1], values={"rent": RENT, "size": hump})


@pytest.mark.parametrize(
    ("values", "message"),
    [
        (
            {"rent": value.linear(700, 1500), "size": SIZE},
            "'rent' must agree with its goal 'min'; it is increasing",
        ),
        ({"rent": RENT}, r"values must name each criterion once; missing \['size'\]"),
        ({"rent": RENT, "size": SIZE, "noise": SIZE}, r"unknown \['noise'\]"),
        ({"rent": RENT, "size": 3}, "value function of 'size' must be callable; got 3"),
        ([RENT, SIZE], "values must be a mapping"),
        (
            {"rent": value.linear(1300, 700), "size": SIZE},
            r"'city' on 'rent' must have a value; .*\[700, 1300\].*1400",
        ),
        (
            {"rent": RENT, "size": lambda x: np.where(x > 20, np.nan, x)},
            "'estate' on 'size' must have a value.*nan",
        ),
        (
            {"rent": RENT, "size": lambda x: 1.0},
            r"value function of 'size': values must have the shape \(2,\)",
        ),
        ({"rent": RENT, "size": lambda x: x.astype(str)}, "must be numbers; got strings"),
    ],
)
def test_value_functions_that_are_refused(values, message):
    with pytest.raises(InvalidInputError, match=r"^additive_value\(\): .*" + message):
        mcda.additive_value(FLATS, [1, 1], values=values)


def test_the_sample_of_a_refused_level_is_named():
    batch = FLATS.with_values([FLATS.values, FLATS.values * [[2, 1]]])
    with pytest.raises(InvalidInputError, match=r"'city' on 'rent' at \(1,\) must have a value"):
        mcda.additive_value(batch, [1, 1], values={"rent": RENT, "size": SIZE})
