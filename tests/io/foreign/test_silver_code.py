"""SilverDecisions: its expression language, variables given from outside, and files that are wrong
everywhere."""

import json
import math
import pathlib
import statistics

import numpy as np
import pytest

from decision_analysis import io
from decision_analysis.errors import LONGEST, InvalidInputError, InvalidModelError
from decision_analysis.io.documents import Faults
from decision_analysis.io.formulas import SILVER_DECISIONS
from decision_analysis.trees import clairvoyance, rollback

COUNT = 6_000
DATA = pathlib.Path(__file__).parents[1] / "data"


def node(kind, name="", edges=(), **more):
    return {"type": kind, "name": name, "childEdges": list(edges), **more}


def edge(name, payoff, child=None, **more):
    return {"name": name, "payoff": payoff, "childNode": child or node("terminal"), **more}


@pytest.fixture
def load(tmp_path):
    def load(root, code="", **options):
        path = tmp_path / "tree.json"
        path.write_text(
            json.dumps(
                {"SilverDecisions": "1.2.0", "data": {"code": code, "trees": [root]}}, indent=1
            )
        )
        return io.load(path, **options)

    return load


@pytest.fixture
def value(load):
    return lambda formula, code="": (
        load(node("decision", "d", [edge("x", formula)]), code).options["x"].payoff
    )


@pytest.mark.parametrize(
    ("formula", "expected"),
    [
        ("max(1, -2, 3) - min(4, 2*3)", -1),
        ("sum(1, 2, 3.5) * mean(1, 2, 6) / prod(2, 2)", 6.5 * 3 / 4),
        ("median(3, 1, 10, 2)", 2.5),
        ("std(2, 4, 4, 5)", statistics.stdev([2, 4, 4, 5])),
        ("variance(2, 4, 4, 5) + var(7)", statistics.variance([2, 4, 4, 5])),
        ("mad(10, 20, 30)", 10),
        ("round(2.5) + round(-2.5)", 0),
        ("round(1.005, 2) - round(100/3, 1)", 1.01 - 33.3),
        ("round(1234567890123.4567, 2)", 1234567890123.46),
        ("floor(-1.5) + ceil(1.2) + fix(-1.7) + abs(-4)", -2 + 2 - 1 + 4),
        ("sqrt(2)^2 + cbrt(-27) + nthRoot(16, 4) + nthRoot(-8, 3)", 2 - 3 + 2 - 2),
        ("exp(1) - e + expm1(0)", 0),
        ("log(100, 10) + log(E) + log10(1000) + log2(8) + log1p(0)", 2 + 1 + 3 + 3),
        ("pow(2, 10) + square(3) + cube(-2)", 1024 + 9 - 8),
        ("PI + 2*pi - tau + sin(0) + cos(pi)", math.pi - 1),
        ("mod(-7, 3) + mod(5, 0) + hypot(3, 4)", 2 + 5 + 5),
        ("factorial(5) / combinations(5, 2)", 12),
        ("add(1, 2, 3) - subtract(5, 3) + multiply(2, 3) / divide(6, 3)", 6 - 2 + 3),
        ("fraction(1, 3) + number(2)", 7 / 3),
        ("-max(1, -(2 - 5))^2", -9),
        ("max ( 1 ,2 ) * (3)", 6),
        ("sum([1, 2, (3 + 4)]) + mean( [ 2, max(4, 6)] ) - min([5])", 10 + 4 - 5),
        ("2 + 17 % 5 * 3 - -7 % 3", 2 + 6 - 2),
        ("1 1/2", 1.5),
        ("-2 3/4", -2.75),
        ("0.(3)", 1 / 3),
        ("-1.2'45'", -1.2454545454545454),
        ("atan2(1, 1) * 4 + atan(0) + sign(-3)", math.pi - 1),
        ("LN2 + log(SQRT2) + phi", 1.5 * math.log(2) + (1 + 5**0.5) / 2),
    ],
)
def test_functions_of_the_expression_language_are_computed(value, formula, expected):
    assert value(formula) == pytest.approx(expected, rel=1e-14, abs=1e-14)


