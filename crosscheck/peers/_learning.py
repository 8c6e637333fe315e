"""Peers' aggregation by capacities and order weights, and what they learn from judgments."""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from crosscheck.peers._peer import peer


@peer("mcda")
def mcda_choquet(values: np.ndarray, capacity: Mapping[frozenset[str], float]) -> Any:
    """Integrals (A,), Shapley values (C,) and interaction indices (C, C) of a full capacity."""
    from mcda.internal.core.aggregators import ChoquetIntegral
    from mcda.set_functions import SetFunction
    from pandas import Series

    names = sorted(set(itertools.chain.from_iterable(capacity)))
    function = SetFunction({frozenset(): 0.0, **capacity}, ensemble=names)
    integral = ChoquetIntegral(function)
    scores = [integral(Series(dict(zip(names, row, strict=True)))) for row in values]
    pairs = function.interaction_index.loc[names, names].to_numpy(float)
    np.fill_diagonal(pairs, 0)
    return np.array(scores), function.shapley[names].to_numpy(float), pairs


@peer("mcda")
def mcda_owa(values: np.ndarray, order_weights: Sequence[float]) -> Any:
    """Ordered weighted averages (A,), and orness."""
    from mcda.internal.core.aggregators import OWA
    from pandas import Series

    owa = OWA(list(order_weights))
    return np.array([owa(Series(row)) for row in values]), owa.orness


@peer("mcda")
def mcda_uta(
    table: Any, groups: Sequence[Sequence[str]], segments: int, margin: float, *, star: bool = False
) -> float:
    """The least error of UTA or UTA* for a ranking, on scales from 0 to 8."""
    import pulp
    from mcda.matrices import PerformanceTable
    from mcda.mavt.uta import UTA, UTAstar
    from mcda.relations import IndifferenceRelation, PreferenceRelation, PreferenceStructure
    from mcda.scales import PreferenceDirection, QuantitativeScale

    directions = {"max": PreferenceDirection.MAX, "min": PreferenceDirection.MIN}
    scales = {
        c.name: QuantitativeScale(0, 8, preference_direction=directions[c.goal])
        for c in table.criteria
    }
    performances = PerformanceTable(
        table.values.tolist(),
        alternatives=list(table.alternatives),
        criteria=list(table.criterion_names),
        scales=scales,
    )
    ranked = [(label, place) for place, group in enumerate(groups) for label in group]
    relations = [
        (IndifferenceRelation if one == other else PreferenceRelation)(a, b)
        for (a, one), (b, other) in itertools.pairwise(ranked)
    ]
    learner = (UTAstar if star else UTA)(
        performances,
        PreferenceStructure(relations),
        criteria_segments=dict.fromkeys(table.criterion_names, segments),
        delta=margin,
        solver_args={"solver": pulp.PULP_CBC_CMD(msg=False)},
    )
    learner.disaggregate()
    return float(learner.objective)


@peer("pyDecision")
def pydecision_utadis(
    oriented: np.ndarray, classes: np.ndarray, breakpoints: int, margin: float
) -> float:
    """The least error of UTADIS I; classes count from 1, the best."""
    from pyDecision.algorithm import utadis_i

    grids = utadis_i.build_grids(oriented, breakpoints)
    rows = utadis_i.build_Uw(oriented, grids, breakpoints)
    program = utadis_i.build_lp_matrices(rows, classes, breakpoints, margin, margin)
    return float(utadis_i.solve_utadis_lp(program)[2].fun)
