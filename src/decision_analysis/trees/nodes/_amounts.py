"""Payoffs and other amounts as written, cleaned or faulted."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from typing import Any, TypeAlias

import numpy as np

from decision_analysis import _checks, _labelled, _shown
from decision_analysis._arrays import FloatArray, read_only
from decision_analysis._frozen import ReadOnly
from decision_analysis._limits import MOST_SAMPLE_AXES
from decision_analysis.errors import InvalidInputError
from decision_analysis.trees.nodes._forgotten import forgotten
from decision_analysis.trees.nodes._rest import REST

Number: TypeAlias = float | FloatArray
Payoff: TypeAlias = Number | Mapping[str, Number]

WAYS = (
    "its .to_numpy() where all samples have one order",
    "or amounts by attribute, its .to_dict()",
)
LARGEST = sys.float_info.max


def clean_number(what: str, value: Any, problems: list[str]) -> Number | None:
    """Return a finite number, or a read-only array of finite samples; else note the problem."""
    # plain numbers, the usual case, without an array
    if type(value) is float or type(value) is int:
        if -LARGEST <= value <= LARGEST:
            return float(value)
        problems.append(f"{what} must be finite; got {shown(value)}")
        return None
    if value is None or value is REST or isinstance(value, str | bool | np.bool_ | Mapping | set):
        problems.append(f"{what} must be a number or an array of samples; got {shown(value)}")
        return None
    try:
        # of a list or an array a message says "samples", else "the number"
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


def clean_payoff(value: Any, problems: list[str], *, written: bool = False) -> Payoff | None:
    """Return a payoff as a number, an array of samples or a read-only mapping of these.

    The mapping is by attribute. `written`: plain data that say that this is a payoff, so that lists
    by attribute are samples and nothing else.
    """
    if not _checks.is_mapping(value):
        if value is None:
            problems.append("payoff is missing")
            return None
        if _labelled.is_series(value) and _checks.is_labelled(value):
            problems.append(
                f"payoff must be samples without labels, {', '.join(WAYS)}; got a Series with the"
                f" labels {_checks.listed(list(value.index))}"
            )
            return None
        return clean_number("payoff", value, problems)
    if not value:
        problems.append("payoff must name at least one attribute; got {}")
    # outcomes or options without their `Chance` or `Decision` look like payoffs by attribute
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
        found = clean_number(f"payoff of {shown(attribute)}", amount, problems)
        # two labels may be the same as plain text, such as those of a `StrEnum` and of a `str`
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
