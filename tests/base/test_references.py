"""The file of sources: named by rule, told apart, and printed in the one style."""

import re
import unicodedata
from pathlib import Path

import pytest

import decision_analysis
from decision_analysis._reference import Reference, name_parts
from decision_analysis._references import REFERENCES

SOURCE = Path(decision_analysis.__file__).parent


def plain(family):
    """Return a family name in small letters of ASCII, with `_` between words."""
    letters = unicodedata.normalize("NFKD", family.replace("ł", "l").replace("Ł", "L"))
    words = letters.encode("ascii", "ignore").decode().lower().replace("-", " ").split()
    return "_".join("".join(filter(str.isalnum, word)) for word in words)


def named_by_rule(reference):
    """Return the key of a source, without the letter of a second one."""
    families = [plain(name_parts(name)[0]) for name in reference.authors if name != "et al."]
    if len(reference.authors) > 3 or "et al." in reference.authors:
        families = [families[0], "et_al"]
    return "_".join([*families, *([reference.year[:4]] if reference.year else [])])


def test_keys_are_sorted():
    assert list(REFERENCES) == sorted(REFERENCES)
    with pytest.raises(TypeError):
        REFERENCES["new"] = REFERENCES["roy_1968"]


def test_no_key_stands_twice_in_the_file():
    written = re.findall(
        r'^    "(\w+)": Reference', (SOURCE / "_references.py").read_text("utf-8"), re.M
    )
    assert written == list(REFERENCES)


@pytest.mark.parametrize("key", REFERENCES)
def test_keys_are_named_by_the_rule(key):
    rule = named_by_rule(REFERENCES[key])
    assert re.fullmatch(re.escape(rule) + "[a-z]?", key)
    assert key == rule or rule in REFERENCES


@pytest.mark.parametrize("key", REFERENCES)
def test_fields_are_clean(key):
    reference = REFERENCES[key]
    assert re.fullmatch(r"([12]\d{3}(, [12]\d{3})*)?", reference.year)
    assert re.fullmatch(r"(10\.\d{4,}/[^\s]+)?", reference.doi)
    assert re.fullmatch(r"(https?://[^\s]+)?", reference.url)
    assert not (reference.doi and reference.url)
    assert bool(reference.journal) == (reference.kind == "article")
    assert bool(reference.booktitle) == (reference.kind in ("incollection", "inproceedings"))
    assert bool(reference.publisher) or reference.kind != "book"
    for name in Reference.__dataclass_fields__:
        value = getattr(reference, name)
        for text in value if name == "authors" else [value]:
            assert text == " ".join(text.split())
            assert not text.endswith(".") or name == "authors"


def test_links_and_texts_differ():
    dois = [reference.doi.lower() for reference in REFERENCES.values() if reference.doi]
    links = [reference.url for reference in REFERENCES.values() if reference.url]
    texts = [reference.text for reference in REFERENCES.values()]
    for several in (dois, links, texts):
        assert len(set(several)) == len(several)


@pytest.mark.parametrize("key", REFERENCES)
def test_the_text_says_every_field(key):
    reference = REFERENCES[key]
    text = reference.text
    for name in Reference.__dataclass_fields__:
        value = getattr(reference, name)
        if name != "kind":
            assert all(part in text for part in (value if name == "authors" else [value]))
    assert text == " ".join(text.split())
    assert ".." not in text
    assert text.startswith(f"{reference.who} {reference.title}")


