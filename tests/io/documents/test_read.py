"""Documents: paths that are refused, and where entries stand."""

import pathlib

import pytest

from decision_analysis import io
from decision_analysis.errors import InvalidInputError


@pytest.fixture
def document(tmp_path):
    path = tmp_path / "file.yaml"
    path.write_text(
        "# first\nalternatives:\n  staged:\n    rationale: >-\n      why\n  full: {x: 1}\nlog:\n-"
        " {a: 1}\n-\n  a: 2\n"
    )
    return io.read(path)


@pytest.mark.parametrize(
    ("keys", "place"),
    [
        ([], ":2:1"),
        (["alternatives"], ":2:1: alternatives"),
        (["alternatives", "staged"], ":3:3: alternatives > staged"),
        (["alternatives", "staged", "rationale"], ":4:5: alternatives > staged > rationale"),
        (["alternatives", "full", "x"], ":6:10: alternatives > full > x"),
        (["log", 0, "a"], ":8:4: log[0] > a"),
        (["log", "1", "a"], ":10:3: log[1] > a"),
        (["alternatives", "full", "y", "z"], ":6:3: alternatives > full > y > z"),
        (["alternatives", "withhold"], ":2:1: alternatives > withhold"),
        (["log", 7], ":7:1: log[7]"),
    ],
)
def test_where_names_file_line_column_and_keys(document, keys, place):
    assert document.where(keys) == f"{document.path}{place}"
    assert document.line(keys) == int(place.split(":")[1])
    assert document.column(keys) == int(place.split(":")[2])


def test_plain_data_have_no_places():
    document = io.Document({"a": [{"b": 1}]})
    assert document.where() == "document"
    assert document.where(["a", 0, "b"]) == "a[0] > b"
    assert document.line(["a"]) == 0
    assert document.column(["a"]) == 0


@pytest.mark.parametrize(
    "function", [io.read, io.load, lambda path: io.save({"kind": "study"}, path)]
)
@pytest.mark.parametrize(
    ("path", "message"),
    [
        (
            "table.txt",
            r"the ending of 'table.txt' must be one of '.json', '.yaml', '.yml'.*; got '.txt'",
        ),
        (pathlib.Path("table"), "the ending of 'table' must be one of"),
        (3, "path must be a string or a path; got 3"),
        (b"table.json", "path must be a string or a path; got b'table.json'"),
        ("a\0.json", r"path must be a string or a path that a file can have; got 'a\\x00.json'"),
        (
            "\ud800.json",
            r"path must be a string or a path that a file can have; got '\\ud800.json'",
        ),
    ],
)
def test_other_paths_are_refused(function, path, message):
    with pytest.raises(InvalidInputError, match=r"^(read|load|save)\(\): " + message):
        function(path)


def test_a_missing_file_is_the_usual_error(tmp_path):
    with pytest.raises(FileNotFoundError, match=r"nowhere\.yml"):
        io.load(tmp_path / "nowhere.yml")


def test_endings_may_be_written_in_capitals(tmp_path):
    (tmp_path / "A.JSON").write_text("[1]")
    assert io.read(str(tmp_path / "A.JSON")).data == [1]
