"""Rankings by label: results, Series, mappings and frames are aligned or refused, and never read by
position."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import decision_analysis as da
from decision_analysis import ranking
from decision_analysis.errors import InvalidInputError

FUNCTIONS = [ranking.kendall_tau, ranking.spearman, ranking.weighted_spearman, ranking.ws]
TABLE = da.DecisionTable([[1, 9], [5, 5], [8, 2], [9, 1]], ["x", "y"], ["a", "b", "c", "d"])
ONE, TWO = da.mcda.topsis(TABLE, [9, 1]), da.mcda.topsis(TABLE, [1, 9])
RANKS = ONE.to_frame()["rank"]
FRAME = pd.DataFrame(
    [ONE.to_frame()["rank"], TWO.to_frame()["rank"]], ["topsis", "other"]
).rename_axis(columns=None)
BATCH = da.mcda.topsis(TABLE, [[9, 1], [1, 9], [5, 4]])


@pytest.mark.parametrize("function", FUNCTIONS)
def test_rankings_are_aligned_by_label_whatever_has_the_labels(function):
    right = function(ONE.ranks, TWO.ranks)
    shuffled = TWO.to_frame()["rank"].sample(frac=1, random_state=1)
    for one in (ONE, RANKS, RANKS.iloc[::-1], RANKS.to_dict()):
        for two in (TWO, shuffled, shuffled.to_dict(), shuffled.astype(object)):
            assert function(one, two) == right
    assert function([ONE, RANKS, RANKS.to_dict()], shuffled).tolist() == [right] * 3


def test_reversed_rankings_are_reversed():
    assert ranking.spearman(RANKS, TWO.to_frame()["rank"]) == ranking.spearman(ONE, TWO) == -1
    electre = da.mcda.electre_iii(TABLE, [9, 1], indifference=0, preference=0.5)
    assert ranking.kendall_tau(electre, electre.to_frame()["rank"].iloc[::-1]) == pytest.approx(1)


@pytest.mark.parametrize("function", FUNCTIONS)
def test_the_rows_of_a_frame_come_back_by_its_index(function):
    right = [float(function(ranks, TWO.ranks)) for ranks in (ONE.ranks, TWO.ranks)]
    found = function(FRAME.iloc[:, ::-1], TWO)
    pd.testing.assert_series_equal(found, pd.Series(right, index=["topsis", "other"]))
    pd.testing.assert_series_equal(
        function(FRAME, FRAME.iloc[::-1, ::-1]), pd.Series(1.0, index=FRAME.index)
    )
    assert function(FRAME.reset_index(drop=True), TWO).tolist() == right


def test_the_column_of_a_batch_is_the_batch():
    right = ranking.spearman(BATCH, TWO)
    column = BATCH.to_frame()["rank"]
    assert isinstance(right, np.ndarray)
    assert ranking.spearman(column.sample(frac=1, random_state=2), TWO).tolist() == right.tolist()
    assert ranking.spearman(column.sample(frac=1, random_state=2), BATCH).tolist() == [1, 1, 1]
    assert ranking.spearman(column.loc[1:], TWO).to_dict() == {1: right[1], 2: right[2]}
    assert ranking.spearman({"a": [1, 2], "b": [2, 1]}, {"b": 2, "a": 1}).tolist() == [1, -1]


def test_labels_of_any_kind_are_aligned():
    years = pd.Series([1, 2, 3], index=[2015, 2016, 2017])
    assert ranking.spearman(years, {2017: 3, 2015: 1, 2016: 2}) == 1
    days = years.set_axis(pd.date_range("2024-01-01", periods=3))
    assert ranking.spearman(days, days.iloc[[2, 0, 1]]) == 1
    levels = years.set_axis(pd.MultiIndex.from_tuples([("EU", 1), ("EU", 2), ("US", 1)]))
    assert ranking.spearman(levels, levels.iloc[::-1]) == 1
    assert ranking.spearman(pd.Series([1, 2, 3]), [1, 2, 3]) == 1


@pytest.mark.parametrize("function", FUNCTIONS)
@pytest.mark.parametrize(
    ("one", "two", "message"),
    [
        (
            RANKS,
            [1, 2, 3, 4],
            "has labels and .* has none, so that their order is in doubt; give both with labels",
        ),
        (np.array([1, 2, 3, 4]), ONE, "has labels and .* has none"),
        (RANKS.drop("a"), TWO, r"must name each alternative once; unknown \['a'\]"),
        ({**RANKS, "e": 4}, TWO, r"must name each alternative once; missing \['e'\]"),
        (RANKS.rename({"a": "A"}), TWO, r"missing \['A'\], unknown \['a'\]"),
        (pd.concat([RANKS, RANKS]), TWO, r"must not repeat; got \['[a-d]', .* more than once"),
        (
            ONE.order,
            TWO.order,
            (
                r"must be numbers; got strings, \('.*'\): give the ranks of labels as {label:"
                r" rank}, or"
            ),
        ),
        (list(ONE.order), TWO, "must be numbers; got strings"),
        (pd.Series(ONE.order), TWO, "rank of '0' must be a number; got 'd'"),
        (ONE.to_frame()["score"], TWO, r"ranks of \w+ must be between 1 and 4; got 0\.\d+ for"),
        (
            ONE.to_frame(),
            TWO.to_frame(),
            r"alternatives as rows: give one of its columns \['rank', 'score'\], or the re",
        ),
        (
            BATCH.to_frame(),
            TWO,
            r"alternatives as rows: give one of its columns \['rank', 'score'\], or the result it",
        ),
        (
            FRAME.T,
            TWO,
            r"alternatives as rows: turn it with \.T|got them as rows: turn the frame with \.T",
        ),
        (
            FRAME,
            FRAME.set_axis(["topsis", "vikor"]),
            r"must have the rows of .*missing \['other'\], unknown \['vikor'\]",
        ),
        (FRAME, FRAME.reset_index(drop=True), "must name their rows alike; only the index of"),
        (FRAME, [ONE, TWO], "must name their rows alike; only the index of"),
        (FRAME.mask(FRAME == 2), TWO, "must be numbers without missing cells; '.' has 1 missing"),
        ([ONE, [1, 2, 3, 4]], TWO, "must all have labels or none; entry 2 has none: got list"),
        (da.weights.entropy(TABLE), TWO, "has no ranks; got EntropyResult"),
        (TABLE, TWO, "must be numbers; got a DecisionTable"),
        ({"a", "b"}, {"a", "b"}, r"must be numbers; got \{"),
    ],
)
def test_what_cannot_be_aligned_is_refused(function, one, two, message):
    with pytest.raises(InvalidInputError, match=rf"{function.__name__}\(\): .*{message}"):
        function(one, two)


@given(st.data())
def test_the_order_of_labels_never_matters(data):
    size, rows = data.draw(st.integers(2, 6)), data.draw(st.integers(1, 3))
    labels = [f"a{i}" for i in range(size)]
    orders = st.permutations(range(1, size + 1))
    one = pd.DataFrame([data.draw(orders) for _ in range(rows)], columns=labels)
    two = pd.Series(data.draw(orders), index=labels)
    mixed = data.draw(st.permutations(labels))
    people = data.draw(st.permutations(range(rows)))
    named = one.set_axis([f"m{i}" for i in range(rows)])
    for function in FUNCTIONS:
        right = pytest.approx(function(one.to_numpy(), two.to_numpy()), abs=1e-12)
        back = pytest.approx(function(two.to_numpy(), one.to_numpy()), abs=1e-12)
        assert function(one[mixed], two).to_numpy() == right
        assert function(two[mixed], one).to_numpy() == back
        assert [function(dict(row[mixed]), two) for _, row in one.iterrows()] == right
        found = function(named, named.iloc[people][mixed])
        assert found.index.tolist() == named.index.tolist()
        assert found.to_numpy() == pytest.approx(
            function(one.to_numpy(), one.to_numpy()), abs=1e-12
        )
