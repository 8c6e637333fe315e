"""Ranks by counting: those that sorting gives, also of ties and near ties, far and small scores."""

import numpy as np
import pytest

from decision_analysis import _arrays
from decision_analysis._arrays import competition_ranks
from decision_analysis._counted_ranks import LEAST_ROWS, MOST_COUNTED, ROWS_AT_ONCE, counted_places
from decision_analysis._limits import TIE_TOLERANCE

ROWS = ROWS_AT_ONCE + 77


def by_definition(scores, higher_is_better):
    """Rank one row at a time in plain Python: neighbours in sorted order tie or do not."""
    ranks = np.empty(scores.shape, dtype=int)
    for row, given in enumerate(scores.tolist()):
        noise = TIE_TOLERANCE * max(abs(x) for x in given)
        order = sorted(range(len(given)), key=lambda a: given[a], reverse=higher_is_better)
        for place, a in enumerate(order):
            before = order[place - 1]
            tie = place > 0 and abs(given[a] - given[before]) <= noise
            ranks[row, a] = ranks[row, before] if tie else place + 1
    return ranks


def scored(kind, rows, count):
    rng = np.random.default_rng([rows, count])
    scores = rng.normal(size=(rows, count))
    steps = rng.choice([0.3, 0.999, 1.001, 4.0], size=scores.shape)
    near = rng.integers(0, 4, size=scores.shape) * steps
    return {
        "apart": scores,
        "some equal": np.round(scores, 1),
        "near ties": 5.0 + 5e-12 * near,
        "a narrow range far from 0": 1e6 + 1e-5 * scores,
        "all equal": np.full_like(scores, 3.0),
        "nothing": np.zeros_like(scores),
        "tiny": 1e-300 * scores,
        "subnormal": np.round(scores * 5) * 5e-324,
        "large": 1e299 * np.clip(scores, -9, 9),
        "too large to differ": 1.7e308 * np.sign(scores),
        "one outlier": np.where(np.arange(count) == 0, 1e12, scores),
    }[kind]


KINDS = (
    "apart",
    "some equal",
    "near ties",
    "a narrow range far from 0",
    "all equal",
    "nothing",
    "tiny",
    "subnormal",
    "large",
    "too large to differ",
    "one outlier",
)


@pytest.mark.parametrize("higher", [True, False])
@pytest.mark.parametrize("count", [2, 7, 20])
@pytest.mark.parametrize("kind", KINDS)
def test_ranks_are_those_of_the_definition(kind, count, higher):
    scores = scored(kind, LEAST_ROWS + 3, count)
    found = competition_ranks(scores, higher_is_better=higher)
    np.testing.assert_array_equal(found, by_definition(scores, higher))
    assert found.dtype == np.intp


@pytest.mark.parametrize("count", [1, 3, MOST_COUNTED, MOST_COUNTED + 1])
@pytest.mark.parametrize("kind", ["apart", "some equal", "near ties"])
def test_ranks_of_many_rows_are_those_of_few(kind, count):
    scores = scored(kind, ROWS, count)
    few = [competition_ranks(part) for part in np.array_split(scores, 40)]
    np.testing.assert_array_equal(competition_ranks(scores), np.concatenate(few))
    cube = scores[: 3 * (ROWS // 3)].reshape(3, -1, count)
    np.testing.assert_array_equal(
        competition_ranks(cube), competition_ranks(scores)[: cube[..., 0].size].reshape(cube.shape)
    )


def test_most_rows_are_counted_and_none_that_has_a_near_tie(monkeypatch):
    scores = scored("apart", ROWS, 20)
    _, close = counted_places(scores, True)
    assert not len(close)
    scores[::7, 3] = scores[::7, 9] * (1 + 3e-13)
    _, close = counted_places(scores, True)
    np.testing.assert_array_equal(close, np.arange(0, ROWS, 7))
    # without the rows that are sorted, what is counted for them would be wrong
    monkeypatch.setattr(_arrays, "_sorted_ranks", lambda rows, higher: np.full(rows.shape, 99))
    assert (competition_ranks(scores) == 99).all(axis=1).nonzero()[0].tolist() == close.tolist()


def test_whole_numbers_are_ranked_too():
    numbers = np.random.default_rng(0).integers(-9, 9, size=(ROWS, 5))
    np.testing.assert_array_equal(competition_ranks(numbers), competition_ranks(1.0 * numbers))
