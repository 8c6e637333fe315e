"""BIFXML: diagrams that pyAgrum wrote, and what is refused by file, line and variable."""

import pathlib

import numpy as np
import pytest

from decision_analysis import io
from decision_analysis.diagrams import solve
from decision_analysis.errors import DegenerateDataWarning, InvalidInputError, InvalidModelError

DATA = pathlib.Path(__file__).parent / "data"
DTD = """<!DOCTYPE BIF [
 <!ELEMENT BIF ( NETWORK )*>
 <!ATTLIST BIF VERSION CDATA #REQUIRED>
 <!ELEMENT VARIABLE ( NAME, ( OUTCOME | PROPERTY )* ) >
 <!ATTLIST VARIABLE TYPE (nature|decision|utility) "nature">
]>
"""


def variable(name, kind="nature", outcomes=("a", "b")):
    inner = "".join(f"<OUTCOME>{outcome}</OUTCOME>" for outcome in outcomes)
    return f'<VARIABLE TYPE="{kind}"><NAME>{name}</NAME>{inner}</VARIABLE>'


def definition(name, table=None, *given):
    inner = "".join(f"<GIVEN>{other}</GIVEN>" for other in given) + ("" if table is None else f"<TABLE>{table}</TABLE>")
    return f"<DEFINITION><FOR>{name}</FOR>{inner}</DEFINITION>"


X = variable("x") + definition("x", "0.25 0.75")


@pytest.fixture
def load(tmp_path):
    def load(*parts, dtd="", **options):
        path = tmp_path / "diagram.bifxml"
        inner = "\n".join(parts)
        path.write_text(f'<?xml version="1.0"?>\n{dtd}<BIF VERSION="0.3"><NETWORK>\n{inner}\n</NETWORK></BIF>')
        return io.load(path, **options)

    return load


def test_the_wildcatter_that_pyagrum_wrote_has_the_published_value():
    diagram = io.load(DATA / "wildcatter.bifxml")
    assert diagram.parents("drill") == ("result", "test")
    assert diagram.parents("payoff") == ("drill", "oil")
    np.testing.assert_array_equal(diagram.nodes["payoff"].payoffs, [[-70, 50, 200], [0, 0, 0]])
    result = diagram.nodes["result"]
    assert result.given == ("test", "oil")
    np.testing.assert_array_equal(result.probabilities[0], [[0.1, 0.3, 0.6, 0], [0.3, 0.4, 0.3, 0], [0.5, 0.4, 0.1, 0]])
    assert solve(diagram).value == pytest.approx(22.5)


def test_a_random_diagram_that_pyagrum_wrote_has_its_tables():
    with pytest.warns(DegenerateDataWarning, match="nature 'b' summed to 1.0000003"):
        diagram = io.load(DATA / "random.bifxml", rescale=True)
    assert diagram.choices == ("c", "f")
    b = [[0.12616633060541588, 0.8738336693945841], [0.6459405359897167, 0.3540594640102833],
         [0.9516566944493371, 0.04834330555066291]]  # fmt: skip
    assert diagram.parents("b") == ("a",)
    np.testing.assert_allclose(diagram.nodes["b"].probabilities, b, rtol=1e-5)
    assert diagram.parents("v") == ("a", "f")
    np.testing.assert_allclose(
        diagram.nodes["v"].payoffs, [[3.27622, -5.45251], [6.91418, -6.57765], [10.6475, 31.1063]]
    )
    with pytest.raises(InvalidModelError, match="uncertain 'a': probabilities must sum to 1"):
        io.load(DATA / "random.bifxml")


def test_the_declarations_of_the_format_and_comments_are_passed_over(load):
    table = "<!-- a --> 1 2 <!-- b --> 3 4\n5\t6"
    diagram = load(
        "<NAME>n</NAME><PROPERTY>p</PROPERTY>", X, variable("d", "decision", "uvw"), definition("d", None, "x"),
        variable("u", "utility", ()), definition("u", table, "d", "x"), dtd=DTD,
    )  # fmt: skip
    assert diagram.nodes["d"].knows == ("x",)
    np.testing.assert_array_equal(diagram.nodes["u"].payoffs, [[1, 2], [3, 4], [5, 6]])


def test_a_variable_without_a_type_is_nature(load):
    assert load(X.replace(' TYPE="nature"', "")).uncertainties == ("x",)


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        (["<OBSERVED/>", X.replace("<NAME>", "<STATE/><NAME>"), definition("x", "1 0"), definition("y", "1 0")],
         ["3: <OBSERVED> cannot be expressed; read are <VARIABLE> and <DEFINITION>",
          "4: <STATE> of <VARIABLE> cannot be expressed",
          "5: a definition must be FOR one variable, and the only one of it; got ['x']",
          "6: a definition must be FOR a variable; got 'y'"]),
        ([variable("x", "temporal"), X, X.partition("<DEF")[0], "<VARIABLE/>"],
         ["3: variable 'x': TYPE must be one of ['nature', 'decision', 'utility']; got 'temporal'",
          "5: a variable must have one name of its own; got ['x']",
          "6: a variable must have one name of its own; got []"]),
        ([variable("x"), variable("y"), definition("y", None, "x"), variable("d", "decision"), definition("d", "1 0")],
         ["3: nature 'x': must have one TABLE; got none", "5: nature 'y': must have one TABLE; got none",
          "7: decision 'd': a decision must not have a TABLE"]),
        ([X, variable("u", "utility", ()), definition("u", "1 2 3", "x"), variable("v", "utility"),
          definition("v", "1", "u"), variable("w", "utility"), definition("w", "1e999")],
         ["5: utility 'u': must have 2 numbers (2 of 'x'); got 3",
          "7: utility 'v': GIVEN must name variables with outcomes; got ['u']",
          "9: utility 'w': must hold finite numbers; got '1e999'"]),
        ([X, definition("z", "1").replace("<FOR>z</FOR>", "")],
         ["4: a definition must be FOR one variable, and the only one of it; got []"]),
        ([variable("x"), definition("x", "1 0 0 1", "y"), variable("y"), definition("y", "1 0 0 1", "x")],
         [" arcs must not form a cycle; got x -> y -> x"]),
        ([variable("x", "nature", ("a", "a")), definition("x", "1 0")], ["3: uncertain 'x': states must not repeat"]),
    ],
)  # fmt: skip
def test_what_makes_no_diagram_is_refused(load, tmp_path, parts, expected):
    with pytest.raises(InvalidModelError, match=r"^load\(\): ") as caught:
        load(*parts)
    found = [problem.removeprefix(f"{tmp_path}/diagram.bifxml:") for problem in caught.value.problems]
    assert len(found) == len(expected), found
    for problem, words in zip(found, expected, strict=True):
        assert words in problem


def test_entities_of_the_file_are_refused(load):
    with pytest.raises(InvalidInputError, match=r"^load\(\): .*:2: must not declare entities; got 'a'"):
        load(X, dtd='<!DOCTYPE BIF [<!ENTITY a "1 ">]>\n')
