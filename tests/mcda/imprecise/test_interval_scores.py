"""Bounds of scores: exact for monotone methods, honest for others, draws of the right shape."""

import functools
import itertools

import numpy as np
import pytest

from decision_analysis import Criterion, DecisionTable, mcda, value
from decision_analysis.errors import InvalidInputError
from decision_analysis.mcda.imprecise._drawn import Draws

CRITERIA = [Criterion("cost", "min"), "quality"]
LABELS = ["a", "b", "c"]
LOW = DecisionTable([[2.0, 5], [4, 7], [3, 1]], CRITERIA, LABELS)
LIKELY = DecisionTable([[3.0, 6], [4, 8], [5, 4]], CRITERIA, LABELS)
HIGH = DecisionTable([[5.0, 8], [6, 10], [9, 9]], CRITERIA, LABELS)
BOUNDS = {"cost": (0, 10), "quality": (0, 12)}
VALUES = {"cost": value.linear(10, 0), "quality": value.piecewise([0, 6, 12], [0, 0.9, 1])}
METHODS = {
    "max": mcda.weighted_sum,
    "minmax": functools.partial(mcda.weighted_sum, normalization="minmax"),
    "sum": functools.partial(mcda.weighted_sum, normalization="sum"),
    "value": functools.partial(mcda.additive_value, values=VALUES),
    "spotis": functools.partial(mcda.spotis, bounds=BOUNDS),
    "ranges": functools.partial(mcda.topsis, normalization="minmax", ranges=BOUNDS),
}


def of_all_corners(method):
    """Return the least and the greatest score at all corners of all performances together."""
    picks = np.array(list(itertools.product([0, 1], repeat=6))).reshape(-1, 3, 2)
    tables = LOW.with_values(np.where(picks, HIGH.values, LOW.values))
    scores = method(tables, [2, 1]).scores
    return scores.min(axis=0), scores.max(axis=0)


@pytest.mark.filterwarnings("ignore::decision_analysis.errors.DegenerateDataWarning")
@pytest.mark.parametrize("method", METHODS.values(), ids=METHODS)
def test_monotone_methods_have_the_bounds_of_all_corners(method):
    result = mcda.interval_scores(method, [LOW, HIGH], [2, 1], n_samples=500, rng=1)
    assert result.bounds_from == "corners"
    low, high = of_all_corners(method)
    np.testing.assert_allclose(result.low, low)
    np.testing.assert_allclose(result.high, high)
    said = mcda.interval_scores(method, [LOW, HIGH], [2, 1], monotone=True, n_samples=500, rng=1)
    np.testing.assert_array_equal(said.low, result.low)


def test_topsis_is_not_monotone_in_what_others_do_and_says_so():
    # a performance that gets better lengthens its column, in which others move too
    result = mcda.interval_scores(mcda.topsis, [LOW, HIGH], [2, 1], n_samples=2000, rng=1)
    assert result.bounds_from == "samples"
    low, high = of_all_corners(mcda.topsis)
    assert (result.low >= low - 1e-12).all()
    assert (result.high <= high + 1e-12).all()


def test_a_target_inside_the_interval_is_not_monotone():
    def method(table):
        return value.target(0, 6.5, 12)(table.values[..., 1])

    result = mcda.interval_scores(method, [LOW, HIGH], n_samples=2000, rng=1)
    assert result.bounds_from == "samples"
    assert result.high[0] > 0.99
    with pytest.raises(
        InvalidInputError, match=r"interval_scores\(\): the method must be monotone"
    ):
        mcda.interval_scores(method, [LOW, HIGH], monotone=True, rng=1)


