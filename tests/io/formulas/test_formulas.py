"""Formulas of other programs: what is computed, and what is refused by name."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from decision_analysis.io.formulas import (
    RADIANT,
    SILVER_DECISIONS,
    STUDY,
    FormulaError,
    Formulas,
    is_plain,
)

VALUES = {"p": 0.5, "pr": 0.25, "P(small)": 0.3, "P(a|b)": 0.9, "legal fees": 5000.0, "p_2": 7.0}
FORMULAS = Formulas(RADIANT, VALUES)


def value(text):
    return FORMULAS.parse(text).value(VALUES)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1/3", 1 / 3),
        (" 1 - P(small)-P(a|b) ", 1 - 0.3 - 0.9),
        ("-2^2", -4),
        ("(-2)**2", 4),
        ("2^3^2", 512),
        ("2^-1*3", 1.5),
        ("2*-3 - -1", -5),
        ("8/4/2", 1),
        ("8-4-2", 2),
        ("+.5e1", 5),
        ("-(p+pr)*legal fees", -3750),
        ("p_2", 7),
        ("legal fees/ 2", 2500),
        ("((((p))))", 0.5),
    ],
)
def test_formulas_are_computed_as_written(text, expected):
    assert value(text) == pytest.approx(expected, rel=1e-15)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "is empty"),
        ("1+", "'1[+]' must have a number or a name at its end"),
        ("(1", "has a bracket that is not closed"),
        ("1)", "has a bracket that was not opened"),
        ("40,000", "must have an operator before ',000'; only numbers, names"),
        ("p pr", "must have an operator before 'pr'"),
        ("p(3)", "must have an operator before '[(]3[)]'"),
        ("0.(3)", "must have an operator"),
        ("2p", "unknown name '2p'"),
        ("prr", r"unknown name 'prr' \(did you mean 'pr'\?\); known are \['p'"),
        ("sqrt(4)", "calls the function 'sqrt'; only"),
        ("__import__('os')", "calls the function '__import__'"),
        ("p.real", "must have an operator before '.real'"),
        ("[1, 2]", "must have a number or a name before"),
        ("p == 1", "must have an operator before"),
        ("* 2", "must have a number or a name before"),
        ("1/0", "divides by zero"),
        ("0^-1", "divides by zero"),
        ("1e999", "must be a finite real number; got inf"),
        ("(-1)^.5", "must be a finite real number"),
        ("9^9^9^9", "must be finite"),
    ],
)
def test_anything_else_is_refused(text, message):
    with pytest.raises(FormulaError, match=message):
        value(text)


def test_nesting_is_not_limited():
    assert value("(" * 20_000 + "1" + ")" * 20_000) == 1
    assert value("-" * 20_001 + "1") == -1
    assert value("1" + "+1" * 20_000) == 20_001


numbers = st.floats(0.5, 4).map(lambda x: round(x, 3))
formulas = st.recursive(
    numbers.map(str),
    lambda inner: st.one_of(
        st.tuples(inner, st.sampled_from([" + ", "-", "*", " /"]), inner).map("".join),
        inner.map(lambda text: f"({text})"),
        inner.map(lambda text: f"-({text})"),
    ),
    max_leaves=12,
)


@given(formulas)
def test_arithmetic_is_that_of_the_language(text):
    try:
        expected = eval(text)
    except ZeroDivisionError:
        with pytest.raises(FormulaError, match="divides by zero"):
            value(text)
    else:
        assert math.isclose(value(text), expected, rel_tol=1e-12, abs_tol=1e-12)


def test_the_longest_name_fits_whether_it_is_a_word_or_a_phrase():
    values = {"wall": 1.0, "wall cost": 2.0, "P(a)": 3.0, "P": 4.0, "a.b": 5.0, "a": 6.0}
    formulas = Formulas(RADIANT, values)
    for text, expected in {
        "wall": 1,
        "wall cost": 2,
        "wall*wall cost": 2,
        "P(a)": 3,
        "P": 4,
        "a.b + a": 11,
    }.items():
        assert formulas.parse(text).value(values) == expected


def test_names_are_added_one_by_one():
    values = {}
    formulas = Formulas(RADIANT, values)
    values["x1"] = 2.0
    assert formulas.parse("x1 + 1").value(values) == 3
    with pytest.raises(FormulaError, match="unknown name 'x'"):
        formulas.parse("x + 1")


def test_of_many_names_some_are_listed():
    formulas = Formulas(RADIANT, (f"name{i}" for i in range(50)))
    with pytest.raises(FormulaError, match=r"known are \['name0', .*'name19'\] and 30 others$"):
        formulas.parse("zzz")


def test_a_name_is_plain_where_no_formula_can_mean_anything_else():
    names = ["a", "b", "3", "(", "a - b", "a*c", "legal fees", "P(a|b)", "3 years", "x +"]
    formulas = Formulas(RADIANT, names)
    plain = ["a", "b", "a*c", "legal fees", "P(a|b)", "3 years"]
    assert [name for name in names if is_plain(name, formulas)] == plain
    assert list(formulas.names) == names
    assert formulas.parse("a - b").value({"a - b": 7.0}) == 7


def test_a_formula_ends_with_its_line_where_its_language_says_so():
    for dialect in (RADIANT, SILVER_DECISIONS):
        read = Formulas(dialect, ())
        for text in ("1\n+ 2", "(1)\n- 2", "1\n2"):
            with pytest.raises(FormulaError, match="another one begins in a line of its own"):
                read.parse(text)
        for text in ("(1\n+ 2)", "1 +\n2", "\n1 + 2\n\n"):
            assert read.parse(text).value({}) == 3
    assert Formulas(STUDY, None).parse("1\n+ 2").value({}) == 3


def test_what_looks_like_a_date_is_refused():
    for dialect in (RADIANT, SILVER_DECISIONS, STUDY):
        read = Formulas(dialect, None)
        for text in ("2020-10-12", " 1999-01-31\n"):
            with pytest.raises(FormulaError, match="looks like a date: put spaces around"):
                read.parse(text)
        assert read.parse("2020 - 10 - 12").value({}) == 1998
        for text, value in (
            ("50-20-10", 20),
            ("90-30-15", 45),
            ("1/2/10", 0.05),
            ("12/10/2000", 0.0006),
            ("8/4/2", 1),
            ("2020-13-10", 1997),
            ("2020-10-32", 1978),
            ("2020-1-2", 2017),
            ("0.5-10-12", -21.5),
        ):
            assert read.parse(text).value({}) == pytest.approx(value, rel=1e-15)


def test_other_spaces_than_those_of_ascii_are_refused():
    for dialect in (RADIANT, SILVER_DECISIONS, STUDY):
        for space in "\xa0\u2003\u2028\x85\x0b\u200b\ufeff\u3000":
            with pytest.raises(FormulaError, match="must have an operator before"):
                Formulas(dialect, None).parse(f"1{space}+ 2")
