"""BWM: both models against their conditions, intervals, several best or worst, and refusals."""

import numpy as np
import pytest

from decision_analysis import weights
from decision_analysis.errors import InvalidInputError

BEST = {"quality": 2, "price": 1, "comfort": 4, "safety": 3, "style": 8}
WORST = {"quality": 4, "price": 8, "comfort": 4, "safety": 2, "style": 1}


def drawn(rng, n):
    b, w = rng.permutation(n)[:2]
    best, worst = rng.integers(2, 10, (2, n)).astype(float)
    best[b] = worst[w] = 1
    best[w] = worst[b] = rng.integers(2, 10)
    return best, worst, b, w


def test_linear_xi_is_the_largest_difference_and_is_not_divided():
    result = weights.bwm(BEST, WORST)
    w = result.as_dict()
    gaps = [abs(w["price"] - BEST[j] * w[j]) for j in w] + [
        abs(w[j] - WORST[j] * w["style"]) for j in w
    ]
    assert result.inconsistency == pytest.approx(max(gaps), abs=1e-12)
    assert result.inconsistency > 0.01
    assert result.consistency_ratio == result.inconsistency
    assert result.intervals is None


@pytest.mark.parametrize(
    ("between", "xi"),
    [
        # (2 + xi)^2 = 9 - xi, and (5 - xi)^2 = 9 + xi
        (2, (np.sqrt(45) - 5) / 2),
        (5, (11 - np.sqrt(57)) / 2),
        (3, 0),
    ],
)
def test_minmax_xi_of_three_criteria_by_hand(between, xi):
    result = weights.bwm([1, between, 9], [9, between, 1], model="minmax")
    assert result.inconsistency == pytest.approx(xi, abs=1e-12)


def test_minmax_attains_xi_within_its_intervals_and_nothing_less():
    from scipy.optimize import linprog

    rng = np.random.default_rng(5)
    for n in (2, 3, 5, 6, 7):
        best, worst, b, w = drawn(rng, n)
        result = weights.bwm(best, worst, model="minmax")
        found, xi = result.weights, result.inconsistency
        j = np.arange(n)
        gaps = np.abs(found[b] / found - best)[j != b], np.abs(found / found[w] - worst)[j != w]
        assert max(gaps[0].max(), gaps[1].max()) == pytest.approx(xi, abs=1e-9)
        assert (result.intervals[:, 0] <= found + 1e-12).all()
        assert (found <= result.intervals[:, 1] + 1e-12).all()

        def ends(slack, cost, n=n, best=best, worst=worst, b=b, w=w):
            rows = []
            for k in range(n):
                for sign in (1, -1):
                    row = np.zeros(n)
                    row[b] += sign
                    row[k] -= sign * (best[k] + sign * slack)
                    other = np.zeros(n)
                    other[k] += sign
                    other[w] -= sign * (worst[k] + sign * slack)
                    rows += [row] if k != b else []
                    rows += [other] if k != w else []
            one = {"A_eq": [np.ones(n)], "b_eq": [1]}
            return linprog(cost, A_ub=rows, b_ub=np.zeros(len(rows)), bounds=(0, None), **one)

        if xi > 1e-9:
            assert ends(xi - 1e-4, np.zeros(n)).status == 2
        for k in range(n):
            for sign, end in ((1, result.intervals[k, 0]), (-1, result.intervals[k, 1])):
                program = ends(xi + 1e-7, sign * np.eye(n)[k])
                assert sign * program.fun == pytest.approx(end, abs=1e-5)


def test_the_index_of_consistency_is_that_of_the_source():
    printed = [0.44, 1.00, 1.63, 2.30, 3.00, 3.73, 4.47, 5.23]
    for top, index in zip(range(2, 10), printed, strict=True):
        result = weights.bwm([1, top, top], [top, 1, top], model="minmax")
        assert result.inconsistency / result.consistency_ratio == pytest.approx(index, abs=0.005)


@pytest.mark.parametrize("model", ["linear", "minmax"])
def test_a_batch_equals_the_loop_and_consistent_ones_give_their_weights_back(model):
    rng = np.random.default_rng(8)
    people = [drawn(rng, 5)[:2] for _ in range(4)]
    best, worst = np.array(people).transpose(1, 0, 2)
    batch = weights.bwm(best, worst, model=model)
    assert batch.weights.shape == (4, 5)
    for i in range(4):
        alone = weights.bwm(best[i], worst[i], model=model)
        np.testing.assert_allclose(batch.at(i).weights, alone.weights, atol=1e-12)
        assert batch.at(i).inconsistency == pytest.approx(alone.inconsistency, abs=1e-12)
    true = np.array([0.4, 0.05, 0.25, 0.3])
    result = weights.bwm(true.max() / true, true / true.min(), model=model)
    np.testing.assert_allclose(result.weights, true, rtol=1e-12)
    assert result.inconsistency == pytest.approx(0, abs=1e-12)


@pytest.mark.parametrize("model", ["linear", "minmax"])
def test_equal_criteria_and_several_best(model):
    np.testing.assert_allclose(weights.bwm([1, 1, 1], [1, 1, 1], model=model).weights, 1 / 3)
    assert weights.bwm([1], [1], model=model).weights.tolist() == [1]
    several = weights.bwm([1, 1, 4, 4], [4, 4, 1, 1], model=model)
    np.testing.assert_allclose(several.weights, [0.4, 0.4, 0.1, 0.1], rtol=1e-9)


def test_names_align():
    turned = dict(reversed(WORST.items()))
    assert weights.bwm(BEST, turned).as_dict() == weights.bwm(BEST, WORST).as_dict()


@pytest.mark.parametrize(
    ("best", "worst", "message"),
    [
        (
            {"a": 1, "b": 0.5},
            {"a": 2, "b": 1},
            "best_to_others of 'b' must be at least 1 and at most 1000; got 0.5",
        ),
        ({"a": 2, "b": 3}, {"a": 2, "b": 1}, "best_to_others must be 1 for one criterion"),
        ({"a": 1, "b": 3}, {"a": 3, "b": 2}, "others_to_worst must be 1 for one criterion"),
        (
            {"a": 1, "b": 3},
            {"a": 4, "b": 1},
            "say the same of the best 'a' against the worst 'b'; got 3 and 4",
        ),
        ({"a": 1, "b": 3}, {"a": 1, "b": 2}, "must be two; got 'a' for both"),
        ({"a": 1, "b": 3}, {"a": 3, "c": 1}, r"missing \['b'\], unknown \['c'\]"),
        ({"a": 1, "b": 3}, [3, 1], "must both have names or none"),
        ([1, 3], {"a": 3, "b": 1}, "must both have names or none"),
        ([1, 3], [3, 3, 1], r"must fit together; got shapes \(2,\) and \(3,\)"),
        ([[1, 3], [1, 3]], [[3, 1], [4, 1]], r"worst '2' at \(1,\); got 3 and 4"),
    ],
)
def test_what_is_refused(best, worst, message):
    with pytest.raises(InvalidInputError, match=r"^bwm\(\): .*" + message):
        weights.bwm(best, worst)
