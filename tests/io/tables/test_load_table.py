"""Tables as CSV and Excel: what goes in comes out, and what people's files hold is read rightly or
refused."""

import datetime
import re
import zipfile

import numpy as np
import openpyxl
import pandas as pd
import pytest

import decision_analysis as da
from decision_analysis import io
from decision_analysis.errors import InvalidInputError, MissingDependencyError

CARS = da.DecisionTable(
    [[14, 4.1], [18, 0.1 + 0.2], [-1e-7, 1e22]],
    [da.Criterion("price", "min", "EUR"), da.Criterion("comfort")],
    ["city", "estate", "mini"],
)
ENDINGS = pytest.mark.parametrize("ending", ["csv", "xlsx"])


@pytest.fixture
def written(tmp_path):
    """Return a function that writes text as CSV, or rows as the first sheet of a workbook."""

    def write(content, name="cars"):
        if isinstance(content, str | bytes):
            path = tmp_path / f"{name}.csv"
            path.write_bytes(content.encode() if isinstance(content, str) else content)
            return path
        path = tmp_path / f"{name}.xlsx"
        book = openpyxl.Workbook()
        book.active.title = "cars"
        for row in content:
            book.active.append(row)
        book.save(path)
        return path

    return write


def both(written, rows):
    """Yield a CSV file and a workbook of the same rows."""
    yield written(
        "".join(",".join("" if c is None else str(c) for c in row) + "\n" for row in rows)
    )
    yield written(rows)


@ENDINGS
def test_a_table_comes_back_with_goals_units_and_every_digit(tmp_path, ending):
    path = tmp_path / f"cars.{ending}"
    io.save(CARS, path)
    assert io.load(path).equals(CARS)
    assert io.load(path, goals={"price": "min"}, units={"price": "EUR"}).equals(CARS)


def test_the_file_is_what_a_person_would_type(tmp_path):
    io.save(CARS, tmp_path / "cars.csv")
    assert (tmp_path / "cars.csv").read_text() == (
        "alternative,price,comfort\ngoal,min,max\nunit,EUR,\ncity,14,4.1\nestate,18,0.30000000000000004\n"
        "mini,-1e-07,1e+22\n"
    )


@ENDINGS
@pytest.mark.parametrize(
    "labels",
    [
        ["goal", "unit", "description"],
        ["description", "Unit", "GOAL"],
        ["unit", "a", "b"],
        ["1", "unit", "2"],
        ["=SUM(A1:A9)", "+1", "@cmd"],
        ["-2+3", "#N/A", "TRUE"],
        ["a,b;c", 'say "x"', "two\nlines"],
        [" padded ", "é Ω 日本", "'quoted"],
        ["1", "2", "3"],
        ["007", "1e5", "1.0"],
        ["nan", "NA", "None"],
        ["sample_0", "alternative", "price"],
    ],
)
def test_labels_of_any_kind_come_back(tmp_path, ending, labels):
    criteria = [da.Criterion(name, "min", f"{name} %", f"{name}, {name}") for name in labels[:2]]
    table = da.DecisionTable(np.arange(6.0).reshape(3, 2), criteria, labels)
    path = tmp_path / f"labels.{ending}"
    io.save(table, path)
    assert io.load(path).equals(table)
    io.save(table.with_values(np.arange(12.0).reshape(2, 3, 2)), path)
    assert io.load(path).at(1).alternatives == tuple(labels)


@ENDINGS
def test_samples_have_columns_before_the_labels(tmp_path, ending):
    batch = CARS.with_values(CARS.values * np.arange(1, 7).reshape(2, 3, 1, 1))
    path = tmp_path / f"batch.{ending}"
    io.save(batch, path)
    assert io.load(path).equals(batch)
    if ending == "csv":
        lines = path.read_text().splitlines()
        assert lines[:4] == [
            "sample_0,sample_1,alternative,price,comfort",
            ",,goal,min,max",
            ",,unit,EUR,",
            "0,0,city,14,4.1",
        ]
        shuffled = [*lines[:3], *reversed(lines[3:])]
        path.write_text("\n".join(shuffled))
        again = io.load(path)
        assert again.alternatives == ("mini", "estate", "city")
        assert again.select(alternatives=["city", "estate", "mini"]).equals(batch)


