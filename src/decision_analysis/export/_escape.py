"""`escaped`: text for TeX, the signs that it takes for its own; `unhidden`: lines for programs."""

from __future__ import annotations

import re
from collections.abc import Iterable

from decision_analysis._printable import one_line, printable, unbroken

_SIGNS = {
    "\\": r"\textbackslash{}",
    # names, as BibTeX counts a brace behind a backslash, too
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
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
    "`": r"\textasciigrave{}",
}
_PATTERN = re.compile("[" + re.escape("".join(_SIGNS)) + "]")
_LIGATURE = re.compile(r"-(?=-)|'(?=')|,(?=,)")
"""What TeX would join to a dash or a quotation mark."""


def escaped(text: str) -> str:
    """Write a text so that TeX prints it, on one line."""
    shown = one_line(unbroken(text))
    # all signs in one pass, as what replaces one holds others
    signed = _PATTERN.sub(lambda sign: _SIGNS[sign[0]], shown)
    return _LIGATURE.sub(r"\g<0>{}", signed)


def unhidden(lines: Iterable[str]) -> str:
    """Join lines, whose own ends may be those of any system; what is hidden becomes its escape."""
    return printable("\n".join(lines).replace("\r\n", "\n").replace("\r", "\n"))
