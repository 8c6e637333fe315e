"""Clairvoyance: published values, an oracle on random worlds, the price under utility, refusals."""

import numpy as np
import pytest

from decision_analysis import utility
from decision_analysis.errors import InvalidInputError, InvalidModelError
from decision_analysis.trees import (
    Chance,
    Decision,
    InformationResult,
    Terminal,
    clairvoyance,
    rollback,
    to_arrays,
)
from oracles.known_joint_distributions import World, has, oracle

STATES, PRIOR, WORTH = ("dry", "wet", "soaking"), (0.5, 0.3, 0.2), (-70, 50, 200)
SOUNDING = {"closed": (0.1, 0.3, 0.5), "open": (0.3, 0.4, 0.4), "diffuse": (0.6, 0.3, 0.1)}


def drill(p, worth=WORTH):
    return Decision(
        "drill",
        {
            "drill": Chance("oil", dict(zip(STATES, zip(p, worth, strict=True), strict=True))),
            "no": 0,
        },
    )


def wildcatter(prior=PRIOR, worth=WORTH, cost=10):
    """Raiffa (1968), with the likelihoods as Shenoy (1992) prints them."""
    results = {}
    for result, likelihood in SOUNDING.items():
        joint = [a * b for a, b in zip(prior, likelihood, strict=True)]
        results[result] = sum(joint), drill([p / sum(joint) for p in joint], worth)
    return Decision(
        "test", {"yes": Chance("result", results, payoff=-cost), "no": drill(prior, worth)}
    )


def test_the_oil_wildcatter_pays_32_5_with_the_test_at_hand_and_35_without_it():
    with_test = clairvoyance(wildcatter(), "oil")
    assert with_test.value == pytest.approx(32.5, abs=1e-9)
    assert with_test.without == pytest.approx(22.5, abs=1e-9)
    assert with_test.with_information == pytest.approx(55, abs=1e-9)
    assert clairvoyance(drill(PRIOR), "oil").value == pytest.approx(35, abs=1e-9)
    assert with_test.states == STATES
    np.testing.assert_allclose(with_test.probabilities, PRIOR)
    np.testing.assert_allclose(with_test.given, [0, 50, 200], atol=1e-9)


def test_knowing_the_result_of_the_sounding_saves_its_cost():
    assert clairvoyance(wildcatter(), "result").value == pytest.approx(10, abs=1e-9)


@pytest.mark.parametrize("unit", [1e-15, 1e15])
def test_the_value_scales_with_the_unit_of_payoffs(unit):
    found = clairvoyance(drill(PRIOR, [unit * value for value in WORTH]), "oil")
    assert found.value == pytest.approx(35 * unit, abs=0)


def test_thompson_lumber_three_states():
    """Balakrishnan, Render and Stair, Managerial Decision Modeling with Spreadsheets, chapter 8."""
    payoffs = {"large": (200_000, 100_000, -120_000), "small": (90_000, 50_000, -20_000)}
    options = {
        act: Chance(
            "demand",
            dict(
                zip(
                    ("high", "moderate", "low"), zip((0.3, 0.5, 0.2), row, strict=True), strict=True
                )
            ),
        )
        for act, row in payoffs.items()
    }
    result = clairvoyance(Decision("plant", {**options, "none": 0}), "demand")
    assert (result.without, result.with_information, result.value) == pytest.approx(
        (86_000, 110_000, 24_000)
    )


def test_jenny_lind():
    """Classic exercise (data.tree vignette); the value of perfect information without the fee."""
    office = {"small": (0.3, 200_000), "medium": (0.6, 1_000_000), "large": (0.1, 3_000_000)}
    tree = Decision("contract", {"movie": Chance("box office", office), "tv": 900_000})
    assert clairvoyance(tree, "box office").value == pytest.approx(210_000)


