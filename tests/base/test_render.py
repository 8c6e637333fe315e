"""Tables as people read them, and plain data."""

import json
from types import MappingProxyType

import numpy as np
import pytest

from decision_analysis import _render

HEADERS = ["alternative", "rank", "score"]
ROWS = [["city", 1, 0.75], ["es|tate", 2, 1234.5]]


def test_text_table_aligns_words_left_and_numbers_right():
    assert _render.text_table(HEADERS, ROWS, indent=0).splitlines() == [
        "alternative  rank     score",
        "city            1      0.75",
        "es|tate         2  1,234.50",
    ]


def test_markdown_table_escapes_pipes():
    assert _render.markdown_table(HEADERS, ROWS).splitlines()[3] == "| es\\|tate | 2 | 1,234.50 |"


def test_html_table_escapes_markup():
    assert "&lt;b&gt;" in _render.html_table(["x"], [["<b>"]], caption="<b>")


@pytest.mark.parametrize(
    ("column", "written"),
    [
        ([0.7482, 0.65811], ["0.7482", "0.6581"]),
        ([1.0, 0.74821], ["1.0000", "0.7482"]),
        ([4.1, 3.9, 2.0], ["4.1", "3.9", "2.0"]),
        ([14.0, 2.0], ["14", "2"]),
        ([1.0, 0.0, -0.0], ["1", "0", "0"]),
        ([0.1 + 0.2, 0.5], ["0.3", "0.5"]),
        ([0.99999, 0.5], ["1.0000", "0.5000"]),  # not 1, which would look exact
        ([9.99999, 1.2], ["10.00", "1.20"]),
        ([23250.55, 8300.25], ["23,251", "8,300"]),
        ([0.0612345, 0.05], ["0.06123", "0.05000"]),
        ([0.000123456, 0.0001], ["0.0001235", "0.0001000"]),
        ([1e-5, 3e-6], ["1e-05", "3e-06"]),
        ([float("nan"), 1.5, float("inf")], ["-", "1.5", "inf"]),
        ([float("nan")], ["-"]),
        ([1e12, 1.5], ["1e+12", "1.5"]),
        ([1e9, 2.5], ["1e+09", "2.5"]),
    ],
)
def test_a_column_has_the_decimals_that_give_its_largest_number_four_digits(column, written):
    assert [row[0] for row in _render.written_cells([[value] for value in column])] == written


@pytest.mark.parametrize(
    ("column", "written"),
    [
        ([5000.0, 0.001], ["5,000", "0.001"]),
        ([-5000.0, 1e-17], ["-5,000", "1e-17"]),
        ([12000.0, 0.5], ["12,000.0", "0.5"]),
        ([5123.45, 3.75], ["5,123.4", "3.8"]),
        ([1234.5, 0.75], ["1,234.50", "0.75"]),
        ([0.9, 0.00001], ["0.9", "1e-05"]),
        ([0.91234, 0.00001], ["0.9123", "1e-05"]),
    ],
)
def test_small_numbers_beside_large_ones_are_neither_zero_nor_another_number(column, written):
    assert [row[0] for row in _render.written_cells([[value] for value in column])] == written


def test_percentages_are_numbers_still():
    rows = [
        ["a", _render.Percent(0.5614)],
        ["b", _render.Percent(float("nan"))],
        ["c", _render.Percent(0)],
    ]
    assert [row[1] for row in _render.written_cells(rows)] == ["56.1%", "-", "0.0%"]
    assert _render.plain(rows[0]) == ["a", 0.5614]
    assert _render.text_table(["", "x"], rows).splitlines()[-1].endswith(" 0.0%")


def test_what_is_left_out_stands_below_the_table():
    assert (
        _render.text_table(["n"], [[1], [2]], rest="... 3 more", indent=0).splitlines()[-1]
        == "... 3 more"
    )
    assert _render.text_table(["n"], [[1], [2]], rest="... 3 more", indent=0).splitlines()[0] == "n"
    last = _render.markdown_table(["n", "m"], [[1, 2]], rest="... 3 more").splitlines()
    assert last == ["| n | m |", "| ---: | ---: |", "| 1 | 2 |", "| ... 3 more |  |"]
    assert '<tr><td colspan="2">... 3 more</td></tr>' in _render.html_table(
        ["n", "m"], [[1, 2]], rest="... 3 more"
    )


def test_long_labels_and_headlines_are_cut_in_their_middle():
    assert _render.shortened("a" * 80) == "a" * 80
    assert _render.shortened("a" * 300 + "b" * 300) == "a" * 40 + "…" + "b" * 39
    title, head, row = _render.text_glance("t" * 5_000, ["h" * 500], [["r" * 500]], "").splitlines()
    assert (len(title), len(head), len(row)) == (300, 83, 83)
    assert len(_render.options({"goal": "x" * 999})) < 120


def test_very_large_small_and_missing_numbers():
    assert [_render.cell(v) for v in (1e12, 1e-7, float("nan"), float("inf"), None, True)] == [
        "1e+12",
        "1e-07",
        "-",
        "inf",
        "",
        "yes",
    ]


def test_plain_data_is_json():
    value = {
        ("a", "b"): np.array([1.0, np.nan]),
        "m": MappingProxyType({"x": np.int64(3)}),
        "s": {"b", "a"},
    }
    assert json.loads(json.dumps(_render.plain(value), allow_nan=False)) == {
        "a > b": [1.0, None],
        "m": {"x": 3},
        "s": ["a", "b"],
    }


def test_labels_with_line_breaks_stay_on_one_line():
    rows = [["a\nb", 1], ["c\r\n\x1b[31md\u2028\ud800", 2]]
    lines = _render.text_table(["na\tme", "x"], rows, indent=0).splitlines()
    assert [line.split() for line in lines] == [
        [r"na\tme", "x"],
        [r"a\nb", "1"],
        [r"c\r\n\x1b[31md\u2028\ud800", "2"],
    ]
    assert len(set(map(len, lines))) == 1
    assert _render.markdown_table(["a\nb|c"], [["x\ny"]]).splitlines() == [
        r"| a\nb\|c |",
        "| --- |",
        r"| x\ny |",
    ]
    assert "\n" not in _render.html_table(["a\nb"], [["x\ny"]], caption="c\nd")
    assert _render.one_line("Süd–West\u00a0😀 \\n") == "Süd–West\u00a0😀 \\n"


def test_a_wide_table_has_shorter_labels_where_they_stay_different():
    heads = ["", *(f"{number} what is called by many words that go on" for number in range(8))]
    rows = [[f"{number} an alternative called by many words too", *range(8)] for number in range(3)]
    text = _render.text_glance("t", heads, rows, "")
    assert max(map(len, text.splitlines())) < 200
    assert "0 what is …hat go on" in text
    alike = [
        "",
        *(f"what is called {number} by many words that go on and on" for number in range(8)),
    ]
    assert "what is called 0 by …s that go on and on" in _render.text_glance("t", alike, rows, "")
    assert heads[1] in _render.text_glance("t", heads[:2], [row[:2] for row in rows], "")
