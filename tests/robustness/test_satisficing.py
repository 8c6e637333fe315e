"""Satisficing: shares of states in which requirements are met, by column and by sample."""

import numpy as np
import pytest

from decision_analysis import Criterion, DecisionTable, robustness
from decision_analysis.errors import InvalidInputError

THOMPSON = DecisionTable(
    [[200_000, 100_000, -120_000], [90_000, 50_000, -20_000], [0, 0, 0]],
    ["high", "moderate", "low"],
    ["large", "small", "none"],
)
CHANCES = {"high": 0.3, "moderate": 0.5, "low": 0.2}
CRITERIA = [Criterion("gain"), Criterion("risk", "min")]


def test_shares_and_probabilities_of_states():
    shares = robustness.satisficing(THOMPSON, 0)
    np.testing.assert_allclose(shares.scores, [2 / 3, 2 / 3, 1])
    assert shares.best == "none"
    likely = robustness.satisficing(THOMPSON, 0, CHANCES)
    np.testing.assert_allclose(likely.scores, [0.8, 0.8, 1])
    by_state = robustness.satisficing(
        THOMPSON, {"low": -20_000, "high": 90_000, "moderate": 60_000}, CHANCES
    )
    np.testing.assert_allclose(by_state.scores, [0.8, 0.5, 0.2])
    costs = DecisionTable(-THOMPSON.values, dict.fromkeys(CHANCES, "min"), THOMPSON.alternatives)
    np.testing.assert_array_equal(robustness.satisficing(costs, 0, CHANCES).scores, likely.scores)


def test_what_is_at_the_threshold_to_rounding_meets_it():
    table = DecisionTable([[0.1 + 0.2], [0.3 - 1e-9]], ["s"], ["a", "b"])
    assert robustness.satisficing(table, 0.3).scores.tolist() == [1, 0]
    costs = DecisionTable([[0.1 + 0.2], [0.3 + 1e-9]], {"s": "min"}, ["a", "b"])
    assert robustness.satisficing(costs, 0.3).scores.tolist() == [1, 0]


def test_what_is_met_in_every_state_is_sure():
    chances = {"high": 0.7, "moderate": 0.2, "low": 0.1}
    assert np.sum(list(chances.values())) < 1
    assert robustness.satisficing(THOMPSON, -1e6, chances).scores.tolist() == [1, 1, 1]


def test_several_criteria_must_be_met_in_the_same_sample():
    """Each requirement is met in half of the samples, both at once in none of them by `b`."""
    values = [[[5, 1], [5, 9]], [[5, 1], [1, 1]], [[1, 9], [5, 9]], [[1, 9], [1, 1]]]
    table = DecisionTable(values, CRITERIA, ["a", "b"])
    both = robustness.satisficing(table, {"gain": 4, "risk": 2}, over="samples")
    assert both.scores.tolist() == [0.5, 0]
    one = robustness.satisficing(table, {"risk": 2}, over="samples")
    assert one.scores.tolist() == [0.5, 0.5]
    weighted = robustness.satisficing(
        table, [4, 2], probabilities=[0.7, 0.1, 0.1, 0.1], over="samples"
    )
    np.testing.assert_allclose(weighted.scores, [0.8, 0])


def test_a_batch_equals_a_loop_and_a_sum():
    rng = np.random.default_rng(1)
    values, asked = rng.normal(size=(6, 3, 4)), rng.normal(size=(6, 4))
    chances = rng.dirichlet(np.ones(4), size=6)
    batch = robustness.satisficing(DecisionTable(values, list("pqrs"), list("abc")), asked, chances)
    expected = ((values >= asked[:, None]) * chances[:, None]).sum(axis=-1)
    np.testing.assert_allclose(batch.scores, expected, atol=1e-15)
    for i in range(6):
        one = DecisionTable(values[i], list("pqrs"), list("abc"))
        np.testing.assert_array_equal(
            robustness.satisficing(one, asked[i], chances[i]).scores, batch.scores[i]
        )
    # over the last of two sample axes
    table = DecisionTable(rng.normal(size=(5, 7, 3, 2)), CRITERIA, list("abc"))
    shares = robustness.satisficing(table, [0, 0], over="samples").scores
    met = (table.values[..., 0] >= 0) & (table.values[..., 1] <= 0)
    np.testing.assert_allclose(shares, met.mean(axis=1))


SAMPLED = DecisionTable(np.ones((3, 1, 2)), CRITERIA, ["a"])


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"thresholds": np.nan}, "thresholds must be finite"),
        ({"thresholds": "much"}, "thresholds must be"),
        ({"thresholds": {"high": 1}}, r"missing \['moderate', 'low'\]"),
        ({"thresholds": [1, 2]}, r"thresholds must be one for each state, 3; got shape \(2,\)"),
        ({"thresholds": np.ones((2, 3))}, None),
        ({"probabilities": [1, 1, -1]}, "probability of 'low' must not be negative"),
        ({"over": "rows"}, "over must be one of 'columns', 'samples'"),
        ({"over": "samples"}, "table must have samples to count over"),
        ({"table": SAMPLED}, "must share one goal"),
        ({"table": SAMPLED, "over": "samples", "thresholds": 1}, "must name the criteria that"),
        ({"table": SAMPLED, "over": "samples", "thresholds": {}}, "at least one criterion"),
        (
            {"table": SAMPLED, "over": "samples", "thresholds": {"gian": 1}},
            r"unknown criterion in thresholds 'gian' \(did you mean 'gain'\?\)",
        ),
        (
            {"table": SAMPLED, "over": "samples", "thresholds": {"gain": "1"}},
            "threshold of 'gain' must be a number; got '1'",
        ),
        (
            {"table": SAMPLED, "over": "samples", "thresholds": [1, 1], "probabilities": [1, 0]},
            "need 3 probabilities",
        ),
        (
            {
                "table": DecisionTable(np.ones((3, 1, 2)), ["s", "t"], ["a"]),
                "thresholds": np.ones((2, 2)),
            },
            r"samples of thresholds \(2,\) and table \(3,\) must pair",
        ),
    ],
)
def test_refusals(arguments, message):
    given = {"table": THOMPSON, "thresholds": 0, **arguments}
    if message is None:
        assert robustness.satisficing(**given).scores.shape == (2, 3)
        return
    with pytest.raises(InvalidInputError, match=rf"^satisficing\(\).*{message}"):
        robustness.satisficing(**given)
