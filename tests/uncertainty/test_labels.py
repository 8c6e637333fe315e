"""Weights and performances of uncertain analyses go by name; answers have the labels of the
frame."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from decision_analysis import DecisionTable, Parameter, Parameters, mcda
from decision_analysis.errors import InvalidInputError
from decision_analysis.uncertainty import WeightSpace, choice_probabilities, simulate, smaa

INDEX = pd.date_range("2024-01-01", periods=3, name="day")
FRAME = pd.DataFrame([[1.0, 0.0], [0.0, 1.0], [0.6, 0.6]], index=INDEX, columns=[2015, 2016])
TABLE = DecisionTable.from_frame(FRAME)
PEOPLE = pd.DataFrame({2016: [1.0, 3.0, 1.0], 2015: [3.0, 1.0, 1.0]}, index=["Ann", "Bob", "Eve"])
LABELS = ["a", "b", "c"]


def total(table, weights):
    return mcda.weighted_sum(table, weights, normalization=None)


def test_given_weights_are_drawn_as_they_are():
    result = smaa(TABLE, total, weights=PEOPLE, n_samples=30_000, rng=0)
    assert result.rank_acceptability[:, 0].round(2).tolist() == [0.33, 0.33, 0.33]
    assert result.central_weights.tolist() == pytest.approx(
        np.array([[0.75, 0.25], [0.25, 0.75], [0.5, 0.5]])
    )
    assert result.parameters["weights"] == "3 given"


@settings(max_examples=20)
@given(st.permutations([2015, 2016]), st.sampled_from(["own labels", "names", "array", "mapping"]))
def test_given_weights_go_by_criterion(order, form):
    frame = PEOPLE[order]
    given_as = {
        "own labels": frame,
        "names": frame.rename(columns=str),
        "array": PEOPLE[[2015, 2016]].to_numpy(),
        "mapping": {name: frame[name].to_numpy() for name in order},
    }[form]
    assert smaa(TABLE, total, weights=given_as, n_samples=50, rng=1).equals(
        smaa(TABLE, total, weights=PEOPLE, n_samples=50, rng=1)
    )


@pytest.mark.parametrize(
    ("weights", "message"),
    [
        (
            PEOPLE.rename(columns={2015: 2014}),
            r"weights must name each criterion once; missing \['2015'\]",
        ),
        (PEOPLE.T, "got them as rows: turn the frame"),
        ({2015: 0.5, 2016: 0.5}, r"those of so many people \(N, 2\); got \(2,\)"),
        ([[1.0, 2.0, 3.0]], "need 2 weights"),
        ({0.5, 0.25}, "weights must be"),
        (
            WeightSpace(["x", "y"]),
            r"weights must name each criterion once; missing \['2015', '2016'\]",
        ),
    ],
)
def test_weights_of_other_criteria_are_refused(weights, message):
    with pytest.raises(InvalidInputError, match=rf"smaa\(\): .*{message}"):
        smaa(TABLE, total, weights=weights, n_samples=9, rng=0)


def test_given_weights_are_the_same_for_any_batch_and_beside_sampled_tables():
    table = TABLE.with_values(np.stack([TABLE.values, TABLE.values[:, ::-1]]))
    one, other = (
        smaa(table, total, weights=PEOPLE, n_samples=20_000, rng=2, batch=b) for b in (10**5, 9_000)
    )
    assert one.equals(other)
    assert one.rank_acceptability.sum(axis=0).tolist() == pytest.approx([1, 1, 1])


@settings(max_examples=10)
@given(st.permutations([2015, 2016]))
def test_a_space_goes_by_name_and_its_constraints_by_the_frames_own(order):
    space = WeightSpace(pd.Index(order)).bounds(2015, 0.5, 0.75).ratio(2015, 2016, 1, 3)
    assert space.constraints[0] == "0.5 <= '2015' <= 0.75"
    assert space.sample(50, rng=0)[:, order.index(2015)].min() >= 0.5
    result = smaa(TABLE, total, weights=space, n_samples=50, rng=0)
    assert result.confidence[1] == 0
    assert result.to_frame().index.isin(INDEX).all()
    joined = FRAME.join(result.to_frame()["rank 1"])
    assert joined["rank 1"].tolist() == result.rank_acceptability[:, 0].tolist()


@pytest.mark.parametrize(
    "criteria", [{"x", "y"}, {"x": 1, "y": 2}, "xy", pd.DataFrame(columns=["x", "y"])]
)
def test_a_space_takes_names_in_order(criteria):
    with pytest.raises(
        InvalidInputError, match=r"WeightSpace: criteria must be a sequence of names"
    ):
        WeightSpace(criteria)
    assert WeightSpace(TABLE.criteria).criteria == ("2015", "2016")


@settings(max_examples=20)
@given(st.permutations(LABELS))
def test_shares_of_a_frame_are_a_series_by_its_columns(order):
    frame = pd.DataFrame([[1.0, 2.0, 0.0], [3.0, 3.0, 0.0], [0.0, 4.0, 5.0]], columns=LABELS)
    shares = choice_probabilities(frame[order])
    assert shares.index.tolist() == order
    assert shares[LABELS].tolist() == pytest.approx([1 / 6, 1 / 2, 1 / 3])


def test_a_simulation_has_the_labels_of_the_models_table():
    parameters = Parameters([Parameter("p", 0.5, low=0, high=1)])
    result = simulate(
        lambda x: TABLE.with_values(TABLE.values * x["p"][:, None, None]),
        parameters,
        n_samples=9,
        rng=0,
    )
    assert result.to_frame().index.unique().equals(INDEX)
    assert result.table.to_frame().columns.tolist() == [2015, 2016]
    assert result.table.to_frame().loc[3].index.equals(INDEX)


def test_a_model_whose_labels_move_is_refused():
    parameters = Parameters([Parameter("p", 0.5, low=0, high=1)])

    def model(x):
        order = [0, 1, 2] if len(x["p"]) == 1 else [2, 1, 0]
        return TABLE.select(alternatives=INDEX[order])

    with pytest.raises(
        InvalidInputError, match=r"model must return the same alternatives in every call"
    ):
        smaa(model, total, parameters=parameters, n_samples=9, rng=0)
