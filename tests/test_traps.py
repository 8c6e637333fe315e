"""Inputs on which other libraries go wrong, of methods and weights: each test asserts the right
answer."""

import warnings

import numpy as np
import pytest

from decision_analysis import (
    Criterion,
    DecisionTable,
    Relation,
    group,
    mcda,
    ranking,
    weights,
)
from decision_analysis.errors import (
    DegenerateDataWarning,
    InconsistentJudgementsWarning,
    InvalidInputError,
    InvalidModelError,
)

P0 = [[8, 7, 2, 1], [5, 3, 7, 5], [7, 5, 6, 4], [9, 9, 7, 3], [11, 10, 3, 7], [6, 9, 5, 4]]
P0_WEIGHTS = [0.4, 0.3, 0.1, 0.2]


def table(values, goals=None, labels=None):
    """Return a table of criteria c1, c2, ... and alternatives a1, a2, ...; goals are a string such
    as '++-'."""
    goals = goals or "+" * len(values[0])
    criteria = [
        Criterion(f"c{i + 1}", "max" if goal == "+" else "min") for i, goal in enumerate(goals)
    ]
    return DecisionTable(values, criteria, labels or [f"a{i + 1}" for i in range(len(values))])


# VIKOR


def test_vikor_without_advantage_only_the_close_ones_are_a_compromise():
    values = [[1, 1, 3], [2, 8, 9], [4, 8, 1], [7, 1, 9], [5, 7, 1], [1, 6, 9]]
    result = mcda.vikor(table(values), [0.364, 0.382, 0.253])
    assert (result.regret <= result.regret.min() + 1e-12).tolist() == [
        False,
        False,
        True,
        False,
        True,
        False,
    ]
    assert result.compromise == ("a5", "a3", "a2")


def test_vikor_where_both_conditions_fail_only_the_close_ones_are_a_compromise():
    result = mcda.vikor(table([[3, 3, 3], [5, 8, 6], [9, 3, 8], [6, 5, 5]]), [1, 1, 1])
    np.testing.assert_allclose(result.scores, [1, 0.1, 0.5, 0.175])
    assert result.group_utility.argmin() != 1
    assert result.regret.argmin() != 1
    assert result.compromise == ("a2", "a4")


def test_vikor_a_constant_criterion_ranks_nobody():
    values = np.array([[0.0, 10], [5, 4], [10, 0], [0, 2]])
    alone = mcda.vikor(table(values), [0.5, 0.5])
    for constant in (-7.0, 0.0, 0.5, 1.0, 1e6):
        both = np.column_stack([values, np.full(4, constant)])
        with pytest.warns(DegenerateDataWarning, match="'c3' is constant"):
            result = mcda.vikor(table(both), [0.25, 0.25, 0.5])
        np.testing.assert_allclose(result.scores, alone.scores, atol=1e-12)


def test_vikor_never_sees_a_missing_number():
    with pytest.raises(InvalidModelError, match="'a1' on 'c2' is not finite"):
        mcda.vikor(table([[1, np.nan], [2, 3]]), [0.5, 0.5])


# TOPSIS


def test_topsis_normalizes_by_length_as_its_source_does():
    # Tzeng and Huang (2011) Multiple Attribute Decision Making: .5037 .6581 .7482 .3340
    books = table([[5, 8, 4], [7, 6, 8], [8, 8, 6], [7, 4, 6]])
    scores = mcda.topsis(books, [0.3, 0.4, 0.3]).scores
    np.testing.assert_allclose(scores, [0.5037, 0.6581, 0.7482, 0.3340], atol=5e-5)
    skewed = table([[6, 4], [9, 2], [9, 1]])
    assert (
        mcda.topsis(skewed, [1, 1]).best
        == mcda.topsis(skewed, [1, 1], normalization="vector").best
        == "a1"
    )
    assert mcda.topsis(skewed, [1, 1], normalization="minmax").best == "a2"


# PROMETHEE


