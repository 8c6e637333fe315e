"""Consensus of judgements: means of comparisons, scores and weights; concordance."""

import itertools

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from decision_analysis import DecisionTable, Scores, WeightsResult, group, mcda, weights
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
        (
            [[1, 2], [0.5, 1]],
            r"must have shape .*people, n, n.*; got \(2, 2\), the comparisons of one person",
        ),
        ([[[1, 2]]], r"must have shape .* or priorities \(people, n\); got \(1, 1, 2\)"),
        ([1, 2], r"must have shape .*; got \(2,\)"),
        (
            [[[1, 0], [1, 1]]],
            r"'1' to '2' at \(0,\) must be positive; got 0: leave empty what is not given",
        ),
        ([[[1, -2], [-0.5, 1]]], r"'1' to '2' at \(0,\) must be positive; got -2"),
        (
            [[[1, 3], [2, 1]]],
            r"'1' to '2' at \(0,\) must be the reciprocal .*; got 3 and 2 turned$",
        ),
        ([[[2, 3], [1 / 3, 1]]], r"'1' to '1' at \(0,\) must be 1; got 2"),
        (
            [[[1, 3], [0.33, 1]]],
            "got 3 and 0.33 turned: for rounded reciprocals give tolerance=0.01",
        ),
        ([[[1, np.inf], [0, 1]]], "must be finite; got inf"),
        ([[["1", "two"], ["1", "1"]]], r"comparisons must be numbers; got 'two' at \(0, 0, 1\)"),
        ([[0.5, 0.5], [1, 0]], r"priorities must be positive; got 0 at \(1,\)"),
        (
            [{"a": 0.5, "b": 0.5}, {"a": 1, "b": 0}],
            r"priorities must be positive; got 0 of 'b' at \(1,\)",
        ),
        ({"a": 0.5, "b": 0.5}, r"priorities \(people, n\); got \(2,\)"),
        ([{("a", "b"): 2}, {("a", "c"): 2}], "unknown name in entry 2 of comparisons 'c'"),
        ([{("a", "b"): 2}, {"a": 2}], "must all be of pairs or none; entry 2 is not"),
        ({("a", "b"): 2}, "the comparisons of one person"),
        ([{"a": 0.5, "b": 0.5}, {"a": 1, "c": 1}], r"missing \['b'\], unknown \['c'\]"),
        ([{"a": 0.5, "b": 0.5}, [0.5, 0.5]], "must all have labels or none; entry 2 has none"),
    ],
)
def test_bad_judgements_are_refused(comparisons, message):
    with pytest.raises(InvalidInputError, match=rf"^geometric_mean\(\): .*{message}"):
        group.geometric_mean(comparisons)


@pytest.mark.parametrize(
    "function",
    [lambda w: group.geometric_mean(np.ones((2, 3, 3)), w), lambda w: group.mean(np.eye(2), w)],
)
@pytest.mark.parametrize(
    ("shares", "message"),
    [
        ([1], "need 2 weights, one for each person"),
        ([1, -1], "weights must not be negative; got -1 for person 1"),
        ([0, 0], "weights must not all be zero"),
        ([1, float("nan")], "weights must be finite"),
    ],
)
def test_bad_weights_of_people_are_refused(function, shares, message):
    with pytest.raises(InvalidInputError, match=message):
        function(shares)


def test_the_mean_of_a_result_is_a_result():
    scores = Scores(
        method="m",
        alternatives=("a", "b"),
        scores=np.array([[1.0, 3], [3, 9]]),
        higher_is_better=False,
    )
    consensus = group.mean(scores)
    np.testing.assert_array_equal(consensus.scores, [2, 6])
    assert consensus.best == "a"
    assert consensus.method == "mean m"
    shares = WeightsResult(
        method="w", weights=np.array([[0.2, 0.8], [0.6, 0.4]]), criteria=("p", "q")
    )
    assert group.mean(shares, weights=[1, 3]).as_dict() == pytest.approx({"p": 0.5, "q": 0.5})
    with pytest.raises(
        InvalidInputError,
        match=r"mean\(\): judgements must have shape \(..., people, n\); got \(2,\)",
    ):
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
    [
        ([[1, 2]], "at least two people"),
        ([[1], [1]], "two alternatives"),
        ([[1, 1], [2, 2]], "all ranks are tied"),
    ],
)
def test_concordance_needs_something_to_compare(rankings, message):
    with pytest.raises(InvalidInputError, match=rf"kendall_w\(\): .*{message}"):
        group.kendall_w(rankings)


def test_priorities_have_geometric_means_that_sum_to_one():
    consensus = group.geometric_mean([[0.2, 0.8], [0.5, 0.5]])
    assert isinstance(consensus, np.ndarray)
    np.testing.assert_allclose(consensus, [1 / 3, 2 / 3], rtol=1e-15)
    np.testing.assert_allclose(
        group.geometric_mean([[0.2, 0.8], [0.5, 0.5]], [1, 0]), [0.2, 0.8], rtol=1e-15
    )
    np.testing.assert_allclose(
        group.geometric_mean([[1, 0.5], [0.25, 1]]), [1 / (1 + 2**0.5), 2**0.5 / (1 + 2**0.5)]
    )
    np.testing.assert_allclose(
        group.geometric_mean(pd.DataFrame([[0.2, 0.8], [0.5, 0.5]])), [1 / 3, 2 / 3]
    )


