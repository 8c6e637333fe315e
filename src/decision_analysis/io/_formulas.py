"""Arithmetic as other programs write it: numbers, names (which may hold spaces and brackets), + - * / ^ and brackets.

Nothing is executed, and nesting is not limited: Dijkstra's two stacks give the formula in postfix order, then one stack
computes it.
"""

from __future__ import annotations

import math
import operator
import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from decision_analysis.io._sentences import nearest

_SPACE = re.compile(r"\s*")
_SIGN = re.compile(r"[-+(]")
_NUMBER = re.compile(r"(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][-+]?[0-9]+)?(?![\w.])")
_WORD = re.compile(r"[\w.$]+")
_PLAIN = re.compile(r"[^\W\d][\w$]*")
_SYMBOL = re.compile(r"\*\*|[-+*/^()]")
_MINUS = "minus"
_PRECEDENCE = {"+": 1, "-": 1, "*": 2, "/": 2, _MINUS: 3, "^": 4}
_BINARY: dict[str, Callable[[Any, Any], Any]] = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "/": operator.truediv,
    "^": operator.pow,
}

Postfix = list[float | tuple[str, str]]
"""Numbers, ('name', name) and ('operator', symbol), operands before their operator."""


class FormulaError(ValueError):
    """A formula is not understood, or has no finite value; the message is a sentence for the user."""


class Formulas:
    """Reads formulas over known names.

    Where several names fit, the longest does; a name that ends in a letter or digit ends there.
    """

    def __init__(self, names: Iterable[str]) -> None:
        self.names = dict.fromkeys(names)
        forms = [
            re.escape(name) + (r"(?!\w)" if name[-1].isalnum() or name[-1] == "_" else "")
            for name in sorted(self.names, key=len, reverse=True)
            if not _PLAIN.fullmatch(name)
        ]
        self._phrase = re.compile("|".join(forms)) if forms else None

    def add(self, name: str) -> None:
        """Know one more name, a plain word."""
        self.names[name] = None

    def parse(self, text: str) -> Postfix:
        """Return a formula in postfix order; a `FormulaError` says what is not understood."""
        found: Postfix = []
        waiting: list[str] = []
        position, operand = 0, True
        while True:
            position = _SPACE.match(text, position).end()  # type: ignore[union-attr]
            if position == len(text):
                break
            if operand:
                position, operand = self._operand(text, position, found, waiting)
            else:
                position, operand = self._operator(text, position, found, waiting)
        if operand:
            raise FormulaError(f"{shown(text)} must have a number or a name at its end" if text.strip() else "is empty")
        while waiting:
            if waiting[-1] == "(":
                raise FormulaError(f"{shown(text)} has a bracket that is not closed")
            found.append(("operator", waiting.pop()))
        return found

    def _operand(self, text: str, position: int, found: Postfix, waiting: list[str]) -> tuple[int, bool]:
        """Read a number, a name, an opening bracket or a sign; return what follows and whether an operand must."""
        if match := self._name(text, position):
            found.append(("name", match[0]))
        elif match := _NUMBER.match(text, position):
            found.append(float(match[0]))
        elif match := _SIGN.match(text, position):
            if match[0] != "+":
                waiting.append("(" if match[0] == "(" else _MINUS)
            return match.end(), True
        else:
            raise FormulaError(self._not_understood(text, position))
        return match.end(), False

    def _name(self, text: str, position: int) -> re.Match[str] | None:
        """Return the longest name that stands here."""
        phrase = self._phrase.match(text, position) if self._phrase else None
        word = _PLAIN.match(text, position)
        if word is None or word[0] not in self.names or (phrase and phrase.end() >= word.end()):
            return phrase
        return word

    def _operator(self, text: str, position: int, found: Postfix, waiting: list[str]) -> tuple[int, bool]:
        match = _SYMBOL.match(text, position)
        if match is None or match[0] == "(":
            raise FormulaError(f"{shown(text)} must have an operator before {text[position:][:20]!r}; {_ALLOWED}")
        symbol = "^" if match[0] == "**" else match[0]
        if symbol == ")":
            while waiting and waiting[-1] != "(":
                found.append(("operator", waiting.pop()))
            if not waiting:
                raise FormulaError(f"{shown(text)} has a bracket that was not opened")
            waiting.pop()
            return match.end(), False
        rank = _PRECEDENCE[symbol]
        while waiting and waiting[-1] != "(":
            above = _PRECEDENCE[waiting[-1]]
            if above < rank or (symbol == "^" and above == rank):
                break
            found.append(("operator", waiting.pop()))
        waiting.append(symbol)
        return match.end(), True

    def _not_understood(self, text: str, position: int) -> str:
        word = _WORD.match(text, position)
        if word is None:
            return f"{shown(text)} must have a number or a name before {text[position:][:20]!r}; {_ALLOWED}"
        if text[word.end() :].lstrip().startswith("("):
            return f"{shown(text)} calls the function {word[0]!r}; {_ALLOWED}"
        known = list(self.names)
        meant = nearest(word[0], known)
        hint = f" (did you mean {meant!r}?)" if meant else ""
        listed = f"{known}" if len(known) <= _LISTED else f"{known[:_LISTED]} and {len(known) - _LISTED} others"
        return f"{shown(text)}: unknown name {word[0]!r}{hint}; known are {listed}"


