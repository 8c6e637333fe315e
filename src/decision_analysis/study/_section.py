"""`Section` and `Analysis`: the answer to a study in titled tables, as text or plain data."""

from __future__ import annotations

import dataclasses
import textwrap
from collections.abc import Mapping, Sequence
from typing import Any

from decision_analysis import _render
from decision_analysis.core.parts import Headers, Rows, Shown
from decision_analysis.study._study import Study


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


@dataclasses.dataclass(frozen=True, repr=False)
class Analysis:
    """Everything that `analyze` found out about a study.

    Parameters
    ----------
    study : Study
        What was analyzed.
    sections : tuple of Section
        One for each question, in order.
    """

    study: Study
    sections: tuple[Section, ...]

    @property
    def results(self) -> dict[str, Any]:
        """All results by name, such as 'scores: topsis' or 'tree: rollback'."""
        return {
            name: result for section in self.sections for name, result in section.results.items()
        }

    @property
    def n_steps(self) -> int:
        """Number of sections."""
        return len(self.sections)

    def to_text(self) -> str:
        """Return the answer as plain text in readable tables."""
        parts = [self.study.title, "=" * len(self.study.title)]
        for number, section in enumerate(self.sections, start=1):
            title = f"{number}. {section.title}"
            parts += ["", title, "-" * len(title)]
            parts += [textwrap.fill(paragraph, 110) for paragraph in section.text]
            for block in section.blocks:
                parts += ["", block.caption, _render.text_table(block.headers, block.rows)]
        return "\n".join(parts) + "\n"

    def to_markdown(self) -> str:
        """Return the answer in Markdown, the notice first."""
        parts = [f"> {self.study.notice}", "", f"# {self.study.title}"]
        for number, section in enumerate(self.sections, start=1):
            parts += ["", f"## {number}. {section.title}"]
            for paragraph in section.text:
                parts += ["", paragraph]
            for block in section.blocks:
                parts += [
                    "",
                    f"*{block.caption}*",
                    "",
                    _render.markdown_table(block.headers, block.rows),
                ]
        return "\n".join(parts) + "\n"

    def to_dict(self) -> dict[str, Any]:
        """Return the answer as plain data, the notice first."""
        sections = [
            {
                "title": section.title,
                "text": list(section.text),
                "tables": [
                    {
                        "caption": b.caption,
                        "headers": list(b.headers),
                        "rows": _render.plain([list(r) for r in b.rows]),
                    }
                    for b in section.blocks
                ],
            }
            for section in self.sections
        ]
        return {"notice": self.study.notice, "title": self.study.title, "sections": sections}

    def __repr__(self) -> str:
        return f"Analysis of {self.study.title!r}: {len(self.sections)} sections\n" + "\n".join(
            f"   {i}. {section.title}" for i, section in enumerate(self.sections, start=1)
        )
