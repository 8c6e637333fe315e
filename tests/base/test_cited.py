"""`cites` and `cited`: docstring sections and results' references from keys."""

import inspect
import subprocess
import sys

import pytest

from decision_analysis._cited import cited, cites, keys_of, texts_of
from decision_analysis._references import REFERENCES
from decision_analysis.errors import InvalidInputError

ROY = REFERENCES["roy_1968"].text


def with_examples(x):
    """Return it.

    Notes
    -----
    A note.

    Examples
    --------
    >>> 1
    1
    """
    return x


def test_the_section_stands_before_the_examples():
    before = inspect.cleandoc(with_examples.__doc__)
    marked = cites("roy_1978", "saari_merlin_1996")(with_examples)
    assert marked is with_examples
    doc = inspect.getdoc(marked)
    first, _, rest = doc.partition("\n\nReferences\n----------\n")
    section, _, last = rest.partition("\n\nExamples\n")
    assert f"{first}\n\nExamples\n{last}" == before
    entries = section.split("\n\n")
    assert [" ".join(entry.split()) for entry in entries] == list(
        cited("roy_1978", "saari_merlin_1996")
    )
    assert keys_of(marked) == ("roy_1978", "saari_merlin_1996")
    assert texts_of(marked) == cited("roy_1978", "saari_merlin_1996")


def test_the_docstring_keeps_its_margin_and_is_wrapped():
    class Box:
        def member(self):
            """Return nothing.

            Notes
            -----
            A note.
            """

    cites("mousseau_slowinski_zielniewicz_2000")(Box.member)
    lines = Box.member.__doc__.split("\n")
    margin = len(lines[-1])
    assert not lines[-1].strip()
    assert all(not line or line.startswith(" " * margin) for line in lines[1:])
    assert max(map(len, lines)) <= 88
    assert len(lines) > 10


def test_one_line_and_no_docstring():
    def one_line():
        """Return nothing."""

    def without():
        pass

    assert inspect.getdoc(cites("roy_1968")(one_line)).startswith(
        "Return nothing.\n\nReferences\n----------\nRoy B. (1968) "
    )
    assert cites("roy_1968")(without).__doc__ is None
    assert keys_of(without) == ("roy_1968",)


def test_classes_are_marked():
    @cites("roy_bouyssou_1993")
    class Marked:
        """A class."""

    assert "Aide multicritère" in Marked.__doc__
    assert keys_of(Marked) == ("roy_bouyssou_1993",)


def test_places_and_figures():
    @cites(
        "roy_1968, section 2, eq. (3)",
        "figures: salabun_urbaniak_2020",
        "figures: tests of the R package smaa, https://github.com/gertvv/rsmaa (tests/pvf.R).",
    )
    def function():
        """Return nothing."""

    assert keys_of(function) == ("roy_1968", "salabun_urbaniak_2020")
    assert texts_of(function) == (
        ROY.replace(" 57-75.", " 57-75, section 2, eq. (3)."),
        "Figures: " + REFERENCES["salabun_urbaniak_2020"].text,
        "Figures: tests of the R package smaa, https://github.com/gertvv/rsmaa (tests/pvf.R).",
    )


def test_results_have_the_texts():
    assert cited("roy_1968") == (ROY,)
    assert cited() == ()


@pytest.mark.parametrize(
    "source", ["roy_1999", "roy_1999, chapter 2", "figures: roy_1999", "", ROY]
)
def test_unknown_sources_are_refused_where_they_are_written(source):
    with pytest.raises(InvalidInputError, match=r"^cites\(\): unknown source '"):
        cites(source)


def test_a_section_of_its_own_is_refused():
    def function():
        """Return nothing.

        References
        ----------
        Mine.
        """

    with pytest.raises(InvalidInputError, match="has a References section of its own"):
        cites("roy_1968")(function)


def test_nothing_is_lost_without_docstrings():
    code = (
        "from decision_analysis import export, mcda; assert mcda.vikor.__doc__ is None;"
        " print(export.bibtex(mcda.vikor)[:29])"
    )
    shown = subprocess.run(
        [sys.executable, "-OO", "-c", code], capture_output=True, text=True, check=False
    )
    assert shown.stdout.strip() == "@article{opricovic_tzeng_2004", shown.stderr
