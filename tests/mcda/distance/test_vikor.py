"""VIKOR: published cases, the compromise and its two conditions, limits of degenerate data,
batches."""

import numpy as np
import pytest

from decision_analysis import Criterion, DecisionTable, mcda
from decision_analysis.errors import DegenerateDataWarning, InvalidInputError
from decision_analysis.mcda import VikorResult


def table(values, goals=None):
    array = np.asarray(values, dtype=float)
    goals = goals or ["max"] * array.shape[-1]
    criteria = [Criterion(f"c{j}", goal) for j, goal in enumerate(goals)]
    return DecisionTable(array, criteria, [f"A{i + 1}" for i in range(array.shape[-2])])


HYDROPOWER = table(
    [
        [4184.3, 2914.0, 407.2, 251.0, 195, 244, 15, 2.41],
        [5211.9, 3630.0, 501.7, 308.3, 282, 346, 21, 1.41],
        [5021.3, 3920.5, 504.0, 278.6, 12, 56, 3, 4.42],
        [5566.1, 3957.9, 559.5, 335.3, 167, 268, 16, 3.36],
        [5060.5, 3293.5, 514.1, 284.2, 69, 90, 7, 4.04],
        [4317.9, 2925.9, 432.8, 239.3, 12, 55, 3, 4.36],
    ],
    ["max", "min", "max", "max", "min", "min", "min", "max"],
)


@pytest.mark.parametrize(
    ("weights", "index", "ranks", "compromise"),
    [
        (
            [2, 2, 2, 2, 1, 1, 1, 1],
            [1.0, 0.533, 0.552, 0.563, 0.0, 0.686],
            [6, 2, 3, 4, 1, 5],
            ("A5",),
        ),
        (
            [1, 1, 1, 1, 2, 2, 2, 2],
            [0.684, 1.0, 0.147, 0.554, 0.041, 0.191],
            [5, 6, 2, 4, 1, 3],
            ("A5", "A3", "A6"),
        ),
        (
            [1] * 4 + [3.2] * 4,
            [0.668, 1.0, 0.051, 0.588, 0.058, 0.078],
            [5, 6, 1, 4, 2, 3],
            ("A3", "A5", "A6"),
        ),
    ],
    ids=["W2", "W3", "W4"],
)
def test_hydropower_of_opricovic_and_tzeng_2007(weights, index, ranks, compromise):
    result = mcda.vikor(HYDROPOWER, weights)
    np.testing.assert_allclose(result.scores, index, atol=5e-4)
    assert result.ranks.tolist() == ranks
    assert result.compromise == compromise


def test_yang_and_wu_2020():
    values = [[78, 56, 34, 6], [4, 45, 3, 97], [18, 2, 50, 63], [9, 14, 11, 92], [85, 9, 100, 29]]
    result = mcda.vikor(table(values), [0.25] * 4)
    np.testing.assert_allclose(result.scores, [0.5679, 0.7667, 1, 0.7493, 0], atol=5e-5)


def test_the_compromise_set_where_advantage_fails_is_bounded_by_the_advantage():
    values = [[1, 1, 3], [2, 8, 9], [4, 8, 1], [7, 1, 9], [5, 7, 1], [1, 6, 9]]
    result = mcda.vikor(table(values), [0.364, 0.382, 0.253])
    assert result.compromise == ("A5", "A3", "A2")


def test_both_conditions_by_hand():
    fields = {"method": "VIKOR", "alternatives": ("a", "b", "c"), "higher_is_better": False}

    def made(q, s, r):
        return VikorResult(
            scores=np.array(q), group_utility=np.array(s), regret=np.array(r), **fields
        ).compromise

    assert made([0.0, 0.5, 1.0], [0.1, 0.2, 0.3], [0.3, 0.2, 0.1]) == ("a",)
    assert made([0.0, 0.5 - 1e-15, 1.0], [0.1, 0.2, 0.3], [0.3, 0.2, 0.1]) == ("a",)
    assert made([0.0, 0.5, 1.0], [0.2, 0.1, 0.3], [0.1, 0.2, 0.3]) == ("a",)
    assert made([0.0, 0.5, 1.0], [0.2, 0.1, 0.3], [0.2, 0.3, 0.1]) == ("a", "b")
    assert made([0.0, 0.6, 0.6], [0.2, 0.1, 0.3], [0.2, 0.3, 0.1]) == ("a", "b", "c")
    assert made([0.0, 0.4, 0.49], [0.1, 0.2, 0.3], [0.1, 0.2, 0.3]) == ("a", "b", "c")
    assert made([0.4, 0.0, 0.5], [0.1, 0.2, 0.3], [0.1, 0.2, 0.3]) == ("b", "a")
    assert made([0.0, 0.0, 1.0], [0.1, 0.2, 0.3], [0.1, 0.2, 0.3]) == ("a", "b")