def test_every_function_takes_numbers_and_samples_alike(load):
    rng = np.random.default_rng(3)
    names = ("x", "y", "z")
    samples = {name: np.round(rng.uniform(0.05, 0.95, 40), 3) for name in names}
    for name, function in SILVER_DECISIONS.functions.items():
        count = min(max(function.least, 2), function.most)
        given = (
            ["floor(9*x)", "floor(3*y)"] if name in ("factorial", "combinations") else ["x", "y"]
        )
        given = ["x", "2"] if name == "round" else given
        given = ["9 + " + given[0], given[1]] if name == "combinations" else given
        root = node("decision", "d", [edge("a", f"{name}({', '.join(given[:count])}) + z")])
        code = "x = 1; y = 1; z = 1"
        together = load(root, code, values=samples).options["a"].payoff
        alone = [
            load(root, code, values={key: entry[i] for key, entry in samples.items()})
            .options["a"]
            .payoff
            for i in range(3)
        ]
        np.testing.assert_allclose(
            np.broadcast_to(together, 40)[:3], alone, rtol=1e-13, err_msg=name
        )


@pytest.mark.parametrize(
    ("formula", "message"),
    [
        (
            "sqrt(-1)",
            "'sqrt(-1)': the function 'sqrt' must have a real value; got the arguments -1.0",
        ),
        ("max(1, log(-1))", "the function 'log' must have a real value; got the arguments -1.0"),
        (
            "round(1.5, 0.5)",
            "the function 'round' must have a real value; got the arguments 1.5, 0.5",
        ),
        ("combinations(10^9, 5)", "the function 'combinations' must have a real value"),
        ("max()", "the function 'max' takes at least 1 arguments; got 0"),
        ("pow(2)", "the function 'pow' takes 2 arguments; got 1"),
        ("round(1, 2, 3)", "the function 'round' takes 1 to 2 arguments; got 3"),
        ("max(1, )", "must have a number or a name before ')'"),
        ("max(1, (2, 3))", "must have an operator before ', 3))'"),
        ("max(1, 2", "has a bracket that is not closed"),
        (
            "1, 2",
            (
                "must have an operator before ', 2'; only numbers, names, + - * / % ^, brackets and"
                " functions such as abs"
            ),
        ),
        ("mx(1, 2)", "calls the function 'mx'; only numbers"),
        ("Max(1, 2)", "calls the function 'Max'"),
        ("[1, 2]", "must have a number or a name before '[1, 2]'"),
        ("x > 1 ? 2 : 3", "must have an operator before '> 1"),
        ("2 x", "must have an operator before 'x'"),
        ("exp(1000)", "must be a finite real number; got inf"),
        ("factorial(171)", "the function 'factorial' must have a real value"),
        ("1 1/0", "must have an operator before '1/0'"),
        ("max([1, 2)", "must have an operator before ')'"),
        ("max(1, 2])", "must have an operator before '])'"),
        ("(1])", "must have an operator before '])'"),
        ("sqrt([1])", "must have a number or a name before '[1])'"),
        ("50%", "must have a number or a name at its end"),
        ("1\n+ 2", "another one begins in a line of its own, before '+ 2'"),
        ("1 # one\n+ 2", "another one begins in a line of its own"),
        ("250\xa0", "must have an operator before"),
        (
            "1 / fraction(1, 0)",
            "the function 'fraction' must have a real value; got the arguments 1.0, 0.0",
        ),
        ("1 / divide(1, 2 - 2)", "the function 'divide' must have a real value"),
        ("Infinity", "unknown name 'Infinity'"),
    ],
)
def test_what_has_no_value_is_refused(value, formula, message):
    with pytest.raises(InvalidModelError) as caught:
        value(formula, "x = 2")
    assert message in str(caught.value)


@pytest.mark.parametrize("name", sorted(SILVER_DECISIONS.random))
def test_functions_that_draw_at_random_are_refused_by_name(value, name):
    with pytest.raises(
        InvalidModelError,
        match=f"line 2 of the code: .*calls the function '{name}', which draws at",
    ):
        value("a", f"b = 1\na = 1 + {name}(0, 1)")


