"""MACBETH: scales meet all conditions between judgements, conflicts are named with ways out."""

import itertools
import re

import numpy as np
import pytest

from decision_analysis import weights
from decision_analysis.errors import DegenerateDataWarning, InvalidInputError
from decision_analysis.weights.elicited._macbeth_conflicts import minimal_conflict
from decision_analysis.weights.elicited._macbeth_judgements import judged_pairs
from decision_analysis.weights.elicited._macbeth_program import is_consistent

JUDGED = {
    ("price", "comfort"): "weak",
    ("price", "space"): "moderate",
    ("price", "nothing"): "very strong",
    ("comfort", "space"): "very weak",
    ("comfort", "nothing"): (3, 4),
    ("space", "nothing"): 3,
}


def limits(category):
    names = ["no", "very weak", "weak", "moderate", "strong", "very strong", "extreme"]
    if isinstance(category, tuple):
        return category
    one = names.index(category) if isinstance(category, str) else category
    return one, one


def test_the_scale_meets_the_conditions_of_the_source_between_any_two_judgements():
    result = weights.macbeth(JUDGED, reference="nothing")
    assert result.parameters == {"reference": "nothing"}
    v = result.basic
    for (x, y), category in JUDGED.items():
        assert v[x] - v[y] >= limits(category)[0] - 1e-9
    for ((x, y), one), ((w, z), other) in itertools.permutations(JUDGED.items(), 2):
        if limits(one)[0] > limits(other)[1]:
            gap = limits(one)[0] - limits(other)[1]
            assert v[x] - v[y] >= v[w] - v[z] + gap - 1e-9
    assert result.criteria == ("price", "comfort", "space")
    assert (result.scale["nothing"], result.scale["price"]) == (0, 100)
    np.testing.assert_allclose(result.weights, np.array([6, 4, 3]) / 13)


def test_what_is_free_is_in_the_middle():
    judged = {("a", "c"): 4, ("a", "b"): "positive", ("b", "c"): "positive"}
    result = weights.macbeth(judged, reference="c")
    assert result.basic == pytest.approx({"a": 4, "c": 0, "b": 2})


def test_a_matrix_is_read_as_pairs_are():
    nan = np.nan
    names = ["price", "space", "nothing"]
    matrix = [[0, 1, 6], [0, nan, 1], [nan, 0, 0]]
    pairs = {("price", "space"): 1, ("price", "nothing"): 6, ("space", "nothing"): 1}
    found = weights.macbeth(matrix, names=names, reference="nothing")
    assert found.equals(weights.macbeth(pairs, reference="nothing"))
    # what nobody has judged ends nothing
    matrix[0][1] = matrix[1][0] = nan
    del pairs["price", "space"]
    open_ = weights.macbeth(matrix, names=names, reference="nothing")
    assert open_.equals(weights.macbeth(pairs, reference="nothing"))


def test_a_matrix_may_be_turned():
    matrix = [[0, 1, 6], [0, 0, 1], [0, 0, 0]]
    names = ["price", "space", "nothing"]
    found = weights.macbeth(matrix, names=names, reference="nothing")
    turned = np.array(matrix)[::-1, ::-1]
    again = weights.macbeth(turned, names=names[::-1], reference="nothing")
    assert again.as_dict() == pytest.approx(found.as_dict())


def test_without_a_reference_the_least_weighs_nothing_and_that_is_said():
    with pytest.warns(DegenerateDataWarning, match=r"^macbeth\(\): without a reference .*'c'"):
        result = weights.macbeth({("a", "b"): 2, ("b", "c"): 1, ("a", "c"): 3})
    assert result.as_dict()["c"] == 0


def test_equal_attraction():
    judged = {("a", "b"): "no", ("a", "z"): 2, ("b", "z"): 2}
    assert weights.macbeth(judged, reference="z").as_dict() == {"a": 0.5, "b": 0.5}


