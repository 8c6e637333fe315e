"""`analyze`: all questions of a study in order; `Analysis`: the answers as text or plain data."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from decision_analysis import _checks, _render
from decision_analysis._named import named
from decision_analysis._version import __version__
from decision_analysis.core.parts import Progress, checked_progress, tell
from decision_analysis.errors import InvalidInputError
from decision_analysis.study.model import Study
from decision_analysis.study.questions import QUESTIONS, SUMMARY, Question, Section, Setting


@dataclasses.dataclass(frozen=True, eq=False, repr=False)
class Analysis:
    """Everything that `analyze` found out about a study.

    Parameters
    ----------
    study : Study
        What was analyzed.
    sections : tuple of Section
        One for each question that has an answer, in order.
    asked : tuple of str
        All questions that were asked, by name.
    """

    study: Study
    sections: tuple[Section, ...]
    asked: tuple[str, ...] = ()

    @property
    def results(self) -> dict[str, Any]:
        """All results by name, such as 'scores: topsis' or 'tree: rollback'."""
        return {
            name: result for section in self.sections for name, result in section.results.items()
        }

    @named
    def section(self, name: str) -> Section:
        """Return the answer to one question.

        Parameters
        ----------
        name : str
            The question, as a study file names it, such as 'scores'.

        Returns
        -------
        Section
            Its section.

        Raises
        ------
        InvalidInputError
            If that question was not asked, or the study has nothing to say to it.
        """
        by_name = {section.name: section for section in self.sections}
        if isinstance(name, str) and name in self.asked and name not in by_name:
            raise InvalidInputError(f"question {name!r} was asked and has no answer in this study")
        return by_name[_checks.known("question", name, list(by_name))]

    @property
    def summary(self) -> tuple[str, ...]:
        """Up to five lines: what is best, how sure, what matters, what to find out, who disagrees.

        A line that the study says nothing about is left out.
        """
        lines = []
        for what in SUMMARY:
            said = [section.summary[what] for section in self.sections if what in section.summary]
            lines += [f"{what}: {' '.join(said)}"] if said else []
        return tuple(lines)

    @property
    def provenance(self) -> Mapping[str, str]:
        """What the answer was made of: hash of the inputs, version, seed and samples."""
        return {
            "hash": self.study.fingerprint,
            "version": __version__,
            "seed": str(self.study.seed),
            "samples": str(self.study.n_samples),
        }

    @property
    def n_steps(self) -> int:
        """Number of sections."""
        return len(self.sections)

    def to_text(self) -> str:
        """Return the whole answer as plain text: the summary, then readable tables."""
        title = _render.one_line(self.study.title)
        parts = [title, "=" * len(title)]
        parts += [_render.paragraph(line, indent="   ") for line in self.summary]
        for number, section in enumerate(self.sections, start=1):
            title = _render.one_line(f"{number}. {section.title}")
            parts += ["", title, "-" * len(title)]
            parts += map(_render.paragraph, section.text)
            for block in section.blocks:
                table = _render.text_table(block.headers, block.rows)
                parts += ["", _render.one_line(block.caption), table]
        return "\n".join(parts) + "\n"

    @named
    def to_markdown(self, *, pictures: bool = False) -> str:
        """Return the answer in Markdown: notice, summary, then the questions.

        Parameters
        ----------
        pictures : bool
            Whether to show the PNG files that `write` writes beside it.

        Returns
        -------
        str
            The text.

        Raises
        ------
        InvalidInputError
            If `pictures` is no truth value.
        """
        _checks.instance("pictures", pictures, bool)
        text = _render.markdown
        notice = [f"> {text(self.study.notice)}", ""] if self.study.notice else []
        summary = (f"- {text(line)}" for line in self.summary)
        parts = [*notice, f"# {text(self.study.title)}", "", *summary]
        for number, section in enumerate(self.sections, start=1):
            parts += ["", f"## {number}. {text(section.title)}"]
            for paragraph in section.text:
                parts += ["", text(paragraph)]
            for figure in section.figures if pictures else ():
                # a bracket of its own would end the words
                words = re.sub(r"[][]", r"\\\g<0>", text(figure.caption))
                parts += ["", f"![{words}]({figure.name}.png)"]
            for block in section.blocks:
                table = _render.markdown_table(block.headers, block.rows)
                parts += ["", f"*{text(block.caption)}*", "", table]
        told = ", ".join(f"{what} {value}" for what, value in self.provenance.items())
        return "\n".join([*parts, "", f"*{told}*"]) + "\n"

    def to_dict(self) -> dict[str, Any]:
        """Return the answer as plain data, the notice first."""
        sections = [
            {
                "name": section.name,
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
                "pictures": [
                    {"name": figure.name, "caption": figure.caption} for figure in section.figures
                ],
            }
            for section in self.sections
        ]
        return {
            "notice": self.study.notice,
            "title": self.study.title,
            "summary": list(self.summary),
            "sections": sections,
            "provenance": dict(self.provenance),
        }

    def __repr__(self) -> str:
        return f"Analysis of {self.study.title!r}: {len(self.sections)} sections\n" + "\n".join(
            _render.one_line(f"   {i}. {section.title}")
            for i, section in enumerate(self.sections, start=1)
        )


@named
def analyze(
    study: Study,
    *,
    questions: Sequence[str] | None = None,
    progress: Callable[[int, int, str], None] | None = None,
) -> Analysis:
    """Answer the questions of a study.

    Parameters
    ----------
    study : Study
        What to analyze.
    questions : sequence of str, optional
        What to ask, by name; None is what the study names itself, or else everything that can be
        asked of what it has.
    progress : callable, optional
        Called as `progress(done, total, what)` before each question, and again with more words in
        `what` where one takes long, such as before each stakeholder.

    Returns
    -------
    Analysis
        Sections with tables and pictures, the library's results by name, and a summary of up to
        five lines.

    Raises
    ------
    InvalidInputError
        If `study` is no `Study`, `progress` no function, a question is unknown, or the study has
        not got what one needs.

    Notes
    -----
    The questions are asked in the order of the reference of study files.

    Examples
    --------
    >>> import dataclasses
    >>> from decision_analysis import study
    >>> quick = dataclasses.replace(study.load("examples/atacms/study.yaml"), n_samples=256)
    >>> study.analyze(quick, questions=["scores", "tree"])
    Analysis of 'Whether, how and when to transfer long-range ATACMS to Ukraine': 2 sections
       1. How the alternatives score
       2. What to do now and later
    """
    _checks.instance("study", study, Study)
    checked_progress(progress)
    asked = _asked(study, questions)
    setting = Setting(study)
    for done, question in enumerate(asked):
        if progress is not None:
            tell(progress, done, len(asked), question.title)
            setting.told = partial(_told, progress, done, len(asked), question.title)
        question.ask(setting)
    sections = tuple(setting.answers.values())
    return Analysis(study, sections, tuple(question.name for question in asked))


def _told(progress: Progress, done: int, total: int, title: str, what: str) -> None:
    tell(progress, done, total, f"{title}: {what}")


def _asked(study: Study, questions: Sequence[str] | None) -> list[Question]:
    """Return the questions by name, or all that the study has everything for."""
    names = study.questions if questions is None else _checks.names("questions", questions)
    if names is None:
        return [question for question in QUESTIONS.values() if not question.lacks(study)]
    for name in names:
        _checks.known("question", name, list(QUESTIONS))
        if lacks := QUESTIONS[name].lacks(study):
            raise InvalidInputError(f"question {name!r} needs {' and '.join(lacks)}")
    return [question for name, question in QUESTIONS.items() if name in names]
