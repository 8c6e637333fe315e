"""The log of evidence replayed: Bayes by hand, shares by enumeration, and what is refused."""

import copy
import dataclasses
import itertools
import math
import pickle

import numpy as np
import pytest

from decision_analysis import study
from decision_analysis.errors import InvalidInputError, InvalidModelError

TEST = {
    "kind": "study",
    "title": "Sell or launch",
    "unit": "kEUR",
    "parameters": {"p": {"low": 0.2, "base": 0.4, "high": 0.6}, "price": 30},
    "tree": {
        "decision": "what?",
        "options": {
            "launch": {
                "chance": "market",
                "outcomes": {
                    "takes": {"probability": "p", "then": 100},
                    "leaves": {"probability": "rest", "then": -20},
                },
            },
            "sell": "price",
        },
    },
    "evidence": [
        {"date": "2024-01-03", "statement": "A survey likes it", "parameter": "p",
         "likelihood": {"true": 0.8, "false": 0.4}},
        {"date": "2024-01-05", "statement": "A buyer pays more", "parameter": "price", "base": 45},
        {"date": "2024-01-05", "statement": "A rival left", "parameter": "p",
         "likelihood": {"true": 0.6, "false": 0.5}},
    ],
}  # fmt: skip

CARS = {
    "kind": "study",
    "title": "Which car",
    "criteria": {
        "price": {"goal": "min", "worst": 10, "best": 0},
        "style": {"worst": 0, "best": 1},
    },
    "table": {"a": [4, 0.5], "b": {"price": 6, "style": 0.9}, "c": [9, 0.1]},
    "weights": {"price": 0.6, "style": 0.4},
    "evidence": [
        {"date": "day 1", "statement": "Cheaper", "judgement": ["b", "price"], "base": 5},
        {"date": "day 2", "statement": "Uglier", "judgement": ["a", "style"], "base": 0.3},
        {"date": "day 10", "statement": "Cheaper yet", "judgement": ["b", "price"], "base": 3},
    ],
}


def made(data, **changes):
    return study.from_dict(copy.deepcopy(data) | copy.deepcopy(changes))


def section_of(data, **changes):
    case = made(data, **changes)
    (section,) = case.analyze(questions=["evidence"]).sections
    return section


def block(section, words):
    (found,) = [b for b in section.blocks if b.caption.startswith(words)]
    return found


def bayes(p, true, false):
    return p * true / (p * true + (1 - p) * false)


def launch(p):
    return 120 * p - 20


P1 = bayes(0.4, 0.8, 0.4)
P2 = bayes(P1, 0.6, 0.5)


def test_a_tree_in_its_unit_entry_by_entry():
    section = section_of(TEST)
    log = section.results["evidence: log of the tree"]
    assert log.alternatives == ("launch", "sell")
    launched = [launch(p) for p in (0.4, P1, P1, P2)]
    assert log.scores == pytest.approx(np.array([launched, [30, 30, 45, 45]]).T)
    rows = block(section, "The log").rows
    assert [row[4] for row in rows] == [None, *map(pytest.approx, (P1, 45, P2))]
    assert [row[5] for row in rows] == ["sell", "sell -> launch", "launch", "launch"]
    leads = [2, launch(P1) - 30, launch(P1) - 45, launch(P2) - 45]
    assert [row[6] for row in rows] == pytest.approx(leads)
    assert section.text[0] == (
        'The last entry (2024-01-05: "A rival left") moved p from 0.5714 to 0.6154: launch stays'
        " the best first choice, ahead of sell by 8.85 kEUR, 3.57 kEUR before."
    )
    assert section.summary["Best"] == (
        "By the log of evidence the best first choice is launch now, not sell."
    )
    # a row for each date, after its last entry
    dates = block(section, "Worth of the first choices").rows
    assert [row[0] for row in dates] == ["before", "2024-01-03", "2024-01-05"]
    assert dates[-1][1:] == [pytest.approx(launch(P2)), 45.0, "launch > sell"]


def test_reports_by_bayes_rule():
    section = section_of(TEST)
    rows = block(section, "Reports").rows
    first = ["2024-01-03", "p", 0.8, 0.4, 0.4, P1, bayes(0.2, 0.8, 0.4), bayes(0.6, 0.8, 0.4)]
    assert rows[0] == pytest.approx([*first, 10 * math.log10(2)])
    ends = [bayes(bayes(p, 0.8, 0.4), 0.6, 0.5) for p in (0.2, 0.6)]
    second = ["2024-01-05", "p", 0.6, 0.5, P1, P2, *ends, 10 * math.log10(1.2)]
    assert rows[1] == pytest.approx(second)
    known = section.results["evidence: reports on p"]
    assert known.final["true"] == pytest.approx(P2)


