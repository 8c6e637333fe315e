"""The consistency of triads: counted one by one, of rankings, labelled, in batches."""

import itertools

import numpy as np
import pandas as pd
import pytest

from decision_analysis import mcda
from decision_analysis.errors import InvalidInputError


def of_scores(scores):
    return (np.sign(np.subtract.outer(scores, scores)) + 1) / 2


def one_by_one(judged):
    """Return the share of triads whose judgements are those of some ranking with ties."""
    rankings = {
        tuple(of_scores(np.array(levels))[np.triu_indices(3, 1)])
        for levels in itertools.product(range(3), repeat=3)
    }
    assert len(rankings) == 13
    triads = list(itertools.combinations(range(len(judged)), 3))
    return sum(
        tuple(judged[np.ix_(t, t)][np.triu_indices(3, 1)]) in rankings for t in triads
    ) / len(triads)


def test_products_count_what_going_through_all_triads_does():
    rng = np.random.default_rng(0)
    upper = np.triu(rng.choice([0, 0.5, 1], (40, 7, 7)), 1)
    judged = upper + np.swapaxes(np.triu(np.ones((7, 7)), 1) - upper, 1, 2) + np.eye(7) / 2
    np.testing.assert_allclose(mcda.triad_consistency(judged), [one_by_one(one) for one in judged])


def test_a_ranking_with_ties_is_consistent_and_a_circle_is_not():
    assert mcda.triad_consistency(of_scores(np.array([3, 1, 1, 2, 3]))) == 1
    assert mcda.triad_consistency([[0.5, 1, 0], [0, 0.5, 1], [1, 0, 0.5]]) == 0
    assert mcda.triad_consistency([[0.5, 1], [0, 0.5]]) == 1


def test_labels_are_aligned():
    judged = pd.DataFrame(of_scores(np.arange(4)), list("abcd"), list("abcd"))
    assert mcda.triad_consistency(judged.loc[["c", "a", "d", "b"]]) == 1


@pytest.mark.parametrize(
    ("judged", "says"),
    [
        ([[0.5, 1]], "judgements must be square"),
        ([[0.5, 0.7], [0.3, 0.5]], r"judgements must be 1, 0.5 or 0; got 0.7 at \(0, 1\)"),
        ([[0.5, 1], [1, 0.5]], r"judgements must be 1 less the judgement .*; got 1 at \(0, 1\)"),
        ([[1, 1], [0, 0.5]], "judgements must be 1 less"),
    ],
)
def test_what_are_no_judgements_is_refused(judged, says):
    with pytest.raises(InvalidInputError, match=rf"triad_consistency\(\): {says}"):
        mcda.triad_consistency(judged)
