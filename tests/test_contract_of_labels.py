"""The contract of labels, a test for each of its sentences: labels in, labels out, sizes,
equality."""

import enum
import pickle

import numpy as np
import pandas as pd
import pytest

import decision_analysis as da
from decision_analysis import (
    beliefs,
    diagrams,
    group,
    io,
    mcda,
    ranking,
    robustness,
    trees,
    voi,
    weights,
)
from decision_analysis.errors import InvalidInputError, UnlabelledWarning

ROWS = {"bus": [3.0, 5.0], "tram": [9.0, 7.0], "car": [20.0, 9.0]}
TABLE = da.DecisionTable.from_rows(ROWS, {"price": "min", "comfort": "max"})
IMPORTANCE = {"price": 3.0, "comfort": 1.0}
RANKS = {"bus": 1, "tram": 2, "car": 3}


def turned(given):
    """Return a mapping in the opposite order."""
    return dict(reversed(given.items()))


KINDS = {
    "mapping": dict,
    "series": pd.Series,
    "series of objects": lambda given: pd.Series(given, dtype=object),
    "numpy strings": lambda given: {np.str_(name): number for name, number in given.items()},
    "enum": lambda given: {
        enum.StrEnum("Names", {"n": name}).n: number for name, number in given.items()
    },
}
labelled = pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)


# ------------------------------------------------------------------------------------------ in


@labelled
def test_what_is_labelled_is_aligned_to_the_table(kind):
    expected = mcda.topsis(TABLE, [3, 1]).scores
    assert np.array_equal(mcda.topsis(TABLE, kind(turned(IMPORTANCE))).scores, expected)


def test_a_result_and_a_data_frame_are_aligned_too():
    expected = mcda.topsis(TABLE, [3, 1]).scores
    assert np.array_equal(mcda.topsis(TABLE, weights.direct(turned(IMPORTANCE))).scores, expected)
    frame = pd.DataFrame([turned(IMPORTANCE)] * 2)
    assert np.array_equal(mcda.topsis(TABLE, frame).scores, [expected] * 2)


@labelled
@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"price": 3}, r"missing \['comfort'\]"),
        ({"price": 3, "comfort": 1, "space": 1}, r"unknown \['space'\]"),
        (
            {"price": 3, "comfrt": 1},
            r"missing \['comfort'\], unknown \['comfrt'\] \(did you mean 'comfort'\?\)",
        ),
    ],
)
def test_missing_and_unknown_labels_are_listed(kind, given, message):
    with pytest.raises(InvalidInputError, match=message):
        mcda.topsis(TABLE, kind(given))


def test_repeated_labels_are_listed():
    with pytest.raises(InvalidInputError, match=r"\['price'\] (more than once|twice)"):
        mcda.topsis(TABLE, pd.Series([1, 2, 3], index=["price", "comfort", "price"]))


@labelled
def test_two_labelled_arguments_are_aligned_to_the_first(kind):
    for similarity in (
        ranking.kendall_tau,
        ranking.spearman,
        ranking.weighted_spearman,
        ranking.ws,
    ):
        assert float(similarity(kind(RANKS), kind(turned(RANKS)))) == 1
    found = group.borda([kind(RANKS), kind(turned(RANKS))])
    assert found.as_dict() == {"bus": 4, "tram": 2, "car": 0}


def test_comparison_matrices_are_aligned_to_the_first():
    frame = pd.DataFrame(
        [[1, 3], [1 / 3, 1]], index=["price", "comfort"], columns=["price", "comfort"]
    )
    other = frame.loc[["comfort", "price"], ["comfort", "price"]]
    mean = group.geometric_mean([frame, other])
    assert np.allclose(np.asarray(mean, dtype=float), frame)


@labelled
def test_labelled_beside_bare_is_refused_where_order_matters(kind):
    with pytest.raises(InvalidInputError, match="order is in doubt"):
        ranking.spearman(kind(RANKS), [1, 2, 3])
    with pytest.raises(InvalidInputError, match="labels"):
        group.borda([kind(RANKS), [1, 2, 3]])


def test_criteria_are_names_with_goals_in_both_constructors():
    made = da.DecisionTable(list(ROWS.values()), {"price": "min", "comfort": "max"}, list(ROWS))
    assert made.equals(TABLE)
    assert made.maximize.tolist() == [False, True]


