"""Text for TeX, the signs that it takes for its own; lines for programs that draw."""

from __future__ import annotations

import re
from collections.abc import Iterable

from decision_analysis._printable import one_line, printable

_SIGNS = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "&": r"\&",
    "%": r"\%",
    "$": r"\$",
    "#": r"\#",
    "_": r"\_",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    "<": r"\textless{}",
    ">": r"\textgreater{}",
    "|": r"\textbar{}",
    '"': r"\symbol{34}",
}
_PATTERN = re.compile("[" + re.escape("".join(_SIGNS)) + "]")


def escaped(text: str) -> str:
    """Write text so that TeX prints it.

    Breaks of lines and other control characters become spaces.
    """
    # all signs in one pass, as what replaces one holds others
    return _PATTERN.sub(lambda sign: _SIGNS[sign[0]], on_one_line(text))


def on_one_line(text: str) -> str:
    """Write a space for breaks of lines and other control characters, which TeX has no sign for.

    What else is hidden is written as its escape.
    """
    return one_line(re.sub(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+", " ", text))


def unhidden(lines: Iterable[str]) -> str:
    """Join lines, whose own ends may be those of any system; what is hidden becomes its escape."""
    return printable("\n".join(lines).replace("\r\n", "\n").replace("\r", "\n"))
