"""`Draft`: a node of another program's tree as read; `grown`: the tree that drafts describe."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from functools import partial
from typing import Any

from decision_analysis._named import warn
from decision_analysis.errors import MOST, DegenerateDataWarning, InvalidModelError
from decision_analysis.io.documents import Document, Faults, Trail, keys, listed
from decision_analysis.trees import Chance, Decision, Node, Terminal
from decision_analysis.trees.nodes import clean_probabilities


@dataclasses.dataclass(slots=True, eq=False)
class Draft:
    """A node as read: a decision, chance or terminal `kind`, and its branches in three lists."""

    trail: Trail
    kind: str
    name: str
    payoff: Any = None
    labels: list[str] = dataclasses.field(default_factory=list)
    chances: list[Any] = dataclasses.field(default_factory=list)
    below: list[Draft] = dataclasses.field(default_factory=list)


def placed(document: Document, trail: Trail) -> str:
    """Write file, line and keys of an entry, shortly where it lies deep."""
    return document.where(keys(trail))


def _said(document: Document, trail: Trail, sentence: str) -> str:
    return f"{placed(document, trail)}: {sentence}"


def grown(document: Document, root: Draft, *, rescale: bool) -> Node:
    """Return the tree of drafts, or raise all faults of its nodes together.

    Each has its file, line and keys.
    """
    # parents before children, so that the reverse builds children first
    order: list[Draft] = []
    todo = [root]
    while todo:
        order.append(todo.pop())
        todo += reversed(order[-1].below)
    made: dict[int, Node | None] = {}
    faults: list[tuple[Draft, Sequence[str]]] = []
    rescaled: list[tuple[Draft, float]] = []
    # build; what is faulty is None, and so is all above it, but its faults are told
    for draft in reversed(order):
        try:
            made[id(draft)] = _made(
                draft, [made.pop(id(child)) for child in draft.below], rescale, rescaled
            )
        except InvalidModelError as error:
            made[id(draft)] = None
            faults.append((draft, error.problems))
    if faults:
        told = Faults()
        for draft, sentences in reversed(faults):
            for sentence in sentences:
                told.note(partial(_said, document, draft.trail, sentence))
        raise told.error()
    if rescaled:
        texts = [
            f"{placed(document, draft.trail)} summed to {total:.10g}"
            for draft, total in rescaled[:MOST]
        ]
        shown = "; ".join(listed(texts, len(rescaled)))
        warn(f"probabilities rescaled to sum to 1: {shown}", DegenerateDataWarning)
    node = made[id(root)]
    assert node is not None
    return node


def _made(
    draft: Draft, below: list[Node | None], rescale: bool, rescaled: list[tuple[Draft, float]]
) -> Node | None:
    """Return the node of a draft; of one below which something is faulty, its own faults only."""
    # 0 stands for what is faulty, so that the node's own faults are found as well
    nodes = [0 if node is None else node for node in below]
    node: Node
    if draft.kind == "terminal":
        node = Terminal(draft.payoff)
    elif draft.kind == "decision":
        node = Decision(draft.name, dict(zip(draft.labels, nodes, strict=True)), draft.payoff)
    else:
        chances = _rescaled(draft, rescaled) if rescale else draft.chances
        node = Chance(
            draft.name,
            dict(zip(draft.labels, zip(chances, nodes, strict=True), strict=True)),
            draft.payoff,
        )
    return None if None in below else node


def _rescaled(draft: Draft, rescaled: list[tuple[Draft, float]]) -> Sequence[Any]:
    """Return a chance node's probabilities over their sum, where rounding in print explains it."""
    found, total = clean_probabilities(draft.labels, draft.chances, [], rescale=True)
    if total == 1:
        return draft.chances
    rescaled.append((draft, total))
    return found
