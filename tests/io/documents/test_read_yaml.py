"""YAML: scalars of the core schema, positions, anchors and merges, and everything that is
refused."""

import math
import sys

import pytest
import yaml

from decision_analysis import io
from decision_analysis.errors import InvalidInputError, InvalidModelError, MissingDependencyError
from decision_analysis.io.documents import yaml_text


@pytest.fixture(params=["libyaml", "python"], autouse=True)
def loader(request, monkeypatch):
    """Run every test with the parser in C and with the one in Python."""
    if request.param == "python":
        monkeypatch.delattr(yaml, "CSafeLoader", raising=False)


@pytest.fixture
def write(tmp_path):
    def write(text):
        path = tmp_path / "file.yaml"
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    return write


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("no", "no"),
        ("yes", "yes"),
        ("on", "on"),
        ("off", "off"),
        ("y", "y"),
        ("true", True),
        ("false", False),
        ("null", None),
        ("~", None),
        ("", None),
        ("3", 3),
        ("-3", -3),
        ("+3", 3),
        ("017", 17),
        ("0o17", 15),
        ("0x1F", 31),
        ("1e3", 1000.0),
        ("1.5e-3", 0.0015),
        (".5", 0.5),
        ("5.", 5.0),
        ("-0.0", -0.0),
        ("'3'", "3"),
        ('"3"', "3"),
        ("! 3", "3"),
        ("!!str 3", "3"),
        ("!!float 3", 3),
        ("!!bool true", True),
        ("2024-09-14", "2024-09-14"),
        ("12:30", "12:30"),
        ("1_000", "1_000"),
        ("nan", "nan"),
        ("=", "="),
        ("[1, no]", [1, "no"]),
        ("!!seq []", []),
        ("|\n  a\n  b\n", "a\nb\n"),
        ('"\\u00e9\\U0001F600"', "é\U0001f600"),
    ],
)
def test_scalars_follow_the_core_schema(write, written, value):
    read = io.read(write(f"key: {written}")).data["key"]
    assert read == value
    assert type(read) is type(value)
    assert not isinstance(value, float) or math.copysign(1, read) == math.copysign(1, value)


def test_words_of_old_yaml_stay_names(write):
    assert io.read(write("no: 1\non: 2\nyes: 3\n")).data == {"no": 1, "on": 2, "yes": 3}


@pytest.mark.parametrize(
    ("written", "sentence"),
    [
        ("a: {b: .nan}", "file.yaml:1:8: a > b: must be a finite number; got .nan"),
        ("a:\n- 1\n- -.inf", r"file.yaml:3:3: a\[1\]: must be a finite number; got -.inf"),
        ("a: 1e999", "file.yaml:1:4: a: is too large, numbers go up to 1.8e308; got 1e999"),
        ("a: " + "9" * 500, "file.yaml:1:4: a: is too large, numbers go up to 1.8e308; got 9999"),
        ("a: 1\nb: 2\na: 3", "file.yaml:3:1: a: key 'a' is given twice, in lines 1 and 3"),
        ("x: {a: 1,\n  a: 2}", "file.yaml:2:3: x > a: key 'a' is given twice, in lines 1 and 2"),
        ("x:\n  1: a", "file.yaml:2:3: x: keys must be strings; got '1' .for a name write \"1\"."),
        ("true: a", "keys must be strings; got 'true' .for a name write \"true\"."),
        (
            "a: !!python/object/apply:os.getcwd []",
            "file.yaml:1:4: a: tag !!python/object/apply:os.getcwd is not allowed",
        ),
        ("a: !!python/name:os.getcwd", "tag !!python/name:os.getcwd is not allowed"),
        ("a: !!set {b: null}", "tag !!set is not allowed"),
        ("a: !mine 1", "tag !mine is not allowed"),
        ("a: !!int x", "file.yaml:1:4: a: tag !!int must agree with the value; got 'x'"),
        ("a: !!int true", "tag !!int must agree with the value; got 'true'"),
        ("a: 1\n<<: 3", "file.yaml:2:1: <<: must be followed by a mapping"),
        (
            "x: &x {a: 1}\ny: {<<: *x, <<: *x}",
            "file.yaml:2:13: y > <<: may stand once in a mapping",
        ),
    ],
)
def test_strange_entries_are_refused_with_file_line_and_key(write, written, sentence):
    with pytest.raises(InvalidModelError, match=sentence):
        io.read(write(written))


def test_all_strange_entries_are_listed(write):
    with pytest.raises(InvalidModelError, match=r"read\(\): 3 problem") as caught:
        io.read(write("a: .nan\nb: {c: 1, c: 2}\n3: x\n"))
    assert [problem.partition(": ")[0][-5:] for problem in caught.value.problems] == [
        "l:1:4",
        ":2:11",
        "l:3:1",
    ]


