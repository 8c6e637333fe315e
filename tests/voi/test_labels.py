"""Data frames and sampled tables in `evpi`, `evppi` and `choice_probabilities`: names, goals, order
of samples."""

import copy
import pickle

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from decision_analysis import Criterion, DecisionTable, Scores
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
    assert (
        choice_probabilities(FRAME, goal="min").tolist()
        == choice_probabilities(VALUES).tolist()[::-1]
    )
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
    for drawn in (samples, shuffled, {"x": shuffled["x"]}, {"x": samples["x"]}):
        result = evppi(values, drawn, "x")
        assert result.value == expected["value"]
        assert result.standard_error == expected["standard_error"]
    repeated = ["same"] * 200
    assert (
        evppi(FRAME.set_axis(repeated), SAMPLES.set_axis(repeated), "x").value == expected["value"]
    )


@pytest.mark.parametrize(
    ("values", "samples", "message"),
    [
        (
            FRAME.set_axis(DAYS),
            SAMPLES,
            "only the index of values is labelled, so that their order is in doubt",
        ),
        (FRAME.set_axis(DAYS), {"x": X}, "values and samples of 'x' must name their samples alike"),
        (VALUES, SAMPLES.iloc[::-1], "only the index of samples of 'x' is labelled"),
        (COSTS, {"x": SAMPLES["x"].set_axis(DAYS)}, "only the index of samples of 'x' is labelled"),
        (
            FRAME.set_axis(DAYS),
            SAMPLES.set_axis([*DAYS[1:], "later"]),
            r"must have the samples of values, each once; missing \['day 0'\], unknown \['later'\]",
        ),
        (
            FRAME.set_axis(DAYS),
            SAMPLES.set_axis([DAYS[0], *DAYS[:-1]]),
            r"missing \['day 199'\], more than once",
        ),
        (FRAME, SAMPLES.iloc[:50], r"samples of 'x' must have shape \(200,\); got \(50,\)"),
        (
            FRAME,
            SAMPLES.rename(columns={"x": "z"}),
            r"unknown parameter 'x'.*known are \['z', 'y'\]",
        ),
        (
            FRAME,
            SAMPLES.assign(x="high"),
            "columns of samples must be numbers .*; 'x' has 200 that are not numbers, suc",
        ),
        (FRAME, SAMPLES.mask(SAMPLES > 2), r"columns of samples .*; 'x' has \d+ missing"),
        (
            FRAME,
            SAMPLES.set_axis(["x", "x"], axis=1),
            "columns of samples must not repeat|unknown parameter",
        ),
    ],
)
def test_frames_that_do_not_fit_are_refused(values, samples, message):
    with pytest.raises(InvalidInputError, match=rf"evppi\(\): .*{message}"):
        evppi(values, samples, "x")


@pytest.mark.parametrize("function", [evpi, choice_probabilities])
@pytest.mark.parametrize(
    ("frame", "message"),
    [
        (
            FRAME.assign(act="high", name=[None] * 200),
            r"'act' has 200 that are not numbers, such as 'high'; 'name' has 2",
        ),
        (
            FRAME.assign(act=FRAME["act"].where(FRAME["act"] < 1)),
            r"columns of \w+ must be numbers.*'act' has \d+ missing",
        ),
        (
            FRAME.assign(act=FRAME["act"] > 1),
            "'act' has 200 that are not numbers, such as (True|False)",
        ),
        (FRAME.assign(act=pd.Timestamp("2026-01-01")), "'act' has 200 that are not numbers"),
        (FRAME.assign(act=np.inf), "column 'act' of .* must be finite; got inf"),
        (FRAME.set_axis(["a", "a"], axis=1), r"columns of \w+ must not repeat; got \['a'\]"),
        (FRAME[[]], r"columns of \w+ must not be empty"),
    ],
)
def test_frames_of_something_else_are_refused(function, frame, message):
    with pytest.raises(InvalidInputError, match=message):
        function(frame)


def test_a_repeated_missing_label_is_told_once():
    with pytest.raises(InvalidInputError, match=r"missing \['same'\], unknown"):
        evppi(FRAME.set_axis(["same"] * 200), SAMPLES.set_axis(DAYS), "x")


