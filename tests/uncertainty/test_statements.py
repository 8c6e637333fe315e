"""Sums of weights and open ends: what they say, hold and refuse; and which weights a space
contains."""

import functools

import numpy as np
import pandas as pd
import pytest

from decision_analysis import WeightsResult
from decision_analysis.errors import InvalidInputError
from decision_analysis.uncertainty import WeightSpace

SPACE = WeightSpace(["a", "b", "c"])


@pytest.mark.parametrize(
    ("space", "words", "vertices"),
    [
        (
            SPACE.linear({"a": 1, "b": -2}, low=0),
            "'a' - 2 'b' >= 0",
            [[0, 0, 1], [2 / 3, 1 / 3, 0], [1, 0, 0]],
        ),
        (
            SPACE.linear({"c": 1e6, "a": 1e6, "b": 0}, high=1e5),
            "1e+06 'a' + 1e+06 'c' <= 100000",
            [[0, 0.9, 0.1], [0, 1, 0], [0.1, 0.9, 0]],
        ),
        (
            SPACE.linear({"a": -1, "c": 0.5}, low=0, high=0).bounds("b", high=0.4),
            "-'a' + 0.5 'c' = 0",
            [[0.2, 0.4, 0.4], [1 / 3, 0, 2 / 3]],
        ),
        (
            SPACE.linear(pd.Series({"b": 1.0}), low=0.5, high=0.6),
            "0.5 <= 'b' <= 0.6",
            [[0, 0.5, 0.5], [0, 0.6, 0.4], [0.4, 0.6, 0], [0.5, 0.5, 0]],
        ),
        (SPACE.bounds("a", low=0.9), "0.9 <= 'a' <= 1", [[0.9, 0, 0.1], [0.9, 0.1, 0], [1, 0, 0]]),
        (SPACE.ratio("a", "b", 1.5), "'a' / 'b' >= 1.5", [[0, 0, 1], [0.6, 0.4, 0], [1, 0, 0]]),
        # 0 is 0 however small the coefficients
        (
            SPACE.linear({"a": 0.1, "b": -0.1}, low=0),
            "0.1 'a' - 0.1 'b' >= 0",
            [[0, 0, 1], [0.5, 0.5, 0], [1, 0, 0]],
        ),
        (
            SPACE.linear({"a": -1e-9, "b": 1e-9}, high=0),
            "-1e-09 'a' + 1e-09 'b' <= 0",
            [[0, 0, 1], [0.5, 0.5, 0], [1, 0, 0]],
        ),
        # a bound that no weights reach says nothing, however small the coefficients
        (SPACE.linear({"a": 1e-200}, high=1e200), "1e-200 'a' <= 1e+200", np.eye(3)[::-1]),
    ],
)
def test_what_is_stated_holds(space, words, vertices):
    assert space.constraints[0] == words
    np.testing.assert_allclose(space.vertices, vertices, atol=1e-9)
    drawn = space.sample(200, rng=0)
    assert space.contains(drawn).all()
    np.testing.assert_allclose(drawn.mean(axis=0), np.mean(vertices, axis=0), atol=0.2)


def test_contradictions_of_sums_are_named_as_they_were_written():
    space = SPACE.order("b > c").linear({"a": 1, "b": -1}, low=0.2).ratio("a", "c", 0.5, 9)
    with pytest.raises(InvalidInputError) as caught:
        space.linear({"b": 1, "c": 1}, low=0.9)
    message = str(caught.value)
    assert message.startswith("WeightSpace.linear(): some weights, at least 0 and summing to 1")
    listed = message.split("contradict: ")[1].split("; ")
    # an irreducible set: without any one of them there are weights
    assert listed == ["'a' - 'b' >= 0.2", "'b' + 'c' >= 0.9"]
    weights = {"a": 0.1, "b": 0.5, "c": 0.4}
    assert SPACE.linear({"b": 1, "c": 1}, low=0.9).contains(weights)


