"""`plot.flows`: bars of both flows, diamonds at the net flows, the best first."""

import numpy as np
import pytest
from matplotlib.figure import Figure

from decision_analysis import DecisionTable, mcda, plot
from decision_analysis.errors import InvalidInputError

TABLE = DecisionTable([[1, 0, 2], [0, 1, 3], [0.5, 0.2, 9]], list("pqr"), list("abc"))
PREFERENCE = mcda.preference.linear(0.1, 5)
FLOWS = mcda.promethee_ii(TABLE, [1, 2, 3], preference=PREFERENCE)


def test_bars_and_diamonds_are_the_flows_of_the_best_first():
    ax = plot.flows(FLOWS, ax=Figure().subplots())
    order = [FLOWS.alternatives.index(label) for label in FLOWS.order]
    assert [label.get_text() for label in ax.get_yticklabels()] == list(FLOWS.order)
    right, left = ([bar.get_width() for bar in bars] for bars in ax.containers)
    np.testing.assert_allclose(right, FLOWS.positive[order])
    np.testing.assert_allclose(left, -FLOWS.negative[order])
    diamonds = next(line for line in ax.lines if line.get_marker() == "D")
    np.testing.assert_allclose(diamonds.get_xdata(), FLOWS.scores[order])
    numbers = [float(text.get_text()) for text in ax.texts]
    np.testing.assert_allclose(numbers, FLOWS.scores[order], atol=5e-5)


def test_the_relation_of_promethee_i_has_the_same_picture():
    relation = mcda.promethee_i(TABLE, [1, 2, 3], preference=PREFERENCE)
    one, other = (plot.flows(r, ax=Figure().subplots()) for r in (FLOWS, relation))
    assert [t.get_text() for t in one.texts] == [t.get_text() for t in other.texts]


def test_says_how_many_are_left_out():
    ax = plot.flows(FLOWS, top=2, title="Mine", ax=Figure().subplots())
    assert ax.get_title(loc="left") == "Mine\ntop 2 of 3 alternatives"
    assert len(ax.containers[0]) == 2


def test_one_alternative_has_no_flows_and_still_axes():
    one = mcda.promethee_ii(TABLE.select(alternatives=["a"]), [1, 2, 3], preference=PREFERENCE)
    ax = plot.flows(one, ax=Figure().subplots())
    assert ax.get_xlim()[0] < 0 < ax.get_xlim()[1]


def test_refuses_batches_and_what_has_no_flows():
    batch = mcda.promethee_ii(TABLE, np.ones((4, 3)), preference=PREFERENCE)
    with pytest.raises(InvalidInputError, match=r"^flows\(\): result must be of one table"):
        plot.flows(batch)
    plot.flows(batch.at(2), ax=Figure().subplots())
    with pytest.raises(InvalidInputError, match=r"must have positive and negative flows"):
        plot.flows(mcda.weighted_sum(TABLE.select(criteria=["r"]), [1]))