def test_sas_oil_with_uncertain_costs():
    """SAS/OR User's Guide, PROC DTREE, Oil Wildcatter's Problem: 155 thousand for the oil
    deposit."""
    costs = {"low": (0.2, -150), "fair": (0.6, -300), "high": (0.2, -500)}
    well = {
        c: (
            p,
            Chance("oil", {"dry": (0.5, 0), "wet": (0.3, 700), "soaking": (0.2, 1200)}, payoff=pay),
        )
        for c, (p, pay) in costs.items()
    }
    tree = Decision("drill", {"drill": Chance("cost", well), "don't": 0})
    result = clairvoyance(tree, "oil")
    assert (result.without, result.value) == pytest.approx((140, 155))


def test_shale_gas():
    """Kaminski, Jakubczyk and Szufel (2018), figure 7: 2200 is earned with gas, 800 without."""

    def dig(p):
        return Chance("gas", {"gas": (p, 2500), "none": (1 - p, 0)}, payoff=-300)

    test = {
        "negative": (0.28, Decision("after negative", {"sell": 600, "dig": dig(0.07 / 0.28)})),
        "positive": (0.72, Decision("after positive", {"sell": 1000, "dig": dig(0.63 / 0.72)})),
    }
    tree = Decision(
        "first", {"sell": 800, "dig": dig(0.7), "test": Chance("test", test, payoff=-50)}
    )
    result = clairvoyance(tree, "gas")
    # Knowing that there is no gas one still tests: 0.3 of these tests are positive, and then one
    # sells for 1000.
    assert result.with_information == pytest.approx(
        0.7 * 2200 + 0.3 * max(800, 0.3 * 1000 + 0.7 * 600 - 50)
    )
    assert result.value == pytest.approx(result.with_information - 1477)


@pytest.mark.parametrize("seed", range(150))
def test_an_oracle_that_knows_the_joint_distribution_agrees(seed):
    world = World(seed)
    tree = world.nodes(world.tree, np.ones(world.n, dtype=bool))
    assert has("x", world.tree)
    result = clairvoyance(tree, "x")
    whole = np.ones(world.n, dtype=bool)
    assert result.without == pytest.approx(
        world.worth(world.tree, whole, 0.0, lambda x: x), abs=1e-9
    )
    assert result.with_information == pytest.approx(oracle(world, lambda x: x), abs=1e-9)
    assert result.value >= -1e-9


@pytest.mark.parametrize("seed", range(150))
def test_what_one_option_says_about_two_uncertainties_holds_below_the_others(seed):
    world = World(seed, study=True)
    whole = np.ones(world.n, dtype=bool)
    tree = world.nodes(world.tree, whole)
    result = clairvoyance(tree, "x")
    assert result.without == pytest.approx(
        world.worth(world.tree, whole, 0.0, lambda x: x), abs=1e-9
    )
    assert result.with_information == pytest.approx(oracle(world, lambda x: x), abs=1e-9)


@pytest.mark.parametrize("seed", range(40))
def test_the_price_leaves_the_informed_as_well_off_as_the_uninformed(seed):
    world = World(seed)
    tree = world.nodes(world.tree, np.ones(world.n, dtype=bool))
    without = rollback(tree, utility=utility.logarithmic(400)).value
    log = clairvoyance(tree, "x", utility=utility.logarithmic(400))
    assert oracle(world, lambda x: np.log(x + 400), float(log.value)) == pytest.approx(
        without, abs=1e-9
    )
    exponential = clairvoyance(tree, "x", utility=utility.exponential(20))
    paid = oracle(world, lambda x: 1 - np.exp(-x / 20), float(exponential.value))
    assert paid == pytest.approx(rollback(tree, utility=utility.exponential(20)).value, abs=1e-9)


def test_with_the_goal_min_costs_keep_their_sign():
    costs = Decision(
        "drill", {"drill": Chance("oil", {"dry": (0.5, 70), "wet": (0.5, -200)}), "no": 0}
    )
    result = clairvoyance(costs, "oil", goal="min", utility=utility.exponential(1000))
    assert result.value == pytest.approx(result.without - result.with_information)
    assert result.value > 0
    assert result.without < 0


