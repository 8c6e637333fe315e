"""Radiant: trees read from YAML, the published figures, and what is refused by file, line and
key."""

import pathlib
import re

import numpy as np
import pytest

from decision_analysis import io, trees
from decision_analysis.errors import DegenerateDataWarning, InvalidInputError, InvalidModelError
from decision_analysis.trees import clairvoyance, rollback, to_dict

DATA = pathlib.Path(__file__).parents[1] / "data"


@pytest.fixture
def load(tmp_path):
    def load(text, **options):
        path = tmp_path / "tree.yaml"
        path.write_text(text, encoding="utf-8")
        return io.load(path, **options)

    return load


@pytest.fixture
def problems(load, tmp_path):
    def problems(text):
        with pytest.raises(InvalidModelError, match=r"^load\(\): ") as caught:
            load(text)
        return [problem.removeprefix(f"{tmp_path}/tree.yaml:") for problem in caught.value.problems]

    return problems


def test_the_contract_has_the_published_figures(load):
    text = (DATA / "contract.yaml").read_text()
    with_fee, without = load(text), load(text.replace("legal fees: 5000", "legal fees: 0"))
    assert rollback(with_fee).value == pytest.approx(955_000, abs=1e-6)
    assert rollback(without).value == pytest.approx(960_000, abs=1e-6)
    assert rollback(with_fee).policy[()] == "Sign with Movie Company"
    assert with_fee.options["Sign with TV Network"].payoff == 900_000
    assert (
        rollback(load(text.replace("legal fees: 5000", "legal fees: 60001"))).policy[()]
        == "Sign with TV Network"
    )
    assert clairvoyance(without, "Sign with Movie Company").value == pytest.approx(
        210_000, abs=1e-6
    )


def test_a_tree_with_variables_in_any_order(load):
    root = io.load(DATA / "mud_slides.yaml")
    assert root.options["Build Wall"].payoff == -40_000
    positive = root.options["Test"].outcomes["Positive"]
    assert positive[0] == pytest.approx(0.9 * 0.01 + 0.15 * 0.99)
    assert positive[1].options["Build Wall"].probabilities["Mud Slide"] == pytest.approx(
        0.009 / 0.1575
    )
    assert rollback(root).value == pytest.approx(-(0.1575 * 40_000 + 0.009 * 50_000 + 0.001 * 1e6))


def test_keys_are_words_of_any_case_and_nodes_bear_their_branch(load):
    root = load(
        "NAME: go\nType: decision\na:\n  Cost: -2 * 3\n  TYPE: chance\n  x: {P: 1/4, Payoff: 1e3}\n"
        "  y: {p: 1 - 1/4, payoff: .5, type: terminal}\n'no':\n  payoff: 7\n"
    )
    assert to_dict(root) == {
        "decision": "go",
        "options": {
            "a": {
                "chance": "a",
                "payoff": 6.0,
                "outcomes": {
                    "x": {"probability": 0.25, "then": {"terminal": 1000.0}},
                    "y": {"probability": 0.75, "then": {"terminal": 0.5}},
                },
            },
            "no": {"terminal": 7.0},
        },
    }


