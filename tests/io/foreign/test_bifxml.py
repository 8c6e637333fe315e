"""BIFXML: diagrams that pyAgrum wrote, and what is refused by file, line and variable."""

import pathlib

import numpy as np
import pytest

from decision_analysis import io
from decision_analysis.diagrams import solve
from decision_analysis.errors import DegenerateDataWarning, InvalidInputError, InvalidModelError

DATA = pathlib.Path(__file__).parents[1] / "data"
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
    inner = "".join(f"<GIVEN>{other}</GIVEN>" for other in given) + (
        "" if table is None else f"<TABLE>{table}</TABLE>"
    )
    return f"<DEFINITION><FOR>{name}</FOR>{inner}</DEFINITION>"


X = variable("x") + definition("x", "0.25 0.75")


@pytest.fixture
def load(tmp_path):
    def load(*parts, dtd="", **options):
        path = tmp_path / "diagram.bifxml"
        inner = "\n".join(parts)
        path.write_text(
            f'<?xml version="1.0"?>\n{dtd}<BIF VERSION="0.3"><NETWORK>\n{inner}\n</NETWORK></BIF>'
        )
        return io.load(path, **options)

    return load


def test_the_wildcatter_that_pyagrum_wrote_has_the_published_value():
    diagram = io.load(DATA / "wildcatter.bifxml")
    assert diagram.parents("drill") == ("result", "test")
    assert diagram.parents("payoff") == ("drill", "oil")
    np.testing.assert_array_equal(diagram.nodes["payoff"].payoffs, [[-70, 50, 200], [0, 0, 0]])
    result = diagram.nodes["result"]
    assert result.given == ("test", "oil")
    np.testing.assert_array_equal(
        result.probabilities[0], [[0.1, 0.3, 0.6, 0], [0.3, 0.4, 0.3, 0], [0.5, 0.4, 0.1, 0]]
    )
    assert solve(diagram).value == pytest.approx(22.5)


def test_a_random_diagram_that_pyagrum_wrote_has_its_tables():
    with pytest.warns(DegenerateDataWarning, match="nature 'b' summed to 1.0000003"):
        diagram = io.load(DATA / "random.bifxml", rescale=True)
    assert diagram.choices == ("c", "f")
    b = [
        [0.12616633060541588, 0.8738336693945841],
        [0.6459405359897167, 0.3540594640102833],
        [0.9516566944493371, 0.04834330555066291],
    ]
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
        "<NAME>n</NAME><PROPERTY>p</PROPERTY>",
        X,
        variable("d", "decision", "uvw"),
        definition("d", None, "x"),
        variable("u", "utility", ()),
        definition("u", table, "d", "x"),
        dtd=DTD,
    )
    assert diagram.nodes["d"].knows == ("x",)
    np.testing.assert_array_equal(diagram.nodes["u"].payoffs, [[1, 2], [3, 4], [5, 6]])