def test_several_criteria_must_be_chosen_from():
    table = DecisionTable(GENERATOR.normal(size=(60, 2, 2)), ["gain", "risk"], ["a", "b"])
    for call in (
        lambda: evpi(table),
        lambda: choice_probabilities(table),
        lambda: evppi(table, {"x": X[:60]}, "x"),
    ):
        with pytest.raises(
            InvalidInputError,
            match=r"\['gain', 'risk'\].*choose .*table\.select\(criteria=\[name\]\)",
        ):
            call()
    with pytest.raises(
        InvalidInputError, match="a DecisionTable knows its goal; leave out goal='max'"
    ):
        evpi(COSTS, goal="max")
    with pytest.raises(
        InvalidInputError, match="a DecisionTable knows its goal; leave out goal='max'"
    ):
        choice_probabilities(COSTS, goal="max")


def test_probabilities_of_labelled_samples():
    frame = pd.DataFrame({"a": [1.0, 4.0], "b": [3.0, 2.0]}, index=["dry", "wet"])
    result = evpi(frame, probabilities={"wet": 0.25, "dry": 0.75})
    assert (result.value, result.best, result.standard_error) == (
        pytest.approx(3.25 - 2.75),
        "b",
        0.0,
    )
    with pytest.raises(InvalidInputError, match=r"must name each sample once; missing \['wet'\]"):
        evpi(frame, probabilities={"dry": 1.0})
    years = frame.set_axis([2031, 2032])
    assert evpi(years, probabilities=pd.Series({2032: 0.25, 2031: 0.75})).value == result.value
    plain = frame.reset_index(drop=True)
    assert evpi(plain, probabilities=pd.Series([0.75, 0.25])).value == result.value
    assert evpi(plain, probabilities={"sample 1": 0.25, "sample 0": 0.75}).value == result.value
    with pytest.raises(
        InvalidInputError, match=r"must name each sample once; missing \['sample 0'"
    ):
        evpi(plain, probabilities=pd.Series([0.25, 0.75], index=[1, 0]))


def test_nullable_numbers_are_numbers():
    nullable = FRAME.convert_dtypes()
    assert evpi(nullable).value == evpi(VALUES).value
    with pytest.raises(InvalidInputError, match="'act' has 1 missing"):
        evpi(nullable.assign(act=nullable["act"].where(nullable.index != 3)))


@pytest.mark.parametrize(
    "result", [evpi(FRAME), evppi(FRAME, SAMPLES, ["x", "y"]), evppi(FRAME, SAMPLES, "x")]
)
def test_results_are_copied_and_pickled(result):
    for twin in (pickle.loads(pickle.dumps(result)), copy.copy(result), copy.deepcopy(result)):
        assert twin.to_dict() == result.to_dict()
        assert repr(twin) == repr(result)


SCORES = Scores(method="S", alternatives=("wait", "act"), scores=VALUES)
BY_DAY = FRAME.set_axis(DAYS)
FORMS = {
    "a mapping": {"act": VALUES[:, 1], "wait": VALUES[:, 0]},
    "a constant": {"wait": 0, "act": VALUES[:, 1]},
    "a mapping of series": {"wait": BY_DAY["wait"], "act": BY_DAY["act"].iloc[::-1]},
    "a series of arrays": pd.Series({"act": VALUES[:, 1], "wait": VALUES[:, 0]}),
    "a series of series": pd.Series(
        {"act": BY_DAY["act"], "wait": BY_DAY["wait"].sample(frac=1, random_state=1)}
    ),
    "the column of a batch": SCORES.to_frame()["score"].sample(frac=1, random_state=1),
    "a list of mappings": [{"act": act, "wait": wait} for wait, act in VALUES],
    "a frame of nullable numbers": BY_DAY.iloc[::-1, ::-1].convert_dtypes(),
}


@pytest.mark.parametrize("values", FORMS.values(), ids=FORMS)
def test_values_by_label_in_any_form(values):
    result, right = evpi(values), evpi(SCORES)
    assert set(result.alternatives) == {"wait", "act"}
    assert (result.value, result.best) == (pytest.approx(right.value), right.best)
    assert result.as_dict() == pytest.approx(right.as_dict())
    shares = choice_probabilities(values)
    assert dict(zip(result.alternatives, shares, strict=True)) == pytest.approx(
        dict(zip(SCORES.alternatives, choice_probabilities(SCORES), strict=True))
    )


