"""Flat arrays as users write them: checked, and turned node by node."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from decision_analysis import _checks
from decision_analysis._arrays import FloatArray, IntArray
from decision_analysis._limits import MOST_SAMPLE_AXES
from decision_analysis._shown import shown
from decision_analysis.errors import InvalidInputError, InvalidModelError
from decision_analysis.trees.nodes import KINDS, TERMINAL

LISTED = 20


def some(mask: NDArray[np.bool_]) -> list[int]:
    """Return the first positions where something holds, one more than are told."""
    return [int(i) for i in np.flatnonzero(mask)[: LISTED + 1]]


def structure(kind: ArrayLike, n_children: ArrayLike) -> tuple[NDArray[np.uint8], IntArray]:
    """Return kinds and numbers of children, checked to be a tree in breadth-first order."""
    kinds, counts = _integers("kind", kind), _integers("n_children", n_children)
    if kinds.shape != counts.shape:
        raise InvalidInputError(
            f"kind and n_children must have an entry for each node; got {len(kinds)}"
            f" and {len(counts)}"
        )
    problems = [
        f"kind of node {i} must be 0, 1 or 2; got {kinds[i]}"
        for i in some((kinds < 0) | (kinds > 2))
    ]
    problems += [
        f"n_children of node {i} must not be negative; got {counts[i]}" for i in some(counts < 0)
    ]
    if not problems:
        inner = kinds != TERMINAL
        problems += [
            f"{KINDS[kinds[i]]} at node {i} must have children" for i in some(inner & (counts == 0))
        ]
        problems += [
            f"terminal at node {i} must not have children; got {counts[i]}"
            for i in some(~inner & (counts > 0))
        ]
        if counts.sum() != len(counts) - 1:
            problems.append(
                f"n_children must sum to the number of nodes less 1, {len(counts) - 1}; got"
                f" {counts.sum()}"
            )
    if not problems:
        # where the children of each node begin: breadth-first order puts them behind it
        # breadth-first order: the children of node i follow all children of the nodes before it
        found = 1 + np.cumsum(counts) - counts
        problems += [
            f"node {i} must be listed below a node before it; n_children lists only {found[i]}"
            " nodes until then"
            for i in some(found <= np.arange(len(counts)))[:1]
        ]
    if problems:
        raise InvalidModelError(problems)
    return kinds.astype(np.uint8), counts.astype(np.intp)


def _integers(what: str, value: ArrayLike) -> NDArray[Any]:
    try:
        array = _checks.read(value)
    except ValueError as error:
        raise InvalidInputError(f"{what} must be a list of integers; {error}") from error
    if array.ndim != 1 or array.dtype.kind not in "iu" or not array.size:
        raise InvalidInputError(
            f"{what} must be a list of at least one integer; got {array.dtype} of shape"
            f" {array.shape}"
        )
    return array


def node_major(what: str, value: ArrayLike, n: int) -> FloatArray:
    """Return a fresh array (N, ...) of the given (..., N)."""
    array = _checks.numeric_array(what, value)
    if array.ndim == 0 or array.shape[-1] != n or not array.size:
        raise InvalidInputError(f"{what} must have shape (..., {n}), nodes last; got {array.shape}")
    if array.ndim > 1 + MOST_SAMPLE_AXES:
        raise InvalidInputError(
            f"{what} must have at most {MOST_SAMPLE_AXES} axes of samples; got {array.ndim - 1}"
        )
    # samples of one node lie together, as most work goes over nodes
    return array if array.ndim == 1 else np.ascontiguousarray(np.moveaxis(array, -1, 0))


def check_samples(arrays: Sequence[tuple[str, FloatArray]]) -> None:
    try:
        np.broadcast_shapes(*(array.shape[1:] for _, array in arrays))
    except ValueError:
        shapes = ", ".join(f"{name} {array.shape[1:]}" for name, array in arrays)
        raise InvalidInputError(f"sample axes must broadcast together; got {shapes}") from None


def words(what: str, given: Sequence[str] | None, n: int) -> tuple[str, ...] | None:
    if given is None:
        return None
    if isinstance(given, str):
        raise InvalidInputError(f"{what} must be a sequence; got the one string {shown(given)}")
    if not isinstance(given, Sequence | np.ndarray) or getattr(given, "ndim", 1) != 1:
        raise InvalidInputError(f"{what} must be a sequence of strings; got {type(given).__name__}")
    words = tuple(given)
    if len(words) != n:
        raise InvalidInputError(
            f"{what} must have an entry for each of the {n} nodes; got {len(words)}"
        )
    for i, word in enumerate(words):
        if not isinstance(word, str):
            raise InvalidInputError(f"{what} must be strings; got {shown(word)} for node {i}")
    return tuple(map(_checks.plain, words))
