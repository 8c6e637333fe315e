"""Info-gap robustness of models: closed forms, roots of one parameter, bounds, and what is said of
the search."""

import numpy as np
import pytest
import scipy.optimize
import scipy.stats

from decision_analysis import (
    Criterion,
    DecisionTable,
    Parameter,
    Parameters,
    Scores,
    beliefs,
    robustness,
    testing,
)
from decision_analysis.errors import InvalidInputError

FOUR = Parameters([Parameter(f"p{i}", 1, low=0, high=3) for i in range(4)])


def table_of(rows, goal="max"):
    return DecisionTable.from_rows(rows, [Criterion("v", goal)])


def four(x):
    """A linear performance, and one that is linear in each parameter by itself."""
    linear = sum((i + 1) * x[f"p{i}"] for i in range(4))
    return table_of({"linear": [linear], "product": [x["p0"] * x["p1"] - x["p2"] + 2 * x["p3"]]})


def test_closed_forms():
    result = robustness.info_gap(four, 1, parameters=FOUR, windfall=4)
    # 10 - 10 h = 1, and (1 - h)^2 - (1 + 2h) + 2 (1 - h) = 1
    np.testing.assert_allclose(result.scores, [0.9, 3 - 8**0.5], rtol=1e-8)
    # 2 + 9 h + 4 h^2 = 4
    np.testing.assert_allclose(result.opportuneness, [0, (-9 + (81 + 32) ** 0.5) / 8], rtol=1e-8)
    assert result.monotone.tolist() == [True, True]
    assert result.unbroken.tolist() == [False, False]
    assert result.nominal.tolist() == [10, 2]
    np.testing.assert_allclose(result.guaranteed[:, 0], 10 - 10 * result.horizons, atol=1e-9)
    # the worst case is the corner at which the requirement is just missed
    worst = {name: values[1] for name, values in result.worst_case.items()}
    h = result["product"]
    assert worst == pytest.approx({"p0": 1 - h, "p1": 1 - h, "p2": 1 + 2 * h, "p3": 1 - h})
    missed = four({name: np.array([value]) for name, value in worst.items()})
    assert missed.values[0, 1, 0] == pytest.approx(1, abs=1e-7)


def test_a_table_and_its_model_agree():
    cells = np.array([[100.0], [60]])
    table = DecisionTable(cells, ["v"], ["bold", "safe"])
    exact = robustness.info_gap(table, 40, scale=table.with_values([[80], [20]]), horizon=1)
    found = robustness.info_gap(
        lambda x: table_of({"bold": [x["b"]], "safe": [x["s"]]}),
        40,
        parameters=Parameters([Parameter("b", 100), Parameter("s", 60)]),
        scale={"b": 80, "s": 20},
        horizon=1,
    )
    np.testing.assert_allclose(found.scores, exact.scores, rtol=1e-8)
    np.testing.assert_allclose(found.guaranteed, exact.guaranteed, atol=1e-9)
    (place, level, *names), (place2, level2, *names2) = exact.reversals[0], found.reversals[0]
    assert names == names2
    # lines: interpolation between horizons of the grid is exact
    assert (place, level) == pytest.approx((place2, level2), rel=1e-8)


@pytest.mark.parametrize("requirement", [0.6, 0.2, -0.3])
def test_the_nearest_root_of_a_wave(requirement):
    """One parameter, not monotone: the nearest point at which it falls below, on either side."""

    def wave(u):
        return np.sin(5 * u) + u / 3

    only = Parameters([Parameter("u", 0.5, low=-1.5, high=2.5)])
    result = robustness.info_gap(
        lambda x: table_of({"a": [wave(x["u"])]}), requirement, parameters=only
    )
    grid = np.linspace(-1.5, 2.5, 4001)
    below = wave(grid) < requirement
    nearest = grid[below][np.abs(grid[below] - 0.5).argmin()]
    side = 0.001 if nearest > 0.5 else -0.001
    root = scipy.optimize.brentq(lambda u: wave(u) - requirement, nearest - side, nearest)
    assert result["a"] == pytest.approx(abs(root - 0.5) / 2, abs=1e-7)
    assert result.monotone.tolist() == [False]


