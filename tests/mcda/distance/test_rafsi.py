"""RAFSI: costs, what does not matter, ends that are refused, batches."""

import functools

import numpy as np
import pytest

from decision_analysis import DecisionTable, catalog, mcda
from decision_analysis.errors import InvalidInputError
from small_tables import assert_batch_is_a_loop, table

ENDS = {"ideal": [10, 0.5, 10], "anti_ideal": [0, 9, 0]}
PAIR = table([[5, 100], [5, 50]], ["max", "min"])


def test_a_cost_of_100_is_worse_than_one_of_50():
    # s = 1 + 5 (x - 10) / 190 rises with the cost, H / 2s falls
    result = mcda.rafsi(PAIR, [1, 1], ideal=[10, 10], anti_ideal=[0, 200])
    np.testing.assert_allclose(result.standardized[:, 1], [1 + 450 / 190, 1 + 200 / 190])
    np.testing.assert_allclose(result.normalized[:, 1], (6 / 7) / result.standardized[:, 1])
    assert result.best == "a1"


def test_adding_an_alternative_changes_no_score():
    case = catalog.load("zizovic_2020/rafsi")
    fewer = case.table.select(alternatives=["A2", "A5"])
    scores = mcda.rafsi(fewer, case.weights, **case.options).scores
    np.testing.assert_allclose(scores, case.run().scores[[1, 4]])


def test_an_ideal_and_an_anti_ideal_score_the_ends_of_the_scale():
    pair = table([[10, 1], [0, 9]], ["max", "min"])
    result = mcda.rafsi(pair, [1, 3], ideal=[10, 1], anti_ideal=[0, 9], ratio=9)
    np.testing.assert_allclose(result.scores, [0.9, 0.1])


def test_a_batch_equals_the_loop():
    assert_batch_is_a_loop(functools.partial(mcda.rafsi, **ENDS))


def test_equal_alternatives_and_a_single_one():
    for count in (1, 3):
        same = table([[5, 5]] * count)
        scores = mcda.rafsi(same, [1, 1], ideal=[10, 10], anti_ideal=[0, 0]).scores
        np.testing.assert_allclose(scores, [0.5] * count)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (
            {"ideal": [10, 200], "anti_ideal": [0, 10]},
            "ideal of 'c1' must be less than its anti_ideal, as its goal is 'min'; got 200 and 10",
        ),
        (
            {"ideal": [0, 10], "anti_ideal": [0, 200]},
            "ideal of 'c0' must be more than its anti_ideal, as its goal is 'max'; got 0 and 0",
        ),
        (
            {"ideal": [10, 60], "anti_ideal": [0, 200]},
            r"'a1' on 'c1' must be between its ideal and anti_ideal \(60, 200\); got 50",
        ),
        ({"ideal": [10], "anti_ideal": [0, 1]}, "ideal must have one number for each of"),
        ({"ideal": {"c0": 1}, "anti_ideal": [0, 1]}, r"ideal must name each criterion.*\['c1'\]"),
        ({"ideal": [10, 1], "anti_ideal": [0, 200], "ratio": 1}, "ratio must be .*got 1"),
        (
            {"ideal": [10, 1], "anti_ideal": [0, 200], "ratio": 1 + 1e-10},
            "ratio must exceed 1 by at least 1e-09, or nothing differs; got 1e-10 more",
        ),
    ],
)
def test_options_that_are_refused(options, message):
    with pytest.raises(InvalidInputError, match=r"^rafsi\(\): " + message):
        mcda.rafsi(PAIR, [1, 1], **options)


def test_what_lies_outside_is_named_by_its_criterion_in_batches_too():
    inside = [[1, 5, 1], [2, 6, 1]]
    table = DecisionTable([inside, [[1, 5, 1], [2, 6, 9]]], list("xyz"), ["a", "b"])
    with pytest.raises(InvalidInputError, match=r"'b' on 'z' at \(1,\) must be between .*\(0, 2\)"):
        mcda.rafsi(
            table, [1, 1, 1], ideal={"x": 3, "y": 7, "z": 2}, anti_ideal={"x": 0, "y": 1, "z": 0}
        )