def test_a_batch_equals_its_samples():
    rng = np.random.default_rng(3)
    prior = rng.dirichlet((5, 3, 2), size=7)
    worth = (rng.normal(-70, 5, 7), 50.0, rng.normal(200, 20, 7))
    batch = clairvoyance(wildcatter(tuple(prior.T), worth), "oil", utility=utility.exponential(100))
    general = clairvoyance(
        wildcatter(tuple(prior.T), worth), "oil", utility=utility.logarithmic(300)
    )
    assert batch.value.shape == (7,)
    assert batch.given.shape == (7, 3)
    for i in range(7):
        tree = wildcatter(tuple(prior[i]), (worth[0][i], 50.0, worth[2][i]))
        single = clairvoyance(tree, "oil", utility=utility.exponential(100))
        assert batch.at(i).value == pytest.approx(single.value, rel=1e-12)
        assert general.value[i] == pytest.approx(
            clairvoyance(tree, "oil", utility=utility.logarithmic(300)).value
        )
    assert "samples (7,)" in repr(batch)


def test_outcomes_that_never_meet_the_uncertainty_count_as_independent_of_it():
    cost = {"low": (0.5, 200), "high": (0.5, -100)}
    bid = Chance(
        "rival",
        {"higher": (0.4, Chance("cost", cost)), "lower": (0.3, 0), "none": (0.3, 0)},
        payoff=-1,
    )
    result = clairvoyance(Decision("bid", {"bid": bid, "don't": 0}), "cost")
    assert result.with_information == pytest.approx(0.5 * 0 + 0.5 * (0.4 * 200 - 1))


def test_other_uncertainties_are_the_same_only_where_their_probabilities_agree():
    known = Chance(
        "signal",
        {
            "good": (0.5, Chance("oil", {"dry": (0.3, -7), "wet": (0.7, 5)})),
            "bad": (0.5, Chance("oil", {"dry": (0.7, -7), "wet": (0.3, 5)})),
        },
    )
    stay = Chance("signal", {"good": (0.5, 4), "bad": (0.5, -4)})
    other = Chance("signal", {"good": (0.6, 4), "bad": (0.4, -4)})
    same = clairvoyance(Decision("d", {"know": known, "stay": stay}), "oil")
    # Of oil being wet one learns that the signal is good with probability 0.7: 4 * 0.7 - 4 * 0.3.
    assert same.given[same.states.index("wet")] == pytest.approx(max(5, 1.6))
    assert same.given[same.states.index("dry")] == pytest.approx(max(-7, -1.6))
    apart = clairvoyance(Decision("d", {"know": known, "stay": other}), "oil")
    assert apart.given[apart.states.index("dry")] == pytest.approx(0.6 * 4 - 0.4 * 4)


def test_a_remainder_that_carries_information_goes_to_the_one_outcome_that_is_silent():
    joint = {r: [a * b for a, b in zip(PRIOR, SOUNDING[r], strict=True)] for r in SOUNDING}
    results = {
        r: (sum(joint[r]), drill([p / sum(joint[r]) for p in joint[r]])) for r in ("closed", "open")
    }
    results["diffuse"] = (sum(joint["diffuse"]), 0)
    tree = Decision("test", {"yes": Chance("result", results, payoff=-10), "no": drill(PRIOR)})
    assert clairvoyance(tree, "oil").value == pytest.approx(32.5, abs=1e-9)


def test_a_remainder_shared_by_several_silent_outcomes_is_refused():
    joint = {r: [a * b for a, b in zip(PRIOR, SOUNDING[r], strict=True)] for r in SOUNDING}
    closed = sum(joint["closed"]), drill([p / sum(joint["closed"]) for p in joint["closed"]])
    results = {
        "closed": closed,
        "open": (sum(joint["open"]), 0),
        "diffuse": (sum(joint["diffuse"]), 0),
    }
    tree = Decision("test", {"yes": Chance("result", results, payoff=-10), "no": drill(PRIOR)})
    with pytest.raises(
        InvalidModelError, match=r"must say how the outcomes \['open', 'diffuse'\] depend on 'oil'"
    ):
        clairvoyance(tree, "oil")


