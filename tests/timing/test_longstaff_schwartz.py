"""`longstaff_schwartz`: the paper's eight paths, a chain that is solved exactly, bad input."""

import numpy as np
import pytest

from decision_analysis.errors import InvalidInputError
from decision_analysis.timing import longstaff_schwartz, optimal_stopping

# Longstaff and Schwartz (2001), section 1: a put with strike 1.10 on a stock worth 1 today
PATHS = np.array(
    [
        [1.09, 1.08, 1.34],
        [1.16, 1.26, 1.54],
        [1.22, 1.07, 1.03],
        [0.93, 0.97, 0.92],
        [1.11, 1.56, 1.52],
        [0.76, 0.77, 0.90],
        [0.92, 0.84, 1.01],
        [0.88, 1.22, 1.34],
    ]
)


def test_the_papers_example():
    result = longstaff_schwartz(np.maximum(1.1 - PATHS, 0), PATHS, discount=np.exp(-0.06))
    assert result.value == pytest.approx(0.1144, abs=5e-5)
    assert result.wait == pytest.approx(0.0564, abs=5e-5)
    # the paper's last table: paths 4, 6, 7, 8 stop at once, path 3 at the end
    assert result.stage.tolist() == [-1, -1, 2, 0, -1, 0, 0, 0]
    assert result.stopping.tolist() == [0.5, 0, 0.125]


def test_a_chain_that_is_solved_exactly():
    """Within 4.5 standard errors, and 1% for a rule that has seen the paths."""
    rng = np.random.default_rng(1)
    states, moves = np.array([0.0, 1, 2, 3]), np.full((4, 4), 0.1) + 0.6 * np.eye(4)
    payoffs = np.array([[0.5, 0, 1.5, 2.0]] * 4)
    place = np.zeros((20_000, 4), dtype=int)
    for t in range(1, 4):
        share = rng.random(len(place))
        place[:, t] = (share[:, None] > moves.cumsum(axis=1)[place[:, t - 1]]).sum(axis=1)
    exact = optimal_stopping(payoffs, moves, discount=0.95)
    found = longstaff_schwartz(payoffs[0][place], states[place], discount=0.95, degree=3)
    truth = 0.95 * exact.value
    assert abs(found.value - truth) < 4.5 * found.standard_error + 0.01 * truth


def test_several_numbers_tell_the_state():
    rng = np.random.default_rng(2)
    walk = rng.normal(size=(500, 5, 2)).cumsum(axis=1)
    payoffs = np.maximum(walk[..., 0] - walk[..., 1], 0)
    both = longstaff_schwartz(payoffs, walk)
    blind = longstaff_schwartz(payoffs, 0 * walk[..., 0])
    assert both.value > blind.value > 0
    assert both.value >= both.wait


def test_many_numbers_of_a_state_need_as_many_terms_as_a_polynomial_has():
    """Of 12 numbers a cubic has 455 terms; all 4^12 products of powers would be 16,777,216."""
    walk = np.random.default_rng(3).normal(size=(600, 2, 12)).cumsum(axis=1)
    payoffs = np.maximum(walk[..., 0], 0)
    found = longstaff_schwartz(payoffs, walk, degree=3)
    assert found.value > found.wait > 0
    with pytest.raises(InvalidInputError, match=r"terms of degree 8 must fit into memory"):
        longstaff_schwartz(payoffs, np.tile(walk, 10), degree=8)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"payoffs": [1.0, 2.0]}, r"payoffs must have shape \(S, T\) with at least 2 paths"),
        ({"paths": PATHS[:3]}, r"paths must have shape \(8, 3\)"),
        ({"degree": 9}, "degree must be at most 8"),
        ({"discount": 0}, "discount must be"),
    ],
)
def test_bad_input_is_refused(options, message):
    given = {"payoffs": np.maximum(1.1 - PATHS, 0), "paths": PATHS} | options
    with pytest.raises(InvalidInputError, match=rf"longstaff_schwartz\(\).*{message}"):
        longstaff_schwartz(**given)
