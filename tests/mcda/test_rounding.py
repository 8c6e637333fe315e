"""Performances that differ by rounding are equal in everything that compares them; real differences
stay."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from decision_analysis import Criterion, DecisionTable, core, mcda, value
from decision_analysis.errors import DegenerateDataWarning, InvalidInputError

f = mcda.preference
SCALES = [1.0, 0.1, 1 / 3, 1e-8, 1e8, 1e9 / 3, -1.0]


def table(values, goals=None):
    values = np.asarray(values, dtype=float)
    names = [f"c{j}" for j in range(values.shape[-1])]
    goals = goals or ["max"] * len(names)
    labels = [f"a{i}" for i in range(values.shape[-2])]
    return DecisionTable(
        values, [Criterion(n, g) for n, g in zip(names, goals, strict=True)], labels
    )


def answers(data, unit, allowed):
    """Return all crisp answers on a table whose performances are whole numbers of units, thresholds
    too."""
    shares = np.arange(1, len(data.criteria) + 1)
    q, p, v = unit, 2 * unit, 4 * unit
    limits = np.array([[-2.0], [1.0]]) * unit * np.where(data.maximize, 1, -1)
    profiles = DecisionTable(limits, data.criteria, ["b1", "b2"])
    functions = [
        f.usual(),
        f.u_shape(q),
        f.level(q, p),
        f.linear(q, q),
        lambda d: (d > 0).astype(float),
    ]
    flows = [mcda.promethee_i(data, shares, preference=function).matrix for function in functions]
    sorted_ = [
        mcda.electre_tri(
            data, shares, profiles=profiles, indifference=q, preference=p, veto=v, rule=rule
        ).assignment
        for rule in ("pessimistic", "optimistic")
    ]
    jumps = mcda.electre_tri(
        data, shares, profiles=profiles, indifference=q, preference=q, cut_level=0.5
    )
    return [
        core.dominance(data).matrix,
        mcda.electre_i(data, shares, concordance=0.5, discordance=allowed).matrix,
        mcda.electre_i(data, shares, concordance=0.5, veto=p).matrix,
        mcda.electre_is(data, shares, concordance=0.5, indifference=q, preference=q, veto=p).matrix,
        mcda.electre_ii(
            data,
            shares,
            concordance_levels=(0.5, 0.6, 0.75),
            discordance_levels=(allowed / 2, allowed),
        ).ranks,
        mcda.electre_iii(data, shares, indifference=q, preference=p, veto=v).ranks,
        mcda.electre_iv(data, indifference=q, preference=p, veto=v).ranks,
        mcda.electre_tri_c(
            data, shares, profiles=profiles, indifference=q, preference=p, veto=v
        ).category_ranges
        if not data.sample_shape
        else None,
        *flows,
        *sorted_,
        jumps.assignment,
    ]


@pytest.mark.filterwarnings("ignore::decision_analysis.errors.DegenerateDataWarning")
@settings(max_examples=60, deadline=None)
@given(
    seed=st.integers(0, 2**32 - 1),
    shape=st.tuples(st.integers(1, 5), st.integers(1, 3)),
    samples=st.sampled_from([(), (3,)]),
    scale=st.sampled_from([0.1, 1 / 3, 1e-8, 1e8, 1e9 / 3]),
    allowed=st.sampled_from([0.0, 0.25, 1 / 3, 0.5, 1.0]),
)
def test_noise_changes_no_crisp_answer(seed, shape, samples, scale, allowed):
    rng = np.random.default_rng(seed)
    whole = rng.integers(-5, 6, (*samples, *shape)).astype(float)
    goals = rng.choice(["max", "min"], shape[1]).tolist()
    largest = np.abs(whole).max(axis=-2, keepdims=True)
    noisy = (whole + 1e-13 * largest * rng.uniform(-1, 1, whole.shape)) * scale
    exact, found = (
        answers(table(whole, goals), 1.0, allowed),
        answers(table(noisy, goals), scale, allowed),
    )
    for one, other in zip(exact, found, strict=True):
        np.testing.assert_array_equal(other, one)


@pytest.mark.parametrize("scale", SCALES)
@pytest.mark.parametrize(
    "function", [f.usual(), f.v_shape(1e-3), f.gaussian(1e-3), f.level(0, 0), f.linear(0, 0)]
)
def test_promethee_ties_what_differs_by_rounding(function, scale):
    rows = np.array([[0.3, 1e9], [0.1 + 0.2, 1e9 * (1 / 3) * 3]]) * scale
    result = mcda.promethee_ii(table(rows), [1, 1], preference=function)
    assert result.ranks.tolist() == [1, 1]
    assert result.scores.tolist() == [0, 0]
    assert mcda.preference_degrees(table(rows), [1, 1], preference=function).tolist() == [
        [0, 0],
        [0, 0],
    ]


def test_a_real_difference_still_counts():
    rows = [[1.0], [1 + 3e-12]]
    assert mcda.promethee_ii(table(rows), [1], preference=f.usual()).ranks.tolist() == [2, 1]
    assert core.dominance(table(rows)).matrix.tolist() == [[False, False], [True, False]]
    assert mcda.electre_i(table(rows), [1], concordance=1, veto=0).matrix.tolist() == [
        [False, False],
        [True, False],
    ]


def test_the_noise_is_that_of_the_criterion_within_its_sample():
    apart = [[0.0, 5e-7], [5e-7, 0.0], [1e6, 0.0]]
    result = mcda.promethee_i(table(apart), [1, 0], preference=f.usual())
    assert result.matrix[0, 1]
    assert result.matrix[1, 0]
    assert not mcda.promethee_i(table(apart), [0, 1], preference=f.usual()).matrix[1, 0]
    batch = np.array([[[0.0], [5e-7], [1e6]], [[0.0], [5e-7], [1.0]]])
    relations = core.dominance(table(batch)).matrix
    assert relations[:, 1, 0].tolist() == [False, True]


def test_a_function_of_the_users_own_gets_no_noise():
    seen = []
    mcda.promethee_ii(
        table([[0.3], [0.1 + 0.2]]),
        [1],
        preference=lambda d: seen.append(d.copy()) or np.zeros(d.shape),
    )
    assert all((differences == 0).all() for differences in seen)


def test_a_function_on_bare_differences_keeps_its_definition():
    assert f.usual()([1e-300]).tolist() == [1]
    assert f.v_shape(1e-20)([5e-21]).tolist() == [0.5]


def test_degrees_are_full_and_none_at_the_thresholds_themselves():
    rows = [[0.0, 0.0], [0.1 + 0.2, 0.7 - 0.4], [1e6, 1e6]]
    degrees = mcda.preference_degrees(table(rows), [1, 1], preference=f.linear(0.3, 0.3 + 1e-15))
    assert degrees[1, 0] == 0
    degrees = mcda.preference_degrees(table(rows), [1, 1], preference=f.v_shape(0.3))
    assert degrees[1, 0] == 1


def test_thresholds_beside_large_performances_have_the_slack_of_those():
    rows = [[1e6], [1e6 + 0.3 + 3e-7]]
    assert mcda.preference_degrees(table(rows), [1], preference=f.u_shape(0.3))[1, 0] == 0
    assert mcda.electre_i(table(rows), [1], concordance=1, veto=0.3).matrix[0, 1] == 0
    assert mcda.electre_i(table(rows), [1], concordance=0.01, veto=0.3).matrix.tolist() == [
        [0, 0],
        [1, 0],
    ]


def test_electre_i_takes_no_noise_for_a_shortfall():
    rows = np.array([[0.3, 1.0], [0.1 + 0.2, 1.0]])
    with pytest.warns(DegenerateDataWarning, match="no criterion tells the alternatives apart"):
        result = mcda.electre_i(table(rows), [1, 1], concordance=1, discordance=0)
    assert result.matrix.tolist() == [[False, True], [True, False]]
    assert result.discordance.tolist() == [[0, 0], [0, 0]]
    beside = mcda.electre_i(
        table([[1e15, 0.0], [1e15 + 0.25, 1.0]]), [1, 1], concordance=0.5, discordance=0.1
    )
    assert beside.discordance.tolist() == [[0, 1], [0, 0]]
    assert beside.matrix.tolist() == [[False, False], [True, False]]


def test_profiles_may_repeat_a_limit_up_to_rounding_but_not_fall():
    data = table([[0.3, 2.0]])
    limits = DecisionTable([[0.1 + 0.2, 1.0], [0.3, 2.0]], ["c0", "c1"], ["b1", "b2"])
    result = mcda.electre_tri(data, [1, 1], profiles=limits, indifference=0, preference=0)
    assert result.assignment.tolist() == [2]
    same = DecisionTable([[0.1 + 0.2, 1.0], [0.3, 1.0]], ["c0", "c1"], ["b1", "b2"])
    with pytest.raises(InvalidInputError, match="'b2' equals 'b1'"):
        mcda.electre_tri(data, [1, 1], profiles=same, indifference=0, preference=0)


def test_thresholds_may_be_in_order_up_to_rounding():
    line, flat = mcda.Affine(0.1, 0.0), 0.3
    data = table([[3.0], [3.0]])
    result = mcda.electre_iii(data, [1], indifference=line, preference=flat)
    assert result.credibility.tolist() == [[1, 1], [1, 1]]
    with pytest.raises(
        InvalidInputError, match=r"indifference 0\.31, preference 0\.3 at performance 3\.1"
    ):
        mcda.electre_iii(table([[3.1], [3.0]]), [1], indifference=line, preference=flat)


def test_dominance_is_an_order_though_noise_adds_up():
    steps = 1 + 8e-13 * np.arange(4)
    values = np.stack([steps, np.array([1.0, 2, 3, 4])], axis=-1)
    matrix = core.dominance(table(values)).matrix
    np.testing.assert_array_equal(matrix, np.tri(4, k=-1, dtype=bool))


@pytest.mark.parametrize("scale", [1e-8, 1.0, 1e8])
def test_additive_value_steps_where_a_performance_reaches_a_threshold(scale):
    rows = np.array([[0.3], [0.1 + 0.2], [5.0]]) * scale
    for threshold in (0.3 * scale, (0.1 + 0.2) * scale):
        for side, at in (("above", 1.0), ("below", 0.0)):
            step = value.step([threshold], [0, 1], at_threshold=side)
            assert mcda.additive_value(table(rows), [1], values={"c0": step}).scores.tolist() == [
                at,
                at,
                1,
            ]
    zero = value.step([0.0], [0, 1])
    rest = table([[0.3 - 0.1 - 0.2], [-1.0]])
    assert mcda.additive_value(rest, [1], values={"c0": zero}).scores.tolist() == [1, 0]


def test_a_users_value_function_gets_equal_performances_as_equal():
    data = table([[0.3], [0.1 + 0.2], [0.1]])
    scores = mcda.additive_value(data, [1], values={"c0": lambda x: (x > 0.3).astype(float)}).scores
    assert scores.tolist() == [0, 0, 0]


@pytest.mark.parametrize("method", [mcda.weighted_sum, mcda.topsis, mcda.vikor])
def test_a_performance_beyond_its_range_by_rounding_is_at_the_end(method):
    options = {} if method is mcda.vikor else {"normalization": "minmax"}
    data = table([[0.1 + 0.2, -0.1 - 0.2], [0.0, 0.0]])
    ranges = {"c0": (0.0, 0.3), "c1": (-0.3, 0.0)}
    exact = table([[0.3, -0.3], [0.0, 0.0]])
    found = method(data, [2, 1], ranges=ranges, **options).scores
    assert found.tolist() == method(exact, [2, 1], ranges=ranges, **options).scores.tolist()
    with pytest.raises(InvalidInputError, match="'a0' on 'c0' must be within its range"):
        method(table([[0.3 + 1e-9, -0.3], [0, 0]]), [2, 1], ranges=ranges, **options)
