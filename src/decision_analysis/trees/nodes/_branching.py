"""What leads on from a node: its name, labels and probabilities as written, cleaned or faulted."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import numpy as np

from decision_analysis import _checks
from decision_analysis._arrays import FloatArray, read_only
from decision_analysis._limits import PROBABILITY_TOLERANCE
from decision_analysis._probabilities import probability_problem, rescaled, sum_of, way_out
from decision_analysis.trees.nodes._amounts import Number, clean_number, shown
from decision_analysis.trees.nodes._rest import REST


def name_problems(name: object) -> list[str]:
    """Say that a name is not a non-empty string."""
    return (
        []
        if isinstance(name, str) and name
        else [f"name must be a non-empty string; got {shown(name)}"]
    )


def branches_problem(what: str, value: object, form: str) -> str | None:
    """Say that options or outcomes are not a non-empty mapping."""
    if not _checks.is_mapping(value):
        return f"{what} must be a mapping {form}; got {type(value).__name__}"
    return None if value else f"must have at least one {what[:-1]}; got none"


def label_problems(kind: str, labels: Sequence[object]) -> list[str]:
    """Say which option or outcome labels are not non-empty strings, or repeat as plain text."""
    twice = _checks.repeats(_checks.plain(label) for label in labels if isinstance(label, str))
    return [
        f"{kind} labels must not repeat; got {shown(label)} more than once" for label in twice
    ] + [
        f"{kind} labels must be non-empty strings; got {shown(label)}"
        for label in labels
        if not isinstance(label, str) or not label
    ]


def clean_probabilities(
    labels: Sequence[str], given: Sequence[Any], problems: list[str], *, rescale: bool = False
) -> tuple[list[Number], float]:
    """Return the probabilities with REST replaced, and the sum that was rescaled (else 1).

    In place of REST is what the others leave. Without faults they are non-negative and sum to 1
    within 1e-9, in every sample. `rescale` divides by a sum that rounding explains; of samples, the
    sum farthest off is returned.
    """
    # numbers in a plain node, the usual case, need no arrays
    if all(type(p) is float and 0 <= p <= 2 for p in given) and _is_one(math.fsum(given)):
        return list(given), 1.0
    before = len(problems)
    clean = [
        REST if p is REST else clean_number(f"probability of {label!r}", p, problems)
        for label, p in zip(labels, given, strict=True)
    ]
    rests = [label for label, p in zip(labels, given, strict=True) if p is REST]
    if len(rests) > 1:
        problems.append(f"only one probability may be REST; got it for {rests}")
    if len(problems) > before:
        return [], 1.0
    rest = next((i for i, p in enumerate(clean) if p is REST), None)
    known: list[Number] = [0.0 if p is REST else p for p in clean]  # type: ignore[misc]
    if (
        rest is None
        and all(type(p) is float and 0 <= p <= 2 for p in known)
        and _is_one(math.fsum(known))
    ):
        return known, 1.0
    return _completed(labels, known, rest, problems, rescale)


def _is_one(total: float) -> bool:
    return abs(total - 1) <= PROBABILITY_TOLERANCE


def _completed(
    labels: Sequence[str], known: list[Number], rest: int | None, problems: list[str], rescale: bool
) -> tuple[list[Number], float]:
    """Return probabilities as they are, rescaled or with what is left for REST, 0 until then."""
    try:
        # samples of all probabilities side by side, the outcomes as last axis
        stacked = np.stack(np.broadcast_arrays(*known), axis=-1)
    except ValueError:
        shapes = ", ".join(
            f"{label!r} {np.shape(p)}" for label, p in zip(labels, known, strict=True)
        )
        problems.append(f"probabilities must broadcast together; got samples of shape {shapes}")
        return [], 1.0
    # only sums that rounding explains are divided out
    scaled = rescaled(stacked, beside_rest=rest is not None) if rescale else stacked
    if problem := _problem(labels, scaled, rest, rescale):
        problems.append(problem)
        return [], 1.0
    total = 1.0
    if (scaled != stacked).any():
        totals = stacked.sum(axis=-1).reshape(-1)
        # of samples the sum that is farthest off, to be told
        off = totals - 1 if rest is not None else np.abs(totals - 1)
        total = float(totals[np.argmax(off)])
        known = [_number(scaled[..., i]) for i in range(len(known))]
    if rest is not None:
        # REST: what the others leave of 1
        others = math.fsum(scaled) if scaled.ndim == 1 else scaled.sum(axis=-1)
        # rounding may leave a little less than nothing
        known[rest] = _number(np.maximum(0.0, 1 - np.asarray(others)))
    return known, total


def _number(samples: FloatArray) -> Number:
    return float(samples) if samples.ndim == 0 else read_only(samples.copy())


def _problem(
    labels: Sequence[str], known: FloatArray, rest: int | None, rescale: bool
) -> str | None:
    """Say what is wrong with probabilities (..., n), with 0 for REST; None where nothing is."""
    if rest is None or known.min() < 0:
        return probability_problem(labels, known, rescale=rescale)
    flat = known.reshape(-1, known.shape[-1])
    with np.errstate(over="ignore"):
        totals = flat.sum(axis=-1)
    # REST may be nothing, but no sample of the others may sum to more than 1
    row = int(np.argmax(totals))
    if totals[row] <= 1 + PROBABILITY_TOLERANCE:
        return None
    others = [i for i in range(len(labels)) if i != rest]
    written = sum_of([labels[i] for i in others], flat[row, others]) + way_out(
        float(totals[row]), rescale
    )
    return f"probabilities beside REST must not exceed 1 in sum; got {written}"
