"""Writes the table of known disagreements into README.md; `python -m
crosscheck.known_disagreements` does."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from crosscheck import peers
from crosscheck.disagreements import ROWS

README = Path(__file__).with_name("README.md")
BEGIN, END = "<!-- table: begin -->\n", "<!-- table: end -->\n"


def table() -> str:
    """Return the rows as a Markdown table."""
    lines = [
        "| method | peer | input | ours | theirs | right | why |",
        "|---|---|---|---|---|---|---|",
    ]
    for row in ROWS:
        answers = [shown(answer) for answer in (row.right, row.wrong)]
        cells = [row.method, peers.PEERS[row.package], row.given, *answers, row.verdict, row.why]
        lines.append("| " + " | ".join(cells) + " |")
    return "\n".join(lines) + "\n"


def shown(answer: Any) -> str:
    """Return an answer in short: numbers with four digits."""
    if isinstance(answer, list | tuple):
        return f"[{', '.join(map(shown, answer))}]"
    if isinstance(answer, set):
        return f"{{{', '.join(map(shown, sorted(answer)))}}}"
    return f"{answer:.4g}" if isinstance(answer, float) else str(answer)


def written() -> str:
    """Return README.md with the table of this file in its place."""
    text = README.read_text(encoding="utf-8")
    before, rest = text.split(BEGIN)
    return before + BEGIN + "\n" + table() + "\n" + END + rest.split(END)[1]


if __name__ == "__main__":
    README.write_text(written(), encoding="utf-8")
