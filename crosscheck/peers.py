"""The peers' procedures behind plain arrays: one function for each, silent, skipped where its package is missing."""

from __future__ import annotations

import contextlib
import functools
import importlib.metadata
import importlib.util
import io
import warnings
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

PEERS = {
    "pymcdm": "pymcdm",
    "pyrepo_mcda": "pyrepo-mcda",
    "skcriteria": "scikit-criteria",
    "pyDecision": "pyDecision",
    "mcda": "mcda",
}
"""Import names and the names to install them by."""

SHAPES = ("usual", "u_shape", "v_shape", "level", "linear", "gaussian")


def installed(package: str) -> bool:
    """Say whether a peer can be imported."""
    return importlib.util.find_spec(package) is not None


def version(package: str) -> str:
    """Return a peer's name and version, for messages."""
    return f"{PEERS[package]} {importlib.metadata.version(PEERS[package])}"


def peer(package: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Mark a function as a peer's: it neither warns nor prints."""

    def wrap(function: Callable[..., Any]) -> Callable[..., Any]:
        @functools.wraps(function)
        def quiet(*args: Any, **options: Any) -> Any:
            with warnings.catch_warnings(), contextlib.redirect_stdout(io.StringIO()):
                warnings.simplefilter("ignore")
                return function(*args, **options)

        quiet.package = package  # type: ignore[attr-defined]
        return quiet

    return wrap


def needs(package: str) -> pytest.MarkDecorator:
    """Return the mark that skips a test where a peer is missing."""
    return pytest.mark.skipif(not installed(package), reason=f"pip install {PEERS[package]}")


def against(*functions: Callable[..., Any]) -> pytest.MarkDecorator:
    """Run a test for each of several peers' functions, as its argument `peer`."""
    return pytest.mark.parametrize(
        "peer", [pytest.param(f, marks=needs(f.package), id=f.__name__.lstrip("_")) for f in functions]
    )


@peer("pymcdm")
def pymcdm(name: str, problem: Any, *options: Any, normalization: str | None = None, **named: Any) -> np.ndarray:
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
def pyrepo(name: str, problem: Any, *options: Any, normalization: str | None = None) -> np.ndarray:
    """Scores of a method of pyrepo-mcda by name."""
    from pyrepo_mcda import mcda_methods, normalizations

    if normalization is not None:
        options = (getattr(normalizations, f"{normalization}_normalization"), *options)
    return getattr(mcda_methods, name)(*options)(problem.values, problem.weights, problem.signs)


@peer("skcriteria")
def skcriteria_vikor(problem: Any) -> Any:
    """The extra results of VIKOR: s_k, r_k, q_k, compromise_set."""
    import skcriteria
    from skcriteria.agg.vikor import VIKOR

    return VIKOR().evaluate(skcriteria.mkdm(problem.values, problem.signs, weights=problem.weights)).e_


@peer("skcriteria")
def skcriteria_electre_i(problem: Any, concordance: float, discordance: float) -> tuple[np.ndarray, ...]:
    """Kernel, relation, concordance and discordance."""
    from skcriteria.agg.electre import electre1

    return electre1(problem.values, problem.signs, problem.weights, p=concordance, q=discordance)


@peer("pyDecision")
def pydecision_vikor(problem: Any) -> tuple[np.ndarray, np.ndarray, np.ndarray, list[int]]:
    """S, R and Q in table order, and the places of what it gives as the solution."""
    from pyDecision.algorithm import vikor_method

    *flows, solution = vikor_method(problem.values, problem.weights, problem.goals, graph=False, verbose=False)
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
def pymcdm_promethee(problem: Any, shape: str, low: np.ndarray, high: np.ndarray, scale: np.ndarray) -> np.ndarray:
    """Net flows; one shape for all criteria."""
    from pymcdm.methods import PROMETHEE_II

    theirs = {"usual": "usual", "u_shape": "ushape", "v_shape": "vshape", "level": "level", "linear": "vshape_2"}[shape]
    given = {} if shape == "usual" else {"p": high, "q": low}
    return PROMETHEE_II(theirs, **given)(problem.values, problem.weights, problem.signs)


@peer("pyrepo_mcda")
def pyrepo_promethee(problem: Any, shape: str, low: np.ndarray, high: np.ndarray, scale: np.ndarray) -> np.ndarray:
    """Net flows; the scale of the Gaussian is the mean of its two thresholds."""
    from pyrepo_mcda import promethee_preference_functions as shapes
    from pyrepo_mcda.mcda_methods import PROMETHEE_II

    function = getattr(shapes, f"preference_{shape.replace('_', '')}_function")
    low, high = (scale, scale) if shape == "gaussian" else (low, high)
    chosen = [function] * len(problem.weights)
    return PROMETHEE_II()(problem.values, problem.weights, problem.signs, chosen, p=high, q=low)


@peer("pyDecision")
def pydecision_promethee(problem: Any, shape: str, low: np.ndarray, high: np.ndarray, scale: np.ndarray) -> np.ndarray:
    """Net flows of oriented performances."""
    from pyDecision.algorithm import promethee_ii

    chosen = [f"t{SHAPES.index(shape) + 1}"] * len(problem.weights)
    flows = promethee_ii(problem.oriented, problem.weights, low, scale, high, chosen, sort=False, verbose=False)
    return flows[:, 1]


@peer("mcda")
def mcda_promethee(problem: Any, shape: str, low: np.ndarray, high: np.ndarray, scale: np.ndarray) -> np.ndarray:
    """Net flows, which this peer sums where the others take means."""
    from mcda import functions
    from mcda.outranking.promethee import Promethee2

    makers = {
        "usual": lambda q, p, s: functions.UShapeFunction(0),
        "u_shape": lambda q, p, s: functions.UShapeFunction(q),
        "v_shape": lambda q, p, s: functions.VShapeFunction(p),
        "level": lambda q, p, s: functions.LevelFunction(p, q),
        "linear": lambda q, p, s: functions.VShapeFunction(p, q),
        "gaussian": lambda q, p, s: functions.GaussianFunction(s),
    }
    table = mcda_table(problem.table)
    chosen = {name: makers[shape](*three) for name, three in zip(table.criteria, zip(low, high, scale), strict=True)}  # noqa: B905
    flows = Promethee2(table, problem.named(problem.weights), chosen).rank().data
    return flows.to_numpy(float) / (len(problem.values) - 1)


@peer("pyDecision")
def pydecision_electre_i(problem: Any, concordance: float, discordance: float) -> tuple[Any, ...]:
    """Concordance, discordance, relation, kernel and dominated, labels from 'a1'."""
    from pyDecision.algorithm import electre_i

    return electre_i(problem.oriented, problem.weights, c_hat=concordance, d_hat=discordance, graph=False)


@peer("mcda")
def mcda_electre_iv(problem: Any, concordance: float) -> np.ndarray:
    """The relation of ELECTRE I with a veto on each criterion."""
    from mcda.outranking.electre import Electre1

    method = Electre1(mcda_table(problem.table), problem.named(problem.weights), concordance, problem.named(problem.veto))
    return method.construct().data.to_numpy(bool)


@peer("mcda")
def mcda_kernel(relation: np.ndarray, *, contract: bool) -> set[int]:
    """The kernel of a relation; the empty set where it finds none."""
    from mcda.matrices import create_outranking_matrix
    from pandas import DataFrame

    matrix = create_outranking_matrix(DataFrame(relation.astype(int)))
    return set((matrix.cycle_reduction_matrix if contract else matrix).kernel)


@peer("pyDecision")
def pydecision_electre_iii(problem: Any) -> tuple[Any, ...]:
    """Credibility with a diagonal of 0, and the descending and the ascending pre-order as sets of places."""
    from pyDecision.algorithm import electre_iii

    _, credibility, down, up, *_ = electre_iii(
        problem.oriented, problem.preference, problem.indifference, problem.veto, problem.weights
    )
    return credibility, _places(down), _places(up)


@peer("pyDecision")
def pydecision_distill(credibility: np.ndarray, *, descending: bool) -> list[set[int]]:
    """The classes of one distillation, best first."""
    from pyDecision.algorithm.e_iii import destilation_ascending, destilation_descending

    found = (destilation_descending if descending else destilation_ascending)(credibility * (1 - np.eye(len(credibility))))
    return _places(found)


def _places(classes: list[str]) -> list[set[int]]:
    return [{int(label.strip()[1:]) - 1 for label in group.split(";")} for group in classes]


@peer("mcda")
def mcda_credibility(problem: Any) -> np.ndarray:
    """The credibility matrix of ELECTRE III."""
    from mcda.outranking.electre import Electre3

    thresholds = (problem.named(t) for t in (problem.indifference, problem.preference, problem.veto))
    return Electre3(mcda_table(problem.table), problem.named(problem.weights), *thresholds).construct().data.to_numpy()


@peer("mcda")
def mcda_distill(credibility: np.ndarray, *, descending: bool) -> np.ndarray:
    """In which pairs the row is at least as good as the column, by one distillation."""
    from mcda.matrices import AdjacencyValueMatrix
    from mcda.outranking.electre import Electre3
    from mcda.scales import QuantitativeScale

    method = Electre3(None, {}, {}, {}, {})
    matrix = AdjacencyValueMatrix(credibility.tolist(), stype=QuantitativeScale)
    return method.distillation(matrix, ascending=not descending).data.to_numpy(bool)


@peer("mcda")
def mcda_electre_tri(problem: Any, profiles: Any, cut_level: float, rule: str) -> list[int]:
    """The categories, 0 the worst."""
    from mcda.outranking.electre import ElectreTri

    thresholds = (problem.named(t) for t in (problem.indifference, problem.preference, problem.veto))
    limits = mcda_table(profiles)
    method = ElectreTri(mcda_table(problem.table), problem.named(problem.weights), limits, *thresholds, cut_level)
    return [int(category) for category in method.assign(pessimistic=rule == "pessimistic").data]


@peer("pyDecision")
def pydecision_electre_tri(problem: Any, profiles: Any, cut_level: float, rule: str) -> list[int]:
    """The categories, 0 the worst; this peer numbers the best as 0."""
    from pyDecision.algorithm import electre_tri_b

    limits = np.where(profiles.maximize, profiles.values, -profiles.values)
    found = electre_tri_b(
        problem.oriented,
        W=problem.weights,
        Q=problem.indifference,
        P=problem.preference,
        V=problem.veto,
        B=limits.tolist(),
        cut_level=cut_level,
        rule={"pessimistic": "pc", "optimistic": "oc"}[rule],
        verbose=False,
    )
    return [len(limits) - number for number in found]


def mcda_table(table: Any) -> Any:
    """Return a table as this peer's performance table."""
    from mcda.matrices import PerformanceTable
    from mcda.scales import PreferenceDirection, QuantitativeScale

    ends = {"max": PreferenceDirection.MAX, "min": PreferenceDirection.MIN}
    low, high = float(table.values.min()) - 1000, float(table.values.max()) + 1000
    scales = {c.name: QuantitativeScale(low, high, preference_direction=ends[c.goal]) for c in table.criteria}
    return PerformanceTable(
        table.values.tolist(),
        scales=scales,
        alternatives=list(table.alternatives),
        criteria=list(table.criterion_names),
    )


@peer("pymcdm")
def pymcdm_entropy(values: np.ndarray, goals: list[str]) -> np.ndarray:
    """Entropy weights."""
    from pymcdm.weights import entropy_weights

    return entropy_weights(values)


@peer("pyrepo_mcda")
def pyrepo_entropy(values: np.ndarray, goals: list[str]) -> np.ndarray:
    """Entropy weights."""
    from pyrepo_mcda.weighting_methods import entropy_weighting

    return entropy_weighting(values)


@peer("skcriteria")
def skcriteria_entropy(values: np.ndarray, goals: list[str]) -> np.ndarray:
    """Entropy weights."""
    from skcriteria.preprocessing.weighters import entropy_weights

    return entropy_weights(values)


@peer("pyDecision")
def pydecision_entropy(values: np.ndarray, goals: list[str]) -> np.ndarray:
    """Entropy weights, by goal."""
    from pyDecision.algorithm import entropy_method

    return entropy_method(values, goals)


@peer("pymcdm")
def pymcdm_ahp(matrix: np.ndarray) -> tuple[np.ndarray, float]:
    """Weights by eigenvector, and the consistency ratio."""
    from pymcdm.weights.subjective import AHP

    method = AHP(matrix=matrix)
    return method(), method.get_cr()


@peer("pyDecision")
def pydecision_ahp(matrix: np.ndarray, prioritization: str = "eigenvector") -> tuple[np.ndarray, float]:
    """Weights and consistency ratio."""
    from pyDecision.algorithm import ahp_method

    return ahp_method(matrix, {"eigenvector": "me", "geometric_mean": "g", "column_mean": "m"}[prioritization])


@peer("pyrepo_mcda")
def pyrepo_ahp(matrix: np.ndarray, prioritization: str = "eigenvector") -> np.ndarray:
    """Weights."""
    from pyrepo_mcda.mcda_methods import AHP

    method = AHP()
    if prioritization == "eigenvector":
        return method._calculate_eigenvector(matrix)
    return method._geometric_mean(matrix)


@peer("pyDecision")
def pydecision_centroid(count: int) -> np.ndarray:
    """Rank-order-centroid weights."""
    from pyDecision.algorithm import roc_method

    return roc_method([f"g{i + 1}" for i in range(count)])


@peer("pymcdm")
def pymcdm_similarity(name: str, first: np.ndarray, second: np.ndarray) -> float:
    """A coefficient of pymcdm.correlations by name."""
    from pymcdm import correlations

    return float(getattr(correlations, name)(first, second))


@peer("pyrepo_mcda")
def pyrepo_similarity(name: str, first: np.ndarray, second: np.ndarray) -> float:
    """A coefficient of pyrepo_mcda.correlations by pymcdm's name."""
    from pyrepo_mcda import correlations

    theirs = {"rank_similarity_coef": "WS_coeff", "kendall_tau": "kendall"}.get(name, name)
    return float(getattr(correlations, theirs)(first, second))


@peer("pyrepo_mcda")
def pyrepo_vikor_smaa(problem: Any, weights: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Rank acceptabilities (A, A) and central weights (A, C) of VIKOR for given weights (S, C)."""
    from pyrepo_mcda.mcda_methods import VIKOR_SMAA

    acceptability, central, _ = VIKOR_SMAA()(problem.values, weights, problem.signs)
    return acceptability, central
