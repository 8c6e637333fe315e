"""Files with any number of faults, at any depth: few are told, all are counted, and messages stay
short."""

import json
import os
import tracemalloc
import zipfile

import openpyxl
import pytest

from decision_analysis import _limits, errors, io, study, trees
from decision_analysis.errors import InvalidInputError, InvalidModelError
from decision_analysis.io.documents import sentences

MANY = 3_000


def told(path, *, most=6_000):
    """Return how many faults a file has, and the message, which must be short."""
    with pytest.raises(InvalidModelError) as caught:
        io.load(path)
    message = str(caught.value)
    assert len(message) < most
    return caught.value.count, message


@pytest.fixture
def write(tmp_path):
    def write(text, name="file.json"):
        (tmp_path / name).write_text(text if isinstance(text, str) else json.dumps(text))
        return tmp_path / name

    return write


def nested(opening, closing, levels=MANY):
    return opening * levels + "1" + closing * levels


DEEP = {
    "a key repeated on each level": ('{"a": 1, "a": ', "}", False, MANY),
    "a label repeated on each level": (
        '{"decision": "d", "options": {"b": 1, "b": 1, "a": ',
        "}}",
        True,
        MANY,
    ),
    "an unknown key on each level": (
        '{"decision": "d", "opt": 1, "options": {"a": ',
        "}}",
        True,
        MANY,
    ),
    "no node beside each level": (
        '{"decision": "d", "options": {"b": "x", "a": ',
        "}}",
        True,
        MANY,
    ),
    "a wrong sum on each level": (
        (
            '{"chance": "c", "outcomes": {"b": {"probability": 0.4, "then": 1}, "a":'
            ' {"probability": 0.4, "then": '
        ),
        "}}}",
        True,
        MANY,
    ),
    "a node that is not there on each level": (
        '{"decision": "d", "options": {"b": {"$node": "n"}, "a": ',
        "}}",
        True,
        MANY,
    ),
}


@pytest.mark.parametrize("case", DEEP)
def test_a_fault_on_each_of_many_levels(write, case):
    opening, closing, tree, count = DEEP[case]
    text = nested(opening, closing)
    found, message = told(
        write(f'{{"kind": "tree", "format": 1, "tree": {text}}}' if tree else text)
    )
    assert found == count
    first = message.count("\n") - 1
    assert 1 <= first <= errors.LISTED
    assert message.endswith(f"... and {count - first:,} others")
    assert len(message) <= errors.LONGEST


def test_no_list_of_faults_is_longer():
    lengths = {len(str(InvalidModelError(["x" * n] * MANY))) for n in range(100, 400)}
    assert errors.LONGEST - 20 < max(lengths) <= errors.LONGEST


def test_the_text_of_what_is_not_told_is_never_written(write, monkeypatch):
    asked = []
    where = io.Document.where
    monkeypatch.setattr(
        io.Document, "where", lambda self, keys=(): asked.append(keys) or where(self, keys)
    )
    told(
        write(
            '{"kind": "tree", "format": 1, "tree": '
            + nested(*DEEP["a wrong sum on each level"][:2])
            + "}"
        )
    )
    assert len(asked) <= 100


def test_memory_is_that_of_the_file(write):
    text = nested(*DEEP["a key repeated on each level"][:2], levels=20_000)
    path = write(text)
    tracemalloc.start()
    told(path)
    assert tracemalloc.get_traced_memory()[1] < 200 * len(text)
    tracemalloc.stop()


def test_tables_with_many_faults(write):
    criteria = {f"c{i}": {"goal": "max"} for i in range(MANY)}
    document = {
        "kind": "table",
        "format": 1,
        "criteria": criteria,
        "alternatives": {"x": {"c0": 1}},
    }
    assert told(write(document))[0] == MANY - 1
    document["alternatives"] = {"x": {f"d{i}": 1 for i in range(MANY)}}
    count, message = told(write(document))
    assert count == 2 * MANY
    assert (
        "known are 'c0', 'c1', 'c2', 'c3', 'c4', 'c5', 'c6', 'c7', 'c8', 'c9', ... and 2,990 more"
        in message
    )
    document["criteria"] = {f"c{i}": {"gaol": "max"} for i in range(MANY)}
    assert told(write(document))[0] == MANY


