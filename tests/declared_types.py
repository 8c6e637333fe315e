"""What a field of a result is declared to hold, beside what it holds."""

import collections.abc
import dataclasses
import functools
import importlib
import pkgutil
import sys
import types
import typing
from collections.abc import Mapping

import numpy as np

import decision_analysis


@functools.cache
def _classes():
    """Return the library's classes and packages by name: some are imported for checkers alone."""
    found = {}
    for module in pkgutil.walk_packages(decision_analysis.__path__, "decision_analysis."):
        if not module.name.endswith("__main__"):
            loaded = importlib.import_module(module.name)
            own = {
                name: value
                for name, value in vars(loaded).items()
                if isinstance(value, type) and value.__module__ == module.name
            }
            found |= own | {module.name.rpartition(".")[2]: loaded}
    return found


@functools.cache
def declared(kind):
    """Return the declared types of a dataclass's fields by name."""
    hints = {}
    for base in reversed(kind.__mro__):
        names = {**_classes(), **vars(sys.modules[base.__module__])}
        for name, text in vars(base).get("__annotations__", {}).items():
            hints[name] = eval(text, names) if isinstance(text, str) else text
    return {field.name: hints[field.name] for field in dataclasses.fields(kind)}


def mismatches(value, place="", depth=6):
    """Yield the fields, at any depth, that hold something else than they declare."""
    if dataclasses.is_dataclass(value) and type(value).__module__.startswith("decision_analysis"):
        for name, hint in declared(type(value)).items():
            held = getattr(value, name)
            if not fits(held, hint):
                yield f"{place}{type(value).__name__}.{name}: {hint} holds {_said(held)}"
            if depth:
                yield from mismatches(held, f"{place}{type(value).__name__}.{name} > ", depth - 1)
    elif depth and isinstance(value, Mapping | tuple | list):
        for entry in value.values() if isinstance(value, Mapping) else value:
            yield from mismatches(entry, place, depth - 1)


def fits(value, hint):
    """Say whether a value is what a type hint says: floats are Python's own, arrays have axes."""
    if hint is typing.Any or isinstance(hint, typing.TypeVar):
        return True
    if hint is None or hint is type(None):
        return value is None
    origin, inner = typing.get_origin(hint), typing.get_args(hint)
    if origin in (typing.Union, types.UnionType):
        return any(fits(value, one) for one in inner)
    if origin is typing.Literal:
        return value in inner
    if origin is np.ndarray:
        return isinstance(value, np.ndarray) and value.ndim > 0 and _of_kind(value, inner[1])
    if origin is tuple:
        if not isinstance(value, tuple):
            return False
        if inner[1:] == (...,):
            return all(fits(entry, inner[0]) for entry in value)
        return len(value) == len(inner) and all(map(fits, value, inner))
    if origin is not None and issubclass(origin, Mapping):
        return isinstance(value, Mapping) and all(
            fits(key, inner[0]) and fits(entry, inner[1]) for key, entry in value.items()
        )
    if origin is collections.abc.Callable:
        return callable(value)
    if origin is not None:
        entries = value if isinstance(value, list | tuple) else ()
        return isinstance(value, origin) and all(fits(entry, inner[0]) for entry in entries)
    if hint in (float, int, bool, str):
        return type(value) is hint
    # a protocol says what can be done with a value, which calls show
    return getattr(hint, "_is_protocol", False) or isinstance(value, hint)


def _of_kind(array, dtype):
    """Say whether an array's numbers are of the kind that `np.dtype[...]` declares."""
    (kind,) = typing.get_args(dtype)
    kind = typing.get_origin(kind) or kind
    return kind is typing.Any or issubclass(array.dtype.type, kind)


def _said(value):
    if isinstance(value, np.ndarray):
        return f"an array {value.dtype} {value.shape}"
    return f"{type(value).__name__} {value!r:.80}"
