"""CILOS weights: the linear system, shared bests, what is refused, batches."""

import numpy as np
import pytest

from decision_analysis import weights
from decision_analysis.errors import DegenerateDataWarning, InvalidInputError
from small_tables import table

VALUES = [[3.0, 100, 10, 7], [2.5, 80, 8, 5], [1.8, 50, 20, 11], [2.2, 70, 12, 9]]


def test_the_system_of_the_source_holds():
    result = weights.cilos(table(VALUES, ["min", "max", "min", "max"]))
    flow = result.losses - np.diag(result.losses.sum(axis=0))
    np.testing.assert_allclose(flow @ result.weights, 0, atol=1e-14)
    assert np.diag(result.losses).tolist() == [0, 0, 0, 0]
    assert result.weights.sum() == pytest.approx(1)


def test_who_shares_the_best_shares_the_losses():
    both = table([[8, 2], [8, 4], [1, 5]])
    with pytest.warns(DegenerateDataWarning, match="several alternatives are best on 'c0'"):
        losses = weights.cilos(both).losses
    np.testing.assert_allclose(losses, [[0, (3 / 5 + 1 / 5) / 2], [7 / 8, 0]])


@pytest.mark.parametrize(
    ("values", "goals", "message"),
    [
        ([[1, 2], [-1, 3]], ["max", "max"], "'a1' on 'c0' must be at least 0; got -1"),
        ([[1, 2], [0, 3]], ["min", "max"], "'a1' on 'c0' must be positive, as a cost; got 0"),
        ([[1, 2], [1, 3]], ["max", "max"], "criterion 'c0' is constant: nothing is ever lost"),
        (
            [[1, 2], [4, 3]],
            ["max", "max"],
            "losses do not determine the weights; nothing is lost on 'c0', 'c1'",
        ),
    ],
)
def test_what_is_refused(values, goals, message):
    with pytest.raises(InvalidInputError, match=r"^cilos\(\): " + message):
        weights.cilos(table(values, goals))


def test_a_criterion_on_which_nothing_is_lost_has_the_whole_weight():
    # whoever is best on the second or the third is also best on the first
    with pytest.warns(DegenerateDataWarning, match="several alternatives are best on 'c0'"):
        result = weights.cilos(table([[9, 1, 8], [9, 5, 2], [3, 2, 3]]))
    assert result.weights.tolist() == [1, 0, 0]


def test_a_batch_is_a_loop_and_one_criterion_has_all():
    values = np.random.default_rng(1).uniform(1, 9, (5, 6, 3))
    whole = weights.cilos(table(values, ["max", "min", "max"]))
    for one, found in zip(values, whole.weights, strict=True):
        alone = weights.cilos(table(one, ["max", "min", "max"]))
        np.testing.assert_allclose(alone.weights, found, atol=1e-14)
    assert weights.cilos(table([[1], [2]])).weights.tolist() == [1]


def test_one_sample_that_determines_nothing_is_named():
    good, bad = [[1, 3], [4, 2]], [[1, 2], [4, 3]]
    with pytest.raises(InvalidInputError, match=r"do not determine the weights at \(1,\); nothing"):
        weights.cilos(table([good, bad]))