def test_a_dip_inside_the_box_is_found():
    """The worst case of a quasi-convex performance lies inside: no corner tells of it."""
    centre = np.array([0.3, -0.2, 0.1])
    space = Parameters([Parameter(name, 0, low=-1, high=1) for name in "xyz"])

    def bowl(x):
        return table_of({"a": [sum((x[k] - c) ** 2 for k, c in zip("xyz", centre, strict=True))]})

    result = robustness.info_gap(bowl, 0.01, parameters=space)
    # min over the box of horizon h: sum of (|c| - h)^+ squared; .01 where .3 - h = .1
    assert result["a"] == pytest.approx(0.2, abs=1e-6)


def test_what_a_small_box_holds_a_large_one_holds_too():
    """A dip near the base, too narrow to be seen in the whole box, where a corner is low too."""
    space = Parameters([Parameter(name, 0, low=-1, high=1) for name in "xyz"])

    def dip(x):
        u = np.stack([x[name] for name in "xyz"], axis=-1)
        near = np.exp(-((u - [0.05, 0.02, -0.03]) ** 2).sum(axis=-1) / (2 * 0.02**2))
        return table_of({"a": [-near - 0.3 * np.abs(u).max(axis=-1)]})

    result = robustness.info_gap(dip, -0.9, parameters=space)
    assert (np.diff(result.guaranteed[:, 0]) <= 0).all()
    assert result.guaranteed[-1, 0] < -1
    assert 0.03 < result["a"] < 0.05


def test_more_parameters_than_corners_can_be_tried():
    slopes = np.linspace(-2, 3, 25)
    many = Parameters([Parameter(f"p{i}", 1, low=0.5, high=1.5) for i in range(25)])
    result = robustness.info_gap(
        lambda x: table_of({"a": [sum(s * x[f"p{i}"] for i, s in enumerate(slopes))]}),
        2,
        parameters=many,
    )
    assert result["a"] == pytest.approx((slopes.sum() - 2) / (np.abs(slopes).sum() / 2), rel=1e-8)
    assert result.monotone.all()


def test_a_lead_that_is_lost_at_once_and_a_parameter_that_only_rises():
    def model(x):
        return table_of({"bold": [1 - 100 * x["p"]], "safe": [0.95 - x["p"]]})

    rising = Parameters([Parameter("p", 0, low=0, high=1)])
    result = robustness.info_gap(model, -99, parameters=rising, horizon=2)
    assert result["bold"] == pytest.approx(1)
    # 1 - 100 h = .95 - h, long before the second horizon of the curve
    ((place, level, *names),) = result.reversals
    assert names == ["bold", "safe"]
    assert (place, level) == pytest.approx((0.05 / 99, 0.95 - 0.05 / 99))


def test_ranges_lopsided_fractions_and_bounds():
    def model(x):
        return table_of({"a": [x["p"]], "b": [-x["p"]]})

    uneven = Parameters([Parameter("p", 0.5, low=0.4, high=0.9)])
    # down by .1 and up by .4 at horizon 1
    result = robustness.info_gap(model, -0.7, parameters=uneven)
    np.testing.assert_allclose(result.scores, [1, 0.5], rtol=1e-8)
    assert result.unbroken.tolist() == [True, False]
    assert robustness.info_gap(model, 0.45, parameters=uneven)["a"] == pytest.approx(0.5)
    fraction = robustness.info_gap(
        model, 0.3, parameters=Parameters([Parameter("p", 0.5)]), scale="fraction"
    )
    assert fraction["a"] == pytest.approx(0.4)
    # a probability stays within 0 and 1 at any horizon
    wide = {"parameters": uneven, "horizon": 5, "bounds": {"p": (0, 1)}}
    bounded = robustness.info_gap(model, -1, **wide)
    assert bounded.unbroken.tolist() == [True, True]
    assert bounded.guaranteed[-1].tolist() == pytest.approx([0, -1])
    free = robustness.info_gap(model, -1, parameters=uneven, horizon=5)
    np.testing.assert_allclose(free.scores, [5, 1.25], rtol=1e-8)


def test_costs_and_scores():
    def costs(x):
        values = four(x).values
        return DecisionTable(-values, [Criterion("v", "min")], ["linear", "product"])

    def score(table):
        return Scores(
            method="m",
            alternatives=table.alternatives,
            scores=table.values[..., 0],
            higher_is_better=False,
        )

    gain = robustness.info_gap(four, 1, parameters=FOUR)
    for cost in (
        robustness.info_gap(costs, -1, parameters=FOUR),
        robustness.info_gap(costs, -1, parameters=FOUR, score=score),
    ):
        np.testing.assert_array_equal(gain.scores, cost.scores)
        np.testing.assert_array_equal(gain.guaranteed, -cost.guaranteed)
    plain = robustness.info_gap(four, 1, parameters=FOUR, score=lambda table: table.values[..., 0])
    np.testing.assert_array_equal(plain.scores, gain.scores)


