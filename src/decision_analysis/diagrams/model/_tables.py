"""Nodes as users write them, checked together: labels, parents and tables, every fault in words."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from decision_analysis import _checks
from decision_analysis._arrays import FloatArray, read_only
from decision_analysis._limits import (
    LARGEST_PERFORMANCE,
    MOST_PARENTS,
    MOST_TABLE_NUMBERS,
    PROBABILITY_TOLERANCE,
)
from decision_analysis._probabilities import probability_problem, rescaled
from decision_analysis._shown import few, shown
from decision_analysis.diagrams.model._labelled import by_label, read_labels
from decision_analysis.diagrams.model._memory import memory
from decision_analysis.diagrams.model._nodes import Choice, Node, Uncertain, Value
from decision_analysis.errors import LISTED, InvalidInputError


def words(
    place: str, what: str, value: object, problems: list[str], *, empty: bool
) -> tuple[str, ...]:
    """Return labels or names, or note what is wrong with them."""
    if empty and isinstance(value, tuple) and not value:
        return ()
    try:
        return _checks.names(f"{place}: {what}", value)  # type: ignore[arg-type]
    except InvalidInputError as error:
        problems.append(error.message)
        return ()


def place(node: Node) -> str:
    """Write a node for a message."""
    return f"{type(node).__name__.lower()} {node.name!r}"


def parents(node: Node) -> Sequence[str]:
    """Return the names that arcs into the node come from."""
    if isinstance(node, Uncertain):
        return node.given
    return node.knows if isinstance(node, Choice) else node.of


def note_missing(node: Uncertain | Value, problems: list[str]) -> bool:
    """Note that a node has no table, and say whether that is so."""
    what, given = (
        ("probabilities", node.probabilities)
        if isinstance(node, Uncertain)
        else ("payoffs", node.payoffs)
    )
    if given is None:
        problems.append(f"{place(node)}: {what} are missing")
    return given is None


def table(
    node: Uncertain | Value, states: Mapping[str, tuple[str, ...]], problems: list[str]
) -> FloatArray | None:
    """Return a node's table as a read-only array (..., *sizes), or note what is wrong with it."""
    chance = isinstance(node, Uncertain)
    given = node.probabilities if isinstance(node, Uncertain) else node.payoffs
    names = (*parents(node), node.name) if chance else tuple(parents(node))
    what = "probabilities" if chance else "payoffs"
    if isinstance(node, Uncertain) and not isinstance(node.rescale, bool):
        problems.append(f"{place(node)}: rescale must be True or False; got {shown(node.rescale)}")
    sizes = tuple(len(states[name]) for name in names)
    if note_missing(node, problems) or _note_too_large(node, names, sizes, problems):
        return None
    try:
        if by_label(given):
            given = read_labels(f"{place(node)}: {what}", given, [(n, states[n]) for n in names])
        # Finite or not is told below, with the states of the cell.
        array = _checks.numeric_array(f"{place(node)}: {what}", given, finite=False)
    except InvalidInputError as error:
        problems.append(error.message)
        return None
    if array.shape[array.ndim - len(sizes) :] != sizes or not array.size:
        form = ", ".join(
            ["...", *(f"{name!r} {size}" for name, size in zip(names, sizes, strict=True))]
        )
        problems.append(
            f"{place(node)}: {what} must have the axes ({form}); got shape {array.shape}"
        )
        return None
    if not np.isfinite(array).all():
        found = [
            f"{place(node)}: {what} must be finite; got"
            f" {_first_cell(array, ~np.isfinite(array), names, states)}"
        ]
    elif isinstance(node, Uncertain):
        array = rescaled(array) if node.rescale is True else array
        found = _sum_problems(node, array, states)
    else:
        found = _size_problems(node, array, names, states)
    problems += found
    return None if found else read_only(array)


def _note_too_large(
    node: Uncertain | Value, names: Sequence[str], sizes: Sequence[int], problems: list[str]
) -> bool:
    """Note that a table would be too large to be given, and say whether that is so."""
    # Floats, as the product of many sizes may be huge.
    size, count = math.prod(map(float, sizes)), len(parents(node))
    what = f"{place(node)}: {'probabilities' if isinstance(node, Uncertain) else 'payoffs'}"
    if count > MOST_PARENTS:
        needed = f", for which they would be {size:.3g} numbers ({memory(size)})"
        problems.append(
            f"{what} must depend on at most {MOST_PARENTS} nodes; got {count}, {few(names)}"
            f"{needed if size > MOST_TABLE_NUMBERS else ''}"
        )
    elif size > MOST_TABLE_NUMBERS:
        problems.append(
            f"{what} must be at most {MOST_TABLE_NUMBERS:,} numbers; for {few(names)} they are"
            f" {size:.3g} ({memory(size)})"
        )
    return count > MOST_PARENTS or size > MOST_TABLE_NUMBERS


def _sum_problems(
    node: Uncertain, array: FloatArray, states: Mapping[str, tuple[str, ...]]
) -> list[str]:
    """Say where probabilities are negative or do not sum to 1, by the states of the parents."""
    with np.errstate(over="ignore"):
        faulty = (array < 0).any(axis=-1) | (np.abs(array.sum(axis=-1) - 1) > PROBABILITY_TOLERANCE)
    if not faulty.any():
        return []
    # A cell is faulty if it is in any sample.
    by_parents = faulty.reshape(-1, *faulty.shape[faulty.ndim - len(node.given) :]).any(axis=0)
    found = []
    cells = np.argwhere(by_parents)
    for cell in cells[:LISTED]:
        index: Any = (..., *cell, slice(None))
        rows = array[index].reshape(-1, array.shape[-1])
        known = ", ".join(
            f"{p!r} is {states[p][i]!r}" for p, i in zip(node.given, cell, strict=True)
        )
        problem = probability_problem(states[node.name], rows, rescale=node.rescale is True)
        found.append(f"{place(node)}{f' where {known}' if known else ''}: {problem}")
    return (
        found
        if len(cells) <= LISTED
        else [*found, f"{place(node)}: and {len(cells) - LISTED} more such sums"]
    )


def _size_problems(
    node: Value, array: FloatArray, names: Sequence[str], states: Mapping[str, tuple[str, ...]]
) -> list[str]:
    """Say which payoff is too large for sums to stay finite."""
    large = np.abs(array) > LARGEST_PERFORMANCE
    if not large.any():
        return []
    return [
        f"{place(node)}: payoffs must be within ±{LARGEST_PERFORMANCE:g}; got"
        f" {_first_cell(array, large, names, states)}"
    ]


def _first_cell(
    array: FloatArray,
    marked: NDArray[np.bool_],
    names: Sequence[str],
    states: Mapping[str, tuple[str, ...]],
) -> str:
    """Write the first number that is marked, and which states it stands for."""
    index = tuple(np.argwhere(marked)[0])
    # Sample axes come first, then one for each name.
    cell = index[len(index) - len(names) :]
    known = ", ".join(
        f"{name!r} is {states[name][i]!r}" for name, i in zip(names, cell, strict=True)
    )
    return f"{array[index]:g}{f' where {known}' if known else ''}"