def test_a_variable_without_a_type_is_nature(load):
    assert load(X.replace(' TYPE="nature"', "")).uncertainties == ("x",)


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        (
            [
                "<OBSERVED/>",
                X.replace("<NAME>", "<STATE/><NAME>"),
                definition("x", "1 0"),
                definition("y", "1 0"),
            ],
            [
                "3: <OBSERVED> cannot be expressed; read are <VARIABLE> and <DEFINITION>",
                "4: <STATE> of <VARIABLE> cannot be expressed",
                "5: a definition must be FOR one variable, and the only one of it; got ['x']",
                "6: a definition must be FOR a variable; got 'y'",
            ],
        ),
        (
            [variable("x", "temporal"), X, X.partition("<DEF")[0], "<VARIABLE/>"],
            [
                (
                    "3: variable 'x': TYPE must be one of ['nature', 'decision', 'utility']; got"
                    " 'temporal'"
                ),
                "5: a variable must have one name of its own; got ['x']",
                "6: a variable must have one name of its own; got []",
            ],
        ),
        (
            [
                variable("x"),
                variable("y"),
                definition("y", None, "x"),
                variable("d", "decision"),
                definition("d", "1 0"),
            ],
            [
                "3: nature 'x': must have one TABLE; got none",
                "5: nature 'y': must have one TABLE; got none",
                "7: decision 'd': a decision must not have a TABLE",
            ],
        ),
        (
            [
                X,
                variable("u", "utility", ()),
                definition("u", "1 2 3", "x"),
                variable("v", "utility"),
                definition("v", "1", "u"),
                variable("w", "utility"),
                definition("w", "1e999"),
            ],
            [
                "5: utility 'u': must have 2 numbers (2 of 'x'); got 3",
                "7: utility 'v': GIVEN must name variables with outcomes; got ['u']",
                "9: utility 'w': must hold finite numbers; got '1e999'",
            ],
        ),
        (
            [X, definition("z", "1").replace("<FOR>z</FOR>", "")],
            ["4: a definition must be FOR one variable, and the only one of it; got []"],
        ),
        (
            [
                variable("x"),
                definition("x", "1 0 0 1", "y"),
                variable("y"),
                definition("y", "1 0 0 1", "x"),
            ],
            [" arcs must not form a cycle; got x -> y -> x"],
        ),
        (
            [variable("x", "nature", ("a", "a")), definition("x", "1 0")],
            ["3: uncertain 'x': states must not repeat"],
        ),
    ],
)
def test_what_makes_no_diagram_is_refused(load, tmp_path, parts, expected):
    with pytest.raises(InvalidModelError, match=r"^load\(\): ") as caught:
        load(*parts)
    found = [
        problem.removeprefix(f"{tmp_path}/diagram.bifxml:") for problem in caught.value.problems
    ]
    assert len(found) == len(expected), found
    for problem, words in zip(found, expected, strict=True):
        assert words in problem


def spread(name, table, *given):
    """Return a variable and, some lines below, its definition with the table in a line of its
    own."""
    inner = "".join(f"<GIVEN>{other}</GIVEN>" for other in given)
    return (
        f"{variable(name)}\n\n<DEFINITION><FOR>{name}</FOR>\n"
        f"{inner}\n<TABLE>{table}</TABLE></DEFINITION>"
    )


def test_a_second_definition_is_named_with_the_line_of_the_first(load):
    with pytest.raises(
        InvalidModelError,
        match=r":8: a definition must be FOR one .*; got \['x'\], defined in line 5",
    ):
        load(spread("x", "0.5 0.5"), definition("x", "1 0"))


def test_faults_of_a_table_have_its_line_and_those_of_parents_that_of_the_definition(
    load, tmp_path
):
    with pytest.raises(InvalidModelError, match=r"4 problem\(s\)") as caught:
        load(
            spread("x", "0.5 0.4"),
            spread("y", "1 0 0.75 0.5", "x"),
            spread("z", "1 0 1 0 1 0 1 0", "y", "y"),
            spread("w", "1 0").replace("<OUTCOME>b", "<OUTCOME>a"),
        )
    found = [problem.split("bifxml:")[1] for problem in caught.value.problems]
    assert found[0].startswith("18: uncertain 'w': states must not repeat")
    assert found[1].startswith("15: uncertain 'z': given must not repeat")
    assert found[2].startswith("7: uncertain 'x': probabilities must sum to 1; got 0.9")
    assert found[3].startswith(
        "12: uncertain 'y' where 'x' is 'b': probabilities must sum to 1; got 1.25"
    )


def test_rows_of_zeros_that_no_policy_reaches_are_passed_over(load):
    """The test is taken or not; without it there is no result, whatever the decisions."""
    parts = [
        variable("take", "decision", ("yes", "no")),
        variable("oil", outcomes=("dry", "wet", "soaking")),
        variable("result", outcomes=("good", "bad", "none")),
        variable("report", outcomes=("long", "short")),
        variable("u", "utility", ()),
        definition("oil", "0.5 0.5 0"),
        definition("u", "1 2", "report"),
        definition("result", "0.9 0.1 0  0.2 0.8 0  0 0 0   0 0 1  0 0 1  0 0 0", "take", "oil"),
        definition("report", "0.25 0.75 0.5 0.5 0 0   0 0 0 0 1 0", "take", "result"),
    ]
    diagram = load(*parts)
    report = diagram.nodes["report"].probabilities
    np.testing.assert_array_equal(report[0], [[0.25, 0.75], [0.5, 0.5], [0.5, 0.5]])
    np.testing.assert_array_equal(diagram.nodes["result"].probabilities[1, 2], [1 / 3] * 3)
    # taken: (.9 + .2) / 2 = .55 good, so 1 + .55 * .75 + .45 * .5
    assert solve(diagram).value == pytest.approx(1.6375, abs=1e-12)