def test_variables_go_before_constants_and_assignments_may_span_lines(value):
    assert value("e + pi", "e = 1 # not Euler's\npi = 3; ") == 4
    assert value("a + b", "a = max(1,\n  2, # two; or\n  3)\n\n# c = ; x\nb = (a\n+ 1)") == 7
    with pytest.raises(InvalidModelError, match=r"line 2 of the code: .*unknown name 'zz'"):
        value("1", "a = 1\nb = (1 +\n\n zz)\n")
    with pytest.raises(InvalidModelError, match="line 3 of the code: 'd 1' must be an assignment"):
        value("1", "a = (1 +\n 2)\nd 1")


def test_the_demo_with_parameters_has_the_values_that_the_program_stored():
    """demo/data/rockefellerWithParams.json holds what it drew and the expected values that it
    computed from that."""
    tree = io.load(DATA / "rockefeller.json", values={"pr": 0.5502678439655895})
    assert rollback(tree).value == pytest.approx(1165 + 891810 / 1849771, abs=1e-9)
    assert rollback(tree, goal="min").value == pytest.approx(
        575 + 878291371642703 / 3279115770832143, abs=1e-9
    )


def test_the_demo_with_a_random_variable_and_an_unnamed_node(load):
    """demo/data/sample-tree.json: the same, with p = random(0,1)."""
    game = node("chance", "", [edge("win", "a", probability="p"), edge("lose", 0, probability="#")])
    root = node("decision", "game\ndilemma", [edge("play", "-1", game), edge("leave", 0)])
    code = "p = random(0,1)\na = 10"
    with pytest.raises(
        InvalidModelError,
        match=r"tree.json:4:3: data > code: line 1 of the code: 'random\(0,1\)' calls",
    ):
        load(root, code)
    tree = load(root, code, values={"p": 0.291638189333878})
    assert rollback(tree).value == pytest.approx(1 + 3704647 / 4042689, abs=1e-9)
    assert clairvoyance(tree, "chance 1").value == pytest.approx(0.708361810666122)


def test_values_hold_wherever_the_file_assigns_and_what_depends_on_them_follows(load):
    inner = node(
        "chance",
        "c",
        [
            edge("x", "a", probability="p"),
            edge("y", "b", probability="#"),
            edge("z", 0, probability="#"),
        ],
        code="a = 10; b = a * 2\na = a + 1",
    )
    root = node("decision", "d", [edge("go", "cost", inner), edge("stay", "a")])
    code = "a = 1; p = Uniform(0, 1)\ncost = -a / 4"
    tree = load(root, code, values={"p": 0.25, "a": 8})
    assert [child.payoff for child in tree.options["go"].children] == [8, 16, 0]
    assert (tree.options["go"].payoff, tree.options["stay"].payoff) == (-2, 8)
    assert list(tree.options["go"].probabilities.values()) == [0.25, 0.375, 0.375]
    p, a = np.linspace(0, 1, 6), np.array([[4.0], [8.0]])
    sampled = rollback(load(root, code, values={"p": p, "a": a})).value
    assert sampled.shape == (2, 6)
    for i, j in np.ndindex(2, 6):
        alone = rollback(load(root, code, values={"p": p[j], "a": a[i, 0]})).value
        assert sampled[i, j] == pytest.approx(alone, rel=1e-14)


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"q": 1}, r"^load\(\): unknown variable in values 'q'; known are \['p', 'cost'\]"),
        ({"p": np.nan}, "value of 'p' must be finite; got nan"),
        ({"p": [0.5, np.inf]}, "value of 'p'"),
        ({"p": 1.5}, "probabilities beside REST must not exceed 1"),
        ({"cost": [0, 1]}, "'1/cost' divides by zero"),
    ],
)
def test_values_that_do_not_fit_are_refused(load, values, message):
    root = node(
        "chance", "c", [edge("x", "1/cost", probability="p"), edge("y", 0, probability="#")]
    )
    with pytest.raises(InvalidInputError, match=message):
        load(root, "p = 0.5; cost = 3", values=values)


