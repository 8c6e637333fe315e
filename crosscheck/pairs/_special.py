"""Scores with options, assessments, values and dominance."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from crosscheck import peers
from crosscheck.pairs._pair import Pair, minmax, ratios
from decision_analysis import mcda

WIDE = (0.0, 200.0)
"""Bounds that no performance reaches."""


def curves(table: Any) -> dict[str, Callable[[Any], Any]]:
    """Return a curved value function for each criterion, from 0 to 1 on the wide bounds."""
    rising = lambda x: (x / WIDE[1]) ** 2  # noqa: E731
    falling = lambda x: 1 - np.sqrt(x / WIDE[1])  # noqa: E731
    return {c.name: rising if c.goal == "max" else falling for c in table.criteria}


def spotis(table: Any, shares: Any) -> Any:
    """Return our SPOTIS between the same wide bounds for all criteria."""
    return mcda.spotis(table, shares, bounds=dict.fromkeys(table.criterion_names, WIDE)).scores


def bounds(problem: Any) -> Any:
    """Return the same bounds as rows (2, C)."""
    return np.tile(np.array(WIDE)[:, None], len(problem.weights))


def multimoora(part: str, *, scaled: bool = False) -> Callable[[Any, Any], Any]:
    """Return one assessment of our MULTIMOORA without weights, as a share of the largest if
    `scaled`."""

    def found(table: Any, _: Any) -> Any:
        assessed = getattr(mcda.multimoora(table), part)
        return assessed / assessed.max(axis=-1, keepdims=True) if scaled else assessed

    return found


PAIRS = [
    Pair(
        "spotis",
        peers.pyrepo,
        spotis,
        lambda p: peers.pyrepo("SPOTIS", p, given=[bounds(p)]),
        "cz",
    ),
    Pair(
        "spotis",
        peers.pydecision,
        spotis,
        lambda p: peers.pydecision("spotis", p, s_min=bounds(p)[0], s_max=bounds(p)[1]),
        "cz",
    ),
    Pair(
        "spotis",
        peers.skcriteria,
        spotis,
        lambda p: peers.skcriteria(
            "spotis",
            "spotis",
            1,
            p.values,
            p.weights,
            bounds(p).T,
            np.where(p.signs > 0, *bounds(p)[::-1]),
        ),
        "cz",
    ),
    Pair(
        "topsis",
        peers.mcda_topsis,
        lambda table, shares: mcda.topsis(table, shares).scores,
        peers.mcda_topsis,
        "cz",
    ),
    *(
        Pair(
            "multimoora",
            peers.pydecision_multimoora,
            multimoora(part, scaled=True),
            lambda p, place=place: peers.pydecision_multimoora(p)[place],
            "cb",
            option=part,
        )
        for place, part in enumerate(["ratio", "reference", "multiplicative"])
    ),
    Pair(
        "multimoora",
        peers.pyrepo,
        multimoora("reference"),
        lambda p: peers.pyrepo("MULTIMOORA_RP", p, unweighted=True),
        "cb",
        option="reference",
    ),
    Pair(
        "weighted_product",
        peers.skcriteria,
        lambda table, shares: mcda.weighted_product(table, shares).scores,
        lambda p: 10 ** peers.skcriteria("simple", "wpm", 1, ratios(p), p.weights),
        "c",
    ),
    Pair(
        "dominance",
        peers.skcriteria_dominance,
        lambda table, _: mcda.dominance(table).matrix,
        peers.skcriteria_dominance,
        "cz",
    ),
    Pair(
        "weighted_sum",
        peers.mcda_weighted_sum,
        lambda table, shares: mcda.weighted_sum(table, shares, normalization="minmax").scores,
        lambda p: peers.mcda_weighted_sum(p, minmax(p)),
        "z",
    ),
    Pair(
        "additive_value",
        peers.mcda_additive_value,
        lambda table, shares: mcda.additive_value(table, shares, values=curves(table)).scores,
        lambda p: peers.mcda_additive_value(p, list(curves(p.table).values())),
        "cz",
    ),
]
