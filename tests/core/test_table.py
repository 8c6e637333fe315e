"""DecisionTable keeps labels and numbers together, and refuses what is not a table."""

import math
import pickle

import numpy as np
import pandas as pd
import pytest

import decision_analysis as da
from decision_analysis.errors import InvalidInputError, InvalidModelError

ROWS = {"city": [14, 4.1], "estate": [18, 3.9], "van": [11, 2.0]}
CRITERIA = [da.Criterion("price", "min", unit="EUR"), "comfort"]


@pytest.fixture
def table():
    return da.DecisionTable.from_rows(ROWS, CRITERIA)


def test_shape_labels_and_goals(table):
    assert table.values.shape == (3, 2)
    assert table.alternatives == ("city", "estate", "van")
    assert table.criterion_names == ("price", "comfort")
    assert table.maximize.tolist() == [False, True]
    assert table.sample_shape == ()


def test_values_are_a_read_only_copy():
    given = np.array([[1.0, 2.0]])
    table = da.DecisionTable(given, ["p", "q"], ["a"])
    given[0, 0] = 9
    assert table.values[0, 0] == 1
    with pytest.raises(ValueError, match="read-only"):
        table.values[0, 0] = 3
    with pytest.raises(AttributeError, match="frozen"):
        table.values = given


def test_all_problems_are_listed_at_once():
    with pytest.raises(InvalidModelError) as caught:
        da.DecisionTable([[1, math.nan], [math.inf, 2]], ["p", "q"], ["a", "b"])
    assert caught.value.problems == (
        "'b' on 'p' is not finite",
        (
            "'a' on 'q' is not finite: it is missing; drop such rows or columns, fill them by a"
            " rule that you state, or keep the ignorance as samples of a range"
        ),
    )
    with pytest.raises(InvalidModelError) as caught:
        da.DecisionTable([[1, "x"]], ["p", "p"], ["a"])
    assert caught.value.problems[0] == "criterion 'p' is named more than once"
    assert caught.value.problems[1].startswith(
        "'a' on 'p' must be a number; got 'x': value.discrete or"
    )


def test_a_masked_cell_is_not_read_behind_its_mask():
    values = np.ma.array([[1.0, 2.0], [3.0, 4.0]], mask=[[False, True], [False, False]])
    with pytest.raises(InvalidModelError, match="'a' on 'q' is masked"):
        da.DecisionTable(values, ["p", "q"], ["a", "b"])
    assert da.DecisionTable(np.ma.array(values.data), ["p", "q"], ["a", "b"]).values[0, 1] == 2


@pytest.mark.parametrize(
    ("values", "criteria", "alternatives", "message"),
    [
        ([[1, 2], [3]], ["p", "q"], ["a", "b"], "rectangular"),
        ([[1, 2]], ["p"], ["a"], r"must have shape \(..., 1, 1\)"),
        ([1, 2], ["p", "q"], ["a"], "must have shape"),
        ([["1", 2]], ["p", "q"], ["a"], "'a' on 'p' must be a number; got '1'"),
        ([[True, 2]], ["p", "q"], ["a"], "'a' on 'p' must be a number; got True"),
        ([[True, False]], ["p", "q"], ["a"], "'a' on 'p' must be a number; got True"),
        ([[1, 2]], ["p", "q"], ["a", "b"], "must have shape"),
        ([[1], [2]], ["p"], ["a", "a"], "alternative 'a' is named more than once"),
        ([[1]], ["p"], [3], "non-empty strings; got 3"),
        ([[1]], ["p"], "a", "one string 'a'"),
        ([[1]], "p", ["a"], "must be a sequence; got the one 'p'"),
        (np.zeros((0, 1)), ["p"], [], "at least one alternative"),
        (np.zeros((1, 0)), [], ["a"], "at least one criterion"),
        (np.zeros((0, 1, 1)), ["p"], ["a"], "at least one sample"),
        ([[1]], [3], ["a"], "name must be a non-empty string; got 3"),
    ],
)
def test_bad_input_is_refused_by_label(values, criteria, alternatives, message):
    with pytest.raises(InvalidModelError, match=message):
        da.DecisionTable(values, criteria, alternatives)


def test_bad_goal_is_refused():
    with pytest.raises(
        InvalidInputError, match="criterion 'price': goal must be 'max' or 'min'; got 'cheap'"
    ):
        da.Criterion("price", "cheap")


