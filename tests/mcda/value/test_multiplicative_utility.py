"""Multiplicative utility: the master constant in all its cases, utilities, weights as given."""

import numpy as np
import pytest

from decision_analysis import Criterion, DecisionTable, mcda, value
from decision_analysis.errors import InvalidInputError

TABLE = DecisionTable([[0.5, 0.2], [1.0, 1.0], [0.0, 0.0]], ["x", "y"], ["a", "best", "worst"])


def test_the_constant_solves_its_equation_whatever_the_constants():
    rng = np.random.default_rng(5)
    for size in (2, 3, 6):
        names = [f"c{j}" for j in range(size)]
        constants = rng.uniform(0, 1, (200, size)) ** rng.choice([0.2, 1.0, 4.0], (200, 1))
        table = DecisionTable(rng.uniform(0, 1, (3, size)), names, ["a", "b", "c"])
        result = mcda.multiplicative_utility(table, constants)
        k = result.master_constant[:, None]
        np.testing.assert_allclose(np.prod(1 + k * constants, axis=1), 1 + k[:, 0], 1e-11, 1e-14)
        assert ((k[:, 0] > 0) == (constants.sum(axis=1) < 1)).all()
        plain = np.prod(1 + k[..., None] * constants[:, None] * table.values, axis=-1)
        np.testing.assert_allclose(result.scores, (plain - 1) / k, atol=1e-11)


def test_a_constant_of_1_beside_two_others():
    table = DecisionTable([[0.5, 0.4, 0.2]], list("xyz"), ["a"])
    result = mcda.multiplicative_utility(table, [0.3, 0.2, 1.0])
    assert result.master_constant == -1
    np.testing.assert_allclose(result.scores, 1 - 0.85 * 0.92 * 0.8)


@pytest.mark.parametrize(
    ("constants", "master", "score"),
    [
        ([0.5, 0.5], 0.0, 0.35),  # they sum to 1: the weighted sum
        ([0.1 + 0.2, 0.7], 0.0, 0.29),  # and up to rounding
        ([1.0, 0.0], 0.0, 0.5),
        ([1.0, 0.5], -1.0, 0.55),  # a constant of 1 beside another: 1 - prod(1 - k u)
        ([1.0, 1.0], -1.0, 0.6),
        ([0.001, 0.001], 998_000.0, 0.1005),  # (1 - k1 - k2) / (k1 k2)
    ],
)
def test_limits_of_the_constant(constants, master, score):
    result = mcda.multiplicative_utility(TABLE, constants)
    assert result.master_constant == pytest.approx(master, rel=1e-12)
    np.testing.assert_allclose(result.scores, [score, 1, 0], atol=1e-14)


def test_utility_is_continuous_where_constants_sum_to_1():
    near = np.array([[0.5, 0.5 + shift] for shift in (-1e-9, -1e-11, 0, 1e-11, 1e-9)])
    scores = mcda.multiplicative_utility(TABLE, near).scores
    np.testing.assert_allclose(scores[:, 0], 0.35, atol=1e-9)


def test_weights_are_not_rescaled():
    one = mcda.multiplicative_utility(TABLE, [0.2, 0.3])
    double = mcda.multiplicative_utility(TABLE, [0.4, 0.6])
    assert one.master_constant > 0 == double.master_constant
    assert one["a"] < double["a"]


def test_functions_make_utilities_of_performances():
    flats = DecisionTable(
        [[1400, 10], [900, 45]], [Criterion("rent", "min"), Criterion("size")], ["city", "estate"]
    )
    functions = {"rent": value.linear(1500, 700), "size": value.linear(0, 50)}
    result = mcda.multiplicative_utility(flats, [0.6, 0.6], values=functions)
    np.testing.assert_allclose(result.utilities, [[0.125, 0.2], [0.75, 0.9]])
    k = result.master_constant
    assert k == pytest.approx(-0.2 / 0.36)
    assert result["city"] == pytest.approx(0.6 * 0.325 + k * 0.36 * 0.125 * 0.2)


@pytest.mark.parametrize(
    ("constants", "message"),
    [
        ([1.2, 0.1], r"weight of 'x' must be a scaling constant in \[0, 1\]; got 1\.2"),
        ([0.0, 0.5], "weight of 'y' must be 1, as no other is positive; got 0.5"),
        ([[0.5, 0.5], [0.4, 0.0]], r"weight of 'x' must be 1.*at \(1,\)"),
        ([1e-200, 1e-200], "must be large enough for K to be a number"),
    ],
)
def test_constants_that_have_no_answer(constants, message):
    with pytest.raises(InvalidInputError, match=message):
        mcda.multiplicative_utility(TABLE, constants)


def test_what_is_no_utility():
    with pytest.raises(InvalidInputError, match=r"'a' on 'x' must be a utility in \[0, 1\]; got 7"):
        mcda.multiplicative_utility(DecisionTable([[7.0]], ["x"], ["a"]), [1])
    with pytest.raises(InvalidInputError, match=r"'x' must have goal 'max'.*values="):
        mcda.multiplicative_utility(DecisionTable([[0.5]], {"x": "min"}, ["a"]), [1])
    with pytest.raises(InvalidInputError, match=r"'a' on 'x' must have a utility in.*gives 2"):
        mcda.multiplicative_utility(
            DecisionTable([[0.5]], ["x"], ["a"]), [1], values={"x": lambda x: 4 * x}
        )