def test_a_file_without_goals_takes_them(written):
    rows = [["car", "price", "comfort"], ["city", 14, 4.1], ["estate", 18, 3.9]]
    for path in both(written, rows):
        table = io.load(path, goals={"price": "min"}, units={"comfort": "points"})
        assert [(c.name, c.goal, c.unit) for c in table.criteria] == [
            ("price", "min", ""),
            ("comfort", "max", "points"),
        ]
        assert table.values.tolist() == [[14, 4.1], [18, 3.9]]
        assert table.to_frame().index.name == "car"


def test_goals_and_units_are_recognized_by_their_first_cells(written):
    rows = [
        ["", "price", "comfort"],
        ["Goal", "Min", " max"],
        ["UNIT", None, "points"],
        ["city", 14, 4.1],
    ]
    for path in both(written, rows):
        assert [(c.goal, c.unit) for c in io.load(path).criteria] == [
            ("min", ""),
            ("max", "points"),
        ]


@ENDINGS
def test_the_index_keeps_its_name(tmp_path, ending):
    path = tmp_path / f"cars.{ending}"
    for name, head in (
        ("model", "model"),
        ("sample_0", "alternative"),
        (None, "alternative"),
        (3, "alternative"),
    ):
        frame = pd.DataFrame({"p": [1.0, 2.0]}, pd.Index([10, 20], name=name))
        table = da.DecisionTable.from_frame(frame)
        io.save(table, path)
        assert io.load(path).equals(table)
        assert io.load(path).to_frame().index.name == head
        assert io.load(path).to_frame().index.tolist() == [10, 20]


def test_the_frame_of_a_file_fits_the_frame_of_pandas(written):
    path = written("car,price,comfort\n7,14,4.1\n3,18,3.9\n")
    frame = pd.read_csv(path, index_col=0)
    result = da.mcda.topsis(io.load(path), [1, 1])
    assert frame.join(result.to_frame())["rank"].tolist() == result.ranks.tolist()
    assert io.load(written("car,price\n07,1\n3,2\n")).alternatives == ("07", "3")


def test_a_german_file(written):
    text = "Auto;Preis;Komfort\r\nStadt;14,5;4\r\nKübel;-1,75;1,5e1\r\n\r\n;;\r\n"
    for content in (text, b"\xef\xbb\xbf" + text.encode()):
        table = io.load(written(content), sep=";", decimal=",")
        assert table.criterion_names == ("Preis", "Komfort")
        assert table.alternatives == ("Stadt", "Kübel")
        assert table.values.tolist() == [[14.5, 4], [-1.75, 15]]
    tabs = io.load(written(text.replace(";", "\t")), sep="\t", decimal=",")
    assert tabs.equals(table)
    whole = io.load(written("Auto;Preis\nStadt;14\nKombi;-2e3\n"), sep=";")
    assert whole.values.tolist() == [[14], [-2000]]


