"""Consensus of judgements: means of comparisons, scores and weights; concordance."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from decision_analysis import Scores, WeightsResult, group
from decision_analysis.errors import InvalidInputError

ratios = st.lists(st.floats(1 / 9, 9), min_size=3, max_size=3)


def comparison(upper):
    a, b, c = upper
    return np.array([[1, a, b], [1 / a, 1, c], [1 / b, 1 / c, 1]])


@given(ratios, ratios, st.floats(0.01, 10))
def test_the_geometric_mean_is_reciprocal_again(first, second, weight):
    consensus = group.geometric_mean([comparison(first), comparison(second)], weights=[weight, 1])
    np.testing.assert_allclose(consensus * consensus.T, 1, rtol=1e-9)
    unanimous = group.geometric_mean([comparison(first)] * 2, weights=[weight, 1])
    np.testing.assert_allclose(unanimous, comparison(first), rtol=1e-9)


def test_weights_of_people_are_rescaled():
    people = [comparison([8, 1, 1]), comparison([1, 1, 1])]
    assert group.geometric_mean(people, weights=[2, 1])[0, 1] == pytest.approx(4)
    assert group.geometric_mean(people, weights=[0, 3])[0, 1] == pytest.approx(1)


def test_sample_axes_come_before_people():
    people = np.stack([comparison([8, 1, 1]), comparison([2, 1, 1])])
    batch = group.geometric_mean(np.stack([people, np.swapaxes(people, -1, -2)]))
    np.testing.assert_allclose(batch[:, 0, 1], [4, 0.25])


@pytest.mark.parametrize(
    ("comparisons", "message"),
    [
        ([[1, 2], [0.5, 1]], r"must have shape \(..., people, n, n\); got \(2, 2\)"),
        ([[[1, 2]]], "must have shape"),
        ([[[1, 0], [1, 1]]], r"must be positive; got 0 at \(0, 0, 1\)"),
        ([[[1, -2], [-0.5, 1]]], "must be positive; got -2"),
        ([[[1, 3], [2, 1]]], r"must be reciprocal; got 3 at \(0, 0, 1\) and 2 at \(0, 1, 0\)"),
        ([[[2, 3], [1 / 3, 1]]], "must be reciprocal; got 2"),
        ([[[1, 3], [0.33, 1]]], "must be reciprocal; got 3"),
        ([[[1, float("nan")], [1, 1]]], "must be finite"),
        ([[["1", "2"], ["1", "1"]]], "must be numbers; got strings"),
    ],
)
def test_bad_comparisons_are_refused(comparisons, message):
    with pytest.raises(InvalidInputError, match=rf"geometric_mean\(\): comparisons {message}"):
        group.geometric_mean(comparisons)


@pytest.mark.parametrize(
    "function", [lambda w: group.geometric_mean(np.ones((2, 3, 3)), w), lambda w: group.mean(np.eye(2), w)]
)
@pytest.mark.parametrize(
    ("weights", "message"),
    [
        ([1], "need 2 weights, one for each person"),
        ([1, -1], "weights must not be negative; got -1 for person 1"),
        ([0, 0], "weights must not all be zero"),
        ([1, float("nan")], "weights must be finite"),
    ],
)
def test_bad_weights_of_people_are_refused(function, weights, message):
    with pytest.raises(InvalidInputError, match=message):
        function(weights)


def test_the_mean_of_a_result_is_a_result():
    scores = Scores(method="m", alternatives=("a", "b"), scores=np.array([[1.0, 3], [3, 9]]), higher_is_better=False)
    consensus = group.mean(scores)
    np.testing.assert_array_equal(consensus.scores, [2, 6])
    assert consensus.best == "a"
    assert consensus.method == "mean m"
    weights = WeightsResult(method="w", weights=np.array([[0.2, 0.8], [0.6, 0.4]]), criteria=("p", "q"))
    assert group.mean(weights, weights=[1, 3]).as_dict() == pytest.approx({"p": 0.5, "q": 0.5})
    with pytest.raises(InvalidInputError, match=r"mean\(\): judgements must have shape \(..., people, n\); got \(2,\)"):
        group.mean(scores.at(0))


def test_concordance_of_siegel_1956():
    executives = [[1, 6, 3, 2, 5, 4], [1, 5, 6, 4, 2, 3], [6, 3, 2, 5, 4, 1]]
    assert group.kendall_w(executives) == pytest.approx(0.16, abs=0.005)
    assert group.kendall_w(executives) == pytest.approx(12 * 25.5 / (9 * 210), abs=1e-15)


def test_concordance_ends_at_zero_and_one():
    assert group.kendall_w([("a", "b", "c")] * 3) == 1
    assert group.kendall_w([[1, 2], [2, 1]]) == 0
    assert group.kendall_w([[1, 2, 2], [1, 3, 3]]) == 1
    np.testing.assert_array_equal(group.kendall_w([[[1, 2], [2, 1]], [[1, 2], [1, 2]]]), [0, 1])
    assert group.kendall_w([[1, 2, 3], [3, 1, 2]], counts=[2, 1]) == pytest.approx(
        group.kendall_w([[1, 2, 3], [1, 2, 3], [3, 1, 2]])
    )


@pytest.mark.parametrize(
    ("rankings", "message"),
    [([[1, 2]], "at least two people"), ([[1], [1]], "two alternatives"), ([[1, 1], [2, 2]], "all ranks are tied")],
)
def test_concordance_needs_something_to_compare(rankings, message):
    with pytest.raises(InvalidInputError, match=rf"kendall_w\(\): .*{message}"):
        group.kendall_w(rankings)