def test_a_distribution_that_depends_on_a_decision_is_refused_with_both_paths():
    tree = Decision(
        "care",
        {
            "diet": Chance("stent", {"yes": (0.8, -1), "no": (0.2, 0)}),
            "sport": Chance("stent", {"yes": (0.7, -2), "no": (0.3, 0)}),
        },
    )
    with pytest.raises(
        InvalidModelError, match=r"(?s)'stent' must not depend on a decision.*at 'diet'.*at 'sport'"
    ):
        clairvoyance(tree, "stent")


def test_options_that_tell_it_only_in_part_and_differently_are_refused():
    def partly(name, p):
        oil = Chance("oil", {"dry": (p, -70), "wet": (1 - p, 50)})
        return Chance(name, {"met": (0.5, oil), "not": (0.5, 0)})

    tree = Decision("d", {"a": partly("s", 0.9), "b": partly("t", 0.3)})
    with pytest.raises(
        InvalidModelError, match=r"'oil' must not depend on a decision; .* at 'a' and .* at 'b'"
    ):
        clairvoyance(tree, "oil")
    told = Decision(
        "d",
        {
            "a": partly("s", 0.5),
            "b": partly("t", 0.3),
            "c": Chance("oil", {"dry": (0.4, 0), "wet": (0.6, 0)}),
        },
    )
    np.testing.assert_allclose(clairvoyance(told, "oil").probabilities, [0.4, 0.6])


def test_results_that_cannot_come_from_the_prior_are_refused():
    results = {"closed": (0.5, drill((0.9, 0.05, 0.05))), "open": (0.5, drill((0.3, 0.4, 0.3)))}
    tree = Decision("test", {"yes": Chance("result", results), "no": drill(PRIOR)})
    with pytest.raises(
        InvalidModelError, match=r"'oil' must not depend on a decision.*at 'yes'.*at 'no'"
    ):
        clairvoyance(tree, "oil")
    results = {"closed": (0.6, drill((0.1, 0.8, 0.1))), "open": (0.4, 0)}
    tree = Decision("test", {"yes": Chance("result", results), "no": drill(PRIOR)})
    with pytest.raises(
        InvalidModelError,
        match=r"'result' at 'yes', where it is met at 'yes > closed > drill'.*at 'no'",
    ):
        clairvoyance(tree, "oil")


def test_the_uncertainty_may_not_be_met_twice_on_a_path():
    again = Chance(
        "rain", {"yes": (0.3, Chance("rain", {"yes": (0.5, 1), "no": (0.5, 0)})), "no": (0.7, 0)}
    )
    with pytest.raises(
        InvalidModelError,
        match="'rain' must occur once on a path; it is at the root and again at 'yes'",
    ):
        clairvoyance(again, "rain")


def test_an_unknown_name_proposes_the_nearest():
    with pytest.raises(InvalidInputError, match="unknown chance node 'oli' \\(did you mean 'oil'"):
        clairvoyance(wildcatter(), "oli")
    with pytest.raises(InvalidInputError, match="must have a chance node; it has none"):
        clairvoyance(Decision("d", {"a": 1}), "oil")


def test_a_price_beyond_the_domain_of_the_utility_is_refused():
    # Staying out leaves 1 of wealth, and information is worth far more than that.
    with pytest.raises(
        InvalidInputError, match="the price must leave every payoff within the domain"
    ):
        clairvoyance(drill(PRIOR), "oil", utility=utility.logarithmic(70.5))


