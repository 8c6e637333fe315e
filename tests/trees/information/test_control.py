"""Control: hand-made trees with a decision in place of chance, imperfect control, the price under
utility, refusals."""

import copy
import pickle
from types import MappingProxyType

import numpy as np
import pytest

from decision_analysis import utility
from decision_analysis.errors import InvalidInputError, InvalidModelError
from decision_analysis.trees import (
    Chance,
    Decision,
    clairvoyance,
    control,
    rollback,
    to_arrays,
)
from oracles.controlled_trees import influenced, labels_of, once_on_a_path, with_decision

OIL = Chance("oil", {"dry": (0.5, -70), "wet": (0.3, 50), "soaking": (0.2, 200)})
DRILL = Decision("drill", {"drill": OIL, "no": 0})
GOALS = ("max", "min")


def trees_with(slow, name, seeds=120):
    """Return random trees of which no path meets the name twice."""
    drawn = map(slow.tree, range(seeds))
    found = [tree for tree in drawn if once_on_a_path(tree, name)]
    assert len(found) > 15
    return found


@pytest.mark.parametrize("goal", GOALS)
@pytest.mark.parametrize("rule", [None, utility.exponential(2.0)])
def test_control_is_a_decision_in_place_of_chance(slow, goal, rule):
    for tree in trees_with(slow, "u0"):
        result = control(tree, "u0", goal=goal, utility=rule)
        by_hand = rollback(with_decision(tree, "u0"), goal=goal, utility=rule).certainty_equivalent
        assert result.with_information == pytest.approx(by_hand, abs=1e-9)
        assert result.without == pytest.approx(
            rollback(tree, goal=goal, utility=rule).certainty_equivalent, abs=1e-9
        )
        assert result.value == pytest.approx(
            abs(result.with_information - result.without), abs=1e-9
        )
        assert result.value >= 0


def test_imperfect_control_chooses_between_chance_and_the_actions(slow):
    effect = {"push": {"c0": 0.9, "c1": 0.1}, "pull": {"c0": 0.2, "c1": 0.8}}
    tried = 0
    for tree in trees_with(slow, "u1"):
        if {"c0", "c1"} <= set.intersection(*labels_of(tree, "u1")):
            tried += 1
            result = control(tree, "u1", effect=effect)
            assert result.with_information == pytest.approx(
                rollback(influenced(tree, "u1", effect)).value, abs=1e-9
            )
            assert result.states == ("push", "pull")
    assert tried > 5


def test_control_is_worth_at_least_what_information_is(slow):
    compared = 0
    for tree in trees_with(slow, "u0"):
        try:
            informed = clairvoyance(tree, "u0").value
        except InvalidModelError:
            continue
        compared += 1
        assert control(tree, "u0").value >= informed - 1e-9
    assert compared > 3


def test_the_outcomes_that_are_set_and_what_each_is_worth():
    result = control(DRILL, "oil")
    assert (result.value, result.with_information, result.without) == (180.0, 200.0, 20.0)
    np.testing.assert_array_equal(result.probabilities, [0, 0, 1])
    np.testing.assert_array_equal(result.given, [0, 50, 200])
    assert control(DRILL, "oil", goal="min").given.tolist() == [-70, 0, 0]


def test_how_often_an_outcome_is_set_counts_the_ways_there():
    def risk(worth):
        return Chance("oil", {"dry": (0.5, -worth), "wet": (0.5, worth)})

    tree = Chance(
        "coin", {"heads": (0.25, risk(10)), "tails": (0.6, risk(-10)), "edge": (0.15, risk(0))}
    )
    result = control(tree, "oil")
    np.testing.assert_allclose(
        result.probabilities, [0.6, 0.25]
    )  # on the edge nothing is gained: left to chance
    assert result.value == pytest.approx(8.5)


def test_control_is_defined_where_probabilities_depend_on_a_decision():
    care = {
        "diet": Chance("stent", {"yes": (0.8, -10), "no": (0.2, -1)}),
        "sport": Chance("stent", {"yes": (0.7, -12), "no": (0.3, -3)}),
    }
    result = control(Decision("care", care), "stent")
    assert (result.with_information, result.without) == pytest.approx((-1.0, -8.2))


def test_sampled_numbers_are_decided_sample_by_sample(slow):
    for seed in range(40):
        tree = slow.tree(seed, samples=5)
        if not once_on_a_path(tree, "u0"):
            continue
        batch, flat = control(tree, "u0"), to_arrays(tree)
        singles = [control(slow.sample(flat, i), "u0") for i in range(5)]
        for field in ("value", "with_information", "without", "probabilities", "given"):
            expected = [getattr(single, field) for single in singles]
            np.testing.assert_allclose(
                getattr(batch, field), np.broadcast_to(expected, np.shape(expected)), atol=1e-9
            )