def test_what_is_impossible_is_known_over_several_steps(load):
    """x is a, so y is a, so w is a or b, whatever v, which w and x share: z never sees w at c."""
    parts = [
        variable("v"),
        variable("x"),
        variable("y"),
        variable("w", outcomes="abc"),
        variable("z"),
        variable("u", "utility", ()),
        definition("v", "0.5 0.5"),
        definition("x", "1 0 1 0", "v"),
        definition("y", "1 0 0 1", "x"),
        definition("w", "1 0 0  0 1 0  0 0 1  0 0 1", "y", "v"),
        definition("z", "0.25 0.75  1 0  0 0", "w"),
        definition("u", "1 0", "z"),
    ]
    assert solve(load(*parts)).value == pytest.approx(0.625)
    with pytest.raises(
        InvalidModelError,
        match="uncertain 'z' where 'w' is 'c': probabilities must sum to 1; got 0 ",
    ):
        load(*[part.replace("1 0 1 0", "0.5 0.5 1 0") for part in parts])


def test_rows_of_zeros_that_a_policy_reaches_are_named_by_the_states_of_the_parents(load):
    parts = [
        variable("take", "decision", ("yes", "no")),
        X,
        variable("y"),
        variable("u", "utility", ()),
        definition("y", "0.5 0.5 0 0   0 0 1 0", "take", "x"),
        definition("u", "1 2", "y"),
    ]
    with pytest.raises(InvalidModelError, match=r"2 problem\(s\)") as caught:
        load(*parts)
    first, second = caught.value.problems
    assert (
        ":7: uncertain 'y' where 'take' is 'yes', 'x' is 'b': probabilities must sum to 1; got 0 ("
        in first
    )
    assert (
        ":7: uncertain 'y' where 'take' is 'no', 'x' is 'a': probabilities must sum to 1; got 0 ("
        in second
    )


def test_rows_reached_are_those_of_the_joint_distribution_under_some_policy(load):
    """Against brute force: chains of three with random zeros, and a decision in between."""
    rng = np.random.default_rng(8)
    seen = set()
    for _ in range(60):
        x, y = rng.integers(0, 2, (3,)), rng.integers(0, 2, (2, 3, 2))
        x[0], y[..., 0] = 1, np.maximum(y[..., 0], y.sum(-1) == 0)
        p_x, p_y = x / x.sum(), y / y.sum(-1, keepdims=True)
        z = np.where(rng.random((3, 2, 1)) < 0.5, [0, 0], [0.5, 0.5])
        reached = (p_x[None, :, None] * p_y > 0).any(0)  # some option of d leads there
        parts = [
            variable("x", outcomes="abc"),
            variable("d", "decision", "st"),
            variable("y"),
            variable("z"),
            variable("u", "utility", ()),
            definition("x", " ".join(map(str, p_x))),
            definition("y", " ".join(map(str, p_y.ravel())), "d", "x"),
            definition("z", " ".join(map(str, z.ravel())), "x", "y"),
            definition("u", "1 2", "z"),
        ]
        fine = not (reached & (z.sum(-1) == 0)).any()
        seen.add(fine)
        if fine:
            assert load(*parts).nodes["z"].probabilities.sum(-1).ravel() == pytest.approx(1)
        else:
            with pytest.raises(InvalidModelError, match="uncertain 'z' where 'x' is"):
                load(*parts)
    assert seen == {True, False}


def test_entities_of_the_file_are_refused(load):
    with pytest.raises(
        InvalidInputError, match=r"^load\(\): .*:2: must not declare entities; got 'a'"
    ):
        load(X, dtd='<!DOCTYPE BIF [<!ENTITY a "1 ">]>\n')
