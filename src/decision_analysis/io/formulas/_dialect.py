"""`Dialect`: what a program's formulas may hold, as data: nothing else is read."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable, Mapping
from functools import cached_property
from typing import Any, Final, NamedTuple

from decision_analysis._limits import LONGEST_FOREIGN_FORMULA

MANY: Final = 10**9
"""Most arguments of a function that takes any number of them."""

SPACES: Final = " \t\r\n"
SPACE: Final = f"[{SPACES}]*"
"""What may part the words of a formula; other spaces, which are not told apart on a screen, are
refused like any other sign."""


class Operator(NamedTuple):
    """How strongly an operator binds, and what it computes; None where it is known but refused."""

    rank: int
    compute: Callable[[Any, Any], Any] | None
    from_right: bool = False


class Function(NamedTuple):
    """What a function computes, and of how many arguments."""

    compute: Callable[..., Any]
    least: int = 1
    most: int = 1


@dataclasses.dataclass(frozen=True)
class Dialect:
    """The grammar of one program's formulas, beside signs before operands and brackets.

    Parameters
    ----------
    operators : mapping of str to Operator
        Those between two operands, by how they are written.
    number, word : re.Pattern
        How a number and a plain name are written.
    read : callable
        From a number as written to its value; a ValueError says that it is none, an OverflowError
        that no float holds it.
    allowed : str
        What is read, for messages.
    functions, constants : mapping
        By name.
    random : frozenset of str
        Functions that draw at random, which are refused by name.
    reserved : frozenset of str
        Words that are no names.
    lists : bool
        Whether functions of any number of arguments take a list too: `mean([a, b])`.
    one_line : bool
        Whether a line ends what is complete, unless a bracket is open, so that what follows on the
        next line is another formula.
    cells : str
        The word before a cell of a table: `table[alternative, criterion]`; empty where there are
        none.
    longest : int or None
        Most characters of a formula; None where these are counted elsewhere.
    """

    operators: Mapping[str, Operator]
    number: re.Pattern[str]
    word: re.Pattern[str]
    read: Callable[[str], float]
    allowed: str
    functions: Mapping[str, Function] = dataclasses.field(default_factory=dict)
    constants: Mapping[str, float] = dataclasses.field(default_factory=dict)
    random: frozenset[str] = frozenset()
    reserved: frozenset[str] = frozenset()
    lists: bool = False
    one_line: bool = False
    cells: str = ""
    longest: int | None = LONGEST_FOREIGN_FORMULA

    @cached_property
    def symbol(self) -> re.Pattern[str]:
        """What may follow an operand: an operator, or what ends a bracket, list or argument."""
        # so that `**` is not read as `*` twice
        longest_first = sorted(self.operators, key=len, reverse=True)
        return re.compile("|".join([*map(re.escape, longest_first), rf"\]{SPACE}\)", "[),]"]))

    @cached_property
    def refused(self) -> frozenset[str]:
        """Operators that are known, so that a message can say what is allowed in their place."""
        return frozenset(sign for sign, each in self.operators.items() if each.compute is None)
