"""Why methods order two alternatives differently: what each of them counts for and against."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import Any

import numpy as np

from decision_analysis import mcda
from decision_analysis._arrays import FloatArray, IntArray
from decision_analysis._limits import LINEARITY, MOST_PAIRED
from decision_analysis.core import DecisionTable
from decision_analysis.study.model import Method
from decision_analysis.study.questions._section import Block

PAIRS = 8
"""Most pairs that are explained."""
NAMED = 2
"""Most criteria that are named for a side."""
VISIBLE = 5e-4
"""Least difference that shows in three decimals."""


def compared(results: Mapping[str, Any]) -> IntArray:
    """Return the places of the alternatives that some method ranks highest, in table order."""
    best = np.array([result.ranks for result in results.values()]).min(axis=0)
    return np.sort(np.argsort(best, kind="stable")[:MOST_PAIRED])


def pairs(results: Mapping[str, Any]) -> list[tuple[int, int]]:
    """Return the pairs that two methods order in opposite ways, the highest-ranked first.

    They are those of `compared` alone.
    """
    ranks = np.array([result.ranks for result in results.values()])
    if len(ranks) < 2:
        return []
    one, other = compared(results)[np.array(np.triu_indices(min(MOST_PAIRED, ranks.shape[1]), k=1))]
    # 1 where a method puts the first above, -1 the second
    sides = np.sign(ranks[:, other] - ranks[:, one])
    differ = np.flatnonzero((sides == 1).any(axis=0) & (sides == -1).any(axis=0))
    best = ranks.min(axis=0)
    order = np.argsort(best[one[differ]] + best[other[differ]], kind="stable")
    return [(int(one[i]), int(other[i])) for i in differ[order]]


def sides(results: Mapping[str, Any], found: list[tuple[int, int]], *, top: int) -> Block:
    """Tabulate which of two alternatives each method puts above."""
    labels = next(iter(results.values())).alternatives
    rows: list[list[Any]] = []
    for a, b in found[:top]:
        above = [_above(result, a, b) for result in results.values()]
        rows.append(
            [f"{labels[a]} / {labels[b]}", *("tie" if i is None else labels[i] for i in above)]
        )
    among = f" of the {MOST_PAIRED:,} ranked highest" if len(labels) > MOST_PAIRED else ""
    more = f" (the first {top} of {len(found):,}{among})" if len(found) > top else ""
    return Block(
        f"Pairs that the methods order differently: which of the two is above{more}",
        ["pair", *results],
        rows,
    )


def reasons(
    table: DecisionTable,
    results: Mapping[str, Any],
    methods: Mapping[str, Method],
    found: list[tuple[int, int]],
) -> Block:
    """Tabulate, for pairs and methods, what the method counts for whom it puts above."""
    rows: list[list[Any]] = []
    for a, b in found[:PAIRS]:
        for name, result in results.items():
            above = _above(result, a, b)
            if above is None:
                continue
            below = b if above == a else a
            reason = _reason(table, result, methods.get(name), above, below)
            rows.append([*(table.alternatives[i] for i in (above, below)), name, reason.words])
    return Block(
        "Why: what each method counts for the one that it puts above, and what against",
        ["above", "below", "by", "because"],
        rows,
    )


def in_short(
    table: DecisionTable, results: Mapping[str, Any], methods: Mapping[str, Method]
) -> str:
    """Say on what it turns that methods have another best than the first of them."""
    best = table.alternatives.index(next(iter(results.values())).best)
    said: dict[tuple[str, str], list[str]] = {}
    for name, result in results.items():
        other = table.alternatives.index(result.best)
        if result.ranks[best] == result.ranks[other]:
            continue
        turns = _reason(table, result, methods.get(name), other, best).turns
        if turns:
            said.setdefault((table.alternatives[other], turns), []).append(name)
    if not said:
        return ""
    told = (
        f"{label} is before {table.alternatives[best]} {turns} ({', '.join(names)})"
        for (label, turns), names in said.items()
    )
    return f"What makes the difference: {'; '.join(told)}."


def _above(result: Any, a: int, b: int) -> int | None:
    if result.ranks[a] == result.ranks[b]:
        return None
    return a if result.ranks[a] < result.ranks[b] else b


@dataclasses.dataclass(frozen=True)
class _Reason:
    words: str
    turns: str = ""
    """On what it turns, after 'a is before b', where one thing can be named."""


def _reason(
    table: DecisionTable, result: Any, method: Method | None, above: int, below: int
) -> _Reason:
    if (parts := _parts(result)) is not None:
        return _of_parts(table, parts, above, below)
    if isinstance(result, mcda.TopsisResult):
        return _of_distances(table, result, above, below)
    if isinstance(result, mcda.ElectreIIIResult):
        veto = None if method is None else method.options.get("veto")
        return _of_credibility(table, result, veto, above, below)
    if hasattr(result, "scores"):
        return _Reason(f"{result.scores[above]:.4g} against {result.scores[below]:.4g}")
    return _Reason(f"rank {result.ranks[above]} against {result.ranks[below]}")


def _parts(result: Any) -> FloatArray | None:
    """Return what each criterion adds to each score (A, C); None where scores are no such sum."""
    parts, scores = getattr(result, "weighted", None), getattr(result, "scores", None)
    if parts is None or scores is None or not result.higher_is_better:
        return None
    gap = np.abs(parts.sum(axis=-1) - scores).max()
    return parts if gap <= LINEARITY * max(1.0, float(np.abs(scores).max())) else None


def _of_parts(table: DecisionTable, parts: FloatArray, above: int, below: int) -> _Reason:
    lead = parts[above] - parts[below]
    losses = _named(table, lead, -1)
    against = f"; against it {losses}" if losses else ""
    most = table.criterion_names[int(np.argmax(lead))]
    return _Reason(f"{lead.sum():+.3f}: {_named(table, lead, 1)}{against}", f"mostly for {most}")


def _named(table: DecisionTable, lead: FloatArray, sign: int) -> str:
    """Name the criteria that count most on one side, with what they add."""
    order = [j for j in np.argsort(-sign * lead, kind="stable") if sign * lead[j] >= VISIBLE]
    told = [f"{table.criterion_names[j]} {lead[j]:+.3f}" for j in order[:NAMED]]
    rest = lead[order[NAMED:]].sum() if len(order) > NAMED else 0.0
    return ", ".join(told) + (f", others {rest:+.3f}" if rest else "")


def _of_distances(
    table: DecisionTable, result: mcda.TopsisResult, above: int, below: int
) -> _Reason:
    # none is missing where one table is scored
    weighted, ideal, anti_ideal, to_ideal, to_anti_ideal = (
        np.asarray(step)
        for step in (
            result.weighted,
            result.ideal,
            result.anti_ideal,
            result.distance_to_ideal,
            result.distance_to_anti_ideal,
        )
    )
    # squared distances add up over criteria: what each counts for the one above
    square = (weighted - anti_ideal) ** 2 - (weighted - ideal) ** 2
    most = table.criterion_names[int(np.argmax(square[above] - square[below]))]
    return _Reason(
        f"{to_ideal[above]:.3f} from the ideal point against {to_ideal[below]:.3f}, and"
        f" {to_anti_ideal[above]:.3f} from its opposite against {to_anti_ideal[below]:.3f};"
        f" distances square differences, and {most} counts most for it",
        f"mostly for {most}",
    )


def _of_credibility(
    table: DecisionTable, result: mcda.ElectreIIIResult, veto: Any, above: int, below: int
) -> _Reason:
    ahead, back = result.credibility[above, below], result.credibility[below, above]
    said = f"at least as good with credibility {ahead:.2f}, the other way round {back:.2f}"
    turns = ""
    if ahead <= back:
        # the ranking is of all together, and begins with what is most credible
        claims = np.where(
            np.arange(len(table.alternatives)) == above, -1, result.credibility[above]
        )
        strongest = int(np.argmax(claims))
        said += (
            "; not by this pair but by the distillation, which begins with the strongest claims:"
            f" {claims[strongest]:.2f} over {table.alternatives[strongest]}"
        )
        turns = "by distillation, though not as a pair"
    struck = _vetoes(table, veto, below)
    if not struck:
        return _Reason(said, turns)
    # by the one above, if it is one of those who veto
    mine = [found for found in struck if found[0] == table.alternatives[above]] or struck
    label, name, shortfall, limit = max(mine, key=lambda found: found[2] / found[3])
    others = f", and {len(struck) - 1} more" if len(struck) > 1 else ""
    said += (
        f"; vetoed: on {name} {table.alternatives[below]} is {shortfall:g} worse than {label},"
        f" where {limit:g} is a veto{others}"
    )
    return _Reason(said, f"by a veto on {name}")


def _vetoes(table: DecisionTable, veto: Any, who: int) -> list[tuple[str, str, float, float]]:
    """Return by whom and on what an alternative is vetoed: the shortfall, and the veto."""
    limits = veto if isinstance(veto, Mapping) else dict.fromkeys(table.criterion_names, veto)
    found = []
    for j, criterion in enumerate(table.criteria):
        limit = limits.get(criterion.name)
        # one that grows with the performance shows in the credibility alone
        if not isinstance(limit, int | float) or limit <= 0:
            continue
        column = table.values[:, j] * (1 if criterion.goal == "max" else -1)
        for other in np.flatnonzero(column - column[who] >= limit):
            shortfall = float(column[other] - column[who])
            found.append((table.alternatives[other], criterion.name, shortfall, float(limit)))
    return found
