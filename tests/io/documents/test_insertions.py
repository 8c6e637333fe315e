"""Insertions: columns of what a line was made of."""

import pytest

from decision_analysis import io
from decision_analysis.errors import InvalidInputError, InvalidModelError
from decision_analysis.io.documents._insertions import Insertions


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("a:1", "a: 1"),
        ("\t\ta:1", "        a: 1"),
        ("a: {p:.3, q:4}", "a: {p: .3, q: 4}"),
        ("1  : {p:.3, q:4}", '"1"  : {p: .3, q: 4}'),
        ("\t!x\\:", '    "!x\\\\":'),
    ],
)
def test_what_was_not_inserted_has_its_own_column(before, after):
    insertions = Insertions(f"same\n{before}", f"same\n{after}")
    columns = [insertions.column(1, i) for i in range(len(after) + 1)]
    assert columns == sorted(columns)
    assert columns[-1] == len(before)
    for column, character in enumerate(before):
        if character != "\t":
            assert character in {
                after[i] for i, origin in enumerate(columns[:-1]) if origin == column
            }
    assert [insertions.column(0, i) for i in range(5)] == [0, 1, 2, 3, 4]
    assert insertions.column(7, 3) == 3


def test_columns_of_radiants_input_are_those_of_the_file(tmp_path):
    path = tmp_path / "tree.yaml"
    path.write_text(
        "name:x\ntype:decision\n2024:\n\ttype:chance\n\tx: {p:1, payof:3}\n\ty: {p:zz, payoff:yy}\n"
    )
    with pytest.raises(InvalidModelError) as caught:
        io.load(path)
    places = {problem.removeprefix(f"{path}:").split(": ")[0] for problem in caught.value.problems}
    assert places == {"5:2", "5:11", "6:6", "6:12"}
    path.write_text("name:x\ntype:decision\na:\n\tpayoff:3\n\tp:[1, 2\nb: 3\n")
    with pytest.raises(InvalidInputError, match=r"tree\.yaml:6:2: is not YAML: "):
        io.load(path)