def test_diagrams_with_many_faults(write):
    nodes = [
        {"uncertain": f"u: {i}", "states": ["a", "b"], "probabilities": [0.4, 0.5]}
        for i in range(MANY)
    ]
    count, message = told(write({"kind": "diagram", "format": 1, "nodes": nodes}))
    assert count == MANY
    assert "file.json:1:710: nodes[9]: uncertain 'u: 9': probabilities must sum to 1" in message
    for node in nodes:
        node["given"] = ["nobody"]
    assert told(write({"kind": "diagram", "format": 1, "nodes": nodes}))[0] == MANY


@pytest.mark.parametrize(
    "text",
    [
        '{"kind": "table", "%s": 1}',
        '{"kind": "%s"}',
        '{"%s": 1, "%s": 1}',
        '{"kind": "tree", "tree": {"%s": "a"}}',
    ],
)
def test_names_of_any_length_are_cut(write, text):
    told(write(text.replace("%s", "k" * 100_000)), most=12_000)
    with pytest.raises(InvalidInputError) as caught:
        trees.Chance("c", {"k" * 100_000: (2, 1)})
    assert len(str(caught.value)) < 3_000


def test_files_of_many_lines_name_the_first(write):
    rows = "".join(f"  x{i}: {{d: 1}}\n" for i in range(MANY))
    path = write(
        f"kind: table\nformat: 1\ncriteria: {{c: {{goal: max}}}}\nalternatives:\n{rows}",
        "file.yaml",
    )
    count, message = told(path)
    assert count == 2 * MANY
    assert "file.yaml:5:8: alternatives > x0 > d: unknown key 'd'; known are 'c'" in message


def test_a_fault_deep_inside_has_its_own_line(write):
    lines = "".join(f'{{"decision": "d{i}", "options": {{"a":\n' for i in range(500))
    tree = (
        lines + '{"chance": "c", "outcomes": {"x": {"probability": 0.5, "then": 1}}}' + "}}" * 500
    )
    count, message = told(write(f'{{"kind": "tree", "format": 1, "tree": {tree}}}'))
    assert count == 1
    assert "file.json:500:34: tree > options > a > " in message


def test_meanings_of_misspelled_criteria_are_looked_up_for_the_first_only(write, monkeypatch):
    asked = []
    monkeypatch.setattr(sentences, "nearest", lambda word, known: asked.append(word))
    criteria = {f"criterion {i}": {"goal": "max"} for i in range(200)}
    rows = {f"a{j}": {f"critrion {i}": 1 for i in range(200)} for j in range(20)}
    count, _ = told(
        write({"kind": "table", "format": 1, "criteria": criteria, "alternatives": rows})
    )
    assert count == 2 * 20 * 200
    assert len(asked) <= 100


def test_meanings_of_unknown_keys_are_looked_up_for_the_first_only(write, monkeypatch):
    asked = []
    nearest = sentences.nearest
    monkeypatch.setattr(
        sentences, "nearest", lambda word, known: asked.append(word) or nearest(word, known)
    )
    keys = {"kind": "parameters", "format": 1, "parmeters": {}} | {f"k{i}": i for i in range(MANY)}
    count, message = told(write(keys))
    assert count == MANY + 1
    assert "parmeters: unknown key 'parmeters' (did you mean 'parameters'?)" in message
    assert "k8: unknown key 'k8'; known are 'kind', 'format', 'parameters'" in message
    assert set(asked) <= {"parmeters", *(f"k{i}" for i in range(100))}


ENDINGS = ("json", "yaml", "csv", "xlsx", "xml", "xdsl", "bifxml", "net", "soc", "cat")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no pipes")
def test_only_ordinary_files_are_read(tmp_path):
    # a pipe that nobody writes to would keep its reader waiting, a device has no end
    for ending in ENDINGS:
        (endless := tmp_path / f"endless.{ending}").symlink_to("/dev/zero")
        os.mkfifo(pipe := tmp_path / f"pipe.{ending}")
        with (sparse := tmp_path / f"sparse.{ending}").open("wb") as stream:
            stream.truncate(100 * 2**30)
        for ask in (io.load, study.load):
            for path, said in ((endless, "is a device"), (pipe, "is a pipe")):
                with pytest.raises(InvalidInputError, match=f"must be an ordinary file; it {said}"):
                    ask(path)
            with pytest.raises(InvalidInputError, match=r"not have more than .* bytes"):
                ask(sparse)


