"""Which labels can become known: whether some policy gives them a positive probability."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from decision_analysis._limits import MOST_TABLE_AXES, MOST_TABLE_NUMBERS
from decision_analysis.diagrams.factors._factor import (
    Factor,
    TooLargeError,
    contract,
    table,
    too_large,
)
from decision_analysis.diagrams.factors._order import ancestors
from decision_analysis.diagrams.model import InfluenceDiagram


def is_possible(diagram: InfluenceDiagram, state: Mapping[str, int]) -> bool:
    """Say whether some policy gives known labels, by position, a positive probability."""
    factors = [factor.at(state) for factor in _supports(diagram, list(state))]
    return not factors or bool(contract(factors, []).array.max() > 0)


def ever_possible(diagram: InfluenceDiagram, known: Sequence[str]) -> NDArray[np.bool_]:
    """Say which combinations of known labels (*sizes) some policy makes possible in some sample."""
    found = possible_in_samples(diagram, known)
    return np.asarray(found.reshape(*found.shape[: len(known)], -1).any(axis=-1))


def possible_cells(diagram: InfluenceDiagram, factor: Factor) -> NDArray[np.bool_]:
    """Say which numbers of a factor some policy makes possible in some sample.

    They are all, if that cannot be found.
    """
    shape = factor.array.shape
    try:
        found = ever_possible(diagram, factor.variables)
    except TooLargeError:
        return np.ones(shape, dtype=bool)
    samples = (1,) * (len(shape) - found.ndim)
    return np.broadcast_to(found.reshape((*found.shape, *samples)), shape)


def possible_in_samples(diagram: InfluenceDiagram, known: Sequence[str]) -> NDArray[np.bool_]:
    """Say which combinations of known labels are possible in which samples (*sizes, *samples)."""
    shape = tuple(len(diagram.states(name)) for name in known)
    factors = _supports(diagram, known)
    try:
        if math.prod(shape) > MOST_TABLE_NUMBERS or len(shape) > MOST_TABLE_AXES:
            raise too_large(known, math.prod(map(float, shape)))
        if not factors:
            return np.ones((*shape, *(1,) * len(diagram.sample_shape)), dtype=bool)
        found = contract(factors, list(known)).aligned(known) > 0
    except TooLargeError as error:
        raise TooLargeError(
            f"policy: the information states must be few enough to be listed; {error.message}"
        ) from error
    return np.broadcast_to(found, (*shape, *found.shape[len(shape) :]))


def _supports(diagram: InfluenceDiagram, known: Sequence[str]) -> list[Factor]:
    """Return where the probabilities of all that known names depend on are positive."""
    # Of all that precedes the known names only this matters: where tables are positive.
    behind = ancestors(diagram, [name for name in known if name not in diagram.choices])
    tables = (table(diagram, name) for name in diagram.uncertainties if name in behind)
    return [Factor(f.variables, (f.array > 0).astype(np.float64)) for f in tables]


def pattern(diagram: InfluenceDiagram, known: Sequence[str]) -> list[tuple[tuple[str, ...], Any]]:
    """Return where the probabilities that decide what is possible are positive in some sample."""
    found: list[tuple[tuple[str, ...], Any]] = []
    for factor in _supports(diagram, known):
        shape = factor.array.shape[: len(factor.variables)]
        found.append((factor.variables, factor.array.reshape(*shape, -1).any(axis=-1).tolist()))
    return found
