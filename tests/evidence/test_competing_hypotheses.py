"""Competing hypotheses: Heuer's example, weights, what hangs on single items, Bayes, labels."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from decision_analysis import evidence
from decision_analysis.errors import InvalidInputError

HEUER = [list(row) for row in ("+++", "++-", "++-", "-++", "-++", "-++")]
HYPOTHESES = ["no retaliation", "minor", "major"]
NESTED = {
    "letter": {"a": "+", "b": "--", "c": "n/a"},
    "photo": {"a": "-", "b": "+", "c": "+"},
    "rumour": {"a": "0", "b": "0", "c": "0"},
}


def test_will_iraq_retaliate():
    """Heuer (1999), chapter 8, figure 15: H2 most likely, then H3, then H1; E1 tells nothing."""
    result = evidence.competing_hypotheses(HEUER)
    assert result.scores.tolist() == [3, 0, 2]
    assert result.order == ("H2", "H3", "H1")
    assert result.non_diagnostic == ("E1",)
    assert set(result.best_without.values()) == {("H2",)}
    assert result.decisive == ()
    assert result.consistency.tolist() == [3, 6, 4]


def test_weights_and_what_hangs_on_single_items():
    result = evidence.competing_hypotheses(NESTED, weights={"rumour": 9, "photo": 1, "letter": 0.4})
    assert result.items == ("letter", "photo", "rumour")
    np.testing.assert_allclose(result.scores, [1, 0.8, 0])
    # '+' to '--' is 3 apart, '-' to '+' 2; what is alike, or does not apply, tells nothing
    np.testing.assert_allclose(result.diagnosticity, [1.2, 2, 0])
    assert result.non_diagnostic == ("rumour",)
    # without the photo `a` and `c` tie, without the letter `b` and `c`
    assert result.best_without["photo"] == ("a", "c")
    assert result.decisive == ("letter", "photo")
    assert np.isnan(result.marks[0, 2])


def test_words_and_numbers_say_the_same():
    words = [["CC", "C", "N"], ["I", "II", "NA"]]
    numbers = [[2, 1, 0], [-1, -2, 0]]
    signs = [["++", "+", "0"], ["-", "--", "n/a"]]
    results = [evidence.competing_hypotheses(m) for m in (words, numbers, signs)]
    assert [result.scores.tolist() for result in results] == [[1, 2, 0]] * 3
    # the scores add up what is inconsistent, this what is consistent
    assert [result.consistency.tolist() for result in results] == [[2, 1, 0]] * 3


@given(st.integers(0, 10_000), st.integers(1, 6), st.integers(1, 5))
def test_the_definition(seed, items, hypotheses):
    rng = np.random.default_rng(seed)
    marks, weights = rng.integers(-2, 3, (items, hypotheses)), rng.uniform(0.1, 3, items)
    result = evidence.competing_hypotheses(marks.tolist(), weights=weights)
    against = [
        sum(w * -m for w, m in zip(weights, column, strict=True) if m < 0) for column in marks.T
    ]
    np.testing.assert_allclose(result.scores, against)
    for i in range(items):
        if items > 1:
            rest = evidence.competing_hypotheses(
                np.delete(marks, i, axis=0).tolist(), weights=np.delete(weights, i)
            )
            np.testing.assert_allclose(result.leave_one_out[i], rest.scores)
            assert list(result.best_without.values())[i] == rest.tied_best
    assert result.non_diagnostic == tuple(
        f"E{i + 1}" for i in range(items) if len(set(marks[i].tolist())) == 1
    )


def test_labels_are_read_whatever_their_order():
    frame = pd.DataFrame(NESTED).T
    expected = evidence.competing_hypotheses(NESTED)
    shuffled = frame.iloc[::-1, ::-1]
    for given_marks in (shuffled, {k: dict(reversed(v.items())) for k, v in NESTED.items()}):
        result = evidence.competing_hypotheses(given_marks, ["a", "b", "c"], list(NESTED))
        assert result.equals(expected)
    rows = {item: list(row.values()) for item, row in NESTED.items()}
    assert evidence.competing_hypotheses(rows, ["a", "b", "c"]).equals(expected)
    # the index of a frame comes back
    assert list(evidence.competing_hypotheses(frame).to_frame().index) == ["c", "a", "b"]


def test_sampled_weights_are_a_leading_axis():
    weights = np.random.default_rng(1).uniform(0, 1, (4, 6))
    batch = evidence.competing_hypotheses(HEUER, HYPOTHESES, weights=weights)
    assert batch.sample_shape == (4,)
    for i in range(4):
        one = evidence.competing_hypotheses(HEUER, HYPOTHESES, weights=weights[i])
        np.testing.assert_array_equal(batch.scores[i], one.scores)
        assert batch.at(i).best_without == one.best_without
    with pytest.raises(InvalidInputError, match=r"decisive|tied_best needs one sample"):
        _ = batch.decisive


def test_posterior_by_bayes():
    likelihoods = {
        "photo": {"a": 0.1, "b": 0.5, "c": 0.5},
        "rumour": dict.fromkeys("abc", 0.3),
        "letter": {"a": 0.6, "b": 0.1, "c": 0.6},
    }
    prior = {"c": 0.2, "a": 0.5, "b": 0.3}
    expected = np.array([0.5 * 0.1 * 0.6, 0.3 * 0.5 * 0.1, 0.2 * 0.5 * 0.6])
    for given_likelihoods in (likelihoods, pd.DataFrame(likelihoods).T):
        result = evidence.competing_hypotheses(NESTED, likelihoods=given_likelihoods, prior=prior)
        np.testing.assert_allclose(result.posterior, expected / expected.sum())
    equal = evidence.competing_hypotheses(NESTED, likelihoods=likelihoods).posterior
    np.testing.assert_allclose(equal, (even := expected / [0.5, 0.3, 0.2]) / even.sum())
    assert evidence.competing_hypotheses(NESTED).posterior is None


SURE = {item: dict.fromkeys("abc", 0.5) for item in NESTED}


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"marks": [["+", "?"]]}, r"mark of 'E1' for 'H2' must be a number or one of '\+\+'.*'\?'"),
        ({"marks": [["+", None]]}, "mark of 'E1' for 'H2' must be a number; got None"),
        ({"marks": [[1, np.nan]]}, "mark of 'E1' for 'H2' must be finite"),
        ({"marks": [[1, True]]}, "mark of 'E1' for 'H2' must be a number; got True"),
        ({"marks": [["+", "-"], ["+"]]}, r"marks of 'E2' must be one for each of \['H1', 'H2'\]"),
        ({"marks": []}, "at least one item and one hypothesis"),
        ({"marks": {}}, "marks must not be empty"),
        ({"marks": "+-"}, "marks must be a row of marks for each item"),
        ({"marks": ["+-"]}, "marks of item 1 must be a sequence; got the one string"),
        ({"marks": {"x": ["+"]}}, "hypotheses must be named where the rows of marks do not"),
        ({"marks": {"x": {"a": "+"}, "y": {"b": "+"}}}, r"marks of 'y' .*missing \['a'\], unk"),
        ({"marks": {"x": {"a": "+"}, "y": ["+"]}}, "must all name the hypotheses, or none"),
        ({"marks": HEUER, "hypotheses": ["a"]}, r"marks of 'E1' must be one for each of \['a'\]"),
        (
            {"hypotheses": ["a", "b", "d"]},
            r"each hypothesis once; missing \['d'\]",
        ),
        ({"items": ["letter"]}, r"marks must name each item once; unknown \['photo', 'rumour'\]"),
        ({"marks": HEUER, "items": ["x"]}, "items must name the 6 rows of marks; got 1"),
        ({"weights": {"letter": 1}}, r"missing \['photo', 'rumour'\]"),
        ({"weights": [1, -1, 1]}, "weight of 'photo' must not be negative; got -1"),
        ({"weights": [0, 0, 0]}, "weights must not all be 0"),
        ({"weights": [1, 1]}, "weights must be one for each item, 3"),
        ({"prior": {"a": 1, "b": 0, "c": 0}}, "prior belongs to likelihoods"),
        ({"likelihoods": {"letter": {"a": 1}}}, "likelihoods must name each item"),
        ({"likelihoods": 3}, "likelihoods must be a mapping; got int"),
        (
            {"likelihoods": {**SURE, "photo": {"a": 1.5, "b": 0, "c": 0}}},
            r"likelihood of 'photo' under 'a' must be in \[0, 1\]; got 1.5",
        ),
        (
            {"likelihoods": {**SURE, "photo": {"a": "+", "b": 0, "c": 0}}},
            "likelihood of 'photo' under of 'a' must be a number|must be a number; got '+'",
        ),
        (
            {"likelihoods": SURE, "prior": {"a": 0.5, "b": 0.1, "c": 0.1}},
            "prior: probabilities must sum to 1",
        ),
        (
            {"likelihoods": {**SURE, "photo": dict.fromkeys("abc", 0.0)}},
            "must leave a hypothesis possible",
        ),
    ],
)
def test_refusals(arguments, message):
    with pytest.raises(InvalidInputError, match=rf"^competing_hypotheses\(\).*({message})"):
        evidence.competing_hypotheses(**{"marks": NESTED, **arguments})


def test_marks_that_differ_by_rounding_tell_nothing():
    result = evidence.competing_hypotheses([[0.1 + 0.2, 0.3], [1, -1]])
    assert result.diagnosticity.tolist() == [0, 2]
    assert result.non_diagnostic == ("E1",)
