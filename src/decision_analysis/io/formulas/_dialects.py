"""The dialects of Radiant, of SilverDecisions and of studies."""

from __future__ import annotations

import functools
import keyword
import math
import operator
import re
from typing import Any, Final

import numpy as np

from decision_analysis._limits import LONGEST_FORMULA
from decision_analysis.io.formulas._dialect import MANY, Dialect, Function, Operator
from decision_analysis.io.formulas._math_js import CONSTANTS, FUNCTIONS, RANDOM


def _quotient(left: Any, right: Any) -> Any:
    """Divide; samples with a zero among them are refused as the number 0 is."""
    # numpy divides by zero with a warning, and gives infinity
    if isinstance(right, np.ndarray) and not right.all():
        raise ZeroDivisionError
    return left / right


def _float_quotient(left: Any, right: Any) -> Any:
    """Divide floats; a zero anywhere among the divisors is refused."""
    if np.any(right == 0):
        raise ZeroDivisionError
    return np.divide(left, right)


def _float_power(base: Any, exponent: Any) -> Any:
    """Raise floats, in constant time where whole numbers would have millions of digits."""
    base, exponent = np.asarray(base, dtype=float), np.asarray(exponent, dtype=float)
    if np.any((base == 0) & (exponent < 0)):
        raise ZeroDivisionError
    return np.power(base, exponent)


def _least(*values: Any) -> Any:
    return functools.reduce(np.minimum, values)


def _greatest(*values: Any) -> Any:
    return functools.reduce(np.maximum, values)


def _decimal(written: str) -> float:
    number = float(written)
    # `float` reads 1e999 as infinity
    if math.isinf(number):
        raise OverflowError
    return number


def _study_number(written: str) -> float:
    """Return a number of a study; 010 is none, as other languages read 8."""
    if written.isdigit() and written[0] == "0" and written.strip("0"):
        raise ValueError("no zeros may stand before a whole number")
    # numpy's own: what is beyond floats later becomes infinite, and is refused
    return np.float64(float(written))


_SUMS = {"+": Operator(1, operator.add), "-": Operator(1, operator.sub)}
_PRODUCT = {"*": Operator(2, operator.mul)}
_POWER = Operator(4, operator.pow, from_right=True)  # rank 3 is that of a sign: -2^2 is -4
_ARITHMETIC = {**_SUMS, **_PRODUCT, "/": Operator(2, _quotient), "^": _POWER, "**": _POWER}
_DECIMAL = re.compile(r"(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][-+]?[0-9]+)?(?![\w.])")
_WORD = re.compile(r"[^\W\d][\w$]*")

RADIANT: Final = Dialect(
    _ARITHMETIC,
    _DECIMAL,
    _WORD,
    _decimal,
    "only numbers, names, + - * / ^ and brackets are read",
    one_line=True,
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
    lists=True,
    one_line=True,
)
"""That, with the functions and constants of math.js that always give the same value."""

STUDY: Final = Dialect(
    {
        **_SUMS,
        **_PRODUCT,
        "/": Operator(2, _float_quotient),
        "**": Operator(4, _float_power, from_right=True),
        "//": Operator(0, None),
    },
    _DECIMAL,
    re.compile(r"[^\W\d]\w*"),
    _study_number,
    "only numbers, parameters, cells such as table[alternative, criterion], + - * / **, brackets"
    " and the functions abs, exp, log, max, min and sqrt are allowed",
    {
        "abs": Function(np.abs),
        "exp": Function(np.exp),
        "log": Function(np.log),
        "max": Function(_greatest, 2, MANY),
        "min": Function(_least, 2, MANY),
        "sqrt": Function(np.sqrt),
    },
    reserved=frozenset(keyword.kwlist),
    cells="table",
    longest=LONGEST_FORMULA,
)
"""Arithmetic over parameters and cells, whose names are words.

Of one argument `max` and `min` are refused, as that looks like the largest of its samples; all
functions go sample by sample.
"""
