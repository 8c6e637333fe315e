"""`remembered`: results that know which call they answer, so that it can be made again."""

from __future__ import annotations

import dataclasses
import functools
import inspect
from collections.abc import Callable, Mapping
from types import CodeType
from typing import Any, ParamSpec, TypeVar

from decision_analysis._frozen import copied
from decision_analysis._named import named
from decision_analysis.errors import InvalidInputError

P = ParamSpec("P")
R = TypeVar("R")

NAME = "_call"
"""The attribute of a result that holds its call: no field, so that it is not shown or compared."""


@dataclasses.dataclass(frozen=True, eq=False)
class Call:
    """A method and what it was asked, out of reach of what the caller changes later."""

    method: Callable[..., Any]
    arguments: tuple[Any, ...]
    options: Mapping[str, Any]
    place: tuple[int, ...] = ()
    """Which sample of a batch is meant."""

    def given(self) -> dict[str, Any]:
        """Return the arguments by name."""
        bound = inspect.signature(self.method).bind(*self.arguments, **self.options)
        return dict(bound.arguments)


def remembered(method: Callable[P, R]) -> Callable[P, R]:
    """Let the results of a method know the call that they answer."""
    # by this name the message of an error or a warning says whose it is
    self, answer = method, within_memory(method)

    @named("{self.__qualname__}()")
    def remembering(*arguments: P.args, **options: P.kwargs) -> R:
        result = answer(*arguments, **options)
        object.__setattr__(result, NAME, Call(self, copied(arguments), copied(options)))
        return result

    _CODES.add(remembering.__code__)
    return functools.wraps(method)(remembering)


def within_memory(function: Callable[P, R]) -> Callable[P, R]:
    """Say of a function, whose result may be far larger than its input, when memory ended."""
    self = function

    @named("{self.__qualname__}()")
    def within(*arguments: P.args, **options: P.kwargs) -> R:
        try:
            return self(*arguments, **options)
        except MemoryError as error:
            # numpy says how much it was, and for which array
            said = f"what is asked must fit into memory; {error}"
            raise InvalidInputError(said.rstrip("; ")) from None

    _CODES.add(within.__code__)
    return functools.wraps(function)(within)


def call_of(result: object) -> Call | None:
    """Return the call that a result answers; None where it does not know."""
    return getattr(result, NAME, None)


def is_remembering(code: CodeType) -> bool:
    """Say whether code is that of what a decorator here returns, which only passes a call on."""
    return code in _CODES


_CODES: set[CodeType] = set()
