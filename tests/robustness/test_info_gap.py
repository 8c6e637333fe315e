"""Info-gap robustness of tables: closed forms, the definition itself on grids, reversals, costs."""

import itertools

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from decision_analysis import Criterion, DecisionTable, robustness
from decision_analysis.errors import InvalidInputError

STATES = ["dry", "wet"]
TABLE = DecisionTable([[100, 70], [60, 55], [20, 90]], STATES, ["bold", "safe", "odd"])


def random_table(seed, goal="max", shape=(4, 3)):
    values = np.random.default_rng(seed).integers(-20, 21, size=shape).astype(float)
    return DecisionTable(
        values, {f"s{j}": goal for j in range(shape[-1])}, list("abcdefgh")[: shape[-2]]
    )


def random_scales(seed, table):
    drawn = np.random.default_rng([seed, 1]).integers(0, 6, size=table.values.shape)
    return table.with_values(drawn.astype(float))


def test_one_payoff_is_its_room_by_its_scale():
    """Ben-Haim (2006): robustness (R - r) / s, opportuneness (w - R) / s, for R +- h s."""
    table = DecisionTable([[100], [60]], ["profit"], ["bold", "safe"])
    scale = DecisionTable([[80], [20]], ["profit"], ["bold", "safe"])
    result = robustness.info_gap(table, 40, scale=scale, windfall=120)
    assert result.scores.tolist() == [0.75, 1]
    assert result.opportuneness.tolist() == [0.25, 3]
    # both are robust to 46.67 up to 2/3: of stricter requirements `bold` stands more
    ((place, level, strict, mild),) = result.reversals
    assert (strict, mild) == ("bold", "safe")
    assert place == pytest.approx(40 / 60)
    assert level == pytest.approx(100 - 80 * 40 / 60)


def test_fractional_error_is_the_default():
    result = robustness.info_gap(TABLE, 10)
    # the nearest state to fail: (x - 10) / x
    np.testing.assert_allclose(result.scores, [60 / 70, 45 / 55, 10 / 20])
    np.testing.assert_array_equal(result.nominal, TABLE.values.min(axis=-1))
    assert result.equals(robustness.info_gap(TABLE, 10, scale="fraction"))


def test_states_with_probabilities_are_averaged():
    chances = {"wet": 0.4, "dry": 0.6}
    result = robustness.info_gap(TABLE, 10, probabilities=chances, scale={"wet": 5, "dry": 10})
    means = np.array([88, 58, 48.0])
    np.testing.assert_allclose(result.nominal, means)
    np.testing.assert_allclose(result.scores, (means - 10) / 8)


@settings(max_examples=60)
@given(st.integers(0, 10_000), st.sampled_from(["max", "min"]), st.integers(-20, 20))
def test_the_definition_holds_just_below_and_not_just_above(seed, goal, requirement):
    """Corner by corner: all payoffs at their worst within the horizon, and just beyond it."""
    table = random_table(seed, goal)
    scale = random_scales(seed, table)
    result = robustness.info_gap(table, requirement, scale=scale, horizon=10, windfall=requirement)
    sign = 1 if goal == "max" else -1
    gains, asked = sign * table.values, sign * requirement

    def worst(h):
        return (gains - h * scale.values).min(axis=1)

    def hoped(h):
        return (gains + h * scale.values).min(axis=1)

    # to rounding: 1e-9 of a horizon on either side
    for i, h in enumerate(result.scores.tolist()):
        assert h == 0 or worst(h * (1 - 1e-9))[i] >= asked - 1e-12
        assert result.unbroken[i] or worst(h * (1 + 1e-9) + 1e-9)[i] < asked
        b = result.opportuneness[i]
        assert np.isinf(b) or hoped(b * (1 + 1e-9))[i] >= asked - 1e-12
        assert b == 0 or hoped(min(b, 10) * (1 - 1e-9) - 1e-9)[i] < asked
    np.testing.assert_array_equal(
        result.guaranteed, [sign * worst(h) for h in result.horizons.tolist()]
    )


