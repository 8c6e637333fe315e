"""`plainly`: what a call was given, as its result keeps it."""

from __future__ import annotations

from typing import Any

from decision_analysis import _checks, _labelled


def plainly(given: Any) -> Any:
    """Return a dict or a Series as a dict of its own, at any depth, with labels as plain text.

    Anything else is returned as it is; other mappings, such as a strategy, read arrays.
    """
    if type(given) is dict or _labelled.is_series(given):
        return {_label(key): plainly(entry) for key, entry in dict(given).items()}
    return _checks.plain(given)


def _label(key: Any) -> Any:
    return tuple(map(_checks.plain, key)) if isinstance(key, tuple) else _checks.plain(key)
