"""`unroll`: finite horizons against recursion by hand, discounts by path, ends, sharing, published
figures."""

import gc
import json
import re
from importlib import resources

import numpy as np
import pytest

from decision_analysis import catalog, utility
from decision_analysis.catalog._literals import resolve
from decision_analysis.errors import InvalidInputError, InvalidModelError
from decision_analysis.trees import (
    REST,
    Again,
    Chance,
    Decision,
    Terminal,
    recur,
    risk_profile,
    rollback,
    strategies,
    to_arrays,
    unroll,
)
from decision_analysis.trees.markov import _unroll
from decision_analysis.trees.nodes import post_order
from oracles.finite_horizon import worth


def random_stages(seed):
    rng = np.random.default_rng(seed)

    def leaf():
        if rng.random() < 0.2:
            return float(rng.normal())
        paid = float(rng.normal()) if rng.random() < 0.5 else None
        return Again("ab"[rng.integers(2)], float(rng.choice([0.5, 0.8, 1.0])), paid)

    def node():
        if rng.random() < 0.3:
            return leaf()
        if rng.random() < 0.5:
            return Decision("d", {"x": leaf(), "y": leaf()}, float(rng.normal()))
        p = float(rng.random())
        return Chance("c", {"x": (p, leaf()), "y": (1 - p, leaf())}, float(rng.normal()))

    return {"a": node(), "b": node()}


@pytest.mark.parametrize("cycles", [1, 2, 5])
def test_against_recursion(cycles):
    for seed in range(60):
        stages = random_stages(seed)
        end = {"b": 3.0} if seed % 2 else {}
        tree = unroll(stages, cycles=cycles, start="b", end=end)
        assert rollback(tree).value == pytest.approx(
            worth(stages, stages["b"], cycles, end), abs=1e-12
        )


def test_the_infinite_value_at_the_end_gives_the_infinite_value():
    stages = catalog.load("chades_2014/recur_forest").inputs["stages"]
    forever = recur(stages)
    for cycles in (1, 4):
        for start in stages:
            tree = unroll(stages, cycles=cycles, start=start, end=forever.values)
            assert rollback(tree).value == pytest.approx(forever.values[start])


def test_forest():
    """MDP toolbox: the whole printed table of the finite horizon, and its policy."""
    stages = catalog.load("chades_2014/recur_forest").inputs["stages"]
    values = {"young": [2.6973, 0.81, 0], "middle": [5.9373, 3.24, 1], "old": [9.9373, 7.24, 4]}
    cut = {("middle", 1)}
    for start, row in values.items():
        for left, value in zip((3, 2, 1), row, strict=True):
            found = rollback(unroll(stages, cycles=left, start=start))
            assert found.value == pytest.approx(value, abs=5e-5)
            assert (found.policy[()] == "cut") == ((start, left) in cut)


def chancellor(name):
    return catalog.load(f"chancellor_1997/rollback_{name}").run().value


def test_lamivudine():
    """Chancellor et al. (1997): the incremental ratio as the book prints it and as its inputs give
    it."""
    cost, effect = (
        chancellor(f"{of}_combination") - chancellor(f"{of}_mono") for of in ("cost", "life_years")
    )
    assert cost / effect == pytest.approx(6276.915261700064, rel=1e-12)


@pytest.mark.parametrize(
    ("arm", "years"), [("mono", 8.47532486771703), ("combination", 9.416785238416612)]
)
def test_half_cycle_correction(arm, years):
    """Chancellor et al. (1997): half of the first and of the last year, as heemod gives it."""
    file = resources.files("decision_analysis.catalog").joinpath(
        f"chancellor_1997/rollback_life_years_{arm}.json"
    )
    stages = resolve(
        json.loads(file.read_text(encoding="utf-8"))["inputs"]["root"]["inputs"]["stages"]
    )
    half = {"cost": 0, "effect": 0.5}
    tree = unroll(stages, cycles=20, end={"A": half, "B": half, "C": half})
    assert 0.5 + rollback(tree, attribute="effect").value == pytest.approx(years, abs=1e-9)


