"""The question of the tree: the way of the best policy, what options are worth, and waiting."""

import pytest

from decision_analysis import study as studies

TEST = """
kind: study
title: Drill for oil
unit: kUSD
parameters: {p_oil: 0.5, right: %s}
derived:
  p_yes: p_oil * right + (1 - p_oil) * (1 - right)
  p_if_yes: p_oil * right / p_yes
  p_if_no: p_oil * (1 - right) / (1 - p_yes)
fragments:
  drill:
    arguments: [p]
    then:
      decision: drill?
      options:
        drill:
          chance: oil
          outcomes: {oil: {probability: "{p}", then: 100}, dry: {probability: rest, then: -40}}
        leave: 0
tree:
  decision: test?
  options:
    no test: {use: drill, with: {p: p_oil}}
    test:
      chance: result
      payoff: -5
      outcomes:
        "yes": {probability: p_yes, then: {use: drill, with: {p: p_if_yes}}}
        "no": {probability: rest, then: {use: drill, with: {p: p_if_no}}}
risk_tolerance: [%s]
"""


@pytest.fixture
def asked(tmp_path):
    def ask(right, tolerance=1000):
        path = tmp_path / "oil.yaml"
        path.write_text(TEST % (right, tolerance))
        return studies.load(path).analyze(questions=["tree"]).section("tree")

    return ask


def test_the_whole_way_is_told(asked):
    section = asked(0.9)
    # 30 without a test; with it .5 (.9 100 - .1 40) - 5 = 38, and nothing is drilled after a no
    assert section.summary["Best"] == "test?: test, then drill or leave, worth 38 kUSD."
    rows = {tuple(row[:2]): row[2:] for row in section.blocks[1].rows}
    assert rows["(start)", "test"] == pytest.approx([38, 0])
    assert rows["(start)", "no test"] == pytest.approx([30, -8])
    # after a yes .9 100 - .1 40 = 86; after a no .1 100 - .9 40 = -26; 5 less for the test
    assert rows["test > yes", "drill"] == pytest.approx([81, 0])
    assert rows["test > no", "drill"] == pytest.approx([-31, -26])
    # no row for what the best policy does not come to
    assert ("no test", "drill") not in rows
    assert "worth 13 kUSD before its cost; waiting costs 5 kUSD" in " ".join(section.text)


def test_a_signal_that_changes_nothing_is_worth_nothing(asked):
    section = asked(0.6)
    # after a no .4 100 - .6 40 = 16, so that drilling is best whatever the test says
    assert section.summary["Best"] == "test?: no test, then drill, worth 30 kUSD."
    assert "cannot change the choice has no value" in " ".join(section.text)


def test_aversion_to_risk_that_changes_the_beginning_is_said(asked):
    assert "'test' is the best beginning at every risk tolerance" in " ".join(asked(0.9).text)
    # at a tolerance of 20 drilling is worth less than nothing: -20 ln(.5 e^-5 + .5 e^2) < 0
    section = asked(0.6, 20)
    assert "at a risk tolerance of 20 'no test' is best" not in " ".join(section.text)
    assert section.results["tree: rollback"].policy[()] == "no test"


def test_a_tree_of_which_nobody_decides_is_answered_for_each_stakeholder():
    study = studies.from_dict(
        {
            "kind": "study",
            "title": "House",
            "criteria": {"cost": {"worst": 100, "best": 0, "goal": "min"}, "joy": {}},
            "scale": {"worst": 0, "best": 100},
            "stakeholders": {
                "saver": {"weights": {"cost": 3, "joy": 1}},
                "spender": {"weights": {"cost": 1, "joy": 3}},
            },
            "tree": {
                "decision": "house",
                "options": {"big": {"cost": 80, "joy": 90}, "small": {"cost": 10, "joy": 40}},
            },
        }
    )
    analysis = study.analyze()
    section = analysis.section("tree")
    # saver: .75 20 + .25 90 = 37.5 and .75 90 + .25 40 = 77.5; spender: 72.5 and 52.5
    assert section.blocks[0].rows == [["saver", "small", 77.5], ["spender", "big", 72.5]]
    assert section.summary == {"Who disagrees": "On house: saver for small; spender for big."}
    assert analysis.summary == ("Who disagrees: On house: saver for small; spender for big.",)
    assert section.figures[0].draw() is not None


def test_where_all_begin_alike_that_is_best_by_everybodys_weights():
    tree = {"decision": "d", "options": {"go": {"c": 9, "e": 9}, "stop": {"c": 1, "e": 1}}}
    voices = {"a": {"weights": {"c": 1, "e": 2}}, "b": {"weights": {"c": 2, "e": 1}}}
    study = studies.from_dict(
        {
            "kind": "study",
            "title": "Go",
            "scale": {"worst": 0, "best": 10},
            "criteria": ["c", "e"],
            "stakeholders": voices,
            "tree": tree,
        }
    )
    assert study.analyze().summary == ("Best: d: go, by everybody's weights.",)
