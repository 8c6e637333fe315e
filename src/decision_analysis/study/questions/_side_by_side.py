"""The scores of several methods side by side: a table, and on what the methods agree or differ."""

from __future__ import annotations

import itertools
from typing import Any

import numpy as np

from decision_analysis.core import DecisionTable
from decision_analysis.study._section import Block


def side_by_side(table: DecisionTable, results: dict[str, Any], *, top: int | None = None) -> Block:
    """Return the table of scores and ranks, the first method's best first."""
    names = list(results)
    # the first method's order for all, so that a row is one alternative
    order = np.argsort(results[names[0]].ranks, kind="stable")[:top]
    headers = ["alternative"]
    for name in names:
        headers += [name, "rank"] if hasattr(results[name], "scores") else [f"{name}: rank"]
    rows = []
    for i in order:
        row: list[Any] = [table.alternatives[i]]
        for result in results.values():
            row += [float(result.scores[i])] if hasattr(result, "scores") else []
            row.append(int(result.ranks[i]))
        rows.append(row)
    return Block("Scores and ranks by method (1 is best)", headers, rows)


def agreement(results: dict[str, Any]) -> str:
    """Say which alternative each method puts first."""
    first = {
        name: tuple(np.array(r.alternatives)[r.ranks == r.ranks.min()].tolist())
        for name, r in results.items()
    }
    if len(set(first.values())) == 1:
        return f"All methods put {' and '.join(next(iter(first.values())))} first."
    return (
        "The methods disagree on the best: "
        + "; ".join(f"{n} says {', '.join(b)}" for n, b in first.items())
        + "."
    )


def disagreements(results: dict[str, Any]) -> Block:
    """List the pairs of alternatives that two methods order in opposite ways."""
    labels = next(iter(results.values())).alternatives
    rows: list[list[Any]] = []
    for a, b in itertools.combinations(range(len(labels)), 2):
        # 1 where a method puts the first above, -1 the second
        sides = {name: int(np.sign(r.ranks[b] - r.ranks[a])) for name, r in results.items()}
        # opposite sides, of which one may not be a tie
        if {1, -1} <= set(sides.values()):
            words = {1: labels[a], -1: labels[b], 0: "tie"}
            rows.append([f"{labels[a]} / {labels[b]}", *(words[side] for side in sides.values())])
    return Block(
        "Pairs that the methods order differently: which of the two is above",
        ["pair", *results],
        rows,
    )
