"""`Scope`: the variables of SilverDecisions, assigned by code and used in formulas."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any, Final

from decision_analysis.io.formulas import (
    SILVER_DECISIONS,
    SPACES,
    FormulaError,
    Formulas,
    Number,
    shown,
)

LONGEST = 400
"""Most characters of a mixed number or a repeating decimal; both are fractions of whole numbers."""

_MIXED = re.compile(r"(-?)([0-9]+) ([0-9]+)/([0-9]+)\Z")
_REPEATING = re.compile(r"(-?)([0-9]*)\.([0-9]*)(?:\(([0-9]+)\)|'([0-9]+)')\Z")
_ASSIGNMENT = re.compile(rf"[{SPACES}]*([^\W\d][\w$]*)[{SPACES}]*=(?!=)(.*)\Z", re.DOTALL)
_WORD = re.compile(r"#[^\n]*|[()\[\];\n]|[^#()\[\];\n]+")
_COMMENT = re.compile(r"#[^\n]*")
_UNSET: Final = object()


class Scope:
    """The variables that hold at a node.

    What its code assigns is taken back when the reader leaves it. `given` are values that go before
    all that the file says of a variable.
    """

    def __init__(self, given: Mapping[str, Number]) -> None:
        self.given = given
        self.assigned: dict[str, None] = {}
        self.values: dict[str, Number] = {}
        self.formulas = Formulas(SILVER_DECISIONS, self.values)
        self._before: list[tuple[str, Any]] = []

    @property
    def mark(self) -> int:
        """How much has been assigned so far, for `back`."""
        return len(self._before)

    def back(self, mark: int) -> None:
        """Take back what has been assigned since a mark."""
        while len(self._before) > mark:
            name, value = self._before.pop()
            if value is _UNSET:
                del self.values[name]
            else:
                self.values[name] = value

    def run(self, code: str) -> Iterator[FormulaError]:
        """Read a piece of code, of which only assignments are read, and yield its faults."""
        for line, statement in _statements(code):
            if (match := _ASSIGNMENT.match(statement)) is None:
                yield FormulaError(
                    _late(line, f"{shown(statement)} must be an assignment, name = formula")
                )
                continue
            name, formula = match[1], match[2].strip(SPACES)
            value: Number = 1.0  # so that what uses a faulty variable is not called faulty too
            try:
                value = self.given[name] if name in self.given else self._value(formula)
            except FormulaError as error:
                yield FormulaError(_late(line, error))
            self.assigned[name] = None
            # what was there before, so that it can be taken back
            self._before.append((name, self.values.get(name, _UNSET)))
            self.values[name] = value

    def number(self, text: str) -> Number:
        """Return the value of a payoff or probability: a fraction, mixed or not, or a formula."""
        text = _COMMENT.sub("", text).strip(SPACES)
        if len(text) <= LONGEST and (fraction := _fraction(text)) is not None:
            try:
                return float(fraction)
            except OverflowError:
                raise FormulaError(f"{shown(text)} must be finite") from None
        return self._value(text)

    def _value(self, formula: str) -> Number:
        return self.formulas.parse(formula).value(self.values)


def _late(line: int, said: object) -> Any:
    return lambda: f"line {line} of the code: {said}"


def _statements(code: str) -> Iterator[tuple[int, str]]:
    """Yield the statements of a piece of code, each with its line; an open bracket joins lines."""
    words: list[str] = []
    line, begun, depth = 1, 1, 0
    # a last semicolon ends the last statement
    for word in [*_WORD.findall(code), ";"]:
        if word == ";" or (word == "\n" and depth <= 0):
            if statement := "".join(words).strip(SPACES):
                yield begun, statement
            words, depth = [], 0
        elif not word.startswith("#") and (words or not word.isspace()):
            # a statement has the line of its first word
            begun = begun if words else line
            words.append(word)
            depth += (word in "([") - (word in ")]")
        line += word == "\n"


def _fraction(text: str) -> Fraction | None:
    """Return a mixed number or a repeating decimal as a fraction; None of what is neither."""
    if mixed := _MIXED.match(text):
        whole, above, below = (int(part) for part in mixed.groups()[1:])
        # a mixed number such as -1 1/2: the sign is that of all of it
        return (-1 if mixed[1] else 1) * (whole + Fraction(above, below)) if below else None
    if repeating := _REPEATING.match(text):
        sign, whole_part, fixed, *repeated = repeating.groups()
        again = repeated[0] or repeated[1]
        # 0.f(r) = (fr - f) / (10^|f| (10^|r| - 1))
        shift, period = 10 ** len(fixed), 10 ** len(again) - 1
        part = Fraction(int((fixed + again) or 0) - int(fixed or 0), shift * period)
        return (-1 if sign else 1) * (int(whole_part or 0) + part)
    return None