@settings(max_examples=80)
@given(st.integers(0, 10_000), st.sampled_from([(4, 1), (4, 3), (6, 2)]))
def test_reversals_are_where_the_most_robust_changes(seed, shape):
    table = random_table(seed, shape=shape)
    scale = random_scales(seed, table)
    result = robustness.info_gap(table, 0, scale=scale, horizon=7)
    places = [0.0, *(place for place, *_ in result.reversals), 7.0]
    assert places == sorted(places)
    names = list(table.alternatives)

    def worst(h):
        return (table.values - h * scale.values).min(axis=1)

    for k, (place, level, strict, mild) in enumerate(result.reversals):
        both = worst(place)[[names.index(strict), names.index(mild)]]
        np.testing.assert_allclose(both, level, atol=1e-9)
        assert k == 0 or result.reversals[k - 1][3] == strict
    # between two reversals one alternative stays among the best
    for k, (low, high) in enumerate(itertools.pairwise(places)):
        if result.reversals:
            on_top = (
                result.reversals[k][2] if k < len(result.reversals) else result.reversals[-1][3]
            )
            for h in np.linspace(low, high, 7):
                values = worst(h)
                assert values[names.index(on_top)] >= values.max() - 1e-9


def test_without_reversals_one_is_on_top_throughout():
    for seed in range(30):
        table = random_table(seed)
        result = robustness.info_gap(table, 0, scale=random_scales(seed, table), horizon=7)
        if not result.reversals:
            top = result.guaranteed >= result.guaranteed.max(axis=1, keepdims=True) - 1e-9
            assert top.all(axis=0).any()


def test_costs_are_the_mirror_image():
    costs = DecisionTable(-TABLE.values, dict.fromkeys(STATES, "min"), TABLE.alternatives)
    gain = robustness.info_gap(TABLE, 10, scale=7, windfall=95)
    cost = robustness.info_gap(costs, -10, scale=7, windfall=-95)
    for field in ("scores", "opportuneness", "horizons"):
        np.testing.assert_array_equal(getattr(gain, field), getattr(cost, field))
    np.testing.assert_array_equal(gain.guaranteed, -cost.guaranteed)
    assert [(p, -r, a, b) for p, r, a, b in cost.reversals] == list(gain.reversals)
    assert cost.higher_is_better


def test_missed_at_the_base_and_at_it():
    table = DecisionTable([[0.1 + 0.2], [0.2], [0.3]], ["s"], list("abc"))
    result = robustness.info_gap(table, 0.3, scale=[1.0])
    # what equals the requirement but for rounding stands no error, and is told by its base
    assert result.scores.tolist() == [0, 0, 0]
    certain = DecisionTable([[0.1 + 0.2, 5], [0.3, 0.2]], ["s", "t"], ["a", "b"])
    sure = robustness.info_gap(certain, 0.3, scale={"s": 0, "t": 2})
    np.testing.assert_allclose(sure.scores, [4.7 / 2, 0])


def test_the_largest_horizon_bounds_scores_and_says_so():
    result = robustness.info_gap(TABLE, 10, scale=20, horizon=1, windfall=80)
    assert result.scores.tolist() == [1, 1, 0.5]
    assert result.unbroken.tolist() == [True, True, False]
    assert result.opportuneness.tolist() == [0.5, np.inf, np.inf]
    assert result.horizons[-1] == 1
    assert result.to_dict()["opportuneness"] == [0.5, None, None]


def test_a_batch_equals_a_loop():
    rng = np.random.default_rng(6)
    values, scale = rng.normal(size=(5, 3, 2)), rng.uniform(0.5, 2, size=(5, 1, 2))
    chances = rng.dirichlet([1, 1], size=5)
    batch = DecisionTable(values, STATES, list("abc"))
    for options in ({}, {"probabilities": chances}):
        found = robustness.info_gap(batch, -1, scale=scale, windfall=2, **options)
        assert found.sample_shape == (5,)
        assert found.horizons is None
        for i in range(5):
            own = {key: given[i] for key, given in options.items()}
            one = robustness.info_gap(
                DecisionTable(values[i], STATES, list("abc")), -1, scale=scale[i], windfall=2, **own
            )
            np.testing.assert_allclose(found.scores[i], one.scores, rtol=1e-12)
            np.testing.assert_allclose(found.at(i).opportuneness, one.opportuneness, rtol=1e-12)


def test_samples_of_scales_and_probabilities_alone_make_a_batch():
    scale, chances = {"dry": [5, 2], "wet": [1, 2]}, [[0.5, 0.5], [0.1, 0.9]]
    for options in ({"scale": scale}, {"scale": 3, "probabilities": chances}):
        found = robustness.info_gap(TABLE, 10, **options)
        assert found.sample_shape == (2,)
        assert found.reversals == ()
        for i in range(2):
            own = {
                "scale": 3 if options["scale"] == 3 else {k: v[i] for k, v in scale.items()},
                **({"probabilities": chances[i]} if "probabilities" in options else {}),
            }
            np.testing.assert_allclose(
                found.scores[i], robustness.info_gap(TABLE, 10, **own).scores, rtol=1e-12
            )


