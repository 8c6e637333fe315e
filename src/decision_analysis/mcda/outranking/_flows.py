"""Single-criterion flows of PROMETHEE, from which all flows follow linearly in the weights."""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping, Sequence
from typing import TypeAlias

import numpy as np

from decision_analysis import _checks, _labelled
from decision_analysis._arrays import FloatArray
from decision_analysis._limits import CACHE_BLOCK, TIE_TOLERANCE
from decision_analysis._named import leads_out
from decision_analysis._shown import shown
from decision_analysis.errors import InvalidInputError
from decision_analysis.mcda._blocks import blocks, noise_of
from decision_analysis.mcda.preference import PreferenceFunction

Function: TypeAlias = Callable[[FloatArray], FloatArray]
Preference: TypeAlias = Function | Mapping[str, Function]
Degrees: TypeAlias = Callable[[FloatArray, FloatArray], FloatArray]
"""From differences of performances and their noise to degrees of preference."""


def preference_functions(names: Sequence[str], preference: object) -> tuple[Degrees, ...]:
    """Return the preference function of each criterion; a mapping names every criterion, one
    function serves all."""
    if _labelled.has_labels(preference):
        given = list(_labelled.by_name("preference", preference, names).values())
    else:
        given = [preference] * len(names)
    return tuple(_degrees(name, function) for name, function in zip(names, given, strict=True))


def _degrees(name: str, function: object) -> Degrees:
    if isinstance(function, PreferenceFunction):
        return function._degrees
    if not callable(function) or isinstance(function, type):
        raise InvalidInputError(
            f"preference of {name!r} must be a function of mcda.preference or another"
            f" callable; got {shown(function)}"
        )
    foreign = functools.partial(_foreign, f"preference of {name!r}", function)
    try:
        foreign(np.zeros(1), np.zeros(1))
    except TypeError as error:
        raise InvalidInputError(
            f"preference of {name!r} must take an array of differences; {error}"
        ) from error
    return foreign


@leads_out
def _foreign(
    what: str, function: Function, differences: FloatArray, noise: FloatArray
) -> FloatArray:
    """Call a user's function on differences without noise.

    Degrees outside [0, 1], of another shape, or positive without an advantage are refused.
    """
    differences = np.where(np.abs(differences) <= noise, 0.0, differences)
    degrees = _checks.numeric_array(f"{what}: degrees", function(differences))
    if degrees.shape != differences.shape:
        raise InvalidInputError(
            f"{what} must keep the shape {differences.shape}; got {degrees.shape}"
        )
    if degrees.size and (degrees.min() < 0 or degrees.max() > 1):
        raise InvalidInputError(
            f"{what} must be in [0, 1]; got {degrees.min():g} to {degrees.max():g}"
        )
    if degrees[differences == 0].any():
        raise InvalidInputError(
            f"{what} must be 0 for equal performances; got {degrees[differences == 0].max():g}"
        )
    return degrees


def criterion_flows(
    values: FloatArray, functions: Sequence[Degrees]
) -> tuple[FloatArray, FloatArray]:
    """Return positive and negative flows (..., C, A) of each criterion: mean degrees over the other
    alternatives."""
    columns = np.moveaxis(values, -1, -2)
    flat = columns.reshape(-1, *columns.shape[-2:])
    noise = noise_of(values.reshape(-1, *values.shape[-2:]))
    positive, negative = np.zeros(flat.shape), np.zeros(flat.shape)
    size = flat.shape[-1]
    rows = max(1, min(size, CACHE_BLOCK // size))
    for column, function in enumerate(functions):
        for block in blocks(len(flat), size * rows):
            performance = flat[block, column]
            for start in range(0, size, rows):
                above = performance[:, start : start + rows, None]
                degrees = function(above - performance[:, None, :], noise[block, :, column, None])
                positive[block, column, start : start + rows] = degrees.sum(axis=-1)
                negative[block, column] += degrees.sum(axis=-2)
    others = max(size - 1, 1)
    return (positive / others).reshape(columns.shape), (negative / others).reshape(columns.shape)


def weighted(weights: FloatArray, flows: FloatArray) -> FloatArray:
    """Return the flows (..., A) of all criteria together."""
    if flows.ndim == 2:
        total: FloatArray = weights @ flows
        return total
    joint: FloatArray = np.einsum("...c,...ca->...a", weights, flows)
    return joint


def net_flow(positive: FloatArray, negative: FloatArray) -> FloatArray:
    """Return positive - negative; what is no more than the rounding of the two is 0, so that equal
    flows tie."""
    net = positive - negative
    return np.where(np.abs(net) <= TIE_TOLERANCE * (positive + negative), 0.0, net)