@pytest.mark.parametrize("names", [{"bus", "tram", "car"}, dict(RANKS), frozenset(RANKS)])
def test_a_mapping_or_a_set_where_names_are_asked_is_refused(names):
    with pytest.raises(InvalidInputError, match="must be a sequence"):
        da.DecisionTable(list(ROWS.values()), ["price", "comfort"], names)
    with pytest.raises(InvalidInputError, match="must be a sequence of names"):
        TABLE.select(alternatives=names)
    with pytest.raises(InvalidInputError, match="must be a sequence of names"):
        weights.ahp(np.ones((3, 3)), names=names)


def test_comparisons_of_a_frame_have_its_names_and_empty_cells_below_are_reciprocals():
    names = ["price", "comfort", "space"]
    upper = pd.DataFrame(
        [[1, 3, 6], [np.nan, 1, 2], [np.nan, np.nan, 1]], index=names, columns=names
    )
    found = weights.ahp(upper)
    assert list(found.as_dict()) == names
    assert found.weights == pytest.approx([6 / 9, 2 / 9, 1 / 9])
    pairs = {("price", "comfort"): 3, ("price", "space"): 6, ("comfort", "space"): 2}
    assert weights.ahp(pairs).weights == pytest.approx(found.weights)
    shuffled = upper.loc[names[::-1], names[::-1]]
    assert weights.ahp(shuffled, names=names).weights == pytest.approx(found.weights)


def test_reciprocals_of_few_digits_need_a_tolerance():
    typed = [[1, 3], [0.33, 1]]
    with pytest.raises(InvalidInputError, match=r"tolerance=0\.0"):
        weights.ahp(typed)
    assert weights.ahp(typed, tolerance=0.02).weights == pytest.approx([0.75, 0.25])


@pytest.mark.parametrize("index", ["saaty", "alonso_lamata", {3: 0.5}])
def test_the_ratio_goes_by_the_random_index_and_none_leaves_it_out(index):
    comparisons = [[1, 2, 5], [1 / 2, 1, 2], [1 / 5, 1 / 2, 1]]
    found = weights.ahp(comparisons, random_index=index)
    assert np.isfinite(found.consistency_ratio)
    assert weights.ahp(comparisons, random_index=None).consistency_ratio is None


def test_names_in_order_of_importance_are_labels_and_a_number_is_none():
    named = weights.rank_order_centroid(["comfort", "price"])
    assert named.as_dict() == {"comfort": 0.75, "price": 0.25}
    assert np.array_equal(mcda.topsis(TABLE, named).scores, mcda.topsis(TABLE, [0.25, 0.75]).scores)
    with pytest.warns(UnlabelledWarning, match="go by position"):
        mcda.topsis(TABLE, weights.rank_order_centroid(2))


RULES = [group.borda, group.copeland, group.kemeny, group.plurality]


@pytest.mark.parametrize("rule", RULES)
def test_voting_rules_take_all_kinds_and_keep_the_labels(rule):
    result = mcda.topsis(TABLE, IMPORTANCE)
    ranks = pd.Series(result.ranks, index=result.alternatives)
    expected = rule([ranks.to_dict(), ranks.to_dict()])
    for given in (
        [result, result],
        [ranks[::-1], ranks],
        [result, ranks[::-1]],
        {"Ann": ranks, "Bob": result},
    ):
        assert rule(given).as_dict() == expected.as_dict()
    assert expected.alternatives == tuple(ROWS)
    bare = rule([result.ranks, result.ranks], alternatives=list(ROWS))
    assert bare.as_dict() == expected.as_dict()


def test_a_geometric_mean_is_of_comparisons_or_priorities():
    both = group.geometric_mean([{"price": 0.8, "comfort": 0.2}, {"comfort": 0.8, "price": 0.2}])
    assert both.as_dict() == pytest.approx({"price": 0.5, "comfort": 0.5})
    assert group.geometric_mean([[[1, 4], [1 / 4, 1]], [[1, 1], [1, 1]]]).tolist() == [
        [1, 2],
        [0.5, 1],
    ]


def test_values_of_information_keep_the_labels():
    values = {"drill": [100.0, -50.0], "wait": [0.0, 0.0]}
    found = voi.evpi(values)
    assert found.value == 25
    assert voi.evpi(pd.DataFrame(values)[["wait", "drill"]]).value == 25
    assert set(found.alternatives) == {"drill", "wait"}