@pytest.mark.parametrize(
    ("text", "options", "message"),
    [
        (
            "a;p;q\nx;1;2\n",
            {},
            r"cars\.csv:1: must name criteria .* the one cell 'a;p;q'; where ';' .*give sep=';'",
        ),
        (
            "a\nx\n",
            {},
            r"cars\.csv:1: must name criteria beside the alternatives; got the one cell 'a'$",
        ),
        (
            "a;p;q\nx;1;2,5\n",
            {"sep": ";"},
            r"cars\.csv:2: '2,5' on 'q' may have a mark of decimals or ",
        ),
        (
            "a;p;q\nx;1;15.490\n",
            {"sep": ";"},
            r"'15\.490' on 'q' may .*give decimal=',' or decimal='\.'",
        ),
        (
            'a,p\nx,"1,234"\n',
            {},
            r"cars\.csv:2: '1,234' on 'p' is no number whose decimals follow '\.': .*thousands=",
        ),
        (
            "a;p\nx;1.234\n",
            {"sep": ";", "decimal": ","},
            r"'1\.234' on 'p' is no number whose decimals follow ','",
        ),
        (
            "a;p\nx;1.234,5\n",
            {"sep": ";", "decimal": ","},
            r"'1\.234,5' on 'p' is no number whose decimals follow ','",
        ),
        ("a,p\nx,5%\n", {}, r"cars\.csv: 'x' on 'p' must be a number; got '5%'"),
        (
            "a,p\nx,1,234\n",
            {},
            r"cars\.csv:2: must have 2 cells, as line 1 has; got 3 \(a number with a comma",
        ),
        ("a,p,q\nx,1\n\ny,2,3\n", {}, r"cars\.csv:2: must have 3 cells, as line 1 has; got 2"),
        ('a,p\n"x,1\n', {}, r"cars\.csv:2: must be CSV; unexpected end of data"),
        ("a,p,\nx,1,2\n", {}, r"cars\.csv:1: must name the criterion of each column; none in C"),
        (
            "city,14.5,4.1\nestate,18,3\n",
            {},
            r"cars\.csv:1: must name the criteria; got the numbers \['14.5', '4.1'\]",
        ),
        ("a,p\n,1\n", {}, r"cars\.csv:2: must name an alternative$"),
        (
            "a,p,q\n,min,max\nx,1,2\n",
            {},
            r"cars\.csv:2: must name an alternative; write 'goal' there",
        ),
        (
            "a,p,q\n,EUR,km\nx,1,2\n",
            {},
            r"cars\.csv:2: must name an alternative; write 'unit' there",
        ),
        ("a,p\nx,\n", {}, r"cars\.csv: 'x' on 'p' is not finite: it is missing; drop"),
        ("a,p\nx,NA\ny,n/a\n", {}, r"'p': 2 cells are missing, of 'x', 'y'"),
        (
            "a,p\nx,good\n",
            {},
            r"cars\.csv: 'x' on 'p' must be a number; got 'good': value\.discrete",
        ),
        ("a,p\nx,1\nx,2\n", {}, r"cars\.csv: alternative 'x' is named more than once"),
        ("a,p,p\nx,1,2\n", {}, r"cars\.csv: criterion 'p' is named more than once"),
        (
            "a,p\ngoal,cheap\nx,1\n",
            {},
            r"cars\.csv: goal of 'p' must be one of 'max', 'min'; got 'cheap'",
        ),
        ("a,p,q\ngoal,min,\nx,1,2\n", {}, r"goal of 'q' must be one of 'max', 'min'; got ''"),
        (
            "a,p\ngoal,min\nx,1\n",
            {"goals": {"p": "max"}},
            r"goals must not contradict the file, where 'p' has 'min'",
        ),
        (
            "a,p\nunit,EUR\nx,1\n",
            {"units": {"p": "USD"}},
            r"units must not contradict the file.* 'EUR'; got 'USD'",
        ),
        (
            "a,price\nx,1\n",
            {"goals": {"prise": "min"}},
            r"unknown column in goals 'prise' \(did you mean 'price'\?\)",
        ),
        ("a,price\nx,1\n", {"units": {"prise": "EUR"}}, r"unknown column in units 'prise'"),
        (
            "a,p\nx,1\n",
            {"goals": {"p": "cheap"}},
            r"goal of 'p' must be one of 'max', 'min'; got 'cheap'",
        ),
        (
            "a,p,q\nunit,1,2\nx,1,2\n",
            {},
            r"cars\.csv:2: must hold the unit of each criterion; got numbers: an alternative",
        ),
        (
            "a,p,q\ngoal,1,2\nx,1,2\n",
            {},
            r"cars\.csv:2: must hold the goal of each criterion; got numbers",
        ),
        ("a,p\ngoal,max\n", {}, r"cars\.csv: need at least one alternative"),
        ("a,p\n", {}, r"cars\.csv must hold a row of heads and rows below it"),
        ("\n", {}, r"cars\.csv must hold a document; it is empty"),
        (",,\n,,\n", {}, r"cars\.csv must hold a row of heads"),
        (
            "sample_0,a,p\n0,x,1\n0,y,1\n2,x,1\n",
            {},
            r"cars\.csv: must have .*'x' is missing in sample \(1,\)",
        ),
        ("sample_0,a,p\n0,x,1\n0,x,1\n", {}, r"cars\.csv:3: must not repeat 'x' of sample \(0,\)"),
        (
            "sample_0,a,p\n0,x,1\nlow,x,1\n",
            {},
            r"cars\.csv:3: must number the sample from 0; got \['low'\]",
        ),
        ("sample_0,a,p\n0,x,1\n,x,1\n", {}, r"cars\.csv:3: must number the sample from 0"),
        ("sample_0,a,p\n0,x,1\n1e300,x,1\n", {}, r"must number the sample from 0; got \['1e300'\]"),
        ("sample_0,a,p\n0,x,1\n1,x,\n", {}, r"cars\.csv: 'x' on 'p' at \(1,\) is not finite"),
        ("sample_0,a,p\n0,x,1\n1,x,good\n", {}, r"cars\.csv: .*good"),
        ("a,p\nx,1\n", {"sep": "ab"}, r"sep must be one sign that parts cells"),
        ("a,p\nx,1\n", {"sep": "\n"}, r"sep must be one sign that parts cells"),
        ("a,p\nx,1\n", {"decimal": "'"}, r"decimal must be one of '\.', ','; got \"'\""),
        ("a,p\nx,1\n", {"decimal": ","}, r"sep and decimal must differ; got ',' for both"),
        (
            "a,p\nx,1\n",
            {"sheet": "cars"},
            r"sheet must be left out for a file that ends in \.csv; got 'cars'",
        ),
        (
            "a,p\nx,1\n",
            {"rescale": True},
            r"rescale must be left out for a file that ends in \.csv",
        ),
        ("a,p\nx,1\n", {"tree": 0}, r"tree must be left out for a file that ends in \.csv; got 0"),
        (
            "a,p\nx,1\n",
            {"values": {"p": 1.0}},
            r"values must be left out for a file that ends in \.csv",
        ),
        ("a,p\nx,1\n", {"format": "radiant"}, r"must be one of '\.yaml', '\.yml'; got '\.csv'"),
    ],
)
def test_what_cannot_be_read_in_one_way_is_refused(written, text, options, message):
    with pytest.raises(InvalidInputError, match=message) as caught:
        io.load(written(text), **options)
    assert str(caught.value).startswith("load(): ")


