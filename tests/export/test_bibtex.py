"""BibTeX: entries that say what the references say, and no more."""

import inspect
import re

import pytest

import decision_analysis as da
from decision_analysis import diagrams, export, mcda, trees
from decision_analysis._references import REFERENCES
from decision_analysis.errors import InvalidInputError


def entries(text):
    """Return {key: (kind, fields)} of BibTeX entries as `bibtex` writes them."""
    found = {}
    for entry in text.split("\n\n") if text else []:
        first, *lines, last = entry.split("\n")
        kind, key = re.fullmatch(r"@([a-z]+)\{([a-z0-9_]+),", first).groups()
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


def test_an_article_has_its_fields():
    text = (
        "Bozóki S., Fülöp J., Rónyai L. (2010) On optimal completion of incomplete pairwise"
        " comparison matrices. Mathematical and Computer Modelling 52(1-2) 318-333."
        " https://doi.org/10.1016/j.mcm.2010.02.047"
    )
    assert entries(export.bibtex(text)) == {
        "bozoki_fulop_ronyai_2010": (
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
    ("key", "kind", "fields"),
    [
        (
            "raiffa_1968",
            "book",
            {
                "author": "Raiffa, H.",
                "year": "1968",
                "title": "{Decision Analysis: Introductory Lectures on Choices under Uncertainty}",
                "publisher": "Addison-Wesley",
            },
        ),
        (
            "borda_1781",
            "article",
            {
                "author": "de Borda, J.-C.",
                "year": "1781",
                "title": "{Mémoire sur les élections au scrutin}",
                "journal": "Histoire de l'Académie royale des sciences",
            },
        ),
        (
            "von_neumann_1928",
            "article",
            {
                "author": "von Neumann, J.",
                "year": "1928",
                "title": "{Zur Theorie der Gesellschaftsspiele}",
                "journal": "Mathematische Annalen",
                "volume": "100",
                "pages": "295--320",
                "doi": "10.1007/BF01448847",
            },
        ),
        (
            "gelman_et_al_2013",
            "book",
            {
                "author": "Gelman, A. and others",
                "year": "2013",
                "title": "{Bayesian Data Analysis}",
                "edition": "3rd",
                "publisher": "CRC Press",
            },
        ),
        (
            "milnor_1954",
            "incollection",
            {
                "author": "Milnor, J.",
                "year": "1954",
                "title": "{Games against nature}",
                "booktitle": "Decision Processes",
                "editor": "Thrall and Coombs and Davis",
                "publisher": "Wiley",
                "pages": "49--59",
            },
        ),
        (
            "bayesfusion_llc",
            "misc",
            {
                "author": "{BayesFusion LLC}",
                "title": "{GeNIe Modeler: user manual}",
                "url": "https://support.bayesfusion.com/docs/",
            },
        ),
    ],
)
def test_a_source_is_written_by_its_key_and_by_its_text(key, kind, fields):
    assert entries(export.bibtex(key)) == {key: (kind, fields)}
    assert export.bibtex(REFERENCES[key].text) == export.bibtex(key)
    assert export.bibtex([key, REFERENCES[key].text.replace(" ", "\n  ")]) == export.bibtex(key)


def test_every_source_is_written_whole():
    found = entries(export.bibtex(list(REFERENCES)))
    assert list(found) == list(REFERENCES)
    for key, (kind, fields) in found.items():
        assert kind == REFERENCES[key].kind
        assert fields.get("doi", "") == REFERENCES[key].doi
        assert fields["author"].count(" and ") == len(REFERENCES[key].authors) - 1


@pytest.mark.parametrize(
    ("text", "note"),
    [
        ("Told by a friend", "Told by a friend"),
        ("Raiffa H. (1968) Another book.", "Raiffa H. (1968) Another book."),
        (
            "Łuczak A. (2001) Yes 5% {x}_1 & y.",
            r"Łuczak A. (2001) Yes 5\% \textbraceleft{}x\textbraceright{}\_1 \& y.",
        ),
        ("https://example.org/y", "https://example.org/y"),
    ],
)
def test_a_text_of_ones_own_is_a_note(text, note):
    assert entries(export.bibtex(text)) == {"reference_1": ("misc", {"note": note})}


def test_results_and_functions_stand_for_their_sources():
    result = trees.rollback(trees.Decision("go", {"a": 1.0}))
    assert list(entries(export.bibtex(result))) == ["raiffa_1968"]
    found = entries(export.bibtex([mcda.vikor, mcda.topsis, mcda.vikor, result]))
    assert list(found) == ["opricovic_tzeng_2004", "hwang_yoon_1981", "raiffa_1968"]
    assert found["opricovic_tzeng_2004"][1]["title"].endswith(
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
    assert written == {"article", "book", "incollection", "inproceedings", "misc"}
    assert all("author" in fields for _, fields in found.values())
    for _, fields in found.values():
        assert not re.search(r"doi\.org|-----|Examples|Parameters", " ".join(fields.values()))


def test_keys_differ_where_texts_do():
    texts = [f"Roy B. (1968) Title {i}. Somewhere." for i in range(3)]
    found = entries(export.bibtex([texts[0], mcda.electre_i, *texts]))
    assert list(found) == [
        "reference_1",
        "roy_1968",
        "figueira_mousseau_roy_2005",
        "reference_2",
        "reference_3",
    ]


def test_a_docstring_that_is_read_gives_each_of_its_sources():
    # until every package cites by key
    assert list(entries(export.bibtex(diagrams.solve))) == [
        "jensen_jensen_dittmer_1994",
        "lauritzen_nilsson_2001",
        "shachter_1986",
        "parmentier_et_al_2020",
        "salo_andelmin_oliveira_2022",
    ]
    assert list(entries(export.bibtex(trees.rollback))) == [
        "raiffa_1968",
        "howard_matheson_1972",
        "wald_1945",
    ]


def test_nothing_gives_nothing():
    assert export.bibtex([]) == ""
    assert export.bibtex(trees.to_dict) == ""


@pytest.mark.parametrize("source", [3, None, "", [3], {"a": 1}, {"a"}, len, [None], b"text"])
def test_other_sources_are_refused(source):
    with pytest.raises(InvalidInputError, match=r"^bibtex\(\): (a )?source must be"):
        export.bibtex(source)
