"""ELECTRE I: published kernels, levels reached exactly, the one largest range, veto, batches,
refusals."""

import numpy as np
import pytest

from decision_analysis import Criterion, DecisionTable, mcda
from decision_analysis.errors import DegenerateDataWarning, InvalidInputError

GUIDE = DecisionTable(
    [
        [150, 1, 20, 3000],
        [300, 0, 10, 0],
        [250, 0, 10, 2250],
        [110, 1, 20, 2800],
        [120, 1, 50, 1000],
    ],
    ["g1", "g2", "g3", "g4"],
    ["a1", "a2", "a3", "a4", "a5"],
)


def test_published_kernel():
    # Pereira and Nepomuceno (2021) J-Electre v3.0 User Guide, section 2.1
    result = mcda.electre_i(GUIDE, [2, 1, 5, 3], concordance=0.7, discordance=0.6)
    assert result.kernel() == ("a1", "a5")
    assert result.kernel(cycles="exact") == ("a1", "a5")


def test_published_kernel_with_veto():
    # Section 2.3 of the same guide
    values = [[15, 9, 6, 10], [10, 5, 7, 8], [22, 12, 1, 14], [31, 10, 6, 18], [8, 9, 0, 9]]
    table = DecisionTable(values, ["g1", "g2", "g3", "g4"], ["a1", "a2", "a3", "a4", "a5"])
    result = mcda.electre_i(table, [7, 3, 5, 6], concordance=0.65, veto=2)
    assert result.kernel() == ("a4",)
    assert result.method == "ELECTRE Iv"
    assert set(np.unique(result.discordance)) == {0.0, 1.0}


def test_discordance_is_over_the_one_largest_range():
    result = mcda.electre_i(GUIDE, [1] * 4, concordance=1, discordance=1)
    np.testing.assert_allclose(result.discordance[1], [1, 0, 0.75, 2800 / 3000, 1000 / 3000])
    assert result.discordance[0, 4] == pytest.approx(30 / 3000)


def test_levels_reached_exactly_count():
    table = DecisionTable([[1, 1, 0, 0], [0, 0, 1, 1]], list("wxyz"), ["a", "b"])
    weights = np.array([0.2, 0.4, 0.3, 0.1])
    assert sum((weights / weights.sum())[:2]) < 0.6
    assert mcda.electre_i(table, weights, concordance=0.6, discordance=1).matrix[0, 1]
    assert not mcda.electre_i(table, weights, concordance=0.60001, discordance=1).matrix[0, 1]
    tenths = DecisionTable([[0.8, 0.0], [0.6, 0.8]], ["w", "x"], ["a", "b"])
    assert (0.8 - 0.6) / 0.8 > 0.25
    assert mcda.electre_i(tenths, [1, 1], concordance=0.5, discordance=0.25).matrix[1, 0]
    assert not mcda.electre_i(tenths, [1, 1], concordance=0.5, discordance=0.2499).matrix[1, 0]


def test_a_shortfall_up_to_the_veto_is_allowed():
    table = DecisionTable([[0.6, 1], [0.8, 0]], ["w", "x"], ["a", "b"])
    assert mcda.electre_i(table, [1, 1], concordance=0.5, veto={"w": 0.2}).matrix.tolist() == [
        [0, 1],
        [1, 0],
    ]
    assert mcda.electre_i(table, [1, 1], concordance=0.5, veto={"w": 0.19}).matrix.tolist() == [
        [0, 0],
        [1, 0],
    ]


def test_a_veto_may_vary_with_the_worse_performance():
    table = DecisionTable([[100, 1], [130, 0]], [Criterion("price", "min"), "space"], ["a", "b"])
    loose = mcda.electre_i(table, [1, 1], concordance=0.5, veto={"price": mcda.Affine(0.25, 0)})
    assert loose.matrix.tolist() == [[0, 1], [0, 0]]
    assert loose.discordance.tolist() == [[0, 0], [0, 0]]
    tight = mcda.electre_i(table, [1, 1], concordance=0.5, veto={"price": mcda.Affine(0.2, 0)})
    assert tight.discordance.tolist() == [[0, 0], [1, 0]]


def test_batches_equal_single_calls():
    rng = np.random.default_rng(3)
    tables = GUIDE.with_values(GUIDE.values * rng.uniform(0.5, 1.5, (4, 1, 5, 4)))
    weights = rng.dirichlet(np.ones(4), 3)
    for rule in ({"discordance": 0.3}, {"veto": {"g1": 40, "g4": 900}}):
        whole = mcda.electre_i(tables, weights, concordance=0.6, steps=True, **rule)
        assert mcda.electre_i(tables, weights, concordance=0.6, **rule).steps() == {}
        for s in range(4):
            for k, w in enumerate(weights):
                alone = mcda.electre_i(tables.at((s, 0)), w, concordance=0.6, **rule)
                one = whole.at((s, k))
                assert np.array_equal(one.matrix, alone.matrix)
                np.testing.assert_allclose(one.concordance, alone.concordance, rtol=0, atol=1e-12)
                np.testing.assert_allclose(one.discordance, alone.discordance, rtol=0, atol=1e-12)


def test_equal_alternatives_have_no_range():
    table = DecisionTable([[1, 2], [1, 2]], ["w", "x"], ["a", "b"])
    with pytest.warns(
        DegenerateDataWarning, match=r"electre_i\(\): no criterion tells the alternatives apart"
    ):
        result = mcda.electre_i(table, [1, 1], concordance=0.5, discordance=0)
    assert result.matrix.tolist() == [[0, 1], [1, 0]]
    assert not result.discordance.any()
    stacked = table.with_values([[[1, 2], [1, 3]], [[1, 2], [1, 2]]])
    with pytest.warns(DegenerateDataWarning, match=r"apart at \(1,\)"):
        mcda.electre_i(stacked, [1, 1], concordance=0.5, discordance=0)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"concordance": 0.7}, "exactly one of discordance and veto must be given; got neither"),
        ({"concordance": 0.7, "discordance": 0.5, "veto": 3}, "exactly one of .* got both"),
        ({"concordance": 0, "discordance": 0.5}, r"concordance must be in \(0, 1\]; got 0"),
        ({"concordance": 7, "discordance": 0.5}, r"concordance must be in \(0, 1\]; got 7"),
        ({"concordance": 0.7, "discordance": -0.1}, r"discordance must be in \[0, 1\]; got -0.1"),
        ({"concordance": "high", "discordance": 0.1}, "concordance must be a number; got 'high'"),
        ({"concordance": 0.7, "veto": -2}, "veto of 'g1' must be at least 0; got -2"),
        ({"concordance": 0.7, "veto": {"g5": 2}}, "unknown criterion in veto 'g5'"),
    ],
)
def test_refusals(options, message):
    with pytest.raises(InvalidInputError, match=rf"electre_i\(\): {message}"):
        mcda.electre_i(GUIDE, [2, 1, 5, 3], **options)