def test_a_cost_of_100_does_not_beat_one_of_50():
    costs = DecisionTable(
        [[10, 100], [10, 50], [9, 75]], {"gain": "max", "cost": "min"}, ["a", "b", "c"]
    )
    ends = {"ideal": [12, 0], "anti_ideal": [0, 200]}
    assert mcda.rafsi(costs, [0.5, 0.5], **ends).order[0] == "b"
    # the first source's sum rewards costs, and is kept as the default; the extended form does not
    assert mcda.aroman(costs, [0.5, 0.5], aggregation="exponential").order[0] == "b"
    others = (mcda.codas, mcda.edas, mcda.mabac, mcda.mairca, mcda.piv)
    for method in (*others, mcda.gra, mcda.lmaw, mcda.probid):
        ranks = method(costs, [0.5, 0.5]).ranks
        assert ranks[1] < ranks[0], method


def test_promethee_thresholds_are_absolute_differences():
    # Types IV and V of Brans, Vincke and Mareschal (1986) have increments: q = 10, p = 50 and s =
    # 50, r = 450
    level, linear = mcda.preference.level(10, 60), mcda.preference.linear(50, 500)
    assert level([10, 10.5, 60, 60.5]).tolist() == [0, 0.5, 0.5, 1]
    np.testing.assert_allclose(linear([50, 275, 450, 500, 501]), [0, 0.5, 400 / 450, 1, 1])
    stations = table(
        [
            [80, 90, 600, 54, 8, 5],
            [65, 58, 200, 97, 1, 1],
            [83, 60, 400, 72, 4, 7],
            [40, 80, 1000, 75, 7, 10],
            [52, 72, 600, 20, 3, 8],
            [94, 96, 700, 36, 5, 6],
        ],
        "-+---+",
    )
    f = mcda.preference
    functions = [f.u_shape(10), f.v_shape(30), linear, level, f.usual(), f.gaussian(5)]
    index = mcda.preference_degrees(
        stations, [1] * 6, preference=dict(zip(stations.criterion_names, functions, strict=True))
    )
    np.testing.assert_allclose(index[4], [0.444, 0.515, 0.487, 0.380, 0, 0.448], atol=1e-3)


def test_promethee_no_criterion_is_dropped_and_no_function_unknown():
    six = table(P0, "+++-")
    with pytest.raises(InvalidInputError, match="preference must name each criterion"):
        mcda.promethee_ii(six, P0_WEIGHTS, preference={"c1": mcda.preference.v_shape(5)})
    for wrong in ("t9", "vshape", None, [mcda.preference.usual()] * 4):
        with pytest.raises(InvalidInputError, match="preference of 'c1' must be a function"):
            mcda.promethee_ii(six, P0_WEIGHTS, preference=wrong)


def test_promethee_only_ratios_of_weights_matter():
    six, usual = table(P0, "+++-"), mcda.preference.usual()
    flows = mcda.promethee_ii(six, P0_WEIGHTS, preference=usual).scores
    np.testing.assert_allclose(flows, [0.12, -0.74, -0.24, 0.56, 0.44, -0.14], atol=1e-12)
    np.testing.assert_allclose(
        mcda.promethee_ii(six, [40, 30, 10, 20], preference=usual).scores, flows, atol=1e-12
    )


# ELECTRE


def test_electre_i_kernel_is_that_of_the_graph():
    # a1 outranks a2, a2 outranks a3, a1 does not outrank a3: nobody in {a1} stands above a3
    chain = table([[3, 4], [4, 2], [5, 0]])
    result = mcda.electre_i(chain, [1, 1], concordance=0.5, discordance=0.4)
    assert np.argwhere(result.matrix).tolist() == [[0, 1], [1, 2]]
    assert result.kernel() == result.kernel(cycles="exact") == ("a1", "a3")
    longer = table([[5, 9, 0], [1, 7, 1], [0, 6, 4], [2, 1, 4]])
    result = mcda.electre_i(longer, [1, 1, 1], concordance=0.5, discordance=0.4)
    assert np.argwhere(result.matrix).tolist() == [[0, 1], [1, 2], [2, 3]]
    assert result.kernel() == ("a1", "a3")


