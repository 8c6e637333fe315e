"""`bibtex`: the sources of results and functions as BibTeX entries."""

from __future__ import annotations

import inspect
import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeAlias

from decision_analysis import _checks
from decision_analysis._named import named
from decision_analysis._shown import shown
from decision_analysis.core import Result
from decision_analysis.errors import InvalidInputError
from decision_analysis.export._escape import escaped

Source: TypeAlias = Result | Callable[..., Any] | str

_ENTRY = re.compile(r"(?P<authors>[^()]+?) \((?P<year>[12]\d{3})[a-z]?\) (?P<rest>.+)\Z", re.DOTALL)
_BEGIN = re.compile(r"[^\d()]{3,}\([12]\d{3}[a-z]?\) ")
_LINK = re.compile(r"(?:\A|\s)(https?://\S+)")
_DOI = re.compile(r"https?://(?:dx\.)?doi\.org/(.+)\Z")
_TITLE = re.compile(r"(?P<title>.+?(?<!\s[A-Z])[.?!])(?:\s+(?P<rest>\S.*))?\Z", re.DOTALL)
_LABEL = re.compile(r"[A-Z][a-z]+: (?=\S+ [^\W\d_]\.)")
_ARTICLE = re.compile(
    r"(?P<journal>[^\d]+?) (?P<volume>\d+)(?:\((?P<number>[^)]+)\))? (?P<pages>\d+-\d+)\.?\Z"
)
_AUTHOR = re.compile(
    r"(?P<family>\S.*?) (?P<initials>(?:[^\W\d_]{1,2}\.(?:\s?-?\s?))+)(?P<particle>[a-z]+)?\Z"
)


@named
def bibtex(source: Source | Iterable[Source]) -> str:
    """Write the sources of what was used as BibTeX entries.

    Parameters
    ----------
    source : Result, function, str, or a sequence of these
        A result stands for its references, a function or class of this library for those of its
        docstring, a string for itself: ``Authors (Year) Title. Where. https://doi.org/...``.

    Returns
    -------
    str
        One entry for each different reference, in order, in UTF-8; empty where there is none.
        Articles have journal, volume, number and pages. What a reference does not tell by its form
        is not guessed: such an entry is ``@misc``, and the words are kept in its ``note``. Keys are
        the first author's name and the year, with a letter where several would be equal.

    Raises
    ------
    InvalidInputError
        If a source is none of these.

    References
    ----------
    Patashnik O. (1988) BibTeXing. https://ctan.org/pkg/bibtex

    Examples
    --------
    >>> from decision_analysis import export, mcda
    >>> print(export.bibtex(mcda.vikor))
    @article{opricovic2004,
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
    references = dict.fromkeys(text for entry in listed for text in _references(entry))
    used: dict[str, int] = {}
    return "\n\n".join(_entry(text, used) for text in references)


def _references(source: object) -> list[str]:
    """Return the references of one source, each on one line."""
    if isinstance(source, Result):
        return [" ".join(text.split()) for text in source.references]
    if isinstance(source, str) and source.strip():
        return [" ".join(source.split())]
    if callable(source) and (getattr(source, "__module__", None) or "").startswith(
        "decision_analysis"
    ):
        return _split((inspect.getdoc(source) or "").partition("References\n----------\n")[2])
    raise InvalidInputError(
        "a source must be a result, a function of this library or a non-empty text; got"
        f" {shown(source)}"
    )


def _split(block: str) -> list[str]:
    """Return the references of a docstring's section: after an empty line, or where authors and a
    year begin a line."""
    found: list[str] = []
    fresh = True
    for line in re.split(r"\n\n[A-Z][A-Za-z ]+\n-{3,}\n", block)[0].split("\n"):
        if not line.strip():
            fresh = True
        elif fresh or _BEGIN.match(line):
            found.append(line.strip())
            fresh = False
        else:
            found[-1] += " " + line.strip()
    return found


def _entry(text: str, used: dict[str, int]) -> str:
    """Return the entry of one reference."""
    fields: dict[str, str] = {}
    kind, words, link, after = "misc", _LABEL.sub("", text, count=1), "", ""
    if match := _LINK.search(words):
        words, link, after = (
            words[: match.start()].rstrip(),
            match[1].rstrip("."),
            words[match.end() :].strip(),
        )
    first, year = "reference", ""
    if parts := _ENTRY.match(words):
        fields["author"], first = _authors(parts["authors"])
        fields["year"] = year = parts["year"]
        title = _TITLE.match(parts["rest"])
        fields["title"] = (
            "{" + escaped((title["title"] if title else parts["rest"]).rstrip(".")) + "}"
        )
        rest = (title["rest"] or "") if title else ""
        if article := _ARTICLE.match(rest):
            kind = "article"
            fields |= {name: escaped(value) for name, value in article.groupdict().items() if value}
            fields["pages"] = fields["pages"].replace("-", "--")
        elif rest:
            fields["note"] = escaped(rest.rstrip("."))
    elif words:
        fields["note"] = escaped(words)
    if after:
        fields["note"] = (
            f"{fields['note']}. {escaped(after)}" if "note" in fields else escaped(after)
        )
    if doi := _DOI.match(link):
        fields["doi"] = doi[1]
    elif link:
        fields["url"] = link
    inner = ",\n".join(f"  {name} = {{{value}}}" for name, value in fields.items())
    return f"@{kind}{{{_key(first, year, used)},\n{inner}\n}}"


def _authors(text: str) -> tuple[str, str]:
    """Return the authors as BibTeX separates them, and the family name of the first."""
    found = []
    families = []
    for name in re.split(r",\s+", text):
        match = _AUTHOR.match(name)
        family = match["family"] if match else name
        families.append(family)
        if match is None:
            found.append("{" + escaped(name) + "}")
        else:
            particle = f"{match['particle']} " if match["particle"] else ""
            found.append(f"{particle}{escaped(family)}, {match['initials'].strip()}")
    return " and ".join(found), families[0]


def _key(family: str, year: str, used: dict[str, int]) -> str:
    """Return a key of plain letters and digits that no other entry has."""
    plain = (
        unicodedata.normalize("NFKD", family.replace("ł", "l").replace("Ł", "L"))
        .encode("ascii", "ignore")
        .decode()
    )
    key = (re.sub(r"[^a-z]", "", plain.lower()) or "reference") + year
    used[key] = count = used.get(key, 0) + 1
    return key if count == 1 else f"{key}{_letters(count)}"


def _letters(count: int) -> str:
    """Return b for the second, c for the third, aa after z."""
    text = ""
    while count:
        count, rest = divmod(count - 1, 26)
        text = chr(ord("a") + rest) + text
    return text
