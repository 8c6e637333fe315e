"""Writes the matrix of methods and peers and the table of known disagreements into README.md;
`python -m crosscheck.known_disagreements` does."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np

from crosscheck import coverage, peers
from crosscheck.disagreements import ROWS, Disagreement
from decision_analysis import _cited
from decision_analysis._references import REFERENCES

README = Path(__file__).with_name("README.md")


def table() -> str:
    """Return the rows as a Markdown table."""
    lines = [
        "| method | peer | input | ours | theirs | off by | right | source | why |",
        "|---|---|---|---|---|---|---|---|---|",
    ]
    for row in ROWS:
        answers = [shown(answer) for answer in (row.right, row.wrong)]
        peer = peers.PEERS[row.package]
        cells = [
            row.method,
            peer,
            row.given,
            *answers,
            apart(row),
            row.verdict,
            source(row),
            row.why,
        ]
        lines.append("| " + " | ".join(cells) + " |")
    return "\n".join(lines) + "\n"


def apart(row: Disagreement) -> str:
    """Return by how much the two answers differ, where both are numbers."""
    if isinstance(row.right, str) and row.right.endswith("Error"):
        return "ours refuses"
    try:
        right, wrong = (np.asarray(a, dtype=float) for a in (row.right, row.wrong))
    except (TypeError, ValueError):
        return "another answer"
    if isinstance(row.right, bool) or right.shape != wrong.shape:
        return "another answer"
    if not np.isfinite(wrong).all():
        return "no number"
    return shown(float(np.abs(right - wrong).max()))


def source(row: Disagreement) -> str:
    """Return by whom ours is right: the authors and the year of what the function cites first."""
    function = coverage.subject(row)
    keys = _cited.keys_of(function)
    if not keys:
        return ""
    reference = REFERENCES[keys[0]]
    families = [author.rsplit(" ", 1)[0] for author in reference.authors]
    names = f"{families[0]} et al." if len(families) > 2 else " and ".join(families)
    return f"{names} ({reference.year})" if reference.year else names


def shown(answer: Any) -> str:
    """Return an answer in short: numbers with four digits."""
    if isinstance(answer, list | tuple):
        return f"[{', '.join(map(shown, answer))}]"
    if isinstance(answer, set):
        return f"{{{', '.join(map(shown, sorted(answer)))}}}"
    return f"{answer:.4g}" if isinstance(answer, float) else str(answer)


def replaced(text: str, name: str, part: str) -> str:
    """Return a text with a part between the marks of a name."""
    begin, end = (f"<!-- {name}: {word} -->\n" for word in ("begin", "end"))
    before, rest = text.split(begin)
    return before + begin + "\n" + part + "\n" + end + rest.split(end)[1]


def written() -> str:
    """Return README.md with the matrix and the table of this file in their places."""
    text = README.read_text(encoding="utf-8")
    return replaced(replaced(text, "matrix", coverage.matrix()), "table", table())


if __name__ == "__main__":
    README.write_text(written(), encoding="utf-8")
