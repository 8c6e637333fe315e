"""The way from the user's frame into a table and its results, and back."""

import numpy as np
import pandas as pd
import pytest

import decision_analysis as da
from decision_analysis.errors import InvalidInputError, InvalidModelError

CARS = pd.DataFrame(
    {"price": [5490, 6500, 6489], "economy": [51.4, 70.6, 54.3]}, index=["Corsa", "Clio", "Fiesta"]
)
INDEXES = {
    "default": pd.RangeIndex(3),
    "sorted": pd.Index([2, 0, 1]),
    "dates": pd.date_range("2024-01-01", periods=3, name="day"),
    "levels": pd.MultiIndex.from_tuples(
        [("EU", 1), ("EU", 2), ("US", 1)], names=["region", "plant"]
    ),
    "texts": pd.Index(["Corsa", "Clio", "Fiesta"], name="car"),
}


@pytest.mark.parametrize("index", INDEXES.values(), ids=INDEXES)
def test_a_frame_comes_back_as_it_went_in(index):
    frame = CARS.set_axis(index)
    table = da.DecisionTable.from_frame(frame, {"price": "min"})
    pd.testing.assert_frame_equal(table.to_frame(), frame.astype(float))
    result = da.mcda.topsis(table, {"price": 1, "economy": 2})
    assert frame.assign(rank=result.to_frame()["rank"])["rank"].tolist() == result.ranks.tolist()
    assert frame.join(result.to_frame())["score"].tolist() == result.scores.tolist()
    part = table.select(alternatives=[index[2], index[0]])
    pd.testing.assert_frame_equal(part.to_frame(), frame.iloc[[2, 0]].astype(float))


@pytest.mark.parametrize("index", INDEXES.values(), ids=INDEXES)
def test_the_long_frame_of_a_batch_has_the_frames_own_index(index):
    table = da.DecisionTable.from_frame(CARS.set_axis(index), {"price": "min"})
    batch = da.mcda.topsis(table, np.array([[1, 2], [2, 1]]))
    long = batch.to_frame()
    assert long.index.nlevels == 1 + index.nlevels
    assert long.loc[1].index.equals(index)
    assert long["rank"].tolist() == batch.ranks.ravel().tolist()
    assert table.with_values(np.ones((2, 2, 3, 2))).to_frame().index.names[:2] == [
        "sample_0",
        "sample_1",
    ]


def test_columns_of_any_kind_name_goals_weights_and_ranges():
    frame = pd.DataFrame([[1, 2], [3, 5]], index=["a", "b"], columns=[2015, 2016])
    table = da.DecisionTable.from_frame(frame, {2015: "min"}, units={2016: "EUR"})
    assert [(c.name, c.goal, c.unit) for c in table.criteria] == [
        ("2015", "min", ""),
        ("2016", "max", "EUR"),
    ]
    own = da.mcda.weighted_sum(
        table, {2015: 1, 2016: 3}, normalization="minmax", ranges={2015: (0, 9), 2016: (0, 9)}
    )
    text = da.mcda.weighted_sum(
        table,
        {"2016": 3, "2015": 1},
        normalization="minmax",
        ranges={"2015": (0, 9), "2016": (0, 9)},
    )
    assert own.equals(text)
    assert table.to_frame().columns.tolist() == [2015, 2016]
    assert da.weights.entropy(table).to_frame().index.tolist() == [2015, 2016]
    with pytest.raises(InvalidInputError, match=r"must name each criterion once; \['2015'\] twice"):
        da.mcda.weighted_sum(table, {2015: 1, "2015": 1, 2016: 2})


def test_weights_come_as_series_and_frames_of_samples():
    table = da.DecisionTable.from_frame(CARS, {"price": "min"})
    right = da.mcda.topsis(table, [0.25, 0.75])
    assert da.mcda.topsis(table, pd.Series({"economy": 3, "price": 1})).equals(right)
    samples = pd.DataFrame({"economy": [3, 1], "price": [1, 3]})
    assert da.mcda.topsis(table, samples).scores[0].tolist() == right.scores.tolist()
    with pytest.raises(
        InvalidInputError, match=r"missing \['price', 'economy'\], unknown \['0', '1'\]"
    ):
        da.mcda.topsis(table, pd.Series([1, 3]))


def test_what_a_frame_may_hold():
    frame = pd.DataFrame(
        {"yes": [True, False], "no": pd.array([1, 2], dtype="Int64")}, index=["a", "b"]
    )
    assert da.DecisionTable.from_frame(frame).values.tolist() == [[1, 1], [0, 2]]
    assert da.DecisionTable.from_frame(frame.astype({"yes": "boolean"})).values.tolist() == [
        [1, 1],
        [0, 2],
    ]