def test_stages_of_a_cycle_are_shared():
    """4 stages over 20 cycles: 4^20 paths, but 5 nodes for each stage and cycle."""
    names = "abcd"
    stages = {
        name: Chance("next", {other: (0.25, Again(other, 0.9)) for other in names}, payoff=i)
        for i, name in enumerate(names)
    }
    tree = unroll(stages, cycles=20)
    assert tree.size > 4**20
    assert tree.outcomes["a"][1].outcomes["d"][1] is tree.outcomes["b"][1].outcomes["d"][1]
    assert rollback(tree).value == pytest.approx(1.5 * (0.9 - 0.9**20) / 0.1)


def test_a_thousand_cycles():
    runs = Chance("year", {"runs": (0.75, Again("runs", 0.95)), "breaks": (REST, 0)}, payoff=10)
    share = 0.75 * 0.95
    tree = unroll({"runs": runs}, cycles=1000)
    assert rollback(tree).value == pytest.approx(10 * (1 - share**1000) / (1 - share))


@pytest.mark.parametrize(("second", "growth"), [(0.5, 2), (1.0, 4), (0.25, 4)])
def test_work_grows_with_the_node_objects(monkeypatch, second, growth):
    """Cycles where the discounts are the same; their square where two differ, as payoffs then
    differ."""
    written = []
    like = _unroll.like
    monkeypatch.setattr(_unroll, "like", lambda *given: written.append(1) or like(*given))
    ill = Chance(
        "year", {"ill": (0.5, Again("ill", 0.5)), "well": (0.5, Again("well", second))}, payoff=1.0
    )
    stages = {
        "well": Decision("treat", {"yes": ill, "no": Again("ill", 0.5, payoff=2.0)}),
        "ill": ill,
    }
    work = {}
    for cycles in (40, 80):
        written.clear()
        tree = unroll(stages, cycles=cycles)
        objects = sum(1 for node in post_order(tree) if node.children)
        work[cycles] = len(written)
        assert len(written) <= 1.1 * objects
    assert work[80] / work[40] == pytest.approx(growth, rel=0.1)


def test_the_garbage_collector_is_left_as_it_was():
    ill = {"ill": Chance("year", {"ill": (0.5, Again("ill", 0.5)), "dead": (0.5, 0)}, payoff=1.0)}
    try:
        for enabled in (True, False):
            (gc.enable if enabled else gc.disable)()
            unroll(ill, cycles=3)
            assert gc.isenabled() is enabled
    finally:
        gc.enable()


def test_it_is_an_ordinary_tree():
    """Two rounds of a bet that may be let go: strategies, risk profile, any utility."""
    stages = {
        "bet": Decision(
            "bet",
            {
                "play": Chance("coin", {"head": (0.5, Again("bet", 0.5, 4)), "tail": (0.5, -3)}),
                "stop": 0,
            },
        )
    }
    tree = unroll(stages, cycles=2)
    assert rollback(tree).policy["play", "head"] == "play"
    assert len(strategies(tree)) == 3
    profile = risk_profile(tree)
    assert profile.values.tolist() == [-3, 2.5, 6]
    assert profile.probabilities.tolist() == [0.5, 0.25, 0.25]
    assert rollback(tree, utility=utility.exponential(3)).policy[()] == "stop"


def test_payoffs_on_arrival_and_discounts():
    """A payoff of `Again` is not discounted by it, but by those before; equal discounts in another
    order are shared."""
    stages = {
        "a": Chance("c", {"x": (0.5, Again("b", 0.5, payoff=8)), "y": (0.5, Again("b", 0.25))}),
        "b": Chance(
            "c", {"x": (0.5, Again("c", 0.25, payoff=16)), "y": (0.5, Again("c", 0.5))}, payoff=32
        ),
        "c": Terminal(64),
    }
    tree = unroll(stages, cycles=3)
    flat = to_arrays(tree)
    assert flat.payoff[[flat.find(("x",)), flat.find(("y",))]].tolist() == [8 + 16, 8]
    paid = [
        flat.payoff[flat.find(path)] for path in (("x", "x"), ("x", "y"), ("y", "x"), ("y", "y"))
    ]
    assert paid == [8 + 8, 16, 4 + 4, 8]
    assert "c" not in unroll(stages, cycles=2, end={"c": 1}).outcomes


