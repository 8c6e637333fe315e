"""Value of information: the wildcatter, what is known already, what cannot be known before."""

import numpy as np
import pytest

from decision_analysis import catalog, trees, utility
from decision_analysis.diagrams import (
    Choice,
    InfluenceDiagram,
    Uncertain,
    Value,
    control,
    to_tree,
    value_of_information,
)
from decision_analysis.errors import InvalidInputError, InvalidModelError
from oracles.random_diagrams import draw
from oracles.utility_properties import information_for_the_averse_is_worth_what_the_tree_says

OIL = catalog.load("raiffa_1968/solve").inputs["diagram"]


def test_clairvoyance_before_and_after_the_test():
    """55 with the oil known first; 45 where the test was paid for, or 55 where it was not
    needed."""
    assert value_of_information(OIL, of="oil", before="test").value == pytest.approx(32.5)
    assert value_of_information(OIL, of="oil", before="drill").value == pytest.approx(32.5)
    assert value_of_information(OIL, of=["oil"], before="drill").with_information == pytest.approx(
        55
    )


def test_what_is_known_is_worth_nothing():
    assert value_of_information(OIL, of="result", before="drill").value == 0


def test_a_result_cannot_be_known_before_the_test():
    with pytest.raises(
        InvalidModelError, match=r"'result' must not depend on the choice .*; got test -> result"
    ):
        value_of_information(OIL, of="result", before="test")


def test_agrees_with_clairvoyance_on_the_tree():
    tree = to_tree(OIL)
    result = trees.clairvoyance(tree, "oil")
    assert value_of_information(OIL, of="oil", before="test").value == pytest.approx(result.value)


def test_costs_are_mirrored():
    nodes = [
        Value(n.name, -n.payoffs, n.of) if isinstance(n, Value) else n for n in OIL.nodes.values()
    ]
    mirrored = InfluenceDiagram(nodes)
    result = value_of_information(mirrored, of="oil", before="test", goal="min")
    assert (result.value, result.with_information) == pytest.approx((32.5, -55))


def test_samples_are_decided_one_by_one():
    priors = np.array([[0.5, 0.3, 0.2], [0.2, 0.5, 0.3], [0.9, 0.1, 0.0]])

    def gain(prior):
        nodes = {**OIL.nodes, "oil": Uncertain("oil", OIL.states("oil"), prior)}
        return value_of_information(
            InfluenceDiagram(list(nodes.values())), of="oil", before="test"
        ).value

    np.testing.assert_allclose(gain(priors), [gain(prior) for prior in priors], atol=1e-12)


@pytest.mark.parametrize(
    ("arguments", "match"),
    [
        ({"of": "oli", "before": "drill"}, "unknown uncertainty 'oli' .did you mean 'oil'"),
        ({"of": "test", "before": "drill"}, "unknown uncertainty 'test'"),
        ({"of": "oil", "before": "oil"}, "unknown choice 'oil'"),
        ({"of": [], "before": "drill"}, "of must not be empty"),
        ({"of": "oil", "before": "drill", "goal": "best"}, "goal must be one of"),
        ({"of": "oil", "before": "drill", "recall": 1}, "recall must be"),
    ],
)
def test_bad_arguments(arguments, match):
    with pytest.raises(InvalidInputError, match=match):
        value_of_information(OIL, **arguments)


def test_the_only_choice_needs_no_name():
    alone = InfluenceDiagram(
        [OIL.nodes["oil"], Choice("drill", OIL.states("drill")), OIL.nodes["profit"]]
    )
    assert value_of_information(alone, "oil").equals(value_of_information(alone, "oil", "drill"))


@pytest.mark.parametrize("gain", [value_of_information, control])
def test_of_several_choices_one_must_be_named(gain):
    with pytest.raises(
        InvalidInputError,
        match=r"before must name a choice, as the diagram has several: \['test', 'drill'\]",
    ):
        gain(OIL, "oil")


def test_without_a_choice_there_is_nothing_to_know_before():
    nodes = [OIL.nodes["oil"], Value("w", [1, 2, 3], of=["oil"])]
    with pytest.raises(InvalidInputError, match="the diagram must have a choice; it has none"):
        value_of_information(InfluenceDiagram(nodes), "oil")


def test_with_constant_aversion_as_in_the_tree():
    rng = np.random.default_rng(3)
    compared = 0
    while compared < 10:
        compared += information_for_the_averse_is_worth_what_the_tree_says(draw(rng), rng)


@pytest.mark.parametrize("gain", [value_of_information, control])
def test_other_utilities_are_referred_to_the_tree(gain):
    with pytest.raises(InvalidInputError, match=r"must be linear or exponential.*trees\.c.*price"):
        gain(OIL, "oil", "test", utility=utility.logarithmic(1000))


def test_what_changes_no_choice_is_worth_exactly_nothing():
    # to go is best whatever c is; the two solutions differ by 1.1e-16, and to know nothing by 0
    follows = [[0.3, 0.3, 0.4], [0.2, 0.5, 0.3], [0.6, 0.1, 0.3]]
    diagram = InfluenceDiagram(
        [
            Uncertain("c", list("xyz"), [0.1, 0.2, 0.7]),
            Uncertain("e", list("abc"), follows, given=["c"]),
            Choice("d", ["go", "stay"]),
            Value("v", [[0.7, 0.6, 0.5], [-1, -1, -1]], of=["d", "e"]),
        ]
    )
    assert value_of_information(diagram, of="c", before="d").value == 0


def test_what_all_payoffs_have_in_common_does_not_hide_what_it_is_worth_to_know():
    for offset in (0.0, 1e9):
        pays = [[offset + 0.5, offset - 0.6], [offset, offset]]
        diagram = InfluenceDiagram(
            [
                Uncertain("u", ["good", "bad"], [0.5, 0.5]),
                Choice("d", ["go", "stay"]),
                Value("v", pays, of=["d", "u"]),
            ]
        )
        found = value_of_information(diagram, of="u", before="d").value
        assert found == pytest.approx(0.25, abs=1e-6)
