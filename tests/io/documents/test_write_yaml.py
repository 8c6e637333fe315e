"""Plain data as text: what is written is read again, by others too, in JSON and YAML."""

import hypothesis
import hypothesis.strategies as st
import pytest
import yaml

from decision_analysis import io
from decision_analysis.io.documents import json_text, plain, yaml_text

FIXTURES = hypothesis.settings(
    suppress_health_check=[hypothesis.HealthCheck.function_scoped_fixture],
    max_examples=60,
    deadline=None,
)
NUMBERS = st.floats(-1e300, 1e300)
TEXT = st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=20) | st.text(
    alphabet=" \n\t:#-'\"ab,[]{}&*!|>%@`?\\\x85\u2028\ufeff\xa0~<=.", max_size=15
)
WRITTEN_LIKE_OTHERS = [
    "no",
    "Yes",
    "y",
    "<<",
    "=",
    "1e3",
    "0x1f",
    "~",
    "null",
    "2024-01-01",
    "1:30",
    "1_000",
    ".5",
]
WITH_MARKS = [
    "- a",
    "a #b",
    "a: b",
    "--- a",
    "...",
    "%a",
    "a\n\nb \n  c\n",
    "long " * 60,
    "x" * 2000,
    "\nx",
    "x\n",
    "  x",
]
STRANGE = st.sampled_from([*WRITTEN_LIKE_OTHERS, *WITH_MARKS, "é", "x  ", "\x00", "\x7f"])
WORDS = TEXT | STRANGE
NAMES = st.lists(WORDS.filter(bool), min_size=1, max_size=4, unique=True)
SCALARS = st.none() | st.booleans() | st.integers(-(10**300), 10**300) | NUMBERS | WORDS
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(WORDS, inner, max_size=4),
    max_leaves=15,
)


@pytest.fixture(params=["libyaml", "python"])
def emitter(request, monkeypatch):
    """Run a test with the emitter and parser in C and with those in Python."""
    if request.param == "python":
        monkeypatch.delattr(yaml, "CSafeDumper", raising=False)
        monkeypatch.delattr(yaml, "CSafeLoader", raising=False)


def read(path, text):
    path.write_bytes(text.encode())
    return io.read(path).data


@FIXTURES
@hypothesis.given(st.dictionaries(WORDS, VALUES, min_size=1, max_size=4))
def test_plain_data_survive_both_languages(emitter, tmp_path, data):
    copied = plain(data)
    assert repr(copied) == repr(data)
    assert repr(read(tmp_path / "file.json", json_text(copied))) == repr(data)
    text = yaml_text(copied)
    assert repr(read(tmp_path / "file.yaml", text)) == repr(data)
    assert yaml.safe_load(text) == data


# YAML 1.1 takes these for booleans, nothing, numbers and dates (https://yaml.org/type/): quoted,
# they are words.
OTHER_WORDS = [
    *(
        "y",
        "Y",
        "n",
        "N",
        "yes",
        "Yes",
        "YES",
        "no",
        "No",
        "NO",
        "on",
        "On",
        "ON",
        "off",
        "Off",
        "OFF",
    ),
    *("true", "True", "TRUE", "false", "False", "FALSE", "null", "Null", "NULL", "~"),
    *("2024-09-14", "2024-09-14 10:00:00", "12:30:45", "1_000", "0o17", "0x1f", "0b1", "1e3"),
    *(".5", "+1", ".inf", ".NaN"),
    *("<<", "=", "- a", "? a", "*a", "&a", "!a", "$node", "$"),
]


@pytest.mark.parametrize("word", OTHER_WORDS)
def test_words_that_mean_something_else_to_others_are_quoted(emitter, tmp_path, word):
    data = {word: {"name": word, "list": [word]}}
    text = yaml_text(data)
    assert read(tmp_path / "file.yaml", text) == data
    assert yaml.safe_load(text) == data
    plain = text.partition(":\n")[0].strip()
    assert plain[0] in "'\"" or word[0] == "$"
