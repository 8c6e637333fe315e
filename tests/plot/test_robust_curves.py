"""Pictures of curves: Hurwicz scores, info-gap robustness, and beliefs over a log of evidence."""

import numpy as np
import pytest
from matplotlib.figure import Figure

from decision_analysis import DecisionTable, evidence, plot, robustness
from decision_analysis.errors import InvalidInputError

TABLE = DecisionTable(
    [[200, 100, -120], [90, 50, -20], [0, 0, 0], [-1, 9, -130]],
    ["high", "moderate", "low"],
    ["large", "small", "none", "worse"],
)
CABS = {"blue": 0.15, "green": 0.85}


def legend(ax):
    return [text.get_text() for text in ax.get_legend().get_texts()]


def at(picture, result, **options):
    return picture(result, ax=Figure().subplots(), **options)


def curves(ax):
    """Return the lines of the key's order, without those that mark places."""
    return [line for line in ax.lines if len(line.get_xdata()) > 2 or line.get_xdata()[0] == 0]


def test_hurwicz_lines_go_from_the_worst_to_the_best_payoff():
    ax = at(plot.hurwicz, robustness.hurwicz_curve(TABLE), unit="kUSD")
    assert legend(ax) == [
        "none\nbest from 0 to 0.1818",
        "small\nbest from 0.1818 to 0.4762",
        "large\nbest from 0.4762 to 1",
        "worse",
    ]
    lines = {line.get_label().split("\n")[0]: line for line in ax.lines}
    assert lines["large"].get_ydata().tolist() == [-120, 200]
    assert lines["large"].get_linewidth() > lines["worse"].get_linewidth()
    dotted = [line.get_xdata()[0] for line in ax.lines if line.get_linestyle() == ":"]
    np.testing.assert_allclose(dotted, [2 / 11, 10 / 21])
    assert ax.get_ylabel() == "score (kUSD)"
    costs = DecisionTable(-TABLE.values, dict.fromkeys("hml", "min"), TABLE.alternatives)
    assert "lower is better" in at(plot.hurwicz, robustness.hurwicz_curve(costs)).get_ylabel()


def test_robustness_curves_meet_the_requirement_at_the_score():
    result = robustness.info_gap(TABLE, -50, scale=100, horizon=1)
    ax = at(plot.info_gap, result)
    assert legend(ax) == [
        "none\nrobustness 0.5",
        "small\nrobustness 0.3",
        "large\nrobustness 0.0",
        "worse\nrobustness 0.0",
        "requirement -50",
    ]
    for line, name in zip(curves(ax), result.order, strict=False):
        np.testing.assert_array_equal(line.get_xdata(), result.horizons)
        column = TABLE.alternatives.index(name)
        np.testing.assert_array_equal(line.get_ydata(), result.guaranteed[:, column])
    assert (
        "robustness at least"
        in legend(at(plot.info_gap, robustness.info_gap(TABLE, -500, scale=100, horizon=1)))[0]
    )


def log(count, **says):
    likelihood = says or {"blue": 0.8, "green": 0.2}
    return [evidence.Entry(f"w{k}", f"2024-03-{k + 1:02d}", likelihood) for k in range(count)]


def test_beliefs_are_steps_from_the_prior_on():
    result = evidence.update_log(CABS, log(2))
    ax = at(plot.evidence, result)
    assert legend(ax) == ["blue", "green"]
    line = ax.lines[0]
    assert line.get_drawstyle() == "steps-post"
    np.testing.assert_allclose(line.get_ydata(), [0.15, 0.4138, 0.7385, 0.7385], atol=1e-4)
    write = ax.xaxis.get_major_formatter()
    assert [write(x) for x in (0, 1, 2, 0.5, 3)] == ["prior", "2024-03-01", "2024-03-02", "", ""]


def test_samples_are_a_mean_and_a_band():
    says = np.linspace(0.5, 0.9, 101)
    result = evidence.update_log(CABS, log(1, blue=says, green=1 - says))
    ax = at(plot.evidence, result, top=1)
    assert len(ax.collections) == 1
    assert "bands from 5% to 95% of samples" in ax.get_xlabel().replace("\n", " ")
    assert "first 1 of 2" in ax.get_title(loc="left") or "top 1 of 2" in ax.get_title(loc="left")
    np.testing.assert_allclose(ax.lines[0].get_ydata()[1], result.posterior[:, 0].mean(axis=0)[1])


@pytest.mark.parametrize("name", ["hurwicz", "info_gap", "evidence"])
def test_other_results_are_refused(name):
    with pytest.raises(InvalidInputError, match=rf"^{name}\(\): result must be an? .*Result"):
        at(getattr(plot, name), robustness.maximin(TABLE))


def test_a_batch_has_no_curves():
    batch = TABLE.with_values(np.ones((2, 4, 3)))
    with pytest.raises(InvalidInputError, match=r"must be of one sample; got a batch \(2,\)"):
        at(plot.info_gap, robustness.info_gap(batch, 0))