def test_electre_i_cycles_are_contracted_and_said():
    matrix = np.array([[0, 1, 0, 0], [1, 0, 1, 0], [0, 0, 0, 1], [0, 0, 0, 0]], dtype=bool)
    relation = Relation(method="test", alternatives=("a1", "a2", "a3", "a4"), matrix=matrix)
    with pytest.warns(DegenerateDataWarning, match="the cycle of 'a1', 'a2' was contracted"):
        assert relation.kernel() == ("a1", "a2", "a4")
    three = Relation(
        method="test",
        alternatives=("a", "b", "c"),
        matrix=np.roll(np.eye(3, dtype=bool), 1, axis=1),
    )
    with pytest.raises(InvalidInputError, match="no kernel"):
        three.kernel(cycles="exact")
    pair = Relation(method="test", alternatives=("a", "b"), matrix=~np.eye(2, dtype=bool))
    with pytest.raises(InvalidInputError, match="several kernels"):
        pair.kernel(cycles="exact")


def test_electre_i_discordance_has_one_range_for_all_criteria():
    result = mcda.electre_i(table([[0, 10], [4, 0]]), [1, 1], concordance=0.5, discordance=0.5)
    np.testing.assert_allclose(result.discordance, [[0, 0.4], [1, 0]])


def test_electre_iii_labels_that_begin_alike_are_different():
    values = np.arange(12, 0, -1.0)[:, None]
    limits = {"indifference": 0.0, "preference": 0.5, "veto": 100.0}
    result = mcda.electre_iii(table(values), [1], **limits)
    assert result.alternatives[0] == "a1"
    assert result.alternatives[9] == "a10"
    assert result.ranks.tolist() == list(range(1, 13))
    assert result.descending == result.ascending == tuple((f"a{i}",) for i in range(1, 13))


def test_electre_iii_identical_alternatives_are_concordant_without_thresholds():
    twins = table([[1, 2], [1, 2], [0, 3]])
    result = mcda.electre_iii(twins, [1, 1], indifference=0, preference=0, veto=9)
    assert result.credibility[0, 1] == result.credibility[1, 0] == 1
    assert result.ranks[0] == result.ranks[1]


def test_electre_iii_turns_a_cost_once_and_objects_in_proportion():
    flats = DecisionTable([[100, 5], [200, 5]], [Criterion("price", "min"), "q2"], ["a", "b"])
    limits = {
        "indifference": {"price": 10, "q2": 1},
        "preference": {"price": 50, "q2": 2},
        "veto": {"price": 150},
    }
    # of the dear one over the cheap one: concordance 1/2, discordance (100 - 50) / (150 - 50)
    credibility = mcda.electre_iii(flats, [1, 1], **limits).credibility
    np.testing.assert_allclose(credibility, [[1, 1], [0.5, 1]])
    # the next step is where discordance exceeds concordance: (1 - 0.6) / (1 - 0.5) of 0.5
    limits["veto"] = {"price": 50 + 50 / 0.6}
    credibility = mcda.electre_iii(flats, [1, 1], **limits).credibility
    np.testing.assert_allclose(credibility, [[1, 1], [0.4, 1]])


@pytest.mark.parametrize("diagonal", [0.0, 0.5, 1.0])
def test_distillation_leaves_out_the_diagonal_and_discriminates(diagonal):
    # From .9 the level falls to .6, where 0 is outranked twice; from 1 it would fall to .84, where
    # 2 leads
    three = [[diagonal, 0.3, 0.6], [0.84, diagonal, 0.6], [0.9, 0.3, diagonal]]
    assert mcda.distill(three).descending == (("1",), ("2",), ("0",))
    assert mcda.distill([[diagonal, 0.7], [0.3, diagonal]]).descending == (("0",), ("1",))
    assert mcda.distill([[diagonal, 0.95], [0.9, diagonal]]).descending == (("0", "1"),)
    assert mcda.distill([[diagonal, 1], [0.9, diagonal]], distillation=(0, 0)).descending == (
        ("0",),
        ("1",),
    )


def test_distillation_goes_down_within_the_tied_and_stops_at_level_0():
    assert mcda.distill([[1, 0, 0.5], [0.5, 1, 1], [0, 1, 1]]).descending == (
        ("1",),
        ("0",),
        ("2",),
    )
    crisp = [[1, 0, 0, 1], [0, 1, 0, 0], [0, 1, 1, 0], [0, 1, 1, 1]]
    assert mcda.distill(crisp).descending == (("0", "3"), ("2",), ("1",))