def test_conflicts_are_named_with_changes_that_help():
    judged = {("a", "b"): 5, ("b", "c"): 3, ("a", "c"): 2, ("c", "z"): 1, ("a", "z"): 6}
    with pytest.raises(InvalidInputError, match=r"^macbeth\(\): judgements must agree") as caught:
        weights.macbeth(judged, reference="z")
    assert "'a' over 'b': very strong; 'a' over 'c': weak" in str(caught.value).replace(
        "'b' over 'c': moderate; ", ""
    )
    assert "'c' over 'z'" not in str(caught.value)
    pairs, called = judged_pairs(judged, None)
    conflict = minimal_conflict(pairs, len(called))
    assert not is_consistent(conflict, len(called))
    for pair in conflict:
        assert is_consistent([other for other in conflict if other is not pair], len(called))
    # a proposed change makes all agree
    assert "'a' over 'c': weak becomes very strong" in str(caught.value)
    weights.macbeth({**judged, ("a", "c"): 5, ("a", "z"): 6}, reference="z")


def test_the_nearest_changes_come_first_whether_up_or_down():
    judged = {("a", "b"): 2, ("b", "c"): (1, 2), ("a", "c"): 1}
    with pytest.raises(InvalidInputError) as caught:
        weights.macbeth(judged)
    # one category down, one up from 1, two down
    assert str(caught.value).partition("makes all agree: ")[2].split(", or ") == [
        "'a' over 'b': weak becomes very weak",
        "'a' over 'c': very weak becomes weak",
        "'a' over 'b': weak becomes no",
    ]


def test_two_conflicts_need_two_changes_which_are_named():
    judged = {("a", "b"): 3, ("b", "c"): 3, ("a", "c"): 1, ("d", "e"): 3, ("e", "f"): 3}
    judged |= {("d", "f"): 1, ("c", "d"): 1}
    with pytest.raises(InvalidInputError, match="no single change makes all agree") as caught:
        weights.macbeth(judged)
    together = str(caught.value).partition("these together do: ")[2].split(", and ")
    assert len(together) == 2
    names = ["no", "very weak", "weak", "moderate", "strong", "very strong", "extreme"]
    for said in together:
        old, new = said.split(" becomes ")
        one, other = re.findall(r"'(\w)'", new)
        judged.pop(tuple(re.findall(r"'(\w)'", old)))
        judged[one, other] = names.index(new.rpartition(": ")[2])
    with pytest.warns(DegenerateDataWarning):
        weights.macbeth(judged)


@pytest.mark.parametrize(
    ("judged", "options", "message"),
    [
        ({("a", "b"): 7}, {}, "'a' over 'b' must be in .*; got 7"),
        ({("a", "b"): 1.5}, {}, "'a' over 'b' must be a category from 0 to 6; got 1.5"),
        ({("a", "b"): "huge"}, {}, "'a' over 'b' must be one of 'no', 'very weak'"),
        ({("a", "b"): (3, 2)}, {}, "'a' over 'b' must go from a category, not 'no'"),
        ({("a", "b"): (0, 2)}, {}, "must go from a category, not 'no'"),
        ({("a", "a"): 1}, {}, "judgements must be of two things; got 'a' twice"),
        ({("a", "b"): 1, ("b", "a"): 2}, {}, r"judge each pair once; got \['a', 'b'\] twice"),
        ({"ab": 1}, {}, "keys of judgements must be pairs of names"),
        ({("a", "b"): 1, ("c", "d"): 1}, {}, r"none between \['a', 'b'\] and \['c', 'd'\]"),
        ({("a", "b"): 1}, {"reference": "a"}, "put others below 'a'|least attractive"),
        ({("a", "b"): 1}, {"reference": "c"}, "reference"),
        ({("a", "b"): 0}, {"reference": "a"}, "must hold a difference; all are 'no'"),
        ([[0, 1], [2, 0]], {}, "one of '1' and '2' more attractive; got 1 and 2 turned"),
        ([[1, 1], [0, 0]], {}, "0 or empty on the diagonal"),
        ([[0, 1]], {}, r"judgements must have shape \(..., n, n\); got \(1, 2\)"),
        ([[np.nan]], {}, "judgements must hold one pair at least"),
    ],
)
def test_what_is_refused(judged, options, message):
    with pytest.raises(InvalidInputError, match=r"^macbeth\(\): .*(" + message + ")"):
        weights.macbeth(judged, **options)
