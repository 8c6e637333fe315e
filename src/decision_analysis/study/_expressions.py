"""Arithmetic over named numbers, written as text: `p * hit + (1 - p) * (1 - reject)`.

Nothing is executed, and neither length nor nesting is limited: Dijkstra's two stacks bring a text
into postfix order, then one stack computes it.
"""

from __future__ import annotations

import keyword
import math
import operator
import re
from collections.abc import Callable, Mapping
from typing import Any, NoReturn, TypeAlias

import numpy as np

from decision_analysis import _checks
from decision_analysis._arrays import FloatArray
from decision_analysis._shown import shown
from decision_analysis.errors import InvalidInputError

_BINARY: dict[str, Callable[[Any, Any], Any]] = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "/": operator.truediv,
}
_MINUS, _PLUS = "minus", "plus"
_PRECEDENCE = {"+": 1, "-": 1, "*": 2, "/": 2, _MINUS: 3, _PLUS: 3}
_TOKEN = re.compile(
    r"\s*(?:(?P<number>0[xXoObB]\w*|(?:[0-9][0-9_]*\.?[0-9_]*|\.[0-9][0-9_]*)(?:[eE][-+]?[0-9][0-9_]*)?)(?!\w)"
    r"|(?P<name>[^\W\d]\w*)|(?P<sign>[-+*/()](?![*/]))|(?P<other>\*\*|//|\S))"
)
_LONGEST = 80

Token: TypeAlias = tuple[str, str]
"""What it is - 'number', 'name', 'sign' or 'other' - and how it is written."""


def evaluate(place: str, text: object, values: Mapping[str, Any]) -> float | FloatArray:
    """Return the value of a number or of an expression of + - * / over `values`; nothing else is
    understood.

    Messages begin with `place`. Values may be arrays of samples, which broadcast together.
    """
    if _checks.is_number(text):
        return _checks.number(f"{place}: value", text)
    if not isinstance(text, str):
        raise InvalidInputError(f"{place}: must be a number or an expression; got {shown(text)}")
    place = f"{place}: {_shown(text)}"
    tokens = [
        (str(match.lastgroup), match[str(match.lastgroup)])
        for match in _TOKEN.finditer(text.strip())
    ]
    postfix = _in_postfix(place, tokens)
    with np.errstate(all="ignore"):
        try:
            result = _computed(place, postfix, values)
        except ValueError as error:
            if isinstance(error, InvalidInputError):
                raise
            raise InvalidInputError(f"{place}: samples must broadcast together; {error}") from None
    if not np.isfinite(result).all():
        raise InvalidInputError(f"{place} is not finite")
    return np.asarray(result, dtype=float) if np.ndim(result) else float(result)


def _in_postfix(place: str, tokens: list[Token]) -> list[Token]:
    """Return numbers, names and operators with operands before their operator."""
    found: list[Token] = []
    waiting: list[str] = []
    foreign = False
    operand = True
    for i, (kind, written) in enumerate(tokens):
        if keyword.iskeyword(written) or (kind == "other" and written not in ("**", "//")):
            _not_allowed(place)
        if operand and kind in ("number", "name"):
            found.append((kind, written))
            operand = False
        elif operand and kind == "sign" and written in "+-(":
            waiting.append({"+": _PLUS, "-": _MINUS}.get(written, written))
        elif operand:
            _no_expression(place)
        elif written == "(" and tokens[i - 1][0] == "name":
            _not_allowed(place)  # a call
        elif written == ")":
            while waiting and waiting[-1] != "(":
                found.append(("sign", waiting.pop()))
            if not waiting:
                _no_expression(place)
            waiting.pop()
        elif kind in ("number", "name") or written == "(":
            if any(keyword.iskeyword(word) for _, word in tokens[i:]):
                _not_allowed(place)
            _no_expression(place)
        else:
            foreign = foreign or kind == "other"
            rank = _PRECEDENCE.get(written, 0)
            while waiting and waiting[-1] != "(" and _PRECEDENCE.get(waiting[-1], 0) >= rank:
                found.append(("sign", waiting.pop()))
            waiting.append(written)
            operand = True
    if operand or "(" in waiting:
        _no_expression(place)
    if foreign:
        _not_allowed(place)
    return found + [("sign", written) for written in reversed(waiting)]


def _computed(place: str, postfix: list[Token], values: Mapping[str, Any]) -> Any:
    stack: list[Any] = []
    for kind, written in postfix:
        if kind == "number":
            stack.append(_number(place, written))
        elif kind == "name":
            known = values[_checks.known("parameter", written, values, place=place)]
            stack.append(_checks.numeric_array(f"{place}: {written}", known))
        elif written == _MINUS:
            stack.append(-stack.pop())
        elif written != _PLUS:
            right = stack.pop()
            stack.append(_BINARY[written](stack.pop(), right))
    (value,) = stack
    return value


def _number(place: str, written: str) -> np.float64:
    """Return a number as Python would read it; one that no float holds is infinite, and refused
    with the result."""
    try:
        if written[:2].lower() in ("0x", "0o", "0b"):
            whole = int(written, 0)
            return np.float64(whole if whole.bit_length() < 1024 else math.inf)
        if (
            len(written) > 1
            and written[0] == "0"
            and written.replace("_", "").isdigit()
            and written.strip("0_")
        ):
            _no_expression(place)
        return np.float64(float(written))
    except ValueError as error:
        if isinstance(error, InvalidInputError):
            raise
        _no_expression(place)


def _no_expression(place: str) -> NoReturn:
    raise InvalidInputError(f"{place} is not an expression of numbers and parameters")


def _not_allowed(place: str) -> NoReturn:
    raise InvalidInputError(f"{place}: only numbers, parameters, + - * / and brackets are allowed")


def _shown(text: str) -> str:
    return repr(text) if len(text) <= _LONGEST else f"{text[: _LONGEST - 10]!r}..."
