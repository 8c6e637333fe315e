"""`plot.change`: bars from before to after, their lengths and what is told of the rest."""

import numpy as np
import pytest
from matplotlib.figure import Figure

from decision_analysis import DecisionTable, plot
from decision_analysis.errors import InvalidInputError
from decision_analysis.sensitivity import explain_change

NAMES = [f"x{i}" for i in range(14)]


def model(x):
    rows = {"safe": [45.0], "risky": [x["p"] * x["prize"] - x["fee"]]}
    return DecisionTable.from_rows(rows, ["payoff"])


def wide(x):
    drawn = np.stack([x[name] for name in NAMES], axis=-1) @ np.arange(1.0, 15)
    return DecisionTable((drawn + drawn**3 / 1e4)[:, None, None], {"cost": "min"}, ["only"])


CHANGE = explain_change(
    model, {"p": 0.4, "prize": 100, "fee": 5}, {"p": 0.6, "prize": 120, "fee": 15}
)
MANY = explain_change(
    wide, dict.fromkeys(NAMES, 0), dict.fromkeys(NAMES, 1), rng=1, n_permutations=20
)


def drawn(result, **options):
    ax = plot.change(result, ax=Figure().subplots(), **options)
    bars = [(bar.get_x(), bar.get_width()) for bar in ax.patches]
    return ax, bars


def test_each_bar_begins_where_the_one_above_it_ends():
    ax, bars = drawn(CHANGE, unit="kEUR")
    np.testing.assert_allclose(bars, [(35, 22), (57, 10), (67, -10)])
    labels = [label.get_text() for label in ax.get_yticklabels()]
    assert labels == ["before", "p (0.4 → 0.6)", "prize (100 → 120)", "fee (5 → 15)", "after"]
    assert [text.get_text() for text in ax.texts] == ["35", "+22", "+10", "-10", "57"]
    assert ax.get_xlabel() == "score (kEUR)"
    assert ax.get_title(loc="left") == "Change: risky"


def test_the_lead_of_one_over_another():
    ax, bars = drawn(CHANGE, of=("safe", "risky"))
    np.testing.assert_allclose(bars[0], (10, -22))
    assert ax.get_title(loc="left") == "Change: safe less risky"
    assert ax.get_xlabel() == "difference of scores"


def test_what_is_not_drawn_is_one_bar():
    ax, bars = drawn(MANY, top=3)
    assert len(bars) == 4
    assert sum(width for _, width in bars) == pytest.approx(MANY.after[0] - MANY.before[0])
    assert ax.get_yticklabels()[4].get_text() == "11 others"
    assert "top 3 of 14 changes" in ax.get_title(loc="left")
    # the largest first
    order = np.argsort(-MANY.shares[:, 0])[:3]
    labels = [label.get_text() for label in ax.get_yticklabels()[1:4]]
    assert labels == [f"x{place} (0 → 1)" for place in order]
    assert labels[0].startswith("x13")


def test_estimated_shares_have_lines_of_two_standard_errors():
    ax, bars = drawn(MANY, top=3)
    (errors,) = [c for c in ax.collections if len(c.get_segments()) == 4]
    left, right = errors.get_segments()[0][:, 0]
    end = bars[0][0] + bars[0][1]
    assert (right - left) / 4 == pytest.approx(MANY.standard_error[13, 0])
    assert (right + left) / 2 == pytest.approx(end)
    key = [text.get_text() for text in ax.get_legend().get_texts()]
    assert key == ["more: worse", "less: better", "two standard errors"]
    assert ax.get_xlabel() == "score; lower is better"


def test_no_change_is_drawn_too():
    ax, bars = drawn(explain_change(model, *[{"p": 0.4, "prize": 100, "fee": 5}] * 2))
    assert bars == []
    assert [label.get_text() for label in ax.get_yticklabels()] == ["before", "after"]


def test_what_it_refuses():
    with pytest.raises(InvalidInputError, match=r"change\(\): result must be an Expl"):
        plot.change(3)
    with pytest.raises(InvalidInputError, match="unknown alternative in of 'bold'"):
        plot.change(CHANGE, of="bold", ax=Figure().subplots())
