"""Tables as people read them, and plain data."""

import json
from types import MappingProxyType

import numpy as np

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


def test_whole_columns_have_no_decimals_and_unit_columns_keep_four():
    assert _render.text_table(["x"], [[14.0], [2.0]], indent=0).splitlines()[1:] == ["14", " 2"]
    assert _render.text_table(["x"], [[1.0], [0.0]], indent=0).splitlines()[1:] == ["1.0000", "0.0000"]


def test_very_large_small_and_missing_numbers():
    assert [_render.cell(v) for v in (1e12, 1e-7, float("nan"), float("inf"), None, True)] == [
        "1e+12", "1e-07", "-", "inf", "", "yes",
    ]  # fmt: skip


def test_plain_data_is_json():
    value = {("a", "b"): np.array([1.0, np.nan]), "m": MappingProxyType({"x": np.int64(3)}), "s": {"b", "a"}}
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