@pytest.mark.parametrize(
    ("column", "message"),
    [
        ([None, np.nan, 1, 2], r"'p': 2 cells are missing, of 'a', 'b'; drop such rows"),
        (
            pd.array([1, None, None, None], dtype="Int64"),
            r"'p': 3 cells are missing, of 'b', 'c', 'd'; drop",
        ),
        (
            pd.array([True, None, False, True], dtype="boolean"),
            r"'b' on 'p' is not finite: it is missing",
        ),
        (
            ["good", "bad", "good", None],
            r"'p' must be numbers; 3 cells are text, of 'a' 'good', .*value\.discrete",
        ),
        (
            ["1,5", "2", "3", "4"],
            (
                r"4 cells are text, .* and 1 more: where commas part decimals,"
                r" pandas\.read_csv\(\.\.\., decimal"
            ),
        ),
        (
            pd.to_datetime(["2024-01-01"] * 4),
            r"'p' must be numbers; 4 cells are no number, of 'a' Timestamp",
        ),
        ([np.inf, 1, 2, -np.inf], r"'p': 2 cells are not finite, of 'a', 'd'"),
        ([1j, 1, 2, 3], r"'p' must be numbers; 4 cells are no number, of 'a' 1j"),
        ([[1], 1, 2, 3], r"'a' on 'p' must be a number; got \[1\]"),
        (pd.Categorical(["low", "high", "low", "low"]), r"4 cells are text"),
    ],
)
def test_cells_that_are_no_numbers_are_counted_by_column(column, message):
    with pytest.raises(
        InvalidModelError, match=rf"DecisionTable.from_frame\(\): \d problem.*\n.*{message}"
    ):
        da.DecisionTable.from_frame(pd.DataFrame({"p": column, "q": 1.0}, index=list("abcd")))


def test_all_faults_of_a_column_are_told_at_once_and_the_ways_out_once():
    frame = pd.DataFrame(
        {"p": ["good", None, None, np.inf], "q": ["1,5", "bad", "2", None]}, index=list("abcd")
    )
    with pytest.raises(InvalidModelError) as caught:
        da.DecisionTable.from_frame(frame)
    assert [problem.split(";")[0].split(":")[0] for problem in caught.value.problems] == [
        "'a' on 'p' must be a number",
        "'p'",
        "'d' on 'p' is not finite",
        "'q' must be numbers",
        "'d' on 'q' is not finite",
    ]
    assert str(caught.value).count("drop such rows") == 1
    assert "'p': 2 cells are missing, of 'b', 'c'; drop such rows" in str(caught.value)


def test_names_in_a_column_of_a_frame_that_counts_its_rows_may_be_its_index():
    cars = CARS.reset_index(names="car")
    with pytest.raises(
        InvalidModelError,
        match=r"'car' must be numbers; .* where it names the rows, frame\.set_index\('car'\)",
    ):
        da.DecisionTable.from_frame(cars)
    for other in (CARS.assign(car=CARS.index), cars.assign(car=["a", "a", "a"])):
        with pytest.raises(InvalidModelError, match=r"value\.discrete(?!.*set_index)"):
            da.DecisionTable.from_frame(other)


@pytest.mark.parametrize("cell", [np.nan, "good " * 100])
def test_messages_stay_short_whatever_the_labels(cell):
    labels = [f"{number} {'long ' * 200}" for number in range(60)]
    with pytest.raises(InvalidModelError, match="60 problem") as caught:
        da.DecisionTable.from_frame(pd.DataFrame(cell, index=labels, columns=labels, dtype=object))
    assert len(str(caught.value)) <= 2000


@pytest.mark.parametrize(
    ("frame", "message"),
    [
        (CARS.set_axis(["a", "b", "a"]), "alternative 'a' is named more than once"),
        (CARS.set_axis([1, "1", 2]), "alternative '1' is named more than once"),
        (CARS.set_axis(["a", None, "b"]), "alternatives must not be missing; number 2 is"),
        (
            CARS.set_axis([None, None, "b"]),
            r"1 problem.*\n.*alternatives must not be missing; 2 are, numbers 1, 2$",
        ),
        (
            CARS.set_axis([np.nan, None], axis=1),
            r"1 problem.*\n.*criteria must not be missing; 2 are, numbers 1, 2$",
        ),
        (
            CARS.set_axis(pd.MultiIndex.from_tuples([("a", 1), ("a", None), ("b", 1)])),
            "number 2 is",
        ),
        (CARS.set_axis(["p", "p"], axis=1), "criterion 'p' is named more than once"),
        (CARS.iloc[:0], "need at least one alternative"),
        (CARS.iloc[:, :0], "need at least one criterion"),
    ],
)
def test_frames_without_proper_labels_are_refused(frame, message):
    with pytest.raises(InvalidModelError, match=message):
        da.DecisionTable.from_frame(frame)


