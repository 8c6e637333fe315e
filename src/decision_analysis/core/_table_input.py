"""What users pass to `DecisionTable`, cleaned; every fault is added to a list of problems, by label."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from decision_analysis import _checks
from decision_analysis._arrays import FloatArray
from decision_analysis._shown import shown
from decision_analysis.core._criterion import Criterion
from decision_analysis.errors import InvalidInputError

LARGEST = 1e300


def clean_criteria(given: Any, problems: list[str]) -> list[Criterion]:
    """Return the criteria; a string is one to maximize."""
    if isinstance(given, str | Criterion):
        given = [given]
        problems.append(f"criteria must be a sequence; got the one {shown(given[0])}")
    criteria: list[Criterion] = []
    for entry in _entries("criteria", given, problems):
        if isinstance(entry, Criterion):
            criteria.append(entry)
            continue
        try:
            criteria.append(Criterion(entry))
        except InvalidInputError as error:
            problems.append(str(error))
    if not criteria and not problems:
        problems.append("need at least one criterion")
    problems += [f"criterion {name!r} is named more than once" for name in _checks.repeats(c.name for c in criteria)]
    return criteria


def _entries(what: str, given: Any, problems: list[str]) -> list[Any]:
    try:
        return _checks.entries("", what, given)
    except InvalidInputError as error:
        problems.append(str(error).removeprefix(": "))
        return []


def clean_labels(given: Any, problems: list[str]) -> list[str]:
    """Return the labels of the alternatives."""
    if isinstance(given, str):
        problems.append(f"alternatives must be a sequence of labels; got the one string {shown(given)}")
        return [given]
    before = len(problems)
    labels = _entries("alternatives", given, problems)
    if not labels and len(problems) == before:
        problems.append("need at least one alternative")
    problems += [
        f"alternative labels must be non-empty strings; got {shown(a)}"
        for a in labels
        if not isinstance(a, str) or not a
    ]
    labels = list(map(_checks.plain, labels))
    problems += [
        f"alternative {a!r} is named more than once" for a in _checks.repeats(a for a in labels if isinstance(a, str))
    ]
    return labels


def clean_values(values: Any, criteria: list[Criterion], labels: list[str], problems: list[str]) -> FloatArray | None:
    """Return a float copy of the performances (..., A, C); None where something is wrong."""
    if _checks.is_pandas(values):
        problems.append(f"values must be an array; got a {type(values).__name__}: use DecisionTable.from_frame()")
        return None
    try:
        raw = _checks.read(values)
    except ValueError as error:
        problems.append(f"values must be a rectangular array of numbers; {error}")
        return None
    shape = (len(labels), len(criteria))
    if raw.ndim < 2 or raw.shape[-2:] != shape:
        problems.append(
            f"values must have shape (..., {shape[0]}, {shape[1]}) for alternatives x criteria; got {raw.shape}"
        )
        return None
    if 0 in raw.shape:
        problems.append(f"values must hold at least one sample; got shape {raw.shape}")
        return None

    def cell(index: tuple[int, ...]) -> str:
        return f"{labels[index[-2]]!r} on {criteria[index[-1]].name!r}{_checks.at(index[:-2])}"

    hidden = _checks.masked(values)
    if hidden is not None:
        problems.append(f"{cell(hidden)} is masked")
        return None
    if raw.dtype.kind not in "iuf":
        raw = np.asarray(values, dtype=object)
        strange = [i for i, v in np.ndenumerate(raw) if not _checks.is_number(v)]
        problems.extend(f"{cell(i)} must be a number; got {shown(raw[i])}" for i in strange[:10])
        if strange:
            return None
    array = _checks.as_floats(raw)
    if not np.isfinite(array).all():
        bad = np.argwhere(~np.isfinite(array))
        problems.extend(f"{cell(tuple(i))} is not finite" for i in bad[:10])
        problems.extend([f"and {len(bad) - 10} more"] if len(bad) > 10 else [])
        return None
    if (large := np.argwhere(np.abs(array) > LARGEST)).size:
        index = tuple(large[0])
        problems.append(f"{cell(index)} must be within {LARGEST:g} of 0, for sums to stay finite; got {array[index]:g}")
        return None
    return array


def clean_cell(label: str, value: Any, problems: list[str]) -> NDArray[Any]:
    """Return what stands in a row of one alternative, a number or an array of samples, as numpy reads it."""
    try:
        if _checks.masked(value) is None:
            return _checks.read(value)
        problems.append(f"{label!r} has a masked entry")
    except ValueError as error:
        problems.append(f"{label!r} must have numbers or arrays of samples; {error}")
    return np.zeros(())
