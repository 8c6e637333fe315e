"""One BLAS thread: a limit shared by all that runs in this process, lifted by the last."""

from __future__ import annotations

import dataclasses
import os
import sys
import threading
from types import TracebackType
from typing import Any


@dataclasses.dataclass(eq=False)
class _Thread:
    """How deep a thread is in limits, and what it found in libraries that count per thread."""

    depth: int = 0
    found: dict[str, int] = dataclasses.field(default_factory=dict)


class _Process:
    """The libraries of this process, what they were set to before, and how many hold the limit."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.threads = threading.local()
        self.holders = 0
        self.modules = 0
        self.libraries: dict[str, Any] = {}
        self.before: dict[str, int] = {}
        self.apart: set[str] = set()

    def mine(self) -> _Thread:
        """Return the record of the calling thread."""
        if not hasattr(self.threads, "record"):
            self.threads.record = _Thread()
        return self.threads.record  # type: ignore[no-any-return]

    def enter(self) -> _Thread:
        """Set every library to one thread, as this thread sees it; remember what was before."""
        with self.lock:
            mine = self.mine()
            first, outermost = not self.holders, not mine.depth
            mine.depth += 1
            self.holders += 1
            try:
                new = self._find_libraries(first)
                for path in self.libraries if outermost else new:
                    # held at 1 already, but not for this thread: the library counts for each thread
                    # apart
                    self._limit(path, mine, apart=not first and path not in new)
            except BaseException:
                self._let_go(mine)
                raise
            return mine

    def leave(self, mine: _Thread) -> None:
        """Let go; the last restores what was before, each thread what it alone sees."""
        with self.lock:
            self._let_go(mine)

    def _limit(self, path: str, mine: _Thread, *, apart: bool) -> None:
        count = self.libraries[path].num_threads
        # one thread already, or a library that does not say: nothing to restore
        if count is None or count == 1:
            return
        if apart:
            self.apart.add(path)
        self.before.setdefault(path, count)
        mine.found[path] = count
        _set(self.libraries[path], 1)

    def _let_go(self, mine: _Thread) -> None:
        mine.depth -= 1
        self.holders -= 1
        if not mine.depth:
            # another thread may lift a limit than set it; it cannot restore what that one saw
            if mine is self.mine():
                for path in self.apart & set(mine.found):
                    _set(self.libraries[path], mine.found[path])
            mine.found.clear()
        if not self.holders:
            for path in set(self.before) - self.apart:
                _set(self.libraries[path], self.before[path])
            self.before.clear()
            self.apart.clear()

    def _find_libraries(self, first: bool) -> list[str]:
        """Find libraries if nobody held the limit or modules came since; return the new ones."""
        # looking for libraries takes milliseconds; nothing is loaded without a module
        if not first and self.modules == len(sys.modules):
            return []
        from threadpoolctl import ThreadpoolController

        found = ThreadpoolController().select(user_api="blas").lib_controllers
        known = {} if first else self.libraries
        new = [library.filepath for library in found if library.filepath not in known]
        self.libraries = {library.filepath: library for library in found}
        self.modules = len(sys.modules)
        return new


def _set(library: Any, count: int) -> None:
    """Set a library's threads, whichever thread set them last."""
    # Of newer threadpoolctl's OpenBLAS only the thread that came first may set anything, until it
    # is released
    release = getattr(library, "clear_controlling_thread", None)
    if release is not None:
        release(force=True)
    library.set_num_threads(count)
    if release is not None:
        release(force=True)


_process = _Process()


class blas_limit:  # noqa: N801 - used as a function
    """Hold this process at one BLAS thread; nested and concurrent uses share the limit.

    The last of them lifts it.
    """

    def __enter__(self) -> None:
        self._thread = _process.enter()

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        _process.leave(self._thread)


def _fork() -> None:
    # another thread of the parent may have held the lock at that moment
    _process.lock = threading.Lock()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_fork)
