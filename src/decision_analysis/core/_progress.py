"""Progress: a user's function that is told how far a run over chunks is."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Generator
from typing import Any, TypeAlias, TypeVar

from decision_analysis._limits import CHUNK
from decision_analysis._shown import shown
from decision_analysis.core._model import call
from decision_analysis.errors import InvalidInputError

T = TypeVar("T")
Progress: TypeAlias = Callable[[int, int, str], object]
_WANTED = "a function of what is done, the total and a word for what it is"


def checked_progress(progress: Any) -> Progress | None:
    """Refuse what is neither None nor a function."""
    if progress is not None and not callable(progress):
        raise InvalidInputError(f"progress must be a function or None; got {shown(progress)}")
    return progress  # type: ignore[no-any-return]


def tell(progress: Progress, done: int, total: int, what: str) -> None:
    """Tell a user's function how far a run is."""
    call("progress", _WANTED, progress, done, total, what)


def watched(
    parts: Generator[T, None, None],
    rows: int,
    progress: Progress | None,
    what: str,
    *,
    before: int = 0,
    after: int = 0,
) -> Generator[T, None, None]:
    """Yield the parts of a run over so many rows, telling what is done when each has come.

    `before` and `after` are the rows of other runs of the same work. Close it as the run itself.
    """
    total, done = before + rows + after, before
    with contextlib.closing(parts):
        if progress is not None and not done:
            tell(progress, 0, total, what)
        for part in parts:
            done = min(done + CHUNK, before + rows)
            if progress is not None:
                tell(progress, done, total, what)
            yield part
