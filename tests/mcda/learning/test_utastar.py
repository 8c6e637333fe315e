"""UTASTAR: the extreme weights of the textbook, and tolerance of errors."""

import numpy as np
import pytest

from decision_analysis import DecisionTable, mcda

RANKING = ["RER", ("METRO1", "METRO2"), "BUS", "TAXI"]


def test_the_textbook_up_to_what_depends_on_the_solver(transport, breakpoints):
    result = mcda.utastar(transport, ranking=RANKING, breakpoints=breakpoints)
    assert result.error == 0
    assert result.ranks.tolist() == [1, 2, 2, 4, 5]
    np.testing.assert_allclose(result.highest_weights, [0.9375, 0.95, 0.43125], atol=1e-9)
    # the mean of three solutions, whichever they are: the greatest weights bound it from below
    assert (result.weights >= result.highest_weights / 3 - 1e-9).all()
    assert result.weight_ranges["time"] == pytest.approx((result.lowest_weights[1], 0.95))


def test_tolerance_widens_the_ends(transport, breakpoints):
    exact = mcda.utastar(transport, ranking=RANKING, breakpoints=breakpoints)
    loose = mcda.utastar(transport, ranking=RANKING, breakpoints=breakpoints, tolerance=0.05)
    assert loose.error == 0
    assert (loose.highest_weights >= exact.highest_weights - 1e-9).all()
    assert loose.highest_weights.sum() > exact.highest_weights.sum() + 0.01


def test_random_rankings_of_a_hidden_model_are_reproduced():
    rng = np.random.default_rng(4)
    for _ in range(6):
        values = rng.uniform(size=(6, 3))
        hidden = values**2 @ rng.dirichlet(np.ones(3))
        table = DecisionTable(values, ["x", "y", "z"], list("abcdef"))
        order = [table.alternatives[i] for i in np.argsort(-hidden)]
        result = mcda.utastar(table, ranking=order, breakpoints=4, margin=1e-4)
        assert result.error == pytest.approx(0, abs=0.05)
        if result.error == 0:
            assert result.order == tuple(order)
