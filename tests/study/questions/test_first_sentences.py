"""What the summary says first: what is best, of whom, and with what beside it."""

import json

import pytest

from decision_analysis import study as studies
from decision_analysis.command._check import check
from decision_analysis.errors import InvalidInputError
from decision_analysis.study.questions import Setting
from study.questions.studies import asked

UMBRELLA = {
    "kind": "study",
    "title": "Take an umbrella",
    "diagram": [
        {"uncertain": "weather", "states": ["rain", "sun"], "probabilities": [0.3, 0.7]},
        {
            "uncertain": "forecast",
            "given": ["weather"],
            "states": ["bad", "fair"],
            "probabilities": {"rain": [0.8, 0.2], "sun": [0.25, 0.75]},
        },
        {"choice": "umbrella", "options": ["take", "leave"], "knows": ["forecast"]},
        {
            "value": "comfort",
            "of": ["weather", "umbrella"],
            "payoffs": {"rain": [70, 0], "sun": [80, 100]},
        },
    ],
}


def test_a_diagram_says_what_to_choose_and_what_to_find_out():
    """With the forecast .24 * 70 + .175 * 80 + .525 * 100 = 83.3; with the weather 91."""
    analysis = asked(UMBRELLA, "diagram")
    assert analysis.summary == (
        "Best: umbrella: take if bad; leave if fair, worth 83.3.",
        "Worth finding out: weather, worth up to 7.7.",
    )
    # what is known anyway is nothing to find out
    (_, worth) = analysis.sections[0].blocks
    assert [row[0] for row in worth.rows] == ["weather"]


def test_what_a_limit_rules_out_stands_beside_the_best(friends, ask):
    """By Bea's weights star is worth .865, of 90 EUR where 80 are her limit; inn .595."""
    friends["decides"] = "Bea"
    (said,) = ask(friends, "scores").summary.values()
    assert said.startswith("inn, 0.595 of 1 by the weights of Bea. star is worth 0.865 and breaks")
    del friends["stakeholders"]["Bea"]["constraints"]
    assert "breaks" not in ask(friends, "scores").summary["Best"]


def test_a_tie_is_no_best(exact, ask):
    exact["table"]["b"] = exact["table"]["a"]
    assert ask(exact, "scores").summary["Best"].startswith("a, b tie, 0.560 of 1")


def test_one_criterion_needs_no_weights():
    document = {
        "kind": "study",
        "title": "The cheapest",
        "criteria": {"price": {"goal": "min"}},
        "table": {"a": [5], "b": [{"low": 4, "base": 7, "high": 9}]},
    }
    analysis = studies.from_dict(document).analyze()
    assert "weight" not in " ".join(analysis.summary)
    assert "weights" not in analysis.asked
    assert all(row[0] != "weight of price" for row in analysis.section("ledger").blocks[0].rows)


def test_a_bare_table_says_what_is_assumed(tmp_path):
    path = tmp_path / "cars.csv"
    path.write_text("car,price,economy\na,5,51\nb,6,70\n", encoding="utf-8")
    study = studies.load(path)
    assert "more is taken to be better on every criterion" in study.notice
    analysis = study.analyze(questions=["scores"])
    assert analysis.summary[0].endswith("by all possible weights.")
    assert "More is better on every criterion." in analysis.section("scores").text


def test_where_nobody_decides_the_group_says_what_is_best(friends):
    """Ann: star, inn, home; Bea: inn, home and, which breaks her limit, star; Cy: home, inn,
    star."""
    del friends["decides"]
    analysis = asked(friends, "group")
    assert analysis.summary == ("Best: inn, which a majority prefers to every other.",)


def test_a_question_without_an_answer_is_not_unknown(exact):
    analysis = asked(exact, "robustness")
    with pytest.raises(InvalidInputError, match="'robustness' was asked and has no answer"):
        analysis.section("robustness")


