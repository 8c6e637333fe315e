"""Text for TeX: the signs that it takes for its own."""

from __future__ import annotations

import re

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
    """Write a space for breaks of lines and other control characters, which TeX has no sign for."""
    return re.sub(r"[\x00-\x1f\x7f]+", " ", text)