def test_each_contradicting_statement_is_needed():
    """Deletion: the rest of the named ones, without any one, has weights."""
    steps = {
        "'a > b'": lambda s: s.order("a > b"),
        "0 <= 'c' <= 0.3": lambda s: s.bounds("c", high=0.3),
        "'b' / 'c' >= 0.1": lambda s: s.ratio("b", "c", 0.1),
        "0 <= 'a' <= 0.34": lambda s: s.bounds("a", high=0.34),
    }
    *before, last = steps.values()
    space = functools.reduce(lambda found, step: step(found), before, SPACE)
    with pytest.raises(InvalidInputError) as caught:
        last(space)
    listed = str(caught.value).split("contradict: ")[1].split("; ")
    assert listed == ["'a > b'", "0 <= 'c' <= 0.3", "0 <= 'a' <= 0.34"]
    for left_out in listed:
        space = SPACE
        for name in listed:
            space = space if name == left_out else steps[name](space)
        assert len(space.sample(1, rng=0)) == 1


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (({"d": 1},), r"linear\(\): unknown criterion in coefficients 'd'"),
        (({},), "must name a criterion and not be 0"),
        (({"a": 0.0},), "must name a criterion and not be 0"),
        (({"a": np.nan},), "coefficient of 'a' must be finite"),
        (({"a": "1"},), "coefficient of 'a' must be a number"),
        (([1, 2, 3],), "coefficients must be a mapping"),
    ],
)
def test_bad_sums_are_refused(arguments, message):
    with pytest.raises(InvalidInputError, match=message):
        SPACE.linear(*arguments, low=0.1)


def test_bad_ends_of_sums_are_refused():
    with pytest.raises(InvalidInputError, match=r"low or high must be given; got None for both"):
        SPACE.linear({"a": 1})
    with pytest.raises(InvalidInputError, match=r"low <= high must hold for 'a' \+ 'b'; got 2 and"):
        SPACE.linear({"a": 1, "b": 1}, low=2, high=1)
    with pytest.raises(InvalidInputError, match="high must be finite"):
        SPACE.linear({"a": 1}, high=np.inf)
    with pytest.raises(InvalidInputError, match=r"contradict: 'a' >= 1.5$"):
        SPACE.linear({"a": 1}, low=1.5)


def test_a_space_contains_what_satisfies_it():
    space = SPACE.order("a > b = c").linear({"a": 1, "b": -4}, high=0)
    assert space.contains([0.4, 0.3, 0.3]) is True
    assert space.contains({"c": 1, "b": 1, "a": 4}) is True
    assert space.contains([0.5, 0.3, 0.2]) is False
    assert space.contains([[[2, 1, 1], [1, 2, 2]], [[5, 1, 1], [1, 1, 1]]]).tolist() == [
        [True, False],
        [False, True],
    ]
    result = WeightsResult(method="m", criteria=("c", "b", "a"), weights=np.array([0.2, 0.2, 0.6]))
    assert space.contains(result) is True
    people = pd.DataFrame({"c": [1, 2], "a": [2, 1], "b": [1, 2]}, index=["Ann", "Bea"])
    found = space.contains(people)
    assert found.to_dict() == {"Ann": True, "Bea": False}
    with pytest.raises(InvalidInputError, match=r"contains\(\): weights must name each criterion"):
        space.contains({"a": 1, "b": 2})
    with pytest.raises(InvalidInputError, match=r"contains\(\)"):
        space.contains([1, 1, -1])


def test_a_sampler_says_how_it_draws():
    many = WeightSpace([f"c{i}" for i in range(9)])
    for i in range(8):
        many = many.ratio(f"c{i}", f"c{i + 1}", 1.2, 1.8)
    spaces = {
        "exact, as shares of the vertices of a simplex": SPACE,
        "exact, by the rows that agree with the order": SPACE.order("a > b").order("a > c"),
        "exact, by rejection, which keeps": SPACE.bounds("a", 0.2, 0.4).bounds("b", 0.2, 0.4),
        "exact, from 2 simplices": SPACE.order("a > b > c").ratio("a", "b", 1, 1.00001),
        "hit-and-run, 256 chains, every": many,
    }
    for words, space in spaces.items():
        sampler = space.sampler(rng=0)
        assert sampler.description.startswith(words)
        size = len(space.criteria)
        assert repr(sampler) == f"WeightSampler of {size} weights: {sampler.description}"
