"""`give_names`: names and labels for what has none of its own in a SilverDecisions tree."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from decision_analysis.io.foreign._foreign_tree import Draft


def give_names(root: Draft) -> None:
    """Give nodes without a name 'decision 1', 'chance 1' ..., and branches distinct labels.

    These nodes are decisions and chance nodes.
    """
    order: list[Draft] = []
    todo = [root]
    while todo:
        draft = todo.pop()
        order.append(draft)
        todo += reversed(draft.below)
    taken = {draft.name for draft in order}
    count: Counter[str] = Counter()
    # numbers that a name in the file has already are passed over
    for draft in order:
        draft.labels = distinct(draft.labels)
        if draft.kind == "terminal" or draft.name:
            continue
        while not draft.name or draft.name in taken:
            count[draft.kind] += 1
            draft.name = f"{draft.kind} {count[draft.kind]}"


def distinct(labels: Sequence[str]) -> list[str]:
    """Return labels none of which is empty or twice.

    An empty one is its position, a second 'a' is 'a (2)'.
    """
    wanted = [label or str(i) for i, label in enumerate(labels, start=1)]
    taken = set(wanted)
    seen: set[str] = set()
    last: dict[str, int] = {}
    found = []
    for label in wanted:
        free, number = label, last.get(label, 1)
        while free in seen or (free != label and free in taken):
            number += 1
            free = f"{label} ({number})"
        last[label] = number
        seen.add(free)
        found.append(free)
    return found