def test_priorities_of_consensus_are_the_consensus_of_priorities():
    people = [comparison([8, 1 / 3, 2]), comparison([2, 5, 1 / 4]), comparison([1, 7, 3])]
    options = {"prioritization": "geometric_mean", "random_index": None}
    after = weights.ahp(group.geometric_mean(people, [1, 2, 3]), **options).weights
    before = group.geometric_mean(
        [weights.ahp(person, **options).weights for person in people], [1, 2, 3]
    )
    np.testing.assert_allclose(after, before, rtol=1e-13)


ANN, BOB = {"price": 0.2, "comfort": 0.8}, {"comfort": 0.5, "price": 0.5}


@pytest.mark.parametrize(
    "people",
    [
        [ANN, BOB],
        [pd.Series(ANN), pd.Series(BOB)],
        [weights.direct(ANN), weights.direct(BOB)],
        [weights.direct(ANN), BOB],
        pd.DataFrame([ANN, BOB], index=["Ann", "Bob"]),
        weights.direct({"price": [0.2, 0.5], "comfort": [0.8, 0.5]}),
    ],
)
def test_labelled_priorities_are_aligned_and_keep_their_labels(people):
    consensus = group.geometric_mean(people)
    assert isinstance(consensus, WeightsResult)
    assert consensus.as_dict() == pytest.approx({"price": 1 / 3, "comfort": 2 / 3})
    average = group.mean(people)
    found = average.as_dict() if isinstance(average, WeightsResult) else dict(average)
    assert found == pytest.approx({"price": 0.35, "comfort": 0.65})


def test_the_mean_is_of_the_kind_that_one_person_gave():
    assert group.mean([ANN, BOB]) == pytest.approx({"price": 0.35, "comfort": 0.65})
    series = group.mean([pd.Series(ANN), pd.Series(BOB)], weights=[3, 1])
    pd.testing.assert_series_equal(
        series, pd.Series({"price": 0.275, "comfort": 0.725}), check_names=False
    )
    years = pd.DataFrame([[1.0, 2.0], [3.0, 6.0]], columns=[2015, 2016])
    pd.testing.assert_series_equal(
        group.mean(years), pd.Series({2015: 2.0, 2016: 4.0}), check_names=False
    )
    assert isinstance(group.mean(pd.DataFrame([[1.0, 2.0], [3.0, 6.0]])), np.ndarray)
    unnamed = [weights.ahp(comparison([1, 2, 2])), weights.ahp(comparison([1, 2, 2]))]
    assert group.mean(unnamed).criteria is None
    assert group.geometric_mean(unnamed).criteria is None


def test_scores_of_several_people_are_aligned_by_alternative():
    one = Scores(method="m", alternatives=("a", "b"), scores=np.array([1.0, 3]))
    other = Scores(method="m", alternatives=("b", "a"), scores=np.array([5.0, 2]))
    assert group.mean([one, other]).as_dict() == {"a": 1.5, "b": 4}
    turned = Scores(
        method="m", alternatives=("b", "a"), scores=np.array([5.0, 2]), higher_is_better=False
    )
    with pytest.raises(InvalidInputError, match="must agree on whether higher scores are better"):
        group.mean([one, turned])
    batch = Scores(method="m", alternatives=("a", "b"), scores=np.array([[1.0, 3], [5, 7], [0, 0]]))
    assert group.mean([batch, batch], [1, 0]).scores.tolist() == batch.scores.tolist()


def test_a_list_of_frames_has_too_many_rows():
    with pytest.raises(
        InvalidInputError,
        match=r"mean\(\): judgements must be one frame with a row for each person",
    ):
        group.mean([pd.DataFrame([ANN]), pd.DataFrame([BOB])])


def test_comparisons_by_label_come_back_by_label():
    names = ["price", "comfort", "space"]
    ann = pd.DataFrame(comparison([8, 1, 1]), names, names)
    bob = pd.DataFrame(comparison([2, 1, 1]), names, names).iloc[::-1, [1, 0, 2]]
    consensus = group.geometric_mean([ann, bob])
    assert list(consensus.index) == list(consensus.columns) == names
    assert consensus.loc["price", "comfort"] == pytest.approx(4)
    assert weights.ahp(consensus, random_index=None).criteria == tuple(names)
    pairs = [
        {("a", "b"): 8, ("b", "c"): 1, ("a", "c"): 1},
        {("b", "a"): "1/2", ("c", "b"): 1, ("c", "a"): 1},
    ]
    by_pair = group.geometric_mean(pairs)
    assert by_pair == pytest.approx({("a", "b"): 4, ("a", "c"): 1, ("b", "c"): 1})
    assert list(weights.ahp(by_pair, random_index=None).as_dict()) == ["a", "b", "c"]
    people = group.geometric_mean({("a", "b"): [8, 2]})
    assert people == pytest.approx({("a", "b"): 4})


