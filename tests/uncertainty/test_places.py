"""Places from scores are those from ranks: of clear samples, of ties and of chains of near ties."""

import numpy as np
import pytest

from decision_analysis import Scores
from decision_analysis.errors import InvalidInputError
from decision_analysis.uncertainty._places import firsts, places


def chained(rows, count, seed=0):
    """Return scores of which many tie by chains: each within the noise of the next."""
    rng = np.random.default_rng(seed)
    steps = rng.choice([0.0, 0.4e-12, 0.9e-12, 1.5e-12, 1e-3], size=(rows, count))
    return 1.0 + rng.permuted(np.cumsum(steps, axis=1), axis=1)


@pytest.mark.parametrize("higher", [True, False])
@pytest.mark.parametrize("rows", [40, 3000])
@pytest.mark.parametrize("kind", ["apart", "chained"])
def test_places_of_scores_are_those_of_their_ranks(rows, higher, kind):
    numbers = np.random.default_rng(1).normal(size=(rows, 6))
    numbers = chained(rows, 6) if kind == "chained" else numbers
    scores = Scores(
        method="m", alternatives=tuple("abcdef"), scores=numbers, higher_is_better=higher
    )
    of_scores, of_ranks = places(scores), places(scores.ranks)
    np.testing.assert_array_equal(of_scores.before, scores.ranks.T - 1)
    np.testing.assert_array_equal(of_ranks.before, of_scores.before)
    np.testing.assert_array_equal(of_ranks.tied, of_scores.tied)
    np.testing.assert_array_equal(of_ranks.sizes, of_scores.sizes)
    equal = scores.ranks[:, :, None] == scores.ranks[:, None, :]
    np.testing.assert_array_equal(of_ranks.all_sizes(), equal.sum(axis=2))
    assert (len(of_ranks.tied) > rows / 2) == (kind == "chained")
    for a in range(6):
        np.testing.assert_array_equal(firsts(scores, a), scores.ranks[:, a] == 1)
        np.testing.assert_array_equal(firsts(scores.ranks, a), scores.ranks[:, a] == 1)


@pytest.mark.parametrize("count", [3, 33, 64, 65, 130, 300])
def test_ranks_of_any_number_are_read_and_others_refused(count):
    ranks = np.random.default_rng(count).permuted(np.tile(np.arange(count) + 1, (20, 1)), axis=1)
    found = places(ranks)
    np.testing.assert_array_equal(found.before, ranks.T - 1)
    assert not len(found.tied)
    # a sample in which the first two would not tie where they have the second's rank
    row = int(np.flatnonzero(ranks[:, 0] != ranks[:, 1] + 1)[0])
    for bad in (0, count + 1, ranks[row, 1]):
        wrong = ranks.copy()
        wrong[row, 0] = bad
        with pytest.raises(InvalidInputError, match="must be competition ranks"):
            places(wrong)
