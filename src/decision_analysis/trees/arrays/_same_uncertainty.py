"""Which chance nodes of one name are the same uncertainty: those whose numbers agree by label."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np

from decision_analysis._arrays import BoolArray, FloatArray, IntArray
from decision_analysis._limits import PROBABILITY_AGREEMENT, ROUNDING
from decision_analysis.trees.arrays._paths import write
from decision_analysis.trees.arrays._tree_arrays import TreeArrays
from decision_analysis.trees.nodes import CHANCE

PAIRS = 500  # so many are compared each with each; of more only neighbors in order, for a hint

LOOKS = "looks like one number rounded"
ADVICE = (
    "write it exactly, as beliefs.update() or trees.reverse() give it, or, if these are two"
    " uncertainties, give them two names, as trees.rename() does"
)


def apart(gap: FloatArray) -> BoolArray:
    """Say where probabilities that differ by `gap` are not those of the same uncertainty."""
    return np.asarray(gap > PROBABILITY_AGREEMENT)


def rounded(gap: FloatArray, terms: int = 1) -> BoolArray:
    """Say where probabilities, or sums, differ, but by no more than rounding may have made."""
    return np.asarray(apart(gap) & (gap <= ROUNDING * terms))


def any_sample(mask: BoolArray) -> BoolArray:
    """Say which entries (n,) of a mask (n, ...) hold in any sample."""
    return np.asarray(mask.any(axis=tuple(range(1, mask.ndim))))


def worst(gap: FloatArray) -> tuple[int, ...]:
    """Return the sample (...) to be shown: that with the largest gap that rounding explains.

    Where it explains none, it is that with the largest gap.
    """
    of_rounding = np.where(rounded(gap), gap, 0.0)
    shown = of_rounding if of_rounding.any() else gap
    return tuple(int(i) for i in np.unravel_index(int(np.argmax(shown)), gap.shape))


def listed(labels: Sequence[str], numbers: FloatArray, sample: tuple[int, ...] = ()) -> str:
    """Write one sample of a distribution (labels, ...), with digits enough to see rounding."""
    shown = (float(p[sample]) for p in numbers)
    return (
        "(" + ", ".join(f"{label!r} {p:.10g}" for label, p in zip(labels, shown, strict=True)) + ")"
    )


def in_sample(sample: tuple[int, ...]) -> str:
    """Write which sample a message is about."""
    return f" in sample {sample[0] if len(sample) == 1 else sample}" if sample else ""


def possible(tree: TreeArrays, node: int, high: FloatArray | None = None) -> dict[str, int]:
    """Return by label the children of a chance node whose largest probability (N,) is not 0."""
    children = tree._children(node)
    return {tree._label(child): child for child in children if high is None or high[child] > 0}


def by_label(tree: TreeArrays, nodes: IntArray, high: FloatArray) -> IntArray:
    """Return the possible children (n, outcomes) of chance nodes, in one order of labels.

    The nodes have the same outcomes.
    """
    labels = possible(tree, int(nodes[0]), high)
    every = (possible(tree, node) for node in map(int, nodes))
    return np.array([[children[label] for label in labels] for children in every], dtype=np.intp)


def same(
    tree: TreeArrays, nodes: IntArray, arrays: Sequence[FloatArray], high: FloatArray
) -> list[IntArray]:
    """Group chance nodes (n,) with the same name, possible outcomes and numbers.

    The numbers of all arrays (N,) are compared by label.
    """
    # only nodes with the same name and the same possible outcomes are compared by number
    alike: dict[tuple[str, ...], list[int]] = {}
    for node in map(int, nodes):
        alike.setdefault((tree._name(node), *sorted(possible(tree, node, high))), []).append(node)
    found: list[IntArray] = []
    for group in map(np.array, alike.values()):
        places = by_label(tree, group, high)
        # the numbers of a node, by label, are a row; rows that agree are one uncertainty
        which = _clusters(np.concatenate([array[places] for array in arrays], axis=1))
        order = np.argsort(which, kind="stable")
        found += np.split(group[order], np.flatnonzero(np.diff(which[order])) + 1)
    return sorted(found, key=lambda group: int(group[0]))


def nearly_same(tree: TreeArrays, groups: Sequence[IntArray]) -> str | None:
    """Say which two of these uncertainties have numbers (N,) that rounding may have parted.

    They come after the same outcomes.
    """
    if tree._names is None:
        return None
    several = {
        name for name, times in Counter(tree._name(int(g[0])) for g in groups).items() if times > 1
    }
    if not several:
        return None
    after = _outcomes_met(tree)
    found: dict[tuple[object, ...], dict[int, int]] = {}
    for k, group in enumerate(groups):
        for node in map(int, group) if tree._name(int(group[0])) in several else ():
            key = tree._name(node), after[node], *sorted(possible(tree, node))
            found.setdefault(key, {}).setdefault(k, node)
    # by their labels, in one order, for each uncertainty the first node
    for (_, _, *labels), nodes in ((key, list(firsts.values())) for key, firsts in found.items()):
        rows = np.array(
            [[tree._probability[possible(tree, n)[str(label)]] for label in labels] for n in nodes]
        )
        # numbers that rounding parted are near each other in order, whatever pairs are compared
        order = np.lexsort(rows.T[::-1])
        for step in range(1, min(len(nodes), PAIRS if len(nodes) <= PAIRS else 2)):
            near = rounded(np.abs(rows[order[step:]] - rows[order[:-step]]).max(axis=1))
            if near.any():
                i = int(np.argmax(near))
                return _both(tree, nodes[order[i]], nodes[order[i + step]])
    return None


def _both(tree: TreeArrays, one: int, other: int) -> str:
    told = []
    for node in sorted((one, other)):
        children = possible(tree, node)
        numbers = tree._probability[list(children.values())]
        told.append(f"{listed(list(children), numbers)} {write(tree.path(node))}")
    return f"the distribution of {tree._name(one)!r} {LOOKS}, {' and '.join(told)}"


def _outcomes_met(tree: TreeArrays) -> list[int]:
    """Number the sequences of outcomes on the way to each node, whatever options are taken."""
    found: list[int] = [0] * len(tree)
    numbers: dict[tuple[int, str, str], int] = {}
    # parents come before children in breadth-first order
    for child in range(1, len(tree)):
        parent = tree._parent(child)
        found[child] = found[parent]
        if tree.kind[parent] == CHANCE:
            key = found[parent], tree._name(parent), tree._label(child)
            found[child] = numbers.setdefault(key, len(numbers) + 1)
    return found


def _clusters(rows: FloatArray) -> IntArray:
    """Number rows (n, numbers), two alike where steps of at most 1e-8 in each number join them."""
    which = np.zeros(len(rows), dtype=np.intp)
    while True:
        # columns part the groups further, until a pass over all of them parts none
        before = which.max()
        for column in rows.T:
            order = np.lexsort((column, which))
            step = apart(np.diff(column[order])) | (np.diff(which[order]) > 0)
            which[order] = np.concatenate([[0], np.cumsum(step)])
        if which.max() == before:
            return which