def test_sampled_effects_broadcast_with_the_tree():
    lift = np.array([0.0, 0.5, 1.0])
    result = control(DRILL, "oil", effect={"acid": {"dry": 1 - lift, "soaking": lift}})
    np.testing.assert_allclose(result.with_information, [20, 65, 200])
    with pytest.raises(
        InvalidInputError,
        match=r"samples of the effect of 'acid' must broadcast .* \(2,\); got \(3,\)",
    ):
        control(
            Decision("drill", {"drill": OIL, "no": np.array([0.0, 1.0])}),
            "oil",
            effect={"acid": {"dry": 1 - lift, "soaking": lift}},
        )


def test_the_price_of_control_leaves_one_as_well_off_as_without():
    rule = utility.logarithmic(300)
    result = control(DRILL, "oil", utility=rule)
    paid = Decision("drill", {"drill": 200 - result.value, "no": -result.value})
    assert rollback(paid, utility=rule).certainty_equivalent == pytest.approx(
        result.without, abs=1e-8
    )


def test_bad_input_is_refused_by_name():
    again = Chance(
        "rain", {"yes": (0.3, Chance("rain", {"yes": (0.5, 1), "no": (0.5, 0)})), "no": (0.7, 0)}
    )
    with pytest.raises(
        InvalidModelError, match="'rain' must occur once on a path; it is at the root and again at"
    ):
        control(again, "rain")
    with pytest.raises(
        InvalidInputError, match="control\\(\\): unknown chance node 'oli' \\(did you mean 'oil'"
    ):
        control(DRILL, "oli")
    with pytest.raises(
        InvalidInputError,
        match=r"effect of 'acid' must name outcomes of each node 'oil'; got \['wett'\]",
    ):
        control(DRILL, "oil", effect={"acid": {"wett": 1.0}})
    with pytest.raises(
        InvalidInputError, match=r"effect of 'acid': probabilities must sum to 1; got 0.9"
    ):
        control(DRILL, "oil", effect={"acid": {"wet": 0.9}})
    with pytest.raises(InvalidInputError, match="effect must"):
        control(DRILL, "oil", effect=0.9)


def test_the_result_shows_itself():
    assert repr(control(to_arrays(DRILL), "oil")).splitlines()[:2] == [
        "control: value 180 (with control 200, without 20)  (name='oil')",
        "   set to   how often  worth, where set",
    ]


@pytest.mark.parametrize("worth", [-299.9, -200.0, 1e6])
@pytest.mark.parametrize("question", [clairvoyance, control])
def test_a_branch_that_cannot_happen_has_no_say_in_the_price(question, worth):
    """Near the end of the domain of the utility, its payoff once kept any price from being
    found."""
    rule, acid = utility.logarithmic(300), {"acid": {"wet": 0.5, "soaking": 0.5}}
    free = Decision("drill", {"drill": Chance("permit", {"given": (1.0, OIL)}), "no": 0})
    dead = Decision(
        "drill", {"drill": Chance("permit", {"given": (1.0, OIL), "not": (0.0, worth)}), "no": 0}
    )
    assert question(dead, "oil", utility=rule).value == pytest.approx(
        question(free, "oil", utility=rule).value
    )
    assert control(dead, "oil", utility=rule, effect=acid).value == pytest.approx(
        control(free, "oil", utility=rule, effect=acid).value
    )


def test_an_outcome_that_one_would_not_set_has_no_say_in_the_price():
    rule, outcomes = (
        utility.logarithmic(300),
        {label: OIL.outcomes[label] for label in OIL.outcomes},
    )
    ruin = Decision("drill", {"drill": Chance("oil", {**outcomes, "ruin": (0.0, -299.9)}), "no": 0})
    result = control(ruin, "oil", utility=rule)
    assert result.value == pytest.approx(control(DRILL, "oil", utility=rule).value)
    np.testing.assert_array_equal(result.probabilities, [0, 0, 1, 0])


@pytest.mark.parametrize("copied", [lambda x: pickle.loads(pickle.dumps(x)), copy.deepcopy])
def test_results_can_be_copied_whatever_mapping_the_options_are(copied):
    likelihood = MappingProxyType(
        {s: MappingProxyType({"+": p, "-": 1 - p}) for s, p in OIL.probabilities.items()}
    )
    for result in (
        clairvoyance(DRILL, "oil", likelihood=likelihood),
        clairvoyance(DRILL, ["oil"], utility=utility.exponential(50)),
        control(DRILL, "oil", effect={"leave": OIL.probabilities}),
        control(DRILL, "oil", utility=utility.logarithmic(300)),
    ):
        again = copied(result)
        assert repr(again) == repr(result)
        assert again.to_dict() == result.to_dict()
        assert not again.given.flags.writeable
