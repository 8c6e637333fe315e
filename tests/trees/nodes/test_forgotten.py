"""Outcomes without `Chance` and options without `Decision`: refused, and never read as
attributes."""

import numpy as np
import pytest

from decision_analysis.errors import InvalidInputError, InvalidModelError
from decision_analysis.trees import (
    REST,
    Again,
    Chance,
    Decision,
    Terminal,
    from_dict,
    rollback,
    to_dict,
)

EVEN = {"good": (0.5, 3), "bad": (0.5, 1)}
LISTS = {"good": [0.5, 3], "bad": [0.5, 1]}
NODE = Chance("c", {"x": (0.5, 1), "y": (0.5, 2)})
MISSING = (
    r"'good', 'bad' read as outcomes \(probability, node\): Chance\(\"name\", \{...\}\) is missing"
)
BOTH = MISSING + "; if they are samples of attributes, write them as arrays"

PLACES = {
    "an option": lambda entry: Decision("d", {"a": entry, "b": 2}),
    "an outcome": lambda entry: Chance("c", {"a": (0.5, entry), "b": (0.5, 2)}),
    "a payoff": lambda entry: Decision("d", {"a": 1}, payoff=entry),
    "a payoff of chance": lambda entry: Chance("c", {"a": (1, 1)}, payoff=entry),
    "a terminal": Terminal,
    "a leaf that goes on": lambda entry: Again("stage", payoff=entry),
    "the root": rollback,
    "plain data": from_dict,
    "plain data below": lambda entry: from_dict({"decision": "d", "options": {"a": entry}}),
}


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("outcomes", [EVEN, LISTS, {"good": (0.6, 3), "bad": (0.6, 1)}], ids=repr)
def test_pairs_of_numbers_are_refused_with_both_readings(place, outcomes):
    with pytest.raises(InvalidInputError, match=BOTH):
        PLACES[place](outcomes)


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize(
    "outcomes",
    [
        {"good": (0.5, NODE), "bad": (0.5, 1)},
        {"good": [0.5, NODE], "bad": [0.5, 1]},
        {"good": (0.5, {"cost": 3}), "bad": (0.5, {"cost": 1})},
        {"good": (0.5, EVEN), "bad": (0.5, 1)},
        {"good": (0.5, 3), "bad": (REST, 1)},
        {"good": [0.5, 3], "bad": [REST, 1]},
        {"good": [0.5, 3], "bad": ["rest", 1]},
        {"good": [0.5, [1, 2, 3]], "bad": [0.5, 1]},
        {"good": (np.array([0.5, 0.4]), 3), "bad": (np.array([0.5, 0.6]), 1)},
    ],
)
def test_pairs_with_nodes_are_refused(place, outcomes):
    with pytest.raises(InvalidInputError, match=MISSING) as error:
        PLACES[place](outcomes)
    assert "samples" not in str(error.value)


@pytest.mark.parametrize(
    "options", [{"x": NODE, "y": 3}, {"x": {"cost": 1}, "y": {"cost": 2}}, {"x": EVEN}]
)
@pytest.mark.parametrize("place", [place for place in PLACES if "plain" not in place])
def test_a_mapping_of_nodes_lacks_its_decision(place, options):
    with pytest.raises(
        InvalidInputError, match=r"'x'.* read as options: Decision\(\"name\", \{...\}\) is missing"
    ):
        PLACES[place](options)


def test_a_pair_where_a_node_is_due():
    with pytest.raises(
        InvalidModelError, match=r"got \(0.5, 3\); \(probability, node\) is an outcome of a Chance"
    ):
        Decision("d", EVEN)


@pytest.mark.parametrize(
    "payoff",
    [
        {"cost": np.array([0.5, 3.0]), "gain": np.array([0.5, 1.0])},
        {"cost": [0.3, 3.0], "gain": [0.1, 1.0]},
        {"cost": [1.0, 3.0]},
        {"cost": [0.5, 3.0], "gain": 1},
        {"cost": [0.5, 3.0, 2.0], "gain": [0.5, 1.0, 2.0]},
        {"cost": (5.0, 3.0), "gain": (12.0, 1.0)},
    ],
    ids=repr,
)
def test_samples_by_attribute_stay_payoffs(payoff):
    tree = Decision("d", {"a": payoff, "b": dict.fromkeys(payoff, 0)})
    assert list(tree.options["a"].payoff) == list(payoff)
    for name, samples in payoff.items():
        np.testing.assert_array_equal(tree.options["a"].payoff[name], samples)


def test_plain_data_that_say_payoff_hold_samples():
    payoff = {"cost": np.array([0.5, 3.0]), "gain": np.array([0.5, 1.0])}
    tree = Decision("d", {"a": Again("s", payoff=payoff), "b": payoff}, payoff=payoff)
    assert to_dict(from_dict(to_dict(tree))) == to_dict(tree)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (
            {"good": {"probability": 0.5, "then": 3}, "bad": {"probability": 0.5, "then": 1}},
            (
                r"node at 'a': outcomes \['good', 'bad'\] must stand in \{'chance': name,"
                r" 'outcomes': \{label: ...\}\}"
            ),
        ),
        (
            {"x": {"terminal": 3}, "y": 4},
            (
                r"node at 'a': options \['x', 'y'\] must stand in \{'decision': name, 'options':"
                r" \{label: node\}\}"
            ),
        ),
        (
            {"decisoin": "d", "options": {"x": 1}},
            r"must have one of the keys .* \(did you mean 'decision'\?\)",
        ),
        ({"outcomes": {"x": {"probability": 1, "then": 1}}}, r"must have one of the keys"),
    ],
)
def test_plain_data_without_the_node_around_them(data, message):
    with pytest.raises(InvalidModelError, match=message):
        from_dict({"decision": "d", "options": {"a": data}})
