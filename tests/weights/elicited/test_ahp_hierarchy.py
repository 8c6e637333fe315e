"""AHP hierarchies of any depth: both syntheses, copies, respondents, and what is refused."""

import numpy as np
import pytest

from decision_analysis import weights
from decision_analysis.errors import InconsistentJudgementsWarning, InvalidInputError

CARS = {
    "car": {("price", "comfort"): 3},
    "comfort": {("seats", "noise"): 2},
    "price": {("small", "large"): 4},
    "seats": {("large", "small"): 5},
    "noise": {("large", "small"): 1},
}


def test_a_tree_without_alternatives_weighs_its_criteria():
    result = weights.ahp_hierarchy({key: CARS[key] for key in ("car", "comfort")})
    assert result.as_dict() == pytest.approx({"price": 0.75, "seats": 1 / 6, "noise": 1 / 12})
    assert result.nodes == ("car", "comfort")
    np.testing.assert_allclose(result.of_nodes, [1, 0.25])


def test_distributive_and_ideal_synthesis_by_hand():
    result = weights.ahp_hierarchy(CARS)
    small = 0.75 * 0.8 + (1 / 6) / 6 + (1 / 12) / 2
    np.testing.assert_allclose(result.weights, [small, 1 - small])
    ideal = np.array([0.75 + (1 / 6) / 5 + 1 / 12, 0.75 / 4 + 1 / 6 + 1 / 12])
    np.testing.assert_allclose(
        weights.ahp_hierarchy(CARS, synthesis="ideal").weights, ideal / ideal.sum()
    )


def test_a_copy_turns_the_order_in_the_distributive_mode_only():
    # Belton and Gear (1983): a copy of b is added, and a and b change places
    thirds = {"goal": {("x", "y"): 1, ("y", "z"): 1, ("x", "z"): 1}}

    def compared(values):
        names = list(values)
        return {(i, j): values[i] / values[j] for i in names for j in names if i < j}

    three = {"a": (1, 9, 8), "b": (9, 1, 9), "c": (1, 1, 1)}
    four = {**three, "d": three["b"]}

    def order(alternatives, synthesis):
        nodes = dict(thirds)
        for place, node in enumerate("xyz"):
            nodes[node] = compared({name: v[place] for name, v in alternatives.items()})
        found = weights.ahp_hierarchy(nodes, synthesis=synthesis).as_dict()
        return found["a"] > found["b"]

    assert not order(three, "distributive")
    assert order(four, "distributive")
    assert order(three, "ideal") == order(four, "ideal")


def test_respondents_are_leading_axes():
    people = [{("price", "comfort"): 3}, {("price", "comfort"): 1}]
    result = weights.ahp_hierarchy({**CARS, "car": people})
    assert result.sample_shape == (2,)
    for i, car in enumerate(people):
        alone = weights.ahp_hierarchy({**CARS, "car": car})
        np.testing.assert_allclose(result.at(i).weights, alone.weights, rtol=1e-12)


def test_the_warning_names_the_node():
    loose = {("small", "large"): 4, ("large", "van"): 4, ("small", "van"): 1}
    with pytest.warns(InconsistentJudgementsWarning, match="consistency ratio at 'price' should"):
        weights.ahp_hierarchy({"car": {("price", "image"): 1}, "price": loose})


@pytest.mark.parametrize(
    ("nodes", "message"),
    [
        ({"car": CARS["car"], "x": {("a", "b"): 1}}, r"one node at the top.*got \['car', 'x'\]"),
        ({"t": {("a", "z"): 1}, "a": {("b", "c"): 1}, "b": {("a", "c"): 1}}, "below themselves"),
        ({"car": [[1, 3], [1 / 3, 1]]}, "comparisons at 'car' must have names"),
        ({"car": {("price", "comfort"): -3}}, "at 'car': 'price' to 'comfort' must be positive"),
        ({**CARS, "noise": {("large", "van"): 1}}, "must be of the same alternatives"),
        ({}, "comparisons must not be empty"),
    ],
)
def test_what_is_refused(nodes, message):
    with pytest.raises(InvalidInputError, match=r"^ahp_hierarchy\(\): .*" + message):
        weights.ahp_hierarchy(nodes)


def test_the_ideal_mode_needs_alternatives():
    with pytest.raises(InvalidInputError, match="synthesis 'ideal' needs alternatives"):
        weights.ahp_hierarchy({"car": CARS["car"]}, synthesis="ideal")
