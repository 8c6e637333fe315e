"""PROMETHEE V: the best of all sets by enumeration, kinds of constraints, refusals."""

import itertools

import numpy as np
import pytest
from scipy.optimize import LinearConstraint

from decision_analysis import Criterion, DecisionTable, mcda
from decision_analysis.errors import InvalidInputError

p = mcda.preference
TABLE = DecisionTable(
    [[18, 9], [16, 8], [14, 5], [10, 3]], [Criterion("cost", "min"), "effect"], list("abcd")
)


def select(**options):
    return mcda.promethee_v(TABLE, [1, 3], preference=p.v_shape(6), **options)


def test_no_other_set_is_better():
    generator = np.random.default_rng(8)
    for _ in range(15):
        values, costs = generator.random((7, 3)), generator.integers(1, 10, 7)
        table = DecisionTable(values, list("xyz"), list("abcdefg"))
        budget, least = int(generator.integers(4, 30)), int(generator.integers(0, 3))
        result = mcda.promethee_v(
            table,
            [1, 2, 3],
            preference=p.v_shape(0.5),
            constraints={"budget": (costs, None, budget)},
            count=(least, 4),
        )
        totals = [
            result.scores[list(chosen)].sum()
            for size in range(least, 5)
            for chosen in itertools.combinations(range(7), size)
            if costs[list(chosen)].sum() <= budget
        ]
        assert result.total == pytest.approx(max(totals), abs=1e-12)
        assert result.scores[result.is_selected].sum() == pytest.approx(result.total)
        assert costs[result.is_selected].sum() <= budget


def test_without_constraints_all_positive_flows_are_selected():
    result = select()
    assert result.selected == tuple(np.array(list("abcd"))[result.scores > 0])
    assert result.is_unique


def test_coefficients_by_criterion_by_name_and_in_order_say_the_same():
    for coefficients in ("cost", {"a": 18, "b": 16, "c": 14, "d": 10}, [18, 16, 14, 10]):
        result = select(constraints={"budget": (coefficients, None, 30)}, count=2)
        assert result.selected == ("b", "c")
        again = select(constraints=result.parameters["constraints"])
        assert again.selected == ("b", "c")
    assert "2 selected" in repr(result)
    assert list(result.to_frame()["selected"]) == [False, True, True, False]


def test_constraints_of_scipy():
    both = LinearConstraint([[18, 16, 14, 10], [1, 1, 1, 1]], [-np.inf, 2], [30, 2])
    result = select(constraints=both)
    assert result.selected == ("b", "c")
    assert set(result.parameters["constraints"]) == {"1", "2"}
    with pytest.raises(InvalidInputError, match=r"constraint '1' must have a coefficient for each"):
        select(constraints=LinearConstraint([[1, 1]], 0, 1))


def test_a_negative_flow_is_selected_only_where_it_must():
    must = {"south": ({"d": 1}, 1, None)}
    assert "d" not in select().selected
    assert "d" in select(constraints=must).selected


def test_a_bound_holds_exactly_where_sums_of_floats_round():
    tenths = {"a": 0.1, "b": 0.2, "c": 0.3}
    assert select(constraints={"share": (tenths, None, 0.3)}, count=(2, 2)).selected == ("a", "b")


def test_equal_totals_are_told():
    table = DecisionTable([[1], [1], [0]], ["x"], ["a", "b", "c"])
    result = mcda.promethee_v(table, [1], preference=p.usual(), count=1)
    assert not result.is_unique
    assert "as others have" in repr(result)


def test_a_batch_has_a_selection_for_each_sample():
    tables = TABLE.with_values(np.stack([TABLE.values, TABLE.values[::-1]]))
    result = mcda.promethee_v(tables, [1, 3], preference=p.v_shape(6), count=1)
    assert result.is_selected.tolist() == [[True, False, False, False], [False, False, False, True]]
    assert result.at(1).selected == ("d",)
    with pytest.raises(InvalidInputError, match="selected"):
        _ = result.selected


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"count": 5}, r"no selection meets all of the constraints \['count'\]"),
        ({"count": (3, 1)}, r"count must not fall from least to greatest; got \(3, 1\)"),
        ({"count": (None, None)}, r"count must be a number or \(least, greatest\)"),
        ({"constraints": {"b": ("price", 0, 1)}}, "unknown criterion of constraint 'b' 'price'"),
        ({"constraints": {"b": ("cost", None, None)}}, "must have a low or a high bound"),
        ({"constraints": {"b": ("cost", 3, 1)}}, "low of constraint 'b' must not exceed high"),
        ({"constraints": {"b": ("cost", 3)}}, r"constraint 'b' must be \(coefficients"),
        ({"constraints": {"b": ([1, 2], 0, 1)}}, r"each of 4 alternatives; got shape \(2,\)"),
        ({"constraints": {"b": ({"z": 1}, 0, 1)}}, "unknown alternative in constraint 'b' 'z'"),
    ],
)
def test_bad_constraints_are_refused(options, message):
    with pytest.raises(InvalidInputError, match=message):
        select(**options)


def test_more_than_a_selection_is_made_from_are_refused(monkeypatch):
    monkeypatch.setattr("decision_analysis.mcda.outranking._selection.MOST_SELECTED_FROM", 2)
    table = DecisionTable([[1.0], [2.0], [3.0]], ["c"], ["x", "y", "z"])
    with pytest.raises(InvalidInputError, match=r"made from at most 2 alternatives; got 3$"):
        mcda.promethee_v(table, [1], preference=mcda.preference.usual())
