"""Data frames and sampled tables in `evpi`, `evppi` and `choice_probabilities`: names, goals, order of samples."""

import copy
import pickle

import numpy as np
import pandas as pd
import pytest

from decision_analysis import Criterion, DecisionTable
from decision_analysis.errors import InvalidInputError
from decision_analysis.uncertainty import choice_probabilities
from decision_analysis.voi import evpi, evppi

GENERATOR = np.random.default_rng(0)
X, Y = GENERATOR.normal(size=(2, 200))
VALUES = np.stack([np.zeros(200), X + 0.5 * Y], axis=1)
FRAME = pd.DataFrame(VALUES, columns=["wait", "act"])
SAMPLES = pd.DataFrame({"x": X, "y": Y})
DAYS = [f"day {i}" for i in range(200)]
COSTS = DecisionTable(-VALUES[..., None], [Criterion("cost", "min", unit="EUR")], ["wait", "act"])


def test_a_frame_keeps_its_names():
    result = evpi(FRAME)
    assert result.alternatives == ("wait", "act")
    assert result.value == evpi(VALUES).value
    assert result.best == ("wait", "act")[int(evpi(VALUES).best)]
    known = evppi(FRAME, SAMPLES, "x")
    assert known.alternatives == ("wait", "act")
    assert known.value == evppi(VALUES, {"x": X}, "x").value > 0
    assert choice_probabilities(FRAME).tolist() == choice_probabilities(VALUES).tolist()
    assert choice_probabilities(FRAME, goal="min").tolist() == choice_probabilities(VALUES).tolist()[::-1]
    assert evpi(FRAME, goal="min").value == evpi(VALUES, goal="min").value
    assert evpi(FRAME.rename(columns={"wait": 1, "act": 2})).alternatives == ("1", "2")


def test_a_sampled_table_of_one_criterion_keeps_names_and_goal():
    for result in (evpi(COSTS), evppi(COSTS, SAMPLES, "x")):
        assert result.alternatives == ("wait", "act")
    assert evpi(COSTS).value == evpi(VALUES).value
    assert evpi(COSTS).without == -evpi(VALUES).without
    assert evppi(COSTS, SAMPLES, ["y"]).value == evppi(VALUES, {"y": Y}, "y").value
    assert choice_probabilities(COSTS).tolist() == choice_probabilities(VALUES).tolist()


def test_a_table_of_one_state_is_no_sampled_table():
    assert evpi(DecisionTable([[1.0], [2.0]], ["now"], ["a", "b"])).value == 0


def test_all_sample_axes_of_a_table_count():
    many = DecisionTable(GENERATOR.normal(size=(3, 5, 4, 1)), ["gain"], list("abcd"))
    assert choice_probabilities(many).tolist() == choice_probabilities(many.values[..., 0]).tolist()


def test_frames_are_aligned_by_their_index():
    values, samples = FRAME.set_axis(DAYS), SAMPLES.set_axis(DAYS)
    expected = evppi(VALUES, {"x": X}, "x").to_dict() | {"alternatives": ["wait", "act"]}
    order = np.random.default_rng(3).permutation(200)
    shuffled = samples.iloc[order]
    for given in (samples, shuffled, {"x": shuffled["x"]}, {"x": samples["x"]}):
        result = evppi(values, given, "x")
        assert result.value == expected["value"]
        assert result.standard_error == expected["standard_error"]
    repeated = ["same"] * 200
    assert evppi(FRAME.set_axis(repeated), SAMPLES.set_axis(repeated), "x").value == expected["value"]


@pytest.mark.parametrize(
    ("values", "samples", "message"),
    [
        (FRAME.set_axis(DAYS), SAMPLES, "only the index of values is labelled, so that their order is in doubt"),
        (FRAME.set_axis(DAYS), {"x": X}, "values and samples of 'x' must name their samples alike"),
        (VALUES, SAMPLES.iloc[::-1], "only the index of samples of 'x' is labelled"),
        (COSTS, {"x": SAMPLES["x"].set_axis(DAYS)}, "only the index of samples of 'x' is labelled"),
        (
            FRAME.set_axis(DAYS),
            SAMPLES.set_axis([*DAYS[1:], "later"]),
            r"must have the samples of values, each once; missing \['day 0'\], unknown \['later'\], 0 repeated",
        ),
        (FRAME.set_axis(DAYS), SAMPLES.set_axis([DAYS[0], *DAYS[:-1]]), r"missing \['day 199'\], unknown \[\], 1 repe"),
        (FRAME, SAMPLES.iloc[:50], r"samples of 'x' must have shape \(200,\); got \(50,\)"),
        (FRAME, SAMPLES.rename(columns={"x": "z"}), r"unknown parameter 'x'.*known are \['z', 'y'\]"),
        (
            FRAME,
            SAMPLES.assign(x="high"),
            "columns of samples must be numbers .*; 'x' has 200 that are not numbers, suc",
        ),
        (FRAME, SAMPLES.mask(SAMPLES > 2), r"columns of samples .*; 'x' has \d+ missing"),
        (FRAME, SAMPLES.set_axis(["x", "x"], axis=1), "columns of samples must not repeat|unknown parameter"),
    ],
)
def test_frames_that_do_not_fit_are_refused(values, samples, message):
    with pytest.raises(InvalidInputError, match=rf"evppi\(\): .*{message}"):
        evppi(values, samples, "x")


