"""Probabilities of states are read by their names, and scores come back by the labels of the
frame."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from decision_analysis import DecisionTable, robustness
from decision_analysis.errors import InvalidInputError

STATES = ["high", "moderate", "low"]
CHANCES = pd.Series({"low": 0.2, "high": 0.3, "moderate": 0.5})
FRAME = pd.DataFrame(
    [[200_000, 100_000, -120_000], [90_000, 50_000, -20_000], [0, 0, 0]],
    index=pd.date_range("2024-01-01", periods=3, name="day"),
    columns=STATES,
)
TABLE = DecisionTable.from_frame(FRAME)
RULES = [
    robustness.maximin,
    robustness.maximax,
    robustness.hurwicz,
    robustness.laplace,
    robustness.minimax_regret,
]


@settings(max_examples=20)
@given(st.permutations(STATES), st.permutations(STATES))
def test_the_order_of_states_changes_nothing(first, second):
    table = DecisionTable.from_frame(FRAME[first])
    expected = [86_000, 48_000, 0]
    for chances in (CHANCES[second], CHANCES[second].to_dict(), pd.DataFrame([CHANCES[second]])):
        assert robustness.expected(table, chances).scores.ravel() == pytest.approx(expected)
    for rule in RULES:
        assert rule(table).scores.tolist() == pytest.approx(rule(TABLE).scores.tolist())
    assert robustness.mixed_maximin(table).value == pytest.approx(
        robustness.mixed_maximin(TABLE).value
    )


@pytest.mark.parametrize(
    "rule", [*RULES, robustness.mixed_maximin, lambda t: robustness.expected(t, CHANCES)]
)
def test_scores_go_back_into_the_frame(rule):
    result = rule(TABLE)
    assert (
        FRAME.assign(score=result.to_frame()["score"])["score"].tolist() == result.scores.tolist()
    )


@pytest.mark.parametrize(
    ("chances", "message"),
    [
        (CHANCES.drop("low"), r"probabilities must name each state once; missing \['low'\]"),
        (
            CHANCES.rename({"low": "lo"}),
            r"missing \['low'\], unknown \['lo'\] once|missing \['low'\], unknown \['lo'\]",
        ),
        (
            pd.Series([0.3, 0.5, 0.2]),
            r"missing \['high', 'moderate', 'low'\], unknown \['0', '1', '2'\]",
        ),
        (CHANCES.to_frame(), "got them as rows: give its column 0"),
        ({0.3, 0.5, 0.2}, "probabilities must be"),
    ],
)
def test_probabilities_of_other_states_are_refused(chances, message):
    with pytest.raises(InvalidInputError, match=rf"expected\(\): .*({message})"):
        robustness.expected(TABLE, chances)