def test_text_in_another_code_is_refused(written):
    with pytest.raises(
        InvalidInputError, match=r"cars\.csv:2: must be UTF-8; got byte 0xfc; .* 'CSV UTF-8'"
    ):
        io.load(written("a,p\nKübel,1\n".encode("cp1252")))


def test_truth_values_and_spaces_are_read(written):
    table = io.load(written("a, old, price\nx, TRUE, 1\ny, false, 2 \n"))
    assert table.criterion_names == ("old", "price")
    assert table.values.tolist() == [[1, 1], [0, 2]]


def test_a_sheet_is_named(written):
    path = written([["a", "p"], ["x", 1], [None, None], ["y", 2.5], [None]])
    book = openpyxl.load_workbook(path)
    second = book.create_sheet("others")
    second.append(["a", 2015, datetime.date(2016, 1, 1)])
    second.append([3, 9, True])
    second.append([datetime.date(2024, 5, 1), 8, False])
    book.save(path)
    assert io.load(path).values.tolist() == [[1], [2.5]]
    table = io.load(path, sheet="others", goals={2015: "min", "2016-01-01": "max"})
    assert table.alternatives == ("3", "2024-05-01")
    assert [(c.name, c.goal) for c in table.criteria] == [("2015", "min"), ("2016-01-01", "max")]
    assert table.values.tolist() == [[9, 1], [8, 0]]
    with pytest.raises(
        InvalidInputError, match=r"unknown sheet of .*'other' \(did you mean 'others'\?\)"
    ):
        io.load(path, sheet="other")
    with pytest.raises(
        InvalidInputError, match=r"sep must be left out for a file that ends in \.xlsx; got ';'"
    ):
        io.load(path, sep=";")


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        (
            [["a", "p"], ["x", "1,5"]],
            r"cars\.xlsx, sheet 'cars': 'x' on 'p' must be a number; got '1,5'",
        ),
        (
            [["a", "p"], ["x", datetime.datetime(2024, 1, 1)]],
            r"'x' on 'p' must be a number; got .*2024",
        ),
        (
            [["a", "p"], ["x", None], ["y", None], ["z", 1]],
            r"'p': 2 cells are missing, of 'x', 'y'",
        ),
        ([["a", "p"], ["x", "#DIV/0!"]], r"'x' on 'p' must be a number; got '#DIV/0!'"),
        (
            [["a", "p"], ["x", "=1+1"], ["y", 2]],
            r"cars\.xlsx: formulas must have stored results; none have \['B2'\]",
        ),
        (
            [["Cars of today"], [], ["a", "p"], ["x", 1]],
            r"sheet 'cars':1: must name the criterion of each column; none in B",
        ),
        ([["a", "p"], [None, 1]], r"sheet 'cars':2: must name an alternative"),
        ([], "sheet 'cars' must hold a row of heads"),
    ],
)
def test_sheets_that_are_no_tables_are_refused(written, rows, message):
    with pytest.raises(InvalidInputError, match=rf"load\(\): [^~]*{message}"):
        io.load(written(rows))


