"""`printable`, `one_line`, `unbroken`: text in which nothing is hidden, whatever is in it.

A terminal obeys control characters, signs of direction turn what stands beside them around, and
signs of no width make two labels look the same: all of these are written as their escapes, as
`repr` does, and so are the marks of a flood. Texts are made so where they are shown; labels in data
stay what they are.
"""

from __future__ import annotations

import re

_JOINED = (
    "\u0620-\u065f\u066e-\u06d3\u0710-\u077f\u0900-\u0dff\u1000-\u109f\u1780-\u17b3\u1820-\u18aa"
)
"""Letters of scripts in which joiners are spelling: Arabic, Syriac, those of India, Burmese, Khmer,
Mongolian."""

_VARIED = (
    "\xa9\xae\u1000-\u109f\u1820-\u18aa\u203c-\u27ff\u2900-\u9fff\ua840-\ua877\uf900-\ufaff"
    "\U0001f000-\U0003ffff"
)
"""Signs that come in variants: emoji, mathematics, Chinese, Burmese, Mongolian, Phags-pa."""

_SELECTORS = "\u180b-\u180d\u180f\ufe00-\ufe0f\U000e0100-\U000e01ef"
_KEYCAP = "\u20e3"

_MARKS = "\u0300-\u034e\u0350-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20f0\ufe20-\ufe2f"
_STACKED = 4
"""So many marks may stand on a letter, which is more than languages put there; a flood of them
covers the lines around."""

_HIDDEN = "".join(
    (
        "\x7f-\x9f\u2028\u2029",  # control characters, and breaks of lines
        "\u061c\u200e\u200f\u202a-\u202e\u2060-\u206f",  # of direction, and signs that do nothing
        "\xad\u034f\u115f\u1160\u17b4\u17b5\u180e\u200b\u3164\ufeff\uffa0",  # of no width,
        "\u2800\U0001d159",  # blank signs
        "\ufff0-\ufffb\U0001bca0-\U0001bca3\U0001d173-\U0001d17a",  # of notation
        "\U000e0000-\U000e00ff\U000e01f0-\U000e0fff",  # tags, and what is kept free beside them
        "\ud800-\udfff\ufdd0-\ufdef",  # halves of surrogate pairs, and no characters at all
        *(f"{chr(last - 1)}-{chr(last)}" for last in range(0xFFFF, 0x110000, 0x10000)),
    )
)


def _pattern(controls: str) -> re.Pattern[str]:
    joiner = f"(?<![{_JOINED}])[\u200c\u200d]|[\u200c\u200d](?![{_JOINED}])"
    selector = f"(?<![{_VARIED}])[{_SELECTORS}](?!{_KEYCAP})"
    flood = f"(?<=[{_MARKS}]{{{_STACKED}}})[{_MARKS}]"
    return re.compile(f"[{controls}{_HIDDEN}]|{joiner}|{selector}|{flood}")


_BREAKS = re.compile("[\t-\r\x1c-\x1e\x85\u2028\u2029][\t-\r\x1c-\x1e\x85\u2028\u2029 ]*")
"""Tabs and all that ends a line somewhere."""

_ALL, _ALL_BUT_BREAKS = _pattern("\x00-\x1f"), _pattern("\x00-\x09\x0b-\x1f")


def one_line(text: str) -> str:
    """Write a text on one line: line breaks and all that is hidden as their escapes."""
    return text if _is_plain(text) else _ALL.sub(_escape, text)


def printable(text: str) -> str:
    """Write a text of several lines, each as `one_line` does."""
    return text if _is_plain(text) else _ALL_BUT_BREAKS.sub(_escape, text)


def unbroken(text: str) -> str:
    """Write a text where breaks say nothing: a space for those in a row, and for what is set in."""
    return _BREAKS.sub(" ", text)


def _is_plain(text: str) -> bool:
    # ten times as quick as a pattern, and true of most cells
    return text.isascii() and text.isprintable()


def _escape(found: re.Match[str]) -> str:
    return found[0].encode("unicode_escape").decode("ascii")
