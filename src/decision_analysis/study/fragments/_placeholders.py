"""`{name}` in texts: which names stand there, and the text once they are given."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Mapping
from typing import Any, Final

from decision_analysis import _checks
from decision_analysis._limits import LONGEST_FORMULA
from decision_analysis._shown import named, shown
from decision_analysis.io.formulas import STUDY, FormulaError, Formulas, Part
from decision_analysis.io.formulas import shown as shortly

_MARK: Final = re.compile(r"\{\{|\}\}|\{([^{}]*)\}|[{}]")
# brackets make a text longer than an expression may be
_FORMULAS: Final = Formulas(dataclasses.replace(STUDY, longest=None), None)
_PLAIN: Final = re.compile(r"[\w.]*")


class Unfit(ValueError):
    """Why an argument cannot be put into a text."""


def names(text: str) -> list[str]:
    """Return the names in braces, as they come."""
    return [match[1].strip() for match in _MARK.finditer(text) if match[1] is not None]


def lone_brace(text: str) -> str | None:
    """Return a brace that neither belongs to a name nor is doubled."""
    return next((match[0] for match in _MARK.finditer(text) if match[0] in ("{", "}")), None)


def whole(text: str) -> str | None:
    """Return the name if the text is one in braces and nothing else."""
    match = _MARK.fullmatch(text)
    return match[1].strip() if match and match[1] is not None else None


def filled(text: str, values: Mapping[str, Any], *, expression: bool = False) -> str:
    """Return the text with values in the place of their names, `{{` and `}}` as single braces.

    Of an expression the values must stay together: `2 * {x}` is not `2 * a + b`. An `Unfit` says
    why one does not fit in.
    """
    found: list[str] = []
    # the same, with brackets around values
    apart: list[str] = []
    end = length = 0
    for match in _MARK.finditer(text):
        before = text[end : match.start()]
        name = None if match[1] is None else match[1].strip()
        # names that are not known were told before
        known = name is not None and name in values
        put = _written(name, values[name]) if name is not None and known else match[0][:1]
        put = put if known or name is None else match[0]
        found += [before, put]
        apart += [before, put if not known or _PLAIN.fullmatch(put) else f"({put})"]
        end, length = match.end(), length + len(before) + len(put)
        if length > LONGEST_FORMULA:
            raise Unfit(
                f"{shortly(text)} must have at most {LONGEST_FORMULA:,} characters with its"
                " arguments put in"
            )
    rest = text[end:]
    made, bracketed = "".join([*found, rest]), "".join([*apart, rest])
    if expression and made != bracketed and _differ(made, bracketed):
        raise Unfit(
            f"{shortly(text)} would read {shortly(made)}: write brackets around the name in braces"
        )
    return made


def _written(name: str, value: Any) -> str:
    if isinstance(value, str):
        return value
    if _checks.is_number(value):
        return repr(value)
    got = shown(value) if value is None or isinstance(value, bool) else named(value)
    raise Unfit(f"{name!r} must be text or a number where more than it stands; got {got}")


def _differ(one: str, other: str) -> bool:
    """Say whether two texts are both expressions, and not the same."""
    try:
        return _parts(one) != _parts(other)
    except FormulaError:
        return False


def _parts(text: str) -> list[tuple[Any, ...]]:
    """Return the parts of an expression; labels of cells end where they end."""
    parts = _FORMULAS.parse(text).parts
    return [
        (part.kind, "" if part.cell else part.symbol, part.arguments)
        if isinstance(part, Part)
        else ("number", repr(part))
        for part in parts
    ]
