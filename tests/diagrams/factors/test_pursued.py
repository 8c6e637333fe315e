"""Which values count: one by name, weighted ones, a function of them, and every fault."""

import numpy as np
import pandas as pd
import pytest

from decision_analysis import catalog, trees
from decision_analysis.diagrams import (
    Choice,
    InfluenceDiagram,
    Uncertain,
    Value,
    control,
    solve,
    to_tree,
    value_of_information,
)
from decision_analysis.errors import InvalidInputError

OIL = catalog.load("raiffa_1968/solve").inputs["diagram"]


def test_one_value_by_name():
    """The test costs nothing where its cost does not count."""
    assert solve(OIL, attribute="profit").value == pytest.approx(32.5)
    assert solve(OIL, attribute="cost").value == 0


def test_weights_by_value():
    """What is not named counts nothing; all at one is the sum, as without them."""
    both = {"profit": 1, "cost": 1}
    assert solve(OIL, attribute=both).value == solve(OIL).value
    assert solve(OIL, attribute=pd.Series(both)).value == solve(OIL).value
    assert solve(OIL, attribute={"profit": 2}).value == pytest.approx(65)


def test_sampled_weights():
    prices = np.array([0.0, 1.0, 2.0])
    solution = solve(OIL, attribute={"profit": 1, "cost": prices})
    np.testing.assert_allclose(solution.value, [32.5, 22.5, 20.0])
    assert solution.at(2).policy["test"][()] == "no"
    assert len(solution.to_frame().index.get_level_values(0).unique()) == 3
    np.testing.assert_allclose(solution.options["test"][()]["yes"], [32.5, 22.5, 12.5])


def test_samples_of_what_does_not_count_are_kept():
    sampled = InfluenceDiagram([*OIL.nodes.values(), Value("fee", [1.0, 2.0])])
    np.testing.assert_allclose(solve(sampled, attribute="profit").value, [32.5, 32.5])


def test_a_function_of_the_values():
    def worse(totals):
        return np.minimum(totals["profit"], 3 * totals["cost"])

    tree = to_tree(OIL, attributes=True)
    assert solve(OIL, attribute=worse).value == pytest.approx(
        trees.rollback(tree, attribute=worse).value
    )


def test_a_function_is_not_asked_of_what_nobody_can_come_to():
    """As in the tree, where such a path does not exist."""
    nodes = [
        Uncertain("site", ["sold", "kept"], [0.0, 1.0]),
        Choice("build", ["yes", "no"]),
        Value("worth", [[-1, -1], [9, 4]], of=["site", "build"]),
    ]

    def root(totals):
        assert (totals["worth"] > 0).all()
        return np.sqrt(totals["worth"])

    assert solve(InfluenceDiagram(nodes), attribute=root).value == 3


def test_the_distribution_is_that_of_what_counts():
    solution = solve(OIL, attribute="profit")
    assert solution.distribution.mean == pytest.approx(32.5)
    assert set(solution.distribution.values) <= {-70.0, 0.0, 50.0, 200.0}


def test_limits_are_on_what_counts():
    assert solve(OIL, attribute="profit", cvar=(0.2, -75)).value == pytest.approx(32.5)


def test_information_and_control():
    informed = value_of_information(OIL, "oil", "test", attribute="profit")
    assert (informed.value, informed.without) == pytest.approx((22.5, 32.5))
    assert control(OIL, "oil", "test", attribute={"profit": 2}).with_information == pytest.approx(
        400
    )


@pytest.mark.parametrize(
    ("attribute", "match"),
    [
        ("proft", "unknown attribute 'proft'"),
        ({"oil": 1}, "unknown attribute 'oil'"),
        ({}, "attribute must not be empty"),
        ({"profit": []}, "coefficient of 'profit' must"),
        ({"profit": "1"}, "coefficient of 'profit'"),
        (
            {"profit": np.ones((1,) * 25)},
            "must have at most 24 axes; got 25",
        ),
        (5, "attribute must be a name, a mapping or a function; got 5"),
        (
            lambda totals: np.ones(7),
            "must return numbers of shape",
        ),
        (lambda totals: totals["profit"] * np.nan, "attribute"),
    ],
)
def test_faults(attribute, match):
    with pytest.raises(InvalidInputError, match=rf"^solve\(\): .*{match}"):
        solve(OIL, attribute=attribute)


def test_coefficients_must_fit_the_samples():
    sampled = InfluenceDiagram([*OIL.nodes.values(), Value("fee", [1.0, 2.0])])
    with pytest.raises(InvalidInputError, match=r"must broadcast with the samples \(2,\); got"):
        solve(sampled, attribute={"fee": [1.0, 2.0, 3.0]})


def test_a_function_needs_one_table():
    choices = [Choice(f"c {i}", ["a", "b", "c"]) for i in range(18)]
    values = [Value(f"v {i}", [0.0, 1.0, 2.0], of=[f"c {i}"]) for i in range(18)]
    diagram = InfluenceDiagram([*choices, *values])
    with pytest.raises(InvalidInputError, match=r"attribute, a function, needs one .*to_tree"):
        solve(diagram, attribute=lambda totals: sum(totals.values()), recall=False)
