"""Sources by key: `@cites` writes them into a docstring, `cited` prints them for results."""

from __future__ import annotations

import functools
import inspect
import textwrap
from collections.abc import Callable
from typing import Any, TypeVar

from decision_analysis._references import REFERENCES
from decision_analysis.errors import InvalidInputError

T = TypeVar("T", bound=Callable[..., Any])

_HEADING = "References\n----------\n"
_FIGURES = "figures: "
_WIDTH = 88


def cites(*sources: str) -> Callable[[T], T]:
    """Give a function or class the References section of its docstring, and record its sources.

    A source is a key of `REFERENCES`, or a key and a place in it: "pratt_1964, eq. (1)". Where
    only figures in examples and tests are from, "figures: " stands before a key, or before words
    of one's own, which are no citation.
    """
    # when a module is imported, so that a key that is misspelled is found by any test at all
    texts = [_printed(source) for source in sources]

    def mark(cited: T) -> T:
        if cited.__doc__ is not None:  # Python leaves docstrings out under -OO
            cited.__doc__ = _with_section(cited.__qualname__, cited.__doc__, texts)
        cited.__cites__ = sources  # type: ignore[attr-defined]
        return cited

    return mark


def cited(*keys: str) -> tuple[str, ...]:
    """Return the texts of sources by key, for the `references` of a result."""
    return tuple(_text(key) for key in keys)


def keys_of(function: object) -> tuple[str, ...]:
    """Return the keys of what a function or class cites; none where it has only notices."""
    found = (_split(source)[1] for source in _recorded(function))
    return tuple(dict.fromkeys(key for key in found if key is not None))


def texts_of(function: object) -> tuple[str, ...]:
    """Return the entries of the References section that `cites` wrote."""
    return tuple(_printed(source) for source in _recorded(function))


def _recorded(function: object) -> tuple[str, ...]:
    return getattr(function, "__cites__", ())


@functools.cache
def _text(key: str) -> str:
    return REFERENCES[_known(key)].text


def _printed(source: str) -> str:
    """Return the entry of one source in a References section."""
    label, key, words = _split(source)
    return label + (words if key is None else REFERENCES[_known(key)].at(words))


def _split(source: str) -> tuple[str, str | None, str]:
    """Return the label, the key and the place in it; or the label, no key and free words."""
    label = _FIGURES.capitalize() if source.startswith(_FIGURES) else ""
    key, _, locator = source.removeprefix(_FIGURES).partition(", ")
    # words of one's own have blanks, which no key has
    if label and " " in key:
        return label, None, source.removeprefix(_FIGURES)
    return label, key, locator


def _known(key: str) -> str:
    if key not in REFERENCES:
        raise InvalidInputError(
            f"cites(): unknown source {key!r}; sources are keys of _references.REFERENCES"
        )
    return key


def _with_section(name: str, docstring: str, texts: list[str]) -> str:
    """Return a docstring with the section before its examples, or else at its end."""
    if f"\n{_HEADING}" in inspect.cleandoc(docstring):
        raise InvalidInputError(f"cites(): {name} has a References section of its own")
    # the first line of a docstring stands beside the quotes and tells nothing of the margin
    lines = docstring.split("\n")[1:]
    margin = min((len(line) - len(line.lstrip()) for line in lines if line.strip()), default=0)
    indent = " " * margin
    entries = "\n\n".join(_wrapped(text, _WIDTH - margin) for text in texts)
    section = textwrap.indent(f"{_HEADING}{entries}", indent)
    # numpydoc wants References before Examples
    before, found, examples = docstring.partition(f"\n{indent}Examples\n{indent}--------\n")
    return f"{before.rstrip()}\n\n{section}\n" + (found + examples if found else indent)


def _wrapped(text: str, width: int) -> str:
    return "\n".join(textwrap.wrap(text, width, break_long_words=False, break_on_hyphens=False))
