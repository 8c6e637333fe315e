"""What is said of sources in several places agrees: the file of sources, the catalog, prose, links.

A digit of a year, a volume or a page that is changed in one of them fails here.
"""

import json
import re
import unicodedata
from importlib import resources

from decision_analysis import catalog
from decision_analysis._reference import name_parts
from decision_analysis._references import REFERENCES

CASES = resources.files("decision_analysis.catalog")
OTHERS = {
    ("breiman", "1984"),
    ("collatz", "1942"),
    ("friedman", "2009"),
    ("fusion", "2020"),
    ("goodwin", "2004"),
    ("herrala", "2024"),
    ("iccs", "2021"),
    ("icaart", "2025"),
    ("koller", "2009"),
    ("kruskal", "1958"),
    ("morgenstern", "1944"),
    ("neumann", "1944"),
    ("oliveira", "2024"),
    ("olshen", "1984"),
    ("rockafellar", "2000"),
    ("saaty", "1980"),
    ("saltelli", "2002"),
    ("stone", "1984"),
    ("terho", "2024"),
    ("uryasev", "2000"),
    ("wright", "2004"),
    ("yu", "1992"),
}
"""Sources that prose names beside those that are cited, and conferences with their year."""

TITLED = 4
"""Titles of so many words are not found in a citation by chance."""


def plain(text):
    """Return the words and numbers of a text in small letters of ASCII, each between blanks."""
    letters = unicodedata.normalize("NFKD", text.translate(str.maketrans("łŁıøØ", "lLioO")))
    words = re.findall("[a-z0-9]+", letters.encode("ascii", "ignore").decode().lower())
    return f" {' '.join(words)} "


def family(author):
    return plain(name_parts(author)[0])


def cited(name):
    """Return the citation of a case."""
    return json.loads(CASES.joinpath(f"{name}.json").read_text("utf-8"))["source"]


def test_the_folder_of_a_case_is_its_author_and_year():
    for name in catalog.names():
        found = re.fullmatch(r"(\w+)_(\d{4})/.*", name)
        if found:
            source = plain(cited(name))
            assert plain(found[1].replace("_", " ")) in source, name
            assert f" {found[2]} " in source, name


def test_cases_cite_a_source_with_the_numbers_of_the_file_of_sources():
    """Year, volume and pages, where a case gives the title of a source and its first author."""
    agreeing = 0
    for name in catalog.names():
        source = plain(cited(name))
        candidates = [
            reference
            for reference in REFERENCES.values()
            if len(plain(reference.title).split()) >= TITLED
            and plain(reference.title).rstrip() in source
            and family(reference.authors[0]) in source
        ]
        # a source without a year cites none of its editions; titles may go on in another source
        if candidates and re.search(r" (1[6-9]|20)\d\d ", source):
            numbers = [[r.year[:4], r.volume, r.pages] for r in candidates]
            assert any(all(plain(each) in source for each in given if each) for given in numbers), (
                name
            )
            agreeing += 1
    assert agreeing > 100


def check_sum(digits, weights):
    return sum(
        weight * (10 if digit == "X" else int(digit))
        for weight, digit in zip(weights, digits, strict=True)
    )


def test_numbers_inside_a_doi_have_their_check_digit():
    isbns = pii = 0
    for key, reference in REFERENCES.items():
        for isbn in re.findall(r"(?<!\d)97[89][-\d]{10,14}", reference.doi):
            assert check_sum(isbn.replace("-", "")[:13], [1, 3] * 6 + [1]) % 10 == 0, key
            isbns += 1
        for issn, year in re.findall(r"/S?(\d{4}-\d{3}[\dX])\((\d\d)\)", reference.doi):
            assert check_sum(issn.replace("-", ""), range(8, 0, -1)) % 11 == 0, key
            # an article is numbered when it comes in
            assert (int(reference.year[:4]) - int(year)) % 100 in range(4), key
            pii += 1
        for year in re.findall(r"\.((?:19|20)\d\d)\.", reference.doi):
            assert int(reference.year[:4]) - int(year) in range(-1, 4), key
    assert min(isbns, pii) > 8


def test_a_journal_has_one_publisher():
    registrants = {}
    for reference in REFERENCES.values():
        if reference.doi and reference.journal:
            prefix = reference.doi.partition("/")[0]
            registrants.setdefault(reference.journal, set()).add(prefix)
    several = {journal for journal, prefixes in registrants.items() if len(prefixes) > 1}
    # its association published what Taylor & Francis does today
    assert several == {"Journal of the American Statistical Association"}


def test_pages_are_in_order():
    for key, reference in REFERENCES.items():
        if found := re.fullmatch(r"(\d+)-(\d+)", reference.pages):
            first, last = map(int, found.groups())
            assert first <= last < first + 1000, key


NAME = r"[A-ZÀ-Ž][^\W\d_]+(?:['’-][^\W\d_]{2,})*"
OWNED = rf"({NAME})(?:['’]s)?"
NAMED = re.compile(rf"{OWNED}(?:,? (?:and|&) {OWNED}| et al\.)?,? \(?((?:1[6-9]|20)\d\d)[a-z]?\b")


def test_prose_names_sources_with_their_years(pytestconfig):
    """Every 'Author and Author (year)' in pages, docstrings and examples is a known source."""
    known = {
        (family(author).split()[-1], year)
        for reference in REFERENCES.values()
        for author in reference.authors
        for year in reference.year.split(", ")
    }
    sources = [plain(cited(name)) for name in catalog.names()]
    root = pytestconfig.rootpath
    files = [*root.glob("*.md"), *(root / "docs").rglob("*.md"), *(root / "src").rglob("*.py")]
    files += [*(root / "examples").rglob("*.md"), *(root / "changes").glob("*.md")]
    strangers, seen = set(), 0
    for path in files:
        if path.name == "_references.py":
            continue
        text = " ".join(path.read_text("utf-8").split())
        for one, other, year in NAMED.findall(text):
            for name in filter(None, (one, other)):
                who = (plain(name).split()[-1], year)
                in_a_case = any(f" {who[0]} " in s and f" {year} " in s for s in sources)
                seen += 1
                if not (who in known | OTHERS or in_a_case):
                    strangers.add((path.name, *who))
    assert strangers == set()
    assert seen > 500
