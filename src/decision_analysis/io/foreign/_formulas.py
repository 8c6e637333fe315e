"""Arithmetic as other programs write it: numbers, names, + - * / ^ and brackets.

Names may hold spaces and brackets. Where the program has functions, calls of them too. Nothing is
executed, and neither length nor nesting is limited: Dijkstra's two stacks give the formula in
postfix order, then one stack computes it, for all samples at once.
"""

from __future__ import annotations

import dataclasses
import math
import operator
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, NamedTuple, TypeAlias

import numpy as np

from decision_analysis._arrays import FloatArray
from decision_analysis.io.documents import nearest
from decision_analysis.io.foreign._functions import CONSTANTS, FUNCTIONS, MANY, RANDOM

_SPACE = re.compile(r"\s*")
_SIGN = re.compile(r"[-+(]")
_NUMBER = re.compile(r"(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][-+]?[0-9]+)?(?![\w.])")
_WORD = re.compile(r"[\w.$]+")
_PLAIN = re.compile(r"[^\W\d][\w$]*")
_CALL = re.compile(r"([^\W\d][\w$]*)\s*\(")
_EMPTY = re.compile(r"\s*\)")
_LIST = re.compile(r"\s*\[")
_SYMBOL = re.compile(r"\*\*|\]\s*\)|[-+*/%^(),]")
_MINUS = "minus"
_PRECEDENCE = {"+": 1, "-": 1, "*": 2, "/": 2, "%": 2, _MINUS: 3, "^": 4}
_BINARY: dict[str, Callable[[Any, Any], Any]] = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "/": operator.truediv,
    "%": FUNCTIONS["mod"].compute,
    "^": operator.pow,
}
_LISTED = 20
_ARITHMETIC = "only numbers, names, + - * / ^ and brackets are read"
_GIVE = "a variable may be given a number instead, by load(path, values={'name': 0.5})"
_FUNCTIONS = (
    "only numbers, names, + - * / % ^, brackets and functions such as abs, exp, log, max, mean,"
    " min, round, sqrt and sum are read"
)


class Part(NamedTuple):
    """A name, an operator or the call of a function with so many arguments."""

    kind: str
    symbol: str
    arguments: int = 0


Postfix: TypeAlias = "list[float | Part]"
"""Numbers and parts, operands before their operator."""


@dataclasses.dataclass(slots=True)
class _Call:
    """The call of a function that is not closed yet, and its arguments so far."""

    name: str
    listed: bool
    count: int = 1


Waiting: TypeAlias = "list[str | _Call]"
"""Operators, opening brackets and calls whose operands are not complete yet."""

Number: TypeAlias = "float | FloatArray"


class FormulaError(ValueError):
    """A formula is not understood or has no finite value; its sentence is written late."""

    def __init__(self, say: Callable[[], str] | str) -> None:
        super().__init__()
        self.say = say

    def __str__(self) -> str:
        return self.say if isinstance(self.say, str) else self.say()