def test_a_tree_without_scenarios_is_not_asked_what_holds_in_every_case():
    tree = {"decision": "d", "options": {"a": 1, "b": 2}}
    study = studies.from_dict({"kind": "study", "title": "t", "tree": tree})
    assert "robustness" not in study.analyze().asked
    with pytest.raises(InvalidInputError, match="needs a table, or a tree with scenarios"):
        study.analyze(questions=["robustness"])


def test_a_number_is_named_once_and_its_strategies_in_quotes():
    """a is worth 60, b the number; first the table's change is told, of the tree no second."""
    document = {
        "kind": "study",
        "title": "Twice",
        "scale": {"worst": 0, "best": 10},
        "criteria": ["x"],
        "table": {"a": [6], "b": [{"low": 2, "base": 5, "high": 9}]},
        "tree": {
            "decision": "now",
            "options": {
                "a": {"terminal": {"x": 6}},
                "b, late": {"terminal": {"x": "table[b, x]"}},
            },
        },
    }
    analysis = asked(document, "sensitivity")
    (line,) = analysis.summary
    assert line == "What matters most: b is best with x of b above 6 (now 5)."
    assert "'b, late' instead of a" in str(
        studies.from_dict(document).analyze(questions=["sensitivity", "ledger"]).to_dict()
    )


def test_weights_count_in_how_sure_a_trees_best_is():
    """Waiting is worth .8 w of x and .2 (1 - w) of y, acting .4 and .7: more where w > 5 / 9, which
    are eight of nine of the weights above a half."""
    document = {
        "kind": "study",
        "title": "Act or wait",
        "scale": {"worst": 0, "best": 10},
        "criteria": ["x", "y"],
        "stakeholders": {
            "me": {"weights": {"order": "x > y"}},
            "you": {"weights": {"x": 1, "y": 3}},
        },
        "decides": "me",
        "tree": {
            "decision": "now",
            "options": {
                "act": {"terminal": {"x": 4, "y": 7}},
                "wait": {"terminal": {"x": 8, "y": 2}},
            },
        },
    }
    best, sure, others = asked(document, "tree").summary
    assert best.startswith("Best: now: wait, worth 65.00 points")
    assert sure.startswith("How sure: 'wait' is best in ")
    assert sure.endswith("of the samples of weights.")
    assert float(sure.split()[6].rstrip("%")) == pytest.approx(100 * 8 / 9, abs=2.5)
    assert others == "Who disagrees: me for wait; you for act."


def test_check_says_what_a_decider_would_add(friends, tmp_path, capsys):
    del friends["decides"]
    path = tmp_path / "friends.json"
    path.write_text(json.dumps(friends), encoding="utf-8")
    assert check(str(path)) == 0
    said = capsys.readouterr().out
    assert said.endswith(
        "questions: stakeholders, group, ledger; where `decides` names a stakeholder, also:"
        " scores, sensitivity, information, robustness\n"
    )


def test_of_very_many_strategies_the_highest_are_compared_in_the_samples_asked_for():
    """Ten outcomes with two options each, and one more at the start, are 1,025 strategies."""
    options = {"a": {"x": "v", "y": 1}, "b": {"x": 2, "y": 1}}
    later = {"decision": "d", "options": options}
    outcomes = {f"o{i}": {"probability": 0.1, "then": later} for i in range(10)}
    document = {
        "kind": "study",
        "title": "Many",
        "criteria": {"x": {"worst": 0, "best": 4}, "y": {"worst": 0, "best": 4}},
        "weights": {"x": 1, "y": 1},
        "parameters": {"v": {"low": 0, "base": 2, "high": 4}},
        "tree": {
            "decision": "now",
            "options": {"go": {"chance": "s", "outcomes": outcomes}, "stop": {"x": 1, "y": 1}},
        },
        "simulation": {"samples": 50},
    }
    analysis = asked(document, "tree")
    sure = analysis.summary[1]
    assert sure.endswith("Of the 1,025 strategies the 1,000 that rank highest are compared.")
    setting = Setting(analysis.study)
    assert setting.sampled_strategies.values.shape == (50, 1025, 2)
