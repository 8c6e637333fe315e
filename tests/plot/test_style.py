"""Texts of pictures: numbers, wrapped labels, legends."""

import io
import warnings
from xml.etree import ElementTree

import matplotlib
import numpy as np
import pytest
from matplotlib.figure import Figure
from matplotlib.text import Text

from decision_analysis import DecisionTable, Scores, mcda, plot, trees
from decision_analysis.errors import InvalidInputError
from decision_analysis.plot import _style


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.0, "0"),
        (-0.0, "0"),
        (0.12345, "0.1235"),
        (-12.5, "-12.5"),
        (999.96, "1000"),
        (1421.06, "1,421.1"),
        (1500.0, "1,500"),
        (-12_345_678.9, "-12,345,679"),
        (2.5e9, "2.5×10⁹"),
        (1e-7, "1×10⁻⁷"),
        (-3.0004e300, "-3×10³⁰⁰"),
    ],
)
def test_number(value, text):
    assert _style.number(value) == text


@pytest.mark.parametrize(
    ("values", "texts"),
    [
        ([0.6394, 0.2, -0.4], ["0.6394", "0.2000", "-0.4000"]),
        ([62.789, 100 / 3], ["62.79", "33.33"]),
        ([10, 200, -0.0], ["10", "200", "0"]),
        ([0, 0.2, 0.4, 0.6000000000000001], ["0.0", "0.2", "0.4", "0.6"]),
        ([1234.5, 7], ["1,234", "7"]),
        ([1234.56, 1234.78], ["1,234.6", "1,234.8"]),
        ([61_234.56, 7], ["61,235", "7"]),
        ([0.63941, 0.63944], ["0.63941", "0.63944"]),
        ([0.5, 0.5 + 1e-13], ["0.5", "0.5"]),
        ([1e6, 2e-3], ["1,000,000", "0.002"]),
        ([2.5e9, 1], ["2.5×10⁹", "1"]),
        ([3e10, -2.75e10, 0], ["3.00×10¹⁰", "-2.75×10¹⁰", "0"]),
        ([1e-7, 2e-7], ["1×10⁻⁷", "2×10⁻⁷"]),
        ([0.0012345], ["0.001234"]),
        ([0.0, 0.0], ["0", "0"]),
        ([], []),
    ],
)
def test_numbers_that_stand_together_have_the_same_decimals(values, texts):
    assert _style.numbers(values) == texts


def test_numbers_at_ticks_are_not_rounded():
    ticks = [1.1025, 1.105, 1.1075]
    assert _style.numbers(ticks, exact=True) == ["1.1025", "1.1050", "1.1075"]
    ax = plot.scores(
        Scores(method="m", alternatives=("a",), scores=np.array([1.0])), ax=Figure().subplots()
    )
    assert ax.xaxis.get_major_formatter().format_ticks(ticks)[2] == "1.1075"


def test_fewer_digits():
    assert _style.numbers([0.8163, 0.5], 3) == ["0.816", "0.500"]


def test_a_shortened_text_keeps_its_last_word():
    text = "a name of several words which goes on for a while 17"
    assert _style.written(text, 20, 2) == "a name of several\nwords which … 17"
    assert _style.written("Donaudampfschiffahrtselektrizitätenhauptbetriebswerkbau 5", 20, 1) == (
        "Donaudampfschiffahrtselektrizitätenhauptbetr … 5"
    )
    assert (
        _style.written("conditional_direct_escalation_of_the_conflict 16", 20, 1, 20)
        == "conditional_dir … 16"
    )


def test_written_wraps_cuts_and_disarms_dollars():
    assert _style.written("a staged transfer", 10) == "a staged\ntransfer"
    assert _style.written("one two three four five six", 5, lines=2) == "one\ntwo …"
    assert _style.written("x" * 70, 28).splitlines() == ["x" * 47 + "…"]
    assert _style.written("conditional_direct_escalation").splitlines() == [
        "conditional_direct_",
        "escalation",
    ]
    assert _style.written("p_hold") == "p_hold"
    assert _style.written("$5 to $10") == r"\$5 to \$10"
    assert _style.written("") == ""


def test_dollars_are_drawn_as_they_are():
    figure = Figure()
    text = figure.text(0, 0, _style.written("$x_5$ to $10"))
    assert text._preprocess_math(text.get_text()) == ("$x_5$ to $10", False)


def test_a_legend_keeps_names_that_begin_with_an_underscore():
    ax = Figure().subplots()
    ax.plot([0, 1], label=_style.key("_p"))
    ax.legend()
    assert [text.get_text().strip() for text in ax.get_legend().get_texts()] == ["_p"]


def test_palette_is_distinct():
    assert len(set(_style.SERIES)) == len(_style.SERIES)


@pytest.mark.parametrize("option", ["title", "unit"])
def test_words_for_a_picture_are_whole_characters(option):
    result = Scores(method="m", alternatives=("a", "b"), scores=np.array([1.0, 2.0]))
    with pytest.raises(InvalidInputError, match=rf"{option} must be text of whole characters"):
        plot.scores(result, **{option: "\ud83d up"}, ax=Figure().subplots())


HOSTILE = [
    "$x^2$ costs $5",
    "</text><script>alert(1)</script>--><!--",
    "\x1b[m\u202e\ud800\x9b",
    "שלום",
    "😀 漢",
    "a\nb\tc",
    r"\frac{a}{b} \$ {",
    "_" + "x" * 200,
]
DRAWN = [HOSTILE[0], r"\x1b[m\u202e\ud800\x9b", "שלום", "😀 □", "a b c", HOSTILE[6]]


def test_labels_are_drawn_letter_by_letter_with_nothing_hidden_and_no_word_of_fonts():
    table = DecisionTable([[i, 1] for i in range(8)], ["$a$", "😀\u200b"], HOSTILE)
    tree = trees.Decision(HOSTILE[0], dict(zip(HOSTILE, range(8), strict=True)))
    for ax in (
        plot.scores(mcda.weighted_sum(table, [1, 1]), ax=Figure().subplots()),
        plot.tree(trees.rollback(tree), ax=Figure().subplots()),
    ):
        file = io.BytesIO()
        with warnings.catch_warnings():
            warnings.simplefilter("error")  # such as "Glyph 27 missing from font"
            ax.figure.savefig(file, format="svg")
        # labels stand in its comments, and nowhere else as letters
        root = ElementTree.fromstring(file.getvalue())
        tags = {element.tag.rpartition("}")[2] for element in root.iter()}
        assert not tags & {"script", "a", "foreignObject", "text"}
        shown = [text for text in ax.figure.findobj(Text) if text.get_text()]
        assert not any(text._preprocess_math(text.get_text())[1] for text in shown)
        said = " ".join(" ".join(text.get_text() for text in shown).split()).replace(r"\$", "$")
        assert [label for label in DRAWN if label not in said] == []


def test_a_sign_is_drawn_where_one_of_the_fonts_has_it():
    assert _style.drawable("漢ü") == "□ü"
    with matplotlib.rc_context({"font.family": ["DejaVu Sans", "DejaVu Sans Display"]}):
        assert _style.drawable("ü漢") == "ü□"
    assert _style.drawable("a\u200c") == r"a\u200c"
