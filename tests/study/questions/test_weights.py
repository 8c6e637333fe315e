"""How much exact weights matter, against thresholds found by hand."""

import pytest

from decision_analysis import study
from decision_analysis.errors import InvalidInputError


def cells(block):
    return {row[0]: row[1:] for row in block.rows}


def test_where_one_weight_and_where_all_together_unseat_the_best(exact, ask):
    """a leads b by .5x - .7y + .1z: of y it is 0 where 27 (1 - y) / .7 = 70 y, at 27/76; of x where
    50 x = (70 * .6 - 10 * .4)(1 - x), at 38/88; moving m from x to y takes 1.2 m of .06."""
    section = ask(exact, "weights")
    kept = cells(section.blocks[0])
    now, low, high, below, above = kept["y"]
    assert (now, low, high) == pytest.approx((0.3, 0.0, 27 / 76), abs=1e-9)
    assert (below, above) == (None, "b")
    now, low, high, below, above = kept["x"]
    assert (now, low, high) == pytest.approx((0.5, 38 / 88, 1.0), abs=1e-9)
    assert (below, above) == ("b", None)
    moves = cells(section.blocks[1])
    assert moves["b"][0] == pytest.approx(0.05)
    assert moves["b"][1:] == ["x (5.0%)", "y (5.0%)"]
    # what is below c in everything is nobody's choice
    assert moves["d"][0] == "never"
    assert section.summary["How sure"].startswith("a is best until 5.0% of the weight moves")
    assert "above 35.5% (now 30.0%) b is best" in section.summary["How sure"]


def test_of_numbers_with_ranges_the_samples_say_how_sure(exact, ask):
    exact["table"]["b"][0] = {"low": 20, "base": 30, "high": 40}
    assert "How sure" not in ask(exact, "weights").summary


def test_a_space_of_weights_has_no_exact_ones(exact, ask):
    exact["weights"] = {"order": "x > y > z"}
    assert "weights" not in study.from_dict(exact).analyze().asked
    with pytest.raises(InvalidInputError, match="question 'weights' needs weights that are exact"):
        ask(exact, "weights")


def test_all_weight_on_one_criterion(exact, ask):
    exact["weights"] = {"x": 1, "y": 0, "z": 0}
    section = ask(exact, "weights")
    assert list(section.results) == ["weights: move"]
    # b catches up where 80 - 60 m = 30 + 60 m
    assert cells(section.blocks[0])["b"][0] == pytest.approx(5 / 12)


def test_what_breaks_a_limit_is_never_best(exact, ask):
    del exact["weights"]
    limit = {"criterion": "y", "at_least": 30}
    exact["stakeholders"] = {"me": {"weights": {"x": 5, "y": 3, "z": 2}, "constraints": [limit]}}
    section = ask(exact, "weights")
    moves = cells(section.blocks[1])
    assert moves["a"][0] == "never"
    # b and c tie at 50 where a is out
    assert moves["b"][0] == moves["c"][0] == 0
    assert "tie" in section.summary["How sure"]


def test_two_hundred_alternatives_are_shown_in_part(ask):
    rows = {f"a{i:03}": [i % 17, (i * 7) % 23] for i in range(200)}
    document = {
        "kind": "study",
        "title": "Many",
        "criteria": {"p": {}, "q": {}},
        "table": rows,
        "weights": {"p": 1, "q": 2},
    }
    section = ask(document, "weights")
    assert len(section.blocks[1].rows) == 20
    assert "the 20 of 200" in section.blocks[1].caption
