"""Picture of regrets: bars, dots, the state of the worst one, and what is refused."""

import numpy as np
import pytest
from matplotlib.figure import Figure

from decision_analysis import Criterion, DecisionTable, plot, robustness
from decision_analysis.errors import InvalidInputError

TABLE = DecisionTable(
    [[200_000, 100_000, -120_000], [90_000, 50_000, -20_000], [0, 0, 0]],
    [Criterion(state, unit="USD") for state in ("high", "moderate", "low")],
    ["large", "small", "none"],
)


def drawn(result, **options):
    return plot.regret(result, ax=Figure().subplots(), **options)


@pytest.mark.parametrize("rule", [robustness.savage_matrix, robustness.minimax_regret])
def test_bars_to_the_worst_regret_and_a_dot_for_each_state(rule):
    ax = drawn(rule(TABLE))
    assert [label.get_text() for label in ax.get_yticklabels()] == ["small", "large", "none"]
    assert [bar.get_width() for bar in ax.patches] == [110_000, 120_000, 200_000]
    assert [text.get_text() for text in ax.texts] == [
        "110,000 in high",
        "120,000 in low",
        "200,000 in high",
    ]
    (dots,) = ax.collections
    by_row = {}
    for x, y in dots.get_offsets().tolist():
        by_row.setdefault(y, []).append(x)
    assert by_row[0] == [110_000, 50_000, 20_000]
    assert by_row[1] == [0, 0, 120_000]
    colors = [bar.get_facecolor() for bar in ax.patches]
    assert colors[0] != colors[1] == colors[2]


def test_the_unit_is_the_tables_own_or_the_one_given():
    table = robustness.savage_matrix(TABLE)
    assert drawn(table).get_xlabel().startswith("regret, a dot for each state (USD)")
    assert "(kUSD)" in drawn(table, unit="kUSD").get_xlabel()
    ax = drawn(table, top=2, title="Plants")
    assert ax.get_title(loc="left") == "Plants\ntop 2 of 3 alternatives"


def test_no_regret_at_all():
    ax = drawn(robustness.savage_matrix(DecisionTable([[1, 2]], ["s", "t"], ["a"])))
    assert [text.get_text() for text in ax.texts] == ["0"]


@pytest.mark.parametrize(
    ("result", "message"),
    [
        (TABLE, "must be a table of regrets, at least 0 with the goal 'min'"),
        (robustness.maximin(TABLE), "must be what minimax_regret.. or savage_matrix.. returned"),
        (TABLE.with_values(np.zeros((2, 3, 3))), r"must be one table; got samples \(2,\)"),
        (
            robustness.minimax_regret(TABLE.with_values(np.zeros((2, 3, 3))), steps=True),
            "must hold the regrets of one sample",
        ),
    ],
)
def test_refusals(result, message):
    with pytest.raises(InvalidInputError, match=rf"^regret\(\): result {message}"):
        drawn(result)
