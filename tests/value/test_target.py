"""Targets: 1 at the ideal, 0 at the ends, the three rules outside, direction."""

import numpy as np
import pytest

from decision_analysis import Criterion, DecisionTable, mcda, value
from decision_analysis.errors import InvalidInputError


def test_a_level_and_an_interval():
    np.testing.assert_allclose(
        value.target(15, 22, 30)([15, 18.5, 22, 24, 30]), [0, 0.5, 1, 0.75, 0]
    )
    np.testing.assert_allclose(
        value.target(0, (3, 5), 10)([0, 1.5, 3, 4, 5, 9]), [0, 0.5, 1, 1, 1, 0.2]
    )


@pytest.mark.parametrize(
    ("ideal", "increasing", "values"),
    [
        (0, False, [1, 0.5, 0]),
        (10, True, [0, 0.5, 1]),
        (5, None, [0, 1, 0]),
        ((0, 10), None, [1, 1, 1]),
        ((0, 5), False, [1, 1, 0]),
        ((5, 10), True, [0, 1, 1]),
    ],
)
def test_an_ideal_may_reach_to_the_ends(ideal, increasing, values):
    target = value.target(0, ideal, 10)
    assert target.increasing is increasing
    assert target([0, 5, 10]).tolist() == values
    assert target == value.target(0, ideal, 10)


def test_outside_the_range():
    with pytest.raises(InvalidInputError, match=r"value.target\(\): levels must be in \[0, 10\]"):
        value.target(0, 4, 10)(11)
    assert value.target(0, 4, 10, outside="clip")([-4, 13]).tolist() == [0, 0]
    assert value.target(0, 4, 10, outside="extend")([-4, 13]).tolist() == [-1, -0.5]
    # beyond an ideal that reaches to the end nothing is missed
    assert value.target(0, (4, 10), 10, outside="extend")(13) == 1


def test_it_fits_criteria_of_either_goal():
    for goal in ("max", "min"):
        rooms = DecisionTable([[17], [21]], [Criterion("temperature", goal)], ["cellar", "study"])
        values = {"temperature": value.target(15, 22, 30)}
        assert mcda.additive_value(rooms, [1], values=values).best == "study"


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ((10, 5, 0), "low must be less than high"),
        ((0, 0, 0), "low must be less than high"),
        ((-1e308, 0, 1e308), "by a finite number"),
        ((0, 11, 10), "ideal must ascend and lie between 0 and 10; got 11"),
        ((0, (5, 4), 10), "ideal must ascend and lie between"),
        ((0, (1, 2, 3), 10), r"ideal must be a number or \(low, high\)"),
        ((0, "5", 10), r"ideal must be a number or \(low, high\); got '5'"),
    ],
)
def test_what_is_no_target_is_refused(arguments, says):
    with pytest.raises(InvalidInputError, match=rf"value.target\(\): .*{says}"):
        value.target(*arguments)
