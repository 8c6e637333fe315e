"""The page that helps to choose names methods that exist, runs them, and says what they do."""

import importlib

import pytest

from decision_analysis import mcda
from decision_analysis.errors import InvalidInputError


@pytest.fixture
def chooser(pytestconfig, monkeypatch):
    monkeypatch.syspath_prepend(pytestconfig.rootpath / "docs" / "_ext")
    return importlib.import_module("chooser")


@pytest.fixture
def properties(pytestconfig, monkeypatch):
    monkeypatch.syspath_prepend(pytestconfig.rootpath / "docs" / "_ext")
    return importlib.import_module("method_properties")


def test_every_method_that_is_named_exists_and_answers(chooser):
    rows = [row for group in chooser.GROUPS.values() for row in group]
    named = {name for row in rows for name in row.take}
    assert named == set(chooser.CALLS)
    missing = {name for name in named if not chooser.available(name)}
    assert missing == set()
    answers = {name: chooser.answer(name) for name in sorted(named - missing)}
    assert [name for name, answer in answers.items() if not answer.strip()] == []
    assert answers["mcda.topsis"].count(">") == 3


def test_the_tables_hold_a_line_for_each_row_with_a_method_that_exists(chooser):
    for group, rows in chooser.GROUPS.items():
        lines = chooser.table(group).splitlines()[2:]
        kept = [row for row in rows if any(map(chooser.available, row.take))]
        assert [line.split(" | ")[0] for line in lines] == [f"| {row.have}" for row in kept]
        assert all(line.count(" | ") == 3 for line in lines)


def test_what_the_table_of_properties_says_of_the_best_known_methods(properties):
    found = {name: properties.properties(name) for name in ("additive_value", "topsis", "vikor")}
    # an additive value on fixed scales: weights of two halves add up, nobody else is looked at
    additive = found["additive_value"]
    assert [change for change in properties.CHANGES if additive[change]] == ["stretched"]
    assert additive["weak spot"] == "yes"
    assert found["topsis"]["criterion split"] > 0.1
    assert found["vikor"]["criterion split"] > 0.1
    assert found["topsis"]["one less"] > 0
    # lengths of columns are measured from zero, distances to the best are not
    assert found["topsis"]["another zero"] > 0.1
    assert found["vikor"]["another zero"] == 0
    assert all(each["another unit"] == 0 for each in found.values())


def test_methods_without_an_order_say_why(properties):
    with pytest.raises(properties.NotTried, match="promethee_i"):
        properties.properties("preference_degrees")


def test_a_method_that_needs_something_unheard_of_is_left_out_with_the_reason(
    properties, monkeypatch
):
    def seer(table, weights, *, crystal_ball):
        raise InvalidInputError("seer(): not reached")

    monkeypatch.setattr(mcda, "seer", seer, raising=False)
    monkeypatch.setattr(mcda, "__all__", ["seer", "weighted_sum"])
    shown, left_out = properties.table_of_properties()
    assert left_out == {"seer": "needs crystal_ball, which no table tells"}
    assert shown.splitlines()[2].startswith("| `mcda.weighted_sum`<br>ratio | no |")
