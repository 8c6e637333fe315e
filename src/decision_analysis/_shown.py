"""How a message shows what it got: never an error of its own, and never longer than a screen."""

from __future__ import annotations

import reprlib
from collections import deque
from collections.abc import Sequence
from typing import Any

_LONGEST = 1000  # characters of what was got that a message shows, some ten lines
_HEAD = 600  # of longer ones so many from the beginning, enough to recognize them


class _Cautious(reprlib.Repr):
    """Writes a few entries of each container, and integers that Python refuses by length."""

    def __init__(self) -> None:
        super().__init__()
        self.maxlevel = 4
        self.maxstring = self.maxother = self.maxlong = 60

    def repr_int(self, x: int, level: int) -> str:
        # log10(2) = 0.30103: digits by bits, as Python refuses to print more than 4300
        digits = int(abs(x).bit_length() * 0.30103) + 1
        return repr(x) if digits <= self.maxlong else f"an integer of about {digits} digits"

    def repr_instance(self, x: Any, level: int) -> str:
        if _in_words(x):
            return named(x)
        try:
            return named(x) if "\n" in repr(x) else super().repr_instance(x, level)
        except Exception:
            return f"a {type(x).__name__} that cannot be shown"

    def repr_Fraction(self, x: Any, level: int) -> str:  # noqa: N802  reprlib looks it up by the type's name
        return (
            f"Fraction({self.repr_int(x.numerator, level)}, {self.repr_int(x.denominator, level)})"
        )

    def repr_ndarray(self, x: Any, level: int) -> str:
        return f"array({self.repr1(x.tolist(), level)})" if x.ndim < 2 else named(x)


_CAUTIOUS = _Cautious()
_CONTAINERS = (list, tuple, dict, set, frozenset, deque)


def shown(value: object) -> str:
    """Return `repr(value)` on one short line; text plainly; tables, trees etc. by type and size."""
    if isinstance(value, str):
        value = str.__str__(value)
    if _in_words(value):
        return named(value)
    try:
        text = _CAUTIOUS.repr(value) if type(value) is int else repr(value)
    # a `repr` of the user's may raise; this one says that it cannot be shown
    except Exception:
        text = _CAUTIOUS.repr(value)
    if "\n" in text:
        text = _CAUTIOUS.repr(value) if isinstance(value, _CONTAINERS) else named(value)
    return text if len(text) <= _LONGEST else f"{text[:_HEAD]} ... ({len(text)} characters)"


def named(value: Any) -> str:
    """Return what a thing is called that is too large to be shown: its type and size."""
    try:
        if words := _in_words(value):
            return str(words(value))
        sizes = getattr(value, "shape", None)
        if not isinstance(sizes, tuple):
            sizes = (len(value),) if hasattr(value, "__len__") else ()
    except Exception:
        sizes = ()
    name = "array" if type(value).__name__ == "ndarray" else type(value).__name__
    return article(name) + (f" of {' x '.join(map(str, sizes))}" if sizes else "")


def article(noun: str) -> str:
    """Put 'a' or 'an' before a noun."""
    return f"{'an' if noun[:1].lower() in 'aeiou' else 'a'} {noun}"


def _in_words(value: Any) -> Any:
    """Return the method that says what a thing is called, None where its class has none."""
    return getattr(type(value), "_in_words", None)


def few(labels: Sequence[object], most: int = 6) -> str:
    """Return the first labels, parted by commas, and dots where there are more."""
    return ", ".join([*map(shown, labels[:most]), *["..."] * (len(labels) > most)])


def in_samples(flags: Any) -> str:
    """Say in how many samples a flag (...) is set; nothing for a single one."""
    return f" in {int(flags.sum()):,} of {flags.size:,} samples" if flags.size > 1 else ""
