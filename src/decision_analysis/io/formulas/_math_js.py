"""Functions and constants of math.js, SilverDecisions' language, that always give the same value.

SilverDecisions writes its expressions in math.js. Arguments are numbers or arrays of samples.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from decimal import ROUND_HALF_UP, Context, Decimal
from typing import Any, Final

import numpy as np

from decision_analysis._limits import EXACT_INTEGERS
from decision_analysis.io.formulas._dialect import MANY, Function

_DIGITS: Final = Context(prec=40)


def _stacked(*values: Any) -> Any:
    """Return the arguments along a first axis."""
    return np.stack(np.broadcast_arrays(*(np.asarray(value, dtype=float) for value in values)))


def _reduced(reduce: Callable[[Any], Any]) -> Function:
    """Return a function of any number of arguments: math.js takes them one by one."""
    return Function(lambda *values: reduce(_stacked(*values)), 1, MANY)


def _log(value: Any, base: Any = math.e) -> Any:
    return np.log(value) / np.log(base)


def _root(value: Any, degree: Any = 2) -> Any:
    """Return the real root: of odd degree of negative numbers too."""
    # (-8)^(1/3) is -2: the sign goes out of the root
    odd = np.mod(degree, 2) == 1
    return np.where((np.asarray(value) < 0) & odd, -1.0, 1.0) * np.power(
        np.where(odd, np.abs(value), value), np.divide(1.0, degree)
    )


def _divided(value: Any, divisor: Any = 1.0) -> Any:
    # nan is refused later, with the function's name
    return np.where(np.asarray(divisor) == 0, np.nan, np.divide(value, divisor))


def _modulo(value: Any, divisor: Any) -> Any:
    # math.js, mod: x - y floor(x / y), and x where y is 0
    safe = np.where(np.asarray(divisor) == 0, 1.0, divisor)
    return np.where(
        np.asarray(divisor) == 0, value, value - safe * np.floor(np.divide(value, safe))
    )


def _rounded(value: float, digits: float) -> float:
    """Round halves away from zero; math.js works with the digits of the number as it is written."""
    if not math.isfinite(value) or digits != int(digits) or not 0 <= digits <= 15:
        return math.nan
    # floats beyond have no decimals
    if abs(value) >= EXACT_INTEGERS:
        return float(value)
    return float(
        # by the digits as they are written: 2.675 is a little less in binary
        Decimal(repr(float(value))).quantize(
            Decimal(1).scaleb(-int(digits)), ROUND_HALF_UP, _DIGITS
        )
    )


def _factorial(value: float) -> float:
    return (
        float(math.factorial(int(value))) if value == int(value) and 0 <= value <= 170 else math.nan
    )


def _combinations(count: float, taken: float) -> float:
    whole = count == int(count) and taken == int(taken) and 0 <= taken <= count <= 1_000
    return float(math.comb(int(count), int(taken))) if whole else math.nan


def _elementwise(function: Callable[..., float]) -> Callable[..., Any]:
    return np.vectorize(function, otypes=[float])


def _deviation(stacked: Any) -> Any:
    return np.median(np.abs(stacked - np.median(stacked, axis=0)), axis=0)


def _variance(stacked: Any) -> Any:
    return np.var(stacked, axis=0, ddof=1) if len(stacked) > 1 else np.zeros(stacked.shape[1:])


_round = _elementwise(_rounded)

FUNCTIONS: Final[dict[str, Function]] = {
    "abs": Function(np.abs),
    "add": Function(lambda *values: _stacked(*values).sum(axis=0), 2, MANY),
    "subtract": Function(np.subtract, 2, 2),
    "multiply": Function(lambda *values: _stacked(*values).prod(axis=0), 2, MANY),
    "divide": Function(_divided, 2, 2),
    "pow": Function(lambda base, power: np.power(np.asarray(base, dtype=float), power), 2, 2),
    "unaryMinus": Function(np.negative),
    "unaryPlus": Function(lambda value: value),
    "number": Function(lambda value: value),
    "fraction": Function(_divided, 1, 2),
    "ceil": Function(np.ceil),
    "floor": Function(np.floor),
    "fix": Function(np.trunc),
    "round": Function(lambda value, digits=0.0: _round(value, digits), 1, 2),
    "sign": Function(np.sign),
    "sqrt": Function(np.sqrt),
    "cbrt": Function(np.cbrt),
    "nthRoot": Function(_root, 1, 2),
    "square": Function(np.square),
    "cube": Function(lambda value: np.power(np.asarray(value, dtype=float), 3)),
    "exp": Function(np.exp),
    "expm1": Function(np.expm1),
    "log": Function(_log, 1, 2),
    "log10": Function(np.log10),
    "log2": Function(np.log2),
    "log1p": Function(np.log1p),
    "mod": Function(_modulo, 2, 2),
    "hypot": _reduced(lambda stacked: np.sqrt(np.square(stacked).sum(axis=0))),
    "min": _reduced(lambda stacked: stacked.min(axis=0)),
    "max": _reduced(lambda stacked: stacked.max(axis=0)),
    "sum": _reduced(lambda stacked: stacked.sum(axis=0)),
    "prod": _reduced(lambda stacked: stacked.prod(axis=0)),
    "mean": _reduced(lambda stacked: stacked.mean(axis=0)),
    "median": _reduced(lambda stacked: np.median(stacked, axis=0)),
    "mad": _reduced(_deviation),
    "std": _reduced(lambda stacked: np.sqrt(_variance(stacked))),
    "var": _reduced(_variance),
    "variance": _reduced(_variance),
    "factorial": Function(_elementwise(_factorial)),
    "combinations": Function(_elementwise(_combinations), 2, 2),
    "sin": Function(np.sin),
    "cos": Function(np.cos),
    "tan": Function(np.tan),
    "asin": Function(np.arcsin),
    "acos": Function(np.arccos),
    "atan": Function(np.arctan),
    "atan2": Function(np.arctan2, 2, 2),
    "sinh": Function(np.sinh),
    "cosh": Function(np.cosh),
    "tanh": Function(np.tanh),
}
"""Deterministic functions by name."""

CONSTANTS: Final[dict[str, float]] = {
    "pi": math.pi,
    "PI": math.pi,
    "tau": math.tau,
    "e": math.e,
    "E": math.e,
    "phi": (1 + math.sqrt(5)) / 2,
    "LN2": math.log(2),
    "LN10": math.log(10),
    "LOG2E": math.log2(math.e),
    "LOG10E": math.log10(math.e),
    "SQRT1_2": math.sqrt(0.5),
    "SQRT2": math.sqrt(2),
}
"""Names that have a value until a variable takes them."""

_OF_MATH_JS = ("random", "randomInt", "pickRandom")
# fmt: off
_OF_SILVER_DECISIONS = (
    "Uniform", "Exponential", "Normal", "Pareto", "Weibull", "Triangular", "Trapezoidal",
    "LogNormal", "Gamma", "Loglogistic", "Erlang", "Bernoulli", "Binomial", "Geometric", "Poisson",
)
# fmt: on
RANDOM: Final = frozenset((*_OF_MATH_JS, *_OF_SILVER_DECISIONS))
"""Functions of math.js and of SilverDecisions that draw at random."""
