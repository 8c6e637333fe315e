"""Documents: where entries stand."""

import pytest

from decision_analysis import io


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


def test_an_alias_has_the_places_of_its_anchor(tmp_path):
    path = tmp_path / "file.yaml"
    path.write_text("base: &b {low: 1, high: 2}\nuse:\n  here: *b\n  all: [1, *b]\n")
    document = io.read(path)
    assert document.where(["use", "here"]) == f"{path}:3:3: use > here"
    assert document.where(["use", "here", "high"]) == f"{path}:1:19: use > here > high"
    assert document.where(["use", "all", 1, "low"]) == f"{path}:1:11: use > all[1] > low"
