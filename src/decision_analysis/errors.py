"""The library's errors and warnings: one vocabulary for every public function.

Messages read *where: what must hold; what was got, by label*. Every error derives from
`DecisionAnalysisError`; the ones about input are of type `ValueError` too, so that ordinary
handlers catch them.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from decision_analysis._named import place
from decision_analysis._printable import one_line, printable

__all__ = [
    "ConvergenceError",
    "DecisionAnalysisError",
    "DegenerateDataWarning",
    "InconsistentJudgementsWarning",
    "InvalidInputError",
    "InvalidModelError",
    "LostWorkerError",
    "LostWorkerWarning",
    "MissingDependencyError",
    "UnknownKeyError",
    "UnlabelledWarning",
]


MOST = 25
"""So many problems are all written out; of more the first `LISTED` are, and the others counted."""

LISTED = 10
LONGEST = 2_000
"""Most characters of a line, and of a list of problems; a longer line is cut in the middle,
whatever it holds."""

OTHERS = "  - ... and {:,} others"


class DecisionAnalysisError(Exception):
    """Base of every error that the library raises on purpose.

    Parameters
    ----------
    message : str
        What must hold, and what was got.
    *more : object
        What else the error carries.
    where : str, optional
        The function or thing that it is about; the public function that is being called where not
        given.

    Attributes
    ----------
    where : str
        As given or found; empty where the library was not called through a public function.
    message : str
        As given.
    question : str
        The question of a study, by name, that has no answer for this; else empty.
    """

    question = ""

    def __init__(self, message: str = "", *more: Any, where: str | None = None) -> None:
        super().__init__(message, *more)
        self.where = place() if where is None else where

    @property
    def message(self) -> str:
        """What must hold, and what was got, without where."""
        return str(self.args[0])

    def __str__(self) -> str:
        said = f"{self.where}: {self.message}" if self.where else self.message
        return shortened(printable(said))


class InvalidInputError(DecisionAnalysisError, ValueError):
    """An argument is not what the function allows; the message names the function and the label."""


class InvalidModelError(InvalidInputError):
    """A table, tree, diagram or study has faults; all of them are listed at once.

    Parameters
    ----------
    problems : sequence of str
        One sentence for each fault; of very many only the first.
    count : int, optional
        How many faults there are, where they are not all among the problems.
    where : str, optional
        The function or thing that has the faults; the public function that is being called where
        not given.

    Attributes
    ----------
    where : str
        As given or found.
    problems : tuple of str
        As given, in the order of discovery.
    count : int
        How many faults there are.
    """

    def __init__(
        self, problems: Sequence[str], count: int | None = None, *, where: str | None = None
    ) -> None:
        super().__init__(tuple(problems), *(() if count is None else (count,)), where=where)  # type: ignore[arg-type]
        self.problems: tuple[str, ...] = tuple(problems)
        self.count = len(self.problems) if count is None else count

    @property
    def message(self) -> str:
        """How many problems there are, and the first ones, without where."""
        return self._listed("")

    def __str__(self) -> str:
        return self._listed(f"{self.where}: " if self.where else "")

    def _listed(self, before: str) -> str:
        head = shortened(one_line(f"{before}{self.count:,} problem(s)"), LONGEST // 4)
        lines, room = [head], LONGEST - len(head) - len(OTHERS.format(self.count)) - 1
        for problem in self.problems if self.count <= MOST else self.problems[:LISTED]:
            # a line for each: no label may look like another problem
            line = shortened(one_line(f"  - {problem}"), LONGEST // 2)
            room -= len(line) + 1
            if room < 0 and len(lines) > 1:
                break
            lines.append(line)
        more = self.count - len(lines) + 1
        return "\n".join(lines + [OTHERS.format(more)] * bool(more))


class UnknownKeyError(InvalidInputError, KeyError):
    """A mapping of the library has no such key; the message shows what its keys look like.

    It is of type `KeyError` too, so that `in` and `.get()` work as they do for any mapping.
    """


class ConvergenceError(DecisionAnalysisError, RuntimeError):
    """An iteration stopped before its tolerance was reached.

    Parameters
    ----------
    message : str
        What was iterated, how far it came, what was asked.
    partial : object, optional
        The last iterate.
    where : str, optional
        The function or thing that it is about; the public function that is being called where not
        given.

    Attributes
    ----------
    partial : object
        As given: what the caller may look at or start again from.
    """

    def __init__(self, message: str, partial: object = None, *, where: str | None = None) -> None:
        super().__init__(message, partial, where=where)
        self.partial = partial


def shortened(text: str, most: int = LONGEST) -> str:
    """Return a text with each line that is very long cut in the middle."""
    if len(text) <= most:
        return text
    return "\n".join(line if len(line) <= most else _cut(line, most) for line in text.split("\n"))


def _cut(line: str, most: int) -> str:
    half = most // 2 - 50
    return f"{line[:half]} ... {len(line) - 2 * half:,} characters ... {line[-half:]}"


class LostWorkerError(DecisionAnalysisError, RuntimeError):
    """The workers of an analysis were lost again and again, each time with the same samples."""


class MissingDependencyError(DecisionAnalysisError, ImportError):
    """An optional package is needed; the message names the extra that installs it."""


class DegenerateDataWarning(UserWarning):
    """The data leave a result undefined, and the documented limit was returned.

    Such data are a constant criterion or a cycle.
    """


class InconsistentJudgementsWarning(UserWarning):
    """Judgements contradict one another beyond the customary limit.

    The result stands but deserves a second look.
    """


class LostWorkerWarning(UserWarning):
    """A worker process was lost; what it had in work runs again, with the same answer."""


class UnlabelledWarning(UserWarning):
    """A result that has no labels was read by position, for want of anything else to go by."""
