"""BibTeX: entries that say what the references say, and no more."""

import inspect
import re

import pytest

import decision_analysis as da
from decision_analysis import export, mcda, trees
from decision_analysis.errors import InvalidInputError


def entries(text):
    """Return {key: (kind, fields)} of BibTeX entries as `bibtex` writes them."""
    found = {}
    for entry in text.split("\n\n") if text else []:
        first, *lines, last = entry.split("\n")
        kind, key = re.fullmatch(r"@([a-z]+)\{([a-z]+\d*[a-z]*),", first).groups()
        assert last == "}"
        assert key not in found
        assert all(line.endswith(",") for line in lines[:-1])
        assert not lines[-1].endswith(",")
        found[key] = (
            kind,
            dict(re.fullmatch(r"  ([a-z]+) = \{(.*)\},?", line).groups() for line in lines),
        )
        for value in found[key][1].values():
            plain = re.sub(r"\\.", "", value)
            assert plain.count("{") == plain.count("}")
    return found


def test_an_article_is_taken_apart():
    text = (
        "Bozóki S., Fülöp J., Rónyai L. (2010) On optimal completion of incomplete pairwise"
        " comparison matrices. Mathematical and Computer Modelling 52(1-2) 318-333."
        " https://doi.org/10.1016/j.mcm.2010.02.047"
    )
    assert entries(export.bibtex(text)) == {
        "bozoki2010": (
            "article",
            {
                "author": "Bozóki, S. and Fülöp, J. and Rónyai, L.",
                "year": "2010",
                "title": "{On optimal completion of incomplete pairwise comparison matrices}",
                "journal": "Mathematical and Computer Modelling",
                "volume": "52",
                "number": "1-2",
                "pages": "318--333",
                "doi": "10.1016/j.mcm.2010.02.047",
            },
        )
    }


@pytest.mark.parametrize(
    ("text", "key", "fields"),
    [
        (
            "Raiffa H. (1968) Decision Analysis. Addison-Wesley.",
            "raiffa1968",
            {
                "author": "Raiffa, H.",
                "year": "1968",
                "title": "{Decision Analysis}",
                "note": "Addison-Wesley",
            },
        ),
        (
            "Howard R.A. (1966) Information value theory. https://doi.org/10.1109/TSSC.1966.300074",
            "howard1966",
            {
                "author": "Howard, R.A.",
                "year": "1966",
                "title": "{Information value theory}",
                "doi": "10.1109/TSSC.1966.300074",
            },
        ),
        (
            "Borda J.-C. de (1781) Mémoire sur les élections. Histoire de l'Académie.",
            "borda1781",
            {
                "author": "de Borda, J.-C.",
                "year": "1781",
                "title": "{Mémoire sur les élections}",
                "note": "Histoire de l'Académie",
            },
        ),
        (
            "von Neumann J. (1928) Theorie der Spiele. Mathematische Annalen 100 295-320.",
            "vonneumann1928",
            {
                "author": "von Neumann, J.",
                "year": "1928",
                "title": "{Theorie der Spiele}",
                "journal": "Mathematische Annalen",
                "volume": "100",
                "pages": "295--320",
            },
        ),
        (
            "BayesFusion LLC (2024) GeNIe & SMILE_1. https://support.bayesfusion.com/docs/",
            "bayesfusionllc2024",
            {
                "author": "{BayesFusion LLC}",
                "year": "2024",
                "title": r"{GeNIe \& SMILE\_1}",
                "url": "https://support.bayesfusion.com/docs/",
            },
        ),
        ("Told by a friend", "reference", {"note": "Told by a friend"}),
        (
            "Łuczak A. B.-C. (2001) Is it so? Yes 5% {x}.",
            "luczak2001",
            {
                "author": "Łuczak, A. B.-C.",
                "year": "2001",
                "title": "{Is it so?}",
                "note": r"Yes 5\% \{x\}",
            },
        ),
    ],
)
def test_what_a_reference_does_not_tell_is_not_guessed(text, key, fields):
    ((found, (kind, given)),) = entries(export.bibtex(text)).items()
    assert (found, given) == (key, fields)
    assert kind == ("article" if "journal" in fields else "misc")


def test_results_and_functions_stand_for_their_sources():
    result = trees.rollback(trees.Decision("go", {"a": 1.0}))
    assert [fields["title"] for _, fields in entries(export.bibtex(result)).values()] == [
        "{Decision Analysis}"
    ]
    found = entries(export.bibtex([mcda.vikor, mcda.topsis, mcda.vikor, result]))
    assert list(found) == ["opricovic2004", "hwang1981", "raiffa1968"]
    assert found["opricovic2004"][1]["title"].endswith(
        "A comparative analysis of VIKOR and TOPSIS}"
    )


def test_every_public_function_has_valid_entries():
    functions = [
        value
        for name in da.__all__
        if inspect.ismodule(package := getattr(da, name))
        for member in package.__all__
        if inspect.isfunction(value := getattr(package, member))
    ]
    found = entries(export.bibtex(functions))
    assert len(found) > 60
    written = {kind for kind, _ in found.values()}
    assert written == {"article", "misc"}
    with_author = [key for key, (_, fields) in found.items() if "author" in fields]
    assert len(with_author) >= 0.8 * len(found)
    for _, fields in found.values():
        assert not re.search(r"doi\.org|-----|Examples|Parameters", " ".join(fields.values()))


def test_words_after_the_link_are_kept():
    text = "Roy B. (1968) Title. Wiley. https://doi.org/10.1/x Figures: https://example.org/y"
    assert (
        entries(export.bibtex(text))["roy1968"][1]["note"]
        == "Wiley. Figures: https://example.org/y"
    )
    assert entries(export.bibtex("https://example.org/y")) == {
        "reference": ("misc", {"url": "https://example.org/y"})
    }


def test_keys_differ_where_names_and_years_are_the_same():
    texts = [f"Roy B. (1968) Title {i}. Somewhere." for i in range(28)]
    keys = list(entries(export.bibtex(texts)))
    assert keys[:3] == ["roy1968", "roy1968b", "roy1968c"]
    assert keys[25:] == ["roy1968z", "roy1968aa", "roy1968ab"]


def test_nothing_gives_nothing():
    assert export.bibtex([]) == ""
    assert export.bibtex(trees.to_dict) == ""


@pytest.mark.parametrize("source", [3, None, "", [3], {"a": 1}, {"a"}, len, [None], b"text"])
def test_other_sources_are_refused(source):
    with pytest.raises(InvalidInputError, match=r"^bibtex\(\): (a )?source must be"):
        export.bibtex(source)
