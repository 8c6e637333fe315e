"""`Box`: how far parameters may be off their base values at each horizon of uncertainty."""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Mapping
from typing import Any

import numpy as np

from decision_analysis import _checks
from decision_analysis._arrays import FloatArray
from decision_analysis._labelled import entries
from decision_analysis._shown import shown
from decision_analysis.core import Parameters
from decision_analysis.errors import InvalidInputError


@dataclasses.dataclass(frozen=True, eq=False)
class Box:
    """Base, scale down and up, and bounds (P,) of the parameters that are uncertain."""

    names: tuple[str, ...]
    base: FloatArray
    down: FloatArray
    up: FloatArray
    low: FloatArray
    high: FloatArray

    def at(self, z: FloatArray) -> FloatArray:
        """Return values (rows, P) at points in units of the scale, the horizon being max |z|."""
        with np.errstate(over="ignore"):
            values = self.base + np.where(z < 0, z * self.down, z * self.up)
        # what the bounds cut off is in no set, so that the sets stay nested
        values = np.clip(values, self.low, self.high)
        if not np.isfinite(values).all():
            raise InvalidInputError("horizon must leave all parameters finite; it is too large")
        return values


def box(parameters: Parameters, scale: Any, bounds: Any) -> Box:
    """Return the box of parameters by their ranges, by fractional error, or by a scale each."""
    down_up = _scales(parameters, scale)
    uncertain = {name: pair for name, pair in down_up.items() if max(pair) > 0}
    if not uncertain:
        raise InvalidInputError(
            "at least one parameter must be uncertain; all are constant: give scale="
        )
    names = tuple(uncertain)
    limits = _bounds(parameters, names, bounds)
    base = np.array([parameters[name].base for name in names])
    down, up = np.array(list(uncertain.values())).T
    low, high = np.array([limits.get(name, (-math.inf, math.inf)) for name in names]).T
    return Box(names, base, down, up, low, high)


def _scales(parameters: Parameters, scale: Any) -> dict[str, tuple[float, float]]:
    """Return by name how far a parameter is off at horizon 1, downwards and upwards."""
    if isinstance(scale, str):
        _checks.one_of("scale", scale, ("fraction",))
        return {name: (abs(each.base), abs(each.base)) for name, each in parameters.items()}
    if scale is not None:
        if _checks.is_number(scale):
            raise InvalidInputError(
                "scale must name the parameters of a model, or be 'fraction' or None; got"
                f" {shown(scale)}"
            )
        found = {}
        for name, each in entries("scale", scale).items():
            known = _checks.known("parameter in scale", name, list(parameters))
            size = _checks.number(f"scale of {known!r}", each, low=0)
            found[known] = (size, size)
        return found
    found = {}
    for name in parameters.varying:
        each = parameters[name]
        if each.low is None or each.high is None:
            raise InvalidInputError(
                f"parameter {name!r} has a distribution and no range low to high: give scale="
            )
        found[name] = (each.base - each.low, each.high - each.base)
    return found


def _bounds(
    parameters: Parameters, names: tuple[str, ...], given: Any
) -> Mapping[str, tuple[float, float]]:
    if given is None:
        return {}
    found = {}
    for label, pair in entries("bounds", given).items():
        name = _checks.known("parameter in bounds", label, list(parameters))
        low, high = _checks.pair(f"bounds of {name!r}", pair)
        base = parameters[name].base
        if not low <= base <= high:
            raise InvalidInputError(
                f"bounds of {name!r} must hold its base; got {low:g} to {high:g} around {base:g}"
            )
        found[name] = (low, high)
    return {name: pair for name, pair in found.items() if name in names}
