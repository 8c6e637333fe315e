"""`markdown`: a text of users in Markdown, where it stays a text."""

from __future__ import annotations

import re

from decision_analysis._printable import one_line, unbroken

# What Markdown takes for its own, the last line at the beginning of a text only. Stars between
# spaces, underscores within a word and brackets that no target follows are text as they are.
_MARKS = re.compile(
    r"""
      \\(?=[!-/:-@\[-`{-~]|$)  # an escape
    | [`~$]                    # code, what is struck out, mathematics
    | (?<!\s)\*|\*(?!\s)       # emphasis
    | (?<![^\W_])_|_(?![^\W_])
    | (?<=\])[(\[:]            # links, and where they lead; addresses
    | :(?=//)|(?<=www)\.|(?<=\w)@(?=\w)
    | (?<!\w):(?=[\w+-]+:)     # names of emoji
    | (?<!\S)\#                # headings
    | ^[-+=:](?=[-+=:\s]|$)|^> # lists, rules, blocks, quotations
    """,
    re.VERBOSE,
)
_PLAIN = re.compile(r"-?[A-Za-z0-9]+(?:(?:[ ,]|(?<!www)\.)[A-Za-z0-9]+)*")
"""Most cells: words and numbers, in which there is nothing of these."""


def markdown(text: str) -> str:
    """Write a text in Markdown, on one line: whatever stands in it is a text there, too."""
    if _PLAIN.fullmatch(text):
        return text
    marked = _MARKS.sub(r"\\\g<0>", one_line(unbroken(text)).strip())
    listed = re.sub(r"^(\d{1,9})([.)])(?=\s|$)", r"\1\\\2", marked)
    escaped = re.sub(r"&(?=#\w|\w+;)", "&amp;", listed)
    return re.sub(r"<(?=[A-Za-z/!?])", "&lt;", escaped)