def test_samples_whose_price_would_leave_the_domain_do_not_cap_that_of_the_others():
    # The second sample leaves the domain at a price of 19; the price in the first is 20.25.
    up, down = np.array([168.38, 178.83]), np.array([68.08, -18.15])
    middle, sure = np.array([178.16, -31.61]), np.array([141.48, -32.42])

    def prospect(up, down, middle, sure):
        return Decision(
            "go",
            {
                "go": Chance("c", {"up": (0.5, up), "down": (0.3, down), "middle": (0.2, middle)}),
                "no": sure,
            },
        )

    rule = utility.logarithmic(51)
    batch = clairvoyance(prospect(up, down, middle, sure), "c", utility=rule)
    for i in range(2):
        single = clairvoyance(prospect(up[i], down[i], middle[i], sure[i]), "c", utility=rule)
        assert batch.value[i] == pytest.approx(single.value, abs=1e-9)
    assert batch.value[0] == pytest.approx(20.25, abs=0.01)


@pytest.mark.slow
def test_what_is_worth_nothing_is_worth_exactly_nothing_a_long_way_down():
    node = Terminal(5.0)
    for i in range(3_000):
        ways = {"stop": (0.001, float(i % 7)), "on": (0.999, node)}
        node = Chance(f"c{i}", ways) if i % 2 else Decision(f"d{i}", {"on": node, "off": -1.0})
    assert clairvoyance(node, "c1").value == 0


def test_before_the_first_decision_there_is_nothing_to_pay_for():
    known = Chance(
        "oil", {"dry": (0.5, Decision("drill", {"drill": -70, "no": 0})), "wet": (0.5, 50)}
    )
    assert clairvoyance(known, "oil").value == pytest.approx(0, abs=1e-12)


def test_flat_arrays_serve_as_well_and_the_result_shows_itself():
    result = clairvoyance(to_arrays(wildcatter()), "oil")
    assert isinstance(result, InformationResult)
    assert (
        repr(result).splitlines()[0]
        == "clairvoyance: value 32.5 (with information 55, without 22.5)  (name='oil')"
    )
    assert result.to_frame().index.tolist() == list(STATES)
    assert isinstance(result.value, float)
    with pytest.raises(ValueError, match="read-only"):
        result.given[0] = 1


@pytest.mark.parametrize("size", [1, 2, 3, 4])
@pytest.mark.parametrize("rule", [None, utility.exponential(50), utility.logarithmic(200)])
def test_sampled_payoffs_alone_are_worth_what_each_sample_is(size, rule):
    worst = np.array([-70.0, -100.0, -130.0, -10.0])[:size]

    def worth(dry):
        oil = Chance("oil", {"dry": (0.5, dry), "wet": (0.3, 50), "soaking": (0.2, 200)})
        return clairvoyance(
            Decision("drill", {"drill": oil, "don't": 0}), "oil", utility=rule
        ).value

    np.testing.assert_allclose(worth(worst), [worth(dry) for dry in worst.tolist()], rtol=1e-9)


SEISMIC = {
    state: {signal: SOUNDING[signal][i] for signal in SOUNDING} for i, state in enumerate(STATES)
}


def test_the_sounding_is_worth_12_5_and_perfect_information_is_its_bound():
    result = clairvoyance(drill(PRIOR), "oil", likelihood=SEISMIC)
    assert result.value == pytest.approx(12.5, abs=1e-9)
    assert result.states == tuple(SOUNDING)
    np.testing.assert_allclose(result.probabilities, [0.24, 0.35, 0.41])
    perfect = {state: {s: float(s == state) for s in STATES} for state in STATES}
    exact, signal = (
        clairvoyance(wildcatter(), "oil"),
        clairvoyance(wildcatter(), "oil", likelihood=perfect),
    )
    assert signal.value == pytest.approx(exact.value, abs=1e-9)
    np.testing.assert_allclose(signal.given, exact.given, atol=1e-9)


def test_a_signal_that_tells_nothing_is_worth_nothing():
    blank = {state: {"yes": 0.3, "no": 0.7} for state in STATES}
    assert clairvoyance(wildcatter(), "oil", likelihood=blank).value == pytest.approx(0, abs=1e-9)