def test_shares_of_entries_by_enumeration():
    section = section_of(TEST)

    def lead(entries):
        p, price = 0.4, 30
        for entry in sorted(entries):
            if entry == 1:
                price = 45
            else:
                p = bayes(p, *((0.8, 0.4) if entry == 0 else (0.6, 0.5)))
        return launch(p) - price

    shares = dict.fromkeys(range(3), 0.0)
    for order in itertools.permutations(range(3)):
        for place, entry in enumerate(order):
            shares[entry] += (lead(order[: place + 1]) - lead(order[:place])) / 6
    rows = {row[0]: row[2] for row in block(section, "What moved the lead of launch").rows}
    labels = ["2024-01-03, p", "2024-01-05, price", "2024-01-05, p"]
    assert [rows[label] for label in labels] == pytest.approx(list(shares.values()))
    assert rows["all entries"] == pytest.approx(lead([0, 1, 2]) - lead([]))
    moved = section.results["evidence: what moved of the tree"]
    before = dict(zip(moved.names, moved.old_values, strict=True))
    assert before == pytest.approx({labels[0]: 0.4, labels[1]: 30, labels[2]: P1})


def test_what_one_more_report_is_worth():
    section = section_of(TEST)
    # the mean likelihoods of the two reports
    yes, no = 0.7, 0.45
    seen = P2 * yes + (1 - P2) * no
    after = bayes(P2, yes, no), bayes(P2, 1 - yes, 1 - no)
    worth = seen * max(launch(after[0]), 45) + (1 - seen) * max(launch(after[1]), 45)
    worth -= max(launch(P2), 45)
    assert worth > 1
    found = section.results["evidence: next entry on p of the tree"]
    assert found.value == pytest.approx(worth)
    # the price, which was revised by 15, may go up to 60 or down to 30
    price = 0.5 * max(launch(P2), 60) + 0.5 * max(launch(P2), 30) - max(launch(P2), 45)
    found = section.results["evidence: next entry on price of the tree"]
    assert found.value == pytest.approx(price)
    rows = block(section, "What one more entry").rows
    assert {row[0]: row[3] for row in rows} == pytest.approx({"p": worth, "price": price})
    assert rows[0][3] > rows[1][3]
    assert "kEUR" in section.summary["Worth finding out"]


@pytest.mark.parametrize(("cost", "verdict"), [(2, "pays"), (6, "does not pay")])
def test_waiting_against_what_the_tree_charges(cost, verdict):
    data = copy.deepcopy(TEST)
    later = {"decision": "then?", "options": {"launch": -1, "sell": "price"}}
    data["tree"]["options"]["wait"] = {
        "chance": "news", "payoff": -cost, "outcomes": {"any": {"probability": 1, "then": later}},
    }  # fmt: skip
    section = section_of(data, evidence=data["evidence"][:1])
    (said,) = [text for text in section.text if text.startswith("The tree charges")]
    seen = P1 * 0.8 + (1 - P1) * 0.4
    after = bayes(P1, 0.8, 0.4), bayes(P1, 0.2, 0.6)
    worth = seen * launch(after[0]) + (1 - seen) * max(launch(after[1]), 30) - launch(P1)
    assert said == (
        f"The tree charges {cost} kEUR for 'wait', and one more entry on p is worth"
        f" {worth:.3g} kEUR: at that price it {verdict} to wait for it alone."
    )


def weighted(price, style):
    return 100 * (0.6 * (10 - price) / 10 + 0.4 * style)


def test_a_table_and_two_entries_about_one_cell():
    section = section_of(CARS)
    log = section.results["evidence: log"]
    a = [weighted(4, 0.5)] * 2 + [weighted(4, 0.3)] * 2
    b = [weighted(price, 0.9) for price in (6, 5, 5, 3)]
    c = [weighted(9, 0.1)] * 4
    assert log.scores == pytest.approx(np.array([a, b, c]).T)
    assert section.text[0].startswith(
        'The last entry (day 10: "Cheaper yet") moved b: price from 5 to 3: b stays the best'
        " alternative, ahead of a by 30 points, 18 points before"
    )
    # whichever comes later counts: 6 -> 5 is worth 3 of 6 points before 3 comes, else nothing
    rows = {row[0]: row[2] for row in block(section, "What moved").rows}
    assert rows["day 1, b: price"] == pytest.approx(6 / 2)
    assert rows["day 10, b: price"] == pytest.approx((18 + 12) / 2)
    assert rows["day 2, a: style"] == pytest.approx(8)
    names = [figure.name for figure in section.figures]
    assert names == ["evidence", "evidence_moved"]


