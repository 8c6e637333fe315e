"""Rendering of small tables as plain text, Markdown and HTML, and of numbers for people."""

from __future__ import annotations

import html
import math
import textwrap
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from decision_analysis._markdown import markdown as markdown
from decision_analysis._printable import one_line as one_line
from decision_analysis._printable import unbroken
from decision_analysis._shown import shown

Cell = str | float | int | bool | None

ROWS, COLUMNS, LABEL, HEADLINE = 20, 12, 80, 300
"""What a glance shows at most: rows, columns, characters of a label and of the headline."""

WIDTH = 160
"""How wide a table of text may be before its labels are cut shorter than `LABEL`."""

MISREAD, FINEST = 0.05, 2
"""A number that is written off by more than this share gets more decimals, up to so many."""

NOISE, SMALLEST = 1e-9, 1e-4
"""What is rounding beside a column's largest number; below which largest one cells have
exponents."""


def paragraph(text: str, width: int = 110, *, indent: str = "") -> str:
    """Wrap a text to lines of a screen, all but the first with an indent."""
    return textwrap.fill(one_line(unbroken(text)), width, subsequent_indent=indent)


def count(number: int) -> str:
    """Write a number of things, by its order of magnitude where nobody would read the digits."""
    size = abs(number)
    if size <= 10**12:
        return f"{number:,}"
    return f"about {'-' if number < 0 else ''}10^{math.floor(math.log10(size))}"


class Percent(float):
    """A share that its sentence gives as a percentage; a number as before, written as 56.1%."""

    __slots__ = ()


def cell(value: Cell, decimals: int = 4) -> str:
    """Write one table cell; floats with so many decimals, huge and tiny ones with an exponent."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, bool | np.bool_):
        return "yes" if value else "no"
    if isinstance(value, int | np.integer):
        return str(int(value))
    if math.isnan(value):
        return "-"
    if isinstance(value, Percent):
        return f"{value:.1%}"
    value = float(value)
    if math.isinf(value) or abs(value) >= 1e9:
        return f"{value:.4g}"
    written = f"{value:,.{decimals}f}"
    # something is left beside zeros and signs: the number did not vanish by rounding
    if written.strip("-0.,"):
        return written
    return f"{value:.4g}" if value else written.removeprefix("-")


def short(number: float) -> str:
    """Write a number of a sentence: four digits, and all before the point."""
    text = cell(float(number), _four_digits(abs(float(number))))
    return text.rstrip("0").rstrip(".") if "." in text and "e" not in text else text


def written_cells(rows: Sequence[Sequence[Cell]]) -> list[list[str]]:
    """Write all cells; the floats of one column share their number of decimals."""
    columns = list(zip(*rows, strict=True))
    decimals = [_decimals([float(v) for v in column if isinstance(v, float)]) for column in columns]
    return [[cell(value, d) for value, d in zip(row, decimals, strict=True)] for row in rows]


def _lines(rows: Sequence[Sequence[Cell]]) -> list[list[str]]:
    """Write all cells, each on one line."""
    return [[one_line(text) for text in row] for row in written_cells(rows)]


def _decimals(column: Sequence[float]) -> int:
    """Return a column's decimals: four digits of its largest number, less zeros in all cells."""
    sizes = [abs(value) for value in column if math.isfinite(value) and value]
    if not sizes:
        return 0
    largest = max(sizes)
    # four digits of the largest; more where a small number would be misread; then fewer zeros
    decimals = _four_digits(largest)
    while decimals < FINEST and any(
        size >= 10.0**-FINEST and _coarse(size, decimals) for size in sizes
    ):
        decimals += 1
    # what is written as zero has no digits that could be lost
    seen = [size for size in sizes if size > 10.0**-decimals / 2]
    while decimals and all(
        abs(round(size, decimals - 1) - size) <= NOISE * min(largest, 1e4) for size in seen
    ):
        decimals -= 1
    return decimals


def _four_digits(size: float) -> int:
    """Return the decimals that give a number four digits; 1 has those of the shares below it."""
    if size >= 1e4:
        return 0
    size = float(f"{size:.3e}")
    if size == 1:
        return 4
    return max(0, 3 - math.floor(math.log10(size))) if size >= SMALLEST else 0


def _coarse(size: float, decimals: int) -> bool:
    """Say whether a number written with so many decimals would be misread."""
    return abs(round(size, decimals) - size) > MISREAD * size


def text_table(
    headers: Sequence[str], rows: Sequence[Sequence[Cell]], *, indent: int = 3, rest: str = ""
) -> str:
    """Lay out rows as plain text: words to the left, numbers to the right; last `rest`."""
    written, headers = _lines(rows), [one_line(head) for head in headers]
    right = [numeric(rows, column) for column in range(len(headers))]
    # as wide as its widest cell; figures stand to the right, so that decimals are below each other
    widths = [max([len(head), *(len(row[i]) for row in written)]) for i, head in enumerate(headers)]

    def line(cells: Sequence[str]) -> str:
        padded = (
            c.rjust(w) if r else c.ljust(w) for c, w, r in zip(cells, widths, right, strict=True)
        )
        return (" " * indent + "  ".join(padded)).rstrip()

    lines = [line(headers)] if any(headers) else []
    return "\n".join([*lines, *map(line, written), *([" " * indent + rest] if rest else [])])


