"""`Formulas`: reads formulas of a dialect over known names.

Nothing is executed, and nesting is limited by length alone: Dijkstra's two stacks bring a text into
postfix order, the operands onto one, what waits for its operands onto the other.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable
from typing import Any, TypeAlias

from decision_analysis._checks import nearest
from decision_analysis.io.formulas._cell import read_cell
from decision_analysis.io.formulas._date import refuse_date
from decision_analysis.io.formulas._dialect import MANY, SPACE, Dialect
from decision_analysis.io.formulas._formula import SIGN, Formula, Part
from decision_analysis.io.formulas._formula_error import FormulaError, shown

_SPACE = re.compile(SPACE)
_OPENING = re.compile(r"[-+(]")
_CALL = re.compile(rf"{SPACE}\(")
_EMPTY = re.compile(rf"{SPACE}\)")
_LIST = re.compile(rf"{SPACE}\[")
_WRITTEN = re.compile(r"[\w.$]+")
_RANK_OF_SIGN = 3
_LISTED = 20
_GIVE = "a variable may be given a number instead, by load(path, values={'name': 0.5})"


@dataclasses.dataclass(slots=True)
class _Call:
    """The call of a function that is not closed yet, and its arguments so far."""

    name: str
    listed: bool
    count: int = 1


Postfix: TypeAlias = "list[float | Part]"
Waiting: TypeAlias = "list[str | _Call]"
"""Operators, opening brackets and calls whose operands are not complete yet."""


class Formulas:
    """Reads formulas over these names; over any words where there are none to know.

    Where several names fit, the longest does; names may hold spaces and brackets, and one that ends
    in a letter or digit ends there. Words that are added to a dict of names later are known from
    then on.
    """

    def __init__(self, dialect: Dialect, names: Iterable[str] | None) -> None:
        self.dialect = dialect
        self.any_word = names is None
        self.names: dict[str, Any] = (
            names if isinstance(names, dict) else dict.fromkeys(names or ())
        )
        # the one that is read as if it were none
        self.barred = ""
        # names that are more than one word are looked for by their length
        phrases = [name for name in self.names if not dialect.word.fullmatch(name)]
        self._lengths = sorted({len(name) for name in phrases}, reverse=True)

    def parse(self, text: str) -> Formula:
        """Read a formula; a `FormulaError` says what is not understood."""
        longest = self.dialect.longest
        if longest is not None and len(text) > longest:
            raise FormulaError(
                f"{shown(text)} must have at most {longest:,} characters; got {len(text):,}",
                "length",
            )
        refuse_date(text)
        found: Postfix = []
        waiting: Waiting = []
        position, operand = 0, True
        while True:
            end = position
            position = _SPACE.match(text, position).end()  # type: ignore[union-attr]
            if position == len(text):
                break
            if self.dialect.one_line and not operand and "\n" in text[end:position]:
                self._refuse_line(text, position, waiting)
            read = self._operand if operand else self._operator
            position, operand = read(text, position, found, waiting)
        if operand:
            missing = f"{shown(text)} must have a number or a name at its end"
            raise FormulaError(missing if text.strip() else "is empty", "end", position)
        # what still waits is complete now, unless a bracket is open
        self._unwind(found, waiting, 0)
        if waiting:
            raise FormulaError(
                f"{shown(text)} has a bracket that is not closed", "brackets", position
            )
        if any(isinstance(part, Part) and part.symbol in self.dialect.refused for part in found):
            raise FormulaError(f"{shown(text)}: {self.dialect.allowed}", "refused")
        return Formula(text, self.dialect, found)

    def _refuse_line(self, text: str, position: int, waiting: Waiting) -> None:
        """Refuse a line that begins behind a complete formula."""
        if any(not isinstance(above, str) or above == "(" for above in waiting):
            return
        raise FormulaError(
            f"{shown(text)} must be one formula; another one begins in a line of its own, before"
            f" {text[position:][:20]!r}: put brackets around both lines where it is one",
            "operator",
            position,
        )

    def _operand(
        self, text: str, position: int, found: Postfix, waiting: Waiting
    ) -> tuple[int, bool]:
        """Read an operand or what opens one.

        It returns where it ends and whether an operand must follow.
        """
        word = self.dialect.word.match(text, position)
        # before names, which never have such a bracket behind them
        if word and word[0] == self.dialect.cells and (opening := _LIST.match(text, word.end())):
            cell, end = read_cell(text, opening.end())
            found.append(Part("cell", cell.name, cell=cell))
            return end, False
        calls = _CALL.match(text, word.end()) if word and self.any_word else None
        if word and calls and word[0] in self.dialect.functions:
            return self._opened(text, word[0], calls.end(), found, waiting)
        if name := self._name(text, position):
            found.append(Part("name", name))
            return position + len(name), False
        if match := self.dialect.number.match(text, position):
            found.append(self._number(text, position, match[0]))
            return match.end(), False
        if match := _OPENING.match(text, position):
            # a plus before an operand changes nothing
            if match[0] != "+":
                waiting.append("(" if match[0] == "(" else SIGN)
            return match.end(), True
        if word and word[0] in self.dialect.functions:
            opening = _CALL.match(text, word.end())
            if opening:
                return self._opened(text, word[0], opening.end(), found, waiting)
        if word and word[0] in self.dialect.constants:
            found.append(self.dialect.constants[word[0]])
            return word.end(), False
        raise FormulaError(lambda: self._not_understood(text, position), "operand", position)

    def _name(self, text: str, position: int) -> str | None:
        """Return the longest name that stands here."""
        word = self.dialect.word.match(text, position)
        if self.any_word:
            return word[0] if word and word[0] not in self.dialect.reserved else None
        found = word[0] if word and word[0] in self.names else ""
        # phrases, the longest first; a word inside a longer word is not meant
        for length in self._lengths:
            if len(found) < length <= len(text) - position:
                phrase = text[position : position + length]
                after = text[position + length : position + length + 1]
                cut = _is_word(phrase[-1]) and _is_word(after)
                if phrase in self.names and not cut and phrase != self.barred:
                    return phrase
        return found or None

    def _number(self, text: str, position: int, written: str) -> float:
        try:
            return self.dialect.read(written)
        except OverflowError:
            say = f"{shown(text)} must be a finite real number; got inf"
        except ValueError:
            say = f"{shown(text)}: {shown(written)} is no number"
        raise FormulaError(say, "number", position)

    def _opened(
        self, text: str, name: str, position: int, found: Postfix, waiting: Waiting
    ) -> tuple[int, bool]:
        """Begin the call of a function behind its bracket; return as `_operand` does."""
        if empty := _EMPTY.match(text, position):
            self._called(text, name, 0, found)
            return empty.end(), False
        # math.js takes a list, mean([a, b]), where a function has any number of arguments
        many = self.dialect.lists and self.dialect.functions[name].most == MANY
        listed = _LIST.match(text, position) if many else None
        waiting.append(_Call(name, listed is not None))
        return listed.end() if listed else position, True

    def _operator(
        self, text: str, position: int, found: Postfix, waiting: Waiting
    ) -> tuple[int, bool]:
        """Read an operator, or what ends an operand; return as `_operand` does."""
        match = self.dialect.symbol.match(text, position)
        if match is None:
            raise self._no_operator(text, position)
        symbol = match[0]
        if symbol[-1] in "),":
            self._end(text, position, found, waiting)
            return match.end(), symbol == ","
        # what binds as strongly was complete before; from the right only what binds more strongly
        operator = self.dialect.operators[symbol]
        self._unwind(found, waiting, operator.rank + operator.from_right)
        waiting.append(symbol)
        return match.end(), True

    def _unwind(self, found: Postfix, waiting: Waiting, rank: int) -> None:
        """Take the operators of at least a rank from those that wait, up to a bracket."""
        while waiting and isinstance(above := waiting[-1], str) and above != "(":
            if self._rank(above) < rank:
                break
            found.append(Part("operator", above))
            waiting.pop()

    def _rank(self, symbol: str) -> int:
        return _RANK_OF_SIGN if symbol == SIGN else self.dialect.operators[symbol].rank

    def _end(self, text: str, position: int, found: Postfix, waiting: Waiting) -> None:
        """End a bracket, a call, or an argument of one."""
        self._unwind(found, waiting, 0)
        inner = waiting[-1] if waiting else None
        # a comma ends an argument, and a bracket what it closes
        if text[position] == ",":
            if not isinstance(inner, _Call):
                raise self._no_operator(text, position)
            inner.count += 1
            return
        if (text[position] == "]") != (isinstance(inner, _Call) and inner.listed):
            raise self._no_operator(text, position)
        if inner is None:
            raise FormulaError(
                f"{shown(text)} has a bracket that was not opened", "brackets", position
            )
        waiting.pop()
        if isinstance(inner, _Call):
            self._called(text, inner.name, inner.count, found)

    def _called(self, text: str, name: str, count: int, found: Postfix) -> None:
        """Note a call, if the function takes so many arguments."""
        _, least, most = self.dialect.functions[name]
        if not least <= count <= most:
            wanted = f"{least} to {most}" if least < most else f"{least}"
            wanted = f"at least {least}" if most == MANY else wanted
            raise FormulaError(
                f"{shown(text)}: the function {name!r} takes {wanted} arguments; got {count}",
                "arguments",
            )
        found.append(Part("call", name, count))

    def _no_operator(self, text: str, position: int) -> FormulaError:
        def say() -> str:
            rest = text[position:][:20]
            return f"{shown(text)} must have an operator before {rest!r}; {self.dialect.allowed}"

        return FormulaError(say, "operator", position)

    def _not_understood(self, text: str, position: int) -> str:
        allowed = self.dialect.allowed
        match = _WRITTEN.match(text, position)
        if match is None:
            rest = text[position:][:20]
            return f"{shown(text)} must have a number or a name before {rest!r}; {allowed}"
        word = match[0]
        if _CALL.match(text, match.end()):
            if word in self.dialect.random:
                return f"{shown(text)} calls the function {word!r}, which draws at random; {_GIVE}"
            return f"{shown(text)} calls the function {shown(word)}; {allowed}"
        known = list(self.names)
        meant = nearest(word, known)
        hint = f" (did you mean {meant!r}?)" if meant else ""
        others = f" and {len(known) - _LISTED} others" if len(known) > _LISTED else ""
        return (
            f"{shown(text)}: unknown name {shown(word)}{hint}; known are {known[:_LISTED]}{others}"
        )


def _is_word(character: str) -> bool:
    return character.isalnum() or character == "_"
