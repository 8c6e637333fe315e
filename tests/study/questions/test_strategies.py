"""The question of strategies: what a veto reads of them, and which level it reads."""

import copy

import pytest

from decision_analysis import study as studies


@pytest.fixture
def leveled(document):
    given = copy.deepcopy(document)
    given["veto_levels"] = {"price": {"low": 30, "base": 50, "high": 62}}
    given["format"] = 2
    given["table"] = given.pop("judgements")
    return given


def test_a_veto_reads_the_probability_above_a_judged_level(leveled):
    leveled["tree"]["options"]["out"]["outcomes"]["shut"]["probability"] = "rest"
    del leveled["derived"]
    section = studies.from_dict(leveled).analyze(questions=["strategies"]).section("strategies")
    block = next(b for b in section.blocks if b.caption.startswith("Probability of exceeding"))
    assert block.headers == ["strategy", "price above 50"]
    # out costs 4 for the walk and 60, where it is open, with .8; home costs 10
    assert {row[0]: row[1] for row in block.rows} == pytest.approx({"home": 0, "out": 0.8})
    told = " ".join(section.text)
    assert "reads the probability that it exceeds 50" in told
    # 30 and 62 lie between the same totals, 10 and 64, as 50 does
    assert "With the level at 30 and 62 instead" in told