def test_a_second_criterion_does_not_vanish_where_a_given_value_makes_it_nothing(load):
    root = node("decision", "d", [edge("x", ["1", "b"]), edge("y", [2, 0])])
    for value in (0, 3, np.array([0.0, 0.0])):
        payoff = load(root, "b = 5", values={"b": value}).options["x"].payoff
        assert payoff["payoff 1"] == 1
        np.testing.assert_array_equal(payoff["payoff 2"], value)
    assert (
        load(node("decision", "d", [edge("x", ["a", 0])]), "a = 5", values={"a": 0})
        .options["x"]
        .payoff
        == 0
    )


def test_what_a_node_assigns_ends_with_it(load):
    below = [
        edge(str(i), 0, node("decision", "", [edge("x", "v")], code=f"v = v + {i}"))
        for i in range(500)
    ]
    tree = load(node("decision", "top", [*below, edge("after", "v")]), "v = 1")
    assert [child.options["x"].payoff for child in tree.children[:-1]] == [
        1 + i for i in range(500)
    ]
    assert tree.options["after"].payoff == 1


@pytest.mark.slow
@pytest.mark.parametrize("name", ["formula", "code", "sum"])
def test_a_fault_at_each_node_of_a_chain_gives_a_short_message(tmp_path, name):
    """Were every fault written out with the keys that lead to it, these would be gigabytes."""
    code = {"formula": "", "code": "a{i} = $", "sum": "bb = 1; a{i} = 2"}[name]
    rest = (
        '{"name": "off", "payoff": "bb", "probability": "0.25", "childNode": {"type": "terminal",'
        ' "childEdges": []}}'
    )
    text, end = "", '{"type": "terminal", "childEdges": []}'
    for i in range(COUNT):
        own = code.replace("{i}", str(i))
        text += (
            f'{{"type": "chance", "name": "c{i}", "code": "{own}", "childEdges": [{rest},\n'
            '{"name": "on", "payoff": 0, "probability": "0.5", "childNode": '
        )
    text += end + "}]}" * COUNT
    path = tmp_path / "chain.json"
    path.write_text('{"SilverDecisions": "1.0.0", "trees": [' + text + "]}")
    with pytest.raises(InvalidModelError) as caught:
        io.load(path)
    count = 2 * COUNT if name == "code" else COUNT
    assert caught.value.count == count
    first = str(caught.value).count("\n") - 1
    assert str(caught.value).endswith(f"... and {count - first:,} others")
    assert len(str(caught.value)) <= LONGEST


@pytest.mark.parametrize(
    "formula",
    [
        "9" * 400,
        "9" * 5_000,
        "1 " + "9" * 399 + "/7",
        "1 " + "9" * 5_000 + "/7",
        "0.(" + "9" * 5_000 + ")",
        "2^(9^9^9)",
        "1e400",
        "1/1e400",
        "1e308*10",
        "0." + "1" * 350 + "(" + "3" * 40 + ")" + "9",
    ],
)
def test_numbers_that_no_float_holds_are_refused(value, formula):
    with pytest.raises(InvalidModelError, match="payoff: ") as caught:
        value(formula)
    assert len(str(caught.value)) < 4_000


@pytest.mark.slow
@pytest.mark.parametrize("length", [1_100, 20_000])
def test_long_and_deep_formulas_are_computed(value, length):
    assert value("1" + "+1" * length) == length + 1
    assert value("-" * 2 * length + "1") == 1
    assert value("max(0, " * length + "7" + ")" * length) == 7
    assert value("(" * length + "a" + ")" * length, "a = 2") == 2


def test_a_fault_at_the_end_of_a_chain_is_told_with_the_first_and_the_last_keys(load):
    root = node("terminal", edges=[edge("x", 1)])
    for i in range(150):
        root = node("chance", f"c{i}", [edge("on", 0, root, probability=1)])
    with pytest.raises(
        InvalidModelError, match=r"data > trees\[0\] > childEdges\[0\] > .* > childNode"
    ) as caught:
        load(root)
    assert len(str(caught.value)) < 2_500


def test_faults_that_are_not_listed_are_never_written():
    faults, written = Faults(), []
    for i in range(1_000):
        faults.note(lambda i=i: written.append(i) or f"fault {i}")
    assert len(written) <= 25
    assert str(faults.error()).endswith("fault 9\n  - ... and 990 others")