def test_results_are_asked_by_the_frames_own_labels():
    days = pd.date_range("2024-01-01", periods=2)
    result = evpi(FRAME.set_axis(days, axis=1))
    assert result.to_frame().index.equals(days)
    assert (len(result), result[days[1]]) == (2, pytest.approx(VALUES[:, 1].mean()))
    assert result.equals(evpi(FRAME.set_axis(days, axis=1)))
    assert choice_probabilities(FRAME.set_axis(days, axis=1)).index.equals(days)
    assert choice_probabilities(FRAME)["act"] == choice_probabilities(VALUES)[1]
    for known in (evppi(FRAME, SAMPLES, "x"), evppi(FRAME, SAMPLES, ["x", "y"])):
        assert known.to_frame()["value"].tolist() == [
            known.with_information,
            known.without,
            known.evpi,
        ]
        assert known.equals(evppi(FRAME, SAMPLES, known.of))


def test_parameters_are_called_as_the_frame_calls_its_columns():
    drawn = SAMPLES.set_axis([2015, ("y", 1)], axis=1)
    right = evppi(FRAME, SAMPLES, "x").value
    for of in (2015, "2015", [2015], pd.Index([2015]), np.array([2015])):
        assert evppi(FRAME, drawn, of).value == right
    assert evppi(FRAME, drawn, ("y", 1)).of == "y / 1"


@pytest.mark.parametrize(
    ("of", "message"),
    [
        ({"x"}, "of must be a name or a sequence of names; got set"),
        ({"x": 1}, "of must be a name or a sequence of names; got dict"),
        (2015, "of must be a name or a sequence of names; got int"),
        (["x", "x"], r"of must not repeat; got \['x'\]"),
        (["x", ["y"]], r"of must be non-empty strings; got \['y'\]"),
        (("x", ["y"]), r"of must be non-empty strings; got \['y'\]"),
        ([], "of must not be empty"),
        ("z", r"unknown parameter 'z'; known are \['x', 'y'\]"),
    ],
)
def test_what_does_not_name_parameters_is_refused(of, message):
    with pytest.raises(InvalidInputError, match=message):
        evppi(FRAME, SAMPLES, of)


@pytest.mark.parametrize("function", [evpi, choice_probabilities])
@pytest.mark.parametrize(
    ("values", "message"),
    [
        (
            SCORES.to_frame(),
            (
                r"alternatives as rows: give one of its columns \['rank', 'score'\], or the result"
                r" itself"
            ),
        ),
        (
            {"wait": BY_DAY["wait"], "act": VALUES[:, 1]},
            "only the index of \\w+ of 'wait' is labelled, so that their",
        ),
        (
            {"wait": FRAME["wait"], "act": BY_DAY["act"]},
            "only the index of \\w+ of 'act' is labelled, so that their",
        ),
        (
            {"wait": BY_DAY["wait"], "act": BY_DAY["act"].iloc[1:]},
            r"of 'act' must have .*missing \['day 0'\]",
        ),
        (
            {"wait": BY_DAY["wait"].iloc[1:], "act": BY_DAY["act"]},
            r"of 'act' must have .*unknown \['day 0'\]",
        ),
        (
            {"wait": {"day 0": 1}, "act": {"day 0": 2}},
            "of 'wait' must be a number; got {'day 0': 1}",
        ),
        ({2015: X, 2016: Y}, r"labels of \w+ must be non-empty strings; got 2015"),
        (
            [SCORES, SCORES],
            (
                "must be Scores or a DecisionTable with a sample axis, .*; got a list with Scores:"
                " give the"
            ),
        ),
        (
            evpi(FRAME),
            (
                "must be Scores or a DecisionTable with a sample axis, .*; got EvpiResult: give the"
                " numbers"
            ),
        ),
        (BY_DAY["act"], r"must have shape \(.*S, A\).*; got \(200,\)"),
        (
            pd.concat([SCORES.to_frame()["score"]] * 2),
            r"must not repeat; got \[\(0, 'wait'\), .* more\] more than once",
        ),
        (SCORES.to_frame()["score"].iloc[1:], "'wait' has 1 missing"),
        ({"wait", "act"}, "must be numbers; got {"),
    ],
)
def test_values_in_doubt_are_refused(function, values, message):
    with pytest.raises(InvalidInputError, match=message):
        function(values)