@pytest.mark.parametrize("function", [evpi, choice_probabilities])
@pytest.mark.parametrize(
    ("given", "message"),
    [
        (
            FRAME.assign(act="high", name=[None] * 200),
            r"'act' has 200 that are not numbers, such as 'high'; 'name' has 2",
        ),
        (
            FRAME.assign(act=FRAME["act"].where(FRAME["act"] < 1)),
            r"columns of \w+ must be numbers.*'act' has \d+ missing",
        ),
        (FRAME.assign(act=FRAME["act"] > 1), "'act' has 200 that are not numbers, such as (True|False)"),
        (FRAME.assign(act=pd.Timestamp("2026-01-01")), "'act' has 200 that are not numbers"),
        (FRAME.assign(act=np.inf), "column 'act' of .* must be finite; got inf"),
        (FRAME.set_axis(["a", "a"], axis=1), r"columns of \w+ must not repeat; got \['a'\]"),
        (FRAME[[]], r"columns of \w+ must not be empty"),
    ],
)
def test_frames_of_something_else_are_refused(function, given, message):
    with pytest.raises(InvalidInputError, match=message):
        function(given)


def test_a_repeated_missing_label_is_told_once():
    with pytest.raises(InvalidInputError, match=r"missing \['same'\], unknown"):
        evppi(FRAME.set_axis(["same"] * 200), SAMPLES.set_axis(DAYS), "x")


def test_several_criteria_must_be_chosen_from():
    table = DecisionTable(GENERATOR.normal(size=(60, 2, 2)), ["gain", "risk"], ["a", "b"])
    for call in (lambda: evpi(table), lambda: choice_probabilities(table), lambda: evppi(table, {"x": X[:60]}, "x")):
        with pytest.raises(InvalidInputError, match=r"\['gain', 'risk'\].*choose .*table\.select\(criteria=\[name\]\)"):
            call()
    with pytest.raises(InvalidInputError, match="a DecisionTable knows its goal; leave out goal='max'"):
        evpi(COSTS, goal="max")
    with pytest.raises(InvalidInputError, match="a DecisionTable knows its goal; leave out goal='max'"):
        choice_probabilities(COSTS, goal="max")


def test_probabilities_of_labelled_samples():
    frame = pd.DataFrame({"a": [1.0, 4.0], "b": [3.0, 2.0]}, index=["dry", "wet"])
    result = evpi(frame, probabilities={"wet": 0.25, "dry": 0.75})
    assert (result.value, result.best, result.standard_error) == (pytest.approx(3.25 - 2.75), "b", 0.0)
    with pytest.raises(InvalidInputError, match=r"must name each state once; missing \['wet'\]"):
        evpi(frame, probabilities={"dry": 1.0})
    years = frame.set_axis([2031, 2032])
    assert evpi(years, probabilities=pd.Series({2032: 0.25, 2031: 0.75})).value == result.value
    plain = frame.reset_index(drop=True)
    assert evpi(plain, probabilities=pd.Series([0.75, 0.25])).value == result.value
    assert evpi(plain, probabilities={"sample 1": 0.25, "sample 0": 0.75}).value == result.value
    with pytest.raises(InvalidInputError, match=r"must name each state once; missing \['sample 0'"):
        evpi(plain, probabilities=pd.Series([0.25, 0.75], index=[1, 0]))


def test_nullable_numbers_are_numbers():
    nullable = FRAME.convert_dtypes()
    assert evpi(nullable).value == evpi(VALUES).value
    with pytest.raises(InvalidInputError, match="'act' has 1 missing"):
        evpi(nullable.assign(act=nullable["act"].where(nullable.index != 3)))


@pytest.mark.parametrize("result", [evpi(FRAME), evppi(FRAME, SAMPLES, ["x", "y"]), evppi(FRAME, SAMPLES, "x")])
def test_results_are_copied_and_pickled(result):
    for twin in (pickle.loads(pickle.dumps(result)), copy.copy(result), copy.deepcopy(result)):
        assert twin.to_dict() == result.to_dict()
        assert repr(twin) == repr(result)
