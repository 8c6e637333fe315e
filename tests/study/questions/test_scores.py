"""The question of scores: weights and their parts, and why methods disagree."""

import numpy as np
import pytest

from decision_analysis import study as studies

CARS = {
    "kind": "study",
    "format": 2,
    "title": "Which car",
    "criteria": {"price": {"goal": "min"}, "economy": {"goal": "max"}, "style": {"goal": "max"}},
    "table": {
        "Corsa": {"price": 10, "economy": 20, "style": 80},
        "Clio": {"price": 30, "economy": 90, "style": 60},
        "Golf": {"price": 70, "economy": 60, "style": 90},
    },
    "scale": {"worst": 0, "best": 100},
    "weights": {"price": 50, "economy": 30, "style": 20},
    "methods": {
        "topsis": {"normalization": "minmax"},
        "electre_iii": {"indifference": 5, "preference": 20, "veto": {"economy": 40}},
    },
}


def scores(**changes):
    study = studies.from_dict({**CARS, **changes})
    return study.analyze(questions=["scores"]).section("scores")


def block(section, caption):
    return next(b for b in section.blocks if b.caption.startswith(caption))


def test_weights_and_what_each_criterion_adds():
    made = block(scores(), "What the weighted value is made of")
    assert made.headers[2:] == ["Clio", "Corsa", "Golf"]
    by_name = {row[0]: row[1:] for row in made.rows}
    assert list(by_name) == ["price", "economy", "style", "sum"]
    # share of the weight, times the way from the worst to the best end of the scale
    assert by_name["price"] == pytest.approx([0.5, 0.5 * 0.7, 0.5 * 0.9, 0.5 * 0.3])
    assert by_name["economy"] == pytest.approx([0.3, 0.27, 0.06, 0.18])
    assert by_name["sum"] == pytest.approx([1, 0.74, 0.67, 0.51])


def test_reasons_name_the_criterion_and_the_veto():
    section = scores(weights={"price": 40, "economy": 30, "style": 30})
    why = {(row[0], row[1], row[2]): row[3] for row in block(section, "Why").rows}
    # .66 of Corsa before .57 of Golf: .36 - .12 for its price, .06 - .18 and .24 - .27 against it
    assert why["Corsa", "Golf", "weighted value"] == (
        "+0.090: price +0.240; against it economy -0.120, style -0.030"
    )
    # all but the price speaks for Golf, which is 60 - 20 better on economy, as Clio is even more
    told = why["Golf", "Corsa", "ELECTRE III with veto"]
    assert told.startswith("at least as good with credibility 0.60, the other way round 0.00")
    assert "on economy Corsa is 40 worse than Golf, where 40 is a veto, and 1 more" in told


def test_no_reasons_where_methods_agree():
    section = scores(methods=["topsis"], weights={"price": 0.0, "economy": 1.0, "style": 0.0})
    assert not [b for b in section.blocks if b.caption.startswith(("Why", "Pairs"))]
    assert "All methods put Clio first." in " ".join(section.text)


def test_the_best_keeps_the_limits_of_who_decides():
    me = {
        "weights": {"direct": CARS["weights"]},
        "constraints": [{"criterion": "style", "at_least": 70}],
    }
    given = {k: v for k, v in CARS.items() if k != "weights"}
    study = studies.from_dict({**given, "stakeholders": {"me": me}, "decides": "me"})
    section = study.analyze(questions=["scores"]).section("scores")
    assert section.summary["Best"].startswith("Corsa, 0.670 of 1")
    assert "broken by Clio" in section.text[-1]


def test_many_pairs_are_cut_and_the_highest_come_first():
    draw = np.random.default_rng(1).uniform(0, 100, (30, 3)).round(1)
    rows = {f"a{i}": row for i, row in enumerate(draw.tolist())}
    section = scores(table=rows, methods={"topsis": {"normalization": "minmax"}})
    pairs = block(section, "Pairs that the methods order differently")
    assert len(pairs.rows) == 12
    assert "the first 12 of" in pairs.caption
    ranks = [r.ranks for r in section.results.values()]
    names = section.results["scores: TOPSIS"].alternatives
    highest = np.minimum(*ranks)
    sums = [sum(highest[names.index(a)] for a in row[0].split(" / ")) for row in pairs.rows]
    assert sums == sorted(sums)
    # counted one by one
    opposite = [
        (a, b)
        for a in range(30)
        for b in range(a)
        if (ranks[0][a] - ranks[0][b]) * (ranks[1][a] - ranks[1][b]) < 0
    ]
    assert f"of {len(opposite)})" in pairs.caption


def test_a_tie_for_the_best_is_said():
    document = {
        "kind": "study",
        "title": "Even",
        "criteria": {"x": {}, "y": {}},
        "table": {"a": [1, 0], "b": [0, 1], "c": [0, 0]},
        "weights": {"x": 1, "y": 1},
        "questions": ["scores"],
    }
    section = studies.from_dict(document).analyze().section("scores")
    assert section.summary["Best"] == "a, b tie, 0.500 of 1 by the study's weights."
