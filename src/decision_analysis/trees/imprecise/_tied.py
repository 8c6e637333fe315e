"""Which chance nodes are one uncertainty and move together, and all extreme points of these."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from decision_analysis import _checks
from decision_analysis._arrays import FloatArray, IntArray
from decision_analysis._limits import MOST_CORNERS, MOST_CORNERS_BY_NODE, MOST_TIED_OUTCOMES
from decision_analysis._named import warn
from decision_analysis.errors import InconsistentJudgementsWarning, InvalidInputError
from decision_analysis.trees.arrays import ADVICE, TreeArrays, by_label, nearly_same, same, write
from decision_analysis.trees.imprecise._credal import corners
from decision_analysis.trees.nodes import CHANCE

NAME = "name"


def check_tied(tied: object) -> bool:
    """Say whether nodes of one name and distribution are one uncertainty."""
    return tied is not None and _checks.one_of("tied", tied, (NAME,)) == NAME


def units(tree: TreeArrays, low: FloatArray, high: FloatArray, *, tied: bool) -> list[IntArray]:
    """Return the uncertainties with imprecise probabilities, each as positions of its chance nodes.

    With `tied`, nodes that share name, outcomes, probabilities and bounds are one, in whatever
    order their outcomes stand. A flat tree without names has none.
    """
    # the chance nodes whose outcomes may have more than one probability
    loose = np.flatnonzero(high > low)
    nodes = np.unique(tree._parents[loose]) if len(loose) else loose
    nodes = nodes[tree.kind[nodes] == CHANCE]
    if not tied or tree._names is None:
        return [np.array([node]) for node in nodes]
    return same(tree, nodes, (tree._probability, low, high), high)


def warn_of_rounding(tree: TreeArrays, groups: Sequence[IntArray]) -> None:
    """Warn of two uncertainties of one name that move by themselves.

    Yet they look like one number rounded.
    """
    told = nearly_same(tree, groups)
    if told is not None:
        warn(f"{told}, and each moves by itself: {ADVICE}", InconsistentJudgementsWarning)


def shared(groups: Sequence[IntArray]) -> list[IntArray]:
    """Return the uncertainties that stand on several nodes."""
    return [group for group in groups if len(group) > 1]


def check_once(tree: TreeArrays, groups: Sequence[IntArray]) -> None:
    """Refuse an uncertainty that a path meets twice.

    Payoffs are then no longer linear in its probabilities.
    """
    for group in groups:
        members = set(group.tolist())
        for node in map(int, group):
            above = [n for n in tree._ancestors(node)[:-1] if n in members]
            if above:
                raise InvalidInputError(
                    f"chance {tree._name(node)!r} must occur once on a path where"
                    f" tied='name'; it is {write(tree.path(above[-1]))} and again"
                    f" {write(tree.path(node))}: give the two different names, or let all chance"
                    " nodes move by themselves with tied=None"
                )


def check_size(tree: TreeArrays, groups: Sequence[IntArray]) -> None:
    """Refuse uncertainties that have too many extreme points together."""
    wide = [g for g in groups if tree.n_children[g[0]] > MOST_TIED_OUTCOMES]
    count = math.prod(_most_corners(int(tree.n_children[g[0]])) for g in groups)
    if wide or count > MOST_CORNERS or count * len(tree) > MOST_CORNERS_BY_NODE:
        names = ", ".join(repr(tree._name(int(g[0]))) for g in (wide or groups)[:10])
        size = f"{count:,}" if count < 10**12 else f"10^{len(str(count)) - 1}"
        raise InvalidInputError(
            "uncertainties that share nodes must have few extreme points together, at most"
            f" {MOST_CORNERS:,} and {MOST_CORNERS_BY_NODE:,} over nodes; {names} have up to {size},"
            f" over {len(tree):,} nodes: hold some precise, or let all chance nodes move by"
            " themselves with tied=None"
        )


def points(
    tree: TreeArrays, groups: Sequence[IntArray], low: FloatArray, high: FloatArray
) -> tuple[FloatArray, FloatArray]:
    """Return the bounds (N, points) with groups at each combination of their extreme points.

    Others stay as they are.
    """
    # each group's nodes (nodes, outcomes), with outcomes in one order
    places = [by_label(tree, group, high) for group in groups]
    ends = [corners(low[nodes[0]], high[nodes[0]]) for nodes in places]
    count = math.prod(len(end) for end in ends)
    least, most = np.repeat(low[:, None], count, axis=1), np.repeat(high[:, None], count, axis=1)
    # combination c takes, of each group, extreme point c // every % points
    every = 1
    for nodes, end in zip(places, ends, strict=True):
        least[nodes] = most[nodes] = end[np.arange(count) // every % len(end)].T
        every *= len(end)
    return least, most


def _most_corners(width: int) -> int:
    """Return the largest number of extreme points that bounds on so many probabilities can have."""
    # k at one bound, the rest but one at the other
    return max(math.comb(width, k) * (width - k) for k in range(width)) if width > 2 else width