def test_one_persons_frame_is_no_group():
    pair = pd.DataFrame([[1, 5], [1 / 5, 1]], ["a", "b"], ["a", "b"])
    with pytest.raises(InvalidInputError, match="the comparisons of one person"):
        group.geometric_mean(pair)


def test_rounded_reciprocals_of_people_need_a_tolerance():
    people = [[[1, 3], [0.33, 1]], [[1, np.nan], [1 / 3, 1]]]
    np.testing.assert_allclose(group.geometric_mean(people, tolerance=0.01)[0, 1], 3)


def test_weights_of_people_go_by_their_names():
    frame = pd.DataFrame([ANN, BOB], index=["Ann", "Bob"])
    for people, shares in itertools.product(
        (frame, {"Ann": ANN, "Bob": BOB}), ({"Bob": 1, "Ann": 3}, pd.Series({"Bob": 1, "Ann": 3}))
    ):
        assert dict(group.mean(people, shares)) == pytest.approx({"price": 0.275, "comfort": 0.725})
        by_name = group.geometric_mean(people, shares).as_dict()
        assert by_name == pytest.approx(group.geometric_mean([ANN, ANN, ANN, BOB]).as_dict())
    pairs = {"Ann": {("a", "b"): 8}, "Bob": {("b", "a"): 1}}
    assert group.geometric_mean(pairs, {"Bob": 2, "Ann": 1}) == pytest.approx({("a", "b"): 2})
    people = frame
    with pytest.raises(
        InvalidInputError, match=r"weights must name each person once; missing \['Bob'\]"
    ):
        group.mean(people, {"Ann": 3})
    with pytest.raises(
        InvalidInputError,
        match=(
            r"the people of judgements have labels and weights have none, so that their order is in"
            r" doubt"
        ),
    ):
        group.mean(people, [3, 1])
    with pytest.raises(
        InvalidInputError,
        match=(
            "weights have labels and the people of judgements have none, so that their order is in"
            " doubt"
        ),
    ):
        group.mean([ANN, BOB], pd.Series({"Bob": 1, "Ann": 3}))


def test_a_pair_counts_those_who_compared_it():
    nan = np.nan
    first = [[1, 8, nan], [1 / 8, 1, nan], [nan, nan, 1]]
    second = [[1, 2, nan], [1 / 2, 1, 3], [nan, 1 / 3, 1]]
    people = np.array([first, second])
    both = group.geometric_mean(people)
    np.testing.assert_allclose(both, [[1, 4, nan], [1 / 4, 1, 3], [nan, 1 / 3, 1]])
    # whoever has no weight does not count, and whoever compared alone counts wholly
    np.testing.assert_allclose(group.geometric_mean(people, weights=[1, 0])[1, 2], nan)
    np.testing.assert_allclose(group.geometric_mean(people, weights=[3, 1])[1, 2], 3)
    np.testing.assert_allclose(weights.ahp(both).weights, np.array([12, 3, 1]) / 16)
    batch = group.geometric_mean(np.stack([people, people[::-1]]))
    np.testing.assert_allclose(batch, np.stack([both, both]))
    pairs = [{("a", "b"): 8, ("b", "c"): nan}, {("a", "b"): 2, ("b", "c"): 3}]
    joined = group.geometric_mean(pairs)
    assert list(joined) == [("a", "b"), ("a", "c"), ("b", "c")]
    assert weights.ahp(joined).as_dict() == pytest.approx({"a": 0.75, "b": 3 / 16, "c": 1 / 16})


@given(st.lists(ratios, min_size=2, max_size=4))
def test_row_geometric_means_are_the_same_before_and_after_joining(people):
    matrices = np.array([comparison(upper) for upper in people])
    joined = weights.ahp(
        group.geometric_mean(matrices), prioritization="geometric_mean", random_index=None
    )
    apart = weights.ahp(matrices, prioritization="geometric_mean", random_index=None)
    np.testing.assert_allclose(group.geometric_mean(apart.weights), joined.weights, atol=1e-15)


def test_matrices_by_person_need_no_labels():
    ann = np.array([[1, 2, 4], [np.nan, 1, 2], [np.nan, np.nan, 1]])
    bob = [[1, 8, 1], [1 / 8, 1, 1], [1, 1, 1]]
    found = group.geometric_mean({"ann": ann, "bob": bob}, weights={"ann": 1, "bob": 3})
    np.testing.assert_allclose(found, group.geometric_mean([ann, bob], weights=[1, 3]))


def test_the_mean_of_a_result_has_its_settings_and_that_of_several_has_none():
    table = DecisionTable([[1, 4], [2, 3]], ["x", "y"], ["a", "b"])
    people = mcda.topsis(table, [[1, 2], [2, 1]])
    assert group.mean(people).parameters == {"normalization": "vector"}
    assert group.mean([people.at(0), people.at(1)]).parameters == {}
