"""`as_path`: what a user gave as a path, if the system can have one of that name."""

from __future__ import annotations

import os
from pathlib import Path

from decision_analysis._shown import shown
from decision_analysis.errors import InvalidInputError


def as_path(what: str, value: object) -> Path:
    """Return a path; anything else, and text that no path can have, is refused."""
    text = os.fspath(value) if isinstance(value, str | os.PathLike) else None
    if not isinstance(text, str) or not text:
        raise InvalidInputError(f"{what} must be a string or a path; got {shown(value)}")
    if not is_name(text):
        raise InvalidInputError(
            f"{what} must be a string or a path that a file can have; got {shown(text)}"
        )
    return Path(text)


def is_name(text: str) -> bool:
    """Say whether the system can have files of a name."""
    try:
        # Linux allows any bytes but zero in names; text may have what the file system cannot encode
        return b"\0" not in os.fsencode(text)
    except UnicodeEncodeError:
        return False
