"""ELECTRE IS: concordance between thresholds, vetoes that doubt strengthens, ELECTRE I as a special
case, batches, refusals."""

import numpy as np
import pytest

from decision_analysis import Criterion, DecisionTable, catalog, mcda
from decision_analysis.errors import InvalidInputError

LIMITS = {"indifference": 1, "preference": 3}


def table(values, goals=None):
    size = np.shape(values)[-1]
    criteria = [Criterion(f"g{j}", g) for j, g in enumerate(goals or ["max"] * size)]
    return DecisionTable(values, criteria, [f"a{i}" for i in range(np.shape(values)[-2])])


def test_concordance_falls_between_the_thresholds():
    data = table([[0, 0, 0, 0], [0.5, 1, 2, 3]])
    result = mcda.electre_is(data, [4, 3, 2, 1], concordance=0.8, **LIMITS)
    np.testing.assert_allclose(result.concordance, [[1, 0.4 + 0.3 + 0.1], [1, 1]])
    assert result.matrix.tolist() == [[False, True], [True, False]]
    assert not result.discordance.any()


@pytest.mark.parametrize(("shortfall", "vetoes"), [(6.0, 0), (6.01, 1)])
def test_just_enough_agreement_lowers_the_veto_by_the_indifference(shortfall, vetoes):
    # c = 0.6 = s, so that eta = 1 and the veto of 7 becomes 6, which is allowed
    data = table([[0, 0, 5], [shortfall, 5, 5]])
    result = mcda.electre_is(data, [2, 2, 6], concordance=0.6, veto={"g0": 7}, **LIMITS)
    assert result.discordance[0, 1] == vetoes
    assert result.matrix[0, 1] == (not vetoes)


@pytest.mark.parametrize(("shortfall", "vetoes"), [(7.0, 0), (7.01, 1)])
def test_agreement_of_all_others_leaves_the_veto_whole(shortfall, vetoes):
    data = table([[0, 5, 5], [shortfall, 5, 5]])
    result = mcda.electre_is(data, [2, 2, 6], concordance=0.6, veto={"g0": 7}, **LIMITS)
    assert result.discordance[0, 1] == vetoes


def test_between_the_two_the_veto_is_in_proportion():
    # c = 0.7, eta = (1 - 0.7 - 0.2) / (1 - 0.6 - 0.2) = 1/2
    data = table([[0, 0, 5, 5], [6.5, 5, 5, 5]])
    weights = [2, 1, 1, 6]
    assert mcda.electre_is(data, weights, concordance=0.6, veto={"g0": 7}, **LIMITS).matrix[0, 1]
    assert not mcda.electre_is(data, weights, concordance=0.6, veto={"g0": 6.99}, **LIMITS).matrix[
        0, 1
    ]


@pytest.mark.parametrize("level", [0.5, 0.8, 1.0])
def test_where_one_criterion_decides_alone_its_veto_is_whole(level):
    # s is at least 1 - w for g0: what outranks has no room left, and eta is not defined
    data = table([[0, 5], [2, 5]])
    result = mcda.electre_is(data, [1, 1], concordance=level, veto={"g0": 3}, **LIMITS)
    assert result.concordance[0, 1] == 0.75
    assert not result.discordance.any()
    assert result.matrix[0, 1] == (level <= 0.75)


def test_lines_are_taken_where_the_source_takes_them():
    # v at the worse performance, 20, and q at the better one, 40: 20 <= 0.9 * 20 + 6 - 0.1 * 40
    data = table([[20, 0, 5], [40, 5, 5]])
    options = {
        "concordance": 0.6,
        "indifference": {"g0": mcda.Affine(0.1, 0), "g1": 1, "g2": 1},
        "preference": {"g0": mcda.Affine(0.1, 1), "g1": 3, "g2": 3},
    }
    for extra, allowed in ((6, True), (5.9, False)):
        veto = {"g0": mcda.Affine(0.9, extra)}
        assert mcda.electre_is(data, [2, 2, 6], veto=veto, **options).matrix[0, 1] == allowed


def test_without_thresholds_it_is_electre_i_with_a_veto():
    rng = np.random.default_rng(5)
    data = table(rng.integers(0, 6, (20, 7, 4)).astype(float), ["max", "min", "max", "min"])
    weights = rng.dirichlet(np.ones(4))
    found = mcda.electre_is(
        data, weights, concordance=0.6, indifference=0, preference=0, veto=3, steps=True
    )
    known = mcda.electre_i(data, weights, concordance=0.6, veto=3, steps=True)
    assert np.array_equal(found.matrix, known.matrix)
    np.testing.assert_allclose(found.concordance, known.concordance, rtol=0, atol=1e-12)


def test_published_example_and_its_kernel():
    result = catalog.load("pydecision/electre_is").run()
    assert result["a3", "a5"]
    with pytest.warns(match="'a2', 'a4'"), pytest.warns(match="'a3', 'a5', 'a7', 'a8'"):
        assert result.kernel() == ("a3", "a5", "a7", "a8", "a9")


def test_batches_equal_single_calls():
    rng = np.random.default_rng(3)
    tables = table(rng.uniform(0, 10, (4, 1, 6, 3)))
    weights = rng.dirichlet(np.ones(3), 3)
    whole = mcda.electre_is(tables, weights, concordance=0.6, veto=5, **LIMITS)
    assert whole.matrix.shape == (4, 3, 6, 6)
    assert whole.steps() == {}
    for s in range(4):
        for k, w in enumerate(weights):
            alone = mcda.electre_is(tables.at((s, 0)), w, concordance=0.6, veto=5, **LIMITS)
            assert np.array_equal(whole.at((s, k)).matrix, alone.matrix)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"concordance": 0}, r"concordance must be in \(0, 1\]; got 0"),
        ({"preference": 0.5}, "thresholds of 'g0' must satisfy 0 <= indifference <= preference"),
        ({"veto": {"g7": 1}}, "unknown criterion in veto 'g7'"),
    ],
)
def test_refusals(options, message):
    with pytest.raises(InvalidInputError, match=rf"electre_is\(\): {message}"):
        mcda.electre_is(
            table([[1, 2], [3, 1]]), [1, 1], **{"concordance": 0.6, **LIMITS, **options}
        )
