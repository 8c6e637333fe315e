"""The dialects of Radiant, of SilverDecisions and of studies."""

from __future__ import annotations

import keyword
import math
import operator
import re
from typing import Any, Final

import numpy as np

from decision_analysis.io.formulas._dialect import Dialect, Operator
from decision_analysis.io.formulas._math_js import CONSTANTS, FUNCTIONS, RANDOM


def _quotient(left: Any, right: Any) -> Any:
    """Divide; samples with a zero among them are refused as the number 0 is."""
    # numpy divides by zero with a warning, and gives infinity
    if isinstance(right, np.ndarray) and not right.all():
        raise ZeroDivisionError
    return left / right


def _decimal(written: str) -> float:
    number = float(written)
    # `float` reads 1e999 as infinity
    if math.isinf(number):
        raise OverflowError
    return number


def _python_number(written: str) -> float:
    """Return a number as Python reads it, infinite where no float holds it.

    So the result is refused.
    """
    if written[:2].lower() in ("0x", "0o", "0b"):
        whole = int(written, 0)
        return np.float64(whole if whole.bit_length() < 1024 else math.inf)
    digits = written.replace("_", "")
    # 01 is no number in Python, though 00 is
    if digits.isdigit() and digits[0] == "0" and digits.strip("0"):
        raise ValueError("Python allows no zeros before a whole number")
    return np.float64(float(written))


_SUMS = {"+": Operator(1, operator.add), "-": Operator(1, operator.sub)}
_PRODUCT = {"*": Operator(2, operator.mul)}
_POWER = Operator(4, operator.pow, from_right=True)  # rank 3 is that of a sign: -2^2 is -4
_ARITHMETIC = {**_SUMS, **_PRODUCT, "/": Operator(2, _quotient), "^": _POWER, "**": _POWER}
_DECIMAL = re.compile(r"(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][-+]?[0-9]+)?(?![\w.])")
_WORD = re.compile(r"[^\W\d][\w$]*")

RADIANT: Final = Dialect(
    _ARITHMETIC, _DECIMAL, _WORD, _decimal, "only numbers, names, + - * / ^ and brackets are read"
)
"""Arithmetic over names, which may hold spaces and brackets."""

SILVER_DECISIONS: Final = Dialect(
    {**_ARITHMETIC, "%": Operator(2, FUNCTIONS["mod"].compute)},
    _DECIMAL,
    _WORD,
    _decimal,
    "only numbers, names, + - * / % ^, brackets and functions such as abs, exp, log, max, mean,"
    " min, round, sqrt and sum are read",
    FUNCTIONS,
    CONSTANTS,
    RANDOM,
)
"""That, with the functions and constants of math.js that always give the same value."""

STUDY: Final = Dialect(
    {
        **_SUMS,
        **_PRODUCT,
        "/": Operator(2, operator.truediv),
        "**": Operator(0, None),
        "//": Operator(0, None),
    },
    re.compile(
        r"(?:0[xXoObB]\w*"
        r"|(?:[0-9][0-9_]*\.?[0-9_]*|\.[0-9][0-9_]*)(?:[eE][-+]?[0-9][0-9_]*)?)(?!\w)"
    ),
    re.compile(r"[^\W\d]\w*"),
    _python_number,
    "only numbers, parameters, + - * / and brackets are allowed",
    reserved=frozenset(keyword.kwlist),
)
"""Sums and products over parameters, with numbers and names as Python writes them."""
