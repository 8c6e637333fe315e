"""LaTeX tables: rows as shown, escaped; steps under the source's symbols."""

import re

import numpy as np
import pytest

from decision_analysis import DecisionTable, _render, export, mcda, trees, weights
from decision_analysis.errors import InvalidInputError
from decision_analysis.export._tabular import tabular

TABLE = DecisionTable.from_rows(
    {"city & {co}": [14, 4.1], "50% #1_$": [18, 3.9], 'a\\b~^<>|"\n': [10, 2.0]},
    ["price", "comfort"],
)
WEIGHTS = {"price": 0.5, "comfort": 0.5}


def test_special_characters_are_escaped():
    text = export.latex(mcda.weighted_sum(TABLE, WEIGHTS))
    assert text.split("\n")[:4] == [
        r"\begin{tabular}{lrr}",
        r"\toprule",
        r"alternative & rank & score \\",
        r"\midrule",
    ]
    assert r"city \& \textbraceleft{}co\textbraceright{} & 2 & 0.8889 \\" in text
    assert r"50\% \#1\_\$ & 1 & 0.9756 \\" in text
    assert (
        r"a\textbackslash{}b\textasciitilde{}\textasciicircum{}\textless{}\textgreater{}\textbar{}\symbol{34}"
        r"  & 3" in text
    )
    assert text.endswith("\\bottomrule\n\\end{tabular}")
    assert text.count(r" \\") == 4


@pytest.mark.parametrize(
    ("label", "written"),
    [
        ("a--b---c -5", "a-{}-b-{}-{}-c -5"),
        (
            "``x'' it's ?` ,,y",
            r"\textasciigrave{}\textasciigrave{}x'{}' it's ?\textasciigrave{} ,{},y",
        ),
        ("a\r\n\tb\u2028 c", "a b c"),
        ("\x1b[31m^^M", r"\textbackslash{}x1b[31m\textasciicircum{}\textasciicircum{}M"),
    ],
)
def test_signs_are_printed_as_they_are(label, written):
    assert rf"\n{written} & 1 \\".replace(r"\n", "\n") in export.latex(
        DecisionTable([[1]], ["x"], [label])
    )


def test_rules_need_no_package_where_asked():
    text = export.latex(mcda.weighted_sum(TABLE, WEIGHTS), booktabs=False)
    assert text == re.sub(
        r"\\(top|mid|bottom)rule", r"\\hline", export.latex(mcda.weighted_sum(TABLE, WEIGHTS))
    )


def test_a_label_is_no_option_of_the_row_before():
    table = DecisionTable([[1.0], [2.0], [3.0]], ["x"], ["[A] new", "*", " [B]"])
    rows = export.latex(table).split("\n")[4:7]
    assert rows == [r"{}[A] new & 1 \\", r"{}* & 2 \\", r"{} [B] & 3 \\"]


def test_numbers_have_minus_signs_and_powers_of_ten():
    table = DecisionTable([[-1234.5, 2e12], [0.2, -3e-9]], ["x", "y"], ["a", "-7"])
    assert export.latex(table, digits=1).split("\n")[4:6] == [
        r"a & $-1{,}234.5$ & $2.0 \times 10^{12}$ \\",
        r"-7 & 0.2 & 0.0 \\",
    ]
    assert r"$-3 \times 10^{-9}$" in export.latex(table)


def test_shares_are_percentages_where_they_are_shown_so():
    for value, digits, text in (
        (0.561, None, r"56.1\%"),
        (0.5614, 2, r"56.14\%"),
        (-0.05, 0, r"$-5$\%"),
    ):
        assert rf"a & {text} \\" in tabular(
            ["", "share"], [["a", _render.Percent(value)]], digits=digits
        )


def test_digits_are_decimals_of_every_number_but_counts():
    text = export.latex(mcda.topsis(TABLE, WEIGHTS), digits=2, steps=["distance_to_ideal"])
    row = text.split("\n")[4]
    assert re.fullmatch(r".* & 1 & \d\.\d\d & \d\.\d\d \\\\", row)
    assert re.search(
        r" & 1 & \d & \d & \d \\\\", export.latex(mcda.topsis(TABLE, WEIGHTS), digits=0, steps=True)
    )