@pytest.mark.parametrize("rule", [None, utility.exponential(80), utility.logarithmic(300)])
def test_a_signal_is_worth_what_the_tree_with_the_signal_first_is(rule):
    """The sounding as a signal of a tree that has another, independent test of the oil."""
    gauge = {"dry": (0.2, 0.8), "wet": (0.6, 0.4), "soaking": (0.9, 0.1)}

    def tested(prior, paid=0.0):
        results = {}
        for k, reading in enumerate(("high", "low")):
            joint = [p * gauge[state][k] for p, state in zip(prior, STATES, strict=True)]
            results[reading] = sum(joint), drill([p / sum(joint) for p in joint])
        return Decision(
            "gauge",
            {"yes": Chance("reading", results, payoff=-4.0), "no": drill(prior)},
            payoff=paid,
        )

    result = clairvoyance(tested(PRIOR), "oil", likelihood=SEISMIC, utility=rule)
    signals = {}
    for signal, likelihood in SOUNDING.items():
        joint = [a * b for a, b in zip(PRIOR, likelihood, strict=True)]
        signals[signal] = sum(joint), tested([p / sum(joint) for p in joint], -result.value)
    priced = rollback(Chance("sounding", signals), utility=rule).certainty_equivalent
    assert priced == pytest.approx(result.without, abs=1e-7)


@pytest.mark.parametrize("seed", range(25))
def test_information_is_ordered(seed):
    """EVPI >= EVSI >= 0, and a signal garbled further is worth no more."""
    rng = np.random.default_rng(seed)
    world = World(seed)
    tree = world.nodes(world.tree, np.ones(world.n, dtype=bool))
    perfect = clairvoyance(tree, "x")
    table = rng.dirichlet(np.ones(3), size=len(perfect.states))
    garbled = table @ rng.dirichlet(np.ones(3), size=3)
    better, worse = (
        clairvoyance(
            tree,
            "x",
            likelihood={
                s: dict(zip("abc", row, strict=True))
                for s, row in zip(perfect.states, rows, strict=True)
            },
        ).value
        for rows in (table, garbled / garbled.sum(axis=1, keepdims=True))
    )
    assert perfect.value + 1e-9 >= better >= worse - 1e-9
    assert worse >= -1e-9


def test_sampled_likelihoods_and_sampled_trees_pair_up():
    right = np.array([0.5, 0.8, 1.0])
    tells = {
        "dry": {"bad": right, "good": 1 - right},
        "wet": {"bad": 0.4, "good": 0.6},
        "soaking": {"bad": 0.1, "good": 0.9},
    }
    worst = np.array([[-70.0], [-100.0]])
    batch = clairvoyance(drill(PRIOR, (worst, 50, 200)), "oil", likelihood=tells)
    assert batch.value.shape == (2, 3)
    for i, dry in enumerate(worst[:, 0]):
        for j, p in enumerate(right):
            single = clairvoyance(
                drill(PRIOR, (dry, 50, 200)),
                "oil",
                likelihood={**tells, "dry": {"bad": p, "good": 1 - p}},
            )
            assert batch.value[i, j] == pytest.approx(single.value, abs=1e-9)
            np.testing.assert_allclose(batch.given[i, j], single.given)


def test_a_faulty_likelihood_is_refused_by_name():
    with pytest.raises(
        InvalidInputError, match=r"clairvoyance\(\): likelihood must name each state .*'soaking'"
    ):
        clairvoyance(
            drill(PRIOR), "oil", likelihood={k: v for k, v in SEISMIC.items() if k != "soaking"}
        )
    with pytest.raises(
        InvalidInputError, match=r"likelihood of 'dry': probabilities must sum to 1; got 0.4"
    ):
        clairvoyance(
            drill(PRIOR),
            "oil",
            likelihood={**SEISMIC, "dry": {"closed": 0.1, "open": 0.3, "diffuse": 0.0}},
        )
    two = {**SEISMIC, "dry": dict.fromkeys(SOUNDING, np.full(2, 1 / 3))}
    with pytest.raises(
        InvalidInputError, match="samples of the likelihood must broadcast with those of the tree"
    ):
        clairvoyance(drill(PRIOR, (np.zeros(3), 1, 2)), "oil", likelihood=two)
