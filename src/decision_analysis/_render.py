"""Rendering of small tables as plain text, Markdown and HTML, and of numbers for people."""

from __future__ import annotations

import html
import math
import re
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from decision_analysis._shown import shown

Cell = str | float | int | bool | None

# line breaks of every kind, other control characters, and halves of surrogate pairs, which no terminal can print
_BREAKING = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")


def one_line(text: str) -> str:
    """Write a label on one line: line breaks and other control characters as their escapes."""
    return _BREAKING.sub(lambda found: found.group().encode("unicode_escape").decode("ascii"), text)


def count(number: int) -> str:
    """Write a number of things; one that nobody would read digit by digit by its order of magnitude."""
    size = abs(number)
    if size <= 10**12:
        return f"{number:,}"
    return f"about {'-' if number < 0 else ''}10^{math.floor(math.log10(size))}"


def cell(value: Cell, decimals: int = 4) -> str:
    """Write one table cell; floats with so many decimals, very large and very small ones with an exponent."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, bool | np.bool_):
        return "yes" if value else "no"
    if isinstance(value, int | np.integer):
        return str(int(value))
    value = float(value)
    if math.isnan(value):
        return "-"
    if math.isinf(value) or abs(value) >= 1e9 or 0 < abs(value) < 10.0**-decimals / 2:
        return f"{value:.4g}"
    return f"{value:,.{decimals}f}"


def _written(rows: Sequence[Sequence[Cell]]) -> list[list[str]]:
    """Write all cells; the floats of one column share their number of decimals."""
    columns = list(zip(*rows, strict=True))
    decimals = [_decimals([float(v) for v in column if isinstance(v, float)]) for column in columns]
    return [[cell(value, d) for value, d in zip(row, decimals, strict=True)] for row in rows]


def _lines(rows: Sequence[Sequence[Cell]]) -> list[list[str]]:
    """Write all cells, each on one line."""
    return [[one_line(text) for text in row] for row in _written(rows)]


def _decimals(column: Sequence[float]) -> int:
    finite = [abs(value) for value in column if math.isfinite(value)]
    if all(value == round(value) for value in finite):
        return 0 if any(value > 1 for value in finite) else 4
    return 4 if max(finite) < 100 else 2


def text_table(headers: Sequence[str], rows: Sequence[Sequence[Cell]], *, indent: int = 3) -> str:
    """Lay out rows as plain text: words to the left, numbers to the right."""
    written, headers = _lines(rows), [one_line(head) for head in headers]
    right = [_numeric(rows, column) for column in range(len(headers))]
    widths = [max([len(head), *(len(row[i]) for row in written)]) for i, head in enumerate(headers)]

    def line(cells: Sequence[str]) -> str:
        padded = (c.rjust(w) if r else c.ljust(w) for c, w, r in zip(cells, widths, right, strict=True))
        return (" " * indent + "  ".join(padded)).rstrip()

    lines = [line(headers)] if any(headers) else []
    return "\n".join(lines + [line(row) for row in written])


def markdown_table(headers: Sequence[str], rows: Sequence[Sequence[Cell]]) -> str:
    """Lay out rows as a Markdown pipe table."""
    rule = ["---:" if _numeric(rows, column) else "---" for column in range(len(headers))]
    body = [[text.replace("|", "\\|") for text in row] for row in _lines(rows)]
    heads = [one_line(head).replace("|", "\\|") for head in headers]
    return "\n".join("| " + " | ".join(row) + " |" for row in [heads, rule, *body])


def html_table(headers: Sequence[str], rows: Sequence[Sequence[Cell]], *, caption: str = "") -> str:
    """Lay out rows as an HTML table, escaped."""
    head = "".join(f"<th>{html.escape(one_line(h))}</th>" for h in headers)
    body = "".join("<tr>" + "".join(f"<td>{html.escape(text)}</td>" for text in row) + "</tr>" for row in _lines(rows))
    title = f"<caption>{html.escape(one_line(caption))}</caption>" if caption else ""
    return f"<table>{title}<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def options(parameters: Mapping[str, Any]) -> str:
    """Write a call's short options (words, numbers, booleans) in brackets for a headline; nothing for none."""
    short = {k: v for k, v in parameters.items() if isinstance(v, str | bool | int | float)}
    return "  (" + ", ".join(f"{k}={shown(v)}" for k, v in short.items()) + ")" if short else ""


def plain(value: Any) -> Any:
    """Turn arrays, mappings and result objects into plain lists, dicts, strings and numbers that JSON can hold."""
    if isinstance(value, np.ndarray):
        return plain(value.tolist())
    if isinstance(value, np.longdouble):
        return plain(float(value))  # whose .item() and .tolist() are long doubles again
    if isinstance(value, np.generic):
        return plain(value.item())
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, str):
        return str.__str__(value)
    if value is None or isinstance(value, bool | int):
        return value
    if hasattr(value, "to_dict"):
        return plain(value.to_dict())
    if isinstance(value, Mapping):
        return {_key(key): plain(entry) for key, entry in value.items()}
    if isinstance(value, Sequence | set | frozenset):
        return [plain(entry) for entry in (sorted(value) if isinstance(value, set | frozenset) else value)]
    return shown(value)


def _key(key: object) -> str:
    if isinstance(key, str):
        return str.__str__(key)
    return " > ".join(map(str, key)) if isinstance(key, tuple) else str(key)


def _numeric(rows: Sequence[Sequence[Cell]], column: int) -> bool:
    cells = [row[column] for row in rows if row[column] is not None]
    return bool(cells) and all(not isinstance(c, str) for c in cells)
