"""Pictures of the value of information: bars, and curves by price and by size of study."""

import numpy as np
import pytest
from matplotlib.figure import Figure

from decision_analysis import Criterion, DecisionTable, plot, voi
from decision_analysis.errors import InvalidInputError

RNG = np.random.default_rng(3)
DRAWN = {name: RNG.normal(size=400) for name in "pq"}
VALUES = np.stack([np.zeros(400), 2 * DRAWN["p"] + 0.5 * DRAWN["q"]], axis=1)
KNOWN = [voi.evppi(VALUES, DRAWN, name) for name in ("q", "p")]
STUDY = voi.evsi(VALUES, DRAWN, "p", {"mean": RNG.normal(DRAWN["p"], 1)})
COSTS = DecisionTable(
    np.stack([np.stack([np.zeros(400), 1 + VALUES[:, 1] ** 2], axis=1), VALUES], axis=-1),
    [Criterion("cost", "min", unit="EUR"), Criterion("years", unit="year")],
    ["old", "new"],
)
PRICES = [0.0, 1.0, 4.0]


def drawn(*results, **options):
    return plot.voi(*results, ax=Figure(layout="constrained").subplots(), **options)


def named(ax):
    return [text.get_text() for text in ax.get_legend().get_texts()]


def test_bars_from_the_largest_with_intervals():
    ax = drawn(*KNOWN, STUDY, unit="EUR")
    assert [label.get_text() for label in ax.get_yticklabels()] == ["p", "study of p", "q"]
    order = [KNOWN[1], STUDY, KNOWN[0]]
    assert [bar.get_width() for bar in ax.patches] == [result.value for result in order]
    ends = [line[1, 0] for line in ax.collections[0].get_segments()]
    np.testing.assert_allclose(ends, [r.value + 1.959964 * r.standard_error for r in order])
    assert ax.get_xlabel() == "expected value (EUR)"
    assert named(ax)[:3] == ["parameters known", "a study", "95% interval"]
    assert named(ax)[3].startswith("everything known: ")
    assert [line.get_xdata()[0] for line in ax.lines[:1]] == [KNOWN[0].evpi]


def test_all_information_is_a_bar_like_any_other():
    ax = drawn(*KNOWN, voi.evpi(VALUES))
    assert [label.get_text() for label in ax.get_yticklabels()] == ["everything", "p", "q"]
    assert ax.patches[0].get_width() == KNOWN[0].evpi
    assert named(drawn(voi.evpi(VALUES)))[0] == "95% interval"


def test_studies_of_the_same_are_told_apart():
    larger = voi.evsi(VALUES, DRAWN, "p", {"mean of 9": RNG.normal(DRAWN["p"], 1 / 3)})
    ax = drawn(STUDY, larger, *KNOWN)
    labels = [label.get_text() for label in ax.get_yticklabels()]
    assert {"study of p: mean", "study of p: mean of 9"} <= set(labels)


def test_intervals_of_few_scramblings_are_students():
    """With 3 degrees of freedom 3.1824 standard errors."""
    result = voi.evppi(VALUES, DRAWN, "p", scramblings=4)
    ax = drawn(result)
    end = ax.collections[0].get_segments()[0][1, 0]
    np.testing.assert_allclose(end, result.value + 3.182446 * result.standard_error, rtol=1e-6)


def test_top_takes_the_largest_and_says_so():
    ax = drawn(*KNOWN, top=1)
    assert [label.get_text() for label in ax.get_yticklabels()] == ["p"]
    assert "top 1 of 2 values" in ax.get_title(loc="left")


def test_curves_of_information():
    result = voi.evpi_curve(
        COSTS, PRICES, cost="cost", effect="years", samples=DRAWN, of=["p"], population=10
    )
    ax = drawn(result)
    assert named(ax) == ["everything known", "p"]
    np.testing.assert_allclose(ax.lines[0].get_ydata(), result.evpi)
    np.testing.assert_allclose(ax.lines[1].get_ydata(), result.evppi[:, 0])
    assert ax.get_xlabel() == "willingness to pay for a unit of effect (EUR per year)"


def test_acceptability_marks_what_to_choose():
    result = voi.acceptability_curve(COSTS, PRICES, cost="cost", effect="years")
    ax = drawn(result, unit="EUR a year")
    assert named(ax)[-1] == "bold: best on average"
    bold = np.array([line.get_ydata() for line in ax.lines if line.get_linewidth() > 4])
    np.testing.assert_allclose(np.nanmax(bold, axis=0)[::2], result.frontier)
    words = " ".join(ax.get_xlabel().split())
    assert words == "willingness to pay for a unit of effect (EUR a year)"


@pytest.mark.parametrize(
    ("cost", "words"), [(1.0, "best: 20 subjects,\n11"), (100.0, "best: no study")]
)
def test_net_benefit_marks_the_best_size(cost, words):
    result = voi.enbs(
        {10: 0.2, 20: 0.32, 40: 0.33}, population=100, subject_cost=cost, fixed_cost=1
    )
    ax = drawn(result)
    assert named(ax)[:3] == ["worth", "cost", "net benefit"]
    assert named(ax)[3] == words
    assert ax.lines[3].get_xdata()[0] == result.best_size
    assert ax.get_xlabel() == "subjects of the study"


@pytest.mark.parametrize(
    ("results", "message"),
    [
        ((), "at least one result is needed"),
        ((KNOWN[0], 3), "results must be those of evpi, evppi or evsi, or one of a curve; got 3"),
        ((voi.enbs({1: 1.0}, population=1),) * 2, "a curve stands alone; got 2 results"),
    ],
)
def test_other_results_are_refused(results, message):
    with pytest.raises(InvalidInputError, match=message):
        plot.voi(*results)


def test_titles_are_whole_characters():
    for option in ("title", "unit"):
        with pytest.raises(InvalidInputError, match=f"{option} must be text of whole characters"):
            drawn(*KNOWN, **{option: "\ud800"})
