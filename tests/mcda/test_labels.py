"""Options by criterion are read by name, in any order, as Series too, and by the labels of the
user's own frame."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from decision_analysis import Criterion, DecisionTable, mcda, value
from decision_analysis.errors import InvalidInputError

COLUMNS = {
    "texts": pd.Index(["price", "economy", "style"]),
    "years": pd.Index([2015, 2016, 2017]),
    "days": pd.date_range("2024-01-01", periods=3),
    "levels": pd.MultiIndex.from_tuples([("car", 1), ("car", 2), ("look", 1)]),
}
ROWS = pd.MultiIndex.from_tuples([("EU", 1), ("EU", 2), ("US", 1)], names=["region", "plant"])
PERFORMANCES = [[5490, 51.4, 8.5], [6500, 70.6, 7.0], [6489, 54.3, 7.5]]
RANGES = [(5000, 7000), (50, 80), (0, 10)]
VALUES = [value.linear(7000, 5000), value.linear(50, 80), value.linear(0, 10)]
PREFERENCES = [
    mcda.preference.v_shape(500),
    mcda.preference.usual(),
    mcda.preference.linear(0.1, 1),
]
SMALL, LARGE, VETO = [10.0, 1.0, 0.1], [500.0, 10.0, 1.0], [900.0, 20.0, 3.0]


def tri(table, weights, by, order):
    criteria = [table.criteria[i] for i in order]
    profiles = DecisionTable([[[6495, 53.0, 7.2][i] for i in order]], criteria, ["fair"])
    thresholds = {"indifference": by(SMALL), "preference": by(LARGE), "veto": by(VETO)}
    return mcda.electre_tri(table, weights, profiles=profiles, **thresholds)


METHODS = {
    "weighted_sum": lambda t, w, by, _: mcda.weighted_sum(
        t, w, normalization="minmax", ranges=by(RANGES)
    ),
    "topsis": lambda t, w, by, _: mcda.topsis(t, w, normalization="minmax", ranges=by(RANGES)),
    "vikor": lambda t, w, by, _: mcda.vikor(t, w, ranges=by(RANGES)),
    "additive_value": lambda t, w, by, _: mcda.additive_value(t, w, values=by(VALUES)),
    "promethee_i": lambda t, w, by, _: mcda.promethee_i(t, w, preference=by(PREFERENCES)),
    "promethee_ii": lambda t, w, by, _: mcda.promethee_ii(t, w, preference=by(PREFERENCES)),
    "promethee_iii": lambda t, w, by, _: mcda.promethee_iii(t, w, preference=by(PREFERENCES)),
    "prosa_c": lambda t, w, by, _: mcda.prosa_c(
        t, w, preference=by(PREFERENCES), sustainability=by([0.1, 0.2, 0.3])
    ),
    "electre_i": lambda t, w, by, _: mcda.electre_i(t, w, concordance=0.5, veto=by(VETO)),
    "electre_iii": lambda t, w, by, _: mcda.electre_iii(
        t, w, indifference=by(SMALL), preference=by(LARGE), veto=by(VETO)
    ),
    "electre_tri": tri,
}


def table_of(columns):
    return DecisionTable.from_frame(
        pd.DataFrame(PERFORMANCES, index=ROWS, columns=columns), {columns[0]: "min"}
    )


@pytest.mark.parametrize("columns", COLUMNS.values(), ids=COLUMNS)
@pytest.mark.parametrize("method", METHODS.values(), ids=METHODS)
@settings(deadline=None, max_examples=6)
@given(order=st.permutations([0, 1, 2]), form=st.sampled_from(["own", "names", "series"]))
def test_options_and_weights_go_by_criterion(method, columns, order, form):
    table = table_of(columns)
    own, names = [columns[i] for i in order], [table.criterion_names[i] for i in order]

    def by(entries):
        keys = names if form == "names" else own
        mapping = {key: entries[i] for key, i in zip(keys, order, strict=True)}
        return (
            mapping if form != "series" else pd.Series(list(mapping.values()), index=columns[order])
        )

    right = method(
        table,
        [2, 1, 1],
        lambda entries: dict(zip(table.criterion_names, entries, strict=True)),
        [0, 1, 2],
    )
    found = method(table, by([2, 1, 1]), by, order)
    assert found.equals(right)
    assert found.to_frame().index.equals(ROWS)


@pytest.mark.parametrize("method", [m for m in METHODS if m != "electre_tri"])
def test_options_of_other_criteria_are_refused(method):
    table = table_of(COLUMNS["texts"])

    def of_strangers(entries):
        return pd.Series(entries, index=["price", "economy", "look"])

    with pytest.raises(
        InvalidInputError, match=rf"{method}\(\): .*(unknown \['look'\]|unknown criterion .*'look')"
    ):
        METHODS[method](table, [2, 1, 1], of_strangers, None)
    with pytest.raises(InvalidInputError, match=rf"{method}\(\): .*must"):
        METHODS[method](table, [2, 1, 1], set, None)


@pytest.mark.parametrize("columns", COLUMNS.values(), ids=COLUMNS)
def test_cost_and_effect_are_chosen_by_the_frames_own_labels(columns):
    table = table_of(columns)
    found = mcda.cost_effectiveness(table, cost=columns[0], effect=columns[1])
    assert found.equals(
        mcda.cost_effectiveness(
            table, cost=table.criterion_names[0], effect=table.criterion_names[1]
        )
    )
    assert found.parameters["cost"] == table.criterion_names[0]
    assert found.to_frame().index.isin(ROWS).all()
    with pytest.raises(InvalidInputError, match=r"unknown criterion"):
        mcda.cost_effectiveness(table, cost=1999, effect=columns[1])


def test_a_labelled_pair_and_numbers_of_strangers_are_refused():
    table = table_of(COLUMNS["texts"])
    threshold = dict.fromkeys(table.criterion_names, 0.0)
    with pytest.raises(
        InvalidInputError, match=r"distillation must be .*would be read by position"
    ):
        mcda.electre_iii(
            table,
            [1, 1, 1],
            indifference=threshold,
            preference=threshold,
            distillation=pd.Series({"b": 0.3, "a": -0.15}),
        )
    found = mcda.cost_effectiveness(table, cost="price", effect="economy")
    with pytest.raises(
        InvalidInputError, match=r"willingness_to_pay must be .*would be read by position"
    ):
        found.net_benefit(pd.Series({"x": 1.0}))


def test_differences_of_a_series_have_preferences_with_its_labels():
    differences = pd.Series({"b": 0.55, "a": -1.0})
    for function in (*PREFERENCES, mcda.preference.gaussian(1), mcda.preference.level(0.1, 1)):
        found = function(differences)
        assert found.index.tolist() == ["b", "a"]
        assert found.tolist() == function([0.55, -1.0]).tolist()


def test_criteria_by_name_and_goal():
    criteria = {"price": "min", "economy": "max", "style": "max"}
    table = DecisionTable(PERFORMANCES, criteria, ["a", "b", "c"])
    assert table.criteria == (Criterion("price", "min"), Criterion("economy"), Criterion("style"))
