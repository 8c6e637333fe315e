"""The name of the public function before every message, put there in one place.

`@named` marks a function as one that users call, and changes nothing about it: no wrapper, no cost
when it runs. An error or a warning, when it is made, looks back through the calls that led to it
for the outermost marked function that was entered from users' code, and takes its name.
"""

from __future__ import annotations

import contextlib
import inspect
import os
import sys
import warnings
from collections.abc import Callable, Iterator
from contextvars import ContextVar
from types import CodeType, FrameType
from typing import Any, TypeVar, overload

from decision_analysis._printable import printable

F = TypeVar("F", bound=Callable[..., Any])

_FOLDER = os.path.join(os.path.dirname(__file__), "")
# by the id of code objects, whose own hash reads all of their constants; they are held, so that no
# other object gets an id of theirs
_NAMES: dict[int, str] = {}
_LEADS_OUT: set[int] = set()
_HELD: list[CodeType] = []
_CALLED: ContextVar[tuple[str, CodeType | None]] = ContextVar("called", default=("", None))


@overload
def named(function: F, /) -> F: ...
@overload
def named(name: str, /) -> Callable[[F], F]: ...


def named(function: F | str, /) -> F | Callable[[F], F]:
    """Mark a function, whose messages begin with its name: `topsis()`, `RiskProfile.cdf()`.

    A name may be given instead, in which `{self.method}` stands for what the object says.
    """
    if isinstance(function, str):
        return lambda marked: _mark(marked, function)
    return _mark(function, f"{function.__qualname__}()")


def _mark(function: F, name: str) -> F:
    # by code object, which a frame tells of at once, while it does not know its function
    _NAMES[_id(function)] = name
    return function


def _id(function: Callable[..., Any]) -> int:
    code: CodeType = inspect.unwrap(function).__code__
    _HELD.append(code)
    return id(code)


def leads_out(function: F) -> F:
    """Mark a function that calls one of the users' functions, or a question of a study.

    What these call has names of its own.
    """
    _LEADS_OUT.add(_id(function))
    return function


@contextlib.contextmanager
def called(name: str) -> Iterator[None]:
    """Work for a public function of this name, whose call is in another thread or process.

    Below the function that enters this, no other name counts: a process that was forked has the
    calls on its stack from which it was forked, perhaps for another public function.
    """
    # the function that enters this: the calls between are this one and contextlib's
    token = _CALLED.set((name, sys._getframe(2).f_code))
    try:
        yield
    finally:
        _CALLED.reset(token)


def place() -> str:
    """Return the name of the public function that is being called from outside; '' if none is."""
    return _door()[0]


def warn(message: str, category: type[Warning]) -> None:
    """Warn with the name of the public function, at the line that called it."""
    name, depth = _door()
    said = printable(f"{name}: {message}" if name else message)
    warnings.warn(said, category, stacklevel=depth + 2)


def _door() -> tuple[str, int]:
    """Return the outermost marked function that users' code called last, and its distance.

    The function is given by name, the distance as the number of calls between it and the caller of
    this function; there is no name where users' code itself, not a function of ours, is at work.
    """
    # 2: past this function and the one that asked for the door
    frame: FrameType | None = sys._getframe(2)
    found: FrameType | None = None
    name, begun = _CALLED.get()
    depth, at, theirs, far = 1, 1, False, False
    # outwards from here; the last mark found before users' code is the outermost one
    while frame is not None:
        code = frame.f_code
        ours = _is_ours(frame)
        # users' code called the one that was found: marks further out are of another call
        if found is not None and (id(code) in _LEADS_OUT or not ours):
            break
        # we were called back: between us and the library is code of users, whose error it is
        if theirs and not far and id(code) in _LEADS_OUT:
            return "", at
        theirs = theirs or not ours
        far = far or code is begun
        if id(code) in _NAMES:
            found, at = frame, depth
        frame, depth = frame.f_back, depth + 1
    return (name if far or found is None else _name_of(found)), at


def _is_ours(frame: FrameType) -> bool:
    return frame.f_code.co_filename.startswith(_FOLDER)


def _name_of(frame: FrameType) -> str:
    name = _NAMES[id(frame.f_code)]
    return name.format(self=frame.f_locals.get("self")) if "{" in name else name
