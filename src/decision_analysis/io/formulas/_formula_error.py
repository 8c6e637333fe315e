"""`FormulaError`: what is wrong with a formula, and at which character."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal, TypeAlias

Fault: TypeAlias = Literal[
    "operand",
    "operator",
    "end",
    "brackets",
    "number",
    "cell",
    "length",
    "date",
    "arguments",
    "refused",
    "function",
    "value",
]
"""What was missing or wrong: an operand or an operator at a place, an operand at the end, a bracket
that opens or closes, the writing of a number or of a cell, the length, how many arguments a
function has, what a dialect knows but refuses, the value of a function, the value; or that a text
looks like a date."""


class FormulaError(ValueError):
    """A formula is not understood or has no finite value; its sentence is written late."""

    def __init__(
        self, say: Callable[[], str] | str, fault: Fault = "value", position: int = 0
    ) -> None:
        super().__init__()
        self.say = say
        self.fault = fault
        self.position = position

    def __str__(self) -> str:
        return self.say if isinstance(self.say, str) else self.say()


def shown(text: str) -> str:
    """Write a formula for a message, shortly."""
    return repr(text) if len(text) <= 60 else f"{text[:57]!r}..."