def test_nothing_moves_and_nothing_is_worth_waiting_for():
    entry = {"date": 3, "statement": "Still", "judgement": ["c", "style"], "base": 0.15}
    section = section_of(CARS, evidence=[entry])
    assert section.text[0] == (
        'The last entry (3: "Still") moved c: style from 0.1 to 0.15: b stays the best alternative,'
        " ahead of a by 4 points, as before."
    )
    assert section.text[1].endswith("is 4 points as before it: no entry moved it.")
    assert "it is not worth waiting for" in section.text[2]
    assert section.summary == {"Since the last entry": section.text[0]}
    assert not [b for b in section.blocks if b.caption.startswith("What one more")]


def test_limits_count_in_who_is_best_and_not_in_the_lead():
    me = {
        "weights": {"order": "price > style"},
        "constraints": [{"criterion": "price", "at_most": 5}],
    }
    data = {key: value for key, value in CARS.items() if key != "weights"}
    section = section_of(data, stakeholders={"me": me}, decides="me")
    rows = block(section, "The log").rows
    # b breaks the limit before day 1; the weights are 3/4 and 1/4
    assert [row[5] for row in rows] == ["a", "a -> b", "b", "b"]
    assert rows[0][6] == pytest.approx(100 * (0.75 * 0.6 + 0.25 * 0.5 - 0.75 * 0.4 - 0.25 * 0.9))
    assert any("What breaks a limit of me ranks last" in text for text in section.text)
    history = section.figures[0]
    assert history.caption == "Ranks of the alternatives over the log"
    assert history.draw.keywords["ranks"]


def test_a_log_without_anybody_who_decides():
    data = {key: value for key, value in CARS.items() if key != "weights"}
    both = {name: {"weights": {"order": "price > style"}} for name in ("me", "you")}
    section = section_of(data, stakeholders=both)
    assert section.text[0].endswith("moved b: price from 5 to 3.")
    assert not section.figures
    assert not section.results


def test_a_part_of_the_log_may_be_impossible():
    tree = {
        "chance": "c",
        "outcomes": {
            "x": {"probability": "p", "then": 1},
            "y": {"probability": "q", "then": 2},
            "z": {"probability": "rest", "then": 3},
        },
    }
    log = [
        {"date": 1, "statement": "Less of it", "parameter": "p", "base": 0.1},
        {"date": 2, "statement": "More of it", "parameter": "q", "base": 0.8},
    ]
    data = {"kind": "study", "title": "Shares", "parameters": {"p": 0.6, "q": 0.3}, "tree": tree}
    section = section_of(data, evidence=log)
    worth = [0.6 + 0.6 + 0.3, 0.1 + 0.6 + 1.8, 0.1 + 1.6 + 0.3]
    assert section.results["evidence: log of the tree"].scores[:, 0] == pytest.approx(worth)
    assert "evidence: what moved of the tree" not in section.results
    assert section.text[0].endswith("the tree is worth 2, 2.5 before.")


def test_many_entries_are_explained_by_random_orders():
    log = [
        {"date": i, "statement": f"{i}", "judgement": ["b", "price"], "base": 6 - i / 10}
        for i in range(1, 15)
    ]
    section = section_of(CARS, evidence=log)
    moved = section.results["evidence: what moved"]
    assert not moved.exact
    assert moved.shares.sum(axis=0) == pytest.approx(moved.after - moved.before)
    assert "standard error" in block(section, "What moved").caption


def test_two_runs_are_equal_and_go_through_pickle():
    case = made(TEST)
    first, second = (case.analyze(questions=["evidence"]) for _ in range(2))
    assert first.to_text() == second.to_text()
    assert pickle.loads(pickle.dumps(first)).to_text() == first.to_text()


# --- the study as of a date


def test_revised_up_to_a_date():
    case = made(TEST)
    early = case.revised("2024-01-04")
    number = early.parameters["p"]
    ends = [bayes(p, 0.8, 0.4) for p in (0.2, 0.4, 0.6)]
    assert [number.low, number.base, number.high] == pytest.approx(ends)
    assert early.parameters["price"].base == 30
    assert len(early.evidence) == 2
    late = early.revised()
    assert late.parameters["p"].base == pytest.approx(P2)
    assert late.parameters["price"].base == 45
    assert not late.evidence
    assert case.parameters["p"].base == 0.4
    assert len({case.fingerprint, early.fingerprint, late.fingerprint}) == 3
    assert case.revised().equals(case.revised("2024-02-01"))


