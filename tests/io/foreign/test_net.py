"""The NET language of Hugin: a published diagram, what is passed over, and what is refused by file,
line and node."""

import pathlib

import numpy as np
import pytest

from decision_analysis import io
from decision_analysis.diagrams import solve, to_dict
from decision_analysis.errors import DegenerateDataWarning, InvalidInputError, InvalidModelError

DATA = pathlib.Path(__file__).parents[1] / "data"
NET = "net { }\n"
X = 'node x { states = ("a" "b"); } potential (x) { data = (0.25 0.75); }'


@pytest.fixture
def load(tmp_path):
    def load(*parts, **options):
        path = tmp_path / "diagram.net"
        path.write_text(NET + "\n".join(parts), encoding="utf-8")
        return io.load(path, **options)

    return load


@pytest.fixture
def problems(load, tmp_path):
    def problems(*parts, **options):
        with pytest.raises(InvalidModelError, match=r"^load\(\): ") as caught:
            load(*parts, **options)
        return [
            problem.removeprefix(f"{tmp_path}/diagram.net:") for problem in caught.value.problems
        ]

    return problems


def test_numbers_are_words_parted_by_spaces_of_ascii(problems, load):
    for data, got in {
        '"0.25" 0.75': "0.25",
        '"0.25 0.75"': "0.25 0.75",
    }.items():
        with pytest.raises(InvalidInputError, match=f"expected a number; got '{got}'"):
            load(X.replace("0.25 0.75", data))
    for data in ("0.25\xa00.75", "0.25 0.7_5", "0.25 ٠.٧٥", "0.25 ０.75", "0.25 .7²", "1/4 3/4"):
        assert "must hold finite numbers; got" in problems(X.replace("0.25 0.75", data))[0]


def test_the_wildcatter_has_the_published_value_and_the_tables_that_pyagrum_wrote():
    diagram = io.load(DATA / "wildcatter.net")
    other = io.load(DATA / "wildcatter.bifxml")
    assert solve(diagram).value == pytest.approx(22.5, abs=1e-12)
    assert diagram.parents("drill") == ("result", "test")
    np.testing.assert_array_equal(diagram.nodes["payoff"].payoffs, other.nodes["payoff"].payoffs)
    np.testing.assert_array_equal(
        diagram.nodes["result"].probabilities, other.nodes["result"].probabilities
    )
    assert diagram.states("drill") == ("yes", "no")


def test_the_last_parent_varies_faster_than_the_first_and_the_node_fastest(load):
    numbers = " ".join(f"{i / 16:g} {1 - i / 16:g}" for i in range(6))
    diagram = load(
        X,
        "node y { states = (u v w); } potential (y | ) { data = (0.5 0.25 0.25); }",
        f"node z {{ states = (t f); }} potential (z | x y) {{ data = ({numbers}); }}",
        "utility u { } potential (u | y x) { data = ((1 2)(3 4)(5 6)); }",
    )
    z, u = diagram.nodes["z"].probabilities, diagram.nodes["u"].payoffs
    assert z[1, 2, 0] == 5 / 16
    assert z[0, 2, 0] == 2 / 16
    np.testing.assert_array_equal(u, [[1, 2], [3, 4], [5, 6]])


def test_chest_clinic_as_r_packages_write_it(load):
    """Lauritzen and Spiegelhalter (1988): P(either) = .0648."""
    diagram = load(
        'node tub{\n states = ("yes"  "no");\n}\nnode lung{\n states = ("yes"  "no");\n}\nnode'
        ' either{\n states = ("yes"  "no");\n}\npotential (tub |){\n data = (0.0104'
        " 0.9896);\n}\npotential (lung |){\n data = (0.055 0.945);\n}\npotential (either | lung"
        " tub){\n data = (((1.0 0.0)\n  (1.0 0.0))\n\n ((1.0 0.0)\n  (0.0 1.0)));\n}\nutility"
        " u{}\npotential (u|either){data=(1 0);}"
    )
    assert solve(diagram).value == pytest.approx(0.064828, abs=1e-6)


def test_labels_comments_positions_and_what_programs_add_are_passed_over(load):
    """As Hugin, GeNIe and SamIam write them."""
    plain = to_dict(
        load(
            X,
            "decision d { states = (s t); }",
            "utility u { } potential (u | d x) { data = (1 2 3 4); }",
        )
    )
    again = load(
        '% a comment; { ( " \nnode x\n{\n label = "X; {really} % so \\"it\\" is";\n position = (25'
        ' 275);\n states = ("a" % first\n "b");\n subtype = number;\n state_values = (0 1);\n'
        ' HR_Color_0 = "1";\n DSLxEXTRA = "AUXILIARY"; ismapvariable = "false";\n}\npotential (x) {'
        " data = (0.25 7.5e-1); experience_data = ((1 2)); HR_Zero = 0; }",
        "discrete decision d { states = (s t); } potential (d) { data = (1 1); }",
        "utility u { } potential(u|d x){data=((1 2)(3 4));}",
    )
    assert to_dict(again) == plain