def test_all_faults_are_told_with_line_and_key(problems):
    found = problems("""\
name: [go]
variables:
  a: dtree("other")
  b: c + 1
  c: b
  d: [1]
  e: 1/0
type: decision
left:
  name: again
  type: chance
  payoff: 3
  x: {payoff: 1}
  y: {p: f, payoff: sqrt(2)}
  z: {p: 1, type: chance}
middle: 3
cots: 4
right:
  p: 0.5
  cost: 3
  payoff:
over:
  type: chanse
  w: {p: 1, payoff: 2}
under: {}
""")
    assert found == [
        "3:3: variables > a: the value of another tree is not in this file; got 'dtree(\"other\")'",
        "6:3: variables > d: must be a number or a formula; got a list of 1",
        "7:3: variables > e: '1/0' divides by zero",
        "4:3: variables > b: 'c + 1' uses ['c'], and names must not use one another in a circle",
        "5:3: variables > c: 'b' uses ['b'], and names must not use one another in a circle",
        "1:1: name: must be the name of the tree; got a list of 1",
        "10:3: left > name: 'name' stands at the top of a tree only",
        "12:3: left > payoff: 'payoff' is overwritten by Radiant where branches follow",
        "13:3: left > x: missing key 'p'",
        "14:7: left > y > p: 'f': unknown name 'f'; known are ['b', 'c', 'e']",
        (
            "14:13: left > y > payoff: 'sqrt(2)' calls the function 'sqrt'; "
            "only numbers, names, + - * / ^ and brackets are read"
        ),
        "15:3: left > z: a chance must have at least one branch; it has none",
        "16:1: middle: a branch must be a mapping; got 3",
        "17:1: cots: a branch must be a mapping; got 4 (did you mean the key 'cost'?)",
        "19:3: right > p: 'p' is the probability of what follows a chance node; this does not",
        "21:3: right > payoff: must be a number or a formula; got nothing",
        "20:3: right > cost: 'cost' is not subtracted at an end by Radiant; put it into the payoff",
        (
            "23:3: over > type: must be one of 'decision', 'chance'; got 'chanse' (did you mean"
            " 'chance'?)"
        ),
        "25:1: under: missing key 'payoff'",
    ]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "type: decision\na: {payoff: 1}\n",
            "1:1: name: must be the name of the tree; got nothing",
        ),
        ("name: x\ntype: decision\n", "1:1: a decision must have at least one branch; it has none"),
        (
            "name: x\ntype: terminal\npayoff: 3\n",
            "2:1: type: must be one of 'decision', 'chance'; got 'terminal'",
        ),
        (
            "name: x\ntype: chance\na: {p: 0.4, payoff: 1}\nb: {p: 0.5, payoff: 1}\n",
            "1:1: probabilities must sum to 1; got 0.9 ('a' 0.4, 'b' 0.5)",
        ),
        (
            (
                "name: x\ntype: chance\nw:\n  type: decision\n  p: 1\n  v: {type: chance, a: {p: 2,"
                " payoff: 1}}\n"
            ),
            "6:3: w > v: probabilities must sum to 1; got 2 ('a' 2)",
        ),
        (
            "name: x\nvariables: base_tree\ntype: decision\na: {payoff: 1}\n",
            (
                "2:1: variables: must be a mapping {name: number or formula}; got 'base_tree': "
                "the variables of another tree are not in this file"
            ),
        ),
        (
            "name: x\nType: decision\ntype: chance\na: {payoff: 1}\n",
            "3:1: type: key 'type' is given twice, as 'Type' and 'type'",
        ),
        *(
            (
                (
                    f"name: x\nvariables:\n  {name!r}: 100\n  a: 1\n  b: 2\ntype: decision\n"
                    "c: {payoff: 3}\n"
                ),
                (
                    f"3:3: variables > {name}: the name of a variable must not be a formula, nor"
                    f" begin or end as one does; got {name!r}"
                ),
            )
            for name in ("3", "(", ")", "1e3", "a - b", "-a", "a +", "(a)", "P(a")
        ),
    ],
)
def test_what_makes_no_tree_is_refused(problems, text, message):
    assert problems(text) == [message]


def test_rounded_probabilities_are_rescaled_where_asked(load):
    text = "name: x\ntype: chance\na: {p: .33, payoff: 1}\nb: {p: .66, payoff: 4}\n"
    with pytest.warns(
        DegenerateDataWarning,
        match=r"load\(\): probabilities rescaled to sum to 1: .*:1 summed to 0.99",
    ):
        assert rollback(load(text, rescale=True)).value == pytest.approx(3)


def test_only_one_form_fits(load):
    with pytest.raises(InvalidModelError, match="missing key 'kind'"):
        load("name: x\na: {payoff: 1}\n")
    with pytest.raises(
        InvalidModelError, match="type: must be one of 'decision', 'chance'; got nothing"
    ):
        load("name: x\na: {payoff: 1}\n", format="radiant")
    with pytest.raises(InvalidModelError, match="must be a mapping; got a list of 1"):
        load("- x\n", format="radiant")
    with pytest.raises(InvalidInputError, match=re.escape("tree must be None")):
        load("name: x\ntype: decision\na: {payoff: 1}\n", tree="x")


def test_depth_is_not_limited(load):
    text = "name: x\ntype: decision\n" + "".join(
        f"{' ' * i}a:\n{' ' * i} type: decision\n" for i in range(900)
    )
    root = load(text + " " * 900 + "b: {payoff: 1}\n")
    assert root.size == 902
    assert isinstance(root, trees.Decision)