def test_revised_by_words_and_what_is_said_of_it():
    case = made(CARS)
    assert case.revised("day 2").judgements["b: price"].base == 5
    late = case.revised("day 10")
    assert late.judgements["b: price"].base == 3
    assert late.notes["b: price"]["date"] == "day 10"
    for until, words in (("day 3", "a date of the log"), (4, "a date of the log")):
        with pytest.raises(InvalidInputError, match=words):
            case.revised(until)
    with pytest.raises(InvalidInputError, match="must be a date, such as '2024-01-05'; got 3"):
        made(TEST).revised(3)
    with pytest.raises(InvalidInputError, match="no log of evidence"):
        made(CARS, evidence=[]).revised("day 1")


def test_a_distribution_moves_by_the_same_likelihoods():
    beta = {"base": 0.4, "distribution": {"family": "beta", "args": [4, 6]}}
    case = made(TEST, parameters={"p": beta, "price": 30}, evidence=TEST["evidence"][:1])
    before, after = case.parameters["p"], case.revised().parameters["p"]
    shares = np.array([0.05, 0.5, 0.95])
    assert after.quantile(shares) == pytest.approx(bayes(before.quantile(shares), 0.8, 0.4))
    assert pickle.loads(pickle.dumps(case.revised())).equals(case.revised())


def test_numbers_of_other_parties_are_revised_where_they_are_predicted(flagship_path):
    case = study.load(flagship_path)
    if not case.predictions:
        pytest.fail("the flagship predicts what the adversary does")
    prediction = case.predictions[0]
    name = next(iter(prediction.cells))
    entry = {"date": 1, "statement": "x", "name": name, "kind": "revision", "base": 1.0}
    entry |= {"low": 0.0, "high": 2.0}
    late = dataclasses.replace(case, evidence=(entry,)).revised()
    assert late.parameters[name].base == late.predictions[0].cells[name].base == 1.0


# --- what is refused

ABOUT_B = {"statement": "s", "judgement": ["b", "price"], "base": 5}
ABOUT_P = {"statement": "s", "parameter": "p"}


@pytest.mark.parametrize(
    ("data", "log", "words"),
    [
        (CARS, [{"date": 2, **ABOUT_B}, {"date": 1, **ABOUT_B}], "evidence > 1 > date: must not"),
        (CARS, [{"date": 2, **ABOUT_B}, {"date": "mon", **ABOUT_B}], "must be a whole number"),
        (
            CARS,
            [{"date": "day 10", **ABOUT_B}, {"date": "day 9", **ABOUT_B}],
            "before that of an earlier entry, 'day 10'; got 'day 9'",
        ),
        (
            CARS,
            [{"date": day, **ABOUT_B} for day in ("mon", "tue", "mon")],
            "before that of an earlier entry, 'tue'; got 'mon'",
        ),
        (CARS, [{"date": 1, **ABOUT_B, "base": 12}], "must lie on the scale"),
        (CARS, [{"date": 1, **ABOUT_B, "judgement": ["b", "prize"]}], "did you mean 'b: price'"),
        (TEST, [{"date": 1, **ABOUT_P, "base": 0.7}], "0.2 to 0.6, the range that p has"),
        (TEST, [{"date": 1, **ABOUT_P, "low": 0, "base": 2, "high": 3}], "must not exceed 1"),
        (
            TEST,
            [{"date": 1, **ABOUT_P, "likelihood": {"true": 0.2, "fals": 0.1}}],
            "unknown state 'fals'",
        ),
        (
            TEST,
            [{"date": 1, **ABOUT_P, "likelihood": {"true": 0, "false": 0}}],
            "must not be 0 whether it is true or false",
        ),
        (
            TEST,
            [
                {"date": 1, **ABOUT_P, "low": 0.5, "base": 0.6, "high": 1},
                {"date": 2, **ABOUT_P, "likelihood": {"true": 0, "false": 0.5}},
            ],
            "above 0 where p is 1",
        ),
        (
            TEST,
            [{"date": 1, "statement": "s", "parameter": "price",
              "likelihood": {"true": 0.5, "false": 0.4}}],
            "must be about a probability; price is 30",
        ),
    ],
)  # fmt: skip
def test_a_log_that_cannot_be_replayed_is_refused(data, log, words):
    with pytest.raises(InvalidModelError, match="evidence > ") as refused:
        made(data, evidence=log)
    assert words in str(refused.value)


def test_a_scale_that_follows_from_judgements_holds_what_the_log_judges():
    criteria = {"price": {"goal": "min"}, "style": {}}
    case = made(CARS, criteria=criteria)
    assert case.ranges == {"price": (3, 9), "style": (0.1, 0.9)}
    assert case.revised().ranges == case.ranges
    assert made(CARS, criteria=criteria, evidence=[]).ranges["price"] == (4, 9)