def test_rows_of_wrong_length_are_named():
    with pytest.raises(InvalidModelError, match="'b' must have 2 performances"):
        da.DecisionTable.from_rows({"a": [1, 2], "b": [1]}, ["p", "q"])
    with pytest.raises(InvalidModelError, match="'a' must have 2 performances"):
        da.DecisionTable.from_rows({"a": pd.DataFrame({"x": [1.0, 2.0]}), "b": [1, 2]}, ["p", "q"])


def test_a_row_with_a_length_but_no_entries_is_refused():
    row = da.DecisionTable([[1, 2], [3, 4]], ["p", "q"], ["x", "y"])
    with pytest.raises(InvalidModelError, match=r"'a' must have 2 performances; got a DecisionTab"):
        da.DecisionTable.from_rows({"a": row}, ["p", "q"])


def test_rows_may_hold_samples():
    table = da.DecisionTable.from_rows({"a": [np.arange(4.0), 1], "b": [2, 3]}, ["p", "q"])
    assert table.sample_shape == (4,)
    assert table.at(3).values.tolist() == [[3, 1], [2, 3]]
    with pytest.raises(InvalidModelError, match="broadcast together"):
        da.DecisionTable.from_rows({"a": [np.arange(4.0), np.arange(3.0)]}, ["p", "q"])


def test_frame_round_trip(table):
    frame = table.to_frame()
    again = da.DecisionTable.from_frame(frame, goals={"price": "min"})
    assert again.values.tolist() == table.values.tolist()
    assert again.criteria[0].goal == "min"
    with pytest.raises(InvalidInputError, match="unknown column in goals 'prise'"):
        da.DecisionTable.from_frame(frame, goals={"prise": "min"})
    with pytest.raises(InvalidModelError, match="'city' on 'name' must be a number; got 'x'"):
        da.DecisionTable.from_frame(pd.DataFrame({"name": ["x"]}, index=["city"]))


def test_batch_frame_has_a_level_for_each_sample_axis():
    table = da.DecisionTable(np.zeros((2, 3, 2, 1)), ["p"], ["a", "b"])
    assert table.to_frame().shape == (12, 1)
    assert list(table.to_frame().index.names) == ["sample_0", "sample_1", "alternative"]


def test_select_reorders_and_refuses_unknown(table):
    part = table.select(alternatives=["van", "city"], criteria=["comfort"])
    assert part.values.tolist() == [[2.0], [4.1]]
    with pytest.raises(InvalidInputError, match="unknown alternative 'vam'"):
        table.select(alternatives=["vam"])
    with pytest.raises(InvalidInputError, match="must not repeat"):
        table.select(criteria=["price", "price"])


def test_mean_is_over_all_sample_axes():
    values = np.arange(24.0).reshape(2, 3, 2, 2)
    table = da.DecisionTable(values, ["p", "q"], ["a", "b"])
    np.testing.assert_allclose(table.mean().values, values.mean(axis=(0, 1)))


def test_with_values_keeps_labels_and_checks(table):
    assert table.with_values(np.zeros((5, 3, 2))).sample_shape == (5,)
    with pytest.raises(InvalidModelError, match="'van' on 'comfort'"):
        table.with_values([[1, 1], [1, 1], [1, math.nan]])


def test_at_refuses_what_is_not_one_sample(table):
    with pytest.raises(InvalidInputError, match=r"need 0 indices for samples \(\)"):
        table.at(0)


def test_pickle_stays_read_only(table):
    again = pickle.loads(pickle.dumps(table))
    assert again.values.tolist() == table.values.tolist()
    assert not again.values.flags.writeable


def test_repr_shows_the_table_and_a_batch_its_shape(table):
    assert repr(table).splitlines()[1].split() == ["price", "[EUR]", "(min)", "comfort", "(max)"]
    assert (
        repr(table.with_values(np.zeros((7, 3, 2))))
        == "DecisionTable: 3 alternatives, 2 criteria, samples (7,)"
    )
    assert "<td>city</td>" in table._repr_html_()
    assert table.to_markdown().startswith("**DecisionTable")
    assert table.to_dict()["values"] == [[14, 4.1], [18, 3.9], [11, 2.0]]


def test_dominance_matches_its_definition():
    rng = np.random.default_rng(1)
    table = da.DecisionTable(
        rng.integers(0, 3, (50, 4, 3)), ["p", da.Criterion("q", "min"), "r"], list("abcd")
    )
    matrix = da.core.dominance(table).matrix
    oriented = table.values * np.where(table.maximize, 1, -1)
    for s, a, b in np.ndindex(50, 4, 4):
        expected = (oriented[s, a] >= oriented[s, b]).all() and (
            oriented[s, a] > oriented[s, b]
        ).any()
        assert matrix[s, a, b] == expected
