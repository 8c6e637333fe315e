"""Results as CSV, Excel, JSON, YAML, LaTeX and Markdown: with their labels and every digit."""

import csv
import itertools
import json

import numpy as np
import openpyxl
import pandas as pd
import pytest
import yaml

import decision_analysis as da
from decision_analysis import export, io, mcda, robustness, trees, uncertainty, weights
from decision_analysis.errors import InvalidInputError

TABLE = da.DecisionTable([[5, 8, 4], [7, 6, 8], [8, 8, 6]], ["x1", "x2", "x3"], ["A", "B", "C"])
WEIGHTS = {"x1": 0.3, "x2": 0.4, "x3": 0.3}
TOPSIS = mcda.topsis(TABLE, WEIGHTS)
BATCH = mcda.topsis(
    TABLE.with_values(TABLE.values * [[[1]], [[2]]] ** np.array([0, 1, 2])), WEIGHTS, steps=True
)
TREE = trees.Decision(
    "go", {"yes": trees.Chance("c", {"a": (0.5, 1.0), "b": (0.5, 3.0)}), "no": 1.0}
)
PROFILES = da.DecisionTable([[6, 6, 5], [7, 7, 7]], ["x1", "x2", "x3"], ["fair", "good"])
RESULTS = {
    "topsis": TOPSIS,
    "vikor": mcda.vikor(TABLE, WEIGHTS),
    "additive": mcda.additive_value(
        TABLE, WEIGHTS, values=dict.fromkeys(WEIGHTS, da.value.linear(0, 10))
    ),
    "electre i": mcda.electre_i(TABLE, WEIGHTS, concordance=0.6, discordance=0.5),
    "promethee i": mcda.promethee_i(TABLE, WEIGHTS, preference=mcda.preference.usual()),
    "electre tri": mcda.electre_tri(
        TABLE, WEIGHTS, profiles=PROFILES, indifference=0, preference=1
    ),
    "entropy": weights.entropy(TABLE),
    "ahp": weights.ahp([[1, 2], [0.5, 1]]),
    "regret": robustness.minimax_regret(TABLE),
    "rollback": trees.rollback(TREE),
    "strategies": trees.risk_profile(TREE),
    "smaa": uncertainty.smaa(TABLE, mcda.topsis, n_samples=64, rng=1),
    "batch": BATCH,
    "batch of weights": weights.entropy(
        TABLE.with_values(np.stack([TABLE.values, TABLE.values**2]))
    ),
    "batch of relations": mcda.electre_i(
        TABLE, np.array([[1, 2, 1], [2, 1, 1]]), concordance=0.6, discordance=0.5
    ),
}
EVERY = pytest.mark.parametrize("name", RESULTS)


def same_cells(found, frame):
    """Say that rows of cells are those of a frame with its index: numbers exactly, all else as
    text."""
    heads = [name or "" for name in frame.index.names] + list(frame.columns)
    keys = [key if isinstance(key, tuple) else (key,) for key in frame.index]
    rows = [
        heads,
        *([*key, *row] for key, row in zip(keys, frame.to_numpy(dtype=object), strict=True)),
    ]
    assert [len(row) for row in found] == [len(row) for row in rows]
    for cell, value in zip(itertools.chain(*found), itertools.chain(*rows), strict=True):
        if value is None or value != value:
            assert cell in (None, "")
        elif isinstance(value, float):
            assert float(cell) == value
        else:
            assert ("" if cell is None else str(cell)) == str(value)


@EVERY
def test_csv_holds_the_frame_of_the_answer(tmp_path, name):
    io.save(RESULTS[name], tmp_path / "result.csv")
    with open(tmp_path / "result.csv", encoding="utf-8", newline="") as file:
        same_cells(list(csv.reader(file)), RESULTS[name].to_frame())


@EVERY
def test_a_workbook_has_a_sheet_for_the_answer_and_for_each_step(tmp_path, name):
    path, result = tmp_path / "result.xlsx", RESULTS[name]
    io.save(result, path)
    book = openpyxl.load_workbook(path)
    assert book.sheetnames == ["result", *result.steps(), "about"]
    assert book["about"]["B1"].value == result.method
    same_cells(list(book["result"].values), result.to_frame())
    for step in result.steps():
        same_cells(list(book[step].values), result.steps_frame(step))


