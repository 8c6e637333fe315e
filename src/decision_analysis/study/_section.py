"""`Section`: one question of a study and its answer, in sentences and tables (`Block`)."""

from __future__ import annotations

import dataclasses
import textwrap
from collections.abc import Mapping, Sequence
from typing import Any

from decision_analysis import _render
from decision_analysis.core.parts import Headers, Rows, Shown


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


@dataclasses.dataclass(frozen=True, repr=False)
class Section:
    """One question of the study and its answer.

    Parameters
    ----------
    title : str
        The question.
    text : tuple of str
        The answer in sentences, one paragraph each.
    blocks : tuple of Block
        The tables behind it.
    results : mapping of str to object
        The library's results behind them, by name.
    """

    title: str
    text: tuple[str, ...]
    blocks: tuple[Block, ...]
    results: Mapping[str, Any]

    def __repr__(self) -> str:
        return "\n".join(
            [self.title, *(textwrap.fill(text, 110) for text in self.text), *map(repr, self.blocks)]
        )
