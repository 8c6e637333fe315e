"""What all pictures promise: the axes drawn on, no global state, an error for what is not
theirs."""

import subprocess
import sys

import matplotlib.pyplot as plt
import numpy as np
import pytest
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from decision_analysis import (
    Criterion,
    DecisionTable,
    Parameter,
    Parameters,
    Scores,
    Sorting,
    beliefs,
    diagrams,
    evidence,
    group,
    mcda,
    plot,
    robustness,
    sensitivity,
    trees,
    uncertainty,
    value,
    voi,
)
from decision_analysis.errors import InvalidInputError, MissingDependencyError


def _weighted(table, weights):
    scores = (table.values * np.asarray(weights)[..., None, :]).sum(axis=-1)
    return Scores(method="weighted", alternatives=table.alternatives, scores=scores)


def _model(x):
    return DecisionTable.from_rows({"safe": [45], "risky": [x["p"] * 100]}, ["payoff"])


TREE = trees.Decision(
    "drill", {"yes": trees.Chance("oil", {"dry": (0.8, -70), "wet": (0.2, 200)}), "no": 0}
)
TWO = Parameters([Parameter("p", 0.5, low=0.3, high=0.8), Parameter("q", 0.5, low=0.3, high=0.8)])
TABLE = DecisionTable([[1, 0], [0, 1]], ["p", "q"], ["a", "b"])
ONE = Parameters([Parameter("p", 0.5, low=0.3, high=0.8)])
COSTS = mcda.cost_effectiveness(
    DecisionTable(
        [[[0, 0], [5, 2]], [[0, 0], [5, 1]]], [Criterion("cost", "min"), "effect"], ["old", "new"]
    ),
    cost="cost",
    effect="effect",
    willingness_to_pay=[2, 4],
)
RESULTS = {
    "agreement": group.agreement(TABLE, {"Ann": {"p": 0.9, "q": 0.1}, "Bea": {"p": 0.2, "q": 0.8}}),
    "change": sensitivity.explain_change(_model, {"p": 0.4}, {"p": 0.6}),
    "one_way": sensitivity.one_way(_model, ONE, "p"),
    "spider": sensitivity.spider(_model, ONE),
    "threshold": sensitivity.threshold(_model, ONE, "p", between=(0, 1)),
    "distribution": beliefs.from_quantiles({0.1: 10, 0.9: 20}),
    "scores": Scores(method="m", alternatives=("a", "b"), scores=np.array([1.0, 2.0])),
    "smaa": uncertainty.smaa(TABLE, _weighted, n_samples=100, rng=1),
    "tornado": sensitivity.tornado(_model, Parameters([Parameter("p", 0.5, low=0.3, high=0.8)])),
    "sobol": sensitivity.sobol(_model, TWO, of="risky", n_samples=16, rng=1),
    "morris": sensitivity.morris(_model, TWO, of="risky", n_samples=16, rng=1),
    "risk_profile": trees.risk_profile(TREE),
    "stability": trees.stability(TREE),
    "tree": trees.rollback(TREE),
    "two_way": sensitivity.two_way(_model, TWO, ("p", "q")),
    "weight_regions": sensitivity.weight_regions(
        DecisionTable(np.eye(3), ["p", "q", "r"], ["a", "b", "c"]), _weighted, [1, 1, 1]
    ),
    "diagram": diagrams.solve(diagrams.from_tree(TREE)),
    "regret": robustness.savage_matrix(TABLE),
    "gaia": mcda.gaia(TABLE, [1, 1], preference=mcda.preference.usual()),
    "compare": mcda.compare(
        TABLE,
        [2, 1],
        methods={"sum": mcda.weighted_sum, "TOPSIS": mcda.topsis},
        n_samples=100,
        rng=1,
    ),
    "contributions": mcda.explain(mcda.topsis(TABLE, [2, 1]), *TABLE.alternatives[:2]),
    "flows": mcda.promethee_ii(TABLE, [2, 1], preference=mcda.preference.usual()),
    "heat_map": TABLE,
    "outranking": mcda.promethee_i(TABLE, [2, 1], preference=mcda.preference.usual()),
    "parallel_coordinates": TABLE,
    "radar": DecisionTable(np.eye(3), ["p", "q", "r"], ["a", "b", "c"]),
    "sorting": Sorting(
        method="m",
        alternatives=("a", "b"),
        categories=("bad", "good"),
        assignment=np.array([0, 1]),
    ),
    "value_functions": {"p": value.linear(worst=0, best=1)},
    "walking_weights": sensitivity.walking_weights(TABLE, _weighted, [2, 1], "p"),
    "history": [mcda.topsis(TABLE, [2, 1]), mcda.topsis(TABLE, [1, 2])],
    "stakeholders": {"Ann": uncertainty.smaa(TABLE, _weighted, n_samples=100, rng=1)},
    "steps": mcda.weighted_sum(TABLE, [2, 1]),
    "hurwicz": robustness.hurwicz_curve(TABLE),
    "info_gap": robustness.info_gap(TABLE, -1, scale=1),
    "evidence": evidence.update_log(
        {"p": 0.5, "q": 0.5}, [evidence.Entry("seen", 1, {"p": 0.9, "q": 0.2})]
    ),
    "voi": voi.evppi(np.eye(2)[np.arange(40) % 2], {"p": np.arange(40) % 2}, "p"),
    "acceptability": COSTS,
    "cost_effectiveness_plane": COSTS,
}


