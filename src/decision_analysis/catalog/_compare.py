"""Comparing a result with the figures of a case, member by member."""

from __future__ import annotations

import dataclasses
import functools
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any

import numpy as np

from decision_analysis import _checks
from decision_analysis._limits import TIE_TOLERANCE
from decision_analysis._shown import shown
from decision_analysis.catalog._figure import Figure


def mismatches(result: Any, expected: Mapping[str, Any], tolerance: Mapping[str, Any]) -> list[str]:
    """Return one sentence for each expected figure that the result does not show."""
    return [figure.problem for figure in figures(result, expected, tolerance) if figure.problem]


def figures(
    result: Any,
    expected: Mapping[str, Any],
    tolerance: Mapping[str, Any],
    units: Mapping[str, float | None] = MappingProxyType({}),
) -> list[Figure]:
    """Return each expected figure beside what the result shows in its place."""
    found: list[Figure] = []
    for key, want in expected.items():
        allowed = tolerance[key]
        got = _member(result, key, want)
        compared = _figures(key, got, want, 0.0 if allowed == "exact" else float(allowed))
        unit = units.get(key)
        found += [
            dataclasses.replace(each, unit=unit) if _is_number(each.given) else each
            for each in compared
        ]
    return found


def _is_number(figure: Any) -> bool:
    return isinstance(figure, int | float) and not isinstance(figure, bool)


def _member(result: Any, key: str, want: Any) -> Any:
    """Return the attribute `key`, or that of an attribute.

    A function is called, for each point `want` is keyed by.
    """
    # a dotted key leads through members, such as "ranking.scores"
    member = result if key == "result" else functools.reduce(getattr, key.split("."), result)
    if not callable(member):
        return member
    return (
        {point: member(float(point)) for point in want}
        if isinstance(want, Mapping) and _points(want)
        else member()
    )


def _points(keys: Mapping[str, Any]) -> bool:
    try:
        return [float(key) for key in keys] != []
    except ValueError:
        return False


def _figures(where: str, got: Any, want: Any, tolerance: float) -> Iterator[Figure]:
    # null in a list stands for a figure that the source does not print
    if want is None and where.endswith("]"):
        return
    if isinstance(want, Mapping):
        yield from _figures_of_mapping(where, got, want, tolerance)
    elif isinstance(want, list):
        got = list(got) if isinstance(got, tuple | list | np.ndarray) else got
        if not isinstance(got, list) or len(got) != len(want):
            yield Figure(where, want, got, problem=f"{where} must be {want}; got {got}")
            return
        for i, (mine, figure) in enumerate(zip(got, want, strict=True)):
            yield from _figures(f"{where}[{i}]", mine, figure, tolerance)
    elif _is_number(want):
        # a difference of just the tolerance fits, whatever its rounding
        slack = tolerance * (1 + 1e-9) + TIE_TOLERANCE * max(1.0, abs(want))
        number = float(_checks.as_floats(np.asarray(got))) if _checks.is_number(got) else np.nan
        off = not abs(number - want) <= slack
        found = shown(got.item() if isinstance(got, np.generic) else got)
        problem = f"{where} must be {want} to within {tolerance:g}; got {found}" if off else ""
        yield Figure(where, want, got, problem=problem)
    else:
        off = got != want or isinstance(got, bool | np.bool_) != isinstance(want, bool)
        problem = f"{where} must be {want!r}; got {shown(got)}" if off else ""
        yield Figure(where, want, got, problem=problem)


def _figures_of_mapping(
    where: str, got: Any, want: Mapping[str, Any], tolerance: float
) -> Iterator[Figure]:
    """Compare the keys that are given; a path of labels is written with ' > ', the root as ''."""
    if not isinstance(got, Mapping):
        yield Figure(where, want, got, problem=f"{where} must be a mapping; got {shown(got)}")
        return
    # a path of labels as the case writes it
    written = {
        " > ".join(map(str, key)) if isinstance(key, tuple) else str(key): key for key in got
    }
    for key, figure in want.items():
        place = f"{where}[{key!r}]"
        if key not in written:
            problem = f"{place} must be {figure}; there is none among {list(written)}"
            yield Figure(place, figure, None, problem=problem)
        else:
            yield from _figures(place, got[written[key]], figure, tolerance)