def test_tables_of_too_many_cells_are_refused_while_they_are_read(tmp_path, monkeypatch):
    path = tmp_path / "cars.csv"
    path.write_text("car,price\na,1\nb,2\n")
    for limit in ("_read_csv.MOST_CELLS", "_read_xlsx.MOST_WORKBOOK_CELLS"):
        monkeypatch.setattr(f"decision_analysis.io.tables.{limit}", 6)
    assert io.load(path).alternatives == ("a", "b")
    path.write_text("car,price\na,1\nb,2\nc,3\n")
    with pytest.raises(
        InvalidInputError, match=r"cars.csv:4: .* more than 6 cells, gaps .* got 8 or"
    ):
        io.load(path)
    # rows without cells between two that are far apart, and columns that only the heads have
    for row, column, said in (
        (9, 1, "cars.xlsx: a table .* than 6 cells, gaps included; got 7 or more"),
        (2, 3, "sheet 'Sheet': a table .* than 8 cells, gaps included; got 9 or more"),
    ):
        book = openpyxl.Workbook()
        book.active.append(["car", "price"])
        book.active.cell(row, column, 1)
        if row == 2:
            book.active.append([1])
            monkeypatch.setattr("decision_analysis.io.tables._read_xlsx.MOST_WORKBOOK_CELLS", 8)
        book.save(tmp_path / "cars.xlsx")
        with pytest.raises(InvalidInputError, match=said):
            io.load(tmp_path / "cars.xlsx")


def test_workbooks_that_unpack_to_far_more_are_refused(tmp_path, monkeypatch):
    path = tmp_path / "bomb.xlsx"
    openpyxl.Workbook().save(path)
    for limit, said in (
        ("LONGEST_WORKBOOK", "bytes when unpacked"),
        ("MOST_WORKBOOK_TAGS", "elem"),
    ):
        with monkeypatch.context() as patch:
            patch.setattr(f"decision_analysis.io.tables._read_xlsx.{limit}", 10)
            with pytest.raises(InvalidInputError, match=f"not have more than 10 {said}"):
                io.load(path)
    # of no table are the elements too many before the cells: here each has a text of its own
    monkeypatch.setattr("decision_analysis.io.tables._read_xlsx.MOST_WORKBOOK_CELLS", 800)
    monkeypatch.setattr("decision_analysis.io.tables._read_xlsx.MOST_WORKBOOK_TAGS", 4 * 800)
    assert _limits.MOST_WORKBOOK_TAGS == 4 * _limits.MOST_WORKBOOK_CELLS
    book = openpyxl.Workbook()
    for i in range(400):
        book.active.append([f"a{i}", i or "price"])
    book.save(tmp_path / "narrow.xlsx")
    assert len(io.load(tmp_path / "narrow.xlsx").alternatives) == 399
    monkeypatch.undo()
    # of other ways to pack, a few bytes become gigabytes at once
    with zipfile.ZipFile(path, "a", zipfile.ZIP_BZIP2) as packed:
        packed.writestr("more.xml", "x" * 1000)
    with pytest.raises(InvalidInputError, match="must be packed as spreadsheet programs pack"):
        io.load(path)


def test_networks_of_too_many_elements_are_refused(write, monkeypatch):
    monkeypatch.setattr("decision_analysis.io.foreign._read_net.MOST_DOCUMENT_ENTRIES", 3)
    for text, fits in (
        ("net {} node u { a = 1; }", True),
        ("net {} node u { a = 1; b = 1; }", False),
    ):
        said = "must have states" if fits else "must not have more than 3 elements$"
        with pytest.raises(InvalidInputError, match=said):
            io.load(write(text, "net.net"))


