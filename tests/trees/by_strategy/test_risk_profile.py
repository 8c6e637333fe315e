"""Risk profiles: distributions, quantiles, tails, dominance, samples."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from decision_analysis import utility
from decision_analysis.errors import InvalidInputError
from decision_analysis.trees import (
    REST,
    Chance,
    Decision,
    RiskProfile,
    consequences,
    risk_profile,
    rollback,
    strategies,
    to_arrays,
)


def gamble(values, probabilities):
    return Chance(
        "c", {str(i): (p, v) for i, (v, p) in enumerate(zip(values, probabilities, strict=True))}
    )


@pytest.mark.parametrize("seed", range(30))
def test_the_profile_is_that_of_a_slow_reading(slow, seed):
    tree = slow.tree(seed)
    for strategy in [None, *strategies(tree)[:10]]:
        profile = risk_profile(tree, strategy)
        ends = slow.distribution(
            tree, dict(rollback(tree).policy if strategy is None else strategy)
        )
        mean = sum(p * x for x, p in ends)
        assert profile.mean == pytest.approx(mean)
        assert profile.std == pytest.approx(
            np.sqrt(sum(p * (x - mean) ** 2 for x, p in ends)), abs=1e-9
        )
        assert profile.probabilities.sum() == pytest.approx(1)
        assert (np.diff(profile.values) > 0).all()
        for x in (-1.0, 0.0, 0.7):
            assert profile.cdf(x) == pytest.approx(sum(p for v, p in ends if v <= x))
    assert risk_profile(tree).mean == pytest.approx(rollback(tree).value)
    assert risk_profile(tree).strategy == rollback(tree).strategy


def test_equal_totals_are_merged_and_impossible_ones_left_out():
    tree = Chance(
        "c",
        {
            "a": (0.25, 0.3),
            "b": (0.25, Decision("d", {"x": 0.2}, payoff=0.1)),
            "c": (0.5, 1),
            "e": (0, 7),
        },
    )
    profile = risk_profile(tree)
    np.testing.assert_allclose(profile.values, [0.3, 1])
    np.testing.assert_allclose(profile.probabilities, [0.5, 0.5])
    assert profile.cdf(0.3) == 0.5


def test_the_best_strategy_depends_on_utility_goal_and_attribute():
    tree = Decision("d", {"risky": gamble([0, 100], [0.4, 0.6]), "sure": 50})
    assert risk_profile(tree).strategy.label == "d=risky"
    assert risk_profile(tree, utility=utility.exponential(20)).strategy.label == "d=sure"
    assert risk_profile(tree, goal="min").strategy.label == "d=sure"
    assert risk_profile(tree, "d=sure").mean == 50
    two = Decision("d", {"a": {"x": 1, "y": 4}, "b": {"x": 2, "y": 3}})
    assert risk_profile(two, attribute="x").strategy.label == "d=b"
    assert risk_profile(two, attribute={"x": 1, "y": 2}).values.tolist() == [9]
    assert risk_profile(two, attribute=lambda t: t["x"] * t["y"]).values.tolist() == [6]


def test_costs_are_shown_as_costs_and_their_worst_are_the_highest():
    tree = Decision("d", {"a": gamble([10, 20, 40], [0.5, 0.3, 0.2])})
    costs = risk_profile(tree, goal="min")
    assert costs.values.tolist() == [10, 20, 40]
    assert costs.cvar(0.2) == pytest.approx(40)
    assert costs.cvar(0.5) == pytest.approx((0.2 * 40 + 0.3 * 20) / 0.5)
    gains = risk_profile(tree)
    assert gains.cvar(0.5) == pytest.approx(10)
    assert gains.cvar(0.75) == pytest.approx((0.5 * 10 + 0.25 * 20) / 0.75)
    assert gains.cvar(1) == pytest.approx(gains.mean)


def test_quantiles_are_totals_that_occur():
    profile = risk_profile(gamble([1, 2, 3], [0.2, 0.3, 0.5]))
    assert [profile.quantile(q) for q in (0, 0.2, 0.2001, 0.5, 0.51, 1)] == [1, 1, 2, 2, 3, 3]
    np.testing.assert_array_equal(profile.quantile([[0.1], [0.9]]), [[1], [3]])
    np.testing.assert_allclose(profile.cdf([0, 1, 2.5, 3]), [0, 0.2, 0.5, 1])
    tenths = risk_profile(gamble(range(10), [0.1] * 9 + [REST]))
    assert [tenths.quantile(i / 10) for i in range(1, 11)] == list(range(10))
    # a level of almost nothing is a level too
    rare = risk_profile(gamble([-5, 0, 9], [1e-14, 1e-13, REST]))
    levels = [1e-14, 5e-14, 1e-13, 1.2e-13]
    assert [rare.quantile(q) for q in levels] == [-5, 0, 0, 9]


distributions = st.lists(
    st.tuples(st.integers(-20, 20), st.integers(1, 10)), min_size=1, max_size=6
)


@given(distributions, distributions)
def test_dominance_is_what_its_definition_says(one, other):
    def profile(pairs):
        total = sum(weight for _, weight in pairs)
        return risk_profile(gamble([v for v, _ in pairs], [w / total for _, w in pairs]))

    a, b = profile(one), profile(other)
    grid = np.arange(-21, 22)
    first = a.cdf(grid) - b.cdf(grid)
    second = np.cumsum(first)
    assert a.dominates(b) == bool((first <= 1e-9).all() and (first < -1e-9).any())
    assert a.dominates(b, order=2) == bool((second <= 1e-9).all() and (second < -1e-9).any())
    assert not a.dominates(a)
    assert not a.dominates(a, order=2)
    if a.dominates(b):
        assert a.dominates(b, order=2)
        assert a.mean > b.mean


@pytest.mark.parametrize("unit", [1e-9, 1, 1e13])
def test_dominance_does_not_depend_on_the_unit_of_payoffs(unit):
    # 0.1 + 0.2 is more than 0.3 by a rounding, which is one of probabilities and not of payoffs
    more = risk_profile(gamble([1 * unit, 2 * unit, 4 * unit], [0.1, 0.2, 0.7]))
    less = risk_profile(gamble([0, 3 * unit], [0.3, 0.7]))
    for order in (1, 2):
        assert more.dominates(less, order=order)
        assert not less.dominates(more, order=order)


def test_dominance_among_costs_turns_around():
    low, high = (risk_profile(gamble(v, [0.5, 0.5]), goal="min") for v in ([1, 2], [2, 3]))
    assert low.dominates(high)
    assert not high.dominates(low)
    narrow, wide = (risk_profile(gamble(v, [0.5, 0.5]), goal="min") for v in ([4, 6], [3, 7]))
    assert narrow.dominates(wide, order=2)
    assert not narrow.dominates(wide)
    with pytest.raises(
        InvalidInputError, match="both profiles must have one goal; got 'min' and 'max'"
    ):
        low.dominates(risk_profile(gamble([1], [1])))
    for order in (0, 3, True, "1", np.timedelta64(1)):
        with pytest.raises(InvalidInputError, match="order must be 1 or 2"):
            low.dominates(high, order=order)
    with pytest.raises(InvalidInputError, match="other must be a RiskProfile; got int"):
        low.dominates(3)


@pytest.mark.parametrize("goal", ["max", "min"])
@pytest.mark.parametrize("seed", range(15))
def test_a_batch_equals_its_samples(slow, seed, goal):
    flat = to_arrays(slow.tree(seed, samples=4))
    if not flat.sample_shape:
        return
    batch = risk_profile(flat, goal=goal)
    assert batch.sample_shape == (4,)
    assert np.mean(batch.mean) == pytest.approx(
        np.mean(rollback(flat, goal=goal, policy="fixed").value)
    )
    assert (np.diff(batch.values, axis=-1) >= 0).all()
    for i in range(4):
        one = slow.sample(flat, i)
        single, picked = risk_profile(one, dict(batch.strategy), goal=goal), batch.at(i)
        np.testing.assert_allclose(picked.values, single.values)
        np.testing.assert_allclose(picked.probabilities, single.probabilities)
        assert batch.mean[i] == pytest.approx(single.mean)
        assert batch.std[i] == pytest.approx(single.std, abs=1e-9)
        assert batch.cvar(0.3)[i] == pytest.approx(single.cvar(0.3))
        np.testing.assert_allclose(batch.quantile([0.1, 0.6])[i], single.quantile([0.1, 0.6]))
        np.testing.assert_allclose(batch.cdf([-1, 0.5])[i], single.cdf([-1, 0.5]))
    with pytest.raises(InvalidInputError, match="dominates\\(\\) needs one sample"):
        batch.dominates(batch)


def test_paths_that_agree_in_every_sample_are_merged():
    p = np.array([0.2, 0.4])
    tree = Chance("c", {"a": (p, 1), "b": (REST, Chance("e", {"x": (0.5, 1), "y": (0.5, 2)}))})
    profile = risk_profile(tree)
    np.testing.assert_allclose(profile.probabilities, [[0.6, 0.4], [0.7, 0.3]])
    np.testing.assert_array_equal(profile.values, [[1, 2], [1, 2]])
    assert "samples (2,)" in repr(profile)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda p: p.cvar(0), r"level must be in \(0, 1\]; got 0"),
        (lambda p: p.cvar(1.5), r"level must be in \(0, 1\]; got 1.5"),
        (lambda p: p.cvar("x"), "level must be a number; got 'x'"),
        (lambda p: p.quantile(1.5), r"q must be in \[0, 1\]; got 1.5"),
        (lambda p: p.quantile([0.5, np.nan]), "q must be finite"),
        (lambda p: p.cdf("x"), "x must be numbers; got strings"),
        (lambda p: p.at(0), "need 0 indices"),
    ],
)
def test_bad_arguments_are_refused(call, message):
    with pytest.raises(InvalidInputError, match=message):
        call(risk_profile(gamble([1, 2], [0.5, 0.5])))


def test_a_strategy_must_be_known_and_complete():
    tree = Decision("d", {"a": Decision("e", {"x": 1, "y": 2}), "b": 0})
    for strategy, message in (
        ("d=c", "unknown strategy 'd=c'"),
        (
            {(): "a"},
            (
                "the policy must have an option for each decision it can meet; missing decision 'e'"
                " at 'a'"
            ),
        ),
        (7, "a policy must be a label"),
    ):
        with pytest.raises(InvalidInputError, match=message):
            risk_profile(tree, strategy)
    assert risk_profile(tree, {(): "b"}).strategy.label == "d=b"
    assert risk_profile(tree, {(): "b", ("a",): "x"}).strategy.label == "d=b"


def test_the_profile_shows_itself():
    profile = risk_profile(gamble([-10, 2000.5], [0.25, 0.75]))
    assert isinstance(profile, RiskProfile)
    assert repr(profile).splitlines() == [
        "risk_profile: mean 1497.88, standard deviation 870.572",
        "   value  probability  cumulative",
        "     -10         0.25        0.25",
        "   2,000         0.75        1.00",
    ]
    long = risk_profile(gamble(range(500), [1 / 500] * 500))
    lines = repr(long).splitlines()
    assert [lines[2].split()[0], *lines[-2:]] == [
        "0",
        "     499        0.002       1.000",
        "   ... 480 more between these",
    ]
    # so many values as there is room for leave none out
    for size, rest in ((20, []), (21, ["   ... 1 more between these"])):
        lines = repr(risk_profile(gamble(range(size), [1 / size] * size))).splitlines()
        assert [line for line in lines if "more" in line] == rest
        assert len(lines) == 2 + 20 + len(rest)
    assert long.to_frame().shape == (500, 2)
    assert len(long.to_dict()["values"]) == 500
    with pytest.raises(ValueError, match="read-only"):
        profile.values[0] = 1


def test_the_quantile_of_level_0_is_the_smallest_possible_total():
    """One that only another sample makes possible is none."""
    p = np.array([0.5, 0.0, 1.0])
    profile = risk_profile(Chance("c", {"low": (p, 1.0), "high": (1 - p, 2.0)}))
    assert profile.quantile(0).tolist() == [1, 2, 1]
    assert profile.quantile([0, 1e-300, 1])[1].tolist() == [2, 2, 2]
    tree = Decision("d", {"a": Chance("c", {"never": (0.0, -9.0), "x": (0.5, 1), "y": (0.5, 2)})})
    assert consequences(tree, "v", statistic=("quantile", 0)).values.tolist() == [[1]]