def test_equal_discounts_in_another_order_are_one_node():
    stages = {
        "a": Chance("c", {"x": (0.5, Again("a", 0.3)), "y": (0.5, Again("a", 0.7))}, payoff=1),
    }
    tree = unroll(stages, cycles=3)
    assert tree.outcomes["x"][1].outcomes["y"][1] is tree.outcomes["y"][1].outcomes["x"][1]


def test_attributes():
    """Each attribute has its own discounts, and ends name them all."""
    leaf = Again("s", {"cost": 0.5, "effect": 1})
    stages = {
        "s": Chance(
            "c",
            {"on": (0.5, leaf), "off": (0.5, {"cost": 0, "effect": 0})},
            {"cost": 8, "effect": 1},
        )
    }
    tree = unroll(stages, cycles=3)
    assert rollback(tree, attribute="cost").value == pytest.approx(8 + 2 + 0.5)
    assert rollback(tree, attribute="effect").value == pytest.approx(1.75)
    both = {"cost": -1, "effect": 10}
    assert rollback(tree, attribute=both).value == pytest.approx(17.5 - 10.5)
    begin = {"begin": Again("s", {"cost": 0.5, "effect": 1}), **stages}
    assert rollback(unroll(begin, cycles=4), attribute="cost").value == pytest.approx(5.25)


def test_discounts_by_attribute_that_differ_are_kept_apart():
    stages = {
        "s": Chance(
            "c",
            {
                "x": (0.5, Again("s", {"cost": 0.5, "effect": 1})),
                "y": (0.5, Again("s", {"cost": 0.25, "effect": 0.5})),
            },
            {"cost": 8, "effect": 1},
        )
    }
    tree = unroll(stages, cycles=3)
    assert rollback(tree, attribute="cost").value == 8 * (1 + 0.375 + 0.375**2)
    assert rollback(tree, attribute="effect").value == 1 + 0.75 + 0.75**2


def test_samples():
    share, paid = np.array([0.25, 0.5, 1.0]), np.array([2.0, 4.0, 8.0])
    tree = unroll({"s": Again("s", share, payoff=paid)}, cycles=3)
    np.testing.assert_allclose(rollback(tree).value, paid * (1 + share + share**2))


def test_ends_may_be_trees():
    stages = {"s": Again("s", 0.5, payoff=1)}
    sale = Decision("sell", {"yes": 6, "no": 0})
    tree = unroll(stages, cycles=2, end={"s": sale})
    assert rollback(tree).value == 1 + 0.5 + 0.25 * 6
    assert rollback(tree).policy[()] == "yes"


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"cycles": 0}, "cycles must be at least 1; got 0"),
        ({"cycles": 2.5}, "cycles must be an integer; got 2.5"),
        ({"cycles": 10**8}, "must have at most 10,000,000 node objects; take fewer cycles"),
        ({"cycles": 2, "start": "b"}, "unknown stage 'b'"),
        ({"cycles": 2, "end": 3}, "end must be a mapping; got int"),
        ({"cycles": 2, "end": {"b": 3}}, "unknown stage of end 'b'"),
        ({"cycles": 2, "end": {"a": "much"}}, "end of 'a': must be a node, a number or"),
        (
            {"cycles": 2, "end": {"a": Again("a")}},
            "end of 'a' must not go on; got a tree with an Again",
        ),
        (
            {"cycles": 2, "end": {"a": {"cost": 3}}},
            "end of 'a' must have payoffs that are bare numbers; got cost 3",
        ),
    ],
)
def test_bad_input(options, message):
    with pytest.raises(InvalidInputError, match=message):
        unroll({"a": Again("a", 0.5, payoff=1)}, **options)


def test_bad_stages_and_ends_by_attribute():
    with pytest.raises(
        InvalidModelError,
        match=r"unroll\(\): 1 problem\(s\)\n  - stage 'a': goes on at the unknown stage 'b'",
    ):
        unroll({"a": Again("b")}, cycles=1)
    message = "end of 'a' must have payoffs that are by the attributes ['cost']; got 3"
    with pytest.raises(InvalidModelError, match=re.escape(message)):
        unroll({"a": Again("a", payoff={"cost": 1})}, cycles=1, end={"a": 3})
