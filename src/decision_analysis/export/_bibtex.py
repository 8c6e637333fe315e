"""`bibtex`: the sources of results and functions as BibTeX entries."""

from __future__ import annotations

import dataclasses
import functools
from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeAlias

from decision_analysis import _checks
from decision_analysis._cited import cites, keys_of
from decision_analysis._named import named
from decision_analysis._reference import Reference, name_parts
from decision_analysis._references import REFERENCES
from decision_analysis._shown import shown
from decision_analysis.core import Result
from decision_analysis.errors import InvalidInputError
from decision_analysis.export._escape import escaped

Source: TypeAlias = Result | Callable[..., Any] | str


@cites("patashnik_1988")
@named
def bibtex(source: Source | Iterable[Source]) -> str:
    """Write the sources of what was used as BibTeX entries.

    Parameters
    ----------
    source : Result, function, str, or a sequence of these
        A result stands for its references, a function or class of this library for what its
        docstring cites, a string for a source of the library - its key, or its text as results
        have it - or else for itself.

    Returns
    -------
    str
        One entry for each different reference, in order, in UTF-8; empty where there is none.
        Keys are the families of up to three authors, or the first and `et_al`, and the year. A text
        that is no source of the library is not taken apart: it is the `note` of an entry `@misc`
        with the key `reference_1`, `reference_2` and so on.

    Raises
    ------
    InvalidInputError
        If a source is none of these.

    Examples
    --------
    >>> from decision_analysis import export, mcda
    >>> print(export.bibtex(mcda.vikor))
    @article{opricovic_tzeng_2004,
      author = {Opricovic, S. and Tzeng, G.-H.},
      year = {2004},
      title = {{Compromise solution by MCDM methods: A comparative analysis of VIKOR and TOPSIS}},
      journal = {European Journal of Operational Research},
      volume = {156},
      number = {2},
      pages = {445--455},
      doi = {10.1016/S0377-2217(03)00020-1}
    }
    """
    if isinstance(source, str | Result) or callable(source):
        listed: list[Any] = [source]
    elif isinstance(source, Mapping) or _checks.is_pandas(source):
        raise InvalidInputError(
            f"source must be a result, a function, text or a list of these; got {shown(source)}"
        )
    else:
        listed = _checks.entries(
            "source", source, kind="a result, a function, text or a list of these"
        )
    # a dict, not a set: entries keep the order of what they are for, each once
    sources = dict.fromkeys(found for entry in listed for found in _sources(entry))
    own = [text for text in sources if text not in REFERENCES]
    return "\n\n".join(
        _entry(source, REFERENCES[source]) if source in REFERENCES else _note(source, own)
        for source in sources
    )


def _sources(source: object) -> Iterable[str]:
    """Return the references of one source: the keys of the library's, the text of others."""
    if isinstance(source, Result):
        # results wrap their references at will; the keys are by the text on one line
        texts = [" ".join(text.split()) for text in source.references]
        return [_keys_by_text().get(text, text) for text in texts]
    if isinstance(source, str) and source.strip():
        text = " ".join(source.split())
        return [_keys_by_text().get(text, text)]
    if callable(source) and (getattr(source, "__module__", None) or "").startswith(
        "decision_analysis"
    ):
        return keys_of(source)
    raise InvalidInputError(
        "a source must be a result, a function of this library or a non-empty text; got"
        f" {shown(source)}"
    )


@functools.cache
def _keys_by_text() -> Mapping[str, str]:
    return {reference.text: key for key, reference in REFERENCES.items()}


def _entry(key: str, reference: Reference) -> str:
    """Return the entry of a source of the library."""
    plain = dataclasses.asdict(reference)
    kind, authors = plain.pop("kind"), plain.pop("authors")
    fields = {
        name: value if name in ("doi", "url") else escaped(value) for name, value in plain.items()
    }
    # in braces of their own BibTeX keeps capitals as they are
    fields["title"] = "{" + fields["title"] + "}"
    # TeX sets two hyphens as the dash of a range
    fields["pages"] = fields["pages"].replace("-", "--")
    fields["editor"] = fields["editor"].replace(", ", " and ")
    return _written(kind, key, {"author": " and ".join(map(_author, authors)), **fields})


def _author(name: str) -> str:
    """Return an author as BibTeX separates the parts: particle Family, Initials."""
    if name == "et al.":
        return "others"
    family, initials, particle = (escaped(part) for part in name_parts(name))
    # braces keep an institution whole, which BibTeX would part into names
    if not initials:
        return "{" + family + "}"
    return f"{particle} {family}, {initials}".lstrip()


def _note(text: str, own: list[str]) -> str:
    """Return the entry of a text that is no source of the library."""
    return _written("misc", f"reference_{own.index(text) + 1}", {"note": escaped(text)})


def _written(kind: str, key: str, fields: Mapping[str, str]) -> str:
    inner = ",\n".join(f"  {name} = {{{value}}}" for name, value in fields.items() if value)
    return f"@{kind}{{{key},\n{inner}\n}}"
