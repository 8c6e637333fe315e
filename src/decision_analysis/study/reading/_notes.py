"""`Notes`: the faults of a study as they are found, each with its place in the document."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, TypeAlias

from decision_analysis import _checks
from decision_analysis.errors import DecisionAnalysisError, InvalidModelError

Locate: TypeAlias = Callable[[Sequence[str | int]], str]
"""From keys to the place to name in messages."""


class Notes:
    """Faults with their places, to be raised together.

    Parameters
    ----------
    locate : callable
        From keys to the place to name.
    """

    def __init__(self, locate: Locate) -> None:
        self.locate = locate
        self.problems: list[str] = []

    def note(self, keys: Sequence[str | int], sentence: str) -> None:
        """Note a fault at the entry to which keys lead."""
        self.problems.append(f"{self.locate(keys)}: {sentence}")

    def known(
        self, keys: Sequence[str | int], what: str, name: object, names: Iterable[str]
    ) -> bool:
        """Say whether a name is known; note it where it is not, with what may be meant."""
        known = list(names)
        if name in known:
            return True
        near = _checks.nearest(name, known) if isinstance(name, str) else None
        hint = f" (did you mean {near!r}?)" if near else f"; known are {_checks.listed(known)}"
        self.note(keys, f"unknown {what} {name!r}{hint if known else '; there are none'}")
        return False

    def all_known(
        self, keys: Sequence[str | int], what: str, given: Iterable[str], names: Sequence[str]
    ) -> list[str]:
        """Note the given names that are not known, and return which of `names` are missing.

        One that is only misspelled is unknown, not also missing.
        """
        given = list(given)
        missing = [name for name in names if name not in given]
        meant = set()
        for name in given:
            if not self.known([*keys, name], what, name, names):
                meant.add(_checks.nearest(name, names) if isinstance(name, str) else None)
        return [name for name in missing if name not in meant]

    @contextlib.contextmanager
    def at(self, keys: Sequence[str | int]) -> Iterator[None]:
        """Note what an error within says, instead of raising it."""
        try:
            yield
        except InvalidModelError as error:
            for problem in error.problems:
                self.note(keys, problem)
        except DecisionAnalysisError as error:
            self.note(keys, error.message)

    def stop(self) -> None:
        """Raise all faults noted so far, if there are any."""
        if self.problems:
            # what is said once for all, such as a common scale, is told once
            raise InvalidModelError(list(dict.fromkeys(self.problems)))


def as_text(source: Any) -> str:
    """Return what a number rests on as one text."""
    return source if isinstance(source, str) else ", ".join(source)
