"""The way out that a message names for text in a table is one that works."""

import io

import numpy as np
import pandas as pd
import pytest

from decision_analysis import DecisionTable
from decision_analysis.core._text_hint import text_hint
from decision_analysis.errors import InvalidModelError


def _said(cells, **others):
    with pytest.raises(InvalidModelError) as caught:
        DecisionTable.from_frame(
            pd.DataFrame({"c": cells, **others}, index=list("abcdefgh"[: len(cells)]))
        )
    return str(caught.value)


@pytest.mark.parametrize(
    ("cells", "options", "numbers"),
    [
        (["1,045", "2,001"], {"thousands": ","}, [1045, 2001]),
        (["1,045", "2,001"], {"decimal": ","}, [1.045, 2.001]),
        (["1,045.5", "12"], {"thousands": ","}, [1045.5, 12]),
        (["0,5", "12"], {"decimal": ","}, [0.5, 12]),
        (["1.045,5", "12"], {"thousands": ".", "decimal": ","}, [1045.5, 12]),
        (["1.045.000", "12"], {"thousands": ".", "decimal": ","}, [1045000, 12]),
        (["k.A.", "12"], {"na_values": ["k.A."]}, [np.nan, 12]),
    ],
)
def test_options_of_read_csv(cells, options, numbers):
    said = _said(cells)
    assert ", ".join(f"{name}={value!r}" for name, value in options.items()) in said
    read = pd.read_csv(io.StringIO("c\n" + "\n".join(f'"{cell}"' for cell in cells)), **options)
    np.testing.assert_array_equal(read["c"].to_numpy(), numbers)


@pytest.mark.parametrize(
    ("cells", "way", "numbers"),
    [
        (["1", " 2.5"], "pandas.to_numeric(column)", [1, 2.5]),
        (["1,045", "2"], "pandas.to_numeric(column.str.replace(',', ''))", [1045, 2]),
        (["1,5", "2"], "pandas.to_numeric(column.str.replace(',', '.'))", [1.5, 2]),
        (["12 %", "3.5%"], "column.str.rstrip(' %')", [12, 3.5]),
        (["5 EUR", "€ 6", "$7"], r"column.str.replace(r'[^\d.,+-]', '', regex=True)", [5, 6, 7]),
        (["1 045", "3"], r"column.str.replace(r'[^\d.,+-]', '', regex=True)", [1045, 3]),
        (["ja", "Nein ", "Ja"], "column.map({'ja': True, 'Nein ': False, 'Ja': True})", [1, 0, 1]),
    ],
)
def test_expressions(cells, way, numbers):
    assert way in _said(cells)
    column = pd.Series(cells)
    found = pd.to_numeric(eval(way, {"pandas": pd, "column": column}))
    np.testing.assert_array_equal(found.to_numpy(dtype=float), numbers)


def test_dates_and_words():
    assert "dt.days makes numbers of dates" in _said(["2020-01-31", "2021-02-01"])
    assert "dt.days makes numbers of dates" in _said(pd.to_datetime(["2020-01-31", "2021-02-01"]))
    assert text_hint(["good", "poor"], numbers_too=False).startswith("value.discrete")
    assert text_hint(["unknown"], numbers_too=True).startswith(
        "pandas.read_csv(..., na_values=['unknown'])"
    )
    assert text_hint(["a1", "b2", "3"], numbers_too=False).startswith("value.discrete")


def test_a_column_that_names_the_rows_is_said_to_where_these_are_only_numbered():
    frame = pd.DataFrame({"street": ["a 1", "b 2", "c 3"], "town": ["x", "y", "z"], "p": [1, 2, 3]})
    with pytest.raises(InvalidModelError) as caught:
        DecisionTable.from_frame(frame)
    first, second = caught.value.problems
    assert "where it names the rows, frame.set_index('street'); else value.discrete" in first
    assert "set_index" not in second
    with pytest.raises(InvalidModelError) as caught:
        DecisionTable.from_frame(frame.set_index("street"))
    assert "set_index" not in str(caught.value)


def test_names_that_stand_for_many_rows_are_counted():
    frame = pd.DataFrame({"p": range(10)}, index=list("aabbccddee"))
    with pytest.raises(InvalidModelError) as caught:
        DecisionTable.from_frame(frame)
    (said,) = caught.value.problems
    assert said.startswith(
        "5 alternatives are named more than once, such as 'a', 'b', 'c' and 2 more: a second column"
        " in the index"
    )
    with pytest.raises(InvalidModelError) as caught:
        DecisionTable.from_frame(frame.iloc[:6])
    assert caught.value.problems == tuple(
        f"alternative {name!r} is named more than once" for name in "abc"
    )


def test_numbers_read_as_text_do_not_name_the_rows_but_repeated_names_do():
    frame = pd.DataFrame(
        {
            "rent": [f"1,{i:03}" for i in range(60)],
            "street": [f"street {i % 20}" for i in range(60)],
        }
    )
    with pytest.raises(InvalidModelError) as caught:
        DecisionTable.from_frame(frame.assign(scale=["good", "fair", "poor"] * 20))
    rent, street, scale = caught.value.problems
    assert "frame.set_index('street')" in street
    assert "set_index" not in rent + scale