# ----------------------------------------------------------------------------------------- out


INDEXES = {
    "integers": pd.Index([30, 10, 20], name="id"),
    "dates": pd.DatetimeIndex(["2024-03-01", "2024-01-01", "2024-02-01"]),
    "levels": pd.MultiIndex.from_tuples([("a", 2), ("a", 1), ("b", 1)], names=["site", "plan"]),
    "text": pd.Index(["z", "x", "y"]),
}


@pytest.mark.parametrize("index", INDEXES.values(), ids=INDEXES)
@pytest.mark.parametrize(
    "columns", [pd.Index([2023, 2024]), pd.Index(["p", "q"], name="criterion")]
)
def test_a_frame_comes_back_and_its_own_labels_are_understood(index, columns):
    frame = pd.DataFrame(list(ROWS.values()), index=index, columns=columns)
    table = da.DecisionTable.from_frame(frame, goals={columns[0]: "min"})
    assert all(type(label) is str for label in (*table.alternatives, *table.criterion_names))
    pd.testing.assert_frame_equal(table.to_frame(), frame)
    own = mcda.topsis(table, {columns[1]: 1, columns[0]: 3})
    assert np.array_equal(own.scores, mcda.topsis(TABLE, IMPORTANCE).scores)
    ranges = pd.Series([(0, 40), (0, 10)], index=columns)[::-1]
    ranged = mcda.weighted_sum(
        table, {columns[0]: 3, columns[1]: 1}, normalization="minmax", ranges=ranges
    )
    for result in (
        own,
        ranged,
        mcda.promethee_ii(table, [1, 1], preference=mcda.preference.usual()),
    ):
        back = result.to_frame()
        assert back.index.equals(index)
        assert frame.join(back)["rank"].notna().all()
        assert frame.assign(rank=back["rank"])["rank"].tolist() == result.ranks.tolist()
    assert weights.entropy(table).to_frame().index.equals(columns)
    again = pickle.loads(pickle.dumps(table))
    assert again.to_frame().index.equals(index)


def test_frames_of_batches_have_a_level_for_each_sample_axis():
    batch = TABLE.with_values(np.stack([[TABLE.values] * 3, [TABLE.values + 1] * 3]))
    for made in (
        mcda.topsis(batch, IMPORTANCE),
        batch,
        mcda.electre_iii(batch, [1, 1], indifference=1, preference=2),
    ):
        frame = made.to_frame()
        assert frame.index.names == ["sample_0", "sample_1", "alternative"]
        assert len(frame) == 2 * 3 * 3
    assert mcda.topsis(batch, IMPORTANCE).to_frame().loc[(1, 2)].index.tolist() == list(ROWS)


def test_what_ranks_is_asked_by_label():
    scores = mcda.topsis(TABLE, IMPORTANCE)
    relation = mcda.electre_iii(TABLE, [1, 1], indifference=1, preference=2)
    assert scores["bus"] == scores.as_dict()["bus"] == scores.scores[0]
    assert relation["bus"] == relation.as_dict()["bus"] == relation.ranks[0]
    assert {scores.best, relation.best} <= set(ROWS)
    assert len(scores) == len(relation) == len(weights.equal(TABLE)) + 1 == 3
    with pytest.raises(KeyError, match="did you mean 'tram'"):
        scores["trom"]


def test_the_best_of_a_rollback_is_the_first_decision_s_option():
    root = trees.Decision(
        "drill?", {"no": 0, "drill": trees.Chance("oil", {"dry": (0.5, -70), "wet": (0.5, 200)})}
    )
    found = trees.rollback(root)
    assert found.best == "drill"
    assert isinstance(found.as_dict(), dict)


def chance(p=0.25):
    return diagrams.Uncertain("rain", ["yes", "no"], [p, 1 - p])


PAIRS = {
    "tables": lambda x: da.DecisionTable.from_rows({"a": [x], "b": [2]}, ["p"]),
    "trees": lambda x: trees.Decision("d", {"a": x, "b": 2}),
    "flat trees": lambda x: trees.to_arrays(trees.Decision("d", {"a": x, "b": 2})),
    "diagrams": lambda x: diagrams.InfluenceDiagram(
        [chance(x / 4), diagrams.Value("v", [1, 2], of=["rain"])]
    ),
    "results": lambda x: mcda.topsis(TABLE, [x, 2]),
    "parameters": lambda x: da.Parameters([da.Parameter("p", x, low=0, high=4)]),
    "rollbacks": lambda x: trees.rollback(trees.Decision("d", {"a": x, "b": 2})),
}


