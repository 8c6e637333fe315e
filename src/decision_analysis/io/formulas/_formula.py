"""`Formula`: a formula that was read, in postfix order, and its value."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple, TypeAlias

import numpy as np

from decision_analysis._arrays import FloatArray
from decision_analysis.io.formulas._dialect import Dialect
from decision_analysis.io.formulas._formula_error import FormulaError, shown

SIGN = "minus"
"""The operator of a minus before its operand."""

Number: TypeAlias = "float | FloatArray"


class Cell(NamedTuple):
    """A cell of a table by its labels."""

    alternative: str
    criterion: str

    @property
    def name(self) -> str:
        """What values call it, as the judgements of a study are called."""
        return f"{self.alternative}: {self.criterion}"


class Part(NamedTuple):
    """A name, a cell, an operator or the call of a function with so many arguments."""

    kind: str
    symbol: str
    arguments: int = 0
    cell: Cell | None = None


@dataclasses.dataclass(frozen=True)
class Formula:
    """Numbers and parts, operands before their operator, and the text that they were read from."""

    text: str
    dialect: Dialect
    parts: Sequence[float | Part]

    @property
    def names(self) -> list[str]:
        """The names used, each once, as they come; of a cell 'alternative: criterion'."""
        kinds = ("name", "cell")
        used = (part for part in self.parts if isinstance(part, Part) and part.kind in kinds)
        return list(dict.fromkeys(part.symbol for part in used))

    @property
    def cells(self) -> dict[str, Cell]:
        """The cells used, by name."""
        parts = (part for part in self.parts if isinstance(part, Part))
        return {part.symbol: part.cell for part in parts if part.cell is not None}

    def value(self, values: Mapping[str, Any]) -> Number:
        """Return the value, by sample; a `FormulaError` says why there is none."""
        with np.errstate(all="ignore"):  # what is not finite is refused below
            try:
                value = self._computed(values)
            except ZeroDivisionError:
                raise FormulaError(f"{shown(self.text)} divides by zero") from None
            except OverflowError:
                raise FormulaError(f"{shown(self.text)} must be finite") from None
        if isinstance(value, complex) or not np.all(np.isfinite(value)):
            raise FormulaError(
                f"{shown(self.text)} must be a finite real number; got {_worst(value)}"
            )
        return value if np.ndim(value) else float(value)

    def _computed(self, values: Mapping[str, Any]) -> Any:
        """Go through the parts with one stack: an operator takes its operands from the top."""
        stack: list[Any] = []
        for part in self.parts:
            if not isinstance(part, Part):
                stack.append(part)
            elif part.kind in ("name", "cell"):
                stack.append(values[part.symbol])
            elif part.kind == "call":
                # the arguments lie on top of the stack, the first one lowest
                arguments = stack[-part.arguments :]
                del stack[-part.arguments :]
                stack.append(self._called(part.symbol, arguments))
            elif part.symbol == SIGN:
                stack.append(-stack.pop())
            else:
                # the right operand was put on the stack last
                right, left = stack.pop(), stack.pop()
                compute = self.dialect.operators[part.symbol].compute
                assert compute is not None  # such parts are refused when they are read
                stack.append(compute(left, right))
        (value,) = stack
        return value

    def _called(self, name: str, arguments: Sequence[Any]) -> Any:
        """Return what a function gives, which must be real, as its arguments must."""
        real = not any(isinstance(value, complex) for value in arguments)
        found = self.dialect.functions[name].compute(*arguments) if real else np.nan
        if np.any(np.isnan(found)):
            more = ", ..." if len(arguments) > 3 else ""
            got = ", ".join(str(_worst(value)) for value in arguments[:3]) + more
            raise FormulaError(
                f"{shown(self.text)}: the function {name!r} must have a real value; got the"
                f" arguments {got}",
                "function",
            )
        return found if np.ndim(found) else float(found)


def _worst(value: Any) -> Any:
    """Return a number for a message: of samples one that is not finite, else the least."""
    if not isinstance(value, np.ndarray):
        return value
    bad = value[~np.isfinite(value)]
    return float(bad[0]) if bad.size else float(value.min())
