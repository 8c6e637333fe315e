"""The publications behind an analysis: as printed, with their links, and as BibTeX."""

from __future__ import annotations

import dataclasses
import re
from typing import Any

from decision_analysis.core import Result
from decision_analysis.export import bibtex

DOI = re.compile(r"https://doi\.org/10\.[0-9]{4,9}/[^\s<>\"]+$")


@dataclasses.dataclass(frozen=True)
class Source:
    """A publication as it is printed, and the address of its DOI; empty where it has none."""

    text: str
    address: str


@dataclasses.dataclass(frozen=True)
class Method:
    """A method by the name of its results, and the numbers of its publications, from 1."""

    name: str
    numbers: tuple[int, ...]


@dataclasses.dataclass(frozen=True)
class Sources:
    """All publications in the order in which they are met, what cites them, and BibTeX."""

    publications: tuple[Source, ...]
    methods: tuple[Method, ...]
    bibtex: str


def sources(analysis: Any) -> Sources:
    """Return what the results of an analysis cite, each publication once."""
    results = [
        result
        for section in analysis.sections
        for result in section.results.values()
        if isinstance(result, Result) and result.references
    ]
    texts = [" ".join(text.split()) for result in results for text in result.references]
    numbers = {text: i for i, text in enumerate(dict.fromkeys(texts), start=1)}
    methods: dict[str, dict[int, None]] = {}
    for result in results:
        cited = (numbers[" ".join(text.split())] for text in result.references)
        methods.setdefault(result.method, {}).update(dict.fromkeys(cited))
    return Sources(
        tuple(_source(text) for text in numbers),
        tuple(Method(name, tuple(sorted(cited))) for name, cited in methods.items()),
        bibtex(list(numbers)) if numbers else "",
    )


def _source(text: str) -> Source:
    found = DOI.search(text)
    address = found.group() if found else ""
    return Source(text.removesuffix(address).strip(), address)