def test_a_file_that_is_no_workbook_is_refused(tmp_path):
    path = tmp_path / "cars.xlsx"
    for content in (b"", b"a,p\nx,1\n", b"PK\x03\x04"):
        path.write_bytes(content)
        with pytest.raises(
            InvalidInputError, match=r"load\(\): .*cars\.xlsx must be an Excel workbook"
        ):
            io.load(path)


def test_a_broken_workbook_is_refused(tmp_path):
    path = tmp_path / "cars.xlsx"
    io.save(CARS, path)
    with zipfile.ZipFile(path) as book:
        parts = {name: book.read(name) for name in book.namelist()}
    messages = []
    for name in parts:
        for damaged in (parts[name][:-30], parts[name].replace(b"<", b"<x", 3), None):
            with zipfile.ZipFile(path, "w") as book:
                for other, content in {**parts, name: damaged}.items():
                    if content is not None:
                        book.writestr(other, content)
            try:
                table = io.load(path)
            except InvalidInputError as error:
                messages.append(str(error))
            else:
                assert table.equals(CARS)  # not all parts matter
    assert len(messages) > len(parts)
    assert all(
        re.search("must be an Excel workbook|must have a sheet", message) for message in messages
    )


def test_arguments_of_tables_are_refused_elsewhere(tmp_path):
    io.save(CARS, tmp_path / "cars.json")
    for name, value in {"goals": {}, "units": {}, "sheet": "x", "sep": ",", "decimal": "."}.items():
        with pytest.raises(
            InvalidInputError, match=rf"{name} must be left out for a file that ends in \.json"
        ):
            io.load(tmp_path / "cars.json", **{name: value})


@ENDINGS
def test_what_would_not_come_back_is_not_saved(tmp_path, ending):
    path = tmp_path / f"cars.{ending}"
    path.write_text("old")
    for label in (" ", "\u2003\n"):
        with pytest.raises(InvalidInputError, match=r"save\(\): names must hold more than space"):
            io.save(da.DecisionTable([[1.0]], ["p"], [label]), path)
    with pytest.raises(InvalidInputError, match=r"save\(\): [^~]*(Unicode|printable)"):
        io.save(da.DecisionTable([[1.0]], ["p"], ["\ud800"]), path)
    assert path.read_text() == "old"


@pytest.mark.parametrize("label", ["a\x00b", "a\x1bb", "a\rb", "x" * 40_000])
def test_what_a_workbook_cannot_hold_is_refused(tmp_path, label):
    with pytest.raises(
        InvalidInputError,
        match=r"a cell of Excel must hold at most 32,767 printable characters; got",
    ):
        io.save(da.DecisionTable([[1.0]], ["p"], [label]), tmp_path / "cars.xlsx")
    assert not list(tmp_path.iterdir())


def test_a_sheet_has_so_many_columns(tmp_path):
    table = da.DecisionTable(np.ones((1, 2**14)), [f"c{i}" for i in range(2**14)], ["a"])
    with pytest.raises(
        InvalidInputError, match=r"at most 1,048,576 rows and 16,384 columns; got 4 and 16,385"
    ):
        io.save(table, tmp_path / "wide.xlsx")


@pytest.mark.parametrize(
    ("package", "ending", "extra"),
    [("pandas", "csv", "frame"), ("pandas", "xlsx", "frame"), ("openpyxl", "xlsx", "excel")],
)
def test_a_missing_package_names_its_extra(tmp_path, monkeypatch, package, ending, extra):
    path = tmp_path / f"cars.{ending}"
    io.save(CARS, path)

    def absent(module, *args, **named):
        if module == package:
            raise ImportError(module)
        return imported(module, *args, **named)

    import importlib

    imported = importlib.import_module
    monkeypatch.setattr(importlib, "import_module", absent)
    with pytest.raises(MissingDependencyError, match=rf"load\(\) needs {package}; .*\[{extra}\]"):
        io.load(path)
    if package == "openpyxl":
        with pytest.raises(MissingDependencyError, match=r"save\(\) needs openpyxl; .*\[excel\]"):
            io.save(CARS, path)


