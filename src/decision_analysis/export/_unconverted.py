"""TEMPORARY, to be deleted once every package has `@cites`: keys read from texts that still stand
in docstrings and results."""

from __future__ import annotations

import inspect

from decision_analysis._reference import Reference
from decision_analysis._references import REFERENCES


def keys_in_docstring(function: object) -> list[str]:
    """Return the keys of the sources whose authors and year stand in a References section."""
    _, _, rest = (inspect.getdoc(function) or "").partition("References\n----------\n")
    section = " ".join(rest.partition("\nExamples\n--------\n")[0].split())
    places = {key: section.find(_begin(reference)) for key, reference in REFERENCES.items()}
    return sorted((key for key, place in places.items() if place >= 0), key=places.__getitem__)


def key_of(text: str) -> str | None:
    """Return the key of the source that a text begins like, such as one with a shorter title."""
    found = [key for key, reference in REFERENCES.items() if text.startswith(_begin(reference))]
    return found[0] if len(found) == 1 else None


def _begin(reference: Reference) -> str:
    return reference.who if reference.year else f"{reference.who} {reference.title}"
