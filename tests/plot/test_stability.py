"""Picture of stability."""

import numpy as np
import pytest

from decision_analysis import plot, trees, utility
from decision_analysis.errors import InvalidInputError
from decision_analysis.trees import Chance, Decision


def figure_5():
    return Decision(
        "choice",
        {
            "c1": Chance("c1", {"first": (0.6, 60), "second": (0.4, 30)}),
            "c2": Chance("c2", {"first": (0.7, 20), "second": (0.3, 100)}),
            "_c3": Chance("c3", {"first": (0.8, 40), "second": (0.2, 60)}),
        },
    )


def _legend(ax):
    return [text.get_text().strip() for text in ax.get_legend().get_texts()]


def test_curves_switches_and_the_stability():
    result = trees.stability(figure_5())
    ax = plot.stability(result)
    solid = [line for line in ax.lines if line.get_linestyle() == "-" and len(line.get_xdata()) > 2]
    dashed = [
        line for line in ax.lines if line.get_linestyle() == "--" and len(line.get_xdata()) > 2
    ]
    np.testing.assert_allclose([line.get_ydata() for line in solid], result.worst.T)
    np.testing.assert_allclose([line.get_ydata() for line in dashed], result.best.T)
    assert [a.get_color() for a in solid] == [b.get_color() for b in dashed]
    upright = next(line for line in ax.lines if line.get_linestyle() == ":")
    np.testing.assert_allclose(upright.get_xdata(), [2 / 55, 2 / 55])
    marks = {
        line.get_marker(): line.get_xydata()[0]
        for line in ax.lines
        if line.get_marker() in ("v", "^")
    }
    np.testing.assert_allclose(marks["v"], [4 / 15, 48 - 30 * 4 / 15], atol=1e-6)
    np.testing.assert_allclose(marks["^"], [2 / 25, 48 + 30 * 2 / 25], atol=0.3)
    assert _legend(ax)[:3] == ["c1", "c2", "_c3"]
    assert ax.get_title(loc="left") == "Stability: choice=c1 up to 0.03636"
    assert ax.get_ylabel() == "expected payoff"
    assert ax.get_xlim() == (0, 1)


def test_what_is_never_overtaken_has_no_line_and_no_marks():
    ax = plot.stability(
        trees.stability(
            Decision("go", {"a": 1, "b": 0}), goal="min", utility=utility.exponential(5)
        )
    )
    assert ax.get_title(loc="left") == "Stability: go=b whatever the probabilities"
    assert ax.get_ylabel() == "certainty equivalent; less is better"
    assert _legend(ax) == ["a", "b", "worst case", "best case"]


def test_only_the_rules_that_were_asked_for_are_marked():
    ax = plot.stability(trees.stability(figure_5(), rules=["max_max"]))
    assert [line.get_marker() for line in ax.lines if line.get_marker() in ("v", "^")] == ["^"]


def test_refuses_other_results():
    with pytest.raises(
        InvalidInputError, match="result must be a StabilityResult; got RollbackResult"
    ):
        plot.stability(trees.rollback(figure_5()))


def test_switches_stand_on_the_curve_of_what_is_taken_also_where_less_is_better():
    result = trees.stability(figure_5(), goal="min", rules=["max_min", "max_max"])
    ax = plot.stability(result)
    curves = {"v": result.worst, "^": result.best}
    marked = {
        line.get_marker(): line.get_xydata() for line in ax.lines if line.get_marker() in curves
    }
    assert (
        set(marked)
        == {m for m, rule in (("v", result.max_min), ("^", result.max_max)) if len(rule) > 1}
        != set()
    )
    for marker, points in marked.items():
        switches = (result.max_min if marker == "v" else result.max_max)[1:]
        for (x, y), (epsilon, label) in zip(points, switches, strict=True):
            taken = result.alternatives.index(label.removeprefix("choice="))
            assert x == pytest.approx(epsilon)
            assert y == pytest.approx(np.interp(epsilon, result.epsilons, curves[marker][:, taken]))


def test_a_switch_to_what_has_no_curve_is_not_marked():
    def gamble(high, low):
        return Chance("u", {"h": (0.5, high), "l": (0.5, low)})

    options = {"a": gamble(10, 9), "b": gamble(15, 3.5), "c": gamble(60, -50), "e": gamble(90, -90)}
    result = trees.stability(Decision("d", options), rules=["max_max"])
    assert len(result.alternatives) == 2
    ax = plot.stability(result)
    (marks,) = [line.get_xydata() for line in ax.lines if line.get_marker() == "^"]
    followed = [epsilon for epsilon, label in result.max_max[1:] if label in result.alternatives]
    assert 0 < len(followed) < len(result.max_max) - 1
    np.testing.assert_allclose(marks[:, 0], followed)


def test_of_many_the_best_its_rival_and_the_next_are_drawn():
    def gamble(high, low):
        return Chance("u", {"h": (0.5, high), "l": (0.5, low)})

    safe = {f"safe {i}": 5 + i / 10 for i in range(20)}
    result = trees.stability(
        Decision("d", {**safe, "best": gamble(9, 8), "rival": gamble(20, -20)})
    )
    assert result.strategy.label == "d=best"
    ax = plot.stability(result, top=3, title="Curves", unit="$")
    assert _legend(ax)[:3] == ["safe 19", "best", "rival"]
    assert ax.get_title(loc="left") == "Curves\ntop 3 of 22 alternatives"
    assert ax.get_ylabel() == r"expected payoff (\$)"