STATES = pd.DataFrame({"a": [1.0, 4.0], "b": [3.0, 2.0]}, index=["dry", "wet"])


@pytest.mark.parametrize(
    ("values", "probabilities", "message"),
    [
        (
            STATES,
            [0.75, 0.25],
            (
                "the samples of values have labels and probabilities have none, so that their order"
                " is in doubt"
            ),
        ),
        (
            STATES,
            pd.Series([0.75, 0.25]),
            r"must name each sample once; missing \['dry', 'wet'\], unknown \['0', '1'\]",
        ),
        (
            STATES.T,
            {"dry": 0.75, "wet": 0.25},
            r"values must have a row for each sample; got them as columns: turn the frame with \.T",
        ),
        (
            STATES.set_axis(["dry", "dry"]),
            {"dry": 1.0},
            r"labels of samples must not repeat; got \['dry'\]",
        ),
        (
            STATES.to_numpy(),
            {"dry": 0.75, "wet": 0.25},
            r"missing \['sample 0', 'sample 1'\], unknown \['dry', 'wet'\]",
        ),
    ],
)
def test_probabilities_in_doubt_are_refused(values, probabilities, message):
    with pytest.raises(InvalidInputError, match=rf"evpi\(\): .*{message}"):
        evpi(values, probabilities=probabilities)


def test_probabilities_of_states_of_any_kind():
    right = evpi(STATES.to_numpy(), probabilities=[0.75, 0.25]).value
    table = DecisionTable.from_frame(STATES.T)
    days = pd.date_range("2024-01-01", periods=2)
    for shares in ({"wet": 0.25, "dry": 0.75}, pd.Series({"wet": 0.25, "dry": 0.75}), [0.75, 0.25]):
        assert evpi(table, probabilities=shares).value == right
    dated = STATES.set_axis(days)
    assert evpi(dated, probabilities={days[1]: 0.25, days[0]: 0.75}).value == right
    assert evpi(dated, probabilities={"2024-01-02": 0.25, "2024-01-01": 0.75}).value == right
    assert evpi(dated, probabilities=pd.Series([0.25, 0.75], days[::-1])).value == right
    assert (
        evpi(
            DecisionTable.from_frame(dated.T), probabilities=pd.Series([0.25, 0.75], days[::-1])
        ).value
        == right
    )


@settings(max_examples=25)
@given(st.data())
def test_the_order_of_labels_and_samples_never_matters(data):
    rng = np.random.default_rng(data.draw(st.integers(0, 99)))
    labels, rows = ["a", "b", "c"], [f"s{i}" for i in range(48)]
    drawn = pd.DataFrame(rng.integers(0, 4, (48, 2)), rows, ["x", "y"])
    values = pd.DataFrame(
        rng.normal(size=(48, 3)) + drawn[["x"]].to_numpy() * [0, 1, 2], rows, labels
    )
    shares = pd.Series(rng.dirichlet(np.ones(48)), rows)
    columns = data.draw(st.permutations(labels))
    mixed = values.loc[data.draw(st.permutations(rows)), columns]
    assert evpi(mixed).value == pytest.approx(evpi(values.to_numpy()).value)
    weighed = evpi(mixed, probabilities=shares[data.draw(st.permutations(rows))])
    assert weighed.value == pytest.approx(
        evpi(values.to_numpy(), probabilities=shares.to_numpy()).value
    )
    assert weighed.as_dict() == pytest.approx(
        dict(zip(labels, shares @ values.to_numpy(), strict=True))
    )
    found = choice_probabilities(mixed)
    assert found.to_dict() == pytest.approx(
        dict(zip(labels, choice_probabilities(values.to_numpy()), strict=True))
    )
    other = drawn.loc[data.draw(st.permutations(rows)), ["y", "x"]]
    by_column = {
        label: mixed[label].sample(frac=1, random_state=k) for k, label in enumerate(columns)
    }
    right = evppi(values.to_numpy(), drawn.reset_index(drop=True), "x").value
    assert evppi(values[columns], other, "x").value == pytest.approx(right)
    assert evppi(
        {label: values[label] for label in columns}, {"x": other["x"]}, "x"
    ).value == pytest.approx(right)
    assert evppi(mixed, other, "x").value == pytest.approx(right)
    assert evpi(by_column).value == pytest.approx(evpi(values).value)
