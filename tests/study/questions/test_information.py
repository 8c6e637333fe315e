"""What it is worth to find out, against figures worked out by hand."""

import copy

import pytest

from decision_analysis import study as studies
from study.questions.studies import TABLE, TREE, asked, block

UNIFORM = {"base": 5, "distribution": {"family": "uniform", "args": [2, 6]}}


@pytest.fixture
def table():
    return copy.deepcopy(TABLE)


@pytest.fixture
def tree():
    return copy.deepcopy(TREE)


def test_numbers_of_a_table(table):
    # x from 32 to 68 points against 48, y from 36 to 60 against 50, each uniform
    table["table"] = {
        "x": [{**UNIFORM}, 5],
        "y": [4, {"base": 6, "distribution": {"family": "uniform", "args": [3, 6]}}],
    }
    analysis = asked(table, "information")
    rows = block(analysis, "What it is worth to know numbers")
    assert rows["x: a"]["worth"] == pytest.approx(16**2 / 2 / 36, rel=0.01)
    assert rows["y: b"]["worth"] == pytest.approx(10**2 / 2 / 24, rel=0.01)
    # all of x, and a of all, vary in x: a alone
    assert rows["all of x"]["worth"] == pytest.approx(rows["x: a"]["worth"])
    assert rows["a of all"]["worth"] == pytest.approx(rows["x: a"]["worth"])
    assert rows["everything"]["worth"] > rows["x: a"]["worth"]
    again = rows["second opinion on x: a"]["worth"]
    assert 0 < again < rows["x: a"]["worth"]
    assert analysis.summary[0].startswith(
        "Worth finding out: a of x, worth up to 3.56 points; b of y"
    )
    assert analysis.results["evppi: x: a"].evpi == analysis.results["evpi: judgements"].value


def test_nothing_is_worth_finding_out(table):
    table["table"]["x"][0] = {"low": 4.9, "base": 5, "high": 5.1}
    table["table"]["y"][1], table["table"]["z"][0] = 6, 1
    analysis = asked(table, "information")
    assert analysis.summary == (
        "Worth finding out: nothing: no finding is worth anything beyond noise.",
    )
    assert not analysis.sections[0].blocks


def test_what_breaks_a_limit_is_left_out(table):
    del table["weights"]
    limit = {"criterion": "b", "at_most": 5.5}
    table["stakeholders"] = {"me": {"weights": {"a": 60, "b": 40}, "constraints": [limit]}}
    table["decides"] = "me"
    analysis = asked(table, "information")
    assert "Left out is what breaks a limit of me at the base values: y;" in analysis.to_text()
    assert "worth nothing beyond noise" in analysis.to_text()


def test_a_chance_and_its_probability(tree):
    analysis = asked(tree, "information")
    rows = block(analysis, "What it is worth to know the outcome")
    # known: drill where it is wet, 50 instead of 15; set: wet, 100
    assert rows["oil"]["worth knowing"] == pytest.approx(35)
    assert rows["oil"]["worth setting"] == pytest.approx(85)
    numbers = block(analysis, "What it is worth to know numbers of the tree")
    assert numbers["p_dry"]["worth"] == pytest.approx(numbers["everything"]["worth"], rel=0.05)
    assert analysis.summary[0].startswith("Worth finding out: oil, worth up to 35 kUSD")


def test_one_more_case_of_a_probability(tree):
    tree["parameters"]["p_dry"] = {
        "base": 0.5,
        "distribution": {"family": "uniform", "args": [0.1, 0.8]},
    }
    numbers = block(asked(tree, "information"), "What it is worth to know numbers of the tree")
    # of variance .64 / 12: after a dry one in every two cases p is .5 + .64 / 12 / .5
    loss = 170 * (0.5 + 0.64 / 12 / 0.5) - 100
    case = numbers["one more case on p_dry"]
    assert case["worth"] == pytest.approx(loss / 2, abs=3 * case["±"])
    assert case["worth"] < numbers["p_dry"]["worth"]


def test_a_tree_without_ranges():
    tree = copy.deepcopy(TREE)
    tree["parameters"] = {"p_dry": 0.5, "cost": 70}
    analysis = asked(tree, "information")
    assert analysis.summary == ("Worth finding out: oil, worth up to 35 kUSD.",)
    assert len(analysis.sections[0].blocks) == 1


def test_a_report_as_reliable_as_the_log(tree):
    likelihood = {"true": 0.2, "false": 0.9}
    tree["evidence"] = [
        {"date": "day 1", "statement": "s", "parameter": "p_dry", "likelihood": likelihood}
    ]
    analysis = asked(tree, "information")
    # heard in 55% of cases, then wet with 45 / 55: 38 kUSD on average instead of 15
    found = analysis.results["clairvoyance: a report on oil like that of day 1"]
    assert found.value == pytest.approx(23)
    assert "a report on oil like that of day 1 is worth 23 kUSD." in analysis.to_text()


def test_chances_that_depend_on_the_option_are_known_after_each(tree):
    del tree["parameters"]

    def bet(p, prize):
        outcomes = {
            "good": {"probability": p, "then": prize},
            "bad": {"probability": "rest", "then": 0},
        }
        return {"chance": "luck", "outcomes": outcomes}

    tree["tree"] = {"decision": "bet", "options": {"a": bet(0.5, 10), "b": bet(0.2, 20)}}
    analysis = asked(tree, "information")
    # 20 with probability .2, else 10 with .5: 8 on average instead of 5
    assert analysis.results["clairvoyance: luck"].value == pytest.approx(3)
    assert "The probabilities of luck depend on the option" in analysis.to_text()


def test_a_signal_of_the_tree(tree):
    del tree["parameters"]

    def seen(gain):
        return {"decision": "go?", "options": {"go": gain, "stop": 0}}

    wait = {
        "chance": "forecast",
        "payoff": -1,
        "outcomes": {
            "good": {"probability": 0.5, "then": seen(10)},
            "bad": {"probability": "rest", "then": seen(-6)},
        },
    }
    tree["tree"] = {"decision": "when", "options": {"wait": wait, "never": 0}}
    analysis = asked(tree, "information")
    # 5 with it and 2 without, both less the 1 that waiting costs
    assert "The signal 'forecast after wait' is worth 3 kUSD before what it costs" in (
        analysis.to_text()
    )


def test_a_range_that_moves_neither_of_the_best_two_is_worth_nothing_to_know():
    study = studies.from_dict(
        {
            "kind": "study",
            "title": "Far behind",
            "criteria": {"value": {"worst": 0, "best": 100}},
            "table": {"a": [90], "b": [80], "c": [{"low": 5, "base": 10, "high": 20}]},
        }
    )
    analysis = study.analyze()
    assert "information" in analysis.asked
    assert "tornado: judgements" not in analysis.results
    assert not any("Worth finding out" in line and "c: value" in line for line in analysis.summary)