_LISTED = 20
_ALLOWED = "only numbers, names, + - * / ^ and brackets are read"


def compute(text: str, formula: Postfix, values: Mapping[str, float]) -> float:
    """Return the value of a formula; a `FormulaError` says why it has none."""
    stack: list[Any] = []
    try:
        for part in formula:
            if not isinstance(part, tuple):
                stack.append(part)
            elif part[0] == "name":
                stack.append(values[part[1]])
            elif part[1] == _MINUS:
                stack.append(-stack.pop())
            else:
                right = stack.pop()
                stack.append(_BINARY[part[1]](stack.pop(), right))
    except ZeroDivisionError:
        raise FormulaError(f"{shown(text)} divides by zero") from None
    except OverflowError:
        raise FormulaError(f"{shown(text)} must be finite") from None
    (value,) = stack
    if isinstance(value, complex) or not math.isfinite(value):
        raise FormulaError(f"{shown(text)} must be a finite real number; got {value}")
    return float(value)


def resolve(texts: Mapping[str, str | float], formulas: Formulas) -> tuple[dict[str, float], dict[str, str]]:
    """Return the values of named formulas that use one another in any order, and why the others have none."""
    parsed: dict[str, Postfix] = {}
    faults: dict[str, str] = {}
    for name, text in texts.items():
        try:
            parsed[name] = formulas.parse(text) if isinstance(text, str) else [float(text)]
        except FormulaError as error:
            faults[name] = str(error)
    waiting = {name: {part[1] for part in formula if isinstance(part, tuple) and part[0] == "name"}
               for name, formula in parsed.items()}  # fmt: skip
    users: dict[str, list[str]] = {}
    for name, used in waiting.items():
        for other in used:
            users.setdefault(other, []).append(name)
    values: dict[str, float] = {}
    ready = [name for name, used in waiting.items() if not used]
    for name in ready:
        try:
            values[name] = compute(str(texts[name]), parsed[name], values)
        except FormulaError as error:
            faults[name] = str(error)
            continue
        for user in users.get(name, ()):
            waiting[user].discard(name)
            if not waiting[user]:
                ready.append(user)
    failed = list(faults)
    for name in failed:
        for user in users.get(name, ()):
            if user not in faults:
                faults[user] = f"{shown(str(texts[user]))} uses {name!r}, which cannot be computed"
                failed.append(user)
    for name in parsed:
        if name not in values and name not in faults:
            others = sorted(waiting[name])
            faults[name] = f"{shown(str(texts[name]))} uses {others}, and names must not use one another in a circle"
    return values, faults


def shown(text: str) -> str:
    """Write a formula for a message, shortly."""
    return repr(text) if len(text) <= 60 else f"{text[:57]!r}..."
