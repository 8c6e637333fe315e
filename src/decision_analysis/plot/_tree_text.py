"""Texts at the nodes of a drawn tree, with labels, names and values; which branches are taken."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from decision_analysis._arrays import FloatArray
from decision_analysis.plot import _style
from decision_analysis.plot._tree_layout import Outline
from decision_analysis.trees import RollbackResult, TreeArrays

DECISION = 2
UNBROKEN = 20
HARD_SPACE = "\u00a0"

Caption = tuple[str, str]


@dataclass(eq=False)
class Captions:
    """A text for each shown node: `over` and `under` the branch to it, `beside` it at a path's end.

    The first half of a text may be shortened, the second has the numbers and may not. `optimal`
    says whether the branch belongs to the best strategy, `tied` whether to another that is as good,
    `rejected` whether it is an option not to take. `value` is that of the root.
    """

    over: list[Caption] = field(default_factory=list)
    under: list[Caption] = field(default_factory=list)
    beside: list[Caption] = field(default_factory=list)
    optimal: list[bool] = field(default_factory=list)
    tied: list[bool] = field(default_factory=list)
    rejected: list[bool] = field(default_factory=list)
    value: str = ""


def captions(tree: TreeArrays, shown: Outline, result: RollbackResult | None) -> Captions:
    """Return the texts of the shown nodes.

    Values are those of the result, else what the nodes pay.
    """
    policy = {} if result is None else result.policy
    ties = result.ties if result is not None and result.fixed is None else {}
    worth = (
        []
        if result is None
        else _style.numbers([float(result.certainty_equivalents[p]) for p in shown.paths])
    )
    found = Captions(value=worth[0] if worth else "")
    payments = _payments(tree, shown, result)
    by_chance = [
        i
        for i, above in enumerate(shown.parent.tolist())
        if i and tree.kind[shown.nodes[above]] != DECISION
    ]
    written = _amounts([tree.probability[..., shown.nodes[i]] for i in by_chance], 3)
    chances = dict(zip(by_chance, written, strict=True))
    names = tree.names
    for i, node in enumerate(shown.nodes.tolist()):
        path, inner, hidden = shown.paths[i], bool(tree.kind[node]), shown.hidden[i]
        above = int(shown.parent[i])
        decided = i > 0 and int(tree.kind[shown.nodes[above]]) == DECISION
        value = worth[i] if worth else ""
        paid = payments[i]
        notes = [f"pays{HARD_SPACE}{paid}"] if inner and paid else []
        if i in chances:
            notes.insert(0, f"p={chances[i]}")
        note = f"({', '.join(notes)})" if notes else ""
        name = (names[node] + (":" if names[node] and value else ""), value) if inner else ("", "")
        end = f"[+{hidden:,} {'leaf' if hidden == 1 else 'leaves'}]" if hidden else value or paid
        found.over.append((path[-1], note) if path else (name[0], f"{name[1]} {note}".strip()))
        found.under.append(name if path else ("", ""))
        found.beside.append(("", end if shown.first[i] < 0 else ""))
        taken = not decided or not policy or path[-1] == policy[path[:-1]]
        as_good = taken or path[-1] in ties.get(path[:-1], ())
        best = result is not None and taken and (i == 0 or found.optimal[above])
        found.optimal.append(best)
        found.tied.append(
            not best and i > 0 and as_good and (found.optimal[above] or found.tied[above])
        )
        found.rejected.append(not as_good)
    return found


def _payments(tree: TreeArrays, shown: Outline, result: RollbackResult | None) -> list[str]:
    """Write what each node pays: the attribute that was rolled back, else all; no inner 0."""
    nodes = shown.nodes.tolist()
    kept = _chosen(tree.payoff, result) or {}
    written = {
        name: _amounts([payoff[..., node] for node in nodes]) for name, payoff in kept.items()
    }
    return [
        ", ".join(
            _unbroken(f"{name} {texts[i]}".strip())
            for name, texts in written.items()
            if tree.kind[node] == 0 or np.any(kept[name][..., node])
        )
        for i, node in enumerate(nodes)
    ]


def _chosen(
    payoff: FloatArray | Mapping[str, FloatArray], result: RollbackResult | None
) -> dict[str, FloatArray] | None:
    if not isinstance(payoff, Mapping):
        return {"": payoff}
    if len(payoff) == 1:
        return {"": next(iter(payoff.values()))}
    if result is None:
        return dict(payoff)
    attribute = result.parameters.get("attribute")
    return {"": payoff[attribute]} if isinstance(attribute, str) else None


def _amounts(values: list[FloatArray], digits: int = 4) -> list[str]:
    """Write numbers, or the ranges of their samples, all with the same decimals."""
    texts = _style.numbers(
        [float(end(value)) for value in values for end in (np.min, np.max)], digits
    )
    pairs = zip(texts[::2], texts[1::2], strict=True)
    return [low if low == high else _unbroken(f"{low} to {high}") for low, high in pairs]


def _unbroken(text: str) -> str:
    """Keep a short text on one line."""
    return text.replace(" ", HARD_SPACE) if len(text) <= UNBROKEN else text
