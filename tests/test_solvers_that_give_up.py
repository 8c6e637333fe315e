"""A solver that gives up is an error that names the function called, never an answer."""

import re

import numpy as np
import pytest
import scipy.optimize

import decision_analysis as da
from decision_analysis import DecisionTable, group, mcda, robustness, sensitivity, uncertainty
from decision_analysis.core import Relation
from decision_analysis.errors import ConvergenceError
from decision_analysis.uncertainty import WeightSpace

VALUES = DecisionTable([[1.0, 0.0], [0.0, 1.0], [0.55, 0.55]], ["x", "y"], ["a", "b", "c"])
THREE = DecisionTable([[9, 1, 1], [4, 5, 4], [1, 8, 7]], ["x", "y", "z"], ["a", "b", "c"])
PEOPLE = {"Ann": {"x": 0.8, "y": 0.2}, "Bea": {"x": 0.2, "y": 0.8}}
ARC = Relation(
    method="r", alternatives=("a", "b"), matrix=np.array([[False, True], [False, False]])
)


def bets():
    coin = {"1": (4, 0), "2": (0, 4), "3": (3, 2), "4": (0.5, 3), "5": (2.35, 2.35)}
    options = {
        bet: da.trees.Chance("coin", {"heads": (0.5, h), "tails": (0.5, t)})
        for bet, (h, t) in coin.items()
    }
    return da.trees.Decision("bet", options), {"coin": {"heads": (0.28, 0.7)}}


CALLS = {
    "WeightSpace.bounds": lambda: WeightSpace(["x", "y"]).bounds("x", 0.6, 0.7),
    "exact_acceptability": lambda: uncertainty.exact_acceptability(
        VALUES,
        lambda table, weights: mcda.weighted_sum(table, weights, normalization=None),
        weights=WeightSpace(["x", "y"]).bounds("x", 0.4, 0.7),
    ),
    "potential_optimality": lambda: uncertainty.potential_optimality(
        DecisionTable(
            [[1, 0, 0], [0, 1, 0], [0, 0, 1], [0.33, 0.33, 0.33]], list("xyz"), list("abcd")
        )
    ),
    "weight_move": lambda: sensitivity.weight_move(VALUES, [0.6, 0.4]),
    "agreement": lambda: group.agreement(VALUES, PEOPLE),
    "kemeny": lambda: group.kemeny(
        [np.roll([str(i) for i in range(23)], -shift).tolist() for shift in range(0, 23, 4)]
    ),
    "mixed_maximin": lambda: robustness.mixed_maximin(VALUES),
    "mixed_minimax_regret": lambda: robustness.mixed_minimax_regret(VALUES),
    "interval_choice": lambda: da.trees.interval_choice(*bets()),
    "uta": lambda: mcda.uta(THREE, ranking=["a", "b", "c"], breakpoints=2),
    "utastar": lambda: mcda.utastar(THREE, ranking=["a", "b", "c"], breakpoints=2),
    "utadis": lambda: mcda.utadis(
        THREE, classes={"a": 0, "b": 1, "c": 1}, breakpoints=2, categories=None
    ),
    "robust_ordinal_regression": lambda: mcda.robust_ordinal_regression(
        THREE, preferences=[("a", "b")]
    ),
    "identify_capacity": lambda: mcda.identify_capacity(THREE, ranking=["b", "a", "c"]),
    "learn_mr_sort": lambda: mcda.learn_mr_sort(THREE, decision={"a": 0, "b": 1, "c": 1}),
    "learn_srmp": lambda: mcda.learn_srmp(THREE, preferences=[("a", "b"), ("b", "c")]),
    "promethee_v": lambda: mcda.promethee_v(
        VALUES, [1, 1], preference=mcda.preference.usual(), count=1
    ),
    "kernel": lambda: ARC.kernel(cycles="exact"),
    "bwm": lambda: da.weights.bwm({"x": 1, "y": 3}, {"x": 3, "y": 1}),
    "macbeth": lambda: da.weights.macbeth({("x", "y"): "strong"}, reference="y"),
}


def test_a_solver_that_gives_up_is_an_error_that_names_the_function(monkeypatch):
    def given_up(*args, **options):
        return scipy.optimize.OptimizeResult(status=4, x=None, fun=None, message="gave up")

    for call in CALLS.values():
        call()
    monkeypatch.setattr(scipy.optimize, "linprog", given_up)
    monkeypatch.setattr(scipy.optimize, "milp", given_up)
    monkeypatch.setattr(scipy.optimize, "minimize", given_up)
    for name, call in CALLS.items():
        with pytest.raises(ConvergenceError, match=re.escape(name) + r"\(\)"):
            call()
