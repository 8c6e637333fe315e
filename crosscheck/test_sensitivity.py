"""Weight intervals against the crossings of straight lines in fractions, evpi against sums in
fractions."""

from fractions import Fraction

import numpy as np
import pytest

from decision_analysis import DecisionTable, mcda, sensitivity, voi

COUNT = 200


def crossing(values, shares, criterion, pair):
    """Return the weight of a criterion at which two alternatives score the same, the others in
    proportion; or None.

    With weight t the others have (1 - t) / (1 - t0) times theirs, so that the difference of the
    scores is t d + (1 - t) e, with d the difference on the criterion and e that on the rest.
    """
    one, other = pair
    difference = [a - b for a, b in zip(values[one], values[other], strict=True)]
    rest = sum(
        w * d for j, (w, d) in enumerate(zip(shares, difference, strict=True)) if j != criterion
    )
    rest /= 1 - shares[criterion]
    if difference[criterion] == rest:
        return None
    return rest / (rest - difference[criterion])


def test_weight_intervals_of_a_weighted_sum():
    rng = np.random.default_rng(71)
    moved = 0
    for _ in range(COUNT):
        rows, columns = int(rng.integers(2, 6)), int(rng.integers(2, 5))
        values = [
            [Fraction(int(x), 97) for x in row] for row in rng.integers(0, 98, (rows, columns))
        ]
        parts = rng.integers(1, 10, columns)
        shares = [Fraction(int(part), int(parts.sum())) for part in parts]
        scores = [sum(w * x for w, x in zip(shares, row, strict=True)) for row in values]
        if len(set(scores)) < rows:
            continue
        best = scores.index(max(scores))
        table = DecisionTable(
            [[float(x) for x in row] for row in values],
            [f"c{j}" for j in range(columns)],
            [f"a{i}" for i in range(rows)],
        )
        result = sensitivity.weight_intervals(
            table,
            lambda t, w: mcda.weighted_sum(t, w, normalization=None),
            [float(w) for w in shares],
        )
        assert result.best == table.alternatives[best]
        pairs = [(a, b) for a in range(rows) for b in range(a)]
        for j in range(columns):
            order = ends(values, shares, j, pairs)
            lead = ends(values, shares, j, [(best, a) for a in range(rows) if a != best])
            np.testing.assert_allclose(result.order_interval[j], order, rtol=0, atol=1e-9)
            np.testing.assert_allclose(result.best_interval[j], lead, rtol=0, atol=1e-9)
            moved += lead != (0.0, 1.0)
    assert moved > COUNT


def ends(values, shares, criterion, pairs):
    """Return the nearest crossings below and above the weight, or 0 and 1."""
    found = [crossing(values, shares, criterion, pair) for pair in pairs]
    found = [t for t in found if t is not None and 0 <= t <= 1]
    below = [t for t in found if t < shares[criterion]]
    above = [t for t in found if t > shares[criterion]]
    return float(max(below, default=0)), float(min(above, default=1))


@pytest.mark.parametrize(("goal", "best"), [("max", max), ("min", min)])
def test_evpi_of_equally_likely_and_of_weighted_states(goal, best):
    rng = np.random.default_rng(72)
    for _ in range(COUNT):
        states, actions = int(rng.integers(2, 8)), int(rng.integers(2, 5))
        payoffs = [
            [Fraction(int(x), 7) for x in row] for row in rng.integers(-100, 101, (states, actions))
        ]
        parts = rng.integers(1, 10, states)
        shares = [Fraction(int(part), int(parts.sum())) for part in parts]
        array = np.array([[float(x) for x in row] for row in payoffs])
        for p in (shares, [Fraction(1, states)] * states):
            informed = sum(q * best(row) for q, row in zip(p, payoffs, strict=True))
            blind = best(
                sum(q * row[a] for q, row in zip(p, payoffs, strict=True)) for a in range(actions)
            )
            given = None if len(set(p)) == 1 and p is not shares else [float(q) for q in p]
            result = voi.evpi(array, goal=goal, probabilities=given)
            assert result.value == pytest.approx(float(abs(informed - blind)), rel=1e-9, abs=1e-9)
