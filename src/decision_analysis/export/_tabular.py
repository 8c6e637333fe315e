"""`tabular`: headers and rows as a LaTeX tabular, and the float around it."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence

from decision_analysis import _checks, _render
from decision_analysis._printable import one_line, unbroken
from decision_analysis.errors import InvalidInputError
from decision_analysis.export._escape import escaped

RULES = {True: (r"\toprule", r"\midrule", r"\bottomrule"), False: (r"\hline", r"\hline", r"\hline")}
"""Rules above, below the heads and below all: with the package booktabs, and without."""


def tabular(
    headers: Sequence[str],
    rows: Sequence[Sequence[_render.Cell]],
    *,
    digits: int | None = None,
    booktabs: bool = True,
    stub_is_tex: bool = False,
) -> str:
    """Return a tabular; headers are TeX already, as is the first column where that is said."""
    top, middle, bottom = RULES[booktabs]
    numeric = [_render.numeric(rows, column) for column in range(len(rows[0]))]
    # digits where they are asked; otherwise the cells of a column share theirs, as in text
    written = (
        _render.written_cells(rows)
        if digits is None
        else [[fixed(c, digits) for c in row] for row in rows]
    )
    body = [
        [
            (
                text
                if stub_is_tex and not column
                else escaped(text)
                if isinstance(cell, str)
                else number(text)
            )
            for column, (text, cell) in enumerate(zip(texts, row, strict=True))
        ]
        for texts, row in zip(written, rows, strict=True)
    ]
    head = [_line(headers), middle] if any(headers) else []
    columns = "".join("r" if right else "l" for right in numeric)
    return "\n".join(
        [
            rf"\begin{{tabular}}{{{columns}}}",
            top,
            *head,
            *map(_line, body),
            bottom,
            r"\end{tabular}",
        ]
    )


def floated(found: str, caption: str, label: str) -> str:
    """Return a table float around a tabular; the caption is TeX."""
    named = [rf"\label{{{label}}}"] if label else []
    lines = [
        r"\begin{table}",
        r"\centering",
        rf"\caption{{{caption}}}",
        *named,
        found,
        r"\end{table}",
    ]
    return "\n".join(lines)


def fixed(value: _render.Cell, digits: int) -> str:
    """Write a cell; of a float so many decimals, of one from 1e9 on those of its power of ten."""
    if not isinstance(value, float) or not math.isfinite(value):
        return _render.cell(value)
    if isinstance(value, _render.Percent):
        return f"{value:.{digits}%}"
    written = f"{value:.{digits}e}" if abs(value) >= 1e9 else f"{value:,.{digits}f}"
    # -0.00 is nothing but 0.00
    return written.lstrip("-") if float(written.replace(",", "")) == 0 else written


def number(text: str) -> str:
    """Write a number as TeX sets it: with a minus sign and powers of ten, no hyphen and no e."""
    found = re.fullmatch(r"(-?)([\d,.]+|inf)(?:e([+-]\d+))?(%?)", text)
    if found is None or not (found[1] or found[3] or found[2] == "inf"):
        return escaped(text)
    # a comma in math would be set with the space of a list
    digits = r"\infty" if found[2] == "inf" else found[2].replace(",", "{,}")
    power = rf" \times 10^{{{int(found[3])}}}" if found[3] else ""
    return f"${found[1]}{digits}{power}${escaped(found[4])}"


def checked_caption(caption: object) -> str:
    """Return a caption on one line; TeX that would not stay inside its braces is refused."""
    text = unbroken(_checks.text("caption", caption))
    if one_line(text) != text:
        raise InvalidInputError(f"caption must be TeX, in which nothing is hidden; got {text!r}")
    # signs behind a backslash are text, and count for no pair
    bare = re.sub(r"\\.", "", text)
    depth = 0
    for sign in bare:
        depth += (sign == "{") - (sign == "}")
        if depth < 0:
            break
    if depth or bare.count("$") % 2 or bare.endswith("\\"):
        raise InvalidInputError(
            rf"caption must be TeX whose braces and dollar signs are in pairs (write \{{,"
            r" \} "
            rf"and \$ for the signs themselves); got {text!r}"
        )
    if alone := re.search("[&%#]", bare):
        raise InvalidInputError(
            rf"caption must be TeX: write \{alone[0]} for the sign {alone[0]}; got"
            rf" {text!r}"
        )
    return text


def checked_label(label: object) -> str:
    """Return a label for references."""
    text = _checks.text("label", label)
    if not re.fullmatch(r"[^\\{}%#&~$^]*", text) or one_line(text) != text:
        raise InvalidInputError(
            rf"label must be a name such as tab:cars, without \ {{ }} % # & ~ $ ^; got"
            rf" {text!r}"
        )
    return text


def _line(cells: Sequence[str]) -> str:
    r"""Return a row; one that begins with [ or * would be read as an option of the one before."""
    guard = "{}" if cells[0].lstrip()[:1] in ("[", "*") else ""
    return guard + " & ".join(cells) + r" \\"