@pytest.mark.parametrize(
    "result",
    [
        trees.rollback(trees.Decision("go", {"a": 1.0, "b": 2.0})),
        TABLE,
        mcda.vikor(TABLE, WEIGHTS),
        mcda.promethee_i(TABLE, WEIGHTS, preference=mcda.preference.usual()),
    ],
    ids=lambda result: type(result).__name__,
)
def test_every_result_with_rows_has_a_table(result):
    text = export.latex(result)
    headers, rows = result._rows()
    lines = text.split("\n")
    assert lines[0] == f"\\begin{{tabular}}{{{lines[0].split('{')[2][:-1]}}}"
    assert len(lines[0].split("{")[2]) - 1 == len(rows[0])
    body = [line for line in lines if line.endswith(r" \\")]
    assert len(body) == len(rows) + any(headers)
    assert all(line.replace(r"\&", "").count("&") == len(rows[0]) - 1 for line in body)


def cells(text):
    """Return heads and rows of a tabular."""
    return [
        line.removesuffix(r" \\").split(" & ") for line in text.split("\n") if line.endswith(r" \\")
    ]


def test_steps_stand_under_the_symbols_of_the_source():
    table = DecisionTable([[5, 8, 4], [7, 6, 8], [8, 8, 6]], ["x1", "x2", "x3"], ["A", "B", "C"])
    result = mcda.topsis(table, [0.3, 0.4, 0.3])
    answer, ends, normalized, weighted = map(
        cells, export.latex(result, steps=True, digits=4).split("\n\n")
    )
    assert answer[0] == ["alternative", "rank", "score", "$S_i^+$", "$S_i^-$"]
    order = [table.alternatives.index(row[0]) for row in answer[1:]]
    assert [row[3] for row in answer[1:]] == [f"{result.distance_to_ideal[i]:.4f}" for i in order]
    assert ends == [
        ["", "x1", "x2", "x3"],
        ["$v_j^+$", *(f"{v:.4f}" for v in result.ideal)],
        ["$v_j^-$", *(f"{v:.4f}" for v in result.anti_ideal)],
    ]
    for found, symbol, array in (
        (normalized, "$r_{ij}$", result.normalized),
        (weighted, "$v_{ij}$", result.weighted),
    ):
        assert found[0] == [symbol, "x1", "x2", "x3"]
        assert found[1:] == [
            [table.alternatives[i], *(f"{v:.4f}" for v in array[i])] for i in order
        ]
    assert export.latex(result, steps=["weighted", "ideal"]).split("\n\n")[0] == export.latex(
        result
    )


def test_steps_of_weights_and_relations():
    table = DecisionTable([[5, 8], [7, 6], [8, 2]], ["x_1", "x2"], ["A", "B", "C"])
    (entropy,) = map(
        cells, export.latex(weights.entropy(table), steps=True, digits=4).split("\n\n")
    )
    assert [row[0] for row in entropy] == ["criterion", r"x\_1", "x2"]
    assert entropy[0][2:] == ["$E_j$", "$d_j$"]
    relation = mcda.electre_i(table, [1, 1], concordance=0.6, discordance=0.5)
    answer, concordance, _ = map(cells, export.latex(relation, steps=True, digits=4).split("\n\n"))
    assert answer[0] == ["", "A", "B", "C"]
    assert concordance[0] == ["$c(a, b)$", "A", "B", "C"]
    assert concordance[2] == ["B", *(f"{v:.4f}" for v in relation.concordance[1])]
    answer, concordance, _ = map(
        cells, export.latex(relation, steps=True, top=2, digits=4).split("\n\n")
    )
    assert [row[0] for row in answer] == ["", "A", "B"]
    assert concordance[:2] == [
        ["$c(a, b)$", "A", "B"],
        ["A", *(f"{v:.4f}" for v in relation.concordance[0, :2])],
    ]


