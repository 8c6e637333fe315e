"""`value.apply`: some columns become values, goals turn, methods take targets."""

import numpy as np
import pandas as pd
import pytest

from decision_analysis import Criterion, DecisionTable, mcda, value
from decision_analysis.errors import InvalidInputError

ROOMS = DecisionTable(
    [[27, 40], [17, 20], [21, 60]],
    [Criterion("temperature", unit="C", description="at noon"), Criterion("rent", "min", "EUR")],
    ["attic", "cellar", "study"],
)
TARGET = value.target(15, 22, 30)


def test_some_criteria_become_values_of_which_more_is_better():
    valued = value.apply(ROOMS, {"temperature": TARGET})
    assert valued.criteria == (Criterion("temperature", description="at noon"), ROOMS.criteria[1])
    np.testing.assert_allclose(valued.values[:, 0], TARGET([27, 17, 21]))
    np.testing.assert_array_equal(valued.values[:, 1], ROOMS.values[:, 1])
    both = value.apply(ROOMS, pd.Series({"rent": value.linear(80, 0), "temperature": TARGET}))
    assert both.maximize.all()
    np.testing.assert_allclose(both.values[:, 1], [0.5, 0.75, 0.25])
    assert value.apply(ROOMS, {}).equals(ROOMS)


def test_a_method_on_values_is_the_additive_model():
    values = {"rent": value.linear(80, 0), "temperature": TARGET}
    summed = mcda.weighted_sum(value.apply(ROOMS, values), [2, 1], normalization=None)
    wanted = mcda.additive_value(ROOMS, [2, 1], values=values).scores
    np.testing.assert_allclose(summed.scores, wanted)


def test_any_method_takes_a_target():
    rooms = value.apply(ROOMS, {"temperature": TARGET})
    for method in (mcda.topsis, mcda.vikor):
        assert method(rooms, {"temperature": 5, "rent": 1}).best == "study"


def test_a_batch_equals_the_loop():
    many = ROOMS.with_values(np.stack([ROOMS.values, ROOMS.values + 1]))
    whole = value.apply(many, {"temperature": TARGET})
    assert whole.at(1).equals(value.apply(many.at(1), {"temperature": TARGET}))


@pytest.mark.parametrize(
    ("values", "says"),
    [
        ({"heat": TARGET}, r"unknown criterion in values 'heat'"),
        ({"rent": value.linear(0, 80)}, "value function of 'rent' must agree with its goal 'min'"),
        ({"rent": 3}, "value function of 'rent' must be callable"),
        ({"temperature": value.target(20, 22, 30)}, "'cellar' on 'temperature' must have a value"),
        ([TARGET], "values must be a mapping"),
    ],
)
def test_what_does_not_fit_is_refused(values, says):
    with pytest.raises(InvalidInputError, match=rf"value.apply\(\): {says}"):
        value.apply(ROOMS, values)