@EVERY
def test_json_and_yaml_hold_the_dict(tmp_path, name):
    io.save(RESULTS[name], tmp_path / "result.json")
    io.save(RESULTS[name], tmp_path / "result.yaml")
    plain = json.loads((tmp_path / "result.json").read_text(encoding="utf-8"))
    assert plain == json.loads(json.dumps(RESULTS[name].to_dict()))
    assert (
        yaml.safe_load((tmp_path / "result.yaml").read_text(encoding="utf-8"))["method"]
        == plain["method"]
    )


def test_latex_holds_the_answer_and_all_steps(tmp_path):
    io.save(TOPSIS, tmp_path / "result.tex")
    assert (tmp_path / "result.tex").read_text() == export.latex(TOPSIS, steps=True) + "\n"
    io.save(trees.rollback(TREE), tmp_path / "result.tex")
    assert (tmp_path / "result.tex").read_text() == export.latex(trees.rollback(TREE)) + "\n"
    io.save(TABLE, tmp_path / "table.tex")
    assert (tmp_path / "table.tex").read_text() == export.latex(TABLE) + "\n"
    with pytest.raises(InvalidInputError, match=r"latex\(\): result must be that of one sample"):
        io.save(BATCH, tmp_path / "batch.tex")
    assert not (tmp_path / "batch.tex").exists()


def test_markdown_holds_what_is_shown(tmp_path):
    for obj in (TABLE, TOPSIS):
        io.save(obj, tmp_path / "shown.md")
        assert (tmp_path / "shown.md").read_text() == obj.to_markdown()


def test_text_is_no_formula_and_numbers_have_every_digit(tmp_path):
    labels = ("=SUM(A1)", "#N/A", "+1", "@x", "12")
    scores = [0.1 + 0.2, 1e-300, -5.0, 1 / 3, 2.0]
    io.save(
        da.Scores(method="=M()", alternatives=labels, scores=np.array(scores)),
        tmp_path / "result.xlsx",
    )
    book = openpyxl.load_workbook(tmp_path / "result.xlsx")
    rows = list(book["result"].iter_rows(min_row=2))
    assert {row[0].value: row[2].value for row in rows} == dict(zip(labels, scores, strict=True))
    assert {row[0].data_type for row in rows} == {"s"}
    assert {cell.data_type for row in rows for cell in row[1:]} == {"n"}
    assert book["about"]["B1"].data_type == "s"


def test_what_about_says(tmp_path):
    io.save(TOPSIS, tmp_path / "result.xlsx")
    about = list(
        openpyxl.load_workbook(tmp_path / "result.xlsx")["about"].iter_rows(values_only=True)
    )
    assert about[1] == ("parameter normalization", "'vector'", None)
    assert about[2][0] == "source"
    assert ("step weighted", "Weighted normalized performances", "v_{ij}") in about


def test_the_index_of_the_users_frame_is_written(tmp_path):
    frame = pd.DataFrame({"x": [1.0, 2], "y": [3.0, 1]}, pd.Index([7, 9], name="plant"))
    result = mcda.topsis(da.DecisionTable.from_frame(frame), [1, 2])
    io.save(result, tmp_path / "r.csv")
    io.save(result, tmp_path / "r.xlsx")
    for back in (
        pd.read_csv(tmp_path / "r.csv", index_col=0),
        pd.read_excel(tmp_path / "r.xlsx", index_col=0),
    ):
        assert frame.join(back)["rank"].tolist() == result.ranks.tolist()
    days = frame.set_axis(pd.date_range("2024-01-01", periods=2, name="day"))
    io.save(mcda.topsis(da.DecisionTable.from_frame(days), [1, 2]), tmp_path / "d.csv")
    assert (tmp_path / "d.csv").read_text().startswith("day,rank,score\n2024-01-01,1,")
    levels = frame.set_axis(
        pd.MultiIndex.from_tuples([("EU", 1), ("US", 2)], names=["region", "plant"])
    )
    io.save(
        mcda.topsis(da.DecisionTable.from_frame(levels), [1, 2], steps=True), tmp_path / "l.xlsx"
    )
    assert next(openpyxl.load_workbook(tmp_path / "l.xlsx")["weighted"].values) == (
        "region",
        "plant",
        "x",
        "y",
    )


@pytest.mark.parametrize("ending", ["csv", "xlsx", "tex", "md"])
def test_what_has_no_cells_is_refused(tmp_path, ending):
    for obj in (TREE, da.Parameters([da.Parameter("p", 1.0)]), {"kind": "study"}, 3):
        with pytest.raises(
            InvalidInputError,
            match=rf"must be a DecisionTable or a result for .*'\.{ending}'; got ",
        ):
            io.save(obj, tmp_path / f"tree.{ending}")
    assert not list(tmp_path.iterdir())
