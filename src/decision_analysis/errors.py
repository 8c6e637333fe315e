"""The library's errors and warnings: one vocabulary for every public function.

Messages read *where: what must hold; what was got, by label*. Every error derives from `DecisionAnalysisError`;
the ones about input are of type `ValueError` too, so that ordinary handlers catch them.
"""

from __future__ import annotations

from collections.abc import Sequence

__all__ = [
    "ConvergenceError",
    "DecisionAnalysisError",
    "DegenerateDataWarning",
    "InconsistentJudgementsWarning",
    "InvalidInputError",
    "InvalidModelError",
    "MissingDependencyError",
    "UnknownKeyError",
]


class DecisionAnalysisError(Exception):
    """Base of every error that the library raises on purpose."""


class InvalidInputError(DecisionAnalysisError, ValueError):
    """An argument is not what the function allows; the message names the function and the label."""


class InvalidModelError(InvalidInputError):
    """A table, tree, diagram or study has faults; all of them are listed at once.

    Parameters
    ----------
    where : str
        The function or constructor that the user called.
    problems : sequence of str
        One sentence for each fault.

    Attributes
    ----------
    where : str
        As given.
    problems : tuple of str
        As given, in the order of discovery.
    """

    def __init__(self, where: str, problems: Sequence[str]) -> None:
        super().__init__(where, tuple(problems))
        self.where = where
        self.problems: tuple[str, ...] = tuple(problems)

    def __str__(self) -> str:
        return "\n".join([f"{self.where}: {len(self.problems)} problem(s)", *(f"  - {p}" for p in self.problems)])


class UnknownKeyError(InvalidInputError, KeyError):
    """A mapping of the library has no such key; the message shows what its keys look like.

    It is of type `KeyError` too, so that `in` and `.get()` work as they do for any mapping.
    """

    def __str__(self) -> str:
        return str(self.args[0])


class ConvergenceError(DecisionAnalysisError, RuntimeError):
    """An iteration stopped before its tolerance was reached.

    Parameters
    ----------
    message : str
        What was iterated, how far it came, what was asked.
    partial : object, optional
        The last iterate.

    Attributes
    ----------
    partial : object
        As given: what the caller may look at or start again from.
    """

    def __init__(self, message: str, partial: object = None) -> None:
        super().__init__(message, partial)
        self.partial = partial

    def __str__(self) -> str:
        return str(self.args[0])


class MissingDependencyError(DecisionAnalysisError, ImportError):
    """An optional package is needed; the message names the extra that installs it."""


class DegenerateDataWarning(UserWarning):
    """The data leave a result undefined (a constant criterion, a cycle); the documented limit was returned."""


class InconsistentJudgementsWarning(UserWarning):
    """Judgements contradict one another beyond the customary limit; the result stands but deserves a second look."""