def markdown_table(
    headers: Sequence[str], rows: Sequence[Sequence[Cell]], *, rest: str = ""
) -> str:
    """Lay out rows as a Markdown pipe table; `rest`, what is left out, is its last row."""
    rule = ["---:" if numeric(rows, column) else "---" for column in range(len(headers))]
    body = [[_markdown_cell(text) for text in row] for row in written_cells(rows)]
    last = [[rest, *[""] * (len(headers) - 1)]] if rest else []
    heads = [_markdown_cell(head) for head in headers]
    return "\n".join("| " + " | ".join(row) + " |" for row in [heads, rule, *body, *last])


def _markdown_cell(text: str) -> str:
    # a bar would end the cell; breaks in labels are shown, not lost
    return markdown(one_line(text)).replace("|", "\\|")


def html_table(
    headers: Sequence[str], rows: Sequence[Sequence[Cell]], *, caption: str = "", rest: str = ""
) -> str:
    """Lay out rows as an HTML table, escaped; `rest`, what is left out, is its last row."""
    head = "".join(f"<th>{html.escape(one_line(h))}</th>" for h in headers)
    body = "".join(
        "<tr>" + "".join(f"<td>{html.escape(text)}</td>" for text in row) + "</tr>"
        for row in _lines(rows)
    )
    if rest:
        body += f'<tr><td colspan="{len(headers)}">{html.escape(rest)}</td></tr>'
    title = f"<caption>{html.escape(one_line(caption))}</caption>" if caption else ""
    return f"<table>{title}<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def more(hidden: int) -> str:
    """Say how many rows are left out; nothing where none are."""
    return f"... {count(hidden)} more" if hidden > 0 else ""


def shortened(text: str, most: int = LABEL) -> str:
    """Cut a text that is longer than so many characters in its middle."""
    head = most // 2
    return text if len(text) <= most else f"{text[:head]}…{text[head + 1 - most :]}"


def text_glance(
    headline: str,
    headers: Sequence[str],
    rows: Sequence[Sequence[Cell]],
    rest: str,
    columns: int = COLUMNS,
) -> str:
    """Write what fits on a screen: a headline, the first columns, long labels cut in the middle."""
    title = shortened(one_line(headline), HEADLINE)
    if not rows:
        return title
    table, before = "", (0, 0)
    # shorter labels, until the table is not wider than a screen
    for label in (LABEL, LABEL // 2, LABEL // 4):
        heads, cells, last = _narrow(headers, rows, rest, columns, label)
        different = len(set(heads)), len({row[0] for row in cells})
        if min(np.subtract(different, before)) < 0:
            break  # labels that all look alike say less than a wide table
        table, before = text_table(heads, cells, rest=last), different
        if max(map(len, table.splitlines()), default=0) <= WIDTH:
            break
    return f"{title}\n{table}"


def html_glance(
    headline: str,
    headers: Sequence[str],
    rows: Sequence[Sequence[Cell]],
    rest: str,
    columns: int = COLUMNS,
) -> str:
    """Write what fits on a screen as an HTML table, as `text_glance` does."""
    headers, rows, rest = _narrow(headers, rows, rest, columns, LABEL)
    return html_table(headers, rows, caption=shortened(headline, HEADLINE), rest=rest)


def _narrow(
    headers: Sequence[str], rows: Sequence[Sequence[Cell]], rest: str, columns: int, label: int
) -> tuple[list[str], list[list[Cell]], str]:
    """Return the first columns with short labels, and what is said of the others."""
    hidden = len(headers) - columns
    if hidden > 1:
        rest = f"{rest} rows, {hidden:,} more columns" if rest else f"... {hidden:,} more columns"
    kept = columns if hidden > 1 else len(headers)
    cells = [[shortened(c, label) if isinstance(c, str) else c for c in row[:kept]] for row in rows]
    return [shortened(head, label) for head in headers[:kept]], cells, rest


def options(parameters: Mapping[str, Any]) -> str:
    """Write a call's short options in brackets for a headline; nothing for none.

    Short options are words, numbers and booleans.
    """
    short = {k: v for k, v in parameters.items() if isinstance(v, str | bool | int | float)}
    return (
        "  (" + ", ".join(f"{k}={shortened(shown(v))}" for k, v in short.items()) + ")"
        if short
        else ""
    )


def plain(value: Any) -> Any:
    """Turn arrays, mappings and results into plain lists, dicts, strings and numbers for JSON."""
    if isinstance(value, np.ndarray):
        return plain(value.tolist())
    if isinstance(value, np.longdouble):
        return plain(float(value))  # whose .item() and .tolist() are long doubles again
    if isinstance(value, np.generic):
        return plain(value.item())
    if isinstance(value, float):
        # JSON has neither NaN nor infinity
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
        return [
            plain(entry)
            # sets have no order of their own, and a file should not differ from run to run
            for entry in (sorted(value) if isinstance(value, set | frozenset) else value)
        ]
    return shown(value)


def _key(key: object) -> str:
    if isinstance(key, str):
        return str.__str__(key)
    return " > ".join(map(str, key)) if isinstance(key, tuple) else str(key)


def numeric(rows: Sequence[Sequence[Cell]], column: int) -> bool:
    cells = [row[column] for row in rows if row[column] is not None]
    return bool(cells) and all(not isinstance(c, str) for c in cells)
