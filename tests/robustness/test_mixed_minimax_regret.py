"""Mixed minimax regret: Manski's closed form, duality and enumerated supports on random tables."""

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from decision_analysis import DecisionTable, robustness

tables = arrays(
    float, st.tuples(st.integers(1, 4), st.integers(1, 4)), elements=st.integers(-20, 20).map(float)
)


def table_of(values, goal="max"):
    states = {f"s{j}": goal for j in range(len(values[0]))}
    return DecisionTable(values, states, [f"a{i}" for i in range(len(values))])


def least_by_supports(regret):
    """Return the least worst expected regret over all mixtures, from the corners of the program."""
    count, states = regret.shape
    best = np.inf
    # in a corner as many regrets are equal and largest as alternatives are mixed
    for size in range(1, min(count, states) + 1):
        for rows in itertools.combinations(range(count), size):
            for columns in itertools.combinations(range(states), size):
                system = np.block(
                    [
                        [regret[np.ix_(rows, columns)].T, -np.ones((size, 1))],
                        [np.ones((1, size)), np.zeros((1, 1))],
                    ]
                )
                if abs(np.linalg.det(system)) < 1e-9:
                    continue
                shares = np.linalg.solve(system, np.append(np.zeros(size), 1.0))[:size]
                if (shares >= -1e-12).all():
                    best = min(best, (shares @ regret[list(rows)]).max())
    return best


@pytest.mark.parametrize(("known", "worse", "better"), [(50, 40, 70), (0, -1, 9), (0.2, 0.1, 0.25)])
def test_the_share_of_a_new_treatment(known, worse, better):
    """Manski (2009): the new treatment is for the share (better - known) / (better - worse)."""
    table = DecisionTable([[known, known], [worse, better]], ["worse", "better"], ["known", "new"])
    result = robustness.mixed_minimax_regret(table)
    share = (better - known) / (better - worse)
    assert result["new"] == pytest.approx(share, abs=1e-9)
    assert result.value == pytest.approx((better - known) * (known - worse) / (better - worse))
    # a diversified choice is regretted less than either treatment for all
    assert result.value < robustness.minimax_regret(table).scores.min()
    assert result.best == ("new" if share > 0.5 else "known")


@settings(max_examples=60)
@given(values=tables)
def test_no_mixture_is_regretted_less(values):
    result = robustness.mixed_minimax_regret(table_of(values))
    regret = values.max(axis=0) - values
    assert result.scores.sum() == pytest.approx(1)
    assert (result.scores @ regret).max() == pytest.approx(result.value, abs=1e-7)
    # the bound from the other side, by the least favorable belief
    assert (regret @ result.least_favorable).min() == pytest.approx(result.value, abs=1e-7)
    assert result.least_favorable.sum() == pytest.approx(1)
    assert result.value == pytest.approx(least_by_supports(regret), abs=1e-7)


def test_costs_are_negated_gains():
    values = np.array([[3.0, 0, 5], [1, 4, 2], [2, 2, 2]])
    gains = robustness.mixed_minimax_regret(table_of(values))
    costs = robustness.mixed_minimax_regret(table_of(-values, "min"))
    assert costs.value == pytest.approx(gains.value)
    np.testing.assert_allclose(costs.scores, gains.scores, atol=1e-9)


def test_a_dominant_alternative_is_taken_for_sure_and_never_regretted():
    result = robustness.mixed_minimax_regret(table_of([[3.0, 4], [1, 4], [3, 0]]))
    assert result.best == "a0"
    assert result["a0"] == pytest.approx(1)
    assert result.value == 0
    assert "regret 0" in repr(result)


def test_a_batch_equals_a_loop():
    values = np.random.default_rng(8).normal(size=(2, 3, 4, 3))
    states, names = ["s", "t", "u"], list("abcd")
    batch = robustness.mixed_minimax_regret(DecisionTable(values, states, names))
    assert batch.value.shape == batch.sample_shape == (2, 3)
    for place in np.ndindex(2, 3):
        one = robustness.mixed_minimax_regret(DecisionTable(values[place], states, names))
        np.testing.assert_array_equal(batch.scores[place], one.scores)
        np.testing.assert_array_equal(batch.least_favorable[place], one.least_favorable)
        assert batch.at(place).value == batch.value[place] == one.value