def test_cells_of_a_workbook_are_read_as_they_are_written(tmp_path):
    path = tmp_path / "cars.xlsx"
    io.save(da.DecisionTable([[14.0, 4.0]], ["p", "q"], ["city"]), path)
    with zipfile.ZipFile(path) as book:
        parts = {name: book.read(name) for name in book.namelist()}
    name = "xl/worksheets/sheet1.xml"
    cell = b'<c r="B4" t="n"><v>14.0</v></c>'
    assert cell in parts[name]
    digits = "must hold a finite number in digits 0 to 9; got"
    for value, message in {
        "1_4": f"cell B4 {digits} '1_4'",
        "١٤": f"cell B4 {digits} '١٤'",
        "１４": digits,
        "14\xa0": digits,
        "1e400": digits,
        "9" * 400: digits,
        "2&#x660;": digits,
        "2<!-- c -->0": "cell B4 must hold text alone; got a comment",
        "2<?c?>0": "cell B4 must hold text alone; got a comment or an instruction",
        "2<x/>0": "cell B4 must hold text alone; got <x>",
        "14</v><v>15": "cell B4 must have one value; got another",
        "1" * 32_768: "cell B4 must hold at most 32,767 characters",
        '14</v></c><c r="b5"><v>1': "cell b5 must be called by capital letters and digits",
        '14</v></c><c r="XFE4"><v>1': "cell XFE4 must be one of the first 16,384 of its row",
        '14</v></c></row><row r="５"><c><v>9': "row '５' must have a number in digits 0 to 9",
        '14</v></c><c r="B4" t="n"><v>15': "cell B4 must stand in its row behind the cells before",
        '14</v></c></row><row r="4"><c r="C4" t="n"><v>9': "row 4 must stand behind row 4, once",
    }.items():
        changed = parts[name].replace(b"<v>14.0</v>", f"<v>{value}</v>".encode())
        with zipfile.ZipFile(path, "w") as book:
            for other, content in parts.items():
                book.writestr(other, changed if other == name else content)
        with pytest.raises(InvalidInputError) as caught:
            io.load(path)
        assert message in str(caught.value)


def test_every_part_of_a_workbook_is_looked_through(tmp_path):
    path = tmp_path / "cars.xlsx"
    io.save(da.DecisionTable([[14.0]], ["p"], ["city"]), path)
    with zipfile.ZipFile(path) as book:
        parts = {name: book.read(name).decode() for name in book.namelist()}
    sheet, styles = "xl/worksheets/sheet1.xml", "xl/styles.xml"
    rels = "xl/_rels/workbook.xml.rels"
    moved = {rels: parts[rels].replace("worksheets/sheet1.xml", "data.bin"), sheet: ""}
    strange = parts[sheet].replace("<v>14.0</v>", "<v>1_4</v>")
    code = f'<numFmts><numFmt numFmtId="170" formatCode="{"[" * 256}"/></numFmts><fonts'
    for changed, message in (
        (moved | {"xl/data.bin": strange}, "cell B4 must hold a finite number"),
        ({sheet: parts[sheet].replace("city</t>", "city</t><t>b</t>")}, "must have one value"),
        ({sheet: parts[sheet].replace("city", "ci<x/>ty")}, "must hold text alone; got <x>"),
        ({styles: parts[styles].replace("<fonts", code, 1)}, "formats must not be longer than 255"),
        ({sheet: f"<!DOCTYPE worksheet>{parts[sheet]}"}, "must not declare a document type"),
        ({sheet.upper(): parts[sheet]}, "must have one part"),
    ):
        with zipfile.ZipFile(path, "w") as book:
            for name, content in (parts | changed).items():
                book.writestr(name, content)
        with pytest.raises(InvalidInputError, match=message):
            io.load(path)


def test_no_cell_of_digits_and_marks_takes_quadratic_time(tmp_path):
    # refused by its letter, after one look at each digit
    (tmp_path / "cars.csv").write_text(f"car,p\ncity,{'1' * 100_000}e\n")
    with pytest.raises(InvalidInputError, match="must be a number; got '1111"):
        io.load(tmp_path / "cars.csv")


@pytest.mark.parametrize("space", ["\xa0", "\x0b", "\x1f", "\x85", "\u2028"])
def test_a_number_is_parted_by_plain_spaces_alone(tmp_path, space):
    (tmp_path / "cars.csv").write_text(f"car,p\ncity, 14{space}\n", encoding="utf-8")
    with pytest.raises(InvalidInputError, match="'city' on 'p' must be a number"):
        io.load(tmp_path / "cars.csv")


def test_columns_that_number_samples_are_so_many(tmp_path):
    heads, zeros = ",".join(f"sample_{i}" for i in range(70)), "0," * 70
    (tmp_path / "cars.csv").write_text(f"{heads},car,p\n{zeros}city,1\n")
    with pytest.raises(InvalidInputError, match="more than 30 columns that number samples; got 70"):
        io.load(tmp_path / "cars.csv")
