"""`methods` and `cite`: what the library has, and the sources of it."""

from __future__ import annotations

import inspect
import textwrap

import decision_analysis as da
from decision_analysis import _checks, _render
from decision_analysis._cited import texts_of
from decision_analysis._named import named

FAMILIES = (
    "mcda",
    "weights",
    "trees",
    "uncertainty",
    "sensitivity",
    "voi",
    "robustness",
    "group",
    "evidence",
    "timing",
    "ranking",
)


def _functions() -> dict[str, object]:
    """Return the public functions of the families that cite a source or take a table, by name."""
    found = {
        f"{family}.{name}": getattr(getattr(da, family), name)
        for family in FAMILIES
        for name in _names(family)
    }
    return {name: function for name, function in found.items() if inspect.isfunction(function)}


def _names(family: str) -> list[str]:
    # they are public, but read or write data and are no methods
    converters = {"from_dict", "to_dict", "to_arrays"}
    return [name for name in getattr(da, family).__all__ if name not in converters]


def methods() -> str:
    """Return the table of all methods with what each is for."""
    rows = [
        [name, (inspect.getdoc(function) or "").partition("\n")[0]]
        # the summary alone, which is the first line of every docstring
        for name, function in _functions().items()
    ]
    return _render.text_table(["method", ""], rows, indent=0)


@named("cite")
def cite(name: str) -> str:
    """Return the sources of a method, by its full name or alone where one family has it."""
    functions = _functions()
    # by its full name, or alone where one family has it
    matches = [full for full in functions if name in (full, full.partition(".")[2])]
    full = matches[0] if matches else _checks.known("method", name, list(functions))
    function = functions[full]
    entries = texts_of(function) or ("no publication: an elementary procedure",)
    return f"{full}\n" + "\n\n".join(_indented(entry) for entry in entries)


def _indented(text: str) -> str:
    return textwrap.fill(
        text,
        100,
        initial_indent="   ",
        subsequent_indent="   ",
        break_long_words=False,
        break_on_hyphens=False,
    )
