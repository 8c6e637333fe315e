"""`give_payoffs`: the payoffs of a SilverDecisions tree, from its edges onto its nodes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np

from decision_analysis.io.foreign._foreign_tree import Draft
from decision_analysis.io.formulas import Number

TWO_CRITERIA = "twoCriteria"
_RULES_OF_TWO = ("min-max", "max-min", "max-max", "min-min")


class Amount(NamedTuple):
    """A payoff of an edge by one criterion.

    Where nothing was entered, SilverDecisions has the number 0, not text. It `varies` where it is a
    formula and variables have other values than the file's: its being 0 then says nothing.
    """

    value: Number
    entered: bool
    varies: bool = False


def criteria_names(model: Mapping[str, Any], top: Mapping[str, Any]) -> list[str | None]:
    """Return the names of the two criteria, None where a criterion has none."""
    designer = top.get("treeDesigner")
    drawn = designer.get("payoffNames") if isinstance(designer, Mapping) else None
    given = model.get("payoffNames") or drawn
    listed = [*(given if isinstance(given, list) else []), None, None][:2]
    return [name if isinstance(name, str) and name else None for name in listed]


def give_payoffs(
    edges: Sequence[tuple[Draft, Sequence[Amount]]],
    names: Sequence[str | None],
    top: Mapping[str, Any],
) -> None:
    """Put each edge's payoff on the node it leads to; edges are below their nodes in order."""
    width = max((len(amounts) for _, amounts in edges), default=1)
    none = Amount(0.0, False)
    # edges with one amount have nothing by the second criterion
    rows = [[*amounts, *[none] * (width - len(amounts))] for _, amounts in edges]
    # a criterion counts where the file shows both, or an amount of it is or may become other than 0
    two = _shows_two(top)
    used = [
        i for i in range(width) if two or any(row[i].varies or np.any(row[i].value) for row in rows)
    ] or [0]
    called = {i: names[i] or f"payoff {i + 1}" for i in used}
    # one criterion without a name: payoffs are bare numbers, and not by attribute
    single = used[0] if len(used) == 1 and names[used[0]] is None else None
    position: Counter[int] = Counter()
    for (parent, _), row in zip(edges, rows, strict=True):
        draft = parent.below[position[id(parent)]]
        position[id(parent)] += 1
        given = {i: row[i].value for i in used if row[i].entered or draft.kind == "terminal"}
        if single is not None:
            draft.payoff = given.get(single)
        elif given:
            draft.payoff = {called[i]: value for i, value in given.items()}


def _shows_two(top: Mapping[str, Any]) -> bool:
    """Say whether a file shows two criteria; a bare data model may have a rule for two."""
    mode = top.get("viewMode")
    return mode == TWO_CRITERIA or (mode is None and top.get("rule") in _RULES_OF_TWO)
