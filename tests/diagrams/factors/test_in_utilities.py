"""Utility of the total: as rolled back in the tree, samples, goals, domains and every fault."""

import numpy as np
import pytest

from decision_analysis import catalog, trees, utility
from decision_analysis.diagrams import Choice, InfluenceDiagram, Uncertain, Value, solve, to_tree
from decision_analysis.errors import InvalidInputError

OIL = catalog.load("raiffa_1968/solve").inputs["diagram"]
AVERSE = utility.exponential(200)


def test_as_the_tree_is_rolled_back():
    ours, theirs = solve(OIL, utility=AVERSE), trees.rollback(to_tree(OIL), utility=AVERSE)
    assert ours.value == pytest.approx(theirs.value, rel=1e-9)
    assert ours.certainty_equivalent == pytest.approx(theirs.certainty_equivalent, rel=1e-9)
    assert ours.expected_value == pytest.approx(theirs.expected_value, rel=1e-9)
    assert ours.policy["test"][()] == theirs.policy[()]
    assert ours.to_dict()["certainty_equivalent"] == ours.certainty_equivalent
    assert repr(ours).startswith("solve: certainty equivalent ")


def test_linear_utility_is_todays_answer():
    plain, linear = solve(OIL), solve(OIL, utility=utility.linear())
    assert linear.value == linear.certainty_equivalent == plain.value == plain.certainty_equivalent
    assert linear.as_dict() == plain.as_dict()


def test_of_a_cost_the_sign_is_kept():
    nodes = [
        Value(n.name, -n.payoffs, n.of) if isinstance(n, Value) else n for n in OIL.nodes.values()
    ]
    costs = solve(InfluenceDiagram(nodes), utility=AVERSE, goal="min")
    gains = solve(OIL, utility=AVERSE)
    assert costs.value == pytest.approx(gains.value)
    assert costs.certainty_equivalent == pytest.approx(-gains.certainty_equivalent)
    assert costs.options["test"][()]["no"] == pytest.approx(-gains.options["test"][()]["no"])


def test_samples_are_decided_one_by_one():
    priors = np.array([[0.5, 0.3, 0.2], [0.2, 0.5, 0.3], [0.9, 0.1, 0.0]])

    def with_prior(prior):
        nodes = {**OIL.nodes, "oil": Uncertain("oil", OIL.states("oil"), prior)}
        return solve(InfluenceDiagram(list(nodes.values())), utility=AVERSE)

    batch, alone = with_prior(priors), [with_prior(prior) for prior in priors]
    np.testing.assert_allclose(
        batch.certainty_equivalent, [one.certainty_equivalent for one in alone], atol=1e-12
    )
    assert batch.at(1).policy["test"][()] == alone[1].policy["test"][()]


def test_large_payoffs_with_constant_aversion():
    """Far from zero, where 1 - exp(-x/R) is 1 to the last digit."""
    nodes = [*OIL.nodes.values(), Value("before", 1e5)]
    far = solve(InfluenceDiagram(nodes), utility=AVERSE)
    assert far.certainty_equivalent == pytest.approx(
        1e5 + solve(OIL, utility=AVERSE).certainty_equivalent, abs=1e-9
    )


def test_a_payoff_of_nothing():
    assert solve(InfluenceDiagram([Value("v", 5.0)]), utility=AVERSE).certainty_equivalent == 5.0


def test_evidence_and_limited_memory():
    wet = solve(OIL, utility=AVERSE, evidence={"oil": "wet"})
    assert wet.certainty_equivalent == pytest.approx(50)
    assert solve(OIL, utility=AVERSE, recall=False).certainty_equivalent == pytest.approx(
        solve(OIL, utility=AVERSE).certainty_equivalent
    )


GAMBLE = InfluenceDiagram(
    [
        Uncertain("u", ["loss", "gain"], [0.0, 1.0]),
        Choice("c", ["play", "pass"]),
        Value("v", [[-500.0, 1.0], [50.0, 1.0]], of=["u", "c"]),
    ]
)


def test_totals_that_cannot_be_need_no_utility():
    assert solve(GAMBLE, utility=utility.logarithmic(100)).certainty_equivalent == pytest.approx(50)


def test_penalties_on_what_cannot_be_do_not_matter():
    """Far below all else, for constant aversion and for a function of one's own."""
    nodes = {**GAMBLE.nodes, "v": Value("v", [[-1e9, 1.0], [50.0, 1.0]], of=["u", "c"])}
    diagram = InfluenceDiagram(list(nodes.values()))
    for given in (AVERSE, Own(np.sqrt, np.square)):
        assert solve(diagram, utility=given).certainty_equivalent == pytest.approx(50)


