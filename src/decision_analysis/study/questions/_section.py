"""`Section`: the answer to one question, in sentences, tables (`Block`) and pictures (`Figure`)."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from decision_analysis import _render
from decision_analysis.core.parts import Headers, Rows, Shown

SUMMARY = (
    "Best",
    "How sure",
    "What matters most",
    "Worth finding out",
    "Who disagrees",
)
"""What the lines of a summary are about, in order."""
SINCE = "Since the last entry"
"""What the page says below them, where there is a log of evidence."""


@dataclasses.dataclass(frozen=True, repr=False)
class Block(Shown):
    """One captioned table.

    Parameters
    ----------
    caption : str
        What it shows, with units.
    headers : sequence of str
        One for each column.
    rows : sequence of sequence
        Cells.
    """

    caption: str
    headers: Sequence[str]
    rows: Sequence[Sequence[_render.Cell]]

    def _headline(self) -> str:
        return self.caption

    def _rows(self) -> tuple[Headers, Rows]:
        return list(self.headers), [list(row) for row in self.rows]


@dataclasses.dataclass(frozen=True)
class Figure:
    """One picture, drawn where somebody wants to see it.

    Parameters
    ----------
    name : str
        Its name, which is that of its file.
    caption : str
        What it shows, with units.
    draw : callable
        Draws it on a figure of its own and returns the axes, such as a `functools.partial` of a
        function of `plot` with its result.
    """

    name: str
    caption: str
    draw: Callable[[], Any]


@dataclasses.dataclass(frozen=True, eq=False, repr=False)
class Section:
    """The answer to one question of a study.

    Parameters
    ----------
    name : str
        The question, as `questions:` of a study file names it.
    title : str
        The question in words.
    text : tuple of str
        The answer in sentences, one paragraph each.
    blocks : tuple of Block
        The tables behind it.
    results : mapping of str to object
        The library's results behind them, by name.
    figures : tuple of Figure
        The pictures of it.
    summary : mapping of str to str
        What it has to say in the summary: for a word of `SUMMARY`, or `SINCE`, one sentence.
    """

    name: str
    title: str
    text: tuple[str, ...]
    blocks: tuple[Block, ...]
    results: Mapping[str, Any]
    figures: tuple[Figure, ...] = ()
    summary: Mapping[str, str] = dataclasses.field(default_factory=dict)

    def __repr__(self) -> str:
        title = _render.one_line(self.title)
        return "\n".join([title, *map(_render.paragraph, self.text), *map(repr, self.blocks)])
