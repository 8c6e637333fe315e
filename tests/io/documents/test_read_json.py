"""JSON: strict, with lines, without recursion and without PyYAML."""

import json
import math
import sys

import hypothesis
import hypothesis.strategies as st
import pytest

from decision_analysis import io
from decision_analysis.errors import InvalidInputError, InvalidModelError
from decision_analysis.io.documents._read_json import read_json

WORDS = st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=8)
SCALARS = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | WORDS
)
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(WORDS, inner, max_size=4),
    max_leaves=15,
)


@pytest.fixture
def write(tmp_path):
    def write(text):
        path = tmp_path / "file.json"
        path.write_text(text, encoding="utf-8")
        return path

    return write


@hypothesis.given(VALUES, st.sampled_from([None, 0, 1, "\t"]), st.booleans())
def test_agrees_with_the_standard_library(value, indent, ascii_only):
    text = json.dumps(value, indent=indent, ensure_ascii=ascii_only)
    built = read_json(text, "file.json")
    assert built.problems == []
    assert built.data == json.loads(text)
    assert repr(built.data) == repr(json.loads(text))


@hypothesis.given(VALUES, st.integers(0, 200), st.sampled_from(list('[]{},:"x1-.e \n\\')))
def test_refuses_what_the_standard_library_refuses(value, position, character):
    text = json.dumps(value)
    text = text[:position] + character + text[position:]
    try:
        expected = json.loads(text)
    except ValueError:
        with pytest.raises(InvalidInputError, match=r"^file.json:\d+:\d+: is not JSON: "):
            read_json(text, "file.json")
    else:
        built = read_json(text, "file.json")
        strange = math.inf in _numbers(expected) or -math.inf in _numbers(expected)
        assert built.problems or strange or built.data == expected


def _numbers(value):
    if isinstance(value, dict | list):
        return [
            n
            for entry in (value.values() if isinstance(value, dict) else value)
            for n in _numbers(entry)
        ]
    return [value] if isinstance(value, float) else []


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ('{"a": 1,}', "file.json:1:9: is not JSON: expected a key in double quotes; got '}'"),
        ('{\n"a" 1}', "file.json:2:5: is not JSON: expected ':' after a key; got '1}'"),
        ("[1 2]", "expected ',' or ']'; got '2]'"),
        ("[1,\n\n2", "file.json:3:2: is not JSON: it ends too early"),
        ('{"a": "x', "file.json:1:7: is not JSON: unterminated string"),
        ('{"a": "x\ty"}', "file.json:1:9: is not JSON: invalid control character"),
        ("[01]", "expected ',' or ']'; got '1]'"),
        ("[1,]", "expected a value; got ']'"),
        ("{} x", "expected the end of the file; got 'x'"),
        ("// no\n{}", "expected a value; got '// no'"),
        ("  \n", "must hold a document; it is empty"),
    ],
)
def test_syntax_errors_have_file_and_line(write, text, sentence):
    with pytest.raises(InvalidInputError, match=sentence):
        io.read(write(text))


def test_strange_entries_are_all_listed_with_file_line_and_key(write):
    text = '{"a": {"b": NaN,\n"b": 2},\n"c": [1, -Infinity,\n1e999], "d": "\\ud800"}'
    with pytest.raises(InvalidModelError) as caught:
        io.read(write(text))
    assert [problem.partition("file.json:")[2] for problem in caught.value.problems] == [
        "1:13: a > b: must be a finite number; got NaN",
        "2:1: a > b: key 'b' is given twice, in lines 1 and 2",
        "3:10: c[1]: must be a finite number; got -Infinity",
        "4:1: c[2]: is too large, numbers go up to 1.8e308; got 1e999",
        "4:14: d: must be Unicode text; got a lone surrogate in '\\ud800'",
    ]


def test_lines_of_entries(write):
    document = io.read(write('{\r\n "a": {"b":\r\n  [1,\r\n   2]}}'))
    assert [
        document.line(keys) for keys in ((), ["a"], ["a", "b"], ["a", "b", 0], ["a", "b", 1])
    ] == [1, 2, 2, 3, 4]


def test_columns_are_counted_in_characters(write):
    document = io.read(write('{"\u00e9\U0001f600": 1, "b":\r\n\t[true, "x\\n", {}, [2]], "c": {}}'))
    assert [document.column(keys) for keys in ((), ["\u00e9\U0001f600"], ["b"], ["c"])] == [
        *(1, 2, 11),
        *(26,),
    ]
    assert [document.where(["b", i]).partition("json:")[2] for i in range(4)] == [
        *("2:3: b[0]", "2:9: b[1]"),
        *("2:16: b[2]", "2:20: b[3]"),
    ]
    assert document.column(["b", 3, 0]) == 21


def test_surrogate_pairs_tabs_and_byte_order_marks_are_fine(write):
    assert io.read(write('\ufeff{\n\t"a":\t"\\ud83d\\ude00\\/"}')).data == {"a": "\U0001f600/"}


def test_depth_is_not_limited_and_pyyaml_is_not_needed(write, monkeypatch):
    monkeypatch.setitem(sys.modules, "yaml", None)
    depth = 100_000
    data = io.read(write('{"a":[' * depth + "]}" * depth)).data
    for _ in range(depth - 1):
        (data,) = data["a"]
    assert data == {"a": []}