@pytest.mark.parametrize(
    ("written", "sentence"),
    [
        ("a: 1\n b: 2", r"file.yaml:2:3: is not YAML: mapping values are not allowed"),
        ("a: 1\nb: [1,", r"file.yaml:\d:7: is not YAML: while parsing a flow"),
        ("a: 1\nb: \x07", r"file.yaml:2:4: is not YAML: the character '\\x07' is not allowed"),
        ("a: *b", r"file.yaml:1:4: a: alias \*b must follow its anchor, &b"),
        ("a: &a\n  b: *a", r"file.yaml:2:6: a > b: alias \*a stands inside what it names, &a"),
        ("a: &a [1, *a]", r"alias \*a stands inside"),
        ("a: &a 1\nb: &a 2\nc: *a", "file.yaml:2:4: b: anchor &a is given twice"),
        ("a: &a\n  b: &a 2", "file.yaml:2:6: a > b: anchor &a is given twice"),
        ("%YAML 1.1\n---\na: yes", "file.yaml:1:1: must be YAML 1.2; got 1.1"),
        ("a: 1 # x\u2028b: 2", r"file.yaml:1:9: is not YAML: the character '\\u2028' is not"),
        ("a: 1\u2029b: 2", r"file.yaml:1:5: is not YAML: the character '\\u2029' is not allowed"),
        ("a: 'x\x85y'", r"file.yaml:1:6: is not YAML: the character '\\x85' is not allowed, but"),
        ("a: 1\n\ufeffb: 2", r"file.yaml:2:1: is not YAML: the character '\\ufeff' is not"),
        ("a: 1\x00\nb: 2", r"file.yaml:1:5: is not YAML: the character '\\x00' is not allowed"),
        ("[a, b]: 1", "file.yaml:1:1: keys must be strings; got a list"),
        ("? {a: 1}\n: 1", "keys must be strings; got a mapping"),
        ("a: &a [1]\n*a : 1", "file.yaml:2:1: keys must be strings; got an alias"),
        ("a: 1\n---\nb: 2", "file.yaml:2:1: must hold one document"),
        ("", "file.yaml must hold a document; it is empty"),
        ("# only a comment\n", "it is empty"),
        (b"a: 1\nb: \xe9\n", "file.yaml:2:4: must be UTF-8; got byte 0xe9"),
    ],
)
def test_what_is_not_a_document_is_refused_with_file_and_line(write, written, sentence):
    with pytest.raises(InvalidInputError, match=sentence):
        io.read(write(written))


def test_lone_surrogates_are_refused(write):
    with pytest.raises(InvalidInputError, match=r"file\.yaml:1:4: .*(surrogate|escape)"):
        io.read(write('a: "\\ud83d"'))


def test_nothing_is_constructed_or_executed(write, tmp_path):
    with pytest.raises(InvalidModelError):
        io.read(
            write(
                "a: !!python/object/apply:pathlib.Path.touch [!!python/object/apply:pathlib.Path"
                f" ['{tmp_path}/x']]"
            )
        )
    assert not (tmp_path / "x").exists()


def test_aliases_share_their_object_and_the_lines_of_the_anchor(write):
    document = io.read(
        write("base: &base\n  low: 1\n  high: 2\nuse:\n  here: *base\n  there: *base\n")
    )
    assert document.data["use"]["here"] is document.data["base"]
    assert document.where(["use", "here"]).endswith("file.yaml:5:3: use > here")
    assert document.where(["use", "there", "high"]).endswith("file.yaml:3:3: use > there > high")
    assert io.read(write("a: &x word\n*x : 1\n")).data == {"a": "word", "word": 1}


def test_merge_keys_give_way_to_what_is_written_out(write):
    document = io.read(
        write(
            "a: &a {x: 1, y: 1}\nb: &b {y: 2, z: 2}\nc:\n  <<: [*a, *b]\n  z: 3\nd:\n  y: 4\n  <<:"
            " *a\ne: {'<<': 5}\n"
        )
    )
    assert document.data["c"] == {"x": 1, "y": 1, "z": 3}
    assert list(document.data["c"]) == ["x", "y", "z"]
    assert document.data["d"] == {"x": 1, "y": 4}
    assert document.data["e"] == {"<<": 5}
    assert document.data["a"] == {"x": 1, "y": 1}
    lines = {key: document.line(["c", key]) for key in "xyz"} | {"d": document.line(["d", "y"])}
    assert lines == {"x": 1, "y": 1, "z": 5, "d": 7}


def test_aliases_that_explode_are_refused_early(write):
    bomb = "a0: &a0 [1, 1, 1, 1, 1, 1, 1, 1, 1, 1]\n"
    for i in range(1, 30):
        bomb += f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 10)}]\n"
    with pytest.raises(
        InvalidInputError, match=r"file.yaml:7:10: a6\[0\]: aliases written out must not give"
    ):
        io.read(write(bomb))
    spread = "a: &a [" + "1, " * 999 + "1]\nb: [" + "[*a], " * 2500 + "]\n"
    with pytest.raises(
        InvalidInputError, match=r"file.yaml:2:\d{5}: b\[1\d\d\d\]\[0\]: aliases written out"
    ):
        io.read(write(spread))