def test_distributions_are_counted_before_they_are_made(write, monkeypatch):
    monkeypatch.setattr("decision_analysis.io.own._convert.MOST_DISTRIBUTIONS", 2)
    normal = {"base": 0, "distribution": {"family": "norm"}}
    document = {"kind": "parameters", "format": 1, "parameters": {"a": normal, "b": normal}}
    assert len(io.load(write(document))) == 2
    document["parameters"]["c"] = normal
    with pytest.raises(InvalidInputError, match=r"more than 2 distributions; got 3$"):
        io.load(write(document))
    monkeypatch.undo()
    strange = {"base": 0, "distribution": {"family": "nrm"}}
    document["parameters"] = {f"p{i}": strange for i in range(MANY // 10)}
    assert told(write(document))[0] == MANY // 10


def test_who_is_left_out_is_listed_for_the_first_ballots_only(write, monkeypatch):
    asked = []
    listed = "decision_analysis.io.foreign._preflib.listed"
    monkeypatch.setattr(listed, lambda names: asked.append(names) or str(names[:2]))
    names = "".join(f"# ALTERNATIVE NAME {i}: n{i}\n" for i in range(1, 10))
    text = f"# DATA TYPE: soc\n{names}" + "1: 1,2\n" * MANY
    count, message = told(write(text, "votes.soc"))
    assert count == MANY
    assert "orders of a .soc file must name all; missing [3, 4]" in message
    assert len(asked) <= 100


def test_formulas_of_other_programs_have_a_length(write):
    text = "name: t\nvariables:\n  a: {}1\ntype: decision\nx: {{payoff: a}}\ny: {{payoff: 2}}\n"
    assert io.load(write(text.format("1+" * 4_000), "radiant.yaml")).options["x"] is not None
    assert (
        "at most 1,000,000 characters; got 1,200,001"
        in told(write(text.format("1+" * 600_000), "radiant.yaml"))[1]
    )


def test_what_a_short_file_makes_long_is_refused(write, monkeypatch):
    limit = "decision_analysis.io.{}.MOST_CONVERTED_NUMBERS"
    # samples of one cell in one axis and of another in the other give all pairs
    criteria = {"c": {"goal": "max"}, "d": {"goal": "max"}}
    cells = {"a": {"c": [[1]] * 30, "d": [[1] * 20]}}
    table = {"kind": "table", "format": 1, "criteria": criteria, "alternatives": cells}
    monkeypatch.setattr(limit.format("own._convert"), 2 * 30 * 20)
    assert io.load(write(table)).sample_shape == (30, 20)
    monkeypatch.setattr(limit.format("own._convert"), 2 * 30 * 20 - 1)
    with pytest.raises(InvalidInputError, match="all cells having all samples; got 1,200"):
        io.load(write(table))
    # states that result stand for rows of a table
    node = '<deterministic id="{}"><state id="a"/><state id="b"/>{}</deterministic>'
    body = "".join(node.format(i, "<resultingstates>a</resultingstates>") for i in "de")
    network = f"<smile><nodes>{body}</nodes></smile>"
    monkeypatch.setattr(limit.format("foreign._xdsl"), 4)
    assert len(io.load(write(network, "net.xdsl")).nodes) == 2
    monkeypatch.setattr(limit.format("foreign._xdsl"), 3)
    with pytest.raises(InvalidInputError, match="not have more than 3 numbers in all"):
        io.load(write(network, "net.xdsl"))
    # attributes that are declared stand on each element
    monkeypatch.setattr("decision_analysis.io.foreign._read_xml.MOST_ATTRIBUTES", 9)
    kind = "<!DOCTYPE smile [<!ATTLIST state x CDATA '1'>]>"
    with pytest.raises(InvalidInputError, match="not have more than 9 attributes"):
        io.load(write(f"{kind}{network}", "net.xdsl"))
    monkeypatch.setattr("decision_analysis.io.foreign._read_xml.MOST_DECLARED_ATTRIBUTES", 0)
    with pytest.raises(InvalidInputError, match="not declare more than 0 attributes"):
        io.load(write(f"{kind}{network}", "net.xdsl"))


def test_no_line_of_an_election_takes_quadratic_time(write, monkeypatch):
    names = "# DATA TYPE: soc\n# ALTERNATIVE NAME 1: a\n# ALTERNATIVE NAME 2: b\n"
    spaces = " " * 50_000
    for comment in (f"# A{spaces}x", f"#{spaces}x:", f"#{spaces}1{spaces}x:", f"#{' A' * 50_000}:"):
        assert io.load(write(f"{names}{comment}\n1: 1,2\n", "votes.soc"))["counts"] == [1]
    monkeypatch.setattr("decision_analysis.io.foreign._preflib.MOST_COMMENTS", 1)
    with pytest.raises(InvalidInputError, match=r"votes\.soc:5: must not have more than 1 lines"):
        io.load(write(f"{names}# x: y\n# z: y\n1: 1,2\n", "votes.soc"))
