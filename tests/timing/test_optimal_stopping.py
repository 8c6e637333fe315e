"""`optimal_stopping`: the secretary problem, brute force over policies, bad input."""

import itertools

import numpy as np
import pytest

from decision_analysis.errors import InvalidInputError
from decision_analysis.timing import optimal_stopping, reservation_values


def secretary(n):
    """Return payoffs and transitions: whether the candidate at hand is the best so far."""
    t = np.arange(1, n + 1)
    record = 1 / t[1:]
    row = np.stack([record, 1 - record], axis=1)
    return np.stack([t / n, 0 * t], axis=1), np.stack([row, row], axis=1)


@pytest.mark.parametrize(
    ("n", "skip", "chance"), [(3, 1, 0.5), (5, 2, 0.433333), (10, 3, 0.39869), (100, 37, 0.371043)]
)
def test_secretary_problem(n, skip, chance):
    """Gilbert and Mosteller (1966), table 2: pass so many, then take the next best so far."""
    result = optimal_stopping(*secretary(n), states=["record", "other"])
    assert result.value == pytest.approx(chance, abs=1e-5)
    assert result.stop[:, 0].tolist() == [False] * skip + [True] * (n - skip)
    assert result.stopping.sum() == pytest.approx(1)


def enumerated(payoffs, moves, discount, cost):
    """Return the best value over all policies, each followed from the first state."""
    stages, count = payoffs.shape
    best = -np.inf
    for policy in itertools.product([True, False], repeat=(stages - 1) * count):
        stop = np.vstack([np.reshape(policy, (stages - 1, count)), np.ones((1, count), bool)])
        here, total = np.eye(count)[0], 0.0
        for t in range(stages):
            total += discount**t * (here * stop[t]) @ payoffs[t]
            here = here * ~stop[t]
            if t < stages - 1:
                total -= discount**t * cost * here.sum()
                here = here @ moves[t]
        best = max(best, total)
    return best


def test_the_best_of_all_policies():
    rng = np.random.default_rng(1)
    for _ in range(4):
        payoffs, moves = rng.normal(size=(4, 3)), rng.dirichlet(np.ones(3), (3, 3))
        result = optimal_stopping(payoffs, moves, discount=0.9, waiting_cost=0.1)
        assert result.value == pytest.approx(enumerated(payoffs, moves, 0.9, 0.1))
        negative = optimal_stopping(-payoffs, moves, discount=0.9, waiting_cost=0.1, goal="min")
        assert negative.value == pytest.approx(-result.value)
        np.testing.assert_array_equal(negative.stop, result.stop)


def test_offers_that_do_not_depend_on_one_another():
    offers, p = np.array([1.0, 2, 5]), np.array([0.5, 0.3, 0.2])
    chain = optimal_stopping(
        np.tile(offers, (5, 1)), np.tile(p, (3, 1)), start=p, discount=0.95, waiting_cost=0.05
    )
    plain = reservation_values(
        dict(zip(offers.tolist(), p.tolist(), strict=True)), 5, discount=0.95, waiting_cost=0.05
    )
    assert chain.value == pytest.approx(plain.value)
    np.testing.assert_allclose(chain.continuation[::-1, 0], plain.reservation)


def test_where_and_when():
    result = optimal_stopping([[1, 0], [0, 2]], [[0.5, 0.5], [0, 1]], states=["low", "high"])
    assert result.stopping.tolist() == [1, 0]
    start = optimal_stopping(
        [[1, 0], [0, 2]], [[0.5, 0.5], [0, 1]], states=["low", "high"], start="high"
    )
    assert (start.value, start.stopping.tolist()) == (2, [0, 1])
    mixed = optimal_stopping(
        [[1, 0], [0, 2]],
        [[0.5, 0.5], [0, 1]],
        states=["low", "high"],
        start={"high": 0.25, "low": 0.75},
    )
    assert mixed.value == pytest.approx(0.25 * 2 + 0.75)
    assert "stopped at stage 1.25 of 2" in repr(mixed)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"payoffs": [1, 2]}, r"payoffs must have shape \(T, N\); got \(2,\)"),
        ({"transitions": np.eye(3)}, r"transitions must have shape \(2, 2\) or \(1, 2, 2\)"),
        ({"transitions": [[0.5, 0.4], [0, 1]]}, "transitions from '0': probabilities must sum"),
        ({"transitions": [[[1.5, -0.5], [0, 1]]]}, "transitions from '0'.*must not be negative"),
        ({"states": ["a"]}, "states must name the 2 columns of payoffs; got 1"),
        ({"start": "z"}, "unknown state 'z'"),
        ({"start": [0.5, 0.4]}, "probabilities must sum to 1"),
        ({"discount": 2}, "discount must be"),
    ],
)
def test_bad_input_is_refused(options, message):
    given = {"payoffs": [[1, 0], [0, 2]], "transitions": [[0.5, 0.5], [0, 1]]} | options
    with pytest.raises(InvalidInputError, match=rf"optimal_stopping\(\).*{message}"):
        optimal_stopping(**given)


def test_going_on_is_not_given_up_for_a_tie_with_something_huge():
    # in the state that nobody gets to, stopping pays 1e13
    payoffs = [[100, 1e13], [109, 0]]
    found = optimal_stopping(payoffs, [[1, 0], [0, 1]])
    assert found.value == 109
    assert not found.stop[0, 0]
