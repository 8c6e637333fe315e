"""Arithmetic over named numbers, written as text: `p * hit + (1 - p) * (1 - reject)`."""

from __future__ import annotations

import ast
import operator
from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from decision_analysis import _checks
from decision_analysis._arrays import FloatArray
from decision_analysis._shown import shown
from decision_analysis.errors import InvalidInputError

_BINARY: dict[type[ast.operator], Callable[[Any, Any], Any]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
}
_UNARY: dict[type[ast.unaryop], Callable[[Any], Any]] = {ast.USub: operator.neg, ast.UAdd: operator.pos}


def evaluate(where: str, text: object, values: Mapping[str, Any]) -> float | FloatArray:
    """Return the value of a number or of an expression of + - * / over `values`; nothing else is understood.

    Values may be arrays of samples, which broadcast together.
    """
    if _checks.is_number(text):
        return _checks.number(where, "value", text)
    if not isinstance(text, str):
        raise InvalidInputError(f"{where}: must be a number or an expression; got {shown(text)}")
    try:
        tree = ast.parse(text.strip(), mode="eval")
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        raise InvalidInputError(f"{where}: {text!r} is not an expression of numbers and parameters") from None
    with np.errstate(all="ignore"):
        result = _value(f"{where}: {text!r}", tree.body, values)
    if not np.isfinite(result).all():
        raise InvalidInputError(f"{where}: {text!r} is not finite")
    return np.asarray(result, dtype=float) if np.ndim(result) else float(result)


def _value(where: str, node: ast.expr, values: Mapping[str, Any]) -> Any:
    if isinstance(node, ast.Constant) and _checks.is_number(node.value):
        return np.float64(node.value)  # type: ignore[arg-type]
    if isinstance(node, ast.Name):
        known = values[_checks.known(where, "parameter", node.id, list(values))]
        return _checks.numeric_array(where, node.id, known)
    if isinstance(node, ast.BinOp) and type(node.op) in _BINARY:
        return _BINARY[type(node.op)](_value(where, node.left, values), _value(where, node.right, values))
    if isinstance(node, ast.UnaryOp) and type(node.op) in _UNARY:
        return _UNARY[type(node.op)](_value(where, node.operand, values))
    raise InvalidInputError(f"{where}: only numbers, parameters, + - * / and brackets are allowed")
