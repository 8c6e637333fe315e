"""Which judgements matter: leads, thresholds in the whole range, shares, methods, other parties."""

import copy
import pickle

import numpy as np
import pytest

from decision_analysis import study as studies
from decision_analysis.study.questions import Setting
from decision_analysis.study.questions._changes import _changes_best, decisive
from study.questions.studies import TABLE, TREE, asked, block


@pytest.fixture
def table():
    return copy.deepcopy(TABLE)


@pytest.fixture
def tree():
    return copy.deepcopy(TREE)


def test_the_lead_and_where_it_is_lost(table):
    analysis = asked(table, "sensitivity")
    rows = block(analysis, "Where one number alone changes")
    assert set(rows) == {"x: a", "y: b"}
    assert rows["x: a"]["changes at"] == pytest.approx(14 / 3, abs=1e-9)
    assert (rows["x: a"]["best below"], rows["x: a"]["best above"]) == ("y", "x")
    assert rows["y: b"]["changes at"] == pytest.approx(6.5, abs=1e-9)
    # the bars are those of the lead, 6 a + 20 - 48, and the one of z is zero and hidden
    bars = block(analysis, "Lead of x over y, points")
    assert set(bars) == {"x: a", "y: b"}
    assert bars["x: a"]["lead at 10%"] == pytest.approx(6 * bars["x: a"]["10%"] - 28)
    assert bars["x: a"]["takes over"] == "y at 10%"
    assert analysis.results["tornado: judgements"].of == ("x", "y")
    assert analysis.summary == (
        "What matters most: y is best with a of x below 4.667 (now 5) or b of y above 6.5 (now 6).",
    )
    # each acts by itself, in the share of its variance
    shares = block(analysis, "Sobol' indices")
    variances = {name: np.var(_numbers(table)[name]) for name in ("x: a", "y: b")}
    share = 36 * variances["x: a"] / (36 * variances["x: a"] + 16 * variances["y: b"])
    assert shares["x: a"]["alone"] == pytest.approx(share, abs=0.03)
    assert shares["x: a"]["with others"] == pytest.approx(share, abs=0.03)
    assert pickle.loads(pickle.dumps(analysis)).summary == analysis.summary


def _numbers(document):
    return studies.from_dict(document).judgements.sample(2**12, rng=0)


def test_a_number_that_changes_nothing_is_no_empty_table(table):
    table["table"]["x"][0], table["table"]["y"][1] = {"low": 4.8, "base": 5, "high": 5.1}, 6
    table["table"]["z"][0] = 1
    analysis = asked(table, "sensitivity")
    text = " ".join(analysis.to_text().split())
    assert "The one uncertain number of the table cannot change that" in text
    assert "Where one number" not in text
    assert "Sobol'" not in text
    assert analysis.summary == (
        "What matters most: a of x moves the lead most; no number alone changes the best.",
    )


def test_limits_count_in_who_is_best(table):
    del table["weights"]
    limit = {"criterion": "a", "at_least": 4.8}
    table["stakeholders"] = {"me": {"weights": {"a": 60, "b": 40}, "constraints": [limit]}}
    table["decides"] = "me"
    # y is worth 51 points and breaks the limit, as z does
    table["table"]["y"][0] = {"low": 4, "base": 4.5, "high": 5}
    analysis = asked(table, "sensitivity")
    text = " ".join(analysis.to_text().split())
    assert "x is the best at the base values by the weights of me: y is worth 1 points more" in text
    assert "Who is best counts the limits of me; the lead does not." in text
    rows = block(analysis, "Where one number alone changes")
    assert rows["y: a"]["changes at"] == pytest.approx(4.8, abs=1e-9)
    assert (rows["y: a"]["best below"], rows["y: a"]["best above"]) == ("x", "y")


def test_no_number_is_missed_among_many():
    rng = np.random.default_rng(4)
    criteria, rows = [f"c{j}" for j in range(4)], {}
    for i in range(30):
        base = np.round(rng.uniform(2, 8, 4), 3).tolist()
        rows[f"a{i}"] = [{"low": b - 2, "base": b, "high": b + 2} for b in base]
    document = {
        "kind": "study",
        "title": "Many",
        "scale": {"worst": 0, "best": 10},
        "criteria": criteria,
        "table": rows,
        "weights": {"order": " > ".join(criteria)},
    }
    side = Setting(studies.from_dict(document)).sides["table"]
    beaten = {n for n, b in zip(side.numbers, _changes_best(side, 9), strict=True) if b}
    found = decisive(side)
    assert len({name.split(":")[0] for name in beaten}) > 2
    assert set(found) == beaten
    # where it changes, the two are worth the same in the whole model
    for name, result in found.items():
        (at, before, after), *_ = result.changes
        worth = dict(
            zip(
                side.base.alternatives,
                side.worth({name: np.array([at])}).values[0, :, 0],
                strict=True,
            )
        )
        assert worth[before] == pytest.approx(worth[after])


def test_a_tree_in_its_own_unit(tree):
    analysis = asked(tree, "sensitivity")
    rows = block(analysis, "Where one number alone changes")
    assert rows["p_dry"]["changes at"] == pytest.approx(10 / 17, abs=1e-9)
    assert rows["p_dry"]["best above"] == "walk away"
    assert "drill is 15 kUSD ahead of walk away at the base values." in analysis.to_text()
    assert analysis.results["tornado: parameters"].of == ("drill", "walk away")