class Formulas:
    """Reads formulas over known names, and with the functions and constants of math.js where
    `functions` says so.

    Where several names fit, the longest does; a name that ends in a letter or digit ends there.
    Words that are added to a dict of names later are known from then on.
    """

    def __init__(self, names: Iterable[str], *, functions: bool = False) -> None:
        self.names: dict[str, Any] = names if isinstance(names, dict) else dict.fromkeys(names)
        self.functions = FUNCTIONS if functions else {}
        self.constants = CONSTANTS if functions else {}
        self.allowed = _FUNCTIONS if functions else _ARITHMETIC
        phrases = [name for name in self.names if not _PLAIN.fullmatch(name)]
        self._lengths = sorted({len(name) for name in phrases}, reverse=True)

    def parse(self, text: str) -> Postfix:
        """Return a formula in postfix order; a `FormulaError` says what is not understood."""
        found: Postfix = []
        waiting: Waiting = []
        position, operand = 0, True
        while True:
            position = _SPACE.match(text, position).end()  # type: ignore[union-attr]
            if position == len(text):
                break
            read = self._operand if operand else self._operator
            position, operand = read(text, position, found, waiting)
        if operand:
            raise FormulaError(
                f"{shown(text)} must have a number or a name at its end"
                if text.strip()
                else "is empty"
            )
        while waiting:
            above = waiting.pop()
            if above == "(" or isinstance(above, _Call):
                raise FormulaError(f"{shown(text)} has a bracket that is not closed")
            found.append(Part("operator", above))
        return found

    def _operand(
        self, text: str, position: int, found: Postfix, waiting: Waiting
    ) -> tuple[int, bool]:
        """Read an operand or what opens one; return where it ends and whether an operand must
        follow."""
        if name := self._name(text, position):
            found.append(Part("name", name))
            return position + len(name), False
        if match := _NUMBER.match(text, position):
            found.append(_finite(text, match[0]))
        elif (match := _CALL.match(text, position)) and match[1] in self.functions:
            if empty := _EMPTY.match(text, match.end()):
                self._called(text, match[1], 0, found)
                return empty.end(), False
            listed = (
                _LIST.match(text, match.end()) if self.functions[match[1]].most == MANY else None
            )
            waiting.append(_Call(match[1], listed is not None))
            return (listed or match).end(), True
        elif (match := _PLAIN.match(text, position)) and match[0] in self.constants:
            found.append(self.constants[match[0]])
        elif match := _SIGN.match(text, position):
            if match[0] != "+":
                waiting.append("(" if match[0] == "(" else _MINUS)
            return match.end(), True
        else:
            raise FormulaError(lambda: self._not_understood(text, position))
        return match.end(), False

    def _name(self, text: str, position: int) -> str | None:
        """Return the longest name that stands here."""
        word = _PLAIN.match(text, position)
        found = word[0] if word and word[0] in self.names else ""
        for length in self._lengths:
            if len(found) < length <= len(text) - position:
                phrase = text[position : position + length]
                if phrase in self.names and not (
                    _is_word(phrase[-1])
                    and _is_word(text[position + length : position + length + 1])
                ):
                    return phrase
        return found or None

    def _operator(
        self, text: str, position: int, found: Postfix, waiting: Waiting
    ) -> tuple[int, bool]:
        """Read an operator, or what ends an operand; return as `_operand` does."""
        match = _SYMBOL.match(text, position)
        if match is None or match[0] == "(" or (match[0] == "%" and not self.functions):
            raise self._no_operator(text, position)
        symbol = "^" if match[0] == "**" else match[0]
        if symbol[-1] in "),":
            self._end(text, position, found, waiting)
            return match.end(), symbol == ","
        rank = _PRECEDENCE[symbol]
        while waiting and isinstance(above := waiting[-1], str) and above != "(":
            if _PRECEDENCE[above] < rank or (symbol == "^" and _PRECEDENCE[above] == rank):
                break
            found.append(Part("operator", above))
            waiting.pop()
        waiting.append(symbol)
        return match.end(), True

    def _end(self, text: str, position: int, found: Postfix, waiting: Waiting) -> None:
        """End a bracket, a call, or an argument of one."""
        while waiting and isinstance(above := waiting[-1], str) and above != "(":
            found.append(Part("operator", above))
            waiting.pop()
        inner = waiting[-1] if waiting else None
        if text[position] == ",":
            if not isinstance(inner, _Call):
                raise self._no_operator(text, position)
            inner.count += 1
            return
        if (text[position] == "]") != (isinstance(inner, _Call) and inner.listed):
            raise self._no_operator(text, position)
        if inner is None:
            raise FormulaError(f"{shown(text)} has a bracket that was not opened")
        waiting.pop()
        if isinstance(inner, _Call):
            self._called(text, inner.name, inner.count, found)

    def _called(self, text: str, name: str, count: int, found: Postfix) -> None:
        function = self.functions[name]
        if not function.least <= count <= function.most:
            wanted = (
                f"{function.least} to {function.most}"
                if function.least < function.most
                else f"{function.least}"
            )
            wanted = f"at least {function.least}" if function.most == MANY else wanted
            raise FormulaError(
                f"{shown(text)}: the function {name!r} takes {wanted} arguments; got {count}"
            )
        found.append(Part("call", name, count))

    def _no_operator(self, text: str, position: int) -> FormulaError:
        return FormulaError(
            lambda: (
                f"{shown(text)} must have an operator before {text[position:][:20]!r};"
                f" {self.allowed}"
            )
        )

    def _not_understood(self, text: str, position: int) -> str:
        word = _WORD.match(text, position)
        if word is None:
            return (
                f"{shown(text)} must have a number or a name before {text[position:][:20]!r};"
                f" {self.allowed}"
            )
        if text[word.end() :].lstrip().startswith("("):
            if word[0] in RANDOM and self.functions:
                return (
                    f"{shown(text)} calls the function {word[0]!r}, which draws at random; {_GIVE}"
                )
            return f"{shown(text)} calls the function {shown(word[0])}; {self.allowed}"
        known = list(self.names)
        meant = nearest(word[0], known)
        hint = f" (did you mean {meant!r}?)" if meant else ""
        listed = (
            f"{known}"
            if len(known) <= _LISTED
            else f"{known[:_LISTED]} and {len(known) - _LISTED} others"
        )
        return f"{shown(text)}: unknown name {shown(word[0])}{hint}; known are {listed}"


