"""`Stream`: what a command prints to; nothing hidden is written there, and nothing raises."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable
from typing import Any

from decision_analysis._printable import printable


class Stream:
    """Writes to a stream of the system, which may be closed, full, or of a small alphabet.

    Parameters
    ----------
    to : text stream or None
        Where to write; None where the system has closed it.

    Attributes
    ----------
    failed : OSError or None
        What went wrong first; nothing is written any more.
    escaped : str
        The first character that the encoding has no sign for, as its escape; '' for none.
    """

    def __init__(self, to: Any) -> None:
        self._to = to
        self.encoding: str | None = getattr(to, "encoding", None)
        self.failed: OSError | None = None
        self.escaped = ""

    def write(self, text: str) -> int:
        """Write a text, or nothing where an earlier one failed."""
        if self._to is None:
            self.failed = OSError("it is closed")
        self._try(lambda: self._to.write(self._encodable(printable(text))))
        return len(text)

    def flush(self) -> None:
        """Write what is held back."""
        if self._to is not None:
            self._try(self._to.flush)

    def isatty(self) -> bool:
        """Say that nobody should write colors, which are control characters."""
        return False

    def end(self) -> None:
        """Let Python end in silence, which flushes once more what could not be written."""
        if self.failed is None or self._to is None:
            return
        nowhere = os.open(os.devnull, os.O_WRONLY)
        with contextlib.suppress(OSError):  # a stream that is none of the system's
            os.dup2(nowhere, self._to.fileno())
        os.close(nowhere)

    def _try(self, write: Callable[[], object]) -> None:
        if self.failed is None:
            try:
                write()
            except OSError as error:
                self.failed = error

    def _encodable(self, text: str) -> str:
        if self.encoding is None:
            return text
        shown = text.encode(self.encoding, "backslashreplace").decode(self.encoding)
        if not self.escaped and shown != text:
            first = next(a for a, b in zip(text, shown, strict=False) if a != b)
            self.escaped = first.encode("unicode_escape").decode("ascii")
        return shown
