"""What a single node holds: payoffs and probabilities as written, cleaned or faulted."""

from __future__ import annotations

import math
import sys
from collections.abc import Mapping, Sequence
from typing import Any, TypeAlias

import numpy as np

from decision_analysis import _checks, _labelled, _shown
from decision_analysis._arrays import FloatArray, read_only
from decision_analysis._frozen import ReadOnly
from decision_analysis._limits import MOST_SAMPLE_AXES, PROBABILITY_TOLERANCE
from decision_analysis._probabilities import probability_problem, rescaled, sum_of, way_out
from decision_analysis.errors import InvalidInputError
from decision_analysis.trees.nodes._forgotten import forgotten
from decision_analysis.trees.nodes._rest import REST as REST
from decision_analysis.trees.nodes._rest import Rest as Rest

Number: TypeAlias = float | FloatArray
Payoff: TypeAlias = Number | Mapping[str, Number]

WAYS = (
    "its .to_numpy() where all samples have one order",
    "or amounts by attribute, its .to_dict()",
)
LARGEST = sys.float_info.max


def number(what: str, value: Any, problems: list[str]) -> Number | None:
    """Return a finite number, or a read-only array of finite samples; else note the problem."""
    if type(value) is float or type(value) is int:
        if -LARGEST <= value <= LARGEST:
            return float(value)
        problems.append(f"{what} must be finite; got {shown(value)}")
        return None
    if value is None or value is REST or isinstance(value, str | bool | np.bool_ | Mapping | set):
        problems.append(f"{what} must be a number or an array of samples; got {shown(value)}")
        return None
    try:
        several = getattr(value, "ndim", isinstance(value, list | tuple))
        array = _checks.numeric_array(f"{what}: {'samples' if several else 'the number'}", value)
    except InvalidInputError as error:
        problems.append(error.message)
        return None
    if array.ndim == 0:
        return float(array)
    if not array.size:
        problems.append(f"{what} must hold at least one sample; got shape {array.shape}")
        return None
    if array.ndim > MOST_SAMPLE_AXES:
        problems.append(
            f"{what} must have at most {MOST_SAMPLE_AXES} axes of samples; got {array.ndim}"
        )
        return None
    return read_only(array)


def payoff(value: Any, problems: list[str], *, written: bool = False) -> Payoff | None:
    """Return a payoff as a number, an array of samples or a read-only mapping of these by
    attribute.

    `written`: plain data that say that this is a payoff, so that lists by attribute are samples and
    nothing else.
    """
    if not isinstance(value, Mapping):
        if value is None:
            problems.append("payoff is missing")
            return None
        if _labelled.is_series(value) and _checks.is_labelled(value):
            problems.append(
                f"payoff must be samples without labels, {', '.join(WAYS)}; got a Series with the"
                f" labels {_checks.listed(list(value.index))}"
            )
            return None
        return number("payoff", value, problems)
    if not value:
        problems.append("payoff must name at least one attribute; got {}")
    if problem := forgotten(value, lists=not written):
        problems.append(problem)
        return None
    clean: dict[str, Number] = {}
    for attribute, amount in value.items():
        if not isinstance(attribute, str) or not attribute:
            problems.append(
                f"payoff must name its attributes by non-empty strings; got {shown(attribute)}"
            )
            continue
        found = number(f"payoff of {shown(attribute)}", amount, problems)
        if _checks.plain(attribute) in clean:
            problems.append(f"payoff must name each attribute once; got {shown(attribute)} twice")
        if found is not None:
            clean[_checks.plain(attribute)] = found
    return ReadOnly(clean)


def shown(value: object) -> str:
    """Write a value that is no number: short ones as they are, others by their kind."""
    text = _shown.shown(value)
    return (
        text
        if len(text) <= 80 and "\n" not in text
        else f"something of type {type(value).__name__}"
    )


def label_problems(kind: str, labels: Sequence[object]) -> list[str]:
    """Say which labels of options or outcomes are not non-empty strings, or are the same as plain
    text."""
    twice = _checks.repeats(_checks.plain(label) for label in labels if isinstance(label, str))
    return [
        f"{kind} labels must not repeat; got {shown(label)} more than once" for label in twice
    ] + [
        f"{kind} labels must be non-empty strings; got {shown(label)}"
        for label in labels
        if not isinstance(label, str) or not label
    ]


def probabilities(
    labels: Sequence[str], given: Sequence[Any], problems: list[str], *, rescale: bool = False
) -> tuple[list[Number], float]:
    """Return the probabilities with REST replaced by what the others leave, and the sum that was
    rescaled (else 1).

    Without faults they are non-negative and sum to 1 within 1e-9, in every sample. `rescale`
    divides by a sum that rounding explains; of samples, the sum farthest off is returned.
    """
    if all(type(p) is float and 0 <= p <= 2 for p in given) and _is_one(math.fsum(given)):
        return list(given), 1.0
    before = len(problems)
    clean = [
        REST if p is REST else number(f"probability of {label!r}", p, problems)
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
    """Return probabilities as they are, rescaled or with what is left in place of REST, which is 0
    until then."""
    try:
        stacked = np.stack(np.broadcast_arrays(*known), axis=-1)
    except ValueError:
        shapes = ", ".join(
            f"{label!r} {np.shape(p)}" for label, p in zip(labels, known, strict=True)
        )
        problems.append(f"probabilities must broadcast together; got samples of shape {shapes}")
        return [], 1.0
    scaled = rescaled(stacked, beside_rest=rest is not None) if rescale else stacked
    if problem := _problem(labels, scaled, rest, rescale):
        problems.append(problem)
        return [], 1.0
    total = 1.0
    if (scaled != stacked).any():
        totals = stacked.sum(axis=-1).reshape(-1)
        off = totals - 1 if rest is not None else np.abs(totals - 1)
        total = float(totals[np.argmax(off)])
        known = [_number(scaled[..., i]) for i in range(len(known))]
    if rest is not None:
        others = math.fsum(scaled) if scaled.ndim == 1 else scaled.sum(axis=-1)
        known[rest] = _number(np.maximum(0.0, 1 - np.asarray(others)))
    return known, total


def _number(samples: FloatArray) -> Number:
    return float(samples) if samples.ndim == 0 else read_only(samples.copy())


def _problem(
    labels: Sequence[str], known: FloatArray, rest: int | None, rescale: bool
) -> str | None:
    """Say what is wrong with probabilities (..., n), of which that of REST is 0; None where nothing
    is."""
    if rest is None or known.min() < 0:
        return probability_problem(labels, known, rescale=rescale)
    flat = known.reshape(-1, known.shape[-1])
    with np.errstate(over="ignore"):
        totals = flat.sum(axis=-1)
    row = int(np.argmax(totals))
    if totals[row] <= 1 + PROBABILITY_TOLERANCE:
        return None
    others = [i for i in range(len(labels)) if i != rest]
    written = sum_of([labels[i] for i in others], flat[row, others]) + way_out(
        float(totals[row]), rescale
    )
    return f"probabilities beside REST must not exceed 1 in sum; got {written}"