def _is_word(character: str) -> bool:
    return character.isalnum() or character == "_"


def compute(text: str, formula: Postfix, values: Mapping[str, Number]) -> Number:
    """Return the value of a formula, by sample; a `FormulaError` says why it has none."""
    stack: list[Any] = []
    with np.errstate(all="ignore"):  # what is not finite is refused below
        try:
            for part in formula:
                if not isinstance(part, Part):
                    stack.append(part)
                elif part.kind == "name":
                    stack.append(values[part.symbol])
                elif part.kind == "call":
                    arguments = stack[-part.arguments :]
                    del stack[-part.arguments :]
                    stack.append(_result(text, part.symbol, arguments))
                elif part.symbol == _MINUS:
                    stack.append(-stack.pop())
                else:
                    right = stack.pop()
                    if part.symbol == "/" and isinstance(right, np.ndarray) and not right.all():
                        raise ZeroDivisionError
                    stack.append(_BINARY[part.symbol](stack.pop(), right))
        except ZeroDivisionError:
            raise FormulaError(f"{shown(text)} divides by zero") from None
        except OverflowError:
            raise FormulaError(f"{shown(text)} must be finite") from None
    (value,) = stack
    if isinstance(value, complex) or not np.all(np.isfinite(value)):
        raise FormulaError(f"{shown(text)} must be a finite real number; got {_worst(value)}")
    return value if isinstance(value, np.ndarray) else float(value)


def _result(text: str, name: str, arguments: Sequence[Any]) -> Any:
    """Return what a function gives, which must be real, as its arguments must."""
    found = (
        None
        if any(isinstance(value, complex) for value in arguments)
        else FUNCTIONS[name].compute(*arguments)
    )
    if found is None or np.any(np.isnan(found)):
        got = ", ".join(str(_worst(value)) for value in arguments[:3]) + (
            ", ..." if len(arguments) > 3 else ""
        )
        raise FormulaError(
            f"{shown(text)}: the function {name!r} must have a real value; got the arguments {got}"
        )
    return found if np.ndim(found) else float(found)


def _worst(value: Any) -> Any:
    """Return a number for a message: of samples one that is not finite, else the least."""
    if not isinstance(value, np.ndarray):
        return value
    bad = value[~np.isfinite(value)]
    return float(bad[0]) if bad.size else float(value.min())


def _finite(text: str, written: str) -> float:
    if math.isinf(number := float(written)):
        raise FormulaError(f"{shown(text)} must be a finite real number; got inf")
    return number


def shown(text: str) -> str:
    """Write a formula for a message, shortly."""
    return repr(text) if len(text) <= 60 else f"{text[:57]!r}..."