def test_criteria_and_rows_by_name():
    rows = {
        "cheap": {"comfort": 1, "price": 5},
        "dear": pd.Series({"price": 9, "comfort": 2}),
        "plain": [7, 3],
    }
    table = da.DecisionTable.from_rows(rows, {"price": "min", "comfort": "max"})
    assert table.values.tolist() == [[5, 1], [9, 2], [7, 3]]
    assert table.maximize.tolist() == [False, True]
    again = da.DecisionTable(table.to_frame().iloc[::-1, ::-1], table.criteria, table.alternatives)
    assert again.equals(table)
    assert (
        table.with_values(table.to_frame().iloc[::-1, ::-1] * 2).values.tolist()
        == (2 * table.values).tolist()
    )
    with pytest.raises(
        InvalidModelError, match=r"'x' must name each criterion once; missing \['price'\]"
    ):
        da.DecisionTable.from_rows({"x": {"comfort": 1}}, ["price", "comfort"])
    with pytest.raises(
        InvalidModelError, match="criterion 'price': goal must be 'max' or 'min'; got 'cheap'"
    ):
        da.DecisionTable([[1]], {"price": "cheap"}, ["a"])


def test_results_are_asked_by_label():
    table = da.DecisionTable.from_frame(CARS, {"price": "min"})
    result = da.mcda.topsis(table, [1, 1])
    assert result["Clio"] == result.as_dict()["Clio"] == result.scores[1]
    assert len(result) == len(table) == 3
    assert "Clio" in result
    assert "Golf" not in result
    with pytest.raises(KeyError, match=r"no 'Cleo' among its labels \(did you mean 'Clio'\?\)"):
        result["Cleo"]
    for other in (pd.Series([1]), CARS, ["Clio"], np.array(["Clio"]), slice(None)):
        assert other not in result
        with pytest.raises(KeyError, match=r"no .* among its labels"):
            result[other]
    batch = da.mcda.topsis(table, [[1, 1], [1, 2]])
    assert batch["Clio"].tolist() == batch.scores[:, 1].tolist()
    assert not result.equals(batch)
    assert result.equals(da.mcda.topsis(table, {"price": 2, "economy": 2}))
    weights = da.weights.entropy(table)
    assert weights["price"] == weights.as_dict()["price"]
    ranked = da.mcda.electre_iii(table, [1, 1], indifference=0, preference=1)
    assert ranked.best == ranked.order[0]
    assert ranked["Clio"] == ranked.as_dict()["Clio"] == ranked.ranks[1]
    outranking = da.mcda.electre_i(table, [1, 1], concordance=0.5, discordance=1.0)
    assert outranking["Clio", "Fiesta"] == outranking.matrix[1, 2]
    with pytest.raises(TypeError):
        iter(outranking)


def test_results_built_from_labelled_numbers():
    scores = pd.Series({"b": 1.0, "a": 2.0})
    assert da.Scores(method="S", alternatives=("a", "b"), scores=scores).scores.tolist() == [2, 1]
    assert da.Scores(method="S", scores=scores).best == "a"
    matrix = pd.DataFrame([[0.0, 0.5], [0.25, 0.0]], index=["b", "a"], columns=["b", "a"])
    assert da.Relation(method="R", alternatives=("a", "b"), matrix=matrix).matrix.tolist() == [
        [0, 0.25],
        [0.5, 0],
    ]
    weights = da.WeightsResult(
        method="W", criteria=("p", "q"), weights=pd.Series({"q": 0.75, "p": 0.25})
    )
    assert weights.weights.tolist() == [0.25, 0.75]
    kinds = da.Sorting(
        method="S", alternatives=("a", "b"), categories=("low", "high"), assignment={"b": 1, "a": 0}
    )
    assert kinds["b"] == "high"
    with pytest.raises(
        InvalidInputError, match=r"scores must name each alternative once; missing \['c'\]"
    ):
        da.Scores(method="S", alternatives=("a", "b", "c"), scores=scores)


def test_the_frame_of_relations_has_the_frames_own_labels_on_both_sides():
    frame = CARS.set_axis(
        pd.MultiIndex.from_tuples([("EU", 1), ("EU", 2), ("US", 1)], names=["region", "plant"])
    )
    table = da.DecisionTable.from_frame(frame, {"price": "min"})
    single, batch = (
        da.core.dominance(table),
        da.core.dominance(table.with_values(np.stack([table.values] * 2))),
    )
    for found in (single.to_frame(), batch.to_frame().loc[0], batch.to_frame().loc[1]):
        assert found.index.equals(frame.index)
        assert found.columns.tolist() == frame.index.tolist()
        assert found.to_numpy().tolist() == single.matrix.tolist()


