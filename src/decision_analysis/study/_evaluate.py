"""`evaluate`: a number, or arithmetic over named numbers: `p * hit + (1 - p) * (1 - reject)`."""

from __future__ import annotations

import keyword
import re
from collections.abc import Mapping
from typing import Any

from decision_analysis import _checks
from decision_analysis._arrays import FloatArray
from decision_analysis._shown import shown
from decision_analysis.errors import InvalidInputError
from decision_analysis.io.formulas import STUDY, FormulaError, Formulas

_LONGEST = 80
_CALLED = re.compile(r"(?<!\w)[^\W\d]\w*\s*\Z")
_FORMULAS = Formulas(STUDY, None)


def evaluate(place: str, text: object, values: Mapping[str, Any]) -> float | FloatArray:
    """Return the value of a number or of an expression of + - * / over `values`.

    Nothing else is understood. Messages begin with `place`. Values may be arrays of samples, which
    broadcast together.
    """
    if _checks.is_number(text):
        return _checks.number(f"{place}: value", text)
    if not isinstance(text, str):
        raise InvalidInputError(f"{place}: must be a number or an expression; got {shown(text)}")
    place = f"{place}: {_shortened(text)}"
    try:
        formula = _FORMULAS.parse(text)
    except FormulaError as error:
        raise InvalidInputError(f"{place}{_sentence(text, error)}") from None
    # each name must be known, and a number or samples
    known = {
        name: _checks.numeric_array(
            f"{place}: {name}", values[_checks.known("parameter", name, values, place=place)]
        )
        for name in formula.names
    }
    try:
        return formula.value(known)
    except FormulaError:
        raise InvalidInputError(f"{place} is not finite") from None
    except ValueError as error:
        raise InvalidInputError(f"{place}: samples must broadcast together; {error}") from None


def _sentence(text: str, error: FormulaError) -> str:
    """Say that a text is not an expression, or else what is allowed.

    The latter is said of what another language would understand.
    """
    before, rest = text[: error.position], text[error.position :]
    refused = error.fault == "refused"
    if error.fault == "operand":
        refused = rest[0] not in ")*/"
    elif error.fault == "operator":
        # two operands side by side, a call, or a sign of another language
        number_or_name = STUDY.number.match(rest) or STUDY.word.match(rest)
        # after a complete operand a name and a bracket are a call, which other languages know
        call = rest[0] == "(" and _CALLED.search(before)
        words = any(keyword.iskeyword(word) for word in STUDY.word.findall(rest))
        refused = bool(words or call or not (number_or_name or rest[0] == "("))
    return f": {STUDY.allowed}" if refused else " is not an expression of numbers and parameters"


def _shortened(text: str) -> str:
    return repr(text) if len(text) <= _LONGEST else f"{text[: _LONGEST - 10]!r}..."


def names_in(text: object) -> list[str]:
    """Return the names that an expression uses; none of a number, or of what is no expression."""
    if not isinstance(text, str):
        return []
    try:
        return _FORMULAS.parse(text).names
    except FormulaError:
        return []
