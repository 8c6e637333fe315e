"""Scores: weighted sum, TOPSIS, VIKOR, PROMETHEE II."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from unittest import mock

import numpy as np

from crosscheck.peers._peer import peer
from crosscheck.peers._tables import mcda_table

SHAPES = ("usual", "u_shape", "v_shape", "level", "linear", "gaussian")


@peer("pymcdm")
def pymcdm(
    name: str, problem: Any, *options: Any, normalization: str | None = None, **named: Any
) -> np.ndarray:
    """Scores of a method of pymcdm by name."""
    from pymcdm import methods, normalizations

    if normalization is not None:
        options = (getattr(normalizations, f"{normalization}_normalization"), *options)
    return getattr(methods, name)(*options, **named)(problem.values, problem.weights, problem.signs)


@peer("pymcdm")
def pymcdm_vikor_steps(problem: Any) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """S, R and Q of VIKOR."""
    from pymcdm.methods import VIKOR

    result = VIKOR()(problem.values, problem.weights, problem.signs, verbose=True)
    return tuple(np.asarray(table.data) for table in result.results[-3:])  # type: ignore[return-value]


@peer("pyrepo_mcda")
def pyrepo(
    name: str,
    problem: Any,
    *options: Any,
    normalization: str | None = None,
    given: Sequence[Any] = (),
    unweighted: bool = False,
) -> np.ndarray:
    """Scores of a method of pyrepo-mcda by name; each weight is 1 where `unweighted`."""
    from pyrepo_mcda import mcda_methods, normalizations

    if normalization is not None:
        options = (getattr(normalizations, f"{normalization}_normalization"), *options)
    # which numpy 2 has no more
    with mock.patch.object(np, "product", np.prod, create=True):
        weights = np.ones(len(problem.weights)) if unweighted else problem.weights
        place = mcda_methods.multimoora if name.startswith("MULTIMOORA") else mcda_methods
        method = getattr(place, name)(*options)
        return np.asarray(method(problem.values, weights, problem.signs, *given))


@peer("skcriteria")
def skcriteria_vikor(problem: Any) -> Any:
    """The extra results of VIKOR: s_k, r_k, q_k, compromise_set."""
    import skcriteria
    from skcriteria.agg.vikor import VIKOR

    return (
        VIKOR().evaluate(skcriteria.mkdm(problem.values, problem.signs, weights=problem.weights)).e_
    )


@peer("pyDecision")
def pydecision_vikor(problem: Any) -> tuple[np.ndarray, np.ndarray, np.ndarray, list[int]]:
    """S, R and Q in table order, and the places of what it gives as the solution."""
    from pyDecision.algorithm import vikor_method

    *flows, solution = vikor_method(
        problem.values, problem.weights, problem.goals, graph=False, verbose=False
    )
    columns = []
    for flow in flows:
        column = np.empty(len(flow))
        column[flow[:, 0].astype(int) - 1] = flow[:, 1]
        columns.append(column)
    return (*columns, (solution[:, 0].astype(int) - 1).tolist())  # type: ignore[return-value]


@peer("pyDecision")
def pydecision_topsis(problem: Any) -> np.ndarray:
    """Closeness coefficients."""
    from pyDecision.algorithm import topsis_method

    return topsis_method(problem.values, problem.weights, problem.goals, graph=False, verbose=False)


@peer("pymcdm")
def pymcdm_promethee(
    problem: Any, shape: str, low: np.ndarray, high: np.ndarray, scale: np.ndarray
) -> np.ndarray:
    """Net flows; one shape for all criteria."""
    from pymcdm.methods import PROMETHEE_II

    theirs = {
        "usual": "usual",
        "u_shape": "ushape",
        "v_shape": "vshape",
        "level": "level",
        "linear": "vshape_2",
    }[shape]
    given = {} if shape == "usual" else {"p": high, "q": low}
    return PROMETHEE_II(theirs, **given)(problem.values, problem.weights, problem.signs)


@peer("pyrepo_mcda")
def pyrepo_promethee(
    problem: Any, shape: str, low: np.ndarray, high: np.ndarray, scale: np.ndarray
) -> np.ndarray:
    """Net flows; the scale of the Gaussian is the mean of its two thresholds."""
    from pyrepo_mcda import promethee_preference_functions as shapes
    from pyrepo_mcda.mcda_methods import PROMETHEE_II

    function = getattr(shapes, f"preference_{shape.replace('_', '')}_function")
    low, high = (scale, scale) if shape == "gaussian" else (low, high)
    chosen = [function] * len(problem.weights)
    return PROMETHEE_II()(problem.values, problem.weights, problem.signs, chosen, p=high, q=low)


@peer("pyDecision")
def pydecision_promethee(
    problem: Any, shape: str, low: np.ndarray, high: np.ndarray, scale: np.ndarray
) -> np.ndarray:
    """Net flows of oriented performances."""
    from pyDecision.algorithm import promethee_ii

    chosen = [f"t{SHAPES.index(shape) + 1}"] * len(problem.weights)
    flows = promethee_ii(
        problem.oriented, problem.weights, low, scale, high, chosen, sort=False, verbose=False
    )
    return flows[:, 1]


@peer("mcda")
def mcda_promethee(
    problem: Any, shape: str, low: np.ndarray, high: np.ndarray, scale: np.ndarray
) -> np.ndarray:
    """Net flows, which this peer sums where the others take means."""
    from mcda.outranking.promethee import Promethee2

    from mcda import functions

    makers = {
        "usual": lambda q, p, s: functions.UShapeFunction(0),
        "u_shape": lambda q, p, s: functions.UShapeFunction(q),
        "v_shape": lambda q, p, s: functions.VShapeFunction(p),
        "level": lambda q, p, s: functions.LevelFunction(p, q),
        "linear": lambda q, p, s: functions.VShapeFunction(p, q),
        "gaussian": lambda q, p, s: functions.GaussianFunction(s),
    }
    table = mcda_table(problem.table)
    chosen = {
        name: makers[shape](*three)
        for name, three in zip(table.criteria, zip(low, high, scale, strict=True), strict=True)
    }
    flows = Promethee2(table, problem.named(problem.weights), chosen).rank().data
    return flows.to_numpy(float) / (len(problem.values) - 1)


@peer("pyDecision")
def pydecision_copras(problem: Any) -> np.ndarray:
    """Utility as a share of the best."""
    from pyDecision.algorithm import copras_method

    rows = copras_method(problem.values, problem.weights, problem.goals, graph=False, verbose=False)
    return np.asarray(rows[np.argsort(rows[:, 0]), 1])


@peer("skcriteria")
def skcriteria_multimoora(problem: Any) -> Any:
    """The extra results of MULTIMOORA without weights: ratio_score, refpoint_score, fmf_score."""
    import skcriteria
    from skcriteria.agg.moora import MultiMOORA

    ratios = problem.values / np.sqrt(np.square(problem.values).sum(axis=0))
    return MultiMOORA().evaluate(skcriteria.mkdm(ratios, problem.signs)).e_


@peer("mcda")
def mcda_topsis(problem: Any) -> np.ndarray:
    """Closeness coefficients."""
    from mcda.mavt.aggregators import TOPSIS

    method = TOPSIS(problem.named(problem.weights))
    return method(mcda_table(problem.table)).data.to_numpy(float)


@peer("pyDecision")
def pydecision_multimoora(problem: Any) -> tuple[np.ndarray, ...]:
    """The three assessments in table order, each as a share of its largest."""
    from pyDecision.algorithm import multimoora_method

    found = multimoora_method(problem.values, problem.goals, graph=False)
    return tuple(flow[np.argsort(flow[:, 0]), 1] for flow in found[:3])


@peer("skcriteria")
def skcriteria_dominance(problem: Any) -> np.ndarray:
    """Who dominates whom."""
    import skcriteria

    return skcriteria.mkdm(problem.values, problem.signs).dominance.dominance().to_numpy(bool)


@peer("mcda")
def mcda_weighted_sum(problem: Any, rescaled: np.ndarray) -> np.ndarray:
    """Weighted sums of performances that are all benefits."""
    from mcda.mavt.aggregators import NormalizedWeightedSum

    table = mcda_table(problem.table.with_values(rescaled))
    return NormalizedWeightedSum(problem.named(problem.weights))(table).data.to_numpy(float)


@peer("mcda")
def mcda_additive_value(problem: Any, values: Sequence[Any]) -> np.ndarray:
    """Weighted sums of the values of performances, a function for each criterion."""
    from mcda.internal.core.aggregators import AdditiveValueFunctions

    functions = {
        name: lambda x, share=share, value=value: share * float(value(x))
        for name, share, value in zip(
            problem.table.criterion_names, problem.weights, values, strict=True
        )
    }
    method = AdditiveValueFunctions(functions)
    return method.aggregate(method(mcda_table(problem.table))).data.to_numpy(float)


@peer("skcriteria")
def skcriteria_ervd(problem: Any, point: np.ndarray) -> np.ndarray:
    """Relative closeness."""
    from skcriteria.agg.ervd import ervd, w_minkowski

    sums = problem.values.sum(axis=0)
    found = ervd(
        problem.values / sums,
        problem.signs,
        problem.weights,
        point / sums,
        0.88,
        2.25,
        w_minkowski,
        True,
    )
    return np.asarray(found[1])
