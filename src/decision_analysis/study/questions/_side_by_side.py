"""The scores of several methods side by side: a table, and on what the methods agree or differ."""

from __future__ import annotations

from typing import Any

import numpy as np

from decision_analysis.core import DecisionTable
from decision_analysis.study.questions._section import Block


def side_by_side(table: DecisionTable, results: dict[str, Any], *, top: int | None = None) -> Block:
    """Return the table of scores and ranks, the first method's best first."""
    names = list(results)
    # the first method's order for all, so that a row is one alternative
    order = np.argsort(results[names[0]].ranks, kind="stable")[:top]
    headers = ["alternative"]
    for name in names:
        headers += [name, "rank"] if hasattr(results[name], "scores") else [f"{name}: rank"]
    columns: list[list[Any]] = []
    for result in results.values():
        columns += [result.scores[order].tolist()] if hasattr(result, "scores") else []
        columns.append(result.ranks[order].tolist())
    labels = [table.alternatives[i] for i in order]
    rows = [list(row) for row in zip(labels, *columns, strict=True)]
    return Block("Scores and ranks by method (1 is best)", headers, rows)


def agreement(results: dict[str, Any]) -> str:
    """Say which alternative each method puts first."""
    first = {
        name: tuple(np.array(r.alternatives)[r.ranks == r.ranks.min()].tolist())
        for name, r in results.items()
    }
    if len(set(first.values())) == 1:
        return f"All methods put {_quoted(next(iter(first.values())))} first."
    by: dict[tuple[str, ...], list[str]] = {}
    for name, labels in first.items():
        by.setdefault(labels, []).append(name)
    told = (f"{_quoted(labels)} by {_listed(names)}" for labels, names in by.items())
    return f"The methods disagree on the best: {'; '.join(told)}."


def _listed(words: list[str]) -> str:
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)


def _quoted(labels: tuple[str, ...]) -> str:
    # names of strategies are joined by the same signs as what is listed here
    apart = any(";" in label or "," in label for label in labels)
    return _listed([f"'{label}'" for label in labels] if apart else list(labels))