def test_electre_tri_who_equals_a_profile_is_above_it():
    profiles = table([[5, 5]], labels=["b1"])
    limits = {"profiles": profiles, "indifference": 1, "preference": 2, "veto": 9}
    result = mcda.electre_tri(table([[5, 5], [1, 9], [5, 9], [4.5, 4.5]]), [1, 1], **limits)
    assert result.assignment.tolist() == [1, 0, 1, 1]


def test_mr_sort_loses_no_category_by_rounding_of_profiles_or_weights():
    limits = {"profiles": table([[0.3, 5]], labels=["b1"]), "majority": 0.3}
    result = mcda.mr_sort(table([[0.1 + 0.2, 1], [0.3, 5], [0.2, 4]]), [0.3, 0.7], **limits)
    assert result.assignment.tolist() == [1, 1, 0]
    # a veto is a performance, not a shortfall: at 1, and not 1 below the profile
    vetoed = mcda.mr_sort(table([[0.3, 1], [0.3, 4]]), [0.3, 0.7], **limits, veto=[[None, 1]])
    assert vetoed.assignment.tolist() == [0, 1]


# Weights


FOUR = np.array([[1, 2, 4, 1], [1 / 2, 1, 1 / 3, 5], [1 / 4, 3, 1, 2], [1, 1 / 5, 1 / 2, 1]])


def test_ahp_states_its_random_index():
    index = (np.linalg.eigvals(FOUR).real.max() - 4) / 3
    for name, random in (("saaty", 0.90), ("alonso_lamata", (1.7699 * 4 - 4.3513) / 3)):
        with pytest.warns(InconsistentJudgementsWarning, match="consistency ratio"):
            result = weights.ahp(FOUR, random_index=name)
        assert result.consistency_ratio == pytest.approx(index / random)
        assert result.parameters["random_index"] == name


def test_ahp_of_two_criteria():
    for prioritization in ("eigenvector", "geometric_mean", "column_mean"):
        result = weights.ahp([[1, 3], [1 / 3, 1]], prioritization=prioritization)
        np.testing.assert_allclose(result.weights, [0.75, 0.25])
        assert result.consistency_ratio == 0


@pytest.mark.parametrize(
    ("comparisons", "message"),
    [
        ([[1, -2, 4], [-0.5, 1, 2], [0.25, 0.5, 1]], "'1' to '2' must be positive; got -2"),
        ([[1, 0, 4], [0, 1, 2], [0.25, 0.5, 1]], "'1' to '2' must be positive; got 0"),
        ([[1, 2, 1], [0.5, 1, 1], [0.5, 1, 1]], "'1' to '3' must be the reciprocal"),
        ([[2, 2], [0.5, 2]], "'1' to '1' must be 1"),
    ],
)
def test_ahp_refuses_what_no_judgment_can_be(comparisons, message):
    with pytest.raises(InvalidInputError, match=message):
        weights.ahp(comparisons)


def test_ahp_column_means_are_not_the_eigenvector():
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", InconsistentJudgementsWarning)
        eigenvector = weights.ahp(FOUR).weights
        means = weights.ahp(FOUR, prioritization="column_mean").weights
    np.testing.assert_allclose(FOUR @ eigenvector / eigenvector, np.linalg.eigvals(FOUR).real.max())
    assert np.abs(means - eigenvector).max() > 0.01


def test_ahp_groups_join_judgements_and_not_the_priorities():
    rng = np.random.default_rng(11)
    logs = np.triu(rng.normal(size=(5, 4, 4)), 1)
    people = np.exp(logs - np.swapaxes(logs, -1, -2))
    options = {"prioritization": "geometric_mean", "random_index": None}
    joined = weights.ahp(group.geometric_mean(people), **options).weights
    apart = weights.ahp(people, **options).weights
    np.testing.assert_allclose(group.geometric_mean(apart), joined, atol=1e-15)
    assert np.abs(apart.mean(axis=0) - joined).max() > 1e-3


