"""A payoff of no probability, or of almost none, decides nothing: values are those of policies."""

import numpy as np
import pytest

from decision_analysis.errors import InvalidInputError
from decision_analysis.trees import (
    Again,
    Chance,
    Decision,
    clairvoyance,
    control,
    efficient_strategies,
    interval_choice,
    recur,
    risk_profile,
    rollback,
    stability,
    trace,
)

EXTREME = 1e13


def offer(sign, p, more=9.0):
    """Return a choice between 100 for sure and a little more, with an extreme of probability p."""
    chances = {"usual": (1 - p, sign * (100 + more)), "extreme": (p, -sign * EXTREME)}
    return Decision("d", {"old": sign * 100, "new": Chance("c", chances)})


@pytest.mark.parametrize(("goal", "sign"), [("max", 1), ("min", -1)])
def test_the_value_is_that_of_the_policy(goal, sign):
    for p in (0.0, 1e-300, 1e-30):
        found = rollback(offer(sign, p), goal=goal)
        assert (found.value, found.policy[()]) == (sign * 109, "new")
        assert found.ties[()] == ("old", "new")  # by the largest payoff of the tree
        assert rollback(offer(sign, p), goal=goal, policy=dict(found.policy)).value == found.value
        profile = risk_profile(offer(sign, p), goal=goal)
        assert (profile.mean, profile.strategy[()]) == (sign * 109, "new")
        least = 0.0 if sign > 0 else 1.0
        assert profile.cdf(sign * 104) == pytest.approx(least)
        assert profile.quantile(0.5) == (sign * 109)


def test_what_ties_lose_does_not_add_up_along_a_path():
    def choices(count):
        node = Chance("end", {"usual": (1.0, 0.0), "extreme": (0.0, EXTREME)})
        for k in range(count):
            less = Chance(f"less {k}", {"s": (1.0, node)})
            more = Chance(f"more {k}", {"s": (1.0, node)}, payoff=9)
            node = Decision(f"d{k}", {"less": less, "more": more})
        return node

    assert rollback(choices(20)).value == 180
    # a policy writes out every path
    few = rollback(choices(10))
    assert few.value == 90
    assert rollback(choices(10), policy=few.strategy).value == 90


def test_a_near_tie_of_a_thousandth_of_the_tolerance_is_not_lost():
    tree = Decision("d", {"a": 1.0, "b": 1 + 4e-16, "c": 1 - 4e-16})
    found = rollback(tree)
    assert (found.value, found.policy[()], found.ties[()]) == (1 + 4e-16, "b", ("a", "b", "c"))


def test_the_one_policy_for_all_samples_is_the_best_of_them():
    chances = {"usual": (1.0, np.array([108.0, 110.0])), "extreme": (0.0, -EXTREME)}
    tree = Decision("d", {"old": 100, "new": Chance("c", chances)})
    assert rollback(tree, policy="fixed").value.tolist() == [108, 110]
    # what is paid before is the same for both options, however much it is
    late = Chance("first", {"go": (1.0, Decision("d", {"a": 1.0, "b": 1.0 + 1e-9}))}, payoff=1e12)
    sampled = Chance("s", {"x": (np.array([0.5, 1.0]), late), "y": (np.array([0.5, 0.0]), 0)})
    assert rollback(sampled, policy="fixed").choices["x", "go"].tolist() == [1, 1]


def test_what_it_is_worth_to_know_does_not_drown():
    for offset in (0.0, 1e9):
        chances = {"good": (0.5, offset + 0.5), "bad": (0.5, offset - 0.6), "no": (0.0, -EXTREME)}
        tree = Decision("d", {"go": Chance("c", chances), "stay": offset})
        # to know it is worth .5 * .5, to have it good .5
        assert clairvoyance(tree, "c").value == pytest.approx(0.25, abs=1e-6)
        assert control(tree, "c").value == pytest.approx(0.5, abs=1e-6)


