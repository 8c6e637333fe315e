"""`analyze`: all questions of a study in order; `Analysis`: the answers as text or plain data."""

from __future__ import annotations

import dataclasses
import textwrap
from collections.abc import Callable
from typing import Any

from decision_analysis import _checks, _render
from decision_analysis._named import named
from decision_analysis._shown import shown
from decision_analysis.errors import InvalidInputError
from decision_analysis.study._judgements_section import judgements_section
from decision_analysis.study._scores_section import scores_section
from decision_analysis.study._section import Section
from decision_analysis.study._stakeholders_section import stakeholders_section
from decision_analysis.study._strategies_section import strategies_section
from decision_analysis.study._study import Study
from decision_analysis.study._tree_section import tree_section


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


_QUESTIONS = {
    "scores by several methods": scores_section,
    "stakeholders (SMAA)": stakeholders_section,
    "the sequential tree": tree_section,
    "the tree's strategies on all criteria": strategies_section,
    "tornado and thresholds": judgements_section,
}


@named
def analyze(study: Study, *, progress: Callable[[int, int, str], None] | None = None) -> Analysis:
    """Answer all questions of a study.

    Parameters
    ----------
    study : Study
        What to analyze.
    progress : callable, optional
        Called as `progress(done, total, what)` before each question.

    Returns
    -------
    Analysis
        Sections with tables, and the library's results by name.

    Raises
    ------
    InvalidInputError
        If `study` is no `Study` or `progress` no function.

    Examples
    --------
    >>> import dataclasses
    >>> from decision_analysis import study
    >>> quick = dataclasses.replace(study.load("examples/atacms/study.yaml"), n_samples=256)
    >>> study.analyze(quick)
    Analysis of 'Whether, how and when to transfer long-range ATACMS to Ukraine': 5 sections
       1. How the alternatives score
       2. Who would choose what
       3. What to do now and later
       4. The tree's strategies, scored on all criteria
       5. Which judgements matter
    """
    _checks.instance("study", study, Study)
    if progress is not None and not callable(progress):
        raise InvalidInputError(f"progress must be a function or None; got {shown(progress)}")
    sections = []
    for done, (what, answer) in enumerate(_QUESTIONS.items()):
        if progress is not None:
            progress(done, len(_QUESTIONS), what)
        sections.append(answer(study))
    return Analysis(study, tuple(sections))
