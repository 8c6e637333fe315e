"""Expressions of a study file: arithmetic over names, and nothing else."""

import numpy as np
import pytest

from decision_analysis._limits import LONGEST_FORMULA
from decision_analysis.errors import InvalidInputError
from decision_analysis.study.model._evaluate import Evaluator, evaluate, parsed

VALUES = {
    "p": 0.25,
    "hit": 0.8,
    "n": np.array([1.0, 2.0]),
    "table": 7.0,
    "exp": 3.0,
    "staged: frontline_need": 45.0,
    "ramp up: Bedürfnis der Front": np.array([3.0, 4.0]),
    "co-op, full [2]: x: y": 9.0,
    'the "best": 5\' wide': 11.0,
}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (3, 3.0),
        ("0.5", 0.5),
        ("p * hit + (1 - p) * (1 - 0.7)", 0.425),
        ("-p", -0.25),
        ("1 / p", 4.0),
        ("2 - 3 - 4", -5.0),
        ("(1-p)*2/(p)/3", 2.0),
        ("p ** 2", 0.0625),
        ("-2 ** 2", -4.0),
        ("2 ** 3 ** 2", 512.0),
        ("2 ** -1 * 3", 1.5),
        ("0.9999 ** 20000", 0.9999**20_000),
        ("max(p, hit, 0.5) - min(p, hit)", 0.55),
        ("sqrt(p) + abs(-2)*2", 4.5),
        ("log (exp(1.5))", 1.5),
        ("exp * exp(0)", 3.0),
        ("max(1, min(5, max(2, 3)), 0)", 3.0),
        ("table", 7.0),
        ("(table)*2", 14.0),
        ("table[staged, frontline_need] / 9", 5.0),
        ("table [ staged ,frontline_need ]-1", 44.0),
        ("""table["co-op, full [2]", 'x: y']""", 9.0),
        ("""-table['the "best"', "5' wide"]""", -11.0),
        ("""table["the ""best""\", 5' wide]""", 11.0),
    ],
)
def test_arithmetic(text, expected):
    assert evaluate("f", text, VALUES) == pytest.approx(expected, abs=1e-15)


def test_samples_broadcast():
    np.testing.assert_allclose(evaluate("f", "n * p", VALUES), [0.25, 0.5])
    np.testing.assert_allclose(evaluate("f", "max(n, 1.5, p)", VALUES), [1.5, 2.0])
    np.testing.assert_allclose(
        evaluate("f", "table[ramp up, Bedürfnis der Front] ** n", VALUES), [3.0, 16.0]
    )


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("q * 2", "unknown parameter 'q'"),
        ("hot", r"unknown parameter 'hot' \(did you mean 'hit'\?\)"),
        ("p **", "is not an expression"),
        ("p * * 2", r"is not an expression of .*; see '\* 2' at character 5"),
        ("p ^ 2", "only numbers, parameters"),
        ("p // 2", "only numbers, parameters"),
        ("__import__('os').system('true')", "only numbers, parameters"),
        ("p if hit else 1", "only numbers, parameters"),
        ("'a'", "only numbers, parameters"),
        ("True", "only numbers, parameters"),
        ("1 / 0", "is not finite"),
        ("1 / (1 / 0)", "is not finite"),
        ("1 / (n - 2)", "is not finite"),
        ("0 ** -1", "is not finite"),
        ("(-1) ** 0.5", "is not finite"),
        ("9 ** 9 ** 9 ** 9", "is not finite"),
        ("exp(1000)", "is not finite"),
        ("log(0)", "is not finite"),
        ("max(log(p - 1), 1)", "'log' must have a real value; got the arguments -0.75"),
        ("sqrt(-n)", "'sqrt' must have a real value"),
        ("max(n)", "the function 'max' takes at least 2 arguments; got 1"),
        ("abs(1, 2)", "the function 'abs' takes 1 arguments; got 2"),
        ("abs()", "the function 'abs' takes 1 arguments; got 0"),
        ("max([1, 2])", "only numbers, parameters"),
        ("sqr(2)", r"unknown function 'sqr' \(did you mean 'sqrt'\?\)"),
        ("sin(2)", "only numbers, parameters"),
        ("table[staged]", r"must have a cell as table\[alternative, criterion\]"),
        ("table[staged, frontline_need, 2]", "criterion and ']' should stand"),
        ("table[, x]", "alternative and ',' should stand"),
        ('table["a, b]', "must have a cell"),
        ("table[[a], b]", "must have a cell"),
        ("table[", "must have a cell"),
        (
            "table[stagd, frontline_need]",
            r"judgement 'stagd: frontline_need' \(did you mean 'staged: frontline_need'\?\);"
            r" known are \['staged: frontline_need'\]$",
        ),
        ("table[staged, frontline]", r"did you mean 'staged: frontline_need'"),
        ("table[no, where]", r"unknown judgement 'no: where'"),
        ("1e999", "is not finite"),
        ([1], "must be a number or an expression"),
        (None, "must be a number or an expression"),
        ("", "is not an expression"),
    ],
)
def test_everything_else_is_refused(text, message):
    with pytest.raises(InvalidInputError, match=message):
        evaluate("f", text, VALUES)


