"""Value of control: the wildcatter, what depends on choices, faults told by the right function."""

import pytest

from decision_analysis import catalog
from decision_analysis.diagrams import (
    Choice,
    InfluenceDiagram,
    Uncertain,
    Value,
    control,
    value_of_information,
)
from decision_analysis.errors import InvalidInputError, InvalidModelError

OIL = catalog.load("raiffa_1968/solve").inputs["diagram"]
UNTESTED = InfluenceDiagram(
    [OIL.nodes["oil"], Choice("drill", OIL.states("drill")), OIL.nodes["profit"]]
)


def test_control_of_the_oil():
    result = control(OIL, of="oil", before="test")
    assert (result.value, result.with_information, result.without) == pytest.approx(
        (177.5, 200, 22.5)
    )
    assert control(UNTESTED, of="oil").equals(control(UNTESTED, of="oil", before="drill"))


def test_control_works_where_probabilities_depend_on_a_choice():
    """The result of the test, set to 'closed', tells nothing about the oil."""
    assert control(OIL, of="result", before="drill").with_information == pytest.approx(22.5 - 2.5)


def test_control_comes_before_what_depends_on_it():
    later = [Choice("sell", ["yes", "no"], knows=["drill"]), Value("w", [1, 0], of=["sell"])]
    diagram = InfluenceDiagram([*OIL.nodes.values(), *later])
    with pytest.raises(InvalidModelError, match="'oil' must be set before 'drill'"):
        control(diagram, of="oil", before="sell")


@pytest.mark.parametrize("gain", [value_of_information, control])
def test_faults_of_the_diagram_are_told_by_the_function_that_was_called(gain):
    state, first, second = Uncertain("u", ["x"], [1]), Choice("a", ["1"]), Choice("b", ["1"])
    with pytest.raises(
        InvalidInputError,
        match=rf"^{gain.__name__}\(\): the diagram must have a value; it has none$",
    ):
        gain(InfluenceDiagram([state, first]), "u", "a")
    with pytest.raises(
        InvalidModelError, match=rf"(?s)^{gain.__name__}\(\): .* none leads from 'a' to 'b'"
    ):
        gain(InfluenceDiagram([state, first, second, Value("v", 0)]), "u", "a")
