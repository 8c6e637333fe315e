"""`evaluate`: a number, or arithmetic over named numbers: `p * hit + (1 - p) * (1 - reject)`."""

from __future__ import annotations

import functools
import keyword
import re
from collections.abc import Mapping
from typing import Any

from decision_analysis import _checks
from decision_analysis._arrays import FloatArray
from decision_analysis._shown import shown
from decision_analysis.errors import InvalidInputError
from decision_analysis.io.formulas import STUDY, Cell, Formula, FormulaError, Formulas
from decision_analysis.io.formulas import shown as shortly

_LONGEST = 80
_CALLED = re.compile(r"(?<!\w)[^\W\d]\w*\s*\Z")
_FORMULAS = Formulas(STUDY, None)
_NO_EXPRESSION = " is not an expression of numbers and parameters"


def evaluate(place: str, text: object, values: Mapping[str, Any]) -> float | FloatArray:
    """Return the value of a number or of an expression over `values`, as `Evaluator` does."""
    return Evaluator(values).value(place, text)


class Evaluator:
    """Expressions over the same numbers: each text is read once, and each name checked once.

    Values are numbers or arrays of samples, which broadcast together; those of cells have the names
    of judgements, 'alternative: criterion'.
    """

    def __init__(self, values: Mapping[str, Any]) -> None:
        self.values = values
        self._checked: dict[str, Any] = {}
        self._found: dict[str, float | FloatArray] = {}

    def value(self, place: str, text: object) -> float | FloatArray:
        """Return the value of a number or of an expression; messages begin with `place`."""
        if _checks.is_number(text):
            return _checks.number(f"{place}: value", text)
        if not isinstance(text, str):
            raise InvalidInputError(
                f"{place}: must be a number or an expression; got {shown(text)}"
            )
        if text not in self._found:
            self._found[text] = self._computed(f"{place}: {_shortened(text)}", text)
        return self._found[text]

    def _computed(self, place: str, text: str) -> float | FloatArray:
        formula = _parsed(place, text)
        cells = formula.cells
        # each name must be known, and a number or samples
        known = {name: self._number(place, name, cells.get(name)) for name in formula.names}
        try:
            return formula.value(known)
        except FormulaError as error:
            why = str(error).removeprefix(shortly(text)) if error.fault == "function" else ""
            raise InvalidInputError(f"{place} is not finite{why}") from None
        except ValueError as error:
            raise InvalidInputError(f"{place}: samples must broadcast together; {error}") from None

    def _number(self, place: str, name: str, cell: Cell | None) -> Any:
        if name not in self._checked:
            if name not in self.values:
                raise _unknown(place, name, cell, self.values)
            self._checked[name] = _checks.numeric_array(f"{place}: {name}", self.values[name])
        return self._checked[name]


def parsed(place: str, text: str) -> Formula:
    """Return an expression that is read, with `.names` and `.cells`; a message begins with `place`.

    What was read lately is not read again.
    """
    return _parsed(f"{place}: {_shortened(text)}", text)


def _parsed(place: str, text: str) -> Formula:
    try:
        return _read(text)
    except FormulaError as error:
        raise InvalidInputError(f"{place}{_sentence(text, error)}") from None


@functools.lru_cache(maxsize=1024)
def _read(text: str) -> Formula:
    return _FORMULAS.parse(text)


def _unknown(
    place: str, name: str, cell: Cell | None, values: Mapping[str, Any]
) -> InvalidInputError:
    """Return the error of a name without a value, with the nearest of its kind that has one."""
    # plain data may have other keys
    values = {known: number for known, number in values.items() if isinstance(known, str)}
    if cell is None:
        words = [known for known in values if STUDY.word.fullmatch(known)]
        what = "parameter"
    else:
        # the label that is right leaves fewer cells to choose from
        cells = [known for known in values if ": " in known]
        in_row = [known for known in cells if known.startswith(f"{cell.alternative}: ")]
        in_column = [known for known in cells if known.endswith(f": {cell.criterion}")]
        words = in_row or in_column or cells
        what = "judgement"
    try:
        _checks.known(what, name, words, place=place)
    except InvalidInputError as error:
        return error
    raise AssertionError(name)


def _sentence(text: str, error: FormulaError) -> str:
    """Say that a text is not an expression, or else what is allowed.

    The latter is said of what another language would understand.
    """
    before, rest = text[: error.position], text[error.position :]
    if error.fault in ("cell", "length", "date", "arguments"):
        return str(error).removeprefix(shortly(text))
    refused = error.fault == "refused"
    if error.fault == "operand":
        refused = rest[0] not in ")*/"
    elif error.fault == "operator":
        # two operands side by side, a call, or a sign of another language
        number_or_name = STUDY.number.match(rest) or STUDY.word.match(rest)
        # after a complete operand a name and a bracket are a call, which other languages know
        call = _CALLED.search(before) if rest[0] == "(" else None
        if call and (meant := _checks.nearest(call[0].strip(), STUDY.functions)):
            unknown = f"unknown function {shown(call[0].strip())} (did you mean {meant!r}?)"
            return f": {unknown}; {STUDY.allowed}"
        words = any(keyword.iskeyword(word) for word in STUDY.word.findall(rest))
        refused = bool(words or call or not (number_or_name or rest[0] == "("))
    return (f": {STUDY.allowed}" if refused else _NO_EXPRESSION) + _position(text, error)


def _position(text: str, error: FormulaError) -> str:
    """Say at which character it ceases to be one, if it does before its end."""
    rest = text[error.position :][:20]
    return f"; see {rest!r} at character {error.position + 1}" if rest and error.position else ""


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