def test_samples_in_which_a_total_cannot_be():
    nodes = {**GAMBLE.nodes, "u": Uncertain("u", ["loss", "gain"], [[0.0, 1.0], [0.5, 0.5]])}
    diagram = InfluenceDiagram(list(nodes.values()))
    ours = solve(diagram, utility=AVERSE).certainty_equivalent
    theirs = trees.rollback(to_tree(diagram), utility=AVERSE).certainty_equivalent
    np.testing.assert_allclose(ours, theirs, rtol=1e-9)
    with pytest.raises(InvalidInputError, match="utility must be defined"):
        solve(diagram, utility=utility.logarithmic(100))


def test_totals_outside_the_domain_are_named():
    likely = InfluenceDiagram(
        [Uncertain("u", ["loss", "gain"], [0.5, 0.5]), *list(GAMBLE.nodes.values())[1:]]
    )
    match = r"^solve\(\): utility must be defined .* where 'u' is 'loss', 'c' is 'play'; "
    with pytest.raises(InvalidInputError, match=match):
        solve(likely, utility=utility.logarithmic(100))


class Own:
    """A user's own utility function."""

    def __init__(self, function, inverse=lambda u: u):
        self.function = function
        self.inverse = inverse

    def __call__(self, x):
        return self.function(x)


def test_a_function_of_ones_own():
    own = Own(lambda x: np.sqrt(x + 200), lambda u: u**2 - 200)
    assert solve(OIL, utility=own).certainty_equivalent == pytest.approx(
        trees.rollback(to_tree(OIL), utility=own).certainty_equivalent
    )


@pytest.mark.parametrize(
    ("given", "match"),
    [
        ("averse", "utility must be a function with a method .inverse, or None; got 'averse'"),
        (np.sqrt, "utility must be a function with a method .inverse"),
        (Own(lambda x: -x), "utility must not fall; it is less for"),
        (
            Own(lambda x: x * np.nan),
            r"utility must be defined .* where .* must be finite",
        ),
        (Own(lambda x: x[:1]), "utility must return as many numbers"),
    ],
)
def test_faults(given, match):
    with pytest.raises(InvalidInputError, match=match):
        solve(OIL, utility=given)


def test_a_table_that_cannot_tell_totals_apart_is_refused():
    with pytest.raises(InvalidInputError, match=r"utility must tell totals apart .*rollback"):
        solve(OIL, utility=utility.exponential(2.0))


def test_limits_take_the_place_of_utility():
    with pytest.raises(InvalidInputError, match="utility must be None with limits"):
        solve(OIL, utility=AVERSE, cvar=(0.2, -75))


def test_too_large_a_table_is_refused_with_a_way_out():
    names = [f"c {i}" for i in range(28)]
    choices = [Choice(name, ["a", "b"], names[max(i - 1, 0) : i]) for i, name in enumerate(names)]
    values = [Value(f"v {name}", [0.0, 1.0], of=[name]) for name in names]
    diagram = InfluenceDiagram([*choices, *values])
    assert solve(diagram).value == 28
    with pytest.raises(InvalidInputError, match=r"utility needs one table .*rollback\(to_tree"):
        solve(diagram, utility=AVERSE)


@pytest.mark.parametrize("scale", [1e-6, 1.0, 1e4, 1e9])
@pytest.mark.parametrize("aversion", [-3, 0.5, 1, 2, 8])
def test_power_utility_in_any_unit_of_payoffs(aversion, scale):
    """Of totals far from 1 the utilities are alike to the last digit; their order is not."""
    payoffs = scale * np.array([[1.0, 1.3, 1.6], [1.9, 1.8, 1.2]])
    diagram = InfluenceDiagram(
        [
            Uncertain("weather", ["dry", "wet"], [0.4, 0.6]),
            Choice("crop", ["a", "b", "c"]),
            Value("yield", payoffs, of=["weather", "crop"]),
        ]
    )
    power = utility.power(aversion)
    sure = power.certainty_equivalent_of(payoffs, np.array([[0.4], [0.6]]), axis=0)
    solution = solve(diagram, utility=power)
    assert solution.policy["crop"][()] == "abc"[int(np.argmax(sure))]
    assert solution.certainty_equivalent == pytest.approx(sure.max(), rel=1e-12)
    assert list(solution.options["crop"][()].values()) == pytest.approx(list(sure), rel=1e-12)


@pytest.mark.parametrize("wealth", [1e9, 1e13])
def test_wealth_beside_which_payoffs_are_small_costs_no_digits(wealth):
    diagram = InfluenceDiagram(
        [
            Uncertain("coin", ["heads", "tails"], [0.5, 0.5]),
            Choice("act", ["bet", "rest"]),
            Value("gain", [[3, 1], [2 - 1e-4, 2 - 1e-4]], of=["act", "coin"]),
        ]
    )
    found = solve(diagram, utility=utility.logarithmic(wealth))
    # next to nothing is at stake, so that the mean counts
    assert found.best == "bet"
    assert found.certainty_equivalent == pytest.approx(2, abs=1e-8)
    assert dict(found.options["act"][()]) == pytest.approx({"bet": 2, "rest": 2 - 1e-4}, abs=1e-8)