@pytest.mark.parametrize("made", PAIRS.values(), ids=PAIRS)
def test_equals_says_whether_two_say_the_same(made):
    assert made(1.0).equals(made(1.0))
    assert not made(1.0).equals(made(3.0))
    assert not made(1.0).equals("something else")


# ---------------------------------------------------------------------------------------- size


@pytest.fixture
def large():
    rng = np.random.default_rng(8)
    return da.DecisionTable(rng.uniform(1, 2, (500, 2)), ["p", "q"], [f"a{i}" for i in range(500)])


def test_words_show_twenty_rows_and_how_many_more(large):
    for made in (
        large,
        mcda.topsis(large, [1, 1]),
        mcda.electre_i(large, [1, 1], concordance=0.6, veto=1),
    ):
        for said in (repr(made), made._repr_html_()):
            assert "480 more" in said
            assert len(said) < 20_000


def test_top_is_how_many_rows_are_written(large):
    for made in (large, mcda.topsis(large, [1, 1])):
        assert len(made.to_frame(top=3)) == 3
        first, rest = (
            made.to_markdown(top=3).splitlines()[-4:-1],
            made.to_markdown(top=3).splitlines()[-1],
        )
        assert all(line.startswith("| a") for line in first)
        assert "497 more" in rest
        assert len(made.to_frame()) == 500
    parameters = da.Parameters([da.Parameter(f"p{i}", i) for i in range(30)])
    assert parameters.to_frame(top=3).index.tolist() == ["p0", "p1", "p2"]
    assert "27 more" in parameters.to_markdown(top=3)


# ------------------------------------------------------------------------------ equal numbers


@pytest.mark.parametrize("scale", [1e-6, 1.0, 1e6])
def test_performances_within_rounding_are_equal(scale):
    noisy = np.array([[0.1 + 0.2, 1.0], [0.3, 1.0], [0.1, 0.5]]) * scale
    exact = np.array([[0.3, 1.0], [0.3, 1.0], [0.1, 0.5]]) * scale
    first, second = (
        da.DecisionTable(values, ["p", "q"], ["a", "b", "c"]) for values in (noisy, exact)
    )
    for method in (
        lambda table: mcda.preference_degrees(table, [1, 1], preference=mcda.preference.usual()),
        lambda table: mcda.dominance(table).matrix,
        lambda table: (
            mcda.promethee_ii(table, [1, 1], preference=mcda.preference.u_shape(0.2 * scale)).scores
        ),
        lambda table: mcda.electre_i(table, [1, 1], concordance=1, veto=scale).matrix,
        lambda table: mcda.electre_iii(table, [1, 1], indifference=0, preference=0).matrix,
    ):
        assert np.array_equal(method(first), method(second))


# ----------------------------------------------------------------------- plain text and files


@pytest.mark.parametrize("kind", [np.str_, lambda name: enum.StrEnum("Names", {"n": name}).n])
def test_labels_are_plain_text_and_can_be_saved(kind, tmp_path):
    made = da.DecisionTable(
        list(ROWS.values()), [kind("price"), kind("comfort")], [kind(name) for name in ROWS]
    )
    assert {type(label) for label in (*made.alternatives, *made.criterion_names)} == {str}
    for ending in ("json", "yaml"):
        io.save(made, tmp_path / f"table.{ending}")
        assert io.load(tmp_path / f"table.{ending}").equals(made)


def test_beliefs_and_robustness_go_by_label():
    prior, seen = (
        {"oil": 0.25, "dry": 0.75},
        {"oil": {"+": 0.8, "-": 0.2}, "dry": {"+": 0.1, "-": 0.9}},
    )
    turned_over = {state: turned(row) for state, row in turned(seen).items()}
    first, second = beliefs.update(prior, seen), beliefs.update(prior, turned_over)
    assert first.posterior["+"] == pytest.approx(second.posterior["+"])
    states = da.DecisionTable.from_rows(ROWS, ["sun", "rain"])
    assert np.array_equal(
        robustness.expected(states, {"rain": 0.9, "sun": 0.1}).scores,
        robustness.expected(states, [0.1, 0.9]).scores,
    )
