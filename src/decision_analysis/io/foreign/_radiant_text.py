"""`as_yaml`: the input of Radiant's editor, not quite YAML, as YAML that Radiant makes of it.

Radiant's `dtree_parser` (https://github.com/radiant-rstats/radiant.model) puts four spaces for a
tab and a space after a colon; its YAML reader takes any word as a key. Lines stay lines.
"""

from __future__ import annotations

import re

from decision_analysis.io.documents import resolve

_TYPE = re.compile(r"^type[ \t]*:", re.IGNORECASE | re.MULTILINE)
_KIND = re.compile(r"^[\"']?kind[\"']?[ \t]*:", re.MULTILINE)
_COMMENT = re.compile(r"(?:^|\s)#.*")
_PAIR = re.compile(r":(?:\s|\Z)")
_QUOTE = re.compile("[\"']")
_TIGHT = re.compile(r":(?=[^\s,}])")
_MARKS = "\"'#?|>-{["
"""What no name begins with: quotes, comments, lists, braces and what else YAML makes of the rest of
a line."""


def is_input(text: str) -> bool:
    """Say whether a text is for Radiant's editor: it has a `type` at its top, and no `kind`."""
    return bool(_TYPE.search(text)) and not _KIND.search(text)


def as_yaml(text: str) -> str:
    """Return the text as YAML, line by line."""
    return "\n".join(map(_line, text.replace("\r\n", "\n").replace("\t", "    ").split("\n")))


def _line(line: str) -> str:
    if not line.strip() or line.lstrip().startswith("#"):
        return line
    line = _spaced(line)
    before, colon, after = line.partition(":")
    key = before.strip()
    if (
        not colon
        or not key
        or key[0] in _MARKS
        or _QUOTE.search(key)
        or not (after[:1].isspace() or not after)
    ):
        return line
    # a name may hold " #", which starts a comment in YAML, or begin with what has a meaning there
    strange = (" #" in key or key[0] in "!`@%&*") and not after.strip()
    if strange or not isinstance(resolve(key), str):
        # spaces stay, so that all is insertion and columns can be told
        start = len(before) - len(before.lstrip())
        end = len(before.rstrip())
        return f"{before[:start]}{_quoted(key)}{before[end:]}:{after}"
    return line


def _spaced(line: str) -> str:
    """Put a space after the colon of an entry, and after those of entries in braces."""
    code = _COMMENT.sub("", line)
    # a colon inside quotes is text
    if ":" in code and not _PAIR.search(code) and not _QUOTE.search(line):
        line = line.replace(":", ": ", 1)
    before, brace, inside = line.partition("{")
    return line if _QUOTE.search(inside) else before + brace + _TIGHT.sub(": ", inside)


def _quoted(key: str) -> str:
    doubled = key.replace("\\", "\\\\")
    return f'"{doubled}"'
