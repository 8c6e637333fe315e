"""Rendering of small tables as plain text, Markdown and HTML, and of numbers for people."""

from __future__ import annotations

import html
import math
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

Cell = str | float | int | bool | None


def cell(value: Cell) -> str:
    """Write one table cell: numbers with four significant decimals, whole numbers without any."""
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
    if math.isinf(value) or value == 0:
        return f"{value:g}"
    if abs(value) >= 1e6 or abs(value) < 1e-4:
        return f"{value:.4g}"
    return f"{value:.4f}" if abs(value) < 100 else f"{value:,.2f}"


def text_table(headers: Sequence[str], rows: Sequence[Sequence[Cell]], *, indent: int = 3) -> str:
    """Lay out rows as plain text: words to the left, numbers to the right."""
    written = [[cell(value) for value in row] for row in rows]
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
    body = [[cell(value).replace("|", "\\|") for value in row] for row in rows]
    return "\n".join("| " + " | ".join(row) + " |" for row in [list(headers), rule, *body])


def html_table(headers: Sequence[str], rows: Sequence[Sequence[Cell]], *, caption: str = "") -> str:
    """Lay out rows as an HTML table, escaped."""
    head = "".join(f"<th>{html.escape(h)}</th>" for h in headers)
    body = "".join("<tr>" + "".join(f"<td>{html.escape(cell(v))}</td>" for v in row) + "</tr>" for row in rows)
    title = f"<caption>{html.escape(caption)}</caption>" if caption else ""
    return f"<table>{title}<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def options(parameters: Mapping[str, Any]) -> str:
    """Write a call's short options for a headline: words, numbers and booleans, in brackets; nothing where there are none."""
    short = {k: v for k, v in parameters.items() if isinstance(v, str | bool | int | float)}
    return "  (" + ", ".join(f"{k}={v!r}" for k, v in short.items()) + ")" if short else ""


def plain(value: Any) -> Any:
    """Turn arrays, mappings and result objects into plain lists, dicts, strings and numbers that JSON can hold."""
    if isinstance(value, np.ndarray):
        return plain(value.tolist())
    if isinstance(value, np.generic):
        return plain(value.item())
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if value is None or isinstance(value, str | bool | int):
        return value
    if hasattr(value, "to_dict"):
        return plain(value.to_dict())
    if isinstance(value, Mapping):
        return {key if isinstance(key, str) else _key(key): plain(entry) for key, entry in value.items()}
    if isinstance(value, Sequence | set | frozenset):
        return [plain(entry) for entry in (sorted(value) if isinstance(value, set | frozenset) else value)]
    return repr(value)


def _key(key: object) -> str:
    return " > ".join(map(str, key)) if isinstance(key, tuple) else str(key)


def _numeric(rows: Sequence[Sequence[Cell]], column: int) -> bool:
    cells = [row[column] for row in rows if row[column] is not None]
    return bool(cells) and all(not isinstance(c, str) for c in cells)
