"""Comparing a result with the figures of a case, member by member."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np

from decision_analysis._limits import TIE_TOLERANCE


def mismatches(result: Any, expected: Mapping[str, Any], tolerance: Mapping[str, Any]) -> list[str]:
    """Return one sentence for each expected figure that the result does not show."""
    problems: list[str] = []
    for key, want in expected.items():
        allowed = tolerance[key]
        problems += _differences(
            key, _member(result, key, want), want, 0.0 if allowed == "exact" else float(allowed)
        )
    return problems


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


def _differences(where: str, got: Any, want: Any, tolerance: float) -> Iterator[str]:
    # null in a list stands for a figure that the source does not print
    if want is None and where.endswith("]"):
        return
    if isinstance(want, Mapping):
        yield from _mapping_differences(where, got, want, tolerance)
    elif isinstance(want, list):
        got = list(got) if isinstance(got, tuple | list | np.ndarray) else got
        if not isinstance(got, list) or len(got) != len(want):
            yield f"{where} must be {want}; got {got}"
            return
        for i, (mine, figure) in enumerate(zip(got, want, strict=True)):
            yield from _differences(f"{where}[{i}]", mine, figure, tolerance)
    elif isinstance(want, int | float) and not isinstance(want, bool):
        # a difference of just the tolerance fits, whatever its rounding
        slack = tolerance * (1 + 1e-9) + TIE_TOLERANCE * max(1.0, abs(want))
        if (
            isinstance(got, str | bool | np.bool_)
            or np.ndim(got)
            or got is None
            or not abs(got - want) <= slack
        ):
            yield f"{where} must be {want} to within {tolerance:g}; got {got}"
    elif got != want or isinstance(got, bool | np.bool_) != isinstance(want, bool):
        yield f"{where} must be {want!r}; got {got!r}"


def _mapping_differences(
    where: str, got: Any, want: Mapping[str, Any], tolerance: float
) -> Iterator[str]:
    """Compare the keys that are given; a path of labels is written with ' > ', the root as ''."""
    if not isinstance(got, Mapping):
        yield f"{where} must be a mapping; got {got!r}"
        return
    # a path of labels as the case writes it
    written = {
        " > ".join(map(str, key)) if isinstance(key, tuple) else str(key): key for key in got
    }
    for key, figure in want.items():
        if key not in written:
            yield f"{where}[{key!r}] must be {figure}; there is none among {list(written)}"
        else:
            yield from _differences(f"{where}[{key!r}]", got[written[key]], figure, tolerance)
