"""Limits of the one who decides: what counts them, and what is said where they are left aside."""

import numpy as np
import pytest

from study.questions.studies import asked, block

TREE = {
    "kind": "study",
    "title": "A safe site",
    "criteria": {"cost": {"goal": "min", "worst": 40, "best": 10}, "safety": {}},
    "scale": {"worst": 0, "best": 10},
    "parameters": {"p": {"low": 0.2, "base": 0.6, "high": 0.9}},
    "stakeholders": {
        "mayor": {
            "weights": {"cost": 1, "safety": 1},
            "constraints": [{"criterion": "safety", "at_least": 6.5}],
        }
    },
    "decides": "mayor",
    "tree": {
        "decision": "now",
        "options": {
            "center": {"terminal": {"cost": 30, "safety": 7}},
            "wait": {
                "chance": "bridge",
                "outcomes": {
                    "new": {"probability": "p", "then": {"terminal": {"cost": 10, "safety": 6}}},
                    "old": {"probability": "rest", "then": {"terminal": {"cost": 10, "safety": 4}}},
                },
            },
        },
    },
}


def test_a_strategy_that_breaks_a_limit_is_not_the_last_word():
    """To wait is worth 50 + 5 (6 p + 4 (1 - p)) = 76 points, with 5.2 of safety; the center is
    worth 51.67."""
    analysis = asked(TREE, "tree", "information", "strategies")
    best, sure = analysis.summary[:2]
    assert "'wait' breaks a limit: safety at least 6.5. Of the strategies that keep all" in best
    assert best.endswith("'center' is best, 51.67 points.")
    assert "'center' is best in all of the samples" in sure
    assert "limits counted" in sure
    # what only one keeps has no price
    assert "only center keeps the limits of mayor" in analysis.section("information").text[0]
    assert not any(line.startswith("Worth") for line in analysis.summary)
    assert "The scores leave limits aside." in analysis.section("strategies").text[0]
    # a limit that the best keeps is none of the summary's business
    limit = {"criterion": "cost", "at_most": 35}
    loose = {**TREE["stakeholders"]["mayor"], "constraints": [limit]}
    kept = asked({**TREE, "stakeholders": {"mayor": loose}}, "tree")
    assert "limit" not in kept.summary[0]
    assert "'wait' is best in all" in kept.summary[1]


def test_regrets_leave_limits_aside(friends, ask):
    """Of the values of 0 to 1 no regret is more than 1, whoever breaks a limit."""
    friends["decides"] = "Bea"
    section = ask(friends, "robustness")
    regret = section.results["robustness: mean regret"]
    assert "limits left aside" in " ".join(section.text)
    free = {**friends, "stakeholders": {**friends["stakeholders"]}}
    free["stakeholders"]["Bea"] = {"weights": {"food": 9, "price": 1}}
    same = ask(free, "robustness").results["robustness: mean regret"]
    np.testing.assert_array_equal(regret.scores, same.scores)
    assert np.abs(regret.scores).max() < 1


def test_how_often_a_plain_trees_best_is_best():
    """A cost of 20 to 60, all alike, is below 100 p = 50 three times in four."""
    document = {
        "kind": "study",
        "title": "Repair",
        "goal": "min",
        "parameters": {
            "cost": {"base": 40, "distribution": {"family": "uniform", "args": [20, 40]}},
        },
        "tree": {
            "decision": "when",
            "options": {
                "now": "cost",
                "later": {
                    "chance": "breaks",
                    "outcomes": {
                        "yes": {"probability": 0.5, "then": 100},
                        "no": {"probability": "rest", "then": 0},
                    },
                },
            },
        },
    }
    analysis = asked(document, "tree", "information")
    words = analysis.summary[1].split()
    assert words[:5] == ["How", "sure:", "'now'", "is", "best"]
    assert float(words[6].rstrip("%")) == pytest.approx(75, abs=3)
    # above 50 it is 55 on average: 5 less a quarter of the time
    worth = block(analysis, "What it is worth to know numbers")["everything"]["worth"]
    assert worth == pytest.approx(1.25, abs=0.15)
    said = " ".join(analysis.section("information").text)
    assert "so much less than now costs on average" in said