def test_names_of_states_may_hold_quotes_and_signs(load):
    diagram = load(
        'node x { states = ("say \\"a\\"; {%}" "b\\\\c"); } potential (x) { data = (1 0); }'
    )
    assert diagram.states("x") == ('say "a"; {%}', "b\\c")


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        (
            [
                "continuous node c { }",
                "function f { }",
                "class K { inputs = (); }",
                "instance I { }",
                "interval decision i { }",
                "temporal { }",
            ],
            [
                (
                    "2: 'continuous node c': a continuous node cannot be expressed; read are net,"
                    " node, decision, utility"
                ),
                "3: 'function f': a function node cannot be expressed",
                "4: 'class K': an object-oriented network cannot be expressed",
                "5: 'instance I': a network inside a network cannot be expressed",
                "6: 'interval decision i': a node with intervals cannot be expressed",
                "7: 'temporal' cannot be expressed",
            ],
        ),
        (
            [
                X,
                "net { }",
                "node x { states = (a); }",
                "node { states = (a); }",
                "node y { states = (a); states = (b); }",
                "utility u { states = (a); }",
                "node z { states = (a); temporal_clone = x; }",
            ],
            [
                "3: a file must have one net { }; got 2",
                "4: node 'x' is declared twice, in lines 2 and 4",
                "5: 'node' must be followed by the name of a node",
                "6: node 'y': must have states = (...) once; got 2",
                "7: utility 'u': must have no states; got 1",
                "8: node 'z': 'temporal_clone': a node that unrolls over time cannot be expressed",
            ],
        ),
        (
            [
                X,
                "potential (x) { data = (1 0); }",
                "potential (xx) { data = (1); }",
                "potential (x y) { }",
                "potential { }",
                "potential (x2) { model_nodes = (x); model_data = (x + 1); color = 3; }",
            ],
            [
                "3: the potential of 'x' is given twice, in lines 2 and 3",
                "4: a potential must be of a node; got 'xx' (did you mean 'x'?)",
                "5: a potential must be of one node, as in potential (A | B C); got ['x', 'y']",
                "6: a potential must be of one node, as in potential (A | B C); got []",
                (
                    "7: the potential of 'x2': 'model_nodes': a table from a formula cannot be"
                    " expressed; write its numbers"
                ),
                "7: the potential of 'x2': 'model_data': a table",
                "7: the potential of 'x2': 'color' cannot be expressed",
                "7: a potential must be of a node; got 'x2'",
            ],
        ),
        (
            [
                X,
                "node y { states = (a b); }",
                "potential (y | xx) {\n data = (1 0); }",
                "utility u { }",
                "node z { states = (a b); } potential (z | u) { data = (1 0); }",
                "node w { states = (a); }",
                "decision d { states = (s t); } potential (d | x) {\n data = ((1 0) (0 1)); }",
            ],
            [
                (
                    "4: node 'y': parents must be nodes with states; 'xx' is no node (did you mean"
                    " 'x'?)"
                ),
                "6: utility 'u': must have a potential with data, once; got 0",
                "7: node 'z': parents must be nodes with states; 'u' is a utility",
                "8: node 'w': must have a potential with data, once; got 0",
                "10: decision 'd': must not have a policy, data whose numbers differ",
            ],
        ),
        (
            [
                X,
                "node y { states = (a b); } potential (y | x) { data = (1 0 1); }",
                "node z { states = (a b c); } potential (z | x) { data = ((1 0) (0 1)\n (1 0)); }",
                "node w { states = (a b); } potential (w | x) { data = ((1 0) 0 1); }",
                "node v { states = (a b); } potential (v) { data = (normal 1_0); }",
            ],
            [
                "3: node 'y': must have 4 numbers (2 of 'x' x 2 of 'y'); got 3",
                (
                    "4: node 'z': the brackets of data must hold 2 x 3 entries, as its nodes have"
                    " states; got 3 x 2"
                ),
                (
                    "6: node 'w': the brackets of data must hold 2 x 2 entries, as its nodes have"
                    " states; got 3 x 2"
                ),
                "7: node 'v': must hold finite numbers; got 'normal', and 1 more that are none",
            ],
        ),
        (
            ["node x { states = (a a); } potential (x) {\n data = (1 0); }"],
            ["2: uncertain 'x': states must not repeat"],
        ),
        (
            [
                "node x { states = (); } potential (x) { data = (); }",
                "decision d { states = (); }",
                "potential (d) { data = (); }",
                "utility u { } potential (u | x d) { data = (); }",
            ],
            [
                "2: uncertain 'x': states must not be empty",
                "3: choice 'd': options must not be empty",
            ],
        ),
        (
            ["node x {\n states = (a b); }\npotential (x) {\n data = (0.5 0.4); }"],
            ["5: uncertain 'x': probabilities must sum to 1; got 0.9"],
        ),
        (
            ["node x {\n states = (a b); }\npotential (x | x) {\n data = (1 0 1 0); }"],
            [" arcs must not form a cycle; got x -> x"],
        ),
    ],
)
def test_what_makes_no_diagram_is_refused(problems, parts, expected):
    found = problems(*parts)
    assert len(found) == len(expected), found
    for problem, words in zip(found, expected, strict=True):
        assert words in problem


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("node x { states = (a b;", "2: is not NET: expected '[)]'; got ';'"),
        ("node x { states = (a b); ", "2: is not NET: must have '}' before its end"),
        ("node x { states (a b); }", "2: is not NET: expected '=' after 'states'; got '[(]'"),
        ("node x { = 3; }", "2: is not NET: expected an attribute or '}'; got '='"),
        ("node x { a = ) ; }", "2: is not NET: expected ';'; got '[)]'"),
        ('node x\n{ label = "open; }\n', "3: is not NET: a quoted text must be closed"),
        ("node x;", "2: is not NET: expected '{'; got ';'"),
        (
            "potential (x | y | z) { }",
            "2: is not NET: expected the name of a node, '|' or '[)]'; got '|'",
        ),
        ("{ }", "2: is not NET: expected a word such as node or potential; got '{'"),
        ("node", "2: is not NET: must have '{' before its end"),
    ],
)
def test_what_is_not_net_is_refused(load, text, message):
    with pytest.raises(InvalidInputError, match=rf"^load\(\): .*diagram.net:{message}"):
        load(text)