def test_scales_of_payoffs_go_by_their_labels():
    cells = np.array([[1.0, 2], [3, 4], [5, 6]])
    expected = robustness.info_gap(TABLE, 10, scale=cells)
    np.testing.assert_allclose(expected.scores, [30, 45 / 4, 2])
    scale = TABLE.with_values(cells)
    frame = pd.DataFrame(cells, TABLE.alternatives, STATES)
    for given_scale in (
        cells.tolist(),
        scale,
        scale.select(alternatives=["odd", "bold", "safe"], criteria=["wet", "dry"]),
        frame,
        frame.iloc[::-1, ::-1],
    ):
        assert robustness.info_gap(TABLE, 10, scale=given_scale).equals(expected)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"requirement": np.nan}, "requirement must be finite"),
        ({"requirement": "much"}, "requirement must be a number"),
        ({"windfall": np.inf}, "windfall must be finite"),
        ({"horizon": 0}, "horizon must be greater than 0"),
        ({"n_points": 1}, "n_points must be at least 2"),
        ({"scale": -1}, "scale must be at least 0"),
        ({"scale": {"dry": 1}}, r"scale must name each state once; missing \['wet'\]"),
        (
            {"scale": [1, 2, 3]},
            r"scale must be one for each state, 2, or for each payoff, 3 x 2; got shape \(3,\)",
        ),
        ({"scale": [1, -2]}, "scale must not be negative; got -2"),
        ({"scale": "range"}, "scale must be one of 'fraction'; got 'range'"),
        (
            {"scale": TABLE.select(alternatives=["bold"])},
            r"scale must name each alternative once; missing \['safe', 'odd'\]",
        ),
        (
            {
                "scale": np.ones((3, 1, 2)),
                "table": DecisionTable(np.ones((2, 1, 2)), STATES, ["a"]),
            },
            r"samples of scale \(3,\) and table \(2,\) must pair",
        ),
        (
            {"scale": pd.DataFrame(np.ones((3, 2)), columns=STATES)},
            r"rows of scale must name each alternative once; missing \['bold', 'safe', 'odd'\]",
        ),
        ({"scale": 0}, r"horizon is needed .* by \['bold', 'safe', 'odd'\]; got None"),
        ({"probabilities": [0.5, 0.6]}, "probabilities must sum to 1"),
        ({"bounds": {"p": (0, 1)}}, "bounds belongs to a model; got it beside a table"),
        ({"score": len}, "score belongs to a model"),
        ({"table": [[1, 2]]}, "table must be a DecisionTable; got list"),
        (
            {"table": DecisionTable([[1, 2]], [Criterion("s"), Criterion("t", "min")], ["a"])},
            "must share one goal",
        ),
    ],
)
def test_refusals(arguments, message):
    with pytest.raises(InvalidInputError, match=rf"^info_gap\(\).*{message}"):
        robustness.info_gap(**{"table": TABLE, "requirement": 10, **arguments})


def test_one_that_draws_level_with_the_best_takes_nothing_from_it():
    # a is min(1 - h, 2 - 3h) and c is 2 - 3h, the best; they coincide from 1/2 on, and b is better
    # from 1 on
    cells, errors = [[1, 2], [1, 3], [4, 2]], [[1, 3], [2, 3], [2, 3]]
    table = DecisionTable(cells, ["s", "t"], list("abc"))
    result = robustness.info_gap(table, 0, scale=errors, horizon=4)
    assert result.reversals == ((1.0, -1.0, "c", "b"),)


@pytest.mark.parametrize("extreme", [-1e13, -1e300])
def test_an_awful_alternative_or_an_impossible_state_takes_no_robustness(extreme):
    names = ["a", "awful", "b"]
    table = DecisionTable([[100, 120], [extreme, 0], [97, 99]], ["s", "t"], names)
    assert robustness.info_gap(table, 95, scale=1.0).scores.tolist() == [5, 0, 2]
    payoffs = [[100, 120, extreme], [0, 0, 0], [97, 99, 0]]
    table = DecisionTable(payoffs, ["s", "t", "never"], names)
    found = robustness.info_gap(table, 95, scale=1.0, probabilities=[0.5, 0.5, 0])
    assert found.scores.tolist() == [15, 0, 3]
