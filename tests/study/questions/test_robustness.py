"""What holds in every case: regrets by hand, and who may be best or worst."""

import numpy as np
import pytest

from decision_analysis import study


def cells(block):
    return {row[0]: row[1:] for row in block.rows}


def test_regret_over_the_scenarios_of_the_study(exact, ask):
    exact["scenarios"] = {"dry": {"a: x": 40, "b: y": 60}, "wet": {"b: z": 100}}
    section = ask(exact, "robustness")
    # values: base .56, .5, .5, .2; dry a .36, b .41; wet b .62
    payoffs = section.results["robustness: payoffs of alternatives"]
    assert payoffs.criterion_names == ("base", "dry", "wet")
    np.testing.assert_allclose(
        payoffs.values, [[0.56, 0.36, 0.56], [0.5, 0.41, 0.62], [0.5] * 3, [0.2] * 3]
    )
    regret = cells(section.blocks[0])
    assert [regret[label][:2] for label in "abc"] == [
        [pytest.approx(0.14), "dry"],
        [pytest.approx(0.09), "dry"],
        [pytest.approx(0.12), "wet"],
    ]
    assert "b has the least largest regret over 3 scenarios, 0.09" in section.text[1]
    assert "The best at its worst is c, 0.5" in section.text[1]


def test_without_scenarios_each_alternative_is_at_its_ends_in_turn(exact, ask):
    exact["table"]["b"][1] = {"low": 60, "base": 90, "high": 100}
    section = ask(exact, "robustness")
    payoffs = section.results["robustness: payoffs of alternatives"]
    assert payoffs.criterion_names == ("base", "b at its worst", "b at its best")
    np.testing.assert_allclose(payoffs.values[:2], [[0.56] * 3, [0.5, 0.41, 0.53]])
    # a leads with exact weights, whatever b is within its range; d never does
    best = {row[0]: row[1] for row in section.blocks[2].rows}
    assert best == {"a": "whatever the judgements", "b": "never", "c": "never", "d": "never"}
    mean = section.results["robustness: mean regret"]
    assert mean["a"] == pytest.approx(0, abs=1e-15)
    assert mean["d"] == pytest.approx(0.36)


def test_nothing_is_said_of_a_study_without_ranges_and_scenarios(exact, ask):
    assert ask(exact, "robustness") is None


def test_possible_weights_decide_who_may_be_best(friends, ask):
    """Cy has price > food: at the base home is (.4, .9), star (.95, .1), equal at a weight of food
    of .593, which he has not; with home at .3 and star at (1, .3) they are so at .46."""
    section = ask(friends, "robustness")
    best, worst = (cells(block) for block in section.blocks[-2:])
    assert best["home"] == ["yes", "within ranges", "whatever the judgements"]
    assert best["star"][2] == "within ranges"
    # star may keep Bea's limit: its price may be 70
    assert best["star"][1] == "within ranges"
    # Ann may have all weight on food, of which home has least at the base
    assert worst["home"][0] == "yes"
    assert section.results["potential optimality: Cy"].best.tolist() == [True, False, False]


def test_strategies_of_a_plain_tree(ask):
    outcomes = {
        "dry": {"probability": "p", "then": -70},
        "wet": {"probability": "rest", "then": 50},
    }
    document = {
        "kind": "study",
        "title": "Drill",
        "unit": "kUSD",
        "parameters": {"p": {"low": 0.2, "base": 0.5, "high": 0.9}},
        "scenarios": {"poor": {"p": 0.9}, "rich": {"p": 0.2}},
        "tree": {
            "decision": "drill?",
            "options": {"drill": {"chance": "oil", "outcomes": outcomes}, "walk": 0},
        },
    }
    section = ask(document, "robustness")
    # drill is worth 50 - 120 p: -10, -58, 26
    payoffs = section.results["robustness: payoffs of strategies"]
    np.testing.assert_allclose(payoffs.values, [[-10, -58, 26], [0, 0, 0]], atol=1e-12)
    assert payoffs.criteria[0].unit == "kUSD"
    assert (
        "walk has the least largest regret over 3 scenarios, 26 (kUSD), in 'rich'"
        in section.text[1]
    )


def test_a_distribution_without_ends_runs(exact, ask):
    """Of 10,000 samples some are beyond the ends of the scale, one in ten thousand on each side."""
    del exact["scale"]
    exact["table"]["a"][0] = {
        "base": 80,
        "distribution": {"family": "norm", "args": [80, 5]},
    }
    made = study.from_dict(exact)
    section = ask(exact, "robustness")
    assert section.results["robustness: mean regret"].alternatives == tuple("abcd")
    beyond = made.partial_values(made.table({"a: x": 120.0}))
    assert beyond.values[0, 0] > 1
