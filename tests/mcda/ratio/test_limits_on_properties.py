"""Limits on properties: the three kinds of limit, targets, refusals."""

import numpy as np
import pytest

from decision_analysis import Criterion, DecisionTable, mcda
from decision_analysis.errors import InvalidInputError


def table(values, goals=None):
    array = np.asarray(values, dtype=float)
    goals = goals or ["max"] * array.shape[-1]
    criteria = [Criterion(f"c{j}", goal) for j, goal in enumerate(goals)]
    return DecisionTable(array, criteria, [f"a{i}" for i in range(array.shape[-2])])


PARTS = table([[200, 5, 10], [100, 4, 8]], ["max", "min", "max"])
LIMITS = {"c0": 100, "c1": 5, "c2": 8}


def test_lower_upper_and_target_by_hand():
    result = mcda.limits_on_properties(PARTS, [1, 1, 2], limits=LIMITS, targets=["c2"])
    np.testing.assert_allclose(result.relative, [[0.5, 1, 0.25], [1, 0.8, 0]])
    np.testing.assert_allclose(result.scores, [0.5, 0.45])
    assert result.best == "a1"
    assert result.parameters == {"limits": LIMITS, "targets": ("c2",)}


def test_without_targets_what_just_meets_all_limits_has_merit_1():
    exact = table([[100, 5, 8], [200, 2.5, 16]], ["max", "min", "max"])
    result = mcda.limits_on_properties(exact, [1, 2, 3], limits=[100, 5, 8])
    np.testing.assert_allclose(result.scores, [1, 0.5])
    assert not result.higher_is_better


def test_a_target_is_met_up_to_rounding():
    result = mcda.limits_on_properties(
        table([[0.1 + 0.2], [0.3]]), [1], limits=[0.3], targets=["c0"]
    )
    assert result.scores.tolist() == [0, 0]


def test_zeros_under_an_upper_limit_and_a_batch():
    free = table([[[0.0], [2.0]], [[1.0], [3.0]]], ["min"])
    whole = mcda.limits_on_properties(free, [1], limits=[2])
    np.testing.assert_allclose(whole.scores, [[0, 1], [0.5, 1.5]])
    assert whole.relative is None


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"limits": {"c0": 1, "c1": 2}}, r"limits must name each criterion once; missing \['c2'\]"),
        ({"limits": [1, 2, 0]}, "limit of 'c2' must be .*got 0"),
        ({"limits": [1, 2]}, "limits must have 3 numbers"),
        ({"limits": LIMITS, "targets": ["c9"]}, "unknown criterion in targets 'c9'"),
        ({"limits": LIMITS, "targets": "c2"}, "targets must be a sequence of criteria"),
        ({"limits": [1e-300, 1e-300, 1], "targets": ["c0"]}, None),
        ({"limits": [1, 5e-324, 1]}, "numbers on 'c1' lie so far apart"),
    ],
)
def test_limits_that_are_refused(options, message):
    if message is None:
        assert np.isfinite(mcda.limits_on_properties(PARTS, [1, 1, 1], **options).scores).all()
        return
    with pytest.raises(InvalidInputError, match=rf"^limits_on_properties\(\): {message}"):
        mcda.limits_on_properties(PARTS, [1, 1, 1], **options)


@pytest.mark.parametrize(
    ("value", "goal", "message"),
    [(0, "max", "must be positive, as it has a lower limit"), (-1, "min", "must be at least 0")],
)
def test_performances_that_are_refused(value, goal, message):
    with pytest.raises(InvalidInputError, match=f"'a0' on 'c0' {message}"):
        mcda.limits_on_properties(table([[value]], [goal]), [1], limits=[1])