@pytest.mark.parametrize("length", [1_100, 2_400])
def test_nesting_is_limited_by_length_alone(length):
    assert evaluate("f", "p" + " + p" * (length - 1), VALUES) == 0.25 * length
    assert evaluate("f", "-" * 2 * length + "p", VALUES) == 0.25
    assert evaluate("f", "(" * length + "p" + ")" * length, VALUES) == 0.25
    assert evaluate("f", "1 - (" * (length // 2) + "p" + ")" * (length // 2), VALUES) == 0.25
    assert evaluate("f", "1 ** " * (length // 2) + "p", VALUES) == 1
    assert evaluate("f", "abs(" * (length // 2) + "p" + ")" * (length // 2), VALUES) == 0.25
    assert evaluate("f", "max(p" + ", p" * length + ")", VALUES) == 0.25


@pytest.mark.parametrize(
    "text", ["p" + " + p" * 50_000, "(" * 100_000, "9**" * 10_000, "é" * 10_001]
)
def test_length_is_limited(text):
    with pytest.raises(
        InvalidInputError, match="must have at most 10,000 characters; got "
    ) as caught:
        evaluate("f", text, VALUES)
    assert len(str(caught.value)) < 200
    assert evaluate("f", "p" + " " * (LONGEST_FORMULA - 1), VALUES) == 0.25


@pytest.mark.parametrize(
    "text", ["(" * 9_000, "p +" * 3_000, "p " * 4_000, "((p)" * 2_000, "p)" * 3, "*" * 9_000]
)
def test_what_is_no_expression_is_refused_shortly(text):
    with pytest.raises(
        InvalidInputError, match="is not an expression of numbers and parameters"
    ) as caught:
        evaluate("f", text, VALUES)
    assert len(str(caught.value)) < 200


@pytest.mark.parametrize(
    "text",
    [
        "__import__('os').system('true')",
        "().__class__.__bases__[0]",
        "p.__class__",
        "lambda: p",
        "(lambda p: p)(1)",
        'f"{p}"',
        "[p for p in (1, 2)]",
        "p if hit else 1",
        "eval('1')",
        "exec('1')",
        "open('/etc/passwd')",
        "table.__class__",
        "table[p](1)",
        "max.__self__",
        "p; p",
        "p\x00",
        "p := 1",
        "*[1]",
        "１ + p",
        "p − 1",
        "р * 2",
        "ｍax(p, 1)",
        "p\u200b * 2",
        "exp(exp(exp(exp(9))))",
        "9**9**9**9**9",
        "abs(" * 2_000,
        "abs" * 80,
        "table[" * 1_600,
        'table["' + '""' * 4_000,
        "table['a" + "'" * 8_001,
    ],
)
def test_what_is_hostile_is_refused_shortly(text):
    with pytest.raises(InvalidInputError) as caught:
        evaluate("f", text, VALUES)
    assert str(caught.value).startswith("f: ")
    assert len(str(caught.value)) < 600


@pytest.mark.parametrize("digits", [400, 5_000])
@pytest.mark.parametrize("form", ["{}", "p * {}", "1 / (1 / {})", "-{}", "{}.5", "1e{}"])
def test_numbers_that_no_float_holds_are_refused(form, digits):
    with pytest.raises(InvalidInputError, match="is not finite"):
        evaluate("f", form.format("9" * digits), VALUES)
    with pytest.raises(InvalidInputError, match="must be finite"):
        evaluate("f", 10**digits, VALUES)


def test_numbers_are_decimals_in_ascii():
    for written in (".5", "5.", "1e-3", "00", "007.5", "2*-3", "2--3"):
        assert evaluate("f", written, VALUES) == float(eval(written)), written
    for written in (
        *("007", "1_000", "0.5_0", "1__0", "1_", "1_0.0_1e1_0", "0x1F", "0xG", "0o17", "0b11"),
        *("1e", "0x", "1.2.3", "1,5", "5%", "1j", "2L", "١", "１.５", "2²", "½", "1 # p", "p # 1"),
        *("p p", "2 p", "()", "p()", "p\xa0+ 1", "p +\u2028 1", "p\x85", "\ufeffp", "p\x00"),
    ):
        with pytest.raises(
            InvalidInputError, match=r"is not an expression|only numbers, parameters|unknown"
        ):
            evaluate("f", written, VALUES)


def test_names_are_compared_as_they_are_written():
    # NFKC, by which Python compares names, makes p of both
    values = {"p": 0.2, "ｐ": 0.8, "é": 1.0, "e\u0301": 2.0, "b": 3.0}
    assert evaluate("f", "p", values) == 0.2
    assert evaluate("f", "ｐ", values) == 0.8
    assert evaluate("f", "é", values) == 1.0
    with pytest.raises(InvalidInputError, match="unknown parameter 'ｂ'"):
        evaluate("f", "ｂ", values)
    # a mark that joins a letter is no part of a word
    with pytest.raises(InvalidInputError, match="only numbers, parameters"):
        evaluate("f", "e\u0301", values)
    cells = {"a: q": 1.0, "a: q\xa0": 2.0, "ａ: q": 3.0}
    for text, expected in {
        "table[a, q]": 1.0,
        "table[a,  q ]": 1.0,
        "table[a, q\xa0]": 2.0,
        "table[ａ, q]": 3.0,
    }.items():
        assert evaluate("f", text, cells) == expected


@pytest.mark.parametrize(
    "written",
    ["n(2)", "p.real", "p[0]", "{p}", "p @ p", "p < 1", "p // 2", "not p", "1j", "p, p", "p = 1"],
)
def test_what_python_would_do_more_is_refused(written):
    with pytest.raises(InvalidInputError, match=r"only numbers, parameters|is not an expression"):
        evaluate("f", written, VALUES)


def test_an_expression_says_which_names_and_cells_it_uses():
    formula = parsed("f", "q * table['a, b', c d] + q - max(r, table[e, f])")
    assert formula.names == ["q", "a, b: c d", "r", "e: f"]
    assert formula.cells == {"a, b: c d": ("a, b", "c d"), "e: f": ("e", "f")}
    assert formula.value({"q": 2, "a, b: c d": 3, "r": 9, "e: f": 1}) == -1
    # whole numbers do not grow to millions of digits
    with pytest.raises(ValueError, match="must be a finite real number"):
        parsed("f", "q ** q ** q ** q").value({"q": 9})


def test_a_text_is_computed_once_over_the_same_values():
    numbers = Evaluator(VALUES)
    first = numbers.value("f", "n * p")
    assert numbers.value("g", "n * p") is first
    assert numbers.value("g", "n * p + 0") is not first
    # what was refused is refused again, with the place that asks
    for place in ("f", "g"):
        with pytest.raises(InvalidInputError, match=f"^{place}: 'q': unknown parameter 'q'"):
            numbers.value(place, "q")


def test_samples_that_do_not_broadcast_are_refused():
    with pytest.raises(InvalidInputError, match=r"samples must broadcast together; .*shapes"):
        evaluate("f", "n + m", {**VALUES, "m": np.ones(3)})