def test_what_is_typed_into_radiants_editor_is_read(load):
    """Tabs, no space after colons, names of any kind: Radiant makes YAML of these."""
    root = load(
        "name:Sign contract\r\nvariables:\r\n\tlegal fees:5000 # a note: here\n\tP(small):.3\n"
        "\t\ntype:decision\n@Movie Company:\n\ttype:chance\n\tcost:legal fees\n"
        "    Small:\n\t\tp:P(small)\n\t\tpayoff:200000\n"
        "\t2024:\n\t\tp:1-P(small)\n\t\tpayoff:1e6\n"
        "Plan #2:\n\tpayoff:900000\ntrue:\n\tpayoff: 1\n"
        "'http://a:b': {payoff:2}\nat 10:30: {payoff: 3}\n# the end: is near\n"
    )
    assert root.name == "Sign contract"
    assert list(root.options) == ["@Movie Company", "Plan #2", "true", "http://a:b", "at 10:30"]
    movie = root.options["@Movie Company"]
    assert movie.payoff == -5000
    assert movie.probabilities == {"Small": 0.3, "2024": 0.7}
    assert [child.payoff for child in movie.children] == [200_000, 1_000_000]
    assert [
        root.options[name].payoff for name in ("Plan #2", "true", "http://a:b", "at 10:30")
    ] == [900_000, 1, 2, 3]


def test_entries_in_braces_need_no_space(load):
    root = load("name: x\ntype: chance\na: {p:0.3, payoff:100}\nb: {p: .7, payoff:-1}\n")
    assert rollback(root).value == pytest.approx(29.3)


def test_lines_and_words_of_the_file_are_told(problems):
    found = problems(
        "name: x\ntype:decision\na:\n\ttype:chance\n\tx:\n\t\tp:30%\n\t\tpayoff:$100\n"
        "\ty:\n\t\tp:0.7\n\t\tpayoff:1,000\n"
    )
    assert [problem.partition(";")[0] for problem in found] == [
        "6:3: a > x > p: '30%' must have an operator before '%'",
        "7:3: a > x > payoff: '$100': unknown name '$100'",
        "10:3: a > y > payoff: '1,000' must have an operator before ',000'",
    ]


def test_values_go_before_what_the_file_says(load):
    text = (
        "name: x\nvariables: {fee: 5, p: 0.25, cost: fee * 2, other: dtree('tuesday'), loop:"
        " loop}\ntype: chance\na: {p: p, payoff: cost}\nb: {p: 1 - p, payoff: other + loop}\n"
    )
    given = {"other": 1, "loop": 0}
    assert rollback(load(text, values=given)).value == pytest.approx(0.25 * 10 + 0.75)
    assert rollback(load(text, values=given | {"fee": 1})).value == pytest.approx(0.25 * 2 + 0.75)
    assert rollback(load(text, values=given | {"cost": 3, "fee": 7})).value == pytest.approx(
        0.25 * 3 + 0.75
    )
    fees, chances = np.linspace(0, 9, 5), np.linspace(0, 1, 5)
    sampled = rollback(load(text, values=given | {"fee": fees, "p": chances}))
    np.testing.assert_allclose(sampled.value, chances * fees * 2 + 1 - chances, rtol=1e-14)


@pytest.mark.parametrize(
    ("values", "message"),
    [
        (
            {"fe": 1},
            (
                r"load\(\): unknown variable in values 'fe' \(did you mean 'fee'\?\); known are"
                r" \['fee', 'p'\]"
            ),
        ),
        ({"fee": np.nan}, r"load\(\): value of 'fee' must be finite; got nan"),
        ({"fee": [1, np.inf]}, r"load\(\): value of 'fee'.* finite"),
        (
            {"fee": "3"},
            r"load\(\): value of 'fee' must be a number or an array of samples; got '3'",
        ),
        ({"fee": True}, r"load\(\): value of 'fee' must be a number"),
        ({"fee": []}, r"load\(\): value of 'fee' must hold at least one sample"),
        ({1: 1}, r"load\(\): values must name variables by non-empty strings; got 1"),
        (
            {"fee": [1, 2], "p": [0.1, 0.2, 0.3]},
            r"samples in values must broadcast together; 'fee' has \(2,\), 'p' has",
        ),
        ({"p": 2}, "probabilities must sum to 1|must not be negative"),
        ({"fee": 10**400}, r"load\(\): value of 'fee' must be finite"),
    ],
)
def test_values_that_do_not_fit_are_refused(load, values, message):
    text = (
        "name: x\nvariables: {fee: 5, p: 0.25}\ntype: chance\na: {p: p, payoff: fee}\nb: {p: 1 - p,"
        " payoff: 1}\n"
    )
    with pytest.raises(InvalidInputError, match=message):
        load(text, values=values)


def test_the_time_for_a_line_is_linear_in_its_length(load):
    """A pattern that tried each place for the end of a name would take hours."""
    for line in (
        "a" + " " * 500_000,
        "a" + " " * 500_000 + "b:",
        "#" + ":" * 500_000,
        "p" + ":" * 500_000,
    ):
        with pytest.raises(InvalidInputError, match=r"tree.yaml:[34]"):
            load(f"name: x\ntype: decision\n{line}\n- x\n")