def test_every_picture_is_here():
    assert sorted(RESULTS) == sorted(plot.__all__)


@pytest.mark.parametrize("name", plot.__all__)
def test_makes_a_pyplot_figure_or_draws_where_it_is_told(name):
    draw = getattr(plot, name)
    fresh = draw(RESULTS[name])
    assert isinstance(fresh, Axes)
    assert plt.get_fignums() == [fresh.figure.number]
    _, (left, right) = plt.subplots(1, 2)
    assert draw(RESULTS[name], ax=right) is right
    assert not left.has_data()
    assert len(plt.get_fignums()) == 2
    right.figure.canvas.draw()


@pytest.mark.parametrize("name", plot.__all__)
def test_draws_over_what_is_there(name):
    ax = Figure().subplots()
    ax.text(0.5, 0.5, "kept")
    getattr(plot, name)(RESULTS[name], ax=ax)
    assert "kept" in [text.get_text() for text in ax.texts]


@pytest.mark.parametrize("name", plot.__all__)
def test_refuses_other_results(name):
    other = RESULTS["smaa" if name == "scores" else "scores"]
    with pytest.raises(InvalidInputError, match=rf"^{name}\(\): (result|root|diagram|table|views)"):
        getattr(plot, name)(other)
    with pytest.raises(InvalidInputError, match=rf"^{name}\(\): "):
        getattr(plot, name)("no result")


@pytest.mark.parametrize("name", plot.__all__)
def test_refuses_what_are_no_axes(name):
    with pytest.raises(InvalidInputError, match=rf"^{name}\(\): ax must be an Axes; got ndarray"):
        getattr(plot, name)(RESULTS[name], ax=Figure().subplots(1, 2))
    with pytest.raises(InvalidInputError, match=rf"^{name}\(\): ax must be an Axes; got Figure"):
        getattr(plot, name)(RESULTS[name], ax=Figure())


@pytest.mark.parametrize("name", plot.__all__)
@pytest.mark.parametrize("axes", [None, "given"])
def test_says_which_extra_is_missing(name, axes, monkeypatch):
    ax = None if axes is None else Figure().subplots()
    for module in ("axes", "pyplot", "font_manager"):
        monkeypatch.setitem(sys.modules, f"matplotlib.{module}", None)
    with pytest.raises(
        MissingDependencyError,
        match=rf"{name}\(\) needs matplotlib; .*decision-analysis-lib\[plot\]",
    ):
        getattr(plot, name)(RESULTS[name], ax=ax)


def test_matplotlib_is_loaded_by_drawing_only_and_pyplot_not_for_given_axes():
    code = """
import sys
from decision_analysis import Scores, plot, trees
print("matplotlib" in sys.modules)
import numpy as np
from matplotlib.figure import Figure
result = Scores(method="m", alternatives=("a", "b"), scores=np.array([1.0, 2.0]))
plot.scores(result, ax=Figure().subplots())
plot.tree(trees.Decision("d", {"a": 1, "b": 2}), ax=Figure().subplots())
plot.risk_profile(trees.risk_profile(trees.Terminal(1)), ax=Figure().subplots())
print("matplotlib.pyplot" in sys.modules)
"""
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.split() == ["False", "False"]
