"""What must hold between the nodes of a flat tree: every fault is listed with its path."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from decision_analysis import _checks
from decision_analysis._arrays import BoolArray, FloatArray, IntArray
from decision_analysis._limits import PROBABILITY_TOLERANCE
from decision_analysis._probabilities import probability_problem
from decision_analysis.trees.arrays._as_given import LISTED, some
from decision_analysis.trees.arrays._levels import Part, positions
from decision_analysis.trees.arrays._paths import Path, write
from decision_analysis.trees.arrays._structure import Structure
from decision_analysis.trees.nodes import OPEN, TERMINAL, Payoff


def open_problems(tree: Structure) -> list[str]:
    """Say which ends lead on to a stage."""
    ends = np.flatnonzero(tree.kind == OPEN)
    return _listed(
        [
            f"the tree goes on at a stage, {write(tree.path(int(i)))}: recur() solves stages, and"
            " unroll() writes a number of cycles out"
            for i in ends[: LISTED + 1]
        ],
        len(ends),
    )


def attribute_problems(tree: Structure, payoffs: list[Payoff | None]) -> list[str]:
    """Say where bare numbers stand beside mappings, and which paths lack one of the attributes."""
    # the payoffs are mixed: some by attribute, some bare
    bare = [i for i, p in enumerate(payoffs) if p is not None and not isinstance(p, Mapping)]
    mapped = [i for i, p in enumerate(payoffs) if isinstance(p, Mapping)]
    if bare:
        example = payoffs[mapped[0]]
        assert isinstance(example, Mapping)
        return _listed(
            [
                f"payoff {write(tree.path(i))} must be a mapping by attribute, as the one "
                f"{write(tree.path(mapped[0]))} names {list(example)}; got a bare number"
                for i in bare[: LISTED + 1]
            ],
            len(bare),
        )
    # the positions that name each attribute, all found in one pass over the payoffs
    named: dict[str, list[int]] = {}
    for i in mapped:
        for name in payoffs[i]:  # type: ignore[union-attr]
            named.setdefault(name, []).append(i)
    problems: list[str] = []
    total = 0
    for attribute, on in named.items():
        # a fault is an end that some path reaches without the attribute
        occurs, through = _occurs(tree, on)
        missing = np.flatnonzero(~occurs & (tree.kind == TERMINAL))
        total += len(missing)
        problems += [
            f"attribute {attribute!r} must be on some node of every path (write 0); "
            f"the path that ends {write(_lacking(tree, int(i), through))} lacks it"
            for i in missing[: LISTED + 1]
        ]
    return _listed(problems, total)


def sample_problems(tree: Structure, columns: Mapping[str, list[Any]]) -> list[str]:
    """Say which samples do not broadcast together, with the first node of each shape."""
    first: dict[tuple[int, ...], str] = {}
    for name, entries in columns.items():
        for i, entry in enumerate(entries):
            if isinstance(entry, np.ndarray) and entry.shape not in first:
                what = name if name in ("probability", "payoff") else f"payoff of {name!r}"
                first[entry.shape] = f"{what} {write(tree.path(i))} has {entry.shape}"
    try:
        np.broadcast_shapes(*first)
    except ValueError:
        return [f"samples must broadcast together; {', '.join(first.values())}"]
    return []


def _occurs(tree: Structure, named: list[int]) -> tuple[BoolArray, IntArray]:
    """Say for each node whether an attribute is on it or before it, on every path there.

    `named` are the positions that the attribute is on. The second array names the position, of
    those that are one node of a folded tree, that some path without it takes.
    """
    on = np.zeros(len(tree), dtype=bool)
    on[named] = True
    through = np.arange(len(tree))
    # from the root down: what is on a node, or before it, is before its children
    for level in tree._levels:
        if level.twins is not None:
            # a shared node has the attribute before it only if every branch to it has
            others, nodes = level.twins
            lacking = ~on[others]
            through[nodes[lacking]] = others[lacking]
            on[nodes[lacking]] = False
        on[level.children] |= level.spread(on)
    return on, through


def _lacking(tree: Structure, node: int, through: IntArray) -> Path:
    labels = []
    while node:
        labels.append(tree._label(node))
        node = int(through[tree._parent(node)])
    return tuple(reversed(labels))


def _listed(problems: list[str], total: int) -> list[str]:
    return problems if total <= LISTED else [*problems[:LISTED], f"and {total - LISTED} more"]


def array_problems(tree: Structure, probability: FloatArray) -> list[str]:
    """Say what is wrong with probabilities (N, ...), labels and names of a tree given as arrays."""
    flat = probability.reshape(len(tree), -1)
    chances = [level.chances for level in tree._levels if level.chances is not None]
    problems = [*_single_problems(tree, chances, flat), *_sum_problems(tree, chances, flat)]
    if tree._labels is not None:
        problems += _label_problems(tree, tree._labels)
    if tree._names is not None:
        nameless = np.array([not name for name in tree._names]) & (tree.kind != TERMINAL)
        problems += [f"{tree._place(node)} must have a name" for node in some(nameless)]
    return _listed(problems, len(problems))


def _single_problems(tree: Structure, chances: list[Part], flat: FloatArray) -> list[str]:
    """Say which probability (N, samples) is negative, or not 1 where none has to be."""
    follows = np.ones(len(tree), dtype=bool)
    # options, whose probability is 1, and outcomes apart
    for part in chances:
        follows[part.below] = False
    sure = follows & (flat != 1).any(axis=1)
    negative = ~follows & (flat < 0).any(axis=1)
    return [
        f"probability of the node {write(tree.path(i))} must be 1, as it does not follow a"
        f" chance node; got {flat[i][flat[i] != 1][0]:.10g}"
        for i in some(sure)
    ] + [
        f"probability of the outcome {write(tree.path(i))} must not be negative; got"
        f" {flat[i].min():.10g}"
        for i in some(negative)
    ]


def _sum_problems(tree: Structure, chances: list[Part], flat: FloatArray) -> list[str]:
    """Say at which chance nodes probabilities (N, samples) do not sum to 1."""
    problems = []
    for part in chances:
        with np.errstate(over="ignore"):
            # sums over the children of each node, (nodes, samples)
            totals = np.add.reduceat(flat[part.below], part.starts, axis=0)
        bad = (np.abs(totals - 1) > PROBABILITY_TOLERANCE).any(axis=1)
        for node in map(int, positions(part.nodes)[some(bad)]):
            children = tree._children(node)
            labels = [tree._label(child) for child in children]
            rows = flat[children.start : children.stop].T
            problem = probability_problem(labels, rows) or "probabilities must sum to 1"
            problems.append(f"{tree._place(node)}: {problem}")
    return problems


def _label_problems(tree: Structure, given: tuple[str, ...]) -> list[str]:
    problems = []
    for node in map(int, np.flatnonzero(tree.n_children)):
        children = tree._children(node)
        labels = given[children.start : children.stop]
        if len(set(labels)) < len(labels):
            twice = _checks.repeats(labels)
            problems.append(f"{tree._place(node)}: labels must not repeat; got {twice} twice")
        if "" in labels:
            problems.append(f"{tree._place(node)}: labels must not be empty")
    return problems
