"""Picture of scores over the dates of a log."""

import datetime

import numpy as np
import pandas as pd
import pytest

from decision_analysis import Scores, plot
from decision_analysis.errors import InvalidInputError
from decision_analysis.plot._ends import apart

NAMES = ("wait", "send", "stop")
VALUES = np.array([[3.0, 1.0, 0.0], [2.0, 4.0, 0.0], [2.0, 4.0, 1.0], [5.0, 4.0, 4.5]])
DATES = ["2024-11-01", "2024-11-05", "2024-11-05", "2024-11-09"]


def _single(values, names=NAMES, higher=True):
    return Scores(method="m", alternatives=names, scores=values, higher_is_better=higher)


LOG = [_single(row) for row in VALUES]


def _lines(ax):
    found = {}
    for line in ax.lines:
        label = line.get_label()
        if label in NAMES:
            found[label] = list(line.get_ydata())
    return found


def _rings(ax):
    (line,) = [line for line in ax.lines if line.get_marker() == "o"]
    return np.column_stack(line.get_data())


def _ticks(ax):
    return {tick: ax.xaxis.get_major_formatter()(tick) for tick in (-1, 0, 1, 2, 3, 4, 0.5)}


def test_a_line_for_each_alternative_over_the_dates():
    ax = plot.history(LOG, dates=DATES, unit="points")
    assert _lines(ax) == {name: list(column) for name, column in zip(NAMES, VALUES.T, strict=True)}
    told = _ticks(ax)
    assert [told[place] for place in range(4)] == DATES
    assert told[-1] == told[4] == told[0.5] == ""
    assert ax.get_ylabel() == "score (points)"
    assert ax.get_title(loc="left") == "Scores over time"
    assert [text.get_text() for text in ax.texts] == list(NAMES)


def test_rings_stand_where_another_becomes_the_best():
    # from (3, 1) to (2, 4) after half of the way, and from (2, 4) to (5, 4) after two thirds
    np.testing.assert_allclose(_rings(plot.history(LOG)), [[0.5, 2.5], [2 + 2 / 3, 4.0]])
    ranks = plot.history(LOG, ranks=True)
    np.testing.assert_allclose(_rings(ranks), [[0.5, 1.5], [2 + 1 / 3, 1 + 2 / 3]])
    calm = plot.history(LOG[1:3])
    assert not [line for line in calm.lines if line.get_marker() == "o"]
    assert [text.get_text() for text in calm.get_legend().get_texts()] == ["the best"]


def test_the_band_lies_behind_the_best_up_to_the_ring():
    ax = plot.history(LOG[:2])
    bands = [line for line in ax.lines if line.get_linewidth() == 7]
    reach = {}
    for band in bands:
        seen = np.isfinite(band.get_ydata())
        reach[band.get_color()] = tuple(band.get_xdata()[seen][[0, -1]])
    colors = {line.get_label(): line.get_color() for line in ax.lines}
    assert reach == {colors["wait"]: (0, 0.5), colors["send"]: (0.5, 1)}


def test_who_is_still_among_the_best_stays():
    tied = [_single(row) for row in ([1.0, 0.0, 0.0], [1.0, 1.0, 0.0], [0.0, 1.0, 0.0])]
    np.testing.assert_allclose(_rings(plot.history(tied)), [[1.0, 1.0]])


def test_ranks_have_the_best_on_top():
    ax = plot.history(LOG, ranks=True)
    assert _lines(ax) == {"wait": [1, 2, 2, 1], "send": [2, 1, 1, 3], "stop": [3, 3, 3, 2]}
    low, high = ax.get_ylim()
    assert low > high
    assert ax.get_ylabel() == "rank; 1 is the best"
    less = plot.history([_single(row, higher=False) for row in VALUES], ranks=True)
    assert _lines(less)["wait"] == [3, 2, 2, 3]


def test_all_forms_are_the_same_picture():
    told = _lines(plot.history(LOG, dates=DATES))
    batch = Scores(method="m", alternatives=NAMES, scores=VALUES)
    frame = pd.DataFrame(
        VALUES, columns=NAMES, index=pd.to_datetime(["2024-11-0" + d for d in "1459"])
    )
    turned = [_single(row[::-1], NAMES[::-1]) for row in VALUES]
    days = [datetime.date(2024, 11, day) for day in (1, 4, 5, 9)]
    for form, dates in ((batch, days), (frame, None), (turned, None)):
        assert _lines(plot.history(form, dates=dates)) == told
    assert (
        _ticks(plot.history(frame))[1] == _ticks(plot.history(batch, dates=days))[1] == "2024-11-04"
    )
    mapped = plot.history(dict(zip(["i", "ii", "iii", "iv"], LOG, strict=True)))
    assert _lines(mapped) == told
    assert _ticks(mapped)[3] == "iv"
    assert _ticks(plot.history(LOG))[3] == "4"


def test_times_stand_where_days_do_not_tell_entries_apart():
    ax = plot.history(LOG[:2], dates=["2024-11-01T08:00", "2024-11-01T20:00"])
    assert _ticks(ax)[1] == "2024-11-01T20:00"


def test_names_at_the_ends_keep_apart():
    near = [_single([1.0, 1.0 + 1e-9, 1.0 - 1e-9])] * 2
    ax = plot.history(near)
    heights = sorted(ax.transData.transform(text.get_position())[1] for text in ax.texts)
    assert np.diff(heights).min() * 72 / ax.figure.dpi > 10


def test_apart_moves_no_more_than_it_must():
    heights = np.full(3, 10.0)
    np.testing.assert_allclose(apart(np.array([20.0, 50.0, 80.0]), heights, 100), [20, 50, 80])
    np.testing.assert_allclose(apart(np.array([50.0, 50.0, 90.0]), heights, 100), [45, 55, 90])
    np.testing.assert_allclose(apart(np.array([2.0, 1.0, 0.0]), heights, 100), [25, 15, 5])
    rng = np.random.default_rng(1)
    for _ in range(20):
        wanted, tall = rng.uniform(-20, 220, 12), rng.uniform(5, 16, 12)
        found = apart(wanted, tall, 200)
        order = np.argsort(found)
        gaps = np.diff(found[order]) - (tall[order][1:] + tall[order][:-1]) / 2
        assert gaps.min() > -1e-9
        assert (found - tall / 2).min() > -1e-9
        assert (found + tall / 2).max() < 200 + 1e-9


@pytest.mark.parametrize(
    ("results", "options", "message"),
    [
        (3, {}, "results must be a sequence of Scores; got int"),
        ([], {}, "results must not be empty"),
        ([LOG[0], 3], {}, "entry 2 of results must be a Scores; got int"),
        (LOG[0], {}, r"must have one leading axis, of entries; got samples \(\)"),
        ([LOG[0], _single(VALUES)], {}, "entry 2 of results must be of one table"),
        (
            [LOG[0], _single([1, 2, 3], higher=False)],
            {},
            "entry 2 of results differ from the first",
        ),
        (
            [LOG[0], _single([1, 2, 3], ("wait", "send", "stpo"))],
            {},
            "entry 2 of results must have the alternatives of the first one once; missing",
        ),
        (LOG, {"dates": ["2024"]}, "dates must be one for each of 4 entries; got 1"),
        (LOG, {"dates": [1.5] * 4}, "dates must be text or dates, none empty; got 1.5"),
        (LOG, {"ranks": 1}, "ranks must be a bool; got int"),
        (LOG, {"top": 0}, "top must be at least 1"),
    ],
)
def test_refusals(results, options, message):
    with pytest.raises(InvalidInputError, match=message):
        plot.history(results, **options)