@pytest.mark.parametrize(
    ("key", "text"),
    [
        (
            "pratt_1964",
            "Pratt J.W. (1964) Risk aversion in the small and in the large. Econometrica 32(1/2)"
            " 122-136. https://doi.org/10.2307/1913738",
        ),
        (
            "sonnenberg_beck_1993",
            "Sonnenberg F.A., Beck J.R. (1993) Markov models in medical decision making. Medical"
            " Decision Making 13 322-338. https://doi.org/10.1177/0272989X9301300409",
        ),
        (
            "hwang_yoon_1981",
            "Hwang C.-L., Yoon K. (1981) Multiple Attribute Decision Making: Methods and"
            " Applications. Lecture Notes in Economics and Mathematical Systems 186, Springer."
            " https://doi.org/10.1007/978-3-642-48318-9",
        ),
        (
            "johnson_kotz_balakrishnan_1994",
            "Johnson N.L., Kotz S., Balakrishnan N. (1994, 1995) Continuous Univariate"
            " Distributions, 2nd edition, volumes 1 and 2. Wiley.",
        ),
        (
            "milnor_1954",
            "Milnor J. (1954) Games against nature. In: Thrall, Coombs, Davis (eds) Decision"
            " Processes. Wiley, 49-59.",
        ),
        (
            "gelman_et_al_2013",
            "Gelman A. et al. (2013) Bayesian Data Analysis, 3rd edition. CRC Press.",
        ),
        (
            "howard_matheson_1984",
            "Howard R.A., Matheson J.E. (1984) Influence diagrams. In: Readings on the Principles"
            " and Applications of Decision Analysis, vol. II. Reprinted 2005, Decision Analysis"
            " 2(3) 127-143. https://doi.org/10.1287/deca.1050.0020",
        ),
        (
            "salabun_urbaniak_2020",
            "Salabun W., Urbaniak K. (2020) A new coefficient of rankings similarity in"
            " decision-making problems. ICCS 2020, 632-645."
            " https://doi.org/10.1007/978-3-030-50417-5_47",
        ),
        (
            "bayesfusion_llc",
            "BayesFusion LLC. GeNIe Modeler: user manual. https://support.bayesfusion.com/docs/",
        ),
    ],
)
def test_each_kind_is_printed_as_it_was(key, text):
    assert REFERENCES[key].text == text


def test_a_place_in_the_source_stands_before_the_link():
    assert (
        REFERENCES["pratt_1964"]
        .at("eq. (1)")
        .endswith("32(1/2) 122-136, eq. (1). https://doi.org/10.2307/1913738")
    )
    assert REFERENCES["raiffa_1968"].at("chapter 2").endswith("Addison-Wesley, chapter 2.")
    titled = Reference(kind="misc", authors=("Roy B.",), year="1968", title="Is it so?")
    assert titled.text == "Roy B. (1968) Is it so?"


@pytest.mark.parametrize(
    ("author", "parts"),
    [
        ("Hwang C.-L.", ("Hwang", "C.-L.", "")),
        ("Borda J.-C. de", ("Borda", "J.-C.", "de")),
        ("von Neumann J.", ("von Neumann", "J.", "")),
        ("Łuczak A. B.", ("Łuczak", "A. B.", "")),
        ("Hugin Expert A/S", ("Hugin Expert A/S", "", "")),
    ],
)
def test_names_have_parts(author, parts):
    assert name_parts(author) == parts


def test_every_source_is_cited_somewhere():
    files = [
        path for path in SOURCE.rglob("*.py") if path.name not in ("_references.py", "_cited.py")
    ]
    text = "".join(path.read_text("utf-8") for path in files)
    text = text.replace('"figures: ', '"')
    assert [key for key in REFERENCES if f'"{key}' not in text] == []


def test_what_a_result_cites_stands_in_the_docstring_of_its_function():
    """In each file that has both: results name some of the sources of the docstring, no others."""
    for path in SOURCE.rglob("_*.py"):
        text = path.read_text("utf-8")
        shown = "".join(re.findall(r"@cites\((.*?)\)\n *(?:@|def|class)", text, re.DOTALL))
        taken = re.findall(r"(?<![\w.])cited\(([^()]*)\)", text)
        if shown and path.name != "_cited.py":
            keys = {key for words in taken for key in re.findall(r'"(\w+)"', words)}
            assert {key for key in keys if f'"{key}' not in shown} == set(), path.name