def test_anp_of_a_cycle_is_the_limit_of_the_average_and_not_of_the_power():
    turning = np.array([[0, 0, 0.75], [0, 0, 0.25], [1, 1, 0]])
    assert not np.allclose(np.linalg.matrix_power(turning, 100), turning @ turning @ turning)
    result = weights.anp(turning)
    np.testing.assert_allclose(result.weights, [0.375, 0.125, 0.5], rtol=1e-15)
    np.testing.assert_allclose(result.limit, result.weights[:, None] @ np.ones((1, 3)))


def test_bwm_is_solved_exactly_and_the_linear_xi_is_not_divided():
    best, worst = [8, 2, 1], [1, 5, 8]
    linear = weights.bwm(best, worst)
    np.testing.assert_allclose(linear.weights, np.array([4, 18, 34]) / 56, rtol=1e-12)
    assert linear.consistency_ratio == linear.inconsistency == pytest.approx(2 / 56)
    minmax = weights.bwm(best, worst, model="minmax")
    # (2 - xi)(5 - xi) = 8 + xi, the equation of the source
    xi = minmax.inconsistency
    assert (2 - xi) * (5 - xi) == pytest.approx(8 + xi, abs=1e-12)
    assert minmax.consistency_ratio == pytest.approx(xi / 4.4689, abs=1e-4)


def test_bwm_optima_of_the_minmax_model_may_be_intervals():
    result = weights.bwm([1, 2, 4, 3, 8], [8, 4, 4, 2, 1], model="minmax")
    assert (np.diff(result.intervals, axis=-1) > 1e-3).any()
    centers = result.intervals.mean(axis=-1)
    np.testing.assert_allclose(result.weights, centers / centers.sum(), rtol=1e-12)


def test_simos_rounds_k_to_two_decimals_as_the_source_does_unless_told_not_to():
    cards = ([list(g) for g in ("cgl", "d", "bfij", "e", "ah", "k")], [0, 1, 0, 0, 0], 6.5)
    rounded, exact = weights.simos(*cards), weights.simos(*cards, decimals=None)
    assert rounded.as_dict()["d"] == pytest.approx(0.04544378698, abs=5e-12)
    assert exact.as_dict()["d"] == pytest.approx((1 + 5.5 / 6) / 42.25, abs=1e-15)


def test_entropy_of_whole_numbers_is_not_truncated():
    whole = np.array([[1, 2], [3, 1], [2, 5]])
    expected = weights.entropy(table(whole.astype(float))).weights
    assert np.array_equal(weights.entropy(table(whole)).weights, expected)
    shares = whole / whole.sum(axis=0)
    diversification = 1 + (shares * np.log(shares)).sum(axis=0) / np.log(3)
    np.testing.assert_allclose(expected, diversification / diversification.sum(), rtol=1e-12)


def test_entropy_of_zeros_negative_and_constant_columns():
    assert weights.entropy(table([[1, 2], [3, 0], [2, 5]])).weights == pytest.approx(
        [0.14842637, 0.85157363]
    )
    with pytest.raises(InvalidInputError, match="'a1' on 'c2' must be at least 0; got -1"):
        weights.entropy(table([[1, -1], [3, 4]]))
    for count in range(2, 12):
        with pytest.warns(DegenerateDataWarning, match="all criteria are constant"):
            assert weights.entropy(table([[0.1, 3, 0.7]] * count)).weights.tolist() == [1 / 3] * 3
        varied = np.column_stack([np.full(count, 0.1), np.arange(1, count + 1)])
        with pytest.warns(DegenerateDataWarning, match="'c1' is constant; its weight is 0"):
            assert weights.entropy(table(varied)).weights.tolist() == [0, 1]


# Ranks


def test_ties_share():
    tied = [1.5, 1.5, 3]
    assert ranking.kendall_tau(tied, tied) == 1
    assert ranking.kendall_tau([1, 1, 3], [1, 2, 3]) == pytest.approx(2 / np.sqrt(6))
    assert ranking.spearman([1.5, 1.5, 3, 4], [1, 2, 3.5, 3.5]) == pytest.approx(8 / 9)
    assert group.borda([[1, 1, 3]]).scores.tolist() == [1.5, 1.5, 0]
    assert mcda.weighted_sum(table([[1, 3], [3, 1], [1, 1]]), [1, 1]).ranks.tolist() == [1, 1, 3]
