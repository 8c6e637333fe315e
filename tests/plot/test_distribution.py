"""Picture of judgements."""

import numpy as np
import pytest
from matplotlib.figure import Figure
from scipy import stats

from decision_analysis import beliefs, plot
from decision_analysis.errors import InvalidInputError

SAID = {
    "Ann": beliefs.from_quantiles({0.05: 8, 0.5: 10, 0.95: 13}, low=0),
    "_Bob": beliefs.from_quantiles({0.05: 9, 0.5: 14, 0.95: 20}, "normal"),
}
BOTH = beliefs.pool(list(SAID.values()), [1, 1])
CHIPS = beliefs.roulette([1, 4, 6, 5, 3, 1], [4, 6, 8, 10, 12, 14, 16], low=0)


def legend(ax):
    return [text.get_text() for text in ax.get_legend().get_texts()]


def curves(ax):
    return [line for line in ax.lines if len(line.get_xdata()) > 100]


@pytest.mark.parametrize("kind", ["density", "cumulative"])
def test_curves_dots_and_key(kind):
    ax = plot.distribution(SAID, pooled=BOTH, kind=kind, unit="weeks")
    drawn = curves(ax)
    people = [*SAID.values(), BOTH]
    for line, one in zip(drawn, people, strict=True):
        x = line.get_xdata()
        np.testing.assert_allclose(
            line.get_ydata(), one.pdf(x) if kind == "density" else one.cdf(x)
        )
    dots = [line for line in ax.lines if line.get_marker() == "o"]
    for line, one in zip(dots, people, strict=True):
        np.testing.assert_allclose(line.get_xdata(), one.ppf([0.05, 0.5, 0.95]))
    assert [text.strip().split("\n")[0] for text in legend(ax)] == ["Ann", "_Bob", "pooled"]
    low, middle, high = (f"{x:.2f}" for x in SAID["Ann"].ppf([0.05, 0.5, 0.95]))
    assert legend(ax)[0].endswith(f"5%, 50%, 95% (dots): {low}, {middle}, {high}")
    assert ax.get_xlabel() == "level (weeks)"
    assert len({(line.get_color(), str(line.get_linestyle())) for line in drawn}) == 3
    assert drawn[-1].get_linewidth() > drawn[0].get_linewidth()


def test_the_tails_are_left_out_and_judgements_are_not():
    ax = plot.distribution(SAID, kind="cumulative")
    ends = [SAID[name].ppf(p) for name in SAID for p in (0.01, 0.99)]
    assert ax.get_xlim() == pytest.approx((min(ends), max(ends)))
    squares = [line for line in ax.lines if line.get_marker() == "s"]
    assert [line.get_xdata().tolist() for line in squares] == [[8, 10, 13], [9, 14, 20]]
    assert [line.get_ydata().tolist() for line in squares] == [[0.05, 0.5, 0.95]] * 2
    wide = beliefs.roulette([0, 1, 2, 1, 0], [-50, 0, 1, 2, 3, 60], "normal")
    assert plot.distribution(wide).get_xlim() == (-50, 60)


def test_chips_are_outlined_bars_of_the_same_area():
    ax = plot.distribution(CHIPS)
    (bars,) = ax.patches
    heights, edges, _ = bars.get_data()
    np.testing.assert_array_equal(edges, CHIPS.bins)
    np.testing.assert_allclose(heights * np.diff(edges), CHIPS.chips / 20)
    assert legend(ax)[0].startswith("gamma\n")
    assert not plot.distribution(CHIPS, kind="cumulative").patches


def test_a_density_that_is_infinite_at_its_ends_has_a_height():
    ax = plot.distribution(stats.beta(0.3, 0.3), quantiles=None)
    assert 0 < ax.get_ylim()[1] < 21
    assert ax.get_legend() is None


def test_top_title_and_given_axes():
    many = {f"expert {i}": stats.norm(i, 1) for i in range(30)}
    ax = plot.distribution(many, top=3, title="Costs", unit="$")
    assert ax.get_title(loc="left") == "Costs\nfirst 3 of 30 people"
    assert len(curves(ax)) == 3
    assert len(curves(plot.distribution(many))) == 12
    assert len(curves(plot.distribution(many, top=100))) == 24
    given = Figure(layout="constrained").subplots()
    assert plot.distribution(SAID, ax=given) is given


@pytest.mark.parametrize(
    ("arguments", "options", "message"),
    [
        ((3,), {}, "result must be a frozen distribution with .ppf; got 3"),
        (({},), {}, "result must not be empty"),
        (({"a": 3},), {}, "distribution 'a' must be a frozen distribution"),
        ((SAID,), {"pooled": 1}, "distribution 'pooled' must be a frozen distribution"),
        ((SAID,), {"kind": "mass"}, "kind must be one of 'density', 'cumulative'; got 'mass'"),
        ((SAID,), {"quantiles": [0, 0.5]}, "quantiles must be probabilities between 0 and 1"),
        ((SAID,), {"quantiles": []}, "quantiles must"),
        ((stats.norm([0, 1]),), {}, r"must be a single one; got \(2,\)"),
    ],
)
def test_refusals(arguments, options, message):
    with pytest.raises(InvalidInputError, match=message):
        plot.distribution(*arguments, **options)