def test_what_tells_nothing_is_worth_exactly_nothing():
    # the two ways to add up differ by 1.1e-16
    def after(payoff):
        return Chance("c", {"x": (0.1, payoff), "y": (0.2, payoff), "z": (0.7, payoff)})

    chances = {"a": (0.3, after(0.7)), "b": (0.3, after(0.6)), "c": (0.4, after(0.8))}
    tree = Decision("d", {"go": Chance("e", chances), "stay": -1.0})
    assert clairvoyance(tree, "c").value == 0


def test_efficient_strategies_have_no_dominated_one():
    def of(a, b):
        usual = {"usual": (1.0, {"x": a, "y": b}), "extreme": (0.0, {"x": -EXTREME, "y": 0})}
        return Chance("c", usual)

    tree = Decision("d", {"old": of(100, 1), "new": of(109, 1)})
    assert efficient_strategies(tree, ["x", "y"]).table.alternatives == ("d=new",)


def test_stability_of_what_the_extreme_cannot_reach():
    base = {"high": (0.5, 100), "low": (0.5, 80), "extreme": (0.0, -EXTREME)}
    tree = Decision("d", {"sure": 91, "risk": Chance("c", base)})
    found = stability(tree, keep_impossible=True)
    # 80 + 20 (.5 + e) is 91 at e = .05
    assert found.strategy[()] == "sure"
    assert found.epsilon == pytest.approx(0.05, abs=1e-9)
    far = {label: (p, payoff + 1e9) for label, (p, payoff) in base.items() if p}
    lifted = Decision("d", {"sure": 91 + 1e9, "risk": Chance("c", far)})
    assert stability(lifted).epsilon == pytest.approx(0.05, abs=1e-6)


def test_stages_are_worth_what_the_policy_brings():
    again = {"usual": (1.0, Again("s", 0.5)), "extreme": (0.0, -EXTREME)}
    tree = Decision(
        "d", {"old": Again("s", 0.5, payoff=100), "new": Chance("c", again, payoff=109)}
    )
    found = recur({"s": tree})
    assert (found.value, found.policy["s"][()], dict(found.ties["s"])) == (218, "new", {})
    assert recur({"s": tree}, policy={"s": {(): "new"}}).value == 218


def test_the_best_worst_case_is_the_best_however_bad_another_one_is():
    new = Chance("c", {"x": (0.5, 109), "y": (0.5, 119)})
    tree = Decision("d", {"awful": -EXTREME, "old": 100, "new": new})
    found = interval_choice(tree, {"c": {"x": (0.25, 1.0)}})
    assert found.gamma_maximin == found.gamma_maximax == found.undominated == ("d=new",)
    assert found.maximal == found.e_admissible == ("d=new",)
    # the same where one uncertainty stands on several nodes
    old = Chance("c", {"x": (0.5, 100), "y": (0.5, 101)})
    tree = Decision("d", {"awful": -EXTREME, "old": old, "new": new})
    found = interval_choice(tree, {"c": {"x": (0.25, 1.0)}})
    assert found.maximal == found.e_admissible == ("d=new",)


def test_what_no_number_holds_is_refused_by_name():
    tree = Decision("d", {"a": 1.7e308, "b": Chance("c", {"x": (0.5, -1.7e308), "y": (0.5, 0)})})
    assert rollback(tree).value == 1.7e308
    for compare in (risk_profile, stability, lambda root: clairvoyance(root, "c")):
        with pytest.raises(InvalidInputError, match=r"add up to at most 2.25e\+307 on every path"):
            compare(tree)
    growing = {"s": Chance("c", {"again": (0.999, Again("s")), "end": (0.001, 0)}, payoff=1e306)}
    with pytest.raises(InvalidInputError, match=r"stages must be worth at most 2.25e\+307; got"):
        recur(growing)
    with pytest.raises(InvalidInputError, match="the sum of start must be finite"):
        trace({"s": 0, "t": 0}, cycles=1, start={"s": 1.7e308, "t": 1.7e308})
