"""Steps as data frames: labels on both sides, all sample axes, and what is refused."""

import dataclasses

import numpy as np
import pandas as pd
import pytest

import decision_analysis as da
from decision_analysis import mcda, weights
from decision_analysis.core import axes, step
from decision_analysis.errors import InvalidInputError

TABLE = da.DecisionTable([[5, 8, 4], [7, 6, 8], [8, 8, 6]], ["x1", "x2", "x3"], ["A", "B", "C"])
BATCH = TABLE.with_values(TABLE.values * np.arange(1, 7).reshape(2, 3, 1, 1) ** np.array([0, 1, 2]))
WEIGHTS = {"x1": 1, "x2": 2, "x3": 1}


def test_alternatives_stand_down_and_criteria_across():
    result = mcda.topsis(TABLE, WEIGHTS)
    frame = result.steps_frame("weighted")
    expected = pd.DataFrame(
        result.weighted, pd.Index(["A", "B", "C"], name="alternative"), ["x1", "x2", "x3"]
    )
    pd.testing.assert_frame_equal(frame, expected)
    frame.loc["A", "x1"] = 0  # the frame is the caller's own
    assert result.weighted[0, 0] > 0


def test_one_number_for_each_criterion_or_alternative_is_a_column():
    result = mcda.topsis(TABLE, WEIGHTS)
    ideal = result.steps_frame("ideal")
    assert (ideal.index.name, ideal.index.tolist(), list(ideal.columns)) == (
        "criterion",
        ["x1", "x2", "x3"],
        ["ideal"],
    )
    assert ideal["ideal"].tolist() == result.ideal.tolist()
    both = result.steps_frame()
    assert list(both.columns) == ["distance_to_ideal", "distance_to_anti_ideal"]
    assert both.index.tolist() == ["A", "B", "C"]
    assert both.loc["B", "distance_to_ideal"] == result.distance_to_ideal[1]
    assert result.to_frame().join(both).notna().all(axis=None)
    entropy = weights.entropy(TABLE).steps_frame()
    assert (entropy.index.tolist(), list(entropy.columns)) == (
        ["x1", "x2", "x3"],
        ["entropy", "diversification"],
    )


def test_a_relation_has_alternatives_on_both_sides():
    result = mcda.electre_i(TABLE, WEIGHTS, concordance=0.6, discordance=0.5)
    frame = result.steps_frame("concordance")
    assert frame.index.tolist() == list(frame.columns) == ["A", "B", "C"]
    assert frame.loc["A", "B"] == result.concordance[0, 1]
    assert result.steps_frame("matrix").dtypes.tolist() == [bool] * 3


def test_other_arrays_have_their_labels():
    profiles = da.DecisionTable([[6, 6, 5], [7, 7, 7]], ["x1", "x2", "x3"], ["fair", "good"])
    result = mcda.electre_tri(TABLE, WEIGHTS, profiles=profiles, indifference=0, preference=1)
    frame = result.steps_frame("credibility")
    assert (frame.index.tolist(), list(frame.columns)) == (["A", "B", "C"], ["fair", "good"])


def test_labels_are_those_of_the_frame_that_the_table_came_from():
    days = pd.date_range("2024-01-01", periods=3, name="day")
    frame = pd.DataFrame(TABLE.values, days, [2015, 2016, 2017])
    result = mcda.topsis(da.DecisionTable.from_frame(frame), [1, 2, 1])
    weighted = result.steps_frame("weighted")
    assert weighted.index.equals(days)
    assert (
        weighted.columns.tolist()
        == result.steps_frame("ideal").index.tolist()
        == [2015, 2016, 2017]
    )
    assert frame.join(result.steps_frame()).notna().all(axis=None)
    batch = mcda.topsis(da.DecisionTable.from_frame(frame), np.ones((2, 3)), steps=True)
    assert batch.steps_frame("weighted").loc[1].index.equals(days)


def test_a_batch_has_its_samples_before_the_labels():
    result = mcda.topsis(BATCH, WEIGHTS, steps=True)
    weighted, ideal, both = (result.steps_frame(name) for name in ("weighted", "ideal", None))
    assert weighted.index.names == ["sample_0", "sample_1", "alternative"]
    assert ideal.index.names == ["sample_0", "sample_1", "criterion"]
    assert (weighted.shape, ideal.shape, both.shape) == ((18, 3), (18, 1), (18, 2))
    for i in np.ndindex(2, 3):
        single = result.at(i)
        pd.testing.assert_frame_equal(weighted.loc[i], single.steps_frame("weighted"))
        pd.testing.assert_frame_equal(ideal.loc[i], single.steps_frame("ideal"))
        pd.testing.assert_frame_equal(both.loc[i], single.steps_frame())


@dataclasses.dataclass(frozen=True, eq=False, repr=False, kw_only=True)
class Odd(da.Scores):
    scale: np.ndarray | None = step("Scale", "s_j", "C")
    total: float = axes("")
    parts: np.ndarray | None = step("Parts", "p", "AXC")


def odd(**more):
    values = {"scores": np.ones(2), "total": 3.0, **more}
    return Odd(method="M", alternatives=("a", "b"), **values)


def test_criteria_without_names_are_numbered():
    frame = odd(scale=np.arange(2.0)).steps_frame("scale")
    assert (frame.index.tolist(), frame["scale"].tolist()) == (["1", "2"], [0.0, 1.0])
    shared = odd(
        scores=np.ones((4, 2)), total=np.arange(4.0), scale=np.ones(3)
    )  # one scale for all samples
    assert shared.steps_frame("scale").shape == (12, 1)


@pytest.mark.parametrize(
    ("result", "name", "message"),
    [
        (odd(), "sclae", r"unknown step 'sclae' \(did you mean 'scale'\?\)"),
        (odd(), "scale", "'scale' was not kept; call the method with steps=True"),
        (odd(), None, r"name must be that of a step.*known are \[\]"),
        (odd(), "total", r"unknown step 'total'; known are \['scores', 'scale'\]"),
        (odd(), "parts", "unknown step 'parts'"),
        (mcda.weighted_sum(TABLE, WEIGHTS), None, r"known are \['normalized', 'weighted'\]"),
        (
            odd(scale=np.ones(3), criteria=("p", "q")),
            "scale",
            "must have 2 entries, one for each criterion; got 3",
        ),
        (odd(), 3, "unknown step 3"),
    ],
)
def test_what_is_no_step_is_refused(result, name, message):
    with pytest.raises(InvalidInputError, match=rf"^{result.method}: steps_frame\(\): .*{message}"):
        result.steps_frame(name)