@pytest.mark.parametrize("v", [0, 0.1, 0.3, 0.7, 1])
def test_a_lead_of_exactly_the_advantage_suffices(v):
    assert mcda.vikor(table([[1, 1], [3, 3]]), [1, 2], strategy_weight=v).compromise == ("A2",)


def test_affine_changes_of_scale_change_nothing():
    one = mcda.vikor(HYDROPOWER, np.ones(8))
    other = mcda.vikor(HYDROPOWER.with_values(HYDROPOWER.values / 1000 + 5), np.ones(8))
    np.testing.assert_allclose(one.scores, other.scores, atol=1e-10)


@pytest.mark.parametrize("sampled", ["weights", "tables", "both", "crossed"])
def test_a_batch_equals_the_loop_and_keeps_what_the_compromise_needs(sampled):
    rng = np.random.default_rng(4)
    shape, lead = {
        "weights": ((), (7,)),
        "tables": ((7,), ()),
        "both": ((7,), (7,)),
        "crossed": ((7, 1), (5,)),
    }[sampled]
    batch = table(rng.normal(size=(*shape, 6, 4)), ["max", "min", "min", "max"])
    many = rng.dirichlet(np.ones(4), lead)
    whole = mcda.vikor(batch, many)
    assert whole.shortfall is None
    with pytest.raises(
        InvalidInputError, match=r"compromise needs one sample.*pick one with result.at\(i\)"
    ):
        _ = whole.compromise
    for index in np.ndindex(*whole.sample_shape):
        one = DecisionTable(
            np.broadcast_to(batch.values, (*whole.sample_shape, 6, 4))[index],
            batch.criteria,
            batch.alternatives,
        )
        alone = mcda.vikor(one, np.broadcast_to(many, (*whole.sample_shape, 4))[index])
        np.testing.assert_allclose(whole.at(index).scores, alone.scores, rtol=0, atol=1e-12)
        np.testing.assert_allclose(
            whole.at(index).group_utility, alone.group_utility, rtol=0, atol=1e-12
        )
        np.testing.assert_allclose(whole.at(index).regret, alone.regret, rtol=0, atol=1e-12)
        assert whole.at(index).compromise == alone.compromise


@pytest.mark.filterwarnings("ignore:.*is the same for all alternatives in 1 of 2 samples")
def test_ranges_fix_group_utility_and_regret():
    pair = table([[[0.0, 2], [5.0, 2]], [[5.0, 0], [10.0, 4]]], ["max", "min"])
    result = mcda.vikor(pair, [2, 1], ranges={"c0": (0, 10), "c1": (0, 4)})
    np.testing.assert_allclose(result.group_utility, [[5 / 6, 1 / 2], [1 / 3, 1 / 3]])
    np.testing.assert_allclose(result.regret, [[2 / 3, 1 / 3], [1 / 3, 1 / 3]])
    assert result.parameters["ranges"] == {"c0": (0.0, 10.0), "c1": (0.0, 4.0)}


def test_a_constant_criterion_counts_nothing():
    with pytest.warns(DegenerateDataWarning, match=r"^vikor\(\): criterion 'c0' is constant"):
        result = mcda.vikor(table([[3, 1], [3, 2], [3, 3]]), [1, 1])
    np.testing.assert_allclose(result.group_utility, [0.5, 0.25, 0])
    np.testing.assert_allclose(result.shortfall[:, 0], 0)


@pytest.mark.filterwarnings("ignore::decision_analysis.errors.DegenerateDataWarning")
def test_equal_alternatives_and_a_single_one():
    with pytest.warns(
        DegenerateDataWarning,
        match="group utility S is the same for all alternatives; its term in Q",
    ):
        result = mcda.vikor(table([[3, 1], [3, 1]]), [1, 1])
    assert result.scores.tolist() == [0, 0]
    assert result.compromise == ("A1", "A2")
    with pytest.warns(DegenerateDataWarning, match="regret R is the same"):
        result = mcda.vikor(table([[3, 1]]), [1, 1])
    assert result.compromise == ("A1",)


def test_rounding_noise_in_group_utility_is_no_difference():
    values = [[1, 0, 0], [0, 1, 0], [0, 0, 1]]
    with pytest.warns(DegenerateDataWarning, match=r"S is the same for all.*; regret R") as caught:
        result = mcda.vikor(table(values), [0.1 + 0.2, 0.3, 0.3])
    assert result.scores.tolist() == [0, 0, 0]
    # both terms dropped out: said in one warning
    assert len(caught) == 1


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"strategy_weight": 1.5}, r"strategy_weight must be in \[0, 1\]; got 1.5"),
        ({"strategy_weight": "half"}, "strategy_weight must be a number"),
        ({"strategy_weight": np.nan}, "strategy_weight must be finite"),
        ({"ranges": {"c0": (0, 1)}}, "ranges must name each criterion once"),
    ],
)
def test_options_that_are_refused(options, message):
    with pytest.raises(InvalidInputError, match=r"^vikor\(\): " + message):
        mcda.vikor(HYDROPOWER, np.ones(8), **options)
