"""How a message shows what it got: never an error of its own, and never longer than a screen."""

from __future__ import annotations

import reprlib
from collections.abc import Sequence
from typing import Any

_LONGEST = 1000
_HEAD = 600


class _Cautious(reprlib.Repr):
    """Writes a few entries of each container, and integers that Python will not print by their length."""

    def __init__(self) -> None:
        super().__init__()
        self.maxlevel = 4
        self.maxstring = self.maxother = self.maxlong = 60

    def repr_int(self, x: int, level: int) -> str:
        digits = int(abs(x).bit_length() * 0.30103) + 1
        return repr(x) if digits <= self.maxlong else f"an integer of about {digits} digits"

    def repr_instance(self, x: Any, level: int) -> str:
        try:
            return super().repr_instance(x, level)
        except Exception:
            return f"a {type(x).__name__} that cannot be shown"

    def repr_Fraction(self, x: Any, level: int) -> str:  # noqa: N802  reprlib looks it up by the type's name
        return f"Fraction({self.repr_int(x.numerator, level)}, {self.repr_int(x.denominator, level)})"

    def repr_ndarray(self, x: Any, level: int) -> str:
        return f"array({self.repr1(x.tolist(), level)})"


_CAUTIOUS = _Cautious()


def shown(value: object) -> str:
    """Return `repr(value)`, shortened where it is long, and by its parts where it raises."""
    try:
        text = _CAUTIOUS.repr(value) if type(value) is int else repr(value)
    except Exception:
        text = _CAUTIOUS.repr(value)
    return text if len(text) <= _LONGEST else f"{text[:_HEAD]} ... ({len(text)} characters)"


def few(labels: Sequence[object], most: int = 6) -> str:
    """Return the first labels, parted by commas, and dots where there are more."""
    return ", ".join([*map(shown, labels[:most]), *["..."] * (len(labels) > most)])