def test_options_and_text_that_do_not_fit_are_refused(load, tmp_path):
    for options, message in {
        ("tree", "x"): "tree must be None",
        ("values", ("x",)): "values must",
        ("format", "xdsl"): "must be one of '.xdsl', '.xml'",
    }.items():
        with pytest.raises(InvalidInputError, match=message):
            load(X, **dict([options]))
    with pytest.raises(
        InvalidInputError, match=r"values must be None for a diagram of another program, .*\['x'\]"
    ):
        load(X, values={"x": 3})
    assert load(X, format="net").uncertainties == ("x",)
    path = tmp_path / "bytes.net"
    path.write_bytes(b'net { }\nnode x { label = "\xe6"; }')
    with pytest.raises(InvalidInputError, match="2: must be UTF-8; got byte 0xe6"):
        io.load(path)


def test_rounded_probabilities_are_rescaled_where_asked(load, problems):
    parts = ["node x { states = (a b c); } potential (x) {\n data = (0.33 0.33 0.33); }"]
    (problem,) = problems(*parts)
    assert problem.startswith("3: uncertain 'x': probabilities must sum to 1; got 0.99 (")
    assert problem.endswith("rescale=True divides them by their sum")
    with pytest.warns(DegenerateDataWarning, match=r"diagram.net:3: node 'x' summed to 0.99$"):
        diagram = load(*parts, rescale=True)
    np.testing.assert_allclose(diagram.nodes["x"].probabilities, 1 / 3, rtol=1e-15)


def test_time_and_memory_are_bounded(load, problems):
    with pytest.raises(InvalidInputError, match="brackets must not nest deeper than 100"):
        load("node x { a = " + "(" * 1_000_000)
    with pytest.raises(InvalidInputError, match=r"must have '\{' before its end"):
        load("node " * 200_000)
    nodes = "".join(
        f"node n{i} {{ states = (a); }} potential (n{i}) {{ data = (1); }}\n" for i in range(40)
    )
    many = " ".join(f"n{i}" for i in range(40))
    (problem,) = problems(
        nodes, f"node x {{ states = (a); }} potential (x | {many}) {{ data = (1); }}"
    )
    assert "node 'x': must not depend on more than 32 variables; got 41" in problem
    with pytest.raises(InvalidModelError) as caught:
        load("".join(f"node n{i} {{ }}\n" for i in range(30_000)))
    assert caught.value.count == 30_000
    message = str(caught.value)
    assert message.startswith("load(): 30,000 problem(s)\n")
    assert message.endswith("\n  - ... and 29,990 others")
    assert len(message) < 2_000
    (problem,) = problems(
        "node x { states = (a b); } potential (x) { data = (" + "9" * 5_000 + " 1); }"
    )
    assert problem.startswith("2: node 'x': must hold finite numbers; got '9999999")


def test_wrong_sums_are_counted_and_the_first_are_told(load):
    nodes = (
        f"node n{i} {{ states = (a b); }} potential (n{i}) {{ data = (0.5 0.4); }}\n"
        for i in range(300)
    )
    with pytest.raises(InvalidModelError) as caught:
        load("".join(nodes))
    assert caught.value.count == 300
    assert str(caught.value).startswith("load(): 300 problem(s)\n")
    assert str(caught.value).count("\n") == 11
