"""Value of information: the wildcatter, what is known already, what cannot be known before."""

import numpy as np
import pytest

from decision_analysis import catalog, trees
from decision_analysis.diagrams import (
    InfluenceDiagram,
    Uncertain,
    Value,
    to_tree,
    value_of_information,
)
from decision_analysis.errors import InvalidInputError, InvalidModelError

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
