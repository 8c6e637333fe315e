"""Probabilities as written: REST, and those that rounding put off 1."""

import copy
import pickle

import numpy as np
import pytest

from decision_analysis.errors import InvalidModelError
from decision_analysis.trees import (
    REST,
    Chance,
)


def test_rest_is_what_the_others_leave():
    node = Chance("c", {"a": (0.5, 1), "b": (REST, 2), "c": (0.2, 3)})
    assert node.outcomes["b"][0] is REST
    assert node.probabilities["b"] == pytest.approx(0.3)
    sampled = Chance("c", {"a": (np.array([0.2, 0.4]), 1), "b": (REST, 2)})
    np.testing.assert_allclose(sampled.probabilities["b"], [0.8, 0.6])
    assert repr(REST) == "REST"
    assert pickle.loads(pickle.dumps(REST)) is REST
    assert copy.deepcopy(REST) is REST
    assert (
        Chance(
            "c", {"a": (1 / 3, 0), "b": (1 / 3, 0), "c": (1 / 3, 0), "d": (REST, 0)}
        ).probabilities["d"]
        >= 0
    )


def test_printed_and_single_precision_probabilities_are_rescaled_where_that_is_asked():
    thirds = dict.fromkeys("abc", (0.33, 3))
    with pytest.raises(
        InvalidModelError, match=r"sum to 1; got 0\.99 .*; rescale=True divides them by their sum"
    ):
        Chance("c", thirds)
    assert Chance("c", thirds, rescale=True).probabilities["a"] == pytest.approx(1 / 3, rel=1e-15)
    single = dict(zip("abc", ((p, 1) for p in np.array([0.1, 0.2, 0.7], np.float32)), strict=True))
    with pytest.raises(InvalidModelError, match=r"single \(float32\) precision; rescale=True"):
        Chance("c", single)
    assert sum(Chance("c", single, rescale=True).probabilities.values()) == pytest.approx(
        1, abs=1e-15
    )
    sampled = Chance("c", {"a": (np.array([0.5, 0.5, 0.49]), 1), "b": (0.5, 2)}, rescale=True)
    np.testing.assert_allclose(sampled.probabilities["a"], [0.5, 0.5, 49 / 99], rtol=1e-15)
    np.testing.assert_allclose(sampled.probabilities["b"], [0.5, 0.5, 50 / 99], rtol=1e-15)


def test_rescaling_leaves_alone_what_is_right_and_refuses_what_is_far_off():
    exact = {"a": (0.1, 1), "b": (0.2, 2), "c": (0.7, 3)}
    assert Chance("c", exact, rescale=True).probabilities == Chance("c", exact).probabilities
    with pytest.raises(
        InvalidModelError,
        match=r"got 0\.9 \('a' 0\.4, 'b' 0\.5\); rescale=True is for sums within 0\.02",
    ):
        Chance("c", {"a": (0.4, 1), "b": (0.5, 2)}, rescale=True)
    with pytest.raises(InvalidModelError, match=r"got 0\.9 \('a' 0\.4, 'b' 0\.5\)$"):
        Chance("c", {"a": (0.4, 1), "b": (0.5, 2)})
    with pytest.raises(InvalidModelError, match="rescale must be True or False; got 'yes'"):
        Chance("c", exact, rescale="yes")


def test_beside_rest_only_a_sum_above_one_is_rescaled():
    assert (
        Chance("c", {"a": (0.33, 1), "b": (REST, 2)}, rescale=True).probabilities["b"] == 1 - 0.33
    )
    over = {"a": (0.34, 1), "b": (0.67, 2), "c": (REST, 3)}
    with pytest.raises(
        InvalidModelError, match=r"in sum; got 1\.01 \('a' 0\.34, 'b' 0\.67\); rescale=True"
    ):
        Chance("c", over)
    assert list(Chance("c", over, rescale=True).probabilities.values()) == [
        0.34 / 1.01,
        0.67 / 1.01,
        0,
    ]
