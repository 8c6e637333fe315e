"""LaTeX tables: rows as shown, escaped; steps under the source's symbols."""

import numpy as np
import pytest

from decision_analysis import DecisionTable, export, mcda, trees
from decision_analysis.errors import InvalidInputError

TABLE = DecisionTable.from_rows(
    {"city & {co}": [14, 4.1], "50% #1_$": [18, 3.9], 'a\\b~^<>|"\n': [10, 2.0]}, ["price", "comfort"]
)
WEIGHTS = {"price": 0.5, "comfort": 0.5}


def test_special_characters_are_escaped():
    text = export.latex(mcda.weighted_sum(TABLE, WEIGHTS))
    assert text.split("\n")[:4] == [r"\begin{tabular}{lrr}", r"\hline", r"alternative & rank & score \\", r"\hline"]
    assert r"city \& \{co\} & 2 & 0.8889 \\" in text
    assert r"50\% \#1\_\$ & 1 & 0.9756 \\" in text
    assert (
        r"a\textbackslash{}b\textasciitilde{}\textasciicircum{}\textless{}\textgreater{}\textbar{}\textquotedbl{}  & 3"
        in text
    )
    assert text.endswith("\\hline\n\\end{tabular}")
    assert text.count(r" \\") == 4


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


def test_steps_by_alternative_stand_under_their_symbols():
    text = export.latex(mcda.topsis(TABLE, WEIGHTS), steps=True)
    first, second = text.split("\n\n")
    assert first == export.latex(mcda.topsis(TABLE, WEIGHTS))
    head = second.split("\n")[2]
    assert head.startswith("alternative & $")
    assert "$S_i^+$" in head or "$d" in head or "^+" in head
    assert second.count(r" \\") == 4


@pytest.mark.parametrize(
    ("result", "options", "message"),
    [
        (3, {}, "result must be a Result or a DecisionTable; got int"),
        (TABLE, {"steps": 1}, "steps must be a bool; got int"),
        (TABLE, {"steps": True}, "steps must be False for DecisionTable"),
        (mcda.weighted_sum(TABLE.with_values(np.stack([TABLE.values] * 2)), WEIGHTS), {}, r"shows none"),
    ],
)
def test_what_has_no_table_is_refused(result, options, message):
    with pytest.raises(InvalidInputError, match=rf"^latex\(\): .*{message}"):
        export.latex(result, **options)
