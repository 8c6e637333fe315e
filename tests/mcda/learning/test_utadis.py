"""UTADIS: classes reproduced, thresholds, forms of its input, and contradictions."""

import numpy as np
import pytest

from decision_analysis import DecisionTable, mcda
from decision_analysis.errors import InconsistentJudgementsWarning, InvalidInputError

CLASSES = {"bad": ["BUS", "TAXI"], "medium": ["METRO1", "METRO2"], "good": ["RER"]}


def test_classes_are_reproduced(transport, breakpoints):
    result = mcda.utadis(transport, classes=CLASSES, breakpoints=breakpoints, margin=0.1)
    assert result.error == 0
    assert result.as_dict() == {a: c for c, members in CLASSES.items() for a in members}
    assert result.categories == ("bad", "medium", "good")
    low, high = result.thresholds
    assert high - low >= 0.1 - 1e-9
    assert (result.scores[[3, 4]] <= low - 0.1 + 1e-9).all()
    assert (result.scores[[1, 2]] <= high - 0.1 + 1e-9).all()
    again = mcda.additive_value(transport, result.weights, values=result.value_functions)
    np.testing.assert_allclose(again.scores, result.scores, atol=1e-12)


def test_classes_in_every_form(transport, breakpoints):
    expected = mcda.utadis(transport, classes=CLASSES, breakpoints=breakpoints)
    named = {a: c for c, members in CLASSES.items() for a in members}
    listed = [named[a] for a in transport.alternatives]
    for form in (named, listed):
        found = mcda.utadis(
            transport, classes=form, categories=list(CLASSES), breakpoints=breakpoints
        )
        assert found.equals(expected)
    assert mcda.utadis(transport, classes=expected, breakpoints=breakpoints).equals(expected)


def test_the_margin_lies_between_the_thresholds_of_empty_categories(transport):
    result = mcda.utadis(
        transport,
        classes={"RER": "d", "BUS": "a"},
        categories=list("abcd"),
        breakpoints=3,
        margin=0.2,
    )
    assert result.error == 0
    assert (np.diff(result.thresholds) >= 0.2 - 1e-9).all()
    assert result["BUS"] == "a"
    assert result.scores[3] <= result.thresholds[0] - 0.2 + 1e-9
    assert result["RER"] == "d"


def test_others_are_assigned_and_a_category_may_be_empty(transport):
    result = mcda.utadis(
        transport,
        classes={"RER": "good", "BUS": "poor"},
        categories=["hopeless", "poor", "good"],
        breakpoints=3,
    )
    assert result.error == 0
    assert result.as_dict()["RER"] == "good"
    only_low = {"RER": "low", "BUS": "low"}
    below = mcda.utadis(transport, classes=only_low, categories=["low", "high"], breakpoints=2)
    assert below.assignment[[0, 3]].tolist() == [0, 0]
    assert below.thresholds <= 1 + 1e-9


def test_contradictory_classes_have_the_least_error():
    table = DecisionTable([[1.0], [2.0]], ["x"], ["a", "b"])
    # b dominates a: u(a) = 0, u(b) = 1, and t >= 1 + delta - sigma-(b), t <= sigma+(a)
    with pytest.warns(InconsistentJudgementsWarning, match=r"gives the classes; the least error"):
        result = mcda.utadis(table, classes={"low": ["b"], "high": ["a"]}, breakpoints=2)
    assert result.error == pytest.approx(1.01)
    assert result.errors.sum() == pytest.approx(1.01)


def test_a_batch_is_a_loop(transport):
    batch = transport.with_values(transport.values * np.array([1, 0.9])[:, None, None])
    points = {"price": [30, 1], "time": [40, 5], "comfort": [0, 3]}
    whole = mcda.utadis(batch, classes=CLASSES, breakpoints=points, margin=0.001)
    for i in range(2):
        alone = mcda.utadis(batch.at(i), classes=CLASSES, breakpoints=points, margin=0.001)
        np.testing.assert_allclose(whole.at(i).thresholds, alone.thresholds, atol=1e-12)
        assert whole.at(i).as_dict() == alone.as_dict()


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        (
            {"classes": {"RER": "good", "BUS": "bad"}},
            "classes in words have no order: give categories=",
        ),
        ({"classes": {"bad": ["BUS"], "good": ["BUSS"]}}, "unknown alternative in classes 'BUSS'"),
        ({"classes": {"bad": ["BUS"], "good": ["BUS"]}}, "'BUS' is in 'bad' and 'good'"),
        ({"classes": {"bad": ["BUS"], "good": "RER"}}, "classes of 'good' must be a sequence"),
        ({"classes": {"bad": ["BUS", "RER"]}}, "categories must be at least two; got 'bad' alone"),
        ({"classes": {"a": [], "b": []}}, "must name at least one alternative"),
        (
            {"classes": {"RER": "fine"}, "categories": ["bad", "good"]},
            "unknown category of 'RER' 'fine'; known are",
        ),
        ({"classes": ["bad"], "categories": ["bad", "good"]}, "need 5 classes"),
        ({"margin": 1.0, "categories": list("abcd"), "classes": {"RER": "a"}}, "at most 0.5"),
    ],
)
def test_what_is_refused(transport, changes, message):
    with pytest.raises(InvalidInputError, match=rf"utadis\(\): .*{message}"):
        mcda.utadis(transport, **{"classes": CLASSES, "breakpoints": 3, **changes})


def test_numbers_are_classes_of_which_the_least_is_the_worst():
    table = DecisionTable([[1.0], [2.0], [3.0]], ["c"], ["a", "b", "c"])
    for classes in ({"a": 0, "b": 0, "c": 1}, [0, 0, 1], {"0": ["a", "b"], "1": ["c"]}):
        found = mcda.utadis(table, classes=classes, breakpoints=3)
        assert found.categories == ("0", "1")
        assert found.as_dict() == {"a": "0", "b": "0", "c": "1"}
