"""Picture of how scores are made up."""

import itertools

import numpy as np
import pytest

from decision_analysis import DecisionTable, Scores, mcda, plot
from decision_analysis.errors import InvalidInputError

CRITERIA = ["cost", "comfort", "speed", "look"]
TABLE = DecisionTable(
    [[0.2, 1.0, 0.5, 0.1], [0.9, 0.3, 0.6, 0.8], [0.1, 0.2, 0.3, 0.4]], CRITERIA, ["a", "b", "c"]
)
WEIGHTS = [4, 3, 2, 1]
SUM = mcda.weighted_sum(TABLE, WEIGHTS, normalization=None)
FLOWS = mcda.promethee_ii(TABLE, WEIGHTS, preference=mcda.preference.v_shape(1))


def _rows(ax):
    return [label.get_text() for label in ax.get_yticklabels()]


def _bars(ax, count):
    """Return starts and lengths (parts, rows) of the bars."""
    pairs = [(bar.get_x(), bar.get_width()) for bar in ax.patches]
    return np.array(pairs).reshape(-1, count, 2).transpose(2, 0, 1)


def _key(ax):
    return [text.get_text() for text in ax.get_legend().get_texts()]


def test_parts_are_stacked_and_end_at_the_score():
    ax = plot.steps(SUM, unit="points")
    assert _rows(ax) == ["b", "a", "c"]
    order = [SUM.alternatives.index(name) for name in _rows(ax)]
    starts, lengths = _bars(ax, 3)
    np.testing.assert_allclose(lengths, SUM.weighted[order].T)
    np.testing.assert_allclose(starts, np.cumsum(lengths, axis=0) - lengths, atol=1e-15)
    np.testing.assert_allclose((starts + lengths)[-1], SUM.scores[order])
    assert _key(ax) == CRITERIA
    assert ax.get_xlabel() == "score, put together of its parts (points)"
    assert ax.get_title(loc="left") == "weighted sum"
    # the scores stand at the ends
    ends = {text.get_text(): text.xy for text in ax.texts if hasattr(text, "xyann")}
    assert ends["0.65"] == (pytest.approx(0.65), 0)


def test_losses_are_stacked_to_the_left_and_a_diamond_is_the_score():
    ax = plot.steps(FLOWS)
    order = [FLOWS.alternatives.index(name) for name in _rows(ax)]
    starts, lengths = _bars(ax, 3)
    np.testing.assert_allclose(lengths, FLOWS.weighted[order].T)
    for start, length in zip(starts.T, lengths.T, strict=True):
        for side in (length > 0, length < 0):
            reach = np.cumsum(length[side])
            np.testing.assert_allclose(start[side], reach - length[side], atol=1e-15)
    (diamonds,) = [line for line in ax.lines if line.get_marker() == "D"]
    np.testing.assert_allclose(diamonds.get_xdata(), FLOWS.scores[order])
    np.testing.assert_allclose(lengths.sum(axis=0), FLOWS.scores[order], atol=1e-15)
    assert _key(ax) == [*CRITERIA, "score"]


def test_no_number_under_a_diamond():
    # a score in the middle of its first part
    losses = Scores(method="m", alternatives=("a",), scores=[2.0])
    made = mcda.WeightedSumResult(
        method="m", alternatives=losses.alternatives, criteria=("p", "q"), scores=[2.0],
        weighted=np.array([[4.0, -2.0]]),
    )  # fmt: skip
    written = [text.get_text() for text in plot.steps(made).texts]
    assert written == ["2", "-2"]


def test_groups():
    groups = {"what one gets": ["comfort", "speed"]}
    ax = plot.steps(SUM, groups=groups)
    _, lengths = _bars(ax, 3)
    order = [SUM.alternatives.index(name) for name in _rows(ax)]
    parts = SUM.weighted[order]
    np.testing.assert_allclose(lengths, [parts[:, 0], parts[:, 1] + parts[:, 2], parts[:, 3]])
    assert _key(ax) == ["cost", "what one gets", "look"]


def test_of_many_parts_the_largest_have_colors():
    names = [f"c{j}" for j in range(12)]
    table = DecisionTable(np.full((2, 12), 0.5), names, ["a", "b"])
    result = mcda.weighted_sum(table, np.arange(12, 0, -1), normalization=None)
    ax = plot.steps(result, top=1)
    assert _key(ax) == [*names[:7], "5 others"]
    _, lengths = _bars(ax, 1)
    np.testing.assert_allclose(lengths[-1], result.weighted[0, 7:].sum())
    assert ax.get_title(loc="left") == "weighted sum\ntop 1 of 2 alternatives"


def test_neighbors_differ_in_gray_or_by_a_hatch():
    ax = plot.steps(SUM)
    shade = [
        (np.dot(bars[0].get_facecolor()[:3], [0.3, 0.59, 0.11]), bars[0].get_hatch() or "")
        for bars in ax.containers
    ]
    for (one, first), (other, second) in itertools.pairwise(shade):
        assert abs(one - other) > 0.15 or first != second


@pytest.mark.parametrize(
    ("result", "options", "message"),
    [
        (3, {}, "result must be a Scores; got int"),
        (mcda.topsis(TABLE, WEIGHTS), {}, "adds up to its scores.*'TOPSIS' has none"),
        (mcda.weighted_sum(TABLE, WEIGHTS, steps=False), {}, "adds up to its scores"),
        (
            mcda.weighted_sum(TABLE, [WEIGHTS] * 2),
            {},
            r"must be of one table; got samples \(2,\); pick one with result.at\(i\)",
        ),
        (SUM, {"groups": 3}, "groups must be a mapping; got int"),
        (SUM, {"groups": {"x": ["cots"]}}, "group 'x': unknown criterion 'cots' .did you mean"),
        (
            SUM,
            {"groups": {"x": ["cost"], "y": ["cost"]}},
            "each criterion must be in one group; got 'cost' in 'x' and 'y'",
        ),
        (SUM, {"groups": {"look": ["cost"]}}, "must not be named as criteria outside of them"),
        (SUM, {"top": 0}, "top must be at least 1"),
    ],
)
def test_refusals(result, options, message):
    with pytest.raises(InvalidInputError, match=message):
        plot.steps(result, **options)