def test_the_order_of_parameters_and_alternatives_changes_nothing():
    turned = robustness.info_gap(
        lambda x: four(x).select(alternatives=["product", "linear"]),
        1,
        parameters=Parameters([FOUR[name] for name in reversed(list(FOUR))]),
    )
    straight = robustness.info_gap(four, 1, parameters=FOUR)
    np.testing.assert_allclose(turned.scores[::-1], straight.scores, rtol=1e-8)


def test_it_keeps_the_promises_of_analyses():
    def of_model(model, parameters):
        return robustness.info_gap(model, 0.0, parameters=parameters, n_points=9)

    testing.check_analysis(of_model, exceptions=["order of alternatives", "bad input"])


def moody(x):
    """Alternatives that depend on how many rows are asked for."""
    return table_of({f"a{len(x['p0'])}": [x["p0"]]})


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"parameters": None}, "parameters must be Parameters; got NoneType"),
        ({"parameters": Parameters([])}, "parameters must not be empty"),
        ({"parameters": Parameters([Parameter("p0", 1)])}, "must be uncertain; all are constant"),
        (
            {"parameters": Parameters([Parameter("p0", 0, scipy.stats.norm())])},
            "parameter 'p0' has a distribution and no range low to high: give scale=",
        ),
        ({"scale": 2}, "scale must name the parameters of a model"),
        ({"scale": {"q": 1}}, "unknown parameter in scale 'q'"),
        ({"scale": {"p0": -1}}, "scale of 'p0' must be at least 0"),
        ({"scale": {"p0": 0}}, "at least one parameter must be uncertain"),
        ({"bounds": {"q": (0, 1)}}, "unknown parameter in bounds 'q'"),
        ({"bounds": {"p0": (2, 3)}}, "bounds of 'p0' must hold its base; got 2 to 3 around 1"),
        ({"bounds": {"p0": 3}}, r"bounds of 'p0' must be \(low, high\); got 3"),
        ({"probabilities": [0.5, 0.5]}, "probabilities belongs to a table; got it beside a model"),
        ({"score": 3}, "score must be a function of a table or None; got 3"),
        ({"score": lambda table: np.ones(3)}, "score must return a score for each row and alt"),
        ({"score": lambda table: table.values[..., 0] * np.nan}, "scores must be finite"),
        ({"table": lambda x: 3}, "model must return a DecisionTable; got int"),
        ({"table": moody}, "model must return the same alternatives in every call"),
        (
            {"table": lambda x: DecisionTable(np.ones((1, 2)), ["v", "w"], ["a"])},
            r"score is needed where the model's table has several criteria; got None",
        ),
    ],
)
def test_refusals(arguments, message):
    given = {"table": four, "requirement": 1, "parameters": FOUR, **arguments}
    with pytest.raises(InvalidInputError, match=rf"^info_gap\(\).*{message}"):
        robustness.info_gap(**given)


def shares(x):
    return table_of({"a": [100 * x["a"] + 20 * x["b"]], "sum": [x["a"] + x["b"] + x["c"]]})


def test_shares_that_are_drawn_together_sum_to_one():
    drawn = Parameters(beliefs.from_counts({"a": 5, "b": 3, "c": 2}).to_parameters())
    result = robustness.info_gap(shares, 50, parameters=drawn, scale={"a": 0.2})
    # 100 a + 20 (1 - a) .3 / .5 = 50 at a = 38 / 88
    assert result["a"] == pytest.approx((drawn["a"].base - 38 / 88) / 0.2, rel=1e-8)
    np.testing.assert_allclose(result.guaranteed[:, 1], 1, rtol=1e-12)
    with pytest.raises(InvalidInputError, match=r"shares \['a', 'b', 'c'\] must sum to 1"):
        robustness.info_gap(shares, 50, parameters=drawn, scale={"a": 0.2, "b": 0.1, "c": 0.1})


def test_a_score_that_is_not_finite_is_told_with_its_parameters():
    with (
        np.errstate(invalid="ignore"),
        pytest.raises(InvalidInputError, match=r"scores must be finite; got nan at .* where 'x' -"),
    ):
        robustness.info_gap(
            lambda x: table_of({"a": [x["x"]]}),
            -1,
            parameters=Parameters([Parameter("x", 1, low=-1, high=3)]),
            score=lambda table: np.sqrt(table.values[..., 0]),
        )
