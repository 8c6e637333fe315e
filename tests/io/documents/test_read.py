"""Files read: paths, lengths and bytes that are refused."""

import pathlib

import pytest

from decision_analysis import io
from decision_analysis.errors import InvalidInputError

READ = "decision_analysis.io.documents._read"


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


LONGEST = {".yaml": "LONGEST_YAML", ".json": "LONGEST_TEXT"}


@pytest.mark.parametrize("ending", LONGEST)
def test_what_is_too_long_is_refused_before_it_is_parsed(tmp_path, monkeypatch, ending):
    path = tmp_path / f"file{ending}"
    path.write_text("[1, 2]")
    monkeypatch.setattr(f"{READ}.{LONGEST[ending]}", 6)
    assert io.read(path).data == [1, 2]
    path.write_text("{{{{{{{")
    for ask in (io.read, io.load):
        with pytest.raises(
            InvalidInputError, match=r"\(\): .*file\..* must not have more than 6 bytes.*; got 7$"
        ):
            ask(path)


def test_a_hundred_megabytes_are_refused_unread(tmp_path):
    for name, most in (("a.yaml", "16,000,000 bytes .JSON may have 64,000,000."), ("a.json", "64")):
        with (tmp_path / name).open("wb") as stream:
            stream.truncate(100 * 2**20)
        with pytest.raises(InvalidInputError, match=f"more than {most}.*; got 104,857,600$"):
            io.load(tmp_path / name)


def test_what_has_no_known_length_is_read_no_further_than_allowed(tmp_path, monkeypatch):
    monkeypatch.setattr(f"{READ}.LONGEST_YAML", 1000)
    path = tmp_path / "made up.yaml"
    # the system makes this one up while it is read, and says that it is empty
    path.symlink_to("/proc/self/maps")
    with pytest.raises(InvalidInputError, match=r"more than 1,000 bytes .*; got 1,001$"):
        io.read(path)


@pytest.mark.parametrize("ending", LONGEST)
def test_too_many_entries_are_refused_while_they_are_read(tmp_path, monkeypatch, ending):
    monkeypatch.setattr("decision_analysis.io.documents._builder.MOST_DOCUMENT_ENTRIES", 4)
    path = tmp_path / f"file{ending}"
    path.write_text('{"a": [1, 2],\n"b": 3}')
    assert io.read(path).data == {"a": [1, 2], "b": 3}
    path.write_text('{"a": [1, 2],\n"b": [3]}')
    with pytest.raises(
        InvalidInputError, match=rf"file{ending}:2:7: a document must not have more than 4 entries$"
    ):
        io.read(path)


@pytest.mark.parametrize("ending", LONGEST)
def test_other_encodings_are_refused_by_the_place_of_their_first_byte(tmp_path, ending):
    path = tmp_path / f"file{ending}"
    path.write_bytes('{"a": 1,\n"\u00fc": "'.encode() + b'\xe9"}')
    with pytest.raises(InvalidInputError, match=rf"file{ending}:2:7: must be UTF-8; got byte 0xe9"):
        io.read(path)
    path.write_bytes('{"a": 1}'.encode("utf-16"))
    with pytest.raises(InvalidInputError, match=rf"file{ending}:1:1: must be UTF-8; got byte 0xff"):
        io.read(path)