def test_less_is_better(tree):
    tree["goal"] = "min"
    outcomes = tree["tree"]["options"]["drill"]["outcomes"]
    outcomes["dry"]["then"], outcomes["wet"]["then"] = "cost", -100
    analysis = asked(tree, "sensitivity")
    assert "drill is 15 kUSD ahead of walk away" in analysis.to_text()
    bars = block(analysis, "Lead of drill over walk away, kUSD")
    assert bars["p_dry"]["lead at 10%"] > 15 > bars["p_dry"]["lead at 90%"]


def test_thresholds_of_methods(table):
    # x is better by 3 on a, y by 2 on b, which weighs more but is indifferent from q = 2 on
    table["table"] = {"x": [8, 3], "y": [5, 5]}
    table["weights"] = {"a": 40, "b": 60}
    threshold = {"low": 1, "base": 2.5, "high": 2.9}
    table["methods"] = {
        "promethee_ii": {"preference": {"type": "u_shape", "indifference": threshold}}
    }
    table["table"]["x"][0] = {"low": 7.9, "base": 8, "high": 8.1}
    analysis = asked(table, "sensitivity")
    rows = block(analysis, "Where a threshold alone changes")
    row = rows["promethee_ii: preference: indifference"]
    assert row["changes at"] == pytest.approx(2, abs=1e-3)
    assert (row["best below"], row["best above"]) == ("y", "x")


def test_the_spread_of_another_party(document):
    document["predictions"] = {
        "kitchen": {
            "party": "cook",
            "criteria": {"effort": "min", "fame": "max"},
            "alternatives": {
                "opens": {"effort": 60, "fame": {"low": 60, "base": 80, "high": 90}},
                "rests": {"effort": 10, "fame": 20},
            },
            "spread": 10,
            "weights": "fame > effort",
            "gives": {"opens": "p_open"},
        }
    }
    del document["parameters"]["p_open"]
    document["parameters"]["walk"] = 4
    analysis = asked(document, "sensitivity")
    found = next(b for b in analysis.sections[0].blocks if "spread" in b.caption)
    assert [row[1] for row in found.rows] == [0, 0.5, 1, 2]
    # what is sampled with another spread is what a study with that spread has
    document["predictions"]["kitchen"]["spread"] = 20
    other = Setting(studies.from_dict(document)).sides["tree"]
    assert found.rows[-1][2:] == [other.best, other.runner_up, other.ahead]
    assert "uncertain numbers of what cook cares about" in analysis.to_text()
    # numbers that types of a party share are counted once
    kitchen = document["predictions"]["kitchen"]
    kitchen["alternatives"]["rests"]["effort"] = {"low": 5, "base": 10, "high": 15}
    del kitchen["weights"]
    kitchen["gives"] = {"opens": "p_{type}"}
    kitchen["types"] = {
        "keen": {"weights": "fame > effort"},
        "idle": {"weights": "effort > fame"},
    }
    document["derived"] = {"p_open": "(p_keen + p_idle) / 2", **document["derived"]}
    told = " ".join(asked(document, "sensitivity").to_text().split())
    assert "the 2 uncertain numbers of what cook cares about" in told


def test_figures_have_names_of_their_own(table):
    table["tree"] = TREE["tree"]
    table["parameters"] = TREE["parameters"]
    analysis = asked(table, "sensitivity", "information")
    names = [figure.name for section in analysis.sections for figure in section.figures]
    assert len(names) == len(set(names)) == 7


def test_distributions_without_ends(table):
    normal = {"base": 5, "distribution": {"family": "norm", "args": [5, 1]}}
    del table["scale"]
    table["table"] = {"x": [normal, 6], "y": [4, 6]}
    analysis = asked(table, "sensitivity", "information", "ledger")
    x = analysis.results["ledger"][0]
    # the scale is the range of what was judged: all but one in ten thousand at either end
    assert x.low == pytest.approx(5 - 3.719, abs=1e-3)
    assert analysis.results["evppi: x: a"].value > 0


def test_veto_levels_of_the_joined_model(document):
    document["format"] = 2
    document["table"] = document.pop("judgements")
    document["scale"] = {"worst": 0, "best": 100}
    document["tree"]["options"]["home"]["terminal"] = {"taste": 40, "price": 47}
    document["tree"]["options"]["out"]["outcomes"]["open"]["then"]["terminal"]["price"] = 46
    # home costs 47 and out 50 with probability .8: a level between the two vetoes out
    document["veto_levels"] = {"price": {"low": 47.5, "base": 52, "high": 60}}
    document["methods"]["electre_iii"]["veto"] = {"price": 30}
    setting = Setting(studies.from_dict(document))
    changes = setting.method_changes["veto level: price", "ELECTRE III with veto"]
    method = setting.study.methods["ELECTRE III with veto"]
    assert [round(change.at, 2) for change in changes] == [50]
    for change in changes:
        sides = []
        for level in (change.at - 1e-3, change.at + 1e-3):
            result = method(setting.study.chances_above({"price": level}), setting.weights)
            sides.append(result.alternatives[int(np.argmin(result.ranks))])
        assert sides == [change.before, change.after]
    assert "veto level" in asked(document, "sensitivity").to_text()


def test_a_tree_without_judged_numbers_beside_a_table_with_some_is_left_out():
    document = {
        "kind": "study",
        "title": "One criterion",
        "criteria": {"price": {"worst": 0, "best": 100}},
        "table": {"a": [82], "b": [{"low": 22, "base": 42, "high": 95}]},
        "tree": {"decision": "d", "options": {"go": {"price": 60}, "stop": {"price": 30}}},
    }
    analysis = studies.from_dict(document).analyze()
    assert "tornado: judgements" in analysis.results
    assert "tornado: parameters" not in analysis.results
    rows = block(analysis, "Where one number alone")
    assert rows["b: price"]["changes at"] == pytest.approx(82)