def test_the_top_rows_and_their_steps():
    result = mcda.topsis(TABLE, WEIGHTS)
    answer, step = map(cells, export.latex(result, steps=["weighted"], top=1).split("\n\n"))
    assert len(answer) == len(step) == 2
    assert answer[1][0] == step[1][0]
    assert export.latex(result, top=99) == export.latex(result)


def test_captions_say_which_step():
    text = export.latex(
        mcda.topsis(TABLE, WEIGHTS), steps=True, caption=r"R\&D at $x_1$, 5\,\%", label="tab:cars"
    )
    tables = text.split("\n\n")
    assert tables[0].startswith(
        "\\begin{table}\n\\centering\n\\caption{R\\&D at $x_1$,"
        " 5\\,\\%}\n\\label{tab:cars}\n\\begin{tabular}"
    )
    assert (
        "\\caption{R\\&D at $x_1$, 5\\,\\%: weighted normalized performances ($v_{ij}$)}"
        in tables[3]
    )
    assert all(table.endswith("\\end{tabular}\n\\end{table}") for table in tables)
    names = re.findall(r"\\label\{(.*)\}", text)
    assert names == [
        "tab:cars",
        "tab:cars-ideal-anti_ideal",
        "tab:cars-normalized",
        "tab:cars-weighted",
    ]
    assert "label" not in export.latex(TABLE, caption="Cars\n\nof today")
    assert r"\caption{Cars of today}" in export.latex(TABLE, caption="Cars\n\nof today")


@pytest.mark.parametrize(
    ("result", "options", "message"),
    [
        (3, {}, "result must be a Result or a DecisionTable; got int"),
        (TABLE, {"steps": 1}, "steps must be True, False or names of steps; got 1"),
        (
            TABLE,
            {"steps": "weighted"},
            "steps must be True, False or names of steps; got 'weighted'",
        ),
        (TABLE, {"steps": True}, "steps must be False for DecisionTable"),
        (
            mcda.topsis(TABLE, WEIGHTS),
            {"steps": ["wieghted"]},
            r"unknown step 'wieghted' \(did you mean 'weighted'",
        ),
        (TABLE, {"caption": "R&D"}, r"caption must be TeX: write \\& for the sign &"),
        (TABLE, {"caption": "5% of"}, r"write \\% for the sign %"),
        (TABLE, {"caption": "a}{b"}, "braces and dollar signs are in pairs"),
        (TABLE, {"caption": r"a\}{"}, "braces and dollar signs are in pairs"),
        (TABLE, {"caption": "5 $"}, "braces and dollar signs are in pairs"),
        (
            TABLE,
            {"caption": "a\x1bb"},
            r"caption must be TeX, in which nothing is hidden; got 'a\\x1bb",
        ),
        (TABLE, {"caption": "x", "label": "\u202e"}, r"label must be .*; got '\\u202e'"),
        (TABLE, {"caption": "a\\"}, "braces and dollar signs are in pairs"),
        (TABLE, {"label": "tab:x"}, "label must stand with a caption"),
        (
            TABLE,
            {"caption": "x", "label": "tab:{x"},
            "label must be a name such as tab:cars, without",
        ),
        (TABLE, {"digits": 2.5}, "digits must be an integer; got 2.5"),
        (TABLE, {"digits": -1}, "digits must be at least 0"),
        (TABLE, {"top": 0}, "top must be at least 1"),
        (TABLE, {"booktabs": 1}, "booktabs must be a bool; got int"),
        (
            mcda.weighted_sum(TABLE.with_values(np.stack([TABLE.values] * 2)), WEIGHTS),
            {},
            r"one sample, got a batch \(2,\); pick one",
        ),
        (
            TABLE.with_values(np.stack([TABLE.values] * 2)),
            {},
            r"one sample, got a batch \(2,\); pick one",
        ),
        (
            trees.Decision("go", {"a": 1.0, "b": 2.0}),
            {},
            "result must be a Result or a DecisionTable; got Decision",
        ),
    ],
)
def test_what_has_no_table_is_refused(result, options, message):
    with pytest.raises(InvalidInputError, match=rf"^latex\(\): .*{message}"):
        export.latex(result, **options)
