"""The ledger has every number of a study, with what it does to the choice."""

import copy

import pytest

from study.questions.studies import TABLE, TREE, asked


def ledger(document, *questions):
    return {e.name: e for e in asked(document, *questions, "ledger").results["ledger"]}


def test_influence_and_changes_follow_from_sensitivity():
    found = ledger(TABLE, "sensitivity")
    assert list(found)[:2] == ["x: a", "x: b"]
    x = found["x: a"]
    assert (x.kind, x.low, x.base, x.high) == ("table", 2, 5, 9)
    assert (x.source, x.by) == (("a test",), "Ann")
    assert x.changes == "below 4.667: y instead of x"
    assert found["y: b"].changes == "above 6.5: y instead of x"
    assert x.influence > found["y: b"].influence > 0
    # a range that moves no lead, and a number without one
    assert found["z: a"].influence == 0
    assert found["x: b"].influence is None
    assert (found["weight of a"].kind, found["weight of a"].base) == ("weight", pytest.approx(0.6))


def test_without_sensitivity_nothing_is_said_of_influence():
    found = ledger(TABLE)
    assert all(entry.influence is None and not entry.changes for entry in found.values())
    assert "influence" not in asked(TABLE, "ledger").to_text()


def test_limits_thresholds_and_other_parties(document):
    veto = {"low": 50, "base": 60, "high": 70, "source": ["S1"]}
    document["methods"]["electre_iii"]["veto"] = {"price": veto}
    document["predictions"] = {
        "kitchen": {
            "party": "cook",
            "criteria": {"effort": "min", "fame": "max"},
            "alternatives": {
                "opens": {"effort": 60, "fame": 80},
                "rests": {"effort": 10, "fame": 20},
            },
            "spread": 10,
            "weights": "fame > effort",
            "gives": {"opens": "p_open"},
            "source": ["S1"],
        }
    }
    del document["parameters"]["p_open"]
    found = ledger(document)
    limit = found["you: price at most 50"]
    assert (limit.kind, limit.base, limit.source, limit.rationale) == (
        "limit",
        50,
        ("S1",),
        "purse",
    )
    assert found["electre_iii: veto: price"].kind == "threshold"
    assert found["kitchen: opens: effort"].kind == found["kitchen: spread"].kind == "adversary"
    assert found["weight of taste: you"].base == pytest.approx(40 / 140)


def test_many_numbers_are_cut_in_the_text_only():
    document = copy.deepcopy(TABLE)
    for i in range(120):
        document["table"][f"n{i}"] = [1, 1]
    analysis = asked(document, "ledger")
    assert len(analysis.results["ledger"]) == 2 * 123 + 2
    assert len(analysis.sections[0].blocks[0].rows) == 3


def test_a_tree_of_bare_numbers_has_no_ledger():
    tree = copy.deepcopy(TREE)
    tree["parameters"] = {"p_dry": 0.5, "cost": 70}
    assert list(ledger(tree)) == ["p_dry", "cost"]