def test_mare_is_its_special_case():
    fixed = {"cost": lambda x: 2 / x, "quality": lambda x: x / 10}
    method = functools.partial(mcda.additive_value, values=fixed)
    result = mcda.interval_scores(method, [LOW, LIKELY, HIGH], [2, 1], n_samples=100, rng=1)
    mare = mcda.mare([LOW, LIKELY, HIGH], [2, 1])
    for mine, theirs in (
        (result.low, mare.low),
        (result.likely, mare.scores),
        (result.high, mare.high),
    ):
        np.testing.assert_allclose(mine, theirs)


def test_a_seed_repeats_the_draws_and_a_lower_better_method_keeps_its_sign():
    ask = functools.partial(mcda.interval_scores, METHODS["spotis"], [LOW, LIKELY, HIGH], [2, 1])
    result = ask(n_samples=3000, rng=5)
    assert result.equals(ask(n_samples=3000, rng=5))
    assert not result.equals(ask(n_samples=3000, rng=6))
    assert not result.higher_is_better
    for array in (result.mean, result.likely):
        assert (result.low <= array).all()
        assert (array <= result.high).all()
    assert result.best_share.sum() == pytest.approx(1)
    # c at its best is still behind b at its worst
    assert result.contenders == tuple(
        label for label, low in zip(LABELS, result.low, strict=True) if low <= result.high.min()
    )


def test_certain_performances_have_certain_scores():
    result = mcda.interval_scores(mcda.topsis, [LIKELY, LIKELY], [2, 1], n_samples=10, rng=0)
    scores = mcda.topsis(LIKELY, [2, 1]).scores
    for array in (result.low, result.mean, result.high):
        np.testing.assert_allclose(array, scores)
    assert (result.bounds_from, result.likely) == ("corners", None)


@pytest.mark.parametrize(
    ("corners", "mean", "variance"),
    [
        ([2, 5], 3.5, 9 / 12),
        ([2, 3, 7], 4, (4 + 9 + 49 - 6 - 14 - 21) / 18),
        ([0, 1, 3, 4], 2, (9 + 1) / 12),
        ([4, 4, 4], 4, 0),
        ([2, 2, 7], (2 + 2 + 7) / 3, 25 / 18),
    ],
)
def test_draws_have_the_moments_of_their_distribution(corners, mean, variance):
    draws = Draws(np.array(corners, dtype=float)[None, None], 3)
    drawn = np.concatenate([values for values, _ in draws.pieces(200_000, tag="t")]).ravel()
    assert drawn.min() >= corners[0]
    assert drawn.max() <= corners[-1]
    # five standard errors: a false alarm once in 1.7 million
    assert abs(drawn.mean() - mean) <= 5 * np.sqrt(variance / 200_000)
    np.testing.assert_allclose(drawn.var(), variance, rtol=0.02)


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ({"method": "topsis"}, "method must be a function of a table and weights"),
        ({"method": lambda table, w: np.zeros(2)}, r"method must return a score for each row"),
        ({"method": lambda table, w: table.values[..., 0] * np.nan}, "nan at .*, of 'a'; so in 3"),
        ({"method": lambda table: table}, "must be a function of a table and weights, or of"),
        ({"weights": None}, "or of a table alone where weights=None"),
        ({"weights": [[1, 2]] * 3}, r"weights must be one for each criterion; got shape \(3, 2\)"),
        ({"corners": [LOW]}, "corners must be tables .*; got 1 entries"),
        ({"corners": [LOW.with_values([LOW.values] * 2), HIGH]}, "tables without sample axes"),
        ({"monotone": 1}, "monotone must be a bool"),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_refused(arguments, says):
    valid = {"method": mcda.topsis, "corners": [LOW, HIGH], "weights": [2, 1]}
    with pytest.raises(InvalidInputError, match=rf"interval_scores\(\): .*{says}"):
        mcda.interval_scores(**{**valid, **arguments})


def test_where_all_scores_are_0_nobody_is_ahead():
    found = mcda.interval_scores(
        lambda table, weights: np.zeros(table.values.shape[:-1]), [LOW, HIGH], [1, 1], rng=1
    )
    assert found.contenders == ("a", "b", "c")