LEVELS = {
    "flow": lambda depth: "[" * depth + "1" + "]" * depth,
    "flow on lines": lambda depth: "[\n" * depth + "1" + "]" * depth,
    "block": lambda depth: "".join(" " * i + "- \n" for i in range(depth)) + " " * depth + "1",
    "both": lambda depth: (
        "".join(" " * i + "-\n" for i in range(depth - 300))
        + " " * depth
        + "[" * 300
        + "1"
        + "]" * 300
    ),
}


@pytest.mark.parametrize("form", LEVELS)
def test_a_thousand_levels_are_read(write, form):
    data = io.read(write(LEVELS[form](1000))).data
    for _ in range(1000):
        (data,) = data
    assert data == 1


@pytest.mark.parametrize(
    ("form", "depth"), [("flow", 1001), ("flow on lines", 20_000), ("block", 1001), ("both", 1400)]
)
def test_more_levels_are_refused_soon(write, form, depth):
    message = r"^[^\n]*file\.yaml:\d+:\d+: YAML must not nest deeper than 1,000 levels; JSON may$"
    with pytest.raises(InvalidInputError, match=message):
        io.read(write(LEVELS[form](depth)))


def test_faults_far_inside_are_told_by_the_parser(write):
    with pytest.raises(InvalidInputError, match=r"file\.yaml:501:1: is not YAML: "):
        io.read(write("[\n" * 500 + "}"))


def test_missing_pyyaml_names_the_extra(write, monkeypatch):
    monkeypatch.setitem(sys.modules, "yaml", None)
    with pytest.raises(
        MissingDependencyError, match=r"read\(\) needs yaml; .*decision-analysis-lib\[yaml\]"
    ):
        io.read(write("a: 1"))


def test_columns_are_counted_in_characters(write):
    document = io.read(
        write(
            "\u00e9\U0001f600: {b: 1, 'c d': [x, &n y]}\r\nlist:\r\n  - {k: 1}\r\n  -   k: |\r\n"
            "        t\r\n      m: !!int 3\r\n  - - *n\r\n    -\r\n? long\r\n: 5\r\n"
        )
    )
    first = "\u00e9\U0001f600"
    places = {
        (first,): (1, 1),
        (first, "b"): (1, 6),
        (first, "c d"): (1, 12),
        (first, "c d", 0): (1, 20),
        (first, "c d", 1): (1, 23),
        ("list", 0): (3, 5),
        ("list", 0, "k"): (3, 6),
        ("list", 1): (4, 7),
        ("list", 1, "k"): (4, 7),
        ("list", 1, "m"): (6, 7),
        ("list", 2, 0): (7, 7),
        ("list", 2, 1): (8, 6),
        ("long",): (9, 3),
    }
    assert {keys: (document.line(keys), document.column(keys)) for keys in places} == places


def test_long_texts_are_parsed_once(write, monkeypatch):
    monkeypatch.setattr("decision_analysis.io.documents._read_yaml.LONGEST_EXPLAINED_YAML", 10)
    monkeypatch.setattr("decision_analysis.io.documents._read_yaml.LONGEST_DEEP_YAML", 10)
    with pytest.raises(InvalidInputError, match=r"yaml:2:6: is not YAML: mapping values are not"):
        io.read(write("a: 1\nb: c : d\n"))
    with pytest.raises(
        InvalidInputError, match=r"file\.yaml:1:1001: YAML must not nest deeper than 1,000 levels"
    ):
        io.read(write("[" * 3_000))


NUMBERS = ["9" * 1_000_000, "0x" + "f" * 1_000_000, "1." + "9" * 1_000_000, "1e" + "9" * 1_000_000]


@pytest.mark.parametrize("number", NUMBERS, ids=lambda text: text[:2])
def test_endless_numbers_are_read_or_refused_in_linear_time(write, number):
    if number[1] == ".":
        assert io.read(write(f"a: {number}")).data == {"a": 2.0}
        return
    with pytest.raises(
        InvalidModelError, match=r"1:4: a: is too large, numbers go up to 1.8e308; got .{40}$"
    ):
        io.read(write(f"a: {number}"))


def test_other_breaks_of_lines_are_read_as_escapes(write, tmp_path):
    data = {"a\u2028b": "c\x85d\u2029e\ufefff"}
    path = tmp_path / "file.yaml"
    path.write_bytes(yaml_text(data).encode())
    assert io.read(path).data == data
    assert io.read(write('%YAML 1.2\n---\na: "x\\u2028y"')).data == {"a": "x\u2028y"}
    assert io.read(write("\ufeffa: 1")).data == {"a": 1}


def test_long_texts_that_aliases_repeat_are_counted(tmp_path):
    path = tmp_path / "long.yaml"
    for before, after in (("", ""), ("[", "]"), ("{", ": 1}")):
        path.write_text(f"a: &a {'x' * 640_000}\nb: [{f'{before}*a {after}, ' * 300}]\n")
        with pytest.raises(InvalidInputError, match=r"aliases written out must not give more"):
            io.read(path)
