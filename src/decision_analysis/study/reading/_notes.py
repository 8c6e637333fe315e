"""`Notes`: the faults of a study as they are found, each with its place in the document."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from typing import Any, TypeAlias

from decision_analysis import _checks
from decision_analysis.errors import DecisionAnalysisError, InvalidModelError
from decision_analysis.io.documents import KEPT, Faults

Locate: TypeAlias = Callable[[Sequence[str | int]], str]
"""From keys to the place to name in messages."""


class Notes:
    """Faults with their places, to be raised together; of very many the first, and their number.

    Parameters
    ----------
    locate : callable
        From keys to the place to name.
    """

    def __init__(self, locate: Locate) -> None:
        self.locate = locate
        self.faults = Faults(KEPT)

    @property
    def count(self) -> int:
        """How many faults there are so far."""
        return self.faults.count

    def note(self, keys: Sequence[str | int], sentence: str | Callable[[], str]) -> None:
        """Note a fault at the entry to which keys lead; what takes time to say comes as a function.

        Of those that are only counted nothing is written.
        """

        def said() -> str:
            return f"{self.locate(keys)}: {sentence if isinstance(sentence, str) else sentence()}"

        self.faults.note(said)

    def known(
        self, keys: Sequence[str | int], what: str, name: object, names: Collection[str]
    ) -> bool:
        """Say whether a name is known; note it where it is not, with what may be meant.

        Where many are asked for, `names` is a set or a mapping.
        """
        if name in names:
            return True

        def said() -> str:
            near = _checks.nearest(name, names)
            hint = f" (did you mean {near!r}?)" if near else f"; known are {_checks.listed(names)}"
            return f"unknown {what} {name!r}{hint if names else '; there are none'}"

        self.note(keys, said)
        return False

    def all_known(
        self, keys: Sequence[str | int], what: str, given: Iterable[str], names: Sequence[str]
    ) -> list[str]:
        """Note the given names that are not known, and return which of `names` are missing.

        One that is only misspelled is unknown, not also missing.
        """
        known, told = dict.fromkeys(names), dict.fromkeys(given)
        missing = [name for name in names if name not in told]
        meant = set()
        for name in told:
            if not self.known([*keys, name], what, name, known) and self.count <= KEPT:
                meant.add(_checks.nearest(name, known))
        return [name for name in missing if name not in meant]

    @contextlib.contextmanager
    def at(self, keys: Sequence[str | int]) -> Iterator[None]:
        """Note what an error within says, instead of raising it."""
        try:
            yield
        except InvalidModelError as error:
            for problem in error.problems:
                self.note(keys, problem)
            self.faults.count += error.count - len(error.problems)
        except DecisionAnalysisError as error:
            self.note(keys, error.message)

    def stop(self) -> None:
        """Raise all faults noted so far, if there are any."""
        if self.faults:
            # what is said once for all, such as a common scale, is told once
            texts = self.faults.texts
            told = list(dict.fromkeys(texts))
            raise InvalidModelError(told, self.count - len(texts) + len(told))


def as_text(source: Any) -> str:
    """Return what a number rests on as one text."""
    return source if isinstance(source, str) else ", ".join(source)