def test_a_series_of_goals_names_criteria_by_its_index():
    goals = pd.Series({"price": "min", "comfort": "max"})
    table = da.DecisionTable([[14, 4.1]], goals, ["city"])
    assert table.criterion_names == ("price", "comfort")
    assert table.maximize.tolist() == [False, True]
    names = pd.Series(["price", "comfort"], index=[7, 3])
    assert da.DecisionTable([[14, 4.1]], names, ["city"]).criterion_names == ("price", "comfort")


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (
            lambda: da.DecisionTable.from_rows({"a": {1, 2}}, ["x", "y"]),
            "'a' must have its performances in an order",
        ),
        (
            lambda: da.DecisionTable([[1, 2]], {"x": "min", "y": None}, ["a"]),
            r"1 problem\(s\)\n.*'y': goal must be",
        ),
        (
            lambda: da.DecisionTable([{"x": 1, "y": 2}], ["x", "y"], ["a"]),
            "got a labelled dict, which would be read",
        ),
    ],
)
def test_what_has_no_order_or_no_goal_is_said_alone(make, message):
    with pytest.raises(InvalidModelError, match=message):
        make()


def test_labels_that_only_count_are_told_the_way_out():
    table = da.DecisionTable([[14, 4.1]], ["price", "comfort"], ["city"])
    with pytest.raises(
        InvalidInputError,
        match=r"unknown \['0', '1'\]; these labels only count: name them, or give",
    ):
        da.mcda.topsis(table, pd.Series([1, 2]))
    with pytest.raises(InvalidInputError, match=r"got them as rows: give its column 'weight'$"):
        da.mcda.topsis(table, pd.DataFrame({"weight": {"price": 1, "comfort": 2}}))


def test_a_row_may_be_a_result_and_is_read_by_its_names():
    points = da.weights.direct({"comfort": 1, "price": 3})
    assert da.DecisionTable.from_rows({"a": points}, ["price", "comfort"]).values.tolist() == [
        [0.75, 0.25]
    ]
    for row, message in (
        (
            da.weights.direct({"price": 3, "space": 1}),
            r"missing \['comfort'\], unknown \['space'\]",
        ),
        (
            da.weights.rank_order_centroid(2),
            "'a' must have its performances by name; got WeightsResult without names",
        ),
    ):
        with pytest.raises(InvalidModelError, match=message):
            da.DecisionTable.from_rows({"a": row}, ["price", "comfort"])


def test_the_frame_of_a_relation_makes_it_again():
    relation = da.mcda.dominance(da.DecisionTable([[1, 2], [3, 4]], ["x", "y"], ["a", "b"]))
    again = da.Relation(method="R", alternatives=["a", "b"], matrix=relation.to_frame().iloc[::-1])
    assert again.matrix.dtype == bool
    assert again.matrix.tolist() == relation.matrix.tolist()
    turned = da.Relation(method="R", matrix=relation.to_frame().iloc[::-1])
    assert turned.alternatives == ("b", "a")


def test_weights_by_sample_are_aligned_by_the_samples_labels_too():
    table = da.DecisionTable.from_frame(CARS, {"price": "min"})
    samples = pd.DataFrame({"price": [9.0, 1], "economy": [1.0, 9]}, index=["s", "t"])
    single = da.mcda.topsis(table, samples).scores
    several = da.mcda.topsis(table, [samples, samples.iloc[::-1, ::-1]]).scores
    assert several.tolist() == [single.tolist()] * 2
    series = {"price": samples["price"], "economy": samples["economy"].iloc[::-1]}
    assert da.mcda.topsis(table, series).scores.tolist() == single.tolist()
    with pytest.raises(
        InvalidInputError,
        match=r"must have the rows of entry 1 of weights, each once; missing \['t'\]",
    ):
        da.mcda.topsis(table, [samples, samples.set_axis(["s", "u"])])


def test_a_pair_of_what_is_no_label_is_refused_in_words():
    relation = da.core.dominance(da.DecisionTable.from_frame(CARS))
    for pair in ((pd.Series([1]), "Clio"), ("Clio", ["Corsa"]), ("Clio", "Golf")):
        with pytest.raises(KeyError, match="among its labels"):
            relation[pair]


def test_large_frames_and_batches_are_gone_through_once():
    size = 20_000
    table = da.DecisionTable(
        np.arange(2.0 * size).reshape(size, 2), ["x", "y"], [f"a{i}" for i in range(size)]
    )
    assert table.with_values(table.to_frame().iloc[::-1, ::-1]).equals(table)
    samples = np.ones((100_000, 2, 2))
    samples[7, 1, 0] = np.nan
    with pytest.raises(InvalidModelError, match=r"'b' on 'x' at \(7,\) is not finite$"):
        da.DecisionTable(samples, ["x", "y"], ["a", "b"])
